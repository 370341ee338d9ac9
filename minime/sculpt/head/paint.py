"""Paints the toy's face: one texture in a frontal UV of the unposed head.

Eyes, lashes, brows, lips, teeth, blush and beard are painted in the measured colours on the
toy's landmarks; the selfie's own pixels (photo_paint.py) lie over them, wherever the camera saw
the face, and what must be crisp in an eye is touched up over those. The likeness slider runs
from the paint alone to the photo as it is. The texture is that of canvas.py.
"""

import numpy as np

from minime.landmarks import (
    EYES,
    INNER_LIPS,
    LEFT_BROW,
    NOSTRILS,
    OUTER_LIPS,
    RIGHT_BROW,
    UPPER_LID,
)
from minime.sculpt.head.beard import CUTS, beard_weight
from minime.sculpt.head.canvas import (
    PIXELS_PER_MM,
    Canvas,
    distance_from,
    fill_outline,
    fill_polygon,
    glow,
    smooth_curve,
    stroke_line,
    texel_places,
    texture_shape,
)
from minime.sculpt.head.photo_paint import photo_paint
from minime.selfie import Selfie
from minime.selfie.traits import Traits
from minime.srgb import rgb, to_bytes

ALL_PHOTO = 0.5  # likeness from which the photo is the paint
RAW_FROM = 0.7  # likeness from which its light and grain come back
TEETH_MM = 9.5  # how far the upper teeth show below the lip
TAIL_MM = 14.0  # over which a brow thins out towards the temple
BROW_CONTRAST = 0.58  # of the skin, the lightest that brows may be


def paint_face(
    selfie: Selfie | None, traits: Traits, landmarks: np.ndarray, *, likeness: float, seed: int = 0
) -> np.ndarray:
    """(768, 576, 3) uint8 sRGB texture for the toy whose landmarks (478, 3) are given.

    ``likeness`` in [0, 1] mixes the photo in; without a selfie the paint stands alone.
    """
    skin = rgb(traits.skin)
    canvas = Canvas(pixels=np.full((*texture_shape(), 3), skin, np.float32))
    canvas = _blush(canvas, landmarks, skin)
    canvas = _lips(canvas, landmarks, traits)
    canvas = _nostrils(canvas, landmarks, skin)
    canvas = _beard(canvas, landmarks, traits, seed)
    canvas = _brows(canvas, landmarks, traits, seed)
    canvas = _mouth(canvas, landmarks)
    for eye, iris, _ in EYES:
        canvas = _eye(canvas, landmarks, eye, iris, traits)
    if selfie is not None and likeness > 0:
        raw = max(likeness - RAW_FROM, 0.0) / (1 - RAW_FROM)
        photo = photo_paint(selfie, landmarks, skin, raw=raw)
        canvas = canvas.cover(photo.share * min(likeness / ALL_PHOTO, 1.0), photo.color)
        for eye, iris, _ in EYES:
            canvas = _touch_up(
                canvas, landmarks, eye, iris, traits, (1 - raw) * (1 - photo.sharpness)
            )
    return to_bytes(canvas.pixels)


def _blush(canvas: Canvas, landmarks: np.ndarray, skin: np.ndarray) -> Canvas:
    warm = np.clip(skin * [1.02, 0.74, 0.72], 0, 1)
    for spot, radius, strength in ((50, 17, 0.32), (280, 17, 0.32), (1, 11, 0.2), (152, 14, 0.08)):
        canvas = canvas.cover(strength * glow(landmarks[spot], (radius, radius)), warm)
    for eye, _, _ in EYES:  # a breath of shadow gives the sockets depth
        socket = glow(landmarks[list(eye)].mean(0), (24, 16), power=4)
        canvas = canvas.cover(0.16 * socket, skin * [0.78, 0.66, 0.66])
    return canvas


def _beard(canvas: Canvas, landmarks: np.ndarray, traits: Traits, seed: int) -> Canvas:
    cover = CUTS[traits.facial_hair].cover
    if not cover:
        return canvas
    long = 3.0 if CUTS[traits.facial_hair].hair_mm else 0.7
    strands = _strands(seed, across=0.4, along=long)
    grown = beard_weight(texel_places(), landmarks, traits.facial_hair)
    mask = cover * np.clip(grown * (0.7 + 0.6 * strands), 0, 1)  # its edge is frayed
    color = rgb(traits.facial_hair_color)
    canvas = canvas.cover(mask, color)
    return canvas.cover(mask * strands * 0.45, color * 0.6)


def _strands(seed: int, *, across: float, along: float) -> np.ndarray:
    """Noise in [0, 1] stretched downwards: hairs of ``across`` by ``along`` mm."""
    import cv2

    noise = np.random.default_rng(seed).standard_normal(texture_shape()).astype(np.float32)
    sigmas = (across * PIXELS_PER_MM, along * PIXELS_PER_MM)
    noise = cv2.GaussianBlur(noise, (0, 0), sigmaX=sigmas[0], sigmaY=sigmas[1])
    return np.clip(noise / noise.std() * 0.5 + 0.5, 0, 1)


def _brows(canvas: Canvas, landmarks: np.ndarray, traits: Traits, seed: int) -> Canvas:
    color, skin = rgb(traits.hair) * 0.72, rgb(traits.skin)
    if traits.hair_length == "bald":
        color = skin * 0.55
    # Brows as light as the skin would say nothing of the mood.
    color = color * min(1.0, BROW_CONTRAST * skin.mean() / max(color.mean(), 1e-3))
    hairs = 0.7 + 0.3 * _strands(seed + 1, across=0.35, along=1.6)
    for brow in (RIGHT_BROW, LEFT_BROW):
        tail = landmarks[[brow[0], brow[-1]], :2].mean(0)
        thin = np.clip(np.linalg.norm(texel_places() - tail, axis=-1) / TAIL_MM, 0.1, 1)
        mask = fill_outline(landmarks[list(brow), :2], 0.7) * thin
        canvas = canvas.cover(mask * hairs * 0.95, color)
    return canvas


def _lips(canvas: Canvas, landmarks: np.ndarray, traits: Traits) -> Canvas:
    lips, color = landmarks[list(OUTER_LIPS), :2], rgb(traits.lips)
    mask = fill_outline(lips, 0.6)
    canvas = canvas.cover(mask * 0.85, color)
    seam = landmarks[[78, 13, 308], 1].mean()
    upper = np.clip((texel_places()[..., 1] - seam) / 3, 0, 1)
    canvas = canvas.cover(mask * upper * 0.25, color * 0.7)
    gleam = landmarks[17, :2] * 0.5 + landmarks[14, :2] * 0.5
    shine = np.minimum(color * 1.35 + 0.08, 1)
    return canvas.cover(mask * 0.25 * glow(gleam, (9, 2.2)), shine)


def _nostrils(canvas: Canvas, landmarks: np.ndarray, skin: np.ndarray) -> Canvas:
    for pair in NOSTRILS:
        spot = landmarks[list(pair), :2].mean(0)
        canvas = canvas.cover(0.75 * glow(spot, (3.4, 1.8), power=4), skin * [0.42, 0.3, 0.3])
    return canvas


def _mouth(canvas: Canvas, landmarks: np.ndarray) -> Canvas:
    inner = landmarks[list(INNER_LIPS), :2]
    upper, lower = inner[:11], np.concatenate([inner[10:], inner[:1]])[::-1]
    gap = np.linalg.norm(landmarks[13, :2] - landmarks[14, :2])
    if gap < 1.2:
        seam = (upper + lower) / 2
        return canvas.cover(stroke_line(seam, np.array([0.3, 0.9, 1.0, 0.9, 0.3])) * 0.8, _LIP_LINE)
    inside = fill_outline(inner, 0.3)
    canvas = canvas.cover(inside, _MOUTH)
    if gap > 14:
        tongue = landmarks[14, :2] + [0, gap * 0.16]
        away = np.linalg.norm((texel_places() - tongue) / [11, gap * 0.3], axis=-1)
        canvas = canvas.cover(inside * np.clip((1.1 - away) * 4, 0, 1), _TONGUE)
    edge = upper + (lower - upper) * np.clip(TEETH_MM / gap, 0.25, 0.92)
    teeth = fill_polygon(np.concatenate([upper, edge[::-1]]), 0.35) * inside
    canvas = canvas.cover(teeth, _TEETH)
    for top, low in zip(upper[2:-2], edge[2:-2], strict=True):
        line = stroke_line(np.array([top, (top + low) / 2, low]), np.array([0.2, 0.25, 0.2]), 0.3)
        canvas = canvas.cover(teeth * line * 0.12, _MOUTH)
    return canvas.cover(stroke_line(upper, np.array([0.4, 1.0, 1.1, 1.0, 0.4]), 0.5) * 0.55, _MOUTH)


_LIP_LINE = (0.36, 0.13, 0.13)
_MOUTH = (0.27, 0.07, 0.08)
_TONGUE = (0.82, 0.38, 0.4)
_TEETH = (0.93, 0.90, 0.85)
_LASH = (0.09, 0.06, 0.05)
_SCLERA = (0.95, 0.94, 0.93)


def _eye(canvas: Canvas, landmarks, eye, iris, traits: Traits) -> Canvas:
    outline = landmarks[list(eye), :2]
    upper, lower = outline[:UPPER_LID], np.concatenate([outline[UPPER_LID - 1 :], outline[:1]])
    wide, tall = np.ptp(outline, axis=0)
    opening = fill_outline(outline, 0.2)
    canvas = canvas.cover(fill_outline(outline, 1.4) * 0.5, rgb(traits.skin) * [0.6, 0.5, 0.5])
    canvas = canvas.cover(opening, _SCLERA)
    middle = landmarks[iris[0], :2]
    ring = landmarks[list(iris[1:]), :2] - middle
    radius = max(np.linalg.norm(ring, axis=1).mean() * 1.04, tall * 0.42)
    canvas = _iris(canvas, opening, middle, radius, rgb(traits.iris))
    shade = np.clip(1 - _depth_below(upper) / max(tall * 0.45, 0.5), 0, 1)
    canvas = canvas.cover(opening * shade * 0.35, (0.25, 0.2, 0.22))
    glint = distance_from(middle + radius * np.array([-0.34, 0.36]), radius)
    canvas = canvas.cover(opening * np.clip((radius * 0.25 - glint) * 3 + 0.5, 0, 1), (1, 1, 1))
    lash = np.array([1.1, 1.5, 1.7, 1.5, 0.7]) * wide / 30
    canvas = canvas.cover(stroke_line(lower, np.array([0.3, 0.5, 0.3]), 0.3) * 0.5, _LASH)
    canvas = canvas.cover(stroke_line(upper, lash, 0.2) * 0.95, _LASH)
    crease = upper[1:-1] + [0, 0.16 * wide * 0.5 + 1.2]
    fold = stroke_line(crease, np.array([0.3, 0.9, 0.8, 0.2]), 0.5)
    return canvas.cover(fold * 0.5, rgb(traits.skin) * [0.55, 0.42, 0.4])


def _touch_up(canvas: Canvas, landmarks, eye, iris, traits: Traits, help: float) -> Canvas:
    """What must be crisp in an eye: iris, pupil, catch light and the line of the lashes."""
    outline = landmarks[list(eye), :2]
    upper = outline[:UPPER_LID]
    wide, tall = np.ptp(outline, axis=0)
    if tall < 0.12 * wide:
        return canvas
    opening = fill_outline(outline, 0.2)
    middle = landmarks[iris[0], :2]
    ring = landmarks[list(iris[1:]), :2] - middle
    radius = np.linalg.norm(ring, axis=1).mean()
    whole = _iris(canvas, opening, middle, radius, rgb(traits.iris))
    canvas = canvas.cover(opening * 0.25 * help, _SCLERA)
    away = distance_from(middle, 1.5 * radius) / radius
    disc = opening * np.clip((1.02 - away) / 0.12, 0, 1)
    canvas = canvas.cover(disc * (0.15 + 0.6 * help), whole.pixels)
    pupil = opening * np.clip((0.40 - away) / 0.12 + 0.5, 0, 1)
    canvas = canvas.cover(pupil * (0.5 + 0.4 * help), (0.02, 0.02, 0.03))
    glint = distance_from(middle + radius * np.array([-0.34, 0.36]), radius)
    canvas = canvas.cover(
        opening * np.clip((radius * 0.2 - glint) * 3 + 0.5, 0, 1) * 0.9, (1, 1, 1)
    )
    lash = np.array([0.7, 1.1, 1.2, 1.1, 0.5]) * wide / 30
    return canvas.cover(stroke_line(upper, lash, 0.25) * (0.35 + 0.45 * help), _LASH)


def _iris(canvas: Canvas, opening, middle, radius: float, color) -> Canvas:
    away = distance_from(middle, 1.5 * radius) / radius
    edge = 1.2 / (radius * PIXELS_PER_MM)
    disc = opening * np.clip((1 - away) / edge + 0.5, 0, 1)
    canvas = canvas.cover(disc, np.asarray(color) * 0.45)  # limbal ring
    canvas = canvas.cover(disc * np.clip((0.86 - away) / 0.1, 0, 1), color)
    below = np.clip((middle[1] - texel_places()[..., 1]) / radius, 0, 1)
    glow = below * np.exp(-(((away - 0.62) / 0.25) ** 2))
    canvas = canvas.cover(disc * glow * 0.5, np.minimum(np.asarray(color) * 1.5 + 0.12, 1))
    return canvas.cover(disc * np.clip((0.44 - away) / edge + 0.5, 0, 1), (0.02, 0.02, 0.03))


def _depth_below(line: np.ndarray) -> np.ndarray:
    """(h, w) mm below the line, by columns."""
    curve = smooth_curve(line, closed=False)
    order = np.argsort(curve[:, 0])
    place = texel_places()
    return np.interp(place[0, :, 0], curve[order, 0], curve[order, 1])[None] - place[..., 1]
