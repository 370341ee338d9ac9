"""Clauses as wishes: a thing that an order can hold, with what is said about it.

One pass from left to right. "Red" waits for the next noun ("red hair"), "hair" for the next
adjective ("hair red"); what is left at the end of a clause goes to the noun before it ("hair
long, red"), or to the hair that it can only mean ("blonde").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from minime.wishes.clauses import COMING, Clause
from minime.wishes.items import FILLERS, Item
from minime.wishes.lexicon import ADJECTIVES

SAID = ("color", "tone", "length", "texture", "original")  # of a noun
NOUNS = ("part", "beard", "style", "outfit")
OTHERS = (
    *("glasses", "preset", "build", "dial", "mark", "size", "things"),
    *("name", "title", "slogan"),
)
UNREAD = ("unknown", "cannot", "quote")
# What can be said of each noun, hair first.
FITTING = {
    "hair": SAID,
    "part": ("color", "tone", "original"),
    "beard": ("length", "original"),
    "style": ("color", "tone", "length", "texture"),
    "outfit": ("color", "tone"),
}
HAIR_COLORS = ("blond", "copper", "chestnut")
DEGREES = ("more", "less", "much", "bit")
STRENGTHS = {"much": 2.0, "bit": 0.5}


@dataclass(kw_only=True)
class Wish:
    """item: what is wished for. said: about it. gone: that it be away. mine: it is spoken of as
    there already ("my suit"). joint: that stood before its clause. text: a thing's words."""

    item: Item
    said: list[Item] = field(default_factory=list)
    gone: bool = False
    mine: bool = False
    joint: str = ""
    text: str = ""


@dataclass(kw_only=True)
class Gathered:
    """wishes, and items that went into none; the rest is where the reading stands. loose:
    adjectives without a noun. number: one without a slider. waiting: nouns without an
    adjective. last: the last noun."""

    wishes: list[Wish] = field(default_factory=list)
    missed: list[Item] = field(default_factory=list)
    loose: list[Item] = field(default_factory=list)
    number: Item | None = None
    waiting: list[Wish] = field(default_factory=list)
    last: Wish | None = None


def gather_wishes(clauses: Sequence[Clause], text: str) -> Gathered:
    """The wishes of a text in its order, and the items that were not understood."""
    got = Gathered()
    for clause in clauses:
        clause = replace(clause, items=_join(clause.items))
        if clause.joint == "stop":
            _settle(got)
        if clause.mood != "keep" and not _take_role(got, clause, text):
            _read_clause(got, clause, text)
    _settle(got)
    got.wishes.sort(key=lambda wish: wish.item.start)
    return got


def _join(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items with "more" and "much" taken into the adjective they stand before, and "dark"
    into its colour ("dark blue", "azul oscuro")."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before and before.kind in STRENGTHS and (item.kind in ("more", "less") or item.degree):
            joined[-1] = replace(
                item, start=before.start, degree=(item.degree or 1) * STRENGTHS[before.kind]
            )
        elif before and before.kind in ("more", "less") and _has_degrees(item):
            sign = 1 if before.kind == "more" else -1
            joined[-1] = replace(item, start=before.start, degree=sign * (before.degree or 1))
        elif before and _are_one_color(before, item):
            tone, color = (before, item) if item.kind == "color" else (item, before)
            value = f"{tone.value} {color.value}"
            joined[-1] = replace(color, value=value, start=before.start, end=item.end)
        else:
            joined.append(item)
    return tuple(joined)


def _has_degrees(item: Item) -> bool:
    return item.kind in ADJECTIVES or item.kind == "beard" or _is_hair(item)


def _is_hair(item: Item) -> bool:
    return item.kind == "part" and item.value == "hair"


def _are_one_color(before: Item, item: Item) -> bool:
    if before.degree or item.degree or " " in before.value:
        return False
    kinds = (before.kind, item.kind)
    return kinds == ("tone", "color") or (item.late and kinds == ("color", "tone"))


def _take_role(got: Gathered, clause: Clause, text: str) -> bool:
    """Whether the clause says what the person is ("as an astronaut") or wears ("dressed as a
    chef"): then it was taken as the title or the outfit."""
    from minime.sculpt.figure.outfit.choose import choose_outfit

    if clause.mood not in ("as", "dress") or clause.has("preset", "outfit", "style", "build"):
        return False
    named = _core(clause.items)
    words = text[named[0].start : named[-1].end]
    outfit = choose_outfit(words)
    if outfit is None:
        return False
    kind, value = ("outfit", outfit) if clause.mood == "dress" else ("title", _capital(words))
    role = replace(named[0], kind=kind, value=value, end=named[-1].end)
    got.wishes.append(Wish(item=role))
    return True


def _read_clause(got: Gathered, clause: Clause, text: str) -> None:
    nameless = clause.gone and not clause.has(*NOUNS, *OTHERS, "thing", "theme", "color")
    if clause.has(*UNREAD, "thing") and (clause.mood in COMING or nameless):
        _take_thing(got, clause, text)
        return
    if clause.has(*NOUNS) and clause.has(*SAID) and not _noun_first(clause.items):
        _give_up(got)
    started = len(got.wishes)
    for place, item in enumerate(clause.items):
        if item.kind in SAID:
            _say(got, item, clause)
        elif item.kind in NOUNS:
            _name(got, item, clause, place)
        elif item.kind == "thing":
            _point(got, item, clause, place, text)
        elif item.kind == "number" or (item.kind == "dial" and got.number):
            _count(got, item, clause, started)
        elif _stands_alone(item, clause):
            got.wishes.append(Wish(item=item, gone=clause.gone))
        elif item.kind in (*UNREAD, "theme", "more", "less"):
            got.missed.append(item)
    got.missed += [got.number] if got.number else []
    got.number = None
    _close_clause(got)


def _stands_alone(item: Item, clause: Clause) -> bool:
    """Whether an item is a wish by itself: a theme where the card is spoken of, "another one"
    where nothing else is."""
    if item.kind == "theme":
        return clause.has("themed") or any(i.value == "primary" for i in clause.items)
    if item.kind == "again":
        return all(i.kind in (*FILLERS, "again", *DEGREES) for i in clause.items)
    return item.kind in OTHERS


def _noun_first(items: Sequence[Item]) -> bool:
    return next(item.kind in NOUNS for item in items if item.kind in (*NOUNS, *SAID))


def _say(got: Gathered, item: Item, clause: Clause) -> None:
    """An adjective goes to the nouns that wait for one, or back to the last where it stands
    after, or it waits itself."""
    fitting = [wish for wish in got.waiting if _takes(wish, item)]
    if fitting:
        for wish in fitting:
            wish.said.append(item)
        got.waiting = [wish for wish in got.waiting if wish not in fitting]
    elif item.late and got.last and clause.has(*NOUNS) and _takes(got.last, item):
        got.last.said.append(item)
    else:
        got.loose.append(item)


def _name(got: Gathered, item: Item, clause: Clause, place: int) -> None:
    mine = any(i.kind == "mine" for i in clause.items[max(0, place - 3) : place])
    wish = Wish(item=item, gone=clause.gone, mine=mine, joint=clause.joint)
    for said in list(got.loose):
        if _takes(wish, said):
            wish.said.append(said)
            got.loose.remove(said)
    if item.kind == "part" and not wish.said and not wish.gone and not item.degree:
        got.waiting.append(wish)
    got.wishes.append(wish)
    got.last = wish


def _takes(wish: Wish, said: Item) -> bool:
    """Whether an adjective fits a noun of which nothing of its kind was said yet."""
    fits = FITTING["hair"] if _is_hair(wish.item) else FITTING[wish.item.kind]
    colors = ("color", "tone")
    group = colors if said.kind in colors else (said.kind,)
    return said.kind in fits and not any(item.kind in group for item in wish.said)


def _count(got: Gathered, item: Item, clause: Clause, started: int) -> None:
    """A number goes to the slider before it in the clause ("seed 42"), or waits for one."""
    if item.kind == "dial":
        got.wishes.append(Wish(item=item, gone=clause.gone, said=[got.number]))
        got.number = None
    elif got.wishes[started:] and got.wishes[-1].item.kind == "dial" and not got.wishes[-1].said:
        got.wishes[-1].said.append(item)
    else:
        got.number = item


def _point(got: Gathered, item: Item, clause: Clause, place: int, text: str) -> None:
    """A thing that is in the list of accessories, with the colours that stand beside it."""
    first = last = place
    while first and clause.items[first - 1] in got.loose:
        first -= 1
        got.loose.remove(clause.items[first])
    start, end = clause.items[first].start, clause.items[last].end
    words = text[start:end]
    got.wishes.append(Wish(item=replace(item, start=start), gone=clause.gone, text=words))


def _take_thing(got: Gathered, clause: Clause, text: str) -> None:
    """What is to be added and no noun of the figure: the words as they stand."""
    named = _core(clause.items)
    if clause.has("cannot"):
        got.missed += named
        return
    quote = next((item for item in named if item.kind == "quote"), None)
    words = quote.value if quote else text[named[0].start : named[-1].end]
    thing = replace(named[0], kind="thing", end=named[-1].end)
    got.wishes.append(Wish(item=thing, gone=clause.gone, text=words))


def _core(items: Sequence[Item]) -> list[Item]:
    """Items without the fillers at both ends."""
    places = [place for place, item in enumerate(items) if item.kind not in FILLERS]
    return list(items[places[0] : places[-1] + 1])


def _close_clause(got: Gathered) -> None:
    """Adjectives that found no noun go to the last one, unless the next clause brings one."""
    for said in list(got.loose):
        if got.last and not got.last.gone:
            if _takes(got.last, said):
                got.last.said.append(said)
            elif not _repeats(got.last, said):
                continue
            got.loose.remove(said)


def _repeats(wish: Wish, said: Item) -> bool:
    """Whether an adjective only says again what was said ("too long, make it shorter")."""
    return said.degree != 0 and any(
        said.kind == item.kind and (said.value == item.value) == (said.degree * item.degree > 0)
        for item in wish.said
    )


def _settle(got: Gathered) -> None:
    """The end of a sentence: nothing waits any longer."""
    _give_up(got)
    for said in got.loose:
        hair = said.kind in ("length", "texture") or said.value.split()[-1] in HAIR_COLORS
        if hair:
            part = replace(said, kind="part", value="hair")
            got.wishes.append(Wish(item=part, said=[said]))
        else:
            got.missed.append(said)
    got.loose, got.last = [], None


def _give_up(got: Gathered) -> None:
    """Nouns of which nothing was said share what was said of the one before ("blue hair and
    eyes"), or were not understood."""
    for wish in got.waiting:
        place = got.wishes.index(wish)
        before = got.wishes[place - 1] if place else None
        shared = [
            said
            for said in (before.said if before and wish.joint == "and" else ())
            if before.item.kind in NOUNS and _takes(wish, said)
        ]
        if shared:
            wish.said += shared
        else:
            got.wishes.remove(wish)
            got.missed.append(wish.item)
    got.waiting = []


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
