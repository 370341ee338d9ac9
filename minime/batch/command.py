"""``python -m minime batch TABLE --out FOLDER``: the options, the bar, what is said at the end."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from minime.brand import NO_BRAND, read_brand

if TYPE_CHECKING:
    from minime.batch.run import Walk

SOME_FAILED = 1


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the sub-command."""
    parser.add_argument("table", type=Path, metavar="TABLE", help="a CSV, one row a toy")
    parser.add_argument("--out", type=Path, default=Path("toys"), help="the folder (toys)")
    parser.add_argument(
        "--brand",
        type=read_brand,
        default=NO_BRAND,
        metavar="FILE",
        help="a brand file (TOML): colours, word mark, fonts of all toys",
    )
    parser.add_argument(
        "--ray",
        metavar="ADDRESS",
        help="make the toys on a Ray cluster; its address, 'auto', or 'local' for this computer",
    )


def make_batch(options: argparse.Namespace, cancelled: Callable[[], bool]) -> int:
    """Make all toys of the table into the folder, which is there; the exit status, 0 or
    SOME_FAILED. Each row that fails is one line on standard error. Raises MiniMeError."""
    from tqdm import tqdm

    from minime.batch.rows import read_rows
    from minime.batch.run import REPORT, REPORT_TABLE, run_batch
    from minime.batch.sheet import write_sheet

    rows = read_rows(options.table, brand=options.brand)
    results = []
    with tqdm(total=len(rows), unit="toy", disable=None, leave=False) as bar:
        for result in run_batch(
            rows,
            options.out,
            brand=options.brand,
            walk=_choose_walk(options),
            watch=lambda row, news: bar.set_description(f"{row.name}: {news.message}"),
            cancelled=cancelled,
        ):
            results.append(result)
            bar.update()
            if result.status == "failed":
                where = f"{options.table.name}, line {result.line} ({result.name})"
                tqdm.write(" ".join(f"{where}: {result.error}".split()), sys.stderr)
    results.sort(key=lambda result: result.line)
    sheet = write_sheet(results, options.out, options.brand)
    files = [options.out / REPORT, options.out / REPORT_TABLE, *([sheet] if sheet else [])]
    count = Counter(result.status for result in results)
    summary = ", ".join(f"{number} {status}" for status, number in sorted(count.items()))
    sys.stdout.write("\n".join([summary, *map(str, files)]) + "\n")
    return SOME_FAILED if count["failed"] else 0


def _choose_walk(options: argparse.Namespace) -> "Walk":
    from minime.batch import run

    if not options.ray:
        return run.walk_here
    from minime.batch.cluster import walk_on_cluster

    return partial(walk_on_cluster, options.ray)
