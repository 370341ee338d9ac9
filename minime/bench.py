"""``python -m minime bench --checkpoint NAME``: what a checkpoint makes of some photos, to look at
and to paste into an issue: a contact sheet, a table of likeness, seconds, memory and energy.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from minime.errors import MiniMeError
from minime.order import Order
from minime.preset import load_presets

if TYPE_CHECKING:
    from minime import Toy

_CELL = (384, 480)  # px of a toy on the sheet
_COLUMNS = ("photo", "style", "pose, degrees", "shape, %", "expression, %", "skin", "eyes", "hair")
_COLUMNS += ("seconds", "Wh", "fell back")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the sub-command."""
    parser.add_argument("photos", nargs="*", metavar="PHOTO", help="selfies; else the example")
    parser.add_argument("--checkpoint", default="embedded", help="a name of --list, or a folder")
    parser.add_argument("--strength", type=float, help="the checkpoint's own by default")
    parser.add_argument("--out", type=Path, default=Path("bench"), help="folder for the results")


def run_bench(options: argparse.Namespace, tell: Callable[[str], None] = lambda line: None) -> Path:
    """Make a toy of every photo, by the styles in turn, with the sculpt alone and with the
    checkpoint; write ``sheet.jpg`` (a row a photo: selfie, sculpt, checkpoint) and
    ``report.md``; the report's path. tell: is told each photo that is done or can't be read.

    Raises MiniMeError where the checkpoint can't be had, or no photo.
    """
    import minime

    styles, rows = list(load_presets()), []
    for number, photo in enumerate(options.photos or ["example"]):
        order = Order(photo=photo, preset=styles[number % len(styles)], strength=options.strength)
        try:
            selfie = minime.read_selfie(photo)
        except MiniMeError as error:
            tell(f"{photo}: {error}")
            continue
        pair = tuple(
            minime.make(replace(order, checkpoint=checkpoint), selfie=selfie)
            for checkpoint in ("none", options.checkpoint)
        )
        rows.append(pair)
        tell(f"{photo}: {pair[1].seconds['total']:.1f} s")
    if not rows:
        raise MiniMeError("None of the photos shows a face; name others.")
    options.out.mkdir(parents=True, exist_ok=True)
    _write_sheet(rows, options.out / "sheet.jpg")
    report = options.out / "report.md"
    report.write_text(_report(rows, options.checkpoint), "utf-8")
    return report


def _write_sheet(rows: Sequence[tuple["Toy", "Toy"]], path: Path) -> None:
    from PIL import Image, ImageOps

    sheet = Image.new("RGB", (3 * _CELL[0], len(rows) * _CELL[1]), "white")
    for y, (plain, drawn) in enumerate(rows):
        for x, picture in enumerate((plain.selfie.image, plain.picture, drawn.picture)):
            cell = ImageOps.contain(Image.fromarray(picture), _CELL, Image.Resampling.LANCZOS)
            sheet.paste(cell, (x * _CELL[0], y * _CELL[1]))
    sheet.save(path, quality=90)


def _report(rows: Sequence[tuple["Toy", "Toy"]], checkpoint: str) -> str:
    """Markdown: the machine and how the checkpoint is held, then a line a toy, the sculpt alone
    above each of the checkpoint's. No photo and no name of a file."""
    import platform

    from minime import __version__

    drawn = rows[0][1]
    lines = [
        f"MiniMe {__version__}, checkpoint `{Path(checkpoint).name}`, {drawn.plan}, held by"
        f" {drawn.held_by}, strength {drawn.order.strength}, {drawn.order.steps} steps,"
        f" guidance {drawn.order.guidance}, pose hold {drawn.order.pose_hold}",
        f"{platform.platform()}, Python {platform.python_version()}, {_versions()}",
        f"Peak memory {_peak_gb():.1f} GB{_peak_of_device()}",
        "",
        "| " + " | ".join(_COLUMNS) + " |",
        "|" + "---|" * len(_COLUMNS),
    ]
    for number, pair in enumerate(rows, start=1):
        lines += [f"| {number} | " + " | ".join(_figures(toy)) + " |" for toy in pair]
    return "\n".join([*lines, ""])


def _figures(toy: "Toy") -> list[str]:
    like = toy.likeness

    def shown(value: float | None, times: float = 1.0) -> str:
        return "-" if value is None else f"{times * value:.1f}"

    name = f"{toy.order.preset}, {Path(toy.checkpoint).name}"
    return [
        name,
        shown(like.pose_error_deg),
        shown(like.landmark_nme, 100),
        shown(like.expression_error, 100),
        *(shown(value) for value in (like.skin_delta_e, like.iris_delta_e, like.hair_delta_e)),
        shown(toy.seconds["total"]),
        "-" if toy.energy["wh"] is None else f"{toy.energy['wh']:.2f}",
        toy.fell_back or "",
    ]


def _versions() -> str:
    from importlib.metadata import version

    return ", ".join(f"{name} {version(name)}" for name in ("torch", "diffusers", "transformers"))


def _peak_gb() -> float:
    """Most main memory that this process held."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e9 if sys.platform == "darwin" else peak / 1e6  # bytes there, kilobytes here


def _peak_of_device() -> str:
    import torch

    if not torch.cuda.is_available():
        return ""
    return f", {torch.cuda.max_memory_allocated() / 1e9:.1f} GB of {torch.cuda.get_device_name()}"
