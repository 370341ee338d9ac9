"""What of a parsed head can be its hair, and what its skin is like.

Masks are (h, w) in the view's frame.
"""

import numpy as np

from minime.landmarks import FOREHEAD, LEFT_CHEEK, OVAL, RIGHT_CHEEK
from minime.selfie.silhouette import beyond_bald
from minime.selfie.view import BELOW_MM, VIEW_PX_PER_MM, View

SKIN_DISTANCE = (5.0, 16.0)  # least and most Lab distance at which skin ends
FRINGE_DISTANCE = 2.0  # more, of the forehead to the cheeks, at which it is covered
JAW_MM = 9.0  # beyond the face's outline, that a beard may reach
BROW_MM, FACE_EDGE_MM = 6.0, 16.0  # over the brows, and inside the face's edge: no hair grows there
RING, LOW_RING_MM = (0.75, 1.25), -30.0  # round the skull, of its radii, where hair begins
KEPT_SHARE, PIECE_MM2, NEAR_MM = 0.1, 120.0, 8.0  # of pieces that are kept
EAR_OUT_MM, EAR_HIGH_MM, EAR_LOW_MM = 26.0, 24.0, 46.0  # an ear's place, from its landmark
HUE_WEIGHT = (0.6, 1.5, 1.5)  # of Lab, to tell an ear from hair: it may lie in shade, but is red
APART = 22.0  # hair and skin so far apart in that Lab, at least, are told by colour
# Hair is followed down in bands: its colour, smoothed, changes no more from band to band.
HANGS_MM, BAND_MM, MEMORY_MM, SMOOTH_MM, CHANGE = 20.0, 8.0, 24.0, 2.0, 21.0
THICK_MM = 9.0  # what is thinner is hair's own edge, or a streak of it
LEAST_PX = 60  # of a band, to tell a colour by
LOBES_MM, PERSON = -45.0, 0.4  # under the ears, what is not of the person is no hair
HANGING_MM2 = 1800.0  # below the ears, from where hair on that side lies over the ear
# Beside the jaw, the least width of what hangs on one side alone: with less than a share of it on
# the other, where the photo shows so much.
LONE_MM, LONE_SHARE, LONE_SEEN = 20.0, 0.15, 0.7
THREAD_MM = 7.0  # and of what hangs on both sides


def clean_hair(view: View, hair: np.ndarray) -> np.ndarray:
    """The probability (h, w) without what can't be this head's hair: the middle of the face, and
    pieces that do not hang together with the hair round the skull."""
    import cv2

    face = view.fill(OVAL)
    face[: view.row(brow_height(view.millimetres()) + BROW_MM)] = False
    deep = cv2.distanceTransform(face.astype(np.uint8), cv2.DIST_L2, 3) / VIEW_PX_PER_MM
    out = np.where(deep > FACE_EDGE_MM, 0, hair).astype(np.float32)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats((out > 0.4).astype(np.uint8))
    ring = beyond_bald(view)
    ring = (ring > RING[0]) & (ring < RING[1])
    ring[view.row(LOW_RING_MM) :] = False
    hits = np.bincount(pieces[ring], minlength=len(stats))
    kept = hits > KEPT_SHARE * max(hits[1:].max(initial=0), 1)
    kept |= _close_to(pieces, kept) & (stats[:, cv2.CC_STAT_AREA] > PIECE_MM2 * VIEW_PX_PER_MM**2)
    kept[0] = False
    return np.where(kept[pieces], out, np.minimum(out, 0.3)).astype(np.float32)


def own_hair(view: View, hair: np.ndarray, lab: np.ndarray) -> np.ndarray:
    """The cleaned probability (h, w) without ears, and without what hangs below but is of a
    ground or of cloth; ``lab``: (h, w, 3)."""
    lost = view.person < PERSON
    lost[: view.row(LOBES_MM)] = False
    out = np.where(lost, 0, hair)
    out = np.where(_falls(view, out > 0.5, lab), out, 0)
    out = np.where(_ears(view, out > 0.5, lab), 0, out)
    out = np.where(_falls(view, out > 0.5, lab), out, 0)  # an ear may have led to a ground
    return clean_hair(view, np.where(_lone_strip(view, out > 0.5), 0, out))


def _halves(view: View) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    middle = view.column(view.millimetres()[152, 0])
    return np.s_[:, :middle], np.s_[:, middle:]


def _beside(view: View, number: int) -> slice:
    """Columns of an ear's place, 0 on the picture's left, 1 on its right."""
    x = view.millimetres()[(234, 454)[number], 0]
    side = (-1, 1)[number]
    return slice(*sorted((view.column(x - 4 * side), view.column(x + EAR_OUT_MM * side))))


def _hanging_mm2(view: View, mask: np.ndarray) -> tuple[float, float]:
    """Hair below the ears on the picture's left and on its right."""
    low = view.row(LOBES_MM)
    return tuple(float(mask[side][low:].sum()) / VIEW_PX_PER_MM**2 for side in _halves(view))


def _lone_strip(view: View, mask: np.ndarray) -> np.ndarray:
    """(h, w) bool: what hangs by a thread, as a ground behind the neck or a collar does."""
    out = np.zeros_like(mask)
    areas = _hanging_mm2(view, mask)
    halves, rows = _halves(view), slice(view.row(-15), view.row(LOBES_MM - 5))
    for number, side in enumerate(halves):
        seen = view.inside[rows, _beside(view, 1 - number)].mean() > LONE_SEEN
        lone = seen and areas[1 - number] < LONE_SHARE * areas[number]
        widths = mask[side][rows].sum(1) / VIEW_PX_PER_MM
        if widths.min() < (LONE_MM if lone else THREAD_MM):
            out[side][rows.start + int(widths.argmin()) :] = True
    return out


def _ears(view: View, mask: np.ndarray, lab: np.ndarray) -> np.ndarray:
    """(h, w) bool: at the ears' places, what is more like the cheeks than like the hair above."""
    above = mask.copy()
    above[view.row(HANGS_MM) :] = False
    cheeks = (view.fill(LEFT_CHEEK) | view.fill(RIGHT_CHEEK)) & view.inside
    out = np.zeros_like(mask)
    if above.sum() < LEAST_PX or cheeks.sum() < LEAST_PX:
        return out
    hair, skin = np.median(lab[above], axis=0), np.median(lab[cheeks], axis=0)
    way = (skin - hair) * HUE_WEIGHT
    if np.linalg.norm(way) < APART:
        return out
    for number, hanging in enumerate(_hanging_mm2(view, mask)):
        if hanging > HANGING_MM2:
            continue
        y = view.millimetres()[(234, 454)[number], 1]
        rows = slice(view.row(y + EAR_HIGH_MM), view.row(y - EAR_LOW_MM))
        place = rows, _beside(view, number)
        out[place] = (((lab[place] - hair) * HUE_WEIGHT) @ way) > 0.5 * (way @ way)
    return out


def _falls(view: View, mask: np.ndarray, lab: np.ndarray) -> np.ndarray:
    """(h, w) bool: all above the ears, and of what is lower only what goes on from there in a
    colour that changes gradually."""
    import cv2

    out = mask.copy()
    sigma = SMOOTH_MM * VIEW_PX_PER_MM
    held = np.maximum(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma), 1e-3)
    smooth = cv2.GaussianBlur((lab * mask[..., None]).astype(np.float32), (0, 0), sigma)
    smooth = smooth / held[..., None]
    for side in _halves(view):
        kept, tone = out[side], smooth[side]
        usual = _tone(tone, kept, slice(0, view.row(HANGS_MM)), np.array([30.0, 5.0, 10.0]))
        for y in np.arange(HANGS_MM, -BELOW_MM, -BAND_MM):
            rows = slice(view.row(y), view.row(y - BAND_MM))
            usual = _tone(tone, kept, slice(view.row(y + MEMORY_MM), view.row(y)), usual)
            kept[rows] &= np.linalg.norm((tone[rows] - usual) * (0.6, 1, 1), axis=-1) < CHANGE
    size = round(THICK_MM * VIEW_PX_PER_MM)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    lost = cv2.morphologyEx((mask & ~out).astype(np.uint8), cv2.MORPH_OPEN, kernel)
    return mask & (lost == 0)


def _tone(lab: np.ndarray, mask: np.ndarray, rows: slice, usual: np.ndarray) -> np.ndarray:
    found = lab[rows][mask[rows]]
    return np.median(found, axis=0) if len(found) > LEAST_PX else usual


def _close_to(pieces: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """(n,) bool: which pieces lie within NEAR_MM of a kept one, as a tail does behind a neck."""
    import cv2

    main = kept[pieces] & (pieces > 0)
    size = 2 * round(NEAR_MM * VIEW_PX_PER_MM) + 1
    reach = cv2.dilate(main.astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    return np.bincount(pieces[reach], minlength=len(kept)) > 0


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


def brow_height(mm: np.ndarray) -> float:
    """y of the higher brow of landmarks (478, 2) in view mm."""
    return float(max(mm[105, 1], mm[334, 1]))


def beard_zone(view: View) -> np.ndarray:
    """(h, w) bool: face and jaw below the ears' middle, where a beard goes on from the hair."""
    import cv2

    size = 2 * round(JAW_MM * VIEW_PX_PER_MM) + 1
    zone = cv2.dilate(view.fill(OVAL).astype(np.uint8), np.ones((size, size))).astype(bool)
    zone[: view.row(-20)] = False
    return zone
