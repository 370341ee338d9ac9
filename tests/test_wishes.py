"""Plain wishes: what they mean in eight languages, what they leave alone, how they are undone."""

import random
import re
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path

import pytest

from minime.errors import OrderError
from minime.order import MOST_ACCESSORIES, Order, validate
from minime.wishes import LONGEST_TEXT, Change, apply_changes, describe, read_wishes
from minime.wishes.lexicon import load_lexicons
from minime.wishes.paint import paint, read_colors, shade

SENTENCES = Path(__file__).parent / "sentences"
START = Order(accessories=("coffee mug",), preset="blister_pack")
FEWEST = {"en": 25, "de": 25, "fr": 25, "es": 25, "pt": 15, "ja": 15, "zh": 15, "ar": 15}
DIALS = {"likeness": 0.65, "stylisation": 0.2}  # of the blister pack


def read_table(name: str) -> list[tuple[str, str]]:
    lines = (SENTENCES / f"{name}.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(text, wanted) for text, wanted in pairs]


def expected(wanted: str) -> tuple[dict[str, object], tuple[str, ...]]:
    """Fields that differ from START's, and the words that were not understood.

    "field=value", "+thing", "-thing", "?words" with "_" for spaces; a colour by its name
    ("dark_green", "darker", "lighter"); "+" or "-" is a step of a slider.
    """
    made: dict[str, object] = {}
    missed = []
    things = list(START.accessories)
    for token in wanted.split():
        field, _, value = token.partition("=")
        words = token[1:].replace("_", " ")
        if token.startswith("?"):
            missed.append(words)
        elif token.startswith("+"):
            things.append(words)
        elif token.startswith("-"):
            things.remove(words)
        elif field.startswith("colors."):
            made.setdefault("colors", {})[field[7:]] = named_color(field[7:], value)
        else:
            made[field] = read_value(field, value)
    if tuple(things) != START.accessories:
        made["accessories"] = tuple(things)
    return made, tuple(missed)


def named_color(part: str, value: str) -> str:
    if value in ("darker", "lighter"):  # nothing was seen of the photo
        return paint(part, {"darker": "dark", "lighter": "light"}[value])
    tone, _, name = value.rpartition("_")
    return paint(part, name, tone)


def read_value(field: str, value: str) -> object:
    if field in DIALS:
        steps = {"+": 0.2, "-": -0.2, "++": 0.4, "--": -0.4, "+/2": 0.1, "-/2": -0.1}
        if value in steps:
            return round(min(1.0, max(0.0, DIALS[field] + steps[value])), 4)
        return float(value)
    if field in ("seed", "width", "height"):
        return int(value)
    if field == "mark":
        return value == "on"
    styles = field in ("hair_style", "headwear", "facial_hair", "outfit", "preset", "theme")
    return value if styles else value.replace("_", " ")


def difference(order: Order) -> dict[str, object]:
    return {
        item.name: getattr(order, item.name)
        for item in fields(Order)
        if getattr(order, item.name) != getattr(START, item.name)
    }


def check(text: str, wanted: str) -> str:
    """What is wrong with how a sentence is read; "" where nothing is."""
    made, missed = expected(wanted)
    wishes = read_wishes(text, START)
    got = difference(apply_changes(START, wishes.changes))
    right = got == made and wishes.missed == missed
    return "" if right else f"{text}: {got}, missed {wishes.missed}, not {made}, {missed}"


@pytest.mark.parametrize("name", [*FEWEST, "unseen", "unseen2", "unseen3"])
def test_every_sentence_is_understood_to_the_letter(name):
    wrong = [problem for text, wanted in read_table(name) if (problem := check(text, wanted))]
    assert not wrong, "\n".join(wrong)


def test_every_table_is_as_long_as_it_should_be():
    for language, fewest in FEWEST.items():
        assert len(read_table(language)) >= fewest, language
    assert set(FEWEST) == set(load_lexicons())


def all_changes() -> list[tuple[str, Order, tuple[Change, ...]]]:
    texts = [text for name in FEWEST for text, _ in read_table(name)]
    return [(text, START, read_wishes(text, START).changes) for text in texts]


def test_each_change_can_be_taken_back_alone():
    for text, start, changes in all_changes():
        whole = apply_changes(start, changes)
        for change in changes:
            rest = apply_changes(start, [other for other in changes if other is not change])
            assert held(rest, change) == held(start, change), text
            for other in changes:
                assert other is change or held(rest, other) == held(whole, other), text


def held(order: Order, change: Change) -> object:
    """What an order holds of what a change touches."""
    if change.field == "colors":
        return order.colors.get(change.key)
    if change.field == "accessories":
        return tuple(thing in order.accessories for thing in (change.old, change.new))
    return getattr(order, change.field)


def test_changes_made_twice_are_made_once_and_tell_what_was_before():
    for text, start, changes in all_changes():
        once = apply_changes(start, changes)
        assert apply_changes(once, changes) == once, text
        for change in changes:
            assert change.said and change.said in text
            assert describe(change)
            if change.field not in ("accessories", "colors"):
                assert change.old == getattr(start, change.field), text


@pytest.mark.parametrize(
    "text", ["", "  ", "?!", "fribble", "Lorem ipsum dolor sit", "🙂🙂", "نعم شكرا", "ありがとう"]
)
def test_nonsense_changes_nothing(text):
    assert read_wishes(text, START).changes == ()


@lru_cache
def vocabulary() -> list[str]:
    return [
        " ".join(phrase.typed)
        for lexicon in load_lexicons().values()
        for phrases in lexicon.phrases.values()
        for phrase in phrases
    ]


def test_any_mixture_of_words_gives_a_valid_order():
    rng = random.Random(7)
    joints = (" ", " ", ", ", " and ", ". ", "\n", ' "', '" ', " 42 ", " 80% ", " 9999x320 ", "、")
    full = replace(START, accessories=tuple("abcdef"))
    for _ in range(150):
        text = ""
        while len(text) < LONGEST_TEXT:
            text += rng.choice(joints) + rng.choice(vocabulary())
        for start in (START, full):
            wishes = read_wishes(text[:LONGEST_TEXT], start)
            order = apply_changes(start, wishes.changes)
            assert validate(order) == order
            assert len(order.accessories) <= MOST_ACCESSORIES
            assert all(words in text for words in wishes.missed)


def test_a_text_that_is_too_long_is_told_in_a_sentence():
    with pytest.raises(OrderError, match="at most 500 characters"):
        read_wishes("a" * (LONGEST_TEXT + 1), START)


def test_every_word_of_the_vocabulary_means_something_that_an_order_can_hold():
    from minime.artwork import THEMES
    from minime.order import BUILDS, COLOR_KEYS, FACIAL_HAIR, GLASSES, SLIDERS
    from minime.preset import load_presets
    from minime.sculpt.accessory import ACCESSORIES
    from minime.sculpt.figure.outfit import OUTFITS
    from minime.sculpt.head.hair import HAIR_STYLES, HATS
    from minime.wishes.hair import LADDERS, LENGTHS, STYLES

    allowed = {
        "part": COLOR_KEYS, "style": (*HAIR_STYLES, *HATS), "beard": FACIAL_HAIR,
        "glasses": GLASSES,
        "outfit": ("photo", *OUTFITS), "preset": load_presets(), "theme": THEMES, "build": BUILDS,
        "dial": SLIDERS, "thing": ACCESSORIES, "length": LENGTHS, "texture": LADDERS,
    }  # fmt: skip
    for language, lexicon in load_lexicons().items():
        meanings = {
            mean for phrases in lexicon.phrases.values() for phrase in phrases
            for mean in phrase.means
        }  # fmt: skip
        for mean in meanings:
            assert mean.value in allowed.get(mean.kind, (mean.value,)), (language, mean)
            if mean.kind == "color":
                for part in COLOR_KEYS:
                    assert re.fullmatch("#[0-9a-f]{6}", paint(part, mean.value)), mean
    rungs = {style for ladder in LADDERS.values() for style in ladder.values()}
    assert {*rungs, *STYLES} <= set(HAIR_STYLES)


def test_every_language_knows_every_kind_of_wish():
    kinds = {
        language: {m.kind for ps in lexicon.phrases.values() for p in ps for m in p.means}
        for language, lexicon in load_lexicons().items()
    }
    common = {
        *("part", "color", "tone", "length", "texture", "style", "beard", "glasses", "outfit"),
        *("preset", "theme", "build", "dial", "ask", "again", "original", "mark", "cannot"),
    }
    for language, known in kinds.items():
        assert common <= known, (language, common - known)


def test_relative_wishes_start_from_what_the_order_holds_and_then_from_the_photo():
    seen = {"hair_length": "shoulder", "hair_texture": "curly", "hair": "#553722"}
    assert changed("longer hair", START, seen).hair_style == "long_curly"
    assert changed("longer hair", replace(START, hair_style="buzz"), seen).hair_style == "short"
    assert changed("much longer hair", replace(START, hair_style="buzz")).hair_style == "bob"
    assert changed("longer hair", replace(START, hair_style="afro")).hair_style == "long_curly"
    darker = changed("darker hair", START, seen)
    assert darker.colors["hair"] == shade("#553722", -0.25)
    twice = changed("darker hair", darker, seen)
    assert twice.colors["hair"] == shade(darker.colors["hair"], -0.25)
    assert changed("more like me", replace(START, likeness=0.95)).likeness == 1.0
    assert changed("slimmer", START, {"build": "broad"}).build == "medium"
    assert changed("longer beard", START, {"facial_hair": "stubble"}).facial_hair == "beard"


def changed(text: str, order: Order, seen: dict[str, object] | None = None) -> Order:
    return apply_changes(order, read_wishes(text, order, seen or {}).changes)


def test_a_hat_goes_whether_the_order_or_the_photo_has_it():
    hatted = {"headwear": "cap", "hair_length": "long", "hair_texture": "wavy"}
    assert changed("no hat", START, hatted).headwear == "none"
    assert changed("no hat", replace(START, headwear="beanie")).headwear == "auto"
    capped = changed("a cap", replace(START, hair_style="bob"))
    assert (capped.hair_style, capped.headwear) == ("bob", "cap")


def test_hair_goes_back_to_the_photo():
    dyed = replace(START, hair_style="bob", colors={"hair": "#ff00ff", "top": "#00ff00"})
    back = changed("hair as in the photo", dyed)
    assert (back.hair_style, back.colors) == ("auto", {"top": "#00ff00"})


def test_a_full_box_says_so_and_makes_room_when_something_is_taken_out():
    full = replace(START, accessories=("coffee mug", *"abcde"))
    wishes = read_wishes("add a guitar and red hair", full)
    assert wishes.no_room == ("guitar",) and wishes.missed == ()
    assert changed("remove the mug and add a guitar", full).accessories == (*"abcde", "guitar")


def test_hair_has_natural_colours_and_other_parts_have_paint():
    colors = read_colors()
    assert paint("hair", "red") == colors["hair"]["red"] != paint("primary", "red")
    assert paint("hair", "red", "bright") == paint("primary", "red") == colors["any"]["red"]
    assert paint("top", "rebeccapurple") == "#663399"
    light = [sum(int(paint("top", "blue", t)[i : i + 2], 16) for i in (1, 3, 5)) for t in
             ("dark", "", "light")]  # fmt: skip
    assert light == sorted(light)


def test_reading_asks_nobody_and_is_quick(monkeypatch):
    import socket
    import time

    def refuse(*args):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    load_lexicons()
    start = time.process_time()
    read_wishes("zorgle flumpish wibbleton snarfblat " * 13, START)
    assert time.process_time() - start < 2
