"""The vocabulary: languages/*.toml and the words of the accessories, ready to be looked up.

A file of a language holds tables of a kind of word, such as [color], whose keys are what the
words mean: ``red = ["red", "crimson"]``. [more] and [less] are comparatives ("longer"),
[several] words that mean several things at once (``"color.blond part.hair"``). ``endings`` are
[old, new] ends of words that may stand for each other, ``prefixes`` what is written together
with the word after it, ``compounds`` whether words are. ``adjectives`` says whether they stand
"before" or "after" their noun. Adding a language is adding a file.
"""

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import ImageColor

from minime.wishes.paint import TONES, read_colors
from minime.wishes.tokens import Token, fold, split_phrase

LANGUAGES_FOLDER = Path(__file__).parent / "languages"
FALLBACK = "en"  # words of it are heard in every other language
SHORTEST_FORM, SHORTEST_PART, SHORTEST_TYPO = 3, 3, 5  # letters
# difflib's ratio of a word of six letters with one wrong, and with one left out, which is near
# enough for it to be meant even where others are like it.
LIKE, LIKEST = 0.83, 0.9
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
LATE = {"skip": 1, "thing": 2}  # kinds that a word is only where it means nothing else
# Kinds that know a longer and a shorter of it, by what they mean.
ADJECTIVES = ("length", "tone", "texture", "build", "dial")


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """kind: a table of a language's file, or "thing" for an accessory. degree: 0, 1 for more
    of it, -1 for less."""

    kind: str
    value: str
    degree: int = 0


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """words: folded. typed: with their accents."""

    words: tuple[str, ...]
    typed: tuple[str, ...]
    means: tuple[Meaning, ...]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """One language. forms: what may be typed to words of the vocabulary, both folded.
    phrases: the first such word to the phrases that begin with it."""

    language: str
    adjectives: str
    forms: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    prefixes: tuple[str, ...]
    compounds: bool


@lru_cache
def load_lexicons(folder: Path = LANGUAGES_FOLDER) -> Mapping[str, Lexicon]:
    """Every language of the folder by its code, the fallback first."""
    codes = sorted((path.stem for path in folder.glob("*.toml")), key=lambda c: (c != FALLBACK, c))
    return {code: _load(folder / f"{code}.toml") for code in codes}


def find_phrase(lexicon: Lexicon, tokens: Sequence[Token]) -> tuple[int, tuple[Meaning, ...]]:
    """How many of the first tokens the longest known phrase takes, and what it means; 0 and ()
    where there is none. Of equally long ones what is spelt as typed comes first."""
    found: Phrase | None = None
    closeness = (0, 0)
    for first in lexicon.forms.get(tokens[0].text, ()):
        for phrase in lexicon.phrases.get(first, ()):
            here = tokens[: len(phrase.words)]
            if len(phrase.words) >= closeness[0] and _fits(lexicon, here, phrase.words):
                same = tuple(token.typed for token in here) == phrase.typed
                spelt = tuple(token.text for token in here) == phrase.words
                close = (len(here), same + spelt)
                if close > closeness:
                    found, closeness = phrase, close
    return (closeness[0], found.means) if found else (0, ())


def open_word(lexicons: Sequence[Lexicon], token: Token) -> list[Token]:
    """A word that is in no lexicon taken apart where that gives known ones, by its prefixes or
    as a compound. Empty where it does not."""
    ways = [_without_prefix(lexicon, token.text) for lexicon in lexicons]
    ways += [_without_joint(lexicon, token.text) for lexicon in lexicons if lexicon.compounds]
    parts, start = [], token.start
    for text in next(filter(None, ways), ()):
        parts.append(replace(token, text=text, typed=text, start=start, end=start + len(text)))
        start += len(text)
    if parts and start != token.end:  # it was typed with signs that the vocabulary is without
        return [replace(part, start=token.start, end=token.end) for part in parts]
    return parts


def mend_word(lexicons: Sequence[Lexicon], token: Token) -> list[Token]:
    """A long word with a small slip as the one that can only be meant; empty for none."""
    word = token.text
    for lexicon in lexicons if len(word) >= SHORTEST_TYPO and word.isascii() else ():
        near = difflib.get_close_matches(word, _like(lexicon, word), n=3, cutoff=LIKE)
        likest = near and difflib.SequenceMatcher(None, word, near[0]).ratio() >= LIKEST
        if likest or len({lexicon.forms[form] for form in near}) == 1:
            return [replace(token, text=near[0], typed=near[0])]
    return []


def _without_prefix(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    for prefix in lexicon.prefixes:
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < 2:
            continue
        if rest in lexicon.forms:
            return prefix, rest
        if more := _without_prefix(lexicon, rest):
            return prefix, *more
    return ()


def _without_joint(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        first, rest = word[:cut], word[cut:]
        if first in lexicon.forms and rest in lexicon.forms:
            return first, rest
    return ()


def _like(lexicon: Lexicon, word: str) -> list[str]:
    """The words that may have been meant: few people miss the first letter."""
    lengths = range(max(SHORTEST_TYPO, len(word) - 1), len(word) + 2)
    return [form for form in lexicon.forms if form[0] == word[0] and len(form) in lengths]


def _fits(lexicon: Lexicon, tokens: Sequence[Token], words: tuple[str, ...]) -> bool:
    return len(tokens) == len(words) and all(
        token.kind == "word" and word in lexicon.forms.get(token.text, ())
        for token, word in zip(tokens, words, strict=True)
    )


def _load(path: Path) -> Lexicon:
    data = tomllib.loads(path.read_text("utf-8"))
    language = path.stem
    endings = tuple((old, new) for old, new in data.pop("endings", ()))
    settings = {key: data.pop(key) for key in ("adjectives", "prefixes", "compounds")}
    listed = list(_entries(data))
    if language == FALLBACK:
        listed += _css_entries()
    listed += _things(language)
    listed.sort(key=lambda entry: LATE.get(entry[1][0].kind, 0))
    forms: dict[str, dict[str, None]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for text, means in listed:
        words = split_phrase(text)
        phrase = Phrase(
            words=tuple(word.text for word in words),
            typed=tuple(word.typed for word in words),
            means=means,
        )
        phrases.setdefault(phrase.words[0], []).append(phrase)
        for word in words:
            spelt = {fold(word.typed.translate(UMLAUTS)), *_inflected(word.text, endings)}
            for form in spelt:
                forms.setdefault(form, {})[word.text] = None
    return Lexicon(
        language=language,
        forms={form: tuple(words) for form, words in forms.items()},
        phrases={first: tuple(entries) for first, entries in phrases.items()},
        adjectives=settings["adjectives"],
        prefixes=tuple(map(fold, settings["prefixes"])),
        compounds=settings["compounds"],
    )


def _inflected(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield word
    if len(word) >= SHORTEST_FORM:
        for old, new in endings:
            if word.endswith(old):
                yield word[: len(word) - len(old)] + new


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    kinds = {value: kind for kind in ADJECTIVES for value in data.get(kind, {})}
    for kind, table in data.items():
        for value, phrases in table.items():
            means = tuple(_meanings(kind, value, kinds))
            yield from ((phrase, means) for phrase in phrases)


def _meanings(kind: str, value: str, kinds: Mapping[str, str]) -> Iterator[Meaning]:
    if kind == "several":
        for name in value.split():
            yield from _meanings(*name.split("."), kinds)
    elif kind in ("more", "less") and value in kinds:
        yield Meaning(kind=kinds[value], value=value, degree=1 if kind == "more" else -1)
    else:
        yield Meaning(kind=kind, value=value)


def _css_entries() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """The colours of CSS, "skyblue" also as two words; "darkblue" is a tone of our own blue."""
    names = ImageColor.colormap
    own = read_colors()["any"]
    for name in names:
        if name.startswith(tuple(TONES)) and name.removeprefix("dark").removeprefix("light") in own:
            continue
        means = (Meaning(kind="color", value=name),)
        yield name, means
        for end in names:
            if name.endswith(end) and name != end:
                yield f"{name.removesuffix(end)} {end}", means


def _things(language: str) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    from minime.sculpt.accessory.lookup import plurals, read_words

    for key, entry in read_words()[0].items():
        names = [*entry.get(language, ()), *([key.replace("_", " ")] * (language == FALLBACK))]
        means = (Meaning(kind="thing", value=key),)
        for name in names:
            yield name, means
            yield from ((form, means) for form in plurals(fold(name), language))
