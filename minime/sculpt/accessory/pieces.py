"""What many accessories are made of: rods, discs, rings, hearts and stars. Frame: the package.

Solids as in minime.sculpt.geometry.shapes; lengths are mm.
"""

from collections.abc import Sequence

import numpy as np

from minime.sculpt.geometry.clay import Stroke, mould
from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.geometry.shapes import Point, Solid, ellipse, fillet, lathe, plate, tube, turn

AHEAD = turn("x", 90)  # turns the y axis of a lathe to the viewer
FLAT = turn("x", -90)  # lays a plate down, its front upwards
DARK, STEEL, SILVER, GOLD = "#1d1f24", "#b9bec6", "#d9dce1", "#e8b54a"
VOXEL = 0.75  # mm, of clay; finer shows no more at this size

Named = tuple[str, Solid, Material]


def show(
    solids: Sequence[Named], angle: np.ndarray | float = 0.0, *, scale: Point | float = 1.0
) -> tuple[Part, ...]:
    """Named solids as parts, scaled, then turned by a matrix, or by degrees about y as on a
    product photograph."""
    matrix = angle if isinstance(angle, np.ndarray) else turn("y", angle)
    sizes = np.broadcast_to(np.asarray(scale, float), 3)
    return tuple(
        solid.moved(turn=matrix, scale=sizes).part(name, look) for name, solid, look in solids
    )


def place(solids: Sequence[Named], offset: Point, matrix: np.ndarray) -> list[Named]:
    """Named solids turned by a matrix, then shifted."""
    return [(name, solid.moved(offset, turn=matrix), look) for name, solid, look in solids]


def disc(radius: float, height: float, edge: float = 0.9, *, sides: int = 40) -> Solid:
    """A round slab on y = 0, its rims rounded by ``edge``."""
    profile = [(0, 0), (radius, 0), (radius, height), (0, height)]
    return lathe(fillet(profile, edge, closed=False), sides=sides)


def turned(profile: Sequence[Point], edge: float, *, sides: int = 40) -> Solid:
    """A lathe whose profile has corners rounded by at most ``edge``."""
    return lathe(fillet(profile, edge, closed=False), sides=sides)


def rod(start: Point, end: Point, radius: float, *, sides: int = 12) -> Solid:
    """A straight stick with round ends."""
    return tube(np.array([start, end], float), radius, sides=sides)


def ring(width: float, height: float, thick: float, *, count: int = 40, sides: int = 10) -> Solid:
    """An oval hoop round the z axis, of a string of radius ``thick``."""
    path = np.column_stack([ellipse(width, height, count), np.zeros(count)])
    return tube(path, thick, sides=sides, closed=True)


def mirrored(half: Sequence[Point]) -> np.ndarray:
    """A whole outline from its right half, which starts and ends on x = 0, going up."""
    right = np.asarray(half, float)
    return np.concatenate([right, right[-2:0:-1] * (-1, 1)])


def fluted(solid: Solid, waves: int, depth: float) -> Solid:
    """A turned solid with pleats: its radius swings by ``depth``, as a share, ``waves``
    times round the y axis."""
    x, y, z = solid.vertices.T
    swing = 1 + depth * np.cos(waves * np.arctan2(x, z))
    return Solid(vertices=np.stack([x * swing, y, z * swing], 1), faces=solid.faces)


def clay(strokes: Sequence[Stroke], *, voxel: float = VOXEL) -> Solid:
    """Clay strokes as one solid."""
    vertices, faces, _ = mould(strokes, voxel=voxel).surface()
    return Solid(vertices=vertices.astype(float), faces=faces)


def heart(size: float) -> np.ndarray:
    """Outline of a heart, ``size`` mm wide."""
    t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    x = 16 * np.sin(t) ** 3
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([x, y], 1)[::-1] * size / 32


def star(radius: float, *, points: int = 5, waist: float = 0.5, edge: float = 0.8) -> np.ndarray:
    """Outline of a star; ``waist``: its inner radius over the outer."""
    angle = np.pi / 2 + np.arange(2 * points) * np.pi / points
    reach = np.where(np.arange(2 * points) % 2, waist * radius, radius)
    return fillet(np.stack([reach * np.cos(angle), reach * np.sin(angle)], 1), edge)


def on_cylinder(flat: Solid, radius: float, height: float) -> Solid:
    """A flat solid wrapped round the y axis, its middle facing the viewer at ``height``."""
    x, y, z = flat.vertices.T
    angle, r = x / radius, radius + z
    points = np.stack([r * np.sin(angle), y + height, r * np.cos(angle)], 1)
    return Solid(vertices=points, faces=flat.faces)


def chip(width: float, height: float, thick: float) -> Solid:
    """A small key or tile with chamfered corners, centred: few triangles, for many of them."""
    x, y, c = width / 2, height / 2, min(width, height) / 5
    corners = [(x - c, -y), (x, c - y), (x, y - c), (x - c, y)]
    outline = np.array(corners + [(-a, b) for a, b in corners[::-1]])
    return plate(outline, thick, 0.35 * thick)


def skin(rows: Sequence[np.ndarray], poles: np.ndarray | None = None) -> Solid:
    """Rings of points (n, 3) joined one to the next, seen from outside counter-clockwise as
    they go up. ``poles`` (2, 3) close the first and the last; without, the last joins the
    first, as on a hoop."""
    n = len(rows[0])
    index = np.arange(n * len(rows)).reshape(-1, n)
    low, high = (index, np.roll(index, -1, 0)) if poles is None else (index[:-1], index[1:])
    b, c = np.roll(low, -1, 1), np.roll(high, -1, 1)
    faces = [np.stack([low, b, c, low, c, high], -1).reshape(-1, 3)]
    if poles is None:
        return Solid(vertices=np.concatenate(rows), faces=faces[0])
    for ring_, pole, flip in ((index[0], index.size, True), (index[-1], index.size + 1, False)):
        fan = np.stack([np.full(n, pole), ring_, np.roll(ring_, -1)], -1)
        faces.append(fan[:, ::-1] if flip else fan)
    return Solid(vertices=np.concatenate([*rows, poles]), faces=np.concatenate(faces))


def slab(outer: np.ndarray, inner: np.ndarray) -> Solid:
    """Two grids of points (rows, columns, 3) as a closed slab. Seen from outside, rows of
    ``outer`` run downwards and columns to the right."""
    rows, columns = outer.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    top = np.stack([a, d, c, a, c, b], -1).reshape(-1, 3)
    rim = np.concatenate([index[0, :-1], index[:-1, -1], index[-1, :0:-1], index[:0:-1, 0]])
    low, after = rim + index.size, np.roll(rim, -1)
    side = np.stack([rim, after, np.roll(low, -1), rim, np.roll(low, -1), low], -1)
    points = np.concatenate([outer.reshape(-1, 3), inner.reshape(-1, 3)])
    faces = np.concatenate([top, top[:, ::-1] + index.size, side.reshape(-1, 3)])
    return Solid(vertices=points, faces=faces)


def label(width: float, low: float, high: float, radius: float, thick: float = 0.35) -> Solid:
    """A paper round the front of a bottle, from height ``low`` to ``high``."""
    angle = np.linspace(-1, 1, 25) * width / 2 / radius
    sheet = [
        np.stack([r * np.sin(angle), np.full(25, y), r * np.cos(angle)], -1)
        for r in (radius + thick, radius - 0.4)
        for y in (high, low)
    ]
    return slab(np.stack(sheet[:2]), np.stack(sheet[2:]))


def cross(size: float, arm: float) -> np.ndarray:
    """Outline of a plus sign."""
    s, a = size / 2, arm / 2
    corners = [(a, -s), (a, -a), (s, -a), (s, a), (a, a), (a, s)]
    corners += [(-x, -y) for x, y in corners]
    return fillet(corners, 0.25 * arm)


def rgb(color: str) -> np.ndarray:
    """(3,) uint8 of "#rrggbb"."""
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)


def strong(*colors: str) -> str:
    """The first colour that is not nearly white: for prints on white, and the last resort."""
    return next((color for color in colors[:-1] if rgb(color).min() <= 200), colors[-1])
