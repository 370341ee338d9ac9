"""The figure as one solid that a 3D printer can make and that stands on its own.

The surfaces of all parts are marked in a grid of voxels, what they enclose is filled, what is
too thin to print is thickened, and a round base is put under the feet: open and crossing
meshes are welcome. World frame of mesh.py (mm).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from minime.errors import OutputError
from minime.sculpt.geometry.mesh import Part

FIGURE_LAYERS = ("skin", "hair", "eyes", "outfit", "accessory")
HELD = "held "  # begins the names of the parts of what is in a hand
VOXELS = 280  # along the height; 0.29 mm at 80 mm, a printer's own fineness
SMOOTHING = 1.1  # voxels
LEAST_RADIUS = 0.15  # of the base, in heights
STEADY = 0.7  # how far from the base's middle the centre of mass may be, in radii


@dataclass(frozen=True, kw_only=True, eq=False)
class PrintSolid:
    """vertices: (n, 3) float, where the figure stands. faces: (m, 3) int, counter-clockwise
    seen from outside. base_top: height of the upper face of the base. pitch: of the voxels."""

    vertices: np.ndarray
    faces: np.ndarray
    base_top: float
    pitch: float


def figure_alone(parts: Sequence[Part]) -> list[Part]:
    """The parts of the figure and of what it wears and holds, not of what lies beside it."""
    worn = ("glasses", HELD)
    return [
        part
        for part in parts
        if part.layer in FIGURE_LAYERS and (part.layer != "accessory" or part.name.startswith(worn))
    ]


def build_solid(parts: Sequence[Part]) -> PrintSolid:
    """The watertight, connected union of the figure's parts and a base.

    Raises OutputError where there is no figure.
    """
    from scipy import ndimage
    from skimage.measure import marching_cubes

    figure = [part for part in parts if part.layer in FIGURE_LAYERS]
    body = [part for part in figure if part.layer != "accessory"]
    if not body:
        raise OutputError("There is no figure to print; make a toy first.")
    low = np.min([part.vertices.min(0) for part in body], 0).astype(float)
    high = np.max([part.vertices.max(0) for part in body], 0).astype(float)
    pitch = (high[1] - low[1]) / VOXELS
    room = np.array([VOXELS // 8, VOXELS // 20, VOXELS // 8])  # for base, smoothing and closing
    origin = low - room * pitch
    shape = np.ceil((high - origin) / pitch).astype(int) + room
    solid = _fill(_mark(figure, origin, pitch, shape))
    base, top = _base(solid)
    field = ndimage.gaussian_filter((solid | base).astype(np.float32), SMOOTHING)
    # Smoothing may cut crumbs off and close pockets of air.
    whole = ndimage.binary_fill_holes(_largest(field > 0.5))
    field = np.where(whole, np.maximum(field, 0.51), np.minimum(field, 0.49))
    vertices, faces, _, _ = marching_cubes(field, 0.5, gradient_direction="ascent")
    return PrintSolid(
        vertices=origin + pitch * (vertices + 0.5),
        faces=faces,
        base_top=float(origin[1] + pitch * top),
        pitch=float(pitch),
    )


def sample_surface(part: Part, values: np.ndarray, step: float) -> np.ndarray:
    """(n, k) the (vertices, k) ``values`` at points of the triangles that are nowhere farther
    apart than about ``step``."""
    corners = part.vertices[part.faces].astype(float)
    edges = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(1)
    level = np.ceil(np.maximum(edges / step, 1)).astype(int)
    out = []
    for n in np.unique(level):
        i, j = np.mgrid[0 : n + 1, 0 : n + 1]
        keep = i + j <= n
        u, v = i[keep] / n, j[keep] / n
        weights = np.stack([1 - u - v, u, v], 1)
        picked = values[part.faces[level == n]].astype(float)
        out.append(np.einsum("kc,tcd->tkd", weights, picked).reshape(-1, values.shape[1]))
    return np.concatenate(out)


def _mark(figure: Sequence[Part], origin, pitch: float, shape) -> np.ndarray:
    marked = np.zeros(shape, bool)
    for part in figure:
        points = sample_surface(part, part.vertices, 0.7 * pitch)
        cells = np.floor((points - origin) / pitch).astype(int)
        marked[tuple(cells[((cells >= 0) & (cells < shape)).all(1)].T)] = True
    return marked


def _fill(marked: np.ndarray) -> np.ndarray:
    """What the surfaces enclose, in one piece and nowhere thinner than about three voxels."""
    from scipy import ndimage

    solid = ndimage.binary_fill_holes(ndimage.binary_closing(marked) | marked)
    core = ndimage.binary_erosion(solid)
    # Corners of what is thick are no farther from its core than three steps.
    slight = solid & ~ndimage.binary_dilation(core, iterations=3)
    solid |= ndimage.binary_dilation(slight)
    return _largest(solid)  # what stands beside the figure is not printed


def _largest(solid: np.ndarray) -> np.ndarray:
    from scipy import ndimage

    labels, count = ndimage.label(solid)
    return solid if count < 2 else labels == 1 + np.argmax(np.bincount(labels.ravel())[1:])


def _base(solid: np.ndarray) -> tuple[np.ndarray, int]:
    """A round plate under the feet, sunk a little into the soles, and the first level above
    it. It is wide enough for the feet and for the centre of mass."""
    level = int(np.argmax(solid.any((0, 2))))
    span = max(6, solid.shape[1] // 12)
    feet = np.argwhere(solid[:, level : level + span].any(1))
    middle = (feet.min(0) + feet.max(0)) / 2
    off = np.linalg.norm(np.argwhere(solid).mean(0)[[0, 2]] - middle)
    radius = max(np.linalg.norm(np.ptp(feet, axis=0)) / 2 + 3, LEAST_RADIUS * VOXELS, off / STEADY)
    x, z = np.ogrid[: solid.shape[0], : solid.shape[2]]
    base = np.zeros_like(solid)
    thick, top = VOXELS // 40, level + 2
    base[:, max(0, top - thick) : top] = (np.hypot(x - middle[0], z - middle[1]) <= radius)[:, None]
    return base, top
