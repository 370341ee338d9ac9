"""Wrench, hammer, hard hat, fire extinguisher. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    STEEL,
    disc,
    label,
    on_cylinder,
    ring,
    rod,
    show,
    turned,
)
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    ball,
    curve,
    ellipse,
    fillet,
    gather,
    paint,
    plate,
    rounded_rect,
    tube,
    turn,
)


def wrench(colors: Palette) -> tuple[Part, ...]:
    """A combination spanner, open jaw up, with a soft grip."""
    jaw = [(8.2, 51.5), (4.1, 53.5), (3.4, 45.5), (0, 43.6)]
    half = [(2.6, 13.4), (2.5, 33), (7.5, 38.5), (9.2, 45), *jaw]
    rim = [*half, *[(-x, y) for x, y in half[::-1][1:]]]
    handle = plate(fillet(rim, 2.2), 3.8, 0.5)
    angle = np.arange(6) * np.pi / 3
    nut = fillet(np.stack([3.9 * np.cos(angle), 7.6 + 3.9 * np.sin(angle)], 1), 0.5)
    eye = plate(ellipse(15.2, 15.2) + (0, 7.6), 4.8, 0.8, [nut])
    grip = plate(fillet([(-3.2, 15), (3.2, 15), (3.1, 32), (-3.1, 32)], 1.4), 5.4, 1.8)
    groove = plate(fillet([(-1, 18), (1, 18), (1, 29), (-1, 29)], 0.98), 5.9, 0.6)
    solids = [
        ("wrench", gather([handle, eye]), paint(STEEL, "metal", roughness=0.25)),
        ("wrench grip", grip, paint(colors.primary, "vinyl")),
        ("wrench mark", groove, paint(colors.accent, "vinyl")),
    ]
    return show(solids, turn("y", -12) @ turn("z", -16))


def hammer(colors: Palette) -> tuple[Part, ...]:
    """A claw hammer with a soft grip."""
    shaft = tube(
        np.array([(0, y, 0) for y in np.linspace(2, 46, 24)]),
        np.interp(np.linspace(0, 1, 24), [0, 0.1, 0.35, 0.5, 1], [2.3, 2.4, 2.0, 1.7, 1.9]),
        sides=20,
    ).moved(scale=(1, 1, 1.25))
    grip = tube(
        np.array([(0, y, 0) for y in np.linspace(2, 22, 20)]),
        np.interp(np.linspace(0, 1, 20), [0, 0.08, 0.3, 0.7, 1], [2.6, 3.1, 2.7, 2.9, 2.3]),
        sides=20,
    ).moved(scale=(1, 1, 1.25))
    ribs = [
        ring(5.9, 7.2, 0.35, count=28, sides=8).moved((0, y, 0), turn=AHEAD)
        for y in (8, 10.4, 12.8, 15.2)
    ]
    cheek = plate(fillet([(-4, 42), (4, 42), (4, 51), (-4, 51)], 1.6), 7, 1.8)
    neck = turned([(0, 0), (2.9, 0), (2.6, 5), (0, 5)], 0.5).moved(
        (3, 46.4, 0), turn=turn("z", -90)
    )
    face = turned([(0, 0), (3.4, 0), (4.6, 1.6), (4.6, 6), (3.8, 7), (0, 7.2)], 0.7).moved(
        (7.6, 46.4, 0), turn=turn("z", -90)
    )
    claws = []
    for s in (-1, 1):
        path = [
            (-2.5, 47, 0.7 * s), (-8, 48.6, 1.5 * s), (-13, 46.4, 2.4 * s), (-15.8, 41.6, 3.0 * s),
        ]  # fmt: skip
        claws.append(tube(curve(path, 26), np.linspace(2.3, 0.8, 26), sides=14))
    cap = ball(1.9, sides=20, squash=0.5).moved((0, 51, 0))
    solids = [
        ("hammer shaft", gather([shaft, cap]), paint("#d79d58", "gloss")),
        ("hammer grip", grip, paint(colors.primary, "vinyl")),
        ("hammer ribs", gather(ribs), paint(colors.secondary, "vinyl")),
        ("hammer head", gather([cheek, neck, face, *claws]), paint(STEEL, "metal", roughness=0.22)),
    ]
    return show(solids, turn("y", -24) @ turn("z", -14), scale=0.92)


def hard_hat(colors: Palette) -> tuple[Part, ...]:
    """A builder's helmet with ridges, a brim and a lamp."""
    shell = turned(
        [(0, 4), (17.3, 4), (17.9, 5.6), (17.7, 10), (16, 17), (11.4, 22.2), (5, 24.6), (0, 25)],
        4.0,
        sides=64,
    ).moved(scale=(0.95, 1, 1.12))
    brim = plate(ellipse(41, 46, 72), 2.4, 1.1).moved((0, 4.8, 1.2), turn=FLAT)
    peak = plate(
        fillet([(-15.5, -4), (15.5, -4), (13, 11), (0, 14.2), (-13, 11)], 5), 2.4, 1.1
    ).moved((0, 4.8, 15.5), turn=turn("x", 7) @ turn("x", 90))
    angle = np.radians(np.linspace(4, 176, 48))
    ridges = []
    for x, thick, lift in ((0, 1.9, 1.0), (-5.4, 1.3, 0.97), (5.4, 1.3, 0.97)):
        y = 5.6 + 19.2 * lift * np.sin(angle)
        ridges.append(
            tube(np.stack([np.full(48, x), y, 19.4 * lift * np.cos(angle)], 1), thick).moved(
                scale=(1, 1, 0.985)
            )
        )
    band = tube(
        np.column_stack(
            [ellipse(34.6, 40.4, 64)[:, 0], np.full(64, 7.0), ellipse(34.6, 40.4, 64)[:, 1]]
        )[::-1],
        0.8,
        closed=True,
    )
    mount = plate(rounded_rect(9.4, 8.4, 2), 3, 1).moved((0, 13.8, 18.2), turn=turn("x", -16))
    lamp = turned([(0, 0), (4.2, 0), (4.8, 3), (4.8, 4.6), (0, 4.6)], 0.9, sides=36).moved(
        (0, 14.4, 18.8), turn=turn("x", -8) @ AHEAD
    )
    lens = ball(3.9, sides=28, squash=0.4).moved((0, 15.0, 23.2), turn=turn("x", -8) @ AHEAD)
    solids = [
        (
            "hat shell",
            gather([shell, brim, peak, *ridges]),
            paint("#ffc21a", "gloss", roughness=0.15),
        ),
        ("hat band", band, paint(colors.primary, "vinyl")),
        ("hat lamp", gather([mount, lamp]), paint("#33363c", "gloss")),
        ("hat lens", lens, paint("#fff8d6", "gloss", roughness=0.05)),
    ]
    return show(solids, 28, scale=(1.08, 1.16, 1.02))


def fire_extinguisher(colors: Palette) -> tuple[Part, ...]:
    """Red, with its hose, lever, gauge and label."""
    tank = [(0, 1.4), (9.4, 1.4), (9.8, 3), (9.8, 30), (8.2, 35), (3.8, 37.6), (3.4, 39), (0, 39)]
    foot = turned([(0, 0), (9.9, 0), (10.2, 2.6), (0, 2.6)], 0.8)
    collar = turned([(0, 37.6), (4.2, 37.6), (4.2, 41.2), (3.4, 42), (0, 42)], 0.6)
    valve = plate(rounded_rect(7, 5.4, 1.4), 5, 1.4).moved((0, 43.4, 0))
    lever = tube(curve([(-3, 44.6, 0), (3, 46.4, 0), (11.4, 46.0, 0)], 20), 1.15).moved(
        scale=(1, 1, 1.6)
    )
    grip = tube(curve([(-2, 47.6, 0), (4, 50.6, 0), (11.8, 51.8, 0)], 20), 1.15).moved(
        scale=(1, 1, 1.6)
    )
    pin = ring(4.2, 4.2, 0.5, count=24, sides=8).moved((-0.6, 46.4, 4.3))
    hose = curve(
        [(-3.2, 43.4, 0), (-10, 43.4, 1), (-14.4, 36, 3), (-13.2, 24, 4.5), (-11.6, 15.5, 5)], 44
    )
    nozzle = turned([(0, 0), (1.6, 0), (3.4, 8.2), (2.4, 8.2), (0, 6)], 0.4, sides=28).moved(
        (-11.6, 16.0, 5), turn=turn("z", 190) @ turn("x", 4)
    )
    strap = turned([(0, 25.0), (10.1, 25.0), (10.1, 27.0), (0, 27.0)], 0.4)
    dial = disc(2.7, 1.6, 0.5, sides=28).moved((0.6, 42.6, 2.4), turn=AHEAD)
    glass = disc(2.1, 0.6, 0.2, sides=24).moved((0.6, 42.6, 3.8), turn=AHEAD)
    hand = rod((0.6, 42.4, 4.5), (1.6, 43.6, 4.5), 0.24, sides=6)
    paper = label(14, 6.6, 22.4, 9.8)
    flame = curve(
        [
            (0, -5), (3.2, -2.6), (2.6, 0.6), (1.6, 2.6), (0.6, 5.4), (-1.4, 2.2), (-2.2, 0.4),
            (-3.0, -2.2),
        ],
        44,
        closed=True,
    )  # fmt: skip
    fire = on_cylinder(plate(flame, 1.4, 0.4), 10.1, 16.2)
    line = label(9, 8.4, 9.9, 10.0)
    solids = [
        ("tank", turned(tank, 2.2, sides=48), paint("#d8202a", "gloss", roughness=0.12)),
        (
            "tank foot",
            gather([foot, strap, tube(hose, 1.35, sides=14), nozzle]),
            paint("#23252a", "vinyl"),
        ),
        ("valve", gather([collar, valve, pin, dial]), paint("#d9b45a", "metal", roughness=0.25)),
        ("levers", gather([lever, grip]), paint("#2e3036", "gloss")),
        ("gauge", glass, paint("#ffffff", "gloss")),
        ("gauge hand", hand, paint("#1f9d4d", "gloss")),
        ("label", paper, paint("#fff8ea", "card")),
        ("label print", gather([fire, line]), paint("#e0481f", "card")),
    ]
    return show(solids, 12)
