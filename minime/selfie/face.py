"""Finds faces in a picture: 478 landmarks (MediaPipe face mesh, refined irises) and head pose.

Picture frame: pixels, x right, y down; a landmark's z is in pixels too, negative towards
the camera. Head frame: millimetres, x to the viewer's right, y up, z out of the face,
origin midway between the outer eye corners (landmarks 33 and 263), which are 90 mm apart.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from minime.selfie.detector import Found, find_boxes, find_meshes

EYE_CORNERS = (33, 263)  # outer; picture's left and right on an unmirrored photo
EYE_DISTANCE_MM = 90.0
HEAD_MARGIN = 1.35  # side of the crop over the longer side of the head's box
DETECTOR_SIDE = 448
# Bone, not muscle: eye corners, nose bridge, forehead, temples, cheek sides.
RIGID = (33, 133, 362, 263, 168, 6, 197, 195, 5, 10, 151, 9, 8, 109, 338, 67, 297)
RIGID += (103, 332, 54, 284, 21, 251, 162, 389, 127, 356, 234, 454, 93, 323)
RIGID += (116, 345, 111, 340, 117, 346, 118, 347, 50, 280)
OUTLINE_WEIGHT = 0.4  # the face's edge slides over the skin when the head turns
OUTLINE = (10, 109, 338, 67, 297, 103, 332, 54, 284, 21, 251, 162, 389, 127, 356, 234, 454, 93, 323)
FLIP = np.array([1.0, -1.0, -1.0])  # picture axes to x right, y up, z to the viewer

# The mesh's depths are too shallow: stretched by this, turned faces come out symmetrical and
# synthetic heads of known yaw are read without bias (23 heads, -28 to 23 degrees).
DEPTH_STRETCH = 1.22
MESH_PITCH_DEG = -5.9  # what the mesh reads of heads that look straight on (23 heads)

GREY = 128  # pads pictures: a repeated border looks like more face to the detector
TILE = 640  # pixels; a 60-pixel face is a tenth of it, which the full range model sees
WHOLE_SCORE = 0.5  # least score in the whole picture
TILE_SCORE = 0.6  # tiles are many, so each must be surer
CONFIRM_CROPS = (1.6, 2.2, 3.0, 4.0)  # side of the crop over the face's
CONFIRM_SCORE = 0.5
MESH_SIDE = 512  # pixels of the crop that the mesh sees
CROPS = ((2.0, 0.0, 0.0), (1.75, 0.03, -0.02), (2.3, -0.03, 0.02))  # size / face, shift / face


@dataclass(frozen=True, kw_only=True)
class HeadPose:
    """Where the head turns, in degrees, as seen in the picture.

    yaw: positive towards the right edge of the picture. pitch: positive looking up.
    roll: positive clockwise. Zero pitch has landmarks 10 (forehead) and 152 (chin) at
    the same depth.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float

    def matrix(self) -> np.ndarray:
        """(3, 3) rotation Ry(yaw) Rx(-pitch) Rz(-roll) of the head frame, seen from the front."""
        y, x, z = np.radians((self.yaw_deg, -self.pitch_deg, -self.roll_deg))
        turn_y = [[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]]
        turn_x = [[1, 0, 0], [0, np.cos(x), -np.sin(x)], [0, np.sin(x), np.cos(x)]]
        turn_z = [[np.cos(z), -np.sin(z), 0], [np.sin(z), np.cos(z), 0], [0, 0, 1]]
        return np.array(turn_y) @ np.array(turn_x) @ np.array(turn_z)


@dataclass(frozen=True, kw_only=True, eq=False)
class Face:
    """One face. landmarks: (478, 3) float32 in the picture frame. box: half-open pixels
    (x0, y0, x1, y1). score: the face detector's own, in [0, 1]."""

    landmarks: np.ndarray
    box: tuple[int, int, int, int]
    score: float
    pose: HeadPose


class Fit(NamedTuple):
    """Points = scale * rotation @ template + offset, with x right, y up, z to the viewer."""

    rotation: np.ndarray
    scale: float
    offset: np.ndarray


def find_faces(image: np.ndarray) -> tuple[Face, ...]:
    """All faces in ``image`` (h, w, 3) uint8, the largest first; empty if there are none.

    A face may be cut by the picture's edge or fill it; 60 pixels are enough.
    """
    faces = [face for found in _candidates(image) if (face := _measure_face(image, found))]
    faces.sort(key=lambda face: -_area(face.box))
    return tuple(face for i, face in enumerate(faces) if not _seen(face, faces[:i]))


def crop_head(picture: np.ndarray, head_box: tuple[int, int, int, int]) -> np.ndarray:
    """The square round ``head_box`` (half-open pixels, hair included) of ``picture``, uint8, at
    the size that the face detector likes."""
    x0, y0, x1, y1 = head_box
    side = HEAD_MARGIN * max(x1 - x0, y1 - y0)
    return crop_square(picture, ((x0 + x1) / 2, (y0 + y1) / 2), side, DETECTOR_SIDE)[0]


def face_of_head(head: np.ndarray) -> Face | None:
    """The largest face in a crop of :func:`crop_head`, if it lies where the head is."""
    middle = head.shape[0] / 2
    for face in find_faces(head):
        x0, y0, x1, y1 = face.box
        if x0 < middle < x1 and y1 > middle * 0.8:
            return face
    return None


def detection_score(image: np.ndarray) -> float:
    """The face detector's score of its best face in ``image``, in [0, 1]; 0 if there is none."""
    (found,) = find_boxes([np.ascontiguousarray(image)], far=False, least=0.1)
    return max((f.score for f in found), default=0.0)


def fit_template(landmarks_px: np.ndarray) -> Fit:
    """Weighted similarity fit of the template's rigid points to landmarks (478, 3) in pixels,
    both with their depths stretched by DEPTH_STRETCH."""
    stretch = (1.0, 1.0, DEPTH_STRETCH)
    points = (np.asarray(landmarks_px, float) * FLIP * stretch)[list(RIGID)]
    weights = np.where(np.isin(RIGID, OUTLINE), OUTLINE_WEIGHT, 1.0)
    return fit_similarity(template()[0][list(RIGID)] * stretch, points, weights)


def fit_similarity(
    source: np.ndarray, target: np.ndarray, weights: np.ndarray | None = None
) -> Fit:
    """Least squares rotation, scale and offset that bring ``source`` (n, 3) onto ``target``."""
    w = np.ones(len(source)) if weights is None else weights
    w = (w / w.sum())[:, None]
    center_s, center_t = (w * source).sum(0), (w * target).sum(0)
    a, b = source - center_s, target - center_t
    u, s, vt = np.linalg.svd(b.T @ (w * a))
    s[2] *= (sign := np.sign(np.linalg.det(u @ vt)))
    rotation = u @ np.diag([1, 1, sign]) @ vt
    scale = s.sum() / (w * a * a).sum()
    return Fit(rotation, float(scale), center_t - scale * rotation @ center_s)


def pose_of(landmarks_px: np.ndarray) -> HeadPose:
    """The head's pose from landmarks (478, 3) in the picture frame."""
    level = HeadPose(yaw_deg=0.0, pitch_deg=-MESH_PITCH_DEG, roll_deg=0.0).matrix()
    return pose_from_matrix(fit_template(landmarks_px).rotation @ level)


def pose_from_matrix(rotation: np.ndarray) -> HeadPose:
    """The pose whose ``matrix()`` is the (3, 3) ``rotation``."""
    r = np.asarray(rotation, float)
    yaw = np.arctan2(r[0, 2], r[2, 2])
    pitch = np.arcsin(np.clip(r[1, 2], -1, 1))
    roll = -np.arctan2(r[1, 0], r[1, 1])
    yaw, pitch, roll = (float(np.degrees(angle)) for angle in (yaw, pitch, roll))
    return HeadPose(yaw_deg=yaw, pitch_deg=pitch, roll_deg=roll)


def angle_between(a: np.ndarray, b: np.ndarray) -> float:
    """Total angle in degrees of the rotation that takes ``a`` to ``b``, both (3, 3)."""
    cosine = (np.trace(np.asarray(a).T @ np.asarray(b)) - 1) / 2
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def head_landmarks(face: Face) -> np.ndarray:
    """The face's landmarks (478, 3) float32 in the head frame: pose removed, expression kept."""
    return unpose(face.landmarks)


def unpose(landmarks_px: np.ndarray) -> np.ndarray:
    """Landmarks (478, 3) in the picture frame to the head frame, (478, 3) float32, mm.

    The more the head is turned, the more the far half takes after the near half, which the
    mesh has seen; a frontal face keeps its asymmetry.
    """
    stretch = np.array([1.0, 1.0, DEPTH_STRETCH])
    fit = fit_template(landmarks_px)
    points = (np.asarray(landmarks_px, float) * FLIP * stretch - fit.offset) @ fit.rotation
    points = _to_head_frame(points / fit.scale / stretch)
    twin = points[template()[1]] * (-1.0, 1.0, 1.0)
    yaw = np.degrees(np.arctan2(fit.rotation[0, 2], fit.rotation[2, 2]))
    turned = float(np.clip((abs(yaw) - 8) / 25, 0, 1))
    far = np.clip(points[:, :1] * np.sign(yaw) / 12 + 0.5, 0, 1)
    blend = turned * (0.35 + 0.45 * far)
    points = points * (1 - blend) + twin * blend
    points[:, 2] += 0.25 * (twin[:, 2] - points[:, 2]) * (1 - turned)
    return _to_head_frame(points).astype(np.float32)


@lru_cache(maxsize=1)
def template() -> tuple[np.ndarray, np.ndarray]:
    """(landmarks, mirror): a generic face (478, 3) float64 in the head frame, and each
    landmark's twin on the other side (478,) int. Both read-only."""
    with np.load(Path(__file__).with_name("template_face.npz")) as stored:
        landmarks, mirror = stored["landmarks"].astype(float), stored["mirror"].astype(int)
    landmarks.setflags(write=False)
    mirror.setflags(write=False)
    return landmarks, mirror


def crop_square(image: np.ndarray, center: tuple[float, float], side: float, size: int):
    """The square of ``side`` pixels round ``center`` brought to ``size`` pixels, grey where it
    leaves the picture: ((size, size, 3) uint8, scale, (x0, y0)), where a point p of the crop
    is p / scale + (x0, y0) in the picture."""
    import cv2

    half = max(int(round(side / 2)), 8)
    x0, y0 = int(round(center[0])) - half, int(round(center[1])) - half
    canvas = np.full((2 * half, 2 * half, 3), GREY, np.uint8)
    h, w = image.shape[:2]
    left, top, right, bottom = max(x0, 0), max(y0, 0), min(x0 + 2 * half, w), min(y0 + 2 * half, h)
    if right > left and bottom > top:
        canvas[top - y0 : bottom - y0, left - x0 : right - x0] = image[top:bottom, left:right]
    kind = cv2.INTER_AREA if size < 2 * half else cv2.INTER_CUBIC
    return cv2.resize(canvas, (size, size), interpolation=kind), size / (2 * half), (x0, y0)


def _to_head_frame(points: np.ndarray) -> np.ndarray:
    """Shift and scale so that the outer eye corners are EYE_DISTANCE_MM apart round the origin."""
    left, right = points[EYE_CORNERS[0]], points[EYE_CORNERS[1]]
    return (points - (left + right) / 2) * (EYE_DISTANCE_MM / np.linalg.norm(right - left))


def _candidates(image: np.ndarray) -> list[Found]:
    """Face boxes in picture pixels: whole picture, then padded, then ever smaller tiles."""
    side = max(image.shape[:2])
    center = (image.shape[1] / 2, image.shape[0] / 2)
    found = _look(image, [(center, 1.0 * side), (center, 1.6 * side)], WHOLE_SCORE)
    tile = side / 2
    while tile >= TILE * 0.75 and (not found or tile > side / 3):
        found += _look(image, _tiles(image, max(tile, TILE)), TILE_SCORE)
        tile /= 2
    if not found:
        found = _look(image, [(center, s * side) for s in (0.6, 2.4, 3.2)], WHOLE_SCORE)
    return _distinct(found)


def _tiles(image: np.ndarray, tile: float) -> list[tuple[tuple[float, float], float]]:
    """Squares that overlap by a quarter and cover the picture: (center, side) each."""
    h, w = image.shape[:2]
    rows, columns = (max(1, int(np.ceil((n - tile / 4) / (tile * 0.75)))) for n in (h, w))
    ys = np.linspace(tile / 2, max(h - tile / 2, tile / 2), rows)
    xs = np.linspace(tile / 2, max(w - tile / 2, tile / 2), columns)
    return [((float(x), float(y)), tile) for y in ys for x in xs]


def _look(image: np.ndarray, squares, least: float) -> list[Found]:
    """Both detectors on each square of the picture; boxes in picture pixels."""
    crops = [crop_square(image, center, side, TILE // 2) for center, side in squares]
    pictures = [crop for crop, _, _ in crops]
    found = []
    for far in (True, False):
        for (_, scale, corner), boxes in zip(
            crops, find_boxes(pictures, far=far, least=least), strict=True
        ):
            shift = np.array([*corner, *corner])
            found += [Found(tuple(np.array(f.box) / scale + shift), f.score) for f in boxes]
    return found


def _distinct(found: list[Found]) -> list[Found]:
    """The surest box of each face."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: -f.score):
        if all(_overlap(one.box, other.box) < 0.3 for other in kept):
            kept.append(one)
    return kept


def _measure_face(image: np.ndarray, found: Found) -> Face | None:
    """The mesh on crops round a found box, averaged; None if the mesh sees no face there."""
    rough = _mesh_in(image, found.box, ((2.0, 0, 0), (2.8, 0, 0), (1.5, 0, 0)))
    if not rough:
        return None
    box = _box(rough[0])
    if _overlap(box, found.box) < 0.2:
        return None
    meshes = _mesh_in(image, box, CROPS) or rough
    landmarks = np.mean([m for m in meshes if _overlap(_box(m), box) > 0.5] or rough[:1], axis=0)
    landmarks = landmarks.astype(np.float32)
    landmarks.setflags(write=False)
    if not (score := _confirm(image, _box(landmarks))):
        return None
    return Face(
        landmarks=landmarks,
        box=_whole_box(landmarks),
        score=max(found.score, score),
        pose=pose_of(landmarks),
    )


def _confirm(image: np.ndarray, box) -> float:
    """The close detector's score on crops round a found face, or 0 if either detector does
    not see it: cats, cups and galaxies please one of them."""
    x0, y0, x1, y1 = box
    center, size = ((x0 + x1) / 2, (y0 + y1) / 2), max(x1 - x0, y1 - y0)
    cuts = [crop_square(image, center, k * size, TILE // 2) for k in CONFIRM_CROPS]
    best = []
    for far in (False, True):
        found = find_boxes([cut for cut, _, _ in cuts], far=far, least=CONFIRM_SCORE)
        scores = [
            f.score
            for boxes, (_, scale, corner) in zip(found, cuts, strict=True)
            for f in boxes
            if _overlap(np.array(f.box) / scale + np.array([*corner, *corner]), box) > 0.3
        ]
        best.append(max(scores, default=0.0))
    return best[0] if min(best) > 0 else 0.0


def _mesh_in(image: np.ndarray, box, crops) -> list[np.ndarray]:
    """Landmarks in picture pixels from each crop (size, shift right, shift down, in faces)."""
    x0, y0, x1, y1 = box
    size = max(x1 - x0, y1 - y0)
    cuts = [
        crop_square(
            image, ((x0 + x1) / 2 + dx * size, (y0 + y1) / 2 + dy * size), k * size, MESH_SIDE
        )
        for k, dx, dy in crops
    ]
    meshes = find_meshes([crop for crop, _, _ in cuts])
    return [
        mesh / scale + (*corner, 0.0)
        for mesh, (_, scale, corner) in zip(meshes, cuts, strict=True)
        if mesh is not None
    ]


def _box(landmarks: np.ndarray) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    return float(x0), float(y0), float(x1), float(y1)


def _whole_box(landmarks: np.ndarray) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = _box(landmarks)
    return int(np.floor(x0)), int(np.floor(y0)), int(np.ceil(x1)), int(np.ceil(y1))


def _area(box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _overlap(a, b) -> float:
    """Intersection over union of two boxes."""
    both = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    shared = _area(both) if both[2] > both[0] and both[3] > both[1] else 0.0
    return shared / max(_area(a) + _area(b) - shared, 1e-9)


def _seen(face: Face, others: list[Face]) -> bool:
    return any(_overlap(face.box, other.box) > 0.4 for other in others)
