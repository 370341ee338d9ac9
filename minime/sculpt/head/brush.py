"""Makes a face's log albedo look painted: even where vinyl is even, crisp where a brush would be.

Grain, pores and blocks go by a bilateral filter (Tomasi and Manduchi 1998); what lies on it,
moles and lines, mostly stays. A blurred photo's eyes, brows and lips get edges by a shock
filter (Osher and Rudin 1990): each side of an edge takes the colour of its own neighbourhood.
Pictures are (h, w, 3) float32 in the layout of canvas.py.
"""

import numpy as np

from minime.sculpt.head.canvas import PIXELS_PER_MM

GRAIN, REACH_MM = 0.10, 0.9  # of log light; wider steps are drawn, not grain
TINT_MM = 1.4  # colour is coarser than brightness, in photos and to the eye
STAINED = 0.5  # of the skin's differences of hue in a photo with no detail, that are its stains
KEPT_ON_SKIN, KEPT_ON_FEATURES = 0.35, 0.85  # of what the filter takes
FINE_MM, COARSE_MM = 0.45, 1.8  # detail that only a sharp photo has, and what every one has
BLURRED, SHARP = 0.16, 0.42  # ratio of the two over eyes and brows (55 photos: .15 to .84)
SHOCKS = 7  # rounds of the shock filter for the most blurred


def measure_sharpness(log: np.ndarray, features: np.ndarray) -> float:
    """0 for a photo too small or blurred to carry its eyes, 1 for a sharp one."""
    import cv2

    tone = log.mean(-1)
    fine, coarse = (
        cv2.GaussianBlur(tone, (0, 0), mm * PIXELS_PER_MM) for mm in (FINE_MM, COARSE_MM)
    )
    chosen = features > 0.5
    if chosen.sum() < 200:
        return 0.0
    ratio = (tone - fine)[chosen].std() / max((fine - coarse)[chosen].std(), 1e-3)
    return float(np.clip((ratio - BLURRED) / (SHARP - BLURRED), 0, 1))


def paint_over(
    log: np.ndarray, features: np.ndarray, sharpness: float, *, grain: float = 0.0
) -> np.ndarray:
    """The log albedo as painted. features: (h, w) in [0, 1], eyes, brows and lips. grain: how
    much of the photo's own stays, [0, 1]."""
    import cv2

    tone = log.mean(-1)
    tint = log - tone[..., None]
    even = tone
    for _ in range(2):
        even = cv2.bilateralFilter(even, 0, GRAIN, REACH_MM * PIXELS_PER_MM)
    kept = KEPT_ON_SKIN + features * (KEPT_ON_FEATURES - KEPT_ON_SKIN)
    kept = kept + grain * (1 - kept)
    even = even + kept * sharpness * (tone - even)
    tint = cv2.bilateralFilter(tint, 0, GRAIN, TINT_MM * PIXELS_PER_MM)
    tint = tint * (1 - STAINED * (1 - sharpness) * (1 - grain) * (1 - features[..., None]))
    both = even[..., None] + tint
    rounds = round(SHOCKS * (1 - sharpness))
    crisp = _shock(both, rounds) if rounds else _unsharp(both)
    return both + features[..., None] * (crisp - both)


def _unsharp(log: np.ndarray) -> np.ndarray:
    import cv2

    return log + 0.35 * (log - cv2.GaussianBlur(log, (0, 0), 0.5 * PIXELS_PER_MM))


def _shock(log: np.ndarray, rounds: int) -> np.ndarray:
    import cv2

    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
    for _ in range(rounds):
        tone = cv2.GaussianBlur(log.mean(-1), (0, 0), 0.7 * PIXELS_PER_MM)
        bend = cv2.Laplacian(tone, cv2.CV_32F, ksize=5)
        push = np.tanh(bend * 3)[..., None]
        log = (
            log
            + np.maximum(push, 0) * (cv2.erode(log, disc) - log)
            + np.maximum(-push, 0) * (cv2.dilate(log, disc) - log)
        )
    return cv2.GaussianBlur(log, (0, 0), 0.2 * PIXELS_PER_MM)
