"""Turns a finished toy into what the page shows and what a person downloads.

Every file is written into the session's own folder, as a path: Gradio would re-encode a
picture in memory and lose the metadata that a PNG carries.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from minime.errors import MiniMeError, OutputError
from minime.finish import EXPORT_SIZES
from minime.order import Order, split_accessories
from minime.page.compare import before_and_after
from minime.page.offers import name_of
from minime.page.session import Made, Session
from minime.page.work import run_file
from minime.preset import load_preset

TURNED = "turned-photo"  # name of such a file
_SHOWN_BY_BROWSERS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".avif")
_KEPT = 24  # toys in the gallery of a session
_MODELS = 4  # of them with their meshes, 100 MB each


def collect(session: Session, toy: Any) -> Made:
    """Write the toy's files and put it first on the session's shelf."""
    made = Made(
        toy=toy,
        png=write_toy(session, toy),
        caption=toy.order.name or name_of(session.language, "preset", toy.order.preset),
        sides=tuple(show(session, side, "head") for side in before_and_after(toy)),
        report=report(toy),
    )
    older = [
        *session.toys[: _MODELS - 1],
        *(replace(old, toy=None) for old in session.toys[_MODELS - 1 :]),
    ]
    session.toys = [made, *older][:_KEPT]
    session.shown = made
    session.spent.append(made.report["energy"])
    return made


def copy_example(session: Session) -> Path:
    """The example selfie as a PNG in the session's folder."""
    import skimage.data

    path = session.new_file("astronaut.png")
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


def showable(session: Session, selfie: Any) -> str | None:
    """A JPEG of the upright photo where a browser could not show the upload itself, or shows it
    lying."""
    plain = session.photo is None or session.photo.suffix.lower() in _SHOWN_BY_BROWSERS
    if plain and not selfie.turn:
        return None
    return show(session, selfie.image, TURNED if selfie.turn else "selfie")


def turned(session: Session, selfie: Any) -> str:
    """A JPEG of the photo turned by another quarter, clockwise."""
    return show(session, np.rot90(selfie.image, -1), TURNED)


def is_turned(photo: Path) -> bool:
    """Whether the photo is one that was turned here, and so is to be taken as it lies."""
    return photo.stem == TURNED


def show(session: Session, picture: np.ndarray | Image.Image, name: str = "draft") -> str:
    """A JPEG in the session's folder, so that what is only shown is deleted with the tab too."""
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    path = session.new_file(f"{name}.jpg")
    image.save(path, quality=92)
    return str(path)


def report(toy: Any) -> dict[str, Any]:
    """What ``toy.json`` holds."""
    import minime

    return minime.toy_json(toy)


def write_toy(session: Session, toy: Any) -> Path:
    """The labelled PNG in the session's folder."""
    import minime

    path = session.new_file(f"{_stem(toy)}.png")
    minime.write_png(toy, path)
    return path


def order_inside(path: Path) -> Order | None:
    """The settings of a toy's picture that MiniMe made; None for any other file."""
    from minime.settings import read_settings

    try:
        return read_settings(path)
    except MiniMeError:
        return None


def card_color(session: Session, order: Order) -> str:
    """The card's main colour as it is drawn: the style's, the theme's or the person's own."""
    from minime.sculpt.scene import correct_traits, dress_card

    traits = correct_traits(session.selfie.traits, order)
    color = dress_card(load_preset(order.preset), order, traits).palette.primary
    if "primary" not in order.colors:
        session.measured["primary"] = color
    return color


def with_accessories(line: str, picked: list[str], language: str) -> str:
    """A line of accessories with those of the pictures ``picked``, by their names in the
    ``language``, and without those that are not; what a person wrote that has no picture
    stays."""
    from minime.sculpt.accessory import ACCESSORIES, find_accessory

    words = split_accessories(line)
    kept = [
        word
        for word in words
        if (name := find_accessory(word)) not in ACCESSORIES or name in picked
    ]
    there = {find_accessory(word) for word in kept}
    added = [name_of(language, "accessories", name) for name in picked if name not in there]
    if language != "de":  # no other language writes a thing with a capital
        added = [name.lower() for name in added]
    return ", ".join([*kept, *added])


def export(session: Session, kind: str) -> Path:
    """The toy that is shown as one of ``download.KINDS`` that is quickly written. Raises
    MiniMeError."""
    from minime.download import write_download

    made = _shown(session)
    if kind in EXPORT_SIZES:
        return _write_size(made, session.new_file(f"{made.png.stem}-{kind}.png"), kind)
    path = session.new_file(f"{made.png.stem}.{kind}")
    if kind == "json":
        path.write_text(json.dumps(made.report["order"], ensure_ascii=False, indent=2), "utf-8")
        return path
    return write_download(_model(made), kind, path)


def make_clip(session: Session) -> Iterator[Any]:
    """What ``work.run`` yields while the toy that is shown is turned round: done with the
    clip's path, an animated WebP beside which the same lies as an MP4. Raises MiniMeError."""
    from minime.download import write_clips

    made = _shown(session)
    toy, path = _model(made), session.new_file(f"{made.png.stem}.webp")

    def write(report: Callable[[float], None]) -> Path:
        write_clips(toy, [path, path.with_suffix(".mp4")], report)
        return path

    return run_file(session, write)


def make_sheet(session: Session) -> Iterator[Any]:
    """What ``work.run`` yields while the toy that is shown becomes a sheet to cut out: done
    with its path. Raises MiniMeError."""
    from minime.download import write_download

    made = _shown(session)
    toy, path = _model(made), session.new_file(f"{made.png.stem}.pdf")
    return run_file(session, lambda report: write_download(toy, "pdf", path, report))


def _shown(session: Session) -> Made:
    if session.shown is None:
        raise OutputError("Make a toy first; then it can be downloaded.")
    return session.shown


def _model(made: Made) -> Any:
    if made.toy is None:
        raise OutputError("This toy's model was put away; make the toy again to have it in 3D.")
    return made.toy


def _write_size(made: Made, path: Path, kind: str) -> Path:
    from minime.finish import export_size
    from minime.label import read_label, save_png

    with Image.open(made.png) as picture:
        sized = export_size(np.asarray(picture.convert("RGB")), kind)
    parameters = read_label(made.png)["parameters"]
    return save_png(sized, path, parameters=parameters, order=made.report["order"])


def _stem(toy: Any) -> str:
    """A file name of the toy's name in plain letters."""
    name = re.sub(r"\W+", "-", toy.order.name.lower()).strip("-")
    return f"minime-{name}" if name else "minime"
