"""Colours of the printed card: "#rrggbb" in, (r, g, b) in 0..255 inside the room.

Contrast is WCAG 2.2's (1 to 21); words are only ever set at 4.5 or more.
"""

from dataclasses import dataclass

import numpy as np

from minime.preset import Palette

Color = tuple[int, int, int]

WHITE: Color = (255, 255, 255)
BLACK: Color = (4, 4, 5)  # so that it or white reaches 4.5 on every ground
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
HIGH_CONTRAST = 7.0  # WCAG 2.2, 1.4.6
VIVID = 22.0  # chroma in CIE Lab from which a colour has a hue that people name


@dataclass(frozen=True, kw_only=True)
class Colors:
    """A palette, ready to paint with."""

    primary: Color
    secondary: Color
    accent: Color
    background: Color
    ink: Color


def read_palette(palette: Palette) -> Colors:
    """The colours of a preset's palette."""
    return Colors(**{role: parse_color(text) for role, text in vars(palette).items()})


def parse_color(text: str) -> Color:
    """(r, g, b) in 0..255 of "#rrggbb"; ValueError for anything else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"{text!r} is not a colour like #ff8800")
    value = int(text[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def luminance(color: Color) -> float:
    """Relative luminance in [0, 1]."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in color)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio in [1, 21], the same both ways round."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(ground: Color, *wished: Color, least: float = LEAST_CONTRAST) -> Color:
    """The first wished colour with at least this contrast to the ground, else white or
    black, which reach 4.5 on every ground."""
    for color in wished:
        if contrast(color, ground) >= least:
            return color
    return max((WHITE, BLACK), key=lambda color: contrast(color, ground))


def mix(one: Color, other: Color, share: float) -> Color:
    """``one`` with ``share`` (0..1) of ``other`` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def take_hue(color: str, other: str) -> str:
    """``color`` in the hue of ``other``, as light and as strong as before; unchanged where
    ``other`` has no hue of its own. All "#rrggbb"."""
    from skimage.color import lab2rgb, rgb2lab

    both = np.array([parse_color(color), parse_color(other)]) / 255
    (light, a, b), (_, x, y) = rgb2lab(both)
    vivid = np.hypot(x, y)
    if vivid < VIVID:
        return color
    share = np.hypot(a, b) / vivid
    red, green, blue = (255 * lab2rgb([light, x * share, y * share])).round().astype(int)
    return f"#{red:02x}{green:02x}{blue:02x}"
