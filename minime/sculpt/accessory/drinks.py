"""Mug, wine, beer, baby bottle. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    chip,
    clay,
    fluted,
    heart,
    label,
    on_cylinder,
    show,
    strong,
    turned,
)
from minime.sculpt.geometry.clay import Stroke, blob, bone
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    ball,
    curve,
    ellipse,
    fillet,
    gather,
    lathe,
    paint,
    plate,
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
    ink = paint("#ffffff" if strong(colors.accent, "") else colors.primary, "gloss")
    solids = [
        ("mug", gather([cup, handle]), paint(colors.accent, "gloss")),
        ("mug band", band, paint(colors.secondary, "gloss")),
        ("coffee", lathe(rings, sides=48), paint("#4a2412", "gloss", roughness=0.15)),
        ("foam", foam, paint("#e8c9a0", "gloss")),
        ("mug heart", on_cylinder(plate(heart(13), 0.7, 0.3), radius, 18), ink),
    ]
    return show(solids, 14)


def wine(colors: Palette) -> tuple[Part, ...]:
    """A bottle with a label, and a filled glass."""
    bottle = [
        (0, 0), (7.4, 0), (7.6, 1), (7.6, 26), (6.6, 31), (3.1, 36), (2.8, 46), (3.3, 46.6),
        (3.3, 48.4), (0, 48.4),
    ]  # fmt: skip
    foil = turned([(0, 39.6), (3.3, 39.6), (3.1, 46.6), (3.6, 47), (3.6, 48.9), (0, 48.9)], 0.4)
    paper = label(17, 6.6, 23, 7.6)
    line = label(17.1, 8.4, 10.4, 7.75)
    berry = on_cylinder(plate(ellipse(2.3, 2.3, 18), 1.4, 0.5), 7.7, 1.2)
    places = ((-18, 18.4), (0, 18.8), (18, 18.4), (-9, 16.2), (9, 16.2), (0, 14))
    grape = [berry.moved((0, y, 0), turn=turn("y", bearing)) for bearing, y in places]
    bowl = [
        (0, 14), (1.4, 14.2), (5.6, 17), (7.8, 23), (6.9, 31), (6.5, 34.4), (5.9, 34.4), (6.3, 31),
        (6.4, 25), (0, 24),
    ]  # fmt: skip
    drink = lathe(
        [(0, 14.9), (1.4, 15.1), (5.7, 17.6), (7.95, 23), (7.7, 27.0), (0, 27.0)], sides=40
    )
    foot = turned(
        [(0, 0), (6.4, 0), (6.4, 0.9), (1.2, 2.2), (0.8, 7), (0.9, 13), (1.6, 15), (0, 15)], 0.5
    )
    at = (13.5, 0, 5)
    solids = [
        ("bottle", turned(bottle, 1.6), paint("#17402a", "gloss", roughness=0.08)),
        ("foil", foil, paint(colors.primary, "metal", roughness=0.35)),
        ("label", paper, paint("#fbf3df", "card")),
        ("label line", line, paint(colors.primary, "card")),
        ("grapes", gather(grape), paint("#6a1b57", "gloss")),
        (
            "glass",
            gather([turned(bowl, 0.5), foot]).moved(at),
            paint("#e4eef1", "gloss", roughness=0.05),
        ),
        ("wine", drink.moved(at), paint("#8c0f2c", "gloss", roughness=0.08)),
    ]
    return show(solids)


def beer(colors: Palette) -> tuple[Part, ...]:
    """A dimpled glass with a head of foam."""
    body = fluted(
        turned([(0, 2.4), (12.6, 2.4), (13.2, 5), (13.2, 32.6), (0, 32.6)], 0.9, sides=96),
        12,
        0.028,
    )
    foot = turned([(0, 0), (14, 0), (14, 3.4), (13.2, 4.4), (0, 4.4)], 1.2, sides=48)
    rim = turned([(0, 31.6), (13.8, 31.6), (13.8, 35), (0, 35)], 0.9, sides=48)
    line = curve(
        [(12.4, 29.5, 0), (20.6, 29.8, 0), (22.4, 19, 0), (19.6, 9.4, 0), (12.8, 8.2, 0)], 36
    )
    handle = tube(line, 2.1, sides=16).moved(scale=(1, 1, 1.2))
    spread = np.random.default_rng(6)
    lumps = [Stroke(shape=blob((0, 36, 0), (12.6, 4.5, 12.6)))]
    for k in range(9):
        a = 2 * np.pi * k / 9 + 0.2
        lumps.append(
            Stroke(
                shape=blob(
                    (9.2 * np.sin(a), 37.2 + spread.uniform(-0.5, 0.8), 9.2 * np.cos(a)),
                    (4.8, 4.2, 4.8),
                ),
                blend=1.2,
            )
        )
    lumps += [
        Stroke(shape=blob((-1, 40, 0), (6.4, 4, 6)), blend=1.5),
        Stroke(shape=blob((4.5, 39.6, 3), (4.4, 3.4, 4)), blend=1.5),
    ]
    lumps += [Stroke(shape=bone((-6.6, 36, 11.2), (-6.9, 27, 11.8), (2.2, 1.9, 2.3)), blend=1.5)]
    lumps += [Stroke(shape=bone((2.4, 35, 13.2), (2.4, 31, 13.4), (2.0, 1.7, 2.0)), blend=1.5)]
    places = ((0.1, 12, 0.7), (0.35, 20, 0.55), (-0.3, 24, 0.6), (0.62, 15, 0.6), (-0.62, 17, 0.75))
    bubbles = [
        ball(r, sides=12).moved((13.3 * np.sin(a), y, 13.3 * np.cos(a)))
        for a, y, r in (*places, (0.2, 26.5, 0.8), (-0.1, 17, 0.5))
    ]
    solids = [
        ("beer", body, paint("#f2a51e", "gloss", roughness=0.08)),
        ("glass", gather([foot, rim, handle]), paint("#e8eef0", "gloss", roughness=0.05)),
        ("foam", clay(lumps), paint("#fffaf0", "vinyl")),
        ("bubbles", gather(bubbles), paint("#ffe7a6", "gloss")),
    ]
    return show(solids, 16)


def baby_bottle(colors: Palette) -> tuple[Part, ...]:
    """Milk to the marks, a coloured ring, a teat."""
    body = [
        (0, 0), (9.4, 0), (10, 2), (10, 10), (8.8, 15), (8.8, 18), (10, 23), (10, 30), (8.6, 33),
        (0, 33),
    ]  # fmt: skip
    milk = [(0, 20.5), (9.4, 20.5), (10.15, 23), (10.15, 30), (8.75, 33.1), (0, 33.2)]
    collar = fluted(
        turned([(0, 32.2), (10.2, 32.2), (10.2, 37), (7.6, 39.4), (0, 39.4)], 1.0, sides=120),
        30,
        0.014,
    )
    teat = [
        (0, 39), (6.6, 39), (5.6, 41.4), (2.9, 43.5), (2.8, 46.4), (3.2, 48.2), (2.2, 50.4),
        (0, 50.8),
    ]  # fmt: skip
    bars = ((3.2, 22.2), (5.2, 24.2), (3.2, 26.2), (5.2, 28.2))
    marks = [on_cylinder(chip(w, 0.9, 0.6).moved((3.4 - w / 2, 0, 0)), 10.05, y) for w, y in bars]
    love = on_cylinder(plate(heart(9), 1.0, 0.3), 10.0, 7)
    solids = [
        ("bottle", turned(body, 1.6), paint("#fffdf7", "gloss", roughness=0.12)),
        ("bottle top", lathe(milk, sides=40), paint("#dbeaf2", "gloss", roughness=0.08)),
        ("bottle ring", collar, paint(colors.primary, "gloss")),
        ("bottle teat", lathe(curve(teat, 40), sides=32), paint("#eab676", "gloss")),
        ("bottle marks", gather(marks), paint(colors.primary, "gloss")),
        (
            "bottle print",
            love,
            paint(strong(colors.accent, colors.primary), "gloss"),
        ),
    ]
    return show(solids, turn("z", -6))
