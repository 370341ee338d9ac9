"""A text as items: what its words mean, in whichever languages it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from minime.wishes.lexicon import (
    FALLBACK,
    Lexicon,
    find_phrase,
    load_lexicons,
    mend_tokens,
    open_tokens,
)
from minime.wishes.tokens import Token, split_tokens

# What only joins words and tells nothing by itself.
FILLERS = frozenset(("skip", "one", "mine", "polite", "link", "to", "tail", "change"))
FEWEST_WORDS = 2  # of a third language, before any of its words are heard


@dataclass(frozen=True, kw_only=True)
class Item:
    """kind, value, degree: as of lexicon.Meaning, or the kind of a token, or "unknown".
    start, end: characters of the text. late: its language puts adjectives after nouns."""

    kind: str
    value: str
    start: int
    end: int
    degree: float = 0
    late: bool = False


def read_items(text: str) -> list[Item]:
    """The items of an NFC text, in its order."""
    tokens = split_tokens(text)
    lexicons = choose_lexicons(tokens)
    tokens = mend_tokens(lexicons, open_tokens(lexicons, tokens))
    items: list[Item] = []
    start = 0
    while start < len(tokens):
        count, found = _understand(lexicons, tokens, start)
        items += found
        start += count
    return items


def choose_lexicons(tokens: Sequence[Token]) -> list[Lexicon]:
    """The languages of a text, the one first that knows most of its words; then English, and
    those that know several of the words that it does not."""
    known = {
        lexicon.language: (lexicon, _known(lexicon, tokens)) for lexicon in load_lexicons().values()
    }
    main, heard = max(known.values(), key=lambda pair: len(pair[1]))
    others = [
        lexicon
        for lexicon, words in known.values()
        if lexicon is not main
        and (lexicon.language == FALLBACK or len(words - heard) >= FEWEST_WORDS)
    ]
    return [main, *others]


def _known(lexicon: Lexicon, tokens: Sequence[Token]) -> frozenset[int]:
    """Where in the text the words stand that a language knows, counted in characters."""
    opened = open_tokens([lexicon], tokens)
    places: set[int] = set()
    start = 0
    while start < len(opened):
        count, _ = find_phrase(lexicon, opened, start)
        places.update(token.start for token in opened[start : start + count])
        start += count or 1
    return frozenset(places)


def _understand(
    lexicons: Sequence[Lexicon], tokens: Sequence[Token], start: int
) -> tuple[int, list[Item]]:
    """How many tokens were taken from ``start`` on, and the items that they are."""
    token = tokens[start]
    for lexicon in lexicons if token.kind == "word" else ():
        count, means = find_phrase(lexicon, tokens, start)
        if count:
            end, late = tokens[start + count - 1].end, lexicon.adjectives == "after"
            return count, [
                Item(
                    kind=mean.kind,
                    value=mean.value,
                    degree=mean.degree,
                    start=token.start,
                    end=end,
                    late=late,
                )
                for mean in means
            ]
    kind = "unknown" if token.kind == "word" else token.kind
    return 1, [Item(kind=kind, value=token.text, start=token.start, end=token.end)]
