"""From selfie, preset and order to a toy in its packaging: meshes, draft, exact layers."""

from dataclasses import dataclass

import numpy as np

from minime.sculpt.geometry.mesh import Part


@dataclass(frozen=True, kw_only=True, eq=False)
class Sculpt:
    """draft: (h, w, 3) uint8 sRGB without gloss. paint: (h, w, 3)
    float32 linear, the same without light. depth: (h, w) float32, mm from the near
    plane, 1 mm ahead of the camera.
    normals: (h, w, 3) float32, x right, y up, z to the viewer. layers: (h, w) uint8, index
    into mesh.LAYERS. gloss: (h, w, 3) float32 linear light to add for bubble or window.
    head_box: half-open pixels, hair included. landmarks: (478, 3) float32 of the toy's
    head in the picture frame. head_mask: (h, w) float32 [0, 1]. parts: the meshes, world mm.
    rotation: (3, 3) of the head, as the camera sees it, after the pose corrections;
    first_rotation before them."""

    draft: np.ndarray
    paint: np.ndarray
    depth: np.ndarray
    normals: np.ndarray
    layers: np.ndarray
    gloss: np.ndarray
    head_box: tuple[int, int, int, int]
    head_mask: np.ndarray
    landmarks: np.ndarray
    parts: tuple[Part, ...]
    rotation: np.ndarray
    first_rotation: np.ndarray
