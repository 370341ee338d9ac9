"""The cloths of a chest (chest.py): colours that belong together, the outermost, and what shows
beneath it at the neck.

Masks are (h, w) bool of the chest; colours CIE Lab. Lightness counts less than hue throughout,
as folds have light and shade.
"""

from dataclasses import dataclass

import numpy as np

from minime.selfie.clothes.chest import SIDE_MM, UP_MM, Chest

WEIGHTS = np.array([0.7, 1.0, 1.0])
COLOURS, ALIKE = 4, 15.0  # at most; nearer ones are one cloth in light and shade
LEAST_MM2 = 700  # of cloth, to be told at all
LEAST_PATCH_MM2 = 220
LIT_SHARE = 0.35  # of a cloth in the light, for that to be its colour
LIKE_SKIN = 10.0
UNSURE = 0.5  # what cloth counts that the parser takes for something else
WORN, WORN_LIKE_SKIN = 0.2, 0.55  # probability of clothes, the mean over a colour
BODY_HUE, BODY_CHROMA = 35.0, (0.3, 1.7)  # degrees from skin; times its chroma
HARDLY, HARDLY_LIKE_BODY = 0.12, 0.57
PARSED_MM2 = 2000  # of the parser's cloth, to go by it
GREY, LIKE_GREY_SKIN = 4.0, 7.0  # chroma of a photo without hues; lightness alone tells then
SKIN_WEIGHTS = np.array([0.25, 1.0, 1.0])
INNER_MM, INNER_SHARE = 75.0, 0.7  # what is worn beneath lies this near to the middle
CONTRAST = 17.0
BORDER_MM2 = 80
COLOURFUL = 200.0  # Lab chroma that counts as much as the same area again
STEP_MM = 9  # how near two things are that touch


@dataclass(frozen=True, kw_only=True, eq=False)
class Cloth:
    """color: (3,) Lab. mask: where it is."""

    color: np.ndarray
    mask: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Worn:
    """outer: the garment on the shoulders. inner: what shows between it and the skin, or None.
    others: all further colours, prints and shade among them."""

    outer: Cloth
    inner: Cloth | None
    others: tuple[Cloth, ...]


def sort_cloths(chest: Chest) -> Worn | None:
    """What is worn; None where too little is seen."""
    found = [cloth for cloth in find_cloths(chest) if _is_worn(cloth, chest)]
    if sum(int(cloth.mask.sum()) for cloth in found) < LEAST_MM2:
        return None
    outer = max(found, key=lambda cloth: _outwards(cloth, chest))
    outer = _with_lit_part(outer, found, chest)
    rest = [cloth for cloth in found if not (cloth.mask & outer.mask).any()]
    beneath = [
        _part_beneath(c, outer, chest)
        for c in rest
        if not is_shade(c.color, chest.bare, 28.0) and not is_shade(c.color, outer.color, 14.0)
    ]
    inner = _join([cloth for cloth in beneath if cloth is not None])
    if inner is not None and not _borders(inner, outer):
        inner = None  # a beard, for one, borders no jacket
    return Worn(outer=outer, inner=inner, others=tuple(rest))


def is_hardly_cloth(cloth: Cloth, chest: Chest) -> bool:
    """Whether the parser mostly takes what may be skin or hair for that."""
    sure = float((chest.fabric + chest.wrap)[cloth.mask].mean())
    return sure < (HARDLY_LIKE_BODY if _like_body(cloth.color, chest.bare) else HARDLY)


def _is_worn(cloth: Cloth, chest: Chest) -> bool:
    """Whether the parser agrees that it is cloth, the more of what has the colour of skin."""
    likely = chest.fabric + chest.wrap
    sure = float(likely[cloth.mask].mean())
    if is_skin(cloth.color, chest.bare):
        return sure > WORN_LIKE_SKIN
    if sure > WORN or int((likely > 0.5).sum()) < PARSED_MM2:
        return True
    return not _like_body(cloth.color, chest.bare)


def _like_body(color: np.ndarray, skin: np.ndarray) -> bool:
    """Of a hue as skin and hair have it, and about as colourful."""
    hue, usual = (np.degrees(np.arctan2(c[2], c[1])) for c in (color, skin))
    chroma, own = np.hypot(color[1], color[2]), np.hypot(skin[1], skin[2])
    near = abs((hue - usual + 180) % 360 - 180) < BODY_HUE
    least = max(BODY_CHROMA[0] * own * min(color[0] / max(skin[0], 1.0), 1.0), GREY)
    return bool(near and least < chroma < BODY_CHROMA[1] * own)


def _outwards(cloth: Cloth, chest: Chest) -> float:
    """How much of a cloth lies at the sides, where the parser sees cloth too; colour is what one
    remembers of clothes."""
    colourful = 1 + float(np.hypot(*cloth.color[1:])) / COLOURFUL
    sure = UNSURE + chest.fabric[cloth.mask] + chest.wrap[cloth.mask]
    return float((_sideways()[cloth.mask] * sure).sum()) * colourful


def find_cloths(chest: Chest) -> list[Cloth]:
    """The colours of all cloth, largest first."""
    import cv2
    from scipy import ndimage

    mask = ndimage.binary_erosion(chest.cloth, iterations=1)
    pixels = (chest.lab[mask] * WEIGHTS).astype(np.float32)
    if len(pixels) < LEAST_MM2:
        return []
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.3)
    _, labels, centres = cv2.kmeans(pixels, COLOURS, None, stop, 2, cv2.KMEANS_PP_CENTERS)
    labels = _merge(labels[:, 0], centres.astype(float))
    cloths = []
    for label in np.unique(labels):
        where = np.zeros_like(mask)
        where[mask] = labels == label
        if where.sum() >= LEAST_PATCH_MM2:
            cloths.append(Cloth(color=np.median(chest.lab[where], axis=0), mask=where))
    return sorted(cloths, key=lambda cloth: -int(cloth.mask.sum()))


def apart(a: np.ndarray, b: np.ndarray) -> float:
    """Distance of two Lab colours, by WEIGHTS."""
    return float(np.linalg.norm((np.asarray(a) - b) * WEIGHTS))


def _merge(labels: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The labels with the nearest clusters joined until all are at least ALIKE apart."""
    count = np.bincount(labels, minlength=len(centres)).astype(float)
    kept = list(range(len(centres)))
    while len(kept) > 1:
        pairs = [(a, b) for i, a in enumerate(kept) for b in kept[i + 1 :]]
        a, b = min(pairs, key=lambda p: np.linalg.norm(centres[p[0]] - centres[p[1]]))
        if np.linalg.norm(centres[a] - centres[b]) > ALIKE:
            break
        both = count[a] + count[b]
        centres[a] = (centres[a] * count[a] + centres[b] * count[b]) / max(both, 1)
        count[a] = both
        labels = np.where(labels == b, a, labels)
        kept.remove(b)
    return labels


def is_skin(color: np.ndarray, skin: np.ndarray) -> bool:
    """Shaded or bare skin that the cut has left out."""
    if np.hypot(skin[1], skin[2]) < GREY:
        return abs(color[0] - skin[0]) < LIKE_GREY_SKIN
    return float(np.linalg.norm((color - skin) * SKIN_WEIGHTS)) < LIKE_SKIN and color[0] > 16


def is_shade(color: np.ndarray, lit: np.ndarray, turn_deg: float) -> bool:
    """Of the hue of a colour in the light and no lighter: its shade, far more often than a
    cloth of its own."""
    hue, usual = (np.degrees(np.arctan2(c[2], c[1])) for c in (color, lit))
    chroma, least = np.hypot(color[1], color[2]), 5.0 + 0.15 * min(color[0], 40.0)
    same = abs((hue - usual + 180) % 360 - 180) < turn_deg and chroma > least
    return bool(same and np.hypot(lit[1], lit[2]) > 6 and color[0] < lit[0] + 6)


def _borders(cloth: Cloth, other: Cloth) -> bool:
    from scipy import ndimage

    beside = ndimage.binary_dilation(cloth.mask, iterations=5) & other.mask
    return bool(beside.sum() > BORDER_MM2)


def _with_lit_part(outer: Cloth, found: list[Cloth], chest: Chest) -> Cloth:
    """The outer cloth with what is the same cloth in more light, and the colour of that."""
    for cloth in found:
        skin = is_shade(cloth.color, chest.bare, 10.0)
        lighter = cloth.color[0] > outer.color[0] + 6 and not skin
        if lighter and is_shade(outer.color, cloth.color, 14.0):
            if cloth.mask.sum() > LIT_SHARE * outer.mask.sum():
                return Cloth(color=cloth.color, mask=cloth.mask | outer.mask)
    return outer


def _join(cloths: list[Cloth]) -> Cloth | None:
    """The largest with those of its hue, in whatever light."""
    if not cloths:
        return None
    best = max(cloths, key=lambda cloth: int(cloth.mask.sum()))
    mask = best.mask.copy()
    for cloth in cloths:
        if np.linalg.norm((cloth.color - best.color) * (0.3, 1.0, 1.0)) < ALIKE:
            mask |= cloth.mask
    lightest = max((c for c in cloths if (c.mask & mask).any()), key=lambda c: c.color[0])
    return Cloth(color=lightest.color, mask=mask)


def _part_beneath(cloth: Cloth, outer: Cloth, chest: Chest) -> Cloth | None:
    """What of it shows beneath the outer garment: near the neck, beside the skin, unlike it."""
    from scipy import ndimage

    if apart(cloth.color, outer.color) < CONTRAST:
        return None
    pieces, count = ndimage.label(ndimage.binary_opening(cloth.mask, iterations=2))
    near = ndimage.binary_dilation(chest.skin | chest.face, iterations=STEP_MM)
    touching = np.bincount(pieces[near], minlength=count + 1)
    touching[0] = 0
    part = np.isin(pieces, np.flatnonzero(touching > 25))
    columns = np.nonzero(part)[1] - SIDE_MM
    if len(columns) < LEAST_PATCH_MM2 or np.mean(np.abs(columns) < INNER_MM) < INNER_SHARE:
        return None
    return Cloth(color=np.median(chest.lab[part], axis=0), mask=part)


def _sideways() -> np.ndarray:
    """(h, w): weight of a place for the outer garment, more on the shoulders."""
    from minime.selfie.clothes.chest import DOWN_MM

    x = np.abs(np.arange(2 * SIDE_MM) - SIDE_MM) / 70
    return np.broadcast_to(0.15 + np.minimum(x, 1.0), (UP_MM + DOWN_MM, 2 * SIDE_MM))
