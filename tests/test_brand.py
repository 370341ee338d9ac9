"""A brand file: what it puts on every card, what it leaves to a toy's own order, its errors."""

import io
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from minime.__main__ import main
from minime.artwork import Words, accessory_label, typeset
from minime.artwork.color import WHITE
from minime.artwork.fonts import FILES
from minime.artwork.lettering import Style, draw_text
from minime.artwork.mark import draw_mark
from minime.brand import NO_BRAND, brand_digest, brand_preset, fill_order, read_brand
from minime.errors import BrandError
from minime.options import build_parser
from minime.order import Order
from minime.preset import HOUSE_MARK, WordMark, load_presets

PRESETS = load_presets()
WORDS = Words(name="Ada", title="Astronaut", slogan="To the stars", accessories=("mug",))
BLUE = (11, 61, 145)


def font_bytes(name: str) -> bytes:
    package, file = FILES[name]
    return (files(package) / file).read_bytes()


def logo(size=(300, 120), ground=(0, 0, 0, 0), color=BLUE) -> bytes:
    image = Image.new("RGBA", size, ground)
    ImageDraw.Draw(image).ellipse((20, 20, size[0] - 20, size[1] - 20), fill=color)
    file = io.BytesIO()
    image.save(file, format="PNG")
    return file.getvalue()


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "logo.png").write_bytes(logo())
    (tmp_path / "empty.png").write_bytes(logo(color=(0, 0, 0, 0)))
    (tmp_path / "house.ttf").write_bytes(font_bytes("anton"))
    (tmp_path / "broken.ttf").write_bytes(font_bytes("anton")[:900])
    (tmp_path / "note.txt").write_text("no font, no picture")
    return tmp_path


def write(folder: Path, text: str) -> Path:
    (folder / "brand.toml").write_text(text, "utf-8")
    return folder / "brand.toml"


def test_a_brand_fills_what_an_order_leaves_as_usual_and_no_more(folder):
    brand = read_brand(
        write(
            folder,
            '[order]\npreset = "fashion_doll"\nslogan = "Care"\nmark = false\nsteps = 9\n'
            'colors = {primary = "#0B3D91", accent = "#fc3d21"}\n',
        )
    )
    plain = fill_order(Order(name="Ada"), brand)
    assert (plain.preset, plain.slogan, plain.mark, plain.steps) == (
        "fashion_doll",
        "Care",
        False,
        9,
    )
    assert plain.name == "Ada" and plain.colors == {"primary": "#0b3d91", "accent": "#fc3d21"}
    own = fill_order(Order(preset="retro_hero", slogan="Mine", colors={"accent": "#000000"}), brand)
    assert (own.preset, own.slogan, own.colors["accent"]) == ("retro_hero", "Mine", "#000000")
    assert own.colors["primary"] == "#0b3d91"


def test_no_brand_changes_nothing():
    order = Order(name="Ada", colors={"hair": "#3a2a1c"})
    assert fill_order(order, NO_BRAND) == order
    assert all(brand_preset(preset, NO_BRAND) == preset for preset in PRESETS.values())


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("card", ['word_mark = "Lumen Labs"', 'logo = "logo.png"'])
def test_another_mark_changes_the_mark_alone(folder, preset, card):
    branded = brand_preset(PRESETS[preset], read_brand(write(folder, f"[card]\n{card}\n")))
    ours = typeset(PRESETS[preset], WORDS, px_per_mm=3)
    theirs = typeset(branded, WORDS, px_per_mm=3)
    changed = {name: np.argwhere((ours[name] != theirs[name]).any(-1)) for name in ours}
    (face,) = (name for name in ours if len(changed[name]))
    height, width = np.ptp(changed[face], axis=0) + 1
    assert width <= 0.3 * ours[face].shape[1] and height <= 0.51 * ours[face].shape[0]


def test_the_parcel_of_an_unknown_thing_bears_the_mark_too():
    palette = PRESETS["blister_pack"].palette
    ours, theirs = (
        accessory_label("thing", palette, size=(320, 360), mark=mark)
        for mark in (HOUSE_MARK, WordMark(text="Lumen Labs"))
    )
    rows = np.flatnonzero((ours != theirs).any((1, 2)))
    assert len(rows) and rows[0] > 0.75 * 360


def test_a_font_of_a_file_draws_what_the_same_font_of_a_package_does():
    drawn = []
    for font in ("anton", font_bytes("anton")):
        canvas = Image.new("RGB", (400, 120), "white")
        draw_text(canvas, (5, 5, 395, 115), "Ada Łoś 飞龙", Style(font=font, fill=(0, 0, 0)))
        drawn.append(np.asarray(canvas))
    assert np.array_equal(*drawn) and drawn[0].min() < 50


def test_the_fonts_of_a_brand_set_its_name_and_its_title(folder):
    usual = typeset(PRESETS["blister_pack"], WORDS, px_per_mm=3)["front"]
    for key, rows in (("display_font", (0.88, 1.0)), ("text_font", (0.0, 0.2))):
        brand = read_brand(write(folder, f'[card]\n{key} = "house.ttf"\n'))
        branded = typeset(brand_preset(PRESETS["blister_pack"], brand), WORDS, px_per_mm=3)["front"]
        top, low = (int(share * len(usual)) for share in rows)
        assert (usual[top:low] != branded[top:low]).any()


@pytest.mark.parametrize("color", [BLUE, (255, 255, 255), (255, 210, 63), (20, 20, 24)])
def test_a_logo_is_whole_and_seen_on_its_plate(color):
    canvas = Image.new("RGB", (320, 100), "#777777")
    draw_mark(
        canvas,
        (10, 10, 310, 90),
        WordMark(picture=logo(color=color)),
        ground=(8, 59, 68),
        accent=WHITE,
    )
    pixels = np.asarray(canvas).reshape(-1, 3).astype(int)
    logo_share = (np.abs(pixels - color).max(1) < 3).mean()
    assert 0.1 < logo_share < 0.8
    assert tuple(np.asarray(canvas)[2, 2]) == (0x77,) * 3


def test_a_logo_with_a_ground_of_its_own_stands_on_more_of_it():
    red = (226, 0, 26)
    canvas = Image.new("RGB", (320, 100), "#777777")
    picture = logo(ground=(*red, 255), color=WHITE)
    draw_mark(canvas, (0, 0, 320, 100), WordMark(picture=picture), ground=BLUE, accent=WHITE)
    assert canvas.getpixel((64, 50)) == red  # left of the logo, on the plate


def test_every_part_of_a_brand_is_in_its_digest(folder):
    cards = ("", 'word_mark = "Ada"', 'logo = "logo.png"', 'display_font = "house.ttf"',
             'text_font = "house.ttf"', 'text_font = "anton"')  # fmt: skip
    texts = [f"[card]\n{card}\n" for card in cards] + ['[order]\nslogan = "Care"\n']
    digests = [brand_digest(read_brand(write(folder, text))) for text in texts]
    assert len(set(digests)) == len(texts)
    assert brand_digest(read_brand(write(folder, texts[2]))) == digests[2]
    assert digests[0] == brand_digest(NO_BRAND)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("colors = 3", "colors is not known"),
        ("[card]\nword = 'x'", "word is not known"),
        ("[order]\nwings = 2", "no field 'wings'"),
        ("[order]\npreset = 'teapot'", "no preset 'teapot'"),
        ("[order]\ncolors = {primary = 'red'}", "#rrggbb"),
        ("[card", "not valid TOML"),
        ("[card]\nlogo = 'gone.png'", "no file gone.png"),
        ("[card]\nlogo = 'note.txt'", "no picture"),
        ("[card]\nlogo = 'empty.png'", "wholly transparent"),
        ("[card]\nlogo = 'logo.png'\nword_mark = 'x'", "take one of them out"),
        ("[card]\nlogo = 3", "must be the name of a file"),
        ("[card]\nword_mark = 3", "must be text"),
        ("[card]\nword_mark = ''", "your own name"),
        ("[card]\nword_mark = 'Barbie Club'", "no toy maker's"),
        ("[card]\nword_mark = 'a word mark that is too long'", "shorten it to 24"),
        ("[card]\ndisplay_font = 'broken.ttf'", "no font"),
        ("[card]\ntext_font = 'comic sans'", "no font 'comic sans'"),
    ],
)
def test_a_wrong_brand_file_is_one_sentence_and_status_2(folder, text, sentence, capsys):
    assert main(["example", "--brand", str(write(folder, text))]) == 2
    said = capsys.readouterr().err
    assert sentence in said and said.count("\n") == 1 and "brand.toml" in said


def test_a_brand_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(BrandError, match="can't be read"):
        read_brand(tmp_path / "brand.toml")


def test_a_single_toy_takes_a_brand_by_an_option(folder):
    path = write(folder, '[order]\nslogan = "Care"\n[card]\nlogo = "logo.png"\n')
    brand = build_parser().parse_args(["example", "--brand", str(path)]).brand
    assert brand.order == {"slogan": "Care"} and brand.word_mark.picture[:4] == b"\x89PNG"
    assert json.dumps(dict(brand.order))
    assert build_parser().parse_args(["example"]).brand == NO_BRAND
