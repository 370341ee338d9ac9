"""What the page offers to choose from, as (shown, value) pairs; the rooms hold the names."""

from collections.abc import Iterable

from minime.errors import CheckpointError
from minime.order import BUILDS, FACIAL_HAIR, GLASSES, Order
from minime.page.examples import load_examples
from minime.page.language import load_texts, plain, say, t
from minime.page.pictures import picture_of
from minime.preset import load_preset

Offer = list[tuple[str, str]]


def corrections() -> dict[str, Offer]:
    """The choices of every kind of thing that is seen in a photo, "auto" first."""
    from minime.sculpt.figure.outfit import OUTFITS
    from minime.sculpt.head.hair import HAIR_STYLES

    as_seen = (str(t("choice.auto")), "auto")
    by_title = [(str(t("choice.by_title")), "auto"), (str(t("choice.photo")), "photo")]
    return {
        "hair_style": [as_seen, *_named("hair_style", HAIR_STYLES)],
        "glasses": [as_seen, *_named("glasses", GLASSES[1:])],
        "facial_hair": [as_seen, *_named("facial_hair", FACIAL_HAIR[1:])],
        "outfit": [*by_title, *_named("outfit", OUTFITS)],
        "build": [as_seen, *_named("build", BUILDS[1:])],
    }


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
    """The order's own default where its files are there, else the sculpt alone."""
    from minime.diffuse.catalogue import find_checkpoint

    try:
        return find_checkpoint(Order().checkpoint).name
    except CheckpointError:
        return "none"


def checkpoints() -> Offer:
    """The catalogue's checkpoints, the embedded one first, and the sculpt alone."""
    from minime.diffuse.catalogue import load_catalogue

    entries = [(entry.title, entry.name) for entry in load_catalogue().values()]
    return [*entries, (str(t("taste.none")), "none")]


def name_of(language: str, kind: str, value: str) -> str:
    """A choice as a person of that language reads it."""
    key = "choice.photo" if value == "photo" else f"{kind}.{value}"
    return say(language, key) if key in load_texts("en") else plain(value)


def _named(kind: str, names: Iterable[str]) -> Offer:
    """Names of the code with what the browser shows for them; the plain name where the page has
    no text of its own for it."""
    known = load_texts("en")
    return [
        (str(t(key)) if (key := f"{kind}.{name}") in known else plain(name), name) for name in names
    ]
