"""Words and preset to the printed faces of a packaging, and the code that they bear.

A face is painted at ``px_per_mm`` from its size in millimetres (packaging.ART).
"""

import hashlib
from collections.abc import Mapping

import numpy as np

from minime.artwork.color import BLACK, WHITE, read_palette, readable
from minime.artwork.faces import FACES, Look, Painter, Words, box_of, grow
from minime.artwork.fonts import find_font
from minime.artwork.ground import paint_ground
from minime.artwork.lettering import Style, draw_text
from minime.artwork.mark import draw_mark
from minime.artwork.ornament import ean8, paint_rounded
from minime.artwork.paper import PAPER_FACES
from minime.preset import HOUSE_MARK, Palette, Preset, WordMark
from minime.prompt import replace_trademarks
from minime.sculpt.packaging.build import ART

_IN_HOUSE = "2"  # GS1-8 prefix for a shop's own numbers (GS1 General Specifications)


def typeset(
    preset: Preset, words: Words, *, px_per_mm: float, mirrored: bool = False
) -> dict[str, np.ndarray]:
    """Every printed face of the preset's packaging by name, (h, w, 3) uint8 sRGB, in the
    first of its themes (theme.apply_theme). mirrored: for a figure on the other side of a card.

    Words stay as the person typed them, but for toy makers' trademarks, which become the
    generic word (prompt.replace_trademarks). Raises PresetError for an unknown font.
    """
    sizes = ART[preset.packaging]
    painters = {face: FACES[preset.packaging, face] for face in sizes}
    return _paint(painters, sizes, preset, words, px_per_mm, mirrored=mirrored)


def typeset_paper(
    preset: Preset,
    words: Words,
    sizes: Mapping[str, tuple[float, float]],
    *,
    px_per_mm: float,
) -> dict[str, np.ndarray]:
    """The faces of PAPER_FACES that ``sizes`` names, of that (width, height) in mm, as
    :func:`typeset` gives those of a toy's own packaging."""
    return _paint(
        {face: PAPER_FACES[face] for face in sizes}, sizes, preset, words, px_per_mm, False
    )


def accessory_label(
    word: str, palette: Palette, *, size: tuple[int, int], mark: WordMark = HOUSE_MARK
) -> np.ndarray:
    """The front of the little box that stands for an accessory without a model of its own:
    (h, w, 3) uint8 sRGB, ``size`` is (width, height) in pixels."""
    colors = read_palette(palette)
    canvas = paint_ground("label", size, colors, "burst")
    rim = max(1, round(0.03 * min(size)))
    box = box_of(canvas, 8, 20, 92, 74)
    paint_rounded(canvas, grow(box, rim), 5 * rim, readable(colors.primary, colors.accent))
    paint_rounded(canvas, box, 4 * rim, WHITE)
    style = Style(font="lilita_one", fill=readable(WHITE, colors.ink), max_lines=2)
    most_px = size[1] // 4
    draw_text(canvas, grow(box, -2 * rim), replace_trademarks(word), style, most_px=most_px)
    foot = box_of(canvas, 27, 80, 73, 95)
    draw_mark(canvas, foot, mark, ground=BLACK, accent=colors.accent)
    return np.asarray(canvas)


def short_code(preset: str, words: Words) -> str:
    """The eight digits of the bar code (EAN-8): the same for the same style, name and title."""
    named = (preset, replace_trademarks(words.name), replace_trademarks(words.title))
    number = int.from_bytes(hashlib.sha256("\n".join(named).encode()).digest()[:8])
    return ean8(f"{_IN_HOUSE}{number % 10**6:06}")


def _paint(
    painters: Mapping[str, Painter],
    sizes: Mapping[str, tuple[float, float]],
    preset: Preset,
    words: Words,
    px_per_mm: float,
    mirrored: bool,
) -> dict[str, np.ndarray]:
    printed = Words(
        name=replace_trademarks(words.name),
        title=replace_trademarks(words.title),
        slogan=replace_trademarks(words.slogan),
        accessories=tuple(replace_trademarks(word) for word in words.accessories),
    )
    look = Look(
        colors=read_palette(preset.palette),
        theme=preset.artwork.themes[0],
        display=find_font(preset.artwork.display_font),
        text=find_font(preset.artwork.text_font),
        small_print=preset.artwork,
        code=short_code(preset.name, words),
        mark=preset.word_mark,
        mirrored=mirrored,
    )
    faces = {}
    for face, (width, height) in sizes.items():
        size = (round(width * px_per_mm), round(height * px_per_mm))
        faces[face] = np.asarray(painters[face](size, look, printed))
    return faces
