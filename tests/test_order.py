"""Orders: what is allowed, what is said when it is not, and the way to JSON and back."""

import json
from dataclasses import replace

import pytest

from minime.errors import OrderError
from minime.order import (
    HEADWEAR,
    MOST_ACCESSORIES,
    SLIDERS,
    Order,
    from_json,
    resolve,
    split_accessories,
    to_json,
    validate,
)
from minime.preset import load_preset
from minime.sculpt.head.hair import HAIR_STYLES, HATS
from minime.sculpt.scene import correct_traits, shade_traits
from minime.selfie import read_selfie
from minime.selfie.colors import from_hex

FULL = Order(
    photo="selfie.jpg",
    face=2,
    preset="fashion_doll",
    theme="space",
    name="Ada 👩🏽‍🚀",
    title="Космонавт",
    slogan="إلى النجوم",
    accessories=("space helmet", "咖啡杯"),
    outfit="suit",
    hair_style="bob",
    headwear="beanie",
    glasses="on",
    facial_hair="none",
    colors={"hair": "#3a2a1c", "primary": "#00aaff"},
    likeness=0.4,
    stylisation=1.0,
    pose_hold=1.5,
    strength=0.0,
    steps=8,
    guidance=2.5,
    seed=4294967295,
    shades={"hair": -6.5},
    checkpoint="none",
    best_of=3,
    mark=False,
    width=512,
    height=640,
)


def test_an_order_survives_json_but_its_photo_stays_out():
    order = validate(FULL)
    text = json.dumps(to_json(order))
    assert "photo" not in text and "selfie.jpg" not in text
    assert from_json(text, photo="selfie.jpg") == order
    assert from_json(json.loads(text), photo="selfie.jpg") == order


def test_settings_of_the_time_when_hats_were_hair_styles_mean_head_wear():
    for hat in HATS:
        order = from_json({"hair_style": hat}, photo="me.jpg")
        assert (order.hair_style, order.headwear) == ("auto", hat)
    chosen = validate(Order(hair_style="cap", headwear="none"))
    assert (chosen.hair_style, chosen.headwear) == ("auto", "none")


def test_the_head_wear_of_an_order_is_what_the_sculpt_has():
    assert HEADWEAR == ("auto", "none", *HATS)
    assert not set(HEADWEAR) & set(HAIR_STYLES)


def test_a_shade_is_painted_and_not_what_the_toy_is_held_against():
    order = validate(Order(shades={"hair": 8, "skin": 0}))
    traits = read_selfie("example").traits
    painted = shade_traits(traits, order)
    lighter = from_hex(painted.hair)[0] - from_hex(traits.hair)[0]
    assert lighter == pytest.approx(8, abs=0.5) and painted.skin == traits.skin
    assert correct_traits(traits, order) == traits


def test_the_preset_fills_only_the_sliders_that_were_left_alone():
    defaults = load_preset("action_figure").sliders
    order = resolve(Order(likeness=0.0, seed=3), defaults)
    assert order.likeness == 0.0 and order.seed == 3
    assert order.stylisation == defaults["stylisation"]
    assert (order.width, order.height, order.best_of) == (1024, 1280, 1)
    assert all(getattr(order, name) is not None for name in SLIDERS)
    assert resolve(order, load_preset("fashion_doll").sliders) == order


@pytest.mark.parametrize("name", SLIDERS)
def test_both_ends_of_a_slider_are_allowed_and_nothing_beyond(name):
    slider = SLIDERS[name]
    kind = int if slider.whole else float
    for value in (slider.minimum, slider.maximum):
        assert getattr(validate(replace(Order(), **{name: kind(value)})), name) == value
    wrong = [slider.minimum - 1, slider.maximum + 1, float("nan"), float("inf"), "1", True]
    for value in wrong + [slider.minimum + 0.5] * slider.whole:
        with pytest.raises(OrderError, match=f"^{slider.label} "):
            validate(replace(Order(), **{name: value}))


@pytest.mark.parametrize("field", ["name", "title", "slogan", "checkpoint", "preset"])
def test_a_word_of_400_letters_is_refused_in_one_sentence(field):
    with pytest.raises(OrderError, match="400 characters; shorten it to"):
        validate(replace(Order(), **{field: "x" * 400}))
    with pytest.raises(OrderError, match="accessory has 400 characters"):
        validate(Order(accessories=("y" * 400,)))


@pytest.mark.parametrize("bad", ["A\x00da", "A\x1b[31mda", "\u202eadA", "\ud800", "\ue000"])
def test_characters_that_cannot_be_printed_are_refused(bad):
    with pytest.raises(OrderError, match="can't be printed"):
        validate(Order(name=bad))


def test_words_are_tidied_and_composed_but_joiners_stay():
    order = validate(Order(name="  Zoe\u0308 \t\n Ray ", title="👨‍👩‍👧", slogan="क्‍ष"))
    assert order.name == "Zoë Ray"
    assert order.title == "👨‍👩‍👧" and "\u200d" in order.slogan


def test_the_box_holds_only_so_many_accessories():
    full = ("mug",) * MOST_ACCESSORIES
    assert validate(Order(accessories=(*full, "  "))).accessories == full
    with pytest.raises(OrderError, match="take 1 out"):
        validate(Order(accessories=(*full, "camera")))


def test_commas_of_several_scripts_part_accessories():
    assert split_accessories(" mug, 相机、本；كتاب،قلم;,") == ("mug", "相机", "本", "كتاب", "قلم")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"colors": {"hair": "brown"}}, "write it as #rrggbb"),
        ({"colors": {"teeth": "#ffffff"}}, "no colour 'teeth'; choose one of skin"),
        ({"colors": ["#ffffff"]}, "pairs"),
        ({"shades": {"teeth": 5}}, "Shades are pairs of a part"),
        ({"shades": {"hair": 400}}, "a number from -30 to 30"),
        ({"shades": "lighter"}, "hair=8"),
        ({"face": 0}, "1 is the largest"),
        ({"glasses": "maybe"}, "auto, on, off"),
        ({"facial_hair": "walrus"}, "stubble"),
        ({"hair_style": "../etc"}, "hair style"),
        ({"headwear": "helmet"}, "auto, none, cap"),
        ({"outfit": ""}, "outfit"),
        ({"theme": "Comic rays"}, "theme must be 'auto' or one of"),
        ({"checkpoint": " "}, "checkpoint is empty"),
        ({"mark": "yes"}, "true or false"),
        ({"accessories": "mug"}, "list of words"),
        ({"name": 5}, "must be text"),
    ],
)
def test_every_other_mistake_is_told_in_one_sentence(change, sentence):
    with pytest.raises(OrderError, match=sentence) as caught:
        validate(replace(Order(), **change))
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("{", "not JSON"),
        ("[1]", "JSON object"),
        ('{"photo": "x"}', "no field 'photo'"),
        ('{"zeal": 1}', "no field 'zeal'"),
        ('{"accessories": "mug"}', "list of words"),
        ('{"strength": 7}', "Strength is 7; choose a number between 0 and 1"),
    ],
)
def test_bad_settings_are_refused(settings, sentence):
    with pytest.raises(OrderError, match=sentence):
        from_json(settings, photo="example")
