"""Checkpoints come from the hub only when a person asks for them, whole, checked, and again after
whatever goes wrong with a hub.
"""

import io
from collections import namedtuple
from dataclasses import replace

import pytest
from tiny_hub import COMMIT

from minime.__main__ import main
from minime.diffuse import fetch as fetching
from minime.diffuse.catalogue import CATALOGUE, load_catalogue
from minime.diffuse.fetch import describe_download, fetch, plan_download
from minime.diffuse.load import load_pipeline
from minime.diffuse.pin import pin_revisions
from minime.diffuse.store import find_folder, is_here
from minime.errors import Cancelled, CheckpointError

SD15 = load_catalogue()["sd15"]
KLEIN = load_catalogue()["flux2-klein"]
UNET = "unet/diffusion_pytorch_model.fp16.safetensors"


def test_what_is_not_here_is_told_with_the_way_to_get_it(hub, cache):
    hub.sent.clear()
    with pytest.raises(CheckpointError, match="python -m minime fetch sd15"):
        load_pipeline("sd15", device="cpu")
    assert not hub.sent and not is_here(SD15)


def test_size_licences_and_sources_are_told_before_the_first_byte(hub, cache):
    hub.sent.clear()
    download = plan_download(SD15)
    assert download.missing_bytes == download.total_bytes == _size(hub, SD15)
    told = describe_download(download)
    for words in ("creativeml-openrail-m", "LAION-5B", "150,000 hours", "CrucibleAI/", "GB"):
        assert words in told
    assert not hub.sent


def test_a_checkpoint_is_fetched_once_and_loads_without_a_network(hub, cache):
    told, download = [], plan_download(KLEIN)
    fetch(download, lambda done, total: told.append((done, total)))
    assert told == sorted(told) and told[-1] == (download.total_bytes, download.total_bytes)
    assert is_here(KLEIN) and plan_download(KLEIN).missing_bytes == 0
    hub.sent.clear()
    fetch(plan_download(KLEIN))
    assert not hub.sent
    hub.down = True
    assert find_folder(KLEIN.base).name == COMMIT


def test_only_what_is_loaded_is_fetched(hub, cache):
    """No pickles, no second format, no safety checker: the repositories hold more."""
    extra = hub.root / KLEIN.base.place / "transformer" / "model.bin"
    extra.write_bytes(b"pickled code")
    hub.sent.clear()
    fetch(plan_download(KLEIN))
    extra.unlink()
    assert hub.sent and not any(name.endswith(".bin") for name in hub.sent)


def test_a_connection_that_breaks_goes_on_where_it_was(hub, cache, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 2**14)
    file = f"{SD15.base.place}/{UNET}"
    size = (hub.root / file).stat().st_size
    hub.faults[file] = "cut"
    hub.sent.clear()
    before = hub.sent_bytes
    fetch(plan_download(SD15))
    assert is_here(SD15) and hub.sent[file] == 2
    again = hub.sent_bytes - before - (_size(hub, SD15) - size)
    assert size / 2 <= again < size / 2 + 2**15


def test_after_a_stop_only_what_is_missing_is_fetched(hub, cache):
    first = SD15.sources[0]
    hub.faults[SD15.sources[1].place] = 500
    download = plan_download(replace(SD15, controls=()))
    with pytest.raises(CheckpointError, match="answered 500"):
        fetch(replace(download, entry=SD15))
    hub.faults.clear()
    hub.sent.clear()
    download = plan_download(SD15)
    assert 0 < download.missing_bytes < download.total_bytes
    fetch(download)
    assert is_here(SD15) and not any(name.startswith(first.place) for name in hub.sent)


def test_a_person_can_stop_it(hub, cache):
    calls = []

    def stopped() -> bool:
        calls.append(None)
        return len(calls) > 3

    with pytest.raises(Cancelled):
        fetch(plan_download(KLEIN), cancelled=stopped)
    assert not is_here(KLEIN)
    fetch(plan_download(KLEIN))
    assert is_here(KLEIN)


def test_a_file_with_a_wrong_hash_is_deleted_and_fetched_again(hub, cache):
    hub.faults[f"{SD15.base.place}/{UNET}"] = "broken"
    with pytest.raises(CheckpointError, match="came broken"):
        fetch(plan_download(SD15))
    assert not is_here(SD15)
    hub.faults.clear()
    fetch(plan_download(SD15))
    assert is_here(SD15)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "asks for its terms to be accepted"),
        (404, "there is no black-forest-labs/FLUX.2-klein-4B on the hub"),
        (403, "hf auth login"),
        (429, "wait some minutes"),
        (503, "answered 503"),
    ],
)
def test_what_the_hub_refuses_is_one_sentence(hub, cache, status, sentence, monkeypatch):
    monkeypatch.setattr("huggingface_hub.utils._http.time.sleep", lambda seconds: None)
    hub.faults[KLEIN.base.place] = status
    with pytest.raises(CheckpointError, match=sentence) as caught:
        plan_download(KLEIN)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_gone_from_the_repository_is_told(hub, cache):
    gone = replace(KLEIN, base=replace(KLEIN.base, files=("transformer/other.safetensors",)))
    with pytest.raises(CheckpointError, match="has no transformer/other.safetensors any more"):
        plan_download(gone)


def test_a_hub_out_of_reach_is_told(hub, cache, monkeypatch):
    monkeypatch.setattr("huggingface_hub.utils._http.time.sleep", lambda seconds: None)
    hub.down = True
    with pytest.raises(CheckpointError, match="can't be reached"):
        plan_download(KLEIN)


def test_offline_means_offline(hub, cache, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    hub.sent.clear()
    with pytest.raises(CheckpointError, match="can't be reached"):
        plan_download(KLEIN)
    assert not hub.sent


def test_no_room_is_told_before_anything_is_fetched(hub, cache, monkeypatch):
    download = plan_download(KLEIN)
    usage = namedtuple("usage", "total used free")(10, 5, download.missing_bytes)
    monkeypatch.setattr(fetching.shutil, "disk_usage", lambda place: usage)
    hub.sent.clear()
    with pytest.raises(CheckpointError, match="make room, or set HF_HOME"):
        fetch(download)
    assert not hub.sent


def test_every_part_names_its_licence_and_safetensors_alone_are_fetched():
    for entry in load_catalogue().values():
        for source in entry.sources:
            assert source.place and (source.licence or source.local)
            weights = [name for name in source.files if not name.endswith((".json", "tokenizer/*"))]
            known = ("tokenizer_2/*", "processor/*")
            assert all(n.endswith(".safetensors") or n in known for n in weights)


FREE = {
    *("apache-2.0", "Apache-2.0", "mit", "openrail", "openrail++", "creativeml-openrail-m"),
}


def test_no_part_forbids_what_people_do_with_their_toy():
    """Non-commercial and research licences would: klein 9B, FLUX.1 dev and Kontext, DMD2, what
    rests on insightface. The Open RAILs bind the use, not the trade."""
    for entry in load_catalogue().values():
        assert {source.licence for source in entry.sources if source.licence} <= FREE


def _size(hub, entry) -> int:
    """Bytes of all files of an entry, as they lie in the hub's folder."""
    from fnmatch import fnmatch

    total = 0
    for source in entry.sources:
        folder = hub.root / source.place
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and any(fnmatch(name, pattern) for pattern in source.files):
                total += path.stat().st_size
    return total


@pytest.mark.parametrize(("answer", "here"), [("y\n", True), ("\n", False), ("", False)])
def test_the_command_line_asks_before_the_first_byte(hub, cache, monkeypatch, capsys, answer, here):
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    status = main(["fetch", "flux2-klein"])
    told = capsys.readouterr()
    assert status == (0 if here else 130) and is_here(KLEIN) == here
    assert "Licences: apache-2.0" in told.err and "Fetch it? [y/N]" in told.err
    assert ("--checkpoint flux2-klein" in told.out) == here


def test_who_says_yes_before_is_not_asked_and_who_has_it_neither(hub, cache, capsys):
    assert main(["fetch", "flux2-klein", "--yes"]) == 0
    assert main(["fetch", "flux2-klein"]) == 0
    assert capsys.readouterr().out.endswith("is here already.\n")


def test_revisions_are_pinned_to_commits_and_everything_else_stays(hub, tmp_path):
    path = tmp_path / "catalogue.toml"
    path.write_text(CATALOGUE.read_text("utf-8"), "utf-8")
    lines = pin_revisions(path)
    pinned = path.read_text("utf-8")
    assert pinned == CATALOGUE.read_text("utf-8").replace(
        'revision = "main"', f'revision = "{COMMIT}"'
    )
    assert len(lines) == pinned.count(COMMIT) == 16
    hub.faults["black-forest-labs/FLUX.2-klein-4B"] = 404
    with pytest.raises(CheckpointError, match="nothing was pinned"):
        pin_revisions(path)
