"""The page's sentences in the language of the browser, one file each in ``languages/``, and one
for those of the errors.

What stands still is translated by Gradio in the browser (``t`` gives it a key); what changes
while a person is there is said by the server in the language that the browser asks for. What
a language lacks is English.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import gradio as gr
from gradio.i18n import I18nData

from minime.errors import MiniMeError

LANGUAGES = ("en", "de", "fr", "es", "pt", "ja", "zh", "ar")
# Gradio asks for these where a browser names a country as well.
_COUNTRIES = {"pt": ("pt-BR", "pt-PT"), "zh": ("zh-CN", "zh-TW")}
_FOLDER = Path(__file__).with_name("languages")
_NOTHING: Mapping[str, object] = {}


def t(key: str) -> I18nData:
    """A text that the browser translates; at most one in a piece of HTML (Gradio reads no more).
    Raises KeyError for one that English lacks."""
    load_texts("en")[key]
    return I18nData(key)


def say(language: str, key: str, values: Mapping[str, object] = _NOTHING) -> str:
    """The text of ``key`` with ``{names}`` filled from ``values``. Raises KeyError for a key
    that English lacks."""
    texts = load_texts(language)
    return (texts[key] if key in texts else load_texts("en")[key]).format_map(values)


def tell(language: str, error: MiniMeError) -> str:
    """The sentence of an ``error``, in English where the language has none for it."""
    told = load_errors().get(error.sentence, {}).get(language)
    return str(error) if told is None else told.format_map(error.values)


@cache
def load_errors() -> Mapping[str, Mapping[str, str]]:
    """Language to sentence, by the English sentence that is raised."""
    return tomllib.loads(_FOLDER.joinpath("errors.toml").read_text("utf-8"))


@cache
def load_texts(language: str) -> Mapping[str, str]:
    """Key to text of one of LANGUAGES."""
    tables = tomllib.loads(_FOLDER.joinpath(f"{language}.toml").read_text("utf-8"))
    return {
        f"{table}.{key}": text for table, texts in tables.items() for key, text in texts.items()
    }


def browser_language(accepted: str | None) -> str:
    """The first of an ``Accept-Language`` header's languages that the page speaks, by weight
    (RFC 9110, 12.5.4); English if it speaks none."""
    weighted = []
    for part in (accepted or "").split(","):
        tag, _, weight = part.partition(";q=")
        try:
            weighted.append((-float(weight or 1), len(weighted), tag.strip()[:2].lower()))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(weighted) if tag in LANGUAGES), "en")


def browser_country(accepted: str | None) -> str | None:
    """The first country (ISO 3166 alpha-2) that an ``Accept-Language`` header names, if any."""
    found = re.search(r"\b[a-z]{2,3}-(?:[A-Z][a-z]{3}-)?([A-Z]{2})\b", accepted or "")
    return found.group(1) if found else None


def translations() -> gr.I18n:
    """What the browser needs to translate every ``t``."""
    english = load_texts("en")
    offered = {}
    for language in LANGUAGES:
        texts = {**english, **load_texts(language)}
        offered |= {name: texts for name in (language, *_COUNTRIES.get(language, ()))}
    return gr.I18n(**offered)


def plain(name: str) -> str:
    """A name of the code as a person reads it: "pony_tail" as "Pony tail"."""
    return name.replace("_", " ").capitalize()
