"""The printed furniture of a card: word mark, ribbon, seal, strip, bar code.

Painters draw onto the canvas they are given. Boxes are pixels, half-open; every shape is
drawn four times larger and brought down, so that slanted edges are smooth.
"""

import math
from dataclasses import replace

from PIL import Image, ImageDraw

from minime.artwork.color import BLACK, HIGH_CONTRAST, WHITE, Color, mix, readable
from minime.artwork.fonts import load_font
from minime.artwork.lettering import Box, Style, draw_text

_SCALE = 4
_QUIET = 10  # modules of white beside a Code 128 (ISO/IEC 15417)
Point = tuple[float, float]


def paint_polygon(canvas: Image.Image, points: list[Point], color: Color) -> None:
    """Fill a polygon given in pixels of the canvas."""
    x0, y0 = (math.floor(min(p[i] for p in points)) for i in (0, 1))
    x1, y1 = (math.ceil(max(p[i] for p in points)) for i in (0, 1))
    if x1 <= x0 or y1 <= y0:
        return
    mask = Image.new("L", ((x1 - x0) * _SCALE, (y1 - y0) * _SCALE))
    moved = [((x - x0) * _SCALE, (y - y0) * _SCALE) for x, y in points]
    ImageDraw.Draw(mask).polygon(moved, fill=255)
    canvas.paste(color, (x0, y0), mask.resize((x1 - x0, y1 - y0), Image.Resampling.BOX))


def paint_rounded(canvas: Image.Image, box: Box, radius: float, color: Color) -> None:
    """Fill a rectangle with round corners."""
    w, h = box[2] - box[0], box[3] - box[1]
    mask = Image.new("L", (w * _SCALE, h * _SCALE))
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, w * _SCALE - 1, h * _SCALE - 1), radius * _SCALE, fill=255
    )
    canvas.paste(color, box[:2], mask.resize((w, h), Image.Resampling.BOX))


def paint_strip(
    canvas: Image.Image,
    box: Box,
    text: str,
    *,
    color: Color,
    font: str,
    ink: Color,
    above: str = "",
) -> None:
    """A slanted strip with words on it, and perhaps a smaller line above them; its shadow
    falls right and down."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    shift = 0.25 * height
    drop = max(1, round(0.07 * height))
    shape = [(x0 + shift, y0), (x1, y0), (x1 - shift, y1), (x0, y1)]
    dark = mix(color, BLACK, 0.6)
    paint_polygon(canvas, [(x + drop, y + drop) for x, y in shape], dark)
    paint_polygon(canvas, shape, color)
    side, edge = int(abs(shift) + 0.25 * height), int(0.15 * height)
    fill = readable(color, ink, WHITE, least=HIGH_CONTRAST)
    style = Style(font=font, fill=fill, max_lines=1 if above else 2)
    top = y0 + int(0.48 * height) if above else y0 + edge
    draw_text(canvas, (x0 + side, top, x1 - side, y1 - edge), text, style)
    small = (x0 + side, y0 + edge, x1 - side, y0 + int(0.42 * height))
    draw_text(canvas, small, above, style)


def paint_ribbon(
    canvas: Image.Image, box: Box, text: str, *, color: Color, font: str, ink: Color
) -> None:
    """A ribbon with folded, swallow-tailed ends and words on its middle."""
    x0, y0, x1, y1 = box
    h = y1 - y0
    tail, drop = int(0.75 * h), int(0.18 * h)
    dark, fold = mix(color, BLACK, 0.22), mix(color, BLACK, 0.5)
    for side, outer, inner in ((1, x0, x0 + tail), (-1, x1, x1 - tail)):
        back = inner + side * 0.3 * h
        notch = outer + side * 0.3 * h
        top, bottom = y0 + drop, y1 + drop
        paint_polygon(
            canvas,
            [
                (outer, top),
                (back, top),
                (back, bottom),
                (outer, bottom),
                (notch, y0 + drop + h / 2),
            ],
            dark,
        )
        paint_polygon(canvas, [(inner, y1), (back, y1), (back, bottom)], fold)
    middle = (x0 + tail, y0, x1 - tail, y1)
    paint_polygon(canvas, _corners(middle), color)
    for y in (y0 + 0.08 * h, y1 - 0.12 * h):
        line = (middle[0], int(y), middle[2], int(y) + max(1, round(0.03 * h)))
        canvas.paste(mix(color, readable(color), 0.45), line)
    pad, edge = int(0.2 * h), int(0.18 * h)
    style = Style(font=font, fill=readable(color, ink, WHITE), max_lines=2)
    draw_text(canvas, (middle[0] + pad, y0 + edge, middle[2] - pad, y1 - edge), text, style)


def paint_seal(
    canvas: Image.Image,
    center: Point,
    radius: float,
    small: str,
    large: str,
    *,
    color: Color,
    ring: Color,
    font: str,
    text_font: str,
    points: int = 18,
) -> None:
    """A star-edged badge with a small word over a large one."""
    drop = 0.05 * radius
    shadow = mix(ring, BLACK, 0.55)
    x, y = center
    paint_polygon(canvas, _star((x + drop, y + drop), radius, 0.88 * radius, points), shadow)
    paint_polygon(canvas, _star(center, radius, 0.88 * radius, points), ring)
    disc = int(0.8 * radius)
    box = (int(x) - disc, int(y) - disc, int(x) + disc, int(y) + disc)
    paint_rounded(canvas, box, disc, color)
    ink = readable(color, ring, BLACK)
    half = 0.58 * radius
    upper = (int(x - half), int(y - 0.5 * radius), int(x + half), int(y - 0.16 * radius))
    lower = (int(x - half), int(y - 0.1 * radius), int(x + half), int(y + 0.5 * radius))
    draw_text(canvas, upper, small, Style(font=text_font, fill=ink))
    draw_text(canvas, lower, large, Style(font=font, fill=ink))


def paint_word_mark(canvas: Image.Image, box: Box, *, ground: Color, accent: Color) -> None:
    """The house mark: Mini and Me on a lozenge, Me in the accent colour."""
    x0, y0, x1, y1 = box
    h = y1 - y0
    edge = max(1, round(0.07 * h))
    paint_rounded(canvas, box, 0.42 * h, readable(ground, WHITE))
    paint_rounded(canvas, (x0 + edge, y0 + edge, x1 - edge, y1 - edge), 0.42 * h - edge, ground)
    pad, inset = int(0.3 * h), int(0.17 * h)
    inner = (x0 + pad, y0 + inset, x1 - pad, y1 - inset)
    plain = Style(font="lilita_one", fill=readable(ground, WHITE))
    bright = canvas.copy()
    ink = draw_text(canvas, inner, "MiniMe", plain)
    draw_text(bright, inner, "MiniMe", replace(plain, fill=readable(ground, accent)))
    if ink is not None:
        font = load_font("lilita_one", 200)
        split = ink[0] + int((ink[2] - ink[0]) * font.getlength("Mini") / font.getlength("MiniMe"))
        second = (split, ink[1], ink[2], ink[3])
        canvas.paste(bright.crop(second), second)


def paint_bar_code(canvas: Image.Image, box: Box, code: str) -> None:
    """A Code 128 bar code on its white field, the code in letters below.

    Bars are whole pixels wide where there is room for it, else blurred: then it only looks
    like one.
    """
    from barcode import Code128

    bits = Code128(code).build()[0]
    bars = Image.new("L", (len(bits) + 2 * _QUIET, 1), 255)
    bars.putdata([255] * _QUIET + [0 if bit == "1" else 255 for bit in bits] + [255] * _QUIET)
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    module = width // bars.width
    top, bottom = y0 + int(0.1 * height), y1 - int(0.28 * height)
    if module:
        bars = bars.resize((module * bars.width, bottom - top), Image.Resampling.NEAREST)
    else:
        bars = bars.resize((width, bottom - top), Image.Resampling.LANCZOS)
    x0 += (width - bars.width) // 2
    x1 = x0 + bars.width
    canvas.paste(WHITE, (x0, y0, x1, y1))
    canvas.paste(bars, (x0, top))
    words = (x0, bottom + int(0.05 * height), x1, y1 - int(0.05 * height))
    draw_text(canvas, words, code, Style(font="noto_sans", fill=BLACK))


def _corners(box: Box) -> list[Point]:
    x0, y0, x1, y1 = box
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def _star(center: Point, outer: float, inner: float, points: int) -> list[Point]:
    steps = ((i * math.pi / points, outer if i % 2 == 0 else inner) for i in range(2 * points))
    return [
        (center[0] + radius * math.sin(turn), center[1] - radius * math.cos(turn))
        for turn, radius in steps
    ]
