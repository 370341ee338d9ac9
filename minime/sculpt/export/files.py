"""The sculpt's meshes as files: a textured GLB to look at, a watertight STL or 3MF to print.

A file is written whole or not at all, and says that it is AI made where its format can. A
path that can't be written raises OutputError.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from minime.label import AI_MADE, write_whole
from minime.sculpt.export.print_colors import color_solid
from minime.sculpt.export.threemf import pack_3mf
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.solid import PrintSolid, build_solid
from minime.sculpt.geometry.thin import thin
from minime.sculpt.picture.render import FINISHES
from minime.srgb import to_linear

GLB_TEXTURE_PX = 1024  # longest side; larger ones would not stay under 8 MB
GLB_MOST_FACES = 220_000
GLB_CLEAR_ALPHA = 0.05  # of clear film: the viewer adds its reflections to that


def to_glb(parts: Sequence[Part], path: str | Path) -> None:
    """All parts but the stage in one GLB: metres, y up, textures inside. Raises OutputError."""
    import trimesh

    scene = trimesh.Scene()
    shown = [part for part in parts if part.layer != "stage"]
    for number, part in enumerate(thin(shown, GLB_MOST_FACES)):
        mesh = trimesh.Trimesh(
            part.vertices / 1000.0,
            part.faces,
            vertex_normals=None if part.flat else part.normals,
            visual=_visual(part),
            process=False,
        )
        name = f"{number:03d} {part.name}"
        scene.add_geometry(mesh, node_name=name, geom_name=name)
    _write(path, scene.export(file_type="glb", tree_postprocessor=_label))


def _label(tree: dict) -> None:
    tree["asset"] |= {"generator": "MiniMe", "extras": {"origin": AI_MADE}}


def to_stl(parts: Sequence[Part], path: str | Path, height_mm: float = 80.0) -> None:
    """The figure alone as one watertight solid ``height_mm`` tall on a small round base, z up
    as printers want it. Raises OutputError, also where there is no figure."""
    import trimesh

    solid = build_solid(parts)
    mesh = trimesh.Trimesh(_on_the_plate(solid, height_mm), solid.faces, process=False)
    _write(path, mesh.export(file_type="stl"))


def to_3mf(parts: Sequence[Part], path: str | Path, height_mm: float = 80.0) -> None:
    """The same solid as :func:`to_stl` with a colour for each triangle. Raises OutputError."""
    solid = build_solid(parts)
    palette, color = color_solid(parts, solid)
    vertices = _on_the_plate(solid, height_mm)
    metadata = {"Application": "MiniMe", "Description": AI_MADE}
    name = "MiniMe figure"
    _write(path, pack_3mf(vertices, solid.faces, palette, color, name=name, metadata=metadata))


def _on_the_plate(solid: PrintSolid, height_mm: float) -> np.ndarray:
    """(n, 3) vertices, z up from 0 to ``height_mm``, the middle at x = y = 0."""
    upright = solid.vertices @ np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], float)
    low, high = upright.min(0), upright.max(0)
    middle = (low + high) / 2
    return (upright - (middle[0], middle[1], low[2])) * (height_mm / (high[2] - low[2]))


def _visual(part: Part):
    from trimesh.visual import TextureVisuals
    from trimesh.visual.material import PBRMaterial

    look = part.material
    clear = part.layer == "clear" or look.finish == "clear"
    rough = 0.05 if clear else FINISHES[look.finish][0]
    image = None if look.texture is None or part.uv is None else _image(look.texture)
    color = (1.0, 1.0, 1.0) if image is not None else look.color
    material = PBRMaterial(
        baseColorFactor=[*to_linear(np.clip(color, 0, 1)), GLB_CLEAR_ALPHA if clear else 1.0],
        baseColorTexture=image,
        roughnessFactor=rough if look.roughness is None else look.roughness,
        metallicFactor=0.9 if look.finish == "metal" else 0.0,
        alphaMode="BLEND" if clear else "OPAQUE",
        doubleSided=True,
    )
    return TextureVisuals(uv=None if image is None else part.uv, material=material)


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
    with write_whole(path) as file:
        file.write(data)
