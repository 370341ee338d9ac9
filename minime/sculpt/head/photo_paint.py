"""The selfie as paint: warped to the toy's landmarks, freed of its light, made even and crisp as
paint is, completed where the camera did not see.

Pictures have the layout of canvas.py's texture.
"""

from dataclasses import dataclass

import numpy as np

from minime import srgb
from minime.landmarks import EYES, OUTER_LIPS, OVAL
from minime.sculpt.head.brush import measure_sharpness, paint_over
from minime.sculpt.head.canvas import (
    PIXELS_PER_MM,
    blur_mask,
    distance_from,
    fill_polygon,
    texture_shape,
    to_texels,
)
from minime.sculpt.head.delight import bend_shine, even_sides, remove_light
from minime.sculpt.head.warp import face_normals, find_places, look_up
from minime.selfie import Selfie
from minime.selfie.face import template

SEEN = (0.2, 0.5)  # cosine between surface and sight from which, and at which, paint is trusted
FADE_MM = 9.0  # from the face's edge inwards, over which the photo fades into plain skin
BLACK = (-2.6, -1.4)  # log light against skin, from which, and at which, a hue counts
DETAIL_MM, SMOOTH_MM = 26.0, 2.5  # over which detail comes in from the edge; how broad it is
SURE_MM = 3.0  # inside the edge, from where a texel can be skin
FEATURE_MM = 2.5  # round eyes, brows and lips, that is not skin
FLASH = 2.6  # times as much red as green and blue: no brown iris has as much
JOIN_MM = 1.5  # over which the two halves of a face run into each other


@dataclass(frozen=True, kw_only=True, eq=False)
class PhotoPaint:
    """color: (h, w, 3) float32 sRGB [0, 1]. share: (h, w) float32 [0, 1], how far it can be
    used. sharpness: of the photo, 0 too blurred to carry, 1 sharp."""

    color: np.ndarray
    share: np.ndarray
    sharpness: float


def photo_paint(
    selfie: Selfie, landmarks: np.ndarray, skin: np.ndarray, *, raw: float = 0.0
) -> PhotoPaint:
    """The selfie in the layout of the toy's ``landmarks`` (478, 3), its skin in the mean colour
    ``skin`` (3,) sRGB. raw: how much of its light and grain stays, [0, 1]."""
    where = find_places(landmarks, selfie.face.landmarks)
    photo = srgb.to_linear(look_up(selfie.image, where) / np.float32(255)).astype(np.float32)
    photo = _without_flash(photo, landmarks)
    normals = face_normals(landmarks) @ selfie.face.pose.matrix().T.astype(np.float32)
    covered, beard = _look_up_parse(selfie, where)
    sight = _sight(selfie, where, normals) * (1 - covered)
    inward = _inward_mm(fill_polygon(landmarks[list(OVAL), :2], 0))
    features = _features(landmarks)
    free = sight * (inward > SURE_MM) * (1 - features) * (1 - beard)
    log = _black_pupils(remove_light(photo, normals, free, share=1 - 0.6 * raw), landmarks)
    mirror = find_places(landmarks, to_texels(landmarks[template()[1]][:, :2]))
    log = even_sides(log, sight, _look_in(log, mirror), _look_in(sight, mirror), share=1 - raw)
    log = bend_shine(log, free)
    features = np.clip(blur_mask(features, 0.4), 0, 1)
    sharpness = measure_sharpness(log, features)
    log = paint_over(log, features, sharpness, grain=raw)
    log = _smooth_outside(log, np.maximum(np.clip(inward / DETAIL_MM, 0, 1), features), raw)
    log, share = _complete(log, blur_mask(sight, JOIN_MM), mirror)
    light = srgb.to_linear(skin).astype(np.float32) * np.exp(log)
    return PhotoPaint(
        color=srgb.from_linear(np.clip(light, 0, 1)).astype(np.float32),
        share=share * np.clip(inward / FADE_MM, 0, 1),
        sharpness=sharpness,
    )


def _black_pupils(log: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """The log albedo with no hue where an eye is nearly black: the cast that was taken off skin
    would dye it."""
    opening = np.max([fill_polygon(landmarks[list(eye), :2], 0.3) for eye, _, _ in EYES], 0)
    tone = log.mean(-1, keepdims=True)
    hue = np.clip((tone - BLACK[0]) / (BLACK[1] - BLACK[0]), 0, 1)
    return log + opening[..., None] * (hue - 1) * (log - tone)


def _without_flash(photo: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """The photo (h, w, 3), linear, its pupils no longer red from a flash."""
    eyes = np.zeros(photo.shape[:2], bool)
    for _, iris, _ in EYES:
        radius = np.linalg.norm(landmarks[list(iris[1:]), :2] - landmarks[iris[0], :2], axis=1)
        eyes |= distance_from(landmarks[iris[0]], 20.0) < 1.1 * radius.mean()
    dark = photo[..., 1:].mean(-1)
    red = eyes & (photo[..., 0] > FLASH * np.maximum(dark, 0.01))
    out = photo.copy()
    out[red] = dark[red][:, None]
    return out


def _sight(selfie: Selfie, where: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """(h, w) float32 in [0, 1]: how well the camera saw each texel."""
    height, width = selfie.image.shape[:2]
    inside = ((where > 0) & (where < (width - 1, height - 1))).all(-1)
    facing = np.clip((normals[..., 2] - SEEN[0]) / np.ptp(SEEN), 0, 1)
    return (facing * inside).astype(np.float32)


def _look_up_parse(selfie: Selfie, where: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(covered by hair, hat or a frame, bearded): (h, w) float32 in [0, 1] at places ``where`` of
    the photo."""
    import cv2

    pixels = np.column_stack([selfie.face.landmarks[:, :2], np.ones(478)])
    to_view = np.linalg.lstsq(pixels, selfie.view.points, rcond=None)[0].astype(np.float32)
    there = where @ to_view[:2] + to_view[2]
    hair, frame, beard = (
        cv2.remap(np.ascontiguousarray(share), there, None, cv2.INTER_LINEAR)
        for share in (
            selfie.parse.of("hair", "headwear"),
            selfie.parse.of("glasses"),
            selfie.parse.of("beard"),
        )
    )
    frame = np.clip(2 * frame - 1, 0, 1) if selfie.traits.glasses else np.zeros_like(frame)
    return np.maximum(np.clip(2 * hair - 0.5, 0, 1), frame), beard


def _features(landmarks: np.ndarray) -> np.ndarray:
    """(h, w) float32 in [0, 1]: eyes, brows and lips and what is close to them."""
    out = np.zeros(texture_shape(), np.float32)
    outlines = [OUTER_LIPS, *(part for eye, _, brow in EYES for part in (eye, brow))]
    for outline in outlines:
        mask = blur_mask(fill_polygon(landmarks[list(outline), :2], 0), FEATURE_MM)
        out = np.maximum(out, np.clip(3 * mask, 0, 1))
    return out


def _look_in(picture: np.ndarray, where: np.ndarray) -> np.ndarray:
    """The picture's values at places (h, w, 2), texels."""
    import cv2

    return cv2.remap(picture, where, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _complete(
    log: np.ndarray, sight: np.ndarray, mirror: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(log albedo, share known): what was not seen comes from the face's other half, which lies
    at the places ``mirror``."""
    other, known = _look_in(log, mirror), _look_in(sight, mirror)
    fill = (1 - sight) * known
    total = sight + fill
    mixed = log * sight[..., None] + other * fill[..., None]
    return mixed / np.maximum(total, 1e-3)[..., None], np.clip(total, 0, 1)


def _smooth_outside(log: np.ndarray, detail: np.ndarray, raw: float) -> np.ndarray:
    """The log albedo with less and less of its detail towards the face's edge, where it goes on as
    smooth vinyl. detail: (h, w) in [0, 1]."""
    import cv2

    soft = cv2.GaussianBlur(log, (0, 0), SMOOTH_MM * PIXELS_PER_MM)
    return soft + np.maximum(detail, raw)[..., None] * (log - soft)


def _inward_mm(mask: np.ndarray) -> np.ndarray:
    """(h, w) distance in mm from the edge of a mask, 0 outside."""
    import cv2

    return cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3) / PIXELS_PER_MM
