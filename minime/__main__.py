"""The command line: a selfie, a style and some words in; a labelled PNG (and more) out.

Exit status: 0 with the files written, 2 with one sentence on standard error for bad input,
130 when interrupted. Every slider of ``order.SLIDERS`` is an option by its own name.
"""

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from minime.errors import Cancelled, MiniMeError, OrderError, OutputError
from minime.label import write_whole
from minime.order import (
    BUILDS,
    COLOR_KEYS,
    FACIAL_HAIR,
    GLASSES,
    HEADWEAR,
    SLIDERS,
    Order,
    validate,
)
from minime.preset import load_preset, load_presets

if TYPE_CHECKING:
    from minime import Progress, Toy

BAD_INPUT = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    try:
        options = build_parser().parse_args(arguments)
        if options.list:
            print(describe_choices())
            return 0
        for path in write_all(read_order(options), options):
            print(path)
        return 0
    except (KeyboardInterrupt, Cancelled):
        # Python remembers an interrupt that passed through a string it ran (imports of
        # dataclasses do) and dies of it on leaving, whatever the status; the next string clears it.
        exec("")
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except MiniMeError as error:
        print(_one_line(str(error)), file=sys.stderr)
        return BAD_INPUT


def build_parser() -> argparse.ArgumentParser:
    """The options; ranges and help of the sliders come from ``order.SLIDERS``."""
    parser = _Parser(
        prog="python -m minime",
        allow_abbrev=False,
        description="Turn a selfie into a boxed toy that keeps your pose and your expression.",
    )
    parser.add_argument("selfie", nargs="?", metavar="SELFIE", help="a photo, or 'example'")
    parser.add_argument("--list", action="store_true", help="show what can be chosen, and stop")
    _add_content_options(parser)
    for slider in SLIDERS.values():
        parser.add_argument(
            f"--{slider.name.replace('_', '-')}",
            type=int if slider.whole else float,
            metavar="N" if slider.whole else "X",
            help=f"{slider.help} ({slider.minimum:g} to {slider.maximum:.10g})",
        )
    _add_output_options(parser)
    return parser


def read_order(options: argparse.Namespace) -> Order:
    """The validated order of the parsed options. Raises MiniMeError."""
    if options.selfie is None:
        raise OrderError("Name a photo to start from, or 'example'; --help shows every option.")
    order = Order(
        photo=options.selfie,
        face=options.face,
        turn=options.turn,
        preset=options.preset,
        theme=options.theme,
        name=options.name,
        title=options.title,
        slogan=options.slogan,
        accessories=tuple(options.accessory),
        outfit=options.outfit,
        build=options.build,
        hair_style=options.hair_style,
        headwear=options.headwear,
        glasses=options.glasses,
        facial_hair=options.facial_hair,
        colors=_read_colors(options.color),
        checkpoint=options.checkpoint,
        mark=options.mark,
        **{name: getattr(options, name) for name in SLIDERS},
    )
    load_preset(order.preset)  # an unknown style is told before any work is done
    return validate(order)


def write_all(order: Order, options: argparse.Namespace) -> list[Path]:
    """Make the toy and write every file asked for. Raises MiniMeError."""
    files = (options.out, options.json, options.glb, options.stl, options.threemf, options.clip)
    for path in filter(None, files):
        check_writable(path)
    if options.controls:
        make_folder(options.controls)

    import minime

    if options.clip:
        from minime.sculpt.picture.clip import check_clip_name

        check_clip_name(options.clip)
    progress = _show_progress if sys.stderr.isatty() else None
    with _interrupts_remembered() as interrupted:
        toy = minime.make(order, progress=progress, cancelled=interrupted.is_set)
    minime.write_png(toy, options.out)
    written = [options.out]
    if options.json:
        written.append(write_json(minime.toy_json(toy), options.json))
    written += write_models(toy, options)
    if options.clip:
        written.append(make_clip(toy, options.clip, progress))
    if options.controls:
        written += write_controls(toy, options.controls)
    return written


@contextmanager
def _interrupts_remembered() -> Iterator[threading.Event]:
    """The event is set by Ctrl-C, which libraries swallow that catch all while they import."""
    heard = threading.Event()

    def remember(number: int, frame: object) -> NoReturn:
        heard.set()
        raise KeyboardInterrupt

    usual = signal.signal(signal.SIGINT, remember)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, usual)


def check_writable(path: Path) -> None:
    """Raise OutputError where no file can be written at ``path``, before the work is done."""
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(f"The folder {folder} does not exist; make it or choose another place.")
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it.")
    if not os.access(folder, os.W_OK):
        raise OutputError(f"The folder {folder} can't be written; choose another place.")


def make_folder(folder: Path) -> None:
    """Make the folder if it is not there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {folder} can't be made ({error.strerror}); choose another place."
        ) from error


def write_json(report: Mapping[str, object], path: Path) -> Path:
    """Write ``toy.json``, whole or not at all."""
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    with write_whole(path) as file:
        file.write(text.encode())
    return path


def write_models(toy: "Toy", options: argparse.Namespace) -> list[Path]:
    """Write the meshes of the toy in the formats asked for; the paths written."""
    from minime.sculpt.export.files import to_3mf, to_glb, to_stl

    wanted = {to_glb: options.glb, to_stl: options.stl, to_3mf: options.threemf}
    written = {export: path for export, path in wanted.items() if path}
    for export, path in written.items():
        export(toy.sculpt.parts, path)
    return list(written.values())


def make_clip(toy: "Toy", path: Path, progress: Callable[["Progress"], None] | None) -> Path:
    """Turn the figure round once and write the clip of it; the path."""
    from minime import Progress
    from minime.sculpt.picture.clip import FRAMES, turn_round, write_clip

    frames = []
    for frame in turn_round(toy.sculpt.parts):
        frames.append(frame)
        if progress:
            share = len(frames) / FRAMES
            progress(Progress(stage="clip", fraction=share, message="Turning the figure"))
    write_clip(frames, path, mark=toy.order.mark)
    return path


def write_controls(toy: "Toy", folder: Path) -> list[Path]:
    """Write the draft and every control image as PNG; their paths."""
    from PIL import Image

    from minime.control import control_images

    written = []
    for name, picture in {"draft": toy.sculpt.draft, **control_images(toy.sculpt)}.items():
        path = folder / f"{name}.png"
        with write_whole(path) as file:
            Image.fromarray(picture).save(file, format="PNG")
        written.append(path)
    return written


def describe_choices() -> str:
    """Presets, checkpoints and the names that other options take, as text."""
    from minime.artwork import THEMES
    from minime.diffuse.catalogue import load_catalogue
    from minime.sculpt.accessory import ACCESSORIES
    from minime.sculpt.figure.outfit import OUTFITS
    from minime.sculpt.head.hair import HAIR_STYLES

    checkpoints = {entry.name: entry.title for entry in load_catalogue().values()}
    sections = (
        ("Presets", {name: preset.blurb for name, preset in load_presets().items()}),
        ("Themes", dict.fromkeys(THEMES, "")),
        ("Checkpoints", {**checkpoints, "none": "the sculpt alone"}),
        ("Hair styles", dict.fromkeys(HAIR_STYLES, "")),
        ("Head wear", dict.fromkeys(HEADWEAR[1:], "")),
        ("Outfits", dict.fromkeys(("photo", *OUTFITS), "")),
        ("Accessories", dict.fromkeys(ACCESSORIES, "")),
    )
    return "\n\n".join(_list_section(title, entries) for title, entries in sections)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence in place of the usage text."""
        raise OrderError(f"{message[:1].upper()}{message[1:]}; --help shows every option.")


def _add_content_options(parser: argparse.ArgumentParser) -> None:
    usual = Order()
    parser.add_argument("--preset", default=usual.preset, help="a style, or the path of its TOML")
    parser.add_argument("--theme", default=usual.theme, help="of the card: auto, or one of --list")
    parser.add_argument("--face", type=int, metavar="N", help="which face: 1 is the largest")
    parser.add_argument(
        "--turn", type=int, metavar="DEG", help="turn the photo clockwise: 0, 90, 180 or 270"
    )
    parser.add_argument("--name", default="", help="the name on the box")
    parser.add_argument("--title", default="", help="what the toy is, such as Astronaut")
    parser.add_argument("--slogan", default="", help="a line below the title")
    parser.add_argument("--accessory", action="append", default=[], help="may be given again")
    parser.add_argument("--outfit", default=usual.outfit, help="auto, photo, or a name of --list")
    parser.add_argument("--build", default=usual.build, help=", ".join(BUILDS))
    parser.add_argument("--hair-style", default=usual.hair_style, help="auto, or a name of --list")
    parser.add_argument("--headwear", default=usual.headwear, help=", ".join(HEADWEAR))
    parser.add_argument("--glasses", default=usual.glasses, help=", ".join(GLASSES))
    parser.add_argument("--facial-hair", default=usual.facial_hair, help=", ".join(FACIAL_HAIR))
    parser.add_argument(
        "--color",
        action="append",
        default=[],
        metavar="KEY=#RRGGBB",
        help=f"correct a colour: {', '.join(COLOR_KEYS)}",
    )
    parser.add_argument(
        "--checkpoint",
        default=usual.checkpoint,
        help="embedded, none (the sculpt alone), a name of --list, or a diffusers folder",
    )
    parser.add_argument(
        "--no-mark", dest="mark", action="store_false", help="leave out the visible mark"
    )


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("toy.png"), help="the picture (toy.png)")
    parser.add_argument("--json", type=Path, help="order, pose, likeness, seconds, energy")
    parser.add_argument("--glb", type=Path, help="the 3D model with its colours")
    parser.add_argument("--stl", type=Path, help="the figure for a 3D printer")
    parser.add_argument(
        "--3mf", dest="threemf", type=Path, metavar="3MF", help="the same with its colours"
    )
    parser.add_argument("--clip", type=Path, help="the figure turning, as .webp or .mp4")
    parser.add_argument(
        "--controls", type=Path, metavar="DIR", help="folder for the draft and control images"
    )


def _read_colors(pairs: Sequence[str]) -> Mapping[str, str]:
    colors = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise OrderError(f"The colour {pair!r} must be written KEY=#rrggbb, as hair=#3a2a1c.")
        colors[key.strip()] = value
    return colors


def _show_progress(progress: "Progress") -> None:
    print(f"\r\033[K{progress.fraction:4.0%} {progress.message}", end="", file=sys.stderr)
    if progress.fraction >= 1:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _list_section(title: str, entries: Mapping[str, str]) -> str:
    width = max(map(len, entries), default=0)
    lines = [f"  {name:<{width}}  {blurb}".rstrip() for name, blurb in entries.items()]
    return "\n".join([f"{title}:", *lines])


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
