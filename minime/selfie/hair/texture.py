"""Whether hair is straight, wavy, curly or coily, from how its strands run in a view.

Lines are traced along the strands; what is left of their heading when a sweep (a parabola) is
taken off is their wave. Thresholds are from real photos. Blur runs neighbouring strands together
into blobs whose outlines wind: it makes straight hair look wavy, and frizz curly and clear.
"""

import numpy as np

from minime.selfie.hair.maps import orientation, shrink
from minime.selfie.view import VIEW_PX_PER_MM, View

LINES, STEP_MM, STEPS = 600, 2.0, 30  # traced; a line is 60 mm long
SMOOTH_MM = 2.0
LEAST_LINES = 60
# Wave in degrees, of long hair: less is straight, between is wavy, more is curly.
STRAIGHT_DEG, WAVY_DEG, CURLY_DEG = 3.6, (4.5, 9.0), 15.2
SHORT_STRAIGHT_DEG = 7.0  # of short hair, whose tufts cross: less is straight
COILY_CLEAR, COILY_NEAR = 0.2, 0.65  # strands of coils are hardly seen, and never run together
NEAR_MM = 6.0
CURLY_CLEAR = 0.265  # strands that are seen less clearly only seem to curl
# Contrast of detail of .3 to .6 mm over that of .6 to 1.2 mm; 55 photos have .3 to 1.2, and below
# BLURRED strands are not seen one by one. Curls so large that blur spares them part within NEAR_MM
# more than blurred frizz does.
DETAIL_MM, BLURRED, CURLS_NEAR = (0.3, 0.6, 1.2), 0.42, 0.72
INWARD_MM = 2.0  # from the hair's edge, where its detail is measured


def read_texture(view: View, hair: np.ndarray, light: np.ndarray, *, short: bool) -> str | None:
    """The word for ``hair`` (h, w) in [0, 1] in the balanced picture ``light``, None where strands
    can't be told or lie between two words."""
    double, clear = orientation(view, hair, light)
    cover = shrink(hair) > 0.6
    if not cover.any():
        return None
    near = _agreement(double, clear)
    seen = clear.sum() / cover.sum()
    if seen < COILY_CLEAR and near < COILY_NEAR:
        return "coily"
    wave = _wave_deg(double, clear, cover)
    if wave is None:
        return None
    if short:
        return "straight" if wave < SHORT_STRAIGHT_DEG else None
    if wave < STRAIGHT_DEG:
        return "straight"
    blurred = _sharpness(view, hair, light) < BLURRED
    if WAVY_DEG[0] < wave < WAVY_DEG[1]:
        return None if blurred else "wavy"
    if wave < CURLY_DEG or seen < CURLY_CLEAR or (blurred and near > CURLS_NEAR):
        return None
    return "curly"


def _sharpness(view: View, hair: np.ndarray, light: np.ndarray) -> float:
    """Contrast of the finest of DETAIL_MM that the hair shows, over that of the next."""
    import cv2

    px = VIEW_PX_PER_MM
    size = 2 * round(INWARD_MM * px) + 1
    inner = cv2.erode(((hair > 0.5) & view.inside).astype(np.uint8), np.ones((size, size))) > 0
    if not inner.any():
        return 0.0
    tone = np.log(light.mean(-1) + 0.02).astype(np.float32)
    fine, middle, coarse = (cv2.GaussianBlur(tone, (0, 0), mm * px) for mm in DETAIL_MM)
    return float((fine - middle)[inner].std() / max((middle - coarse)[inner].std(), 1e-6))


def _agreement(double: np.ndarray, clear: np.ndarray) -> float:
    """How far strands within NEAR_MM run the same way, [0, 1]."""
    length = np.linalg.norm(_smooth(double, clear, NEAR_MM), axis=-1)
    return float((length * clear).sum() / max(float(clear.sum()), 1e-6))


def _wave_deg(double: np.ndarray, clear: np.ndarray, cover: np.ndarray) -> float | None:
    from scipy.ndimage import map_coordinates

    field = _smooth(double, clear, SMOOTH_MM)
    places = np.argwhere(cover).astype(float)
    at = places[np.random.default_rng(0).choice(len(places), LINES)]
    heading = np.tile([1.0, 0.0], (LINES, 1))  # down
    headings, alive = [], np.ones(LINES, bool)
    for _ in range(STEPS):
        cosine, sine = (map_coordinates(field[..., i], at.T, order=1) for i in (0, 1))
        angle = np.arctan2(sine, cosine) / 2
        way = np.stack([-np.sin(angle), np.cos(angle)], 1)  # rows run downwards
        way *= np.where((way * heading).sum(1) < 0, -1.0, 1.0)[:, None]
        at, heading = at + STEP_MM * way, way
        alive &= map_coordinates(cover.astype(np.float32), at.T, order=0) > 0.5
        headings.append(np.arctan2(way[:, 1], way[:, 0]))
    if alive.sum() < LEAST_LINES:
        return None
    turned = np.unwrap(np.array(headings), axis=0)[:, alive]
    x = np.linspace(-1, 1, STEPS)
    sweep = np.stack([np.ones(STEPS), x, x * x], 1)
    rest = turned - sweep @ np.linalg.lstsq(sweep, turned, rcond=None)[0]
    return float(np.degrees(np.median(np.sqrt((rest**2).mean(0)))))


def _smooth(double: np.ndarray, clear: np.ndarray, sigma: float) -> np.ndarray:
    import cv2

    held = cv2.GaussianBlur(clear, (0, 0), sigma)
    out = cv2.GaussianBlur(double * clear[..., None], (0, 0), sigma)
    return out / np.maximum(held, 1e-6)[..., None]
