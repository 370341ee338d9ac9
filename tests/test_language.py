"""The page in eight languages: every text has a sentence, and what is put together reads right."""

import ast
import io
import re
import string
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

import minime
from minime.errors import MiniMeError, OrderError, PhotoError
from minime.order import Order, split_accessories
from minime.page import offers, results, words
from minime.page.language import (
    LANGUAGES,
    browser_country,
    browser_language,
    load_errors,
    load_texts,
    say,
    t,
    tell,
)
from minime.preset import load_presets
from minime.prompt import check_words
from minime.sculpt.accessory import ACCESSORIES, find_accessory
from minime.sculpt.head.hair import HATS
from minime.selfie.photo import read_photo
from minime.wishes import read_wishes
from minime.wishes.change import Change


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("nl, fr;q=0.5, es;q=0.8", "es"),
        ("zh-Hant-TW", "zh"),
        ("tlh", "en"),
        ("", "en"),
        (None, "en"),
        ("de;q=x", "en"),
    ],
)
def test_the_page_speaks_the_language_that_the_browser_likes_best(header, language):
    assert browser_language(header) == language


@pytest.mark.parametrize(
    ("header", "country"),
    [("de-AT,de;q=0.9", "AT"), ("en, fr-CA;q=0.5", "CA"), ("zh-Hant-TW", "TW"), ("de", None)],
)
def test_the_country_is_the_one_that_the_browser_names(header, country):
    assert browser_country(header) == country


def blanks(text: str) -> set[str]:
    """The {names} in a text that are filled."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_of_english_with_the_same_blanks(language):
    english, texts = load_texts("en"), load_texts(language)
    assert set(texts) == set(english)
    assert all(blanks(text) == blanks(english[key]) for key, text in texts.items())


def test_every_error_that_a_visitor_can_make_has_a_sentence_in_every_language():
    written = {
        node.value
        for path in Path(minime.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(load_errors()) <= written, "one that nobody raises"
    for sentence, told in load_errors().items():
        assert set(told) == set(LANGUAGES) - {"en"}
        assert all(blanks(text) <= blanks(sentence) for text in told.values())


def test_an_error_is_told_in_the_language_of_the_page():
    photo = io.BytesIO()
    Image.new("RGB", (30, 20)).save(photo, "PNG")
    with pytest.raises(PhotoError) as small:
        read_photo(photo.getvalue())
    assert tell("en", small.value).startswith("The photo has only 30 x 20 pixels; choose")
    assert tell("de", small.value).startswith("Das Foto hat nur 30 x 20 Pixel; nimm")
    with pytest.raises(OrderError) as rude:
        check_words("a nude")
    assert tell("ja", rude.value).startswith("このおもちゃ屋")
    assert tell("fr", MiniMeError("Only {here}.")) == "Only {here}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_name_that_its_tile_has_room_for(language):
    texts = load_texts(language)
    offered = offers.corrections() | {"accessories": offers.accessories()}
    offered |= {"preset": offers.styles(), "headwear": [("", name) for name in HATS]}
    offered["theme"] = [theme for name in load_presets() for theme in offers.themes(name)]
    names = [
        texts[f"{kind}.{value}"]
        for kind, choices in offered.items()
        for _, value in choices
        if value not in ("auto", "photo")
    ]
    assert max(map(len, names)) <= (14 if language in ("ja", "zh") else 26)
    words = [word for name in names for word in re.split("[ -]", name)]
    assert max(map(len, words)) <= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_that_the_page_suggests_are_understood_in_their_own_language(language):
    texts = load_texts(language)
    for name in ACCESSORIES:
        (written,) = split_accessories(results.with_accessories("", [name], language))
        assert find_accessory(written) == name
    line = split_accessories(texts["words.accessories_like"])
    assert [find_accessory(word) for word in line] == ["mug", "guitar", "bicycle"]
    wishes = read_wishes(texts["wish.like"], Order())
    assert {change.field for change in wishes.changes} == {
        "hair_style",
        "colors",
        "accessories",
        "glasses",
    }
    assert not wishes.missed


@pytest.mark.parametrize(
    ("language", "turned", "hair", "alike"),
    [
        ("en", "turned left 12°", "short, wavy", "Matching: skin, eyes."),
        ("de", "12° nach links gedreht", "kurz, wellig", "Stimmt überein: Haut, Augen."),
        ("ja", "左へ12°", "ショート、ウェーブ", "一致：肌、瞳。"),
        ("ar", "12° نحو اليسار", "قصير، مموج", "مطابق: البشرة، العينان."),
    ],
)
def test_what_is_put_together_reads_right_in_each_language(language, turned, hair, alike):
    speak = partial(say, language)
    assert words._turn(-12.3, ("ahead", "right", "left"), speak) == turned
    seen = {"hair_length": "short", "hair_texture": "wavy", "fringe": False}
    assert words._hair(seen, speak) == hair
    report = {"pose": {}, "likeness": {"skin_delta_e": 1.0, "iris_delta_e": 2.0}}
    report |= {"seconds": {}, "energy": {}, "fell_back": None}
    assert f"<li>{alike}</li>" in words.likeness(report, speak)
    kept = words.likeness(report | {"fell_back": "draft"}, speak)
    assert f"<li>{speak('alike.fell_back_draft')}</li>" in kept


def test_a_choice_is_named_in_the_language_of_the_page():
    assert offers.name_of("de", "hair_style", "ponytail") == "Zopf"
    assert offers.name_of("fr", "outfit", "auto") == "Selon le titre"
    assert offers.name_of("es", "build", "auto") == "Como se ve"
    off = Change(field="mark", old=True, new=False)
    chip = words.change(off, partial(say, "pt"), partial(offers.name_of, "pt"))
    assert chip == "Marca · não"


def test_a_text_that_english_lacks_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        t("no.such")
