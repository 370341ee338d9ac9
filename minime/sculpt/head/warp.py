"""From the paint's layout to the photo: where each texel of the face lies in the picture, and how
the face is turned there.

Texel maps have the layout of canvas.py's texture, (h, w, ...).
"""

import numpy as np

from minime.sculpt.head.canvas import PIXELS_PER_MM, texel_places, texture_shape, to_texels

STEP = 6  # texels between the places that the warp is worked out for
SAME_TEXELS = 3  # landmarks nearer than this to another one are left out
SMOOTHING = 3.0  # of the thin plate: lets landmarks that fold over each other give way
PLATE_STEP, PLATE_SMOOTHING = 12, 60.0  # of the face's form, whose normals are taken


def find_places(landmarks: np.ndarray, pixels: np.ndarray) -> np.ndarray:
    """(h, w, 2) float32: where texels lie in a picture whose landmarks are ``pixels`` (478, 2),
    when they are ``landmarks`` (478, 3), mm, in the head frame: a thin plate through both."""
    import cv2
    from scipy.interpolate import RBFInterpolator

    height, width = texture_shape()
    texels = to_texels(landmarks[:, :2])
    _, chosen = np.unique(np.round(texels / SAME_TEXELS), axis=0, return_index=True)
    plate = RBFInterpolator(texels[chosen], pixels[chosen, :2], smoothing=SMOOTHING)
    columns, rows = width // STEP + 1, height // STEP + 1
    coarse = np.stack(np.meshgrid(np.linspace(0, width, columns), np.linspace(0, height, rows)), -1)
    where = plate(coarse.reshape(-1, 2)).reshape(rows, columns, 2).astype(np.float32)
    return cv2.resize(where, (width, height), interpolation=cv2.INTER_CUBIC)


def look_up(picture: np.ndarray, where: np.ndarray) -> np.ndarray:
    """The ``picture`` (any dtype, 1 or 3 channels) at the places ``where`` (h, w, 2), its border
    repeated. A picture finer than the texture is blurred first, lest it alias."""
    import cv2

    step = float(np.median(np.abs(np.diff(where[..., 0], axis=1))))
    if step > 1.5:
        picture = cv2.GaussianBlur(picture, (0, 0), step / 2.5)
    kind = cv2.INTER_CUBIC if step < 1 else cv2.INTER_LINEAR
    return cv2.remap(picture, where, None, kind, borderMode=cv2.BORDER_REPLICATE)


def face_normals(landmarks: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32 unit normals of a smooth plate through ``landmarks``, head frame."""
    import cv2
    from scipy.interpolate import RBFInterpolator

    height, width = texture_shape()
    places = texel_places()[::PLATE_STEP, ::PLATE_STEP]
    points = np.unique(landmarks[:468].round(1), axis=0)
    plate = RBFInterpolator(points[:, :2], points[:, 2], smoothing=PLATE_SMOOTHING)
    z = cv2.GaussianBlur(plate(places.reshape(-1, 2)).reshape(places.shape[:2]), (0, 0), 1.0)
    down, right = np.gradient(z, PLATE_STEP / PIXELS_PER_MM)
    normals = np.dstack([-right, down, np.ones_like(z)]).astype(np.float32)
    normals = cv2.resize(normals, (width, height), interpolation=cv2.INTER_LINEAR)
    return normals / np.linalg.norm(normals, axis=-1, keepdims=True)
