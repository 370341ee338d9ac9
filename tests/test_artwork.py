"""The printed faces: every script fits, is there, can be read; no word leaves a hole."""

import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from minime.artwork import Words, accessory_label, typeset
from minime.artwork.card import ART, short_code
from minime.artwork.color import contrast, parse_color, readable
from minime.artwork.fonts import covered, find_font, split_clusters, split_runs
from minime.artwork.lettering import Style, draw_text, fit_text
from minime.errors import PresetError
from minime.preset import load_presets

PRESETS = load_presets()
SCRIPTS = {
    "latin": "Ada Łoś",
    "greek": "Αριάδνη",
    "cyrillic": "Жанна",
    "arabic": "مريم",
    "hebrew": "שלומית",
    "devanagari": "क्षत्रिय",
    "chinese": "飞龙",
    "japanese": "さくら",
    "korean": "김철수",
    "emoji": "👩‍🚀☕",
}
PLAIN = Style(font="luckiest_guy", fill=(0, 0, 0))
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract-ocr is not installed"
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_glyphs_in_the_fonts_chosen_for_it(script):
    for run in split_runs(SCRIPTS[script], "luckiest_guy"):
        letters = {ord(char) for char in run.text} - {0x200D, 0xFE0F, 0x20}
        assert letters <= covered(run.font)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_stays_inside_its_box_and_fills_it(script):
    canvas = Image.new("RGB", (500, 160), "white")
    style = replace(
        PLAIN, outline=(0, 0, 0), outline_width=0.08, shadow=(9, 9, 9), depth=0.1, slant=0.15
    )
    ink = draw_text(canvas, (40, 30, 460, 130), SCRIPTS[script], style)
    rows, columns = np.nonzero(np.asarray(canvas.convert("L")) < 250)
    assert columns.min() >= 40 and columns.max() < 460 and rows.min() >= 30 and rows.max() < 130
    assert ink[2] - ink[0] > 0.8 * 420 or ink[3] - ink[1] > 0.6 * 100


def test_a_word_keeps_one_font_and_an_emoji_takes_its_own():
    assert [run.font for run in split_runs("Ada Αδα 🚀", "anton")] == [
        "anton",
        "noto_sans",
        "noto_emoji",
    ]


def test_right_to_left_text_puts_its_first_word_on_the_right():
    runs = split_runs("مريم Ada", "anton")
    assert [run.font for run in runs] == ["anton", "noto_arabic"]
    assert [run.rtl for run in runs] == [False, True]


def test_arabic_letters_are_joined():
    joined, apart = (
        fit_text(text, PLAIN, 10_000, 100).size_px for text in ("ههه", "ه\u200cه\u200cه")
    )
    canvas = [Image.new("L", (600, 120), 255) for _ in range(2)]
    for picture, text in zip(canvas, ("ههه", "ه\u200cه\u200cه"), strict=True):
        draw_text(picture.convert("RGB"), (0, 0, 600, 120), text, PLAIN)
    assert joined != apart


def test_joined_emoji_flags_and_marks_are_one_letter_each():
    assert len(split_clusters("👩‍🚀🇫🇷👍🏽e\u0301")) == 4


def test_a_very_long_word_is_cut_with_an_ellipsis_and_stays_inside():
    layout = fit_text("Donaudampfschifffahrt" * 20, PLAIN, 300, 60)
    assert "".join(run.text for run in layout.lines[0]).endswith("…")
    canvas = Image.new("RGB", (340, 100), "white")
    ink = draw_text(canvas, (20, 20, 320, 80), "Donaudampfschifffahrt" * 20, PLAIN)
    assert ink[0] >= 20 and ink[2] <= 320 and ink[1] >= 20 and ink[3] <= 80


def test_two_lines_are_used_where_they_make_the_type_larger():
    text = "Keeper of the Very Old Lighthouse"
    one = fit_text(text, PLAIN, 300, 120)
    two = fit_text(text, replace(PLAIN, max_lines=2), 300, 120)
    assert len(one.lines) == 1 and len(two.lines) == 2 and two.size_px > one.size_px


def test_control_characters_and_direction_overrides_are_not_drawn():
    layout = fit_text("A\x07d\u202ea\n!", PLAIN, 300, 60)
    assert "".join(run.text for run in layout.lines[0]) == "A da !"


def test_no_text_draws_nothing():
    canvas = Image.new("RGB", (100, 50), "white")
    assert draw_text(canvas, (0, 0, 100, 50), "  \u200b ", PLAIN) is None
    assert canvas.getextrema() == ((255, 255),) * 3


def test_chosen_text_colours_can_be_read_on_any_ground():
    rng = np.random.default_rng(3)
    for ground, wish in rng.integers(0, 256, (300, 2, 3)).tolist():
        assert contrast(tuple(ground), readable(tuple(ground), tuple(wish))) >= 4.5


@pytest.mark.parametrize("name", PRESETS)
def test_every_face_has_its_size_with_words_and_without(name):
    preset = PRESETS[name]
    for words in (Words(), Words(name="Ada", title="Astronaut", slogan="To the stars")):
        faces = typeset(preset, words, px_per_mm=3)
        assert set(faces) == set(ART[preset.packaging])
        for face, (width, height) in ART[preset.packaging].items():
            assert faces[face].dtype == np.uint8
            assert faces[face].shape == (round(height * 3), round(width * 3), 3)


def test_the_same_words_print_the_same_and_other_words_another_code():
    preset = PRESETS["blister_pack"]
    words = Words(name="Ada")
    one, again = (typeset(preset, words, px_per_mm=3)["front"] for _ in range(2))
    assert np.array_equal(one, again)
    assert short_code("a", words) != short_code("a", Words(name="Bob"))
    assert short_code("a", words).isalnum() and len(short_code("a", words)) == 8


def test_a_slogan_changes_nothing_above_the_name_band():
    preset = PRESETS["blister_pack"]
    with_one, without = (
        typeset(preset, Words(name="Ada", slogan=slogan), px_per_mm=3)["front"]
        for slogan in ("To the stars", "")
    )
    height = len(with_one)
    assert np.array_equal(with_one[: int(0.8 * height)], without[: int(0.8 * height)])


@needs_tesseract
@pytest.mark.parametrize(
    ("preset", "face", "word"),
    [
        ("blister_pack", "front", "Ada"),
        ("blister_pack", "front", "Astronaut"),
        ("action_figure", "plate", "Astronaut"),
        ("fashion_doll", "footer", "Astronaut"),
    ],
)
def test_tesseract_reads_the_words_off_the_texture(preset, face, word, tmp_path):
    words = Words(name="Ada", title="Astronaut", slogan="To the stars")
    texture = typeset(PRESETS[preset], words)[face]
    assert word.lower() in read_words(texture, tmp_path).lower()


@needs_tesseract
@pytest.mark.parametrize("preset", PRESETS)
def test_tesseract_reads_the_name(preset, tmp_path):
    faces = typeset(PRESETS[preset], Words(name="Matilda", title="Astronaut"))
    read = " ".join(read_words(texture, tmp_path) for texture in faces.values())
    assert "matilda" in read.lower()


def test_the_bar_code_scans_as_the_short_code():
    from barcode import Code128

    words = Words(name="Ada")
    texture = typeset(PRESETS["fashion_doll"], words)["footer"]
    bits = Code128(short_code("fashion_doll", words)).build()[0]
    row = texture[texture.shape[0] * 2 // 5, int(0.8 * texture.shape[1]) :].min(axis=1) < 128
    inked = np.flatnonzero(row)
    bars = row[inked[0] : inked[-1] + 1]
    module = len(bars) // len(bits.strip("0"))
    assert "".join("01"[int(bar)] for bar in bars[module // 2 :: module]) == bits.strip("0")


def test_an_accessory_label_has_its_size_and_its_word():
    plain, duck = (
        accessory_label(word, PRESETS["blister_pack"].palette, size=(320, 360))
        for word in ("", "rubber duck")
    )
    assert duck.shape == (360, 320, 3) and np.abs(duck.astype(int) - plain).max() > 100


def test_trademarks_are_not_printed():
    preset = PRESETS["action_figure"]
    typed, generic = (
        typeset(preset, Words(name="Ada", title=title), px_per_mm=3)["plate"]
        for title in ("Lego builder", "Toy brick builder")
    )
    # Only the words differ from here on: the code is made of what is printed.
    assert np.array_equal(typed, generic)


def test_fonts_are_found_however_a_preset_writes_them():
    assert find_font("Luckiest Guy") == find_font("luckiest-guy") == "luckiest_guy"
    with pytest.raises(PresetError, match="choose one of"):
        find_font("comic sans")


def test_colours_must_be_hex():
    assert parse_color("#ff8000") == (255, 128, 0)
    with pytest.raises(ValueError, match="not a colour"):
        parse_color("orange")


def read_words(texture: np.ndarray, folder) -> str:
    """What tesseract reads off a texture in sparse mode, plain and inverted."""
    read = []
    grey = Image.fromarray(texture).convert("L")
    for index, picture in enumerate((grey, grey.point(lambda v: 255 - v))):
        path = folder / f"{index}.png"
        picture.save(path)
        command = ["tesseract", str(path), "-", "--psm", "11"]
        read.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return " ".join(read)
