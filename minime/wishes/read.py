"""A text of plain wishes in any of the page's languages to changes of an order."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from minime.errors import OrderError
from minime.order import MEASURED_COLORS, MOST_ACCESSORIES, Order
from minime.wishes.change import Change, Wishes, apply_changes
from minime.wishes.clauses import capture_words, split_clauses
from minime.wishes.gather import Wish, gather_wishes
from minime.wishes.grant import grant
from minime.wishes.items import FILLERS, Item, read_items

if TYPE_CHECKING:
    from minime.selfie import Selfie

LONGEST_TEXT = 500
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def read_wishes(text: str, order: Order, seen: Mapping[str, Any] = _NOTHING) -> Wishes:
    """The changes of the validated ``order`` that a text asks for. Raises OrderError for a text
    of more than LONGEST_TEXT characters.

    seen: what relative wishes ("longer", "darker") start from where the order is silent, as
    :func:`seen_of` tells it.
    """
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST_TEXT:
        raise OrderError(f"Say it in at most {LONGEST_TEXT} characters, one thing after another.")
    items = capture_words(read_items(text), text)
    got = gather_wishes(split_clauses(items), text)
    changes: dict[tuple[str, ...], Change] = {}
    missed, no_room, now = list(got.missed), [], order
    for wish in got.wishes:
        made = _grant(wish, now, seen, text)
        if made is None:
            missed += [wish.item, *wish.said]
        elif any(_lacks_room(now, change) for change in made):
            no_room.append(wish.text)
        else:
            for change in made:
                _note(changes, change)
            now = apply_changes(now, made)
    return Wishes(
        changes=tuple(changes.values()),
        missed=_spell(items, missed, text),
        no_room=tuple(no_room),
    )


def seen_of(selfie: "Selfie") -> Mapping[str, Any]:
    """What a photo shows: the words of ``selfie.seen.seen_words``, and the measured colours
    ("#rrggbb") by their keys."""
    from minime.selfie.seen import seen_words

    return seen_words(selfie) | {key: getattr(selfie.traits, key) for key in MEASURED_COLORS}


def _grant(wish: Wish, order: Order, seen: Mapping[str, Any], text: str) -> list[Change] | None:
    values = grant(wish, order, seen)
    if values is None:
        return None
    places = [wish.item, *wish.said]
    said = text[min(i.start for i in places) : max(i.end for i in places)]
    changes = [_change(order, value, said) for value in values]
    try:
        apply_changes(order, changes)
    except OrderError:
        return None
    return changes


def _change(order: Order, value: tuple[str, str, Any], said: str) -> Change:
    field, key, new = value
    old = getattr(order, field)
    if field == "colors":
        old = order.colors.get(key)
    elif field == "accessories":
        old, new = new
    return Change(field=field, key=key, old=old, new=new, said=said)


def _lacks_room(order: Order, change: Change) -> bool:
    comes = change.field == "accessories" and change.new not in ("", *order.accessories)
    return comes and len(order.accessories) >= MOST_ACCESSORIES


def _note(changes: dict[tuple[str, ...], Change], change: Change) -> None:
    """Keep one change a field: the later wins, from where the first began."""
    place = (change.field, change.key)
    if change.field == "accessories":
        place = (*place, change.old or change.new)
    elif place in changes:
        change = replace(change, old=changes[place].old)
    changes.pop(place, None)
    changes[place] = change


def _spell(items: Sequence[Item], missed: Sequence[Item], text: str) -> tuple[str, ...]:
    """The words of the text that items in ``missed`` stand for, neighbours together."""
    spans: list[tuple[int, int]] = []
    open_ = False
    for item in items:
        if any(m.start <= item.start and item.end <= m.end for m in missed):
            start = spans.pop()[0] if open_ else item.start
            spans.append((start, item.end))
            open_ = True
        elif item.kind not in FILLERS:
            open_ = False
    return tuple(text[start:end] for start, end in spans)
