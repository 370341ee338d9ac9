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
    styles = field in ("hair_style", "facial_hair", "outfit", "preset", "theme")
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


@pytest.mark.parametrize("name", [*FEWEST, "unseen", "unseen2"])
def test_every_sentence_is_understood_to_the_letter(name):
    wrong = [problem for text, wanted in read_table(name) if (problem := check(text, wanted))]
    assert not wrong, "\n".join(wrong)
