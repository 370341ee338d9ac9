"""Control images of a sculpt: what a ControlNet is shown so that the toy's head stays put.

A :class:`minime.sculpt.Sculpt` or its arrays in, uint8 RGB pictures of the draft's size out.
Pixels are x right, y down. The face map is the drawing of controlnet_aux's
MediapipeFaceDetector (what CrucibleAI/ControlNetMediaPipeFace was trained on), made from the
sculpt's own landmarks, so it is exact where a detector would only guess.
"""

from __future__ import annotations

import importlib
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minime.errors import CheckpointError
from minime.landmarks import OPENPOSE_FACE, OPENPOSE_HEAD
from minime.srgb import from_linear, to_bytes

if TYPE_CHECKING:
    from minime.sculpt import Sculpt

KINDS = ("face", "depth", "canny", "openpose")
KNOWN = ("draft", "paint", "normals")  # what the renderer knows, for ControlNets of our own


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """A square piece of a sculpt, as :class:`minime.sculpt.Sculpt` has the whole: what its
    control images are drawn of."""

    draft: np.ndarray
    paint: np.ndarray
    depth: np.ndarray
    normals: np.ndarray
    landmarks: np.ndarray

    @classmethod
    def of(cls, sculpt: Sculpt, box: tuple[int, int, int, int], size: int) -> View:
        """The piece in ``box``, half-open pixels, brought to ``size`` pixels a side."""
        x0, y0, x1, y1 = box
        piece = {
            name: _scale(getattr(sculpt, name)[y0:y1, x0:x1], size)
            for name in ("draft", "paint", "depth", "normals")
        }
        landmarks = (np.asarray(sculpt.landmarks, float) - (x0, y0, 0)) * (size / (x1 - x0))
        return cls(landmarks=landmarks, **piece)


def control_images(sculpt: Sculpt | View, kinds: tuple[str, ...] = KINDS) -> dict[str, np.ndarray]:
    """The control images of ``kinds``, each (h, w, 3) uint8 of the draft's size.

    Raises CheckpointError for a kind that isn't in KINDS or KNOWN.
    """
    unknown = [kind for kind in kinds if kind not in KINDS + KNOWN]
    if unknown:
        raise CheckpointError(
            f'There is no control image "{unknown[0]}"; choose from {", ".join(KINDS)}.'
        )
    height, width = sculpt.draft.shape[:2]
    draw = {
        "face": lambda: draw_face_map(sculpt.landmarks, (width, height)),
        "depth": lambda: draw_depth(sculpt.depth, np.isfinite(sculpt.depth)),
        "canny": lambda: draw_canny(sculpt.draft),
        "openpose": lambda: draw_openpose(sculpt.landmarks, (width, height)),
        "draft": lambda: sculpt.draft,
        "paint": lambda: to_bytes(from_linear(sculpt.paint)),
        "normals": lambda: to_bytes(0.5 + 0.5 * sculpt.normals),
    }
    return {kind: draw[kind]() for kind in kinds}


def _scale(array: np.ndarray, size: int) -> np.ndarray:
    """(size, size, ...) of the same type: pictures by Lanczos, what the renderer knows smoothly,
    but for depths, whose edges must not become slopes."""
    import cv2

    if array.dtype == np.uint8:
        return resize(array, size, size)
    way = cv2.INTER_AREA if len(array) > size else cv2.INTER_LINEAR
    if array.ndim == 2:
        way = cv2.INTER_NEAREST
    return cv2.resize(array, (size, size), interpolation=way)


def resize(picture: np.ndarray, height: int, width: int) -> np.ndarray:
    """Resized by Lanczos, or the same picture if it has the size already."""
    from PIL import Image

    if picture.shape[:2] == (height, width):
        return picture
    image = Image.fromarray(np.ascontiguousarray(picture))
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS))


def draw_face_map(landmarks: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Lines of face oval, eyes, brows and lips, and the pupils, on black: (h, w, 3) uint8 RGB.

    landmarks: (478, 3) px in a picture of ``size`` (width, height); all points may lie outside.
    """
    import mediapipe as mp

    style = _import_quietly("controlnet_aux.mediapipe_face.mediapipe_face_common")
    width, height = size
    points = _normalized_landmarks(landmarks, width, height)
    canvas = np.zeros((height, width, 3), np.uint8)
    mp.solutions.drawing_utils.draw_landmarks(
        canvas,
        points,
        connections=style.face_connection_spec.keys(),
        landmark_drawing_spec=None,
        connection_drawing_spec=style.face_connection_spec,
    )
    style.draw_pupils(canvas, points, style.iris_landmark_spec, 2)
    # The drawing is made in blue, green, red order; the ControlNet learned red, green, blue.
    return np.ascontiguousarray(canvas[:, :, ::-1])


def draw_depth(depth_mm: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
    """Near is white, far is black, as the depth ControlNet wants it: (h, w, 3) uint8.

    depth_mm: (h, w) from the camera. mask: (h, w) bool, where there is something; elsewhere
    the picture is black. The range is stretched over the 1st to 99th hundredth of the depths.
    """
    seen = np.isfinite(depth_mm) & (True if mask is None else mask.astype(bool))
    if not seen.any():
        return np.zeros((*depth_mm.shape, 3), np.uint8)
    near, far = np.percentile(depth_mm[seen], (1, 99))
    closeness = (far - np.where(seen, depth_mm, far)) / max(far - near, 1e-6)
    # Something far is still brighter than nothing at all.
    grey = np.where(seen, 16 + 239 * np.clip(closeness, 0, 1), 0)
    return np.repeat(np.rint(grey).astype(np.uint8)[:, :, None], 3, axis=2)


def draw_openpose(landmarks: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The head of an OpenPose figure: nose, eyes and ears with the lines between them, and the
    70 points of its face, as controlnet_aux draws them; (h, w, 3) uint8 RGB.

    landmarks: (478, 3) px in a picture of ``size`` (width, height).
    """
    pose = _import_quietly("controlnet_aux.open_pose")
    width, height = size
    body = pose.body

    def point(index: int):
        x, y = np.asarray(landmarks, float)[index, :2] / (width, height)
        return body.Keypoint(x=float(x), y=float(y))

    joints = [None] * 18
    for joint, index in OPENPOSE_HEAD.items():
        joints[joint] = point(index)
    figure = pose.PoseResult(
        body=body.BodyResult(keypoints=joints, total_score=1.0, total_parts=len(OPENPOSE_HEAD)),
        left_hand=None,
        right_hand=None,
        face=[point(index) for index in OPENPOSE_FACE],
    )
    return pose.draw_poses([figure], height, width)


def draw_canny(draft: np.ndarray, low: int = 100, high: int = 200) -> np.ndarray:
    """White edges on black of an (h, w, 3) uint8 picture, by controlnet_aux's detector."""
    from PIL import Image

    size = min(draft.shape[:2])
    edges = _import_quietly("controlnet_aux").CannyDetector()(
        draft,
        low_threshold=low,
        high_threshold=high,
        detect_resolution=size,
        image_resolution=size,
        output_type="np",
    )
    # The detector rounds sizes to multiples of 64.
    height, width = draft.shape[:2]
    if edges.shape[:2] == (height, width):
        return edges
    return np.asarray(Image.fromarray(edges).resize((width, height), Image.Resampling.BILINEAR))


def _normalized_landmarks(landmarks: np.ndarray, width: int, height: int):
    """MediaPipe's own list: x and y in shares of the picture, z in shares of its width."""
    from mediapipe.framework.formats import landmark_pb2

    points = np.asarray(landmarks, float) / (width, height, width)
    return landmark_pb2.NormalizedLandmarkList(
        landmark=[landmark_pb2.NormalizedLandmark(x=x, y=y, z=z) for x, y, z in points]
    )


def _import_quietly(name: str):
    """A module of controlnet_aux, without the warnings about other libraries' old ways that
    importing all of its detectors brings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)
