"""The command line: a selfie, a style and some words in; a labelled PNG (and more) out.

``batch`` in place of the selfie makes the toys of a table (minime/batch), ``fetch`` gets a
checkpoint from the hub, ``bench`` tries one on photos, ``pin`` writes the catalogue's revisions,
``space`` uploads the program.

Exit status: 0 with the files written, 1 where rows of a batch failed, 2 with one sentence on
standard error for bad input, 130 when interrupted. Every slider of ``order.SLIDERS`` is an
option by its own name.
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
from minime.label import check_country, obstacle, write_whole
from minime.options import Parser, build_parser, describe_choices, read_order
from minime.order import Order
from minime.settings import read_settings

if TYPE_CHECKING:
    from minime import Progress, Toy

BAD_INPUT = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["batch"]:
            return run_batch(given[1:])
        if given and given[0] in _COMMANDS:
            print(_COMMANDS[given[0]](given[1:]))
            return 0
        options = build_parser().parse_args(given)
        if options.settings:
            earlier = read_settings(options.settings)
            options = build_parser(earlier).parse_args(given)
        if options.list:
            print(describe_choices())
            return 0
        order = change_order(read_order(options), options.change)
        for path in write_all(order, options):
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


def _upload_space(arguments: Sequence[str]) -> str:
    """``python -m minime space NAME``: the address of the Space. Raises MiniMeError."""
    from minime.space import add_options, upload_space

    parser = Parser(prog="python -m minime space", description="Upload this program as a Space.")
    add_options(parser)
    options = parser.parse_args(arguments)
    return upload_space(options.name, private=options.private, hardware=options.hardware)


def _fetch_checkpoint(arguments: Sequence[str]) -> str:
    """``python -m minime fetch NAME``: what it takes is told, and confirmed, before the first byte.
    Raises MiniMeError."""
    from tqdm import tqdm

    from minime.diffuse.catalogue import find_checkpoint
    from minime.diffuse.fetch import describe_download, fetch, plan_download

    parser = Parser(
        prog="python -m minime fetch",
        description="Fetch a checkpoint from the hub, so that toys can be drawn with it.",
    )
    parser.add_argument("name", metavar="NAME", help="of --list")
    parser.add_argument("--yes", action="store_true", help="do not ask before the download")
    options = parser.parse_args(arguments)
    download = plan_download(find_checkpoint(options.name))
    if not download.missing_bytes:
        return f'The checkpoint "{options.name}" is here already.'
    print(describe_download(download), file=sys.stderr)
    if not options.yes and not _is_confirmed("Fetch it?"):
        raise Cancelled("Nothing was fetched.")
    with tqdm(
        total=download.total_bytes,
        initial=download.total_bytes - download.missing_bytes,
        unit="B",
        unit_scale=True,
        disable=not sys.stderr.isatty(),
    ) as bar:
        fetch(download, lambda done, total: bar.update(done - bar.n))
    return f'The checkpoint "{options.name}" is here: --checkpoint {options.name}'


def _bench_checkpoint(arguments: Sequence[str]) -> Path:
    """``python -m minime bench``: the path of its report. Raises MiniMeError."""
    from minime.bench import add_options, run_bench

    parser = Parser(
        prog="python -m minime bench",
        description="What a checkpoint makes of some photos: pictures, likeness, seconds, memory.",
    )
    add_options(parser)
    options = parser.parse_args(arguments)
    make_folder(options.out)
    return run_bench(options, lambda line: print(line, file=sys.stderr))


def _is_confirmed(question: str) -> bool:
    """Whether the person says yes; nobody at the keyboard says no."""
    try:
        print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    except OSError:
        return False


def change_order(order: Order, texts: Sequence[str]) -> Order:
    """The order with what the texts wish for; what was not understood is told on standard
    error. Raises OrderError where nothing was."""
    if not texts:
        return order
    import minime
    from minime.wishes import apply_changes, read_wishes, seen_of

    seen = seen_of(minime.read_selfie(order.photo, face=order.face, turn=order.turn))
    changed, untold = False, []
    for text in texts:
        wishes = read_wishes(text, order, seen)
        order = apply_changes(order, wishes.changes)
        changed = changed or bool(wishes.changes)
        untold += [f'"{words}" was not understood' for words in wishes.missed]
        untold += [f'there is no room for "{thing}" in the box' for thing in wishes.no_room]
    sentence = " and ".join(untold)
    if untold and not changed:
        raise OrderError(f"{sentence}; say it like 'longer red hair, add a guitar, no glasses'.")
    if untold:
        print(f"{_one_line(sentence)}.", file=sys.stderr)
    return order


def write_all(order: Order, options: argparse.Namespace) -> list[Path]:
    """Make the toy and write every file asked for. Raises MiniMeError."""
    files = (options.out, options.json, options.glb, options.stl, options.threemf)
    for path in filter(None, (*files, options.sheet, options.clip)):
        check_writable(path)
    if options.controls:
        make_folder(options.controls)
    country = check_country(options.country)

    import minime

    if options.clip:
        from minime.sculpt.picture.clip import check_clip_name

        check_clip_name(options.clip)
    progress = _show_progress if sys.stderr.isatty() else None
    with _interrupts_remembered() as interrupted:
        toy = minime.make(order, progress, interrupted.is_set, brand=options.brand)
    minime.write_png(toy, options.out)
    if unsigned := obstacle():
        print(unsigned, file=sys.stderr)
    if toy.fell_back:
        print(minime.FELL_BACK[toy.fell_back], file=sys.stderr)
    if toy.prompt_cut:
        told = f"The checkpoint can't read so many words; left out: {toy.prompt_cut}."
        print(told, file=sys.stderr)
    written = [options.out]
    if options.json:
        written.append(write_json(minime.toy_json(toy, country=country), options.json))
    written += write_downloads(toy, options, progress)
    if options.controls:
        written += write_controls(toy, options.controls)
    return written


def run_batch(arguments: Sequence[str]) -> int:
    """The sub-command ``batch``: its exit status. Raises MiniMeError."""
    from minime.batch.command import add_options, make_batch

    parser = Parser(
        prog="python -m minime batch",
        allow_abbrev=False,
        description="Make the toys of a table, one row a person.",
    )
    add_options(parser)
    options = parser.parse_args(arguments)
    make_folder(options.out)
    with _interrupts_remembered() as interrupted:
        return make_batch(options, interrupted.is_set)


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


def write_downloads(
    toy: "Toy", options: argparse.Namespace, progress: Callable[["Progress"], None] | None
) -> list[Path]:
    """Write the models, the sheet and the clip that are asked for; the paths written."""
    from minime import Progress
    from minime.download import write_download

    wanted = [("glb", options.glb), ("stl", options.stl), ("3mf", options.threemf)]
    wanted.append(("pdf", options.sheet))
    if options.clip:
        wanted.append((options.clip.suffix[1:].lower(), options.clip))

    def report(share: float) -> None:
        if progress:
            progress(Progress(stage="download", fraction=share, message=f"Making {path}"))

    written = []
    for kind, path in wanted:
        if path:
            written.append(write_download(toy, kind, path, report))
    return written


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


def _pin_revisions(arguments: Sequence[str]) -> str:
    """``python -m minime pin``: a line for each revision. Raises MiniMeError."""
    from minime.diffuse.pin import pin_revisions

    Parser(
        prog="python -m minime pin",
        description="Write the commit of every repository into the catalogue of checkpoints.",
    ).parse_args(arguments)
    return "\n".join(pin_revisions())


# Sub-commands that say one thing in the end.
_COMMANDS: Mapping[str, Callable[[Sequence[str]], object]] = {
    "bench": _bench_checkpoint,
    "fetch": _fetch_checkpoint,
    "pin": _pin_revisions,
    "space": _upload_space,
}


def _show_progress(progress: "Progress") -> None:
    print(f"\r\033[K{progress.fraction:4.0%} {progress.message}", end="", file=sys.stderr)
    if progress.fraction >= 1:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
