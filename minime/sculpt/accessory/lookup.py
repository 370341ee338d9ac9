"""Which accessory a person's words mean, in the nine languages of words.toml.

What enters is a phrase as typed ("My old coffee mugs!", "taza de café", "黒い猫"); what leaves
is a key of ACCESSORIES, or None. Latin words are compared without case and accents, in the
singular or a regular plural. Chinese and Japanese put no spaces between words, so there the
longest known word inside the text counts.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Endings of a singular and of its plural, by language; irregular ones stand in words.toml.
PLURALS = {
    "en": (("", "s"), ("s", "ses"), ("x", "xes"), ("ch", "ches"), ("sh", "shes"), ("y", "ies")),
    "de": (("", "e"), ("", "n"), ("", "en"), ("", "er"), ("", "s"), ("in", "innen")),
    "fr": (("", "s"), ("au", "aux"), ("eu", "eux"), ("al", "aux")),
    "es": (("", "s"), ("", "es"), ("z", "ces")),
    "it": (("o", "i"), ("io", "i"), ("a", "e"), ("e", "i"), ("co", "chi"), ("ca", "che")),
    "pt": (("", "s"), ("", "es"), ("ao", "oes"), ("m", "ns"), ("l", "is")),
    "ar": (("", "ا"), ("ة", "ات"), ("", "ات")),  # the first is "a" thing that is asked for
}
# What stands between a thing and what is said about it: the thing comes first.
LINKS = frozenset(
    "of with for from in on and und mit von aus im de du des da das do dos del della delle dello "
    "dei di d l le la les el los las un une et avec pour en au aux con para y e no na com per al "
    "alla a".split()
)
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "_": " "})
ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0655]")  # and vowel signs and hamzas of Arabic
ARTICLE = re.compile(r"\bال(?=\w{3})")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
SHORTEST_HEAD = 5  # letters of a German word that may end a longer one: "Lieblings-tasse"
KANJI, KATAKANA = "\u3400-\u9fff々", "ァ-ヺー"
CJK = re.compile(f"[{KANJI}{KATAKANA}ぁ-ゖ]")


@dataclass(frozen=True, kw_only=True)
class Words:
    """Names to keys; "" is the key of what looks like an accessory and is none.

    latin: every form, without case and accents. german: those of one German word alone.
    cjk: Chinese and Japanese words.
    """

    latin: Mapping[str, str]
    german: Mapping[str, str]
    cjk: Mapping[str, str]


def find_accessory(phrase: str) -> str | None:
    """The key of ACCESSORIES that ``phrase`` means ("Coffee mugs" is "mug"), None if there
    is none. The longest name counts; of equally long ones the last before a word such as
    "of" or "con", as that is the thing itself ("book of cats" is "book")."""
    words, text = load_words(), _plain(phrase)
    found = _find_unspaced(text, words.cjk) if CJK.search(text) else None
    tokens = re.findall(r"\w+", text)
    if found is None:
        spans = (" ".join(tokens[start:end]) for start, end in _spans(tokens))
        found = next((words.latin[span] for span in spans if span in words.latin), None)
    if found is None:
        ends = (token[i:] for token in tokens for i in range(2, len(token) - SHORTEST_HEAD + 1))
        found = next((words.german[end] for end in ends if end in words.german), None)
    return found or None


@lru_cache
def read_words() -> tuple[Mapping[str, Mapping[str, tuple[str, ...]]], tuple[str, ...]]:
    """words.toml as it stands: key to language to words, and the phrases that mean nothing."""
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    unlike = tuple(data.pop("unlike"))
    return {
        key: {language: tuple(words) for language, words in entry.items()}
        for key, entry in data.items()
    }, unlike


@lru_cache
def load_words() -> Words:
    """All names and their plurals, ready to be looked up. What is listed beats a plural."""
    entries, unlike = read_words()
    listed = [("", "en", name) for name in unlike]
    listed += [(key, "en", key) for key in entries]
    listed += [
        (key, language, name)
        for key, entry in entries.items()
        for language, names in entry.items()
        for name in names
    ]
    latin: dict[str, str] = {}
    german: dict[str, str] = {}
    for key, _, name in listed:
        latin |= dict.fromkeys(_spellings(name), key)
    for key, language, name in listed:
        for spelling in _spellings(name):
            forms = {spelling, *plurals(spelling, language)}
            for form in forms:
                latin.setdefault(form, key)
                if language == "de" and " " not in form and len(form) >= SHORTEST_HEAD:
                    german.setdefault(form, latin[form])
    cjk = {_plain(name): key for key, _, name in listed if CJK.search(name)}
    return Words(latin=latin, german=german, cjk=cjk)


def plurals(name: str, language: str) -> Iterator[str]:
    """Regular plurals of a name, some of which nobody would say. English and German inflect
    the last word, the others the first, or it and the adjectives after it."""
    words, rules = name.split(), PLURALS.get(language, ())
    head = len(words) - 1 if language in ("en", "de") else 0
    for old, new in rules:
        if words[head].endswith(old):
            plural = words[head][: len(words[head]) - len(old)] + new
            yield " ".join([*words[:head], plural, *words[head + 1 :]])
    if rules and head == 0:
        yield " ".join(word if word in LINKS else _usual_plural(word, rules) for word in words)


def _usual_plural(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    """By the rule for its longest ending."""
    fits = [rule for rule in rules if word.endswith(rule[0])]
    old, new = max(fits, key=lambda rule: len(rule[0]), default=("", ""))
    return word[: len(word) - len(old)] + new


def _plain(text: str) -> str:
    """Case, accents and wide forms taken away; the marks of kana stay."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(LIGATURES)
    parted = unicodedata.normalize("NFD", folded)
    return ARTICLE.sub("", unicodedata.normalize("NFC", ACCENTS.sub("", parted)))


def _spellings(name: str) -> set[str]:
    """A name's words, without umlauts and with them written out ("gluehbirne")."""
    texts = (_plain(name), _plain(name.casefold().translate(UMLAUTS)))
    return {" ".join(re.findall(r"\w+", text)) for text in texts}


def _spans(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Where a name may stand, likeliest first: in what comes before the first link, then in
    what follows it and so on; there the longest, and of these the last."""
    start = 0
    while start < len(tokens):
        end = next((i for i in range(start, len(tokens)) if tokens[i] in LINKS), len(tokens))
        for length in range(len(tokens) - start, 0, -1):
            for first in range(min(end, len(tokens) - length + 1) - 1, start - 1, -1):
                yield first, first + length
        start = end + 1


def _find_unspaced(text: str, names: Mapping[str, str]) -> str | None:
    """The key of the longest name inside a text without spaces, the last of several."""
    inside = [(len(name), text.rindex(name), name) for name in names if name in text]
    fits = [found for found in inside if _stands_alone(text, found[1], found[2])]
    return names[max(fits)[2]] if fits else None


def _stands_alone(text: str, start: int, name: str) -> bool:
    """Whether a name may end where it does: one sign, or katakana, must not run on (パン is
    bread, パンダ a panda)."""
    after = text[start + len(name) : start + len(name) + 1]
    if re.fullmatch(f"[{KATAKANA}]+", name):
        return not re.match(f"[{KATAKANA}]", after)
    return len(name) > 1 or not re.match(f"[{KANJI}{KATAKANA}]", after)
