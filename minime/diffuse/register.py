"""Lays what an edit model drew back onto the draft: such models shift and zoom what they redraw, by
some pixels as a rule, and a few pixels spoil everything that is pasted through a mask."""

import numpy as np

SIDE_PX = 256  # of the pictures that are compared
MOST_SHIFT, MOST_ZOOM, MOST_TURN = 0.08, 0.15, 0.1  # share of the side, share, radians
LEAST_ALIKE = 0.5  # correlation of the two pictures' edges once they lie on each other
_BLUR_PX = 2.0
_STEPS, _PRECISION = 120, 1e-5


def lay_back(result: np.ndarray, draft: np.ndarray) -> np.ndarray | None:
    """``result`` moved, zoomed and turned so that it lies on ``draft``, both (h, w, 3) uint8; what
    comes in at its edges is the draft's. None where they do not match or lie too far apart."""
    import cv2

    height, width = draft.shape[:2]
    scale = SIDE_PX / max(height, width)
    found = _find(_edges(result, scale), _edges(draft, scale))
    if found is None or _too_far(found):
        return None
    found[:, 2] /= scale
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(result, found, (width, height), flags=flags)
    inside = np.ones((height, width), np.float32)
    seen = cv2.warpAffine(inside, found, (width, height), flags=cv2.INTER_LINEAR | flags & ~7)
    return np.where(seen[..., None] > 0.99, moved, draft)


def _edges(picture: np.ndarray, scale: float) -> np.ndarray:
    """How steep a picture is, (h, w) float32: colours may change, edges stay."""
    import cv2

    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(small.astype(np.float32), (0, 0), _BLUR_PX)
    return np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1))


def _find(moving: np.ndarray, still: np.ndarray) -> np.ndarray | None:
    """(2, 3) that takes places of ``still`` to those of ``moving`` (Evangelidis and Psarakis 2008,
    by OpenCV), None where the two are not alike."""
    import cv2

    start = np.eye(2, 3, dtype=np.float32)
    until = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _STEPS, _PRECISION)
    try:
        alike, found = cv2.findTransformECC(still, moving, start, cv2.MOTION_AFFINE, until, None, 5)
    except cv2.error:  # it does not converge
        return None
    return found if alike >= LEAST_ALIKE else None


def _too_far(found: np.ndarray) -> bool:
    """Whether the draft's own frame would have to move more than edit models do."""
    zoom, turn = np.hypot(*found[:, 0]), np.arctan2(found[1, 0], found[0, 0])
    corners = np.array([[0, 0, 1], [SIDE_PX, 0, 1], [0, SIDE_PX, 1], [SIDE_PX, SIDE_PX, 1]])
    shift = np.abs((corners @ found.T - corners[:, :2]).mean(0)).max() / SIDE_PX
    return bool(shift > MOST_SHIFT or abs(zoom - 1) > MOST_ZOOM or abs(turn) > MOST_TURN)
