"""The photo's own print, weave or pattern on the front of the toy's top.

Enters: a Print in the frame of the photo's chest (selfie/clothes/chest.py, 1 mm a pixel, x to the
viewer's right); leaves: a texture for uv that look at the top from in front. A person's
shoulders are brought to the toy's, the pit of the neck to the toy's.
"""

from dataclasses import replace

import numpy as np

from minime.sculpt.figure.figure import Figure
from minime.sculpt.geometry.mesh import Part
from minime.selfie.clothes.chest import SIDE_MM, UP_MM
from minime.selfie.clothes.printed import Print
from minime.srgb import to_bytes

SHOULDERS_MM = 350.0  # over both arms: less than real ones, as a toy's patterns are larger
PIT_MM = 72.0  # of the neck, below the chin
REACH = 0.75  # of the texture to each side, in breadths of the shoulders
ABOVE_MM, BELOW_MM = 90.0, 640.0  # of the texture from the pit of the neck, in a person's mm
GRAIN = 0.03


def front_uv(figure: Figure):
    """uv for cloth seen from in front, for the texture of :func:`lay_print`."""
    scale, pit = _scale(figure), _pit_y(figure)

    def uv(vertices: np.ndarray) -> np.ndarray:
        x, y = vertices[:, 0] / scale, (vertices[:, 1] - pit) / scale
        u = 0.5 + x / (2 * REACH * SHOULDERS_MM)
        v = (y + BELOW_MM) / (ABOVE_MM + BELOW_MM)
        return np.clip(np.stack([u, v], 1), 0.0, 1.0)

    return uv


def lay_print(figure: Figure, seen: Print, color: tuple[float, float, float]) -> np.ndarray:
    """(h, w, 3) uint8 sRGB: the print in its place on cloth of a colour, which the person may
    have corrected; what the photo does not show goes on in the same kind."""
    width, height = int(2 * REACH * SHOULDERS_MM), int(ABOVE_MM + BELOW_MM)
    picture = seen.picture / 255 + seen.plain[..., None] * (np.array(color) - seen.color)
    noise = np.random.default_rng(7).normal(0, GRAIN, (height, width, 1))
    ground = np.array(color) * (1 + noise)
    if seen.tile is not None:
        ground = _repeat(picture[seen.tile], height, width)
    top, left = int(ABOVE_MM - PIT_MM) - UP_MM, width // 2 - SIDE_MM
    rows = slice(max(top, 0), top + picture.shape[0])
    columns = slice(left, left + picture.shape[1])
    picture, share = picture[max(-top, 0) :], seen.share[max(-top, 0) :, :, None]
    ground[rows, columns] += share * (picture - ground[rows, columns])
    return to_bytes(ground)


def print_on(figure: Figure, part: Part, seen: Print) -> Part:
    """A piece of clothing with a print, in the part's own colour."""
    texture = lay_print(figure, seen, part.material.color)
    uv = front_uv(figure)(part.vertices).astype(np.float32)
    return replace(part, uv=uv, material=replace(part.material, texture=texture))


def lay_patch(patch: np.ndarray) -> np.ndarray:
    """(h, w, 3) uint8 sRGB: a piece of cloth (n, n, 3) repeated over the whole of the texture."""
    return _repeat(patch, int(ABOVE_MM + BELOW_MM), int(2 * REACH * SHOULDERS_MM))


def _repeat(tile: np.ndarray, height: int, width: int) -> np.ndarray:
    """The tile mirrored at its edges over a larger picture, so that no seam shows."""
    rows, columns = tile.shape[:2]
    pad = ((0, max(height - rows, 0)), (0, max(width - columns, 0)), (0, 0))
    return np.pad(tile, pad, mode="symmetric")[:height, :width]


def _scale(figure: Figure) -> float:
    """Millimetres of the toy for one of a person."""
    return figure.proportions.shoulder_width_mm / SHOULDERS_MM


def _pit_y(figure: Figure) -> float:
    return figure.shoulder_line - 0.6 * figure.neck_radius
