"""Laptop, phone, camera, headphones, game controller, drone. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    DARK,
    FLAT,
    SILVER,
    STEEL,
    chip,
    cross,
    disc,
    mirrored,
    place,
    rgb,
    ring,
    rod,
    show,
    strong,
    turned,
)
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
    printed,
    rounded_rect,
    tube,
    turn,
)


def laptop(colors: Palette) -> tuple[Part, ...]:
    """Open, a few lines of code on its screen."""
    case = plate(rounded_rect(46, 27, 2.5), 2.6, 1.0).moved((0, 1.3, 0), turn=FLAT)
    key = chip(3.0, 3.0, 0.9)
    keys = [
        key.moved((-18 + 3.6 * i, 2.75, -8.6 + 3.4 * j), turn=FLAT)
        for i in range(11)
        for j in range(4)
    ]
    pad = plate(rounded_rect(14, 6.4, 1), 0.5, 0.2).moved((0, 2.6, 8.6), turn=FLAT)
    lid = plate(rounded_rect(46, 31, 2.5), 2.0, 0.9).moved((0, 16, 0))
    rim = plate(rounded_rect(44, 29, 1.8), 0.5, 0.2).moved((0, 16, 0.95))
    glass = plate(rounded_rect(41, 25.5, 0.8), 0.5, 0.15).moved((0, 16.4, 1.1))
    hinge = tube(np.array([(-17, 0, 0), (0, 0, 0), (17, 0, 0)], float), 1.3).moved((0, 2.3, -13))
    lean, back = turn("x", -10), (0, 2.0, -12.6)
    solids = [
        ("laptop case", case, paint(SILVER, "metal", roughness=0.38)),
        ("laptop keys", gather(keys), paint(DARK, "gloss")),
        ("laptop pad", pad, paint(STEEL, "metal", roughness=0.45)),
        ("laptop hinge", hinge, paint(DARK, "gloss")),
        ("laptop lid", lid.moved(back, turn=lean), paint(SILVER, "metal", roughness=0.38)),
        ("laptop rim", rim.moved(back, turn=lean), paint(DARK, "gloss")),
        ("laptop screen", glass.moved(back, turn=lean), printed(_code(colors), "gloss")),
    ]
    return show(solids, 15)


def phone(colors: Palette) -> tuple[Part, ...]:
    """Upright on a little stand, its screen full of apps."""
    case = plate(rounded_rect(23, 45, 4.2), 3.4, 1.4)
    glass = plate(rounded_rect(21.2, 43.2, 3.4), 0.5, 0.2).moved((0, 0, 1.6))
    screen = plate(rounded_rect(19.6, 41.4, 2.8), 0.5, 0.15).moved((0, 0, 1.75))
    lens = plate(rounded_rect(5, 1.5, 0.7), 0.4, 0.15).moved((0, 18.4, 1.95))
    keys = [plate(rounded_rect(1.2, h, 0.5), 1.2, 0.4).moved((11.6, y, 0)) for h, y in KEYS]
    foot = plate(ellipse(24, 17), 3, 1.2).moved((0, 1.5, 0), turn=FLAT)
    place = {"offset": (0, 24.5, 0), "turn": turn("x", -8)}
    solids = [
        ("phone case", gather([case, *keys]).moved(**place), paint(colors.primary, "gloss")),
        ("phone glass", glass.moved(**place), paint("#101216", "gloss")),
        ("phone screen", screen.moved(**place), printed(_apps(colors), "gloss")),
        ("phone lens", lens.moved(**place), paint("#101216", "gloss")),
        ("phone stand", foot, paint("#f4f4f2", "gloss")),
    ]
    return show(solids, 16)


KEYS = ((8.0, 6.0), (4.0, 14.0))  # length and place of the phone's buttons


def camera(colors: Palette) -> tuple[Part, ...]:
    """A classic with a leather body, silver top and a big lens."""
    body = plate(rounded_rect(46, 27, 4), 15, 2.2).moved((0, 13.5, 0))
    leather = plate(rounded_rect(46.8, 16, 3), 15.8, 2.2).moved((0, 12, 0))
    hump = plate(fillet([(-9, 0), (9, 0), (6, 8), (-6, 8)], 2), 12, 1.5).moved((0, 25.5, 0))
    eye = plate(rounded_rect(7, 4, 1), 0.8, 0.3).moved((0, 29.3, 6.1))
    dial = disc(4.2, 3.4, sides=28).moved((15, 26.6, 0))
    shutter = disc(2.4, 2.6, sides=24).moved((-15, 26.6, 0))
    front = (0, 12.6, 0)
    rings = [(11.5, 8.0), (10.2, 14.5), (10.9, 18.0)]
    barrel = gather([disc(r, d, sides=48).moved(front, turn=AHEAD) for r, d in rings])
    band = disc(10.6, 12.6, sides=48).moved(front, turn=AHEAD)
    glass = ball(8.2, squash=0.35).moved((0, 12.6, 16.9), turn=AHEAD)
    glint = ring(18, 18, 0.8, count=48).moved((0, 12.6, 17.4))
    lugs = [ring(4, 4, 0.5, count=24).moved((23.3 * s, 22, 0)) for s in (-1, 1)]
    dot = ball(1.1, sides=16).moved((17.5, 20.9, 7.8))
    solids = [
        ("camera body", gather([body, hump]), paint(SILVER, "metal", roughness=0.35)),
        ("camera leather", leather, paint(colors.primary, "vinyl", shade=-0.45, roughness=0.6)),
        ("camera lens", gather([barrel, glint]), paint(DARK, "gloss")),
        ("camera band", band, paint(colors.accent, "gloss")),
        ("camera glass", glass, paint("#1b2350", "gloss", roughness=0.08)),
        ("camera finder", eye, paint("#20304a", "gloss", roughness=0.1)),
        ("camera knobs", gather([dial, shutter, *lugs]), paint(STEEL, "metal")),
        ("camera dot", dot, paint("#e5352b", "gloss")),
    ]
    return show(solids, -16)


def headphones(colors: Palette) -> tuple[Part, ...]:
    """Standing on their cups, band on top."""
    angle = np.radians(np.linspace(-10, 190, 40))
    arc = np.stack([17.5 * np.cos(angle), 24 + 17 * np.sin(angle), 0 * angle], 1)
    band = tube(arc, 1.8).moved(scale=(1, 1, 1.9))
    pad = tube(arc[11:29] * (0.9, 1, 1) - (0, 2.0, 0), 2.2).moved(scale=(1, 1, 1.7))
    shells, cushions, rings = [], [], []
    for side in (-1, 1):
        out = turn("z", -90 * side)
        at = (15.6 * side, 13.5, 0)
        cup = fillet([(0, 0), (10.5, 0), (11.5, 5), (7.5, 7.6), (0, 7.8)], 2, closed=False)
        shells.append(lathe(cup).moved(at, turn=out))
        soft = fillet([(0, -5), (9, -5), (11.6, -3), (11.6, 0), (0, 0.2)], 2.4, closed=False)
        cushions.append(lathe(soft).moved(at, turn=out))
        hoop = ring(13.4, 13.4, 0.6).moved((at[0] + 7.4 * side, *at[1:]), turn=turn("y", 90))
        rings.append(hoop)
        rings.append(tube(curve([(17.4 * side, 27, 0), (18.6 * side, 20, 0)], 8), 1.3))
    solids = [
        ("headphone cups", gather(shells), paint(colors.primary, "gloss")),
        ("headphone cushions", gather([*cushions, pad]), paint("#2a2a2e", "vinyl")),
        ("headphone band", band, paint(colors.primary, "gloss")),
        ("headphone rings", gather(rings), paint(SILVER, "metal")),
    ]
    return show(solids, 24)


def _code(colors: Palette) -> np.ndarray:
    """Indented lines in the palette's colours on a dark ground, (h, w, 3) uint8."""
    picture = np.full((160, 256, 3), (24, 27, 38), np.uint8)
    picture[:14] = (45, 49, 66)
    inks = [rgb(c) for c in (colors.secondary, colors.accent, "#7fd6ff", "#b8c0d6")]
    spread = np.random.default_rng(5)
    indent = 0
    for row in range(24, 148, 11):
        x = 14 + 16 * indent
        for _ in range(spread.integers(1, 4)):
            length = int(spread.integers(18, 60))
            picture[row : row + 5, x : min(x + length, 240)] = inks[spread.integers(len(inks))]
            x += length + 8
        indent = int(np.clip(indent + spread.integers(-1, 2), 0, 3))
    return picture


def _apps(colors: Palette) -> np.ndarray:
    """Rounded icons on a soft slope of colour, (h, w, 3) uint8."""
    import cv2

    down = np.linspace(0, 1, 420)[:, None, None]
    ground = rgb(colors.primary) * (1 - down) + rgb(colors.secondary) * down
    picture = np.repeat(ground * 0.75 + 60, 200, 1).clip(0, 255).astype(np.uint8)
    inks = ["#ffffff", "#ff5d5d", "#4fc36b", "#ffc93c", "#5d7bff", "#26c6da", "#ff8ad1", "#2b2b33"]
    for i in range(4):
        for j in range(5):
            x, y = 16 + 44 * i, 90 + 50 * j + (30 if j == 4 else 0)
            ink = tuple(int(c) for c in rgb(inks[(3 * i + 5 * j) % len(inks)]))
            cv2.rectangle(picture, (x + 6, y + 6), (x + 30, y + 30), ink, -1)
            cv2.rectangle(picture, (x + 6, y + 6), (x + 30, y + 30), ink, 10, cv2.LINE_AA)
    return picture


def game_controller(colors: Palette) -> tuple[Part, ...]:
    """Two sticks, a cross and four coloured buttons, facing the viewer."""
    half = [
        (0, -6.4), (8, -6.8), (11.6, -10.4), (15, -17.2), (20.6, -19), (24.0, -12.6), (22.6, -1),
        (19.4, 8.4), (14, 11.6), (6, 10.4), (0, 10.2),
    ]  # fmt: skip
    outline = curve(mirrored(half), 110, closed=True)
    body = plate(outline, 9, 2.9)
    face = plate(
        curve(
            mirrored([(0, -4.2), (6.4, -4.4), (10, -3), (11, 4), (8, 8), (0, 8.2)]), 60, closed=True
        ),
        1.2,
        0.5,
    ).moved((0, 0, 4.3))
    pads = [
        disc(5.0, 1.4, 0.5).moved((x, y, 4.0), turn=AHEAD) for x, y in ((-6.6, -4.6), (6.6, -4.6))
    ]
    sticks = []
    for x, y in ((-6.6, -4.6), (6.6, -4.6)):
        sticks.append(
            turned(
                [(0, 0), (2.2, 0), (2.0, 2.4), (3.7, 3.4), (3.7, 4.8), (2.6, 4.8), (0, 4.3)], 0.6
            ).moved((x, y, 5.4), turn=AHEAD)
        )
    plus = plate(cross(8.6, 2.9), 2.4, 0.9).moved((-14.2, 3.6, 5.0))
    buttons = []
    inks = ("#35b04a", "#e8392f", "#2f7de1", "#ffc22e")
    for ink, (dx, dy) in zip(inks, ((0, -3.3), (3.3, 0), (-3.3, 0), (0, 3.3)), strict=True):
        buttons.append(
            (
                f"button {ink}",
                turned([(0, 0), (1.85, 0), (1.85, 1.4), (0, 1.9)], 0.6, sides=24).moved(
                    (14.2 + dx, 3.6 + dy, 4.2), turn=AHEAD
                ),
                paint(ink, "gloss", roughness=0.12),
            )
        )
    small = [
        plate(rounded_rect(2.8, 1.4, 0.6), 1.2, 0.4).moved((s * 3.6, 3.4, 5.4)) for s in (-1, 1)
    ]
    light = disc(1.9, 1.1, 0.4, sides=28).moved((0, 5.6, 5.0), turn=AHEAD)
    bumpers = [
        tube(curve([(s * 8.5, 9.4, -1.6), (s * 13, 10.3, -1.6), (s * 18.0, 8.6, -1.6)], 16), 2.2)
        for s in (-1, 1)
    ]
    solids = [
        ("controller", body, paint(colors.primary, "vinyl", roughness=0.3)),
        ("controller face", gather([face, *pads]), paint("#23252b", "gloss")),
        ("controller sticks", gather([*sticks, *bumpers]), paint("#3a3d45", "vinyl")),
        ("controller cross", plus, paint("#23252b", "gloss")),
        ("controller keys", gather(small), paint("#e9ebee", "gloss")),
        ("controller light", light, paint("#7fe3ff", "gloss")),
        *buttons,
    ]
    return show(place(solids, (0, 19.4, 0), turn("x", -10)), 12)


def drone(colors: Palette) -> tuple[Part, ...]:
    """Four rotors in rings, a camera below."""
    body = ball(1.0, sides=40).moved((0, 18, 0), scale=(8.6, 4.4, 10.6))
    cover = ball(1.0, sides=36).moved((0, 20.2, -0.6), scale=(6.4, 3.6, 8.4))
    hubs = [np.array([16.6 * x, 21.6, 13.2 * z]) for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1))]
    thin = np.array([2.1, 1.7, 1.4])
    arms = [
        tube(np.array([hub * (0.24, 0.86, 0.38), hub * (0.6, 0.94, 0.6), hub - (0, 1.6, 0)]), thin)
        for hub in hubs
    ]
    rotors = [_rotor(hub, 35 * k) for k, hub in enumerate(hubs)]
    rings, blades, motors = (gather(pieces) for pieces in zip(*rotors, strict=True))
    lamps = [ball(1.2, sides=16).moved(hub * (1.07, 1, 1.1) - (0, 1.6, 0)) for hub in hubs]
    legs = [rod((s * 9.6, 0.8, -8), (s * 9.6, 0.8, 7), 1.0) for s in (-1, 1)]
    for s, z in ((-1, 3), (-1, -5), (1, 3), (1, -5)):
        knee = [(s * 5, 15.5, z), (s * 9, 5, z), (s * 9.6, 1, z)]
        legs.append(tube(fillet(knee, 2, closed=False), 0.8))
    eye = ball(4.3, sides=32).moved((0, 11.2, 7.0))
    barrel = disc(3.0, 3.4, 0.7, sides=32).moved((0, 11.0, 9.4), turn=AHEAD)
    lens = ball(2.3, sides=24, squash=0.4).moved((0, 11.0, 12.5), turn=AHEAD)
    neck = rod((0, 16, 6), (0, 13, 6.6), 1.8)
    solids = [
        ("drone body", gather([body, *arms]), paint("#f3f4f2", "gloss", roughness=0.15)),
        ("drone cover", cover, paint(colors.primary, "gloss", roughness=0.15)),
        ("drone rings", rings, paint(colors.primary, "gloss")),
        ("drone blades", blades, paint("#33363d", "gloss")),
        ("drone motors", gather([motors, *legs, neck, barrel]), paint("#2b2d33", "gloss")),
        ("drone eye", eye, paint("#d5d9df", "metal")),
        ("drone lens", lens, paint("#1b2c66", "gloss", roughness=0.05)),
        ("drone lamps", gather(lamps), paint(strong(colors.accent, "#ff4d4d"), "gloss")),
    ]
    return show(solids, turn("x", 8) @ turn("y", 16), scale=(0.91, 1.1, 0.91))


def _rotor(hub: np.ndarray, degrees: float) -> tuple[Solid, Solid, Solid]:
    """Guard ring, blades and motor of a drone at the end of an arm."""
    hoop = ring(21, 21, 0.85, count=40, sides=8)
    guard = [hoop.moved(hub + (0, 0.8, 0), turn=AHEAD, scale=(1, 1, 1.6))]
    for a in np.radians((30, 150, 270)):
        guard.append(rod(hub + (9.9 * np.cos(a), 0.6, 9.9 * np.sin(a)), hub, 0.5, sides=8))
    outline = [(0.6, -0.5), (4, -1.5), (8.6, -0.8), (8.8, 0.6), (4, 1.0), (0.6, 0.6)]
    blade = plate(curve(outline, 36, closed=True), 0.6, 0.2).moved(turn=turn("x", -78))
    blades = [blade.moved(hub + (0, 1.9, 0), turn=turn("y", degrees + a)) for a in (0, 180)]
    motor = disc(2.2, 3.6, 0.8, sides=24).moved(hub - (0, 2.2, 0))
    cap = ball(1.3, sides=16).moved(hub + (0, 2.2, 0))
    return gather(guard), gather(blades), gather([motor, cap])
