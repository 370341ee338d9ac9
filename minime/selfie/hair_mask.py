"""What of a parsed head can be its hair, and what its skin is like.

Masks are (h, w) in the view's frame.
"""

import numpy as np

from minime.landmarks import FOREHEAD, LEFT_CHEEK, OVAL, RIGHT_CHEEK
from minime.selfie.silhouette import beyond_bald
from minime.selfie.view import VIEW_PX_PER_MM, View

SKIN_DISTANCE = (5.0, 16.0)  # least and most Lab distance at which skin ends
FRINGE_DISTANCE = 2.0  # more, of the forehead to the cheeks, at which it is covered
JAW_MM = 9.0  # beyond the face's outline, that a beard may reach
BROW_MM, FACE_EDGE_MM = 6.0, 16.0  # over the brows, and inside the face's edge: no hair grows there
RING, LOW_RING_MM = (0.75, 1.25), -30.0  # round the skull, of its radii, where hair begins
KEPT_SHARE, PIECE_MM2, NEAR_MM = 0.1, 120.0, 8.0  # of pieces that are kept


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


def eroded(mask: np.ndarray) -> np.ndarray:
    """The mask without 2 mm of its rim."""
    import cv2

    return cv2.erode(mask.astype(np.uint8), np.ones((9, 9))).astype(bool)


def beard_zone(view: View) -> np.ndarray:
    """(h, w) bool: face and jaw below the ears' middle, where a beard goes on from the hair."""
    import cv2

    size = 2 * round(JAW_MM * VIEW_PX_PER_MM) + 1
    zone = cv2.dilate(view.fill(OVAL).astype(np.uint8), np.ones((size, size))).astype(bool)
    zone[: view.row(-20)] = False
    return zone
