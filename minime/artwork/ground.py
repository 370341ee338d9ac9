"""The printed ground of each face, before any word is set on it.

Large faces show the theme's scene, with bands in the palette's colours where words will
stand; small ones show it faintly under those colours. Grounds depend on size, colours and
theme alone and are kept, so that typing a name in the page only sets the words anew.
"""

from functools import lru_cache

import numpy as np
from PIL import Image

from minime.artwork.color import BLACK, WHITE, Colors, mix
from minime.artwork.motif import Shape, stamp
from minime.artwork.pattern import bands, blend, dots, glow, ramp, rays
from minime.artwork.theme import THEMES

_KEPT = 12  # grounds: of a few presets at the sizes of live draft and picture
_LEAN = 0.03  # how far bands rise to the right, in heights


def paint_ground(face: str, size: tuple[int, int], colors: Colors, theme: str) -> Image.Image:
    """A new canvas of (width, height) pixels with the ground of a face of GROUNDS."""
    return _kept_ground(face, size, colors, theme).copy()


@lru_cache(maxsize=_KEPT)
def _kept_ground(face: str, size: tuple[int, int], colors: Colors, theme: str) -> Image.Image:
    canvas = Image.new("RGB", size, colors.primary)
    GROUNDS[face](canvas, colors, theme)
    return canvas


def _blister_front(canvas: Image.Image, colors: Colors, theme: str) -> None:
    """The scene, a band for the title under the hang hole, a block for the name below."""
    w, h = canvas.size
    THEMES[theme].paint(canvas, colors, (0.5, 0.53))
    calm = canvas.crop((0, 0, w, round(0.12 * h)))
    blend(calm, colors.primary, 1 - ramp(*calm.size, 0.6, 1.0), 0.8)
    canvas.paste(calm, (0, 0))
    _paint_band(canvas, colors, 0.088, 0.2)
    low = (0.874, 0.888, 1.03)
    block = Image.new("RGB", (w, round(0.16 * h)), colors.accent)
    blend(block, mix(colors.accent, BLACK, 0.13), bands(*block.size, w / 20, 30))
    stamp(canvas, mix(colors.ink, BLACK, 0.3), [_slant(canvas, low[0] - 0.006, low[0])], 0.7)
    stamp(canvas, colors.secondary, [_slant(canvas, *low[:2])])
    _paste_slanted(canvas, block, *low[1:])


def _stand_front(canvas: Image.Image, colors: Colors, theme: str) -> None:
    """The scene under a headed band for the name."""
    w, h = canvas.size
    THEMES[theme].paint(canvas, colors, (0.5, 0.56))
    head = Image.new("RGB", (w, round(0.09 * h)), mix(colors.ink, colors.primary, 0.25))
    blend(head, WHITE, bands(*head.size, w / 9, 24, 0.4), 0.05)
    _paste_slanted(canvas, head, 0.0, 0.085)
    _paint_band(canvas, colors, 0.083, 0.203)


def _stand_plate(canvas: Image.Image, colors: Colors, theme: str) -> None:
    """A dark plate with a bright frame and a sheen across."""
    w, h = canvas.size
    edge = max(2, round(0.06 * h))
    canvas.paste(colors.accent, (0, 0, w, h))
    inner = Image.new("RGB", (w - 2 * edge, h - 2 * edge), colors.ink)
    blend(inner, WHITE, bands(*inner.size, w / 3, 25, 0.35), 0.07)
    canvas.paste(inner, (edge, edge))


def _box_header(canvas: Image.Image, colors: Colors, theme: str) -> None:
    """A deepening ground with the scene faintly on it, rays behind the name."""
    w, h = canvas.size
    _faint_scene(canvas, colors, theme, 0.3)
    blend(canvas, mix(colors.primary, colors.ink, 0.6), ramp(w, h, 0.0, 1.4), 0.8)
    blend(canvas, WHITE, rays(w, h, (0.54, 1.8), 80), 0.08)
    blend(canvas, colors.secondary, ramp(w, h, 0.955, 0.965))


def _box_footer(canvas: Image.Image, colors: Colors, theme: str) -> None:
    """A calm deep ground under a bright edge."""
    w, h = canvas.size
    canvas.paste(colors.ink, (0, 0, w, h))
    weave = dots(w, h, h / 9, 0.4 * ramp(w, h, 0.2, 1.5))
    blend(canvas, mix(colors.ink, WHITE, 0.16), weave, 0.7)
    blend(canvas, colors.secondary, 1 - ramp(w, h, 0.035, 0.045))


def _box_backdrop(canvas: Image.Image, colors: Colors, theme: str) -> None:
    """Behind the doll: the scene alone, no words that hair would hide."""
    THEMES[theme].paint(canvas, colors, (0.5, 0.45))


def _accessory_label(canvas: Image.Image, colors: Colors, theme: str) -> None:
    w, h = canvas.size
    blend(canvas, mix(colors.primary, WHITE, 0.25), rays(w, h, (0.5, 0.5), 16))


GROUNDS = {
    "header": _box_header,
    "footer": _box_footer,
    "backdrop": _box_backdrop,
    "stand": _stand_front,
    "plate": _stand_plate,
    "blister": _blister_front,
    "label": _accessory_label,
}


def _paint_band(canvas: Image.Image, colors: Colors, top: float, low: float) -> None:
    """The bright band that bears the hero line, between heights (shares) on the left edge."""
    w, h = canvas.size
    stamp(canvas, mix(colors.ink, BLACK, 0.3), [_slant(canvas, low, low + 0.013)], 0.55)
    band = Image.new("RGB", (w, round((low - top + _LEAN) * h) + 1), colors.secondary)
    blend(band, mix(colors.secondary, WHITE, 0.45), glow(*band.size, (0.35, 0.5), 0.5), 0.7)
    blend(band, mix(colors.secondary, BLACK, 0.12), bands(*band.size, w / 40, 24, 0.4), 0.7)
    _paste_slanted(canvas, band, top, low)
    edges = (top, low - 0.007)
    stamp(canvas, colors.accent, [_slant(canvas, edge, edge + 0.007) for edge in edges])


def _paste_slanted(canvas: Image.Image, band: Image.Image, top: float, low: float) -> None:
    """Paste what a slanted band shows, its highest corner at the top of ``band``."""
    y = round((top - _LEAN) * canvas.height)
    mask = Image.new("RGB", band.size)
    stamp(mask, WHITE, [[polygon - (0, y) for polygon in _slant(canvas, top, low)]])
    canvas.paste(band, (0, y), mask.getchannel(0))


def _slant(canvas: Image.Image, top: float, low: float) -> Shape:
    """A band across the canvas between two heights (shares) on its left edge."""
    w, h = canvas.size
    corners = [(0.0, top), (1.0, top - _LEAN), (1.0, low - _LEAN), (0.0, low)]
    return [np.array(corners) * (w, h)]


def _faint_scene(canvas: Image.Image, colors: Colors, theme: str, share: float) -> None:
    """Print a slice of the theme's scene over the flat colour, as far as ``share``."""
    w, h = canvas.size
    scene = Image.new("RGB", (w // 2, round(0.625 * w)), colors.primary)  # faint: half will do
    THEMES[theme].paint(scene, colors, (0.5, 0.55))
    top = round(0.15 * w)
    part = scene.crop((0, top, w // 2, top + h // 2)).resize((w, h), Image.Resampling.BILINEAR)
    canvas.paste(Image.blend(canvas, part, share))
