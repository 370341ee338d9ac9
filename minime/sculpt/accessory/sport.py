"""Tennis racket, dumbbell, yoga mat, trophy, medal. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    SILVER,
    STEEL,
    disc,
    label,
    on_cylinder,
    place,
    ring,
    rod,
    show,
    star,
    strong,
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


def tennis_racket(colors: Palette) -> tuple[Part, ...]:
    """Strung, with a taped grip and a ball at its foot."""
    wide, tall, middle = 21.0, 26.5, np.array([0, 40.6, 0])
    frame = ring(wide, tall, 1.25, count=56, sides=14).moved(middle, scale=(1, 1, 1.25))
    strings = []
    for at in np.linspace(-0.86, 0.86, 11):
        reach = np.sqrt(1 - at**2)
        x, y = at * (wide / 2 - 0.6), reach * (tall / 2 - 0.6)
        strings.append(rod((x, -y, 0), (x, y, 0), 0.2, sides=6).moved(middle))
        x, y = reach * (wide / 2 - 0.6), at * (tall / 2 - 0.6)
        strings.append(rod((-x, y, 0.1), (x, y, 0.1), 0.2, sides=6).moved(middle))
    throat = []
    for s in (-1, 1):
        arm = curve([(1.1 * s, 17, 0), (1.9 * s, 21, 0), (4.6 * s, 26, 0), (7.6 * s, 32, 0)], 20)
        throat.append(tube(arm, 1.25).moved(scale=(1, 1, 1.25)))
    shaft = plate(rounded_rect(4.2, 6, 1.4), 3.2, 1.2).moved((0, 16.4, 0))
    grip = tube(np.array([(0, 2.4, 0), (0, 9, 0), (0, 15.4, 0)]), 2.15, sides=20)
    tape = [
        ring(4.4, 4.4, 0.34, count=28, sides=8).moved((0, y, 0), turn=turn("z", 14) @ AHEAD)
        for y in np.arange(3.6, 15.2, 1.9)
    ]
    butt = disc(2.6, 1.6, 0.7, sides=28)
    cap = disc(2.4, 1.2, 0.4, sides=28).moved((0, 15.2, 0))
    felt = ball(5.6, sides=36)
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    x = np.cos(angle) + 0.36 * np.cos(3 * angle)
    y = np.sin(angle) - 0.36 * np.sin(3 * angle)
    seam = np.stack([x, y, 1.18 * np.sin(2 * angle)], 1)
    seam *= 5.62 / np.linalg.norm(seam, axis=1, keepdims=True)
    line = tube(seam, 0.36, sides=8, closed=True).moved(turn=turn("x", 50) @ turn("z", 20))
    at = (11.5, 5.6, 4)
    solids = [
        ("racket frame", gather([frame, *throat, shaft]), paint(colors.primary, "gloss")),
        ("racket strings", gather(strings), paint("#fbfaf3", "gloss")),
        ("racket grip", gather([grip, butt]), paint("#26272b", "vinyl")),
        ("racket tape", gather(tape), paint("#4a4c53", "vinyl")),
        ("racket cap", cap, paint(colors.accent, "gloss")),
    ]
    solids = place(solids, (0, 0, 0), turn("z", -12))
    solids += [
        ("tennis ball", felt.moved(at), paint("#d2ec3b", "fabric")),
        ("ball seam", line.moved(at), paint("#fdfdf4", "vinyl")),
    ]
    return show(solids, -10)


def dumbbell(colors: Palette) -> tuple[Part, ...]:
    """Six-sided heads on a knurled steel bar."""
    angle = np.radians(30 + 60 * np.arange(6))
    hexagon = np.stack([np.cos(angle), np.sin(angle)], 1)
    heads, faces, collars = [], [], []
    aside = turn("y", 90)
    for s in (-1, 1):
        block = plate(fillet(15.0 * hexagon, 2.6), 14, 2.4)
        heads.append(block.moved((17 * s, 0, 0), turn=aside))
        hoop = plate(fillet(10.4 * hexagon, 1.8), 1.0, 0.4)
        faces.append(hoop.moved((23.9 * s, 0, 0), turn=aside))
        collars.append(disc(5.2, 2.4, 0.9).moved((9.2 * s, 0, 0), turn=turn("z", 90 * s)))
    plates = [
        plate(ellipse(7.4, 7.4, 28), 1.2, 0.4).moved((24.2 * s, 0, 0), turn=aside) for s in (-1, 1)
    ]
    bar = tube(np.array([(-10, 0, 0), (-4, 0, 0), (0, 0, 0), (4, 0, 0), (10, 0, 0)]),
               np.array([2.9, 3.1, 3.4, 3.1, 2.9]), sides=24)  # fmt: skip
    knurls = [ring(6.5, 6.5, 0.3, count=28, sides=6).moved((x, 0, 0), turn=aside)
              for x in np.linspace(-4.4, 4.4, 9)]  # fmt: skip
    solids = [
        ("dumbbell heads", gather(heads), paint("#2b2d33", "vinyl", roughness=0.4)),
        ("dumbbell faces", gather(faces), paint(colors.primary, "vinyl")),
        ("dumbbell caps", gather(plates), paint("#f4f4f2", "gloss")),
        ("dumbbell collars", gather(collars), paint(STEEL, "metal")),
        ("dumbbell bar", gather([bar, *knurls]), paint(SILVER, "metal", roughness=0.3)),
    ]
    return show(solids, turn("y", 35))


def yoga_mat(colors: Palette) -> tuple[Part, ...]:
    """Rolled up, its spiral to the viewer, with a carrying strap."""
    turns = np.linspace(0.6, 5.25, 190) * 2 * np.pi
    reach = 1.2 + 0.42 * turns
    way = np.stack([np.cos(turns), np.sin(turns)], 1)
    outer = way * (reach + 1.05)[:, None]
    inner = way * (reach - 1.05)[:, None]
    roll = plate(np.concatenate([outer, inner[::-1]]), 42, 0.35)
    core = disc(13.4, 41.2, 0.3, sides=56).moved((0, 0, -20.7), turn=AHEAD)
    strap = plate(ellipse(33.8, 33.8, 64), 3.4, 0.35, [ellipse(30.6, 30.6, 64)])
    clip = plate(rounded_rect(5, 4.6, 1), 1.6, 0.6).moved(turn=turn("z", -38) @ FLAT)
    bands = [strap.moved((-0.6, 0, z)) for z in (-12.5, 12.5)]
    buckle = [clip.moved((10.2, 13.2, z)) for z in (-12.5, 12.5)]
    handle = curve(
        [(-3, 15.6, 12.5), (-3, 21, 6.5), (-3, 22.2, 0), (-3, 21, -6.5), (-3, 15.6, -12.5)], 40
    )
    solids = [
        ("mat", roll, paint(colors.primary, "vinyl", roughness=0.6)),
        ("mat shade", core, paint(colors.primary, "vinyl", shade=-0.45)),
        (
            "mat straps",
            gather([*bands, tube(handle, 1.5)]),
            paint(colors.secondary, "fabric"),
        ),
        ("mat buckles", gather(buckle), paint("#2b2d33", "gloss")),
    ]
    return show(solids, turn("x", 6) @ turn("y", 38))


def trophy(colors: Palette) -> tuple[Part, ...]:
    """A golden cup with two handles and a star, on a base with a plaque."""
    bowl = [(0, 15), (3, 15.5), (9, 21), (12.4, 30), (13.2, 42), (13.2, 43.6), (11.6, 43.6)]
    bowl += [(10.6, 30), (0, 26)]
    stem = [(0, 8), (6.4, 8), (6.4, 9.4), (2.6, 11.4), (2.0, 13.4), (3.6, 16), (0, 17)]
    knob = ball(3.1, sides=24, squash=0.6).moved((0, 13.6, 0))
    arms = []
    for s in (-1, 1):
        path = [(12.2, 39.5, 0), (18.0, 41.5, 0), (20.0, 35, 0), (15.6, 28, 0), (10.2, 25.5, 0)]
        arms.append(tube(curve(np.multiply(path, (s, 1, 1)), 36), 1.35))
    lip = ring(26.2, 26.2, 0.9, count=48).moved((0, 43.2, 0), turn=AHEAD)
    base = [(0, 0), (10.4, 0), (10.4, 2.4), (9, 3.6), (8.4, 8.4), (0, 8.4)]
    plaque = label(8.6, 4.4, 7.6, 8.85, 0.5)
    badge = on_cylinder(plate(star(5.6), 1.6, 0.5), 13.2, 35).moved(turn=turn("y", -10))
    gold = paint("#f0b93a", "metal", roughness=0.2)
    solids = [
        ("cup", gather([turned(bowl, 1.0, sides=48), turned(stem, 0.8), knob, *arms, lip]), gold),
        ("cup base", turned(base, 0.7), paint("#4a2a1c", "gloss")),
        ("cup plaque", plaque, paint("#f6d579", "metal")),
        (
            "cup star",
            badge,
            paint(strong(colors.accent, colors.primary), "gloss"),
        ),
    ]
    return show(solids, 10)


def medal(colors: Palette) -> tuple[Part, ...]:
    """A gold medal on a ribbon, a laurel and a figure one on it."""
    coin = disc(14, 3.2, 1.2, sides=56).moved((0, 15, -1.6), turn=AHEAD)
    rim = ring(24.6, 24.6, 0.9, count=56).moved((0, 15, 1.5))
    one = plate(
        fillet(
            [
                (-0.4, -4.5), (-2, -4.5), (-2, -6.4), (4.2, -6.4), (4.2, -4.5), (2.4, -4.5),
                (2.4, 6.4), (0.2, 6.4), (-2.6, 4.2), (-2.6, 2.4), (-0.4, 3.2),
            ],
            0.5,
        ),
        1.6,
        0.6,
    )  # fmt: skip
    leaves = []
    for s in (-1, 1):
        for k in np.linspace(-62, 48, 7):
            a = np.radians(k)
            at = np.array([s * 9.0 * np.cos(a), 15 + 9.0 * np.sin(a), 1.9])
            leaves.append(
                ball(1.0, sides=14).moved(at, turn=turn("z", s * (k + 62)), scale=(0.85, 2.0, 0.6))
            )
    loop = ring(6.4, 6.4, 0.9).moved((0, 31, 0))
    bands = []
    for s in (-1, 1):
        strip = fillet([(-3.1, 30.8), (3.1, 30.8), (3.1 + 7.5, 52), (7.5 - 4.6, 52)], 0.8)
        bands.append(plate(strip, 1.0, 0.3).moved((0, 0, 0.55 * s - 0.85), scale=(s, 1, 1)))
    stripes = [
        plate(fillet([(-0.9, 31), (0.9, 31), (8.1, 52), (5.6, 52)], 0.3), 1.3, 0.2).moved(
            (0, 0, 0.55 * s - 0.85), scale=(s, 1, 1)
        )
        for s in (-1, 1)
    ]
    solids = [
        ("medal", coin, paint("#eeb63a", "metal", roughness=0.25)),
        (
            "medal print",
            gather([rim, one.moved((-0.4, 15, 1.9)), *leaves, loop]),
            paint("#f8d878", "metal", roughness=0.18),
        ),
        ("ribbon", gather(bands), paint(colors.primary, "fabric")),
        ("ribbon stripe", gather(stripes), paint(colors.accent, "fabric")),
    ]
    return show(solids, 14)
