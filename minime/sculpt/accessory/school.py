"""Book, graduation cap, pencil, calculator. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    DARK,
    FLAT,
    GOLD,
    chip,
    fluted,
    place,
    ring,
    show,
    star,
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
    line = curve(
        [(0, 28.9, 0), (8, 28.8, 7), (14.6, 28.4, 12.6), (15.6, 26, 13.6), (15.8, 19.6, 13.8)], 40
    )
    head = ball(1.5, sides=18).moved((15.8, 19.4, 13.8))
    fringe = fluted(
        turned([(0, 10.4), (2.6, 10.4), (1.5, 18.2), (0, 18.8)], 0.3, sides=60), 10, 0.1
    ).moved((15.8, 0.4, 13.8))
    books, leaves = [], []
    for y, width, depth, angle in ((0, 36, 27, 6), (7.8, 31, 24, -9)):
        spin = turn("y", angle)
        boards = [
            plate(rounded_rect(width, depth, 1), 1.3, 0.5).moved((0, y + h, 0), turn=spin @ FLAT)
            for h in (0.65, 6.85)
        ]
        spine = plate(rounded_rect(width, 7.5, 1.4), 1.8, 0.7).moved(
            spin @ (0, 0, depth / 2 - 0.2) + (0, y + 3.75, 0), turn=spin
        )
        books.append((gather([*boards, spine]), spin))
        leaves.append(
            plate(rounded_rect(width - 2.4, depth - 2, 0.6), 5.4, 0.2).moved(
                (0, y + 3.75, 0), turn=spin @ FLAT
            )
        )
        for x in (-width / 2 + 4.5, width / 2 - 4.5):
            leaves_bar = plate(rounded_rect(1.4, 7.3, 0.5), 0.6, 0.2)
            books.append(
                (
                    leaves_bar.moved(spin @ (x, 0, depth / 2 + 0.7) + (0, y + 3.75, 0), turn=spin),
                    None,
                )
            )
    bars = [solid for solid, spin in books if spin is None]
    low, high = [solid for solid, spin in books if spin is not None]
    solids = [
        ("cap", gather([board, skull]), paint("#26293a", "fabric")),
        (
            "tassel",
            gather([knob, tube(line, 0.55, sides=8), head, fringe]),
            paint("#f2b632", "vinyl"),
        ),
        ("lower book", low, paint(colors.primary, "vinyl")),
        (
            "upper book",
            high,
            paint(strong(colors.accent, colors.ink), "vinyl"),
        ),
        ("book leaves", gather(leaves), paint("#f6ecd2", "card")),
        ("book bars", gather(bars), paint(GOLD, "metal")),
    ]
    return show(solids, turn("y", 0) @ turn("x", 7))


def pencil(colors: Palette) -> tuple[Part, ...]:
    """A big pencil with its rubber, in front of a ruler."""
    angle = np.radians(60 * np.arange(6) + 30)
    hexagon = fillet(np.stack([4.3 * np.cos(angle), 4.3 * np.sin(angle)], 1), 0.7)
    body = plate(hexagon, 29, 0.3).moved((0, 26.4, 0), turn=FLAT)
    wood = turned([(0, 3.6), (1.5, 3.7), (4.25, 12.2), (0, 12.4)], 0.2, sides=36)
    lead = turned([(0, 0), (0.4, 0.1), (1.7, 4.2), (0, 4.4)], 0.25, sides=24)
    sleeve = turned([(0, 40.6), (4.2, 40.6), (4.2, 45.6), (0, 45.6)], 0.4)
    rims = [
        ring(8.5, 8.5, 0.35, count=32, sides=8).moved((0, y, 0), turn=AHEAD)
        for y in (41.8, 43.2, 44.6)
    ]
    rubber = turned([(0, 45.2), (4.0, 45.2), (4.0, 49), (2.6, 51), (0, 51.4)], 1.6)
    ruler = plate(rounded_rect(10, 46, 1.2), 1.6, 0.6, [ellipse(3.4, 3.4, 24) + (0, 19.4)])
    marks = [
        chip(w, 0.5, 0.4).moved((4.4 - w / 2, -21.4 + 1.7 * k, 0.95))
        for k, w in enumerate(5.0 if k % 5 == 0 else 2.8 for k in range(23))
    ]
    write = {"offset": (-4, 0.6, 3.4), "turn": turn("z", -15)}
    rest = {"offset": (1, 23.4, -3.6), "turn": turn("z", 16)}
    solids = [
        ("pencil", body.moved(**write), paint("#ffc22e", "gloss", roughness=0.15)),
        ("pencil wood", wood.moved(**write), paint("#ecc592", "vinyl")),
        ("pencil lead", lead.moved(**write), paint("#2b2d33", "gloss")),
        (
            "pencil sleeve",
            gather([sleeve, *rims]).moved(**write),
            paint("#cfd4da", "metal", roughness=0.22),
        ),
        ("pencil rubber", rubber.moved(**write), paint("#f2909c", "vinyl")),
        ("ruler", ruler.moved(**rest), paint(colors.primary, "gloss")),
        ("ruler marks", gather(marks).moved(**rest), paint("#ffffff", "gloss")),
    ]
    return show(solids, 8)


def calculator(colors: Palette) -> tuple[Part, ...]:
    """A desk calculator with a sum on its screen."""
    case = plate(rounded_rect(30, 42, 4), 6, 2.2)
    face = plate(rounded_rect(27, 39, 3), 0.6, 0.2).moved((0, 0, 2.9))
    bezel = plate(rounded_rect(25, 10, 1.6), 1.0, 0.4).moved((0, 13.4, 3.2))
    screen = plate(rounded_rect(23, 7.8, 1.0), 0.5, 0.15).moved((0, 13.4, 3.6))
    keys: dict[str, list[Solid]] = {
        "#ffffff": [],
        colors.secondary: [],
        colors.accent: [],
        "#3c4049": [],
    }
    names = ("c", "+", "%", "/", "7", "8", "9", "x", "4", "5", "6", "-", "1", "2", "3", "+")
    for i, name in enumerate((*names, "0", ".", "=", "=")):
        row, column = divmod(i, 4)
        if i == 19:
            continue
        wide = 11.4 if name == "=" else 5.0
        x = 6.2 * (column - 1.5) + (3.1 if name == "=" else 0)
        y = 4.6 - 5.3 * row
        ink = (
            "#3c4049" if row == 0 and column < 3 else colors.secondary if column == 3 else "#ffffff"
        )
        ink = colors.accent if name == "=" else ink
        keys[ink].append(plate(rounded_rect(wide, 4.1, 1.2), 2.0, 0.8).moved((x, y, 3.7)))
    solids = [
        ("calculator", case, paint(colors.primary, "gloss")),
        ("calculator face", face, paint("#e9edf1", "gloss")),
        ("calculator bezel", bezel, paint(DARK, "gloss")),
        ("calculator screen", screen, printed(_digits("1234.5"), "gloss")),
    ]
    solids += [
        (f"calculator keys {i}", gather(group), paint(ink, "gloss"))
        for i, (ink, group) in enumerate(keys.items())
        if group
    ]
    return show(place(solids, (0, 21.6, 0), turn("x", -16)), 18)


SEGMENTS = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
}


def _digits(text: str) -> np.ndarray:
    """A liquid crystal display that shows a number, (78, 230, 3) uint8."""
    picture = np.full((78, 230, 3), (196, 216, 178), np.uint8)
    boxes = {
        "a": (8, 0, 24, 6),
        "b": (26, 4, 32, 26),
        "c": (26, 30, 32, 52),
        "d": (8, 50, 24, 56),
        "e": (0, 30, 6, 52),
        "f": (0, 4, 6, 26),
        "g": (8, 25, 24, 31),
    }
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
