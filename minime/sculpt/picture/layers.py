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

from minime.sculpt.geometry.merge import Merged, merge_parts, unshare
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.picture.tracer import Camera, aligned, import_mitsuba, make_sensor, trace
from minime.srgb import to_linear

CELLS = 3  # along a pixel's side, at whose middles its parts and their paint are read
FEW_CELLS = 2  # the same where less must do
TO_VIEWER = np.float32([0, 0, 1])
_GLOW = {"type": "path", "max_depth": 1}


@dataclass(frozen=True, kw_only=True, eq=False)
class Surfaces:
    """The parts as the renderer has them, and what their vertices may glow with, (n, 2)
    float32 in [0, 1]: their place on the sheet, or their normals (_pack). paint: (h, w, 3)
    float32, the sheet in linear light."""

    handle: Any
    parts: tuple[Part, ...]
    merged: Merged
    normals: np.ndarray
    paint: np.ndarray


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
    import cv2

    mi = import_mitsuba()
    merged = merge_parts(parts)
    # Texels have their middles at a quarter and at three quarters: from 0 to 1 between these.
    ramp = np.dstack([*np.meshgrid([0, 1], [0, 1]), np.ones((2, 2))]).astype(np.float32)
    texture = {"type": "bitmap", "bitmap": mi.Bitmap(ramp), "raw": True, "wrap_mode": "clamp"}
    props = mi.Properties()
    props["emitter"] = mi.load_dict({"type": "area", "radiance": texture})
    mesh = mi.Mesh(
        "all",
        len(merged.vertices),
        len(merged.faces),
        has_vertex_normals=True,
        has_vertex_texcoords=True,
        props=props,
    )
    params = mi.traverse(mesh)
    params["faces"] = aligned(merged.faces)
    params["vertex_positions"] = aligned(merged.vertices)
    # A light shines to its front alone: so every point is made to face the viewer.
    params["vertex_normals"] = aligned(np.tile(TO_VIEWER, len(merged.vertices)))
    params.update()
    return Surfaces(
        handle=mi.load_dict({"type": "scene", "all": mesh}),
        parts=tuple(parts),
        merged=merged,
        normals=_pack(merged.normals, merged.counts),
        paint=cv2.LUT(merged.sheet, to_linear(np.arange(256) / 255).astype(np.float32)),
    )


def move_first_surfaces(surfaces: Surfaces, parts: Sequence[Part]) -> None:
    """Put the first parts where ``parts``, the same meshes moved, are; changes ``surfaces``."""
    pieces = [unshare(part) for part in parts]
    moved = np.concatenate([piece.vertices for piece in pieces]).astype(np.float32)
    normals = np.concatenate([piece.normals for piece in pieces])
    params = import_mitsuba().traverse(surfaces.handle)
    places = np.array(params["all.vertex_positions"])
    places[: moved.size] = moved.ravel()
    params["all.vertex_positions"] = aligned(places)
    # Else the renderer makes normals of its own, and what looks away goes dark.
    params["all.vertex_normals"] = aligned(np.tile(TO_VIEWER, len(surfaces.normals)))
    params.update()
    surfaces.normals[: len(normals)] = _pack(normals, surfaces.merged.counts)


def face_surfaces(surfaces: Surfaces, way: np.ndarray) -> None:
    """Make the surfaces glow towards a camera that lies in direction ``way`` (3,) instead of
    +z, for :func:`trace_paint` alone; changes ``surfaces``."""
    params = import_mitsuba().traverse(surfaces.handle)
    params["all.vertex_normals"] = aligned(np.tile(np.float32(way), len(surfaces.normals)))
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
    return _put_together(
        *trace_paint(surfaces, fine, seed=0),
        cells,
        part=part,
        depth=see({"type": "depth"})[..., 0],
        normals=_complete(2 * sideways - 1),
    )


def trace_few_layers(surfaces: Surfaces, camera: Camera, *, size: tuple[int, int]) -> Layers:
    """The layers of a picture of ``size`` (width, height) but depth and normals, which are 0,
    in a third of the time."""
    fine = make_sensor(camera, size, finer=FEW_CELLS, jitter=False)
    fine_part, paint = trace_paint(surfaces, fine, seed=0)
    part = fine_part[::FEW_CELLS, ::FEW_CELLS]
    nothing = np.zeros((*part.shape, 3), np.float32)
    return _put_together(
        fine_part, paint, FEW_CELLS, part=part, depth=nothing[..., 0], normals=nothing
    )


def trace_paint(surfaces: Surfaces, sensor, *, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """(h, w) int16 part and (h, w, 3) float32 paint at one point of each pixel of ``sensor``."""
    import cv2

    _glow_with(surfaces, surfaces.merged.uv)
    seen = trace(surfaces.handle, sensor, _GLOW, seed=seed)
    sheet, owner = surfaces.paint, surfaces.merged.owner
    across, down = seen[..., 0] * sheet.shape[1] - 0.5, (1 - seen[..., 1]) * sheet.shape[0] - 0.5
    paint = cv2.remap(sheet, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    part = cv2.remap(owner, across, down, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
    nothing = seen[..., 2] == 0
    part[nothing], paint[nothing] = -1, 0
    return part, paint


def _put_together(
    fine_part: np.ndarray,
    paint: np.ndarray,
    cells: int,
    *,
    part: np.ndarray,
    depth: np.ndarray,
    normals: np.ndarray,
) -> Layers:
    """The layers of pixels that have ``cells`` x ``cells`` cells each."""
    own = np.repeat(np.repeat(part, cells, 0), cells, 1) == fine_part
    return Layers(
        depth=depth,
        normals=normals,
        part=part,
        other=_find_other(fine_part, part, cells),
        paint=_mean_of_cells(paint, cells),
        other_paint=_mean_of_cells(np.where(own[..., None], 0, paint), cells),
    )


def _glow_with(surfaces: Surfaces, values: np.ndarray) -> None:
    params = import_mitsuba().traverse(surfaces.handle)
    params["all.vertex_texcoords"] = aligned(0.25 + 0.5 * values)
    params.update()


def _pack(normals: np.ndarray, counts: Sequence[int]) -> np.ndarray:
    """(n, 2) float32 in [0, 1] of (n, 3) normals: x, kept in the middle half of the stretch of
    its part, one of as many as ``counts``, and y. z follows, as all look to the viewer."""
    part = np.repeat(np.arange(len(counts)), counts)[: len(normals)]
    across, upwards = normals[:, 0] / 2 + 0.5, normals[:, 1] / 2 + 0.5
    packed = [(part + 0.25 + 0.5 * across) / len(counts), upwards]
    return np.column_stack(packed).astype(np.float32)


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
