"""Microscope, flask, light bulb, globe, telescope. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    fluted,
    on_cylinder,
    ring,
    rod,
    show,
    strong,
    turned,
)
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
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


def microscope(colors: Palette) -> tuple[Part, ...]:
    """Seen from the side: arm, stage, three lenses, focus knobs."""
    base = plate(
        fillet([(-13, -10), (14, -10), (15, 0), (14, 10), (-13, 10)], 4.5), 4.4, 1.6
    ).moved((0, 2.2, 0), turn=FLAT)
    arm = plate(
        fillet(
            [
                (-13, 3), (-6.2, 3), (-5.6, 10), (-8.0, 17), (-6.8, 25), (0, 31.5), (2.4, 35),
                (-3.6, 39.6), (-10, 35), (-14.4, 26), (-15, 15),
            ],
            3,
        ),
        7.6,
        1.5,
    )  # fmt: skip
    stage = plate(rounded_rect(21, 19, 2.4), 2.2, 0.8).moved((4, 14, 0), turn=FLAT)
    slide = plate(rounded_rect(6, 14, 0.5), 0.8, 0.2).moved((6.6, 15.4, 0), turn=FLAT)
    drop = ball(1.5, sides=16, squash=0.4).moved((6.6, 15.9, 0))
    mirror = turned([(0, 4), (4.6, 4), (3.8, 7.4), (3.2, 9), (0, 9)], 0.7).moved((6.4, 0, 0))
    lamp = ball(2.9, sides=24, squash=0.5).moved((6.4, 9, 0))
    lean = {"offset": (6.8, 22.4, 0), "turn": turn("z", 22)}
    barrel = turned([(0, 4.2), (4.3, 4.2), (4.6, 6), (4.6, 19), (3.4, 20.6), (0, 20.6)], 0.8)
    eye = turned(
        [(0, 20), (3.0, 20), (3.0, 27), (4.1, 28.4), (4.1, 30.6), (3.4, 31.2), (0, 30.6)], 0.5
    )
    nose = turned([(0, 1.6), (4.6, 1.6), (5.2, 3), (4.4, 4.6), (0, 4.6)], 0.7)
    lens = turned([(0, -4.6), (1.5, -4.6), (2.2, -2), (2.4, 2), (0, 2)], 0.4, sides=28)
    lenses = [lens] + [
        lens.moved((2.2 * s, 0.8, 0), turn=turn("z", 34 * s), scale=(0.85, 0.8, 0.85))
        for s in (-1, 1)
    ]
    belts = [turned([(0, y), (4.95, y), (4.95, y + 1.5), (0, y + 1.5)], 0.4) for y in (7.6, 16)]
    knobs = [
        fluted(turned([(0, 0), (r, 0), (r, h), (0, h)], 0.7, sides=72), 18, 0.03).moved(
            (x, y, 3.6), turn=AHEAD
        )
        for x, y, r, h in ((-10.6, 13, 4.6, 3.4), (-10.6, 13, 2.8, 5.6), (-9.2, 24, 2.4, 2.4))
    ]
    clips = [
        tube(curve([(-1, 15.6, z), (3, 16.6, z), (7.4, 16.2, z * 0.5)], 12), 0.5, sides=8)
        for z in (-6, 6)
    ]
    white = paint("#f4f5f2", "gloss", roughness=0.15)
    solids = [
        ("microscope arm", gather([arm, base, barrel.moved(**lean)]), white),
        (
            "microscope stage",
            gather([stage, eye.moved(**lean), nose.moved(**lean), mirror]),
            paint("#2b2e35", "gloss"),
        ),
        ("microscope belts", gather([*belts]).moved(**lean), paint(colors.primary, "gloss")),
        ("microscope knobs", gather(knobs), paint(colors.primary, "gloss")),
        (
            "microscope lenses",
            gather([*[s.moved(**lean) for s in lenses], *clips]),
            paint("#d9b45a", "metal", roughness=0.2),
        ),
        ("microscope slide", slide, paint("#cfe9f2", "gloss")),
        (
            "microscope drop",
            drop,
            paint(strong(colors.accent, "#e0334a"), "gloss"),
        ),
        ("microscope lamp", lamp, paint("#fff3c0", "gloss")),
    ]
    return show(solids, -28)


def flask(colors: Palette) -> tuple[Part, ...]:
    """A conical flask of fizzing liquid, and a test tube beside it."""
    glass = [(0, 0), (15, 0), (16, 2.4), (5.0, 29), (4.8, 38), (5.8, 39), (5.8, 40.6), (0, 40.6)]
    level = 17.0
    edge = 15.9 - (level - 2.4) * 11.0 / 26.6
    liquid = [(0, -0.1), (15.1, -0.1), (16.2, 2.3), (edge + 0.3, level), (0, level)]
    bubbles = []
    for x, y, z, r in (
        (-4, 9, 12.2, 1.3), (3.4, 6.4, 13.6, 1.0), (0.4, 13.6, 11.2, 0.9), (6.0, 11, 9.6, 1.2),
        (-8, 5, 12.2, 0.9),
    ):  # fmt: skip
        bubbles.append(ball(r, sides=16).moved((x, y, z)))
    fizz = [
        ball(r, sides=18).moved((x, y, z))
        for x, y, z, r in (
            (0, 41, 0, 3.4), (2.6, 43.4, 1.4, 2.4), (-2.2, 43.8, 0.6, 2.7), (0.6, 46.6, 0, 2.2),
            (-1.2, 49.4, 0.8, 1.4), (2.4, 50, 0, 1.0),
        )
    ]  # fmt: skip
    marks = []
    for y, w in ((20.6, 3.4), (23.4, 2.6), (26.2, 2.2)):
        r = 15.9 - (y - 2.4) * 11.0 / 26.6
        marks.append(on_cylinder(plate(rounded_rect(w, 0.8, 0.3), 0.6, 0.2), r + 0.1, y))
    rim = ring(11, 11, 0.9, count=36).moved((0, 40.2, 0), turn=AHEAD)
    test = turned([(0, 0), (2.4, 0.4), (3.6, 2.6), (3.6, 27), (4.4, 27.6), (4.4, 29), (0, 29)], 0.7)
    fluid = turned([(0, -0.15), (2.5, 0.25), (3.75, 2.6), (3.75, 15), (0, 15)], 0.7)
    at = {"offset": (15, 0.2, 9), "turn": turn("z", -8)}
    second = strong(colors.accent, colors.secondary, "#5b7cff")
    pale = paint("#e4f1f5", "gloss", roughness=0.06)
    solids = [
        ("flask", gather([turned(glass, 1.4, sides=48), rim, test.moved(**at)]), pale),
        ("liquid", turned(liquid, 1.4, sides=48), paint(colors.primary, "gloss", roughness=0.06)),
        ("bubbles", gather(bubbles), paint(colors.primary, "gloss", shade=0.55)),
        ("fizz", gather(fizz), paint(colors.primary, "gloss", shade=0.3)),
        ("marks", gather(marks), paint("#33414d", "gloss")),
        ("second liquid", fluid.moved(**at), paint(second, "gloss", roughness=0.06)),
    ]
    return show(solids, turn("z", -3))


def light_bulb(colors: Palette) -> tuple[Part, ...]:
    """Glowing yellow, with its thread and rays round it."""
    bulb = [
        (0, 10.6), (5.6, 10.6), (6.6, 14), (11.4, 22), (13.4, 29), (12, 36.6), (7, 42), (0, 43.6),
    ]  # fmt: skip
    glass = lathe(np.concatenate([[(0, 10.6)], curve(bulb[1:], 50)[:-1], [(0, 43.6)]]), sides=48)
    screw = [turned([(0, 3.2), (5.4, 3.2), (5.8, 11.4), (0, 11.4)], 0.5)]
    turns = np.linspace(0, 3.2, 100)
    coil = np.stack(
        [5.6 * np.sin(2 * np.pi * turns), 4.2 + 2.1 * turns, 5.6 * np.cos(2 * np.pi * turns)], 1
    )
    foot = turned([(0, 0), (2.0, 0), (4.6, 3.4), (0, 3.6)], 0.5)
    wire = curve(
        [
            (-2, 16, 12.4), (-4, 24, 12.6), (-2, 28, 13.2), (0, 24.6, 13.0), (2, 28, 13.2),
            (4, 24, 12.6), (2, 16, 12.4),
        ],
        60,
    )  # fmt: skip
    reach = np.interp(wire[:, 1], np.array(bulb)[1:-1, 1], np.array(bulb)[1:-1, 0])
    wire[:, 2] = np.sqrt(np.maximum(reach**2 - wire[:, 0] ** 2, 1)) - 0.1
    rays = []
    for angle in np.radians((-8, 24, 57, 90, 123, 156, 188)):
        way = np.array([np.cos(angle), np.sin(angle), 0])
        rays.append(rod(way * 17.2 + (0, 29.6, 0), way * 21.4 + (0, 29.6, 0), 1.25))
    solids = [
        ("bulb", glass, paint("#ffd83b", "gloss", roughness=0.08)),
        ("wire", tube(wire, 0.55, sides=8), paint("#f07c12", "gloss")),
        (
            "screw",
            gather([*screw, tube(coil, 0.85, sides=10)]),
            paint("#c4c9d0", "metal", roughness=0.25),
        ),
        ("foot", foot, paint("#2b2d33", "gloss")),
        (
            "rays",
            gather(rays),
            paint(strong(colors.accent, colors.primary), "gloss"),
        ),
    ]
    return show(solids, turn("z", -8))
