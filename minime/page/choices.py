"""What the page's drop-downs offer, as (shown, value) pairs, and all that can be chosen, for
programs; the rooms hold the names."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from minime.errors import CheckpointError
from minime.order import (
    BUILDS,
    COLOR_KEYS,
    FACIAL_HAIR,
    GLASSES,
    MOST_ACCESSORIES,
    SLIDERS,
    TURNS,
    WORD_LIMITS,
    Order,
    to_json,
)
from minime.preset import load_preset, load_presets

_SHOWN = {"auto": "As seen"}


def named(values: Iterable[str]) -> list[tuple[str, str]]:
    """Names of the code as a person reads them: "pony_tail" as "Pony tail"."""
    return [(_SHOWN.get(v, v.replace("_", " ").capitalize()), v) for v in values]


def hair_styles() -> list[tuple[str, str]]:
    """As seen in the photo, and every hair style."""
    from minime.sculpt.head.hair import HAIR_STYLES

    return named(("auto", *HAIR_STYLES))


def outfits() -> list[tuple[str, str]]:
    """What the title asks for, what the photo shows, and every outfit."""
    from minime.sculpt.figure.outfit import OUTFITS

    fixed = [("By the title", "auto"), ("As in the photo", "photo")]
    return [*fixed, *named(OUTFITS)]


def themes(preset: str) -> list[tuple[str, str]]:
    """What goes with the title, and every theme of the style."""
    return [("By the title", "auto"), *named(load_preset(preset).artwork.themes)]


def usual_checkpoint() -> str:
    """The order's own default where its files are there, else the sculpt alone."""
    from minime.diffuse.catalogue import find_checkpoint

    try:
        return find_checkpoint(Order().checkpoint).name
    except CheckpointError:
        return "none"


def checkpoints() -> list[tuple[str, str]]:
    """The catalogue's checkpoints, the embedded one first, and the sculpt alone."""
    from minime.diffuse.catalogue import load_catalogue

    entries = [(entry.title, entry.name) for entry in load_catalogue().values()]
    return [*entries, ("None: the sculpt alone", "none")]


def everything() -> dict[str, Any]:
    """Styles, checkpoints, sliders, the fields of an order with their defaults, and the names
    that they take, as plain JSON values. A field that is null is filled by the style."""
    from minime.sculpt.accessory import ACCESSORIES

    return {
        "presets": {
            name: {
                "title": preset.title,
                "blurb": preset.blurb,
                "themes": list(preset.artwork.themes),
                "sliders": dict(preset.sliders),
            }
            for name, preset in load_presets().items()
        },
        "checkpoints": {name: title for title, name in checkpoints()},
        "sliders": {name: asdict(slider) for name, slider in SLIDERS.items()},
        "fields": to_json(Order()),
        "names": {
            "hair_style": [value for _, value in hair_styles()],
            "outfit": [value for _, value in outfits()],
            "build": list(BUILDS),
            "glasses": list(GLASSES),
            "facial_hair": list(FACIAL_HAIR),
            "turn": list(TURNS),
            "colors": list(COLOR_KEYS),
            "accessories": list(ACCESSORIES),
        },
        "limits": {**WORD_LIMITS, "accessories": MOST_ACCESSORIES},
    }
