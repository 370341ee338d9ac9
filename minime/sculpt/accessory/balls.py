"""Football and basketball. Frame: see the package."""

from itertools import combinations

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    disc,
    show,
    skin,
)
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    Solid,
    ball,
    fillet,
    gather,
    paint,
    tube,
    turn,
)


def football(colors: Palette) -> tuple[Part, ...]:
    """Twelve dark pentagons and stitched seams on a white ball."""
    radius = 17.5
    corners = _icosahedron()
    edges = [(i, j) for i, j in combinations(range(12), 2) if corners[i] @ corners[j] > 0.4]
    seams = []
    for i, j in edges:
        a, b = corners[i], corners[j]
        line = np.array([a + (b - a) * t for t in np.linspace(0.36, 0.64, 5)])
        line *= (radius - 0.02) / np.linalg.norm(line, axis=1, keepdims=True)
        seams.append(tube(line, 0.28, sides=8))
    spots = [_pentagon(corners, i, radius) for i in range(12)]
    tilt = turn("x", 24) @ turn("y", 20)
    solids = [
        ("ball", ball(radius, sides=64), paint("#f7f7f4", "gloss")),
        ("ball patches", gather(spots), paint("#17181c", "gloss")),
        ("ball seams", gather(seams), paint("#3a3b40", "vinyl")),
    ]
    return show(solids, tilt)


def _icosahedron() -> np.ndarray:
    golden = (1 + 5**0.5) / 2
    rows = [(0, s, t * golden) for s in (-1, 1) for t in (-1, 1)]
    rows += [(b, c, a) for a, b, c in rows] + [(c, a, b) for a, b, c in rows]
    return np.array(rows) / np.hypot(1, golden)


def _pentagon(corners: np.ndarray, i: int, radius: float) -> Solid:
    """One dark patch, domed with the ball and a little proud of it."""
    top = corners[i]
    near = [c for c in corners if 0.4 < c @ top < 0.9]
    east = near[0] - top * (near[0] @ top)
    east /= np.linalg.norm(east)
    north = np.cross(top, east)
    near.sort(key=lambda c: np.arctan2(c @ north, c @ east))
    flat = np.array(
        [[(top + (c - top) * 0.35) @ east, (top + (c - top) * 0.35) @ north] for c in near]
    )
    rim = fillet(flat, 0.04)
    layers = [rim * 0.98, rim, *(rim * s for s in (0.97, 0.8, 0.6, 0.4, 0.2))]
    heights = [radius - 0.8, radius + 0.02, *[radius + 0.16] * 5]
    rows = []
    for flat_ring, height in zip(layers, heights, strict=True):
        points = flat_ring[:, :1] * east + flat_ring[:, 1:] * north + top * 0.93
        rows.append(points / np.linalg.norm(points, axis=1, keepdims=True) * height)
    return skin(rows, np.array([top * (radius - 0.8), top * (radius + 0.16)]))


def basketball(colors: Palette) -> tuple[Part, ...]:
    """Orange with black channels."""
    radius = 17.0
    angle = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    around = np.stack([np.cos(angle), np.sin(angle), 0 * angle], 1)
    # The two bent channels: a loop round each side that leans over towards the poles.
    x = 0.50 + 0.17 * np.cos(2 * angle)
    side = np.stack([x, *(np.sqrt(1 - x**2) * (np.cos(angle), np.sin(angle)))], 1)
    lines = [around, around[:, [2, 0, 1]], side, side * (-1, 1, 1)]
    seams = [tube(line * (radius + 0.02), 0.42, sides=8, closed=True) for line in lines]
    valve = disc(0.9, 0.5, 0.2, sides=16).moved((0, 0, radius - 0.15), turn=AHEAD)
    solids = [
        ("ball", ball(radius, sides=64), paint("#e8752a", "vinyl", roughness=0.5)),
        ("ball seams", gather(seams), paint("#241a16", "vinyl")),
        ("ball valve", valve.moved(turn=turn("x", -25) @ turn("y", 25)), paint("#c9ced6")),
    ]
    return show(solids, turn("x", 22) @ turn("y", -32) @ turn("z", 16))
