"""Locks of hair: tapered, grooved bands swept along curves, many in one mesh; and the cap
under them. Head frame, mm. u runs across a lock (each has its own columns of the texture),
v from root to tip.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.interpolate import make_interp_spline

from minime.sculpt.geometry.mesh import Finish, Material, Part
from minime.sculpt.head.hair.skull import (
    Skull,
    around,
    azimuth_of,
    direction,
    hairline_height,
    height_of,
    outward,
    place,
    reach_to_hairline,
)
from minime.srgb import rgb

COLUMNS = 24  # texels across a lock
ROWS = 64
RIDGES, INNER = 4, 2  # strands across a band, points of its hidden side
GROOVE = 0.26  # depth of the grooves between them, as a share of the band's thickness
# Halfway between the key light and the camera, head frame: strands square to it shine.
GLEAM = np.array([-0.25, 0.45, 0.86])
KEY = np.array([-0.45, 0.7, 0.55])
GLINT = np.array([17.0, 15.0, 13.0])  # what shine adds to any colour, so that black too has some
PEPPER = (100, 30)  # grey hair: at least so light, its channels no further apart


@dataclass(frozen=True, kw_only=True, eq=False)
class Locks:
    """paths: (n, k, 3) middle lines, root first. width, thick: (n, k) half sizes across and
    away from the head. shade: (n,) brightness factor. grooves: strands seen across a cord.
    round: True for cords (a full cross-section), False for bands lying on the head.
    points: of a cord's cross-section. loose: single hairs that leave a lock, on average."""

    paths: np.ndarray
    width: np.ndarray
    thick: np.ndarray
    shade: np.ndarray
    grooves: float = 3.0
    round: bool = False
    points: int = 10
    loose: float = 0.0


def curve(controls: np.ndarray, count: int = 26) -> np.ndarray:
    """(n, c, 3) control points to (n, count, 3) smooth curves through them."""
    gaps = np.linalg.norm(np.diff(controls, axis=1), axis=2).mean(0)
    knots = np.concatenate([[0], np.cumsum(np.maximum(gaps, 1e-3))])
    degree = min(3, controls.shape[1] - 1)
    spline = make_interp_spline(knots / knots[-1], controls, k=degree, axis=1)
    return spline(np.linspace(0, 1, count))


def taper(count: int, *, root: float = 0.55, tip: float = 0.04, start: float = 0.5) -> np.ndarray:
    """(count,) profile from ``root`` to 1 and, after the share ``start``, down to ``tip``."""
    t = np.linspace(0, 1, count)
    rise = root + (1 - root) * _smooth(t / 0.3)
    fall = 1 - (1 - tip) * np.clip((t - start) / (1 - start), 0, 1) ** 1.7
    return rise * fall


def lock_part(
    name: str,
    skull: Skull,
    locks: Locks,
    color: str,
    rng: np.random.Generator,
    *,
    finish: Finish = "hair",
) -> Part:
    """All ``locks`` and their loose hairs as one closed mesh with its own texture."""
    n, k, _ = locks.paths.shape
    across, away = frames(skull, locks.paths)
    ring, u = _section(locks)
    lift = _cord_lift(locks, u, rng) if locks.round else _band_lift(n, k, rng)
    x = ring[:, 0] * locks.width[..., None]
    y = ring[:, 1] * locks.thick[..., None] * lift
    body = (
        locks.paths[:, :, None]
        + x[..., None] * across[:, :, None]
        + y[..., None] * away[:, :, None]
    )
    vertices, faces = close_tubes(body, locks.paths)
    uv = _lock_uv(np.arange(n), n, k, u)
    if locks.loose:
        more, corners, places = _loose_hairs(locks, across, away, rng)
        faces = np.concatenate([faces, corners + len(vertices)])
        vertices, uv = np.concatenate([vertices, more]), np.concatenate([uv, places])
    if finish == "hair":
        texture = _texture(color, locks.shade, rng, gleam=_gleam(locks.paths, away))
    else:
        texture = _even_texture(color, locks.shade, rng)
    return textured(name, vertices, faces, uv, texture, finish=finish)


def _cord_lift(locks: Locks, u: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(n, k, m) factors of a cord's thickness: grooves that wind along it."""
    n, k, _ = locks.paths.shape
    phase = rng.uniform(0, 6.28, (n, 1, 1))
    t = np.linspace(0, 1, k)[None, :, None]
    wave = np.cos(locks.grooves * np.pi * 2 * u[None, None] + phase + 1.5 * np.sin(3 * t + phase))
    return 1 + 0.2 * wave * np.sin(np.pi * np.clip(t * 1.1, 0, 1)) ** 0.5


def _band_lift(n: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """(n, k, m) factors of a band's thickness: a ridge, a groove, a ridge ..., each with a
    depth of its own that comes and goes along the band."""
    sign = np.concatenate([[0.0], np.tile([1.0, -1.0], RIDGES)[:-1], [0.0], np.zeros(INNER)])
    t = np.linspace(0, 1, k)[None, :, None]
    phase, turns = rng.uniform(0, 6.28, (2, n, 1, len(sign)))
    deep = 0.65 + 0.35 * np.sin(0.8 * turns * t + phase)
    return 1 + GROOVE * sign * deep * np.sin(np.pi * np.clip(t * 1.1, 0, 1)) ** 0.5


def _loose_hairs(
    locks: Locks, across: np.ndarray, away: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vertices, faces and uv of thin hairs that lift off some locks and outrun their tips."""
    n, k, _ = locks.paths.shape
    parent = np.sort(rng.choice(n, max(1, round(n * locks.loose))))
    pick = np.linspace(0, k - 1, 12).round().astype(int)
    t = np.linspace(0, 1, len(pick))[None, :, None]
    count = len(parent)
    lift = 0.9 * locks.thick[parent][:, pick, None] + rng.uniform(0.5, 5, (count, 1, 1)) * t**2
    aside = rng.uniform(-0.8, 0.8, (count, 1, 1)) * locks.width[parent][:, pick, None]
    aside = aside + rng.uniform(-5, 5, (count, 1, 1)) * t**2
    paths = locks.paths[parent][:, pick]
    paths = paths + lift * away[parent][:, pick] + aside * across[parent][:, pick]
    run = paths[:, -1:] - paths[:, -2:-1]
    paths[:, -1:] += (
        run / np.linalg.norm(run, axis=-1, keepdims=True) * rng.uniform(0, 7, (count, 1, 1))
    )
    corner = np.linspace(0, 2 * np.pi, 4, endpoint=False)
    radius = taper(len(pick), root=0.6, tip=0.15, start=0.5)[None, :, None, None]
    radius = radius * rng.uniform(0.7, 1.2, (count, 1, 1, 1))
    side = np.cos(corner)[:, None] * across[parent][:, pick, None]
    body = paths[:, :, None] + radius * (
        side + np.sin(corner)[:, None] * away[parent][:, pick, None]
    )
    vertices, faces = close_tubes(body, paths)
    return vertices, faces, _lock_uv(parent, n, len(pick), rng.uniform(0.1, 0.9) + 0 * corner)


def _gleam(paths: np.ndarray, away: np.ndarray) -> np.ndarray:
    """(n, ROWS) in [0, 1], root first: how a strand shines (Kajiya and Kay 1989), painted, as
    a path tracer sees a lock as smooth plastic, and fixed to the head, as paint is."""
    along = _unit(np.gradient(paths, axis=1))
    square = 1 - (along @ (GLEAM / np.linalg.norm(GLEAM))) ** 2
    lit = np.clip(away @ (KEY / np.linalg.norm(KEY)) + 0.15, 0, 1)
    shine = lit * (0.75 * square**24 + 0.25 * square**6)
    at = np.linspace(0, paths.shape[1] - 1, ROWS)
    low = at.astype(int).clip(0, paths.shape[1] - 2)
    part = (at - low)[None]
    return shine[:, low] * (1 - part) + shine[:, low + 1] * part


def cap_part(
    name: str,
    skull: Skull,
    color: str,
    rng: np.random.Generator,
    *,
    pole: np.ndarray,
    thick,
    groove_mm: float = 0.0,
    strands: int = 46,
    shade: float = 0.85,
) -> Part:
    """A closed shell from ``pole`` to the hairline that thins out there.

    thick: mm, or a function of (n, 3) directions. Strands run from the pole to the hairline.
    """
    turns, rings = 168, 30
    bearing = np.linspace(0, 2 * np.pi, turns, endpoint=False)
    reach = reach_to_hairline(skull, pole, bearing)
    reach = sum(np.roll(reach, i) for i in (-1, 0, 1)) / 3
    share = np.concatenate(
        [np.linspace(0.03, 0.86, rings - 8), np.linspace(0.88, 1, 8), [0.9, 0.03]]
    )
    ways = around(pole, bearing[None], share[:, None] * reach)
    depth = thick(ways) if callable(thick) else np.full(ways.shape[:2], float(thick))
    depth = depth * np.sqrt(np.clip(1.004 - share[:, None] ** 6, 0.004, 1))
    depth = depth + groove_mm * _strands(bearing, share, strands, rng)
    depth[-2:] = -4.0
    body = place(skull, ways, depth).transpose(1, 0, 2)  # (turns, rings, 3)
    ends = place(skull, np.stack([pole, pole]), np.array([depth[0].mean(), -4.0]))
    vertices, faces = revolve(body, ends)
    u = np.abs(bearing / np.pi - 1)
    v = np.minimum(share, 1)
    uv = np.stack(np.meshgrid(u, v, indexing="ij"), -1).reshape(-1, 2)
    uv = np.concatenate([uv, [[0.5, 0.0], [0.5, 0.0]]])
    return textured(name, vertices, faces, uv, _texture(color, np.full(16, shade), rng))


def stubble_part(
    name: str, skull: Skull, color: str, rng: np.random.Generator, *, count: int, length_mm: float
) -> Part:
    """``count`` short hairs lying on the head, away from the crown, fewer at the hairline."""
    i = np.arange(count) + 0.5
    up = 1 - 1.62 * i / count
    ways = direction(np.degrees(i * np.pi * (3 - 5**0.5)), np.degrees(np.arcsin(up)))
    above = height_of(skull, ways) - hairline_height(skull, azimuth_of(ways))
    ways = ways[above + rng.uniform(-2.5, 5, count) > 0]
    fall = ways - np.array([0, 0.91, -0.35])
    return hairs_part(name, skull, color, rng, ways, fall, length_mm=length_mm, base_mm=1.2)


def hairs_part(
    name: str,
    skull: Skull,
    color: str,
    rng: np.random.Generator,
    ways: np.ndarray,
    toward: np.ndarray,
    *,
    length_mm: float,
    base_mm: float,
    width_mm: float = 0.85,
    rise: float = 0.32,
) -> Part:
    """One short hair at each direction ``ways`` (n, 3), pointing ``toward`` (n, 3), from
    ``base_mm`` over the skull, ``rise`` times its length off it."""
    root = place(skull, ways, np.full(len(ways), base_mm))
    return hairs_on(
        name, color, rng, root, ways, toward, length_mm=length_mm, width_mm=width_mm, rise=rise
    )


def hairs_on(
    name: str,
    color: str,
    rng: np.random.Generator,
    root: np.ndarray,
    normal: np.ndarray,
    toward: np.ndarray,
    *,
    length_mm: float | np.ndarray,
    width_mm: float,
    rise: float,
) -> Part:
    """The same on any surface, at points ``root`` (n, 3) with its ``normal`` (n, 3);
    length_mm: a number or (n, 1)."""
    n = len(root)
    along = toward - normal * (toward * normal).sum(-1, keepdims=True)
    along = _unit(_unit(along) + rng.normal(0, 0.3, (n, 3)))
    side = width_mm * np.cross(along, normal)
    size = rng.uniform(0.7, 1.3, (n, 1))
    tip = root + (along + rise * normal) * length_mm * size
    corners = [root + side, root - side, root + 1.7 * width_mm * normal - 0.5 * along, tip]
    vertices = np.stack(corners, 1).reshape(-1, 3)
    one = np.array([[0, 3, 2], [2, 3, 1], [1, 3, 0], [0, 2, 1]])
    faces = (one[None] + 4 * np.arange(n)[:, None, None]).reshape(-1, 3)
    u = np.repeat(rng.uniform(0, 1, n), 4)
    uv = np.stack([u, np.tile([0.3, 0.3, 0.6, 1.0], n)], 1)
    texture = _texture(color, rng.uniform(0.85, 1.15, 24), rng)
    # Lit as the skin under them is: on their own, such small faces come out as dark noise.
    lit = np.repeat(_unit(normal), 4, axis=0).astype(np.float32)
    return replace(textured(name, vertices, faces, uv, texture), normals=lit)


def _section(locks: Locks) -> tuple[np.ndarray, np.ndarray]:
    """Ring (m, 2) of (across, away) and u (m,); the under side is flat for bands, and each
    point of the other one is a ridge or a groove."""
    if locks.round:
        a = np.linspace(0, 2 * np.pi, locks.points, endpoint=False)
        ring = np.stack([np.cos(a), np.sin(a)], 1)
    else:
        over = np.linspace(0, np.pi, 2 * RIDGES + 1)
        under = np.linspace(np.pi, 2 * np.pi, INNER + 2)[1:-1]
        a = np.concatenate([over, under])
        ring = np.stack([np.cos(a), np.where(np.sin(a) > 0, np.sin(a), 0.45 * np.sin(a))], 1)
    return ring, 0.5 - 0.5 * np.cos(a)


def frames(skull: Skull, paths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Across and away (n, k, 3): away from the head, square to the path, without twists."""
    along = _unit(np.gradient(paths, axis=1))
    out = outward(skull, paths)
    away = np.empty_like(paths)
    last = out[:, 0]
    for i in range(paths.shape[1]):
        aim = out[:, i] + 0.6 * last
        last = _unit(aim - (aim * along[:, i]).sum(-1, keepdims=True) * along[:, i])
        away[:, i] = last
    return np.cross(along, away), away


def close_tubes(body: np.ndarray, paths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n, k, m, 3) rings and their middles to one mesh with closed ends."""
    n, k, m, _ = body.shape
    stride = k * m + 2
    ends = np.stack([paths[:, 0], paths[:, -1]], 1)
    vertices = np.concatenate([body.reshape(n, k * m, 3), ends], 1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(k - 1), np.arange(m), indexing="ij")
    a, b = i * m + j, i * m + (j + 1) % m
    c, d = a + m, b + m
    side = np.concatenate([np.stack([a, d, b], -1), np.stack([a, c, d], -1)]).reshape(-1, 3)
    j, after = np.arange(m), (np.arange(m) + 1) % m
    first = np.stack([np.full(m, k * m), j, after], 1)
    last = np.stack([np.full(m, k * m + 1), (k - 1) * m + after, (k - 1) * m + j], 1)
    one = np.concatenate([side, first, last])
    return vertices, (one[None] + stride * np.arange(n)[:, None, None]).reshape(-1, 3)


def revolve(body: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(turns, rings, 3) around a pole, closed at both ends by the points ``ends`` (2, 3)."""
    n, k, _ = body.shape
    i, j = np.meshgrid(np.arange(n), np.arange(k - 1), indexing="ij")
    a, b = i * k + j, ((i + 1) % n) * k + j
    side = np.concatenate([np.stack([a, a + 1, b + 1], -1), np.stack([a, b + 1, b], -1)])
    i, after = np.arange(n), (np.arange(n) + 1) % n
    first = np.stack([np.full(n, n * k), i * k, after * k], 1)
    last = np.stack([np.full(n, n * k + 1), after * k + k - 1, i * k + k - 1], 1)
    return np.concatenate([body.reshape(-1, 3), ends]), np.concatenate(
        [side.reshape(-1, 3), first, last]
    )


def _strands(bearing, share, strands: int, rng) -> np.ndarray:
    """(rings, turns) in [-1, 1]: grooves along the meridians of a cap, none at its ends."""
    bend = 0.05 * np.sin(5 * share + rng.uniform(0, 6))[:, None]
    angle = bearing[None] + bend
    wave = 0.6 * np.sin(strands * angle) + 0.4 * np.sin(round(strands * 0.45) * angle + 2)
    return wave * (np.sin(np.pi * np.clip(share, 0, 1)) ** 0.6)[:, None]


def _lock_uv(numbers: np.ndarray, n: int, k: int, u: np.ndarray) -> np.ndarray:
    """uv of the locks ``numbers`` out of ``n``, each of ``k`` rings and two end points."""
    lock = numbers[:, None, None]
    across = (lock + 0.08 + 0.84 * u) / n + np.zeros((1, k, 1))
    along = np.broadcast_to(np.linspace(0, 1, k)[None, :, None], across.shape)
    ends = np.stack(
        [np.repeat((numbers[:, None] + 0.5) / n, 2, 1), np.tile([0, 1], (len(numbers), 1))], -1
    )
    body = np.stack([across, along], -1).reshape(len(numbers), -1, 2)
    return np.concatenate([body, ends], 1).reshape(-1, 2)


def _texture(
    color: str, shade: np.ndarray, rng: np.random.Generator, gleam: np.ndarray | None = None
) -> np.ndarray:
    """(ROWS, columns, 3) uint8: darker roots, lighter tips, streaks, grooves, the ``gleam`` (n,
    ROWS) of each lock; grey hair is salt and pepper. Row 0 is v = 1."""
    base = rgb(color) * 255
    columns = len(shade) * COLUMNS
    grey = base.mean() > PEPPER[0] and np.ptp(base) < PEPPER[1]
    streak = rng.normal(0, 0.17 if grey else 0.1, columns)[None]
    streak = streak + np.repeat(rng.normal(0, 0.06, (ROWS // 8, columns)), 8, 0)
    light = rng.random(columns) < 0.12  # a few strands that the sun has bleached
    v = np.linspace(1, 0, ROWS)[:, None]
    streak = streak + 0.22 * light * _smooth(v / 0.5)
    u = np.clip((np.linspace(0, 1, COLUMNS) - 0.08) / 0.84, 0, 1)
    across = np.arccos(1 - 2 * u)
    groove = np.tile(-np.cos(2 * RIDGES * across) * 0.5 - 0.5, len(shade))
    fall = 0.70 + 0.32 * _smooth(v / 0.45) + 0.1 * v
    factor = fall * np.repeat(shade, COLUMNS)[None] * (1.07 + streak + 0.16 * groove)
    paint = base * factor[..., None]
    if gleam is not None:
        shine = np.repeat(gleam[:, ::-1].T, COLUMNS, 1) * np.clip(0.75 + 2 * streak, 0.2, 1)
        paint = paint + shine[..., None] * (0.3 * base + GLINT)
    return np.clip(paint, 0, 255).astype(np.uint8)


def _even_texture(color: str, shade: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(ROWS, columns, 3) uint8: cloth or skin, alike from end to end."""
    grain = 1 + rng.normal(0, 0.04, (ROWS, len(shade) * COLUMNS))
    factor = np.repeat(shade, COLUMNS)[None] * grain
    return np.clip(255 * rgb(color) * factor[..., None], 0, 255).astype(np.uint8)


def textured(
    name: str, vertices, faces, uv, texture: np.ndarray, *, finish: Finish = "hair"
) -> Part:
    """A part of the layer "hair" from plain arrays and a (h, w, 3) uint8 texture."""
    return Part(
        name=name,
        layer="hair",
        vertices=vertices.astype(np.float32),
        faces=faces.astype(np.int32),
        uv=np.clip(uv, 0, 1).astype(np.float32),
        material=Material(color=tuple(texture.mean((0, 1)) / 255), finish=finish, texture=texture),
    )


def _smooth(x: np.ndarray) -> np.ndarray:
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def _unit(x: np.ndarray) -> np.ndarray:
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)
