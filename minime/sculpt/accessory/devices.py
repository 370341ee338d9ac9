"""Laptop, phone, camera, headphones. Frame: see the package; before it is centred."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import (
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

DARK, STEEL, SILVER = "#1d1f24", "#b9bec6", "#d9dce1"
FLAT = turn("x", -90)  # lays a plate down, its front upwards
AHEAD = turn("x", 90)  # turns the y axis of a lathe to the viewer


def laptop(colors: Palette) -> tuple[Part, ...]:
    """Open, a few lines of code on its screen."""
    case = plate(rounded_rect(46, 27, 2.5), 2.6, 1.0).moved((0, 1.3, 0), turn=FLAT)
    key = plate(rounded_rect(3.0, 3.0, 0.6), 0.9, 0.3)
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
    return _turned(solids, 15)


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
    return _turned(solids, 16)


KEYS = ((8.0, 6.0), (4.0, 14.0))  # length and place of the phone's buttons


def camera(colors: Palette) -> tuple[Part, ...]:
    """A classic with a leather body, silver top and a big lens."""
    body = plate(rounded_rect(46, 27, 4), 15, 2.2).moved((0, 13.5, 0))
    leather = plate(rounded_rect(46.8, 16, 3), 15.8, 2.2).moved((0, 12, 0))
    hump = plate(fillet([(-9, 0), (9, 0), (6, 8), (-6, 8)], 2), 12, 1.5).moved((0, 25.5, 0))
    eye = plate(rounded_rect(7, 4, 1), 0.8, 0.3).moved((0, 29.3, 6.1))
    dial = lathe(_knob(4.2, 3.4), sides=28).moved((15, 26.6, 0))
    shutter = lathe(_knob(2.4, 2.6), sides=24).moved((-15, 26.6, 0))
    front = (0, 12.6, 0)
    rings = [(11.5, 8.0), (10.2, 14.5), (10.9, 18.0)]
    barrel = gather([lathe(_knob(r, d), sides=48).moved(front, turn=AHEAD) for r, d in rings])
    band = lathe(_knob(10.6, 12.6), sides=48).moved(front, turn=AHEAD)
    glass = ball(8.2, squash=0.35).moved((0, 12.6, 16.9), turn=AHEAD)
    glint = lathe(_ring(8.3, 1.4), sides=48).moved((0, 12.6, 17.4), turn=AHEAD)
    lugs = [tube(_loop(2.0), 0.5, closed=True).moved((23.3 * s, 22, 0)) for s in (-1, 1)]
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
    return _turned(solids, -16)


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
        rings.append(lathe(_ring(6.2, 1.0)).moved((at[0] + 7.2 * side, *at[1:]), turn=out))
        rings.append(tube(curve([(17.4 * side, 27, 0), (18.6 * side, 20, 0)], 8), 1.3))
    solids = [
        ("headphone cups", gather(shells), paint(colors.primary, "gloss")),
        ("headphone cushions", gather([*cushions, pad]), paint("#2a2a2e", "vinyl")),
        ("headphone band", band, paint(colors.primary, "gloss")),
        ("headphone rings", gather(rings), paint(SILVER, "metal")),
    ]
    return _turned(solids, 24)


def _turned(solids: list, degrees: float) -> tuple[Part, ...]:
    """Named solids as parts, seen a little from the side, as on a product photograph."""
    angle = turn("y", degrees)
    return tuple(solid.moved(turn=angle).part(name, look) for name, solid, look in solids)


def _knob(radius: float, height: float) -> np.ndarray:
    return fillet([(0, 0), (radius, 0), (radius, height), (0, height)], 0.9, closed=False)


def _ring(radius: float, thick: float) -> np.ndarray:
    """Profile of a flat ring on y = 0 (its middle is thin, never empty: it stays closed)."""
    r, t = radius, thick
    line = [(0, -0.4), (r + t, -0.4), (r + t, 0.5), (r, 0.5), (r - 0.4, -0.2), (0, -0.2)]
    return fillet(line, 0.3, closed=False)


def _loop(radius: float) -> np.ndarray:
    return np.column_stack([ellipse(2 * radius, 2 * radius, 24), np.zeros(24)])


def _rgb(color: str) -> np.ndarray:
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)


def _code(colors: Palette) -> np.ndarray:
    """Indented lines in the palette's colours on a dark ground, (h, w, 3) uint8."""
    picture = np.full((160, 256, 3), (24, 27, 38), np.uint8)
    picture[:14] = (45, 49, 66)
    inks = [_rgb(c) for c in (colors.secondary, colors.accent, "#7fd6ff", "#b8c0d6")]
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
    ground = _rgb(colors.primary) * (1 - down) + _rgb(colors.secondary) * down
    picture = np.repeat(ground * 0.75 + 60, 200, 1).clip(0, 255).astype(np.uint8)
    inks = ["#ffffff", "#ff5d5d", "#4fc36b", "#ffc93c", "#5d7bff", "#26c6da", "#ff8ad1", "#2b2b33"]
    for i in range(4):
        for j in range(5):
            x, y = 16 + 44 * i, 90 + 50 * j + (30 if j == 4 else 0)
            ink = tuple(int(c) for c in _rgb(inks[(3 * i + 5 * j) % len(inks)]))
            cv2.rectangle(picture, (x + 6, y + 6), (x + 30, y + 30), ink, -1)
            cv2.rectangle(picture, (x + 6, y + 6), (x + 30, y + 30), ink, 10, cv2.LINE_AA)
    return picture
