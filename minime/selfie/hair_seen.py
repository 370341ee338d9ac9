"""Hair and head wear as a photo shows them: the maps that the sculpt grows hair from, and the
words of the report, each None where it is not sure.

Everything is measured on probabilities of hair and head wear in the view's frame (view.py).
"""

from dataclasses import dataclass

import numpy as np

from minime.selfie.hair_map import HairMap, map_cloth, map_hair
from minime.selfie.silhouette import rise_above
from minime.selfie.view import ABOVE_MM, VIEW_PX_PER_MM, View

LEAST_MM2 = 700.0  # of hair, or of cloth: less is none
# How far the lowest hair is over the chin, at least.
LENGTHS_MM = (("short", 48.0), ("ear", 18.0), ("chin", -16.0), ("shoulder", -52.0))
STRAND_MM = 5.0  # of hair on one side that hangs as far
CROPPED_MM = 5.0  # hair that stands off the head less than this
FRINGE_BAND_MM, FRINGE_HALF_MM = (7.0, 26.0), 30.0  # over the brows, beside the middle
FRINGE_SHARE = (0.25, 0.45)  # of that, covered by hair: less is none, more is a fringe


@dataclass(frozen=True, kw_only=True, eq=False)
class SeenHair:
    """hair, worn: maps, None where there is none. turn: (3, 3) head frame to view. landmarks:
    (478, 2) in view mm. rise_mm: how far hair stands off the head.

    length: short, ear, chin, shoulder, long, bald or shaved. texture: straight, wavy, curly,
    coily or na. fringe: whether hair lies on the forehead. All may be None: not sure.
    headwear: none, or what it is.
    """

    hair: HairMap | None
    worn: HairMap | None
    turn: np.ndarray
    landmarks: np.ndarray
    rise_mm: float
    length: str | None
    texture: str | None
    fringe: bool | None
    headwear: str | None

    @property
    def cropped(self) -> bool:
        """Hair of a few millimetres."""
        return self.rise_mm < CROPPED_MM and self.length in ("short", "shaved")


def read_hair(
    view: View, light: np.ndarray, hair: np.ndarray, worn: np.ndarray | None = None
) -> SeenHair:
    """From the probabilities ``hair`` and ``worn`` (h, w) in [0, 1]; ``light`` (h, w, 3) is the
    view's balanced picture, linear."""
    mask = (hair > 0.5) & view.inside
    there = mask.sum() > LEAST_MM2 * VIEW_PX_PER_MM**2
    worn = np.zeros_like(hair) if worn is None else worn
    cloth = ((worn > 0.5) & view.inside).sum() > LEAST_MM2 * VIEW_PX_PER_MM**2
    maps = map_hair(view, hair, light) if there else None
    rise = _rise(view, mask) if there else 0.0
    return SeenHair(
        hair=maps,
        worn=map_cloth(view, worn, light) if cloth else None,
        turn=view.turn,
        landmarks=view.millimetres(),
        rise_mm=rise,
        length=_length(view, mask) if there else "bald",
        texture=_texture(view, mask, light) if there else "na",
        fringe=_fringe(view, mask) if there else False,
        headwear="none" if not cloth else None,
    )


def seen_words(seen: SeenHair) -> dict[str, str | bool | None]:
    """The report's words on hair and head wear."""
    return {
        "hair_length": seen.length,
        "hair_texture": seen.texture,
        "fringe": seen.fringe,
        "headwear": seen.headwear,
    }


def _rise(view: View, mask: np.ndarray) -> float:
    """Median over the top and the sides of how far hair reaches beyond a bald head, mm."""
    angles, rise = rise_above(view, mask)
    rise = rise[(rise > -15) & (np.abs(angles) < 75)]
    return float(np.median(rise)) if len(rise) else 0.0


def lowest(view: View, mask: np.ndarray) -> float:
    """Height over the chin, mm, of the lowest row with STRAND_MM of hair on one side."""
    mm = view.millimetres()
    middle = view.column(mm[152, 0])
    most = STRAND_MM * VIEW_PX_PER_MM
    rows = (mask[:, :middle].sum(1) > most) | (mask[:, middle:].sum(1) > most)
    found = np.flatnonzero(rows)
    if not len(found):
        return float(mm[10, 1] - mm[152, 1])
    return float(ABOVE_MM - found[-1] / VIEW_PX_PER_MM - mm[152, 1])


def _length(view: View, mask: np.ndarray) -> str:
    low = lowest(view, mask)
    return next((word for word, least in LENGTHS_MM if low > least), "long")


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


def _texture(view: View, mask: np.ndarray, light: np.ndarray) -> str | None:
    return "straight"
