"""MediaPipe behind three plain functions: face boxes, one face's mesh, the person's mask.

Pictures are (h, w, 3) uint8 RGB; what leaves is in pixels of the picture that entered.
All models are inside mediapipe's wheel; nothing is downloaded.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from minime.errors import MiniMeError

_QUIET = threading.Lock()  # one redirection of standard error at a time
SEGMENTER_MAX_SIDE = 768  # the model itself sees 256 pixels


class Found(NamedTuple):
    """A face as the detector sees it: box (x0, y0, x1, y1) in pixels (may leave the picture)
    and the detector's score in [0, 1]."""

    box: tuple[float, float, float, float]
    score: float


def find_boxes(images: list[np.ndarray], *, far: bool, least: float) -> list[list[Found]]:
    """Faces in each picture that score at least ``least``; ``far`` for small faces (full
    range model), else the model for faces close to the camera."""
    with _mediapipe() as mp:
        kind = mp.solutions.face_detection.FaceDetection
        with kind(model_selection=int(far), min_detection_confidence=least) as detector:
            return [_boxes(detector.process(image), image) for image in images]


def find_meshes(images: list[np.ndarray], *, least: float = 0.3) -> list[np.ndarray | None]:
    """The most prominent face's landmarks in each picture: (478, 3) float64, x right, y down,
    z negative towards the camera, all pixels; None where there is no face."""
    with _mediapipe() as mp:
        kind = mp.solutions.face_mesh.FaceMesh
        settings = {"static_image_mode": True, "refine_landmarks": True, "max_num_faces": 1}
        with kind(min_detection_confidence=least, **settings) as mesh:
            return [_landmarks(mesh.process(image), image) for image in images]


def find_person(image: np.ndarray) -> np.ndarray:
    """Probability that a pixel belongs to a person: (h, w) float32 in [0, 1]."""
    import cv2

    h, w = image.shape[:2]
    shrink = min(1.0, SEGMENTER_MAX_SIDE / max(h, w))
    small = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    with _mediapipe() as mp:
        with mp.solutions.selfie_segmentation.SelfieSegmentation(model_selection=0) as model:
            mask = model.process(small).segmentation_mask
    return cv2.resize(mask, (w, h), interpolation=cv2.INTER_LINEAR)


def _boxes(result, image: np.ndarray) -> list[Found]:
    h, w = image.shape[:2]
    found = []
    for detection in result.detections or ():
        box = detection.location_data.relative_bounding_box
        corners = (box.xmin, box.ymin, box.xmin + box.width, box.ymin + box.height)
        x0, y0, x1, y1 = (float(c * side) for c, side in zip(corners, (w, h, w, h), strict=True))
        found.append(Found((x0, y0, x1, y1), float(detection.score[0])))
    return found


def _landmarks(result, image: np.ndarray) -> np.ndarray | None:
    if not result.multi_face_landmarks:
        return None
    h, w = image.shape[:2]
    marks = result.multi_face_landmarks[0].landmark
    return np.array([(m.x * w, m.y * h, m.z * w) for m in marks])


@contextmanager
def _mediapipe() -> Iterator:
    """The mediapipe module, with standard error closed: its C++ side writes a dozen lines
    of notices there, which no setting turns off."""
    with _QUIET:
        sys.stderr.flush()
        kept = os.dup(2)
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 2)
        try:
            yield _import_mediapipe()
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(sink)


def _import_mediapipe():
    try:
        import mediapipe
    except ImportError as error:
        raise MiniMeError(
            f"MediaPipe can't be loaded ({error}); on Debian or Ubuntu install libgl1 and"
            " libglib2.0-0, and use Python 3.11 or 3.12."
        ) from error
    return mediapipe
