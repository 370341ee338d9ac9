"""What is worn on the head, as the photo shows it: a smooth shell of cloth in the photo's own
colours over the hair, closed behind. Hats, caps, scarves and bands alike; their outline says
which they are.
"""

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.lock import textured
from minime.sculpt.head.hair.seen.lay import Laid
from minime.sculpt.head.hair.seen.mass import FINE_CELL_MM, Mass, fill_mass
from minime.sculpt.head.hair.seen.relief import Build, build_relief, far_side, grid_places
from minime.sculpt.head.hair.seen.strands import map_texture, map_uv

CLOTH = Build(least_mm=9.5, most_mm=34.0, edge_mm=4.0, behind_mm=15.0, spread=5)
SOFT_MM, ASIDE_MM = 2.0, 12.0  # over which a cloth's own picture ends; beside it, paint is plain
SIDE_FACING = 0.3  # cosine to the viewer below which cloth was not seen
BACK_LOW_MM = -45.0  # head frame, how far down cloth goes behind at most, unless it hangs


def cover_head(laid: Laid, head: np.ndarray, turn: np.ndarray) -> tuple[Part, ...]:
    """The part of layer "hair" that the cloth's cover and colour make, none if too little.
    head: (n, 3) vertices of what is under it, head frame. turn: (3, 3) head frame to view."""
    relief = build_relief(laid.cover, head, turn, _behind(laid.cover, head, turn), CLOTH)
    mass = fill_mass(relief, sink_mm=0.0, cell_mm=FINE_CELL_MM)
    if mass is None:
        return ()
    uv = map_uv(_beside(mass, laid.cover), laid.color)
    texture = map_texture(_plain_round(laid), 1)
    vertices = mass.vertices @ turn
    return (textured("hair_cloth", vertices, mass.faces, uv, texture, finish="fabric"),)


def _plain_round(laid: Laid) -> np.ndarray:
    """The laid colours (h, w, 3), but beside the cloth its usual one."""
    import cv2

    worn = cv2.resize(laid.cover, laid.color.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    usual = np.median(laid.color[worn > 0.5], axis=0)
    share = cv2.GaussianBlur((worn > 0.5).astype(np.float32), (0, 0), SOFT_MM)[..., None]
    return (share * laid.color + (1 - share) * usual).astype(np.float32)


def _beside(mass: Mass, cover: np.ndarray) -> np.ndarray:
    """(n, 3) where the mass takes its paint: in front from its own place, round the sides and
    behind from beside the cloth, as the photo shows nothing of them."""
    x, y = grid_places()
    worn = cover > 0.5
    low = np.array([x[worn].mean(), y[worn].min() - 60.0])  # under it, so that no way is twice
    off = mass.vertices[:, :2] - low
    far = np.hypot(x[worn] - low[0], y[worn] - low[1]).max() + ASIDE_MM
    away = off / np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 1e-6)
    share = np.clip((SIDE_FACING - mass.normals[:, 2:]) / 0.2, 0, 1)
    out = mass.vertices.copy()
    out[:, :2] = (1 - share) * out[:, :2] + share * (low + away * far)
    return out


def _behind(cover: np.ndarray, head: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """(h, w) bool: the far side of the head as far down as the cloth comes beside it."""
    _, y = grid_places()
    worn = cover > 0.5
    if not worn.any():
        return worn
    columns = np.flatnonzero(worn.any(0))
    ends = [y[np.flatnonzero(worn[:, c])[-1], c] for c in (columns[2], columns[-3])]
    low = max(min(float(np.mean(ends)), 60.0), BACK_LOW_MM)
    return far_side(head, turn, lambda points: (points @ turn.T)[:, 1] > low)
