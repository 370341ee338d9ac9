"""The faces of each packaging: which words are set where.

A face is painted at ``px_per_mm`` from its size in millimetres (packaging.ART). Positions
are per cent of the face's width and height, so a packaging may change its size freely.
Words that were left empty hand their place to the preset's own small print.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from minime.artwork.color import BLACK, WHITE, mix, parse_color, readable
from minime.artwork.fonts import find_font
from minime.artwork.ground import Colors, paint_ground
from minime.artwork.lettering import Box, Style, draw_text
from minime.artwork.ornament import (
    paint_bar_code,
    paint_ribbon,
    paint_rounded,
    paint_seal,
    paint_strip,
    paint_word_mark,
)
from minime.preset import Artwork, Palette, Preset
from minime.prompt import replace_trademarks
from minime.sculpt.packaging import ART

_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_UPRIGHT = ("pacifico",)  # faces that lean already
# The face of the title beside each face of the name; any other keeps the text face.
_COMPANIONS = {"luckiest_guy": "lilita_one", "pacifico": "lilita_one", "black_ops_one": "anton"}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the person wants to read on the box; any may be empty."""

    name: str = ""
    title: str = ""
    slogan: str = ""
    accessories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Look:
    """What every face of one box shares: colours, fonts, small print, the code."""

    colors: Colors
    display: str
    text: str
    small_print: Artwork
    code: str


def typeset(preset: Preset, words: Words, *, px_per_mm: float) -> dict[str, np.ndarray]:
    """Every printed face of the preset's packaging by name, (h, w, 3) uint8 sRGB.

    Words stay as the person typed them, but for toy makers' trademarks, which become the
    generic word (prompt.replace_trademarks). Raises PresetError for an unknown font.
    """
    printed = Words(
        name=replace_trademarks(words.name),
        title=replace_trademarks(words.title),
        slogan=replace_trademarks(words.slogan),
        accessories=tuple(replace_trademarks(word) for word in words.accessories),
    )
    look = Look(
        colors=_colors(preset.palette),
        display=find_font(preset.artwork.display_font),
        text=find_font(preset.artwork.text_font),
        small_print=preset.artwork,
        code=short_code(preset.name, printed),
    )
    faces = {}
    for face, (width, height) in ART[preset.packaging].items():
        size = (round(width * px_per_mm), round(height * px_per_mm))
        faces[face] = np.asarray(_PAINTERS[preset.packaging, face](size, look, printed))
    return faces


def accessory_label(word: str, palette: Palette, *, size: tuple[int, int]) -> np.ndarray:
    """The front of the little box that stands for an accessory without a model of its own:
    (h, w, 3) uint8 sRGB, ``size`` is (width, height) in pixels."""
    colors = _colors(palette)
    canvas = paint_ground("label", size, colors)
    rim = max(1, round(0.03 * min(size)))
    box = _box(canvas, 8, 20, 92, 74)
    paint_rounded(canvas, _grow(box, rim), 5 * rim, readable(colors.primary, colors.accent))
    paint_rounded(canvas, box, 4 * rim, WHITE)
    style = Style(font="lilita_one", fill=readable(WHITE, colors.ink), max_lines=2)
    most_px = size[1] // 4
    draw_text(canvas, _grow(box, -2 * rim), replace_trademarks(word), style, most_px=most_px)
    paint_word_mark(canvas, _box(canvas, 27, 80, 73, 95), ground=BLACK, accent=colors.accent)
    return np.asarray(canvas)


def short_code(preset: str, words: Words) -> str:
    """The eight letters and digits of the bar code: the same for the same words."""
    text = "\n".join((preset, words.name, words.title, words.slogan, *words.accessories))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
    return "MM" + "".join(_CODE_LETTERS[number >> 5 * place & 31] for place in range(6))


def _blister_front(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Title and slogan in the band under the hang hole, the name across the bottom."""
    colors = look.colors
    canvas = paint_ground("blister", size, colors)
    mark = _box(canvas, 4, 10, 35, 18.3)
    paint_word_mark(canvas, mark, ground=colors.ink, accent=colors.secondary)
    low = 14.2 if words.slogan else 16.2
    _paint_title(canvas, _box(canvas, 38, 9 if words.slogan else 9.8, 97, low), look, words.title)
    if words.slogan:
        _paint_line(canvas, _box(canvas, 40, 15, 96, 17.6), words.slogan, look)
    _paint_name(canvas, _box(canvas, 3.5, 88.4, 73, 99), look, words)
    _paint_seal(canvas, (88, 90.6), 0.043 * size[1], look)
    paint_bar_code(canvas, _box(canvas, 77, 95, 98, 99), look.code)
    return canvas


def _stand_front(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Word mark, slogan and series on top, the name on its band, title and bar code below;
    the foot stands behind the accessories."""
    colors, art = look.colors, look.small_print
    canvas = paint_ground("stand", size, colors)
    mark = _box(canvas, 4, 1.8, 26, 6.6)
    paint_word_mark(canvas, mark, ground=colors.ink, accent=colors.accent)
    top = words.slogan or (art.tagline if words.title else "")
    _paint_line(canvas, _box(canvas, 30, 1.7, 74, 4.7), top, look)
    _paint_name(canvas, _box(canvas, 4, 7.6, 84, 17.6), look, words)
    _paint_title(canvas, _box(canvas, 40, 17.6, 97, 22.4), look, words.title)
    _paint_seal(canvas, (91.5, 11.4), 0.04 * size[1], look)
    _paint_line(canvas, _box(canvas, 77, 1.9, 97, 4.5), art.series, look)
    paint_bar_code(canvas, _box(canvas, 5, 17.6, 22, 21.6), look.code)
    return canvas


def _stand_plate(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Name over title in plain type, as on an engraved plate."""
    ink = look.colors.ink
    canvas = paint_ground("plate", size, look.colors)
    name = Style(font=look.text, fill=readable(ink, look.colors.accent, WHITE))
    title = Style(font=look.text, fill=readable(ink, WHITE))
    low = 60 if words.title else 84
    draw_text(canvas, _box(canvas, 5, 15, 95, low), words.name or look.small_print.series, name)
    draw_text(canvas, _box(canvas, 5, 67, 95, 87), words.title, title)
    return canvas


def _box_header(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The name between word mark and age seal."""
    colors = look.colors
    canvas = paint_ground("header", size, colors)
    mark = _box(canvas, 2.5, 14, 18, 60)
    paint_word_mark(canvas, mark, ground=colors.ink, accent=colors.secondary)
    pill = _box(canvas, 3.5, 67, 17, 88)
    paint_rounded(canvas, pill, (pill[3] - pill[1]) / 2, mix(colors.primary, colors.ink, 0.75))
    _paint_line(canvas, _grow(pill, -size[1] // 24), look.small_print.series, look)
    _paint_name(canvas, _box(canvas, 21, 6, 83, 92), look, words)
    _paint_seal(canvas, (93, 48), 0.39 * size[1], look)
    return canvas


def _box_footer(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Title, slogan on a ribbon, bar code, side by side."""
    canvas = paint_ground("footer", size, look.colors)
    end = 41 if words.slogan else 82
    # The name again, in plain type: the header's may be a script.
    _paint_title(canvas, _box(canvas, 2, 12, end, 88), look, words.title, above=words.name)
    if words.slogan:
        ribbon = _box(canvas, 42, 16, 84, 76)
        colors = look.colors
        paint_ribbon(
            canvas, ribbon, words.slogan, color=colors.background, font=look.text, ink=colors.ink
        )
    paint_bar_code(canvas, _box(canvas, 85.5, 14, 98, 90), look.code)
    return canvas


def _box_backdrop(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    return paint_ground("backdrop", size, look.colors)


_Painter = Callable[[tuple[int, int], Look, Words], Image.Image]
_PAINTERS: dict[tuple[str, str], _Painter] = {
    ("window_box", "header"): _box_header,
    ("window_box", "footer"): _box_footer,
    ("window_box", "backdrop"): _box_backdrop,
    ("stand", "front"): _stand_front,
    ("stand", "plate"): _stand_plate,
    ("blister_card", "front"): _blister_front,
}


def _paint_name(canvas: Image.Image, box: Box, look: Look, words: Words) -> None:
    """The hero line: light letters, dark outline, thrown block."""
    ink = look.colors.ink
    fill = readable(ink, WHITE)
    style = Style(
        font=look.display,
        fill=(fill, readable(ink, mix(fill, look.colors.secondary, 0.3), fill)),
        outline=ink,
        outline_width=0.07,
        shadow=mix(ink, BLACK, 0.5),
        depth=0.06,
        slant=0.0 if look.display in _UPRIGHT else 0.12,
        max_lines=2,
    )
    draw_text(canvas, box, words.name or look.small_print.series, style)


def _paint_title(canvas: Image.Image, box: Box, look: Look, title: str, *, above: str = "") -> None:
    title = title or look.small_print.tagline
    colors = look.colors
    font = _COMPANIONS.get(look.display, look.text)
    if title:
        ink, light = colors.ink, colors.secondary
        paint_strip(canvas, box, title, color=ink, font=font, ink=light, above=above)


def _paint_line(canvas: Image.Image, box: Box, text: str, look: Look) -> None:
    """Plain small type in a colour that can be read on what is printed there."""
    ground = tuple(canvas.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))
    style = Style(font=look.text, fill=readable(ground, look.colors.ink, WHITE), max_lines=2)
    draw_text(canvas, box, text, style)


def _paint_seal(
    canvas: Image.Image, center: tuple[float, float], radius: float, look: Look
) -> None:
    if look.small_print.age_mark:
        paint_seal(
            canvas,
            (center[0] / 100 * canvas.width, center[1] / 100 * canvas.height),
            radius,
            "AGES",
            look.small_print.age_mark,
            color=WHITE,
            ring=look.colors.ink,
            font="lilita_one",
            text_font=look.text,
        )


def _colors(palette: Palette) -> Colors:
    return Colors(
        primary=parse_color(palette.primary),
        secondary=parse_color(palette.secondary),
        accent=parse_color(palette.accent),
        background=parse_color(palette.background),
        ink=parse_color(palette.ink),
    )


def _box(canvas: Image.Image, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Per cent of the canvas to pixels."""
    w, h = canvas.size
    return round(x0 * w / 100), round(y0 * h / 100), round(x1 * w / 100), round(y1 * h / 100)


def _grow(box: Box, by: int) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
