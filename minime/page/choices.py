"""What the page's drop-downs offer, as (shown, value) pairs; the rooms hold the names."""

from collections.abc import Iterable

from minime.errors import CheckpointError
from minime.order import Order
from minime.preset import load_preset

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
