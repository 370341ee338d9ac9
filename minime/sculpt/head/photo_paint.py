"""The selfie as paint: warped to the toy's landmarks, freed of its light, in the skin's colour.

Pictures have the layout of canvas.py's texture, [0, 1] sRGB.
"""

import numpy as np

from minime.landmarks import LEFT_BROW, LEFT_EYE, OUTER_LIPS, OVAL, RIGHT_BROW, RIGHT_EYE
from minime.sculpt.head.canvas import (
    PIXELS_PER_MM,
    blur_mask,
    fill_outline,
    fill_polygon,
    texel_places,
    texture_shape,
    to_texels,
)
from minime.selfie import Selfie

TURNED_DEG = (6.0, 15.0)  # of yaw: from, and to where, the far half is painted from the near one
WARMTH = 0.7  # of the skin's own tint in the photo's
SHADE_POWERS = (0.8, 1.1, 1.2)  # of brightness, for red, green and blue; by eye
EDGE_MM = 26.0  # from the face's edge inwards, where hair or background may have got in
FOREIGN = 0.16  # from skin in log brightness or colour, evened: more is taken for hair there


def photo_albedo(selfie: Selfie, landmarks, skin, lips) -> tuple[np.ndarray, np.ndarray]:
    """The selfie in the toy's layout, even-lit and in the own colours of ``skin`` and ``lips``,
    (3,) in [0, 1], and the (h, w) share of it that can be used."""
    import cv2

    warped = _warp(selfie, landmarks)
    smooth = cv2.bilateralFilter(warped, 7, 28, 4).astype(np.float32) / 255
    yaw = selfie.face.pose.yaw_deg
    turned = float(np.clip((abs(yaw) - TURNED_DEG[0]) / np.ptp(TURNED_DEG), 0, 1))
    if turned:
        smooth = _mirror_far_half(smooth, landmarks, toward_right=yaw > 0, share=turned)
    inside = fill_polygon(landmarks[list(OVAL), :2] * [0.93, 0.95], 0)
    free = inside > 0.5
    for feature in (RIGHT_EYE, LEFT_EYE, RIGHT_BROW, LEFT_BROW, OUTER_LIPS):
        free &= blur_mask(fill_polygon(landmarks[list(feature), :2], 0), 3) < 0.05
    even = _even_light(smooth, free, skin)
    tint = WARMTH * blur_mask(free.astype(np.float32), 1.5)[..., None]
    even = even + tint * (_warm_shade(even, skin, skin.mean()) - even)
    mouth = fill_outline(landmarks[list(OUTER_LIPS), :2])
    usual = np.median(even[mouth > 0.5].mean(-1)) if (mouth > 0.5).any() else 1.0
    even = even + (WARMTH * mouth)[..., None] * (_warm_shade(even, lips, usual) - even)
    place, brows = texel_places(), landmarks[[105, 334], 1].mean()
    below_fringe = np.clip((brows + 16 - place[..., 1]) / 12, 0, 1)
    inward = _inward_mm(inside)
    own = 1 - _foreign(even, skin) * np.clip(2 - inward / EDGE_MM * 2, 0, 1)
    return even, np.clip(inward / 12, 0, 1) * below_fringe * own


def _foreign(even: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """(h, w) in [0, 1]: how sure it is that this is hair or background rather than skin."""
    off = np.abs(np.log(np.maximum(even, 0.02)) - np.log(np.maximum(skin, 0.02))).max(-1)
    return blur_mask(np.clip(off / FOREIGN - 1, 0, 1).astype(np.float32), 2)


def _warm_shade(even: np.ndarray, color: np.ndarray, usual: float) -> np.ndarray:
    """The ``color`` where the photo is as bright as ``usual``, its shades redder than its
    lights: light that has been under the skin is red, and a photo's cool shadows make plastic
    look dead."""
    ratio = (even.mean(-1, keepdims=True) / usual).clip(0.05, 2)
    return np.clip(color * ratio ** np.array(SHADE_POWERS), 0, 1)


def _inward_mm(mask: np.ndarray) -> np.ndarray:
    """(h, w) distance in mm from the edge of a mask, 0 outside."""
    import cv2

    return cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3) / PIXELS_PER_MM


def _warp(selfie: Selfie, landmarks: np.ndarray) -> np.ndarray:
    import cv2
    from scipy.interpolate import RBFInterpolator

    height, width = texture_shape()
    pixels = to_texels(landmarks[:468, :2])
    picked = np.unique(np.round(pixels / 14), axis=0, return_index=True)[1]
    warp = RBFInterpolator(
        pixels[picked], selfie.face.landmarks[picked, :2], smoothing=8.0, neighbors=None
    )
    coarse = np.stack(np.meshgrid(np.linspace(0, width, 49), np.linspace(0, height, 65)), -1)
    where = warp(coarse.reshape(-1, 2)).reshape(65, 49, 2).astype(np.float32)
    where = cv2.resize(where, (width, height), interpolation=cv2.INTER_CUBIC)
    photo = selfie.image
    scale = np.ptp(selfie.face.landmarks[:, 0]) / (140 * PIXELS_PER_MM)
    if scale > 1.5:  # a large photo would alias
        photo = cv2.GaussianBlur(photo, (0, 0), scale / 2)
    return cv2.remap(photo, where, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _mirror_far_half(picture, landmarks, *, toward_right: bool, share: float) -> np.ndarray:
    middle = landmarks[[168, 1, 152], 0].mean()
    x = texel_places()[..., 0]
    mirrored = picture[:, ::-1]
    shift = round(2 * middle * PIXELS_PER_MM)
    mirrored = np.roll(mirrored, shift, axis=1)
    far = np.clip(((x - middle) * (1 if toward_right else -1) - 4) / 14, 0, 1)[..., None]
    far = far * share
    return picture * (1 - far) + mirrored * far


def _even_light(picture, free, skin) -> np.ndarray:
    """Divide out a quadratic fit of the log brightness over free skin; move its median to skin."""
    place = texel_places() / 100
    x, y = place[..., 0], place[..., 1]
    basis = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], -1)
    log = np.log(np.maximum(picture, np.float32(0.02)))
    grey = log.mean(-1)
    step = (slice(None, None, 6), slice(None, None, 6))
    rows, values = basis[step][free[step]], grey[step][free[step]]
    if len(rows) < 50:
        return np.broadcast_to(skin, picture.shape)
    weight = np.ones(len(rows))
    for _ in range(4):  # beard, shadow and shine are outliers
        fit = np.linalg.lstsq(rows * weight[:, None], values * weight, rcond=None)[0]
        off = values - rows @ fit
        weight = 1 / (1 + (off / 0.12) ** 2)
    bump = basis @ fit.astype(np.float32) - np.float32(np.median(rows @ fit))
    even = log - np.clip(bump, -0.7, 0.7)[..., None]
    middle = np.median(even[step][free[step]], axis=0)
    return np.clip(np.exp(even - middle) * skin, 0, 1)
