"""A figure to cut out that stands: its outline with a white rim, a plinth, a flap to fold.

It has two sides, glued back to back: the second is cut along the same line, mirrored. The
flaps fold outwards, one to the front and one to the back. Millimetres, x to the right, y up,
x = 0 in the middle of the figure, y = 0 at the lower edge of the flap.
"""

from dataclasses import dataclass

import numpy as np

from minime.papercraft.net import Box, corners, outline

RIM = 2.0
BRIDGE = 2.5  # gaps of the outline up to twice as wide are closed, as too narrow to cut
PLINTH, FLAP = 7.0, 15.0
LEAST_WIDTH = 40.0  # of plinth and flap
FEET_SHARE = 0.06  # of the height, in which the feet are
TOLERANCE = 0.1  # of the outline, finer than scissors


@dataclass(frozen=True, kw_only=True, eq=False)
class Standee:
    """cut: (n, 2), the closed outline, counter-clockwise. picture: where the whole picture of
    the figure goes. plinth, flap: printed; between them is the fold."""

    cut: np.ndarray
    picture: Box
    plinth: Box
    flap: Box


def stand_up(mask: np.ndarray, room: tuple[float, float]) -> Standee:
    """The largest stand-up figure that fits ``room`` (width, height).

    mask: (h, w) bool, all that is seen of the figure from the front, or mirrored from the back;
    the middle of the picture comes to x = 0.
    """
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    height, width = mask.shape
    low, tall = rows[-1] + 1, rows[-1] + 1 - rows[0]
    half = max(width / 2 - columns[0], columns[-1] + 1 - width / 2)
    foot = PLINTH + FLAP
    scale = min((room[1] - foot - RIM) / tall, (room[0] / 2 - RIM) / half)
    feet = np.flatnonzero(mask[low - max(1, round(FEET_SHARE * tall)) : low].any(0)) + 0.5
    reach = max(LEAST_WIDTH / 2, scale * np.abs(feet - width / 2).max() + 2 * RIM)
    reach = min(reach, room[0] / 2)
    plinth, flap = (-reach, FLAP, reach, foot), (-reach, 0.0, reach, FLAP)
    lift = foot + scale * low  # where the picture's upper edge comes
    figure = _rimmed(mask, scale) + (-scale * width / 2, lift)
    return Standee(
        cut=outline([figure, corners(plinth), corners(flap)]),
        picture=(-scale * width / 2, lift - scale * height, scale * width / 2, lift),
        plinth=plinth,
        flap=flap,
    )


def _rimmed(mask: np.ndarray, scale: float) -> np.ndarray:
    """(n, 2) mm, counter-clockwise: round the mask with its rim, from its upper left corner."""
    from manifold3d import CrossSection, FillRule
    from skimage.measure import find_contours

    rings = find_contours(np.pad(mask, 1).astype(np.float32), 0.5)
    rings = [scale * (ring[:, ::-1] - 0.5) * (1, -1) for ring in rings]
    shape = CrossSection(rings, FillRule.EvenOdd).simplify(TOLERANCE)
    return outline(shape.offset(RIM + BRIDGE).offset(-BRIDGE).to_polygons())
