"""Bicycle, skateboard, surfboard, car. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    DARK,
    FLAT,
    STEEL,
    disc,
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
    rounded_rect,
    tube,
    turn,
)


def bicycle(colors: Palette) -> tuple[Part, ...]:
    """A city bicycle: mudguards, leather saddle, lamp."""
    rear, front, low, seat, neck = np.array(
        [(-15.5, 12.5, 0), (16.5, 12.5, 0), (-2.5, 11, 0), (-6.6, 27.5, 0), (11.4, 28.5, 0)]
    )
    tyres = [ring(22.4, 22.4, 1.35, count=56).moved(at) for at in (rear, front)]
    rims = [_rim(at) for at in (rear, front)]
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
    drive, pedals = _crank(low, rear)
    lamp = disc(1.7, 2, 0.6, sides=24).moved(neck + (1.8, 0.4, 0), turn=turn("z", -90))
    guard = np.radians(np.linspace(35, 165, 24))
    arc = 12.9 * np.stack([np.cos(guard), np.sin(guard), 0 * guard], 1)
    guards = [tube(at + arc, 0.6, sides=8).moved(scale=(1, 1, 2.2)) for at in (rear, front)]
    solids = [
        ("tyres", gather(tyres), paint("#26272b", "vinyl")),
        ("rims", gather(rims), paint("#dfe2e7", "metal")),
        ("frame", gather([*tubes, *guards]), paint(colors.primary, "gloss")),
        ("chrome", gather([*post, *bars, drive]), paint(STEEL, "metal")),
        ("saddle", gather([*saddle, *grips]), paint("#8a4f2a", "vinyl")),
        ("pedals", pedals, paint(DARK, "vinyl")),
        ("lamp", lamp, paint(colors.secondary, "gloss")),
    ]
    return show(solids, -22)


def _rim(middle: np.ndarray) -> Solid:
    """A rim with hub and spokes."""
    pieces = [ring(20, 20, 0.55, count=48, sides=8).moved(middle)]
    pieces.append(rod(middle - (0, 0, 1.6), middle + (0, 0, 1.6), 1.3))
    for angle in np.radians(np.arange(0, 360, 30)):
        end = middle + 10 * np.array([np.cos(angle), np.sin(angle), 0])
        pieces.append(rod(middle, end, 0.16, sides=5))
    return gather(pieces)


def _crank(low: np.ndarray, rear: np.ndarray) -> tuple[Solid, Solid]:
    """Chain wheel, cranks and chain, and the pedals."""
    crank = np.array([2.0, -4.6, 0])
    gear = plate(ellipse(8.4, 8.4, 36), 0.9, 0.3, [ellipse(5.2, 5.2, 28)]).moved(low + (0, 0, 2.3))
    hub = rod(low - (0, 0, 3), low + (0, 0, 3), 1.2)
    arms = [rod(low + (0, 0, 3 * s), low + s * crank + (0, 0, 3.4 * s), 0.6) for s in (-1, 1)]
    step = plate(rounded_rect(5, 1.5, 0.6), 3.4, 0.5)
    pedals = [step.moved(low + s * crank + (0, 0, 5 * s)) for s in (-1, 1)]
    over, ahead = np.array([(0, 1.7, 2.3), (1.7, 0, -2.3)])
    loop = [rear + over, low + (0, 4.1, 2.3), low + (4.1, 0, 2.3), low - (0, 4.1, -2.3)]
    loop += [rear + over * (1, -1, 1), rear - ahead]
    chain = tube(fillet(loop, 3), 0.3, sides=6, closed=True)
    return gather([gear, hub, *arms, chain]), gather(pedals)


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


def surfboard(colors: Palette) -> tuple[Part, ...]:
    """Upright, with bands of colour, a stringer and a hibiscus flower."""
    board = plate(_surf(0, 55), 2.6, 1.2)
    band = [plate(_surf(a, b, 0.1), 2.8, 1.2) for a, b in ((11, 14.6), (40.2, 43.8))]
    wide = plate(_surf(15.6, 39.2, 0.1), 2.75, 1.2)
    stringer = plate(rounded_rect(0.5, 52.5, 0.2), 3.1, 0.1).moved((0, 27.3, 0))
    petals, veins = [], []
    for k in range(5):
        angle = turn("z", 72 * k)
        petal = plate(
            curve(
                [(0, 0), (2.3, 2.4), (1.6, 5.2), (0, 5.0), (-1.6, 5.2), (-2.3, 2.4)],
                30,
                closed=True,
            ),
            0.8,
            0.3,
        )
        petals.append(petal.moved((0, 27.5, 1.75), turn=angle))
        veins.append(
            ball(0.9, sides=12, squash=0.5).moved(angle @ (0, 1.5, 0) + (0, 27.5, 2.1), turn=AHEAD)
        )
    eye = ball(1.3, sides=20).moved((0, 27.5, 2.2))
    fin = plate(fillet([(-3.4, 0), (3, 0), (-2.5, 6), (-4.6, 6.6)], 1.2), 0.9, 0.4)
    fins = [fin.moved((x, 3 + abs(x) * 0.5, -4), turn=turn("y", 90)) for x in (-3, 0, 3)]
    solids = [
        ("board", board, paint("#fbf8ef", "gloss", roughness=0.12)),
        ("board middle", wide, paint(colors.primary, "gloss", roughness=0.12)),
        ("board bands", gather(band), paint(colors.secondary, "gloss", roughness=0.12)),
        ("board stringer", stringer, paint("#7c5330", "gloss")),
        ("board fins", gather(fins), paint(DARK, "gloss")),
        (
            "flower",
            gather(petals),
            paint("#ffffff", "gloss"),
        ),
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


def car(colors: Palette) -> tuple[Part, ...]:
    """A small round car, two-tone, with chrome."""
    side = fillet(
        [
            (-23.5, 5.4), (23.5, 5.4), (25, 9), (23.4, 14.2), (15, 16.4), (-20.6, 16.8),
            (-24.8, 14.4), (-25, 9),
        ],
        3.4,
    )  # fmt: skip
    body = plate(side, 22, 3.3)
    cabin = plate(
        fillet([(-15.5, 15.6), (11, 15.6), (6.4, 25), (2.6, 27.4), (-7.8, 27.4), (-12.4, 25)], 3.0),
        18.4,
        2.8,
    )
    roof = plate(fillet([(-12.8, 24.2), (6.8, 24.2), (3.4, 28.0), (-8.6, 28.2)], 1.9), 17.4, 1.8)
    glass = plate(fillet([(-13.3, 17.0), (8.6, 17.0), (5.2, 24.2), (-11.2, 24.2)], 1.4), 18.8, 0.6)
    post = plate(rounded_rect(1.8, 8.2, 0.3), 19.4, 0.3).moved((-3, 20.5, 0))
    pane = plate(rounded_rect(13.6, 8.2, 1.6), 1.2, 0.5).moved(
        (8.6, 20.6, 0), turn=turn("z", 26) @ turn("y", 90)
    )
    wheels, hubs, arches = _car_wheels()
    lamps = [
        ball(2.5, sides=24, squash=0.5).moved((24.2, 11.6, 6.6 * s), turn=turn("z", -90))
        for s in (-1, 1)
    ]
    rims = [
        ring(5.6, 5.6, 0.5, count=28, sides=8).moved((24.2, 11.6, 6.6 * s), turn=turn("y", 90))
        for s in (-1, 1)
    ]
    tails = [
        ball(1.7, sides=18, squash=0.5).moved((-24.8, 11.6, 7 * s), turn=turn("z", 90))
        for s in (-1, 1)
    ]
    bumpers = [
        tube(np.array([(x, 7.0, -8.6), (x + 0.9 * np.sign(x), 7.0, 0), (x, 7.0, 8.6)]), 1.25)
        for x in (-25, 25)
    ]
    strip = [rod((-22, 11.6, 11.0 * s), (22, 11.6, 11.0 * s), 0.5, sides=8) for s in (-1, 1)]
    grips = [rod((-7.2, 14.2, 11.1 * s), (-4.4, 14.2, 11.1 * s), 0.6, sides=8) for s in (-1, 1)]
    doors = [
        tube(fillet([(-3, 16, 11.0 * s), (-3, 8.4, 11.05 * s)], 0.2, closed=False), 0.22, sides=6)
        for s in (-1, 1)
    ]
    grill = plate(rounded_rect(8, 3, 1), 1.2, 0.4).moved((24.8, 10.8, 0), turn=turn("y", 90))
    bag, straps, rack = _roof_luggage()
    chrome = paint("#d3d8de", "metal", roughness=0.18)
    solids = [
        ("car", gather([body, arches]), paint(colors.primary, "gloss", roughness=0.1)),
        ("car roof", gather([cabin, roof, post]), paint("#fbf6ea", "gloss", roughness=0.1)),
        ("car glass", gather([glass, pane]), paint("#2d4a63", "gloss", roughness=0.05)),
        ("car tyres", wheels, paint("#232529", "vinyl")),
        ("car chrome", gather([hubs, *rims, *bumpers, *strip, *grips, grill, rack]), chrome),
        ("car lamps", gather(lamps), paint("#fff6cf", "gloss", roughness=0.05)),
        ("car tails", gather(tails), paint("#e0222c", "gloss")),
        ("car doors", gather(doors), paint("#22303a", "gloss")),
        ("car luggage", bag, paint("#9a5a2c", "vinyl")),
        (
            "car straps",
            straps,
            paint(strong(colors.accent, "#5c2e14"), "vinyl"),
        ),
    ]
    return show(solids, -32)


def _car_wheels() -> tuple[Solid, Solid, Solid]:
    """Tyres, hub caps and the arches over them."""
    tyre = turned([(0, 0), (5.6, 0), (5.8, 1), (5.6, 4.4), (0, 4.4)], 1.0, sides=36)
    cap = turned([(0, 4), (3.4, 4), (2.8, 5.0), (0, 5.3)], 0.4, sides=32)
    angle = np.radians(np.linspace(4, 176, 24))
    bow = tube(7.0 * np.stack([np.cos(angle), np.sin(angle), 0 * angle], 1), 1.25)
    places = [(x, s) for x in (-14.2, 14.4) for s in (-1, 1)]
    tyres = [tyre.moved((x, 5.8, 7.2 * s), turn=turn("x", 90 * s)) for x, s in places]
    caps = [cap.moved((x, 5.8, 7.2 * s), turn=turn("x", 90 * s)) for x, s in places]
    return gather(tyres), gather(caps), gather([bow.moved((x, 6.2, 10.2 * s)) for x, s in places])


def _roof_luggage() -> tuple[Solid, Solid, Solid]:
    """A bag, its straps and the rack below it."""
    bag = plate(rounded_rect(13, 8, 1.4), 4.6, 1.2).moved((-3, 32.2, 0), turn=FLAT)
    strap = plate(rounded_rect(5.0, 8.4, 0.8), 1.4, 0.5).moved(turn=turn("y", 90) @ turn("z", 90))
    bars = [rod((x, 29.4, -7), (x, 29.4, 7), 0.55, sides=8) for x in (-8.6, -3, 2.6)]
    bars += [rod((-9.4, 29.4, z), (3.4, 29.4, z), 0.55, sides=8) for z in (-6.4, 6.4)]
    return bag, gather([strap.moved((x, 32.2, 0)) for x in (-6.4, 0.4)]), gather(bars)
