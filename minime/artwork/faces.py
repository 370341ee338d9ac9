"""The faces of each packaging: which words are set where.

Positions are per cent of the face's width and height, so a packaging may change its size
freely. Each word has one place that no other word moves: another slogan changes the slogan
alone. Words that were left empty hand their place to the preset's own small print. The bar
code is as wide as its 81 modules need at two pixels each in the usual picture.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from minime.artwork.color import BLACK, WHITE, Colors, mix, readable
from minime.artwork.fonts import Font
from minime.artwork.ground import paint_ground
from minime.artwork.lettering import Box, Style, draw_text
from minime.artwork.mark import draw_mark
from minime.artwork.ornament import (
    draw_bar_code,
    paint_badge,
    paint_rounded,
    paint_strip,
)
from minime.preset import Artwork, WordMark

_UPRIGHT = ("pacifico",)  # faces that lean already
# The face of the title beside each face of the name; any other keeps the text face.
_COMPANIONS = {
    "anton": "anton",
    "black_ops_one": "anton",
    "lilita_one": "lilita_one",
    "luckiest_guy": "lilita_one",
    "pacifico": "lilita_one",
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
    """What every face of one box shares: colours, theme, fonts, small print, the code, the maker's
    mark. mirrored: whether the figure stands on the right of the card rather than on its left."""

    colors: Colors
    theme: str
    display: Font
    text: Font
    small_print: Artwork
    code: str
    mark: WordMark
    mirrored: bool = False


def _blister_front(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Word mark, title and slogan in the band under the hang hole, the name across the
    bottom, its own furniture in the corners."""
    colors = look.colors
    canvas = paint_ground("blister", size, colors, look.theme)
    paint_series(canvas, box_of(canvas, 4, 2.6, 38, 5.6), look)
    paint_tally(canvas, box_of(canvas, 62, 1.7, 97, 6.3), look, words)
    paint_mark(canvas, box_of(canvas, 4, 9.6, 33.5, 17.6), look)
    paint_title(canvas, box_of(canvas, 37, 8.2, 97, 13.4), look, words.title)
    paint_line(canvas, box_of(canvas, 40, 14, 95, 16.6), slogan_of(look, words), look)
    paint_name(canvas, box_of(canvas, 3.5, 90.0, 75.5, 98), look, words)
    paint_line(canvas, box_of(canvas, 4, 98.2, 60, 99.5), look.small_print.fine_print, look)
    ages = (10.5, 85.6) if look.mirrored else (87.5, 86.6)  # where no figure stands before it
    paint_ages(canvas, ages, 0.042 * size[1], look)
    paste_bar_code(canvas, box_of(canvas, 77.7, 91.2, 96.1, 98.6), look)
    return canvas


def _stand_front(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """All words above the head; badges beside it; the foot stands behind accessories."""
    canvas = paint_ground("stand", size, look.colors, look.theme)
    paint_mark(canvas, box_of(canvas, 3.5, 1.5, 25, 6.9), look)
    _paint_plain(canvas, box_of(canvas, 28, 1.3, 67, 5.7), look, words.title)
    paint_series(canvas, box_of(canvas, 69, 1.5, 89, 4.0), look)
    paint_name(canvas, box_of(canvas, 3.5, 6.3, 88.5, 15.7), look, words)
    paint_line(canvas, box_of(canvas, 12, 16, 80, 18.3), slogan_of(look, words), look)
    fine = box_of(canvas, 6.5, 21, 34, 23.2)
    paint_line(canvas, fine, look.small_print.fine_print, look, align="left", rim=0.16)
    _paint_count(canvas, (13.5, 29.4), 0.056 * size[1], look, words)
    paint_ages(canvas, (88, 25.5), 0.042 * size[1], look)
    paste_bar_code(canvas, box_of(canvas, 90.5, 1.3, 98.6, 16.3), look, upright=True)
    return canvas


def _stand_plate(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Name over title in plain type, as on an engraved plate."""
    ink = look.colors.ink
    canvas = paint_ground("plate", size, look.colors, look.theme)
    name = Style(font=look.text, fill=readable(ink, look.colors.accent, WHITE))
    title = Style(font=look.text, fill=readable(ink, WHITE))
    low = 60 if words.title else 84
    draw_text(canvas, box_of(canvas, 5, 15, 95, low), words.name or look.small_print.series, name)
    draw_text(canvas, box_of(canvas, 5, 67, 95, 87), words.title, title)
    return canvas


def _box_header(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """The name between word mark and age badge."""
    canvas = paint_ground("header", size, look.colors, look.theme)
    paint_mark(canvas, box_of(canvas, 2.5, 10, 21.5, 60), look)
    paint_series(canvas, box_of(canvas, 2.5, 65, 21.5, 89), look)
    paint_name(canvas, box_of(canvas, 24, 5, 84.5, 92), look, words)
    paint_ages(canvas, (92.6, 47), 0.41 * size[1], look)
    return canvas


def _box_footer(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    """Name and title, slogan over the fine print, how many accessories, bar code."""
    canvas = paint_ground("footer", size, look.colors, look.theme)
    # The name again, in plain type: the header's may be a script.
    paint_line(canvas, box_of(canvas, 2.5, 14, 35, 38), words.name, look)
    low, top = (88, 42) if words.name else (82, 20)
    _paint_plain(canvas, box_of(canvas, 2.5, top, 35, low), look, words.title)
    rule = box_of(canvas, 37, 18, 37.3, 82)
    paint_rounded(canvas, rule, 0, mix(look.colors.ink, look.colors.secondary, 0.5))
    paint_line(canvas, box_of(canvas, 39, 14, 66, 58), slogan_of(look, words), look)
    paint_line(canvas, box_of(canvas, 39, 63, 66, 90), look.small_print.fine_print, look)
    _paint_count(canvas, (72.2, 52), 0.47 * size[1], look, words)
    paste_bar_code(canvas, box_of(canvas, 78.3, 13, 95.7, 89), look)
    return canvas


def _box_backdrop(size: tuple[int, int], look: Look, words: Words) -> Image.Image:
    return paint_ground("backdrop", size, look.colors, look.theme)


Painter = Callable[[tuple[int, int], Look, Words], Image.Image]
FACES: dict[tuple[str, str], Painter] = {
    ("window_box", "header"): _box_header,
    ("window_box", "footer"): _box_footer,
    ("window_box", "backdrop"): _box_backdrop,
    ("stand", "front"): _stand_front,
    ("stand", "plate"): _stand_plate,
    ("blister_card", "front"): _blister_front,
}


def paint_name(canvas: Image.Image, box: Box, look: Look, words: Words) -> None:
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


def paint_title(canvas: Image.Image, box: Box, look: Look, title: str) -> None:
    """The title on a dark slanted strip."""
    colors, text = look.colors, title or look.small_print.tagline
    paint_strip(canvas, box, text, color=colors.ink, font=_companion(look), ink=colors.secondary)


def _paint_plain(canvas: Image.Image, box: Box, look: Look, title: str) -> None:
    """The title straight on a dark ground."""
    fill = readable(_ground(canvas, box), look.colors.accent, look.colors.secondary, WHITE)
    style = Style(font=_companion(look), fill=fill, max_lines=2)
    draw_text(canvas, box, title or look.small_print.tagline, style)


def paint_line(
    canvas: Image.Image, box: Box, text: str, look: Look, *, align: str = "center", rim: float = 0
) -> None:
    """Plain small type in a colour that can be read on what is printed there. rim: of that
    ground round the letters, so that no star of a scene crosses them."""
    ground = _ground(canvas, box)
    fill = readable(ground, look.colors.ink, WHITE)
    style = Style(font=look.text, fill=fill, outline=ground, outline_width=rim, max_lines=2)
    draw_text(canvas, box, text, style, align=align)


def paint_series(canvas: Image.Image, box: Box, look: Look) -> None:
    """The series and the number in it, which the code gives."""
    number = int(look.code[1:7]) % 99 + 1
    paint_line(canvas, box, f"{look.small_print.series} No. {number:02}", look)


def paint_mark(canvas: Image.Image, box: Box, look: Look) -> None:
    """The maker's mark: the house's own, or a brand's."""
    draw_mark(canvas, box, look.mark, ground=look.colors.ink, accent=look.colors.secondary)


def paint_tally(canvas: Image.Image, box: Box, look: Look, words: Words) -> None:
    """How many accessories are in the pack, on a bright strip."""
    colors = look.colors
    text = " ".join(_tally(words))
    paint_strip(canvas, box, text, color=colors.accent, font=_label_font(look), ink=colors.ink)


def _paint_count(
    canvas: Image.Image, center: tuple[float, float], radius: float, look: Look, words: Words
) -> None:
    """How many accessories are in the pack, in a spiky burst."""
    colors = look.colors
    paint_badge(
        canvas,
        point_on(canvas, center),
        radius,
        _tally(words),
        color=colors.accent,
        ring=colors.ink,
        font=_label_font(look),
        spikes=(14, 0.78),
    )


def paint_ages(canvas: Image.Image, center: tuple[float, float], radius: float, look: Look) -> None:
    if look.small_print.age_mark:
        paint_badge(
            canvas,
            point_on(canvas, center),
            radius,
            ("AGES", look.small_print.age_mark),
            color=WHITE,
            ring=look.colors.ink,
            font=_label_font(look),
            spikes=(18, 0.88),
        )


def paste_bar_code(canvas: Image.Image, box: Box, look: Look, *, upright: bool = False) -> None:
    """The bar code in a box; upright: read from the foot to the top."""
    width, height = box[2] - box[0], box[3] - box[1]
    if upright:
        label = draw_bar_code((height, width), look.code).transpose(Image.Transpose.ROTATE_90)
    else:
        label = draw_bar_code((width, height), look.code)
    canvas.paste(label, box[:2])


def _companion(look: Look) -> Font:
    """The face of the title; a brand's own text face sets it too."""
    if isinstance(look.text, bytes):
        return look.text
    return _COMPANIONS.get(look.display, look.text)


def _label_font(look: Look) -> Font:
    return look.text if isinstance(look.text, bytes) else "lilita_one"


def slogan_of(look: Look, words: Words) -> str:
    return words.slogan or (look.small_print.tagline if words.title else "")


def _tally(words: Words) -> tuple[str, ...]:
    count = len(words.accessories)
    if not count:
        return ("ONLY", "ONE", "EVER MADE")
    return ("WITH", str(count), "ACCESSORY" if count == 1 else "ACCESSORIES")


def _ground(canvas: Image.Image, box: Box) -> tuple[int, int, int]:
    """The mean colour of what is printed in a box."""
    return tuple(canvas.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))


def point_on(canvas: Image.Image, at: tuple[float, float]) -> tuple[float, float]:
    return at[0] / 100 * canvas.width, at[1] / 100 * canvas.height


def box_of(canvas: Image.Image, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Per cent of the canvas to pixels."""
    w, h = canvas.size
    return round(x0 * w / 100), round(y0 * h / 100), round(x1 * w / 100), round(y1 * h / 100)


def grow(box: Box, by: int) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
