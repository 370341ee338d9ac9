"""Space helmet, wrench, stethoscope. Frame: see the package; before it is centred."""

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
    tube,
    turn,
)

STEEL = "#c9cdd3"
AHEAD = turn("x", 90)


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
    return _shown(parts, turn("y", -14))


def wrench(colors: Palette) -> tuple[Part, ...]:
    """A combination spanner, open jaw up, with a soft grip."""
    jaw = [(8.2, 51.5), (4.1, 53.5), (3.4, 45.5), (0, 43.6)]
    half = [(2.6, 13.4), (2.5, 33), (7.5, 38.5), (9.2, 45), *jaw]
    rim = [*half, *[(-x, y) for x, y in half[::-1][1:]]]
    handle = plate(fillet(rim, 2.2), 3.8, 0.5)
    angle = np.arange(6) * np.pi / 3
    nut = fillet(np.stack([3.9 * np.cos(angle), 7.6 + 3.9 * np.sin(angle)], 1), 0.5)
    ring = plate(ellipse(15.2, 15.2) + (0, 7.6), 4.8, 0.8, [nut])
    grip = plate(fillet([(-3.2, 15), (3.2, 15), (3.1, 32), (-3.1, 32)], 1.4), 5.4, 1.8)
    groove = plate(fillet([(-1, 18), (1, 18), (1, 29), (-1, 29)], 0.98), 5.9, 0.6)
    solids = [
        ("wrench", gather([handle, ring]), paint(STEEL, "metal", roughness=0.25)),
        ("wrench grip", grip, paint(colors.primary, "vinyl")),
        ("wrench mark", groove, paint(colors.accent, "vinyl")),
    ]
    return _shown(solids, turn("y", -12) @ turn("z", -16))


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
    ring = tube(np.column_stack([ellipse(11.2, 11.2, 40), np.zeros(40)]), 0.6, closed=True)
    solids = [
        ("hose", gather(hose), paint(colors.primary, "vinyl", roughness=0.35)),
        ("ear tubes", gather([*steel, chest]), paint(STEEL, "metal", roughness=0.22)),
        ("ear tips", gather(tips), paint("#23252a", "vinyl")),
        ("membrane", skin.moved(at, turn=AHEAD), paint("#f3f3ee", "gloss")),
        ("chest ring", ring.moved((at[0], at[1], at[2] + 4.2)), paint(colors.accent, "gloss")),
    ]
    return _shown(solids, turn("y", -8))


def _shown(solids: list, angle: np.ndarray) -> tuple[Part, ...]:
    return tuple(solid.moved(turn=angle).part(name, look) for name, solid, look in solids)
