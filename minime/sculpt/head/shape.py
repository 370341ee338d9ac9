"""The person's own face on a toy's head: landmarks in, closed meshes out.

Head frame of selfie/face.py (mm at human size). A smooth thin plate through the
exaggerated landmarks gives the face as a height field z = h(x, y); cut by the face oval
and merged smoothly with a skull and ears it becomes one signed distance field, which
marching cubes turns into the mesh. Painted features then land on the landmarks.
"""

from dataclasses import dataclass

import numpy as np

from minime.landmarks import EYES, INNER_LIPS, OUTER_LIPS, OVAL, centre
from minime.preset import FaceShape
from minime.sculpt.head.beard import CUTS, beard_weight
from minime.selfie.silhouette import HALF_FACE_MM, Cranium

CELL_MM = 1.7  # marching cubes at full detail
LOW, HIGH = np.array([-94.0, -130.0, -174.0]), np.array([94.0, 138.0, 74.0])
# Of the usual skull; people of all ages measure 1.22 times as deep as they are wide.
SKULL_CENTRE, SKULL_RADII = np.array([0.0, 12.0, -69.0]), np.array([74.0, 92.0, 92.0])
EAR_CENTRE, EAR_RADII = np.array([74.0, -17.0, -58.0]), np.array([7.0, 30.0, 17.0])
OVAL_MARGIN_MM = 4.5  # undoes what rounding the edge takes away
SIDE_MM = (24.0, 8.0)  # inside the oval, from where to where the face is smoothed
SIDE_SMOOTH_MM = 6.5
SMOOTHING = 15.0  # of the thin plate; more flattens the nose
JAW_SLOPE = 0.42  # how steeply the jaw rises from chin to neck
LID_MM = 12.0  # of an open eye's upper lid over its middle, with some room
# Face factors at the slider's middle are the preset's own, so at 1 they count twice.
STYLE_GAIN = 2.0


@dataclass(frozen=True, kw_only=True, eq=False)
class HeadShape:
    """vertices (n, 3), normals (n, 3) float32 head frame; faces (m, 3) int32, the first
    ``front`` of them are the painted face, the rest is plain skin. landmarks: (478, 3) on it.
    centre, radii: (3,) of the skull's ellipsoid, mm."""

    vertices: np.ndarray
    normals: np.ndarray
    faces: np.ndarray
    front: int
    landmarks: np.ndarray
    centre: np.ndarray
    radii: np.ndarray


def exaggerate(landmarks: np.ndarray, face: FaceShape, amount: float) -> np.ndarray:
    """(478, 3) landmarks of the toy: the preset's ``face`` factors at ``amount`` in [0, 1]."""
    gain = STYLE_GAIN * amount
    factor = {name: 1 + (value - 1) * gain for name, value in vars(face).items()}
    out = landmarks.astype(float).copy()
    out = _scale_eyes(out, factor["eye_width"], factor["eye_height"], factor["eye_spacing"])
    nose = _falloff(out, centre(out, (2, 4, 97, 326)), (22, 24))
    out = _scale_about(out, centre(out, (168, 4)), nose, (factor["nose"] ** 0.5, 1, factor["nose"]))
    mouth = centre(out, OUTER_LIPS)
    weight = _falloff(out, mouth, (36, 24))
    out = _scale_about(out, mouth, weight, (factor["mouth"], factor["mouth"], 1))
    return _scale_outline(out, factor)


def build_head(
    landmarks: np.ndarray,
    *,
    cranium: Cranium | None = None,
    facial_hair: str = "none",
    detail: float = 1.0,
) -> HeadShape:
    """Close the (478, 3) toy landmarks to a whole head, thicker where ``facial_hair`` grows."""
    cell = CELL_MM / detail
    axes = [np.arange(low, high, cell) for low, high in zip(LOW, HIGH, strict=True)]
    width = float(np.ptp(landmarks[[234, 454], 0]) / 2 / HALF_FACE_MM)
    centre, radii = _skull(cranium or Cranium(), width)
    field = _field(landmarks, axes, (centre, radii, width), facial_hair)
    vertices, faces, normals = _march(field, cell)
    behind = vertices[faces, 2].mean(1) < EAR_CENTRE[2] + 14
    order = np.argsort(behind, kind="stable")
    return HeadShape(
        vertices=vertices,
        normals=normals,
        faces=faces[order],
        front=int((~behind).sum()),
        landmarks=landmarks.astype(np.float32),
        centre=centre,
        radii=radii,
    )


def _scale_eyes(points: np.ndarray, wide: float, tall: float, apart: float) -> np.ndarray:
    out = points.copy()
    for eye, _, _ in EYES:
        middle = centre(points, eye)
        local = points - middle
        above = local[:, 1] > 0
        weight = np.where(
            above, _falloff(points, middle, (32, 56)), _falloff(points, middle, (32, 32))
        )[:, None]
        shift = np.array([middle[0] * (apart - 1), 0, 0])
        # Eyes grow upwards more than down, or they run into the cheeks. The brow moves with
        # the lid as a whole: were it stretched, a raised one would move less than a low one.
        local[:, 1] = np.minimum(local[:, 1], LID_MM)
        grown = local * [wide - 1, tall - 1, 0] + [0, (tall - 1) * 2.5, 0]
        out += weight * (grown + shift)
    return out


def _scale_about(points, middle, weight, factors) -> np.ndarray:
    return points + weight[:, None] * (points - middle) * (np.array(factors) - 1)


def _scale_outline(points: np.ndarray, factor: dict[str, float]) -> np.ndarray:
    out = points.copy()
    low = np.clip((-12 - out[:, 1]) / 40, 0, 1)
    mouth = centre(points, OUTER_LIPS)
    # The mouth is moved, not squashed, or a smile would lose some of its lift.
    squashed = np.where(points[:, 1] < -12, (points[:, 1] + 12) * (factor["lower_face"] - 1), 0)
    moved = (mouth[1] + 12) * (factor["lower_face"] - 1)
    out[:, 1] += squashed + _falloff(points, mouth, (36, 24)) * (moved - squashed)
    cheeks = np.exp(-(((points[:, 1] + 30) / 40) ** 2))
    out[:, 0] *= 1 + (factor["cheek_width"] - 1) * cheeks
    chin = low * np.clip((-60 - points[:, 1]) / 50, 0, 1)
    out[:, 0] *= 1 + (factor["chin"] - 1) * chin
    return out


def _falloff(points: np.ndarray, middle: np.ndarray, radii: tuple[float, float]) -> np.ndarray:
    distance = np.hypot(*((points[:, :2] - middle[:2]) / radii).T)
    return np.exp(-(distance**4))


def _skull(cranium: Cranium, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Centre and radii of the ellipsoid that reaches as high and as wide."""
    half = cranium.higher_mm / 2
    return SKULL_CENTRE + [0, half, 0], SKULL_RADII * [width, 1, 1] + [cranium.wider_mm, half, 0]


def _field(landmarks, axes, skull, facial_hair: str) -> np.ndarray:
    middle, radii, width = skull
    x, y, z = (a.astype(np.float32) for a in axes)
    height, slope, oval = _face_plate(landmarks, x, y, facial_hair)
    face = (z[None, None, :] - height[..., None]) / slope[..., None]
    face = _smooth_max(face, (oval - OVAL_MARGIN_MM)[..., None], 13.0)
    face = _smooth_max(face, (-62 - z)[None, None, :], 10.0)
    jaw = landmarks[152, 1] - 4 + JAW_SLOPE * (landmarks[152, 2] - 4 - z)  # under the chin
    face = _smooth_max(face, 0.9 * (jaw[None, None, :] - y[None, :, None]), 12.0)
    skull = _ellipsoid(x, y, z, middle, radii)
    # Behind the face the skull may not come through, or the eyes lose their sockets.
    ahead = (z[None, None, :] - height[..., None] + 3) / slope[..., None]
    skull = _smooth_max(skull, ahead - 0.5 * np.maximum(oval, 0)[..., None], 8.0)
    head = _smooth_min(face, skull, 12.0)
    for side in (-1, 1):
        head = _smooth_min(head, _ear(x, y, z, EAR_CENTRE * [side * width, 1, 1]), 4.0)
    return head


def _ear(x, y, z, spot: np.ndarray) -> np.ndarray:
    """A flap with a rolled rim that fades into the lobe, a fold within and a hollow in front."""
    flap = _ellipsoid(x, y, z, spot, EAR_RADII)
    up = ((y - spot[1]) / EAR_RADII[1])[:, None]
    ahead = ((z - spot[2]) / EAR_RADII[2])[None, :]
    out = np.hypot(up, ahead)
    rolled = np.clip(0.6 + 0.8 * up - 0.7 * ahead, 0, 1)
    rings = ((2.4, 0.86, 0.16), (-2.6, 0.62, 0.13), (1.2, 0.4, 0.12))  # mm high, where, how wide
    relief = rolled * sum(h * np.exp(-(((out - e) / w) ** 2)) for h, e, w in rings)
    hollow = spot + [np.sign(spot[0]) * 6, -1, 6]
    hollow = _ellipsoid(x, y, z, hollow, EAR_RADII * [0.8, 0.42, 0.45])
    return _smooth_max(flap - relief[None].astype(np.float32), -hollow, 2.0)


def _face_plate(landmarks, x, y, facial_hair: str):
    """Height (nx, ny) of the face, its slope factor and the signed distance to its oval."""
    import cv2
    from scipy.interpolate import RBFInterpolator
    from scipy.ndimage import gaussian_filter, zoom

    coarse_x, coarse_y = np.linspace(x[0], x[-1], 64), np.linspace(y[0], y[-1], 84)
    grid = np.stack(np.meshgrid(coarse_x, coarse_y, indexing="ij"), -1)
    points = np.unique(landmarks[:468].round(2), axis=0)
    plate = RBFInterpolator(
        points[:, :2], points[:, 2], smoothing=SMOOTHING, kernel="thin_plate_spline"
    )
    height = plate(grid.reshape(-1, 2)).reshape(64, 84)
    height = zoom(height, (len(x) / 64, len(y) / 84), order=3, grid_mode=True, mode="nearest")
    place = np.stack(np.meshgrid(x, y, indexing="ij"), -1)
    height = np.clip(height, -70, 70) - _mouth_hollow(place, landmarks)
    swell = CUTS[facial_hair].swell_mm
    if swell:
        height += swell * beard_weight(place, landmarks, facial_hair)
    contour = landmarks[list(OVAL), :2].astype(np.float32).reshape(-1, 1, 2)
    flat = place.reshape(-1, 2).astype(float)
    oval = np.array([-cv2.pointPolygonTest(contour, tuple(p), True) for p in flat])
    oval = oval.reshape(height.shape)
    cell = x[1] - x[0]
    # A turned face's far landmarks are guesses: on the steep side of the head they would
    # make furrows from cheek to ear.
    side = np.clip((oval + SIDE_MM[0]) / np.ptp(SIDE_MM), 0, 1)
    height += side * (gaussian_filter(height, SIDE_SMOOTH_MM / cell) - height)
    slope = np.sqrt(1 + np.minimum(sum(d**2 for d in np.gradient(height, cell)), 9.0))
    slope = gaussian_filter(slope, SIDE_SMOOTH_MM / cell)
    return (a.astype(np.float32) for a in (height, slope, oval))


def _mouth_hollow(place: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    inner = landmarks[list(INNER_LIPS), :2]
    half = np.maximum(np.ptp(inner, axis=0) / 2, [1, 0.1])
    if half[1] < 1.5:
        return np.zeros(place.shape[:2])
    middle = (inner.max(0) + inner.min(0)) / 2
    inside = 1 - np.hypot(*np.moveaxis((place - middle) / half, -1, 0))
    return 5.0 * np.clip(inside * 2, 0, 1)


def _ellipsoid(x, y, z, middle, radii) -> np.ndarray:
    """Approximate signed distance (first order), (nx, ny, nz) float32."""
    a, b, c = (
        ((v - m) / r).astype(np.float32) for v, m, r in zip((x, y, z), middle, radii, strict=True)
    )
    grow = a[:, None, None] ** 2 + b[None, :, None] ** 2 + c[None, None, :] ** 2
    tilt = (
        (a / radii[0])[:, None, None] ** 2
        + (b / radii[1])[None, :, None] ** 2
        + (c / radii[2])[None, None, :] ** 2
    )
    return ((grow - 1) / (2 * np.sqrt(tilt + 1e-9))).astype(np.float32)


def _smooth_min(a, b, blend: float) -> np.ndarray:
    """Polynomial smooth minimum (Quilez): within ``blend`` mm the two surfaces melt together."""
    h = np.maximum(blend - np.abs(a - b), 0) / blend
    return np.minimum(a, b) - h * h * blend / 4


def _smooth_max(a, b, blend: float) -> np.ndarray:
    return -_smooth_min(-a, -b, blend)


def _march(field: np.ndarray, cell: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    from skimage.measure import marching_cubes

    padded = np.pad(field, 1, constant_values=10.0)  # closed, whatever touches the border
    vertices, faces, normals, _ = marching_cubes(padded, 0.0, gradient_direction="descent")
    vertices = (vertices - 1) * cell + LOW
    return vertices.astype(np.float32), faces.astype(np.int32), -normals.astype(np.float32)
