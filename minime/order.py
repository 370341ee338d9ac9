"""One request for one toy: the photo, the style, the words, corrections, sliders, seed.

This module alone holds the ranges and defaults (``SLIDERS``); the page, the command line,
the Python call and the preset files read them here. A slider that the person left alone is
``None`` until :func:`resolve` fills it from the preset. JSON never holds the photo.
"""

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from minime.errors import OrderError


@dataclass(frozen=True, kw_only=True)
class Slider:
    """A number of the order. Both ends belong to the range; ``default`` is for presets
    that are silent; ``whole`` numbers are int; ``rare`` ones are folded away in the page."""

    name: str
    label: str
    minimum: float
    maximum: float
    step: float
    default: float
    help: str
    whole: bool = False
    rare: bool = False


_ALL_SLIDERS = (
    Slider(
        name="likeness",
        label="Likeness",
        minimum=0.0,
        maximum=1.0,
        step=0.05,
        default=0.65,
        help="From a clean painted toy to the photo as it is.",
    ),
    Slider(
        name="stylisation",
        label="Stylisation",
        minimum=0.0,
        maximum=1.0,
        step=0.05,
        default=0.2,
        help="How far the face moves from its own shape towards the toy's.",
    ),
    Slider(
        name="pose_hold",
        label="Pose hold",
        minimum=0.0,
        maximum=2.0,
        step=0.05,
        default=1.0,
        help="How firmly the ControlNet holds pose and expression (conditioning scale).",
    ),
    Slider(
        name="strength",
        label="Strength",
        minimum=0.0,
        maximum=1.0,
        step=0.05,
        default=0.2,
        help="How much the checkpoint may change the sculpted draft.",
    ),
    Slider(
        name="steps",
        label="Steps",
        minimum=1,
        maximum=50,
        step=1,
        default=4,
        help="Denoising steps; more take longer.",
        whole=True,
        rare=True,
    ),
    Slider(
        name="guidance",
        label="Guidance",
        minimum=0.0,
        maximum=20.0,
        step=0.1,
        default=1.0,
        help="How literally the prompt is taken; above 1 each step costs twice the time.",
        rare=True,
    ),
    Slider(
        name="seed",
        label="Seed",
        minimum=0,
        maximum=2**32 - 1,
        step=1,
        default=7,
        help="Another number, another stance and card; the same one, the same toy again.",
        whole=True,
        rare=True,
    ),
    Slider(
        name="best_of",
        label="Best of",
        minimum=1,
        maximum=8,
        step=1,
        default=1,
        help="Makes this many candidates and keeps the one most like the selfie.",
        whole=True,
        rare=True,
    ),
    Slider(
        name="width",
        label="Width",
        minimum=256,
        maximum=2048,
        step=64,
        default=1024,
        help="Width of the picture in pixels.",
        whole=True,
        rare=True,
    ),
    Slider(
        name="height",
        label="Height",
        minimum=320,
        maximum=2560,
        step=64,
        default=1280,
        help="Height of the picture in pixels.",
        whole=True,
        rare=True,
    ),
)
SLIDERS: Mapping[str, Slider] = {slider.name: slider for slider in _ALL_SLIDERS}

# Longest words in characters: what still reads well on a 200 mm card.
WORD_LIMITS: Mapping[str, int] = {"name": 40, "title": 60, "slogan": 90}
ACCESSORY_LIMIT = 40
MOST_ACCESSORIES = 6

COLOR_KEYS = ("skin", "hair", "iris", "lips", "top", "bottom", "primary", "secondary", "accent")
MEASURED_COLORS = COLOR_KEYS[:5]  # those that a photo shows
SHADE_KEYS = ("skin", "hair")
MOST_SHADE = 30.0  # CIELAB L*, of 100
BUILDS = ("auto", "slim", "medium", "broad", "child")
TURNS = (0, 90, 180, 270)
GLASSES = ("auto", "on", "off")
HEADWEAR = ("auto", "none", "cap", "beanie", "sun_hat", "hijab", "turban")
FACIAL_HAIR = ("auto", "none", "stubble", "moustache", "goatee", "beard", "long_beard")

_HEX = re.compile(r"#[0-9a-f]{6}")
_STYLE_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Control, surrogate and private-use characters print as nothing or as boxes; the bidi
# overrides could turn a label round. Joiners (also category Cf) shape emoji and Devanagari.
_REFUSED_CATEGORIES = ("Cc", "Cs", "Co")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, kw_only=True)
class Order:
    """Everything that shapes a toy; :func:`validate` says what is allowed.

    photo: bytes, a path or "example". face: 1 is the largest, None takes it.
    outfit: "auto" is the one that the title asks for, else "photo", as the photo shows it.
    turn: degrees clockwise that set the photo upright, of TURNS; None finds out.
    headwear: over the hair of ``hair_style``, one of HEADWEAR; "auto" for both is as in the photo.
    build: of the body; "auto" takes it from the photo where the shoulders are seen, else medium.
    theme: of the card; "auto" goes by the title and the colour of the clothes.
    colors: corrections only, keys of COLOR_KEYS to "#rrggbb". shades: by how much lighter a part
    of SHADE_KEYS is painted, in L*, so that the toy comes out as it should be: the check still
    holds it against the colour that was seen or chosen. Sliders are None until
    resolved. checkpoint: "embedded", "none", an id of the catalogue, or a folder.
    mark: whether the visible mark is drawn. width, height: pixels of the picture.
    """

    photo: bytes | str | Path = "example"
    face: int | None = None
    turn: int | None = None
    preset: str = "blister_pack"
    theme: str = "auto"
    name: str = ""
    title: str = ""
    slogan: str = ""
    accessories: tuple[str, ...] = ()
    outfit: str = "auto"
    build: str = "auto"
    hair_style: str = "auto"
    headwear: str = "auto"
    glasses: str = "auto"
    facial_hair: str = "auto"
    colors: Mapping[str, str] = field(default_factory=dict)
    shades: Mapping[str, float] = field(default_factory=dict)
    likeness: float | None = None
    stylisation: float | None = None
    pose_hold: float | None = None
    strength: float | None = None
    steps: int | None = None
    guidance: float | None = None
    seed: int | None = None
    checkpoint: str = "embedded"
    best_of: int | None = None
    mark: bool = True
    width: int | None = None
    height: int | None = None


def validate(order: Order) -> Order:
    """The order with tidy words and colours. Raises OrderError with one sentence."""
    order = _part_hat_from_hair(order)
    words = {
        key: clean_words(getattr(order, key), what=f"The {key}", longest=longest)
        for key, longest in WORD_LIMITS.items()
    }
    sliders = {key: _slider_value(SLIDERS[key], getattr(order, key)) for key in SLIDERS}
    return replace(
        order,
        **words,
        **sliders,
        face=_face_number(order.face),
        turn=_quarter_turn(order.turn),
        preset=_short_text(order.preset, "The preset"),
        theme=_style_name(order.theme, "theme"),
        accessories=_clean_accessories(order.accessories),
        outfit=_style_name(order.outfit, "outfit"),
        build=_one_of(order.build, BUILDS, "The build"),
        hair_style=_style_name(order.hair_style, "hair style"),
        headwear=_one_of(order.headwear, HEADWEAR, "Head wear"),
        glasses=_one_of(order.glasses, GLASSES, "Glasses"),
        facial_hair=_one_of(order.facial_hair, FACIAL_HAIR, "Facial hair"),
        colors=_clean_colors(order.colors),
        shades=_clean_shades(order.shades),
        checkpoint=_short_text(order.checkpoint, "The checkpoint"),
        mark=_yes_or_no(order.mark),
    )


def resolve(order: Order, defaults: Mapping[str, float]) -> Order:
    """The validated order with no slider left None: ``defaults`` are the preset's
    (``preset.sliders``), and SLIDERS fills what the preset is silent about."""
    filled = {
        key: defaults.get(key, slider.default)
        for key, slider in SLIDERS.items()
        if getattr(order, key) is None
    }
    return validate(replace(order, **filled))


def to_json(order: Order) -> dict[str, Any]:
    """Plain JSON values of every field but the photo."""
    plain = {item.name: getattr(order, item.name) for item in fields(order)}
    del plain["photo"]
    plain |= {"colors": dict(order.colors), "shades": dict(order.shades)}
    return plain | {"accessories": list(order.accessories)}


def from_json(settings: str | Mapping[str, Any], *, photo: bytes | str | Path) -> Order:
    """The validated order that :func:`to_json` wrote, for the given photo."""
    if isinstance(settings, str):
        try:
            settings = json.loads(settings)
        except json.JSONDecodeError as error:
            raise OrderError(f"The settings are not JSON: {error.msg}.") from error
    if not isinstance(settings, Mapping):
        raise OrderError("The settings must be a JSON object of the order's fields.")
    known = {item.name for item in fields(Order)} - {"photo"}
    unknown = sorted(map(str, set(settings) - known))
    if unknown:
        raise OrderError(f"The settings have no field {unknown[0]!r}; leave it out.")
    accessories = settings.get("accessories", ())
    if isinstance(accessories, str) or not isinstance(accessories, list | tuple):
        raise OrderError("The accessories must be a list of words.")
    return validate(Order(photo=photo, **{**settings, "accessories": tuple(accessories)}))


def clean_words(text: str, *, what: str, longest: int) -> str:
    """NFC text with single spaces, at most ``longest`` characters; raises OrderError."""
    if not isinstance(text, str):
        raise OrderError(f"{what} must be text.")
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(c) in _REFUSED_CATEGORIES or c in _BIDI_CONTROLS for c in tidy):
        raise OrderError(
            "{what} holds characters that can't be printed; type it again.", {"what": what}
        )
    if len(tidy) > longest:
        raise OrderError(
            "{what} has {length} characters; shorten it to {longest} so that it fits the box.",
            {"what": what, "length": len(tidy), "longest": longest},
        )
    return tidy


def split_accessories(text: str) -> tuple[str, ...]:
    """Words of a comma separated line (also the commas of Arabic, Chinese and Japanese)."""
    return tuple(word.strip() for word in re.split("[,;\n،，、；]", text) if word.strip())


def _part_hat_from_hair(order: Order) -> Order:
    """Hats were hair styles once: old settings that name one mean it worn over the own hair."""
    if order.hair_style not in HEADWEAR[2:]:
        return order
    hat = order.hair_style if order.headwear == "auto" else order.headwear
    return replace(order, hair_style="auto", headwear=hat)


def _clean_accessories(accessories: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(accessories, str):
        raise OrderError("The accessories must be a list of words.")
    tidy = tuple(
        clean_words(word, what="An accessory", longest=ACCESSORY_LIMIT) for word in accessories
    )
    tidy = tuple(word for word in tidy if word)
    extra = len(tidy) - MOST_ACCESSORIES
    if extra > 0:
        raise OrderError(
            "The box holds {most} accessories; take {extra} out.",
            {"most": MOST_ACCESSORIES, "extra": extra},
        )
    return tidy


def _slider_value(slider: Slider, value: float | None) -> float | None:
    if value is None:
        return None
    within = f"between {slider.minimum:g} and {slider.maximum:.10g}"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise OrderError(f"{slider.label} must be a number {within}.")
    if not slider.minimum <= value <= slider.maximum:
        raise OrderError(f"{slider.label} is {value:.10g}; choose a number {within}.")
    if not slider.whole:
        return float(value)
    if value != int(value):
        raise OrderError(f"{slider.label} is {value:g}; choose a whole number {within}.")
    return int(value)


def _face_number(face: int | None) -> int | None:
    if face is None:
        return None
    if isinstance(face, bool) or not isinstance(face, int) or face < 1:
        raise OrderError("The face is chosen by number: 1 is the largest, 2 the next.")
    return face


def _quarter_turn(turn: int | None) -> int | None:
    if turn is not None and (isinstance(turn, bool) or turn not in TURNS):
        raise OrderError("The photo is turned by 0, 90, 180 or 270 degrees, clockwise.")
    return turn


def _clean_colors(colors: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(colors, Mapping):
        raise OrderError("The colours must be pairs of a part and a colour, such as hair=#3a2a1c.")
    return {_color_key(key): _color(key, value) for key, value in colors.items()}


def _clean_shades(shades: Mapping[str, float]) -> dict[str, float]:
    known = isinstance(shades, Mapping) and set(shades) <= set(SHADE_KEYS)
    if not known or not all(
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_SHADE
        for value in shades.values()
    ):
        raise OrderError(
            f"Shades are pairs of a part ({', '.join(SHADE_KEYS)}) and a number from"
            f" {-MOST_SHADE:g} to {MOST_SHADE:g}, such as hair=8 for lighter hair."
        )
    return {key: float(value) for key, value in shades.items() if value}


def _color_key(key: str) -> str:
    if key not in COLOR_KEYS:
        raise OrderError(f"There is no colour {key!r}; choose one of {', '.join(COLOR_KEYS)}.")
    return key


def _color(key: str, value: str) -> str:
    tidy = value.strip().lower() if isinstance(value, str) else ""
    if not _HEX.fullmatch(tidy):
        raise OrderError(f"The colour of {key} is {value!r}; write it as #rrggbb, such as #3a2a1c.")
    return tidy


def _style_name(value: str, what: str) -> str:
    if not isinstance(value, str) or not _STYLE_NAME.fullmatch(value):
        raise OrderError(f"The {what} must be 'auto' or one of the names that --list shows.")
    return value


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise OrderError(f"{what} must be one of {', '.join(allowed)}.")
    return value


def _short_text(value: str, what: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise OrderError(f"{what} is empty; name one that --list shows.")
    return clean_words(value, what=what, longest=300)


def _yes_or_no(value: bool) -> bool:
    if not isinstance(value, bool):
        raise OrderError("The mark is either true or false.")
    return value
