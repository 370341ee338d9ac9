"""Plant, watering can, bouquet. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    fluted,
    on_cylinder,
    rod,
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
    lathe,
    paint,
    plate,
    tube,
    turn,
)


def plant(colors: Palette) -> tuple[Part, ...]:
    """Broad leaves on stalks in a glazed pot with a saucer."""
    pot = [(0, 0), (8, 0), (10.6, 13), (12, 13), (12, 16.5), (10, 16.5), (9.6, 14), (0, 14)]
    dish = [(0, 0), (10, 0), (12, 2.6), (10.8, 2.6), (9.5, 1.4), (0, 1.4)]
    leaves, stalks = [], []
    for turn_deg, reach, lift, size in LEAVES:
        stalk, leaf = _leaf(np.radians(turn_deg), reach, lift, size)
        stalks.append(stalk)
        leaves.append(leaf)
    solids = [
        ("pot", lathe(fillet(pot, 0.9, closed=False), sides=48), paint(colors.primary, "gloss")),
        ("saucer", lathe(fillet(dish, 0.7, closed=False), sides=48), paint("#f6f1e7", "gloss")),
        ("soil", ball(9.8, squash=0.22).moved((0, 14.2, 0)), paint("#3b2a1e", "fabric")),
        ("leaves", gather(leaves[::2]), paint("#2f9e4f", "vinyl", roughness=0.35)),
        ("young leaves", gather(leaves[1::2]), paint("#63bf5a", "vinyl", roughness=0.35)),
        ("stalks", gather(stalks), paint("#3f8f45", "vinyl")),
    ]
    return show(solids)


LEAVES = (  # bearing in degrees from the viewer, reach, height and length in mm
    (-20, 8, 20, 15), (60, 10, 22, 15), (130, 9, 27, 15), (200, 8, 29, 16), (-85, 11, 23, 15),
    (-140, 9, 26, 15), (20, 3, 31, 17), (90, 6, 33, 14), (-55, 6, 31, 14),
)  # fmt: skip


def _leaf(bearing: float, reach: float, lift: float, size: float) -> tuple[Solid, Solid]:
    """A stalk from the soil and a pointed, hollowed leaf at its end."""
    side = np.array([np.sin(bearing), 0, np.cos(bearing)])
    tip = np.array([0, lift, 0]) + side * reach
    stalk = tube(curve([side, side * reach * 0.55 + (0, lift * 0.72, 0), tip], 14), 0.7)
    half = [(0.0, 0.0), (0.28, 0.14), (0.4, 0.4), (0.27, 0.75), (0.0, 1.0)]
    rim = half + [(-x, y) for x, y in half[-2:0:-1]]
    flat = plate(curve(rim, 44, closed=True) * size, 0.9, 0.4)
    v = flat.vertices
    along = np.clip(v[:, 1] / size, 0, 1)
    bent = v.copy()
    bent[:, 2] += np.abs(v[:, 0]) * 0.35 - 0.28 * size * along**2
    blade = Solid(vertices=bent, faces=flat.faces)
    tilted = turn("y", np.degrees(bearing)) @ turn("x", 42)
    return stalk, blade.moved(tip - side * 0.5, turn=tilted)


def watering_can(colors: Palette) -> tuple[Part, ...]:
    """A round can with a rose on its spout, and a drop or three."""
    body = turned([(0, 0), (12.2, 0), (12.6, 1.6), (11.4, 20), (11.4, 21), (0, 21)], 1.0, sides=48)
    rims = [
        turned([(0, y), (r, y), (r, y + 1.8), (0, y + 1.8)], 0.7, sides=48)
        for y, r in ((0, 13.1), (20, 11.9), (10, 12.4))
    ]
    lid = turned([(0, 21), (10, 21), (9, 22.6), (0, 22.8)], 0.5, sides=40)
    spout = tube(
        curve([(-9.6, 5, 0), (-17, 10, 0), (-22, 20, 0), (-25, 28, 0)], 30),
        np.linspace(3.2, 1.6, 30),
        sides=18,
    )
    rose = turned([(0, 0), (1.6, 0), (4.6, 4.6), (4.6, 5.8), (0, 6.4)], 0.6, sides=32)
    rose = rose.moved((-24.6, 27.0, 0), turn=turn("z", 34))
    holes = []
    for r, n in ((0, 1), (1.7, 6), (3.3, 10)):
        for k in range(n):
            a = 2 * np.pi * k / n
            holes.append(
                ball(0.36, sides=8).moved(
                    turn("z", 34) @ (r * np.cos(a), 6.35 - 0.1 * r * 0.6, r * np.sin(a))
                    + (-24.6, 27.0, 0)
                )
            )
    top = curve(
        [
            (-7.6, 21.5, 0), (-5.4, 30.5, 0), (1.6, 34.4, 0), (10, 32, 0), (16.8, 24, 0),
            (16.4, 13, 0), (11.8, 7, 0),
        ],
        50,
    )  # fmt: skip
    handle = tube(top, 1.7, sides=14).moved(scale=(1, 1, 1.3))
    daisy = [
        ball(1.0, sides=14).moved(
            (2.5 * np.cos(a), 2.5 * np.sin(a), 0), turn=None, scale=(1.7, 1.7, 0.7)
        )
        for a in np.radians(np.arange(0, 360, 60))
    ]
    bloom = on_cylinder(gather(daisy), 12.0, 10.9).moved(turn=turn("y", 10))
    eye = on_cylinder(ball(1.6, sides=18).moved(scale=(1, 1, 0.8)), 12.4, 10.9).moved(
        turn=turn("y", 10)
    )
    solids = [
        ("can", gather([body, lid, spout]), paint(colors.primary, "gloss")),
        ("can rims", gather([*rims[:2], handle]), paint(colors.secondary, "gloss")),
        ("can rose", rose, paint(colors.secondary, "gloss")),
        ("can holes", gather(holes), paint("#2b2d33", "vinyl")),
        ("daisy", bloom, paint("#ffffff", "gloss")),
        ("daisy eye", eye, paint("#ffb81c", "gloss")),
    ]
    return show(solids, -12)


def bouquet(colors: Palette) -> tuple[Part, ...]:
    """Roses, daisies and green in paper with a bow."""
    wrap = fluted(
        lathe(
            [(0, 0.5), (5.6, 0.5), (3.6, 8), (9.6, 19), (14.6, 25), (13.2, 25), (8.4, 19), (0, 15)],
            sides=56,
        ),
        8,
        0.06,
    )
    inner = fluted(
        lathe([(0, 7), (3.2, 8), (9.4, 20), (13.8, 28), (12.6, 28), (8, 20), (0, 16)], sides=56),
        9,
        0.07,
    )
    stems = [
        rod((x, 0, z), (0.4 * x, 10, 0.4 * z), 0.75, sides=8)
        for x, z in ((-2.6, 1), (0, 2.4), (2.6, 1), (1.4, -2), (-1.4, -2))
    ]
    reds, pales, leaves = [], [], []
    for k, (x, y, z) in enumerate(
        (
            (-8.4, 30.6, 5), (8.6, 31.4, 4.4), (0, 38.4, 0), (0.4, 29.4, 9.5), (-10.2, 37.4, -3.4),
            (10.4, 38.4, -3.6),
        )
    ):  # fmt: skip
        (reds if k % 2 == 0 else pales).append(
            _rose(5.6).moved((x, y, z), turn=turn("x", 24) @ turn("z", -2.2 * x))
        )
    petals, eyes = _daisies()
    spread = np.random.default_rng(1)
    for k in range(11):
        a = 2 * np.pi * k / 11
        leaf = plate(curve([(0, 0), (2.3, 4), (0, 9.5), (-2.3, 4)], 24, closed=True), 0.7, 0.3)
        leaves.append(
            leaf.moved(
                (8.6 * np.sin(a), 25 + spread.uniform(0, 3), 8.6 * np.cos(a)),
                turn=turn("y", np.degrees(a)) @ turn("x", 34),
            )
        )
    solids = [
        ("wrap", wrap, paint(colors.primary, "card")),
        ("inner wrap", inner, paint("#fff8ec", "card")),
        ("stems", gather(stems), paint("#4d9a45", "vinyl")),
        ("leaves", gather(leaves), paint("#3f9a4c", "vinyl")),
        ("roses", gather(reds), paint("#e2334b", "vinyl")),
        ("pale roses", gather(pales), paint("#ff9fb2", "vinyl")),
        ("petals", petals, paint("#ffffff", "vinyl")),
        ("eyes", eyes, paint("#ffc22e", "vinyl")),
        ("bow", _bow(), paint(colors.secondary, "gloss")),
    ]
    return show(solids)


def _rose(radius: float) -> Solid:
    """A bloom: a bud of a winding rim inside a cup of petals."""
    turns = np.linspace(0, 5.2 * np.pi, 64)
    reach = radius * (0.08 + 0.62 * turns / turns[-1])
    coil = np.stack(
        [
            reach * np.sin(turns),
            radius * (0.72 - 0.42 * (reach / radius) ** 2),
            reach * np.cos(turns),
        ],
        1,
    )
    cup = ball(radius * 0.86, sides=14, squash=0.75)
    petals = [
        ball(1.0, sides=12).moved(
            (radius * 0.62 * np.sin(a), -0.05 * radius, radius * 0.62 * np.cos(a)),
            turn=turn("y", np.degrees(a)) @ turn("x", -18),
            scale=(radius * 0.62, radius * 0.62, radius * 0.3),
        )
        for a in np.radians(np.arange(0, 360, 72))
    ]
    return gather([cup, tube(coil, radius * 0.15, sides=6), *petals])


def _daisies() -> tuple[Solid, Solid]:
    """Petals and hearts of the small flowers between the roses."""
    places = ((-5.2, 36.4, 6.6), (5.6, 37.4, 5.6), (-4.6, 43.4, -1), (6.0, 43.6, -1.4))
    petals, hearts = [], []
    petal = ball(1.0, sides=10).moved(scale=(1.6, 0.5, 0.75))
    for x, y, z in (*places, (-6.4, 25.8, 10.4), (7.0, 26.2, 10.2)):
        tilt = turn("x", 30) @ turn("z", -3 * x)
        for a in np.radians(np.arange(0, 360, 45)):
            at = tilt @ (1.9 * np.cos(a), 0, 1.9 * np.sin(a)) + (x, y, z)
            petals.append(petal.moved(at, turn=tilt @ turn("y", -np.degrees(a))))
        hearts.append(ball(1.25, sides=14, squash=0.7).moved(tilt @ (0, 0.4, 0) + (x, y, z)))
    return gather(petals), gather(hearts)


def _bow() -> Solid:
    """A ribbon tied round the paper."""
    pieces = [ball(2.0, sides=18).moved((0, 10, 4.4))]
    pieces.append(turned([(0, 8.4), (3.9, 8.4), (3.9, 11.6), (0, 11.6)], 0.6))
    for s in (-1, 1):
        line = [(0, 0, 0), (4.4 * s, 3.6, 0), (7.4 * s, 1.6, 0), (4.6 * s, -1.2, 0)]
        loop = tube(curve(line, 24, closed=True), 0.75, closed=True)
        pieces.append(loop.moved((0, 10, 4.2), scale=(1, 1, 1.9)))
        pieces.append(tube(curve([(0, 10, 4.4), (2.2 * s, 5.6, 5), (4.4 * s, 2.4, 4.6)], 14), 0.9))
    return gather(pieces)
