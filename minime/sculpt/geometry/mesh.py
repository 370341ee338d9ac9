"""The one mesh type that all rooms of the sculpt share.

A :class:`Part` is a triangle mesh with one material and the name of the layer it belongs
to (what the part mask of the picture shows). Lengths are millimetres. World frame:
x to the viewer's right, y up, z towards the viewer; the toy stands on the plane y = 0.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

# Index in this tuple is the value in the part mask (uint8) of a Sculpt.
LAYERS = ("stage", "skin", "hair", "eyes", "outfit", "accessory", "packaging", "words", "clear")

Layer = Literal[
    "stage", "skin", "hair", "eyes", "outfit", "accessory", "packaging", "words", "clear"
]
Finish = Literal["vinyl", "gloss", "fabric", "card", "metal", "hair", "clear"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Material:
    """How a part reflects light.

    color: sRGB in [0, 1], used where there is no texture.
    finish: vinyl (soft sheen), gloss (hard plastic), fabric and card (matt), metal,
        hair (silky), clear (transparent: only seen in the gloss layer).
    texture: (h, w, 3) uint8 sRGB, addressed by the part's uv with v = 0 at the bottom row.
    roughness: overrides the finish's own GGX roughness, in [0, 1].
    """

    color: tuple[float, float, float] = (0.8, 0.8, 0.8)
    finish: Finish = "vinyl"
    texture: np.ndarray | None = None
    roughness: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """A named triangle mesh.

    vertices: (n, 3) float32, millimetres. faces: (m, 3) int32, counter-clockwise seen
    from outside. uv: (n, 2) float32 in [0, 1] or None. normals: (n, 3) float32 unit
    vectors or None (then smooth normals are made from the faces, unless ``flat``).
    """

    name: str
    layer: Layer
    vertices: np.ndarray
    faces: np.ndarray
    material: Material
    uv: np.ndarray | None = None
    normals: np.ndarray | None = None
    flat: bool = False


def move(
    part: Part,
    *,
    rotation: np.ndarray | None = None,
    scale: float = 1.0,
    offset: tuple[float, float, float] | np.ndarray = (0.0, 0.0, 0.0),
) -> Part:
    """The part scaled, then turned by ``rotation`` (3, 3), then shifted by ``offset`` mm."""
    turn = np.eye(3) if rotation is None else np.asarray(rotation, float)
    vertices = (part.vertices * scale) @ turn.T + np.asarray(offset, float)
    normals = None if part.normals is None else (part.normals @ turn.T).astype(np.float32)
    return replace(part, vertices=vertices.astype(np.float32), normals=normals)


def smooth_normals(part: Part) -> np.ndarray:
    """(n, 3) float32: the part's own normals, else the mean of the faces round each vertex,
    weighted by area. (Mitsuba's own differ in the last bits from run to run, trimesh's take
    ten times as long.)"""
    if part.normals is not None:
        return part.normals
    a, b, c = (part.vertices[part.faces[:, corner]] for corner in range(3))
    corners, faces = part.faces.ravel(), np.repeat(np.cross(b - a, c - a), 3, axis=0)
    sums = [np.bincount(corners, axis, len(part.vertices)) for axis in faces.T]
    total = np.stack(sums, 1)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return (total / np.maximum(length, 1e-12)).astype(np.float32)
