"""Stethoscope, syringe, first-aid kit, tooth with brush. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    STEEL,
    clay,
    cross,
    disc,
    on_cylinder,
    ring,
    rod,
    show,
    strong,
    turned,
)
from minime.sculpt.geometry.clay import Stroke, blob, bone
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


def stethoscope(colors: Palette) -> tuple[Part, ...]:
    """Hanging in a loop, chest piece in front."""
    spine = [(0, 27, 0), (-1, 17, 0.5), (6, 8, 1.5), (14, 10, 2.5), (14.5, 20, 3.5), (10, 25, 4.5)]
    hose = [tube(curve(spine, 48), 1.5, sides=14)]
    steel, tips = [], []
    for s in (-1, 1):
        hose.append(tube(curve([(0, 26.5, 0), (5 * s, 32, 0), (8.5 * s, 37, 0)], 16), 1.35))
        bow = curve([(8.5 * s, 36.5, 0), (11 * s, 43, 0), (9 * s, 50, 0), (5.6 * s, 52, 0.8)], 24)
        steel.append(tube(bow, 0.85))
        tips.append(ball(1.9, sides=20, squash=1.2).moved((4.6 * s, 52.3, 1), turn=turn("z", 90)))
    drum = [(0, 0), (4.2, 0), (6.4, 2.4), (6.4, 3.8), (5.2, 4.2), (0, 4.0)]
    at = (8.6, 25.5, 3.6)
    chest = lathe(fillet(drum, 0.7, closed=False)).moved(at, turn=AHEAD)
    skin = lathe(fillet([(0, 3.8), (4.9, 3.8), (4.9, 4.6), (0, 4.7)], 0.3, closed=False))
    hoop = ring(11.2, 11.2, 0.6)
    solids = [
        ("hose", gather(hose), paint(colors.primary, "vinyl", roughness=0.35)),
        ("ear tubes", gather([*steel, chest]), paint(STEEL, "metal", roughness=0.22)),
        ("ear tips", gather(tips), paint("#23252a", "vinyl")),
        ("membrane", skin.moved(at, turn=AHEAD), paint("#f3f3ee", "gloss")),
        ("chest ring", hoop.moved((at[0], at[1], at[2] + 4.2)), paint(colors.accent, "gloss")),
    ]
    return show(solids, turn("y", -8))


def syringe(colors: Palette) -> tuple[Part, ...]:
    """A chunky toy syringe with a scale, its plunger drawn."""
    barrel = turned([(0, 12), (4.6, 12), (5.4, 13.4), (5.4, 36.6), (0, 36.6)], 0.8)
    fluid = turned([(0, 12.6), (5.0, 12.9), (5.62, 14.0), (5.62, 26.5), (0, 26.5)], 0.4)
    stopper = turned([(0, 26), (5.66, 26), (5.66, 29.4), (0, 29.4)], 0.7)
    wing = plate(rounded_rect(18, 8.4, 4), 2.0, 0.9).moved((0, 37, 0), turn=FLAT)
    stem = gather(
        [
            plate(rounded_rect(5, 13, 0.6), 1.4, 0.5).moved((0, 43, 0), turn=turn("y", a))
            for a in (0, 90)
        ]
    )
    thumb = disc(5.2, 2.2, 0.9).moved((0, 49, 0))
    tip = turned([(0, 8.4), (1.5, 8.4), (2.1, 10.6), (3.8, 12.4), (0, 12.6)], 0.4)
    needle = rod((0, 1, 0), (0, 9, 0), 0.6)
    hub = turned([(0, 7), (1.9, 7), (2.4, 10.4), (0, 10.4)], 0.4)
    marks = [
        on_cylinder(plate(rounded_rect(w, 0.8, 0.35), 0.5, 0.2).moved((2.6 - w / 2, 0, 0)), 5.75, y)
        for w, y in ((3.4, 16), (5.0, 19), (3.4, 22), (5.0, 25), (3.4, 31.6), (5.0, 34.4))
    ]
    drop = lathe(
        curve([(0, -1.6), (1.2, -1), (1.2, 0.2), (0.4, 1.6), (0, 2.4)], 20), sides=20
    ).moved((0, -1.8, 0))
    solids = [
        ("barrel", barrel, paint("#eef5f8", "gloss", roughness=0.08)),
        ("fluid", fluid, paint(colors.primary, "gloss", roughness=0.08)),
        ("stopper", stopper, paint("#2b2d33", "vinyl")),
        ("plunger", gather([stem, thumb, wing]), paint("#fbfbfa", "gloss")),
        (
            "hub",
            gather([tip, hub]),
            paint(strong(colors.accent, colors.secondary), "gloss"),
        ),
        ("needle", needle, paint("#d9dde3", "metal")),
        ("marks", gather(marks), paint("#27303c", "gloss")),
        ("drop", drop, paint(colors.primary, "gloss")),
    ]
    return show(solids, turn("y", 8) @ turn("z", 26))


def first_aid_kit(colors: Palette) -> tuple[Part, ...]:
    """A red case with a white cross, two latches and a handle."""
    body = plate(rounded_rect(44, 30, 5), 16, 3.0).moved((0, 15, 0))
    seam = plate(rounded_rect(44.5, 30.5, 5.2), 1.4, 0.5).moved((0, 15, 1))
    shield = disc(10.4, 1.2, 0.5, sides=48).moved((0, 14.2, 7.8), turn=AHEAD)
    plus = plate(cross(13.4, 4.6), 1.6, 0.6).moved((0, 14.2, 9.4))
    latches = [
        plate(rounded_rect(5.4, 6.4, 1.4), 3.6, 1.0).moved((x, 29.4, 1), turn=turn("x", -90))
        for x in (-14.5, 14.5)
    ]
    clasps = [
        plate(rounded_rect(5.0, 5.0, 1.2), 1.6, 0.6).moved((x, 25.2, 8.4)) for x in (-15.6, 15.6)
    ]
    handle = tube(
        fillet([(-8.4, 29.6, 0), (-8.4, 36, 0), (8.4, 36, 0), (8.4, 29.6, 0)], 4.4, closed=False),
        1.8,
        sides=16,
    )
    posts = [disc(2.6, 2.2, 0.8, sides=24).moved((x, 29.2, 0)) for x in (-8.4, 8.4)]
    feet = [disc(1.8, 1.2, 0.5, sides=20).moved((x, -0.7, z)) for x in (-16, 16) for z in (-4, 4)]
    solids = [
        ("kit", body, paint("#e0232e", "gloss", roughness=0.15)),
        ("kit seam", gather([seam, *feet, *posts]), paint("#8e1119", "gloss")),
        ("kit shield", shield, paint("#ffffff", "gloss")),
        ("kit cross", plus, paint("#e0232e", "gloss")),
        ("kit handle", handle, paint("#f4f4f2", "gloss")),
        ("kit clasps", gather([*clasps, *latches]), paint("#d5d9df", "metal")),
    ]
    return show(solids, -22)


def tooth(colors: Palette) -> tuple[Part, ...]:
    """A shining molar with a smile, and a toothbrush with paste."""
    lumps = [Stroke(shape=blob((0, 23, 0), (12.4, 10.6, 9.6)))]
    for x, z in ((-6.6, 3.6), (6.6, 3.6), (-6.4, -3.6), (6.4, -3.6)):
        lumps.append(Stroke(shape=blob((x, 30, z), (5.8, 5.6, 5.4)), blend=3))
    for s in (-1, 1):
        lumps.append(
            Stroke(
                shape=bone((6 * s, 18, 0), (7.8 * s, 2.6, 0), (6.4, 5.0, 2.6), flat=1.05), blend=4
            )
        )
    eyes = [ball(1.7, sides=20).moved((s * 4.6, 25, 8.9), scale=(1, 1.2, 0.7)) for s in (-1, 1)]
    glints = [ball(0.6, sides=10).moved((s * 4.6 - 0.4, 26, 9.9)) for s in (-1, 1)]
    smile = tube(curve([(-3, 21.6, 9.5), (0, 19.6, 9.5), (3, 21.6, 9.5)], 16), 0.6, sides=8)
    cheeks = [
        ball(1.7, sides=16, squash=0.4).moved((s * 7.6, 21.6, 7.6), turn=turn("y", 38 * s) @ AHEAD)
        for s in (-1, 1)
    ]
    lean = {"offset": (17.5, 1.6, 5), "turn": turn("z", -10) @ turn("y", -62)}
    shaft = tube(
        curve([(0, 0, 0), (0, 14, 0.6), (0, 26, 0), (0, 42, 0.4)], 30),
        np.interp(np.linspace(0, 1, 30), [0, 0.3, 0.62, 0.75, 1], [1.9, 2.2, 1.3, 1.6, 1.6]),
        sides=16,
    )
    tufts = [
        rod((dx, y, 1.2), (dx, y, 5.4), 0.8, sides=10)
        for dx in (-0.9, 0.9)
        for y in np.arange(33, 43, 1.7)
    ]
    paste = tube(
        curve(
            [(0, 32.8, 6.2), (0.4, 35.4, 6.9), (-0.4, 38, 6.4), (0.2, 41, 7.0), (0, 43, 6.4)], 26
        ),
        np.interp(np.linspace(0, 1, 26), [0, 0.5, 1], [1.5, 1.7, 0.9]),
        sides=12,
    )
    solids = [
        ("tooth", clay(lumps), paint("#fffdf8", "gloss", roughness=0.1)),
        ("tooth face", gather([*eyes, smile]), paint("#2b2d3a", "gloss")),
        ("tooth cheeks", gather(cheeks), paint("#ffaeb5", "vinyl")),
        ("tooth glints", gather(glints), paint("#ffffff", "gloss")),
        ("brush", shaft.moved(**lean), paint(colors.primary, "gloss")),
        ("brush bristles", gather(tufts).moved(**lean), paint("#ffffff", "vinyl")),
        (
            "paste",
            paste.moved(**lean),
            paint("#63d2e8" if colors.primary != "#63d2e8" else colors.accent, "gloss"),
        ),
    ]
    return show(solids, -8)
