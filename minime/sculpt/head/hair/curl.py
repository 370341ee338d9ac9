"""Hair that leaves the head: gathered into a tail, woven into a braid, wound into curls.
Head frame, mm; every function returns Locks.
"""

import numpy as np

from minime.sculpt.head.hair.flow import Growth
from minime.sculpt.head.hair.lock import Locks, curve, frames, taper
from minime.sculpt.head.hair.skull import azimuth_of, direction, hairline_height, height_of, place


def tail(
    g: Growth,
    top: np.ndarray,
    end: np.ndarray,
    count: int,
    *,
    spread_mm: float,
    bow_mm: float,
    outwards_mm: float = 0.0,
) -> Locks:
    """A bundle of ``count`` locks from the knot ``top`` (3,) to ``end`` (3,), bowed backwards
    and ``outwards_mm`` to the viewer's right."""
    angle = np.arange(count) * 2.4
    ring = np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    spot = ring * np.stack([np.cos(angle), 0 * angle, np.sin(angle)], 1)
    bow = np.array([0.0, 0.25, -1.0]) * bow_mm + np.array([1.0, 0.3, 0.0]) * outwards_mm
    length = g.rng.uniform(0.88, 1.08, (count, 1))
    stations = []
    for t, fat in ((0.0, 0.45), (0.18, 0.85), (0.5, 1.0), (0.8, 0.8), (1.0, 0.25)):
        middle = top + (end - top) * t * length + bow * np.sin(np.pi * t**0.6)
        stations.append(middle + spot * spread_mm * fat)
    shape = taper(30, root=0.7, tip=0.04, start=0.6)
    half = np.full(count, spread_mm * 2.0 / np.sqrt(count))
    return Locks(
        paths=curve(np.stack(stations, 1), 30),
        width=half[:, None] * shape,
        thick=0.7 * half[:, None] * shape,
        shade=g.shades(count),
        loose=0.6,
    )


def braid(g: Growth, way: np.ndarray, *, radius_mm: float, turns: float, points: int = 10) -> Locks:
    """Three cords woven along ``way`` (c, 3), thinning towards its end."""
    k = 60
    middle = curve(way[None], k)[0]
    along = np.gradient(middle, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    front = np.array([0.0, 0.0, 1.0]) - along * along[:, 2:3]
    front /= np.linalg.norm(front, axis=1, keepdims=True)
    across = np.cross(along, front)
    t = np.linspace(0, 1, k)
    size = radius_mm * (1 - 0.35 * t) * np.minimum(1, 0.7 + 2 * t)
    phase = 2 * np.pi * (turns * t[None] + np.arange(3)[:, None] / 3)
    side, deep = 0.62 * np.sin(phase) * size, 0.42 * np.sin(2 * phase) * size
    paths = middle + side[..., None] * across + deep[..., None] * front
    thick = np.broadcast_to(0.6 * size, (3, k))
    return Locks(
        paths=paths, width=thick, thick=thick, shade=g.shades(3), round=True, points=points
    )


def swirls(g: Growth, roots: np.ndarray, *, radius_mm: float, cord_mm: float) -> Locks:
    """Snail curls on ``roots`` (n, 3) directions: each winds inwards to a little knob."""
    n, k = len(roots), 24
    away = roots + g.rng.normal(0, 0.22, (n, 3))
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    one = np.cross(away, g.rng.normal(size=(n, 3)))
    one /= np.linalg.norm(one, axis=1, keepdims=True)
    two = np.cross(away, one) * g.rng.choice([-1.0, 1.0], (n, 1))
    t = np.linspace(0, 1, k)
    size = g.rng.uniform(0.85, 1.25, (n, 1))
    angle = 2 * np.pi * 2.1 * t[None] + g.rng.uniform(0, 6.28, (n, 1))
    radius = radius_mm * size * (1 - 0.85 * t**0.9)
    high = cord_mm * size * (2.6 * t**1.3 - 0.6) + g.rng.uniform(-3, 4, (n, 1))
    above = height_of(g.skull, roots) - hairline_height(g.skull, azimuth_of(roots))
    rim = np.clip(0.08 + above / 40, 0, 1) ** 0.5  # the mass rounds off at the hairline
    paths = place(g.skull, roots, g.volume(roots) * rim)[:, None] + high[..., None] * away[:, None]
    paths = paths + (radius * np.cos(angle))[..., None] * one[:, None]
    paths = paths + (radius * np.sin(angle))[..., None] * two[:, None]
    cord = cord_mm * size * taper(k, root=0.7, tip=0.7, start=0.8)
    return Locks(
        paths=paths, width=cord, thick=cord, shade=g.shades(n), grooves=2, round=True, points=7
    )


def curled(
    g: Growth, locks: Locks, *, radius_mm: float, turns: float, cord_mm: float, rings: int = 34
) -> Locks:
    """Ringlets: cords wound around the paths of ``locks``, half of them the other way."""
    n, k = len(locks.paths), rings
    axis = curve(locks.paths[:, :: max(1, locks.paths.shape[1] // 6)], k)
    across, away = frames(g.skull, axis)
    t = np.linspace(0, 1, k)
    hand = g.rng.choice([-1.0, 1.0], (n, 1))
    angle = hand * 2 * np.pi * turns * t[None] + g.rng.uniform(0, 6.28, (n, 1))
    size = g.rng.uniform(0.8, 1.25, (n, 1))
    radius = radius_mm * size * np.minimum(1, 0.3 + 3 * t) * (1 - 0.45 * t**2)
    paths = axis + (radius * np.cos(angle))[..., None] * across
    paths = paths + (radius * (0.9 + np.sin(angle)))[..., None] * away
    cord = cord_mm * size * taper(k, root=0.7, tip=0.25, start=0.75)
    return Locks(paths=paths, width=cord, thick=cord, shade=g.shades(n), round=True, points=8)


def cords(g: Growth, locks: Locks, *, radius_mm: float, beads: float, uneven: float) -> Locks:
    """Ropes along the paths of ``locks``: ``beads`` swellings each, and thickness that wanders
    by the share ``uneven``."""
    n, k, _ = locks.paths.shape
    t = np.linspace(0, 1, 2 * k)
    phase = g.rng.uniform(0, 6.28, (n, 1))
    swell = 1 + 0.24 * np.sin(2 * np.pi * beads * t + phase)
    swell = swell + uneven * np.sin(5.3 * t + 2 * phase) + 0.5 * uneven * np.sin(17 * t + phase)
    ends = taper(2 * k, root=0.6, tip=0.45, start=0.9)
    size = radius_mm * g.rng.uniform(0.85, 1.15, (n, 1)) * swell * ends
    way = locks.paths[:, ::3]
    paths = curve(way + g.rng.normal(0, 1.2, way.shape), 2 * k)
    return Locks(paths=paths, width=size, thick=size, shade=g.shades(n), round=True, points=7)


def knot_of(g: Growth, middle: np.ndarray, axis: np.ndarray, radius_mm: float) -> Locks:
    """A bun: locks wound around ``axis`` (3,) into a ball round ``middle`` (3,)."""
    n, k = 18, 30
    one = np.cross(axis, [0.3, 0.0, 1.0])
    one /= np.linalg.norm(one)
    two = np.cross(axis, one)
    t = np.linspace(0, 1, k)
    turn = np.arange(n)[:, None] * 2.4 + 3.6 * t
    tilt = np.linspace(-0.75, 1.25, n)[:, None] + 0.35 * (t - 0.5)
    tilt = tilt + g.rng.uniform(-0.1, 0.1, (n, 1))
    ring, high = np.cos(tilt) * radius_mm * 0.72, np.sin(tilt) * radius_mm * 0.6
    paths = middle + ring[..., None] * (
        np.cos(turn)[..., None] * one + np.sin(turn)[..., None] * two
    )
    paths = paths + high[..., None] * axis
    fat = 0.3 * radius_mm * taper(k, root=0.5, tip=0.15, start=0.6) * np.ones((n, 1))
    return Locks(paths=paths, width=fat, thick=fat, shade=g.shades(n), round=True, points=12)


def scattered(g: Growth, count: int, *, above_mm: float = 0.0) -> np.ndarray:
    """(n, 3) evenly spread directions above the hairline (shifted up by ``above_mm``)."""
    i = np.arange(count) + 0.5
    up = 1 - 2 * i / count
    ways = direction(np.degrees(i * np.pi * (3 - 5**0.5)), np.degrees(np.arcsin(up)))
    ways = ways + g.rng.normal(0, 0.02, ways.shape)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    line = hairline_height(g.skull, azimuth_of(ways)) + above_mm
    return ways[g.skull.center[1] + g.skull.radii[1] * ways[:, 1] > line]
