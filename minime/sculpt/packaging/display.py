"""Pieces of the shop: hook, shelves, clear film and bubbles.

World frame of mesh.py, mm.
"""

import numpy as np

from minime.sculpt.geometry.shapes import Solid, dome, fillet, plate, rounded_rect, tube, turn

LAY = turn("x", -90)  # lays a plate down, its front upwards


def hook(height: float) -> Solid:
    """The shop's peg that the card hangs on."""
    y = height - 0.042 * height + 3.6
    path = [(0, y, -40), (0, y, 4), (0, y + 0.5, 10), (0, y + 5, 14)]
    return tube(fillet(path, 3, closed=False), 2.1, sides=16)


def hang_hole() -> np.ndarray:
    """The "sombrero" of shop hooks: a slot with a bump in the middle, 32 mm wide."""
    bump = [(5.5 * np.cos(a), 3 + 4.2 * np.sin(a)) for a in np.radians(np.linspace(10, 170, 9))]
    return fillet([(-16, -3), (16, -3), (16, 3), *bump, (-16, 3)], 2.9)


def shelf(width: float, depth: float) -> Solid:
    return plate(rounded_rect(width, depth, 5), 2.0, 0.9).moved(turn=LAY)


def bubble(
    outline: np.ndarray, depth: float, *, flange: float, shoulder: float
) -> tuple[Solid, Solid]:
    """A clear shell and the white bead that its cut flange shows on the card."""
    shell = dome(outline, depth, flange=flange, shoulder=shoulder, swell=0.16)
    edge = shell.vertices[: len(outline)] + (0, 0, 0.3)
    return shell, tube(edge, 0.4, sides=10, closed=True)


def film(width: float, height: float) -> Solid:
    """A sheet of clear film; it is never quite flat, and so catches the light in streaks."""
    columns, rows = 40, 50
    x = np.linspace(-width / 2, width / 2, columns)[None, :]
    y = np.linspace(-height / 2, height / 2, rows)[:, None]
    z = 0.5 * np.sin((x + 0.55 * y) / 17) + 0.9 * np.sin((x - 0.3 * y) / 41) + 0 * x * y
    grid = np.stack(np.broadcast_arrays(x, y, z), -1).reshape(-1, 3)
    index = np.arange(columns * rows).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    faces = np.stack([a, b, c, a, c, d], -1).reshape(-1, 3)
    return Solid(vertices=grid, faces=faces)
