"""What is worn on the head, as the photo shows it: a smooth shell of cloth in the photo's own
colours over the hair, closed behind. Hats, caps, scarves and bands alike; their outline says
which they are.
"""

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.lock import textured
from minime.sculpt.head.hair.seen.lay import Laid
from minime.sculpt.head.hair.seen.mass import FINE_CELL_MM, fill_mass
from minime.sculpt.head.hair.seen.relief import Build, build_relief, far_side, grid_places
from minime.sculpt.head.hair.seen.strands import map_texture, map_uv

CLOTH = Build(least_mm=7.0, most_mm=34.0, edge_mm=4.0, behind_mm=15.0, spread=5)
BACK_LOW_MM = -45.0  # head frame, how far down cloth goes behind at most, unless it hangs


def cover_head(laid: Laid, head: np.ndarray, turn: np.ndarray) -> tuple[Part, ...]:
    """The part of layer "hair" that the cloth's cover and colour make, none if too little.
    head: (n, 3) vertices of what is under it, head frame. turn: (3, 3) head frame to view."""
    relief = build_relief(laid.cover, head, turn, _behind(laid.cover, head, turn), CLOTH)
    mass = fill_mass(relief, sink_mm=0.0, cell_mm=FINE_CELL_MM)
    if mass is None:
        return ()
    uv, texture = map_uv(mass.vertices, laid.color), map_texture(laid.color, 1)
    vertices = mass.vertices @ turn
    return (textured("hair_cloth", vertices, mass.faces, uv, texture, finish="fabric"),)


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
