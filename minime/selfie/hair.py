"""Hair on the head from a view: where it is, how long, how curly, which colour.

Hair is what belongs to the person, lies round the face and is not of the skin's colour.
Lengths leave in units of the distance between the outer eye corners.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.selfie.colors import FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK, Sample
from minime.selfie.face import EYE_DISTANCE_MM
from minime.selfie.headwear import find_headwear
from minime.selfie.silhouette import (
    HALF_FACE_MM,
    SKULL_CENTRE,
    SKULL_RADII,
    bald_outline,
    beyond_bald,
    find_knots,
    find_ropes,
    find_valley,
    height_above,
    measure_tail,
    rise_above,
    rise_beside,
)
from minime.selfie.view import ABOVE_MM, VIEW_PX_PER_MM, View

HAIRLINE_X = (-0.5, -0.25, 0.0, 0.25, 0.5)  # where the hairline is measured, same unit
FACE_OVAL = (
    10,
    338,
    297,
    332,
    284,
    251,
    389,
    356,
    454,
    323,
    361,
    288,
    397,
    365,
    379,
    378,
    400,
    377,
)
FACE_OVAL += (152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)
SKIN_DISTANCE = (5.0, 16.0)  # least and most Lab distance at which skin ends
FRINGE_DISTANCE = (
    2.0  # Lab distance of the forehead to the cheeks, beyond that, at which it is covered
)
CUT_SCALE = 0.35  # of the view, for the graph cut
NEAR_PX = (91, 25)  # up and across, twice what may part hair from hair
GRAIN_PX = 6.0  # reach over which strands are compared
STRAIGHT, COILED = 0.85, 0.42  # coherence of straight and of coiled synthetic hair
PLAITED = 0.15  # least curl that a plait's crossing strands are read as
CROWN_MM = SKULL_CENTRE[1] + SKULL_RADII[1] - 52.0  # of a bald head over landmark 10
# Lab lightness of hair's median, and the percentiles of lightness between which its colour is
# taken then: those nearest to the truth on 56 synthetic people.
COLOR_LIGHT = (18.0, 26.0, 42.0, 58.0)
COLOR_PART = ((6.0, 26.0, 32.0, 45.0), (40.0, 64.0, 72.0, 85.0))
JAW_MM = 9.0  # beyond the face's outline, that a beard may reach
WREATH_SHARE = 0.3  # of a strip over the ear, for a bald top to have hair at the sides
WREATH_LINE = 1.2  # hairline of a bald top: over the crown
RIGHT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
BALD_SHARE = 0.22  # of the crown, or of its front, covered by hair; less is bald
# Of a bald head's radii, where only hair is; how many mm2 of it, and what share, must be like
# skin for hair to be so. Bald heads leave 0 to 20 mm2 there.
RING, LEAST_RING, ALIKE_SHARE = (1.08, 1.3), 500.0, 0.6
LEAST_SEED = 0.08  # of the crown that is not skin; gleam and rim of a bald one are 5 per cent
ALIKE = 18.0  # Lab distance within which a background can't be told from the hair


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
    curl: float
    knots: int
    crest: float
    tail: float
    plaits: bool
    headwear: str
    headwear_color: Sample
    confidence: float


def measure_hair(view: View, lab: np.ndarray, *, grey: bool = False) -> Hair:
    """Hair of the head in a view; ``lab`` is its white-balanced picture (h, w, 3)."""
    mm = view.millimetres()
    mask, share = _hair_mask(view, lab, grey)
    color = _hair_color(lab, mask)
    if mask.sum() < 400 or share < BALD_SHARE:
        bare = _bald(mask, color, mm, share, face_skin(view, lab)[0][0])
        return _wreathed(bare, view, lab)
    angles, rise = rise_above(view, mask)
    knots, crest = find_knots(angles, rise)
    valley = find_valley(angles, rise)
    top = height_above(angles, rise)
    worn, cloth = find_headwear(view, lab, mask, top=top, side=rise_beside(view, mask), crest=crest)
    if worn != "none":
        color = _color_below(view, lab, mask, cloth)
    bottom = _bottom(mask & ~_beard_zone(view), view)
    hairline = tuple(_hairline_at(view, mask, mm, x) for x in HAIRLINE_X)
    parting = _parting(hairline) if valley is None else valley
    inside = float(view.inside[view.row(150) : view.row(-60)].mean())
    return Hair(
        mask=mask, color=color, length=_length(bottom), top=(top + CROWN_MM) / EYE_DISTANCE_MM,
        width=_width(mask, view), bottom=bottom, hairline=hairline,
        ears_covered=_ears(mask, view, mm), parting=parting, curl=_curl(mask, lab),
        knots=knots, crest=crest / EYE_DISTANCE_MM, tail=measure_tail(view, mask),
        plaits=_plaits(view, mask, lab),
        headwear=worn, headwear_color=cloth,
        confidence=float(np.clip(inside * (0.4 + 0.6 * share), 0.1, 0.9)),
    )  # fmt: skip


def view_heights(rows: np.ndarray) -> np.ndarray:
    """Rows of a view to millimetres above the eyes."""
    return ABOVE_MM - rows / VIEW_PX_PER_MM


def _skin_distance(lab: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """Lab distance to the skin; lightness counts less, as skin has light and shade."""
    return np.linalg.norm((lab - skin) * (0.6, 1.0, 1.0), axis=-1)


def face_skin(view: View, lab: np.ndarray) -> tuple[np.ndarray, float]:
    """(Lab of cheeks and forehead, distance beyond which a pixel is not this skin): little where
    the skin is even, so that dark hair is told from dark skin. A forehead that is much less
    even than the cheeks, or of quite another colour, lies under a fringe or a visor and is left
    out."""
    cheeks = lab[(view.fill(LEFT_CHEEK) | view.fill(RIGHT_CHEEK)) & view.inside]
    if len(cheeks) < 30:
        return np.array([60.0, 12.0, 16.0]), SKIN_DISTANCE[1]
    skin = _spread(cheeks)
    forehead = lab[view.fill(FOREHEAD) & view.inside]
    if len(forehead) == 0 or _spread(forehead)[1] > 1.3 * skin[1]:
        return skin
    middle = np.minimum(np.median(forehead, axis=0), [skin[0][0], np.inf, np.inf])  # light is lit
    if _skin_distance(middle, skin[0]) > FRINGE_DISTANCE + skin[1]:
        return skin
    return _spread(np.concatenate([cheeks, forehead]))


def _spread(pixels: np.ndarray) -> tuple[np.ndarray, float]:
    """(median, distance from it within which such pixels lie) of (n, 3) Lab."""
    middle = np.median(pixels, axis=0)
    spread = np.percentile(_skin_distance(pixels, middle), 85)
    return middle, float(np.clip(1.2 * spread + 3.0, *SKIN_DISTANCE))


def _hair_mask(view: View, lab: np.ndarray, grey: bool) -> tuple[np.ndarray, float]:
    """(mask, share of the crown of the head that is hair), by a graph cut that starts from
    the crown as hair; face, neck, shoulders and all that is no person are not hair. Hair as
    light as the skin, which in a ``grey`` photo is common, is seen by its outline."""
    import cv2

    mm = view.millimetres()
    skin, limit = face_skin(view, lab)
    far = _skin_distance(lab, skin) > limit
    person = (view.person > 0.5) & view.inside
    crown = person & _zone(view, _across(mm, 78), (mm[10, 1] + 5, 190.0))
    seed = crown & far
    bare = seed.sum() < max(300, LEAST_SEED * crown.sum())
    if bare or grey:
        alike = _alike_mask(view, lab, far)
        if alike is not None:
            return alike, 1.0
    if bare:
        return np.zeros_like(person), 0.0
    face = view.fill(FACE_OVAL) & _zone(view, (-180, 180), (-330, _brows(mm) + 4))
    chin = mm[152, 1]
    marks = np.where(person & far, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[_zone(view, (-180, 180), (-330, chin - 40))] = cv2.GC_PR_BGD
    marks[seed] = cv2.GC_FGD
    marks[crown & ~far] = cv2.GC_PR_BGD
    marks[(view.person < 0.3) | ~view.inside | _neck(view, mm)] = cv2.GC_BGD
    marks[_eroded(face)] = cv2.GC_BGD
    # Walls and clothes of the hair's colour would teach the cut that hair is background.
    alike = np.linalg.norm(lab - np.median(lab[seed], axis=0), axis=-1) < ALIKE
    clear = np.where((alike & (marks == cv2.GC_BGD))[..., None], skin, lab)
    mask = _cut(clear, marks) & (view.person > 0.4) & view.inside
    mask = _hanging(_connected(mask, seed, _beard_zone(view)), view, mm)
    front = person & _zone(view, (mm[10, 0] - 32, mm[10, 0] + 32), (mm[10, 1] + 8, mm[10, 1] + 48))
    shares = [(mask & area).sum() / max(area.sum(), 1) for area in (crown, front)]
    return mask, float(min(shares))


def _alike_mask(view: View, lab: np.ndarray, far: np.ndarray) -> np.ndarray | None:
    """Hair that is not ``far`` (h, w) from the skin in colour: what of the person reaches well
    beyond a bald head, and what is like it. None where there is too little."""
    mm, beyond = view.millimetres(), beyond_bald(view)
    ring = (beyond > RING[0]) & (beyond < RING[1]) & _zone(view, (-180, 180), (0, 200))
    ring &= (view.person > 0.9) & view.inside
    seed = ring & ~far
    if seed.sum() < max(LEAST_RING * VIEW_PX_PER_MM**2, ALIKE_SHARE * ring.sum()):
        return None
    skin, limit = face_skin(view, lab)
    like = _skin_distance(lab, np.median(lab[seed], axis=0)) < 2 * limit
    like &= (view.person > 0.5) & view.inside & ~_eroded(view.fill(FACE_OVAL))
    like &= (beyond > RING[0]) | _zone(view, (-180, 180), (mm[10, 1], 200.0))
    like &= ~(_neck(view, mm) | _beard_zone(view))
    like &= ~_zone(view, (mm[234, 0], mm[454, 0]), (-330, mm[152, 1]))
    like[view.row(mm[152, 1] - 40) :] = False
    return _hanging(_connected(like, seed, _beard_zone(view)), view, mm)


def _neck(view: View, mm: np.ndarray) -> np.ndarray:
    """(h, w) bool: neck and shoulders."""
    chin = mm[152, 1]
    neck = _zone(view, (mm[152, 0] - 42, mm[152, 0] + 42), (chin - 70, chin - 4))
    neck |= _zone(view, (-180, mm[234, 0] - 55), (-330, chin - 25))
    return neck | _zone(view, (mm[454, 0] + 55, 180), (-330, chin - 25))


def _cut(lab: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """OpenCV's GrabCut at a lower resolution: (h, w) bool."""
    import cv2

    h, w = marks.shape
    size = (int(w * CUT_SCALE), int(h * CUT_SCALE))
    small = cv2.resize(lab.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    picture = (small * (2.55, 1.6, 1.6) + (0, 128, 128)).clip(0, 255).astype(np.uint8)
    labels = cv2.resize(marks, size, interpolation=cv2.INTER_NEAREST)
    cv2.setRNGSeed(1)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    if (labels == cv2.GC_FGD).sum() < 10 or (labels == cv2.GC_BGD).sum() < 10:
        return np.zeros(marks.shape, bool)
    cv2.grabCut(picture, labels, None, *models, 3, cv2.GC_INIT_WITH_MASK)
    hair = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    return cv2.resize(hair, (w, h), interpolation=cv2.INTER_LINEAR) > 0.5


def _zone(view: View, across: tuple[float, float], up: tuple[float, float]) -> np.ndarray:
    """(h, w) bool: a rectangle in view millimetres, (left, right) and (low, high)."""
    zone = np.zeros(view.inside.shape, bool)
    zone[view.row(up[1]) : view.row(up[0]), view.column(across[0]) : view.column(across[1])] = True
    return zone


def _across(mm: np.ndarray, half: float) -> tuple[float, float]:
    middle = (mm[234, 0] + mm[454, 0]) / 2
    return middle - half, middle + half


def _brows(mm: np.ndarray) -> float:
    return float(max(mm[105, 1], mm[334, 1]))


def _eroded(mask: np.ndarray) -> np.ndarray:
    import cv2

    return cv2.erode(mask.astype(np.uint8), np.ones((9, 9))).astype(bool)


def _hanging(mask: np.ndarray, view: View, mm: np.ndarray) -> np.ndarray:
    """The mask down to where it becomes clothes: much wider than the hair above it."""
    ears = view.row(-25)
    columns = np.nonzero(mask[:ears].sum(0) > 6)[0]
    if not len(columns):
        return mask
    slack = view.column(14) - view.column(0)
    out = mask.copy()
    left, right = columns[0] - slack, columns[-1] + slack
    for row in range(ears, len(mask)):
        across = np.nonzero(mask[row])[0]
        if len(across) and (across[0] < left or across[-1] > right):
            out[row:] = False
            break
    return out


def _connected(mask: np.ndarray, seed: np.ndarray, beard: np.ndarray) -> np.ndarray:
    """The smoothed mask's pieces that hold a fair part of the seed, and those close to them
    that do not lie where a ``beard`` grows: an ear parts a plait from the head."""
    import cv2

    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    clean = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    clean = cv2.morphologyEx(clean, cv2.MORPH_OPEN, kernel)
    count, labels = cv2.connectedComponents(clean)
    hits = np.bincount(labels[seed], minlength=count)
    hits[0] = 0
    sure = np.isin(labels, np.nonzero(hits > 0.1 * max(hits.sum(), 1))[0]) & (labels > 0)
    reach = cv2.dilate(sure.astype(np.uint8), np.ones(NEAR_PX, np.uint8)) > 0
    near = np.bincount(labels[reach & ~beard], minlength=count) > 0
    inside = np.bincount(labels[beard], minlength=count) > 0.6 * np.bincount(labels.ravel())
    near &= ~inside
    near[0] = False
    return sure | near[labels]


def _hair_color(lab: np.ndarray, mask: np.ndarray) -> Sample:
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


def _color_below(view: View, lab: np.ndarray, mask: np.ndarray, cloth: Sample) -> Sample:
    """Of the hair that a hat of the colour ``cloth`` leaves free, else that of the brows."""
    free = mask & (np.linalg.norm(lab - cloth.lab, axis=-1) > 2 * ALIKE)
    free[: view.row(30)] = False
    if free.sum() > 900:
        return _hair_color(lab, free)
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
        curl=0.0, knots=0, crest=0.0, tail=0.0, plaits=False, headwear="none", headwear_color=color,
        confidence=sure,
    )  # fmt: skip


def _wreathed(bare: Hair, view: View, lab: np.ndarray) -> Hair:
    """A bald head, but with hair at both sides where there is some: short, its hairline over
    the crown."""
    skin, limit = face_skin(view, lab)
    centre, spread = bald_outline(view)
    reach = np.sqrt(spread[0, 0])
    rows, columns = slice(view.row(46), view.row(-6)), []
    for side in (-1, 1):
        ends = sorted((centre[0] + side * (reach - 7), centre[0] + side * (reach + 7)))
        columns.append(slice(*(view.column(x) for x in ends)))
    hair = (view.person > 0.5) & view.inside & (_skin_distance(lab, skin) > 1.3 * limit)
    shares = [float(hair[rows, c].mean()) for c in columns]
    if min(shares) < WREATH_SHARE or max(shares) < 1.3 * WREATH_SHARE:
        return bare
    mask = np.zeros_like(hair)
    for c in columns:
        mask[rows, c] = hair[rows, c]
    return replace(bare, mask=mask, color=_hair_color(lab, mask), length="short",
                   hairline=(WREATH_LINE,) * len(HAIRLINE_X))  # fmt: skip


def _bottom(mask: np.ndarray, view: View) -> float:
    """How far hair hangs below the eyes: the lowest row with 6 mm of it on one side."""
    counts = mask.sum(1)
    rows = np.nonzero(counts > 12)[0]
    return float(max(-view_heights(rows[-1:])[0], 0.0) / EYE_DISTANCE_MM) if len(rows) else 0.0


def _beard_zone(view: View) -> np.ndarray:
    """(h, w) bool: face and jaw below the ears' middle, where a beard goes on from the hair."""
    import cv2

    size = 2 * round(JAW_MM * VIEW_PX_PER_MM) + 1
    zone = cv2.dilate(view.fill(FACE_OVAL).astype(np.uint8), np.ones((size, size))).astype(bool)
    zone[: view.row(-20)] = False
    return zone


def _length(bottom: float) -> str:
    return "short" if bottom < 0.85 else "medium" if bottom < 1.6 else "long"


def _width(mask: np.ndarray, view: View) -> float:
    """How far hair reaches beyond the face's edge, mean of both sides, between brows and crown."""
    return (rise_beside(view, mask) + SKULL_RADII[0] - HALF_FACE_MM) / EYE_DISTANCE_MM


def _plaits(view: View, mask: np.ndarray, lab: np.ndarray) -> bool:
    ropes = find_ropes(view, mask)
    return ropes is not None and _curl(ropes, lab) > PLAITED


def _curl(mask: np.ndarray, lab: np.ndarray) -> float:
    """0 where strands run side by side to 1 where they run every way, from the structure tensor
    of the hair's lightness (coherence as by Weickert 1999)."""
    import cv2

    inner = _eroded(mask)
    if inner.sum() < 500:
        return 0.0
    light = cv2.GaussianBlur(lab[..., 0].astype(np.float32), (0, 0), 1.0)
    dx, dy = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.GaussianBlur(p, (0, 0), GRAIN_PX) for p in (dx * dx, dy * dy, dx * dy))
    along = np.hypot(xx - yy, 2 * xy)[inner].sum() / max((xx + yy)[inner].sum(), 1e-6)
    return float(np.clip((STRAIGHT - along) / (STRAIGHT - COILED), 0, 1))


def _hairline_at(view: View, mask: np.ndarray, mm: np.ndarray, x: float) -> float:
    """Height where the hair begins above the brows, at ``x`` right of the eyes' middle."""
    column = view.column(x * np.ptp(mm[[33, 263], 0]))
    start = view.row(max(mm[105, 1], mm[334, 1]) + 2)
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
