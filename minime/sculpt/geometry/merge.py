"""Any number of parts as one mesh, with the paint of all on one sheet.

The renderer compiles a program for what a scene is made of. Made of as many things whatever
the order says, it is compiled once and not anew for each toy (five of fifteen seconds).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from minime.sculpt.geometry.mesh import Part, smooth_normals

SWATCH = 2  # px, the side of a plain colour on the sheet
BORDER = 1  # px, of its own edge round each paint: what is read between pixels stays its own


@dataclass(frozen=True, kw_only=True, eq=False)
class Merged:
    """vertices, normals: (n, 3) float32. faces: (m, 3) uint32. uv: (n, 2) float32, on the
    sheet, v = 0 at the bottom row. counts: the vertices of each part. face_part: (m,) the part
    of each face. sheet: (h, w, 3) uint8 sRGB. owner: (h, w) int16, whose paint it is."""

    vertices: np.ndarray
    normals: np.ndarray
    faces: np.ndarray
    uv: np.ndarray
    counts: tuple[int, ...]
    face_part: np.ndarray
    sheet: np.ndarray
    owner: np.ndarray


def merge_parts(parts: Sequence[Part]) -> Merged:
    """The ``parts`` as one mesh, in their order."""
    pieces = [unshare(part) for part in parts]
    paints = [_paint(part) for part in parts]
    corners, (height, width) = _pack([paint.shape[:2] for paint in paints])
    sheet = np.zeros((height, width, 3), np.uint8)
    owner = np.zeros((height, width), np.int16)
    uvs = []
    for number, (paint, (left, top), piece) in enumerate(zip(paints, corners, pieces, strict=True)):
        rows, columns = paint.shape[:2]
        sheet[top : top + rows, left : left + columns] = paint
        owner[top : top + rows, left : left + columns] = number
        inside = np.array([columns, rows]) - 2 * BORDER
        low = np.array([left, height - top - rows]) + BORDER
        uvs.append((low + piece.uv * inside) / [width, height])
    counts = tuple(len(piece.vertices) for piece in pieces)
    starts = np.cumsum([0, *counts[:-1]])
    return Merged(
        vertices=np.concatenate([piece.vertices for piece in pieces]).astype(np.float32),
        normals=np.concatenate([piece.normals for piece in pieces]).astype(np.float32),
        faces=np.concatenate(
            [piece.faces + start for piece, start in zip(pieces, starts, strict=True)]
        ).astype(np.uint32),
        uv=np.concatenate(uvs).astype(np.float32),
        counts=counts,
        face_part=np.repeat(np.arange(len(pieces)), [len(piece.faces) for piece in pieces]),
        sheet=sheet,
        owner=owner,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Piece:
    """A part's arrays as :class:`Merged` holds them; uv is the part's own, 0 without one."""

    vertices: np.ndarray
    normals: np.ndarray
    uv: np.ndarray
    faces: np.ndarray


def unshare(part: Part) -> Piece:
    """The part's arrays; a flat part's triangles get corners, and so normals, of their own."""
    uv = np.zeros((len(part.vertices), 2), np.float32) if part.uv is None else part.uv
    if not part.flat:
        return Piece(vertices=part.vertices, normals=smooth_normals(part), uv=uv, faces=part.faces)
    corners = part.vertices[part.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    return Piece(
        vertices=corners.reshape(-1, 3),
        normals=np.repeat(normal, 3, axis=0),
        uv=uv[part.faces].reshape(-1, 2),
        faces=np.arange(corners.shape[0] * 3).reshape(-1, 3),
    )


def _paint(part: Part) -> np.ndarray:
    import cv2

    paint = part.material.texture
    if paint is None:
        color = np.clip(part.material.color, 0, 1) * 255
        paint = np.full((SWATCH, SWATCH, 3), color.round(), np.uint8)
    return cv2.copyMakeBorder(paint, *[BORDER] * 4, cv2.BORDER_REPLICATE)


def _pack(shapes: Sequence[tuple[int, int]]) -> tuple[np.ndarray, tuple[int, int]]:
    """(n, 2) left and top of rectangles of (height, width), and the sheet's height and width."""
    from trimesh.path import packing

    extents = [(columns, rows) for rows, columns in shapes]
    bounds, _ = packing.rectangles(extents, rotate=False, iterations=3, seed=0)
    columns, rows = np.ceil(bounds[:, 1].max(0)).astype(int)
    return bounds[:, 0].round().astype(int), (int(rows), int(columns))
