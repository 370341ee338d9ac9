"""What the outline of hair tells: how far it stands off a bald head, crests and valleys on it.

The hair's mask is held against the outline of a bald head in the same pose: an ellipsoid under
parallel projection. It is the one that the parser was trained with; sculpt/head/shape.py builds
on a deeper one, as high and wide as fit_cranium tells. Lengths in view millimetres.
"""

from dataclasses import dataclass

import numpy as np

from minime.selfie.view import ABOVE_MM, LEFT_MM, VIEW_PX_PER_MM, View

SKULL_CENTRE, SKULL_RADII = np.array([0.0, 12.0, -58.0]), np.array([74.0, 92.0, 81.0])
HALF_FACE_MM = 68.0  # of the template at landmarks 234 and 454
STEP_DEG = 3.0
CROWN_DEG = 26.0  # from the top to either side, where the hair's height is measured
KNOT_MM = 13.0  # least height of a knot over the hair beside it
KNOT_DEG = (19.5, 36.0)  # its width, seen from the head's middle
CREST_MM, CREST_DEG = 5.0, 30.0  # least height of a crest, how far off the top it may be
CREST_WIDE_DEG = 56.0
VALLEY_MM, VALLEY_DEG = 3.0, 50.0  # the same of the valley that a parting makes
FULL_PARTING_DEG = 18.0  # off the top; a parting further to the side counts as this
# A skull's crown over that of the ellipsoid, and beside it: usual, least and most. mm.
HIGHER_MM, WIDER_MM = (8.0, -4.0, 22.0), (0.0, -6.0, 6.0)
TOP_DEG, BESIDE_DEG = 32.0, 60.0  # up to where the crown is looked for, from where the sides
LEAST_RAYS = 4  # that tell how high a crown is
MOST_YAW = 0.26  # sine of a turn: of a head turned further a side is its back


@dataclass(frozen=True, kw_only=True)
class Cranium:
    """How far a skull reaches over the ellipsoid's crown and beside it, mm."""

    higher_mm: float = HIGHER_MM[0]
    wider_mm: float = WIDER_MM[0]


@dataclass(frozen=True, kw_only=True)
class Thickness:
    """Of hair on the crown and beside the head, mm, and how surely in [0, 1]."""

    top_mm: float
    side_mm: float
    top_sure: float
    side_sure: float


def fit_cranium(view: View, head: np.ndarray, hair: Thickness) -> Cranium:
    """The skull under the outline of a ``head`` (h, w) bool with its hair: between the usual one
    and the outline less the hair's thickness, as sure as that is."""
    angles, rise = rise_above(view, head)
    told = (rise > -19) & ~_cut_off(view, angles, rise)
    top = rise[told & (np.abs(angles) < TOP_DEG)]
    sides = rise[told & (np.abs(angles) > BESIDE_DEG)]
    frontal = abs(view.turn[0, 2]) < MOST_YAW
    return Cranium(
        higher_mm=_between(HIGHER_MM, top - hair.top_mm, hair.top_sure),
        wider_mm=_between(WIDER_MM, sides - hair.side_mm, hair.side_sure * frontal),
    )


def _between(usual: tuple[float, float, float], measured: np.ndarray, sure: float) -> float:
    middle, least, most = usual
    if len(measured) < LEAST_RAYS:
        return middle
    return float(np.clip(middle + sure * (np.median(measured) - middle), least, most))


def rise_above(view: View, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(angles, rise): degrees clockwise from the top of the head, and how far the mask (h, w)
    reaches beyond a bald head there, mm along the ray; -20 where there is none."""
    angles = np.arange(-84.0, 84.1, STEP_DEG)
    centre, rays, bald = bald_rays(view, angles)
    steps = np.arange(-20.0, 90.0, 0.5)
    x, y = np.moveaxis(centre + rays[:, None] * (bald[:, None] + steps)[..., None], -1, 0)
    columns = ((x + LEFT_MM) * VIEW_PX_PER_MM).round().astype(int)
    rows = ((ABOVE_MM - y) * VIEW_PX_PER_MM).round().astype(int)
    inside = (columns >= 0) & (rows >= 0) & (columns < mask.shape[1]) & (rows < mask.shape[0])
    hit = mask[rows.clip(0, mask.shape[0] - 1), columns.clip(0, mask.shape[1] - 1)] & inside
    last = len(steps) - 1 - hit[:, ::-1].argmax(1)
    return angles, np.where(hit.any(1), steps[last], steps[0])


def _cut_off(view: View, angles: np.ndarray, rise: np.ndarray) -> np.ndarray:
    """(n,) bool: rays whose head ends where the photo does."""
    centre, rays, bald = bald_rays(view, angles)
    beyond = centre + rays * (bald + rise + 2.0)[:, None]
    return np.array([not view.inside[view.row(y), view.column(x)] for x, y in beyond])


def height_above(angles: np.ndarray, rise: np.ndarray) -> float:
    """How far hair stands above the crown, mm, of what :func:`rise_above` gave; at least 0."""
    return float(max(np.percentile(rise[np.abs(angles) < CROWN_DEG], 75), 0.0))


def rise_beside(view: View, mask: np.ndarray) -> float:
    """Mean of both sides: how far hair reaches beyond a bald head between brows and crown."""
    centre, spread = bald_outline(view)
    reach = np.sqrt(spread[0, 0])
    columns = np.nonzero(mask[view.row(60) : view.row(-10)].sum(0) > 12)[0]
    if not len(columns):
        return 0.0
    left, right = columns[[0, -1]] / VIEW_PX_PER_MM - LEFT_MM
    return float(max(centre[0] - reach - left, 0) + max(right - centre[0] - reach, 0)) / 2


def find_knots(angles: np.ndarray, rise: np.ndarray) -> tuple[int, float]:
    """(knots, crest) of what :func:`rise_above` gave: how many bumps the outline has (a bun
    makes one, two make two), and else how high a crest on top is, mm, 0 for none."""
    from scipy.signal import find_peaks

    peaks, found = find_peaks(_smooth(rise), prominence=CREST_MM, width=1)
    wide = found["widths"] * STEP_DEG
    high = found["prominences"]
    off = np.abs(angles[peaks])
    knots = (wide >= KNOT_DEG[0]) & (wide < KNOT_DEG[1]) & (high > KNOT_MM) & (off < 45)
    if knots.sum() == 1:
        knots &= off < CREST_DEG
    on_top = ~knots & (wide < CREST_WIDE_DEG) & (off < CREST_DEG)
    return int(min(knots.sum(), 2)), float(high[on_top].max(initial=0.0))


def find_valley(angles: np.ndarray, rise: np.ndarray) -> float | None:
    """Where a parting shows as a valley of the outline: -1 (picture's left) .. 1, else None."""
    from scipy.signal import find_peaks

    inner = np.abs(angles) < VALLEY_DEG
    peaks, _ = find_peaks(-_smooth(rise)[inner], prominence=VALLEY_MM)
    if len(peaks) != 1:  # several are gaps between spikes or curls
        return None
    angle = angles[inner][peaks[0]]
    return float(np.clip(angle / FULL_PARTING_DEG, -1, 1))


def _smooth(rise: np.ndarray) -> np.ndarray:
    from scipy.ndimage import median_filter

    return median_filter(np.maximum(rise, 0.0), 3)


def beyond_bald_mm(view: View) -> np.ndarray:
    """(h, w) float32: how far outside the outline of a bald head, mm along the ray from its
    middle; negative inside."""
    centre, _ = bald_outline(view)
    height, width = view.inside.shape
    x = np.arange(width) / VIEW_PX_PER_MM - LEFT_MM - centre[0]
    y = ABOVE_MM - np.arange(height) / VIEW_PX_PER_MM - centre[1]
    away = np.hypot(*np.meshgrid(x, y))
    return (away * (1 - 1 / np.maximum(beyond_bald(view), 1e-3))).astype(np.float32)


def beyond_bald(view: View) -> np.ndarray:
    """(h, w) float32: 1 on the outline of a bald head, more outside, in its own radii."""
    centre, spread = bald_outline(view)
    height, width = view.inside.shape
    x = np.arange(width) / VIEW_PX_PER_MM - LEFT_MM - centre[0]
    y = ABOVE_MM - np.arange(height) / VIEW_PX_PER_MM - centre[1]
    off = np.stack(np.meshgrid(x, y), -1)
    radii = np.einsum("hwi,ij,hwj->hw", off, np.linalg.inv(spread), off)
    return np.sqrt(radii).astype(np.float32)


def bald_rays(view: View, angles: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Middle (2,) of a bald head's outline; unit rays (n, 2) from it at ``angles`` (n,), degrees
    clockwise from the top; and how far the outline is along each (n,)."""
    centre, spread = bald_outline(view)
    rays = np.stack([np.sin(np.radians(angles)), np.cos(np.radians(angles))], 1)
    bald = 1 / np.sqrt(np.einsum("ni,ij,nj->n", rays, np.linalg.inv(spread), rays))
    return centre, rays, bald


def bald_outline(view: View) -> tuple[np.ndarray, np.ndarray]:
    """Centre (2,) and matrix (2, 2) of the ellipse that a bald head shows: the points p with
    (p - centre) matrix^-1 (p - centre) = 1."""
    mm = view.millimetres()
    wide = np.ptp(mm[[234, 454], 0]) / 2 / max(view.turn[0, 0], 0.5) / HALF_FACE_MM
    turn = view.turn @ np.diag(SKULL_RADII * [np.clip(wide, 0.85, 1.15), 1, 1])
    return (view.turn @ SKULL_CENTRE)[:2], (turn @ turn.T)[:2, :2]
