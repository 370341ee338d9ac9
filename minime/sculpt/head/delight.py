"""Takes the light off a face that was warped into the paint's layout: what is left is the
colour that a brush would use.

Skin is bright by its colour, by how its surface is turned to the light, and by shine. The
second is fitted: second order spherical harmonics of the face's own normals (Ramamoorthi and
Hanrahan 2001), on the logarithm of light, robustly over free skin, so that a cast shadow, a
beard or a mole does not count. What the fit leaves at a low frequency (cast shadows, a lamp
close by) is taken off in part: all of it would leave the face flat and grey. Shine is
compressed and gets the colour of the skin round it.

Pictures are (h, w, 3) float32 in the layout of canvas.py.
"""

import numpy as np

from minime.sculpt.head.canvas import PIXELS_PER_MM

DARKEST = 0.004  # linear light, below which is only noise
OUTLIER = 0.12  # of log light off the fit, that counts half
LOW_MM, LOW_SHARE, LOW_MOST = 12.0, 0.6, 0.5  # what is low, how much of it goes, in log at most
FAR = 0.6  # of log light from the rest, beyond which it is no skin
SHINE_FROM, SHINE_MOST = 0.03, 0.10  # log light over the skin, from which it bends; its limit
BANDS = np.array([0.0, 0.02, 0.02, 0.02, 0.3, 0.3, 0.3, 0.3, 0.3])  # ridge, against overfitting
# Of what lies on one side alone: how broad it is, how much of it goes, and by how much the other
# side must be nearer to the skin's colour, in log light.
SIDES_MM, SIDES_SHARE, SIDES_SURE = 7.0, 0.8, 0.1
MEASURED = 4  # texels between those that are fitted


def remove_light(
    photo: np.ndarray, normals: np.ndarray, free: np.ndarray, *, share: float = 1.0
) -> np.ndarray:
    """Log albedo (h, w, 3) float32 of a photo relative to its skin's: 0 is the skin's colour.

    photo: linear light. normals: (h, w, 3) as the camera saw them, x right, y up, z to it.
    free: (h, w) in [0, 1], how surely a texel is bare skin. share: of the light that goes.
    """
    log = np.log(np.maximum(photo, DARKEST)).astype(np.float32)
    rest = log - share * _fit_light(log, normals, free)
    tone = rest.mean(-1)
    sure = free * (np.abs(tone - _median(tone, free)) < FAR)
    middle = _median(tone, sure)
    low = _low(np.clip(tone - middle, -LOW_MOST, LOW_MOST), sure)
    rest -= (share * LOW_SHARE * low)[..., None]
    return rest - np.array([_median(rest[..., c], sure) for c in range(3)], np.float32)


def even_sides(
    log: np.ndarray, seen: np.ndarray, other: np.ndarray, other_seen: np.ndarray, *, share: float
) -> np.ndarray:
    """The same log albedo with light off that fell on one half of the face alone: a face's own
    colours are alike on both, so what is broad and on one side only is light or shade, and the
    side that is nearer to the skin's colour is right.

    other: the picture mirrored. seen, other_seen: (h, w) in [0, 1], how far each texel counts.
    share: of the difference that goes."""
    both = seen * other_seen
    own, twin = (
        np.dstack([_low(picture[..., c], both, SIDES_MM) for c in range(3)])
        for picture in (log, other)
    )
    worse = np.abs(own.mean(-1)) - np.abs(twin.mean(-1))
    worse = np.clip(worse / SIDES_SURE, 0, 1) * np.clip(
        2 * _low(both, np.ones_like(both), 3.0), 0, 1
    )
    return log + (share * SIDES_SHARE * worse)[..., None] * (twin - own)


def bend_shine(log: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The same log albedo with what is brighter than skin bent down, in the colour round it."""
    tone = log.mean(-1)
    over = np.maximum(tone - SHINE_FROM, 0)
    bent = np.minimum(tone, SHINE_FROM) + SHINE_MOST * (1 - np.exp(-over / SHINE_MOST))
    shiny = np.clip(over / 0.12, 0, 1) * free
    tint = log - tone[..., None]
    around = np.dstack([_low(tint[..., c], free * (1 - shiny), 5.0) for c in range(3)])
    tint = tint + shiny[..., None] * (around - tint)
    return tint + np.where(free > 0, tone + free * (bent - tone), tone)[..., None]


def _fit_light(log: np.ndarray, normals: np.ndarray, free: np.ndarray) -> np.ndarray:
    basis = _harmonics(normals)
    step = np.s_[::MEASURED, ::MEASURED]
    rows, values, share = basis[step], log[step], free[step]
    chosen = share > 0.3
    rows, values, share = rows[chosen], values[chosen], share[chosen]
    if len(rows) < 60:
        return np.zeros_like(log)
    weight = share.copy()
    for _ in range(6):
        left = rows.T @ (rows * weight[:, None]) + np.diag(BANDS * weight.sum())
        fit = np.linalg.solve(left + 1e-6 * np.eye(9), rows.T @ (values * weight[:, None]))
        off = (values - rows @ fit).mean(-1)
        weight = share / (1 + (off / OUTLIER) ** 2)
    return (basis @ fit).astype(np.float32)


def _harmonics(n: np.ndarray) -> np.ndarray:
    x, y, z = np.moveaxis(n.astype(np.float32), -1, 0)
    return np.stack(
        [np.ones_like(x), x, y, z, x * y, y * z, 3 * z * z - 1, x * z, x * x - y * y], -1
    )


def _low(values: np.ndarray, weight: np.ndarray, reach_mm: float = LOW_MM) -> np.ndarray:
    """Weighted mean of what is near."""
    import cv2

    sigma = reach_mm * PIXELS_PER_MM / 4
    small = [
        cv2.resize(a.astype(np.float32), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        for a in (values * weight, weight)
    ]
    top, low = (cv2.GaussianBlur(a, (0, 0), sigma) for a in small)
    return cv2.resize(top / (low + 0.02), values.shape[::-1], interpolation=cv2.INTER_LINEAR)


def _median(values: np.ndarray, weight: np.ndarray) -> float:
    chosen = values[weight > 0.5]
    return float(np.median(chosen)) if len(chosen) else 0.0
