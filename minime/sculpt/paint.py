"""Paints the toy's face: one texture in a frontal UV of the unposed head.

Eyes, lashes, brows, lips, teeth, blush and beard are painted in the measured colours on the
toy's landmarks; the selfie, warped smoothly to the same landmarks, freed of its light and
evened out, is mixed in by the likeness slider. Texture pixels: x right, y down, covering
the frontal window LEFT..RIGHT, BOTTOM..TOP of the head frame (mm).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from minime.sculpt.head import beard_weight
from minime.sculpt.landmarks import (
    EYES,
    INNER_LIPS,
    LEFT_BROW,
    LEFT_EYE,
    NOSTRILS,
    OUTER_LIPS,
    OVAL,
    RIGHT_BROW,
    RIGHT_EYE,
    UPPER_LID,
)
from minime.selfie import Selfie
from minime.selfie.traits import Traits
from minime.srgb import rgb

LEFT, RIGHT, BOTTOM, TOP = -96.0, 96.0, -134.0, 122.0
PIXELS_PER_MM = 3.0  # 576 x 768, twice what a picture of 1280 pixels shows
PHOTO_SHARE = 0.85  # of the photo in the paint at likeness 1; more looks uncanny
TURNED_DEG = 15.0  # beyond this yaw the far half of the face is painted from the near half
BEARD_COVER = {"none": 0.0, "stubble": 0.3, "moustache": 0.85, "goatee": 0.85, "beard": 0.9}


@dataclass(frozen=True, kw_only=True, eq=False)
class _Canvas:
    """A float RGB picture in [0, 1] over the frontal window; shapes are given in mm."""

    pixels: np.ndarray

    def cover(self, mask: np.ndarray, color) -> "_Canvas":
        rows, columns = np.flatnonzero(mask.max(1) > 1e-3), np.flatnonzero(mask.max(0) > 1e-3)
        if not len(rows):
            return self
        box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        alpha = np.clip(mask[box], 0, 1)[..., None].astype(np.float32)
        paint = np.asarray(color, np.float32)
        out = self.pixels.copy()
        out[box] += alpha * ((paint if paint.ndim == 1 else paint[box]) - out[box])
        return _Canvas(pixels=out)


def frontal_uv(vertices: np.ndarray) -> np.ndarray:
    """(n, 3) head frame to (n, 2) uv in [0, 1], v = 0 at the texture's bottom row."""
    u = (vertices[:, 0] - LEFT) / (RIGHT - LEFT)
    v = (vertices[:, 1] - BOTTOM) / (TOP - BOTTOM)
    return np.stack([u, v], 1).clip(0, 1).astype(np.float32)


def paint_face(
    selfie: Selfie | None, traits: Traits, landmarks: np.ndarray, *, likeness: float, seed: int = 0
) -> np.ndarray:
    """(768, 576, 3) uint8 sRGB texture for the toy whose landmarks (478, 3) are given.

    ``likeness`` in [0, 1] mixes the photo in; without a selfie the paint stands alone.
    """
    skin = rgb(traits.skin)
    canvas = _Canvas(pixels=np.full((*_shape(), 3), skin, np.float32))
    canvas = _blush(canvas, landmarks, skin)
    canvas = _beard(canvas, landmarks, traits, seed)
    canvas = _brows(canvas, landmarks, traits, seed)
    canvas = _lips(canvas, landmarks, traits)
    canvas = _nostrils(canvas, landmarks, skin)
    if selfie is not None and likeness > 0:
        photo, seen = _photo_albedo(selfie, landmarks, skin)
        canvas = canvas.cover(seen * likeness * PHOTO_SHARE, photo)
    canvas = _mouth(canvas, landmarks)
    for eye, iris, _ in EYES:
        canvas = _eye(canvas, landmarks, eye, iris, traits)
    return (canvas.pixels.clip(0, 1) * 255 + 0.5).astype(np.uint8)


def _shape() -> tuple[int, int]:
    return round((TOP - BOTTOM) * PIXELS_PER_MM), round((RIGHT - LEFT) * PIXELS_PER_MM)


def _to_pixels(points: np.ndarray) -> np.ndarray:
    p = np.asarray(points, float)
    return np.stack([(p[..., 0] - LEFT), (TOP - p[..., 1])], -1) * PIXELS_PER_MM


@lru_cache(maxsize=1)
def _place() -> np.ndarray:
    """(h, w, 2) float32 head-frame x, y of each texel; read-only."""
    height, width = _shape()
    x = LEFT + (np.arange(width) + 0.5) / PIXELS_PER_MM
    y = TOP - (np.arange(height) + 0.5) / PIXELS_PER_MM
    place = np.stack(np.meshgrid(x, y), -1).astype(np.float32)
    place.setflags(write=False)
    return place


def _spot(middle: np.ndarray, radii, power: int = 2) -> np.ndarray:
    """(h, w) mask exp(-away**power) round ``middle`` (mm), away in ``radii`` (mm)."""
    reach = np.multiply(radii, 2.7 if power == 2 else 1.7)  # less than 1/1000 beyond
    box = _window(middle, reach)
    mask = np.zeros(_shape(), np.float32)
    away = np.hypot(*np.moveaxis((_place()[box] - middle[:2]) / radii, -1, 0))
    mask[box] = np.exp(-(away**power))
    return mask


def _window(middle: np.ndarray, reach) -> tuple[slice, slice]:
    """Rows and columns of the texture within ``reach`` (mm, x and y) of ``middle`` (mm)."""
    height, width = _shape()
    (left, top), (right, bottom) = _to_pixels(
        np.array(middle[:2]) + np.outer([-1, 1], reach) * [1, -1]
    )
    return (
        slice(max(0, int(top)), max(0, min(height, int(bottom) + 2))),
        slice(max(0, int(left)), max(0, min(width, int(right) + 2))),
    )


def _blur(mask: np.ndarray, sigma_mm: float) -> np.ndarray:
    import cv2

    return cv2.GaussianBlur(mask, (0, 0), sigma_mm * PIXELS_PER_MM) if sigma_mm else mask


def _fill(outline: np.ndarray, soft_mm: float = 0.25) -> np.ndarray:
    """Soft mask of a closed outline, (k, 2) mm, drawn through its points as a smooth curve."""
    return _fill_raw(_smooth(outline), soft_mm)


def _stroke(line: np.ndarray, widths: np.ndarray, soft_mm: float = 0.2) -> np.ndarray:
    """Soft mask of an open line (k, 2) mm whose width runs through ``widths`` (mm)."""
    curve = _smooth(line, closed=False)
    width = np.interp(np.linspace(0, 1, len(curve)), np.linspace(0, 1, len(widths)), widths)
    along = np.gradient(curve, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], 1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    band = normal * width[:, None] / 2
    return _fill_raw(np.concatenate([curve + band, (curve - band)[::-1]]), soft_mm)


def _fill_raw(outline: np.ndarray, soft_mm: float) -> np.ndarray:
    import cv2

    height, width = _shape()
    mask = np.zeros((height, width), np.float32)
    pixels = _to_pixels(outline)
    corners = np.round(pixels * 16).astype(np.int32)
    cv2.fillPoly(mask, [corners], 1.0, cv2.LINE_8, shift=4)
    margin = 3 + 4 * soft_mm * PIXELS_PER_MM
    low = np.clip(pixels.min(0) - margin, 0, [width, height]).astype(int)
    high = np.clip(pixels.max(0) + margin, 0, [width, height]).astype(int)
    box = np.s_[low[1] : high[1], low[0] : high[0]]
    if mask[box].size:
        mask[box] = _blur(mask[box], soft_mm)
    return mask


def _smooth(points: np.ndarray, *, closed: bool = True, count: int = 96) -> np.ndarray:
    from scipy.interpolate import CubicSpline

    p = np.asarray(points, float)[:, :2]
    p = np.concatenate([p, p[:1]]) if closed else p
    steps = np.linalg.norm(np.diff(p, axis=0), axis=1)
    keep = np.concatenate([[True], steps > 1e-3])
    p, at = p[keep], np.concatenate([[0.0], np.cumsum(np.maximum(steps, 1e-3))])[keep]
    if closed:
        p[-1] = p[0]
    curve = CubicSpline(at, p, bc_type="periodic" if closed else "natural")
    return curve(np.linspace(0, at[-1], count))


def _blush(canvas: _Canvas, landmarks: np.ndarray, skin: np.ndarray) -> _Canvas:
    warm = np.clip(skin * [1.02, 0.74, 0.72], 0, 1)
    for spot, radius, strength in ((50, 17, 0.32), (280, 17, 0.32), (1, 11, 0.2), (152, 14, 0.08)):
        canvas = canvas.cover(strength * _spot(landmarks[spot], (radius, radius)), warm)
    for eye, _, _ in EYES:  # a breath of shadow gives the sockets depth
        socket = _spot(landmarks[list(eye)].mean(0), (24, 16), power=4)
        canvas = canvas.cover(0.16 * socket, skin * [0.78, 0.66, 0.66])
    return canvas


def _beard(canvas: _Canvas, landmarks: np.ndarray, traits: Traits, seed: int) -> _Canvas:
    cover = BEARD_COVER[traits.facial_hair]
    if not cover:
        return canvas
    place = _place()
    mask = beard_weight(place, landmarks)
    mouth, corner = landmarks[list(OUTER_LIPS), :2].mean(0), np.ptp(landmarks[[61, 291], 0]) / 2
    if traits.facial_hair == "moustache":
        beside = np.abs(place[..., 0] - mouth[0]) / corner
        nose = landmarks[2, 1]
        mask = mask * (place[..., 1] > mouth[1]) * (place[..., 1] < nose + 2)
        mask = mask * np.clip((1.3 - beside) / 0.2, 0, 1)
    if traits.facial_hair == "goatee":
        mask = mask * np.clip(1.9 - np.abs(place[..., 0] - mouth[0]) / corner, 0, 1)
    strands = _strands(seed, across=0.5, along=3.0)
    color = rgb(traits.facial_hair_color)
    canvas = canvas.cover(mask * cover, color)
    return canvas.cover(mask * cover * strands * 0.5, color * 0.55)


def _strands(seed: int, *, across: float, along: float) -> np.ndarray:
    """Noise in [0, 1] stretched downwards: hairs of ``across`` by ``along`` mm."""
    import cv2

    noise = np.random.default_rng(seed).standard_normal(_shape()).astype(np.float32)
    sigmas = (across * PIXELS_PER_MM, along * PIXELS_PER_MM)
    noise = cv2.GaussianBlur(noise, (0, 0), sigmaX=sigmas[0], sigmaY=sigmas[1])
    return np.clip(noise / noise.std() * 0.5 + 0.5, 0, 1)


def _brows(canvas: _Canvas, landmarks: np.ndarray, traits: Traits, seed: int) -> _Canvas:
    color = rgb(traits.hair) * 0.72
    if traits.hair_length == "bald" or color.mean() > 0.55:
        color = np.minimum(color, rgb(traits.skin) * 0.55)
    hairs = 0.55 + 0.45 * _strands(seed + 1, across=0.35, along=1.6)
    for brow in (RIGHT_BROW, LEFT_BROW):
        mask = _fill(landmarks[list(brow), :2], 0.7)
        canvas = canvas.cover(mask * hairs * 0.9, color)
    return canvas


def _lips(canvas: _Canvas, landmarks: np.ndarray, traits: Traits) -> _Canvas:
    lips, color = landmarks[list(OUTER_LIPS), :2], rgb(traits.lips)
    mask = _fill(lips, 0.6)
    canvas = canvas.cover(mask * 0.85, color)
    seam = landmarks[[78, 13, 308], 1].mean()
    upper = np.clip((_place()[..., 1] - seam) / 3, 0, 1)
    canvas = canvas.cover(mask * upper * 0.25, color * 0.7)
    gleam = landmarks[17, :2] * 0.5 + landmarks[14, :2] * 0.5
    shine = np.minimum(color * 1.35 + 0.08, 1)
    return canvas.cover(mask * 0.25 * _spot(gleam, (9, 2.2)), shine)


def _nostrils(canvas: _Canvas, landmarks: np.ndarray, skin: np.ndarray) -> _Canvas:
    for pair in NOSTRILS:
        spot = landmarks[list(pair), :2].mean(0)
        canvas = canvas.cover(0.75 * _spot(spot, (3.4, 1.8), power=4), skin * [0.42, 0.3, 0.3])
    return canvas


def _mouth(canvas: _Canvas, landmarks: np.ndarray) -> _Canvas:
    inner = landmarks[list(INNER_LIPS), :2]
    upper, lower = inner[:11], np.concatenate([inner[10:], inner[:1]])[::-1]
    gap = np.linalg.norm(landmarks[13, :2] - landmarks[14, :2])
    if gap < 1.2:
        seam = (upper + lower) / 2
        return canvas.cover(_stroke(seam, np.array([0.3, 0.9, 1.0, 0.9, 0.3])) * 0.8, _LIP_LINE)
    inside = _fill(inner, 0.3)
    canvas = canvas.cover(inside, _MOUTH)
    if gap > 14:
        tongue = landmarks[14, :2] + [0, gap * 0.16]
        away = np.linalg.norm((_place() - tongue) / [11, gap * 0.3], axis=-1)
        canvas = canvas.cover(inside * np.clip((1.1 - away) * 4, 0, 1), _TONGUE)
    edge = upper + (lower - upper) * np.clip(7.5 / gap, 0.25, 0.8)
    teeth = _fill_raw(np.concatenate([upper, edge[::-1]]), 0.35) * inside
    canvas = canvas.cover(teeth, _TEETH)
    return canvas.cover(_stroke(upper, np.array([0.4, 1.0, 1.1, 1.0, 0.4]), 0.5) * 0.55, _MOUTH)


_LIP_LINE = (0.36, 0.13, 0.13)
_MOUTH = (0.27, 0.07, 0.08)
_TONGUE = (0.82, 0.38, 0.4)
_TEETH = (0.95, 0.93, 0.9)
_LASH = (0.09, 0.06, 0.05)
_SCLERA = (0.95, 0.94, 0.93)


def _eye(canvas: _Canvas, landmarks, eye, iris, traits: Traits) -> _Canvas:
    outline = landmarks[list(eye), :2]
    upper, lower = outline[:UPPER_LID], np.concatenate([outline[UPPER_LID - 1 :], outline[:1]])
    wide, tall = np.ptp(outline, axis=0)
    opening = _fill(outline, 0.2)
    canvas = canvas.cover(_fill(outline, 1.4) * 0.5, rgb(traits.skin) * [0.6, 0.5, 0.5])
    canvas = canvas.cover(opening, _SCLERA)
    middle = landmarks[iris[0], :2]
    ring = landmarks[list(iris[1:]), :2] - middle
    radius = max(np.linalg.norm(ring, axis=1).mean() * 1.04, tall * 0.42)
    canvas = _iris(canvas, opening, middle, radius, rgb(traits.iris))
    shade = np.clip(1 - _depth_below(upper) / max(tall * 0.45, 0.5), 0, 1)
    canvas = canvas.cover(opening * shade * 0.35, (0.25, 0.2, 0.22))
    glint = _away(middle + radius * np.array([-0.34, 0.36]), radius)
    canvas = canvas.cover(opening * np.clip((radius * 0.25 - glint) * 3 + 0.5, 0, 1), (1, 1, 1))
    lash = np.array([1.1, 1.5, 1.7, 1.5, 0.7]) * wide / 30
    canvas = canvas.cover(_stroke(lower, np.array([0.3, 0.5, 0.3]), 0.3) * 0.5, _LASH)
    canvas = canvas.cover(_stroke(upper, lash, 0.2) * 0.95, _LASH)
    crease = upper[1:-1] + [0, 0.16 * wide * 0.5 + 1.2]
    fold = _stroke(crease, np.array([0.3, 0.9, 0.8, 0.2]), 0.5)
    return canvas.cover(fold * 0.5, rgb(traits.skin) * [0.55, 0.42, 0.4])


def _iris(canvas: _Canvas, opening, middle, radius: float, color) -> _Canvas:
    away = _away(middle, 1.5 * radius) / radius
    edge = 1.2 / (radius * PIXELS_PER_MM)
    disc = opening * np.clip((1 - away) / edge + 0.5, 0, 1)
    canvas = canvas.cover(disc, np.asarray(color) * 0.45)  # limbal ring
    canvas = canvas.cover(disc * np.clip((0.86 - away) / 0.1, 0, 1), color)
    below = np.clip((middle[1] - _place()[..., 1]) / radius, 0, 1)
    glow = below * np.exp(-(((away - 0.62) / 0.25) ** 2))
    canvas = canvas.cover(disc * glow * 0.5, np.minimum(np.asarray(color) * 1.5 + 0.12, 1))
    return canvas.cover(disc * np.clip((0.44 - away) / edge + 0.5, 0, 1), (0.02, 0.02, 0.03))


def _away(middle: np.ndarray, reach: float) -> np.ndarray:
    """(h, w) mm from ``middle``; beyond a square of ``reach`` simply far away."""
    box = _window(middle, (reach, reach))
    away = np.full(_shape(), 1e3, np.float32)
    away[box] = np.hypot(*np.moveaxis(_place()[box] - middle[:2], -1, 0))
    return away


def _depth_below(line: np.ndarray) -> np.ndarray:
    """(h, w) mm below the line, by columns."""
    curve = _smooth(line, closed=False)
    order = np.argsort(curve[:, 0])
    place = _place()
    return np.interp(place[0, :, 0], curve[order, 0], curve[order, 1])[None] - place[..., 1]


def _photo_albedo(selfie: Selfie, landmarks, skin) -> tuple[np.ndarray, np.ndarray]:
    """The selfie in the toy's layout, even-lit and in the skin's own colour, [0, 1], and the
    (h, w) share of it that can be used."""
    import cv2

    warped = _warp(selfie, landmarks)
    smooth = cv2.bilateralFilter(warped, 7, 28, 4).astype(np.float32) / 255
    yaw = selfie.face.pose.yaw_deg
    if abs(yaw) > TURNED_DEG:
        smooth = _mirror_far_half(smooth, landmarks, toward_right=yaw > 0)
    inside = _fill_raw(landmarks[list(OVAL), :2] * [0.93, 0.95], 0)
    free = inside > 0.5
    for feature in (RIGHT_EYE, LEFT_EYE, RIGHT_BROW, LEFT_BROW, OUTER_LIPS):
        free &= _blur(_fill_raw(landmarks[list(feature), :2], 0), 3) < 0.05
    even = _even_light(smooth, free, skin)
    place, brows = _place(), landmarks[[105, 334], 1].mean()
    below_fringe = np.clip((brows + 16 - place[..., 1]) / 12, 0, 1)
    return even, np.clip(_inward_mm(inside) / 12, 0, 1) * below_fringe


def _inward_mm(mask: np.ndarray) -> np.ndarray:
    """(h, w) distance in mm from the edge of a mask, 0 outside."""
    import cv2

    return cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3) / PIXELS_PER_MM


def _warp(selfie: Selfie, landmarks: np.ndarray) -> np.ndarray:
    import cv2
    from scipy.interpolate import RBFInterpolator

    height, width = _shape()
    pixels = _to_pixels(landmarks[:468, :2])
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


def _mirror_far_half(picture, landmarks, *, toward_right: bool) -> np.ndarray:
    middle = landmarks[[168, 1, 152], 0].mean()
    x = _place()[..., 0]
    mirrored = picture[:, ::-1]
    shift = round(2 * middle * PIXELS_PER_MM)
    mirrored = np.roll(mirrored, shift, axis=1)
    far = np.clip(((x - middle) * (1 if toward_right else -1) - 4) / 14, 0, 1)[..., None]
    return picture * (1 - far) + mirrored * far


def _even_light(picture, free, skin) -> np.ndarray:
    """Divide out a quadratic fit of the log brightness over free skin; move its median to skin."""
    place = _place() / 100
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
