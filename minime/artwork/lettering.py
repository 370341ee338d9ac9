"""Sets words so that they always fit: sizes, two lines, an ellipsis as the last resort.

Everything is linear in the size of the type, so a text is measured once at a reference
size; the drawn letters are then measured and made smaller until they are inside the box.
Painters here draw onto the canvas they are given. Boxes are pixels, half-open.
"""

import re
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw

from minime.artwork.color import Color
from minime.artwork.fonts import Font, Run, clean_text, load_font, split_clusters, split_runs

Box = tuple[int, int, int, int]

_REFERENCE_PX = 100
_LEADING = 1.12  # of a line's ink height
_ELLIPSIS = "…"
_LEAST_PX = 9


@dataclass(frozen=True, kw_only=True)
class Style:
    """How lettering looks; lengths are shares of the type size.

    fill: one colour, or (top, bottom) of a gradient. outline: colour around the letters,
    ``outline_width`` wide. shadow: colour of the block behind them, thrown right and down
    by ``depth``. slant: how far the top leans to the right, per height. max_lines: 1 or 2.
    """

    font: Font
    fill: Color | tuple[Color, Color]
    outline: Color | None = None
    outline_width: float = 0.0
    shadow: Color | None = None
    depth: float = 0.0
    slant: float = 0.0
    max_lines: int = 1


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Lines of runs and the size in pixels per em at which they fit."""

    lines: tuple[tuple[Run, ...], ...]
    size_px: int


def fit_text(
    text: str, style: Style, width: int, height: int, *, most_px: int = 2000
) -> Layout | None:
    """The largest layout of a text inside width × height pixels; None for no text.

    A text that would be far too small for its box is cut and ends in an ellipsis.
    """
    least_px = max(_LEAST_PX, int(min(0.2 * height, 0.04 * width)))
    words = clean_text(text)
    if not words or width < 4 or height < 4:
        return None
    best = _largest(words, style, width, height)
    if best.size_px < least_px:
        best = _cut(words, style, width, height, least_px)
    best = replace(best, size_px=max(4, min(best.size_px, most_px)))
    while best.size_px > 4 and not _fits(best, style, width, height):
        best = replace(best, size_px=min(best.size_px - 1, int(best.size_px * 0.97)))
    return best


def draw_text(
    canvas: Image.Image,
    box: Box,
    text: str,
    style: Style,
    *,
    align: str = "center",
    most_px: int = 2000,
) -> Box | None:
    """Draw a text into a box of the canvas, as large as fits; the box of its ink, or None.

    align: "left", "center" or "right"; up and down it is always in the middle.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    layout = fit_text(text, style, width, height, most_px=most_px)
    if layout is None:
        return None
    face, around, thrown = _masks(layout, style)
    ink = ImageChops.lighter(ImageChops.lighter(face, around), thrown).getbbox()
    if ink is None:
        return None
    face, around, thrown = (mask.crop(ink) for mask in (face, around, thrown))
    w, h = face.size
    x = {"left": box[0], "center": box[0] + (width - w) // 2, "right": box[2] - w}[align]
    y = box[1] + (height - h) // 2
    if style.shadow is not None:
        canvas.paste(style.shadow, (x, y), thrown)
    if style.outline is not None:
        canvas.paste(style.outline, (x, y), around)
    canvas.paste(_fill(style.fill, face), (x, y), face)
    return x, y, x + w, y + h


def _largest(words: str, style: Style, width: int, height: int) -> Layout:
    """The largest of one line and, where allowed, the best two lines."""
    layouts = [_sized((words,), style, width, height)]
    if style.max_lines > 1:
        layouts += [_sized(pair, style, width, height) for pair in _breaks(words)]
    return max(layouts, key=lambda layout: layout.size_px)


def _sized(lines: tuple[str, ...], style: Style, width: int, height: int) -> Layout:
    runs = tuple(split_runs(line, style.font) for line in lines)
    layout = Layout(lines=runs, size_px=_REFERENCE_PX)
    w, h = _extent(layout, style)
    size = int(_REFERENCE_PX * min(width / w, height / h))
    return replace(layout, size_px=size)


def _breaks(words: str) -> list[tuple[str, str]]:
    """The most even breaks into two lines: between words and after hyphens, else between
    letters of a script that is written without spaces."""
    parts = re.findall(r"[^ -]*[ -]+|[^ -]+$", words)
    if len(parts) == 1:
        parts = split_clusters(words)
        if not all(ord(part[0]) >= 0x2E80 for part in parts):
            return []
    pairs = [("".join(parts[:i]).strip(), "".join(parts[i:]).strip()) for i in range(1, len(parts))]
    return sorted(
        (pair for pair in pairs if all(pair)), key=lambda pair: abs(len(pair[0]) - len(pair[1]))
    )[:3]


def _cut(words: str, style: Style, width: int, height: int, least_px: int) -> Layout:
    """The longest beginning of the words that fits with an ellipsis at the least size."""
    clusters = split_clusters(words)
    low, high = 0, len(clusters)
    best = _largest(_ELLIPSIS, style, width, height)
    while low < high:
        middle = (low + high + 1) // 2
        layout = _largest("".join(clusters[:middle]).rstrip() + _ELLIPSIS, style, width, height)
        if layout.size_px >= least_px:
            low, best = middle, layout
        else:
            high = middle - 1
    return best


def _extent(layout: Layout, style: Style) -> tuple[float, float]:
    """Width and height in pixels of a layout with outline, shadow and slant."""
    boxes = [_line_box(line, layout.size_px) for line in layout.lines]
    height = _stacked([box[3] - box[1] for box in boxes])
    around = 2 * style.outline_width * layout.size_px * (style.outline is not None)
    thrown = style.depth * layout.size_px * (style.shadow is not None)
    width = max(box[2] - box[0] for box in boxes)
    height += around + thrown
    return max(1.0, width + around + thrown + abs(style.slant) * height), max(1.0, height)


def _fits(layout: Layout, style: Style, width: int, height: int) -> bool:
    face, around, thrown = _masks(layout, style)
    ink = ImageChops.lighter(ImageChops.lighter(face, around), thrown).getbbox()
    return ink is None or (ink[2] - ink[0] <= width and ink[3] - ink[1] <= height)


def _stacked(heights: list[float]) -> float:
    return heights[-1] + sum(height * _LEADING for height in heights[:-1])


def _line_box(runs: tuple[Run, ...], size_px: int) -> tuple[float, float, float, float]:
    """Ink of a line with its pen at (0, 0), and never lower than a capital letter."""
    left, top, right, bottom, pen = 0.0, 0.0, 0.0, 0.0, 0.0
    for run in runs:
        font = load_font(run.font, size_px)
        direction = "rtl" if run.rtl else "ltr"
        x0, y0, x1, y1 = font.getbbox(run.text, direction=direction, anchor="ls")
        left, right = min(left, pen + x0), max(right, pen + x1)
        top, bottom = min(top, y0), max(bottom, y1)
        pen += font.getlength(run.text, direction=direction)
    return left, min(top, -0.7 * size_px), right, bottom


def _masks(layout: Layout, style: Style) -> tuple[Image.Image, Image.Image, Image.Image]:
    """Three masks of one size: the letters, with their outline, and the thrown block."""
    size = layout.size_px
    around = style.outline_width * size if style.outline is not None else 0.0
    thrown = round(style.depth * size) if style.shadow is not None else 0
    boxes = [_line_box(line, size) for line in layout.lines]
    heights = [box[3] - box[1] for box in boxes]
    widest = max(box[2] - box[0] for box in boxes)
    pad = int(around) + thrown + max(8, size // 3)
    tall = int(_stacked(heights)) + 2 * pad
    lean = int(abs(style.slant) * tall)
    canvas = (int(widest) + 2 * pad + 2 * lean, tall)
    face, outlined = Image.new("L", canvas), Image.new("L", canvas)
    y = float(pad)
    for line, box, height in zip(layout.lines, boxes, heights, strict=True):
        x = pad + lean + (widest - (box[2] - box[0])) / 2 - box[0]
        _draw_line(face, line, size, x, y - box[1], 0.0)
        if around:
            _draw_line(outlined, line, size, x, y - box[1], around)
        y += height * _LEADING
    if style.slant:
        face, outlined = (_lean(mask, style.slant) for mask in (face, outlined))
    outlined = ImageChops.lighter(face, outlined)
    return face, outlined, _throw(outlined, thrown)


def _draw_line(
    mask: Image.Image, runs: tuple[Run, ...], size_px: int, x: float, y: float, stroke: float
) -> None:
    draw = ImageDraw.Draw(mask)
    for run in runs:
        font = load_font(run.font, size_px)
        direction = "rtl" if run.rtl else "ltr"
        draw.text(
            (x, y),
            run.text,
            fill=255,
            font=font,
            anchor="ls",
            direction=direction,
            stroke_width=stroke,
        )
        x += font.getlength(run.text, direction=direction)


def _lean(mask: Image.Image, slant: float) -> Image.Image:
    middle = mask.height / 2
    matrix = (1, slant, -slant * middle, 0, 1, 0)
    return mask.transform(mask.size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)


def _throw(mask: Image.Image, depth_px: int) -> Image.Image:
    """The mask drawn out to the right and down, as letters cut from thick board."""
    thrown = mask.copy()
    for step in range(1, depth_px + 1):
        thrown = ImageChops.lighter(thrown, ImageChops.offset(mask, step, step))
    return thrown


def _fill(fill: Color | tuple[Color, Color], mask: Image.Image) -> Image.Image:
    """A picture of the mask's size in one colour or a gradient over the ink's height."""
    if isinstance(fill[0], int):
        return Image.new("RGB", mask.size, fill)
    box = mask.getbbox() or (0, 0, *mask.size)
    ramp = Image.linear_gradient("L").resize((1, max(1, box[3] - box[1])))
    column = Image.new("L", (1, mask.height), 255)
    column.paste(0, (0, 0, 1, box[1]))
    column.paste(ramp, (0, box[1]))
    return Image.composite(
        Image.new("RGB", mask.size, fill[1]),
        Image.new("RGB", mask.size, fill[0]),
        column.resize(mask.size),
    )
