"""Palette with brush, clapperboard, scissors with thread. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    disc,
    ring,
    rod,
    show,
    strong,
)
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
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


def paint_brush(colors: Palette) -> tuple[Part, ...]:
    """A wooden palette with blobs of paint, a brush leaning over it."""
    rim = [(-17, -2), (-13, -12), (0, -15), (13, -13), (19, -3), (16, 9), (4, 15), (-8, 13)]
    rim += [(-13.5, 7.5), (-12.5, 3)]
    hole = ellipse(6.4, 5, 24) + (10.5, -6.5)
    board = plate(curve(rim, 80, closed=True), 2.2, 0.9, [hole])
    inks = ("#e63946", "#ff9f1c", "#ffd60a", "#2a9d4f", "#2364d2", "#8e44ad", "#ffffff")
    spots = ((-12, -6), (-5, -11), (3, -11.5), (-7.5, 8.5), (0.5, 10.5), (8.5, 8.6), (13.5, 2.6))
    place = {"offset": (0, 16, 0), "turn": turn("x", -14)}
    blobs = [
        (f"paint {i}", ball(2.6, sides=24, squash=0.55).moved((x, y, 1.2), turn=AHEAD), ink)
        for i, ((x, y), ink) in enumerate(zip(spots, inks, strict=True))
    ]
    handle = tube(np.array([(0, 0, 0), (0, 10, 0), (0, 24, 0), (0, 29, 0)]), _taper(), sides=16)
    sleeve = fillet([(0, 28), (1.35, 28), (1.7, 35), (0, 35)], 0.3, closed=False)
    tuft = [(0, 34.5), (1.6, 34.5), (2.1, 38), (1.2, 42), (0, 44.5)]
    lean = {"offset": (-11, 0.9, 7.5), "turn": turn("z", -26) @ turn("x", -9)}
    solids = [("palette", board.moved(**place), paint("#c98d4e", "gloss"))]
    solids += [(name, blob.moved(**place), paint(ink, "gloss")) for name, blob, ink in blobs]
    solids += [
        ("brush handle", handle.moved(**lean), paint(colors.primary, "gloss")),
        ("brush sleeve", lathe(sleeve).moved(**lean), paint("#d7dade", "metal")),
        ("brush tuft", lathe(curve(tuft, 20)).moved(**lean), paint(colors.accent, "vinyl")),
    ]
    return show(solids, turn("y", 8))


def _taper() -> np.ndarray:
    return np.array([0.5, 1.0, 1.55, 1.3])


def clapperboard(colors: Palette) -> tuple[Part, ...]:
    """A film slate with its clapper open."""
    board = plate(rounded_rect(42, 27, 2), 3.2, 1.0).moved((0, 13.5, 0))
    bar = plate(rounded_rect(42, 6.4, 1.2), 3.6, 1.0)
    lines = [
        plate(rounded_rect(w, 0.7, 0.3), 0.5, 0.2).moved((x, y, 1.7))
        for w, x, y in ((38, 0, 20.6), (38, 0, 13.6), (38, 0, 6.6))
    ]
    uprights = [
        plate(rounded_rect(0.7, h, 0.3), 0.5, 0.2).moved((x, y, 1.7))
        for x, h, y in ((-6.4, 7, 10.1), (6.4, 7, 10.1))
    ]
    words = [
        plate(rounded_rect(w, 1.7, 0.7), 0.5, 0.2).moved((x, y, 1.7))
        for w, x, y in (
            (9, -13.4, 23.4), (16, 6, 23.4), (20, -8, 17.2), (5, -13, 10.2), (5, 0, 10.2),
            (5, 13, 10.2), (12, -10.4, 3.6),
        )
    ]  # fmt: skip
    play = plate(fillet([(-2.2, -2.8), (2.8, 0), (-2.2, 2.8)], 0.7), 0.8, 0.3).moved(
        (13.4, 3.7, 1.8)
    )
    lean = {"offset": (-19.4, 32.4, 0), "turn": turn("z", 24)}
    arm = bar.moved((19.4, 0, 0)).moved(**lean)
    stripes = []
    for x in np.arange(-16.5, 21, 8.4):
        slant = fillet([(x - 3.6, -3.1), (x + 0.6, -3.1), (x + 3.4, 3.1), (x - 0.8, 3.1)], 0.3)
        slant = np.clip(slant, (-20.9, -9), (20.9, 9))
        stripes.append(plate(slant, 4.2, 0.3).moved((19.4, 0, 0)).moved(**lean))
        stripes.append(plate((slant * (-1, 1))[::-1], 4.2, 0.3).moved((0, 29.6, 0)))
    low = bar.moved((0, 29.6, 0))
    hinge = disc(2.6, 5.0, 0.8, sides=28).moved((-18.6, 30.8, -2.5), turn=AHEAD)
    solids = [
        ("slate", gather([board, arm, low]), paint("#23252b", "vinyl", roughness=0.35)),
        ("slate stripes", gather(stripes), paint("#fbfaf4", "gloss")),
        ("slate lines", gather([*lines, *uprights]), paint("#f4f4f0", "gloss")),
        ("slate words", gather(words), paint(colors.secondary, "gloss")),
        (
            "slate play",
            play,
            paint(strong(colors.accent, colors.primary), "gloss"),
        ),
        ("slate hinge", hinge, paint("#d9dce1", "metal")),
    ]
    return show(solids, -16)


def scissors(colors: Palette) -> tuple[Part, ...]:
    """Open, with a reel of thread and its needle."""
    halves, grips = [], []
    for s in (-1, 1):
        spin = turn("z", 17 * s)
        blade = plate(
            fillet([(-2.4, -1), (0.4, -2), (2.4, 2), (2.2, 14), (0.2, 29.5), (-1.2, 22)], 0.9),
            1.4,
            0.5,
        )
        shank = plate(
            fillet(
                [(-1.6, 1.5), (-2.6, -6), (-5.4, -9.6), (-3.0, -11), (1.6, -5), (2.0, 1.5)], 1.0
            ),
            1.6,
            0.6,
        )
        put = {"offset": (0, 24, 0.75 * s), "turn": spin}
        halves.append(gather([blade, shank]).moved(scale=(-s, 1, 1)).moved(**put))
        grips.append(
            ring(9.4, 12.6, 1.75, count=40, sides=14)
            .moved((6.2 * s, -15.6, 0), turn=turn("z", 12 * s))
            .moved(**put)
        )
    screw = disc(1.8, 3.4, 0.6, sides=24).moved((0, 24, -0.9), turn=AHEAD)
    slot = plate(rounded_rect(2.4, 0.5, 0.2), 0.5, 0.1).moved((0, 24, 2.5), turn=turn("z", 30))
    reel = gather([disc(6.2, 2.2, 0.8), disc(6.2, 2.2, 0.8).moved((0, 15.4, 0)), disc(3, 17, 0.4)])
    rows = np.linspace(0, 11.5, 260)
    wind = np.stack(
        [5.0 * np.sin(2 * np.pi * rows), 2.9 + 1.02 * rows, 5.0 * np.cos(2 * np.pi * rows)], 1
    )
    thread = gather([tube(wind, 0.68, sides=8), disc(4.9, 12.4, 0.3).moved((0, 2.4, 0))])
    hole = disc(1.5, 0.5, 0.2, sides=20).moved((0, 17.3, 0))
    needle = rod((0, 0, 0), (0, 21, 0), 0.5)
    at = (17, 0, 4)
    solids = [
        ("blades", gather([*halves, screw]), paint("#ced3da", "metal", roughness=0.18)),
        ("grips", gather(grips), paint(colors.primary, "gloss")),
        ("slot", slot, paint("#4a4e56", "vinyl")),
        ("reel", reel.moved(at), paint("#e0b277", "gloss")),
        (
            "thread",
            thread.moved(at),
            paint(
                strong(colors.accent, colors.secondary),
                "vinyl",
                roughness=0.35,
            ),
        ),
        ("reel hole", hole.moved(at), paint("#4b2e17", "vinyl")),
        ("needle", needle.moved((24.6, 1.0, 8), turn=turn("z", 10)), paint("#dfe3e8", "metal")),
    ]
    return show(solids, 10)
