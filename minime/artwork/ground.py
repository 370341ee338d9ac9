"""The printed ground of each face, before any word is set on it.

Grounds depend on size and colours alone and are kept, so that typing a name in the page
only sets the words anew.
"""

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from minime.artwork.color import BLACK, WHITE, Color, mix
from minime.artwork.pattern import (
    bands,
    blend,
    diagonal,
    dots,
    glow,
    ramp,
    rays,
    ring,
    sparkles,
    star,
)

_KEPT = 12  # grounds: three presets at the sizes of live draft and picture


@dataclass(frozen=True, kw_only=True)
class Colors:
    """A preset's palette, ready to paint with."""

    primary: Color
    secondary: Color
    accent: Color
    background: Color
    ink: Color


def paint_ground(face: str, size: tuple[int, int], colors: Colors) -> Image.Image:
    """A new canvas of (width, height) pixels with the ground of a face of FACES."""
    return _kept_ground(face, size, colors).copy()


@lru_cache(maxsize=_KEPT)
def _kept_ground(face: str, size: tuple[int, int], colors: Colors) -> Image.Image:
    return FACES[face](size, colors)


def _blister_front(size: tuple[int, int], colors: Colors) -> Image.Image:
    """A comic burst with a jagged star behind the figure, a band for the title on top and
    a block for the name at the bottom."""
    w, h = size
    canvas = Image.new("RGB", size, colors.primary)
    light, dark = mix(colors.primary, WHITE, 0.28), mix(colors.primary, colors.ink, 0.6)
    middle = (0.5, 0.53)
    blend(canvas, light, rays(w, h, middle, 22))
    blend(canvas, dark, dots(w, h, w / 50, 0.62 * ramp(w, h, 0.5, 0.9) - 0.1), 0.6)
    shade = (middle[0] + 0.008, middle[1] + 0.008)
    blend(canvas, dark, star(w, h, shade, (0.5, 0.385), 17), 0.55)
    blend(canvas, mix(WHITE, colors.secondary, 0.65), star(w, h, middle, (0.49, 0.375), 17))
    inner = star(w, h, middle, (0.44, 0.335), 17)
    blend(canvas, mix(WHITE, colors.secondary, 0.15), inner)
    fade = 1 - glow(w, h, middle, 0.46)
    blend(canvas, colors.secondary, dots(w, h, w / 60, 0.55 * fade**3 - 0.08) * inner, 0.8)
    blend(canvas, colors.ink, diagonal(w, h, 0.204, 0.209, 0.02))
    blend(canvas, colors.secondary, diagonal(w, h, 0.09, 0.196, 0.02))
    blend(canvas, colors.accent, diagonal(w, h, 0.194, 0.204, 0.02))
    block = diagonal(w, h, 0.884, 2.0, 0.02)
    blend(canvas, colors.secondary, diagonal(w, h, 0.872, 0.886, 0.02))
    blend(canvas, colors.accent, block)
    blend(canvas, mix(colors.accent, BLACK, 0.13), bands(w, h, w / 20, 30) * block)
    return canvas


def _stand_front(size: tuple[int, int], colors: Colors) -> Image.Image:
    """Night ground with slanted light, a halftone sunrise and a ring behind the hero."""
    w, h = size
    canvas = Image.new("RGB", size, mix(colors.primary, BLACK, 0.4))
    blend(canvas, colors.primary, bands(w, h, w / 7, 24))
    middle = (0.5, 0.56)
    blend(canvas, mix(colors.primary, WHITE, 0.5), glow(w, h, middle, 0.75), 0.85)
    blend(canvas, colors.accent, ring(w, h, middle, 0.4, 0.02), 0.9)
    blend(canvas, colors.accent, ring(w, h, middle, 0.365, 0.006), 0.7)
    blend(canvas, colors.secondary, dots(w, h, w / 36, 0.75 * ramp(w, h, 0.5, 1.02) - 0.06))
    blend(canvas, mix(colors.primary, BLACK, 0.75), diagonal(w, h, 0.232, 0.242, 0.05))
    blend(canvas, colors.secondary, diagonal(w, h, 0.085, 0.224, 0.05))
    lines = bands(w, h, w / 40, 24, 0.4) * diagonal(w, h, 0.085, 0.224, 0.05)
    blend(canvas, mix(colors.secondary, BLACK, 0.12), lines)
    blend(canvas, colors.accent, diagonal(w, h, 0.222, 0.232, 0.05))
    return canvas


def _stand_plate(size: tuple[int, int], colors: Colors) -> Image.Image:
    """A dark plate with a bright frame and a sheen across."""
    w, h = size
    edge = max(2, round(0.06 * h))
    canvas = Image.new("RGB", size, colors.accent)
    inner = Image.new("RGB", (w - 2 * edge, h - 2 * edge), colors.ink)
    blend(inner, WHITE, bands(*inner.size, w / 3, 25, 0.35), 0.07)
    canvas.paste(inner, (edge, edge))
    return canvas


def _box_header(size: tuple[int, int], colors: Colors) -> Image.Image:
    """A deepening ground with faint rays, sparkles to the left and right of the name."""
    w, h = size
    canvas = Image.new("RGB", size, colors.primary)
    blend(canvas, mix(colors.primary, colors.ink, 0.6), ramp(w, h, 0.0, 1.4), 0.85)
    blend(canvas, WHITE, rays(w, h, (0.5, 1.8), 80), 0.08)
    sides = 1 - glow(w, h, (0.5, 0.5), 0.42)
    blend(canvas, WHITE, sparkles(w, h, h / 3.5, 7) * (sides > 0.7), 0.9)
    blend(canvas, colors.secondary, ramp(w, h, 0.955, 0.965))
    return canvas


def _box_footer(size: tuple[int, int], colors: Colors) -> Image.Image:
    """Dots on a ground that is deepest at the top, under the window."""
    w, h = size
    canvas = Image.new("RGB", size, colors.primary)
    blend(canvas, mix(colors.primary, colors.ink, 0.6), 1 - ramp(w, h, 0.0, 1.2), 0.7)
    blend(canvas, WHITE, dots(w, h, h / 8, 0.13), 0.35)
    blend(canvas, colors.secondary, 1 - ramp(w, h, 0.035, 0.045))
    return canvas


def _box_backdrop(size: tuple[int, int], colors: Colors) -> Image.Image:
    """Behind the doll: a soft burst with sparkles, no words that hair would hide."""
    w, h = size
    canvas = Image.new("RGB", size, colors.secondary)
    blend(canvas, colors.background, rays(w, h, (0.5, 0.42), 30))
    blend(canvas, colors.primary, ramp(w, h, 0.3, 1.2), 0.85)
    blend(canvas, WHITE, dots(w, h, w / 16, 0.1 + 0.12 * ramp(w, h, 0.4, 1.0)), 0.3)
    blend(canvas, WHITE, glow(w, h, (0.5, 0.38), 0.75), 0.8)
    blend(canvas, WHITE, sparkles(w, h, w / 7, 11), 0.95)
    return canvas


def _accessory_label(size: tuple[int, int], colors: Colors) -> Image.Image:
    w, h = size
    canvas = Image.new("RGB", size, colors.primary)
    blend(canvas, mix(colors.primary, WHITE, 0.25), rays(w, h, (0.5, 0.5), 16))
    return canvas


FACES = {
    "header": _box_header,
    "footer": _box_footer,
    "backdrop": _box_backdrop,
    "stand": _stand_front,
    "plate": _stand_plate,
    "blister": _blister_front,
    "label": _accessory_label,
}
