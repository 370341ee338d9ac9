"""The scenes that a card may show behind the figure, one function each.

A painter draws onto a canvas that is one flat ``primary`` so far. ``middle`` is where the
figure stands, in shares of width and height: every scene is calmest and lightest there, so
that a toy of any colour stands out. Random scenes are strewn from a fixed seed.
"""

import numpy as np
from PIL import Image

from minime.artwork.color import BLACK, WHITE, Color, Colors, mix
from minime.artwork.motif import (
    CROSS,
    DISC,
    HEART,
    STAR,
    TRIANGLE,
    broad_leaf,
    cloud,
    frond,
    gear,
    hoop,
    place,
    squiggle,
    stamp,
    zigzag,
)
from minime.artwork.pattern import bands, blend, dots, glow, ramp, rays, ring, sparkles, star

Middle = tuple[float, float]
RAINBOW: tuple[Color, ...] = (
    (255, 107, 107),
    (255, 169, 77),
    (255, 224, 102),
    (105, 219, 124),
    (77, 171, 247),
    (151, 117, 250),
)


def paint_burst(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A comic explosion: rays, a jagged star, halftone in it and below."""
    w, h = canvas.size
    light, dark = mix(colors.primary, WHITE, 0.28), mix(colors.primary, colors.ink, 0.6)
    blend(canvas, light, rays(w, h, middle, 22))
    blend(canvas, dark, dots(w, h, w / 50, 0.62 * ramp(w, h, 0.5, 0.9) - 0.1), 0.6)
    shade = (middle[0] + 0.008, middle[1] + 0.008)
    blend(canvas, dark, star(w, h, shade, (0.5, 0.385), 17), 0.55)
    blend(canvas, mix(WHITE, colors.secondary, 0.65), star(w, h, middle, (0.49, 0.375), 17))
    inner = star(w, h, middle, (0.44, 0.335), 17)
    blend(canvas, mix(WHITE, colors.secondary, 0.15), inner)
    fade = 1 - glow(w, h, middle, 0.46)
    blend(canvas, colors.secondary, dots(w, h, w / 60, 0.55 * fade**3 - 0.08) * inner, 0.8)


def paint_hero(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """Slanted light, a ring behind the hero and a halftone sunrise."""
    w, h = canvas.size
    blend(canvas, mix(colors.primary, BLACK, 0.4), bands(w, h, w / 7, 24))
    blend(canvas, mix(colors.primary, WHITE, 0.5), glow(w, h, middle, 0.75), 0.85)
    blend(canvas, colors.accent, ring(w, h, middle, 0.4, 0.02), 0.9)
    blend(canvas, colors.accent, ring(w, h, middle, 0.365, 0.006), 0.7)
    blend(canvas, colors.secondary, dots(w, h, w / 36, 0.75 * ramp(w, h, 0.5, 1.02) - 0.06))


def paint_sparkle(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A soft burst with sparkles, deepening downwards."""
    w, h = canvas.size
    canvas.paste(colors.secondary, (0, 0, w, h))
    blend(canvas, colors.background, rays(w, h, middle, 30))
    blend(canvas, colors.primary, ramp(w, h, 0.3, 1.2), 0.85)
    blend(canvas, WHITE, dots(w, h, w / 16, 0.1 + 0.12 * ramp(w, h, 0.4, 1.0)), 0.3)
    blend(canvas, WHITE, glow(w, h, middle, 0.75), 0.8)
    blend(canvas, WHITE, sparkles(w, h, w / 7, 11), 0.95)


def paint_space(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A night of stars and mist with a ringed planet and a moon."""
    w, h = canvas.size
    rng = np.random.default_rng(5)
    blend(canvas, mix(colors.ink, BLACK, 0.3), 1 - ramp(w, h, 0.0, 0.8), 0.8)
    for x, y, reach, color in (
        (0.1, 0.72, 0.75, (214, 66, 190)),
        (0.95, 0.4, 0.65, (64, 140, 255)),
        (0.45, 0.25, 0.5, (140, 92, 246)),
        (*middle, 0.5, (176, 168, 255)),
    ):
        blend(canvas, color, glow(w, h, (x, y), reach), 0.62)
    spots = rng.random((260, 3)) * (w, h, 1)
    near = [place(DISC, (x, y), w * (0.0018 + 0.005 * z**4)) for x, y, z in spots]
    stamp(canvas, WHITE, near, 0.9)
    blend(canvas, WHITE, sparkles(w, h, w / 9, 3, 0.2), 0.9)
    _planet(canvas, (0.84, 0.36), 0.17, colors.secondary, colors.accent)
    _moon(canvas, (0.13, 0.6), 0.13, mix(colors.background, colors.primary, 0.25))


def paint_sunset(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A striped sun over a grid that runs to the horizon."""
    w, h = canvas.size
    line = middle[1] + 0.14
    blend(canvas, colors.secondary, ramp(w, h, 0.1, line), 0.9)
    blend(canvas, WHITE, sparkles(w, h, w / 9, 8, 0.25) * (1 - ramp(w, h, 0.2, line - 0.15)), 0.8)
    sun = ring(w, h, (middle[0], line - 0.2), 0.19, 0.38)
    rise = np.arange(h, dtype=np.float32)[:, None] / h - (line - 0.32)
    gaps = (np.mod(rise * 26, 1.0) < np.clip(rise * 1.9, 0, 0.6)) & (rise > 0)
    blend(canvas, mix(colors.accent, WHITE, 0.15), sun * ~gaps)
    blend(canvas, colors.secondary, sun * ~gaps * ramp(w, h, line - 0.3, line + 0.05), 0.75)
    floor = ramp(w, h, line, line + 0.001)
    blend(canvas, mix(colors.ink, BLACK, 0.25), floor)
    blend(canvas, colors.primary, floor * ramp(w, h, line, 1.1), 0.7)
    blend(canvas, mix(colors.secondary, WHITE, 0.35), _floor_grid(w, h, middle[0], line), 0.95)
    blend(canvas, WHITE, glow(w, h, (middle[0], line), 0.6) * (1 - floor), 0.25)


def paint_tropical(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """Palm and broad leaves that grow in from the edges, and blossoms."""
    w, h = canvas.size
    green = colors.primary
    blend(canvas, mix(green, WHITE, 0.62), glow(w, h, middle, 0.85), 0.95)
    layers = (
        (mix(green, WHITE, 0.3), 0.62, frond(11, 0.35)),
        (mix(green, colors.ink, 0.25), 0.4, broad_leaf()),
        (mix(green, colors.ink, 0.62), 0.36, frond(9, 0.2)),
    )
    for depth, (color, size, shape) in enumerate(layers):
        leaves = []
        for index in range(6):
            y = 0.17 + 0.17 * index + 0.05 * depth
            for side in (-1, 1):
                at = (w * (0.5 + side * 0.53), y * h)
                lean = -side * (62 - 17 * ((index * 2 + depth) % 4) + 9 * depth)
                leaves.append(place(shape, at, 0.75 * size * w, lean))
        stamp(canvas, color, leaves)
    for x, y, size in ((0.07, 0.42, 0.11), (0.93, 0.5, 0.13), (0.12, 0.83, 0.14), (0.9, 0.86, 0.1)):
        _blossom(canvas, (x * w, y * h), size * w, colors)


def paint_rainbow(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A rainbow on a bright sky, standing in clouds."""
    w, h = canvas.size
    blend(canvas, mix(colors.primary, WHITE, 0.72), ramp(w, h, 0.15, 0.8))
    blend(canvas, WHITE, rays(w, h, (middle[0], middle[1] + 0.2), 24), 0.14)
    foot = (middle[0], middle[1] + 0.18)
    arc = np.linspace(np.pi, 2 * np.pi, 60)
    for index, color in enumerate(RAINBOW):
        wide, thin = (w * (0.51 - 0.035 * (index + step)) for step in (0.0, 1.04))
        edge = np.column_stack([np.cos(arc), np.sin(arc)])
        band = np.concatenate([wide * edge, thin * edge[::-1]]) + (foot[0] * w, foot[1] * h)
        stamp(canvas, color, [[band]], 0.9)
    clouds = ((0.03, 0.45, 0.26), (0.97, 0.35, 0.3), (0.1, 0.24, 0.16), (0.8, 0.22, 0.14))
    low = [(x, 0.92 - 0.06 * (i % 2), 0.42) for i, x in enumerate(np.linspace(0, 1, 6))]
    far = [(x + 0.09, y - 0.09, s * 0.9) for x, y, s in low]
    pale = mix(colors.primary, WHITE, 0.82)
    stamp(canvas, pale, [place(cloud(), (x * w, y * h), s * w) for x, y, s in far])
    stamp(canvas, WHITE, [place(cloud(), (x * w, y * h), s * w) for x, y, s in (*clouds, *low)])
    stamp(canvas, WHITE, [[_block(0, 0.83 * h, w, h)]])
    blend(canvas, colors.accent, sparkles(w, h, w / 6, 4, 0.2), 0.9)


def paint_memphis(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """Confetti of the eighties: triangles, zigzags, hoops and crosses on a pale ground."""
    w, h = canvas.size
    canvas.paste(mix(colors.background, WHITE, 0.2), (0, 0, w, h))
    blend(canvas, colors.primary, bands(w, h, w * 1.2, 38, 0.42), 0.9)
    blend(canvas, mix(colors.primary, WHITE, 0.25), dots(w, h, w / 30, 0.16), 0.5)
    rng = np.random.default_rng(12)
    shapes = (TRIANGLE, zigzag(), hoop(0.2), CROSS, squiggle(), DISC)
    inks = (colors.accent, colors.ink, colors.secondary, mix(colors.secondary, WHITE, 0.5))
    strewn: dict[Color, list] = {}
    for row in range(9):
        for column in range(7):
            x, y = (column + rng.uniform(0.25, 0.75)) / 7, (row + rng.uniform(0.25, 0.75)) / 9
            shape, ink = shapes[rng.integers(6)], inks[rng.integers(4)]
            placed = place(shape, (x * w, y * h), w * rng.uniform(0.05, 0.085), rng.uniform(0, 360))
            strewn.setdefault(ink, []).append(placed)
    for ink, placed in strewn.items():
        stamp(canvas, ink, placed)
    blend(canvas, mix(colors.background, WHITE, 0.5), glow(w, h, middle, 0.5), 0.6)


def paint_skyline(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A city at dusk: a great moon, two rows of towers, lit windows."""
    w, h = canvas.size
    blend(canvas, mix(colors.primary, BLACK, 0.45), 1 - ramp(w, h, 0.1, 0.6), 0.9)
    blend(canvas, colors.secondary, ramp(w, h, 0.35, 0.95), 0.85)
    moon = (middle[0], middle[1] - 0.07)
    blend(canvas, mix(colors.accent, WHITE, 0.5), glow(w, h, moon, 0.7), 0.6)
    blend(canvas, mix(colors.accent, WHITE, 0.55), ring(w, h, moon, 0.16, 0.32))
    blend(canvas, WHITE, sparkles(w, h, w / 9, 2, 0.3) * (1 - ramp(w, h, 0.25, 0.5)), 0.9)
    rng = np.random.default_rng(21)
    for low, high, color, windows in (
        (0.42, 0.6, mix(colors.primary, colors.secondary, 0.35), 0.35),
        (0.55, 0.76, mix(colors.primary, BLACK, 0.35), 0.85),
    ):
        towers, lights, x = [], [], 0.0
        while x < 1.0:
            wide = rng.uniform(0.07, 0.13)
            dip = 0.1 * np.exp(-(((x + wide / 2 - middle[0]) / 0.2) ** 2))
            top = rng.uniform(low, high) + dip
            towers.append(_tower(x * w, (x + wide - 0.004) * w, top * h, h, rng.integers(3)))
            lights += _windows(rng, x * w, (x + wide - 0.004) * w, top * h, h, w)
            x += wide
        stamp(canvas, color, towers)
        stamp(canvas, colors.accent, lights, windows)


def paint_blueprint(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A drawing office's sheet: grid, construction circles, cog wheels, dimension lines."""
    w, h = canvas.size
    line = mix(colors.primary, WHITE, 0.85)
    blend(canvas, mix(colors.primary, WHITE, 0.45), glow(w, h, middle, 0.7), 0.75)
    for step, thick, opacity in ((w / 50, 0.0014 * w, 0.25), (w / 10, 0.0028 * w, 0.45)):
        sheet = [_rule(x, 0, x, h, thick) for x in np.arange(step / 2, w, step)]
        sheet += [_rule(0, y, w, y, thick) for y in np.arange(step / 2, h, step)]
        stamp(canvas, line, [sheet], opacity)
    x, y = middle[0] * w, middle[1] * h
    drawn = [place(hoop(t / d), (x, y), d * w) for d, t in ((0.8, 0.006), (0.66, 0.003))]
    drawn.append([_rule(x - 0.46 * w, y, x + 0.46 * w, y, 0.0024 * w)])
    for side, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        drawn.append(place(CROSS, (x + side * 0.4 * w, y + down * 0.4 * w), 0.03 * w, 45))
    for at, teeth, size in (
        ((0.13, 0.33), 12, 0.2),
        ((0.26, 0.4), 9, 0.13),
        ((0.87, 0.62), 16, 0.24),
        ((0.12, 0.82), 10, 0.17),
    ):
        drawn.append(place(gear(teeth), (at[0] * w, at[1] * h), size * w, 7))
    stamp(canvas, line, drawn, 0.85)


def paint_gingham(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """A checked table cloth with hearts round a scalloped doily."""
    w, h = canvas.size
    canvas.paste(mix(colors.background, WHITE, 0.6), (0, 0, w, h))
    for angle in (0.0, 90.0):
        blend(canvas, colors.primary, bands(w, h, w / 9, angle), 0.5)
    around = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    spots = np.column_stack([np.cos(around), np.sin(around)]) * w
    center = np.array([middle[0] * w, middle[1] * h])
    doily = [place(DISC, at, 0.1 * w) for at in center + 0.4 * spots]
    doily.append(place(DISC, center, 0.82 * w))
    shade = [[polygon + 0.007 * w for polygon in shape] for shape in doily]
    stamp(canvas, mix(colors.primary, colors.ink, 0.4), shade, 0.5)
    stamp(canvas, mix(colors.background, WHITE, 0.65), doily)
    blend(canvas, colors.secondary, ring(w, h, middle, 0.375, 0.006))
    hearts = [
        place(HEART, at, 0.035 * w, np.degrees(turn) + 90)
        for at, turn in zip(center + 0.335 * spots[::2], around[::2], strict=True)
    ]
    stamp(canvas, colors.primary, hearts)


def paint_sport(canvas: Image.Image, colors: Colors, middle: Middle) -> None:
    """Racing chevrons that climb, with speed lines."""
    w, h = canvas.size
    blend(canvas, mix(colors.primary, BLACK, 0.35), ramp(w, h, 0.2, 1.1), 0.8)
    blend(canvas, mix(colors.primary, WHITE, 0.45), glow(w, h, middle, 0.75), 0.7)
    blend(canvas, WHITE, bands(w, h, w / 46, 12, 0.12), 0.1)
    blend(canvas, mix(colors.primary, WHITE, 0.2), rays(w, h, (middle[0], 0.92), 26), 0.5)
    for size, ink in (
        (0.17, mix(colors.primary, BLACK, 0.5)),
        (0.15, colors.secondary),
        (0.1, mix(colors.background, WHITE, 0.4)),
    ):
        spots = [((middle[0] + side * 0.37) * w, (middle[1] - 0.17) * h) for side in (-1, 1)]
        stamp(canvas, ink, [place(STAR, at, size * w) for at in spots])
    x = middle[0] * w
    for low, thick, color in (
        (0.62, 0.09, colors.secondary),
        (0.75, 0.045, mix(colors.background, WHITE, 0.4)),
        (0.83, 0.09, colors.accent),
        (0.96, 0.045, mix(colors.secondary, BLACK, 0.15)),
    ):
        y, t, rise = low * h, thick * h, 0.34 * w
        arms = [(-0.1 * w, y + rise), (x, y - 0.1 * h), (1.1 * w, y + rise)]
        stamp(canvas, color, [[np.array([*arms, *((px, py + t) for px, py in arms[::-1])])]])
    blend(canvas, mix(colors.primary, WHITE, 0.8), glow(w, h, middle, 0.42), 0.55)


def _rule(x0: float, y0: float, x1: float, y1: float, thick: float) -> np.ndarray:
    """A line along one axis as a polygon."""
    t = thick / 2
    return _block(x0 - t, y0 - t, x1 + t, y1 + t)


def _block(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def _planet(canvas: Image.Image, at: Middle, size: float, color: Color, belt: Color) -> None:
    """A striped globe, dark on one side, inside a tilted belt; ``size`` in widths."""
    d = round(size * canvas.width)
    x, y = round(at[0] * canvas.width), round(at[1] * canvas.height)
    view = canvas.crop((x - d, y - d, x + d, y + d))  # twice as wide as the globe
    w = view.width
    tilted = place(place(hoop(0.09), (0, 0), (1.75, 0.5)), (d, d), d, -22)
    stamp(view, belt, [tilted])
    globe = Image.new("RGB", view.size, color)
    blend(globe, mix(color, WHITE, 0.35), bands(w, w, d / 3, 68, 0.45), 0.6)
    blend(globe, BLACK, 1 - glow(w, w, (0.36, 0.38), 0.6), 0.55)
    near = globe.copy()  # the belt passes before the globe's lower half
    stamp(near, belt, [tilted])
    lower = Image.new("RGB", view.size)
    stamp(lower, WHITE, [place([np.array([(-1, 0), (1, 0), (1, 1), (-1, 1)])], (d, d), d, -22)])
    globe.paste(near, (0, 0), lower.getchannel(0))
    disc = ring(w, w, (0.5, 0.5), 0.125, 0.25)
    view.paste(globe, (0, 0), Image.fromarray((disc * 255).astype(np.uint8)))
    canvas.paste(view, (x - d, y - d))


def _moon(canvas: Image.Image, at: Middle, size: float, color: Color) -> None:
    w, h = canvas.size
    blend(canvas, color, ring(w, h, at, size / 4, size / 2))
    pits = ((-0.18, -0.12, 0.2), (0.16, 0.06, 0.26), (-0.08, 0.24, 0.14), (0.2, -0.26, 0.1))
    d, center = size * w, np.array([at[0] * w, at[1] * h])
    craters = [place(DISC, center + d * np.array([x, y]), d * wide) for x, y, wide in pits]
    stamp(canvas, mix(color, BLACK, 0.18), craters)


def _blossom(canvas: Image.Image, at: tuple[float, float], size: float, colors: Colors) -> None:
    petal = place(DISC, (0, -0.27), (0.42, 0.5))
    turns = np.linspace(0, 360, 5, endpoint=False)
    stamp(canvas, colors.secondary, [place(petal, at, size, turn) for turn in turns])
    stamp(canvas, mix(colors.secondary, WHITE, 0.45), [place(DISC, at, 0.42 * size)])
    stamp(canvas, colors.accent, [place(DISC, at, 0.2 * size)])


def _tower(x0: float, x1: float, top: float, foot: float, roof: int) -> list[np.ndarray]:
    x, wide = (x0 + x1) / 2, x1 - x0
    body = [_block(x0, top, x1, foot)]
    if roof == 1:
        body.append(np.array([(x0, top), (x, top - 0.45 * wide), (x1, top)]))
    if roof == 2:
        body.append(_block(x0 + wide / 4, top - wide / 4, x1 - wide / 4, top))
        body.append(_block(x - 0.05 * wide, top - 0.8 * wide, x + 0.05 * wide, top))
    return body


def _windows(rng, x0: float, x1: float, top: float, foot: float, w: int) -> list:
    """About half the windows of a tower, lit."""
    pane, step = 0.008 * w, 0.02 * w
    columns = np.arange(x0 + step * 0.6, x1 - pane * 1.3, step)
    rows = np.arange(top + step, foot, 1.35 * step)
    box = np.array([(0, 0), (1, 0), (1, 1.45), (0, 1.45)]) * pane
    return [[box + (x, y)] for y in rows for x in columns if rng.random() < 0.45]


def _floor_grid(w: int, h: int, x: float, line: float) -> np.ndarray:
    """Lines of a floor that runs from the picture's foot to the horizon at ``line``."""
    rows = (np.arange(h, dtype=np.float32)[:, None] + 0.5) / h - line
    below = np.maximum(rows, 1e-4)
    columns = (np.arange(w, dtype=np.float32)[None, :] + 0.5) / w - x
    along = columns / below * 0.9
    deep = 0.55 / below
    thick = 0.0022
    sides = np.abs(along - np.round(along)) * below / 0.9
    lines = np.abs(deep - np.round(deep)) * below**2 / 0.55
    near = np.minimum(sides, lines)
    shown = np.clip(1.5 - near / thick, 0, 1) * (rows > 0) * np.clip(rows / 0.03, 0, 1)
    return np.maximum(shown, (np.abs(rows + 0.001) < 0.004)).astype(np.float32)
