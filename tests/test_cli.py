"""The command line: files on success, one sentence and status 2 on bad input."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import c2pa
import numpy as np
import pytest
from PIL import Image

from minime.__main__ import change_order, main
from minime.label import save_png
from minime.label.origin import ALONE
from minime.options import build_parser, read_order
from minime.order import SLIDERS, Order, to_json
from minime.preset import load_preset
from minime.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
SMALL = ("--checkpoint", "none", "--width", "256", "--height", "320")


def parse(*arguments):
    return read_order(build_parser().parse_args(arguments))


def test_every_option_reaches_the_order():
    order = parse(
        *("me.jpg", "--preset", "fashion_doll", "--face", "2", "--name", "Ada"),
        *("--theme", "rainbow"),
        *("--title", "Astronaut", "--slogan", "To the stars"),
        *("--accessory", "space helmet", "--accessory", "coffee mug", "--outfit", "suit"),
        *("--hair-style", "bob", "--headwear", "cap", "--glasses", "off", "--facial-hair", "beard"),
        *("--color", "hair=#3A2A1C", "--color", "top=#ffffff", "--checkpoint", "none"),
        *("--no-mark", "--seed", "9", "--best-of", "2", "--pose-hold", "1.5", "--steps", "8"),
    )
    assert (order.photo, order.preset, order.face) == ("me.jpg", "fashion_doll", 2)
    assert order.theme == "rainbow"
    assert (order.name, order.title, order.slogan) == ("Ada", "Astronaut", "To the stars")
    assert order.accessories == ("space helmet", "coffee mug")
    assert (order.outfit, order.hair_style, order.headwear) == ("suit", "bob", "cap")
    assert (order.glasses, order.facial_hair) == ("off", "beard")
    assert order.colors == {"hair": "#3a2a1c", "top": "#ffffff"}
    assert (order.checkpoint, order.mark, order.seed, order.best_of) == ("none", False, 9, 2)
    assert (order.pose_hold, order.steps, order.strength) == (1.5, 8, None)


def test_every_slider_is_an_option_by_its_name():
    for name, slider in SLIDERS.items():
        value = int(slider.minimum) if slider.whole else slider.minimum
        option = f"--{name.replace('_', '-')}={value}"
        assert getattr(parse("example", option), name) == slider.minimum


def test_an_earlier_toy_or_its_settings_hold_what_is_not_said_otherwise(tmp_path):
    earlier = Order(
        name="Ada", accessories=("book",), colors={"hair": "#112233"}, likeness=0.4, mark=False
    )
    saved = [
        save_png(np.zeros((8, 8, 3), np.uint8), tmp_path / "toy.png", parameters="",
                 order=to_json(earlier)),
        *(tmp_path / "order.json", tmp_path / "report.json"),
    ]  # fmt: skip
    saved[1].write_text(json.dumps(to_json(earlier)), "utf-8")
    saved[2].write_text(json.dumps({"order": to_json(earlier)}), "utf-8")
    for path in saved:
        parser = build_parser(read_settings(path))
        assert read_order(parser.parse_args(["me.jpg"])) == replace(earlier, photo="me.jpg")
        options = parser.parse_args(
            ["me.jpg", "--name", "Zoe", "--accessory", "cat", "--color", "top=#445566"]
        )
        order = read_order(options)
        assert (order.name, order.accessories, order.likeness) == ("Zoe", ("cat",), 0.4)
        assert order.colors == {"hair": "#112233", "top": "#445566"}


def test_words_change_the_order_and_what_was_not_understood_is_told(capsys):
    order = change_order(parse("example"), ["no glasses, fribble the gloob", "call her Zoe"])
    assert (order.glasses, order.name) == ("off", "Zoe")
    assert capsys.readouterr().err == '"fribble the gloob" was not understood.\n'
    assert change_order(order, []) == order


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("example", "--change", "fribble the gloob"), '"fribble the gloob" was not understood'),
        (("example", "--change", "x" * 501), "at most 500 characters"),
        (("example", "--settings", "no/where.json"), "can't be read"),
        (("example", "--settings", "no/where.png"), "can't be read"),
        (("example", "--settings", str(ROOT / "presets/vinyl_buddy.png")), "holds no settings"),
        ((), "Name a photo"),
        (("example", "--preset", "teapot"), "no preset 'teapot'"),
        (("example", "--preset", "no/where.toml"), "can't be read"),
        (("example", "--name", "x" * 400), "400 characters"),
        (("example", "--name", "a\x07b"), "can't be printed"),
        (("example", "--likeness", "1.5"), "Likeness is 1.5; choose a number between 0 and 1"),
        (("example", "--steps", "many"), "invalid int value"),
        (("example", "--seed", "-1"), "Seed is -1"),
        (("example", "--color", "hair"), "KEY=#rrggbb"),
        (("example", "--color", "hair=red"), "#rrggbb"),
        (("example", "--glasses", "maybe"), "auto, on, off"),
        (("example", "--wings"), "nrecognized arguments: --wings"),
        (("example", "--out", "no/such/folder/toy.png"), "does not exist"),
        (("example", "--json", "."), "is a folder"),
        (("example", "--3mf", "no/such/toy.3mf"), "does not exist"),
        (("example", "--sheet", "no/such/toy.pdf"), "does not exist"),
        (("example", "--clip", "toy.gif"), "must end in .webp or .mp4"),
        (("example", "--country", "Atlantis"), "ISO code"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(arguments, sentence, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err and said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"no picture at all", b"\x89PNG\r\n\x1a\n" + bytes(40)], ids=len
)
def test_a_file_that_is_no_photo_is_one_sentence(content, capsys, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(content)
    assert main([str(photo), *SMALL, "--out", str(tmp_path / "toy.png")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_photo_that_is_not_there_or_shows_nobody_is_one_sentence(capsys, tmp_path):
    wall = tmp_path / "wall.png"
    Image.new("RGB", (320, 240), "#8899aa").save(wall)
    for photo in (wall, tmp_path / "missing.jpg"):
        assert main([str(photo), *SMALL, "--out", str(tmp_path / "toy.png")]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["wall.png"]


def test_the_list_shows_presets_and_checkpoints(capsys):
    assert main(["--list"]) == 0
    shown = capsys.readouterr().out
    for word in ("fashion_doll", "action_figure", "blister_pack", "embedded", "none"):
        assert f"  {word} " in shown


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One real run of the whole command line on the example selfie."""
    folder = tmp_path_factory.mktemp("made")
    run = subprocess.run(
        [
            *(sys.executable, "-m", "minime", "example", "--preset", "blister_pack"),
            *("--name", "Ada", "--title", "Astronaut", "--accessory", "coffee mug"),
            *(*SMALL, "--seed", "7", "--out", folder / "toy.png", "--json", folder / "toy.json"),
            *("--glb", folder / "toy.glb", "--stl", folder / "toy.stl"),
            *("--3mf", folder / "toy.3mf", "--clip", folder / "toy.webp"),
            *("--controls", folder / "controls", "--country", "FR"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    return folder, run


def test_the_whole_command_line_writes_every_file(made):
    folder, run = made
    files = {path.name for path in folder.rglob("*") if path.is_file()}
    assert {"toy.png", "toy.json", "toy.glb", "toy.stl", "draft.png", "face.png"} <= files
    assert {"toy.3mf", "toy.webp"} <= files
    assert not [name for name in files if name.startswith(".")]
    assert set(run.stdout.split()) == {str(p) for p in folder.rglob("*") if p.is_file()}
    assert (folder / "toy.glb").read_bytes()[:4] == b"glTF"
    for picture in folder.rglob("*.png"):
        with Image.open(picture) as image:
            assert image.size == (256, 320)


def test_toy_json_holds_what_the_design_promises(made):
    report = json.loads((made[0] / "toy.json").read_text("utf-8"))
    assert {
        *("order", "checkpoint", "seed", "size", "selfie", "pose", "likeness"),
        *("seconds", "energy", "head_box"),
    } <= set(report)
    assert report["size"] == [256, 320] and report["seed"] == 7 and report["checkpoint"] == "none"
    assert set(report["selfie"]) >= {"size", "faces", "face_box"}
    assert set(report["pose"]) >= {"selfie", "toy", "error_deg"}
    assert set(report["pose"]["selfie"]) >= {"yaw", "pitch", "roll"}
    assert set(report["likeness"]) >= {
        *("landmark_nme", "expression", "skin_delta_e", "iris_delta_e", "hair_delta_e")
    }
    assert set(report["seconds"]) >= {"selfie", "sculpt", "diffuse", "finish", "total"}
    energy = report["energy"]
    assert energy["wh"] > 0 and energy["method"] in ("measured", "estimated")
    assert energy["country"] == "FRA" and 0 < energy["co2_g"] < energy["wh"]
    assert report["made_by"]["line"] == ALONE and report["made_by"]["checkpoint"] == "none"
    assert report["order"]["name"] == "Ada" and "photo" not in report["order"]
    x0, y0, x1, y1 = report["head_box"]
    assert 0 <= x0 < x1 <= 256 and 0 <= y0 < y1 <= 320


def test_the_png_tells_how_it_was_made(made):
    with Image.open(made[0] / "toy.png") as image:
        assert "Seed: 7" in image.info["parameters"]
        order = json.loads(image.info["minime"])
    assert order["name"] == "Ada" and order["accessories"] == ["coffee mug"]
    assert order["likeness"] == load_preset("blister_pack").sliders["likeness"]
    for name in ("toy.png", "toy.webp"):
        with c2pa.Reader(str(made[0] / name)) as reader:
            assert reader.get_validation_state() == "Valid"


@pytest.mark.skipif(os.name != "posix", reason="interrupts a process by a POSIX signal")
def test_an_interrupt_is_status_130_and_leaves_nothing_behind(tmp_path):
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "minime",
            "example",
            "--checkpoint",
            "none",
            "--out",
            tmp_path / "t",
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def run_script(folder: Path, source: str) -> subprocess.CompletedProcess:
    """Run ``source`` as a module of ``folder``, as ``python -m minime`` is run."""
    (folder / "script.py").write_text(source)
    return subprocess.run(
        [sys.executable, "-m", "script"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no process dies of a signal")
def test_an_interrupt_in_the_middle_of_an_import_is_status_130(tmp_path):
    run = run_script(
        tmp_path,
        "import sys\n"
        "from minime import __main__ as cli\n"
        "cli.write_all = lambda *_: exec('raise KeyboardInterrupt')\n"
        "sys.exit(cli.main(['example']))\n",
    )
    assert (run.returncode, run.stderr) == (130, "Stopped.\n")


@pytest.mark.skipif(os.name != "posix", reason="interrupts itself by a POSIX signal")
def test_an_interrupt_that_a_library_swallows_still_stops(tmp_path):
    run = run_script(
        tmp_path,
        "import os, signal, sys, time\n"
        "import minime\n"
        "from minime import __main__ as cli\n"
        "read = minime.read_selfie\n"
        "def read_deaf(*args, **more):\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(5)\n"
        "    except:\n"
        "        return read(*args, **more)\n"
        "sys.modules['minime.make'].read_selfie = read_deaf\n"
        "sys.exit(cli.main(['example', '--checkpoint', 'none', '--out', 'toy.png']))\n",
    )
    assert run.returncode == 130 and run.stderr.endswith("Stopped.\n"), run.stderr
    assert not (tmp_path / "toy.png").exists()


def test_a_bench_compares_a_checkpoint_with_the_sculpt_and_names_no_photo(tmp_path, capsys):
    photo = tmp_path / "nobody.jpg"
    Image.new("RGB", (300, 300), "grey").save(photo)
    out = tmp_path / "bench"
    assert main(["bench", str(photo), "example", "--strength", "0.1", "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(out / "report.md") and str(photo) in told.err
    report = (out / "report.md").read_text("utf-8")
    assert "checkpoint `embedded`" in report and "strength 0.1" in report
    rows = [line for line in report.splitlines() if line.startswith("| 1 |")]
    assert len(rows) == 2 and "none" in rows[0] and "embedded" in rows[1]
    assert "nobody" not in report
    with Image.open(out / "sheet.jpg") as sheet:
        assert sheet.width == 3 * 384
