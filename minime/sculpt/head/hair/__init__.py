"""Hair and hats: a name, measured amounts and colours in; meshes in the head frame (mm) out.

Sculpted locks over a cap, as on a vinyl figure: tapered, grooved, flowing from a parting
or the crown. Same arguments, same meshes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from minime.errors import OrderError
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.amounts import shape_of, usual_shape
from minime.sculpt.head.hair.flow import Growth, HairShape
from minime.sculpt.head.hair.hats import HATS, wear_hat
from minime.sculpt.head.hair.skull import Skull
from minime.sculpt.head.hair.styles import RECIPES
from minime.selfie.traits import Traits

__all__ = [
    "HAIR_STYLES",
    "HATS",
    "HairShape",
    "Skull",
    "cover_hair",
    "grow_hair",
    "usual_shape",
]

BROW_GAP_MM = 10.0  # a lock's tip spreads below the line that it follows

HAIR_STYLES: tuple[str, ...] = tuple(RECIPES)


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
    what is worn in the hair. Raises OrderError for an unknown style or a colour that
    isn't one.
    """
    if style not in RECIPES:
        raise OrderError(f"Choose a hair style out of {', '.join(HAIR_STYLES)}, not {style!r}.")
    _check_colors(color, skin, cloth)
    shape = amounts if isinstance(amounts, HairShape) else shape_of(style, amounts, skull)
    free = tuple(max(y, skull.brow_y + BROW_GAP_MM) for y in skull.hairline)
    skull = replace(skull, hairline=free)
    rng = np.random.default_rng(seed)
    return RECIPES[style](
        Growth(skull=skull, shape=shape, color=color, skin=skin, cloth=cloth, rng=rng)
    )


def cover_hair(
    hat: str,
    hair: Sequence[Part],
    *,
    skull: Skull,
    color: str,
    cloth: str,
    seed: int = 0,
) -> tuple[Part, ...]:
    """The hat or scarf, one of HATS, over the ``hair`` (parts in the head frame), which is drawn
    in under it or, under a scarf, hidden; all of the layer "hair".

    color: of the hair, cloth: of the hat, "#rrggbb". Raises OrderError as grow_hair.
    """
    if hat not in HATS:
        raise OrderError(f"Choose head wear out of {', '.join(HATS)}, not {hat!r}.")
    _check_colors(color, cloth)
    rng = np.random.default_rng(seed)
    growth = Growth(skull=skull, shape=HairShape(), color=color, skin=color, cloth=cloth, rng=rng)
    return wear_hat(HATS[hat], hair, growth)


def _check_colors(*colors: str) -> None:
    for given in colors:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", given):
            raise OrderError(f"Give the hair colour as #rrggbb, not {given!r}.")
