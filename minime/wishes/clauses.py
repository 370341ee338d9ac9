"""Items as clauses: runs that ask for something, or for it to be gone; and words that were
given for the box ("call her Zoe"), which nothing is read into.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minime.wishes.hair import HATS
from minime.wishes.items import FILLERS, Item

OPENERS = ("add", "with", "without", "remove", "keep", "as", "dress")
CLOSERS = ("added", "off")
GONE = ("without", "remove", "off")
COMING = ("add", "added")
JOINTS = ("comma", "and")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """mood: of OPENERS or CLOSERS, "" for none. joint: what stands before it: comma, and, stop,
    or "" where only the mood changes. items: without what made it a clause."""

    items: tuple[Item, ...]
    mood: str = ""
    joint: str = ""

    @property
    def gone(self) -> bool:
        return self.mood in GONE

    def has(self, *kinds: str) -> bool:
        return any(item.kind in kinds for item in self.items)


def split_clauses(items: Sequence[Item]) -> list[Clause]:
    """The clauses of a text, with the mood that a list of things has in common: "no hat and
    beard", "remove the hat, the beard", "add a cat and a dog", "Hut und Bart weg"."""
    return _share_moods(_parted(items))


def capture_words(items: Sequence[Item], text: str) -> list[Item]:
    """The items with the words for name, title and slogan taken together: an item of kind
    "name", "title" or "slogan" whose value they are, as they were typed, "" for none."""
    out: list[Item] = []
    place, changing = 0, False
    while place < len(items):
        item = items[place]
        place += 1
        if item.kind == "ask":
            end, words = _words_after(items, place, text, changing, item.value)
            out.append(replace(item, kind=item.value, value=words, end=items[end - 1].end))
            place = end
        elif item.kind == "told":
            before = _words_before(out)
            typed = "".join(text[i.start : i.end] for i in before[:1])
            typed = text[before[0].start : before[-1].end] if before else typed
            out = out[: len(out) - len(before)]
            start = before[0].start if before else item.start
            out.append(replace(item, kind=item.value, value=_bare(typed), start=start))
        else:
            changing = item.kind == "change" or (changing and item.kind != "stop")
            out.append(item)
    return out


def _words_after(
    items: Sequence[Item], place: int, text: str, changing: bool, field: str
) -> tuple[int, str]:
    """Where the words end that begin at ``place``, and what they are."""
    lead = ("link", "polite", *(("to", "as") if changing else ()))
    colon = False
    while place < len(items) and items[place].kind in lead and not colon:
        colon = not text[items[place].start].isalpha()
        place += 1
    if place < len(items) and items[place].kind == "quote":
        return place + 1, items[place].value
    end = place
    while end < len(items) and not _ends_words(items, end, field, first=end == place):
        end += 1
    last = end
    while last > place and items[last - 1].kind in ("polite", "tail", *JOINTS, "stop"):
        last -= 1
    return end, _bare(text[items[place].start : items[last - 1].end]) if last > place else ""


def _ends_words(items: Sequence[Item], place: int, field: str, first: bool) -> bool:
    """Whether words given for the box end before an item: at what is said after them, and at
    a comma or "and" that another wish follows."""
    kind = items[place].kind
    if kind == "tail":
        return True
    if kind in ("stop", *JOINTS):
        empty = {"stop", *JOINTS, *FILLERS} - {"change"}
        after = next((i for i in items[place:] if i.kind not in empty), None)
        return first or after is None or after.kind not in ("unknown", "quote")
    return not first and field != "slogan" and kind in (*OPENERS, *CLOSERS, "change")


def _words_before(items: Sequence[Item]) -> list[Item]:
    start = len(items)
    while start and items[start - 1].kind in ("unknown", "quote", "thing"):
        start -= 1
    return list(items[start:])


def _bare(typed: str) -> str:
    return typed.strip(" \t\n\"'“”„«»「」『』‘’.,;:!?、。，！？؟،")


def _parted(items: Sequence[Item]) -> list[Clause]:
    clauses: list[Clause] = []
    mood = joint = ""
    run: list[Item] = []

    def close(closing: str = "") -> None:
        """End the run; a mood that nothing follows is that of the clause before."""
        nonlocal mood, joint, run
        if any(item.kind not in FILLERS for item in run):
            clauses.append(Clause(items=tuple(run), mood=closing or mood, joint=joint))
            joint = ""
        elif (closing or mood) and clauses and not joint:
            late = {"remove": "off", "add": "added"}.get(mood, mood)
            clauses[-1] = replace(clauses[-1], mood=closing or late)
        mood, run = "", []

    for item in items:
        if item.kind in ("stop", *JOINTS):
            close()
            joint = item.kind if joint != "stop" else joint
        elif item.kind in CLOSERS:
            close(item.kind)
        elif item.kind == "tail":
            close()
            joint = joint or "and"
        elif item.kind in OPENERS:
            close()
            mood = item.kind
        else:
            run.append(item)
    close()
    return clauses


def _share_moods(clauses: Sequence[Clause]) -> list[Clause]:
    shared: list[Clause] = []
    for clause in clauses:
        last = shared[-1] if shared else None
        if last and not clause.mood and clause.joint in JOINTS and _goes_on(last, clause):
            clause = replace(clause, mood=last.mood)
        shared.append(clause)
    for place in range(len(shared) - 1, 0, -1):
        clause, before = shared[place], shared[place - 1]
        if clause.mood in CLOSERS and clause.joint == "and" and _is_bare(before):
            shared[place - 1] = replace(before, mood=clause.mood)
    return shared


def _goes_on(last: Clause, clause: Clause) -> bool:
    """Whether what was said of the clause before holds for this one, which says nothing."""
    if last.mood == "without" or (last.mood == "off" and clause.joint == "and"):
        return _is_bare(clause)
    if last.mood == "remove":
        return not clause.has("color", "tone", "length", "texture", "name", "title", "slogan")
    return last.mood == "add"


def _is_bare(clause: Clause) -> bool:
    """Whether a clause is a noun alone, without "a" and without anything said about it."""
    styled = any(item.kind == "style" and item.value not in HATS for item in clause.items)
    return not (clause.mood or styled) and not clause.has(
        *("one", "color", "tone", "length", "texture", "outfit", "dial", "again"),
        *("name", "title", "slogan"),
    )
