"""Chef's hat and frying pan. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    FLAT,
    STEEL,
    clay,
    fluted,
    heart,
    on_cylinder,
    ring,
    show,
    turned,
)
from minime.sculpt.geometry.clay import Stroke, blob
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    ball,
    curve,
    gather,
    lathe,
    paint,
    plate,
    tube,
    turn,
)


def chef_hat(colors: Palette) -> tuple[Part, ...]:
    """A pleated band with a puffed crown."""
    puffs = [Stroke(shape=blob((0, 26, 0), (15, 8, 15)))]
    for k in range(8):
        a = 2 * np.pi * k / 8 + 0.2
        puffs.append(
            Stroke(
                shape=blob((11.5 * np.sin(a), 26.4 + (k % 3), 11.5 * np.cos(a)), (7.6, 8.6, 7.6)),
                blend=1.6,
            )
        )
    puffs += [
        Stroke(shape=blob((-3, 33, 1), (8, 6, 8)), blend=2),
        Stroke(shape=blob((5, 32, 2), (7, 5.5, 7)), blend=1.6),
    ]
    band = fluted(
        turned([(0, 0), (12.6, 0), (13.0, 19), (14, 21), (0, 21)], 0.5, sides=144), 24, 0.016
    )
    hem = turned([(0, 0.4), (13.4, 0.4), (13.4, 4.2), (0, 4.2)], 0.8, sides=48)
    badge = on_cylinder(plate(heart(6.4), 1.0, 0.4), 13.3, 11.2)
    solids = [
        ("hat crown", clay(puffs, voxel=0.95), paint("#fdfcf8", "vinyl")),
        ("hat band", band, paint("#f3f1ea", "vinyl")),
        ("hat hem", hem, paint(colors.primary, "gloss")),
        ("hat badge", badge, paint(colors.primary, "gloss")),
    ]
    return show(solids, turn("z", -7))


def frying_pan(colors: Palette) -> tuple[Part, ...]:
    """Seen from above, an egg sunny side up in it."""
    pan = [(0, 0), (13.4, 0), (16.6, 4.4), (17.2, 6.2), (16.2, 6.4), (13.0, 1.8), (0, 1.6)]
    floor = lathe([(0, 1.5), (12.8, 1.5), (13.2, 2.2), (0, 2.2)], sides=56)
    rim = ring(34, 34, 0.75, count=64).moved((0, 6.2, 0), turn=AHEAD)
    around = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    reach = 9.2 + 1.0 * np.sin(3 * around + 0.5) + 0.7 * np.sin(5 * around)
    white = plate(np.stack([reach * np.cos(around), reach * np.sin(around)], 1), 2.0, 1.0)
    white = white.moved((0, 3.0, 0), turn=FLAT)
    yolk = ball(4.3, sides=32, squash=0.62).moved((0.8, 4.4, -0.6))
    shine = ball(0.9, sides=12, squash=0.4).moved((-0.6, 6.6, -1.6), turn=turn("z", 20))
    neck = tube(curve([(15.6, 5, 0), (19, 6.4, 0), (22, 7.6, 0)], 10), 1.5).moved(scale=(1, 1, 1.7))
    grip = tube(
        curve([(21, 7.4, 0), (27, 9, 0), (34, 10, 0)], 20),
        np.interp(np.linspace(0, 1, 20), [0, 0.15, 0.6, 1], [1.9, 2.2, 1.9, 2.3]),
        sides=18,
    ).moved(scale=(1, 1, 1.4))
    hole = ring(2.4, 2.4, 0.5, count=20).moved((33.4, 11.9, 0), turn=turn("z", 8) @ AHEAD)
    tilt = turn("x", 62) @ turn("y", 50)
    solids = [
        ("pan", turned(pan, 0.7, sides=56), paint(colors.primary, "gloss")),
        ("pan floor", gather([floor, rim]), paint("#33363c", "gloss", roughness=0.3)),
        ("egg white", white, paint("#fffdf6", "gloss", roughness=0.18)),
        ("yolk", yolk, paint("#ffae1a", "gloss", roughness=0.08)),
        ("shine", shine, paint("#fff6d8", "gloss")),
        ("pan neck", gather([neck, hole]), paint(STEEL, "metal")),
        ("pan grip", grip, paint("#26272b", "vinyl")),
    ]
    return show(solids, tilt)
