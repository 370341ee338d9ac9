"""The closed mass under the locks: a signed field between a relief's front and back, its mesh,
and lines traced over its surface.

View plane with z towards the viewer, mm (see relief.py). The field is (rows, columns, depths)
float32, a cell apart, negative inside, about a distance near the surface.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from minime.sculpt.head.hair.seen.relief import GRID_MM, Relief
from minime.selfie.view import ABOVE_MM, LEFT_MM

CELL_MM, FINE_CELL_MM = 6.0, 4.0  # of the mass under locks; of what is seen itself
SINK_MM = 1.5  # of the mass under the surface that locks lie on
STEEP = 4.0
SHARPEST = 0.8  # cosine of the sharpest turn that a line makes in a step

Flow = Callable[[np.ndarray, np.ndarray], np.ndarray]  # points, normals (n, 3) to ways (n, 3)


@dataclass(frozen=True, kw_only=True, eq=False)
class Mass:
    """cell: mm. field: see above. low: (3,) mm of its first cell, as row 0, column 0, depth 0 lies.
    vertices (n, 3), normals (n, 3), faces (m, 3) of its surface."""

    cell: float
    field: np.ndarray
    low: np.ndarray
    vertices: np.ndarray
    normals: np.ndarray
    faces: np.ndarray

    def at(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The field (n,) and its outward unit slope (n, 3) at ``points`` (n, 3)."""
        from scipy.ndimage import map_coordinates

        place = ((points - self.low) / self.cell * [1, -1, 1])[:, [1, 0, 2]].T
        around = place[:, None] + _STAR.T[:, :, None]
        values = map_coordinates(self.field, around.reshape(3, -1), order=1, mode="nearest")
        values = values.reshape(7, -1)
        slope = np.stack([values[3] - values[4], values[2] - values[1], values[5] - values[6]], 1)
        size = np.linalg.norm(slope, axis=1, keepdims=True)
        return values[0], slope / np.maximum(size, 1e-6)


_STAR = np.array(
    [(0, 0, 0), (1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)], float
) * [0.75, 0.75, 0.75]


def fill_mass(relief: Relief, *, sink_mm: float = SINK_MM, cell_mm: float = CELL_MM) -> Mass | None:
    """The mass of a ``relief``, None where there is no hair."""
    from skimage.measure import marching_cubes

    step, cell = int(cell_mm / GRID_MM), cell_mm
    used = (relief.inside > -cell) | (relief.behind > -cell)
    rows, columns = np.flatnonzero(used.any(1)), np.flatnonzero(used.any(0))
    if len(rows) < 6 or len(columns) < 6:
        return None
    top, left = max(rows[0] - 2 * step, 0), max(columns[0] - 2 * step, 0)
    pick = np.s_[top : rows[-1] + 2 * step : step, left : columns[-1] + 2 * step : step]
    front, back = relief.front[pick] - sink_mm, relief.back[pick] + sink_mm
    inside, behind = relief.inside[pick] - 0.5, relief.behind[pick] - 0.5
    lining = relief.lining[pick]
    z = np.arange(back.min() - 3 * cell, front[inside > -4].max() + 3 * cell, cell)
    ahead = (z - front[..., None]) / _steepness(front, cell)[..., None]
    hind = (back[..., None] - z) / _steepness(back, cell)[..., None]
    field = np.maximum(np.maximum(ahead, hind), -inside[..., None])
    cap = np.maximum(np.maximum(z - lining[..., None], hind), -behind[..., None])
    field = np.pad(np.minimum(field, cap), 1, constant_values=3 * cell).astype(np.float32)
    corner = (left + 0.5) * GRID_MM - LEFT_MM, ABOVE_MM - (top + 0.5) * GRID_MM, z[0]
    low = np.array(corner) + np.array([-1, 1, -1]) * cell
    places, faces, _, _ = marching_cubes(field, 0.0, gradient_direction="descent")
    vertices = low + places[:, [1, 0, 2]] * cell * [1, -1, 1]
    faces = faces[:, ::-1] if _volume(vertices, faces) < 0 else faces
    bare = Mass(cell=cell, field=field, low=low, vertices=vertices, normals=vertices, faces=faces)
    return replace(bare, normals=bare.at(vertices)[1])


def trace_over(
    mass: Mass, seeds: np.ndarray, flow: Flow, free, *, step_mm: float, most_mm: float
) -> tuple[np.ndarray, np.ndarray]:
    """(n, k, 3) points of lines over the mass through ``seeds`` (n, 3), which lie in their
    middle, and (n, k) whether a point is part of its line; ``free``: points, normals to bool."""
    half = int(most_mm / 2 / step_mm)
    _, normal = mass.at(seeds)
    first = flow(seeds, normal)
    ways = [_walk(mass, seeds, sign * first, flow, free, step_mm, half) for sign in (-1, 1)]
    points = np.concatenate([ways[0][0][:, ::-1], seeds[:, None], ways[1][0]], 1)
    here = np.ones((len(seeds), 1), bool)
    return points, np.concatenate([ways[0][1][:, ::-1], here, ways[1][1]], 1)


def _walk(mass, start, heading, flow, free, step: float, count: int):
    points, alive = np.empty((len(start), count, 3)), np.zeros((len(start), count), bool)
    at, going = start.copy(), np.arange(len(start))
    points[:] = start[:, None]
    for i in range(count):
        away, normal = mass.at(at + 0.5 * step * heading)
        way = flow(at, normal)
        way = way * np.where((way * heading).sum(1) < 0, -1.0, 1.0)[:, None]
        before, heading = heading, tangent(0.6 * way + 0.4 * heading, normal)
        at = at + step * heading
        away, normal = mass.at(at)
        at = at - np.clip(away, -3, 3)[:, None] * normal
        keep = free(at, normal) & ((before * heading).sum(1) > SHARPEST)
        going, at, heading = going[keep], at[keep], heading[keep]
        points[going, i], alive[going, i] = at, True
        if not len(going):
            break
    return points, alive


def tangent(way: np.ndarray, normal: np.ndarray) -> np.ndarray:
    way = way - normal * (way * normal).sum(1, keepdims=True)
    return way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)


def _steepness(surface: np.ndarray, cell: float) -> np.ndarray:
    slope = sum(d**2 for d in np.gradient(surface, cell))
    return np.sqrt(1 + np.minimum(slope, STEEP**2))


def _volume(vertices: np.ndarray, faces: np.ndarray) -> float:
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)))
