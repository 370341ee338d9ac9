"""The maker's mark on a card: words on a lozenge, or a brand's own picture on a plate.

Painters draw onto the canvas they are given. Boxes are pixels, half-open.
"""

import io
import re
from dataclasses import replace

import numpy as np
from PIL import Image, ImageOps

from minime.artwork.color import WHITE, Color, readable
from minime.artwork.fonts import find_font, load_font
from minime.artwork.lettering import Box, Style, draw_text
from minime.artwork.ornament import paint_rounded
from minime.preset import WordMark

# Where the second half of a mark begins: MiniMe, YouTube, Lumen Labs.
_SECOND = re.compile(r"(?<=[^\W\d_A-Z]|\s)(?=[A-Z][^A-Z]*$)")
_SEEN = 2.0  # contrast from which a logo stands off its plate: large shapes, not small type
_OPAQUE = 128


def draw_mark(
    canvas: Image.Image, box: Box, mark: WordMark, *, ground: Color, accent: Color
) -> None:
    """The mark inside the box, on ``ground`` where it can be read there."""
    if mark.picture:
        _paint_picture(canvas, box, mark.picture, ground)
    else:
        _paint_words(canvas, box, mark, ground, accent)


def _paint_words(
    canvas: Image.Image, box: Box, mark: WordMark, ground: Color, accent: Color
) -> None:
    """On a lozenge, the second half in the accent colour."""
    x0, y0, x1, y1 = box
    h = y1 - y0
    _paint_plate(canvas, box, ground, readable(ground, WHITE))
    pad, inset = int(0.3 * h), int(0.17 * h)
    inner = (x0 + pad, y0 + inset, x1 - pad, y1 - inset)
    font = find_font(mark.font)
    plain = Style(font=font, fill=readable(ground, WHITE))
    bright = canvas.copy()
    ink = draw_text(canvas, inner, mark.text, plain)
    draw_text(bright, inner, mark.text, replace(plain, fill=readable(ground, accent)))
    second = _SECOND.search(mark.text)
    if ink is not None and second:
        measure = load_font(font, 200).getlength
        share = measure(mark.text[: second.start()]) / measure(mark.text)
        half = (ink[0] + int((ink[2] - ink[0]) * share), *ink[1:])
        canvas.paste(bright.crop(half), half)


def _paint_picture(canvas: Image.Image, box: Box, picture: bytes, ground: Color) -> None:
    """On a plate that is no wider than it needs, in the middle of the box."""
    logo = Image.open(io.BytesIO(picture)).convert("RGBA")
    plate = _plate_color(logo, ground)
    x0, y0, x1, y1 = box
    pad = round(0.13 * (y1 - y0))
    logo = ImageOps.contain(logo, (x1 - x0 - 2 * pad, y1 - y0 - 2 * pad), Image.Resampling.LANCZOS)
    x, y = (x0 + x1 - logo.width) // 2, (y0 + y1 - logo.height) // 2
    around = (x - pad, y - pad, x + logo.width + pad, y + logo.height + pad)
    _paint_plate(canvas, around, plate, readable(plate, ground), roundness=0.2)
    canvas.paste(logo, (x, y), logo)


def _paint_plate(
    canvas: Image.Image, box: Box, color: Color, edge: Color, roundness: float = 0.42
) -> None:
    """A rounded plate with an edge; roundness: radius of its corners, of its height."""
    x0, y0, x1, y1 = box
    h = y1 - y0
    width = max(1, round(0.07 * h))
    paint_rounded(canvas, box, roundness * h, edge)
    inner = (x0 + width, y0 + width, x1 - width, y1 - width)
    paint_rounded(canvas, inner, roundness * h - width, color)


def _plate_color(logo: Image.Image, ground: Color) -> Color:
    """What lies behind a logo: more of its own ground, else white, or ``ground`` for a light
    logo."""
    pixels = np.asarray(logo)
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    if (border[:, 3] >= _OPAQUE).all():
        return tuple(int(value) for value in np.median(border[:, :3], axis=0))
    opaque = pixels[pixels[..., 3] >= _OPAQUE][:, :3]
    mean = tuple(int(value) for value in opaque.mean(axis=0)) if len(opaque) else (0, 0, 0)
    return readable(mean, WHITE, ground, least=_SEEN)
