"""What is worn below the chin, in words and colours: garment, collar, shirt, tie, pattern.

Read off the outline of the bare neck (neckline.py) and the cloths round it (cloths.py). A word
is None where the photo does not show it: a wrong garment looks worse than a plain top in the
person's own colour.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.selfie.clothes.chest import SIDE_MM, UP_MM, Chest, cut_chest
from minime.selfie.clothes.cloths import GREY, Cloth, Worn, apart, is_hardly_cloth, sort_cloths
from minime.selfie.clothes.neckline import Neckline, trace_neckline
from minime.selfie.clothes.printed import Print, cut_patch, find_beneath, find_print, has_picture
from minime.selfie.colors import LUMINANCE, Sample, to_lab
from minime.selfie.parse import Parse
from minime.selfie.view import View
from minime.srgb import to_linear

GARMENTS = ("t-shirt", "jumper", "shirt", "hoodie", "suit", "suit_tie", "jacket", "dress", "bare")
COLLARS = ("round", "v", "high", "shirt", "lapels", "hood", "bare")
PATTERNS = ("plain", "striped", "checked", "print")

# Luminance of the brightest in a dim picture, what it is lightened to, and the most of that.
DIM, WHITE, MOST_LIFT = 0.45, 0.75, 8.0
NECK_SEEN_MM = 26.0  # of photo below the chin, from which a collar is told
CHEST_SEEN_MM = 85.0  # from which a garment is told by more than its collar
WIDE_MM, BARE_SHARE, SURELY_BARE, STRAPLESS = 145.0, 0.25, 0.45, 0.7
GOWN_MM = 175.0  # bare skin below the neck, wider than under any vest
V_TAPER, V_DEPTH_MM = 0.36, 58.0
DEEP_MM = 98.0  # a V that deep is no shirt's
LOW_CUT_MM = 150.0  # bare skin down to there, and broad, between covered shoulders is a dress's
WRAP_MM, WRAP_WIDE_MM = 45.0, 95.0  # most of bare neck, down and across, over a high collar
CLOSED = 0.85  # share of cloth where the neck would be seen under a high collar
SCARF_UNLIKE = 0.7  # sum of differences between the shares of colours there and on the breast
SHIRT_MM2 = 450.0  # of what shows between the fronts of a jacket
SHIRT_OVER_SKIN = 6.0  # of lightness
BAND_MM2 = 1000.0  # of another colour at the neck, on what stands not open
LINING_MM2, LINING_SHARE = 280.0, 0.55  # on each side; of all of its colour, both
SUIT_CHROMA, SUIT_LIGHT, SHIRT_LIGHT = 26.0, 48.0, 76.0
BUTTONED_MM = 65.0  # least bare neck over a collar without a tie
TIE_MM, TIE_WIDE_MM, TIE_ROWS, TIE_APART = (7, 46), 13, 10, 14.0
ONE_PIECE = 0.66  # share of the outer cloth, to be all that is worn
LEAST_CHANGE = 0.25  # of a pattern's variance, that is along the way that is looked
REPEATS = 0.45  # autocorrelation of a woven or printed pattern
KNIT = 2.6  # Lab lightness, deviation within 3 mm: coarse knitwear
QUIET_LIGHT, QUIET_CHROMA = 42.0, (6.0, 20.0)
PLAIN_MM2 = 6000  # of cloth, to be called plain
CHEST = (-62, 62, -105, -200)  # where a pattern is looked for: x0, x1, upper y, lower y


@dataclass(frozen=True, kw_only=True, eq=False)
class Clothes:
    """garment: one of GARMENTS; collar: one of COLLARS; pattern: one of PATTERNS; each None
    where not seen. color, inner, tie, other: Lab of the outermost cloth, the shirt beneath it,
    its tie, and the pattern's second colour; print, inner_print: what is woven into or printed
    on the outermost cloth, and on the one beneath it; scarf: (n, n, 3) uint8 sRGB, a
    piece of a cloth round the neck; None where there is none."""

    garment: str | None = None
    collar: str | None = None
    pattern: str | None = None
    color: np.ndarray | None = None
    inner: np.ndarray | None = None
    tie: np.ndarray | None = None
    other: np.ndarray | None = None
    print: Print | None = None
    inner_print: Print | None = None
    scarf: np.ndarray | None = None


def measure_clothes(
    view: View,
    lab: np.ndarray,
    *,
    hair: np.ndarray,
    parse: Parse,
    roll_deg: float,
) -> Clothes:
    """What the person of the view wears; hair: (h, w) bool."""
    lift = _lift(view)
    chest = cut_chest(view, _in_light(lab, lift), hair, parse, roll_deg)
    worn = sort_cloths(chest)
    if worn is None:
        return Clothes()
    neck = trace_neckline(chest)
    pattern, other = _find_pattern(chest, worn, neck)
    if other is not None:
        worn = replace(worn, inner=None)
    tie = _find_tie(chest, worn, neck)
    collar = _name_collar(chest, worn, neck, tie)
    layered = collar == "lapels"
    if _is_doubtful(chest, worn, layered):
        return Clothes(color=_in_light(worn.outer.color, 1 / lift))
    scarf = None if layered else _find_scarf(chest, worn, neck)
    collar = collar if scarf is None else None  # which it hides; what it goes over is a jacket
    carried = find_print(chest, worn, layered=layered, scarf=scarf)
    beneath = find_beneath(chest, worn) if layered and tie is None else None
    colors = {
        "color": worn.outer.color,
        "inner": _color_beneath(worn, beneath) if layered else None,
        "tie": tie if layered else None,
        "other": other,
    }
    return Clothes(
        garment="jacket" if scarf is not None else _name_garment(chest, worn, neck, collar, tie),
        collar=collar,
        pattern=_name_pattern(chest, worn, pattern, None if collar == "hood" else carried),
        print=carried,
        inner_print=beneath,
        scarf=None if scarf is None else cut_patch(chest, scarf),
        **{n: None if c is None else _in_light(c, 1 / lift) for n, c in colors.items()},
    )


def _name_pattern(
    chest: Chest, worn: Worn, repeated: str | None, carried: Print | None
) -> str | None:
    """What repeats by its own name; else whether a print is seen; else, where enough cloth is
    seen without anything on it, plain."""
    if repeated in ("striped", "checked"):
        return repeated
    if carried is not None and worn.inner is None and has_picture(carried):
        return "print"
    seen = int((chest.cloth & (chest.fabric > 0.5)).sum()) > PLAIN_MM2
    return "plain" if seen and (carried is None or carried.plain.all()) else repeated


def _color_beneath(worn: Worn, seen: Print | None) -> np.ndarray | None:
    if worn.inner is None:
        return None
    return worn.inner.color if seen is None else to_lab(to_linear(seen.color))


def _lift(view: View) -> float:
    """How much lighter a dim picture must be for cloths to be told apart; 1 for others."""
    bright = float(np.percentile(view.image[view.inside] @ np.array(LUMINANCE), 99))
    return float(np.clip(WHITE / max(bright, 1e-3), 1.0, MOST_LIFT)) if bright < DIM else 1.0


def _in_light(lab: np.ndarray, gain: float) -> np.ndarray:
    """Lab of ``gain`` times the light."""
    if gain == 1.0:
        return lab
    from skimage.color import lab2rgb

    return to_lab(np.clip(to_linear(lab2rgb(lab)) * gain, 0, 1))


def _is_doubtful(chest: Chest, worn: Worn, layered: bool) -> bool:
    """Whether too little is sure to name anything: the outermost may be no cloth, or a photo
    without hues shows anything but a shirt lighter than the skin under a jacket."""
    if is_hardly_cloth(worn.outer, chest):
        return True
    if np.hypot(chest.bare[1], chest.bare[2]) > GREY:
        return False
    return not (layered and worn.inner.color[0] > chest.bare[0] + SHIRT_OVER_SKIN)


def choose_top(seen: np.ndarray | None, iris: np.ndarray) -> Sample:
    """The colour of the clothes; where none are seen, a quiet one that goes with the eyes."""
    if seen is not None:
        return Sample(seen, 0.8)
    chroma, hue = np.hypot(iris[1], iris[2]), np.arctan2(iris[2], iris[1])
    chroma = float(np.clip(chroma, *QUIET_CHROMA))
    return Sample(np.array([QUIET_LIGHT, chroma * np.cos(hue), chroma * np.sin(hue)]), 0.1)


def _name_collar(chest: Chest, worn: Worn, neck: Neckline, tie: np.ndarray | None) -> str | None:
    if neck.seen_mm < NECK_SEEN_MM:
        return None
    if neck.bare > (BARE_SHARE if neck.wide_mm > WIDE_MM else SURELY_BARE):
        return "bare"
    if _opens_over(worn, neck, tie) and (tie is not None or not _shows_between(worn, neck)):
        return "lapels"
    if _is_closed(chest, worn, neck):
        return "high"
    if _has_hood(chest, worn, neck):
        return "hood"
    if neck.depth_mm is None or neck.width_mm < 30:
        return None
    if _is_low_cut(neck):
        return "v"
    if neck.taper < V_TAPER and neck.depth_mm > V_DEPTH_MM:
        return "v" if neck.depth_mm > DEEP_MM else "shirt"
    # A mouth of skin that ends at once is a chin's shade, not a neck.
    return "round" if neck.depth_mm > 30 and neck.wide_mm < WIDE_MM else None


def _is_low_cut(neck: Neckline) -> bool:
    return (neck.depth_mm or 0.0) > LOW_CUT_MM and neck.wide_mm > WIDE_MM


def _opens_over(worn: Worn, neck: Neckline, tie: np.ndarray | None) -> bool:
    """Whether a jacket shows the shirt beneath it where the skin ends."""
    if worn.inner is None:
        return False
    depth = int(neck.depth_mm or 0)
    low = worn.inner.mask[UP_MM + max(depth - 20, 0) : UP_MM + depth + 30].sum()
    return bool(low > SHIRT_MM2 or tie is not None)


def _shows_between(worn: Worn, neck: Neckline) -> bool:
    """Whether the outer cloth is seen right below the skin: what is told as a shirt is then a
    band on it, as on a gown."""
    if neck.depth_mm is None:
        return False
    row, column = UP_MM + int(neck.depth_mm), SIDE_MM + int(neck.middle_mm)
    below = worn.outer.mask[row + 3 : row + 18, column - 12 : column + 13]
    return bool(below.size and below.mean() > 0.6)


def _has_hood(chest: Chest, worn: Worn, neck: Neckline) -> bool:
    """Whether a lining of another colour lies round both sides of the neck, above its end."""
    if neck.depth_mm is None or neck.depth_mm < 45:
        return False
    low = -min(neck.depth_mm, 70.0)
    beside = [chest.box(x, x + 70, 10, low) for x in (-110, 40)]
    return any(
        min(int(cloth.mask[at].sum()) for at in beside) > LINING_MM2
        and sum(int(cloth.mask[at].sum()) for at in beside) > LINING_SHARE * cloth.mask.sum()
        for cloth in worn.others
    )


def _is_closed(chest: Chest, worn: Worn, neck: Neckline) -> bool:
    """Whether cloth reaches up to the chin."""
    cloth = _find_wrap(chest, worn, neck)
    if cloth is None or worn.inner is not None:
        return False
    return bool(worn.outer.mask[cloth].mean() > 0.5)


def _find_scarf(chest: Chest, worn: Worn, neck: Neckline) -> np.ndarray | None:
    """(h, w) bool: cloth round the neck that is another than the one on the chest."""
    wrap = _find_wrap(chest, worn, neck)
    if wrap is None:
        return None
    breast = np.zeros_like(wrap)
    breast[chest.box(-80, 80, -WRAP_MM - 40, -WRAP_MM - 120)] = True
    breast &= chest.cloth
    if breast.sum() < 2000:
        return None
    own, other = (
        np.array([c.mask[where].mean() for c in (worn.outer, *worn.others)])
        for where in (wrap, breast)
    )
    return wrap if np.abs(own - other).sum() > SCARF_UNLIKE else None


def _find_wrap(chest: Chest, worn: Worn, neck: Neckline) -> np.ndarray | None:
    """(h, w) bool: the cloth right below the chin, where there is no bare neck."""
    low = neck.depth_mm
    if low is None or low > WRAP_MM or neck.width_mm > WRAP_WIDE_MM or neck.seen_mm < low + 35:
        return None
    x = neck.middle_mm
    where = np.zeros_like(chest.cloth)
    where[chest.box(x - 34, x + 34, -low - 4, -low - 36)] = True
    where &= ~chest.face
    cloth = np.logical_or.reduce([c.mask for c in (worn.outer, *worn.others)])
    closed = where.sum() > 600 and cloth[where].mean() > CLOSED
    return where & cloth if closed else None


def _name_garment(
    chest: Chest, worn: Worn, neck: Neckline, collar: str | None, tie: np.ndarray | None
) -> str | None:
    if collar == "lapels":
        if tie is not None:
            return "suit_tie"
        color, inner = worn.outer.color, worn.inner.color
        sober = np.hypot(color[1], color[2]) < SUIT_CHROMA and color[0] < SUIT_LIGHT
        return "suit" if sober and inner[0] > SHIRT_LIGHT else "jacket"
    if collar == "bare" or _is_low_cut(neck):
        if neck.bare > STRAPLESS:
            return "bare"
        return "dress" if neck.wide_mm > GOWN_MM else None  # narrower ones may be vests
    if collar in ("shirt", "hood"):
        return {"shirt": "shirt", "hood": "hoodie"}[collar]
    if neck.seen_mm < CHEST_SEEN_MM and collar != "high":
        return None
    if collar == "high":
        return "jumper"
    if worn.inner is not None and worn.inner.mask.sum() > BAND_MM2:
        return None  # a gown, a costume: no plain top
    one = worn.outer.mask.sum() > ONE_PIECE * sum(c.mask.sum() for c in (worn.outer, *worn.others))
    if collar in ("round", "v") and one:
        return "jumper" if _knit(chest, worn.outer) > KNIT else "t-shirt"
    return None


def _find_tie(chest: Chest, worn: Worn, neck: Neckline) -> np.ndarray | None:
    """Colour of a strip of cloth in the middle with the shirt on both its sides."""
    if worn.inner is None or neck.depth_mm is None or neck.depth_mm > BUTTONED_MM:
        return None
    middle, rows = int(neck.middle_mm) + SIDE_MM, []
    start = UP_MM + int(neck.depth_mm)
    cloth = chest.cloth & ~worn.inner.mask
    for row in range(start, min(start + 60, chest.seen.shape[0])):
        shirt = np.flatnonzero(worn.inner.mask[row, middle - 45 : middle + 45]) + middle - 45
        left, right = shirt[shirt < middle + 8], shirt[shirt > middle - 8]
        if not len(left) or not len(right):
            continue
        gaps = np.diff(shirt)
        if not len(gaps) or not TIE_MM[0] <= gaps.max() <= TIE_MM[1]:
            continue
        at = int(shirt[np.argmax(gaps)])
        span = slice(at + 2, at + int(gaps.max()) - 1)
        if cloth[row, span].mean() > 0.8:
            rows.append(chest.lab[row, span])
    if len(rows) < TIE_ROWS or np.median([len(row) for row in rows]) < TIE_WIDE_MM:
        return None
    color = np.median(np.concatenate(rows), axis=0)
    return color if apart(color, worn.inner.color) > TIE_APART else None


def _knit(chest: Chest, cloth: Cloth) -> float:
    """How much lightness varies within 3 mm of a cloth."""
    import cv2
    from scipy import ndimage

    mask = ndimage.binary_erosion(cloth.mask | chest.cloth, iterations=6)
    if mask.sum() < 1500:
        return 0.0
    light = chest.lab[..., 0].astype(np.float32)
    fine = light - cv2.GaussianBlur(light, (0, 0), 3.0)
    return float(np.percentile(np.abs(fine[mask]), 60))


def _find_pattern(chest: Chest, worn: Worn, neck: Neckline) -> tuple[str | None, np.ndarray | None]:
    """(one of PATTERNS or None, the other colour's Lab or None): two colours that alternate
    down the chest, or both down and across it."""
    at = chest.box(*CHEST)
    cloth = (chest.seen & ~chest.skin)[at]
    if neck.seen_mm < CHEST_SEEN_MM or cloth.mean() < 0.9:
        return None, None
    second = max(worn.others, key=lambda c: int(c.mask[at].sum()), default=None)
    if second is None or not 0.15 < second.mask[at].mean() < 0.85:
        return "plain", None
    kind = second.mask[at].astype(float)
    down, across = _repeats(kind), _repeats(kind.T)
    if down > REPEATS:
        return ("checked" if across > REPEATS else "striped"), second.color
    return "plain", None


def _repeats(kind: np.ndarray) -> float:
    """How alike a pattern is to itself one period further down, [-1, 1]: the highest
    autocorrelation after the first dip. Knitwear, folds and prints have little."""
    from scipy.ndimage import median_filter

    calm = median_filter(kind, 3)
    whole = calm.var()
    calm = calm - calm.mean(0)
    if calm.var() < LEAST_CHANGE * whole:  # a stripe's edges, seen along it
        return 0.0
    length = len(calm)
    power = np.abs(np.fft.rfft(calm, 2 * length, axis=0)) ** 2
    curve = np.fft.irfft(power.sum(1))[: length // 2]
    curve = curve / max(curve[0], 1e-9) * length / (length - np.arange(length // 2))
    dips = np.flatnonzero(curve < 0)
    return float(curve[dips[0] :].max()) if len(dips) else 0.0
