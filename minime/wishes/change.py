"""One change of an order, as data: what can be shown as a chip, made, and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from minime.order import MOST_ACCESSORIES, Order, validate


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field of an order from ``old`` to ``new``.

    field: of Order. key: of COLOR_KEYS where the field is "colors", else "". old, new: values
    of the field; of a colour "#rrggbb", None for no correction; of accessories one thing that
    goes out, or comes in, "" for none. said: the words that asked for it, as they were typed.
    """

    field: str
    key: str = ""
    old: Any
    new: Any
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a text asks for. changes: in the order of the text, one a field (a colour, a
    thing). missed: the words that were not understood, as they stood in the text. no_room:
    things that were, but the box is full."""

    changes: tuple[Change, ...] = ()
    missed: tuple[str, ...] = ()
    no_room: tuple[str, ...] = ()


def apply_changes(order: Order, changes: Iterable[Change]) -> Order:
    """The validated order with the changes made, in their order. To take one back, apply the
    others to the order from before. A thing too many for the box is left out."""
    for change in changes:
        order = _apply(order, change)
    return validate(order)


def describe(change: Change) -> str:
    """The change as a few English words: "hair style: bob", "guitar", "no mug"."""
    what = f"{change.key or change.field}{' colour' if change.key else ''}".replace("_", " ")
    if change.field == "accessories":
        return change.new or f"no {change.old}"
    if change.new is None:
        return f"{what}: as before"
    if isinstance(change.new, bool):
        return f"{what}: {'on' if change.new else 'off'}"
    if isinstance(change.new, float):
        return f"{what}: {change.new:g}"
    plain = change.field in ("name", "title", "slogan")
    shown = str(change.new) if plain else str(change.new).replace("_", " ")
    return f"{what}: {shown or 'none'}"


def _apply(order: Order, change: Change) -> Order:
    if change.field == "colors":
        colors = {key: value for key, value in order.colors.items() if key != change.key}
        if change.new is not None:
            colors[change.key] = change.new
        return replace(order, colors=colors)
    if change.field == "accessories":
        things = tuple(thing for thing in order.accessories if thing != change.old)
        if change.new and change.new not in things and len(things) < MOST_ACCESSORIES:
            things = (*things, change.new)
        return replace(order, accessories=things)
    return replace(order, **{change.field: change.new})
