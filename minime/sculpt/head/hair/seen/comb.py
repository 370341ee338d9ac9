"""Which way hair runs over its mass: lines from root to tip, in front as the photo shows them,
behind down from the crown. View plane with z, mm (relief.py).
"""

from collections.abc import Callable

import numpy as np

from minime.sculpt.head.hair.seen.lay import Laid
from minime.sculpt.head.hair.seen.mass import Mass, tangent, trace_over
from minime.sculpt.head.hair.seen.relief import GRID_MM, Relief
from minime.sculpt.head.hair.seen.spread import resample, spread_lines
from minime.sculpt.head.shape import SKULL_CENTRE
from minime.selfie.hair.maps import MAP_PX_PER_MM
from minime.selfie.view import ABOVE_MM, LEFT_MM

STEP_MM, LONGEST_MM = 4.0, 180.0
CROWN = np.array([0.0, 100.0, -85.0])  # head frame, where hair behind comes from
HAIRLINE_MM, EDGE_PULL = 14.0, 1.0  # how far a hairline reaches, against a clear strand
FRINGE_MM = 22.0  # over the brows: hair that ends higher is rooted there


def comb(
    relief: Relief,
    mass: Mass,
    laid: Laid,
    rng: np.random.Generator,
    *,
    apart_mm: float,
    least_mm: float,
    points: int,
    brow_y: float,
) -> tuple[np.ndarray, np.ndarray]:
    """(n, points, 3) lines over the mass, ``apart_mm`` from each other, and their lengths (n,)."""
    flow, free = _flow(relief, laid, brow_y), _free(relief)
    seeds = seeds_on(relief, mass, 0.8 * apart_mm, rng)
    if len(seeds) < 3:
        return np.empty((0, points, 3)), np.empty(0)
    traced = trace_over(mass, seeds, flow, free, step_mm=STEP_MM, most_mm=LONGEST_MM)
    lines = spread_lines(*traced, apart_mm=apart_mm, least_mm=least_mm, step_mm=STEP_MM)
    if not lines:
        return np.empty((0, points, 3)), np.empty(0)
    paths, lengths = resample(lines, points)
    return _root_first(paths, relief, brow_y), lengths


def seeds_on(relief: Relief, mass: Mass, apart_mm: float, rng: np.random.Generator) -> np.ndarray:
    """(n, 3) places on the mass where locks may lie, one in each cell of ``apart_mm``."""
    places = mass.vertices[_free(relief)(mass.vertices, mass.normals)]
    places = places[rng.permutation(len(places))]
    _, first = np.unique(np.floor(places / apart_mm).astype(int), axis=0, return_index=True)
    return places[np.sort(first)]


def outward(relief: Relief, points: np.ndarray) -> np.ndarray:
    """(..., 3) unit vectors away from the head's middle, level where hair hangs."""
    off = points - relief.turn @ SKULL_CENTRE
    off[..., 1] = np.where(off[..., 1] < 0, 0.15 * off[..., 1], off[..., 1])
    return off / np.maximum(np.linalg.norm(off, axis=-1, keepdims=True), 1e-9)


def sample_map(picture: np.ndarray, points: np.ndarray) -> np.ndarray:
    """(..., c) values of a map (h, w, c) at points (..., 2 or more), mm."""
    from scipy.ndimage import map_coordinates

    row = (ABOVE_MM - points[..., 1]) * MAP_PX_PER_MM - 0.5
    column = (points[..., 0] + LEFT_MM) * MAP_PX_PER_MM - 0.5
    place = np.stack([row, column])
    layers = [
        map_coordinates(picture[..., i], place, order=1, mode="nearest")
        for i in range(picture.shape[-1])
    ]
    return np.stack(layers, -1)


def _from_hairline(relief: Relief, edge: np.ndarray, points: np.ndarray, brow_y: float):
    """(n, 2) double angles: where the photo does not clearly say otherwise, hair leaves a
    hairline square to it."""
    inside, whole = (relief.sample(grid, points) for grid in (relief.inside, relief.whole))
    near = np.clip(1 - inside / HAIRLINE_MM, 0, 1) * np.clip((whole - inside) / 8, 0, 1)
    near = near * np.clip((points[:, 1] - brow_y) / 20, 0, 1)
    way = np.stack([relief.sample(side, points) for side in edge], -1)
    x, y = way.T / np.maximum(np.linalg.norm(way, axis=1), 1e-6)
    upright = near * np.abs(y)
    return EDGE_PULL * upright[:, None] * np.stack([x * x - y * y, 2 * x * y], 1)


def _flow(
    relief: Relief, laid: Laid, brow_y: float
) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    crown = relief.turn @ CROWN
    down, across = np.gradient(relief.inside, GRID_MM)
    edge = (across, -down)

    def flow(points: np.ndarray, normals: np.ndarray) -> np.ndarray:
        double = sample_map(laid.flow, points)
        clear = np.linalg.norm(double, axis=1, keepdims=True)
        double = double + (1 - clear) ** 2 * _from_hairline(relief, edge, points, brow_y)
        angle = np.arctan2(double[:, 1], double[:, 0]) / 2
        seen = np.stack([np.cos(angle), np.sin(angle), 0 * angle], 1)
        seen[:, 2] = -(seen * normals).sum(1) / np.maximum(normals[:, 2], 0.3)
        seen = tangent(seen, normals)
        low = np.clip((20 - points[:, 1:2]) / 60, 0, 1)  # below the ears it hangs
        fall = (points - crown) / 80 * (1 - low) + low * [0.0, -1.0, 0.0]
        fall = tangent(fall - [0, 0.3, 0], normals)
        share = np.clip(normals[:, 2:] / 0.35 + 0.3, 0, 1)
        fall = fall * np.where((fall * seen).sum(1) < 0, -1.0, 1.0)[:, None]
        return tangent(share * seen + (1 - share) * fall, normals)

    return flow


def _free(relief: Relief) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Where locks may lie: not on the lining, not over a hairline's edge."""

    def free(points: np.ndarray, normals: np.ndarray) -> np.ndarray:
        inside, whole, front = (
            relief.sample(grid, points) for grid in (relief.inside, relief.whole, relief.front)
        )
        ahead = normals[:, 2] > -0.1
        hairline = ahead & (inside < 3.5) & (whole > inside + 4)
        lining = ahead & (points[:, 2] < front - 12) & (whole > 8)
        return ~(hairline | lining)

    return free


def _root_first(paths: np.ndarray, relief: Relief, brow_y: float) -> np.ndarray:
    """The paths turned so that they start at the root: the end at a hairline that is no fringe,
    else the one nearer to the crown."""
    ends = paths[:, [0, -1]]
    far = np.linalg.norm(ends - relief.turn @ CROWN, axis=-1)
    far = far + np.clip(-ends[..., 1], 0, None)
    inside, whole = relief.sample(relief.inside, ends), relief.sample(relief.whole, ends)
    hairline = (inside < 8) & (whole > inside + 8) & (ends[..., 1] > brow_y + FRINGE_MM)
    far = far - 300.0 * hairline
    out = paths.copy()
    turned = far[:, 0] > far[:, 1]
    out[turned] = out[turned, ::-1]
    return out
