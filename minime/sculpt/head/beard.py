"""Facial hair: where each kind grows on the toy's face, how far it swells, its short hairs and
locks. Head frame (mm); landmarks (478, 3) are the toy's own.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.landmarks import OUTER_LIPS
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.canvas import frontal_uv
from minime.sculpt.head.hair.lock import Locks, curve, hairs_on, lock_part, taper
from minime.sculpt.head.hair.skull import Skull

LIP_GAP_MM, LIP_EDGE_MM = 0.2, 1.4  # bare skin round the lips, and how softly it ends
DENSITY = 0.42  # hairs a square millimetre
LONGEST_LOCKS = 46
# A beard's upper edge over the mouth's corners, at these distances from its middle (1 is a
# corner); the first two are below the nose.
REACH = (0.0, 0.75, 1.15, 1.6, 2.1, 2.5, 2.8)
CHEEK_LINE_MM = np.array([8.0, 6.0, 12.0, 30.0, 46.0])


@dataclass(frozen=True, kw_only=True)
class Cut:
    """swell_mm: how far the clay is thicker. hair_mm: length of its hairs, 0 for paint alone.
    lock_mm: length of the locks below the chin. cover: of the paint, [0, 1]."""

    swell_mm: float = 0.0
    hair_mm: float = 0.0
    lock_mm: float = 0.0
    cover: float = 0.0


CUTS = {
    "none": Cut(),
    "stubble": Cut(swell_mm=0.3, cover=0.34),
    "moustache": Cut(swell_mm=1.2, hair_mm=6.5, cover=0.9),
    "goatee": Cut(swell_mm=2.0, hair_mm=6.5, cover=0.9),
    "beard": Cut(swell_mm=3.0, hair_mm=7.0, cover=0.93),
    "long_beard": Cut(swell_mm=5.0, hair_mm=8.0, lock_mm=52.0, cover=0.93),
}


def beard_weight(points: np.ndarray, landmarks: np.ndarray, kind: str = "beard") -> np.ndarray:
    """How densely facial hair of a ``kind`` grows at (..., 2) frontal positions, in [0, 1]."""
    x, y = points[..., 0], points[..., 1]
    lips = landmarks[list(OUTER_LIPS), :2]
    middle = lips.mean(0)
    corner = max(np.ptp(landmarks[[61, 291], 0]) / 2, 1.0)
    beside = np.abs(x - middle[0]) / corner
    nose, mouth = landmarks[2, 1], landmarks[[61, 291], 1].mean()
    # Up to the nose in the middle, low on the cheeks, rising to the sideburns.
    line = np.interp(beside, REACH, np.concatenate([[nose - 2, nose - 3], mouth + CHEEK_LINE_MM]))
    grown = 1 / (1 + np.exp(-(line - y) / 2.2)) * _off_lips(x, y, lips)
    grown = grown * np.clip((nose + 1 - y) / 2.5 + 4 * np.clip(beside - 0.9, 0, 1), 0, 1)
    if kind == "moustache":
        low = middle[1] - 4 * np.clip(beside - 0.75, 0, 1)
        return grown * np.clip((y - low) / 2.5, 0, 1) * np.clip((1.28 - beside) / 0.2, 0, 1)
    # Thin beside the tuft under the lip, as most beards are.
    bare = np.hypot((beside - 0.62) / 0.34, (y - (lips[:, 1].min() - 4)) / 5.5)
    grown = grown * (1 - 0.55 * np.exp(-(bare**4)))
    if kind == "goatee":
        edge = np.interp(y, [landmarks[152, 1], middle[1], nose], [1.15, 1.45, 1.2])
        return grown * np.clip((edge - beside) / 0.22, 0, 1)
    return grown


def grow_beard(
    kind: str,
    vertices: np.ndarray,
    faces: np.ndarray,
    landmarks: np.ndarray,
    *,
    skull: Skull,
    color: str,
    paint: np.ndarray,
    seed: int,
) -> tuple[Part, ...]:
    """The hairs of a ``kind`` of CUTS on the face's mesh (n, 3), (m, 3), in the colours of the
    face's ``paint`` where they root; none where it is paint alone. color: "#rrggbb" of locks."""
    cut = CUTS[kind]
    if not cut.hair_mm:
        return ()
    rng = np.random.default_rng(seed + 5)
    roots, normals = _scatter(kind, vertices, faces, landmarks, rng)
    lips = landmarks[list(OUTER_LIPS), :2]
    middle = lips.mean(0)
    off = roots[:, :2] - middle
    above = np.clip((off[:, 1] + 2) / 4, 0, 1)[:, None]  # a moustache parts and runs outwards
    outward = np.sign(off[:, :1]) * np.array([1.0, 0, 0])
    down = np.array([0.0, -1.0, 0.12]) + 0.25 * off[:, :1] / 60 * np.array([1.0, 0, 0])
    toward = down * (1 - 0.6 * above) + 0.95 * outward * above
    length = cut.hair_mm * np.clip(_lip_distance(*roots[:, :2].T, lips) / 6, 0.35, 1)[:, None]
    hairs = hairs_on(
        "beard_hairs", color, rng, roots, normals, toward, length_mm=length, width_mm=0.7, rise=0.3
    )
    uv = np.repeat(frontal_uv(roots), 4, axis=0)
    hairs = replace(hairs, uv=uv, material=replace(hairs.material, texture=paint))
    return (hairs, _locks(cut, landmarks, skull, color, rng)) if cut.lock_mm else (hairs,)


def _off_lips(x: np.ndarray, y: np.ndarray, lips: np.ndarray) -> np.ndarray:
    return np.clip((_lip_distance(x, y, lips) - LIP_GAP_MM) / LIP_EDGE_MM, 0, 1)


def _lip_distance(x: np.ndarray, y: np.ndarray, lips: np.ndarray) -> np.ndarray:
    """mm outside the outline of the lips (k, 2) along the ray from their middle; negative in it."""
    rel = lips - lips.mean(0)
    edge = np.arctan2(rel[:, 1], rel[:, 0])
    dx, dy = x - lips[:, 0].mean(), y - lips[:, 1].mean()
    reach = np.interp(np.arctan2(dy, dx), edge, np.hypot(*rel.T), period=2 * np.pi)
    return np.hypot(dx, dy) - reach


def _scatter(kind, vertices, faces, landmarks, rng) -> tuple[np.ndarray, np.ndarray]:
    """Roots (n, 3) and normals (n, 3), as dense as the kind grows."""
    a, b, c = (vertices[faces[:, i]].astype(float) for i in range(3))
    cross = np.cross(b - a, c - a)
    area = np.linalg.norm(cross, axis=1) / 2
    normal = cross / np.maximum(2 * area, 1e-9)[:, None]
    middle = (a + b + c) / 3
    share = area * beard_weight(middle[:, :2], landmarks, kind)
    share = share * (middle[:, 2] > -62) * (normal[:, 2] > -0.55)
    count = int(DENSITY * share.sum())
    pick = rng.choice(len(faces), count, p=share / share.sum())
    u, v = rng.random((2, count, 1))
    u, v = np.where(u + v > 1, 1 - u, u), np.where(u + v > 1, 1 - v, v)
    return a[pick] + u * (b - a)[pick] + v * (c - a)[pick], normal[pick]


def _locks(cut: Cut, landmarks, skull: Skull, color: str, rng) -> Part:
    """Locks that fall from jaw and chin and meet in a soft point."""
    jaw = landmarks[[172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397]]
    n = LONGEST_LOCKS
    row = np.arange(n) % 2
    at = (np.arange(n) + rng.uniform(-0.3, 0.3, n)) / (n - 1) * (len(jaw) - 1)
    root = np.stack([np.interp(at, np.arange(len(jaw)), jaw[:, i]) for i in range(3)], 1)
    root = root + np.stack([0 * row, 6 - 5 * row, 1 - 7.0 * row], 1)
    side = (root[:, 0] - jaw[6, 0]) / max(np.ptp(jaw[:, 0]) / 2, 1)
    fall = cut.lock_mm * (1 - 0.62 * np.abs(side) ** 1.4) * rng.uniform(0.85, 1.1, n)
    stations = []
    for t, out in ((0.0, -2.0), (0.25, 4.0), (0.6, 5.0), (1.0, 0.0)):
        point = root + np.array([0, 0, 1.0]) * out
        point[:, 0] -= 0.35 * t * t * (root[:, 0] - jaw[6, 0])
        point[:, 1] -= fall * t
        stations.append(point)
    half = rng.uniform(4.0, 5.6, (n, 1))
    shape = taper(18, root=0.6, tip=0.05, start=0.45)
    locks = Locks(
        paths=curve(np.stack(stations, 1), 18), width=half * shape, thick=0.6 * half * shape,
        shade=1 + rng.uniform(-0.16, 0.16, n), loose=0.8,
    )  # fmt: skip
    return lock_part("beard_locks", skull, locks, color, rng)
