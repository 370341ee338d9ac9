"""Briefcase, clipboard, gavel, money bag. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    STEEL,
    clay,
    disc,
    place,
    ring,
    rod,
    show,
    turned,
)
from minime.sculpt.geometry.clay import Stroke, blob, bone
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    Solid,
    curve,
    fillet,
    gather,
    paint,
    plate,
    rounded_rect,
    tube,
    turn,
)


def briefcase(colors: Palette) -> tuple[Part, ...]:
    """Leather, with a flap, two straps and brass locks."""
    width, height, deep = 48.0, 31.0, 13.0
    body = plate(rounded_rect(width, height, 3.4), deep, 2.4).moved((0, height / 2, 0))
    edge = plate(rounded_rect(width + 0.8, height + 0.8, 3.8), 2.6, 1.0).moved((0, height / 2, 0))
    flap = plate(
        fillet([(-23.4, 31), (-23.4, 17), (-18, 14.5), (18, 14.5), (23.4, 17), (23.4, 31)], 2.6),
        1.6,
        0.7,
    ).moved((0, 0.2, deep / 2))
    seam = fillet(
        [(-22, 30), (-22, 17.8), (-17.6, 15.9), (17.6, 15.9), (22, 17.8), (22, 30)],
        2.0,
        closed=False,
    )
    stitches = [
        rod((*a, 7.35), (*(a + 0.6 * (b - a)), 7.35), 0.2, sides=6) for a, b in _steps(seam, 1.7)
    ]
    straps = [
        plate(rounded_rect(4.4, 24, 0.8), 1.2, 0.5).moved((x, 19.2, 7.6)) for x in (-13.5, 13.5)
    ]
    locks = [
        plate(rounded_rect(6, 5.2, 1.2), 1.6, 0.6).moved((x, 13.4, 8.4)) for x in (-13.5, 13.5)
    ]
    pins = [
        plate(rounded_rect(2.2, 1.0, 0.4), 1.0, 0.3).moved((x, 13.2, 9.2)) for x in (-13.5, 13.5)
    ]
    grip = curve([(-8.4, 31, 0), (-7.8, 35.4, 0), (0, 37.4, 0), (7.8, 35.4, 0), (8.4, 31, 0)], 40)
    handle = tube(
        grip,
        np.interp(np.linspace(-1, 1, 40), [-1, -0.5, 0, 0.5, 1], [1.1, 1.5, 1.9, 1.5, 1.1]),
        sides=16,
    )
    feet = [ring(3.6, 3.6, 0.7, count=24).moved((x, 31.6, 0)) for x in (-8.4, 8.4)]
    leather = paint("#8a4b22", "vinyl", roughness=0.35)
    solids = [
        ("case", body, leather),
        ("case flap", flap, paint("#9c5829", "vinyl", roughness=0.35)),
        ("case edge", gather([edge, *straps, handle]), paint("#5c2e14", "vinyl", roughness=0.35)),
        ("case locks", gather([*locks, *feet]), paint("#e6b24a", "metal", roughness=0.2)),
        ("case pins", gather(pins), paint("#5a4015", "vinyl")),
        ("case seam", gather(stitches), paint("#f0d3a2", "vinyl")),
    ]
    return show(solids, -20)


def _steps(line: np.ndarray, length: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """A polyline cut into steps of about ``length``, each as its two ends."""
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0, run[-1], max(2, round(run[-1] / length) + 1))
    points = np.stack([np.interp(at, run, line[:, i]) for i in range(2)], 1)
    return list(zip(points[:-1], points[1:], strict=True))


def clipboard(colors: Palette) -> tuple[Part, ...]:
    """A check list with ticks, and a pen."""
    board = plate(rounded_rect(32, 44, 3), 2.4, 0.9)
    sheet = plate(rounded_rect(28, 38, 0.8), 0.8, 0.2).moved((0, -1.6, 1.4))
    clip = plate(fillet([(-8.6, -2.8), (8.6, -2.8), (7.6, 3.6), (-7.6, 3.6)], 1.4), 3.0, 1.2).moved(
        (0, 19.6, 2.2)
    )
    bow = tube(curve([(-4, 22.6, 2.0), (-2.6, 26, 2.0), (2.6, 26, 2.0), (4, 22.6, 2.0)], 20), 0.8)
    boxes, ticks, lines = [], [], []
    for k, y in enumerate((10.4, 3.0, -4.4, -11.8)):
        boxes.append(
            plate(rounded_rect(4.6, 4.6, 0.9), 0.6, 0.2, [rounded_rect(3.4, 3.4, 0.6)]).moved(
                (-9.4, y, 1.9)
            )
        )
        lines.append(plate(rounded_rect(14, 1.2, 0.5), 0.5, 0.2).moved((3.6, y + 1.1, 1.9)))
        lines.append(
            plate(rounded_rect(14 - 3 * (k % 3), 1.2, 0.5), 0.5, 0.2).moved(
                (3.6 - 1.5 * (k % 3), y - 1.4, 1.9)
            )
        )
        if k < 3:
            ticks.append(
                tube(
                    fillet(
                        [(-10.8, y + 0.2, 2.3), (-9.6, y - 1.3, 2.4), (-6.6, y + 3.0, 2.5)],
                        0.3,
                        closed=False,
                    ),
                    0.62,
                )
            )
    pen = [
        rod((0, 2, 0), (0, 20, 0), 1.35),
        turned([(0, -2.4), (0.35, -2.2), (1.35, 1.8), (0, 2)], 0.2, sides=20),
    ]
    cap = gather([rod((0, 20, 0), (0, 22.2, 0), 1.2), rod((0, 20.6, 1.7), (0, 14, 1.7), 0.45)])
    lean = {"offset": (10.6, -15, 4.4), "turn": turn("z", -14)}
    solids = [
        ("board", board, paint("#a9713c", "vinyl")),
        ("sheet", sheet, paint("#fffdf6", "card")),
        ("clip", gather([clip, bow]), paint(STEEL, "metal", roughness=0.2)),
        ("boxes", gather(boxes), paint("#4b525e", "card")),
        ("lines", gather(lines), paint("#aeb6c2", "card")),
        ("ticks", gather(ticks), paint("#35a853", "gloss")),
        ("pen", gather(pen).moved(**lean), paint(colors.primary, "gloss")),
        ("pen cap", cap.moved(**lean), paint(colors.accent, "gloss")),
    ]
    return show(place(solids, (0, 22.6, 0), turn("x", -9)), 14)


def gavel(colors: Palette) -> tuple[Part, ...]:
    """A judge's gavel above its sound block."""
    block = turned(
        [(0, 0), (14.5, 0), (15, 2), (13.6, 4), (12.6, 4.6), (12.4, 6), (0, 6)], 1.0, sides=56
    )
    felt = turned([(0, 5.6), (10.4, 5.6), (10.4, 6.5), (0, 6.5)], 0.3, sides=48)
    half = [(9.2, 0), (9.2, 3), (8.0, 4.4), (8.0, 5.4), (8.8, 7), (7.4, 9.4), (6.9, 12)]
    profile = [
        (0, -13),
        *[(r, y - 13) for r, y in half],
        *[(r, 13 - y) for r, y in half[::-1]],
        (0, 13),
    ]
    head = turned(profile, 0.8, sides=48)
    bands = [
        turned([(0, y - 1.1), (8.4, y - 1.1), (8.4, y + 1.1), (0, y + 1.1)], 0.4, sides=48)
        for y in (-8.2, 8.2)
    ]
    path = np.array([(x, 0, 0) for x in np.linspace(5, 38, 24)])
    shaft = tube(
        path,
        np.interp(np.linspace(0, 1, 24), [0, 0.2, 0.55, 0.85, 1], [1.7, 1.5, 2.0, 2.4, 2.0]),
        sides=18,
    )
    collar = turned([(0, 0), (2.6, 0), (2.6, 2), (0, 2)], 0.6).moved(
        (6.6, 0, 0), turn=turn("z", -90)
    )
    lean = {"offset": (-10, 20, 1), "turn": turn("z", 24)}
    solids = [
        ("block", block, paint("#6d3a1c", "gloss", roughness=0.15)),
        ("block felt", felt, paint(colors.primary, "fabric")),
        ("gavel head", head.moved(**lean), paint("#8b4a22", "gloss", roughness=0.15)),
        ("gavel shaft", shaft.moved(**lean), paint("#8b4a22", "gloss", roughness=0.15)),
        (
            "gavel bands",
            gather([*bands, collar]).moved(**lean),
            paint("#ecb94c", "metal", roughness=0.2),
        ),
    ]
    return show(solids, 18)


def money_bag(colors: Palette) -> tuple[Part, ...]:
    """A tied sack with a coin sign, a stack of coins beside it."""
    sack = [
        Stroke(shape=blob((0, 13, 0), (15.2, 13, 13))),
        Stroke(shape=blob((0, 7.6, 0), (15.6, 7.4, 13)), blend=4),
    ]
    sack += [Stroke(shape=bone((0, 20, 0), (0, 31, 0), (9, 4.6, 3.6)), blend=5)]
    for k in range(6):
        a = 2 * np.pi * k / 6 + 0.4
        sack.append(
            Stroke(
                shape=bone(
                    (2.4 * np.sin(a), 30.5, 2.4 * np.cos(a)),
                    (6.4 * np.sin(a), 37.4, 5.6 * np.cos(a)),
                    (2.4, 3.2, 2.2),
                ),
                blend=1.6,
            )
        )
    tie = gather(
        [ring(9.6, 9.6, 1.25, count=36).moved((0, 30.2, 0), turn=AHEAD)]
        + [
            tube(curve([(0, 30, 4.8), (s * 2.6, 26.4, 7.4), (s * 3.6, 22.6, 8.6)], 14), 0.9)
            for s in (-1, 1)
        ]
    )
    sign = _coin_sign()
    coins = []
    for k, (dx, dz) in enumerate(((0, 0), (0.6, 0.3), (-0.4, 0.2), (0.3, -0.2))):
        coins.append(disc(6.2, 2.2, 0.7, sides=36).moved((14.5 + dx, 2.3 * k, 8 + dz)))
    coins.append(
        disc(6.2, 2.2, 0.7, sides=36).moved((-14.2, 6.2, 9.4), turn=turn("z", 12) @ turn("x", 78))
    )
    rims = [
        ring(9.8, 9.8, 0.35, count=32, sides=6)
        .moved((-14.2, 6.2, 9.4), turn=turn("z", 12) @ turn("x", -12))
        .moved((0.1, 0.4, 2.1))
    ]
    rims.append(ring(9.8, 9.8, 0.35, count=32, sides=6).moved((14.8, 9.1, 7.8), turn=AHEAD))
    solids = [
        ("sack", clay(sack, voxel=0.95), paint("#c9a267", "fabric")),
        ("sack tie", tie, paint(colors.primary, "vinyl")),
        ("sack sign", sign, paint("#3f7d3c", "vinyl")),
        ("coins", gather(coins), paint("#efb62f", "metal", roughness=0.25)),
        ("coin rims", gather(rims), paint("#f8d878", "metal", roughness=0.2)),
    ]
    return show(solids, 8)


def _coin_sign() -> Solid:
    """A euro sign on the belly of the sack."""
    angle = np.radians(np.linspace(48, 312, 40))
    arc = np.stack([5.4 * np.cos(angle) + 0.8, 5.8 * np.sin(angle)], 1)
    bars = [np.stack([np.linspace(-6.8, 2.2, 10), np.full(10, y)], 1) for y in (1.3, -1.3)]
    lines = []
    for flat in (arc, *bars):
        z = 13 * np.sqrt(np.clip(1 - (flat[:, 0] / 15.4) ** 2 - (flat[:, 1] / 16) ** 2, 0, 1))
        lines.append(tube(np.column_stack([flat, z - 0.1]), 0.85, sides=10))
    return gather(lines).moved((0, 12.4, 0.4))
