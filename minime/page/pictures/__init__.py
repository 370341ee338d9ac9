"""The pictures that the page shows of its choices and of finished toys.

``KIND/NAME.webp``, drawn from our own sculpt by ``python tests/draw_choices.py``, which is run
by hand when a choice is added or changes its look.
"""

from collections.abc import Mapping
from pathlib import Path

from minime.order import BUILDS, FACIAL_HAIR, GLASSES
from minime.preset import load_presets

FOLDER = Path(__file__).parent
CHOICE_PX = 128  # side of the picture of a choice
FINISHED_PX = (640, 800)  # of a finished toy, width and height


def pictured() -> Mapping[str, tuple[str, ...]]:
    """Kinds to the names that have a picture. Kinds are fields of the order; a theme looks
    different in each style, so its kind is ``theme/PRESET``; "finished" goes by preset."""
    from minime.sculpt.accessory import ACCESSORIES
    from minime.sculpt.figure.outfit import OUTFITS
    from minime.sculpt.head.hair import HAIR_STYLES, HATS

    presets = load_presets()
    return {
        "hair_style": tuple(name for name in HAIR_STYLES if name not in HATS),
        "headwear": tuple(HATS),
        "facial_hair": FACIAL_HAIR[1:],  # the first of these three is "auto"
        "glasses": GLASSES[1:],
        "build": BUILDS[1:],
        "outfit": OUTFITS,
        "accessories": tuple(ACCESSORIES),
        **{f"theme/{name}": preset.artwork.themes for name, preset in presets.items()},
        "finished": tuple(presets),
    }


def picture_of(kind: str, name: str) -> Path | None:
    """The file of a choice's picture, None where there is none (such as "auto")."""
    path = FOLDER / kind / f"{name}.webp"
    return path if path.is_file() else None
