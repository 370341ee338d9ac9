"""Chess knight, magician's hat, robot, heart. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    clay,
    disc,
    rod,
    show,
    star,
    turned,
)
from minime.sculpt.geometry.clay import Stroke, blob, bone
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    Solid,
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


def chess_piece(colors: Palette) -> tuple[Part, ...]:
    """A knight."""
    base = turned(
        [
            (0, 0), (12.6, 0), (13.2, 2), (12.2, 5), (9.6, 6.6), (9.6, 8), (10.2, 9.4),
            (9.2, 10.8), (8.4, 11.6), (0, 11.6),
        ],
        0.8,
        sides=56,
    )  # fmt: skip
    felt = disc(12.2, 0.8, 0.3, sides=48).moved((0, -0.5, 0))
    head = [
        (-6.8, 10), (7.6, 10), (9.2, 18), (9.4, 27), (6.8, 35.6), (3.4, 40.4), (1.4, 45.6),
        (-1.2, 41.6), (-5.6, 38), (-9.4, 31.4), (-12.8, 27.0), (-12.4, 22.6), (-9.6, 21.4),
        (-6.4, 23.2), (-2.4, 23.8), (-4.8, 19), (-6.8, 15),
    ]  # fmt: skip
    horse = plate(fillet(head, 2.0), 8.6, 2.0)
    edge = [
        (1.6, 44.6), (5.4, 42.4), (6.0, 39.4), (9.2, 37.0), (9.0, 33.6), (11.6, 30.6),
        (10.6, 27.2), (12.6, 23.6), (11.2, 20.6), (12.2, 16.6), (9.0, 14),
    ]  # fmt: skip
    back = [(7.0, 18), (7.4, 27), (5.0, 34.4), (2.0, 39.4)]
    mane = plate(fillet([*edge, *back][::-1], 1.4), 4.4, 1.2)
    ears = [
        tube(
            np.array([(-0.4, 40.6, 2.0 * s), (0.6, 44, 2.4 * s), (1.2, 46.4, 2.2 * s)]),
            np.array([1.9, 1.3, 0.4]),
        )
        for s in (-1, 1)
    ]
    cheeks = [
        ball(4.8, sides=28).moved((-2.6, 29.8, 3.0 * s), scale=(1.05, 1.05, 0.5)) for s in (-1, 1)
    ]
    eyes = [ball(1.2, sides=16).moved((-4.6, 33.4, 4.2 * s)) for s in (-1, 1)]
    holes = [ball(0.7, sides=12).moved((-11.6, 26.4, 3.2 * s)) for s in (-1, 1)]
    mouth = [
        tube(
            curve([(-12.2, 23.9, 3.3 * s), (-9.6, 24.3, 4.3 * s), (-7.4, 25.4, 4.3 * s)], 12),
            0.35,
            sides=6,
        )
        for s in (-1, 1)
    ]
    wood = paint("#f0dcb4", "gloss", roughness=0.18)
    solids = [
        ("knight", gather([base, horse, *cheeks, *ears]), wood),
        ("mane", mane, paint("#d9b67e", "gloss", roughness=0.18)),
        ("knight eyes", gather([*eyes, *holes, *mouth]), paint("#2a1a10", "gloss")),
        (
            "knight collar",
            turned([(0, 8.0), (10.6, 8.0), (10.6, 9.8), (0, 9.8)], 0.7, sides=56),
            paint(colors.primary, "gloss"),
        ),
        ("felt", felt, paint("#1f6a43", "fabric")),
    ]
    return show(solids, -24)


def magic_hat(colors: Palette) -> tuple[Part, ...]:
    """A top hat full of stars, a wand leaning on it."""
    hat = [
        (0, 2.6), (12.8, 2.6), (12.2, 8), (13.2, 24), (14, 26.6), (12.6, 26.6), (11.8, 22),
        (0, 20),
    ]  # fmt: skip
    brim = turned(
        [(0, 1.4), (18, 1.4), (20.6, 3.0), (20.4, 4.2), (13, 4.4), (0, 4.4)], 0.9, sides=56
    )
    band = turned([(0, 4), (13.1, 4), (13.0, 9.4), (0, 9.4)], 0.5, sides=56)
    shade = disc(11.8, 1, 0.3, sides=48).moved((0, 21.4, 0))
    wand = rod((0, 0, 0), (0, 38, 0), 1.3)
    ends = [gather([rod((0, a, 0), (0, b, 0), 1.45)]) for a, b in ((-1.5, 3.4), (35, 39.5))]
    lean = {"offset": (19.6, 2.0, 8), "turn": turn("z", 22) @ turn("x", -6)}
    stars = {"#ffd23f": [], "#ffffff": []}
    for k, (x, y, z, r) in enumerate(
        (
            (-6, 33.4, 1, 4.6), (5.4, 38.4, 0, 3.4), (-0.6, 45.6, 0, 2.8), (0.6, 30.6, 4.6, 3.0),
            (-10, 42.4, 0, 2.2),
        )
    ):  # fmt: skip
        stars["#ffd23f" if k % 2 == 0 else "#ffffff"].append(
            plate(star(r, edge=0.5), 1.8, 0.7).moved((x, y, z), turn=turn("z", 17 * k - 20))
        )
    posts = [
        rod((x * 0.4, 22, z), (x, y - 1, z - 0.4), 0.22, sides=6)
        for x, y, z in (
            (-6, 33.4, 1), (5.4, 38.4, 0), (-0.6, 45.6, 0), (0.6, 30.6, 4.6), (-10, 42.4, 0),
        )
    ]  # fmt: skip

    solids = [
        (
            "hat",
            gather([turned(hat, 0.8, sides=56), brim]),
            paint("#25252d", "vinyl", roughness=0.3),
        ),
        ("hat band", band, paint(colors.primary, "gloss")),
        ("hat lining", shade, paint(colors.primary, "vinyl", shade=-0.5)),
        ("wand", wand.moved(**lean), paint("#1d1d22", "gloss")),
        ("wand ends", gather(ends).moved(**lean), paint("#ffffff", "gloss")),
        ("golden stars", gather(stars["#ffd23f"]), paint("#ffc62e", "metal", roughness=0.25)),
        ("white stars", gather([*stars["#ffffff"]]), paint(colors.secondary, "gloss")),
        ("sparks", gather(posts), paint("#f4d98a", "metal")),
    ]

    return show(solids, turn("x", 6))


def robot(colors: Palette) -> tuple[Part, ...]:
    """A tin robot with an aerial, a screen face and a gauge on its chest."""
    head = plate(rounded_rect(22, 16, 4.4), 16, 3.6).moved((0, 36.4, 0))
    screen = plate(rounded_rect(17, 10.4, 3), 1.6, 0.6).moved((0, 36.4, 7.9))
    eyes = [plate(ellipse(3.8, 4.8, 28), 1.0, 0.4).moved((s * 3.9, 37.2, 8.9)) for s in (-1, 1)]
    smile = tube(curve([(-2.4, 34.2, 8.9), (0, 33.0, 8.9), (2.4, 34.2, 8.9)], 14), 0.5, sides=8)
    ears = [
        disc(3.4, 2.6, 0.9, sides=28).moved((10.6 * s, 36.4, 0), turn=turn("z", -90 * s))
        for s in (-1, 1)
    ]
    mast = rod((0, 44, 0), (0, 48.6, 0), 0.7)
    lamp = ball(2.1, sides=24).moved((0, 50, 0))
    neck = turned([(0, 26), (4, 26), (4, 29.4), (0, 29.4)], 0.4)
    body = plate(rounded_rect(21, 18, 4), 14, 3.2).moved((0, 18, 0))
    panel = plate(rounded_rect(13.6, 9.6, 1.8), 1.2, 0.5).moved((0, 18.6, 7.0))
    dial = disc(2.9, 1.0, 0.4, sides=28).moved((-3, 19.2, 7.4), turn=AHEAD)
    hand = rod((-3, 18.8, 8.6), (-1.8, 20.8, 8.6), 0.3, sides=6)
    keys = [plate(ellipse(2.2, 2.2, 20), 1.2, 0.5).moved((3.4, y, 7.9)) for y in (20.6, 17.4)]
    bar = plate(rounded_rect(8.6, 1.2, 0.5), 0.9, 0.3).moved((-0.2, 15.4, 7.7))
    arms, hands, legs, feet = [], [], [], []
    for s in (-1, 1):
        path = [(11 * s, 23, 0), (15.6 * s, 20, 1), (15.8 * s, 13.5, 3)]
        if s > 0:
            path = [(11, 23, 0), (16.6, 24.6, 1.4), (18, 31.5, 2)]
        arms.append(tube(curve(path, 24), 1.7, sides=14))
        arms.append(ball(2.9, sides=24).moved((10.8 * s, 23, 0)))
        end = np.array(path[-1])
        up = 1 if s > 0 else -1
        claw = curve([(-2.6, 3.6, 0), (-3.2, 1, 0), (0, -1, 0), (3.2, 1, 0), (2.6, 3.6, 0)], 24)
        hands.append(tube(claw, 1.15).moved(end + (0, 1.8 * up, 0), scale=(1, up, 1)))
        legs.append(disc(2.7, 6.6, 0.6, sides=28).moved((5.4 * s, 3.4, 0)))
        feet.append(plate(rounded_rect(8.6, 11, 3), 4.4, 1.8).moved((5.6 * s, 2.2, 1.2), turn=FLAT))
    rivets = [ball(0.7, sides=10).moved((x, y, 6.6)) for x in (-8.4, 8.4) for y in (11.6, 24.4)]
    solids = [
        ("robot body", gather([head, body]), paint(colors.primary, "gloss", roughness=0.15)),
        (
            "robot steel",
            gather([neck, mast, *arms, *legs, *rivets]),
            paint("#c6cbd2", "metal", roughness=0.25),
        ),
        (
            "robot limbs",
            gather([*ears, *hands, *feet]),
            paint(colors.secondary, "gloss", roughness=0.15),
        ),
        ("robot screen", gather([screen, panel]), paint("#1d2530", "gloss", roughness=0.08)),
        ("robot eyes", gather([*eyes, smile]), paint("#7df0e2", "gloss")),
        ("robot lamp", gather([lamp, keys[0]]), paint("#ee4035", "gloss", roughness=0.1)),
        ("robot dial", gather([dial, keys[1], bar]), paint("#fff6df", "gloss")),
        ("robot hand", hand, paint("#ee4035", "gloss")),
    ]
    return show(solids, -14)


def heart_token(colors: Palette) -> tuple[Part, ...]:
    """A big glossy heart on a stand, a small one before it."""
    big = _plump_heart(1.0, voxel=0.85).moved((0, 27, 0))
    small = _plump_heart(0.42, voxel=0.5).moved((13.5, 12.4, 9), turn=turn("z", -14))
    shine = curve([(-13.6, 31.0, 5.2), (-13.0, 36.4, 5.4), (-9.0, 39.6, 5.2)], 18)
    gloss = tube(shine, np.interp(np.linspace(0, 1, 18), [0, 0.5, 1], [0.7, 1.3, 0.6]))
    dot = ball(1.1, sides=14).moved((-12.9, 27.0, 5.2))
    foot = turned([(0, 0), (11.4, 0), (11.6, 2), (9.4, 4.4), (0, 4.8)], 1.1, sides=48)
    posts = [rod((0, 3, 0), (0, 14, 0), 1.2), rod((12.6, 0.8, 9), (12.6, 8, 9), 0.8)]
    base = disc(4.4, 1.6, 0.6).moved((12.6, 0, 9))
    solids = [
        ("heart", big, paint("#e6203c", "gloss", roughness=0.06)),
        ("small heart", small, paint("#ff7d9c", "gloss", roughness=0.06)),
        ("shine", gather([gloss, dot]), paint("#ffd3da", "gloss")),
        ("foot", gather([foot, base]), paint(colors.primary, "gloss")),
        ("posts", gather(posts), paint("#e3b04b", "metal")),
    ]
    return show(solids, 14)


def _plump_heart(size: float, voxel: float) -> Solid:
    """A cushion of a heart, 36 mm wide at size 1, about its middle."""
    sides = [
        Stroke(
            shape=bone((1.0 * s, -14, 0), (8.4 * s, 7.5, 0), (2.0, 6.6, 9.6), flat=0.72), blend=1.6
        )
        for s in (-1, 1)
    ]
    middle = Stroke(shape=blob((0, 0, 0), (8, 8, 6.0)), blend=3.0)
    return clay([*sides, middle], voxel=voxel / size).moved(scale=(size,) * 3)
