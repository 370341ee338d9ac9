"""Depth of field: what lies behind or before the toy is blurred as by a photographer's lens.

The toy itself stays sharp all through, as in focus-stacked product photographs, so that no
word and no face is lost.
"""

import numpy as np

APERTURE = 0.085  # blur radius in picture widths of what is infinitely far behind the focus
LEVELS = 4  # blurred pictures between which a pixel's own blur is mixed


def blur_behind(
    light: np.ndarray, depth: np.ndarray, toy: np.ndarray, *, focus_mm: float
) -> np.ndarray:
    """The (h, w, 3) linear ``light`` with all but the ``toy``, (h, w) bool, out of focus.

    depth: (h, w) mm. focus_mm: the depth that is sharp. The radius grows with the circle of
    confusion of a thin lens, |1 - focus / depth|.
    """
    import cv2

    radius = APERTURE * light.shape[1] * np.abs(1 - focus_mm / np.maximum(depth, 1.0))
    radius = np.where(toy, 0, radius)
    most = float(radius.max())
    if most < 0.5:
        return light
    height, width = toy.shape
    half = (width // 2, height // 2)  # what is blurred needs no more pixels
    # The toy sends no light into the blur, else it would wear a halo of itself.
    open_px = (~toy).astype(np.float32)
    small = cv2.resize(light * open_px[..., None], half, interpolation=cv2.INTER_AREA)
    share_open = cv2.resize(open_px, half, interpolation=cv2.INTER_AREA)
    steps = most * (np.arange(LEVELS + 1) / LEVELS) ** 1.5
    out, sharp = light.copy(), light
    for low, high in zip(steps[:-1], steps[1:], strict=True):
        sigma = high / 1.7 / 2  # of the bell that looks as wide as a disc of that radius
        spread = cv2.GaussianBlur(small, (0, 0), sigma)
        spread /= np.maximum(cv2.GaussianBlur(share_open, (0, 0), sigma), 1e-3)[..., None]
        spread = cv2.resize(spread, (width, height), interpolation=cv2.INTER_LINEAR)
        here = (radius > low) & (radius <= high)
        share = ((radius[here] - low) / (high - low))[:, None]
        out[here] = sharp[here] + (spread[here] - sharp[here]) * share
        sharp = spread
    return out.astype(np.float32)
