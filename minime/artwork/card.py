"""The faces of each packaging: what is printed where.

A face is painted at ``px_per_mm`` from its size in millimetres. Positions are per cent of
the face's width and height, so that a packaging may change its size freely. Words that
were left empty hand their place to the preset's own (tagline, series, word mark).
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from minime.artwork import pattern
from minime.artwork.color import BLACK, WHITE, Color, mix, parse_color, readable
from minime.artwork.fonts import find_font
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

# Faces of each packaging in mm (width, height).
ART = {
    "window_box": {"header": (200.0, 50.0), "footer": (200.0, 40.0), "backdrop": (200.0, 260.0)},
    "stand": {"front": (192.0, 240.0), "plate": (100.0, 20.0)},
    "blister_card": {"front": (192.0, 240.0)},
}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the person wants to read on the box; any may be empty."""

    name: str = ""
    title: str = ""
    slogan: str = ""
    accessories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Look:
    """A preset's colours and small print, ready to paint with."""

    primary: Color
    secondary: Color
    accent: Color
    background: Color
    ink: Color
    display: str
    text: str
    tagline: str
    age_mark: str
    series: str
    code: str


def typeset(preset: Preset, words: Words, *, px_per_mm: float = 9.0) -> dict[str, np.ndarray]:
    """Every printed face of the preset's packaging by name, (h, w, 3) uint8 sRGB.

    Words stay as the person typed them, but toy makers' trademarks become the generic
    word (minime.prompt.replace_trademarks). Raises PresetError for an unknown font.
    """
    clean = Words(
        name=replace_trademarks(words.name),
        title=replace_trademarks(words.title),
        slogan=replace_trademarks(words.slogan),
        accessories=tuple(replace_trademarks(word) for word in words.accessories),
    )
    look = _look(preset.palette, preset.artwork, short_code(preset.name, clean))
    return {
        face: np.asarray(
            _PAINTERS[preset.packaging, face](
                (round(width * px_per_mm), round(height * px_per_mm)), look, clean
            )
        )
        for face, (width, height) in ART[preset.packaging].items()
    }


def accessory_label(word: str, palette: Palette, *, size: tuple[int, int]) -> np.ndarray:
    """The front of the little box that stands for an accessory without a model of its own:
    (h, w, 3) uint8 sRGB of ``size`` (width, height) pixels."""
    width, height = size
    primary, accent = parse_color(palette.primary), parse_color(palette.accent)
    ground = pattern.flat(width, height, primary)
    burst = pattern.rays(width, height, (0.5, 0.5), 16)
    ground = pattern.blend(ground, mix(primary, WHITE, 0.25), burst)
    canvas = Image.fromarray(pattern.to_uint8(ground))
    inset = round(0.06 * min(size))
    box = _box(canvas, 9, 24, 91, 76)
    paint_rounded(canvas, _grow(box, inset // 2), 0.16 * height, readable(primary, accent))
    paint_rounded(canvas, box, 0.12 * height, WHITE)
    style = Style(font="lilita_one", fill=readable(WHITE, parse_color(palette.ink)), max_lines=2)
    draw_text(canvas, _grow(box, -inset), replace_trademarks(word), style, most_px=height // 4)
    paint_word_mark(canvas, _box(canvas, 26, 81, 74, 95), ground=BLACK, accent=accent)
    return np.asarray(canvas)


def short_code(preset: str, words: Words) -> str:
    """The eight letters and digits under the bar code: the same for the same words."""
    text = "\n".join((preset, words.name, words.title, words.slogan, *words.accessories))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:5])
    return "MM" + "".join(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * i & 31] for i in range(6)
    )


def _look(palette: Palette, artwork: Artwork, code: str) -> Look:
    return Look(
        primary=parse_color(palette.primary),
        secondary=parse_color(palette.secondary),
        accent=parse_color(palette.accent),
        background=parse_color(palette.background),
        ink=parse_color(palette.ink),
        display=find_font(artwork.display_font),
        text=find_font(artwork.text_font),
        tagline=artwork.tagline,
        age_mark=artwork.age_mark,
        series=artwork.series,
        code=code,
    )


def _blister_front(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Comic burst; word mark and title on top, name block and slogan at the bottom."""
    w, h = size
    light, dark = mix(look.primary, WHITE, 0.3), mix(look.primary, look.ink, 0.55)
    picture = pattern.flat(w, h, look.primary)
    picture = pattern.blend(picture, light, pattern.rays(w, h, (0.5, 0.52), 22))
    picture = pattern.blend(picture, WHITE, pattern.glow(w, h, (0.5, 0.52), 0.6), 0.55)
    rise = 0.1 + 0.55 * pattern.ramp(w, h, 0.5, 0.95) - 0.2
    picture = pattern.blend(picture, dark, pattern.dots(w, h, w / 48, rise), 0.55)
    picture = pattern.blend(picture, look.secondary, pattern.diagonal(w, h, 0.115, 0.235, 0.05))
    picture = pattern.blend(picture, look.accent, pattern.diagonal(w, h, 0.235, 0.245, 0.05))
    picture = pattern.blend(picture, look.secondary, pattern.diagonal(w, h, 0.86, 0.872, 0.025))
    picture = pattern.blend(picture, look.accent, pattern.diagonal(w, h, 0.872, 2.0, 0.025))
    band = pattern.diagonal(w, h, 0.872, 2.0, 0.025)
    deep = pattern.bands(w, h, w / 22, 30, 0.5) * band
    picture = pattern.blend(picture, mix(look.accent, BLACK, 0.12), deep)
    canvas = Image.fromarray(pattern.to_uint8(picture))
    paint_word_mark(canvas, _box(canvas, 4, 10.5, 35, 19), ground=look.ink, accent=look.secondary)
    _paint_title(canvas, _box(canvas, 38, 9.5, 97, 16.5), look, words)
    _small_line(canvas, _box(canvas, 40, 17.2, 96, 19.4), look.series, look, look.secondary)
    right = 73
    name_bottom = 93.2 if words.slogan else 98
    _paint_name(canvas, _box(canvas, 4, 87, right, name_bottom), look, words)
    if words.slogan:
        _paint_slogan(canvas, _box(canvas, 3, 93.8, right + 1, 98.4), look, words)
    _paint_corner(canvas, look, seal=(87, 89), radius=4.9, code=_box(canvas, 77, 93.6, 97, 98.8))
    return canvas


def _stand_front(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Night ground with slanted bands of light and a halftone sunrise behind the hero."""
    w, h = size
    deep = mix(look.primary, BLACK, 0.35)
    picture = pattern.flat(w, h, deep)
    picture = pattern.blend(picture, look.primary, pattern.bands(w, h, w / 7, 24, 0.5))
    glow = pattern.glow(w, h, (0.5, 0.55), 0.75)
    picture = pattern.blend(picture, mix(look.primary, WHITE, 0.45), glow, 0.75)
    rise = 0.75 * pattern.ramp(w, h, 0.45, 1.02) - 0.05
    picture = pattern.blend(picture, look.secondary, pattern.dots(w, h, w / 34, rise))
    for start, end, color in ((0.1, 0.235, look.secondary), (0.235, 0.25, look.accent)):
        picture = pattern.blend(picture, color, pattern.diagonal(w, h, start, end, 0.08))
    canvas = Image.fromarray(pattern.to_uint8(picture))
    _paint_name(canvas, _box(canvas, 5, 7.5, 95, 17), look, words)
    paint_word_mark(canvas, _box(canvas, 4, 1.5, 28, 6.5), ground=look.ink, accent=look.accent)
    _paint_title(canvas, _box(canvas, 45, 17.5, 97, 22.5), look, words)
    return canvas


def _stand_plate(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The engraved plate on the base: name over title."""
    w, h = size
    picture = pattern.flat(w, h, look.ink)
    shine = pattern.bands(w, h, w / 3, 25, 0.35)
    picture = pattern.blend(picture, WHITE, shine, 0.07)
    canvas = Image.fromarray(pattern.to_uint8(picture))
    edge = max(2, round(0.05 * h))
    frame = Image.new("RGB", (w, h), look.accent)
    frame.paste(canvas.crop((edge, edge, w - edge, h - edge)), (edge, edge))
    fill = readable(look.ink, look.accent, WHITE)
    name = words.name or look.series
    split = 64 if words.title else 90
    draw_text(frame, _box(frame, 5, 13, 95, split), name, Style(font=look.display, fill=fill))
    style = Style(font=look.text, fill=readable(look.ink, WHITE))
    draw_text(frame, _box(frame, 5, 70, 95, 88), words.title, style)
    return frame


def _box_header(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The top of the window box: the name, large, among sparkles."""
    w, h = size
    picture = pattern.flat(w, h, look.primary)
    deep = mix(look.primary, look.ink, 0.5)
    picture = pattern.blend(picture, deep, pattern.ramp(w, h, 0.1, 1.3), 0.8)
    picture = pattern.blend(picture, WHITE, pattern.rays(w, h, (0.5, 1.6), 60), 0.1)
    picture = pattern.blend(picture, WHITE, pattern.sparkles(w, h, h / 4, 7), 0.85)
    canvas = Image.fromarray(pattern.to_uint8(picture))
    paint_word_mark(canvas, _box(canvas, 3, 10, 21, 46), ground=look.ink, accent=look.secondary)
    _small_line(canvas, _box(canvas, 3, 56, 21, 68), look.series, look, deep)
    _paint_name(canvas, _box(canvas, 24, 8, 84, 92), look, words)
    _seal(canvas, (92, 50), 0.36 * h, look)
    return canvas


def _box_footer(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The foot of the window box: job, slogan, what is inside, bar code."""
    w, h = size
    deep = mix(look.primary, look.ink, 0.5)
    picture = pattern.flat(w, h, look.primary)
    picture = pattern.blend(picture, deep, pattern.ramp(w, h, 1.2, -0.2), 0.8)
    picture = pattern.blend(picture, WHITE, pattern.dots(w, h, h / 9, 0.14), 0.35)
    canvas = Image.fromarray(pattern.to_uint8(picture))
    low = 56 if words.slogan else 74
    _paint_title(canvas, _box(canvas, 3, 10, 76, low), look, words)
    if words.slogan:
        _paint_slogan(canvas, _box(canvas, 3, 60, 76, 90), look, words)
    paint_bar_code(canvas, _box(canvas, 80, 24, 97, 82), look.code)
    return canvas


def _box_backdrop(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Behind the doll: a soft burst with sparkles, no words that hair would hide."""
    w, h = size
    picture = pattern.flat(w, h, look.secondary)
    picture = pattern.blend(picture, look.background, pattern.rays(w, h, (0.5, 0.45), 30))
    picture = pattern.blend(picture, look.primary, pattern.ramp(w, h, 0.3, 1.25), 0.75)
    picture = pattern.blend(picture, WHITE, pattern.glow(w, h, (0.5, 0.4), 0.75), 0.8)
    picture = pattern.blend(picture, WHITE, pattern.sparkles(w, h, w / 7, 11), 0.9)
    return Image.fromarray(pattern.to_uint8(picture))


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
    fill = WHITE if readable(look.ink, WHITE) == WHITE else BLACK
    glint = mix(fill, look.secondary, 0.55)
    style = Style(
        font=look.display,
        fill=(fill, glint if readable(look.ink, glint) == glint else fill),
        outline=look.ink,
        outline_width=0.075,
        shadow=mix(look.ink, BLACK, 0.4),
        depth=0.07,
        slant=0.0 if look.display == "pacifico" else 0.12,
        max_lines=2,
    )
    draw_text(canvas, box, words.name or look.series, style)


def _paint_title(canvas: Image.Image, box: Box, look: Look, words: Words) -> None:
    title = words.title or look.tagline
    if title:
        paint_strip(canvas, box, title, color=look.ink, font=look.text, ink=look.secondary)


def _paint_slogan(canvas: Image.Image, box: Box, look: Look, words: Words) -> None:
    paint_ribbon(canvas, box, words.slogan, color=look.background, font=look.text, ink=look.ink)


def _paint_corner(
    canvas: Image.Image, look: Look, *, seal: tuple[float, float], radius: float, code: Box
) -> None:
    _seal(canvas, seal, radius / 100 * canvas.height, look)
    paint_bar_code(canvas, code, look.code)


def _seal(canvas: Image.Image, center: tuple[float, float], radius: float, look: Look) -> None:
    x, y = center[0] / 100 * canvas.width, center[1] / 100 * canvas.height
    paint_seal(
        canvas,
        (x, y),
        radius,
        "AGES",
        look.age_mark,
        color=WHITE,
        ring=look.ink,
        font="lilita_one",
        text_font=look.text,
    )


def _small_line(canvas: Image.Image, box: Box, text: str, look: Look, ground: Color) -> None:
    style = Style(font=look.text, fill=readable(ground, look.ink, WHITE))
    draw_text(canvas, box, text, style)


def _box(canvas: Image.Image, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Per cent of the canvas to pixels."""
    w, h = canvas.size
    return round(x0 * w / 100), round(y0 * h / 100), round(x1 * w / 100), round(y1 * h / 100)


def _grow(box: Box, by: int) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
