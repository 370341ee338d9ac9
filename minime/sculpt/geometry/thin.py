"""Meshes with fewer triangles, for files that have to be light. Lengths in mm.

Solids lose the triangles that a nearly flat surface can spare, unseen. Where that is not
enough, the vertices of what it does not help (locks of hair, open surfaces) are merged, but
never those of the face, at which people look.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from minime.sculpt.geometry.mesh import Part, smooth_normals

DENSE_FACES, HUGE_FACES = 2_000, 10_000  # smaller parts are not simplified, or not merged
TOLERANCE_MM = 0.04  # by which simplifying may move a surface
GRIDS_MM = (0.3, 0.4, 0.5, 0.65, 0.85, 1.1, 1.5)
HELPED = 0.85  # of its triangles a part has left at most when simplifying has helped


def thin(parts: Sequence[Part], most_faces: int) -> list[Part]:
    """The parts with smooth normals and about ``most_faces`` triangles altogether or fewer."""
    simple = [_simplify(part) if len(part.faces) > DENSE_FACES else part for part in parts]
    thinned, grids = simple, iter(GRIDS_MM)
    while sum(len(part.faces) for part in thinned) > most_faces and (grid := next(grids, None)):
        thinned = [
            _merge(part, grid) if _is_stubborn(part, lighter) else lighter
            for part, lighter in zip(parts, simple, strict=True)
        ]
    return [replace(part, normals=smooth_normals(part)) for part in thinned]


def _is_stubborn(part: Part, simple: Part) -> bool:
    least = max(HUGE_FACES, HELPED * len(part.faces))
    return part.name != "face" and len(simple.faces) > least


def _simplify(part: Part) -> Part:
    """The part with its surface moved by TOLERANCE_MM at most; an open one as it is, because
    the library takes solids alone."""
    from manifold3d import Error, Manifold, Mesh

    columns = [part.vertices, smooth_normals(part), *([] if part.uv is None else [part.uv])]
    rows = np.ascontiguousarray(np.hstack(columns), np.float32)
    solid = Manifold(Mesh(vert_properties=rows, tri_verts=part.faces.astype(np.uint32)))
    if solid.status() != Error.NoError:
        return part
    mesh = solid.simplify(TOLERANCE_MM).to_mesh()
    rows = np.asarray(mesh.vert_properties)
    return replace(
        part,
        vertices=rows[:, :3],
        faces=np.asarray(mesh.tri_verts, np.int32),
        normals=rows[:, 3:6],
        uv=None if part.uv is None else rows[:, 6:8],
    )


def _merge(part: Part, grid: float) -> Part:
    """One vertex, their mean, for all in a cell of ``grid`` mm."""
    cells = np.floor((part.vertices - part.vertices.min(0)) / grid).astype(np.int64)
    _, place = np.unique(np.ravel_multi_index(cells.T, cells.max(0) + 1), return_inverse=True)
    faces = place[part.faces]
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (a != c)]
    count = np.bincount(place)[:, None]

    def mean(rows: np.ndarray) -> np.ndarray:
        sums = [np.bincount(place, column) for column in rows.T]
        return (np.stack(sums, 1) / count).astype(np.float32)

    # Of the fine mesh: those of the coarse one are nothing where a thin lock has collapsed.
    normals = mean(smooth_normals(part))
    return replace(
        part,
        vertices=mean(part.vertices),
        faces=faces.astype(np.int32),
        normals=normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-6),
        uv=None if part.uv is None else mean(part.uv),
    )
