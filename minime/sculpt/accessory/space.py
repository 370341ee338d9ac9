"""Space helmet, rocket, telescope, globe. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    DARK,
    disc,
    fluted,
    rgb,
    ring,
    rod,
    show,
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
    printed,
    tube,
    turn,
)


def space_helmet(colors: Palette) -> tuple[Part, ...]:
    """A white shell with a golden visor, ear pods and a lamp."""
    middle = np.array([0, 21.0, 0])
    shell = ball(17.5, sides=56, squash=0.98).moved(middle)
    collar = [(0, 0), (13.5, 0), (14.5, 2), (14.5, 4.5), (13, 6.5), (0, 6.5)]
    stripe = [(0, 2.2), (14.8, 2.2), (14.8, 3.8), (0, 3.8)]
    angle = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    # The rim of the visor: an oval drawn on the shell.
    x, y = 13.0 * np.cos(angle), 10.4 * np.sin(angle)
    x = x * (1 + 0.10 * np.cos(2 * angle) ** 2)
    z = np.sqrt(np.maximum(17.7**2 - x**2 - y**2, 0))
    rim = tube(np.stack([x, y + 21.5, z], 1), 1.25, closed=True)
    visor = ball(17.6, sides=64).moved((0, 21.5, 3.0), scale=(0.83, 0.68, 0.93))
    pods, lights = [], []
    for s in (-1, 1):
        pod = fillet([(0, 0), (5.4, 0), (5.4, 2.4), (3.6, 4), (0, 4)], 1, closed=False)
        pods.append(lathe(pod).moved((16 * s, 20, -1), turn=turn("z", -90 * s)))
        lights.append(ball(2.0, sides=20, squash=0.5).moved((20 * s, 20, -1), turn=turn("z", 90)))
    lamp = lathe(fillet([(0, 0), (2.6, 0), (2.6, 5), (0, 5)], 0.7, closed=False))
    lamp = lamp.moved((11, 34.6, 4), turn=AHEAD)
    lens = ball(2.0, sides=20, squash=0.4).moved((11, 34.6, 9), turn=AHEAD)
    mast = tube(np.array([(-12, 33, -4), (-13, 38, -5), (-14, 43, -6.0)]), 0.6)
    solids = [
        ("helmet shell", gather([shell, lathe(fillet(collar, 1.2, closed=False))]), "#f6f6f3"),
        ("helmet rim", gather([rim, lathe(stripe)]), colors.primary),
        ("helmet pods", gather([*pods, lamp]), "#d4d8de"),
        ("helmet lights", gather([*lights, ball(1.5, sides=16).moved((-14, 43, -6))]), "#e5352b"),
        ("helmet mast", mast, "#8a9099"),
        ("helmet lens", lens, "#fff6c8"),
    ]
    parts = [(name, solid, paint(color, "gloss")) for name, solid, color in solids]
    parts.append(("visor", visor, paint("#e0a030", "metal", roughness=0.12)))
    return show(parts, turn("y", -14))


def rocket(colors: Palette) -> tuple[Part, ...]:
    """White, with a coloured nose, fins, a porthole and a flame."""
    hull = [(0, 8.6), (5.4, 8.6), (7.6, 14), (9.2, 24), (8.6, 33), (6.4, 40.4), (0, 40.4)]
    nose = [(0, 38.6), (7.1, 38.6), (5.6, 43.6), (2.6, 49.4), (0.8, 51.4), (0, 51.6)]
    hull = lathe(np.concatenate([hull[:1], curve(hull[1:-1], 40), hull[-1:]]), sides=48)
    belt = turned([(0, 37.6), (7.9, 37.6), (7.4, 39.6), (0, 39.6)], 0.5, sides=48)
    foot_belt = turned([(0, 11.4), (7.4, 11.4), (8.0, 13.8), (0, 13.8)], 0.5, sides=48)
    nozzle = turned([(0, 5.4), (5.2, 5.4), (4.2, 9), (0, 9)], 0.6)
    fin = plate(
        fillet([(6, 11), (12.4, 3.6), (15.4, 2), (15, 10.5), (8.6, 20), (6.2, 22)], 1.8), 2.4, 1.1
    )
    fins = [fin.moved(turn=turn("y", a)) for a in (0, 120, 240)]
    port = (0, 28, 8.6)
    frame = ring(9.6, 9.6, 1.35, count=40).moved(port)
    pane = ball(4.4, sides=32, squash=0.4).moved((0, 28, 8.2), turn=AHEAD)
    glint = ball(0.9, sides=12, squash=0.5).moved((-1.6, 29.6, 9.9), turn=AHEAD)
    small = gather(
        [
            ring(4.4, 4.4, 0.8, count=28).moved((0, 18.6, 8.3)),
        ]
    )
    bolt = ball(1.7, sides=20, squash=0.4).moved((0, 18.6, 8.2), turn=AHEAD)
    flame = fluted(
        lathe(curve([(0, -7), (2.0, -3.6), (4.4, 1.6), (4.2, 5), (0, 6)], 24), sides=48), 6, 0.08
    )
    core = fluted(
        lathe(curve([(0, -4.4), (1.2, -2), (3.0, 2.2), (3, 5.2), (0, 6)], 24), sides=36), 6, 0.06
    ).moved((0, 0, 2.4))
    solids = [
        ("hull", hull, paint("#f7f7f4", "gloss", roughness=0.12)),
        ("nose", turned(nose, 0.5, sides=48), paint(colors.primary, "gloss", roughness=0.12)),
        ("belts", gather([belt, foot_belt]), paint(colors.secondary, "gloss")),
        ("fins", gather(fins), paint(colors.primary, "gloss", roughness=0.12)),
        ("frames", gather([frame, small, nozzle]), paint("#c2c7ce", "metal", roughness=0.25)),
        ("panes", gather([pane, bolt]), paint("#29528c", "gloss", roughness=0.05)),
        ("glint", glint, paint("#ffffff", "gloss")),
        ("flame", flame, paint("#ff7a1a", "gloss")),
        ("flame core", core, paint("#ffd23f", "gloss")),
    ]
    return show(solids, turn("z", -14) @ turn("y", 32), scale=0.93)


def telescope(colors: Palette) -> tuple[Part, ...]:
    """On a wooden tripod, looking up."""
    pieces = [(5.4, 8, 25), (4.3, -8, 9.5), (3.3, -16, -7)]
    tubes = [turned([(0, a), (r, a), (r, b), (0, b)], 0.6) for r, a, b in pieces]
    bands = [
        turned([(0, y), (r, y), (r, y + 2), (0, y + 2)], 0.6)
        for r, y in ((5.9, 8), (4.8, -8.6), (3.8, -16.6))
    ]
    hood = turned([(0, 22), (6.5, 22), (6.8, 28.4), (5.8, 28.6), (5.6, 24), (0, 24)], 0.6)
    glass = ball(5.5, sides=32, squash=0.3).moved((0, 26.4, 0))
    eye = turned([(0, -19.6), (2.9, -19.6), (2.9, -18), (2.2, -16), (0, -16)], 0.4)
    finder = rod((0, -3, 6.6), (0, 8, 6.6), 1.3)
    feet = [rod((0, y, 4), (0, y, 6.6), 0.6, sides=8) for y in (-1, 6)]
    lean = {"offset": (0, 34, 0), "turn": turn("z", -58)}
    legs, shoes = [], []
    for bearing in np.radians((20, 140, 260)):
        out = np.array([np.sin(bearing), 0, np.cos(bearing)])
        legs.append(
            tube(
                np.array([out * 2 + (0, 29, 0), out * 7.4 + (0, 15, 0), out * 13 + (0, 1.4, 0)]),
                np.array([1.5, 1.5, 1.2]),
            )
        )
        shoes.append(ball(1.6, sides=16).moved(out * 13.2 + (0, 1.5, 0)))
        shoes.append(rod(out * 8.6 + (0, 12.2, 0), (0, 14.4, 0), 0.55, sides=8))
    head = gather([ball(3.2, sides=24).moved((0, 30.0, 0)), disc(4.2, 2, 0.7).moved((0, 27.4, 0))])
    brass = paint("#e3b04b", "metal", roughness=0.2)
    solids = [
        (
            "telescope tubes",
            gather(tubes).moved(**lean),
            paint(colors.primary, "gloss", roughness=0.15),
        ),
        ("telescope bands", gather([*bands, hood, finder, *feet]).moved(**lean), brass),
        ("telescope glass", glass.moved(**lean), paint("#274a7d", "gloss", roughness=0.05)),
        ("telescope eye", eye.moved(**lean), paint(DARK, "gloss")),
        ("tripod legs", gather(legs), paint("#a9693a", "gloss")),
        ("tripod head", gather([head, *shoes]), paint("#3a3d44", "gloss")),
    ]
    return show(solids, turn("y", 22))


def globe(colors: Palette) -> tuple[Part, ...]:
    """A desk globe, its axis leaning, in a brass ring on a wooden foot."""
    radius, middle = 14.5, np.array([0, 27.0, 0])
    sphere = ball(radius, sides=64).moved(turn=turn("y", 180))  # its seam goes to the back
    x, y, z = sphere.vertices.T
    uv = np.stack(
        [np.arctan2(x, z) / (2 * np.pi) + 0.5, np.arcsin(np.clip(y / radius, -1, 1)) / np.pi + 0.5],
        1,
    )
    tilt = turn("z", -20)
    facing = tilt @ turn("y", -18)
    angle = np.radians(np.linspace(-8, 188, 60))
    arc = tube(np.stack([17.0 * np.sin(angle), -17.0 * np.cos(angle), 0 * angle], 1), 1.0).moved(
        scale=(-1, 1, 1.5)
    )
    pins = [rod((0, s * 14, 0), (0, s * 19, 0), 0.8) for s in (-1, 1)]
    knob = ball(1.6, sides=18).moved((0, 19.4, 0))
    foot = turned([(0, 0), (13, 0), (13, 2), (9, 3.6), (3, 5), (2.2, 7), (0, 7)], 0.9, sides=48)
    neck = tube(curve([(0, 6, 0), (-4, 8.4, 0), (-8.4, 12.0, 0)], 14), 1.6)
    solids = [
        (
            "globe ring",
            gather([arc, *pins, knob]).moved(middle, turn=tilt),
            paint("#e3b04b", "metal", roughness=0.2),
        ),
        ("globe foot", foot, paint("#7a4420", "gloss", roughness=0.15)),
        ("globe neck", neck, paint("#e3b04b", "metal", roughness=0.2)),
    ]
    world = sphere.moved(middle, turn=facing).part("globe", printed(_world(), "gloss"), uv=uv)
    return (world, *show(solids))


def _world() -> np.ndarray:
    """A simple map of the world, longitude by latitude, (256, 512, 3) uint8."""
    import cv2

    picture = np.full((256, 512, 3), rgb("#2f8fd0"), np.uint8)
    for ink, shapes in LAND.items():
        color = tuple(int(c) for c in rgb(ink))
        for shape in shapes:
            p = np.array(shape, float)
            smooth = curve(p, 8 * len(p), closed=True)
            pixels = np.stack(
                [(smooth[:, 0] + 180) / 360 * 512, (90 - smooth[:, 1]) / 180 * 256], 1
            )
            cv2.fillPoly(picture, [np.int32(pixels * 16)], color, cv2.LINE_AA, 4)
    for degrees in range(-180, 181, 30):
        cv2.line(
            picture,
            (int((degrees + 180) / 360 * 512), 0),
            (int((degrees + 180) / 360 * 512), 255),
            (88, 168, 220),
            1,
        )
    return picture


# Continents drawn by hand as rough outlines of (longitude, latitude) in degrees.
LAND = {
    "#6cbf4b": (
        [(-165, 66), (-130, 70), (-95, 72), (-80, 66), (-62, 58), (-56, 50), (-68, 44), (-76, 35),
         (-81, 26), (-90, 30), (-97, 22), (-90, 16), (-80, 8), (-86, 12), (-104, 19), (-114, 28),
         (-124, 40), (-130, 54), (-152, 59)],
        [(-10, 37), (-2, 36), (10, 38), (16, 41), (24, 37), (36, 37), (44, 30), (54, 24), (58, 23),
         (68, 24), (77, 8), (88, 22), (98, 12), (104, 2), (108, 14), (120, 28), (122, 40),
         (132, 43), (142, 54), (160, 60), (178, 66), (150, 72), (110, 76), (70, 72), (40, 67),
         (26, 71), (10, 62), (6, 54), (-4, 48)],
        [(130, 32), (136, 34), (141, 38), (143, 43), (138, 37), (132, 34)],
        [(-9, 52), (-3, 50), (1, 52), (-3, 58), (-7, 57)],
    ),
    "#a4c940": (
        [(-80, 8), (-66, 11), (-50, 2), (-35, -6), (-40, -20), (-50, -28), (-60, -38), (-68, -54),
         (-74, -48), (-71, -30), (-76, -14), (-81, -4)],
        [(114, -22), (122, -18), (132, -12), (140, -17), (144, -13), (153, -27), (146, -38),
         (134, -33), (118, -35)],
    ),
    "#e3b64a": (
        [(-17, 15), (-10, 28), (-4, 35), (11, 36), (30, 31), (36, 22), (43, 12), (51, 11),
         (40, -6), (39, -18), (32, -28), (20, -35), (14, -20), (10, -2), (5, 5), (-8, 5)],
        [(44, -24), (48, -14), (49, -18), (46, -25)],
    ),
    "#f4f8fa": (
        [(-180, -72), (-120, -74), (-60, -66), (0, -71), (60, -67), (120, -67), (180, -72),
         (180, -90), (-180, -90)],
        [(-52, 61), (-22, 70), (-20, 80), (-45, 83), (-66, 78), (-54, 70)],
    ),
}  # fmt: skip
