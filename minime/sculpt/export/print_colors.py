"""The colours of a printed figure: a few that a printer has loaded, one for each triangle.

Each triangle takes the colour of the toy's surface that is nearest to it; then colours that
look alike become one, rare ones such as the eyes' kept apart.
"""

from collections.abc import Sequence

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.solid import FIGURE_LAYERS, PrintSolid, sample_surface

MOST_COLORS = 16  # what printers of many filaments hold
BASE_COLOR = (240, 240, 240)
NEIGHBOURS = 5  # surface points whose median is taken, against the grain of fabric
LIGHTNESS = 0.25  # its weight beside the hue: a shaded cheek is still skin
COARSE = 16  # steps of a colour channel that are seen as one when colours are grouped


def color_solid(parts: Sequence[Part], solid: PrintSolid) -> tuple[np.ndarray, np.ndarray]:
    """(k, 3) uint8 sRGB palette, k <= MOST_COLORS, and (faces,) its index for each face."""
    from scipy.spatial import cKDTree

    seen = [_painted_points(p, solid.pitch) for p in parts if p.layer in FIGURE_LAYERS]
    places, paint = (np.concatenate(rows) for rows in zip(*seen, strict=True))
    cells = ((places - places.min(0)) / (solid.pitch / 2)).astype(np.int64)
    _, one = np.unique(np.ravel_multi_index(cells.T, cells.max(0) + 1), return_index=True)
    tree = cKDTree(places[one], balanced_tree=False)
    a, b, c = (solid.vertices[solid.faces[:, corner]] for corner in range(3))
    across = np.cross(b - a, c - a)
    out = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    middle = (a + b + c) / 3
    # From a little outside, so that hair wins over the scalp below it.
    _, near = tree.query(middle + solid.pitch * out, k=NEIGHBOURS)
    colors = np.median(paint[one[near]], axis=1).astype(np.uint8)
    colors[middle[:, 1] < solid.base_top + solid.pitch / 2] = BASE_COLOR
    return _few_colors(colors)


def _painted_points(part: Part, step: float) -> tuple[np.ndarray, np.ndarray]:
    """(n, 3) points of the surface, and their (n, 3) uint8 sRGB."""
    texture = part.material.texture
    if texture is None or part.uv is None:
        places = sample_surface(part, part.vertices, step)
        color = np.round(255 * np.clip(part.material.color, 0, 1)).astype(np.uint8)
        return places, np.tile(color, (len(places), 1))
    rows = sample_surface(part, np.hstack([part.vertices, part.uv]), step)
    height, width = texture.shape[:2]
    column = (rows[:, 3] * width).astype(int).clip(0, width - 1)
    row = ((1 - rows[:, 4]) * height).astype(int).clip(0, height - 1)
    return rows[:, :3], texture[row, column]


def _few_colors(colors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Group (n, 3) colours by k-means in CIELAB, the rare ones given more weight than they
    have; a group's colour is the mean of its members."""
    import cv2
    from scipy.cluster.vq import kmeans2, vq

    _, kind, count = np.unique(
        colors // COARSE @ np.array([256, 16, 1]), return_inverse=True, return_counts=True
    )
    mean = _means(colors, kind)
    lab = cv2.cvtColor(mean[None].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0]
    lab = (lab * (LIGHTNESS, 1, 1)).astype(float)
    most = min(MOST_COLORS, len(lab))
    weighted = np.repeat(lab, np.ceil(np.sqrt(count)).astype(int), axis=0)
    centres, _ = kmeans2(weighted, most, minit="++", seed=0, missing="warn")
    _, index = np.unique(vq(lab, centres)[0][kind], return_inverse=True)
    return np.round(_means(colors, index)).astype(np.uint8), index


def _means(rows: np.ndarray, group: np.ndarray) -> np.ndarray:
    sums = np.stack([np.bincount(group, column) for column in rows.T.astype(float)], 1)
    return sums / np.bincount(group)[:, None]
