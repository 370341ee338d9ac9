"""Cupcake, doughnut, ice cream, pizza, burger, bread, avocado, wine, beer. Frame: the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    clay,
    disc,
    fluted,
    is_pale,
    label,
    mirrored,
    on_cylinder,
    ring,
    rod,
    show,
    turned,
)
from minime.sculpt.clay import Stroke, blob, bone
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import (
    Solid,
    ball,
    curve,
    ellipse,
    fillet,
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
    index = np.arange(96 * len(rows)).reshape(len(rows), 96)
    a, d = index, np.roll(index, -1, 0)
    b, c = np.roll(a, -1, 1), np.roll(d, -1, 1)
    faces = np.stack([a, c, b, a, d, c], -1).reshape(-1, 3)
    icing = Solid(vertices=np.concatenate(rows), faces=faces)
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
    return np.stack([reach * np.cos(around), reach * np.sin(around), small * np.cos(angle) + 0 * around], 1)


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
        ("scoop", first, paint("#ffb7c9" if not is_pale(colors.accent) else colors.primary, "vinyl")),
        ("top scoop", second, paint("#fff2d8", "vinyl")),
        ("sauce", sauce, paint("#5a2c17", "gloss", roughness=0.1)),
        *_sprinkles(places, 0.42, 1.7),
        ("wafer", wafer, paint("#e2a95c", "vinyl")),
        ("cherry", fruit, paint("#d3122f", "gloss", roughness=0.1)),
    ]
    small = [(name, solid.moved(scale=(0.93,) * 3), look) for name, solid, look in parts]
    return show(small, turn("z", 5))


def _scoop(radius: float, y: float) -> Solid:
    """A scoop with a crumbly skirt."""
    top = ball(radius, sides=40, squash=0.98)
    skirt = tube(np.stack([
        (radius - 0.6 + 0.5 * np.sin(9 * (a := np.linspace(0, 2 * np.pi, 72, endpoint=False)))) * np.sin(a),
        -0.42 * radius + 0.5 * np.cos(7 * a),
        (radius - 0.6 + 0.5 * np.sin(9 * a)) * np.cos(a)], 1), 1.7, closed=True)  # fmt: skip
    return gather([top, skirt]).moved((0, y, 0))


def _sauce(radius: float, y: float) -> Solid:
    """A cap that runs down a scoop in drops."""
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    reach = 1.02 + 0.30 * np.sin(5 * angle + 0.6) + 0.12 * np.sin(8 * angle)
    rows = [np.stack([r * np.sin(reach * t) * np.sin(angle), r * np.cos(reach * t), r * np.sin(reach * t) * np.cos(angle)], 1)
            for t, r in [(0.2, radius - 1.2), (0.6, radius - 1.2), (1.0, radius - 0.9), (1.03, radius - 0.1), (0.99, radius + 0.28), (0.9, radius + 0.3), (0.7, radius + 0.25), (0.4, radius + 0.2), (0.15, radius + 0.2)]]  # fmt: skip
    n = 72
    index = np.arange(n * len(rows)).reshape(-1, n)
    a, b = index[:-1], np.roll(index[:-1], -1, 1)
    d, c = index[1:], np.roll(index[1:], -1, 1)
    foot, head = index.size, index.size + 1
    faces = [np.stack([a, b, c, a, c, d], -1).reshape(-1, 3)]
    faces.append(np.stack([np.full(n, foot), np.roll(index[0], -1), index[0]], -1))
    faces.append(np.stack([np.full(n, head), index[-1], np.roll(index[-1], -1)], -1))
    points = np.concatenate([*rows, [(0, radius - 1.2, 0), (0, radius + 0.2, 0)]])
    return Solid(vertices=points + (0, y, 0), faces=np.concatenate(faces))


def pizza(colors: Palette) -> tuple[Part, ...]:
    """A slice, its point down, cheese running over the edge."""
    base = fillet([(0, 0), (17, 38), (9, 41), (0, 42), (-9, 41), (-17, 38)], 2.0)
    drip = [(0, -0.4), (2.6, 4.4), (4.4, 4.0), (6.0, 7.6), (8.6, 16), (10.6, 17.0), (11.6, 22.4), (16, 36.4)]
    drip += [(9, 39), (0, 40), (-9, 39), (-16, 36.4), (-12.6, 26), (-12.6, 21.6), (-10.4, 21), (-7, 13), (-6.6, 8.8), (-4.4, 9)]
    cheese = plate(fillet(drip, 1.6), 2.2, 0.9).moved((0, 0, 1.6))
    arc = curve([(-17.6, 38.2, 1), (-9, 41.6, 1.4), (0, 42.8, 1.5), (9, 41.6, 1.4), (17.6, 38.2, 1)], 40)
    wobble = 3.4 + 0.25 * np.sin(np.linspace(0, 14, 40))
    crust = tube(arc, wobble, sides=20)
    spots = ((-5.2, 31), (6.6, 33.2), (2.8, 22.4), (-3.2, 18.6), (0.2, 10.2))
    sausage, fat = [], []
    spread = np.random.default_rng(3)
    for k, (x, y) in enumerate(spots):
        size = 3.9 if k < 3 else (3.4 if k == 3 else 2.6)
        sausage.append(disc(size, 1.3, 0.6, sides=32).moved((x, y, 2.3), turn=AHEAD))
        for _ in range(4):
            r, a = size * 0.6 * np.sqrt(spread.uniform()), spread.uniform(0, 6.3)
            fat.append(disc(0.45, 0.3, 0.1, sides=10).moved((x + r * np.cos(a), y + r * np.sin(a), 3.5), turn=AHEAD))
    olive = [ring(3.2, 3.2, 0.75, count=24).moved((x, y, 3.0)) for x, y in ((0.4, 35.6), (-9.2, 34), (7.2, 25.6), (0.8, 15.0))]
    leaf = curve([(0, -3), (1.7, -0.6), (0, 3), (-1.7, -0.6)], 28, closed=True)
    leaves = [plate(leaf, 0.8, 0.3).moved((x, y, 3.0), turn=turn("z", a) @ turn("x", 12)) for x, y, a in ((-2.0, 25.4, 50), (11, 34.4, -60), (-10, 28.6, 20))]
    solids = [
        ("pizza base", plate(base, 3.0, 1.2), paint("#dba85c", "vinyl")),
        ("pizza crust", crust, paint("#c98438", "vinyl")),
        ("pizza cheese", cheese, paint("#ffcb45", "gloss", roughness=0.3)),
        ("pizza sausage", gather(sausage), paint("#c2321f", "gloss", roughness=0.3)),
        ("pizza fat", gather(fat), paint("#e8765a", "gloss")),
        ("pizza olives", gather(olive), paint("#2f2a33", "gloss")),
        ("pizza basil", gather(leaves), paint("#3c9a45", "gloss")),
    ]
    return show(solids, turn("y", -20) @ turn("z", -9))


def burger(colors: Palette) -> tuple[Part, ...]:
    """Bun with sesame, cheese, salad, tomato and a patty."""
    foot = turned([(0, 0), (16.4, 0), (18.2, 3.4), (18.0, 6.6), (0, 6.6)], 2.6, sides=48)
    patty = fluted(turned([(0, 6.4), (18.4, 6.4), (19.2, 9.4), (18.4, 12.4), (0, 12.4)], 2.4, sides=84), 17, 0.012)
    slice_ = plate(rounded_rect(35, 35, 2.4), 1.4, 0.6)
    bent = slice_.vertices.copy()
    over = np.maximum(np.hypot(bent[:, 0], bent[:, 1]) - 18.4, 0)
    bent[:, 2] -= 1.0 * over + 0.05 * over**2
    cheese = Solid(vertices=bent, faces=slice_.faces).moved((0, 13.0, 0), turn=turn("y", 40) @ FLAT)
    tomato = [turned([(0, 0), (9.4, 0), (9.8, 1), (9.4, 2.2), (0, 2.2)], 0.8).moved((x, 13.6, z)) for x, z in ((-7.8, 4.6), (7.8, 5.4), (0, -7))]
    around = np.linspace(0, 2 * np.pi, 132, endpoint=False)
    wave = np.stack([(18.2 + 1.0 * np.sin(11 * around)) * np.sin(around), 16.6 + 1.0 * np.cos(11 * around + 0.8) + 0.5 * np.sin(5 * around), (18.2 + 1.0 * np.sin(11 * around)) * np.cos(around)], 1)
    salad = tube(wave, 1.15, sides=10, closed=True)
    bed = turned([(0, 15.6), (18, 15.6), (18, 17.4), (0, 17.4)], 0.6, sides=48)
    bun = turned([(0, 17.4), (17.4, 17.4), (19.2, 20.4), (17.6, 27), (11.5, 32.6), (5, 34.6), (0, 35.0)], 3.4, sides=56)
    seeds = []
    for k in range(30):
        lift = np.arccos(1 - 0.62 * (k + 0.5) / 30)
        way = k * 2.39996
        normal = np.array([np.sin(lift) * np.sin(way), np.cos(lift), np.sin(lift) * np.cos(way)])
        reach, height = 18.2 * np.sin(lift), 20.5 + 14.3 * np.cos(lift) ** 0.92
        at = np.array([reach * np.sin(way), height, reach * np.cos(way)])
        side = np.cross(normal, (np.cos(5 * k), 0.3, np.sin(5 * k)))
        side /= np.linalg.norm(side)
        seeds.append(tube(np.array([at - side * 0.8, at, at + side * 0.8]), np.array([0.35, 0.72, 0.35]), sides=8))
    solids = [
        ("lower bun", foot, paint("#d8923f", "vinyl", roughness=0.35)),
        ("patty", patty, paint("#5c3019", "vinyl", roughness=0.6)),
        ("cheese", cheese, paint("#ffb81c", "gloss")),
        ("tomato", gather(tomato), paint("#d8311f", "gloss")),
        ("salad", gather([salad, bed]), paint("#6cbf3a", "gloss")),
        ("upper bun", bun, paint("#d58a35", "vinyl", roughness=0.3)),
        ("seeds", gather(seeds), paint("#fff0cf", "gloss")),
    ]
    return show(solids, 10)


def bread(colors: Palette) -> tuple[Part, ...]:
    """A tin loaf with its first slice cut off."""
    half = [(0, 0), (12.2, 0), (12.4, 6), (12.2, 14), (15.2, 18), (14.6, 24), (9, 28.4), (0, 29.4)]
    outline = fillet(mirrored(half), 3.6)
    crumb = outline * 0.9 + (0, 1.4)
    loaf = plate(outline, 24, 2.2).moved((0, 0, -9))
    slice_ = plate(outline, 5, 1.2)
    faces = [plate(crumb, 0.8, 0.35).moved((0, 0, 3.1))]
    lean = {"offset": (4, 0.4, 13.0), "turn": turn("y", -6) @ turn("x", -14)}
    face = plate(crumb, 0.8, 0.35).moved((0, 0, 2.5))
    pores = []
    spread = np.random.default_rng(11)
    for _ in range(16):
        x, y = spread.uniform(-9, 9), spread.uniform(4, 25)
        pores.append(ball(0.65, sides=10).moved((x, y, 2.75), scale=(1.2, 0.9, 0.4)))
    cuts = [tube(curve([(-7, 28.6, z), (0, 30.2, z - 1.5), (7, 28.8, z - 3)], 16), np.interp(np.linspace(-1, 1, 16), [-1, 0, 1], [0.5, 1.2, 0.5]), sides=10) for z in (-0.5, -7, -13.5)]
    solids = [
        ("loaf", gather([loaf, slice_.moved(**lean)]), paint("#b8702d", "vinyl", roughness=0.4)),
        ("crumb", gather([*faces, face.moved(**lean)]), paint("#f7dfae", "vinyl", roughness=0.6)),
        ("pores", gather(pores).moved(**lean), paint("#dcb878", "vinyl")),
        ("loaf cuts", gather(cuts), paint("#efc98b", "vinyl")),
    ]
    return show(solids, turn("y", 30))


def avocado(colors: Palette) -> tuple[Part, ...]:
    """Half of one, its stone showing, with a happy face."""
    half = [(0, 0), (10.5, 2.2), (14.6, 11), (12.6, 20), (8.2, 28.5), (6.2, 36), (3.4, 40), (0, 41)]
    outline = curve(mirrored(half), 90, closed=True)
    middle = np.array([0, 16.0])
    skin = plate(outline, 15, 6.5).moved((0, 0, -4.2))
    flesh = plate(middle + (outline - middle) * 0.93, 3.0, 1.2).moved((0, 0, 2.7))
    core = plate(middle + (outline - middle) * 0.80, 1.0, 0.5).moved((0, 0, 4.1))
    rim = ring(17.4, 17.4, 0.7).moved((0, 14.4, 4.5))
    stone = ball(8.2, sides=44).moved((0, 14.4, 4.2), scale=(1, 1, 0.85))
    eyes = [ball(1.25, sides=18).moved((s * 2.9, 16.2, 10.6)) for s in (-1, 1)]
    smile = tube(curve([(-1.9, 13.6, 11.0), (0, 12.5, 11.2), (1.9, 13.6, 11.0)], 14), 0.42, sides=8)
    cheeks = [ball(1.2, sides=16, squash=0.4).moved((s * 4.7, 13.9, 9.9), turn=turn("y", 34 * s) @ AHEAD) for s in (-1, 1)]
    glints = [ball(0.42, sides=10).moved((s * 2.9 - 0.35, 16.8, 11.6)) for s in (-1, 1)]
    solids = [
        ("skin", skin, paint("#2f5a2c", "vinyl", roughness=0.5)),
        ("flesh", flesh, paint("#b9d65a", "vinyl", roughness=0.3)),
        ("pale flesh", core, paint("#ecf0a8", "vinyl", roughness=0.3)),
        ("stone", gather([stone, rim]), paint("#8a5028", "gloss", roughness=0.2)),
        ("face", gather([*eyes, smile]), paint("#20120a", "gloss")),
        ("cheeks", gather(cheeks), paint("#f08a7c", "vinyl")),
        ("glints", gather(glints), paint("#ffffff", "gloss")),
    ]
    return show(solids, turn("y", -16) @ turn("z", -6))


def wine(colors: Palette) -> tuple[Part, ...]:
    """A bottle with a label, and a filled glass."""
    bottle = [(0, 0), (7.4, 0), (7.6, 1), (7.6, 26), (6.6, 31), (3.1, 36), (2.8, 46), (3.3, 46.6), (3.3, 48.4), (0, 48.4)]
    foil = turned([(0, 39.6), (3.3, 39.6), (3.1, 46.6), (3.6, 47), (3.6, 48.9), (0, 48.9)], 0.4)
    paper = label(17, 6.6, 23, 7.6)
    line = label(17.1, 8.4, 10.4, 7.75)
    grape = [on_cylinder(plate(ellipse(2.3, 2.3, 18), 1.4, 0.5), 7.7, 0).moved((0, y + 1.2, 0), turn=turn("y", a))
             for a, y in ((-18, 18.4), (0, 18.8), (18, 18.4), (-9, 16.2), (9, 16.2), (0, 14))]  # fmt: skip
    bowl = [(0, 14), (1.4, 14.2), (5.6, 17), (7.8, 23), (6.9, 31), (6.5, 34.4), (5.9, 34.4), (6.3, 31), (6.4, 25), (0, 24)]
    drink = lathe([(0, 14.9), (1.4, 15.1), (5.7, 17.6), (7.95, 23), (7.7, 27.0), (0, 27.0)], sides=40)
    foot = turned([(0, 0), (6.4, 0), (6.4, 0.9), (1.2, 2.2), (0.8, 7), (0.9, 13), (1.6, 15), (0, 15)], 0.5)
    at = (13.5, 0, 5)
    solids = [
        ("bottle", turned(bottle, 1.6), paint("#17402a", "gloss", roughness=0.08)),
        ("foil", foil, paint(colors.primary, "metal", roughness=0.35)),
        ("label", paper, paint("#fbf3df", "card")),
        ("label line", line, paint(colors.primary, "card")),
        ("grapes", gather(grape), paint("#6a1b57", "gloss")),
        ("glass", gather([turned(bowl, 0.5), foot]).moved(at), paint("#e4eef1", "gloss", roughness=0.05)),
        ("wine", drink.moved(at), paint("#8c0f2c", "gloss", roughness=0.08)),
    ]
    return show([(n, s.moved((-6, 0, 0)), look) for n, s, look in solids])


def beer(colors: Palette) -> tuple[Part, ...]:
    """A dimpled glass with a head of foam."""
    body = fluted(turned([(0, 2.4), (12.6, 2.4), (13.2, 5), (13.2, 32.6), (0, 32.6)], 0.9, sides=96), 12, 0.028)
    foot = turned([(0, 0), (14, 0), (14, 3.4), (13.2, 4.4), (0, 4.4)], 1.2, sides=48)
    rim = turned([(0, 31.6), (13.8, 31.6), (13.8, 35), (0, 35)], 0.9, sides=48)
    line = curve([(12.4, 29.5, 0), (20.6, 29.8, 0), (22.4, 19, 0), (19.6, 9.4, 0), (12.8, 8.2, 0)], 36)
    handle = tube(line, 2.1, sides=16).moved(scale=(1, 1, 1.2))
    spread = np.random.default_rng(6)
    lumps = [Stroke(shape=blob((0, 36, 0), (12.6, 4.5, 12.6)))]
    for k in range(9):
        a = 2 * np.pi * k / 9 + 0.2
        lumps.append(Stroke(shape=blob((9.2 * np.sin(a), 37.2 + spread.uniform(-0.5, 0.8), 9.2 * np.cos(a)), (4.8, 4.2, 4.8)), blend=1.2))
    lumps += [Stroke(shape=blob((-1, 40, 0), (6.4, 4, 6)), blend=1.5), Stroke(shape=blob((4.5, 39.6, 3), (4.4, 3.4, 4)), blend=1.5)]
    lumps += [Stroke(shape=bone((-6.6, 36, 11.2), (-6.9, 27, 11.8), (2.2, 1.9, 2.3)), blend=1.5)]
    lumps += [Stroke(shape=bone((2.4, 35, 13.2), (2.4, 31, 13.4), (2.0, 1.7, 2.0)), blend=1.5)]
    bubbles = [ball(r, sides=12).moved((13.3 * np.sin(a), y, 13.3 * np.cos(a)))
               for a, y, r in ((0.1, 12, 0.7), (0.35, 20, 0.55), (-0.3, 24, 0.6), (0.62, 15, 0.6), (-0.62, 17, 0.75), (0.2, 26.5, 0.8), (-0.1, 17, 0.5))]  # fmt: skip
    solids = [
        ("beer", body, paint("#f2a51e", "gloss", roughness=0.08)),
        ("glass", gather([foot, rim, handle]), paint("#e8eef0", "gloss", roughness=0.05)),
        ("foam", clay(lumps), paint("#fffaf0", "vinyl")),
        ("bubbles", gather(bubbles), paint("#ffe7a6", "gloss")),
    ]
    return show(solids, 16)
