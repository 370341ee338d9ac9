"""Walks a table: makes what is not made yet, and keeps the report as it goes.

A row is done when its file is there and the report holds its digest: of the order, the photo
and the brand. So a batch that was stopped goes on where it was, and a row that was changed is
made again. Every file is written by this process, whole or not at all.
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

from minime.batch.one import FIGURES, Outcome, make_one
from minime.batch.rows import Row
from minime.brand import NO_BRAND, Brand, brand_digest
from minime.errors import PhotoError
from minime.label import write_whole
from minime.make import Progress
from minime.order import Order, to_json
from minime.selfie.photo import EXAMPLE

REPORT, REPORT_TABLE = "report.json", "report.csv"
_COLUMNS = ("line", "name", "status", "file", "seconds", *FIGURES, "error")

Watch = Callable[[Row, Progress], None]  # called while the toy of a row is made
Stop = Callable[[], bool]
# Makes the toys of some rows, in any order.
Walk = Callable[[Sequence[Row], Brand, Watch | None, Stop | None], Iterator[tuple[Row, Outcome]]]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of a row. status: made, kept (it was there), failed or waiting. seconds and
    likeness: of its toy. digest: hexadecimal, of all that shapes it."""

    line: int
    name: str
    status: str
    file: str = ""
    seconds: float | None = None
    likeness: Mapping[str, float | None] = field(default_factory=dict)
    error: str = ""
    digest: str = ""


def walk_here(
    rows: Sequence[Row], brand: Brand, watch: Watch | None, cancelled: Stop | None
) -> Iterator[tuple[Row, Outcome]]:
    """Each row and its outcome, one after the other: a toy takes all cores by itself, and what
    was loaded for the first is there for the next. Raises Cancelled."""
    for row in rows:
        progress = partial(watch, row) if watch else None
        yield row, make_one(row.order, brand, progress, cancelled)


def run_batch(
    rows: Sequence[Row],
    folder: Path,
    *,
    brand: Brand = NO_BRAND,
    walk: Walk = walk_here,
    watch: Watch | None = None,
    cancelled: Stop | None = None,
) -> Iterator[Result]:
    """Make the toys of the rows into the folder, which is there: what becomes of each, as soon
    as it is known, in no order. Raises Cancelled, OutputError, and what ``walk`` raises."""
    earlier = read_report(folder)
    results = {row.line: _start(row, folder, brand, earlier) for row in rows}
    write_reports(list(results.values()), folder)
    yield from (result for result in results.values() if result.status != "waiting")
    waiting = [row for row in rows if results[row.line].status == "waiting"]
    for row, outcome in walk(waiting, brand, watch, cancelled):
        result = results[row.line] = _finish(results[row.line], outcome, folder)
        write_reports(list(results.values()), folder)
        yield result


def digest_order(order: Order, brand: Brand) -> str:
    """Hexadecimal SHA-256 of all that shapes a toy: order, photo, brand. Raises PhotoError."""
    try:
        photo = b"" if order.photo == EXAMPLE else Path(order.photo).read_bytes()
    except OSError as error:
        name = Path(order.photo).name
        raise PhotoError(f"The photo {name} can't be read; check its permissions.") from error
    parts = [to_json(order), hashlib.sha256(photo).hexdigest(), brand_digest(brand)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def read_report(folder: Path) -> dict[str, Result]:
    """The toys that the report of an earlier run holds, by file; empty where there is none."""
    try:
        rows = json.loads((folder / REPORT).read_text("utf-8"))["rows"]
        results = [Result(**row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return {result.file: result for result in results if result.status in ("made", "kept")}


def write_reports(results: Sequence[Result], folder: Path) -> None:
    """Write ``report.json`` and ``report.csv``. Raises OutputError."""
    rows = [asdict(result) for result in results]
    report = {"count": dict(Counter(result.status for result in results)), "rows": rows}
    with write_whole(folder / REPORT) as file:
        file.write((json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, _COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(row | row["likeness"] for row in rows)
    with write_whole(folder / REPORT_TABLE) as file:
        file.write(table.getvalue().encode("utf-8-sig"))  # spreadsheets tell UTF-8 by its mark


def _start(row: Row, folder: Path, brand: Brand, earlier: Mapping[str, Result]) -> Result:
    """The row as it stands before anything is made."""
    result = Result(line=row.line, name=row.name, status="failed", error=row.error)
    if row.order is None:
        return result
    try:
        digest = digest_order(row.order, brand)
    except PhotoError as error:
        return replace(result, error=str(error))
    there = earlier.get(row.file)
    if there and there.digest == digest and (folder / row.file).is_file():
        return replace(there, line=row.line, name=row.name, status="kept")
    return replace(result, status="waiting", file=row.file, digest=digest)


def _finish(result: Result, outcome: Outcome, folder: Path) -> Result:
    """The row with its toy written, or with what went wrong."""
    if outcome.error:
        return replace(result, status="failed", error=outcome.error, file="", digest="")
    with write_whole(folder / result.file) as file:
        file.write(outcome.png)
    return replace(result, status="made", seconds=outcome.seconds, likeness=dict(outcome.likeness))
