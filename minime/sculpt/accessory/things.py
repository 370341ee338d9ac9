"""Mug, book, plant. Frame: see the package; before it is centred."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import (
    Solid,
    ball,
    curve,
    fillet,
    gather,
    lathe,
    paint,
    plate,
    rounded_rect,
    tube,
    turn,
)


def mug(colors: Palette) -> tuple[Part, ...]:
    """A thick glazed mug of coffee with a heart on it."""
    height, radius = 33.0, 14.0
    profile = [(0, 0), (radius - 1.5, 0), (radius, 3), (radius, height), (radius - 2.2, height)]
    profile += [(radius - 2.2, 3), (0, 3)]
    cup = lathe(fillet(profile, 1.1, closed=False), sides=56)
    line = curve([(12.5, 26, 0), (20.5, 25.5, 0), (23, 17, 0), (18.5, 9, 0), (12.8, 8, 0)], 36)
    handle = tube(line, 2.1, sides=16).moved(scale=(1, 1, 1.25))
    rings = [(0, 27), (radius - 2.0, 27), (radius - 2.0, 28), (0, 28.6)]
    foam = ball(4.5, squash=0.16).moved((-2, 28.4, 2))
    band = lathe([(0, 4.6), (radius + 0.25, 4.6), (radius + 0.25, 7), (0, 7)], sides=56)
    pale = min(int(colors.accent[i : i + 2], 16) for i in (1, 3, 5)) > 200
    heart = paint(colors.primary if pale else "#ffffff", "gloss")
    solids = [
        ("mug", gather([cup, handle]), paint(colors.accent, "gloss")),
        ("mug band", band, paint(colors.secondary, "gloss")),
        ("coffee", lathe(rings, sides=48), paint("#4a2412", "gloss", roughness=0.15)),
        ("foam", foam, paint("#e8c9a0", "gloss")),
        ("mug heart", _on_cylinder(_heart(13), radius, 18), heart),
    ]
    angle = turn("y", 14)
    return tuple(solid.moved(turn=angle).part(name, look) for name, solid, look in solids)


def book(colors: Palette) -> tuple[Part, ...]:
    """Standing, hard cover, with a star, a ribbon and head bands."""
    width, height, thick = 28.0, 38.0, 9.0
    board = plate(rounded_rect(width, height, 0.9), 1.3, 0.5)
    covers = [board.moved((0, height / 2, s * thick / 2)) for s in (-1, 1)]
    arc = np.radians(np.linspace(90, 270, 14))
    outer = np.stack([3.2 * np.cos(arc), 5.15 * np.sin(arc)], 1)
    inner = np.stack([2.0 * np.cos(arc[::-1]), 4.0 * np.sin(arc[::-1])], 1)
    spine = plate(np.concatenate([outer, inner]), height - 0.4, 0.3)
    spine = spine.moved((-width / 2 + 0.3, height / 2, 0), turn=turn("x", -90))
    pages = plate(rounded_rect(width - 3, thick - 0.8, 0.6), height - 2.4, 0.2)
    pages = pages.moved((0, height / 2, 0), turn=turn("x", -90))
    lines = [
        plate(rounded_rect(width - 2.8, 0.24, 0.1), height - 2.6)
        .moved(turn=turn("x", -90))
        .moved((0, height / 2, z))
        for z in np.linspace(-3.2, 3.2, 8)
    ]
    front = thick / 2 + 0.7
    star = plate(_star(7.5), 0.8, 0.3).moved((0, 23.5, front))
    bars = [plate(rounded_rect(w, 1.7, 0.8), 0.7, 0.3).moved((0, y, front)) for w, y in BARS]
    frame = plate(rounded_rect(24, 34, 1.5), 0.5, 0.2, [rounded_rect(22.4, 32.4, 1.2)])
    frame = frame.moved((0, height / 2, front - 0.05))
    mark = curve([(5, 1, 2), (5.4, -0.2, 3.5), (6, 0.3, 6)], 10)
    solids = [
        ("book cover", gather([*covers, spine]), paint(colors.primary, "vinyl", roughness=0.5)),
        ("book pages", pages, paint("#f3ead2", "card")),
        ("book leaves", gather(lines), paint("#d9ccab", "card")),
        ("book print", gather([star, *bars, frame]), paint("#e8b54a", "metal", roughness=0.3)),
        ("book mark", tube(mark, 0.7), paint(colors.accent, "fabric")),
    ]
    angle = turn("y", 28)
    return tuple(solid.moved(turn=angle).part(name, look) for name, solid, look in solids)


BARS = ((15.0, 11.5), (10.0, 8.2))  # width and height above the ground of the book's title lines


def plant(colors: Palette) -> tuple[Part, ...]:
    """Broad leaves on stalks in a glazed pot with a saucer."""
    pot = [(0, 0), (8, 0), (10.6, 13), (12, 13), (12, 16.5), (10, 16.5), (9.6, 14), (0, 14)]
    dish = [(0, 0), (10, 0), (12, 2.6), (10.8, 2.6), (9.5, 1.4), (0, 1.4)]
    leaves, stalks = [], []
    for turn_deg, reach, lift, size in LEAVES:
        stalk, leaf = _leaf(np.radians(turn_deg), reach, lift, size)
        stalks.append(stalk)
        leaves.append(leaf)
    solids = [
        ("pot", lathe(fillet(pot, 0.9, closed=False), sides=48), paint(colors.primary, "gloss")),
        ("saucer", lathe(fillet(dish, 0.7, closed=False), sides=48), paint("#f6f1e7", "gloss")),
        ("soil", ball(9.8, squash=0.22).moved((0, 14.2, 0)), paint("#3b2a1e", "fabric")),
        ("leaves", gather(leaves[::2]), paint("#2f9e4f", "vinyl", roughness=0.35)),
        ("young leaves", gather(leaves[1::2]), paint("#63bf5a", "vinyl", roughness=0.35)),
        ("stalks", gather(stalks), paint("#3f8f45", "vinyl")),
    ]
    return tuple(solid.part(name, look) for name, solid, look in solids)


LEAVES = (  # bearing in degrees from the viewer, reach, height and length in mm
    (-20, 8, 20, 15),
    (60, 10, 22, 15),
    (130, 9, 27, 15),
    (200, 8, 29, 16),
    (-85, 11, 23, 15),
    (-140, 9, 26, 15),
    (20, 3, 31, 17),
    (90, 6, 33, 14),
    (-55, 6, 31, 14),
)


def _leaf(bearing: float, reach: float, lift: float, size: float) -> tuple[Solid, Solid]:
    """A stalk from the soil and a pointed, hollowed leaf at its end."""
    side = np.array([np.sin(bearing), 0, np.cos(bearing)])
    tip = np.array([0, lift, 0]) + side * reach
    stalk = tube(curve([side, side * reach * 0.55 + (0, lift * 0.72, 0), tip], 14), 0.7)
    half = [(0.0, 0.0), (0.28, 0.14), (0.4, 0.4), (0.27, 0.75), (0.0, 1.0)]
    rim = half + [(-x, y) for x, y in half[-2:0:-1]]
    flat = plate(curve(rim, 44, closed=True) * size, 0.9, 0.4)
    v = flat.vertices
    along = np.clip(v[:, 1] / size, 0, 1)
    bent = v.copy()
    bent[:, 2] += np.abs(v[:, 0]) * 0.35 - 0.28 * size * along**2
    blade = Solid(vertices=bent, faces=flat.faces)
    tilted = turn("y", np.degrees(bearing)) @ turn("x", 42)
    return stalk, blade.moved(tip - side * 0.5, turn=tilted)


def _heart(size: float) -> np.ndarray:
    t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    x = 16 * np.sin(t) ** 3
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([x, y], 1)[::-1] * size / 32


def _star(radius: float) -> np.ndarray:
    angle = np.pi / 2 + np.arange(10) * np.pi / 5
    reach = np.where(np.arange(10) % 2, 0.5 * radius, radius)
    return fillet(np.stack([reach * np.cos(angle), reach * np.sin(angle)], 1), 0.8)


def _on_cylinder(outline: np.ndarray, radius: float, height: float) -> Solid:
    """A thin plate wrapped round the y axis, its middle facing the viewer at ``height``."""
    flat = plate(outline, 0.7, 0.3)
    x, y, z = flat.vertices.T
    angle, r = x / radius, radius + z
    points = np.stack([r * np.sin(angle), y + height, r * np.cos(angle)], 1)
    return Solid(vertices=points, faces=flat.faces)
