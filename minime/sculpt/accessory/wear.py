"""Handbag, sunglasses, umbrella, suitcase, lipstick, crown. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    clay,
    disc,
    heart,
    on_cylinder,
    ring,
    rod,
    show,
    skin,
    slab,
    star,
    strong,
    turned,
)
from minime.sculpt.geometry.clay import Stroke, blob
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
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


def handbag(colors: Palette) -> tuple[Part, ...]:
    """Quilted, with a flap, a gold clasp and a chain."""
    body = plate(fillet([(-20, 0), (20, 0), (17.6, 25), (-17.6, 25)], 4), 13, 3.6)
    flap = plate(
        fillet([(-18.4, 26), (-18.8, 13.5), (-8, 9), (8, 9), (18.8, 13.5), (18.4, 26)], 4), 2.4, 1.1
    ).moved((0, 0, 6.6))
    seams = []
    for s in (-1, 1):
        for c in np.arange(-24, 25, 6.0):
            ends = [
                (x, y)
                for x in np.linspace(-16.6, 16.6, 40)
                for y in (14.4 + s * (x - c) + 4,)
                if 2.2 < y < 8.6 + 0.12 * abs(x)
            ]
            if len(ends) > 2:
                seams.append(rod((*ends[0], 6.6), (*ends[-1], 6.6), 0.28, sides=6))
    edge = tube(
        np.column_stack(
            [
                fillet(
                    [
                        (-17.4, 25), (-17.7, 14.2), (-7.8, 10.2), (7.8, 10.2), (17.7, 14.2),
                        (17.4, 25),
                    ],
                    4,
                    closed=False,
                ),
                np.full(6 * 7 - 12, 7.8),
            ]
        ),
        0.35,
        sides=8,
    )  # fmt: skip
    clasp = plate(ellipse(7.4, 7.4, 36), 1.8, 0.8).moved((0, 11, 8.4))
    gem = plate(heart(4.2), 1.4, 0.6).moved((0, 11.1, 9.4))
    top = curve(
        [(-15, 24, 0), (-14, 36, 0), (-6, 44.4, 0), (6, 44.4, 0), (14, 36, 0), (15, 24, 0)], 120
    )
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(top, axis=0), axis=1))])
    links = []
    for k, at in enumerate(np.arange(1.5, run[-1] - 1, 2.9)):
        place = np.array([np.interp(at, run, top[:, i]) for i in range(3)])
        ahead = np.array([np.interp(at + 0.5, run, top[:, i]) for i in range(3)]) - place
        lean = turn("z", np.degrees(np.arctan2(ahead[1], ahead[0])))
        links.append(
            ring(4.6, 2.7, 0.55, count=20, sides=8).moved(
                place, turn=lean @ turn("x", 90 * (k % 2))
            )
        )
    loops = [ring(4.4, 4.4, 0.7, count=24, sides=8).moved((15.2 * s, 23.6, 0)) for s in (-1, 1)]
    hue = colors.primary
    solids = [
        ("bag", body, paint(hue, "vinyl", roughness=0.3)),
        ("bag flap", flap, paint(hue, "vinyl", shade=0.1, roughness=0.3)),
        ("bag seams", gather([*seams, edge]), paint(hue, "vinyl", shade=-0.3)),
        ("bag gold", gather([clasp, *links, *loops]), paint("#ecbb4a", "metal", roughness=0.2)),
        ("bag gem", gem, paint("#ffffff", "gloss")),
    ]
    return show(solids, -20)


def sunglasses(colors: Palette) -> tuple[Part, ...]:
    """Big round ones, worn by a wooden display."""
    lens = ellipse(22.6, 20.8, 56)
    frames, panes, shines = [], [], []
    gleam = fillet([(-6.4, -6.6), (-4.2, -7.4), (1.6, 7.6), (-1.0, 8.0)], 0.8)
    for s in (-1, 1):
        place = {"offset": (13.4 * s, 25.4, 0), "turn": turn("y", 7 * s)}
        frames.append(plate(lens * 1.15, 3.4, 1.2, [lens * 0.86]).moved(**place))
        panes.append(plate(lens * 0.92, 1.4, 0.5).moved(**place))
        shines.append(plate(gleam, 1.8, 0.1).moved(**place))
        arm = [
            (25.4, 29, -1.6), (26.2, 29.4, -6), (25.6, 29.2, -24), (25, 26.4, -31),
            (24.6, 21, -34),
        ]  # fmt: skip
        frames.append(tube(curve(np.multiply(arm, (s, 1, 1)), 32), 1.3))
        frames.append(plate(rounded_rect(3.4, 5, 1.2), 4.4, 1.0).moved((25.4 * s, 29.6, -1.4)))
    bridge = tube(curve([(-3.4, 28.4, 0.6), (0, 30.0, 1.0), (3.4, 28.4, 0.6)], 20), 1.5)
    studs = [
        ball(0.9, sides=14, squash=0.6).moved((24.6 * s, 31.0, 1.4), turn=AHEAD) for s in (-1, 1)
    ]
    post = turned(
        [(0, 0), (10, 0), (10, 2.4), (4.2, 4.4), (2.6, 8), (2.4, 20), (4.4, 26), (3, 31), (0, 32)],
        1.8,
    )
    solids = [
        ("frame", gather([*frames, bridge]), paint(colors.primary, "gloss", roughness=0.12)),
        ("panes", gather(panes), paint("#1b1f28", "gloss", roughness=0.04)),
        ("shine", gather(shines), paint("#56647a", "gloss", roughness=0.05)),
        ("studs", gather(studs), paint("#ecbb4a", "metal")),
        ("display", post.moved((0, 0, -5.2)), paint("#e0b47c", "vinyl")),
    ]
    return show(solids, 14, scale=0.94)


def umbrella(colors: Palette) -> tuple[Part, ...]:
    """Open, panels in two colours, a hooked handle."""
    count, steps = 8, 14
    solids: dict[bool, list[Solid]] = {True: [], False: []}
    for k in range(count):
        solids[k % 2 == 0].append(_panel(2 * np.pi * k / count, 2 * np.pi / count, steps))
    ribs = [
        tube(np.stack([r * np.sin(a), h + 0.2, r * np.cos(a)], 1), 0.45, sides=6)
        for a in 2 * np.pi * np.arange(count) / count
        for r, h in [_umbrella_line(np.linspace(0.04, 1, 16))]
    ]
    tips = [
        ball(0.9, sides=12).moved((25.0 * np.sin(a), 29.8, 25.0 * np.cos(a)))
        for a in 2 * np.pi * np.arange(count) / count
    ]
    pole = rod((0, 8, 0), (0, 51, 0), 0.9)
    ferrule = turned([(0, 46.6), (2.2, 46.6), (1.3, 48.6), (0.8, 53), (0, 53.4)], 0.4)
    hook = curve([(0, 13, 0), (0, 5.6, 0), (2.6, 1.6, 0), (6.6, 1.8, 0), (8.4, 5.6, 0)], 34)
    parts = [
        ("panels", gather(solids[True]), paint(colors.primary, "vinyl")),
        ("other panels", gather(solids[False]), paint(colors.secondary, "vinyl")),
        ("ribs", gather([*ribs, *tips, pole, ferrule]), paint("#dfe3e8", "metal")),
        ("hook", tube(hook, 1.7, sides=14), paint("#9a5a2c", "gloss")),
    ]
    return show(parts, turn("z", -16) @ turn("x", 14) @ turn("y", 12), scale=(0.94, 1, 0.94))


def _umbrella_line(t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Radius and height of the cloth from its tip (t = 0) to its rim (t = 1)."""
    return 25.0 * np.sin(t * np.pi / 2 * 0.98), 30.0 + 17.6 * np.cos(t * np.pi / 2) ** 0.9


def _panel(start: float, wide: float, steps: int) -> Solid:
    """One closed panel of cloth between two ribs, sagging a little, its hem scalloped."""
    t = np.linspace(0.03, 1, steps)
    u = np.linspace(0, 1, 9)
    sag = (4 * u * (1 - u))[None, :]
    radius, height = _umbrella_line(t)
    rise = height[:, None] - 0.4 * sag * t[:, None] + 3.4 * sag * t[:, None] ** 8
    reach = radius[:, None] * (1 - 0.05 * sag * t[:, None])
    angle = start + wide * u[None, :] + 0 * t[:, None]
    sheet = np.stack([reach * np.sin(angle), rise, reach * np.cos(angle)], -1)
    return slab(sheet, sheet - (0, 0.7, 0))


def suitcase(colors: Palette) -> tuple[Part, ...]:
    """A ribbed shell on wheels, its handle drawn out, stickers on it."""
    shell = plate(rounded_rect(30, 37, 5), 15, 4.2).moved((0, 22, 0))
    zipper = plate(rounded_rect(30.5, 37.5, 5.2), 1.6, 0.6).moved((0, 22, 0.4))
    ribs = [
        plate(rounded_rect(1.6, 30, 0.8), 1.8, 0.8).moved((x, 22, 7.4))
        for x in (-11.6, -7.8, -4, 4, 7.8, 11.6)
    ]
    pole = tube(
        fillet(
            [(-6.4, 38, -3.4), (-6.4, 52.4, -3.4), (6.4, 52.4, -3.4), (6.4, 38, -3.4)],
            2,
            closed=False,
        ),
        0.9,
    )
    grip = plate(rounded_rect(15.4, 4, 1.8), 3.4, 1.4).moved((0, 52.2, -3.4))
    strap = tube(
        curve([(-4.6, 40.6, 1.6), (-3, 43.2, 1.6), (3, 43.2, 1.6), (4.6, 40.6, 1.6)], 20), 1.2
    )
    wheels, hubs, forks = [], [], []
    for x in (-11, 11):
        for z in (-4.4, 4.4):
            wheels.append(
                disc(2.5, 2.4, 0.7, sides=24).moved((x - 1.2, 2.5, z), turn=turn("z", -90))
            )
            hubs.append(
                disc(1.1, 2.9, 0.3, sides=16).moved((x - 1.45, 2.5, z), turn=turn("z", -90))
            )
            forks.append(plate(rounded_rect(4.2, 3.4, 1), 3.4, 0.8).moved((x, 4.4, z)))
    badge = disc(4.6, 0.8, 0.3, sides=36).moved((-4.6, 29.2, 8.0), turn=turn("z", 12) @ AHEAD)
    emblem = plate(star(3.4), 0.7, 0.3).moved((-4.6, 29.2, 9.0), turn=turn("z", 12))
    card = plate(rounded_rect(11, 7, 0.9), 0.8, 0.3).moved((5, 14.6, 8.5), turn=turn("z", -14))
    stripes = [
        plate(rounded_rect(11, 2.2, 0.4), 1.0, 0.3).moved(
            turn("z", -14) @ (0, dy, 0) + (5, 14.6, 8.6), turn=turn("z", -14)
        )
        for dy in (0,)
    ]
    love = plate(heart(6), 0.8, 0.3).moved((6.4, 27, 8.5), turn=turn("z", -10))
    second = strong(colors.accent, colors.ink)
    solids = [
        ("shell", shell, paint(colors.primary, "gloss")),
        ("ribs", gather(ribs), paint(colors.primary, "gloss", shade=-0.12)),
        ("trim", gather([zipper, *forks, grip, strap]), paint("#2b2d33", "vinyl")),
        ("pole", gather([pole, *hubs]), paint("#cfd4da", "metal", roughness=0.22)),
        ("wheels", gather(wheels), paint("#23252a", "vinyl")),
        ("badge", gather([badge, card]), paint("#fff6df", "card")),
        ("prints", gather([emblem, *stripes]), paint(second, "card")),
        ("love", love, paint("#ee4035" if colors.primary != "#ee4035" else "#ffffff", "card")),
    ]
    return show(solids, -24)


def lipstick(colors: Palette) -> tuple[Part, ...]:
    """Its cap off and beside it."""
    base = turned([(0, 0), (7, 0), (7, 19), (0, 19)], 1.0, sides=44)
    sleeve = turned([(0, 18), (5.8, 18), (5.8, 29.6), (0, 29.6)], 0.6, sides=44)
    belt = turned([(0, 15.6), (7.2, 15.6), (7.2, 18.4), (0, 18.4)], 0.5, sides=44)
    stick = lathe(
        [
            (0, 28),
            (4.6, 28),
            *[(4.6, y) for y in np.linspace(29, 42, 10)],
            *[(4.6 * np.cos(a), 42 + 3 * np.sin(a)) for a in np.linspace(0.1, 1.45, 8)],
            (0, 45),
        ],
        sides=44,
    )
    v = stick.vertices.copy()
    plane = 40.6 + 0.92 * v[:, 0]
    over = v[:, 1] > plane
    v[over, 1] = plane[over] + 0.15 * (v[over, 1] - plane[over])
    v[:, 1] = np.maximum(v[:, 1], 28)
    cap = turned([(0, 0), (7.4, 0), (7.4, 21), (0, 21)], 1.4, sides=44)
    belt_low = turned([(0, 0.6), (7.65, 0.6), (7.65, 2.8), (0, 2.8)], 0.5, sides=44)
    love = on_cylinder(plate(heart(5.6), 0.8, 0.3), 7.0, 8.2)
    at = (15, 0, 3.4)
    black = paint(
        "#26262c" if colors.primary != "#26262c" else colors.accent, "gloss", roughness=0.1
    )
    solids = [
        ("base", gather([base, cap.moved(at)]), black),
        (
            "gold",
            gather([sleeve, belt, belt_low.moved(at), love]),
            paint("#ecbb4a", "metal", roughness=0.18),
        ),
        ("stick", Solid(vertices=v, faces=stick.faces), paint("#d5163f", "gloss", roughness=0.2)),
    ]
    return show(solids, 8)


def crown(colors: Palette) -> tuple[Part, ...]:
    """Gold with pearls and jewels, on a cushion."""
    count = 6
    angle = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    wave = np.abs(((angle * count / np.pi) % 2) - 1)  # 1 on a point, 0 in a valley
    top = 21 + 16 * wave**1.25
    rows = []
    for radius, height in (
        (14.2, 12 + 0 * top),
        (15.6, 12 + 0 * top),
        (15.9, 12 + 0.35 * (top - 12)),
        (17.2, 12 + 0.75 * (top - 12)),
        (18.6, top - 0.4),
        (18.2, top + 0.2),
        (17.4, top - 0.4),
        (15.8, 12 + 0.7 * (top - 12)),
        (14.4, 12 + 0.3 * (top - 12)),
    ):
        rows.append(np.stack([radius * np.sin(angle), height, radius * np.cos(angle)], 1))
    shell = skin(rows)
    tips = 2 * np.pi * np.arange(count) / count
    pearls = [ball(2.3, sides=20).moved((18.4 * np.sin(t), 38.2, 18.4 * np.cos(t))) for t in tips]
    bands = [ring(31.6, 31.6, 1.1, count=48).moved((0, y, 0), turn=AHEAD) for y in (12.6, 18.4)]
    jewels: tuple[list[Solid], list[Solid]] = ([], [])
    for k in range(12):
        t = 2 * np.pi * k / 12
        gem = ball(2.1 if k % 2 else 1.7, sides=18).moved(
            (16.0 * np.sin(t), 15.5, 16.0 * np.cos(t))
        )
        jewels[k % 2].append(gem)
    for t in tips:
        jewels[0].append(
            ball(1.0, sides=18).moved(
                (16.9 * np.sin(t), 25.4, 16.9 * np.cos(t)),
                turn=turn("y", np.degrees(t)),
                scale=(1.6, 2.6, 1.1),
            )
        )
    lining = turned([(0, 11.6), (14.4, 11.6), (14.6, 21), (10, 26), (0, 27.5)], 3, sides=48)
    pillow = [Stroke(shape=blob((0, 6, 0), (19, 5.6, 16)))]
    pillow += [
        Stroke(shape=blob((17 * sx, 5.4, 13 * sz), (6.4, 3.4, 6.4)), blend=5)
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    tassels = [
        ball(1.9, sides=16).moved((23.4 * sx, 4.6, 17 * sz)) for sx in (-1, 1) for sz in (-1, 1)
    ]
    solids = [
        ("crown", gather([shell, *bands]), paint("#f2b93a", "metal", roughness=0.18)),
        ("pearls", gather(pearls), paint("#fffaf0", "gloss", roughness=0.08)),
        ("rubies", gather(jewels[0]), paint("#d81e3a", "gloss", roughness=0.05)),
        ("jewels", gather(jewels[1]), paint("#1f7de0", "gloss", roughness=0.05)),
        ("lining", lining, paint("#8d1230", "fabric")),
        ("cushion", clay(pillow, voxel=1.0), paint(colors.primary, "fabric")),
        ("tassels", gather(tassels), paint("#f2b93a", "vinyl")),
    ]
    return show(solids, 14)
