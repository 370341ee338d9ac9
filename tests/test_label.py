"""The saved PNG says what it is, and is written whole or not at all."""

import os
import resource
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from minime.diffuse.catalogue import load_catalogue
from minime.errors import OutputError, PhotoError
from minime.finish import export_size
from minime.label import (
    COMPOSITE,
    COMPOSITE_TRAINED,
    Settings,
    add_mark,
    made_by,
    origin_line,
    read_label,
    save_png,
    write_parameters,
    write_whole,
)

PICTURE = np.random.default_rng(2).integers(0, 256, (320, 256, 3), dtype=np.uint8)
ORDER = {"name": "Zoë 飞龙", "seed": 7, "accessories": ["mug"], "checkpoint": "embedded"}
SETTINGS = Settings(
    prompt="a toy,\nvinyl",
    negative="blurry",
    steps=4,
    sampler="DDIM",
    guidance=1.0,
    seed=7,
    model="embedded",
    width=1024,
    height=1280,
    strength=0.3,
)


def test_parameters_are_written_as_prompt_galleries_read_them():
    assert write_parameters(SETTINGS) == (
        "a toy, vinyl\nNegative prompt: blurry\nSteps: 4, Sampler: DDIM, CFG scale: 1, Seed: 7, "
        "Size: 1024x1280, Model: embedded, Denoising strength: 0.3"
    )


@pytest.mark.parametrize(
    ("checkpoint", "source"), [("none", COMPOSITE), ("embedded", COMPOSITE_TRAINED)]
)
def test_the_label_reads_back_and_pixels_are_kept(tmp_path, checkpoint, source):
    order = ORDER | {"checkpoint": checkpoint}
    path = save_png(
        PICTURE,
        tmp_path / "toy.png",
        parameters=write_parameters(SETTINGS) + " ☕",
        order=order,
    )
    assert read_label(path) == {
        "parameters": write_parameters(SETTINGS) + " ☕",
        "order": order,
        "source_type": source,
    }
    assert np.array_equal(np.asarray(Image.open(path)), PICTURE)
    assert os.listdir(tmp_path) == ["toy.png"]


def test_the_xmp_packet_is_well_formed_and_says_where_the_picture_comes_from(tmp_path):
    path = save_png(PICTURE, tmp_path / "toy.png", parameters="", order=ORDER)
    with Image.open(path) as image:
        packet = image.info["XML:com.adobe.xmp"]
    tree = ElementTree.fromstring(packet.encode())
    extension = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
    assert tree.find(f".//{extension}DigitalSourceType").text == COMPOSITE_TRAINED


def test_a_line_says_what_made_the_picture_and_what_that_learned_from(tmp_path):
    assert "MiniMe alone" in origin_line("none")
    for name, entry in load_catalogue().items():
        line = origin_line(name)
        assert f'"{name}"' in line and entry.learned_from in line and "\n" not in line
        assert made_by(name)["learned_from"] == entry.learned_from != ""
    assert "renders of made-up people alone" in origin_line("embedded")
    assert "LAION-5B" in origin_line("sd15")
    unknown = origin_line(str(tmp_path / "mine"))
    assert '"mine"' in unknown and "not known" in unknown and str(tmp_path) not in unknown


def test_a_print_keeps_its_resolution(tmp_path):
    path = save_png(export_size(PICTURE, "print"), tmp_path / "p.png", parameters="", order=ORDER)
    with Image.open(path) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_folder_that_is_not_there_is_answered_with_one_sentence(tmp_path):
    with pytest.raises(OutputError, match="does not exist; make it"):
        save_png(PICTURE, tmp_path / "no" / "toy.png", parameters="", order=ORDER)


def test_a_file_in_place_of_a_folder_is_answered_with_one_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="does not exist; make it"):
        save_png(PICTURE, tmp_path / "file" / "toy.png", parameters="", order=ORDER)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_folder_is_answered_with_one_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="can't be written to"):
        save_png(PICTURE, tmp_path / "toy.png", parameters="", order=ORDER)


def test_a_device_or_a_folder_is_never_overwritten(tmp_path):
    for place in ("/dev/full", tmp_path):
        with pytest.raises(OutputError, match="is not a file"):
            save_png(PICTURE, place, parameters="", order=ORDER)
    assert os.listdir(tmp_path) == []


def test_no_space_left_leaves_the_old_file_and_no_half_written_one(tmp_path):
    path = save_png(PICTURE, tmp_path / "toy.png", parameters="old", order=ORDER)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(OutputError, match="no space left"):
            save_png(PICTURE, path, parameters="new", order=ORDER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert read_label(path)["parameters"] == "old"
    assert os.listdir(tmp_path) == ["toy.png"]


def test_an_error_while_writing_leaves_nothing_behind(tmp_path):
    with pytest.raises(ZeroDivisionError), write_whole(tmp_path / "x.bin") as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_a_file_without_a_label_reads_as_none_and_no_picture_is_an_error(tmp_path):
    Image.fromarray(PICTURE).save(tmp_path / "plain.png")
    assert set(read_label(tmp_path / "plain.png").values()) == {None}
    (tmp_path / "text.png").write_text("no picture")
    with pytest.raises(PhotoError, match="can't be read"):
        read_label(tmp_path / "text.png")


@pytest.mark.parametrize("size", [(320, 256), (1280, 1024)])
def test_the_mark_is_small_and_in_the_lower_right_corner(size):
    picture = np.full((*size, 3), 128, np.uint8)
    marked = add_mark(picture)
    rows, columns, _ = np.nonzero(marked != picture)
    assert rows.min() > 0.9 * size[0] and columns.min() > 0.9 * size[1]
    assert (marked[rows, columns] > 200).any() and (picture == 128).all()
