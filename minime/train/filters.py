"""What a filter makes of a draft: the rivals that the embedded checkpoint has to beat.

Each takes and gives (h, w, 3) uint8 sRGB, and has a few settings from mild to strong.
"""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from minime.srgb import to_bytes

Filter = Callable[[np.ndarray], np.ndarray]


def rivals() -> Mapping[str, Filter]:
    """Name to filter, all settings of all kinds."""
    settings = {
        bilateral: ((20, 3), (40, 5), (70, 8)),
        guided: ((4, 0.002), (8, 0.006), (12, 0.02)),
        non_local_means: ((4,), (8,), (14,)),
        retinex: ((24, 0.3), (24, 0.6), (48, 0.5)),
    }
    return {
        f"{kind.__name__} {' '.join(map(str, values))}": partial(_apply, kind, values)
        for kind, choices in settings.items()
        for values in choices
    }


def bilateral(picture: np.ndarray, color: float, space: float) -> np.ndarray:
    """Tomasi and Manduchi 1998; color: of 255, space: px."""
    import cv2

    return cv2.bilateralFilter(picture, 0, color, space)


def guided(picture: np.ndarray, radius: int, eps: float) -> np.ndarray:
    """He, Sun and Tang 2013, guided by the picture itself; radius: px, eps: of values in
    [0, 1]."""
    import cv2

    values = picture / np.float32(255)
    return to_bytes(cv2.ximgproc.guidedFilter(values, values, radius, eps))


def non_local_means(picture: np.ndarray, strength: float) -> np.ndarray:
    """Buades, Coll and Morel 2005; strength: of 255."""
    import cv2

    return cv2.fastNlMeansDenoisingColored(picture, None, strength, strength, 5, 15)


def retinex(picture: np.ndarray, sigma: float, share: float) -> np.ndarray:
    """Single-scale Retinex (Jobson, Rahman and Woodell 1997) that takes a ``share`` of the slow
    changes of light off; sigma: px."""
    import cv2

    log = np.log1p(picture.astype(np.float32))
    slow = cv2.GaussianBlur(log.mean(-1), (0, 0), sigma)
    even = log - share * (slow - slow.mean())[..., None]
    return to_bytes(np.expm1(even) / 255)


def _apply(kind: Callable[..., np.ndarray], values: tuple[float, ...], picture: np.ndarray):
    return kind(picture, *values)
