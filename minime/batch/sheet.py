"""One picture of all the toys of a batch, each with its name below, under the maker's mark."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from minime.artwork.color import parse_color
from minime.artwork.lettering import Style, draw_text
from minime.artwork.mark import draw_mark
from minime.batch.run import Result
from minime.brand import Brand
from minime.label import read_label, save_png
from minime.preset import HOUSE_MARK

SHEET = "sheet.png"
MOST_SIDE = 6000  # pixels of the sheet's longer side
_TOY = (400, 500)  # pixels of a toy, and below it of its name; all smaller on a sheet of many
_NAME, _GAP, _MARK = 44, 36, (240, 76)
_SHAPE = 4 / 3  # of the sheet, width over height, as far as the number of toys allows
_PAPER, _INK, _BRIGHT = "#f4f2ee", "#20222a", "#ffd23f"


def write_sheet(results: Sequence[Result], folder: Path, brand: Brand) -> Path | None:
    """Write the sheet of the toys in the folder, in the order of the table; its path, None
    where there is no toy. Raises OutputError."""
    toys = [(result.name, folder / result.file) for result in results if result.file]
    if not toys:
        return None
    sheet = draw_sheet(toys, brand)
    text = f"Contact sheet of {len(toys)} toys"
    # It says what made the toys on it: a checkpoint, where any of them was drawn over by one.
    used = [str((read_label(file)["order"] or {}).get("checkpoint", "none")) for _, file in toys]
    checkpoint = next((name for name in used if name != "none"), "none")
    order = {"checkpoint": checkpoint}
    return save_png(np.asarray(sheet), folder / SHEET, parameters=text, order=order)


def draw_sheet(toys: Sequence[tuple[str, Path]], brand: Brand) -> Image.Image:
    """The sheet of named pictures, row by row from the left."""
    cell = (_TOY[0] + _GAP, _TOY[1] + _NAME + _GAP)
    wide = _SHAPE * cell[1] / cell[0]
    columns = min(len(toys), math.ceil(math.sqrt(len(toys) * wide)))
    rows = math.ceil(len(toys) / columns)
    full = (columns * cell[0] + _GAP, _MARK[1] + 2 * _GAP + rows * cell[1])
    scale = min(1.0, MOST_SIDE / max(full))
    sheet = Image.new("RGB", tuple(int(side * scale) for side in full), _PAPER)
    colors = brand.order.get("colors", {})
    left = (full[0] - _MARK[0]) // 2
    draw_mark(
        sheet,
        _scaled((left, _GAP, left + _MARK[0], _GAP + _MARK[1]), scale),
        brand.word_mark or HOUSE_MARK,
        ground=parse_color(_INK),
        accent=parse_color(colors.get("accent", _BRIGHT)),
    )
    style = Style(font="noto_sans", fill=parse_color(_INK))
    for number, (name, file) in enumerate(toys):
        x = _GAP + number % columns * cell[0]
        y = 2 * _GAP + _MARK[1] + number // columns * cell[1]
        _paste(sheet, _scaled((x, y, x + _TOY[0], y + _TOY[1]), scale), file)
        below = (x, y + _TOY[1] + 8, x + _TOY[0], y + _TOY[1] + _NAME)
        draw_text(sheet, _scaled(below, scale), name, style, most_px=int(26 * scale))
    return sheet


def _paste(sheet: Image.Image, box: tuple[int, int, int, int], file: Path) -> None:
    """The picture as large as the box allows, standing on its foot."""
    with Image.open(file) as image:
        toy = ImageOps.contain(
            image.convert("RGB"), (box[2] - box[0], box[3] - box[1]), Image.Resampling.LANCZOS
        )
    sheet.paste(toy, ((box[0] + box[2] - toy.width) // 2, box[3] - toy.height))


def _scaled(box: tuple[int, int, int, int], scale: float) -> tuple[int, int, int, int]:
    return tuple(round(side * scale) for side in box)
