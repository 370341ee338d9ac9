"""A text as tokens that know where they stood in it: words, quoted words, numbers, stops.

Chinese characters and hiragana, which no space parts, are one token each; a run of katakana
is one word. :func:`fold` takes away what people leave out or type in many ways.
"""

import re
import unicodedata
from dataclasses import dataclass

_KATAKANA, _SIGNS = "ァ-ヺー", "\u3400-\u9fff々ぁ-ゖ"
_MARKS = "\u0300-\u036f\u0640\u064b-\u0652\u0670"  # accents, and vowel signs of Arabic
_TOKEN = re.compile(
    rf"""
    (?P<quote> "[^"]*" | “[^”“]*[”“] | „[^“”]*[“”] | «[^»]*» | 「[^」]*」 | 『[^』]*』
             | (?<!\w)['‘][^'’\n]+['’](?!\w) )
  | (?P<size> \d{{3,4}} \s* [x×] \s* \d{{3,4}} (?!\d) )
  | (?P<number> \d+ (?: [.,] \d+ )? (?: \s? % )? )
  | (?P<word> [{_KATAKANA}]+ | [{_SIGNS}] | (?: (?![{_SIGNS}{_KATAKANA}]) [^\W\d_] [{_MARKS}]* )+ )
  | (?P<comma> [,،，、/|] )
  | (?P<stop> [.;!?\n。．；！？؛؟…] )
  | (?P<link> [:=：] | -> | → )
  | (?P<and> [&+] )
    """,
    re.VERBOSE,
)
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ı": "i"}
    | dict.fromkeys("أإآٱ", "ا")
    | {"ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي"}
)
_UNWRITTEN = re.compile(f"[{_MARKS}]")


@dataclass(frozen=True, kw_only=True)
class Token:
    """kind: quote, size, number, word, comma, stop, link or and. text: folded; a quote's is as
    it was typed, without its marks. typed: with its accents, in lower case. start, end:
    characters of the text."""

    kind: str
    text: str
    typed: str
    start: int
    end: int


def split_tokens(text: str) -> list[Token]:
    """The tokens of an NFC text; what is none of them (dashes, emoji) is left out."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def fold(word: str) -> str:
    """A word without case, accents, width and vowel signs; the marks of kana stay."""
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS)
    bare = _UNWRITTEN.sub("", unicodedata.normalize("NFD", plain))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def split_phrase(phrase: str) -> list[Token]:
    """The words of a phrase of the vocabulary, parted as a text is."""
    return split_tokens(unicodedata.normalize("NFC", phrase))


def _token(match: re.Match[str]) -> Token:
    kind, typed = str(match.lastgroup), match.group()
    text = typed[1:-1] if kind == "quote" else fold(typed)
    return Token(kind=kind, text=text, typed=typed.casefold(), start=match.start(), end=match.end())
