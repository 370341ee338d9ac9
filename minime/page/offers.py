"""What the page offers to choose from, as (shown, value) pairs, and all that can be chosen, for
programs; the rooms hold the names."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from minime.errors import CheckpointError
from minime.label.tables import WORLD, carbon_table
from minime.order import (
    BUILDS,
    COLOR_KEYS,
    FACIAL_HAIR,
    GLASSES,
    HEADWEAR,
    MOST_ACCESSORIES,
    SLIDERS,
    TURNS,
    WORD_LIMITS,
    Order,
    to_json,
)
from minime.page.examples import load_examples
from minime.page.language import load_texts, plain, say, t
from minime.page.pictures import picture_of
from minime.preset import load_preset, load_presets

Offer = list[tuple[str, str]]


def corrections() -> dict[str, Offer]:
    """The choices of every kind of thing that is seen in a photo, "auto" first."""
    from minime.sculpt.figure.outfit import OUTFITS
    from minime.sculpt.head.hair import HAIR_STYLES

    as_seen = (str(t("choice.auto")), "auto")
    by_title = [(str(t("choice.by_title")), "auto"), (str(t("choice.photo")), "photo")]
    return {
        "hair_style": [as_seen, *_named("hair_style", HAIR_STYLES)],
        "headwear": [as_seen, *_named("headwear", HEADWEAR[1:])],
        "glasses": [as_seen, *_named("glasses", GLASSES[1:])],
        "facial_hair": [as_seen, *_named("facial_hair", FACIAL_HAIR[1:])],
        "outfit": [*by_title, *_named("outfit", OUTFITS)],
        "build": [as_seen, *_named("build", BUILDS[1:])],
    }


def styles() -> Offer:
    """Every style."""
    return _named("preset", load_presets())


def themes(preset: str) -> Offer:
    """What goes with the title, and every theme of the style."""
    first = (str(t("choice.by_title")), "auto")
    return [first, *_named("theme", load_preset(preset).artwork.themes)]


def accessories() -> Offer:
    """Every accessory that has a model, by its name."""
    from minime.sculpt.accessory import ACCESSORIES

    return _named("accessories", ACCESSORIES)


def examples() -> list[tuple[str, str]]:
    """The finished toy of each example whose picture is there, with its title."""
    shown = {
        order.title: picture_of("finished", preset) for preset, order in load_examples().items()
    }
    return [(str(path), title) for title, path in shown.items() if path is not None]


def usual_checkpoint() -> str:
    """The order's own default where its files are there, else the sculpt alone; on a lent GPU the
    one that is loaded there."""
    from minime.diffuse import zero
    from minime.diffuse.catalogue import find_checkpoint

    if zero.is_lent():
        return zero.CHECKPOINT
    try:
        return find_checkpoint(Order().checkpoint).name
    except CheckpointError:
        return "none"


def checkpoints() -> Offer:
    """The catalogue's checkpoints, the embedded one first, and the sculpt alone."""
    titles = checkpoint_titles() | {"none": str(t("taste.none"))}
    return [(title, name) for name, title in titles.items()]


def checkpoint_titles() -> dict[str, str]:
    """What each checkpoint is called, by its name."""
    from minime.diffuse.catalogue import load_catalogue

    titles = {entry.name: entry.title for entry in load_catalogue().values()}
    return titles | {"none": say("en", "taste.none")}


def everything() -> dict[str, Any]:
    """Styles, checkpoints, sliders, the fields of an order with their defaults, and the names
    that they take, as plain JSON values. A field that is null is filled by the style."""
    from minime.sculpt.accessory import ACCESSORIES

    offered = corrections()
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
        "checkpoints": checkpoint_titles(),
        "sliders": {name: asdict(slider) for name, slider in SLIDERS.items()},
        "fields": to_json(Order()),
        "names": {
            "hair_style": [value for _, value in offered["hair_style"]],
            "headwear": list(HEADWEAR),
            "outfit": [value for _, value in offered["outfit"]],
            "build": list(BUILDS),
            "glasses": list(GLASSES),
            "facial_hair": list(FACIAL_HAIR),
            "turn": list(TURNS),
            "colors": list(COLOR_KEYS),
            "accessories": list(ACCESSORIES),
        },
        "limits": {**WORD_LIMITS, "accessories": MOST_ACCESSORIES},
    }


def countries() -> Offer:
    """Countries whose electricity is known, by name, the world first."""
    import pycountry

    known = carbon_table()
    named = sorted(
        (land.name, land.alpha_3) for land in pycountry.countries if land.alpha_3 in known
    )
    return [(str(t("taste.world")), WORLD), *named]


def name_of(language: str, kind: str, value: str) -> str:
    """A choice as a person of that language reads it."""
    unset = "choice.by_title" if kind in ("outfit", "theme") else "choice.auto"
    key = {"auto": unset, "photo": "choice.photo"}.get(value, f"{kind}.{value}")
    return say(language, key) if key in load_texts("en") else plain(value)


def _named(kind: str, names: Iterable[str]) -> Offer:
    """Names of the code with what the browser shows for them; the plain name where the page has
    no text of its own for it."""
    known = load_texts("en")
    return [
        (str(t(key)) if (key := f"{kind}.{name}") in known else plain(name), name) for name in names
    ]
