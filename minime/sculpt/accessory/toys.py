"""Heart, chess knight, top hat and wand, robot, car, crown, teddy bear. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    clay,
    disc,
    is_pale,
    ring,
    rod,
    show,
    star,
    turned,
)
from minime.sculpt.clay import Stroke, blob, bone
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import (
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
    base = turned([(0, 0), (12.6, 0), (13.2, 2), (12.2, 5), (9.6, 6.6), (9.6, 8), (10.2, 9.4), (9.2, 10.8), (8.4, 11.6), (0, 11.6)], 0.8, sides=56)
    felt = disc(12.2, 0.8, 0.3, sides=48).moved((0, -0.5, 0))
    head = [(-6.8, 10), (7.6, 10), (9.2, 18), (9.4, 27), (6.8, 35.6), (3.4, 40.4), (1.4, 45.6), (-1.2, 41.6), (-5.6, 38), (-9.4, 31.4), (-12.8, 27.0), (-12.4, 22.6), (-9.6, 21.4), (-6.4, 23.2), (-2.4, 23.8), (-4.8, 19), (-6.8, 15)]
    horse = plate(fillet(head, 2.0), 8.6, 2.0)
    edge = [(1.6, 44.6), (5.4, 42.4), (6.0, 39.4), (9.2, 37.0), (9.0, 33.6), (11.6, 30.6), (10.6, 27.2), (12.6, 23.6), (11.2, 20.6), (12.2, 16.6), (9.0, 14)]
    back = [(7.0, 18), (7.4, 27), (5.0, 34.4), (2.0, 39.4)]
    mane = [plate(fillet([*edge, *back][::-1], 1.4), 4.4, 1.2)]
    ears = [tube(np.array([(-0.4, 40.6, 2.0 * s), (0.6, 44, 2.4 * s), (1.2, 46.4, 2.2 * s)]), np.array([1.9, 1.3, 0.4])) for s in (-1, 1)]
    cheeks = [ball(4.8, sides=28).moved((-2.6, 29.8, 3.0 * s), scale=(1.05, 1.05, 0.5)) for s in (-1, 1)]
    eyes = [ball(1.2, sides=16).moved((-4.6, 33.4, 4.2 * s)) for s in (-1, 1)]
    holes = [ball(0.7, sides=12).moved((-11.6, 26.4, 3.2 * s)) for s in (-1, 1)]
    mouth = [tube(curve([(-12.2, 23.9, 3.3 * s), (-9.6, 24.3, 4.3 * s), (-7.4, 25.4, 4.3 * s)], 12), 0.35, sides=6) for s in (-1, 1)]
    wood = paint("#f0dcb4", "gloss", roughness=0.18)
    solids = [
        ("knight", gather([base, horse, *cheeks, *ears]), wood),
        ("mane", gather(mane), paint("#d9b67e", "gloss", roughness=0.18)),
        ("knight eyes", gather([*eyes, *holes, *mouth]), paint("#2a1a10", "gloss")),
        ("knight collar", turned([(0, 8.0), (10.6, 8.0), (10.6, 9.8), (0, 9.8)], 0.7, sides=56), paint(colors.primary, "gloss")),
        ("felt", felt, paint("#1f6a43", "fabric")),
    ]
    return show(solids, -24)


def magic_hat(colors: Palette) -> tuple[Part, ...]:
    """A top hat full of stars, a wand leaning on it."""
    hat = [(0, 2.6), (12.8, 2.6), (12.2, 8), (13.2, 24), (14, 26.6), (12.6, 26.6), (11.8, 22), (0, 20)]
    brim = turned([(0, 1.4), (18, 1.4), (20.6, 3.0), (20.4, 4.2), (13, 4.4), (0, 4.4)], 0.9, sides=56)
    band = turned([(0, 4), (13.1, 4), (13.0, 9.4), (0, 9.4)], 0.5, sides=56)
    shade = disc(11.8, 1, 0.3, sides=48).moved((0, 21.4, 0))
    wand = rod((0, 0, 0), (0, 38, 0), 1.3)
    ends = [gather([rod((0, a, 0), (0, b, 0), 1.45)]) for a, b in ((-1.5, 3.4), (35, 39.5))]
    lean = {"offset": (19.6, 2.0, 8), "turn": turn("z", 22) @ turn("x", -6)}
    stars = {"#ffd23f": [], "#ffffff": []}
    for k, (x, y, z, r) in enumerate(((-6, 33.4, 1, 4.6), (5.4, 38.4, 0, 3.4), (-0.6, 45.6, 0, 2.8), (0.6, 30.6, 4.6, 3.0), (-10, 42.4, 0, 2.2))):
        stars["#ffd23f" if k % 2 == 0 else "#ffffff"].append(plate(star(r, edge=0.5), 1.8, 0.7).moved((x, y, z), turn=turn("z", 17 * k - 20)))
    posts = [rod((x * 0.4, 22, z), (x, y - 1, z - 0.4), 0.22, sides=6) for x, y, z in ((-6, 33.4, 1), (5.4, 38.4, 0), (-0.6, 45.6, 0), (0.6, 30.6, 4.6), (-10, 42.4, 0))]

    solids = [
        ("hat", gather([turned(hat, 0.8, sides=56), brim]), paint("#25252d", "vinyl", roughness=0.3)),
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
    ears = [disc(3.4, 2.6, 0.9, sides=28).moved((10.6 * s, 36.4, 0), turn=turn("z", -90 * s)) for s in (-1, 1)]
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
        ("robot steel", gather([neck, mast, *arms, *legs, *rivets]), paint("#c6cbd2", "metal", roughness=0.25)),
        ("robot limbs", gather([*ears, *hands, *feet]), paint(colors.secondary, "gloss", roughness=0.15)),
        ("robot screen", gather([screen, panel]), paint("#1d2530", "gloss", roughness=0.08)),
        ("robot eyes", gather([*eyes, smile]), paint("#7df0e2", "gloss")),
        ("robot lamp", gather([lamp, keys[0]]), paint("#ee4035", "gloss", roughness=0.1)),
        ("robot dial", gather([dial, keys[1], bar]), paint("#fff6df", "gloss")),
        ("robot hand", hand, paint("#ee4035", "gloss")),
    ]
    return show(solids, -14)


def car(colors: Palette) -> tuple[Part, ...]:
    """A small round car, two-tone, with chrome."""
    side = fillet([(-23.5, 5.4), (23.5, 5.4), (25, 9), (23.4, 14.2), (15, 16.4), (-20.6, 16.8), (-24.8, 14.4), (-25, 9)], 3.4)
    body = plate(side, 22, 5.0)
    cabin = plate(fillet([(-15.5, 15.6), (11, 15.6), (6.4, 25), (2.6, 27.4), (-7.8, 27.4), (-12.4, 25)], 3.0), 18.4, 4.2)
    roof = plate(fillet([(-12.8, 24.2), (6.8, 24.2), (3.4, 28.0), (-8.6, 28.2)], 1.9), 17.4, 3.8)
    glass = plate(fillet([(-13.3, 17.0), (8.6, 17.0), (5.2, 24.2), (-11.2, 24.2)], 1.4), 18.8, 0.6)
    posts = [plate(fillet([(x - 0.9, 16.4), (x + 0.9, 16.4), (x + 0.9, 24.6), (x - 0.9, 24.6)], 0.3), 19.4, 0.3) for x in (-3,)]
    pane = plate(rounded_rect(13.6, 8.2, 1.6), 1.2, 0.5).moved((8.6, 20.6, 0), turn=turn("z", 26) @ turn("y", 90))
    wheels, hubs, arches = [], [], []
    for x in (-14.2, 14.4):
        for s in (-1, 1):
            out = turn("x", 90 * s)
            wheels.append(turned([(0, 0), (5.6, 0), (5.8, 1), (5.6, 4.4), (0, 4.4)], 1.0, sides=36).moved((x, 5.8, 7.2 * s), turn=out))
            hubs.append(turned([(0, 4), (3.4, 4), (2.8, 5.0), (0, 5.3)], 0.4, sides=32).moved((x, 5.8, 7.2 * s), turn=out))
            angle = np.radians(np.linspace(4, 176, 24))
            arch = np.stack([x + 7.0 * np.cos(angle), 6.2 + 7.0 * np.sin(angle), np.full(24, 10.2 * s)], 1)
            arches.append(tube(arch, 1.25))
    lamps = [ball(2.5, sides=24, squash=0.5).moved((24.2, 11.6, 6.6 * s), turn=turn("z", -90)) for s in (-1, 1)]
    rims = [ring(5.6, 5.6, 0.5, count=28, sides=8).moved((24.2, 11.6, 6.6 * s), turn=turn("y", 90)) for s in (-1, 1)]
    tails = [ball(1.7, sides=18, squash=0.5).moved((-24.8, 11.6, 7 * s), turn=turn("z", 90)) for s in (-1, 1)]
    bumpers = [tube(np.array([(x, 7.0, -8.6), (x + 0.9 * np.sign(x), 7.0, 0), (x, 7.0, 8.6)]), 1.25) for x in (-25, 25)]
    strip = [rod((-22, 11.6, 11.0 * s), (22, 11.6, 11.0 * s), 0.5, sides=8) for s in (-1, 1)]
    grips = [rod((-7.2, 14.2, 11.1 * s), (-4.4, 14.2, 11.1 * s), 0.6, sides=8) for s in (-1, 1)]
    doors = [tube(fillet([(-3, 16, 11.0 * s), (-3, 8.4, 11.05 * s)], 0.2, closed=False), 0.22, sides=6) for s in (-1, 1)]
    grill = plate(rounded_rect(8, 3, 1), 1.2, 0.4).moved((24.8, 10.8, 0), turn=turn("y", 90))
    bags = gather([plate(rounded_rect(13, 8, 1.4), 4.6, 1.2).moved((-3, 32.2, 0), turn=FLAT)])
    straps = gather([plate(rounded_rect(5.0, 8.4, 0.8), 1.4, 0.5).moved((x, 32.2, 0), turn=turn("y", 90) @ turn("z", 90)) for x in (-6.4, 0.4)])
    rack = [rod((x, 29.4, -7), (x, 29.4, 7), 0.55, sides=8) for x in (-8.6, -3, 2.6)] + [rod((-9.4, 29.4, z), (3.4, 29.4, z), 0.55, sides=8) for z in (-6.4, 6.4)]
    chrome = paint("#d3d8de", "metal", roughness=0.18)
    solids = [
        ("car", gather([body, *arches]), paint(colors.primary, "gloss", roughness=0.1)),
        ("car roof", gather([cabin, roof, *posts]), paint("#fbf6ea", "gloss", roughness=0.1)),
        ("car glass", gather([glass, pane]), paint("#2d4a63", "gloss", roughness=0.05)),
        ("car tyres", gather(wheels), paint("#232529", "vinyl")),
        ("car chrome", gather([*hubs, *rims, *bumpers, *strip, *grips, grill, *rack]), chrome),
        ("car lamps", gather(lamps), paint("#fff6cf", "gloss", roughness=0.05)),
        ("car tails", gather(tails), paint("#e0222c", "gloss")),
        ("car doors", gather(doors), paint("#22303a", "gloss")),
        ("car luggage", bags, paint("#9a5a2c", "vinyl")),
        ("car straps", straps, paint(colors.accent if not is_pale(colors.accent) else "#5c2e14", "vinyl")),
    ]
    return show(solids, -32)


def crown(colors: Palette) -> tuple[Part, ...]:
    """Gold with pearls and jewels, on a cushion."""
    count = 6
    angle = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    wave = np.abs(((angle * count / np.pi) % 2) - 1)  # 1 on a point, 0 in a valley
    top = 21 + 16 * wave**1.25
    rows = []
    for radius, height in ((14.2, 12 + 0 * top), (15.6, 12 + 0 * top), (15.9, 12 + 0.35 * (top - 12)), (17.2, 12 + 0.75 * (top - 12)), (18.6, top - 0.4), (18.2, top + 0.2), (17.4, top - 0.4), (15.8, 12 + 0.7 * (top - 12)), (14.4, 12 + 0.3 * (top - 12))):
        rows.append(np.stack([radius * np.sin(angle), height, radius * np.cos(angle)], 1))
    index = np.arange(120 * len(rows)).reshape(len(rows), 120)
    a, d = index, np.roll(index, -1, 0)
    b, c = np.roll(a, -1, 1), np.roll(d, -1, 1)
    shell = Solid(vertices=np.concatenate(rows), faces=np.stack([a, b, c, a, c, d], -1).reshape(-1, 3))
    points = 2 * np.pi * np.arange(count) / count + np.pi / count * 0
    tips = angle[np.isclose(wave, wave.max())]
    pearls = [ball(2.3, sides=20).moved((18.4 * np.sin(t), 38.2, 18.4 * np.cos(t))) for t in (tips if len(tips) == count else points)]
    bands = [ring(31.6, 31.6, 1.1, count=48).moved((0, y, 0), turn=AHEAD) for y in (12.6, 18.4)]
    jewels: tuple[list[Solid], list[Solid]] = ([], [])
    for k in range(12):
        t = 2 * np.pi * k / 12
        gem = ball(2.1 if k % 2 else 1.7, sides=18).moved((16.0 * np.sin(t), 15.5, 16.0 * np.cos(t)))
        jewels[k % 2].append(gem)
    for t in tips if len(tips) == count else points:
        jewels[0].append(ball(1.0, sides=18).moved((16.9 * np.sin(t), 25.4, 16.9 * np.cos(t)), turn=turn("y", np.degrees(t)), scale=(1.6, 2.6, 1.1)))
    lining = turned([(0, 11.6), (14.4, 11.6), (14.6, 21), (10, 26), (0, 27.5)], 3, sides=48)
    pillow = [Stroke(shape=blob((0, 6, 0), (19, 5.6, 16)))]
    pillow += [Stroke(shape=blob((17 * sx, 5.4, 13 * sz), (6.4, 3.4, 6.4)), blend=5) for sx in (-1, 1) for sz in (-1, 1)]
    tassels = [ball(1.9, sides=16).moved((23.4 * sx, 4.6, 17 * sz)) for sx in (-1, 1) for sz in (-1, 1)]
    solids = [
        ("crown", gather([shell, *bands]), paint("#f2b93a", "metal", roughness=0.18)),
        ("pearls", gather([*pearls]), paint("#fffaf0", "gloss", roughness=0.08)),
        ("rubies", gather(jewels[0]), paint("#d81e3a", "gloss", roughness=0.05)),
        ("jewels", gather(jewels[1]), paint("#1f7de0", "gloss", roughness=0.05)),
        ("lining", lining, paint("#8d1230", "fabric")),
        ("cushion", clay(pillow, voxel=1.0), paint(colors.primary, "fabric")),
        ("tassels", gather(tassels), paint("#f2b93a", "vinyl")),
    ]
    return show(solids, 14)


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


