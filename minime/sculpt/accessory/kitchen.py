"""Mug, chef's hat, frying pan, baby bottle. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    STEEL,
    clay,
    fluted,
    heart,
    is_pale,
    on_cylinder,
    ring,
    show,
    turned,
)
from minime.sculpt.clay import Stroke, blob
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import (
    ball,
    curve,
    fillet,
    gather,
    lathe,
    paint,
    plate,
    rounded_rect,
    tube,
    turn,
)


def mug(colors: Palette) -> tuple[Part, ...]:
    """A thick glazed mug of coffee with a heart on it."""
    height, radius = 33.0, 14.0
    profile = [(0, 0), (radius - 1.5, 0), (radius, 3), (radius, height), (radius - 2.2, height)]
    profile += [(radius - 2.2, 3), (0, 3)]
    cup = lathe(fillet(profile, 1.1, closed=False), sides=56)
    line = curve([(12.5, 26, 0), (20.5, 25.5, 0), (23, 17, 0), (18.5, 9, 0), (12.8, 8, 0)], 36)
    handle = tube(line, 2.1, sides=16).moved(scale=(1, 1, 1.25))
    rings = [(0, 27), (radius - 2.0, 27), (radius - 2.0, 28), (0, 28.6)]
    foam = ball(4.5, squash=0.16).moved((-2, 28.4, 2))
    band = lathe([(0, 4.6), (radius + 0.25, 4.6), (radius + 0.25, 7), (0, 7)], sides=56)
    ink = paint(colors.primary if is_pale(colors.accent) else "#ffffff", "gloss")
    solids = [
        ("mug", gather([cup, handle]), paint(colors.accent, "gloss")),
        ("mug band", band, paint(colors.secondary, "gloss")),
        ("coffee", lathe(rings, sides=48), paint("#4a2412", "gloss", roughness=0.15)),
        ("foam", foam, paint("#e8c9a0", "gloss")),
        ("mug heart", on_cylinder(plate(heart(13), 0.7, 0.3), radius, 18), ink),
    ]
    return show(solids, 14)


def chef_hat(colors: Palette) -> tuple[Part, ...]:
    """A pleated band with a puffed crown."""
    puffs = [Stroke(shape=blob((0, 26, 0), (15, 8, 15)))]
    for k in range(8):
        a = 2 * np.pi * k / 8 + 0.2
        puffs.append(Stroke(shape=blob((11.5 * np.sin(a), 26.4 + (k % 3), 11.5 * np.cos(a)), (7.6, 8.6, 7.6)), blend=1.6))
    puffs += [Stroke(shape=blob((-3, 33, 1), (8, 6, 8)), blend=2), Stroke(shape=blob((5, 32, 2), (7, 5.5, 7)), blend=1.6)]
    band = fluted(turned([(0, 0), (12.6, 0), (13.0, 19), (14, 21), (0, 21)], 0.5, sides=144), 24, 0.016)
    hem = turned([(0, 0.4), (13.4, 0.4), (13.4, 4.2), (0, 4.2)], 0.8, sides=48)
    badge = on_cylinder(plate(heart(6.4), 1.0, 0.4), 13.3, 11.2)
    solids = [
        ("hat crown", clay(puffs, voxel=0.95), paint("#fdfcf8", "vinyl")),
        ("hat band", band, paint("#f3f1ea", "vinyl")),
        ("hat hem", hem, paint(colors.primary, "gloss")),
        ("hat badge", badge, paint(colors.primary, "gloss")),
    ]
    return show(solids, turn("z", -7))


def frying_pan(colors: Palette) -> tuple[Part, ...]:
    """Seen from above, an egg sunny side up in it."""
    pan = [(0, 0), (13.4, 0), (16.6, 4.4), (17.2, 6.2), (16.2, 6.4), (13.0, 1.8), (0, 1.6)]
    floor = lathe([(0, 1.5), (12.8, 1.5), (13.2, 2.2), (0, 2.2)], sides=56)
    rim = ring(34, 34, 0.75, count=64).moved((0, 6.2, 0), turn=AHEAD)
    around = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    reach = 9.2 + 1.0 * np.sin(3 * around + 0.5) + 0.7 * np.sin(5 * around)
    white = plate(np.stack([reach * np.cos(around), reach * np.sin(around)], 1), 2.0, 1.0)
    white = white.moved((0, 3.0, 0), turn=FLAT)
    yolk = ball(4.3, sides=32, squash=0.62).moved((0.8, 4.4, -0.6))
    shine = ball(0.9, sides=12, squash=0.4).moved((-0.6, 6.6, -1.6), turn=turn("z", 20))
    neck = tube(curve([(15.6, 5, 0), (19, 6.4, 0), (22, 7.6, 0)], 10), 1.5).moved(scale=(1, 1, 1.7))
    grip = tube(curve([(21, 7.4, 0), (27, 9, 0), (34, 10, 0)], 20), np.interp(np.linspace(0, 1, 20), [0, 0.15, 0.6, 1], [1.9, 2.2, 1.9, 2.3]), sides=18).moved(scale=(1, 1, 1.4))
    hole = ring(2.4, 2.4, 0.5, count=20).moved((33.4, 11.9, 0), turn=turn("z", 8) @ AHEAD)
    tilt = turn("x", 62) @ turn("y", 50)
    solids = [
        ("pan", turned(pan, 0.7, sides=56), paint(colors.primary, "gloss")),
        ("pan floor", gather([floor, rim]), paint("#33363c", "gloss", roughness=0.3)),
        ("egg white", white, paint("#fffdf6", "gloss", roughness=0.18)),
        ("yolk", yolk, paint("#ffae1a", "gloss", roughness=0.08)),
        ("shine", shine, paint("#fff6d8", "gloss")),
        ("pan neck", gather([neck, hole]), paint(STEEL, "metal")),
        ("pan grip", grip, paint("#26272b", "vinyl")),
    ]
    return show(solids, tilt)


def baby_bottle(colors: Palette) -> tuple[Part, ...]:
    """Milk to the marks, a coloured ring, a teat."""
    body = [(0, 0), (9.4, 0), (10, 2), (10, 10), (8.8, 15), (8.8, 18), (10, 23), (10, 30), (8.6, 33), (0, 33)]
    milk = [(0, 20.5), (9.4, 20.5), (10.15, 23), (10.15, 30), (8.75, 33.1), (0, 33.2)]
    collar = fluted(turned([(0, 32.2), (10.2, 32.2), (10.2, 37), (7.6, 39.4), (0, 39.4)], 1.0, sides=120), 30, 0.014)
    teat = [(0, 39), (6.6, 39), (5.6, 41.4), (2.9, 43.5), (2.8, 46.4), (3.2, 48.2), (2.2, 50.4), (0, 50.8)]
    marks = [on_cylinder(plate(rounded_rect(w, 0.8, 0.35), 0.5, 0.2).moved((3.4 - w / 2, 0, 0)), 10.05, y)
             for w, y in ((3.2, 22.2), (5.2, 24.2), (3.2, 26.2), (5.2, 28.2))]  # fmt: skip
    love = on_cylinder(plate(heart(9), 1.0, 0.3), 10.0, 7)
    solids = [
        ("bottle", turned(body, 1.6), paint("#fffdf7", "gloss", roughness=0.12)),
        ("bottle top", lathe(milk, sides=40), paint("#dbeaf2", "gloss", roughness=0.08)),
        ("bottle ring", collar, paint(colors.primary, "gloss")),
        ("bottle teat", lathe(curve(teat, 40), sides=32), paint("#eab676", "gloss")),
        ("bottle marks", gather(marks), paint(colors.primary, "gloss")),
        ("bottle print", love, paint(colors.accent if not is_pale(colors.accent) else colors.primary, "gloss")),
    ]
    return show(solids, turn("z", -6))
