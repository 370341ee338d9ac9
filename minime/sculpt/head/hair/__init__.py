"""Hair: a style's name, measured amounts and a colour in; meshes in the head frame (mm) out.

Sculpted locks over a cap, as on a vinyl figure: tapered, grooved, flowing from a parting
or the crown. Same arguments, same meshes.
"""

import re
from dataclasses import replace

import numpy as np

from minime.errors import OrderError
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.amounts import shape_of, usual_shape
from minime.sculpt.head.hair.flow import Growth, HairShape
from minime.sculpt.head.hair.skull import Skull
from minime.sculpt.head.hair.styles import HATS, RECIPES
from minime.selfie.traits import Traits

__all__ = [
    "HAIR_STYLES",
    "HATS",
    "HairShape",
    "Skull",
    "grow_hair",
    "usual_shape",
]

BROW_GAP_MM = 10.0  # a lock's tip spreads below the line that it follows

HAIR_STYLES: tuple[str, ...] = tuple(RECIPES)  # hats and scarves among them


def grow_hair(
    style: str,
    amounts: Traits | HairShape,
    *,
    skull: Skull,
    color: str,
    skin: str,
    cloth: str,
    seed: int = 0,
) -> tuple[Part, ...]:
    """Parts of the layer "hair" around ``skull``; none when bald.

    amounts: measured traits, or the shape itself. color, skin, cloth: "#rrggbb", cloth of
    what is worn over or in the hair. Raises OrderError for an unknown style or a colour that
    isn't one.
    """
    if style not in RECIPES:
        raise OrderError(f"Choose a hair style out of {', '.join(HAIR_STYLES)}, not {style!r}.")
    for given in (color, skin, cloth):
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", given):
            raise OrderError(f"Give the hair colour as #rrggbb, not {given!r}.")
    shape = amounts if isinstance(amounts, HairShape) else shape_of(style, amounts, skull)
    free = tuple(max(y, skull.brow_y + BROW_GAP_MM) for y in skull.hairline)
    skull = replace(skull, hairline=free)
    rng = np.random.default_rng(seed)
    return RECIPES[style](
        Growth(skull=skull, shape=shape, color=color, skin=skin, cloth=cloth, rng=rng)
    )
