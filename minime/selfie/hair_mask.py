"""Where hair is in a view: what belongs to the person, lies round the face and is not of the
skin's colour, or reaches further than a bald head.

Masks are (h, w) bool.
"""

import numpy as np

from minime.landmarks import FOREHEAD, LEFT_CHEEK, OVAL, RIGHT_CHEEK
from minime.selfie.silhouette import beyond_bald
from minime.selfie.view import VIEW_PX_PER_MM, View

SKIN_DISTANCE = (5.0, 16.0)  # least and most Lab distance at which skin ends
FRINGE_DISTANCE = 2.0  # more, of the forehead to the cheeks, at which it is covered
CUT_SCALE = 0.35  # of the view, for the graph cut
NEAR_PX = (91, 25)  # up and across, twice what may part hair from hair
JAW_MM = 9.0  # beyond the face's outline, that a beard may reach
# Of a bald head's radii, where only hair is; how many mm2 of it, and what share, must be like
# skin for hair to be so. Bald heads leave 0 to 20 mm2 there.
RING, LEAST_RING, ALIKE_SHARE = (1.08, 1.3), 500.0, 0.6
LEAST_SEED = 0.08  # of the crown that is not skin; gleam and rim of a bald one are 5 per cent
LOW_MM = 30.0  # under the chin, from where on hair is told from clothes
HANGING_WEIGHTS = (0.7, 1.3, 1.3)  # of lightness and hues in that
ALIKE = 18.0  # Lab distance within which a background can't be told from the hair


def whole_hair(view: View, lab: np.ndarray, grey: bool) -> np.ndarray:
    """(h, w) float32 in [0, 1]: hair, over the shoulders too, where what hangs is told from
    clothes by its colour."""
    import cv2

    mask, _ = find_hair(view, lab, grey, whole=True)
    if not mask.any():
        return mask.astype(np.float32)
    low = np.zeros_like(mask)
    low[view.row(view.millimetres()[152, 1] - LOW_MM) :] = True
    upper = mask & (np.arange(len(mask))[:, None] < view.row(0))
    color = np.median(lab[upper if upper.any() else mask], axis=0)
    like = (np.linalg.norm((lab - color) * HANGING_WEIGHTS, axis=-1) < 22) & (view.person > 0.5)
    both = (mask & ~low) | (low & like & view.inside)
    count, pieces = cv2.connectedComponents(both.astype(np.uint8))
    hits = np.bincount(pieces[mask & ~low], minlength=count)
    hits[0] = 0
    both = np.isin(pieces, np.nonzero(hits > 200)[0]) & (pieces > 0)
    return cv2.GaussianBlur(both.astype(np.float32), (0, 0), 2.5)


def find_hair(
    view: View, lab: np.ndarray, grey: bool, *, whole: bool = False
) -> tuple[np.ndarray, float]:
    """(mask, share of the crown of the head that is hair), by a graph cut that starts from
    the crown as hair; face, neck, shoulders and all that is no person are not hair. Hair as
    light as the skin, which in a ``grey`` photo is common, is seen by its outline. whole: what
    hangs is not cut where it becomes clothes."""
    import cv2

    mm = view.millimetres()
    skin, limit = face_skin(view, lab)
    far = skin_distance(lab, skin) > limit
    person = (view.person > 0.5) & view.inside
    middle = (mm[234, 0] + mm[454, 0]) / 2
    crown = person & _zone(view, (middle - 78, middle + 78), (mm[10, 1] + 5, 190.0))
    seed = crown & far
    bare = seed.sum() < max(300, LEAST_SEED * crown.sum())
    if bare or grey:
        alike = _alike_mask(view, lab, far, limit)
        if alike is not None:
            return alike, 1.0
    if bare:
        return np.zeros_like(person), 0.0
    face = view.fill(OVAL) & _zone(view, (-180, 180), (-330, brow_height(mm) + 4))
    chin = mm[152, 1]
    marks = np.where(person & far, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[_zone(view, (-180, 180), (-330, chin - 40))] = cv2.GC_PR_BGD
    marks[seed] = cv2.GC_FGD
    marks[crown & ~far] = cv2.GC_PR_BGD
    marks[(view.person < 0.3) | ~view.inside | _neck(view, mm)] = cv2.GC_BGD
    marks[eroded(face)] = cv2.GC_BGD
    # Walls and clothes of the hair's colour would teach the cut that hair is background.
    alike = np.linalg.norm(lab - np.median(lab[seed], axis=0), axis=-1) < ALIKE
    clear = np.where((alike & (marks == cv2.GC_BGD))[..., None], skin, lab)
    mask = _cut(clear, marks) & (view.person > 0.4) & view.inside
    mask = _connected(mask, seed, beard_zone(view))
    mask = mask if whole else _hanging(mask, view, mm)
    front = person & _zone(view, (mm[10, 0] - 32, mm[10, 0] + 32), (mm[10, 1] + 8, mm[10, 1] + 48))
    shares = [(mask & area).sum() / max(area.sum(), 1) for area in (crown, front)]
    return mask, float(min(shares))


def skin_distance(lab: np.ndarray, skin: np.ndarray) -> np.ndarray:
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
    if skin_distance(middle, skin[0]) > FRINGE_DISTANCE + skin[1]:
        return skin
    return _spread(np.concatenate([cheeks, forehead]))


def _spread(pixels: np.ndarray) -> tuple[np.ndarray, float]:
    """(median, distance from it within which such pixels lie) of (n, 3) Lab."""
    middle = np.median(pixels, axis=0)
    spread = np.percentile(skin_distance(pixels, middle), 85)
    return middle, float(np.clip(1.2 * spread + 3.0, *SKIN_DISTANCE))


def _alike_mask(view: View, lab: np.ndarray, far: np.ndarray, limit: float) -> np.ndarray | None:
    """Hair that is not ``far`` (h, w) from the skin in colour, farther than ``limit`` in Lab:
    what of the person reaches well beyond a bald head, and what is like it. None where there
    is too little."""
    mm, beyond = view.millimetres(), beyond_bald(view)
    ring = (beyond > RING[0]) & (beyond < RING[1]) & _zone(view, (-180, 180), (0, 200))
    ring &= (view.person > 0.9) & view.inside
    seed = ring & ~far
    if seed.sum() < max(LEAST_RING * VIEW_PX_PER_MM**2, ALIKE_SHARE * ring.sum()):
        return None
    beard = beard_zone(view)
    like = skin_distance(lab, np.median(lab[seed], axis=0)) < 2 * limit
    like &= (view.person > 0.5) & view.inside & ~eroded(view.fill(OVAL))
    like &= (beyond > RING[0]) | _zone(view, (-180, 180), (mm[10, 1], 200.0))
    like &= ~(_neck(view, mm) | beard)
    like &= ~_zone(view, (mm[234, 0], mm[454, 0]), (-330, mm[152, 1]))
    like[view.row(mm[152, 1] - 40) :] = False
    return _hanging(_connected(like, seed, beard), view, mm)


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


def brow_height(mm: np.ndarray) -> float:
    """y of the higher brow of landmarks (478, 2) in view mm."""
    return float(max(mm[105, 1], mm[334, 1]))


def eroded(mask: np.ndarray) -> np.ndarray:
    """The mask without 2 mm of its rim."""
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


def beard_zone(view: View) -> np.ndarray:
    """(h, w) bool: face and jaw below the ears' middle, where a beard goes on from the hair."""
    import cv2

    size = 2 * round(JAW_MM * VIEW_PX_PER_MM) + 1
    zone = cv2.dilate(view.fill(OVAL).astype(np.uint8), np.ones((size, size))).astype(bool)
    zone[: view.row(-20)] = False
    return zone
