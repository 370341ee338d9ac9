"""A text as items: what its words mean, in whichever languages it is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from minime.wishes.lexicon import (
    FALLBACK,
    Lexicon,
    Meaning,
    find_phrase,
    load_lexicons,
    mend_word,
    open_word,
)
from minime.wishes.tokens import Token, split_tokens

# What only joins words and tells nothing by itself.
FILLERS = frozenset(("skip", "one", "mine", "polite", "link", "to", "tail", "change"))
Help = Callable[[Sequence[Lexicon], Token], list[Token]]
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
    items: list[Item] = []
    for here, means, late in _walk(lexicons, tokens, (open_word, mend_word)):
        kind = "unknown" if here[0].kind == "word" else here[0].kind
        place = {"start": here[0].start, "end": here[-1].end, "late": late}
        items += [
            Item(kind=mean.kind, value=mean.value, degree=mean.degree, **place) for mean in means
        ] or [Item(kind=kind, value=here[0].text, **place)]
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
    walk = _walk([lexicon], tokens, (open_word,))
    return frozenset(token.start for here, means, _ in walk if means for token in here)


def _walk(
    lexicons: Sequence[Lexicon], tokens: Sequence[Token], helps: Sequence[Help]
) -> Iterator[tuple[Sequence[Token], tuple[Meaning, ...], bool]]:
    """The text phrase by phrase: its tokens, what they mean, and whether in a language whose
    adjectives stand after their nouns. A word that means nothing is tried with the ``helps``."""
    left = list(tokens)
    while left:
        count, means, late = _understand(lexicons, left)
        if not count and left[0].kind == "word":
            parts = next(filter(None, (help(lexicons, left[0]) for help in helps)), [])
            left[: len(parts) and 1] = parts
            count, means, late = _understand(lexicons, left)
        yield left[: count or 1], means, late
        del left[: count or 1]


def _understand(
    lexicons: Sequence[Lexicon], tokens: Sequence[Token]
) -> tuple[int, tuple[Meaning, ...], bool]:
    """How many tokens the first phrase takes, in the first language that knows one."""
    for lexicon in lexicons if tokens[0].kind == "word" else ():
        count, means = find_phrase(lexicon, tokens)
        if count:
            return count, means, lexicon.adjectives == "after"
    return 0, (), False
