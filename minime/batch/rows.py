"""A table of people to orders: one row, one toy.

Columns are the fields of the order (``order.py`` is the one list), ``color_KEY`` for a colour
and ``out`` for the file; an empty cell leaves a field as usual. Photos are named from the
folder of the table. Tables are as spreadsheets write them: UTF-8 with or without a mark,
commas, semicolons or tabs, quoted line breaks, decimal commas.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from minime.brand import NO_BRAND, Brand, fill_order
from minime.errors import BatchError, MiniMeError, OrderError, OutputError, PhotoError
from minime.order import COLOR_KEYS, SLIDERS, Order, from_json, split_accessories
from minime.preset import load_preset
from minime.selfie.photo import EXAMPLE

COLORS = {f"color_{key}": key for key in COLOR_KEYS}
COLUMNS = (
    *(item.name for item in fields(Order) if item.name not in ("colors", "shades")),
    *COLORS,
    "out",
)
_NUMBERS = {"face": True, "turn": True} | {name: each.whole for name, each in SLIDERS.items()}
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
_LONGEST_STEM = 80  # characters of a file's name


@dataclass(frozen=True, kw_only=True)
class Row:
    """line: of the table where the row begins, its header is 1. name: what a person calls it.
    file: of its toy, "" where it has none. order: None where ``error``, one sentence, says
    what is wrong with the row."""

    line: int
    name: str
    file: str = ""
    order: Order | None = None
    error: str = ""


def read_rows(table: Path, *, brand: Brand = NO_BRAND) -> list[Row]:
    """Every row of the table with its validated order or what is wrong with it. Raises
    BatchError where the table as a whole can't be used."""
    lines = _read_lines(table)
    _, header = next(lines, (1, []))
    columns = _read_header(table, header)
    taken: dict[str, int] = {}
    rows = [_read_row(line, cells, columns, table.parent, brand, taken) for line, cells in lines]
    if not rows:
        raise BatchError(f"{table.name} has no rows; write one for each toy below the header.")
    return rows


def _read_lines(table: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the number of its first line."""
    try:
        text = _decode(table, table.read_bytes())
    except OSError as error:
        raise BatchError(f"There is no table {table} that can be read; check its path.") from error
    file = io.StringIO(text, newline="")
    reader = csv.reader(file, delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise BatchError(
                f"{table.name} is not a table from line {line} on ({error}); save it as CSV again."
            ) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def _decode(table: Path, data: bytes) -> str:
    try:
        # Excel's "Unicode text" is UTF-16, its "CSV UTF-8" begins with a mark.
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BatchError(
            f'{table.name} is not in UTF-8; in a spreadsheet, save it as "CSV UTF-8".'
        ) from error


def _delimiter(text: str) -> str:
    """Told by the header, whose words hold none."""
    header = text.lstrip().split("\n", 1)[0]
    try:
        return csv.Sniffer().sniff(header, delimiters=",;\t").delimiter
    except csv.Error:
        return ","  # a single column


def _read_header(table: Path, header: Sequence[str]) -> list[str]:
    columns = [re.sub(r"[\s-]+", "_", cell.lower()) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    if unknown := [name for name in columns if name not in COLUMNS]:
        raise BatchError(
            f"{table.name} has a column {unknown[0]!r} that is not known; the columns are"
            f" {', '.join(COLUMNS)}."
        )
    if len(set(columns)) < len(columns):
        raise BatchError(f"{table.name} has two columns of one name; take one out.")
    if "photo" not in columns:
        raise BatchError(f"{table.name} has no column 'photo'; add it, with a file in each row.")
    return columns


def _read_row(
    line: int,
    cells: Sequence[str],
    columns: Sequence[str],
    folder: Path,
    brand: Brand,
    taken: dict[str, int],
) -> Row:
    """One row; ``taken``, the files of the rows before by line, gets its own."""
    said = {name: cell for name, cell in zip(columns, cells, strict=False) if cell}
    row = Row(line=line, name=said.get("name") or Path(said.get("photo", "")).stem)
    try:
        if any(cells[len(columns) :]):
            raise OrderError("The row has more cells than the header; quote cells with commas.")
        order = _read_order(said, folder)
        check_order(fill_order(order, brand))
        file = _choose_file(said.get("out", ""), row.name, taken)
    except MiniMeError as error:
        return replace(row, error=str(error))
    taken[file.casefold()] = line
    return replace(row, order=order, file=file)


def _read_order(said: Mapping[str, str], folder: Path) -> Order:
    photo = said.get("photo")
    if not photo:
        raise PhotoError("The row names no photo; write a file of the table's folder, or example.")
    settings: dict[str, Any] = {
        name: _read_cell(name, cell)
        for name, cell in said.items()
        if name not in ("photo", "out") and name not in COLORS
    }
    settings["colors"] = {COLORS[name]: said[name] for name in COLORS if name in said}
    return from_json(settings, photo=photo if photo == EXAMPLE else folder / photo)


def _read_cell(name: str, cell: str) -> Any:
    """The cell as the type of its field."""
    if name == "accessories":
        return split_accessories(cell)
    if name == "mark":
        if cell.lower() not in _YES + _NO:
            raise OrderError(f"The mark is {cell!r}; write yes or no.")
        return cell.lower() in _YES
    if name not in _NUMBERS:
        return cell
    try:
        number = float(cell.replace(",", "."))
        return int(number) if _NUMBERS[name] and number.is_integer() else number
    except ValueError:
        raise OrderError(f"The cell of {name} is {cell!r}; write a number.") from None


def check_order(order: Order) -> None:
    """What can be told of an order before its toy is made: the style, names that are in no
    list, refused words, a photo that is not there. Raises MiniMeError."""
    from minime.artwork import apply_theme
    from minime.diffuse.catalogue import find_checkpoint
    from minime.prompt import check_words
    from minime.sculpt.figure.outfit import OUTFITS
    from minime.sculpt.head.hair import HAIR_STYLES

    apply_theme(load_preset(order.preset), theme=order.theme)
    for name, what, allowed in (
        (order.outfit, "outfit", ("auto", "photo", *OUTFITS)),
        (order.hair_style, "hair style", ("auto", *HAIR_STYLES)),
    ):
        if name not in allowed:
            raise OrderError(f"There is no {what} {name!r}; choose one of {', '.join(allowed)}.")
    if order.checkpoint != "none":
        find_checkpoint(order.checkpoint)
    for text in (order.name, order.title, order.slogan, *order.accessories):
        check_words(text)
    if order.photo != EXAMPLE and not Path(order.photo).is_file():
        raise PhotoError(f"There is no photo {Path(order.photo).name}; check its name and folder.")


def _choose_file(asked: str, name: str, taken: Mapping[str, int]) -> str:
    """The name of the toy's PNG: the one asked for, else one after the person."""
    stem = asked[:-4] if asked.lower().endswith(".png") else asked
    if stem:
        if re.sub(r"[^\w .-]", "", stem) != stem or stem[0] == "." or len(stem) > _LONGEST_STEM:
            raise OutputError(f"The out name {asked!r} can't name a file; use letters and digits.")
        if other := taken.get(f"{stem}.png".casefold()):
            raise OutputError(f"Line {other} makes {stem}.png already; choose another out name.")
        return f"{stem}.png"
    stem = re.sub(r"\W+", "-", name.lower()).strip("-")[:_LONGEST_STEM] or "toy"
    number, file = 1, f"{stem}.png"
    while file.casefold() in taken:
        number += 1
        file = f"{stem}-{number}.png"
    return file
