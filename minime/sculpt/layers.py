"""What a camera sees of the parts, without light: depth, normals, which part, its paint.

All parts are one mesh that glows with numbers instead of light: each point sends out the
number of its part and its uv, or its normal and how near it is, and a path tracer that stops
at the first hit brings them to the picture. (The renderer's own layers take five times as
long without LLVM, and longer the more shapes a scene has.) The paint is then read from the
textures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from minime.sculpt.mesh import Part, smooth_normals
from minime.sculpt.tracer import Camera, focal_px, import_mitsuba, make_sensor, trace
from minime.srgb import to_linear

PAINT_GRID = 2  # cells along a pixel's side at which its paint is read


@dataclass(frozen=True, kw_only=True, eq=False)
class Surfaces:
    """The parts as the renderer has them, and what their vertices may glow with, (n, 3)
    float32: uvs holds u, v and the part's number from 1 and a half, normals x, y and that
    number and a quarter to three quarters for z from ``reach[0]`` to ``reach[1]`` mm."""

    handle: Any
    parts: tuple[Part, ...]
    reach: tuple[float, float]
    uvs: np.ndarray
    normals: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Layers:
    """depth: (h, w) float32 mm from the camera, 0 where nothing. normals: (h, w, 3) float32
    unit vectors, world, those that look away turned to the viewer. part: (h, w) int16 index
    into the parts, -1 where nothing. paint: (h, w, 3) float32 linear, the mean over the
    pixel, 0 where nothing."""

    depth: np.ndarray
    normals: np.ndarray
    part: np.ndarray
    paint: np.ndarray


def load_surfaces(parts: Sequence[Part]) -> Surfaces:
    """Hand the ``parts`` to the renderer as one mesh."""
    mi = import_mitsuba()
    pieces = [_unshare(part) for part in parts]
    starts = np.cumsum([0] + [len(piece.vertices) for piece in pieces])
    faces = np.concatenate([p.faces + start for p, start in zip(pieces, starts, strict=False)])
    uvs = np.concatenate([_numbered(p.uv, n + 0.5) for n, p in enumerate(pieces, start=1)])
    glow = {"type": "area", "radiance": {"type": "mesh_attribute", "name": "vertex_glow"}}
    props = mi.Properties()
    props["emitter"] = mi.load_dict(glow)
    mesh = mi.Mesh("all", int(starts[-1]), len(faces), has_vertex_normals=True, props=props)
    mesh.add_attribute("vertex_glow", 3, uvs.ravel())
    params = mi.traverse(mesh)
    params["faces"] = faces.astype(np.uint32).ravel()
    params["vertex_positions"] = _flatten([piece.vertices for piece in pieces])
    # A light shines to its front alone: so every point is made to face the viewer.
    params["vertex_normals"] = np.tile(np.float32([0, 0, 1]), int(starts[-1]))
    params.update()
    heights = [piece.vertices[:, 2] for piece in pieces]
    reach = float(min(z.min() for z in heights)), float(max(z.max() for z in heights))
    return Surfaces(
        handle=mi.load_dict({"type": "scene", "all": mesh}),
        parts=tuple(parts),
        reach=reach,
        uvs=uvs,
        normals=_glowing_normals(pieces, reach),
    )


def move_first_surfaces(surfaces: Surfaces, parts: Sequence[Part]) -> None:
    """Put the first parts where ``parts``, the same meshes moved, are; changes ``surfaces``."""
    pieces = [_unshare(part) for part in parts]
    params = import_mitsuba().traverse(surfaces.handle)
    places = np.array(params["all.vertex_positions"])
    moved = _flatten([piece.vertices for piece in pieces])
    places[: len(moved)] = moved
    params["all.vertex_positions"] = places
    params.update()
    normals = _glowing_normals(pieces, surfaces.reach)
    surfaces.normals[: len(normals)] = normals


def trace_layers(
    surfaces: Surfaces,
    camera: Camera,
    *,
    size: tuple[int, int],
    box: tuple[int, int, int, int] | None = None,
    seed: int = 0,
) -> Layers:
    """The layers of ``box`` (all by default) in a picture of ``size`` (width, height), seen
    by a ``camera`` that looks against the z axis."""

    def see(finer: int) -> np.ndarray:
        sensor = make_sensor(camera, size, box, finer=finer)
        return _mend(trace(surfaces.handle, sensor, {"type": "path", "max_depth": 1}, seed=seed))

    uvs = see(PAINT_GRID)
    _glow_with(surfaces, surfaces.normals)
    normals = see(1)
    _glow_with(surfaces, surfaces.uvs)
    return Layers(
        depth=_depth_of(normals, surfaces.reach, camera, size, box),
        normals=_complete(normals[..., :2]),
        part=_part_of(normals),
        paint=_mean_of_cells(_paint_at(surfaces, _part_of(uvs), uvs[..., :2])),
    )


def _glow_with(surfaces: Surfaces, values: np.ndarray) -> None:
    params = import_mitsuba().traverse(surfaces.handle)
    params["all.vertex_glow"] = values.ravel()
    params.update()


def _mend(seen: np.ndarray) -> np.ndarray:
    """The picture of numbers, those that no vertex glows with replaced by their neighbours':
    the renderer loses its place in a triangle as thin as a hair."""
    from scipy.ndimage import distance_transform_edt, find_objects

    rest = seen[..., 2] % 1
    nothing = (seen == 0).all(-1)
    whole = (rest > 0.2) & (rest < 0.8) & (np.abs(seen[..., :2]).max(-1) < 1.01)
    lost = ~(whole | nothing)
    if not lost.any():
        return seen
    (box,) = find_objects(lost.astype(np.uint8))
    window = tuple(slice(max(side.start - 8, 0), side.stop + 8) for side in box)
    rows, columns = distance_transform_edt(
        lost[window], return_distances=False, return_indices=True
    )
    mended = seen.copy()
    mended[window] = seen[window][rows, columns]
    return mended


def _part_of(seen: np.ndarray) -> np.ndarray:
    """(h, w) int16 part that was hit, -1 for none."""
    return np.floor(seen[..., 2]).astype(np.int16) - 1


def _depth_of(
    normals: np.ndarray,
    reach: tuple[float, float],
    camera: Camera,
    size: tuple[int, int],
    box: tuple[int, int, int, int] | None,
) -> np.ndarray:
    """(h, w) float32 mm along each pixel's ray to the z that the normals' picture holds."""
    width, height = size
    x0, y0, x1, y1 = box or (0, 0, *size)
    focal = focal_px(camera, height)
    across = (np.arange(x0, x1) + 0.5 - width / 2) / focal
    down = (np.arange(y0, y1) + 0.5 - height / 2) / focal
    z = reach[0] + (normals[..., 2] % 1 - 0.25) * 2 * (reach[1] - reach[0])
    depth = (camera.position[2] - z) * np.sqrt(1 + across**2 + down[:, None] ** 2)
    return np.where(normals[..., 2] > 0, depth, 0).astype(np.float32)


def _complete(sideways: np.ndarray) -> np.ndarray:
    """(h, w, 3) unit normals from their (h, w, 2) x and y."""
    ahead = np.sqrt(np.maximum(1 - (sideways**2).sum(-1), 0))
    normals = np.dstack([sideways, ahead])
    return normals / np.linalg.norm(normals, axis=-1, keepdims=True)


def _paint_at(surfaces: Surfaces, part: np.ndarray, uv: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32 linear colour of each part, or of its texture at ``uv``."""
    from scipy.ndimage import find_objects

    plain = np.array([part.material.color for part in surfaces.parts] + [(0, 0, 0)])
    paint = to_linear(plain.clip(0, 1)).astype(np.float32)[part]
    windows = find_objects(part + 1)
    for number, window in enumerate(windows):
        texture = surfaces.parts[number].material.texture
        if window is not None and texture is not None:
            here = part[window] == number
            paint[window][here] = _read_texture(texture, uv[window])[here]
    return paint


def _read_texture(texture: np.ndarray, uv: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32 linear: (n, m, 3) uint8 ``texture`` at (h, w, 2) ``uv``, bilinear in
    linear light as the renderer reads it."""
    import cv2

    linear = cv2.LUT(texture, to_linear(np.arange(256) / 255).astype(np.float32))
    rows, columns = texture.shape[:2]
    across, down = uv[..., 0] * columns - 0.5, (1 - uv[..., 1]) * rows - 0.5
    return cv2.remap(linear, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _mean_of_cells(fine: np.ndarray) -> np.ndarray:
    import cv2

    height, width = (side // PAINT_GRID for side in fine.shape[:2])
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


def _numbered(values: np.ndarray, number: float | np.ndarray) -> np.ndarray:
    """(n, 3) float32: (n, 2) values and the number."""
    return np.column_stack([values, np.broadcast_to(number, len(values))]).astype(np.float32)


def _glowing_normals(pieces: Sequence[_Piece], reach: tuple[float, float]) -> np.ndarray:
    span = max(reach[1] - reach[0], 1e-6)
    return np.concatenate(
        [
            _numbered(
                piece.normals[:, :2], n + 0.25 + 0.5 * (piece.vertices[:, 2] - reach[0]) / span
            )
            for n, piece in enumerate(pieces, start=1)
        ]
    )
