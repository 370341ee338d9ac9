"""The printed faces of what is cut out and folded: of a box, and of the foot of a figure.

The front of the box is a picture of the toy. Positions are per cent of a face, as in faces.py,
whose grounds, words and furniture these share.
"""

from PIL import Image

from minime.artwork.color import WHITE, mix, readable
from minime.artwork.faces import (
    Look,
    Painter,
    Words,
    box_of,
    paint_ages,
    paint_line,
    paint_mark,
    paint_name,
    paint_series,
    paint_tally,
    paint_title,
    paste_bar_code,
    slogan_of,
)
from minime.artwork.ground import paint_ground
from minime.artwork.lettering import Style, draw_text
from minime.artwork.ornament import paint_rounded

_ORIGIN = "A picture made with AI by MiniMe"
_FEW_ROWS = 5  # of the list: fewer leave room


def _back(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The bands of a blister card; between them what is in the box, and the bar code."""
    canvas = paint_ground("blister", size, look.colors, look.theme)
    paint_series(canvas, box_of(canvas, 5, 2.2, 45, 6.2), look)
    paint_tally(canvas, box_of(canvas, 52, 1.9, 95, 6.9), look, words)
    paint_mark(canvas, box_of(canvas, 5, 10, 33.5, 17.8), look)
    paint_title(canvas, box_of(canvas, 37, 8.2, 95, 13.4), look, words.title)
    paint_line(canvas, box_of(canvas, 40, 14, 95, 16.8), slogan_of(look, words), look)
    _paint_list(canvas, box_of(canvas, 6, 23, 94, 68), look, words)
    fine = look.small_print.fine_print
    paint_line(canvas, box_of(canvas, 6, 70.5, 54, 76.5), fine, look, rim=0.16)
    paint_line(canvas, box_of(canvas, 6, 78.5, 54, 81.5), _ORIGIN, look, rim=0.16)
    paint_ages(canvas, (47, 90.5), 0.052 * size[1], look)
    paint_name(canvas, box_of(canvas, 3.5, 90.3, 38.5, 98.6), look, words)
    paste_bar_code(canvas, box_of(canvas, 57, 71, 94, 86), look)
    return canvas


def _side(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The name beside the word mark; the box shows it standing on its end."""
    canvas = paint_ground("header", size, look.colors, look.theme)
    paint_mark(canvas, box_of(canvas, 3, 20, 24, 56), look)
    paint_series(canvas, box_of(canvas, 3, 64, 24, 80), look)
    paint_name(canvas, box_of(canvas, 28, 10, 96.5, 88), look, words)
    return canvas


def _lid(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The name over the title."""
    canvas = paint_ground("header", size, look.colors, look.theme)
    paint_name(canvas, box_of(canvas, 4, 8, 96, 62), look, words)
    paint_title(canvas, box_of(canvas, 14, 67, 86, 90), look, words.title)
    return canvas


def _floor(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    canvas = paint_ground("footer", size, look.colors, look.theme)
    paint_mark(canvas, box_of(canvas, 30, 20, 70, 66), look)
    paint_line(canvas, box_of(canvas, 8, 74, 92, 86), _ORIGIN, look)
    return canvas


def _plinth(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    canvas = paint_ground("plate", size, look.colors, look.theme)
    ink = look.colors.ink
    style = Style(font=look.text, fill=readable(ink, look.colors.accent, WHITE))
    box = box_of(canvas, 5, 16, 95, 84)
    draw_text(canvas, box, words.name or look.small_print.series, style)
    return canvas


def _flap(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """What lies before the feet."""
    canvas = paint_ground("header", size, look.colors, look.theme)
    paint_title(canvas, box_of(canvas, 8, 20, 92, 54), look, words.title)
    paint_line(canvas, box_of(canvas, 8, 62, 92, 84), slogan_of(look, words), look)
    return canvas


PAPER_FACES: dict[str, Painter] = {
    "back": _back,
    "side": _side,
    "lid": _lid,
    "floor": _floor,
    "plinth": _plinth,
    "flap": _flap,
}


def _paint_list(canvas: Image.Image, box, look: Look, words: Words) -> None:
    """Who and what is in the box, a row each, on a bright panel."""
    colors = look.colors
    x0, y0, x1, y1 = box
    panel = mix(colors.background, WHITE, 0.5)
    edge = max(2, round(0.012 * (x1 - x0)))
    paint_rounded(canvas, box, 5 * edge, colors.ink)
    paint_rounded(canvas, (x0 + edge, y0 + edge, x1 - edge, y1 - edge), 4 * edge, panel)
    rows = ["In this box", words.name or look.small_print.series, *words.accessories]
    step = (y1 - y0) / (max(len(rows), _FEW_ROWS) + 0.6)
    top = y0 + (y1 - y0 - step * len(rows)) / 2
    for number, row in enumerate(rows):
        style = Style(
            font=look.text if number else "lilita_one",
            fill=readable(panel, colors.ink if number else colors.accent, colors.ink),
        )
        y = top + step * number
        inner = (x0 + 6 * edge, round(y + 0.05 * step), x1 - 6 * edge, round(y + 0.95 * step))
        text = f"• {row}" if number else row
        draw_text(canvas, inner, text, style, align="left", most_px=round(0.6 * step))
