"""Small things laid on sculpted clay: bands, patches, buttons, cords, discs. All closed meshes.

Trims are fitted by casting rays on a clay :class:`Field`, so that they follow
every fold. World frame, mm.
"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.interpolate import PchipInterpolator

from minime.sculpt.geometry.clay import Field
from minime.sculpt.geometry.mesh import Layer, Material, Part
from minime.srgb import rgb

Side = Callable[[np.ndarray], np.ndarray]


def color(hex_color: str, shade: float = 0.0) -> tuple[float, float, float]:
    """sRGB in [0, 1] of "#rrggbb"; ``shade`` mixes in white (> 0) or black (< 0)."""
    plain = rgb(hex_color)
    mixed = plain + (1 - plain) * shade if shade >= 0 else plain * (1 + shade)
    return tuple(float(c) for c in np.clip(mixed, 0, 1))


def clay_part(
    field: Field, name: str, material: Material, *, layer: Layer = "outfit", uv=None
) -> Part:
    """The field's surface as a part; ``uv`` maps vertices (n, 3) to (n, 2)."""
    vertices, faces, normals = field.surface()
    return Part(
        name=name,
        layer=layer,
        vertices=vertices,
        faces=faces,
        normals=normals,
        material=material,
        uv=None if uv is None else uv(vertices).astype(np.float32),
    )


def slab(
    name: str,
    top: np.ndarray,
    bottom: np.ndarray,
    material: Material,
    *,
    ring: bool = False,
    layer: Layer = "outfit",
) -> Part:
    """A closed plate between two grids (rows, columns, 3) of points. With ``ring`` the last
    column meets the first. Columns run to the right and rows upwards seen from outside."""
    rows, cols = top.shape[:2]
    n = rows * cols
    index = np.arange(n).reshape(rows, cols)
    if ring:
        index = np.concatenate([index, index[:, :1]], 1)
    faces = [_quads(index), _quads(index[:, ::-1] + n)]
    # Walls along the border, which is walked anticlockwise seen from outside.
    borders = [index[0], index[-1, ::-1]]
    if not ring:
        borders += [index[:, -1], index[::-1, 0]]
    faces += [_quads(np.stack([border + n, border])) for border in borders]
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, cols), indexing="ij")
    uv = np.stack([u, v], -1).reshape(-1, 2).astype(np.float32)
    return Part(
        name=name,
        layer=layer,
        vertices=np.concatenate([top.reshape(-1, 3), bottom.reshape(-1, 3)]).astype(np.float32),
        faces=np.concatenate(faces).astype(np.int32),
        material=material,
        uv=np.concatenate([uv, uv]),
    )


def _quads(index: np.ndarray) -> np.ndarray:
    """Triangles (m, 3) of a grid of vertex numbers (rows upwards, columns to the right)."""
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    return np.stack([a, b, c, a, c, d], -1).reshape(-1, 3)


def _tube_faces(rows: int, cols: int) -> np.ndarray:
    """Triangles of rings of vertices, then one vertex that closes each end."""
    index = np.arange(rows * cols).reshape(rows, cols)
    closed = np.concatenate([index, index[:, :1]], 1)
    foot, head = np.full(cols, rows * cols), np.full(cols, rows * cols + 1)
    ends = [
        np.stack([foot, closed[0, 1:], closed[0, :-1]], -1),
        np.stack([head, closed[-1, :-1], closed[-1, 1:]], -1),
    ]
    return np.concatenate([_quads(closed), *ends])


def patch(
    field: Field,
    name: str,
    material: Material,
    *,
    y: tuple[float, float],
    left: Side | np.ndarray | float,
    right: Side | np.ndarray | float,
    thickness: float = 0.6,
    facing: float = 1.0,
    grid: tuple[int, int] = (18, 10),
    puff: float = 0.0,
) -> Part:
    """A piece of cloth or rubber laid on the front (``facing`` 1) or back (-1) of ``field``
    between heights ``y``; ``left`` and ``right`` give x (mm) of its edges at shares 0..1 of
    the way up, or at each row of the grid. ``puff`` swells its middle."""
    share = np.linspace(0, 1, grid[0])
    x0 = np.broadcast_to(left(share) if callable(left) else left, share.shape)
    x1 = np.broadcast_to(right(share) if callable(right) else right, share.shape)
    across = np.linspace(0, 1, grid[1])
    x = x0[:, None] + (x1 - x0)[:, None] * across
    if facing < 0:
        x = x[:, ::-1]
    height = np.broadcast_to((y[0] + (y[1] - y[0]) * share)[:, None], x.shape)
    far = _front_reach(field, facing)
    start = np.stack([x, height, np.full_like(x, far)], -1)
    way = np.broadcast_to([0.0, 0.0, -facing], start.shape)
    base = field.cast(start, way, abs(far - _front_reach(field, -facing)))
    normal = field.normal(base)
    swell = np.outer(np.sin(np.pi * share), np.sin(np.pi * across))
    top = base + normal * (thickness * _bevel(*grid) + puff * swell)[..., None]
    return slab(name, top, base - normal * 0.7, material)


def band(
    field: Field,
    name: str,
    material: Material,
    *,
    centre: np.ndarray,
    axis: np.ndarray,
    width: float,
    thickness: float,
    reach: float,
    count: int = 40,
    side: np.ndarray | None = None,
    bulge: float = 0.6,
    fallback: float | None = None,
) -> Part:
    """A ring of width x thickness mm round ``field``: hem, cuff, belt, collar, sock.

    ``reach``: mm from the centre where rays start inwards. ``bulge`` 0 is flat, 1 round.
    """
    u = np.asarray(axis, float) / np.linalg.norm(axis)
    helper = np.array([0.0, 0.0, 1.0]) if abs(u[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    e0 = helper - u * (helper @ u)
    e0 = e0 / np.linalg.norm(e0)
    e1 = np.cross(u, e0)
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    spoke = np.cos(angle)[:, None] * e0 + np.sin(angle)[:, None] * e1
    rise = np.linspace(-0.5, 0.5, 7)
    middle = np.asarray(centre, float) + np.outer(rise * width, u)
    start = middle[:, None] + spoke[None] * reach
    base = field.cast(start, np.broadcast_to(-spoke, start.shape), reach)
    crown = (1 - bulge) + bulge * np.sqrt(np.maximum(1 - (2 * rise) ** 2, 0))
    crown[[0, -1]] = np.minimum(crown[[0, -1]], 0.25)
    top = base + spoke[None] * (thickness * crown)[:, None, None]
    return slab(name, top, base - spoke[None] * 0.8, material, ring=True)


def lathe(
    name: str,
    material: Material,
    *,
    profile: Sequence[tuple[float, float]],
    origin: np.ndarray,
    axis: np.ndarray,
    count: int = 28,
    layer: Layer = "outfit",
    hard: bool = True,
) -> Part:
    """A turned piece: ``profile`` of (radius, height along ``axis``) from bottom to top; it
    starts and ends on the axis. ``hard`` keeps the profile's corners crisp."""
    u = np.asarray(axis, float) / np.linalg.norm(axis)
    helper = np.array([0.0, 1.0, 0.0]) if abs(u[1]) < 0.9 else np.array([1.0, 0.0, 0.0])
    e0 = np.cross(helper, u)
    e0 = e0 / np.linalg.norm(e0)
    e1 = np.cross(u, e0)
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    spoke = np.cos(angle)[:, None] * e0 + np.sin(angle)[:, None] * e1
    rows = np.array(_crisp(profile) if hard else profile, float)
    points = rows[:, 0, None, None] * spoke[None] + (rows[:, 1, None] * u)[:, None]
    inner = points[1:-1]
    vertices = np.concatenate([inner.reshape(-1, 3), [u * rows[0, 1], u * rows[-1, 1]]])
    return Part(
        name=name,
        layer=layer,
        vertices=(vertices + np.asarray(origin, float)).astype(np.float32),
        faces=_tube_faces(len(inner), count).astype(np.int32),
        material=material,
    )


def cord(
    name: str,
    material: Material,
    points: np.ndarray,
    radius: float,
    *,
    sides: int = 8,
    steps: int = 24,
    layer: Layer = "outfit",
    taper: float = 1.0,
) -> Part:
    """A round string through ``points`` (n, 3), closed at both ends; ``taper`` scales the
    radius at its end."""
    p = np.asarray(points, float)
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    at = np.linspace(0, run[-1], steps)
    path = PchipInterpolator(run, p, axis=0)(at)
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    helper = np.eye(3)[np.argmin(np.abs(tangent.mean(0)))]
    e0 = np.cross(tangent, helper)
    e0 /= np.maximum(np.linalg.norm(e0, axis=1, keepdims=True), 1e-9)
    e1 = np.cross(tangent, e0)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    thick = radius * np.linspace(1, taper, steps)
    ring = np.cos(angle)[:, None] * e0[:, None] + np.sin(angle)[:, None] * e1[:, None]
    tube = path[:, None] + ring * thick[:, None, None]
    vertices = np.concatenate([tube.reshape(-1, 3), path[[0, -1]]])
    return Part(
        name=name,
        layer=layer,
        vertices=vertices.astype(np.float32),
        faces=_tube_faces(steps, sides).astype(np.int32),
        material=material,
    )


def button(
    field: Field,
    name: str,
    material: Material,
    *,
    at: tuple[float, float],
    radius: float,
    height: float = 0.5,
    facing: float = 1.0,
) -> Part:
    """A domed disc with a rim at (x, y) on the front or back of ``field``."""
    far = _front_reach(field, facing)
    start = np.array([[at[0], at[1], far]], float)
    way = np.array([[0.0, 0.0, -facing]])
    base = field.cast(start, way, abs(far - _front_reach(field, -facing)))[0]
    r, h = radius, height
    profile = [(0, -0.6), (r, -0.6), (r, h * 0.8), (r * 0.85, h), (r * 0.62, h * 0.72), (0, h)]
    return lathe(
        name, material, profile=profile, origin=base, axis=field.normal(base), count=18, hard=False
    )


def _front_reach(field: Field, facing: float) -> float:
    depth = field.values.shape[2] * field.voxel
    return float(field.origin[2] + (depth if facing > 0 else 0.0))


def _bevel(rows: int, cols: int) -> np.ndarray:
    """1 inside, lower along the border, so that edges are rounded."""
    edge_r = np.minimum(np.arange(rows), np.arange(rows)[::-1])
    edge_c = np.minimum(np.arange(cols), np.arange(cols)[::-1])
    fall = np.array([0.35, 0.88, 1.0])
    return np.outer(fall[np.minimum(edge_r, 2)], fall[np.minimum(edge_c, 2)])


def _crisp(profile: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Two extra rows close to each corner, so that smooth normals turn only there."""
    rows = [profile[0]]
    for before, here, after in zip(profile, profile[1:], profile[2:], strict=False):
        for other in (before, after):
            d = np.hypot(other[0] - here[0], other[1] - here[1])
            t = min(0.12 / max(d, 1e-6), 0.3)
            mixed = tuple(h + (o - h) * t for h, o in zip(here, other, strict=True))
            rows.append(mixed)
    return [*rows, profile[-1]]
