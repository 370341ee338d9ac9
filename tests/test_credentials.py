"""Content credentials as C2PA's own library reads them back from the files."""

import io
import json
import shutil
import socket
import struct
import sys
from datetime import timedelta
from types import SimpleNamespace

import c2pa
import numpy as np
import pytest
from PIL import Image

from minime import Order
from minime.finish import EXPORT_SIZES
from minime.label import COMPOSITE, COMPOSITE_TRAINED, TRAINED, obstacle, read_label, save_png, sign
from minime.label.certificate import CERTIFICATE, KEY, OWN_FILE, config_folder, find_identity
from minime.order import to_json
from minime.page import results
from minime.page.session import Made, SessionBook

PICTURE = np.random.default_rng(3).integers(0, 256, (160, 128, 3), dtype=np.uint8)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A folder of settings of its own, still empty."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path / "settings" / "minime"


def write(path, checkpoint="none", picture=PICTURE):
    order = to_json(Order(checkpoint=checkpoint, name="Ada"))
    return save_png(picture, path, parameters="a toy\nSeed: 7", order=order)


def read(path) -> SimpleNamespace:
    with c2pa.Reader(str(path)) as reader:
        state, told = reader.get_validation_state(), json.loads(reader.json())
    manifest = told["manifests"][told["active_manifest"]]
    (actions,) = (a["data"]["actions"] for a in manifest["assertions"] if "actions" in a["label"])
    return SimpleNamespace(
        state=state, manifest=manifest, actions=actions, said=told["validation_status"]
    )


@pytest.mark.parametrize(
    ("checkpoint", "kinds"),
    [("none", [COMPOSITE]), ("embedded", [COMPOSITE_TRAINED, TRAINED])],
)
def test_a_picture_says_who_made_it_of_what_and_how(tmp_path, checkpoint, kinds):
    found = read(write(tmp_path / "toy.png", checkpoint))
    assert found.state == "Valid"
    assert [problem["code"] for problem in found.said] == ["signingCredential.untrusted"]
    generator = found.manifest["claim_generator_info"][0]
    assert (generator["name"], generator["version"]) == ("MiniMe", "0.1.0")
    assert [action["digitalSourceType"] for action in found.actions] == kinds
    assert found.actions[0]["action"] == "c2pa.created"
    agents = [action["softwareAgent"]["name"] for action in found.actions]
    assert agents == ["MiniMe", checkpoint][: len(kinds)]


def test_no_photo_no_thumbnail_no_word_and_no_path_is_in_it(tmp_path):
    found = read(write(tmp_path / "toy.png", str(tmp_path / "my_model")))
    assert found.actions[1]["softwareAgent"]["name"] == "my_model"
    assert "thumbnail" not in found.manifest and "ingredients" not in found.manifest
    told = json.dumps(found.manifest)
    assert "Ada" not in told and str(tmp_path) not in told


def test_texts_and_pixels_are_as_they_would_be_without(tmp_path):
    path = write(tmp_path / "toy.png")
    label = read_label(path)
    assert label["parameters"] == "a toy\nSeed: 7" and label["order"]["name"] == "Ada"
    assert label["source_type"] == COMPOSITE
    assert np.array_equal(np.asarray(Image.open(path)), PICTURE)


def test_they_survive_a_copy_and_every_size_of_the_page(tmp_path):
    plain = np.full_like(PICTURE, 90)  # packs faster than noise
    toy = write(tmp_path / "toy.png", "embedded", plain)
    session = SessionBook(tmp_path).of("tab")
    report = {"order": read_label(toy)["order"]}
    session.shown = Made(toy=None, png=toy, caption="Ada", sides=("", ""), report=report)
    copy = shutil.copyfile(toy, tmp_path / "copy.png")
    for path in (copy, *(results.export(session, kind) for kind in EXPORT_SIZES)):
        found = read(path)
        assert found.state == "Valid"
        assert found.actions[0]["digitalSourceType"] == COMPOSITE_TRAINED


def test_another_picture_under_the_same_credentials_is_found_out(tmp_path):
    changed = PICTURE.copy()
    changed[0, 0] ^= 1
    real, forged = write(tmp_path / "a.png"), write(tmp_path / "b.png", picture=changed)
    parts = chunks(forged.read_bytes()) | {b"caBX": chunks(real.read_bytes())[b"caBX"]}
    forged.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts.values()))
    found = read(forged)
    assert np.array_equal(np.asarray(Image.open(forged)), changed)
    assert found.state == "Invalid"
    assert "assertion.dataHash.mismatch" in [problem["code"] for problem in found.said]


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The whole chunks of a PNG by kind, those of one kind together, in their order."""
    found, at = {}, 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        found[kind] = found.get(kind, b"") + png[at : at + 12 + size]
        at += 12 + size
    return found


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_other_kinds_of_picture_are_signed_as_well(tmp_path, kind, mime):
    packed = io.BytesIO()
    Image.fromarray(PICTURE).save(packed, kind)
    path = tmp_path / f"toy.{mime.removeprefix('image/')}"
    path.write_bytes(sign(packed.getvalue(), mime, "none"))
    assert read(path).state == "Valid"
    Image.open(path).load()


def test_the_certificate_is_made_once_for_its_owner_alone(tmp_path, settings):
    serials = [serial(write(tmp_path / f"{name}.png")) for name in "ab"]
    assert serials[0] == serials[1]
    assert config_folder() == settings
    (kept,) = settings.iterdir()
    assert kept.name == OWN_FILE and kept.stat().st_mode & 0o777 == 0o600


def test_a_broken_certificate_of_our_own_is_made_anew(tmp_path, settings):
    settings.mkdir(parents=True)
    (settings / OWN_FILE).write_text("no certificate")
    assert read(write(tmp_path / "toy.png")).state == "Valid"
    assert b"PRIVATE KEY" in (settings / OWN_FILE).read_bytes()


def test_settings_that_can_not_be_written_do_not_matter(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    assert read(write(tmp_path / "toy.png")).state == "Valid"


def test_a_given_certificate_is_used(tmp_path, settings, monkeypatch):
    given = find_identity()
    own = serial(write(tmp_path / "own.png"))
    (tmp_path / "chain.pem").write_bytes(given.chain)
    (tmp_path / "key.pem").write_bytes(given.key)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    assert serial(write(tmp_path / "other.png")) != own
    monkeypatch.setenv(CERTIFICATE, str(tmp_path / "chain.pem"))
    monkeypatch.setenv(KEY, str(tmp_path / "key.pem"))
    assert serial(write(tmp_path / "given.png")) == own
    assert obstacle() is None


def test_an_expired_certificate_is_not_used(tmp_path, settings, monkeypatch):
    with monkeypatch.context() as past:
        past.setattr("minime.label.certificate.VALID_FOR", timedelta(hours=-1))
        find_identity()
    monkeypatch.setenv(CERTIFICATE, str(settings / OWN_FILE))
    monkeypatch.setenv(KEY, str(settings / OWN_FILE))
    assert "still valid" in obstacle()


def serial(path) -> str:
    return read(path).manifest["signature_info"]["cert_serial_number"]


@pytest.mark.parametrize(
    ("certificate", "key", "sentence"),
    [
        ("gone.pem", "gone.pem", "can't be read"),
        ("words.txt", "words.txt", "not a PEM certificate"),
        ("words.txt", None, "Set both"),
    ],
)
def test_a_certificate_that_can_not_be_used_is_told_and_the_picture_still_written(
    tmp_path, monkeypatch, certificate, key, sentence
):
    (tmp_path / "words.txt").write_text("words")
    monkeypatch.setenv(CERTIFICATE, str(tmp_path / certificate))
    if key:
        monkeypatch.setenv(KEY, str(tmp_path / key))
    told = obstacle()
    assert "no content credentials" in told and sentence in told
    path = write(tmp_path / "toy.png")
    assert read_label(path)["order"]["name"] == "Ada"
    with pytest.raises(c2pa.C2paError):
        read(path)


def test_a_platform_without_the_library_still_gets_its_picture(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "c2pa", None)
    assert "c2pa-python does not run here" in obstacle()
    assert read_label(write(tmp_path / "toy.png"))["source_type"] == COMPOSITE


def test_nobody_is_asked_for_anything(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("asked a host"))
    assert read(write(tmp_path / "toy.png")).state == "Valid"
