"""Presets: the five styles read well, and a bad file says what is wrong with it."""

import tomllib

import pytest
from PIL import Image

from minime.errors import PresetError
from minime.order import SLIDERS
from minime.preset import PACKAGING, PRESETS_FOLDER, load_preset, load_presets, read_preset

GOOD = (PRESETS_FOLDER / "blister_pack.toml").read_text("utf-8")


@pytest.fixture
def write_preset(tmp_path):
    def write(text, name="blister_pack"):
        path = tmp_path / f"{name}.toml"
        path.write_text(text, "utf-8")
        return path

    return write


STYLES = {"fashion_doll", "action_figure", "blister_pack", "retro_hero", "vinyl_buddy"}


def test_the_five_styles_are_there_and_use_every_packaging():
    presets = load_presets()
    assert STYLES <= set(presets)
    assert {preset.packaging for preset in presets.values()} == set(PACKAGING)
    for name in STYLES:
        with Image.open(presets[name].thumbnail) as picture:
            assert presets[name].thumbnail.name == f"{name}.png" and picture.size == (320, 400)


def test_heads_are_big_enough_to_be_recognised():
    for preset in load_presets().values():
        share = preset.proportions.head_height_mm / preset.proportions.figure_height_mm
        assert 0.24 <= share <= 0.5, preset.name


def test_a_style_can_be_read_from_any_file(write_preset):
    text = GOOD.replace('name = "blister_pack"', 'name = "mine"')
    assert load_preset(str(write_preset(text, "mine"))).name == "mine"


def test_an_unknown_style_names_those_that_exist():
    with pytest.raises(PresetError, match="'teapot'.*action_figure, blister_pack, fashion_doll"):
        load_preset("teapot")


@pytest.mark.parametrize("section", [key for key in tomllib.loads(GOOD) if key != "preset"])
def test_every_missing_key_is_named_with_its_file(section, write_preset):
    for key, value in tomllib.loads(GOOD)[section].items():
        lines = GOOD.splitlines()
        line = next(i for i, text in enumerate(lines) if text.startswith(f"{key} = "))
        path = write_preset("\n".join(lines[:line] + lines[line + 1 :]))
        with pytest.raises(PresetError) as caught:
            read_preset(path)
        sentence = str(caught.value)
        assert f"blister_pack.toml: {section}.{key} is missing" in sentence, (key, value)
        assert "must be" in sentence


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("head_height_mm = 52", 'head_height_mm = "52"', "proportions.head_height_mm is '52'"),
        ("head_height_mm = 52", "head_height_mm = 900", "a number from 15 to 120"),
        ("head_height_mm = 52", "head_height_mm = nan", "a number from 15 to 120"),
        ("jointed = false", "jointed = 0", "must be true or false"),
        ('primary = "#0fa3a3"', 'primary = "teal"', 'a colour such as "#ff5fa8"'),
        ('packaging = "blister_card"', 'packaging = "bag"', "window_box, stand, blister_card"),
        ("steps = 4", "steps = 4.5", "a whole number from 1 to 50"),
        ("strength = 0.2", "strength = 1.3", "sliders.strength is 1.3"),
        ('skin = "vinyl"', 'skin = ["vinyl"]', "materials.skin is"),
        ("nose = 0.78", "nose = 0.78\nnostrils = 2", "face.nostrils is not known; allowed are"),
        ('["burst", ', '["space", ', "artwork.themes is"),
        ('["burst", ', "[1, ", "a list of different names"),
        ("[sliders]", "[slider]", "slider is not known; allowed are preset, proportions"),
        ('name = "blister_pack"', 'name = "other"', "preset.name must be 'blister_pack'"),
        ("[palette]", "[palette", "not valid TOML"),
    ],
)
def test_a_wrong_key_says_what_is_allowed(right, wrong, sentence, write_preset):
    assert right in GOOD
    with pytest.raises(PresetError) as caught:
        read_preset(write_preset(GOOD.replace(right, wrong, 1)))
    assert sentence in str(caught.value)
    assert "blister_pack.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_table_and_a_missing_file_are_named(write_preset, tmp_path):
    with pytest.raises(PresetError, match=r"table \[sliders\] is missing"):
        read_preset(write_preset(GOOD[: GOOD.index("[sliders]")]))
    with pytest.raises(PresetError, match="nowhere.toml can't be read"):
        load_preset(str(tmp_path / "nowhere.toml"))
    with pytest.raises(PresetError, match="There is no preset in"):
        load_presets(tmp_path / "empty")


def test_the_defaults_of_every_style_lie_in_the_ranges_of_the_sliders():
    for preset in load_presets().values():
        for name, value in preset.sliders.items():
            assert SLIDERS[name].minimum <= value <= SLIDERS[name].maximum
