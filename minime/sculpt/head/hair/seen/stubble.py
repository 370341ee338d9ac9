"""A shaved head: no hair that stands off, but the shade of its stubble as paint on the scalp."""

from dataclasses import replace

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.seen.lay import lay_maps
from minime.sculpt.head.hair.seen.relief import grid_places, to_grid
from minime.sculpt.head.hair.seen.strands import map_texture, map_uv
from minime.selfie.hair.maps import SHAPE
from minime.selfie.hair.seen import SeenHair
from minime.srgb import to_linear

SHADE, GREY = (0.62, 0.9), 0.15  # of the skin's light that stubble leaves; of its hue that is lost
SOFT_MM = 3.0  # over which stubble begins


def paint_stubble(
    scalp: Part, seen: SeenHair, *, toy: np.ndarray, head: np.ndarray, skin: np.ndarray
) -> Part:
    """The ``scalp``, painted where the photo shows stubble, the same from all sides.

    toy: (478, 3) the toy's landmarks, head: (n, 3) its vertices, head frame. skin: (3,) sRGB."""
    import cv2

    turn = seen.turn
    laid = lay_maps(
        seen.hair, seen.landmarks, (toy @ turn.T)[:, :2], head @ turn.T, turn, rise_mm=2.0
    )
    cover = cv2.resize(laid.cover, SHAPE[::-1], interpolation=cv2.INTER_LINEAR)
    cover = cv2.GaussianBlur(cover, (0, 0), SOFT_MM)[..., None]
    plain = to_linear(skin)
    on_head = _over_head(head @ turn.T) & (laid.cover > 0.5)
    seen_shade = _shade(seen, laid.color, cv2.resize(on_head.astype(np.uint8), SHAPE[::-1]), plain)
    dark = seen_shade * ((1 - GREY) * plain + GREY * plain.mean())
    texture = map_texture((1 - cover) * plain + cover * dark, 1)
    uv = map_uv(scalp.vertices @ turn.T, laid.color)
    return replace(scalp, uv=uv, material=replace(scalp.material, texture=texture))


def _shade(seen: SeenHair, color: np.ndarray, where: np.ndarray, skin: np.ndarray) -> float:
    """How light the stubble is, by the skin."""
    there = color[where > 0]
    usual = np.median(there, axis=0) if len(there) else seen.hair.usual
    return float(np.clip(usual.mean() / max(skin.mean(), 1e-3), *SHADE))


def _over_head(points: np.ndarray) -> np.ndarray:
    """(h, w) bool on the relief's grid: where the upper half of the head is seen."""
    out = np.zeros(grid_places()[0].shape, bool)
    high = points[points[:, 1] > points[:, 1].mean() + 40]
    row, column = to_grid(high).round().astype(int)
    out[row, column] = True
    return out
