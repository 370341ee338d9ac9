"""What is worn below the chin: the cut of the neck, a second colour, stripes or checks.

Lengths are view millimetres (view.py) from the chin, x to the viewer's right, y up; colours
CIE Lab. Thresholds were set on synthetic people in drawn clothes (tests/test_clothes.py) and
lean towards "round" and "plain": a wrong guess looks worse than a plain top.
"""

from typing import NamedTuple

import numpy as np

from minime.selfie.view import View

COLLARS = ("round", "v", "roll", "hood", "open", "tie", "uniform")
PATTERNS = ("plain", "stripes", "checks")

UNLIKE = 24.0  # Lab distance of two garments; one garment in light and shade stays below
LIKE = 14.0  # within which two patches are the same cloth
SKIN_APART, HAIR_APART = 15.0, 12.0
SIGNAL_CHROMA, SIGNAL_HUE = 42.0, (35.0, 115.0)  # work wear: orange to yellow-green, degrees
CHEST = (-62, 62, -105, -200)  # where a pattern is looked for: x0, x1, upper y, lower y


class Outerwear(NamedTuple):
    """collar: one of COLLARS; "open" is a jacket over a shirt, "uniform" a hard collar over a
    signal colour. second: Lab of the shirt, or of the pattern's other colour, else None.
    collar_trust, pattern_trust: confidences in [0, 1]."""

    collar: str
    collar_trust: float
    pattern: str
    pattern_trust: float
    second: np.ndarray | None


def measure_clothes(
    view: View, lab: np.ndarray, skin: np.ndarray, hair: np.ndarray, top: np.ndarray
) -> Outerwear:
    """What the person of the view wears; skin, hair, top: their Lab colours."""
    worn = (view.person > 0.6) & view.inside
    is_skin = np.linalg.norm(lab[..., 1:] - skin[1:], axis=-1) < SKIN_APART
    is_skin &= lab[..., 0] > skin[0] - 38  # shade under the chin is still skin
    cloth = worn & ~is_skin & (np.linalg.norm(lab - hair, axis=-1) > HAIR_APART)
    seen = _Seen(view, lab, worn, cloth, is_skin)
    collar, trust, second = _find_collar(seen, skin, hair, top)
    pattern, pattern_trust, other = ("plain", 0.5, None)
    if collar in ("round", "v"):
        pattern, pattern_trust, other = _find_pattern(seen)
    return Outerwear(collar, trust, pattern, pattern_trust, second if other is None else other)


class _Seen(NamedTuple):
    """The view with what each pixel is."""

    view: View
    lab: np.ndarray
    worn: np.ndarray
    cloth: np.ndarray
    skin: np.ndarray

    def window(self, x0: float, x1: float, upper: float, lower: float) -> tuple[slice, slice]:
        chin = self.view.millimetres()[152]
        rows = slice(self.view.row(chin[1] + upper), self.view.row(chin[1] + lower))
        return rows, slice(self.view.column(chin[0] + x0), self.view.column(chin[0] + x1))

    def patch(self, *box: float) -> tuple[np.ndarray, float]:
        """(median Lab of the cloth in a window, how even it is: 90th percentile distance)."""
        at = self.window(*box)
        pixels = self.lab[at][self.cloth[at]]
        if len(pixels) < 0.5 * self.cloth[at].size or len(pixels) < 40:
            return np.full(3, np.nan), np.inf
        middle = np.median(pixels, axis=0)
        return middle, float(np.percentile(np.linalg.norm(pixels - middle, axis=1), 80))

    def share(self, mask: np.ndarray, *box: float) -> float:
        at = self.window(*box)
        worn = self.worn[at].sum()
        return float((mask[at] & self.worn[at]).sum() / worn) if worn > 100 else 0.0


def _find_collar(
    seen: _Seen, skin: np.ndarray, hair: np.ndarray, top: np.ndarray
) -> tuple[str, float, np.ndarray | None]:
    """(one of COLLARS, trust, the shirt's Lab or None)."""
    sides = [seen.patch(*box) for box in ((-112, -64, -105, -165), (64, 112, -105, -165))]
    outer = (sides[0][0] + sides[1][0]) / 2
    alike = _apart(sides[0][0], sides[1][0]) < LIKE and max(s[1] for s in sides) < 20
    if alike and (found := _jacket(seen, outer)):
        return found
    neck = (-22, 22, -26, -50)
    if seen.share(seen.skin, *neck) < 0.08 and seen.share(seen.cloth, *neck) > 0.75:
        under, even = seen.patch(*neck)
        if _apart(under, skin) > 30 and _apart(under, hair) > 18 and even < 16:
            if _apart(under, top) < LIKE:
                return "roll", 0.7, None
            hue = np.degrees(np.arctan2(top[2], top[1]))
            signal = np.hypot(top[1], top[2]) > SIGNAL_CHROMA
            if signal and SIGNAL_HUE[0] < hue < SIGNAL_HUE[1]:
                return "uniform", 0.65, None
        return "round", 0.3, None
    like_top = seen.cloth & (np.linalg.norm(seen.lab - top, axis=-1) < LIKE)
    beside = [seen.share(like_top, *box) for box in ((-88, -62, 0, -32), (62, 88, 0, -32))]
    area = [seen.worn[seen.window(*box)].mean() for box in ((-88, -62, 0, -32), (62, 88, 0, -32))]
    if min(beside) > 0.75 and min(area) > 0.6 and _apart(hair, top) > 25:
        return "hood", 0.55, None
    widths = [_skin_width(seen, y) for y in (-60, -80, -100)]
    if widths[0] > widths[1] + 8 > widths[2] + 14 and widths[2] > 5 and widths[0] < 95:
        return "v", 0.6, None
    return "round", 0.5, None


def _jacket(seen: _Seen, outer: np.ndarray) -> tuple[str, float, np.ndarray] | None:
    """A jacket of the colour ``outer`` open over something else, with a tie or without."""
    flanks = [seen.patch(*box) for box in ((-22, -12, -85, -125), (12, 22, -85, -125))]
    core, core_even = seen.patch(-6, 6, -85, -125)
    shirt = (flanks[0][0] + flanks[1][0]) / 2
    even = max(f[1] for f in flanks) < 16 and _apart(flanks[0][0], flanks[1][0]) < LIKE
    if not even or not _apart(shirt, outer) > UNLIKE:
        return None
    if _apart(core, shirt) > UNLIKE and core_even < 22 and shirt[0] > outer[0]:
        return "tie", 0.75, shirt
    if _apart(core, shirt) < LIKE:
        return "open", 0.65, shirt
    return None


def _skin_width(seen: _Seen, y: float) -> float:
    """mm of bare skin round the middle at a height."""
    at = seen.window(-60, 60, y + 2, y - 2)
    bare = (seen.skin & seen.worn)[at].mean(0) > 0.5
    middle = len(bare) // 2
    if not bare[middle - 3 : middle + 4].any():
        return 0.0
    gaps = np.flatnonzero(~bare)
    left = gaps[gaps < middle].max(initial=-1)
    right = gaps[gaps > middle].min(initial=len(bare))
    return 120.0 * (right - left - 1) / len(bare)


def _find_pattern(seen: _Seen) -> tuple[str, float, np.ndarray | None]:
    """(one of PATTERNS, trust, the other colour's Lab or None): two colours that alternate
    down the chest, or both down and across it."""
    import cv2

    at = seen.window(*CHEST)
    cloth = seen.worn[at] & ~seen.skin[at]  # also what is as dark as the hair
    if cloth.size < 4000 or cloth.mean() < 0.9:
        return "plain", 0.2, None
    pixels = np.ascontiguousarray(seen.lab[at].reshape(-1, 3), np.float32)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(pixels, 2, None, stop, 1, cv2.KMEANS_PP_CENTERS)
    share = labels.mean()
    if not 0.15 < share < 0.85 or _apart(centres[0], centres[1]) < 18:
        return "plain", 0.6, None
    kind = labels.reshape(cloth.shape).astype(float)
    down, across = _turns(kind.T), _turns(kind)
    rows = np.abs(kind.mean(1) - 0.5).mean()  # 0.5 where each row is of one colour
    minor = centres[int(share < 0.5)].astype(float)
    if down >= 4 and rows > 0.30:
        return "stripes", 0.6, minor
    if down >= 4 and across >= 4 and rows < 0.30:
        return "checks", 0.55, minor
    return "plain", 0.4, None


def _turns(kind: np.ndarray) -> float:
    """Median number of changes of colour along the rows, specks left out; 0 where they differ
    much from row to row, as in prints and folds."""
    from scipy.ndimage import median_filter

    calm = median_filter(kind, 5)
    counts = np.abs(np.diff(calm, axis=1)).sum(1)
    middle = float(np.median(counts))
    return middle if np.mean(np.abs(counts - middle) <= 0.35 * middle + 1) > 0.6 else 0.0


def _apart(a: np.ndarray, b: np.ndarray) -> float:
    """Lab distance; nan, which is near to nothing and far from nothing, where one is unseen."""
    return float(np.linalg.norm(np.asarray(a) - np.asarray(b)))
