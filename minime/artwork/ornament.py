"""The printed furniture of a card: strip, badge, bar code.

Painters draw onto the canvas they are given. Boxes are pixels, half-open; every shape is
drawn four times larger and brought down, so that slanted edges are smooth.
"""

import math

from PIL import Image, ImageDraw

from minime.artwork.color import BLACK, HIGH_CONTRAST, WHITE, Color, mix, readable
from minime.artwork.lettering import Box, Style, draw_text

_SCALE = 4
_QUIET = 7  # modules of white beside an EAN-8 (ISO/IEC 15420)
# Top, foot and half width of each line of a badge, in radii of its disc, by their number.
_BADGE_ROWS = {
    2: ((-0.62, -0.2, 0.68), (-0.12, 0.58, 0.74)),
    3: ((-0.74, -0.42, 0.55), (-0.36, 0.3, 0.6), (0.38, 0.68, 0.86)),
}
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
    canvas: Image.Image, box: Box, text: str, *, color: Color, font: str, ink: Color
) -> None:
    """A slanted strip with words on it; its shadow falls right and down."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    shift = 0.25 * height
    drop = max(1, round(0.07 * height))
    shape = [(x0 + shift, y0), (x1, y0), (x1 - shift, y1), (x0, y1)]
    dark = mix(color, BLACK, 0.6)
    paint_polygon(canvas, [(x + drop, y + drop) for x, y in shape], dark)
    paint_polygon(canvas, shape, color)
    side, edge = int(0.5 * height), int(0.15 * height)
    fill = readable(color, ink, WHITE, least=HIGH_CONTRAST)
    style = Style(font=font, fill=fill, max_lines=2)
    draw_text(canvas, (x0 + side, y0 + edge, x1 - side, y1 - edge), text, style)


def paint_badge(
    canvas: Image.Image,
    center: Point,
    radius: float,
    lines: tuple[str, ...],
    *,
    color: Color,
    ring: Color,
    font: str,
    spikes: tuple[int, float],
) -> None:
    """A star-edged badge with two or three lines, the second the largest.

    spikes: how many, and how far in the edge goes between two of them, in radii.
    """
    x, y = center
    count, inner = spikes
    drop = 0.06 * radius
    shadow = mix(ring, BLACK, 0.55)
    paint_polygon(canvas, _star((x + drop, y + drop), radius, inner * radius, count), shadow)
    paint_polygon(canvas, _star(center, radius, inner * radius, count), ring)
    rim = 0.9 * radius * inner
    if inner > 0.8:
        disc = int(rim)
        box = (int(x) - disc, int(y) - disc, int(x) + disc, int(y) + disc)
        paint_rounded(canvas, box, disc, color)
    else:
        paint_polygon(canvas, _star(center, 0.92 * radius, 0.9 * inner * radius, count), color)
    style = Style(font=font, fill=readable(color, ring, BLACK))
    rows = _BADGE_ROWS[len(lines)]
    for text, (top, low, half) in zip(lines, rows, strict=True):
        box = (x - half * rim, y + top * rim, x + half * rim, y + low * rim)
        draw_text(canvas, tuple(int(side) for side in box), text, style)


def ean8(digits: str) -> str:
    """The eight digits of an EAN-8 bar code: the seven given and their check digit."""
    from barcode import EAN8

    return EAN8(digits).get_fullcode()


def draw_bar_code(size: tuple[int, int], code: str) -> Image.Image:
    """A white label with an EAN-8 bar code and its digits below, ``size`` pixels."""
    from barcode import EAN8

    bits = EAN8(code[:7]).build()[0]
    bars = Image.new("L", (len(bits) + 2 * _QUIET, 1), 255)
    bars.putdata([255] * _QUIET + [0 if bit == "1" else 255 for bit in bits] + [255] * _QUIET)
    bars = bars.resize((16 * bars.width, 1), Image.Resampling.NEAREST)
    width, height = size
    top, low = round(0.07 * height), round(0.74 * height)
    label = Image.new("RGB", size, WHITE)
    label.paste(bars.resize((width, low - top), Image.Resampling.BOX), (0, top))
    digits = (int(0.08 * width), low + int(0.05 * height), int(0.92 * width), int(0.96 * height))
    draw_text(label, digits, f"{code[:4]} {code[4:]}", Style(font="noto_sans", fill=BLACK))
    return label


def _star(center: Point, outer: float, inner: float, points: int) -> list[Point]:
    steps = ((i * math.pi / points, outer if i % 2 == 0 else inner) for i in range(2 * points))
    return [
        (center[0] + radius * math.sin(turn), center[1] - radius * math.cos(turn))
        for turn, radius in steps
    ]
