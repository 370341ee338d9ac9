"""The printed faces: every script fits, is there, can be read; no word leaves a hole."""

import shutil
import subprocess
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageOps

from minime.artwork import THEMES, Words, accessory_label, apply_theme, short_code, typeset
from minime.artwork.color import contrast, luminance, parse_color, readable, take_hue
from minime.artwork.fonts import covered, find_font, split_clusters, split_runs
from minime.artwork.lettering import Style, draw_text, fit_text
from minime.artwork.ornament import draw_bar_code, ean8
from minime.errors import OrderError, PresetError
from minime.preset import load_presets
from minime.sculpt.figure.outfit import choose_outfit
from minime.sculpt.packaging.build import ART

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
CARDS = [(preset, theme) for preset in PRESETS for theme in PRESETS[preset].artwork.themes]
WORDS = Words(
    name="Ada", title="Astronaut", slogan="To the stars", accessories=("mug", "camera", "dog")
)
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


def test_the_same_words_print_the_same_and_another_name_another_code():
    preset = PRESETS["blister_pack"]
    words = Words(name="Ada")
    one, again = (typeset(preset, words, px_per_mm=3)["front"] for _ in range(2))
    assert np.array_equal(one, again)
    assert short_code("a", words) != short_code("a", Words(name="Bob"))
    assert short_code("a", words).isdigit() and len(short_code("a", words)) == 8


@pytest.mark.parametrize("preset", PRESETS)
def test_words_change_nothing_where_the_figure_stands(preset):
    one, other = (
        typeset(PRESETS[preset], Words(name=name, slogan=slogan), px_per_mm=3)
        for name, slogan in (("Ada", "To the stars"), ("Bartholomew", ""))
    )
    face = "backdrop" if PRESETS[preset].packaging == "window_box" else "front"
    middle = slice(int(0.25 * len(one[face])), int(0.85 * len(one[face])))
    assert np.array_equal(one[face][middle], other[face][middle])


@pytest.mark.parametrize("preset", PRESETS)
def test_another_slogan_changes_the_slogan_alone(preset):
    one = typeset(PRESETS[preset], WORDS, px_per_mm=3)
    other = typeset(PRESETS[preset], replace(WORDS, slogan="Mind the gap, please"), px_per_mm=3)
    changed = {name: np.argwhere((one[name] != other[name]).any(-1)) for name in one}
    (face,) = (name for name in one if len(changed[name]))
    height, width = np.ptp(changed[face], axis=0) + 1
    assert width <= 0.69 * one[face].shape[1]
    assert height <= (0.5 if face == "footer" else 0.03) * one[face].shape[0]


@pytest.mark.parametrize("preset", PRESETS)
def test_another_accessory_changes_no_print_and_one_more_only_the_number(preset):
    one, swapped, more = (
        typeset(PRESETS[preset], replace(WORDS, accessories=things), px_per_mm=3)
        for things in (("mug", "dog"), ("hat", "cat"), ("mug", "dog", "hat"))
    )
    assert all(np.array_equal(one[face], swapped[face]) for face in one)
    changed = sum(int((one[face] != more[face]).any(-1).sum()) for face in one)
    assert 0 < changed < 0.02 * sum(face.shape[0] * face.shape[1] for face in one.values())


@pytest.mark.parametrize("preset", PRESETS)
def test_every_theme_of_a_style_looks_unlike_the_others(preset):
    scenes = []
    for theme in PRESETS[preset].artwork.themes:
        faces = typeset(apply_theme(PRESETS[preset], theme=theme), WORDS, px_per_mm=1)
        scenes.append(faces["backdrop" if "backdrop" in faces else "front"].astype(float))
    for one, other in combinations(scenes, 2):
        assert np.abs(one - other).mean() > 12


def test_five_themes_are_named_by_every_style_and_each_theme_is_somewhere():
    for preset in PRESETS.values():
        assert len(preset.artwork.themes) == 5 and set(preset.artwork.themes) <= set(THEMES)
    assert {theme for preset in PRESETS.values() for theme in preset.artwork.themes} == set(THEMES)


@pytest.mark.parametrize(
    ("preset", "title", "theme"),
    [
        ("blister_pack", "Astronaut", "space"),
        ("blister_pack", "the best BAKER in town", "gingham"),
        ("fashion_doll", "Pâtissière, chef", "gingham"),
        ("action_figure", "Software engineer", "blueprint"),
        ("retro_hero", "Football coach", "sport"),
        ("action_figure", "", "hero"),
        ("vinyl_buddy", "Космонавт", "memphis"),
    ],
)
def test_the_theme_goes_by_the_title_and_else_is_the_style_s_first(preset, title, theme):
    assert apply_theme(PRESETS[preset], title=title).artwork.themes == (theme,)


@pytest.mark.parametrize(
    ("preset", "title", "theme"),
    [
        ("fashion_doll", "Koch", "gingham"),
        ("action_figure", "律師", "skyline"),
        ("action_figure", "Desarrolladora", "blueprint"),
        ("vinyl_buddy", "Médecin", "memphis"),
    ],
)
def test_a_title_in_another_language_chooses_a_theme_by_its_outfit(preset, title, theme):
    outfit = choose_outfit(title) or "casual"
    assert apply_theme(PRESETS[preset], title=title, outfit=outfit).artwork.themes == (theme,)


def test_a_chosen_theme_wins_over_the_title_and_keeps_what_it_is_silent_about():
    preset = PRESETS["fashion_doll"]
    chosen = apply_theme(preset, theme="rainbow", title="Astronaut", outfit_color="#00aa00")
    assert chosen.artwork.themes == ("rainbow",)
    assert chosen.palette.primary == THEMES["rainbow"].colors["primary"]
    assert chosen.palette.secondary == preset.palette.secondary


def test_a_vivid_outfit_lends_its_hue_to_the_card_and_a_grey_one_does_not():
    preset = PRESETS["action_figure"]
    green, grey = (apply_theme(preset, outfit_color=c).palette for c in ("#1e9e3c", "#8a8c8d"))
    red, strong, blue = parse_color(green.secondary)
    assert strong > 1.3 * max(red, blue)
    assert grey == preset.palette


def test_a_corrected_colour_wins_over_theme_and_outfit():
    preset = apply_theme(
        PRESETS["blister_pack"],
        theme="space",
        corrections={"primary": "#123456", "accent": "#abcdef", "hair": "#000000"},
    )
    assert (preset.palette.primary, preset.palette.accent) == ("#123456", "#abcdef")


def test_an_unknown_theme_is_told_with_those_that_exist():
    with pytest.raises(OrderError, match="no theme 'teapot'; choose auto or one of space"):
        apply_theme(PRESETS["blister_pack"], theme="teapot")
    artwork = replace(PRESETS["blister_pack"].artwork, themes=("teapot",))
    with pytest.raises(PresetError, match="no theme 'teapot'"):
        apply_theme(replace(PRESETS["blister_pack"], artwork=artwork))


def test_a_taken_hue_keeps_the_lightness():
    for color in ("#ff7a1a", "#ffd1e6", "#2bc4b6"):
        taken = take_hue(color, "#2040d0")
        before, after = (luminance(parse_color(c)) for c in (color, taken))
        assert taken != color and abs(after - before) < 0.06
    assert take_hue("#ff7a1a", "#777777") == "#ff7a1a"


# Where the words stand by packaging: face, (x0, y0, x1, y1) in shares of it, words.
PLACES = {
    "blister_card": [
        ("front", (0, 0.885, 0.77, 0.982), "name"),
        ("front", (0.36, 0.08, 1, 0.137), "title"),
    ],
    "stand": [
        ("front", (0, 0.062, 0.9, 0.158), "name"),
        ("front", (0.27, 0.01, 0.68, 0.06), "title"),
        ("plate", (0.04, 0.1, 0.96, 0.9), "name title"),
    ],
    "window_box": [("footer", (0, 0.1, 0.36, 0.9), "name title")],
}


@needs_tesseract
@pytest.mark.parametrize(("preset", "theme"), CARDS)
def test_tesseract_reads_the_words_in_every_theme_at_the_size_of_the_picture(
    preset, theme, tmp_path
):
    # The longer words in every other theme: each is set in several of them.
    long = PRESETS[preset].artwork.themes.index(theme) % 2
    name, title = ("Henry", "Head Gardener") if long else ("Matilda", "Astronaut")
    words = Words(name=name, title=title, slogan="To the stars")
    faces = typeset(apply_theme(PRESETS[preset], theme=theme), words, px_per_mm=5)
    for face, place, read in PLACES[PRESETS[preset].packaging]:
        height, width = faces[face].shape[:2]
        x0, y0, x1, y1 = (round(p * n) for p, n in zip(place, (width, height) * 2, strict=True))
        found = read_words(faces[face][y0:y1, x0:x1], tmp_path).lower()
        assert "name" not in read or name.lower() in found, (face, found)
        assert "title" not in read or title.lower() in found, (face, found)


def test_the_bar_code_scans_as_the_digits_below_it():
    code = ean8("2123456")
    label = np.asarray(ImageOps.expand(draw_bar_code((243, 130), code), 20, "grey"))
    (read,) = zxingcpp.read_barcodes(label)
    assert (read.text, read.format) == (code, zxingcpp.BarcodeFormat.EAN8)


@pytest.mark.parametrize(("preset", "theme"), CARDS)
def test_the_bar_code_scans_off_every_card(preset, theme):
    faces = typeset(apply_theme(PRESETS[preset], theme=theme), WORDS, px_per_mm=5)
    face = faces["footer" if "footer" in faces else "front"]
    (read,) = zxingcpp.read_barcodes(face)
    assert read.text == short_code(preset, WORDS)


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
    """All that tesseract reads off a picture as one block, as it is, and with only its light
    or only its bright letters kept."""
    plain = Image.fromarray(texture).convert("L")
    kept = [np.where(least > 150, 0, 255) for least in (texture.min(axis=2), texture.max(axis=2))]
    read = []
    for index, picture in enumerate([plain, *map(Image.fromarray, np.uint8(kept))]):
        path = folder / f"{index}.png"
        ImageOps.expand(picture, 20, fill=255).save(path)
        command = ["tesseract", str(path), "-", "--psm", "6"]
        read.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return " ".join(" ".join(read).split())
