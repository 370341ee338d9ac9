"""Hair on the head from a view: how long, how curly, which colour.

Lengths leave in units of the distance between the outer eye corners.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.landmarks import LEFT_BROW, RIGHT_BROW
from minime.selfie.colors import Sample
from minime.selfie.face import EYE_DISTANCE_MM
from minime.selfie.hair.headwear import Covered
from minime.selfie.hair.mask import (
    beard_zone,
    brow_height,
    face_skin,
)
from minime.selfie.silhouette import (
    HALF_FACE_MM,
    SKULL_CENTRE,
    SKULL_RADII,
    bald_outline,
    find_valley,
    height_above,
    rise_above,
    rise_beside,
)
from minime.selfie.view import ABOVE_MM, VIEW_PX_PER_MM, View

HAIRLINE_X = (-0.5, -0.25, 0.0, 0.25, 0.5)  # where the hairline is measured, same unit
CROWN_MM = SKULL_CENTRE[1] + SKULL_RADII[1] - 52.0  # of a bald head over landmark 10
# Lab lightness of hair's median, and the percentiles of lightness between which its colour is
# taken then: those nearest to the truth on 56 synthetic people.
COLOR_LIGHT = (18.0, 26.0, 42.0, 58.0)
COLOR_PART = ((6.0, 26.0, 32.0, 45.0), (40.0, 64.0, 72.0, 85.0))
WREATH_SHARE = 0.3  # of a strip over the ear, for a bald top to have hair at the sides
WREATH_LINE = 1.2  # hairline of a bald top: over the crown
BALD_SHARE = 0.22  # of the crown, or of its front, covered by hair; less is bald


@dataclass(frozen=True, kw_only=True, eq=False)
class Hair:
    """mask: (h, w) bool in the view. The rest is as in Traits, with one confidence."""

    mask: np.ndarray
    color: Sample
    length: str
    top: float
    width: float
    bottom: float
    hairline: tuple[float, ...]
    ears_covered: float
    parting: float
    headwear: str
    headwear_color: Sample
    confidence: float


def measure_hair(view: View, lab: np.ndarray, covered: Covered) -> Hair:
    """Hair of the head in a view; ``lab`` is its white-balanced picture (h, w, 3)."""
    mm = view.millimetres()
    hair = covered.hair > 0.5
    mask = (hair | (covered.worn > 0.5)) & view.inside
    color, share = sample_hair(lab, hair & view.inside), _share(view, mask, mm)
    if mask.sum() < 400 or share < BALD_SHARE:
        bare = _bald(mask, color, mm, share, face_skin(view, lab)[0][0])
        return _wreathed(bare, view)
    angles, rise = rise_above(view, mask)
    valley = find_valley(angles, rise)
    if covered.kind != "none" and hair.sum() < 900:
        color = _brow_color(view, lab)
    bottom = _bottom(mask & ~beard_zone(view), view)
    hairline = tuple(_hairline_at(view, mask, mm, x) for x in HAIRLINE_X)
    inside = float(view.inside[view.row(150) : view.row(-60)].mean())
    return Hair(
        mask=mask, color=color, length=_length(bottom),
        top=(height_above(angles, rise) + CROWN_MM) / EYE_DISTANCE_MM,
        width=_width(mask, view), bottom=bottom, hairline=hairline,
        ears_covered=_ears(mask, view, mm),
        parting=_parting(hairline) if valley is None else valley,
        headwear=covered.kind, headwear_color=covered.color,
        confidence=float(np.clip(inside * (0.4 + 0.6 * share), 0.1, 0.9)),
    )  # fmt: skip


def _share(view: View, mask: np.ndarray, mm: np.ndarray) -> float:
    """Of the crown, or of its front, whichever has less, covered by hair."""
    person = (view.person > 0.5) & view.inside
    middle = (mm[234, 0] + mm[454, 0]) / 2
    shares = []
    for x, half, low, high in ((middle, 78, 5, 190), (mm[10, 0], 32, 8, 48)):
        area = np.zeros_like(person)
        rows = slice(view.row(mm[10, 1] + high), view.row(mm[10, 1] + low))
        area[rows, view.column(x - half) : view.column(x + half)] = True
        shares.append(float((mask & area & person).sum() / max((area & person).sum(), 1)))
    return min(shares)


def view_heights(rows: np.ndarray) -> np.ndarray:
    """Rows of a view to millimetres above the eyes."""
    return ABOVE_MM - rows / VIEW_PX_PER_MM


def sample_hair(lab: np.ndarray, mask: np.ndarray) -> Sample:
    """The mask's colour: light hair is darkened by its own shade, dark hair lightened by shine,
    so the lighter the hair, the lighter the part of it that counts."""
    pixels = lab[mask]
    if len(pixels) < 200:
        return Sample(np.array([28.0, 4.0, 8.0]), 0.1)
    middle = np.median(pixels[:, 0])
    part = [np.interp(middle, COLOR_LIGHT, bounds) for bounds in COLOR_PART]
    low, high = np.percentile(pixels[:, 0], part)
    chosen = pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)]
    return Sample(np.median(chosen, axis=0), float(np.clip(len(pixels) / 8000, 0.2, 0.9)))


def _brow_color(view: View, lab: np.ndarray) -> Sample:
    """Of the brows, where a hat leaves no hair free."""
    brows = lab[(view.fill(RIGHT_BROW) | view.fill(LEFT_BROW)) & view.inside]
    if len(brows) < 30:
        return Sample(np.array([28.0, 4.0, 8.0]), 0.1)
    dark = brows[brows[:, 0] <= np.percentile(brows[:, 0], 40)]
    return Sample(np.median(dark, axis=0), 0.25)


def _bald(mask: np.ndarray, color: Sample, mm: np.ndarray, share: float, light: float) -> Hair:
    """On dark skin, ``light`` in Lab, cropped dark hair is hard to tell from none."""
    line = float((mm[10, 1] + 40) / EYE_DISTANCE_MM)
    sure = float(np.clip((0.8 - 2 * share) * min(light / 45, 1), 0.2, 0.8))
    return Hair(
        mask=mask, color=Sample(color.lab, min(color.confidence, 0.3)), length="bald", top=0.0,
        width=0.0, bottom=0.0, hairline=(line,) * len(HAIRLINE_X), ears_covered=0.0, parting=0.0,
        headwear="none", headwear_color=color,
        confidence=sure,
    )  # fmt: skip


def _wreathed(bare: Hair, view: View) -> Hair:
    """A bald head, but with hair at both sides where there is some: short, its hairline over
    the crown."""
    centre, spread = bald_outline(view)
    reach = np.sqrt(spread[0, 0])
    rows, shares = slice(view.row(46), view.row(-6)), []
    for side in (-1, 1):
        ends = sorted((centre[0] + side * (reach - 7), centre[0] + side * (reach + 7)))
        shares.append(float(bare.mask[rows, slice(*(view.column(x) for x in ends))].mean()))
    if min(shares) < WREATH_SHARE:
        return bare
    return replace(bare, length="short", hairline=(WREATH_LINE,) * len(HAIRLINE_X))


def _bottom(mask: np.ndarray, view: View) -> float:
    """How far hair hangs below the eyes: the lowest row with 6 mm of it on one side."""
    counts = mask.sum(1)
    rows = np.nonzero(counts > 12)[0]
    return float(max(-view_heights(rows[-1:])[0], 0.0) / EYE_DISTANCE_MM) if len(rows) else 0.0


def _length(bottom: float) -> str:
    return "short" if bottom < 0.85 else "medium" if bottom < 1.6 else "long"


def _width(mask: np.ndarray, view: View) -> float:
    """How far hair reaches beyond the face's edge, mean of both sides, between brows and crown."""
    return (rise_beside(view, mask) + SKULL_RADII[0] - HALF_FACE_MM) / EYE_DISTANCE_MM


def _hairline_at(view: View, mask: np.ndarray, mm: np.ndarray, x: float) -> float:
    """Height where the hair begins above the brows, at ``x`` right of the eyes' middle."""
    column = view.column(x * np.ptp(mm[[33, 263], 0]))
    start = view.row(brow_height(mm) + 2)
    strip = mask[:start, max(column - 4, 0) : column + 5].mean(1) > 0.5
    run = np.convolve(strip[::-1], np.ones(8), "valid") >= 7
    rise = int(np.argmax(run)) if run.any() else start - view.row(mm[10, 1] + 40)
    return float(view_heights(np.array([start - rise]))[0] / EYE_DISTANCE_MM)


def _ears(mask: np.ndarray, view: View, mm: np.ndarray) -> float:
    """Share of the places of the ears that hair covers."""
    shares = []
    for edge, side in ((234, -1), (454, 1)):
        x, y = mm[edge]
        first, last = sorted((view.column(x - 2 * side), view.column(x + 9 * side)))
        patch = mask[view.row(y + 22) : view.row(y - 22), first : last + 1]
        shares.append(float(patch.mean()) if patch.size else 0.0)
    return float(np.mean(shares))


def _parting(hairline: tuple[float, ...]) -> float:
    """Where the hairline is highest, if it clearly is off the middle."""
    line = np.array(hairline)
    if np.ptp(line) < 0.08 or line.argmax() == 2:
        return 0.0
    lean = (line[3:].mean() - line[:2].mean()) / max(np.ptp(line), 1e-6)
    return float(np.clip(lean, -1, 1)) if abs(lean) > 0.3 else 0.0
