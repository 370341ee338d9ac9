"""Pizza, burger, bread, avocado. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    disc,
    fluted,
    mirrored,
    ring,
    show,
    turned,
)
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    Solid,
    ball,
    curve,
    fillet,
    gather,
    paint,
    plate,
    rounded_rect,
    tube,
    turn,
)


def pizza(colors: Palette) -> tuple[Part, ...]:
    """A slice, its point down, cheese running over the edge."""
    base = fillet([(0, 0), (17, 38), (9, 41), (0, 42), (-9, 41), (-17, 38)], 2.0)
    drip = [
        (0, -0.4), (2.6, 4.4), (4.4, 4.0), (6.0, 7.6), (8.6, 16), (10.6, 17.0), (11.6, 22.4),
        (16, 36.4),
    ]  # fmt: skip
    drip += [
        (9, 39), (0, 40), (-9, 39), (-16, 36.4), (-12.6, 26), (-12.6, 21.6), (-10.4, 21), (-7, 13),
        (-6.6, 8.8), (-4.4, 9),
    ]  # fmt: skip
    cheese = plate(fillet(drip, 1.6), 2.2, 0.9).moved((0, 0, 1.6))
    arc = curve(
        [(-17.6, 38.2, 1), (-9, 41.6, 1.4), (0, 42.8, 1.5), (9, 41.6, 1.4), (17.6, 38.2, 1)], 40
    )
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
            fat.append(
                disc(0.45, 0.3, 0.1, sides=10).moved(
                    (x + r * np.cos(a), y + r * np.sin(a), 3.5), turn=AHEAD
                )
            )
    olive = [
        ring(3.2, 3.2, 0.75, count=24).moved((x, y, 3.0))
        for x, y in ((0.4, 35.6), (-9.2, 34), (7.2, 25.6), (0.8, 15.0))
    ]
    leaf = curve([(0, -3), (1.7, -0.6), (0, 3), (-1.7, -0.6)], 28, closed=True)
    leaves = [
        plate(leaf, 0.8, 0.3).moved((x, y, 3.0), turn=turn("z", a) @ turn("x", 12))
        for x, y, a in ((-2.0, 25.4, 50), (11, 34.4, -60), (-10, 28.6, 20))
    ]
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
    patty = fluted(
        turned([(0, 6.4), (18.4, 6.4), (19.2, 9.4), (18.4, 12.4), (0, 12.4)], 2.4, sides=84),
        17,
        0.012,
    )
    slice_ = plate(rounded_rect(35, 35, 2.4), 1.4, 0.6)
    bent = slice_.vertices.copy()
    over = np.maximum(np.hypot(bent[:, 0], bent[:, 1]) - 18.4, 0)
    bent[:, 2] -= 1.0 * over + 0.05 * over**2
    cheese = Solid(vertices=bent, faces=slice_.faces).moved((0, 13.0, 0), turn=turn("y", 40) @ FLAT)
    tomato = [
        turned([(0, 0), (9.4, 0), (9.8, 1), (9.4, 2.2), (0, 2.2)], 0.8).moved((x, 13.6, z))
        for x, z in ((-7.8, 4.6), (7.8, 5.4), (0, -7))
    ]
    around = np.linspace(0, 2 * np.pi, 132, endpoint=False)
    wave = np.stack(
        [
            (18.2 + 1.0 * np.sin(11 * around)) * np.sin(around),
            16.6 + 1.0 * np.cos(11 * around + 0.8) + 0.5 * np.sin(5 * around),
            (18.2 + 1.0 * np.sin(11 * around)) * np.cos(around),
        ],
        1,
    )
    salad = tube(wave, 1.15, sides=10, closed=True)
    bed = turned([(0, 15.6), (18, 15.6), (18, 17.4), (0, 17.4)], 0.6, sides=48)
    bun = turned(
        [(0, 17.4), (17.4, 17.4), (19.2, 20.4), (17.6, 27), (11.5, 32.6), (5, 34.6), (0, 35.0)],
        3.4,
        sides=56,
    )
    seeds = []
    for k in range(30):
        lift = np.arccos(1 - 0.62 * (k + 0.5) / 30)
        way = k * 2.39996
        normal = np.array([np.sin(lift) * np.sin(way), np.cos(lift), np.sin(lift) * np.cos(way)])
        reach, height = 18.2 * np.sin(lift), 20.5 + 14.3 * np.cos(lift) ** 0.92
        at = np.array([reach * np.sin(way), height, reach * np.cos(way)])
        side = np.cross(normal, (np.cos(5 * k), 0.3, np.sin(5 * k)))
        side /= np.linalg.norm(side)
        seeds.append(
            tube(
                np.array([at - side * 0.8, at, at + side * 0.8]),
                np.array([0.35, 0.72, 0.35]),
                sides=8,
            )
        )
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
    cut = plate(crumb, 0.8, 0.35).moved((0, 0, 3.1))
    lean = {"offset": (4, 0.4, 13.0), "turn": turn("y", -6) @ turn("x", -14)}
    face = plate(crumb, 0.8, 0.35).moved((0, 0, 2.5))
    pores = []
    spread = np.random.default_rng(11)
    for _ in range(16):
        x, y = spread.uniform(-9, 9), spread.uniform(4, 25)
        pores.append(ball(0.65, sides=10).moved((x, y, 2.75), scale=(1.2, 0.9, 0.4)))
    cuts = [
        tube(
            curve([(-7, 28.6, z), (0, 30.2, z - 1.5), (7, 28.8, z - 3)], 16),
            np.interp(np.linspace(-1, 1, 16), [-1, 0, 1], [0.5, 1.2, 0.5]),
            sides=10,
        )
        for z in (-0.5, -7, -13.5)
    ]
    solids = [
        ("loaf", gather([loaf, slice_.moved(**lean)]), paint("#b8702d", "vinyl", roughness=0.4)),
        ("crumb", gather([cut, face.moved(**lean)]), paint("#f7dfae", "vinyl", roughness=0.6)),
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
    cheeks = [
        ball(1.2, sides=16, squash=0.4).moved((s * 4.7, 13.9, 9.9), turn=turn("y", 34 * s) @ AHEAD)
        for s in (-1, 1)
    ]
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
