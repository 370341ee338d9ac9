"""What a wish makes of an order: fields and their new values."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from minime.order import BUILDS, SLIDERS, Order
from minime.preset import load_preset
from minime.wishes.gather import Wish
from minime.wishes.hair import HATS, LENGTHS, TEXTURES, hair_of, stepped, style_of
from minime.wishes.items import Item
from minime.wishes.paint import STEP, paint, shade
from minime.wishes.tokens import fold

OF_ONE_CLOTH = ("suit",)  # outfits whose trousers have the colour of the jacket
BEARDS = ("none", "stubble", "beard", "long_beard")
BEARD_STEPS = {"moustache": "stubble", "goatee": "stubble"}  # as long as
WIDER = [build for build in BUILDS if build not in ("auto", "child")]
DIAL_STEP = 0.2

# field, key, new value; of accessories (what goes, what comes)
Value = tuple[str, str, Any]
Seen = Mapping[str, Any]


def grant(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    """The values that a wish asks for, none where it is so already; None where the order can't
    hold it.

    seen: of selfie.seen.seen_words, and the measured colours by their keys; may be empty.
    """
    return _GRANTS[wish.item.kind](wish, order, seen)


def _part(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    part = wish.item.value
    if wish.gone:
        return _without_part(wish, order, seen)
    if part == "hair" and wish.item.degree:
        return [("hair_style", "", stepped(order.hair_style, _steps(wish.item), seen))]
    values: list[Value] = []
    style = order.hair_style
    for said in sorted(wish.said, key=lambda said: said.kind == "texture"):  # of that length
        if said.kind == "original":
            values += _as_seen(part)
        elif said.kind in ("color", "tone"):
            values.append(("colors", part, _color(part, said, order, seen)))
        else:
            style = _restyled(style, said, seen)
            values.append(("hair_style", "", style))
    return values or None


def _without_part(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    part, values = wish.item.value, []
    for said in wish.said:
        if said.kind == "length":
            steps = -1 if said.value == "long" else 1
            values.append(("hair_style", "", stepped(order.hair_style, steps, seen)))
        elif said.kind == "texture":
            values.append(("hair_style", "", _textured(order.hair_style, "straight", seen)))
    if part == "hair" and not wish.said:
        values.append(("hair_style", "", "bald"))
    elif part in order.colors and not values:
        values.append(("colors", part, None))
    return values or None


def _as_seen(part: str) -> list[Value]:
    values: list[Value] = [("colors", part, None)]
    if part == "hair":
        values.append(("hair_style", "", "auto"))
    if part == "top":
        values.append(("outfit", "", "photo"))
    return values


def _color(part: str, said: Item, order: Order, seen: Seen) -> str:
    if said.kind == "color":
        *tone, name = said.value.split()
        return paint(part, name, *tone)
    now = order.colors.get(part) or _shown(part, order, seen)
    if not said.degree or not now:
        darker = (said.value == "dark") == (said.degree >= 0)
        return paint(part, "dark" if darker else "light")
    sign = -1 if said.value == "dark" else 1
    return shade(now, max(-1.0, min(1.0, sign * said.degree * STEP)))


def _shown(part: str, order: Order, seen: Seen) -> str | None:
    if part in ("primary", "accent"):
        return str(getattr(load_preset(order.preset).palette, part))
    return seen.get(part)


def _restyled(style: str, said: Item, seen: Seen) -> str:
    if said.kind == "texture":
        return _textured(style, said.value, seen, said.degree)
    if said.degree:
        steps = _steps(said)
        return stepped(style, steps if said.value == "long" else -steps, seen)
    return style_of(LENGTHS[said.value], hair_of(style, seen)[1])


def _textured(style: str, texture: str, seen: Seen, degree: float = 0) -> str:
    length, now = hair_of(style, seen)
    if degree:
        up = (texture != "straight") == (degree > 0)
        place = TEXTURES.index(now) + (1 if up else -1)
        texture = TEXTURES[max(0, min(place, len(TEXTURES) - 2))]
    lengths = range(max(length, LENGTHS["short"]), LENGTHS["long"] + 1)
    styles = [style_of(length, texture) for length in lengths]
    return next((style for style in styles if hair_of(style, seen)[1] == texture), styles[0])


def _steps(item: Item) -> int:
    sign = 1 if item.degree > 0 else -1
    return sign * max(1, round(abs(item.degree)))


def _beard(wish: Wish, order: Order, seen: Seen) -> list[Value]:
    kind, said = wish.item.value, wish.said[0] if wish.said else None
    if wish.gone or kind == "none":
        kind = "none"
    elif said and said.kind == "original":
        kind = "auto"
    elif said and said.degree:
        up = said.degree if said.value == "long" else -said.degree
        kind = _beard_step(order, seen, up)
    elif said and kind in BEARDS:
        kind = "long_beard" if said.value == "long" else "beard"
    elif wish.item.degree:
        kind = _beard_step(order, seen, wish.item.degree)
    return [("facial_hair", "", kind)]


def _beard_step(order: Order, seen: Seen, degree: float) -> str:
    now = order.facial_hair if order.facial_hair != "auto" else seen.get("facial_hair") or "none"
    place = BEARDS.index(BEARD_STEPS.get(now, now)) + (1 if degree > 0 else -1)
    return BEARDS[max(0, min(place, len(BEARDS) - 1))]


def _style(wish: Wish, order: Order, seen: Seen) -> list[Value]:
    style = wish.item.value
    if style in HATS:
        return [("headwear", "", _bareheaded(seen) if wish.gone else style)]
    if not wish.gone:
        dyes = [said for said in wish.said if said.kind in ("color", "tone")]
        dyed = [("colors", "hair", _color("hair", said, order, seen)) for said in dyes]
        return [("hair_style", "", style), *dyed]
    if style == "bald" and hair_of(order.hair_style, seen)[0] == 0:
        return [("hair_style", "", style_of(LENGTHS["short"], "straight"))]
    return [("hair_style", "", "auto")] if order.hair_style == style else []


def _bareheaded(seen: Seen) -> str:
    """No hat, which is what the photo shows where it shows none."""
    return "none" if seen.get("headwear") not in (None, "none") else "auto"


def _outfit(wish: Wish, order: Order, seen: Seen) -> list[Value]:
    outfit = wish.item.value
    if wish.gone:
        return [("outfit", "", "auto" if order.outfit == outfit else "casual")]
    parts = ("top", "bottom") if outfit in OF_ONE_CLOTH else ("top",)
    colors: list[Value] = [
        ("colors", part, _color("top", said, order, seen)) for said in wish.said for part in parts
    ]
    return colors if wish.mine and colors else [("outfit", "", outfit), *colors]


def _dial(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    name = wish.item.value
    slider = SLIDERS[name]
    if wish.said:
        typed = wish.said[0].value.replace(" ", "").replace(",", ".")
        number = float(typed.rstrip("%")) / (100 if typed.endswith("%") else 1)
        return [(name, "", int(number) if slider.whole and number.is_integer() else number)]
    if slider.whole:
        return _again(wish, order, seen) if name == "seed" else None
    now = getattr(order, name)
    now = load_preset(order.preset).sliders.get(name, slider.default) if now is None else now
    step = DIAL_STEP * (wish.item.degree or 1) * (-1 if wish.gone else 1)
    return [(name, "", round(max(slider.minimum, min(slider.maximum, now + step)), 4))]


def _again(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    seed, slider = order.seed, SLIDERS["seed"]
    seed = slider.default if seed is None else seed
    return None if wish.gone else [("seed", "", int((seed + 1) % (slider.maximum + 1)))]


def _build(wish: Wish, order: Order, seen: Seen) -> list[Value]:
    build, degree = wish.item.value, wish.item.degree * (-1 if wish.gone else 1)
    if degree and build in WIDER:
        now = order.build if order.build in WIDER else seen.get("build") or "medium"
        up = (build == "broad") == (degree > 0)
        place = WIDER.index(now) + (1 if up else -1)
        return [("build", "", WIDER[max(0, min(place, len(WIDER) - 1))])]
    return [("build", "", "auto" if wish.gone else build)]


def _thing(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    from minime.sculpt.accessory.lookup import find_accessory

    slipped = wish.item.value and find_accessory(wish.text) is None
    words = wish.item.spelt if slipped else wish.text
    if not wish.gone:
        there = [thing for thing in order.accessories if fold(thing) == fold(words)]
        return [("accessories", "", ("", there[0] if there else words))]
    found = find_thing(words, order.accessories)
    if found is None and wish.item.value == "sunglasses":
        return [("glasses", "", "off")]
    return None if found is None else [("accessories", "", (found, ""))]


def find_thing(words: str, things: tuple[str, ...]) -> str | None:
    """Which of the box's things the words mean, None if none."""
    from minime.sculpt.accessory.lookup import find_accessory

    folded, key = fold(words), find_accessory(words)
    for thing in things:
        if fold(thing) == folded or (key and find_accessory(thing) == key):
            return thing
    return None


def _things(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    gone: list[Value] = [("accessories", "", (thing, "")) for thing in order.accessories]
    return gone or None if wish.gone else None


def _size(wish: Wish, order: Order, seen: Seen) -> list[Value]:
    width, height = wish.item.value.replace("×", "x").split("x")
    return [("width", "", int(width)), ("height", "", int(height))]


def _words(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    empty = not wish.item.value
    return None if empty and not wish.gone else [(wish.item.kind, "", wish.item.value)]


def _choice(wish: Wish, order: Order, seen: Seen) -> list[Value] | None:
    """preset and theme, by their names."""
    kind = wish.item.kind
    if not wish.gone:
        return [(kind, "", wish.item.value)]
    return [(kind, "", next(f.default for f in fields(Order) if f.name == kind))]


def _glasses(wish: Wish, order: Order, seen: Seen) -> list[Value]:
    on = (wish.item.value == "on") != wish.gone
    return [("glasses", "", "on" if on else "off")]


def _mark(wish: Wish, order: Order, seen: Seen) -> list[Value]:
    return [("mark", "", not wish.gone)]


_GRANTS: Mapping[str, Callable[[Wish, Order, Seen], list[Value] | None]] = {
    "part": _part,
    "beard": _beard,
    "style": _style,
    "outfit": _outfit,
    "glasses": _glasses,
    "preset": _choice,
    "theme": _choice,
    "build": _build,
    "dial": _dial,
    "again": _again,
    "mark": _mark,
    "size": _size,
    "thing": _thing,
    "things": _things,
    "name": _words,
    "title": _words,
    "slogan": _words,
}
