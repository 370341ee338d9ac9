"""Hair and head wear as a photo shows them: the maps that the sculpt grows hair from, and the
words of the report, each None where it is not sure.

Everything is measured on probabilities of hair and head wear in the view's frame (view.py).
"""

from dataclasses import dataclass

import numpy as np

from minime.landmarks import LEFT_CHEEK, RIGHT_CHEEK
from minime.selfie.colors import to_lab
from minime.selfie.hair.headwear import eye_band, grain, name_headwear
from minime.selfie.hair.maps import HairMap, map_cloth, map_hair, shrink, without_crumbs
from minime.selfie.hair.texture import read_texture
from minime.selfie.silhouette import Cranium, Thickness, beyond_bald, fit_cranium, rise_above
from minime.selfie.view import ABOVE_MM, VIEW_PX_PER_MM, View

LEAST_MM2 = 2000.0  # of hair, or of cloth: less is none
EDGE_MM, CUT_MM, UNSURE_MM = 5.0, 30.0, 6.0
# How far the lowest hair is over the chin, at least.
LENGTHS_MM = (("short", 48.0), ("ear", 18.0), ("chin", -48.0), ("shoulder", -66.0))
STRAND_MM = 5.0  # of hair on one side that hangs as far
SCALP_MM, SCALP_RADII, LEAST_SCALP = 40.0, 1.1, 2000  # over the eyes, of a bald head, px
# Of a shaved scalp, by the skin: lightness, share of its hue; and roughness by that of the eyes.
SHAVED_LIGHT, SHAVED_HUE, SHAVED_GRAIN = (0.55, 1.05), 0.5, 0.3
# Hair over the skull, by what lies between forehead and outline on real photos.
BARE = Thickness(top_mm=1.0, side_mm=1.0, top_sure=1.0, side_sure=1.0)
SHORT = Thickness(top_mm=14.0, side_mm=5.0, top_sure=0.6, side_sure=0.8)
LONG = Thickness(top_mm=12.0, side_mm=12.0, top_sure=0.5, side_sure=0.0)
CURLS = Thickness(top_mm=26.0, side_mm=22.0, top_sure=0.3, side_sure=0.0)
CROWN_DEG = 45.0  # to either side of the top
EAR_MM, EAR_HALF_MM = (10.0, 20.0), 5.0  # an ear's place over and under its landmark, and beside
TIED = (0.35, 0.5)  # of that, covered by hair that hangs no lower: less is short, more tied back
CROPPED_MM = 5.0  # hair that stands off the head less than this
FRINGE_BAND_MM, FRINGE_HALF_MM = (7.0, 26.0), 30.0  # over the brows, beside the middle
FRINGE_SHARE = (0.25, 0.45)  # of that, covered by hair: less is none, more is a fringe


@dataclass(frozen=True, kw_only=True, eq=False)
class SeenHair:
    """hair, worn: maps, None where there is none. turn: (3, 3) head frame to view. landmarks:
    (478, 2) in view mm. rise_mm: how far hair stands off a usual skull.
    cranium: the skull under it.

    length: short, ear, chin, shoulder, long, tied_back, bald or shaved. texture: straight, wavy,
    curly, coily or na. fringe: whether hair lies on the forehead. All may be None: not sure.
    headwear: none, or what it is.
    """

    hair: HairMap | None
    worn: HairMap | None
    turn: np.ndarray
    landmarks: np.ndarray
    rise_mm: float
    cranium: Cranium
    length: str | None
    texture: str | None
    fringe: bool | None
    headwear: str | None

    @property
    def cropped(self) -> bool:
        """Hair of a few millimetres."""
        return self.rise_mm < CROPPED_MM and self.length in ("short", "shaved")


def read_hair(
    view: View, light: np.ndarray, hair: np.ndarray, worn: np.ndarray, skin: np.ndarray
) -> SeenHair:
    """From the probabilities ``hair``, ``worn`` and ``skin`` (h, w) in [0, 1]; ``light``
    (h, w, 3) is the view's balanced picture, linear."""
    hair = hair * _whole(view, hair)
    mask = (hair > 0.5) & view.inside
    there = mask.sum() > LEAST_MM2 * VIEW_PX_PER_MM**2
    cloth = ((worn > 0.5) & view.inside).sum() > LEAST_MM2 * VIEW_PX_PER_MM**2
    maps = map_hair(view, hair, light) if there else None
    rise = _rise(view, mask | (worn > 0.5)) if there else 0.0
    length = _length(view, mask) if there else "bald"
    if there and not cloth and _shaved(view, mask, light):
        length = "shaved"
    elif length == "short" and not cloth and rise > CROPPED_MM:
        length = _tied(view, mask)
    if length in ("bald", "shaved"):
        texture = "na"
    else:
        texture = read_texture(view, hair, light, short=_any_short(view, mask))
    return SeenHair(
        hair=maps,
        worn=map_cloth(view, worn, light) if cloth else None,
        turn=view.turn,
        landmarks=view.millimetres(),
        rise_mm=rise,
        cranium=_cranium(view, mask, skin > 0.5, cloth, length, texture),
        length=length,
        texture=texture,
        fringe=_fringe(view, mask) if there and length != "shaved" else False,
        headwear=name_headwear(view, worn > 0.5) if cloth else "none",
    )


def _whole(view: View, hair: np.ndarray) -> np.ndarray:
    """(h, w) bool: where what was taken for hair is no crumb."""
    import cv2

    kept = without_crumbs(shrink(hair.astype(np.float32)), view) > 0
    return cv2.resize(kept.astype(np.uint8), hair.shape[::-1]) > 0


def _cranium(
    view: View, mask, skin, cloth: bool, length: str | None, texture: str | None
) -> Cranium:
    if cloth:
        return Cranium()
    if length in ("bald", "shaved"):
        return fit_cranium(view, mask | (skin & view.inside), BARE)
    kind = CURLS if texture in ("curly", "coily") else SHORT if length == "short" else LONG
    return fit_cranium(view, mask, kind)


def _rise(view: View, mask: np.ndarray) -> float:
    """Median over the top and the sides of how far hair reaches beyond a bald head, mm."""
    angles, rise = rise_above(view, mask)
    rise = rise[(rise > -15) & (np.abs(angles) < 75)]
    return float(np.median(rise)) if len(rise) else 0.0


def _length(view: View, mask: np.ndarray) -> str | None:
    """How far hair hangs, on the side where it hangs lower; None near a border between words,
    and where the two sides differ much. What the photo's lower edge cuts goes on."""
    sides = lowest(view, mask)
    low, high = min(sides), max(sides)
    if low > LENGTHS_MM[0][1]:
        return "short"
    if high > LENGTHS_MM[0][1]:
        return None  # a tail, or hair swept to one side
    if low < CUT_MM and _reaches_the_edge(view, mask):
        return "long"
    if any(abs(low - least) < UNSURE_MM for _, least in LENGTHS_MM[1:]):
        return None
    return next((word for word, least in LENGTHS_MM if low > least), "long")


def _shaved(view: View, mask: np.ndarray, light: np.ndarray) -> bool:
    """Whether what was taken for hair is the scalp with its stubble: of the skin's hue, a little
    darker, and smooth where the eyes are sharp."""
    lab = to_lab(light)
    scalp = mask & (beyond_bald(view) < SCALP_RADII)
    scalp[view.row(SCALP_MM) :] = False
    cheeks = (view.fill(LEFT_CHEEK) | view.fill(RIGHT_CHEEK)) & view.inside
    if min(scalp.sum(), cheeks.sum()) < LEAST_SCALP:
        return False
    top, skin = np.median(lab[scalp], axis=0), np.median(lab[cheeks], axis=0)
    hue = top[1:] @ skin[1:] / max(float(skin[1:] @ skin[1:]), 1.0)  # 1 is the skin's own
    alike = SHAVED_LIGHT[0] < top[0] / max(skin[0], 1.0) < SHAVED_LIGHT[1] and hue > SHAVED_HUE
    return bool(alike and grain(lab, scalp) < SHAVED_GRAIN * grain(lab, eye_band(view)))


def _tied(view: View, mask: np.ndarray) -> str | None:
    """Hair that covers the whole skull, ends at the ears and lies over the one that is seen is tied
    behind; None where it may be, as where it lies over both."""
    angles, rise = rise_above(view, mask)
    if (rise[np.abs(angles) < CROWN_DEG] < 0).any():
        return "short"
    mm, covered = view.millimetres(), []
    for edge in (234, 454):
        x, y = mm[edge]
        columns = slice(view.column(x - EAR_HALF_MM), view.column(x + EAR_HALF_MM))
        ear = mask[view.row(y + EAR_MM[0]) : view.row(y - EAR_MM[1]), columns]
        covered.append(float(ear.mean()))
    if max(covered) < TIED[0]:
        return "short"
    return "tied_back" if max(covered) > TIED[1] and min(covered) < TIED[0] else None


def _any_short(view: View, mask: np.ndarray) -> bool:
    """Whether hair ends above the ears' lobes on one side at least."""
    return max(lowest(view, mask)) > LENGTHS_MM[0][1]


def lowest(view: View, mask: np.ndarray) -> tuple[float, float]:
    """Heights over the chin, mm, of the lowest row with STRAND_MM of hair, on the picture's left
    and on its right."""
    mm = view.millimetres()
    middle = view.column(mm[152, 0])
    heights = []
    for half in (mask[:, :middle], mask[:, middle:]):
        found = np.flatnonzero(half.sum(1) > STRAND_MM * VIEW_PX_PER_MM)
        row = found[-1] if len(found) else view.row(mm[10, 1])
        heights.append(float(ABOVE_MM - row / VIEW_PX_PER_MM - mm[152, 1]))
    return heights[0], heights[1]


def _reaches_the_edge(view: View, mask: np.ndarray) -> bool:
    """Whether hair hangs over the photo's lower edge."""
    below = np.roll(view.inside, -round(EDGE_MM * VIEW_PX_PER_MM), axis=0)
    touching = (mask & ~below)[view.row(-20) :].any(0).sum()
    return bool(touching > 2 * STRAND_MM * VIEW_PX_PER_MM)


def _fringe(view: View, mask: np.ndarray) -> bool | None:
    mm = view.millimetres()
    brows = max(mm[105, 1], mm[334, 1])
    middle = (mm[105, 0] + mm[334, 0]) / 2
    low, high = (brows + gap for gap in FRINGE_BAND_MM)
    band = mask[
        view.row(high) : view.row(low),
        view.column(middle - FRINGE_HALF_MM) : view.column(middle + FRINGE_HALF_MM),
    ]
    share = float(band.any(0).mean()) if band.size else 0.0
    if share < FRINGE_SHARE[0]:
        return False
    return True if share > FRINGE_SHARE[1] else None
