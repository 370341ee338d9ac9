"""Selfie and toy side by side at the same size: both heads upright, eyes on the same spot.

Landmarks are in the picture frame (pixels, y down); boxes are half-open pixels.
"""

from typing import Any

import numpy as np
from PIL import Image

SIDE_PX = 640
_EYES = (33, 263)
_TOP, _CHIN = 10, 152
_EYE_HEIGHT = 0.44  # where the line of the eyes lies in the square
_FACE_SHARE = 0.48  # forehead to chin, of the square's height


def before_and_after(toy: Any) -> tuple[Image.Image, Image.Image]:
    """(selfie, toy) as squares of SIDE_PX, each scaled so that the faces are as tall."""
    return (
        _head_square(toy.selfie.image, toy.selfie.face.landmarks),
        _head_square(toy.picture, toy.sculpt.landmarks),
    )


def _head_square(image: np.ndarray, landmarks: np.ndarray) -> Image.Image:
    """Crop (h, w, 3) uint8 by (478, 3) landmarks; outside the photo is its mean colour."""
    points = np.asarray(landmarks, float)[:, :2]
    eyes = points[list(_EYES)].mean(axis=0)
    height = max(float(np.linalg.norm(points[_TOP] - points[_CHIN])), 1.0)
    scale = height / (_FACE_SHARE * SIDE_PX)  # picture pixels for one pixel of the square
    left, top = eyes - scale * SIDE_PX * np.array([0.5, _EYE_HEIGHT])
    outside = tuple(int(value) for value in image.reshape(-1, 3).mean(axis=0))
    return Image.fromarray(image).transform(
        (SIDE_PX, SIDE_PX),
        Image.Transform.AFFINE,
        (scale, 0.0, float(left), 0.0, scale, float(top)),
        resample=Image.Resampling.BICUBIC,
        fillcolor=outside,
    )
