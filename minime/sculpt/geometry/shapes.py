"""Small solids with rounded edges: plates, turned and swept pieces, domes. All are closed.

A :class:`Solid` is geometry alone, in mm, y up, z to the viewer; :meth:`Solid.part` gives it
a name and a material. Outlines are (n, 2) points of x and y, counter-clockwise, not repeated
at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manifold3d import triangulate
from scipy.interpolate import CubicSpline

from minime.sculpt.geometry.mesh import Finish, Layer, Material, Part

BEVEL_STEPS = 4
Point = Sequence[float] | np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Solid:
    """vertices: (n, 3) float64 mm. faces: (m, 3) int, counter-clockwise seen from outside."""

    vertices: np.ndarray
    faces: np.ndarray

    def moved(
        self,
        offset: Point = (0.0, 0.0, 0.0),
        *,
        turn: np.ndarray | None = None,
        scale: Point = (1.0, 1.0, 1.0),
    ) -> "Solid":
        """Scaled along the axes, then turned by (3, 3), then shifted."""
        points = self.vertices * np.asarray(scale, float)
        points = points if turn is None else points @ turn.T
        flipped = np.prod(np.asarray(scale, float)) < 0
        faces = self.faces[:, ::-1] if flipped else self.faces
        return Solid(vertices=points + np.asarray(offset, float), faces=faces)

    def part(
        self,
        name: str,
        material: Material,
        *,
        layer: Layer = "accessory",
        uv: np.ndarray | None = None,
    ) -> Part:
        """The solid as a part; a textured one without ``uv`` is printed from the front."""
        if uv is None and material.texture is not None:
            uv = front_uv(self.vertices)
        return Part(
            name=name,
            layer=layer,
            vertices=self.vertices.astype(np.float32),
            faces=self.faces.astype(np.int32),
            material=material,
            uv=None if uv is None else uv.astype(np.float32),
        )


def paint(
    color: str, finish: Finish = "gloss", *, shade: float = 0.0, roughness: float | None = None
) -> Material:
    """A material of "#rrggbb"; ``shade`` in [-1, 1] mixes in black (< 0) or white (> 0)."""
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    rgb = rgb + (1 - rgb) * shade if shade >= 0 else rgb * (1 + shade)
    return Material(color=tuple(float(c) for c in rgb), finish=finish, roughness=roughness)


def printed(texture: np.ndarray, finish: Finish = "card") -> Material:
    """A material that carries a picture, (h, w, 3) uint8."""
    return Material(texture=texture, finish=finish)


def turn(axis: str, degrees: float) -> np.ndarray:
    """(3, 3) rotation about "x", "y" or "z", counter-clockwise seen from its positive end."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    matrix = np.eye(3)
    matrix[i, i], matrix[i, j], matrix[j, i], matrix[j, j] = c, -s, s, c
    return matrix


def front_uv(vertices: np.ndarray) -> np.ndarray:
    """(n, 2) in [0, 1]: x and y of the vertices over their own bounds."""
    flat = vertices[:, :2]
    low, high = flat.min(0), flat.max(0)
    return (flat - low) / np.maximum(high - low, 1e-9)


def fillet(points: Sequence[Point], radius: float, *, closed: bool = True) -> np.ndarray:
    """The corners of a polyline (any dimension) rounded by at most ``radius``, (n, d)."""
    p = np.asarray(points, float)
    rows = []
    for i, corner in enumerate(p):
        if not closed and i in (0, len(p) - 1):
            rows.append(corner[None])
            continue
        before, after = p[i - 1] - corner, p[(i + 1) % len(p)] - corner
        lengths = np.linalg.norm(before), np.linalg.norm(after)
        reach = min(radius, 0.499 * lengths[0], 0.499 * lengths[1])
        a, b = corner + before / lengths[0] * reach, corner + after / lengths[1] * reach
        t = np.linspace(0, 1, 7)[:, None]
        rows.append((1 - t) ** 2 * a + 2 * t * (1 - t) * corner + t**2 * b)
    return np.concatenate(rows)


def rounded_rect(width: float, height: float, radius: float, *, points: int = 7) -> np.ndarray:
    """Outline of a rectangle round the origin, its corners quarter circles of ``points``."""
    radius = min(radius, width / 2 - 1e-3, height / 2 - 1e-3)
    angle = np.radians(np.linspace(0, 90, points))
    arc = radius * np.stack([np.cos(angle), np.sin(angle)], 1)
    corners = []
    for k, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        c, s = np.cos(k * np.pi / 2), np.sin(k * np.pi / 2)
        centre = np.array([sx * (width / 2 - radius), sy * (height / 2 - radius)])
        corners.append(arc @ np.array([[c, s], [-s, c]]) + centre)
    return np.concatenate(corners)


def ellipse(width: float, height: float, count: int = 48) -> np.ndarray:
    """Outline of an ellipse round the origin."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([width / 2 * np.cos(angle), height / 2 * np.sin(angle)], 1)


def curve(points: Sequence[Point], count: int = 32, *, closed: bool = False) -> np.ndarray:
    """A smooth line through points (any dimension), evenly sampled, (count, d)."""
    p = np.asarray(points, float)
    p = np.concatenate([p, p[:1]]) if closed else p
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    spline = CubicSpline(run, p, bc_type="periodic" if closed else "not-a-knot")
    return spline(np.linspace(0, run[-1], count, endpoint=not closed))


def plate(
    outline: np.ndarray, thickness: float, bevel: float = 0.0, holes: Sequence[np.ndarray] = ()
) -> Solid:
    """An outline raised along z, centred on z = 0, edges rounded by ``bevel``; ``holes`` are
    outlines too, counter-clockwise."""
    bevel = min(bevel, thickness / 2)
    angle = np.linspace(0, np.pi / 2, BEVEL_STEPS if bevel > 0 else 1)
    inset = bevel * (1 - np.cos(angle[::-1])) if bevel > 0 else np.zeros(1)
    rise = thickness / 2 - bevel + bevel * np.sin(angle) if bevel > 0 else [thickness / 2]
    rings = [(d, -z) for d, z in zip(inset, np.asarray(rise)[::-1], strict=True)]
    if bevel > 0:  # a last ring on the flat, so that smooth normals leave the face flat
        rings.insert(0, (bevel + min(0.25, bevel / 2), -thickness / 2))
    rings += [(d, -z) for d, z in rings[::-1]]
    vertices, faces, loops, start = [], [], ([], []), 0
    for line in [outline, *[hole[::-1] for hole in holes]]:
        layers = [np.column_stack([line - d * _out(line), np.full(len(line), z)]) for d, z in rings]
        n = len(line)
        index = start + np.arange(n * len(rings)).reshape(len(rings), n)
        vertices += layers
        faces.append(_bands(index))
        loops[0].append(index[0])
        loops[1].append(index[-1])
        start += index.size
    points = np.concatenate(vertices)
    for side, flip in ((loops[0], True), (loops[1], False)):
        cap = _fill(points[:, :2], side)
        faces.append(cap[:, ::-1] if flip else cap)
    return Solid(vertices=points, faces=np.concatenate(faces))


def lathe(profile: Sequence[Point] | np.ndarray, *, sides: int = 40) -> Solid:
    """A profile of (radius, y), from the axis at the bottom to the axis at the top, turned
    round the y axis."""
    rows = np.asarray(profile, float)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.stack([np.sin(angle), np.cos(angle)], 1)
    inner = rows[1:-1]
    points = np.stack(
        [
            inner[:, :1] * ring[None, :, 0],
            np.repeat(inner[:, 1:], sides, 1),
            inner[:, :1] * ring[None, :, 1],
        ],
        -1,
    ).reshape(-1, 3)
    index = np.arange(len(points)).reshape(-1, sides)
    ends = np.array([[0, rows[0, 1], 0], [0, rows[-1, 1], 0]])
    faces = np.concatenate([_bands(index), _fans(index, len(points))])
    return Solid(vertices=np.concatenate([points, ends]), faces=faces)


def ball(radius: float, *, sides: int = 32, squash: float = 1.0) -> Solid:
    """A sphere round the origin, its height scaled by ``squash``."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, sides // 2 + 1)
    profile = np.stack([radius * np.cos(angle), radius * squash * np.sin(angle)], 1)
    return lathe(profile, sides=sides)


def tube(
    path: np.ndarray, radius: float | np.ndarray, *, sides: int = 12, closed: bool = False
) -> Solid:
    """A round string along ``path`` (n, 3) with round ends; ``radius`` may be (n,)."""
    p = np.asarray(path, float)
    r = np.broadcast_to(np.asarray(radius, float), len(p))
    if not closed:
        p, r = _round_ends(p, r)
    across, beside = _frames(p, closed)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    spokes = np.cos(angle)[:, None] * across[:, None] + np.sin(angle)[:, None] * beside[:, None]
    points = (p[:, None] + spokes * r[:, None, None]).reshape(-1, 3)
    index = np.arange(len(points)).reshape(-1, sides)
    if closed:
        return Solid(vertices=points, faces=_bands(np.concatenate([index, index[:1]])))
    faces = np.concatenate([_bands(index), _fans(index, len(points))])
    return Solid(vertices=np.concatenate([points, p[[0, -1]]]), faces=faces)


def dome(
    outline: np.ndarray, depth: float, *, flange: float, shoulder: float, swell: float = 0.1
) -> Solid:
    """A vacuum-formed shell, open at the back: flange on z = 0, steep walls, round shoulder,
    a front that swells by ``swell`` of the depth. The outline is star-shaped."""
    out = _out(outline)
    angle = np.linspace(0, np.pi / 2, 9)
    wall = depth - shoulder
    rows = [(-flange, 0.0), (-flange, 0.8), (-1.2, 0.8), (-0.3, 1.1), (0.3, 2.2)]
    rows += [(0.3 + 0.06 * z, z) for z in (wall * 0.4, wall * 0.75)]
    lean = 0.3 + 0.06 * wall
    rows += [(lean + shoulder * (1 - np.cos(a)), wall + shoulder * np.sin(a)) for a in angle]
    layers = [np.column_stack([outline - d * out, np.full(len(outline), z)]) for d, z in rows]
    last = layers[-1][:, :2]
    centre = last.mean(0)
    for share in np.linspace(0.92, 0.08, 12):
        z = depth * (1 + swell * (1 - share**2))
        layers.append(np.column_stack([centre + (last - centre) * share, np.full(len(last), z)]))
    points = np.concatenate(layers)
    index = np.arange(len(points)).reshape(len(layers), -1)
    tip = len(points)
    points = np.concatenate([points, [[*centre, depth * (1 + swell)]]])
    cap = np.stack([np.full(index.shape[1], tip), index[-1], np.roll(index[-1], -1)], -1)
    return Solid(vertices=points, faces=np.concatenate([_bands(index), cap]))


def gather(solids: Sequence[Solid]) -> Solid:
    """Several solids as one, each still closed by itself."""
    starts = np.cumsum([0] + [len(s.vertices) for s in solids])
    return Solid(
        vertices=np.concatenate([s.vertices for s in solids]),
        faces=np.concatenate([s.faces + n for s, n in zip(solids, starts, strict=False)]),
    )


def _bands(index: np.ndarray) -> np.ndarray:
    """Faces between successive rings of vertex numbers (rows, n)."""
    a, b = index[:-1], np.roll(index[:-1], -1, 1)
    d, c = index[1:], np.roll(index[1:], -1, 1)
    return np.stack([a, b, c, a, c, d], -1).reshape(-1, 3)


def _fans(index: np.ndarray, first: int) -> np.ndarray:
    """Faces from the vertices ``first`` and ``first`` + 1 to the first and last ring."""
    low, high = index[0], index[-1]
    foot, head = np.full(len(low), first), np.full(len(low), first + 1)
    return np.concatenate(
        [np.stack([foot, np.roll(low, -1), low], -1), np.stack([head, high, np.roll(high, -1)], -1)]
    )


def _out(outline: np.ndarray) -> np.ndarray:
    """(n, 2) outward unit normals of a counter-clockwise outline."""
    ahead = np.roll(outline, -1, 0) - outline
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    along = ahead + np.roll(ahead, 1, 0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    return np.stack([along[:, 1], -along[:, 0]], 1)


def _round_ends(p: np.ndarray, r: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    angle = np.linspace(0, np.pi / 2, 5)[:-1]
    first = (p[0] - p[1]) / np.linalg.norm(p[0] - p[1])
    last = (p[-1] - p[-2]) / np.linalg.norm(p[-1] - p[-2])
    head = p[0] + first * (r[0] * np.cos(angle))[:, None]
    tail = p[-1] + last * (r[-1] * np.cos(angle[::-1]))[:, None]
    radii = [r[0] * np.sin(angle), r, r[-1] * np.sin(angle[::-1])]
    return np.concatenate([head, p, tail]), np.maximum(np.concatenate(radii), 1e-3)


def _frames(p: np.ndarray, closed: bool) -> tuple[np.ndarray, np.ndarray]:
    """Two unit vectors across the path at each point, without twist."""
    ahead = np.roll(p, -1, 0) - np.roll(p, 1, 0) if closed else np.gradient(p, axis=0)
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    across = np.zeros_like(p)
    side = np.eye(3)[np.argmin(np.abs(ahead[0]))]
    for i, tangent in enumerate(ahead):
        side = side - tangent * (side @ tangent)
        side = side / max(np.linalg.norm(side), 1e-9)
        across[i] = side
    beside = np.cross(ahead, across)
    if closed:  # spread what twist is left over the loop
        end = across[-1] - ahead[0] * (across[-1] @ ahead[0])
        gap = np.arctan2(end @ beside[0], end @ across[0])
        angle = -gap * np.arange(len(p))[:, None] / len(p)
        c, s = np.cos(angle), np.sin(angle)
        across, beside = c * across + s * beside, c * beside - s * across
    return across, beside


def _fill(points: np.ndarray, loops: Sequence[np.ndarray]) -> np.ndarray:
    """Triangles (m, 3) of a polygon with holes, no corner left out. loops: vertex numbers,
    the outer one counter-clockwise, holes clockwise."""
    return np.concatenate(loops)[triangulate([points[loop] for loop in loops])]
