"""Hair: a style's name, measured amounts and a colour in; meshes in the head frame (mm) out.

Sculpted locks over a cap, as on a vinyl figure: tapered, grooved, flowing from a parting
or the crown. Same arguments, same meshes.
"""

import re

import numpy as np

from minime.errors import OrderError
from minime.sculpt.hair.choose import choose_style, shape_of, usual_shape
from minime.sculpt.hair.flow import Growth, HairShape
from minime.sculpt.hair.skull import Skull
from minime.sculpt.hair.styles import RECIPES
from minime.sculpt.mesh import Part
from minime.selfie.traits import Traits

__all__ = ["HAIR_STYLES", "HairShape", "Skull", "choose_style", "grow_hair", "usual_shape"]

HAIR_STYLES: tuple[str, ...] = tuple(RECIPES)


def grow_hair(
    style: str,
    amounts: Traits | HairShape,
    *,
    skull: Skull,
    color: str,
    seed: int = 0,
) -> tuple[Part, ...]:
    """Parts of the layer "hair" around ``skull``; none when bald.

    amounts: measured traits, or the shape itself. color: "#rrggbb". Raises OrderError for an
    unknown style or a colour that isn't one.
    """
    if style not in RECIPES:
        raise OrderError(f"Choose a hair style out of {', '.join(HAIR_STYLES)}, not {style!r}.")
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        raise OrderError(f"Give the hair colour as #rrggbb, not {color!r}.")
    shape = amounts if isinstance(amounts, HairShape) else shape_of(style, amounts, skull)
    rng = np.random.default_rng(seed)
    return RECIPES[style](Growth(skull=skull, shape=shape, color=color, rng=rng))
