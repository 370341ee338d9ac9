"""Cupcake, doughnut, ice cream. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    fluted,
    ring,
    rod,
    show,
    skin,
    turned,
)
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    Solid,
    ball,
    curve,
    gather,
    lathe,
    paint,
    plate,
    rounded_rect,
    tube,
    turn,
)

SWEETS = ("#ef476f", "#ffd166", "#06b6d4", "#8bd450", "#ffffff")


def cupcake(colors: Palette) -> tuple[Part, ...]:
    """A pleated paper cup, a swirl of cream, sprinkles and a cherry."""
    paper = [(0, 0), (9.6, 0), (13.4, 15.6), (13.4, 16.4), (0, 16.4)]
    cup = fluted(turned(paper, 0.6, sides=120), 30, 0.025)
    crumb = ball(14, sides=40, squash=0.36).moved((0, 16, 0))
    turns = np.linspace(0, 3.15, 130)
    reach = 10.2 * (1 - turns / 3.4) ** 0.85
    way = 2 * np.pi * turns
    path = np.stack([reach * np.sin(way), 20.0 + 5.6 * turns, reach * np.cos(way)], 1)
    cream = tube(path, np.linspace(5.0, 2.2, 130), sides=18)
    core = lathe([(0, 17), (9.5, 17), (7, 27), (3, 35), (0, 37)], sides=24)
    fruit = ball(4.3, sides=28).moved((0.4, 39.6, 0))
    stalk = tube(curve([(0.4, 43, 0), (1.4, 46.5, 0.5), (4.4, 49, 1)], 14), 0.5, sides=8)
    solids = [
        ("cup", cup, paint(colors.primary, "card")),
        ("crumb", crumb, paint("#b8763a", "vinyl")),
        ("cream", gather([cream, core]), paint("#fff1df", "vinyl", roughness=0.35)),
        *_sprinkles(_on_swirl(path), 0.5, 2.0),
        ("cherry", fruit, paint("#d3122f", "gloss", roughness=0.1)),
        ("stalk", stalk, paint("#55702b", "vinyl")),
    ]
    return show(solids, 12)


def _on_swirl(path: np.ndarray) -> list[np.ndarray]:
    """Places on the outside of a swirl, seen from the front."""
    spread = np.random.default_rng(4)
    out = []
    for k in range(4, 112, 4):
        at = path[k]
        away = np.array([at[0], 0, at[2]])
        away /= max(np.linalg.norm(away), 1e-6)
        thick = np.interp(k, [0, 129], [5.0, 2.2])
        lift = spread.uniform(-0.1, 0.75)
        normal = away * np.cos(lift) + np.array([0, np.sin(lift), 0])
        out.append(np.array([at + normal * (thick - 0.05), normal]))
    return out


def donut(colors: Palette) -> tuple[Part, ...]:
    """Upright, pink icing running down, with sprinkles."""
    big, small = 11.6, 7.6
    dough = ring(2 * big, 2 * big, small, count=64, sides=32)
    around = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    # The icing covers the front of the ring; its rims run in drips.
    outer = 1.08 + 0.15 * np.sin(7 * around) + 0.08 * np.sin(11 * around + 1)
    inner = 1.2 + 0.1 * np.sin(5 * around + 2)
    rows = []
    for t in np.linspace(-1, 1, 19):
        angle = np.where(t < 0, -t * inner, t * outer) * np.where(t < 0, -1, 1)
        thick = small + 0.75 * (1 - abs(t) ** 6) + 0.05
        rows.append(_on_ring(around, angle, big, thick))
    for t in np.linspace(1, -1, 7):
        angle = np.where(t < 0, t * inner, t * outer)
        rows.append(_on_ring(around, angle, big, small - 1.2))
    icing = skin(rows[::-1])
    spread = np.random.default_rng(8)
    places = []
    for k in range(34):
        u, v = 2 * np.pi * (k + spread.uniform(-0.3, 0.3)) / 34 * 5, spread.uniform(-0.85, 0.8)
        at = _on_ring(np.array([u]), np.array([v]), big, small + 0.75)[0]
        places.append(np.array([at, at - _on_ring(np.array([u]), np.array([v]), big, 0)[0]]))
    solids = [
        ("dough", dough, paint("#d99a4e", "vinyl")),
        ("icing", icing, paint("#ff86b4", "gloss", roughness=0.12)),
        *_sprinkles(places, 0.55, 2.4),
    ]
    return show(solids, turn("y", -18) @ turn("x", -6))


def _on_ring(around: np.ndarray, angle: np.ndarray, big: float, small: float) -> np.ndarray:
    """Points of a ring round z: ``angle`` 0 is the front, positive outwards."""
    reach = big + small * np.sin(angle)
    return np.stack(
        [reach * np.cos(around), reach * np.sin(around), small * np.cos(angle) + 0 * around], 1
    )


def ice_cream(colors: Palette) -> tuple[Part, ...]:
    """A waffle cone with two scoops, sauce and a wafer."""
    cone = turned([(0, 0), (1.2, 0), (8.2, 25), (8.6, 27.5), (0, 27.5)], 0.8, sides=40)
    lines = []
    for s in (-1, 1):
        for k in range(9):
            t = np.linspace(0.05, 1, 16)
            angle = 2 * np.pi * k / 9 + s * 1.9 * t
            r = 1.3 + 7.1 * t
            path = np.stack([r * np.sin(angle), 25.6 * t + 0.6, r * np.cos(angle)], 1)
            lines.append(tube(path, 0.33, sides=6))
    rim = ring(17.4, 17.4, 1.0, count=44).moved((0, 27.2, 0), turn=AHEAD)
    first = _scoop(9.6, 32.5)
    second = _scoop(8.4, 43.6)
    sauce = _sauce(8.75, 43.9)
    wafer = plate(rounded_rect(3.4, 13, 0.6), 1.6, 0.4).moved((6.2, 51, -2.5), turn=turn("z", -24))
    fruit = ball(2.7, sides=24).moved((-0.6, 53.0, 0.6))
    spread = np.random.default_rng(5)
    places = []
    for _ in range(26):
        u, v = spread.uniform(-1.9, 1.9), spread.uniform(0.5, 1.2)
        normal = np.array([np.sin(u) * np.cos(v), np.sin(v), np.cos(u) * np.cos(v)])
        places.append(np.array([normal * 9.0 + (0, 43.9, 0), normal]))
    parts = [
        ("cone", gather([cone, rim]), paint("#d9994a", "vinyl")),
        ("waffle", gather(lines), paint("#a9682b", "vinyl")),
        (
            "scoop",
            first,
            paint("#ffb7c9", "vinyl"),
        ),
        ("top scoop", second, paint("#fff2d8", "vinyl")),
        ("sauce", sauce, paint("#5a2c17", "gloss", roughness=0.1)),
        *_sprinkles(places, 0.42, 1.7),
        ("wafer", wafer, paint("#e2a95c", "vinyl")),
        ("cherry", fruit, paint("#d3122f", "gloss", roughness=0.1)),
    ]
    return show(parts, turn("z", 5), scale=0.93)


def _scoop(radius: float, y: float) -> Solid:
    """A scoop with a crumbly skirt."""
    top = ball(radius, sides=40, squash=0.98)
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    reach = radius - 0.6 + 0.5 * np.sin(9 * a)
    hem = np.stack([reach * np.sin(a), -0.42 * radius + 0.5 * np.cos(7 * a), reach * np.cos(a)], 1)
    skirt = tube(hem, 1.7, closed=True)
    return gather([top, skirt]).moved((0, y, 0))


def _sauce(radius: float, y: float) -> Solid:
    """A cap that runs down a scoop in drops."""
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    reach = 1.02 + 0.30 * np.sin(5 * angle + 0.6) + 0.12 * np.sin(8 * angle)
    profile = [(0.2, -1.2), (0.6, -1.2), (1.0, -0.9), (1.03, -0.1), (0.99, 0.28), (0.9, 0.3)]
    rows = []
    for share, lift in [*profile, (0.7, 0.25), (0.4, 0.2), (0.15, 0.2)]:
        r, down = radius + lift, reach * share
        across = r * np.sin(down)
        rows.append(np.stack([across * np.sin(angle), r * np.cos(down), across * np.cos(angle)], 1))
    poles = np.array([(0, radius - 1.2, 0), (0, radius + 0.2, 0)])
    return skin(rows, poles).moved((0, y, 0))


def _sprinkles(places: list[np.ndarray], radius: float, length: float) -> list:
    """Little sugar sticks lying on a surface: places are (point, normal)."""
    spread = np.random.default_rng(2)
    heaps: list[list[Solid]] = [[] for _ in SWEETS]
    for i, (at, normal) in enumerate(places):
        side = np.cross(normal, spread.normal(size=3))
        side *= length / 2 / np.linalg.norm(side)
        heaps[i % len(SWEETS)].append(rod(at - side, at + side, radius, sides=7))
    return [
        (f"sprinkles {i}", gather(heap), paint(ink, "gloss"))
        for i, (heap, ink) in enumerate(zip(heaps, SWEETS, strict=True))
        if heap
    ]
