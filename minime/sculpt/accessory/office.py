"""Book, graduation cap, briefcase, calculator, clipboard, gavel, money bag. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    DARK,
    FLAT,
    GOLD,
    STEEL,
    clay,
    disc,
    fluted,
    is_pale,
    ring,
    rod,
    show,
    star,
    turned,
)
from minime.sculpt.clay import Stroke, blob, bone
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import (
    Solid,
    ball,
    curve,
    fillet,
    gather,
    paint,
    plate,
    printed,
    rounded_rect,
    tube,
    turn,
)


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
    badge = plate(star(7.5), 0.8, 0.3).moved((0, 23.5, front))
    bars = [plate(rounded_rect(w, 1.7, 0.8), 0.7, 0.3).moved((0, y, front)) for w, y in BARS]
    frame = plate(rounded_rect(24, 34, 1.5), 0.5, 0.2, [rounded_rect(22.4, 32.4, 1.2)])
    frame = frame.moved((0, height / 2, front - 0.05))
    mark = curve([(5, 1, 2), (5.4, -0.2, 3.5), (6, 0.3, 6)], 10)
    solids = [
        ("book cover", gather([*covers, spine]), paint(colors.primary, "vinyl", roughness=0.5)),
        ("book pages", pages, paint("#f3ead2", "card")),
        ("book leaves", gather(lines), paint("#d9ccab", "card")),
        ("book print", gather([badge, *bars, frame]), paint("#e8b54a", "metal", roughness=0.3)),
        ("book mark", tube(mark, 0.7), paint(colors.accent, "fabric")),
    ]
    return show(solids, 28)


BARS = ((15.0, 11.5), (10.0, 8.2))  # width and height above the ground of the book's title lines


def graduation_cap(colors: Palette) -> tuple[Part, ...]:
    """A mortarboard with its tassel, on two books."""
    board = plate(rounded_rect(36, 36, 2), 2.0, 0.8).moved((0, 27.5, 0), turn=turn("y", 40) @ FLAT)
    skull = turned([(0, 15.2), (12.6, 15.2), (13.2, 17), (11.6, 27), (0, 27)], 0.9, sides=48)
    knob = ball(1.7, sides=20, squash=0.6).moved((0, 28.9, 0))
    line = curve([(0, 28.9, 0), (8, 28.8, 7), (14.6, 28.4, 12.6), (15.6, 26, 13.6), (15.8, 19.6, 13.8)], 40)
    head = ball(1.5, sides=18).moved((15.8, 19.4, 13.8))
    fringe = fluted(turned([(0, 10.4), (2.6, 10.4), (1.5, 18.2), (0, 18.8)], 0.3, sides=60), 10, 0.1).moved((15.8, 0.4, 13.8))
    books, leaves = [], []
    for y, width, depth, angle in ((0, 36, 27, 6), (7.8, 31, 24, -9)):
        spin = turn("y", angle)
        boards = [plate(rounded_rect(width, depth, 1), 1.3, 0.5).moved((0, y + h, 0), turn=spin @ FLAT) for h in (0.65, 6.85)]
        spine = plate(rounded_rect(width, 7.5, 1.4), 1.8, 0.7).moved(spin @ (0, 0, depth / 2 - 0.2) + (0, y + 3.75, 0), turn=spin)
        books.append((gather([*boards, spine]), spin))
        leaves.append(plate(rounded_rect(width - 2.4, depth - 2, 0.6), 5.4, 0.2).moved((0, y + 3.75, 0), turn=spin @ FLAT))
        for x in (-width / 2 + 4.5, width / 2 - 4.5):
            leaves_bar = plate(rounded_rect(1.4, 7.3, 0.5), 0.6, 0.2)
            books.append((leaves_bar.moved(spin @ (x, 0, depth / 2 + 0.7) + (0, y + 3.75, 0), turn=spin), None))
    bars = [solid for solid, spin in books if spin is None]
    low, high = [solid for solid, spin in books if spin is not None]
    solids = [
        ("cap", gather([board, skull]), paint("#26293a", "fabric")),
        ("tassel", gather([knob, tube(line, 0.55, sides=8), head, fringe]), paint("#f2b632", "vinyl")),
        ("lower book", low, paint(colors.primary, "vinyl")),
        ("upper book", high, paint(colors.accent if not is_pale(colors.accent) else colors.ink, "vinyl")),
        ("book leaves", gather(leaves), paint("#f6ecd2", "card")),
        ("book bars", gather(bars), paint(GOLD, "metal")),
    ]
    return show(solids, turn("y", 0) @ turn("x", 7))


def briefcase(colors: Palette) -> tuple[Part, ...]:
    """Leather, with a flap, two straps and brass locks."""
    width, height, deep = 48.0, 31.0, 13.0
    body = plate(rounded_rect(width, height, 3.4), deep, 2.4).moved((0, height / 2, 0))
    edge = plate(rounded_rect(width + 0.8, height + 0.8, 3.8), 2.6, 1.0).moved((0, height / 2, 0))
    flap = plate(fillet([(-23.4, 31), (-23.4, 17), (-18, 14.5), (18, 14.5), (23.4, 17), (23.4, 31)], 2.6), 1.6, 0.7).moved((0, 0.2, deep / 2))
    seam = fillet([(-22, 30), (-22, 17.8), (-17.6, 15.9), (17.6, 15.9), (22, 17.8), (22, 30)], 2.0, closed=False)
    stitches = [rod((*a, 7.35), (*(a + 0.6 * (b - a)), 7.35), 0.2, sides=6) for a, b in _steps(seam, 1.7)]
    straps = [plate(rounded_rect(4.4, 24, 0.8), 1.2, 0.5).moved((x, 19.2, 7.6)) for x in (-13.5, 13.5)]
    locks = [plate(rounded_rect(6, 5.2, 1.2), 1.6, 0.6).moved((x, 13.4, 8.4)) for x in (-13.5, 13.5)]
    pins = [plate(rounded_rect(2.2, 1.0, 0.4), 1.0, 0.3).moved((x, 13.2, 9.2)) for x in (-13.5, 13.5)]
    grip = curve([(-8.4, 31, 0), (-7.8, 35.4, 0), (0, 37.4, 0), (7.8, 35.4, 0), (8.4, 31, 0)], 40)
    handle = tube(grip, np.interp(np.linspace(-1, 1, 40), [-1, -0.5, 0, 0.5, 1], [1.1, 1.5, 1.9, 1.5, 1.1]), sides=16)
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


def calculator(colors: Palette) -> tuple[Part, ...]:
    """A desk calculator with a sum on its screen."""
    case = plate(rounded_rect(30, 42, 4), 6, 2.2)
    face = plate(rounded_rect(27, 39, 3), 0.6, 0.2).moved((0, 0, 2.9))
    bezel = plate(rounded_rect(25, 10, 1.6), 1.0, 0.4).moved((0, 13.4, 3.2))
    screen = plate(rounded_rect(23, 7.8, 1.0), 0.5, 0.15).moved((0, 13.4, 3.6))
    keys: dict[str, list[Solid]] = {"#ffffff": [], colors.secondary: [], colors.accent: [], "#3c4049": []}
    names = ("c", "+", "%", "/", "7", "8", "9", "x", "4", "5", "6", "-", "1", "2", "3", "+")
    for i, name in enumerate((*names, "0", ".", "=", "=")):
        row, column = divmod(i, 4)
        if i == 19:
            continue
        wide = 11.4 if name == "=" else 5.0
        x = 6.2 * (column - 1.5) + (3.1 if name == "=" else 0)
        y = 4.6 - 5.3 * row
        ink = "#3c4049" if row == 0 and column < 3 else colors.secondary if column == 3 else "#ffffff"
        ink = colors.accent if name == "=" else ink
        keys[ink].append(plate(rounded_rect(wide, 4.1, 1.2), 2.0, 0.8).moved((x, y, 3.7)))
    place = {"offset": (0, 21.6, 0), "turn": turn("x", -16)}
    solids = [("calculator", case, paint(colors.primary, "gloss")), ("calculator face", face, paint("#e9edf1", "gloss")),
              ("calculator bezel", bezel, paint(DARK, "gloss")), ("calculator screen", screen, printed(_digits("1234.5"), "gloss"))]  # fmt: skip
    solids += [(f"calculator keys {i}", gather(group), paint(ink, "gloss")) for i, (ink, group) in enumerate(keys.items()) if group]
    return show([(name, solid.moved(**place), look) for name, solid, look in solids], 18)


SEGMENTS = {"0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd", "6": "afgedc", "7": "abc", "8": "abcdefg", "9": "abcdfg"}


def _digits(text: str) -> np.ndarray:
    """A liquid crystal display that shows a number, (78, 230, 3) uint8."""
    picture = np.full((78, 230, 3), (196, 216, 178), np.uint8)
    boxes = {"a": (8, 0, 24, 6), "b": (26, 4, 32, 26), "c": (26, 30, 32, 52), "d": (8, 50, 24, 56), "e": (0, 30, 6, 52), "f": (0, 4, 6, 26), "g": (8, 25, 24, 31)}
    x = 218
    for sign in reversed(text):
        if sign == ".":
            picture[61:67, x - 3 : x + 3] = (30, 36, 30)
            x -= 2
            continue
        x -= 40
        for key in SEGMENTS[sign]:
            x0, y0, x1, y1 = boxes[key]
            picture[11 + y0 : 11 + y1, x + x0 : x + x1] = (30, 36, 30)
    return picture


def clipboard(colors: Palette) -> tuple[Part, ...]:
    """A check list with ticks, and a pen."""
    board = plate(rounded_rect(32, 44, 3), 2.4, 0.9)
    sheet = plate(rounded_rect(28, 38, 0.8), 0.8, 0.2).moved((0, -1.6, 1.4))
    clip = plate(fillet([(-8.6, -2.8), (8.6, -2.8), (7.6, 3.6), (-7.6, 3.6)], 1.4), 3.0, 1.2).moved((0, 19.6, 2.2))
    bow = tube(curve([(-4, 22.6, 2.0), (-2.6, 26, 2.0), (2.6, 26, 2.0), (4, 22.6, 2.0)], 20), 0.8)
    boxes, ticks, lines = [], [], []
    for k, y in enumerate((10.4, 3.0, -4.4, -11.8)):
        boxes.append(plate(rounded_rect(4.6, 4.6, 0.9), 0.6, 0.2, [rounded_rect(3.4, 3.4, 0.6)]).moved((-9.4, y, 1.9)))
        lines.append(plate(rounded_rect(14, 1.2, 0.5), 0.5, 0.2).moved((3.6, y + 1.1, 1.9)))
        lines.append(plate(rounded_rect(14 - 3 * (k % 3), 1.2, 0.5), 0.5, 0.2).moved((3.6 - 1.5 * (k % 3), y - 1.4, 1.9)))
        if k < 3:
            ticks.append(tube(fillet([(-10.8, y + 0.2, 2.3), (-9.6, y - 1.3, 2.4), (-6.6, y + 3.0, 2.5)], 0.3, closed=False), 0.62))
    pen = [rod((0, 2, 0), (0, 20, 0), 1.35), turned([(0, -2.4), (0.35, -2.2), (1.35, 1.8), (0, 2)], 0.2, sides=20)]
    cap = gather([rod((0, 20, 0), (0, 22.2, 0), 1.2), rod((0, 20.6, 1.7), (0, 14, 1.7), 0.45)])
    lean = {"offset": (10.6, -15, 4.4), "turn": turn("z", -14)}
    place = {"offset": (0, 22.6, 0), "turn": turn("x", -9)}
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
    return show([(name, solid.moved(**place), look) for name, solid, look in solids], 14)


def gavel(colors: Palette) -> tuple[Part, ...]:
    """A judge's gavel above its sound block."""
    block = turned([(0, 0), (14.5, 0), (15, 2), (13.6, 4), (12.6, 4.6), (12.4, 6), (0, 6)], 1.0, sides=56)
    felt = turned([(0, 5.6), (10.4, 5.6), (10.4, 6.5), (0, 6.5)], 0.3, sides=48)
    half = [(9.2, 0), (9.2, 3), (8.0, 4.4), (8.0, 5.4), (8.8, 7), (7.4, 9.4), (6.9, 12)]
    profile = [(0, -13), *[(r, y - 13) for r, y in half], *[(r, 13 - y) for r, y in half[::-1]], (0, 13)]
    head = turned(profile, 0.8, sides=48)
    bands = [turned([(0, y - 1.1), (8.4, y - 1.1), (8.4, y + 1.1), (0, y + 1.1)], 0.4, sides=48) for y in (-8.2, 8.2)]
    path = np.array([(x, 0, 0) for x in np.linspace(5, 38, 24)])
    shaft = tube(path, np.interp(np.linspace(0, 1, 24), [0, 0.2, 0.55, 0.85, 1], [1.7, 1.5, 2.0, 2.4, 2.0]), sides=18)
    collar = turned([(0, 0), (2.6, 0), (2.6, 2), (0, 2)], 0.6).moved((6.6, 0, 0), turn=turn("z", -90))
    lean = {"offset": (-10, 20, 1), "turn": turn("z", 24)}
    solids = [
        ("block", block, paint("#6d3a1c", "gloss", roughness=0.15)),
        ("block felt", felt, paint(colors.primary, "fabric")),
        ("gavel head", head.moved(**lean), paint("#8b4a22", "gloss", roughness=0.15)),
        ("gavel shaft", shaft.moved(**lean), paint("#8b4a22", "gloss", roughness=0.15)),
        ("gavel bands", gather([*bands, collar]).moved(**lean), paint("#ecb94c", "metal", roughness=0.2)),
    ]
    return show(solids, 18)


def money_bag(colors: Palette) -> tuple[Part, ...]:
    """A tied sack with a coin sign, a stack of coins beside it."""
    sack = [Stroke(shape=blob((0, 13, 0), (15.2, 13, 13))), Stroke(shape=blob((0, 7.6, 0), (15.6, 7.4, 13)), blend=4)]
    sack += [Stroke(shape=bone((0, 20, 0), (0, 31, 0), (9, 4.6, 3.6)), blend=5)]
    for k in range(6):
        a = 2 * np.pi * k / 6 + 0.4
        sack.append(Stroke(shape=bone((2.4 * np.sin(a), 30.5, 2.4 * np.cos(a)), (6.4 * np.sin(a), 37.4, 5.6 * np.cos(a)), (2.4, 3.2, 2.2)), blend=1.6))
    tie = gather([ring(9.6, 9.6, 1.25, count=36).moved((0, 30.2, 0), turn=AHEAD)] + [
        tube(curve([(0, 30, 4.8), (s * 2.6, 26.4, 7.4), (s * 3.6, 22.6, 8.6)], 14), 0.9) for s in (-1, 1)])
    sign = _coin_sign()
    coins = []
    for k, (dx, dz) in enumerate(((0, 0), (0.6, 0.3), (-0.4, 0.2), (0.3, -0.2))):
        coins.append(disc(6.2, 2.2, 0.7, sides=36).moved((14.5 + dx, 2.3 * k, 8 + dz)))
    coins.append(disc(6.2, 2.2, 0.7, sides=36).moved((-14.2, 6.2, 9.4), turn=turn("z", 12) @ turn("x", 78)))
    rims = [ring(9.8, 9.8, 0.35, count=32, sides=6).moved((-14.2, 6.2, 9.4), turn=turn("z", 12) @ turn("x", -12)).moved((0.1, 0.4, 2.1))]
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
