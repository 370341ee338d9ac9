"""Guitar, microphone, piano, violin, drum, saxophone. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    DARK,
    FLAT,
    GOLD,
    SILVER,
    STEEL,
    chip,
    disc,
    mirrored,
    ring,
    rod,
    show,
    turned,
)
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
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


def guitar(colors: Palette) -> tuple[Part, ...]:
    """Acoustic, standing upright."""
    half = [(0, 0), (7, 0.6), (10.5, 6.5), (8.6, 12.5), (6.9, 15.5), (7.8, 19.5), (7.2, 23.5)]
    half += [(3, 25.2), (0, 25.4)]
    outline = curve(mirrored(half), 90, closed=True)
    middle = outline.mean(0)
    body = plate(outline, 6.5, 1.0)
    top = plate(middle + (outline - middle) * 0.93, 0.6, 0.25).moved((0, 0, 3.2))
    hole = lathe([(0, 0), (3.1, 0), (3.1, 0.4), (0, 0.4)]).moved((0, 16.6, 3.3), turn=AHEAD)
    bridge = plate(rounded_rect(8.5, 1.9, 0.7), 1.2, 0.4).moved((0, 8, 3.7))
    neck = plate(rounded_rect(3.2, 26, 0.8), 2.6, 0.9).moved((0, 33.5, 2.6))
    board = plate(rounded_rect(3.3, 26.5, 0.5), 0.8, 0.3).moved((0, 31.8, 4.1))
    steps = 44.2 - 22 * (1 - 0.5 ** (np.arange(1, 13) / 7))
    frets = [rod((-1.5, y, 4.5), (1.5, y, 4.5), 0.14, sides=10) for y in steps]
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
        ("guitar rose", ring(7.2, 7.2, 0.4).moved((0, 16.6, 3.5)), paint(colors.accent, "gloss")),
        ("guitar wood", gather([bridge, board]), paint("#3a2012", "gloss")),
        ("guitar neck", gather([neck, head]), paint("#8a4a1d", "gloss")),
        ("guitar metal", gather([*pegs, *strings, *frets]), paint("#dadde2", "metal")),
    ]
    return show(solids, turn("y", 16) @ turn("z", -7))


def microphone(colors: Palette) -> tuple[Part, ...]:
    """A singer's microphone with a wire grille, a switch and a ring of colour."""
    grip = turned([(0, 0), (3.0, 0), (3.4, 2), (5.0, 29), (6.4, 32.5), (0, 32.5)], 1.0)
    foot = turned([(0, -1.6), (2.4, -1.6), (3.2, 0.6), (0, 0.6)], 0.5)
    collar = turned([(0, 32), (7.6, 32), (8.6, 34.5), (8.6, 36.2), (0, 36.2)], 0.7)
    head, middle = ball(8.9, sides=40), np.array([0, 42.2, 0])
    belt = turned([(0, -1.2), (9.5, -1.2), (9.5, 1.2), (0, 1.2)], 0.5, sides=48)
    wires = []
    for lift in np.radians((-52, -36, -21, 21, 36, 52, 68)):
        r, y = 9.0 * np.cos(lift), 9.0 * np.sin(lift)
        hoop = ring(2 * r, 2 * r, 0.3, count=36, sides=6)
        wires.append(hoop.moved((0, y, 0), turn=AHEAD))
    wires += [
        ring(18, 18, 0.3, count=36, sides=6).moved(turn=turn("y", bearing))
        for bearing in range(0, 180, 18)
    ]
    switch = plate(rounded_rect(3.0, 7.5, 1.3), 1.2, 0.5).moved((0, 22, 4.6), turn=turn("x", -4))
    slide = plate(rounded_rect(1.7, 3, 0.8), 1.5, 0.5).moved((0, 23.4, 5.1), turn=turn("x", -4))
    solids = [
        ("microphone grip", grip, paint(colors.primary, "gloss")),
        ("microphone foot", foot, paint(DARK, "vinyl")),
        ("microphone collar", collar, paint(DARK, "gloss")),
        ("microphone head", head.moved(middle), paint("#5d626b", "metal", roughness=0.5)),
        ("microphone wires", gather(wires).moved(middle), paint("#dfe3e8", "metal")),
        ("microphone belt", belt.moved(middle), paint(colors.accent, "gloss")),
        ("microphone switch", switch, paint(DARK, "vinyl")),
        ("microphone slide", slide, paint("#f4f4f2", "gloss")),
    ]
    return show(solids, turn("z", -22) @ turn("x", 6))


def piano(colors: Palette) -> tuple[Part, ...]:
    """A small grand with its lid up, keys to the viewer."""
    # The case in plan: x to the right, y to the tail; the long straight side is the bass.
    rim = [(-21, 0), (21, 0), (21, 9), (19.5, 15), (12, 20), (7, 27), (-2, 33.5), (-13, 34)]
    plan = fillet([*rim, (-21, 28)], 4.5)
    middle = plan.mean(0)
    inner = middle + (plan - middle) * 0.9
    case = plate(plan, 7.5, 0.8).moved((0, 17.5, 0), turn=FLAT)
    deck = plate(inner, 0.6, 0.2)
    deck = deck.moved((0, 21.2, -1), turn=FLAT)
    lid = plate(plan + (21, 0), 1.4, 0.5).moved(turn=FLAT)
    lid = lid.moved((-21, 22.0, 0), turn=turn("z", 44))
    prop = rod((14, 21.5, -12), (8.6, 48.5, -12), 0.6)
    bed = plate(rounded_rect(41, 9.5, 1), 2.2, 0.6).moved((0, 15.6, 3.4), turn=FLAT)
    cheeks = [
        plate(rounded_rect(2.2, 10, 0.9), 6.4, 0.6).moved((20 * s, 17.4, 3.2), turn=FLAT)
        for s in (-1, 1)
    ]
    white = [
        chip(2.42, 7.4, 1.3).moved((x, 17.3, 3.9), turn=FLAT) for x in 2.6 * (np.arange(14) - 6.5)
    ]
    places = [i for i in range(13) if i % 7 not in (2, 6)]
    black = [chip(1.4, 4.4, 1.3).moved((2.6 * (i - 6), 18.4, 2.4), turn=FLAT) for i in places]
    desk = plate(fillet([(-10, 0), (10, 0), (8.6, 7), (-8.6, 7)], 1.2), 0.9, 0.4)
    desk = desk.moved((0, 21.6, -3.5), turn=turn("x", -16))
    sheet = plate(rounded_rect(11, 7.6, 0.5), 0.4, 0.1).moved((0, 26, -3.9), turn=turn("x", -16))
    leg = turned([(0, 0), (1.3, 0), (1.6, 2), (1.3, 4), (2.4, 12), (2.4, 14), (0, 14)], 0.6)
    legs = [leg.moved(at) for at in ((-17.5, 0, -1), (17.5, 0, -1), (-11, 0, -28))]
    wood = paint(colors.primary, "gloss", roughness=0.12)
    solids = [
        ("piano case", gather([case, bed, *cheeks, desk]), wood),
        ("piano lid", lid, wood),
        ("piano legs", gather(legs), wood),
        ("piano deck", deck, paint(GOLD, "metal", roughness=0.35)),
        ("white keys", gather(white), paint("#fffdf5", "gloss")),
        ("black keys", gather(black), paint(DARK, "gloss")),
        ("music sheet", sheet, paint("#fffaf0", "card")),
        ("lid prop", prop, paint(GOLD, "metal")),
    ]
    return show(solids, -24, scale=0.97)


def violin(colors: Palette) -> tuple[Part, ...]:
    """Upright, with its bow beside it."""
    half = [(0, 0), (5.5, 0.5), (8.7, 4.2), (8.5, 8.2), (6.4, 10.2), (5.5, 13.3), (6.6, 16.4)]
    half += [(7.3, 19.2), (6.6, 22.8), (3.4, 24.9), (0, 25.2)]
    outline = fillet(mirrored(half), 2.6)
    middle = outline.mean(0)
    ribs = plate(outline * (0.97, 1), 4.4, 0.4)
    plates = [plate(outline, 1.5, 0.7).moved((0, 0, z)) for z in (2.4, -2.4)]
    belly = plate(middle + (outline - middle) * 0.8, 1.4, 0.7).moved((0, 0, 3.0))
    holes = []
    for s in (-1, 1):
        path = [(4.4, 8.8), (3.6, 9.6), (3.5, 12), (3.0, 14.2), (2.2, 15.0)]
        line = curve([(s * x, y, 3.62) for x, y in path], 24)
        holes += [tube(line, 0.34, sides=8)]
        holes += [ball(0.62, sides=12).moved((s * x, y, 3.5)) for x, y in (path[0], path[-1])]
    neck = plate(rounded_rect(2.5, 16, 0.7), 2.4, 0.8).moved((0, 31, 3))
    board = plate(fillet([(-1.7, 16.5), (1.7, 16.5), (1.15, 41), (-1.15, 41)], 0.5), 1.1, 0.4)
    tail = plate(fillet([(-0.9, 1.2), (0.9, 1.2), (1.8, 8.5), (-1.8, 8.5)], 0.6), 1.0, 0.4)
    rest = ball(2.7, sides=24, squash=0.3).moved((-4.2, 3.0, 3.4), turn=AHEAD)
    bridge = plate(fillet([(-2.6, 0), (2.6, 0), (1.9, 2.6), (-1.9, 2.6)], 0.6), 0.7, 0.3)
    bridge = bridge.moved((0, 12, 5.2), turn=AHEAD)
    scroll = disc(2.0, 3.4, 0.8, sides=28).moved((-1.7, 44.6, 2.4), turn=turn("z", -90))
    box = plate(fillet([(-1.1, 37.5), (1.1, 37.5), (1.0, 45), (-1.0, 45)], 0.5), 2.6, 0.8)
    eyes = [ball(1.0, sides=16).moved((1.9 * s, 44.6, 2.4), scale=(0.6, 1, 1)) for s in (-1, 1)]
    pegs = []
    for s, y in ((-1, 39.4), (1, 40.6), (-1, 41.8), (1, 43.0)):
        pegs.append(rod((0, y, 2.9), (2.6 * s, y, 2.9), 0.42, sides=8))
        pegs.append(ball(1.0, sides=14).moved((3.5 * s, y, 2.9), scale=(1.1, 1, 0.5)))
    strings = [
        tube(np.array([(x * 1.4, 8, 5.0), (x * 1.5, 12, 6.3), (x, 39, 4.6)]), 0.12, sides=6)
        for x in (-1.05, -0.35, 0.35, 1.05)
    ]
    stick = curve([(0, 0, 0), (0.5, 16, 0), (0.5, 32, 0), (-0.4, 47, 0)], 24)
    lean = {"offset": (13.5, 0.4, 2.5), "turn": turn("z", 9)}
    hair = rod((-1.7, 1, 0), (-1.9, 46, 0), 0.35, sides=8)
    frog = plate(rounded_rect(2.6, 4.4, 0.6), 1.8, 0.5).moved((-0.9, 3.4, 0))
    point = plate(rounded_rect(2.6, 1.9, 0.6), 1.3, 0.4).moved((-0.9, 46.6, 0))
    varnish = paint("#a8501c", "gloss", roughness=0.15)
    ebony = paint("#1f1613", "gloss")
    solids = [
        ("violin body", gather([*plates, belly]), varnish),
        ("violin ribs", gather([ribs, neck, box.moved((0, 0, 2.6)), scroll]), paint("#7c3410")),
        ("violin scroll", gather(eyes), paint("#a8501c", "gloss")),
        ("violin holes", gather(holes), paint("#170d08", "vinyl")),
        ("violin board", board.moved((0, 0, 4.3)), ebony),
        ("violin fittings", gather([tail.moved((0, 0, 4.6)), rest, *pegs]), ebony),
        ("violin bridge", bridge, paint("#e8c48c", "vinyl")),
        ("violin strings", gather(strings), paint("#e9ecf0", "metal")),
        ("bow stick", tube(stick, 0.6).moved(**lean), paint(colors.primary, "gloss")),
        ("bow frog", gather([frog, point]).moved(**lean), ebony),
        ("bow hair", hair.moved(**lean), paint("#f8f3e4", "vinyl")),
    ]
    return show(solids, turn("y", 12) @ turn("z", -4))


def drum(colors: Palette) -> tuple[Part, ...]:
    """A snare drum with two sticks crossed on it."""
    shell = disc(19, 19, 0.4, sides=56).moved((0, 2, 0))
    skin = turned([(0, 21.0), (18.2, 21.0), (18.2, 22.2), (0, 22.4)], 0.4, sides=56)
    hoops = [
        turned([(0, y), (20.2, y), (20.2, y + 2.6), (18.2, y + 2.6), (18.2, y + 1.6), (0, y + 1.6)],
               0.5, sides=56)
        for y in (20.0, 0.4)
    ]  # fmt: skip
    lugs, rods = [], []
    for bearing in np.radians(np.arange(0, 360, 45) + 12):
        out = np.array([np.sin(bearing), 0, np.cos(bearing)])
        lugs.append(ball(1.6, sides=16).moved(out * 19.4 + (0, 11.5, 0), scale=(1, 1.7, 1)))
        rods.append(rod(out * 20.6 + (0, 2, 0), out * 20.6 + (0, 21.6, 0), 0.45, sides=8))
        rods += [ball(0.9, sides=12).moved(out * 20.6 + (0, y, 0)) for y in (22.4, 2.2)]
    sticks = []
    for s in (-1, 1):
        line = np.array([(-17 * s, 23.8, 10), (11 * s, 25.0, -8), (13.4 * s, 25.1, -9.6)])
        lift = np.array([0, 1.1 if s > 0 else 0, 0])
        sticks.append(tube(line + lift, np.array([1.25, 0.85, 0.7]), sides=12))
        sticks.append(ball(1.5, sides=16).moved(line[2] + lift + (0.6 * s, 0, -0.4)))
    solids = [
        ("drum shell", shell, paint(colors.primary, "gloss")),
        ("drum skin", skin, paint("#fbf8ef", "vinyl", roughness=0.5)),
        ("drum hoops", gather(hoops), paint(SILVER, "metal", roughness=0.2)),
        ("drum lugs", gather(lugs), paint(colors.secondary, "gloss")),
        ("drum rods", gather(rods), paint(STEEL, "metal")),
        ("drum sticks", gather(sticks), paint("#e3b778", "gloss")),
    ]
    return show(solids, turn("x", 14))


def saxophone(colors: Palette) -> tuple[Part, ...]:
    """Brass, its bell up, with keys and a neck strap ring."""
    path = [(-9.6, 46.4, 0), (-5, 49.4, 0), (-1.8, 46.5, 0), (-1.2, 40, 0), (-0.6, 26, 0)]
    path += [(0.4, 12, 0), (4.2, 3.6, 0), (10.4, 4.4, 0), (13.6, 11.5, 0), (15.2, 19, 0)]
    line = curve(path, 90)
    run = np.linspace(0, 1, 90)
    width = np.interp(run, [0, 0.08, 0.2, 0.6, 0.8, 1], [0.75, 1.0, 1.5, 3.2, 4.1, 5.2])
    bell = [(0, -2), (5.0, -2), (5.6, 3), (7.4, 7), (10.2, 9.6), (10.6, 10.4), (9.6, 10.4)]
    bell += [(6.6, 7), (4.6, 2.6), (0, 1.6)]
    lean = {"offset": (15.0, 18, 0), "turn": turn("z", -12)}
    mouth = lathe([(0, 2.2), (5.1, 3.6), (4.9, 4.2), (0, 3.2)], sides=32)
    piece = rod((-9.4, 46.2, 0), (-14.6, 42.6, 0), 1.3)
    cork = rod((-7.4, 47.9, 0), (-9.6, 46.2, 0), 1.45)
    keys, rings, pearls = [], [], []
    for k, (x, y) in enumerate(((-1.1, 37), (-0.9, 32.8), (-0.7, 28.6), (-0.3, 22.6), (0, 18.4))):
        front = 2.2 + 0.28 * k
        keys.append(disc(1.9 + 0.2 * k, 1.1, 0.4, sides=24).moved((x, y, front), turn=AHEAD))
        pearls.append(ball(0.95 + 0.1 * k, sides=16, squash=0.5).moved(
            (x, y, front + 1.1), turn=AHEAD))  # fmt: skip
    keys.append(disc(3.2, 1.2, 0.5, sides=24).moved((12.8, 11, 3.8), turn=AHEAD))
    keys += [rod((2.0, 14, 2.6), (0.6, 39, 1.4), 0.5), rod((-3.2, 16, 2.0), (-3.0, 34, 1.4), 0.5)]
    for step, size in ((0.2, 1.9), (0.48, 3.1), (0.8, 4.6)):
        at = int(step * 89)
        ahead = line[at + 1] - line[at]
        lean_deg = np.degrees(np.arctan2(ahead[1], ahead[0])) - 90
        band = disc(size, 1.5, 0.5, sides=32).moved((0, -0.75, 0))
        rings.append(band.moved(line[at], turn=turn("z", lean_deg)))
    brace = rod((1.2, 24, 0), (15, 22, 0), 0.7)
    brass = paint("#eab041", "metal", roughness=0.22)
    solids = [
        ("sax body", gather([tube(line, width, sides=24), turned(bell, 0.6).moved(**lean)]), brass),
        ("sax mouth", mouth.moved(**lean), paint("#5b3a0c", "vinyl")),
        ("sax keys", gather([*keys, brace]), paint("#f2cf74", "metal", roughness=0.2)),
        ("sax pearls", gather(pearls), paint("#fffaf0", "gloss")),
        ("sax rings", gather(rings), paint(colors.accent, "gloss")),
        ("sax mouthpiece", piece, paint(DARK, "gloss")),
        ("sax cork", cork, paint("#d6a878", "vinyl")),
    ]
    return show(solids, turn("y", 10))
