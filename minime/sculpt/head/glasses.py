"""Spectacles that fit a face: rims around the eyes, a bridge, temples to the ears, lenses.

Landmarks (478, 3) and parts are in the head frame (mm at human size). Rims are sized by
the eyes, so that a toy's big eyes get big glasses.
"""

import numpy as np

from minime.sculpt.geometry.mesh import Material, Part
from minime.selfie.glasses import Frame, rim_outline
from minime.srgb import rgb

# Corners, lids and iris of each eye (MediaPipe); viewer's left first.
EYES = ((33, 133, 159, 145, 468), (263, 362, 386, 374, 473))
BRIDGE, EDGES = 168, (234, 454)
EAR_TOP_Y_MM, EAR_Z_MM = -4.0, -62.0
NEAR_MM = 4.0  # of the head's surface that a temple keeps clear of
CLEARANCE_MM = 7.0  # of the rims before the brow and the cheek
RIM_POINTS, TUBE_POINTS = 56, 10


def build_glasses(landmarks: np.ndarray, frame: Frame, head: np.ndarray) -> tuple[Part, ...]:
    """The ``frame`` of glossy tubes ("accessory") and two lenses ("clear", or dark), on a face with
    ``landmarks`` of a ``head`` (n, 3)."""
    rims = [_rim(np.asarray(landmarks, float), side, frame) for side in (0, 1)]
    thick = frame.rim_mm
    tubes = [_tube(rim, thick, closed=True) for rim in rims]
    tubes.append(_tube(_bridge(landmarks, rims), thick * 0.95))
    if frame.shape == "aviator":
        tubes.append(_tube(_top_bar(rims), thick * 0.8))
    for side, rim in zip((-1, 1), rims, strict=True):
        line = _temple(landmarks, rim, side)
        tubes.append(_tube(_beside(line, head, side, thick), thick * 0.9, flat=1.5))
    vertices, faces = _merge(tubes)
    paint = tuple(rgb(frame.color).tolist())
    layer, lens = "clear", Material(color=(0.9, 0.95, 1.0), finish="clear")
    if frame.lens:
        layer, lens = "accessory", Material(color=tuple(rgb(frame.lens).tolist()), finish="gloss")
    return (
        _part("glasses", "accessory", vertices, faces, Material(color=paint, finish="gloss")),
        *(_part("lens", layer, *_lens(rim), lens) for rim in rims),
    )


def _rim(landmarks: np.ndarray, side: int, frame: Frame) -> np.ndarray:
    """(RIM_POINTS, 3) middle line of one rim, before the eye, bent a little round the face."""
    eye = landmarks[list(EYES[side])]
    middle = eye[:2].mean(0) * [1, 0, 1] + [0, eye[:4, 1].mean(), 0]
    width = np.linalg.norm(eye[0, :2] - eye[1, :2])
    opening = max(abs(eye[2, 1] - eye[3, 1]), 0.3 * width)
    half_x, half_y = width / 2 * np.array(frame.size)
    half_y = max(half_y, opening * 0.75)
    nose_gap = abs(middle[0] - landmarks[BRIDGE, 0]) - 5.5
    half_x = min(half_x, nose_gap)
    x, y = rim_outline(frame.shape, RIM_POINTS)
    outer = 1 if middle[0] > 0 else -1
    place = middle[:2] + np.stack([x * outer * half_x, y * half_y - 0.06 * half_y], 1)
    front = _front_of(landmarks, place, middle, half_x)
    return np.column_stack([place, front])


def _front_of(landmarks, place, middle, half_x) -> np.ndarray:
    """z of a plane through the rim that clears the face, swept back towards the temples."""
    near = np.abs(landmarks[:468, :2] - middle[:2]).max(1) < half_x * 1.05
    inner = np.abs(landmarks[:468, 0]) > 11
    base = landmarks[:468][near & inner]
    slope = 0.24  # how far the rims wrap round the face
    level = (base[:, 2] + slope * np.abs(base[:, 0])).max() + CLEARANCE_MM * 0.5
    return level - slope * np.abs(place[:, 0])


def _bridge(landmarks: np.ndarray, rims: list[np.ndarray]) -> np.ndarray:
    ends = [rim[_nearest(rim, toward)] for rim, toward in zip(rims, (1, -1), strict=True)]
    middle = (ends[0] + ends[1]) / 2
    middle = middle + [0, 4, max(3.0, landmarks[BRIDGE, 2] + 4 - middle[2])]
    t = np.linspace(0, 1, 14)[:, None]
    control = 2 * middle - (ends[0] + ends[1]) / 2
    return (1 - t) ** 2 * ends[0] + 2 * t * (1 - t) * control + t**2 * ends[1]


def _nearest(rim: np.ndarray, toward: int) -> int:
    """Index of the point a little above the middle on the side ``toward`` (-1 or 1)."""
    middle, half = rim.mean(0), np.ptp(rim, axis=0) / 2
    aim = middle[:2] + [toward * half[0], 0.3 * half[1]]
    return int(np.linalg.norm(rim[:, :2] - aim, axis=1).argmin())


def _top_bar(rims: list[np.ndarray]) -> np.ndarray:
    ends = []
    for rim, toward in zip(rims, (1, -1), strict=True):
        middle, half = rim.mean(0), np.ptp(rim, axis=0) / 2
        aim = middle[:2] + [toward * half[0] * 0.75, half[1]]
        ends.append(rim[np.linalg.norm(rim[:, :2] - aim, axis=1).argmin()])
    t = np.linspace(0, 1, 10)[:, None]
    return ends[0] + (ends[1] - ends[0]) * t + [0, 0, 1.0]


def _temple(landmarks: np.ndarray, rim: np.ndarray, side: int) -> np.ndarray:
    """From the rim's outer edge straight back over the ear, then down behind it."""
    hinge = rim[_nearest(rim, side)]
    reach = max(abs(landmarks[EDGES[0 if side < 0 else 1], 0]) + 4, abs(hinge[0]) + 2)
    corner = np.array([side * (abs(hinge[0]) + 3), hinge[1] + 1, hinge[2] - 7])
    ear = np.array([side * (reach + 1), EAR_TOP_Y_MM + 6, EAR_Z_MM])
    hook = ear + [-side * 5, -15, -16]
    points = np.array([hinge, corner, (corner + ear) / 2 + [side * 3, 0, 0], ear, hook])
    from scipy.interpolate import PchipInterpolator

    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    return PchipInterpolator(run, points, axis=0)(np.linspace(0, run[-1], 36))


def _beside(line: np.ndarray, head: np.ndarray, side: int, thick: float) -> np.ndarray:
    """The ``line`` of a temple moved outwards where the ``head`` would swallow it."""
    near = np.abs(line[:, None, 1:] - head[None, :, 1:]).max(-1) < NEAR_MM
    reach = np.where(near, side * head[:, 0], -np.inf).max(1) + thick
    before = line[:, 2] > EAR_Z_MM  # behind it, the ear hides the hook
    out = np.where(before, np.maximum(side * line[:, 0], reach), side * line[:, 0])
    return np.column_stack([side * out, line[:, 1:]])


def _tube(line: np.ndarray, radius: float, *, closed: bool = False, flat: float = 1.0):
    """(vertices, faces) of a tube along ``line`` (n, 3); ``flat`` makes it taller than deep."""
    ahead = np.roll(line, -1, 0) - np.roll(line, 1, 0) if closed else np.gradient(line, axis=0)
    along = ahead / np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    aim = np.array([0.0, 0.0, 1.0]) if closed or flat == 1.0 else np.array([1.0, 0.0, 0.35])
    one = aim - along * (along @ aim)[:, None]
    one /= np.maximum(np.linalg.norm(one, axis=1, keepdims=True), 1e-9)
    two = np.cross(along, one)
    a = np.linspace(0, 2 * np.pi, TUBE_POINTS, endpoint=False)
    ring = np.cos(a)[None, :, None] * one[:, None] + flat * np.sin(a)[None, :, None] * two[:, None]
    body = line[:, None] + radius * ring
    n, m = len(line), TUBE_POINTS
    i, j = np.meshgrid(np.arange(n if closed else n - 1), np.arange(m), indexing="ij")
    p, q = i * m + j, i * m + (j + 1) % m
    r, s = (p + m) % (n * m), (q + m) % (n * m)
    faces = np.concatenate([np.stack([p, q, s], -1), np.stack([p, s, r], -1)]).reshape(-1, 3)
    vertices = body.reshape(-1, 3)
    if not closed:
        vertices = np.concatenate([vertices, line[[0, -1]]])
        j, after = np.arange(m), (np.arange(m) + 1) % m
        first = np.stack([np.full(m, n * m), after, j], 1)
        last = np.stack([np.full(m, n * m + 1), (n - 1) * m + j, (n - 1) * m + after], 1)
        faces = np.concatenate([faces, first, last])
    return vertices, faces


def _lens(rim: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A closed, slightly domed disc inside the rim."""
    n, middle = len(rim), rim.mean(0)
    shells = []
    for depth in (0.6, -0.6):
        ring = middle + (rim - middle) * 0.97 + [0, 0, depth]
        shells += [ring, (middle + [0, 0, 2.0 + depth])[None]]
    vertices = np.concatenate(shells)
    j, after = np.arange(n), (np.arange(n) + 1) % n
    front = np.stack([np.full(n, n), j, after], 1)
    back = np.stack([np.full(n, 2 * n + 1), n + 1 + after, n + 1 + j], 1)
    edge = np.concatenate(
        [np.stack([j, n + 1 + j, n + 1 + after], 1), np.stack([j, n + 1 + after, after], 1)]
    )
    faces = np.concatenate([front, back, edge])
    turning = np.cross(rim[1] - middle, rim[2] - middle)[2]
    return vertices, faces if turning > 0 else faces[:, ::-1]


def _merge(meshes) -> tuple[np.ndarray, np.ndarray]:
    starts = np.cumsum([0] + [len(v) for v, _ in meshes[:-1]])
    vertices = np.concatenate([v for v, _ in meshes])
    return vertices, np.concatenate([f + s for (_, f), s in zip(meshes, starts, strict=True)])


def _part(name: str, layer, vertices, faces, material: Material) -> Part:
    return Part(
        name=name,
        layer=layer,
        vertices=vertices.astype(np.float32),
        faces=faces.astype(np.int32),
        material=material,
    )
