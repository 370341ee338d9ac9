"""Skateboard, racket, dumbbell, mat, bicycle, surfboard, trophy, medal. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    DARK,
    FLAT,
    SILVER,
    STEEL,
    disc,
    is_pale,
    label,
    on_cylinder,
    ring,
    rod,
    show,
    star,
    turned,
)
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
        trucks.append(rod((-6.4, y, 4.2), (6.4, y, 4.2), 0.9))
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
    return show(solids, turn("y", -26) @ turn("x", -8) @ turn("z", 9))


BANDS = ((9.0, 1.6), (-9.0, 1.6), (11.4, 0.7), (-11.4, 0.7))  # y and height of stripes


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


def tennis_racket(colors: Palette) -> tuple[Part, ...]:
    """Strung, with a taped grip and a ball at its foot."""
    wide, tall, middle = 21.0, 26.5, np.array([0, 40.6, 0])
    frame = ring(wide, tall, 1.25, count=56, sides=14).moved(middle, scale=(1, 1, 1.25))
    strings = []
    for at in np.linspace(-0.86, 0.86, 11):
        reach = np.sqrt(1 - at**2)
        x, y = at * (wide / 2 - 0.6), reach * (tall / 2 - 0.6)
        strings.append(rod((x, -y, 0), (x, y, 0), 0.2, sides=6).moved(middle))
        x, y = reach * (wide / 2 - 0.6), at * (tall / 2 - 0.6)
        strings.append(rod((-x, y, 0.1), (x, y, 0.1), 0.2, sides=6).moved(middle))
    throat = []
    for s in (-1, 1):
        arm = curve([(1.1 * s, 17, 0), (1.9 * s, 21, 0), (4.6 * s, 26, 0), (7.6 * s, 32, 0)], 20)
        throat.append(tube(arm, 1.25).moved(scale=(1, 1, 1.25)))
    shaft = plate(rounded_rect(4.2, 6, 1.4), 3.2, 1.2).moved((0, 16.4, 0))
    grip = tube(np.array([(0, 2.4, 0), (0, 9, 0), (0, 15.4, 0)]), 2.15, sides=20)
    tape = [
        ring(4.4, 4.4, 0.34, count=28, sides=8).moved((0, y, 0), turn=turn("z", 14) @ AHEAD)
        for y in np.arange(3.6, 15.2, 1.9)
    ]
    butt = disc(2.6, 1.6, 0.7, sides=28)
    cap = disc(2.4, 1.2, 0.4, sides=28).moved((0, 15.2, 0))
    felt = ball(5.6, sides=36)
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    seam = np.stack([np.cos(angle) + 0.36 * np.cos(3 * angle),
                     np.sin(angle) - 0.36 * np.sin(3 * angle), 1.18 * np.sin(2 * angle)], 1)  # fmt: skip
    seam *= 5.62 / np.linalg.norm(seam, axis=1, keepdims=True)
    line = tube(seam, 0.36, sides=8, closed=True).moved(turn=turn("x", 50) @ turn("z", 20))
    lean, at = turn("z", -12), (11.5, 5.6, 4)
    solids = [
        ("racket frame", gather([frame, *throat, shaft]), paint(colors.primary, "gloss")),
        ("racket strings", gather(strings), paint("#fbfaf3", "gloss")),
        ("racket grip", gather([grip, butt]), paint("#26272b", "vinyl")),
        ("racket tape", gather(tape), paint("#4a4c53", "vinyl")),
        ("racket cap", cap, paint(colors.accent, "gloss")),
    ]
    solids = [(name, solid.moved(turn=lean), look) for name, solid, look in solids]
    solids += [
        ("tennis ball", felt.moved(at), paint("#d2ec3b", "fabric")),
        ("ball seam", line.moved(at), paint("#fdfdf4", "vinyl")),
    ]
    return show(solids, -10)


def dumbbell(colors: Palette) -> tuple[Part, ...]:
    """Six-sided heads on a knurled steel bar."""
    angle = np.radians(30 + 60 * np.arange(6))
    hexagon = np.stack([np.cos(angle), np.sin(angle)], 1)
    heads, faces, collars = [], [], []
    aside = turn("y", 90)
    for s in (-1, 1):
        block = plate(fillet(15.0 * hexagon, 2.6), 14, 2.4)
        heads.append(block.moved((17 * s, 0, 0), turn=aside))
        hoop = plate(fillet(10.4 * hexagon, 1.8), 1.0, 0.4)
        faces.append(hoop.moved((23.9 * s, 0, 0), turn=aside))
        collars.append(disc(5.2, 2.4, 0.9).moved((9.2 * s, 0, 0), turn=turn("z", 90 * s)))
    plates = [
        plate(ellipse(7.4, 7.4, 28), 1.2, 0.4).moved((24.2 * s, 0, 0), turn=aside) for s in (-1, 1)
    ]
    bar = tube(np.array([(-10, 0, 0), (-4, 0, 0), (0, 0, 0), (4, 0, 0), (10, 0, 0)]),
               np.array([2.9, 3.1, 3.4, 3.1, 2.9]), sides=24)  # fmt: skip
    knurls = [ring(6.5, 6.5, 0.3, count=28, sides=6).moved((x, 0, 0), turn=aside)
              for x in np.linspace(-4.4, 4.4, 9)]  # fmt: skip
    solids = [
        ("dumbbell heads", gather(heads), paint("#2b2d33", "vinyl", roughness=0.4)),
        ("dumbbell faces", gather(faces), paint(colors.primary, "vinyl")),
        ("dumbbell caps", gather(plates), paint("#f4f4f2", "gloss")),
        ("dumbbell collars", gather(collars), paint(STEEL, "metal")),
        ("dumbbell bar", gather([bar, *knurls]), paint(SILVER, "metal", roughness=0.3)),
    ]
    return show(solids, turn("y", 35))


def yoga_mat(colors: Palette) -> tuple[Part, ...]:
    """Rolled up, its spiral to the viewer, with a carrying strap."""
    turns = np.linspace(0.6, 5.25, 190) * 2 * np.pi
    reach = 1.2 + 0.42 * turns
    way = np.stack([np.cos(turns), np.sin(turns)], 1)
    outer = way * (reach + 1.05)[:, None]
    inner = way * (reach - 1.05)[:, None]
    roll = plate(np.concatenate([outer, inner[::-1]]), 42, 0.35)
    core = disc(13.4, 41.2, 0.3, sides=56).moved((0, 0, -20.7), turn=AHEAD)
    bands = [plate(ellipse(33.8, 33.8, 64), 3.4, 0.35, [ellipse(30.6, 30.6, 64)]).moved((-0.6, 0, z))
             for z in (-12.5, 12.5)]  # fmt: skip
    buckle = [plate(rounded_rect(5, 4.6, 1), 1.6, 0.6).moved((10.2, 13.2, z), turn=turn("z", -38) @ FLAT)
              for z in (-12.5, 12.5)]  # fmt: skip
    handle = curve([(-3, 15.6, 12.5), (-3, 21, 6.5), (-3, 22.2, 0), (-3, 21, -6.5), (-3, 15.6, -12.5)], 40)
    solids = [
        ("mat", roll, paint(colors.primary, "vinyl", roughness=0.6)),
        ("mat shade", core, paint(colors.primary, "vinyl", shade=-0.45)),
        ("mat straps", gather([*bands, tube(handle, 1.5).moved(scale=(1.0, 1, 1))]), paint(colors.secondary, "fabric")),
        ("mat buckles", gather(buckle), paint("#2b2d33", "gloss")),
    ]
    return show(solids, turn("x", 6) @ turn("y", 38))


def bicycle(colors: Palette) -> tuple[Part, ...]:
    """A city bicycle with a basket's worth of charm: saddle, bell, pedals, spokes."""
    rear, front, low = np.array([-15.5, 12.5, 0]), np.array([16.5, 12.5, 0]), np.array([-2.5, 11, 0])
    seat, neck = np.array([-6.6, 27.5, 0]), np.array([11.4, 28.5, 0])
    tyres = [ring(22.4, 22.4, 1.35, count=56).moved(at) for at in (rear, front)]
    rims, spokes = [], []
    for at in (rear, front):
        rims.append(ring(20, 20, 0.55, count=48, sides=8).moved(at))
        rims.append(rod(at - (0, 0, 1.6), at + (0, 0, 1.6), 1.3))
        for angle in np.radians(np.arange(0, 360, 30)):
            rim = at + 10 * np.array([np.cos(angle), np.sin(angle), 0])
            spokes.append(rod(at, rim, 0.16, sides=5))
    fork = curve([neck + (0.4, -1.5, 0), (13.2, 22, 0), front + (-1.4, 4.6, 0), front], 20)
    tubes = [rod(low, seat, 1.15), rod(low, neck - (-0.5, 2.6, 0), 1.3)]
    tubes.append(rod(seat + (0.7, -2.6, 0), neck, 1.1))
    for z in (-1.9, 1.9):
        side = np.array([0, 0, z])
        tubes += [rod(rear + side, low + side * 0.5, 0.7), rod(rear + side, seat + side * 0.3, 0.6)]
        tubes.append(tube(fork + side, 0.75))
    tubes.append(rod(neck + (0.6, -3, 0), neck + (-0.5, 1.6, 0), 1.5))
    post = [rod(seat, seat + (-1.1, 4.6, 0), 0.75), rod(neck, neck + (-1, 4.4, 0), 0.8)]
    saddle = [
        ball(1.0, sides=28).moved(seat + (-2.4, 5.6, 0), scale=(4.0, 1.4, 3.2)),
        ball(1.0, sides=24).moved(seat + (1.6, 5.6, 0), scale=(3.4, 1.1, 1.5)),
    ]
    bar = [(-1, 4.4, 0), (0.6, 5, 2.6), (-0.6, 5.8, 6.4), (-4.6, 5.6, 8.2)]
    bars = [tube(curve(np.add(neck, np.multiply(bar, (1, 1, s))), 20), 0.65) for s in (-1, 1)]
    grips = [rod(neck + (-3.2, 5.7, 7.7 * s), neck + (-6.6, 5.4, 8.7 * s), 1.0) for s in (-1, 1)]
    crank = np.array([2.0, -4.6, 0])
    gear = plate(ellipse(8.4, 8.4, 36), 0.9, 0.3, [ellipse(5.2, 5.2, 28)]).moved(low + (0, 0, 2.3))
    hub = rod(low - (0, 0, 3), low + (0, 0, 3), 1.2)
    arms = [rod(low + (0, 0, 3 * s), low + s * crank + (0, 0, 3.4 * s), 0.6) for s in (-1, 1)]
    pedals = [plate(rounded_rect(5, 1.5, 0.6), 3.4, 0.5).moved(low + s * crank + (0, 0, 5 * s))
              for s in (-1, 1)]  # fmt: skip
    chain = np.array([rear + (0, 1.7, 0), low + (0, 4.1, 0), low + (4.1, 0, 0), low - (0, 4.1, 0), rear - (0, 1.7, 0), rear - (1.7, 0, 0)])
    chain = tube(fillet(chain + (0, 0, 2.3), 3), 0.3, sides=6, closed=True)
    lamp = disc(1.7, 2, 0.6, sides=24).moved(neck + (1.8, 0.4, 0), turn=turn("z", -90))
    guard = np.radians(np.linspace(35, 165, 24))
    guards = [tube(at + 12.9 * np.stack([np.cos(guard), np.sin(guard), 0 * guard], 1), 0.6, sides=8)
              .moved(scale=(1, 1, 2.2)) for at in (rear, front)]  # fmt: skip
    solids = [
        ("tyres", gather(tyres), paint("#26272b", "vinyl")),
        ("rims", gather([*rims, *spokes]), paint("#dfe2e7", "metal")),
        ("frame", gather([*tubes, *guards]), paint(colors.primary, "gloss")),
        ("chrome", gather([*post, *bars, gear, hub, *arms, chain]), paint(STEEL, "metal")),
        ("saddle", gather([*saddle, *grips]), paint("#8a4f2a", "vinyl")),
        ("pedals", gather(pedals), paint(DARK, "vinyl")),
        ("lamp", lamp, paint(colors.secondary, "gloss")),
    ]
    return show(solids, -22)


def surfboard(colors: Palette) -> tuple[Part, ...]:
    """Upright, with bands of colour, a stringer and a hibiscus flower."""
    board = plate(_surf(0, 55), 2.6, 1.2)
    band = [plate(_surf(a, b, 0.1), 2.8, 1.2) for a, b in ((11, 14.6), (40.2, 43.8))]
    wide = plate(_surf(15.6, 39.2, 0.1), 2.75, 1.2)
    stringer = plate(rounded_rect(0.5, 52.5, 0.2), 3.1, 0.1).moved((0, 27.3, 0))
    petals, veins = [], []
    for k in range(5):
        angle = turn("z", 72 * k)
        petal = plate(curve([(0, 0), (2.3, 2.4), (1.6, 5.2), (0, 5.0), (-1.6, 5.2), (-2.3, 2.4)], 30, closed=True), 0.8, 0.3)
        petals.append(petal.moved((0, 27.5, 1.75), turn=angle))
        veins.append(ball(0.9, sides=12, squash=0.5).moved(angle @ (0, 1.5, 0) + (0, 27.5, 2.1), turn=AHEAD))
    eye = ball(1.3, sides=20).moved((0, 27.5, 2.2))
    fin = plate(fillet([(-3.4, 0), (3, 0), (-2.5, 6), (-4.6, 6.6)], 1.2), 0.9, 0.4)
    fins = [fin.moved((x, 3 + abs(x) * 0.5, -4), turn=turn("y", 90)) for x in (-3, 0, 3)]
    solids = [
        ("board", board, paint("#fbf8ef", "gloss", roughness=0.12)),
        ("board middle", wide, paint(colors.primary, "gloss", roughness=0.12)),
        ("board bands", gather(band), paint(colors.secondary, "gloss", roughness=0.12)),
        ("board stringer", stringer, paint("#7c5330", "gloss")),
        ("board fins", gather(fins), paint(DARK, "gloss")),
        ("flower", gather(petals), paint("#ffffff" if not is_pale(colors.primary) else colors.accent, "gloss")),
        ("flower eyes", gather(veins), paint(colors.accent, "gloss")),
        ("flower heart", eye, paint("#ffd23f", "gloss")),
    ]
    return show(solids, turn("y", 24) @ turn("z", -8))


def _surf(low: float, high: float, grow: float = 0.0) -> np.ndarray:
    """Outline of a surfboard (55 mm long, tail at 0) between two heights."""
    y = low + (high - low) * (1 - np.cos(np.linspace(0, np.pi, 40))) / 2
    t = np.clip(y / 55, 0, 1)
    half = 9.3 * np.clip(4 * t * (1 - t), 0, 1) ** 0.56 * (1.12 - 0.3 * t) + grow
    right = np.column_stack([np.maximum(half, 0.4), y])
    return np.concatenate([right, right[::-1] * (-1, 1)])


def trophy(colors: Palette) -> tuple[Part, ...]:
    """A golden cup with two handles and a star, on a base with a plaque."""
    bowl = [(0, 15), (3, 15.5), (9, 21), (12.4, 30), (13.2, 42), (13.2, 43.6), (11.6, 43.6)]
    bowl += [(10.6, 30), (0, 26)]
    stem = [(0, 8), (6.4, 8), (6.4, 9.4), (2.6, 11.4), (2.0, 13.4), (3.6, 16), (0, 17)]
    knob = ball(3.1, sides=24, squash=0.6).moved((0, 13.6, 0))
    arms = []
    for s in (-1, 1):
        path = [(12.2, 39.5, 0), (18.0, 41.5, 0), (20.0, 35, 0), (15.6, 28, 0), (10.2, 25.5, 0)]
        arms.append(tube(curve(np.multiply(path, (s, 1, 1)), 36), 1.35))
    lip = ring(26.2, 26.2, 0.9, count=48).moved((0, 43.2, 0), turn=AHEAD)
    base = [(0, 0), (10.4, 0), (10.4, 2.4), (9, 3.6), (8.4, 8.4), (0, 8.4)]
    plaque = label(8.6, 4.4, 7.6, 8.85, 0.5)
    badge = on_cylinder(plate(star(5.6), 1.6, 0.5), 13.2, 35).moved(turn=turn("y", -10))
    gold = paint("#f0b93a", "metal", roughness=0.2)
    solids = [
        ("cup", gather([turned(bowl, 1.0, sides=48), turned(stem, 0.8), knob, *arms, lip]), gold),
        ("cup base", turned(base, 0.7), paint("#4a2a1c", "gloss")),
        ("cup plaque", plaque, paint("#f6d579", "metal")),
        ("cup star", badge, paint(colors.accent if not is_pale(colors.accent) else colors.primary, "gloss")),
    ]
    return show(solids, 10)


def medal(colors: Palette) -> tuple[Part, ...]:
    """A gold medal on a ribbon, a laurel and a figure one on it."""
    coin = disc(14, 3.2, 1.2, sides=56).moved((0, 15, -1.6), turn=AHEAD)
    rim = ring(24.6, 24.6, 0.9, count=56).moved((0, 15, 1.5))
    one = plate(fillet([(-0.4, -4.5), (-2, -4.5), (-2, -6.4), (4.2, -6.4), (4.2, -4.5), (2.4, -4.5), (2.4, 6.4), (0.2, 6.4), (-2.6, 4.2), (-2.6, 2.4), (-0.4, 3.2)], 0.5), 1.6, 0.6)
    leaves = []
    for s in (-1, 1):
        for k in np.linspace(-62, 48, 7):
            a = np.radians(k)
            at = np.array([s * 9.0 * np.cos(a), 15 + 9.0 * np.sin(a), 1.9])
            leaves.append(ball(1.0, sides=14).moved(at, turn=turn("z", s * (k + 62 if s > 0 else k + 62)), scale=(0.85, 2.0, 0.6)))
    loop = ring(6.4, 6.4, 0.9).moved((0, 31, 0))
    bands = []
    for s in (-1, 1):
        strip = fillet([(-3.1, 30.8), (3.1, 30.8), (3.1 + 7.5, 52), (7.5 - 4.6, 52)], 0.8)
        for grow, thick in ((1.0, 1.0),):
            bands.append(plate(strip, thick, 0.3).moved((0, 0, -1.4 if s < 0 else -0.3), scale=(s, 1, 1)))
    stripes = [plate(fillet([(-0.9, 31), (0.9, 31), (8.1, 52), (5.6, 52)], 0.3), 1.3, 0.2).moved((0, 0, -1.4 if s < 0 else -0.3), scale=(s, 1, 1)) for s in (-1, 1)]
    solids = [
        ("medal", coin, paint("#eeb63a", "metal", roughness=0.25)),
        ("medal print", gather([rim, one.moved((-0.4, 15, 1.9)), *leaves, loop]), paint("#f8d878", "metal", roughness=0.18)),
        ("ribbon", gather(bands), paint(colors.primary, "fabric")),
        ("ribbon stripe", gather(stripes), paint(colors.accent, "fabric")),
    ]
    return show(solids, 14)
