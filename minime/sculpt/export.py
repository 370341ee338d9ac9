"""The sculpt's meshes as files: a textured GLB to look at, a watertight STL to print.

Files are written under a temporary name beside the wanted one and then renamed, so that a
half-written file is never left behind. A path that can't be written raises OutputError.
"""

import io
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from minime.errors import OutputError
from minime.sculpt.mesh import Part
from minime.sculpt.render import FINISHES

GLB_TEXTURE_PX = 1024  # longest side; larger ones would not stay under 8 MB
GLB_MOST_FACES = 180_000
DENSE_FACES = 4_000  # fewer than these are left as they are
COARSEST_MM = 1.6
FIGURE_LAYERS = ("skin", "hair", "eyes", "outfit", "accessory")
PRINT_VOXELS = 200  # along the printed height; 0.4 mm at 80 mm, a printer's own fineness


def to_glb(parts: Sequence[Part], path: str | Path) -> None:
    """All parts but the stage in one GLB: metres, y up, textures inside. Raises OutputError."""
    import trimesh

    scene = trimesh.Scene()
    shown = [part for part in parts if part.layer != "stage"]
    for number, part in enumerate(_thin(shown)):
        mesh = trimesh.Trimesh(
            part.vertices / 1000.0,
            part.faces,
            vertex_normals=part.normals,
            visual=_visual(part),
            process=False,
        )
        name = f"{number:03d} {part.name}"
        scene.add_geometry(mesh, node_name=name, geom_name=name)
    _write(path, scene.export(file_type="glb"))


def to_stl(parts: Sequence[Part], path: str | Path, height_mm: float = 80.0) -> None:
    """The figure alone as one watertight solid ``height_mm`` tall on a small round base, z up
    as printers want it. Raises OutputError, also where there is no figure."""
    import trimesh

    vertices, faces = print_solid(parts, height_mm)
    upright = vertices @ np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], float)
    mesh = trimesh.Trimesh(upright, faces, process=False)
    out = io.BytesIO()
    mesh.export(out, file_type="stl")
    _write(path, out.getvalue())


def print_solid(
    parts: Sequence[Part], height_mm: float, *, voxels: int = PRINT_VOXELS
) -> tuple[np.ndarray, np.ndarray]:
    """The union of the figure's parts and a base, as vertices (n, 3) mm, y up, and faces.

    Surfaces are marked in a grid, what they enclose is filled, and the border is smoothed:
    open and crossing meshes are welcome.
    """
    from scipy import ndimage
    from skimage.measure import marching_cubes

    figure = [part for part in parts if part.layer in FIGURE_LAYERS]
    body = [part for part in figure if part.layer != "accessory"]
    if not body:
        raise OutputError("There is no figure to print; make a toy first.")
    low, high = _bounds(body)
    pitch = (high[1] - low[1]) / voxels
    origin = low - 6 * pitch - (8 * pitch, 0, 8 * pitch)
    shape = np.ceil((high - origin) / pitch).astype(int) + (14, 6, 14)
    marked = np.zeros(shape, bool)
    for part in figure:
        cells = np.floor((_surface_points(part, 0.7 * pitch) - origin) / pitch).astype(int)
        cells = cells[((cells >= 0) & (cells < shape)).all(1)]
        marked[tuple(cells.T)] = True
    closed = ndimage.binary_closing(np.pad(marked, 3), iterations=2)[3:-3, 3:-3, 3:-3]
    solid = ndimage.binary_fill_holes(closed | marked)
    labels, count = ndimage.label(solid)
    if count > 1:  # what stands beside the figure is not printed
        solid = labels == 1 + int(np.argmax(np.bincount(labels.ravel())[1:]))
    solid |= _base_voxels(solid)
    field = ndimage.gaussian_filter(np.pad(solid, 2).astype(np.float32), 0.8)
    vertices, faces, _, _ = marching_cubes(field, 0.5, gradient_direction="ascent")
    vertices = vertices - vertices.min(0)
    vertices[:, [0, 2]] -= vertices[:, [0, 2]].max(0) / 2
    return vertices * (height_mm / np.ptp(vertices[:, 1])), faces


def _base_voxels(solid: np.ndarray) -> np.ndarray:
    """A round plate under the feet, sunk a little into the soles."""
    level = int(np.argmax(solid.any((0, 2))))
    span = max(6, solid.shape[1] // 12)
    feet = np.argwhere(solid[:, level : level + span].any(1))
    middle = (feet.min(0) + feet.max(0)) / 2
    radius = max(np.linalg.norm(np.ptp(feet, axis=0)) / 2 + 3, 0.11 * solid.shape[1])
    x, z = np.ogrid[: solid.shape[0], : solid.shape[2]]
    disc = np.hypot(x - middle[0], z - middle[1]) <= radius
    base = np.zeros_like(solid)
    thick = max(4, solid.shape[1] // 40)
    base[:, max(0, level - thick + 1) : level + 2] = disc[:, None, :]
    return base


def _surface_points(part: Part, step: float) -> np.ndarray:
    """(n, 3) points on the triangles, nowhere farther apart than about ``step``."""
    corners = part.vertices[part.faces].astype(float)
    edges = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(1)
    level = np.ceil(np.maximum(edges / step, 1)).astype(int)
    out = []
    for n in np.unique(level):
        i, j = np.mgrid[0 : n + 1, 0 : n + 1]
        keep = i + j <= n
        u, v = i[keep] / n, j[keep] / n
        weights = np.stack([1 - u - v, u, v], 1)
        out.append(np.einsum("kc,tcd->tkd", weights, corners[level == n]).reshape(-1, 3))
    return np.concatenate(out)


def _bounds(parts: Sequence[Part]) -> tuple[np.ndarray, np.ndarray]:
    low = np.min([part.vertices.min(0) for part in parts], 0)
    high = np.max([part.vertices.max(0) for part in parts], 0)
    return low.astype(float), high.astype(float)


def _thin(parts: Sequence[Part]) -> list[Part]:
    """The parts, the dense ones with small triangles merged where there are too many for a
    light file: their vertices are snapped to a grid, coarser until all faces fit."""
    thinned, grid = list(parts), 0.4
    while sum(len(part.faces) for part in thinned) > GLB_MOST_FACES and grid < COARSEST_MM:
        thinned = [_snap(part, grid) if len(part.faces) > DENSE_FACES else part for part in parts]
        grid *= 1.25
    return thinned


def _snap(part: Part, grid: float) -> Part:
    """One vertex, their mean, for all in a cell of ``grid`` mm."""
    cells = np.floor(part.vertices / grid).astype(np.int64)
    _, place = np.unique(cells, axis=0, return_inverse=True)
    place = place.ravel()
    faces = place[part.faces]
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (a != c)]
    count = np.bincount(place)[:, None]

    def mean(rows: np.ndarray | None) -> np.ndarray | None:
        if rows is None:
            return None
        sums = [np.bincount(place, rows[:, i]) for i in range(rows.shape[1])]
        return (np.stack(sums, 1) / count).astype(np.float32)

    return replace(
        part,
        vertices=mean(part.vertices),
        faces=faces.astype(np.int32),
        normals=None,
        uv=mean(part.uv),
    )


def _visual(part: Part):
    from trimesh.visual import TextureVisuals
    from trimesh.visual.material import PBRMaterial

    look = part.material
    clear = part.layer == "clear" or look.finish == "clear"
    rough = 0.05 if clear else FINISHES[look.finish][0]
    image = None if look.texture is None or part.uv is None else _image(look.texture)
    color = (1.0, 1.0, 1.0) if image is not None else look.color
    material = PBRMaterial(
        baseColorFactor=[*(float(c) ** 2.2 for c in color), 0.12 if clear else 1.0],
        baseColorTexture=image,
        roughnessFactor=rough if look.roughness is None else look.roughness,
        metallicFactor=0.9 if look.finish == "metal" else 0.0,
        alphaMode="BLEND" if clear else "OPAQUE",
        doubleSided=True,
    )
    uv = part.uv if part.uv is not None else np.zeros((len(part.vertices), 2), np.float32)
    return TextureVisuals(uv=uv, material=material)


def _image(texture: np.ndarray):
    """A PIL picture that trimesh stores as it is (JPEG), made small enough."""
    from PIL import Image

    picture = Image.fromarray(np.ascontiguousarray(texture))
    picture.thumbnail((GLB_TEXTURE_PX, GLB_TEXTURE_PX), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=90)
    packed.seek(0)
    return Image.open(packed)


def _write(path: str | Path, data: bytes) -> None:
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(
            f"The file {target} can't be written ({error.strerror or error}); choose another "
            "folder or make room on the disk."
        ) from error
