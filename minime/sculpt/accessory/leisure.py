"""Guitar, skateboard, football, palette with brush. Frame: see the package; before centring."""

from itertools import combinations

import numpy as np

from minime.preset import Palette
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import (
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

AHEAD = turn("x", 90)


def guitar(colors: Palette) -> tuple[Part, ...]:
    """Acoustic, standing upright."""
    half = [(0, 0), (7, 0.6), (10.5, 6.5), (8.6, 12.5), (6.9, 15.5), (7.8, 19.5), (7.2, 23.5)]
    half += [(3, 25.2), (0, 25.4)]
    rim = half + [(-x, y) for x, y in half[-2:0:-1]]
    outline = curve(rim, 90, closed=True)
    middle = outline.mean(0)
    body = plate(outline, 6.5, 1.0)
    top = plate(middle + (outline - middle) * 0.93, 0.6, 0.25).moved((0, 0, 3.2))
    hole = lathe([(0, 0), (3.1, 0), (3.1, 0.4), (0, 0.4)]).moved((0, 16.6, 3.3), turn=AHEAD)
    rose = tube(np.column_stack([ellipse(7.2, 7.2, 40), np.zeros(40)]), 0.4, closed=True)
    bridge = plate(rounded_rect(8.5, 1.9, 0.7), 1.2, 0.4).moved((0, 8, 3.7))
    neck = plate(rounded_rect(3.2, 26, 0.8), 2.6, 0.9).moved((0, 33.5, 2.6))
    board = plate(rounded_rect(3.3, 26.5, 0.5), 0.8, 0.3).moved((0, 31.8, 4.1))
    frets = [_bar(1.5, y, 4.5, 0.14) for y in 44.2 - 22 * (1 - 0.5 ** (np.arange(1, 13) / 7))]
    head = plate(fillet([(-1.6, 0), (1.6, 0), (2.5, 8.5), (-2.5, 8.5)], 0.9), 2.2, 0.6)
    head = head.moved((0, 45.5, 2.2), turn=turn("x", -9))
    pegs = [
        ball(0.95, sides=14).moved((s * 3.6, y, 2.0), scale=(1.3, 1, 0.8))
        for s in (-1, 1)
        for y in (47.6, 50, 52.4)
    ]
    strings = [
        tube(np.array([(x * 1.2, 8, 4.5), (x, 30, 4.75), (x, 46, 4.7)]), 0.11, sides=6)
        for x in np.linspace(-1.15, 1.15, 6)
    ]
    solids = [
        ("guitar body", body, paint("#7a3b16", "gloss")),
        ("guitar top", top, paint("#e3a153", "gloss")),
        ("guitar hole", hole, paint("#1c110a", "gloss")),
        ("guitar rose", rose.moved((0, 16.6, 3.5)), paint(colors.accent, "gloss")),
        ("guitar wood", gather([bridge, board]), paint("#3a2012", "gloss")),
        ("guitar neck", gather([neck, head]), paint("#8a4a1d", "gloss")),
        ("guitar metal", gather([*pegs, *strings, *frets]), paint("#dadde2", "metal")),
    ]
    return _shown(solids, turn("y", 16) @ turn("z", -7))


def skateboard(colors: Palette) -> tuple[Part, ...]:
    """On its tail, underside with the graphic and wheels to the viewer."""
    deck = plate(rounded_rect(15.5, 54, 7.6), 1.5, 0.6)
    grip = plate(rounded_rect(15.1, 53.6, 7.4), 0.5, 0.2).moved((0, 0, -0.9))
    rings = [_ring_plate(6.2, 1.6), _ring_plate(3.4, 1.3)]
    stripe = [plate(rounded_rect(15.3, h, 0.3), 0.4, 0.15).moved((0, y, 0.75)) for y, h in BANDS]
    art = [ring.moved((0, 0, 0.8)) for ring in rings]
    trucks, wheels, hubs = [], [], []
    for y in (-15.5, 15.5):
        trucks.append(plate(rounded_rect(5, 7.5, 1.2), 1.6, 0.5).moved((0, y, 1.4)))
        trucks.append(ball(2.3, sides=20).moved((0, y, 3.0)))
        trucks.append(_bar(6.4, y, 4.2, 0.9))
        for s in (-1, 1):
            wheels.append(lathe(_wheel()).moved((s * 6.4, y, 4.2), turn=turn("z", -90 * s)))
            hubs.append(ball(0.95, sides=14).moved((s * 8.9, y, 4.2)))
    solids = [
        ("deck", _bend(deck), paint(colors.primary, "gloss")),
        ("grip", _bend(grip), paint("#26262a", "fabric")),
        ("deck graphic", _bend(gather([*art])), paint(colors.accent, "gloss")),
        ("deck stripes", _bend(gather(stripe)), paint(colors.secondary, "gloss")),
        ("trucks", gather(trucks), paint("#c3c7cd", "metal")),
        ("wheels", gather(wheels), paint("#fff3d6", "gloss")),
        ("hubs", gather(hubs), paint("#c3c7cd", "metal")),
    ]
    return _shown(solids, turn("y", -26) @ turn("x", -8) @ turn("z", 9))


BANDS = ((9.0, 1.6), (-9.0, 1.6), (11.4, 0.7), (-11.4, 0.7))  # y and height of stripes


def football(colors: Palette) -> tuple[Part, ...]:
    """Twelve dark pentagons and stitched seams on a white ball."""
    radius = 17.5
    corners = _icosahedron()
    edges = [(i, j) for i, j in combinations(range(12), 2) if corners[i] @ corners[j] > 0.4]
    seams = []
    for i, j in edges:
        a, b = corners[i], corners[j]
        line = np.array([a + (b - a) * t for t in np.linspace(0.36, 0.64, 5)])
        line *= (radius - 0.02) / np.linalg.norm(line, axis=1, keepdims=True)
        seams.append(tube(line, 0.28, sides=8))
    spots = [_pentagon(corners, i, radius) for i in range(12)]
    tilt = turn("x", 24) @ turn("y", 20)
    solids = [
        ("ball", ball(radius, sides=64), paint("#f7f7f4", "gloss")),
        ("ball patches", gather(spots), paint("#17181c", "gloss")),
        ("ball seams", gather(seams), paint("#3a3b40", "vinyl")),
    ]
    return _shown(solids, tilt)


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
    return _shown(solids, turn("y", 8))


def _shown(solids: list, angle: np.ndarray) -> tuple[Part, ...]:
    return tuple(solid.moved(turn=angle).part(name, look) for name, solid, look in solids)


def _bar(half: float, y: float, z: float, radius: float) -> Solid:
    return tube(np.array([(-half, y, z), (0, y, z), (half, y, z)]), radius, sides=10)


def _ring_plate(radius: float, wide: float) -> Solid:
    inner = ellipse(2 * (radius - wide), 2 * (radius - wide), 32)
    return plate(ellipse(2 * radius, 2 * radius, 40), 0.5, 0.15, [inner])


def _wheel() -> np.ndarray:
    return fillet([(0, 0), (3, 0), (3.3, 1.2), (3, 2.6), (1.6, 2.4), (0, 2.2)], 0.5, closed=False)


def _bend(solid: Solid) -> Solid:
    """Nose and tail of the deck turned up, away from the viewer; long faces stay straight."""
    points = solid.vertices.copy()
    over = np.maximum(np.abs(points[:, 1]) - 19, 0)
    points[:, 2] -= 0.04 * over**2
    return Solid(vertices=points, faces=solid.faces)


def _taper() -> np.ndarray:
    return np.array([0.5, 1.0, 1.55, 1.3])


def _icosahedron() -> np.ndarray:
    golden = (1 + 5**0.5) / 2
    rows = [(0, s, t * golden) for s in (-1, 1) for t in (-1, 1)]
    rows += [(b, c, a) for a, b, c in rows] + [(c, a, b) for a, b, c in rows]
    return np.array(rows) / np.hypot(1, golden)


def _pentagon(corners: np.ndarray, i: int, radius: float) -> Solid:
    """One dark patch, domed with the ball and a little proud of it."""
    top = corners[i]
    near = [c for c in corners if 0.4 < c @ top < 0.9]
    east = near[0] - top * (near[0] @ top)
    east /= np.linalg.norm(east)
    north = np.cross(top, east)
    near.sort(key=lambda c: np.arctan2(c @ north, c @ east))
    flat = np.array(
        [[(top + (c - top) * 0.35) @ east, (top + (c - top) * 0.35) @ north] for c in near]
    )
    rim = fillet(flat, 0.04)
    layers = [rim * 0.98, rim, *(rim * s for s in (0.97, 0.8, 0.6, 0.4, 0.2))]
    heights = [radius - 0.8, radius + 0.02, *[radius + 0.16] * 5]
    rows = []
    for ring, height in zip(layers, heights, strict=True):
        points = ring[:, :1] * east + ring[:, 1:] * north + top * 0.93
        rows.append(points / np.linalg.norm(points, axis=1, keepdims=True) * height)
    n = len(rim)
    index = np.arange(n * len(rows)).reshape(-1, n)
    a, b = index[:-1], np.roll(index[:-1], -1, 1)
    d, c = index[1:], np.roll(index[1:], -1, 1)
    faces = [np.stack([a, b, c, a, c, d], -1).reshape(-1, 3)]
    foot, head = index.size, index.size + 1
    faces.append(np.stack([np.full(n, foot), np.roll(index[0], -1), index[0]], -1))
    faces.append(np.stack([np.full(n, head), index[-1], np.roll(index[-1], -1)], -1))
    ends = np.array([top * (radius - 0.8), top * (radius + 0.16)])
    return Solid(vertices=np.concatenate([*rows, ends]), faces=np.concatenate(faces))
