"""Sculptor's clay: smooth shapes as signed distances, united softly, turned into one mesh.

A :class:`Shape` is a distance function (mm, negative inside) with a box that bounds it; only
the voxels near that box are ever evaluated, so that a whole body costs tenths of a second.
Distances need only be right near the surface. Frames and units are those of mesh.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import map_coordinates

FAR = 50.0  # mm, the value of voxels that no shape has touched
Distance = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True, kw_only=True, eq=False)
class Shape:
    """low, high: (3,) mm, a box around the surface. distance: of broadcastable x, y, z."""

    low: np.ndarray
    high: np.ndarray
    distance: Distance


@dataclass(frozen=True, kw_only=True, eq=False)
class Stroke:
    """One addition to the clay. blend: mm over which it melts into what is there."""

    shape: Shape
    blend: float = 0.0
    mode: Literal["add", "carve", "keep"] = "add"


@dataclass(frozen=True, kw_only=True)
class Folds:
    """Ripples of cloth along a limb. height in mm; waves along the whole length;
    at: places (0..1) round which they gather; reach: how far they spread (0..1);
    slant: how steeply they run across; inner: share in [0, 1] of them that is on the side
    of the bone's flat axis alone, as in the crook of an arm."""

    height: float
    waves: float = 5.0
    at: tuple[float, ...] = (0.95,)
    reach: float = 0.16
    phase: float = 0.0
    slant: float = 1.0
    inner: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Field:
    """values: (nx, ny, nz) float32 signed distances; origin: (3,) mm; voxel: mm."""

    values: np.ndarray
    origin: np.ndarray
    voxel: float

    def surface(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """vertices (n, 3) mm, faces (m, 3), normals (n, 3) outward."""
        from skimage.measure import marching_cubes

        vertices, faces, normals, _ = marching_cubes(
            self.values, 0.0, spacing=(self.voxel,) * 3, gradient_direction="descent"
        )
        world = vertices + self.origin
        # The library's normals point to where the values fall, so inwards.
        return world.astype(np.float32), faces.astype(np.int32), -normals.astype(np.float32)

    def sample(self, points: np.ndarray) -> np.ndarray:
        """Distances at (..., 3) mm, trilinear, clamped at the border."""
        flat = ((np.asarray(points) - self.origin) / self.voxel).reshape(-1, 3).T
        value = map_coordinates(self.values, flat, order=1, mode="nearest")
        return value.reshape(np.shape(points)[:-1])

    def cast(self, start: np.ndarray, direction: np.ndarray, length: float) -> np.ndarray:
        """First surface point seen from ``start`` (..., 3) along ``direction`` (..., 3).

        Where nothing is hit within ``length`` mm the point of least distance is given, so
        that trims bridge small gaps instead of tearing.
        """
        count = max(4, int(length / (0.7 * self.voxel)))
        reach = np.linspace(0.0, length, count)
        way = start[..., None, :] + direction[..., None, :] * reach[:, None]
        value = self.sample(way)
        inside = value <= 0
        first = np.where(inside.any(-1), inside.argmax(-1), value.argmin(-1))
        before = np.maximum(first - 1, 0)
        v1 = np.take_along_axis(value, first[..., None], -1)[..., 0]
        v0 = np.take_along_axis(value, before[..., None], -1)[..., 0]
        share = np.where(v1 <= 0, v0 / np.maximum(v0 - v1, 1e-6), 1.0)
        run = reach[before] + np.clip(share, 0, 1) * (reach[first] - reach[before])
        return start + direction * run[..., None]

    def normal(self, points: np.ndarray) -> np.ndarray:
        """(..., 3) unit outward directions of the field, smoothed over two voxels."""
        step = 2.0 * self.voxel
        shifts = step * np.eye(3)
        slope = np.stack([self.sample(points + s) - self.sample(points - s) for s in shifts], -1)
        return slope / np.maximum(np.linalg.norm(slope, axis=-1, keepdims=True), 1e-6)


def mould(strokes: Sequence[Stroke], *, voxel: float) -> Field:
    """The strokes worked into one field, in their order."""
    margin = 3.0 * voxel
    added = [s.shape for s in strokes if s.mode == "add"]
    # Off the grid of round numbers: a voxel of exactly 0 makes marching cubes leave holes.
    low = np.min([s.low for s in added], 0) - (2 * margin + 0.37 * voxel)
    high = np.max([s.high for s in added], 0) + 2 * margin
    shape = tuple(np.ceil((high - low) / voxel).astype(int) + 1)
    values = np.full(shape, FAR, np.float32)
    axes = [(low[i] + voxel * np.arange(shape[i])).astype(np.float32) for i in range(3)]
    for stroke in strokes:
        reach = margin + stroke.blend
        cut = tuple(
            slice(
                max(0, int((stroke.shape.low[i] - reach - low[i]) / voxel)),
                max(0, int((stroke.shape.high[i] + reach - low[i]) / voxel) + 2),
            )
            for i in range(3)
        )
        x, y, z = (axes[i][cut[i]] for i in range(3))
        if not (len(x) and len(y) and len(z)):
            continue
        distance = stroke.shape.distance(x[:, None, None], y[None, :, None], z[None, None, :])
        values[cut] = _combine(values[cut], distance, stroke)
    return Field(values=values, origin=low, voxel=voxel)


def bone(
    start: np.ndarray,
    end: np.ndarray,
    radii: Sequence[float],
    *,
    flat: float = 1.0,
    flat_axis: tuple[float, float, float] = (0.0, 0.0, 1.0),
    folds: Folds | None = None,
) -> Shape:
    """A tapered limb with round ends; ``radii`` (mm) are spread evenly from start to end
    and joined smoothly. ``flat`` scales the thickness along ``flat_axis``."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    along = b - a
    length = float(np.linalg.norm(along)) or 1e-6
    u = along / length
    stations = np.linspace(0, 1, 48)
    table = PchipInterpolator(np.linspace(0, 1, len(radii)), radii)(stations)
    widest = max(radii) * max(1.0, flat) + (folds.height if folds else 0.0)
    n = np.asarray(flat_axis, float)
    n = n - u * (n @ u)
    n = n / max(np.linalg.norm(n), 1e-6)
    side = np.cross(u, n)

    def distance(x, y, z):
        px, py, pz = x - a[0], y - a[1], z - a[2]
        t = np.clip((px * u[0] + py * u[1] + pz * u[2]) / length, 0, 1)
        qx, qy, qz = px - t * along[0], py - t * along[1], pz - t * along[2]
        q2 = qx * qx + qy * qy + qz * qz
        deep = qx * n[0] + qy * n[1] + qz * n[2]
        if flat != 1.0:
            q2 = q2 + deep * deep * (1 / flat**2 - 1)
        radius = np.interp(t, stations, table)
        if folds:
            across = qx * side[0] + qy * side[1] + qz * side[2]
            radius = radius + _ripple(t, np.arctan2(across, deep), folds)
        return np.sqrt(q2) - radius

    low, high = np.minimum(a, b) - widest, np.maximum(a, b) + widest
    return Shape(low=low, high=high, distance=distance)


def loft(
    levels: Sequence[tuple[float, float, float, float, float, float]],
    *,
    tilt: tuple[float, float] = (0.0, 0.0),
    power: float = 2.3,
    edge: float = 2.0,
    folds: Folds | None = None,
) -> Shape:
    """An upright body through levels (y, centre x, centre z, half width, front, back), mm.

    tilt: slope dy/dx of the lowest and of the highest level. edge: rounding of both ends.
    """
    rows = np.asarray(levels, float)
    y0, y1 = rows[0, 0], rows[-1, 0]
    fine = np.linspace(y0, y1, 96)
    tables = [PchipInterpolator(rows[:, 0], rows[:, i])(fine) for i in range(1, 6)]

    def distance(x, y, z):
        share = np.clip((y - y0) / (y1 - y0), 0, 1)
        slope = tilt[0] + (tilt[1] - tilt[0]) * share
        centre = np.interp(y, fine, tables[0])
        level = y - slope * (x - centre)
        cx, cz, wide, front, back = (np.interp(level, fine, table) for table in tables)
        depth = np.where(z > cz, front, back)
        ax, az = np.abs(x - cx) / wide, np.abs(z - cz) / depth
        radial = (ax**power + az**power) ** (1 / power)
        side = (radial - 1) * np.minimum(wide, depth)
        if folds:
            ripple = _ripple((level - y0) / (y1 - y0), np.arctan2(x - cx, z - cz), folds)
            side = side - ripple
        ends = np.maximum(level - y1, y0 - level)
        return smooth_max(side, ends, edge)

    wide = rows[:, 3].max() + (folds.height if folds else 0)
    lean = wide * max(abs(tilt[0]), abs(tilt[1]))
    low = [(rows[:, 1]).min() - wide, y0 - lean, (rows[:, 2] - rows[:, 5]).min() - 1]
    high = [(rows[:, 1]).max() + wide, y1 + lean, (rows[:, 2] + rows[:, 4]).max() + 1]
    return Shape(low=np.array(low), high=np.array(high), distance=distance)


def blob(
    centre: np.ndarray, radii: tuple[float, float, float], *, turn: np.ndarray | None = None
) -> Shape:
    """An ellipsoid; ``turn`` (3, 3) rotates it about its centre."""
    c, r = np.asarray(centre, float), np.asarray(radii, float)
    rows = (np.eye(3) if turn is None else np.asarray(turn, float)).T

    def distance(x, y, z):
        p = (x - c[0], y - c[1], z - c[2])
        q = [sum(rows[i, j] * p[j] for j in range(3)) for i in range(3)]
        k0 = np.sqrt(sum((q[i] / r[i]) ** 2 for i in range(3)))
        k1 = np.sqrt(sum((q[i] / r[i] ** 2) ** 2 for i in range(3)))
        return k0 * (k0 - 1) / np.maximum(k1, 1e-6)

    reach = np.full(3, r.max()) if turn is not None else r
    return Shape(low=c - reach, high=c + reach, distance=distance)


def half_space(point: np.ndarray, normal: np.ndarray, *, around: float = 200.0) -> Shape:
    """Everything behind the plane through ``point``; bounded by ``around`` mm."""
    c, n = np.asarray(point, float), np.asarray(normal, float)
    n = n / np.linalg.norm(n)

    def distance(x, y, z):
        return (x - c[0]) * n[0] + (y - c[1]) * n[1] + (z - c[2]) * n[2]

    return Shape(low=c - around, high=c + around, distance=distance)


def slice_shape(outline: Distance, y0: float, y1: float, box: np.ndarray, edge: float) -> Shape:
    """A flat outline (distance of x and z; y is ignored) raised from y0 to y1, rounded.

    box: ((x0, z0), (x1, z1)) bounds of the outline, mm.
    """

    def distance(x, y, z):
        return smooth_max(outline(x, y, z), np.maximum(y - y1, y0 - y), edge)

    low = np.array([box[0][0], y0, box[0][1]], float)
    high = np.array([box[1][0], y1, box[1][1]], float)
    return Shape(low=low, high=high, distance=distance)


def smooth_min(a: np.ndarray, b: np.ndarray, blend: float) -> np.ndarray:
    """Minimum with a fillet of ``blend`` mm (quadratic polynomial)."""
    if blend <= 0:
        return np.minimum(a, b)
    h = np.maximum(blend - np.abs(a - b), 0) / blend
    return np.minimum(a, b) - h * h * (blend / 4)


def smooth_max(a: np.ndarray, b: np.ndarray, blend: float) -> np.ndarray:
    """Maximum with a fillet of ``blend`` mm."""
    return -smooth_min(-a, -b, blend)


def _combine(values: np.ndarray, distance: np.ndarray, stroke: Stroke) -> np.ndarray:
    if stroke.mode == "add":
        return smooth_min(values, distance, stroke.blend)
    if stroke.mode == "carve":
        return smooth_max(values, -distance, stroke.blend)
    return smooth_max(values, distance, stroke.blend)


def _ripple(t: np.ndarray, angle: np.ndarray, folds: Folds) -> np.ndarray:
    """Height in mm of slanted, uneven folds: never the same all round, as cloth falls."""
    gather = sum(np.exp(-(((t - at) / folds.reach) ** 2)) for at in folds.at)
    lean = 0.9 * np.sin(angle + folds.phase) + 0.5 * np.sin(2 * angle + 1.7 * folds.phase)
    turns = 2 * np.pi * folds.waves * t + 1.6 * folds.slant * lean + folds.phase
    # Narrow ridges between wide hollows; outwards alone, so that a fold never bares what is
    # under the cloth.
    ridge = np.exp(1.7 * (np.sin(turns) - 1))
    uneven = 0.65 + 0.35 * np.cos(angle * 2 - 1.1 + folds.phase)
    crook = 1 - folds.inner * (0.5 - 0.5 * np.cos(angle))
    return folds.height * np.minimum(gather, 1.0) * uneven * crook * ridge


def clipped(shape: Shape, point: np.ndarray, normal: np.ndarray, *, edge: float = 0.8) -> Shape:
    """The part of ``shape`` behind the plane through ``point``, its rim rounded by ``edge``."""
    plane = half_space(point, normal)

    def distance(x, y, z):
        return smooth_max(shape.distance(x, y, z), plane.distance(x, y, z), edge)

    return Shape(low=shape.low, high=shape.high, distance=distance)
