"""What a camera sees of the parts, without light: depth, normals, which part, its paint.

All parts are one mesh that glows with numbers instead of light: each point sends out the
number of its part with its uv, or with its normal, and a path tracer that stops at the first
hit brings them to the picture. (The renderer's own layers take five times as long without
LLVM, and longer the more shapes a scene has.) The numbers are texture coordinates on a ramp,
as the renderer reads those right in triangles as thin as a hair, unlike other attributes of
a mesh. The paint is then read from the textures of the parts, in a regular grid of cells
a pixel, so that a picture can be put together without ragged edges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from minime.sculpt.mesh import Part, smooth_normals
from minime.sculpt.tracer import Camera, import_mitsuba, make_sensor, trace
from minime.srgb import to_linear

CELLS = 3  # along a pixel's side, at whose middles its parts and their paint are read
FEW_CELLS = 2  # the same where less must do
TO_VIEWER = np.float32([0, 0, 1])
STRIP = 96  # rows whose paint is read at once
_GLOW = {"type": "path", "max_depth": 1}


@dataclass(frozen=True, kw_only=True, eq=False)
class Surfaces:
    """The parts as the renderer has them, and what their vertices may glow with, (n, 2)
    float32 in [0, 1]: of uvs and of normals the first holds the part as well (_pack)."""

    handle: Any
    parts: tuple[Part, ...]
    uvs: np.ndarray
    normals: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Layers:
    """depth: (h, w) float32 mm from the near plane (1 mm ahead of the camera), 0 where
    nothing. normals: (h, w, 3) float32 unit vectors, world, those that look away turned to the
    viewer. part: (h, w) int16 index into the parts of what is seen in the pixel's middle, -1
    where nothing. other: the same of the part that shares the pixel with it, else ``part``.
    paint: (h, w, 3) float32 linear, the mean over the pixel, 0 where nothing. other_paint:
    what of it is the other part's."""

    depth: np.ndarray
    normals: np.ndarray
    part: np.ndarray
    other: np.ndarray
    paint: np.ndarray
    other_paint: np.ndarray


def load_surfaces(parts: Sequence[Part]) -> Surfaces:
    """Hand the ``parts`` to the renderer as one mesh."""
    mi = import_mitsuba()
    pieces = [_unshare(part) for part in parts]
    starts = np.cumsum([0] + [len(piece.vertices) for piece in pieces])
    faces = np.concatenate([p.faces + start for p, start in zip(pieces, starts, strict=False)])
    # Texels have their middles at a quarter and at three quarters: from 0 to 1 between these.
    ramp = np.dstack([*np.meshgrid([0, 1], [0, 1]), np.ones((2, 2))]).astype(np.float32)
    texture = {"type": "bitmap", "bitmap": mi.Bitmap(ramp), "raw": True, "wrap_mode": "clamp"}
    props = mi.Properties()
    props["emitter"] = mi.load_dict({"type": "area", "radiance": texture})
    mesh = mi.Mesh(
        "all",
        int(starts[-1]),
        len(faces),
        has_vertex_normals=True,
        has_vertex_texcoords=True,
        props=props,
    )
    params = mi.traverse(mesh)
    params["faces"] = faces.astype(np.uint32).ravel()
    params["vertex_positions"] = _flatten([piece.vertices for piece in pieces])
    # A light shines to its front alone: so every point is made to face the viewer.
    params["vertex_normals"] = np.tile(TO_VIEWER, int(starts[-1]))
    params.update()
    return Surfaces(
        handle=mi.load_dict({"type": "scene", "all": mesh}),
        parts=tuple(parts),
        uvs=_pack([piece.uv for piece in pieces], len(parts)),
        normals=_pack_normals(pieces, len(parts)),
    )


def move_first_surfaces(surfaces: Surfaces, parts: Sequence[Part]) -> None:
    """Put the first parts where ``parts``, the same meshes moved, are; changes ``surfaces``."""
    pieces = [_unshare(part) for part in parts]
    params = import_mitsuba().traverse(surfaces.handle)
    places = np.array(params["all.vertex_positions"])
    moved = _flatten([piece.vertices for piece in pieces])
    places[: len(moved)] = moved
    params["all.vertex_positions"] = places
    # Else the renderer makes normals of its own, and what looks away goes dark.
    params["all.vertex_normals"] = np.tile(TO_VIEWER, len(surfaces.normals))
    params.update()
    normals = _pack_normals(pieces, len(surfaces.parts))
    surfaces.normals[: len(normals)] = normals


def face_surfaces(surfaces: Surfaces, way: np.ndarray) -> None:
    """Make the surfaces glow towards a camera that lies in direction ``way`` (3,) instead of
    +z, for :func:`trace_paint` alone; changes ``surfaces``."""
    params = import_mitsuba().traverse(surfaces.handle)
    params["all.vertex_normals"] = np.tile(np.float32(way), len(surfaces.normals))
    params.update()


def trace_layers(
    surfaces: Surfaces,
    camera: Camera,
    *,
    size: tuple[int, int],
    box: tuple[int, int, int, int] | None = None,
    cells: int = CELLS,
) -> Layers:
    """The layers of ``box`` (all by default) in a picture of ``size`` (width, height), looked
    at in ``cells`` x ``cells`` points a pixel."""

    def see(integrator: dict) -> np.ndarray:
        sensor = make_sensor(camera, size, box, jitter=False)
        return trace(surfaces.handle, sensor, integrator, seed=0)

    _glow_with(surfaces, surfaces.normals)
    part, sideways = _unpack(see(_GLOW), len(surfaces.parts))
    fine = make_sensor(camera, size, box, finer=cells, jitter=False)
    fine_part, paint = trace_paint(surfaces, fine, seed=0)
    own = np.repeat(np.repeat(part, cells, 0), cells, 1) == fine_part
    mean = _mean_of_cells(paint, cells)
    paint[own] = 0
    return Layers(
        depth=see({"type": "depth"})[..., 0],
        normals=_complete(2 * sideways - 1),
        part=part,
        other=_find_other(fine_part, part, cells),
        paint=mean,
        other_paint=_mean_of_cells(paint, cells),
    )


def trace_paint(surfaces: Surfaces, sensor, *, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """(h, w) int16 part and (h, w, 3) float32 paint at one point of each pixel of ``sensor``."""
    _glow_with(surfaces, surfaces.uvs)
    seen = trace(surfaces.handle, sensor, _GLOW, seed=seed)
    part, uv = _unpack(seen, len(surfaces.parts))
    return part, _paint_at(surfaces, part, uv)


def _glow_with(surfaces: Surfaces, values: np.ndarray) -> None:
    params = import_mitsuba().traverse(surfaces.handle)
    params["all.vertex_texcoords"] = (0.25 + 0.5 * values).ravel()
    params.update()


def _pack(values: Sequence[np.ndarray], count: int) -> np.ndarray:
    """(n, 2) float32 in [0, 1]: of each part's (m, 2) ``values`` in [0, 1] the first is kept
    in the middle half of the part's own stretch, one of ``count``."""
    packed = [((n + 0.25 + 0.5 * own[:, 0]) / count, own[:, 1]) for n, own in enumerate(values)]
    return np.concatenate([np.column_stack(pair) for pair in packed]).astype(np.float32)


def _pack_normals(pieces: Sequence["_Piece"], count: int) -> np.ndarray:
    """Their x and y, from [-1, 1] to [0, 1]; z follows, as all are turned to the viewer."""
    return _pack([piece.normals[:, :2] / 2 + 0.5 for piece in pieces], count)


def _unpack(seen: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(h, w) int16 part, -1 for none, and its (h, w, 2) values."""
    place = seen[..., 0] * count
    part = np.where(seen[..., 2] > 0, np.floor(place), -1).astype(np.int16)
    first = ((place - part) - 0.25) * 2
    return part, np.stack([first, seen[..., 1]], -1)


def _complete(sideways: np.ndarray) -> np.ndarray:
    """(h, w, 3) unit normals from their (h, w, 2) x and y."""
    ahead = np.sqrt(np.maximum(1 - (sideways**2).sum(-1), 0))
    normals = np.dstack([sideways, ahead])
    return normals / np.linalg.norm(normals, axis=-1, keepdims=True)


def _paint_at(surfaces: Surfaces, part: np.ndarray, uv: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32 linear colour of each part, or of its texture at ``uv``."""
    plain = np.array([part.material.color for part in surfaces.parts] + [(0, 0, 0)])
    plain = to_linear(plain.clip(0, 1)).astype(np.float32)
    textures = [_linear(part.material.texture) for part in surfaces.parts]
    paint = np.empty((*part.shape, 3), np.float32)
    # In strips, in which the rectangles around the parts hold little else than the parts.
    for top in range(0, len(part), STRIP):
        rows = slice(top, top + STRIP)
        _paint_strip(paint[rows], part[rows], uv[rows], plain, textures)
    return paint


def _paint_strip(paint, part, uv, plain: np.ndarray, textures: Sequence) -> None:
    from scipy.ndimage import find_objects

    paint[:] = plain.take(part, axis=0, mode="wrap")
    for number, window in enumerate(find_objects(part + 1)):
        if window is not None and textures[number] is not None:
            here = (part[window] == number)[..., None]
            np.copyto(paint[window], _read_texture(textures[number], uv[window]), where=here)


def _linear(texture: np.ndarray | None) -> np.ndarray | None:
    """(n, m, 3) float32 linear of (n, m, 3) uint8 sRGB, if any."""
    import cv2

    table = to_linear(np.arange(256) / 255).astype(np.float32)
    return None if texture is None else cv2.LUT(texture, table)


def _read_texture(linear: np.ndarray, uv: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32: (n, m, 3) ``linear`` at (h, w, 2) ``uv``, bilinear as the renderer
    reads it."""
    import cv2

    rows, columns = linear.shape[:2]
    across, down = uv[..., 0] * columns - 0.5, (1 - uv[..., 1]) * rows - 0.5
    return cv2.remap(linear, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _find_other(fine: np.ndarray, part: np.ndarray, cells: int) -> np.ndarray:
    """(h, w) int16: of the parts in a pixel's cells the first that is not ``part``."""
    other = part.copy()
    for row in range(cells):
        for column in range(cells):
            here = fine[row::cells, column::cells]
            other = np.where(other == part, here, other)
    return other


def _mean_of_cells(fine: np.ndarray, cells: int) -> np.ndarray:
    import cv2

    height, width = (side // cells for side in fine.shape[:2])
    return cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Piece:
    vertices: np.ndarray
    normals: np.ndarray
    uv: np.ndarray
    faces: np.ndarray


def _unshare(part: Part) -> _Piece:
    """The part's arrays; a flat part's triangles get corners, and so normals, of their own."""
    uv = np.zeros((len(part.vertices), 2), np.float32) if part.uv is None else part.uv
    if not part.flat:
        return _Piece(vertices=part.vertices, normals=smooth_normals(part), uv=uv, faces=part.faces)
    corners = part.vertices[part.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    return _Piece(
        vertices=corners.reshape(-1, 3),
        normals=np.repeat(normal, 3, axis=0),
        uv=uv[part.faces].reshape(-1, 2),
        faces=np.arange(corners.shape[0] * 3).reshape(-1, 3),
    )


def _flatten(arrays: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate(arrays).astype(np.float32).ravel()
