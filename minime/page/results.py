"""Turns a finished toy into what the page shows and what a person downloads.

Every file is written into the session's own folder, as a path: Gradio would re-encode a
picture in memory and lose the metadata that a PNG carries.
"""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from PIL import Image

from minime.errors import Cancelled, OutputError
from minime.order import to_json
from minime.page.compare import before_and_after
from minime.page.session import Session

TURNED = "turned-photo"  # name of such a file
_SHOWN_BY_BROWSERS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".avif")
_KEPT = 24  # toys in the gallery of a session


def collect(session: Session, toy: Any) -> SimpleNamespace:
    """Write the toy's files and gather all that the page shows of it."""
    png = write_toy(session, toy)
    caption = toy.order.name or toy.order.preset.replace("_", " ").capitalize()
    session.toys = [(str(png), caption), *session.toys][:_KEPT]
    told = report(toy)
    return SimpleNamespace(
        png=png,
        report=told,
        toys=session.toys,
        before_and_after=tuple(show(session, side, "head") for side in before_and_after(toy)),
        sentence=f"{caption} is ready.",
    )


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


def export(session: Session, kind: str) -> Path:
    """The session's last toy as a square, portrait, story or print picture, a GLB, an STL, a
    3MF or its settings. Raises MiniMeError."""
    toy = _last_toy(session)
    if kind == "json":
        path = session.new_file(f"{_stem(toy)}.json")
        path.write_text(json.dumps(to_json(toy.order), ensure_ascii=False, indent=2), "utf-8")
        return path
    if kind in ("glb", "stl", "3mf"):
        return _write_model(session, toy, kind)
    return _write_size(session, toy, kind)


def make_clip(session: Session) -> Iterator[float | Path]:
    """Turn the session's last toy round: yields the share done in [0, 1], the clip's path as
    the last. Raises MiniMeError, Cancelled once ``session.cancel`` is set."""
    toy = _last_toy(session)
    from minime.sculpt.picture.clip import FRAMES, turn_round, write_clip

    cancel = session.cancel = threading.Event()
    session.busy = True
    try:
        frames = []
        for frame in turn_round(toy.sculpt.parts):
            if cancel.is_set():
                raise Cancelled("Stopped; the toy is still there.")
            frames.append(frame)
            yield len(frames) / FRAMES
        path = session.new_file(f"{_stem(toy)}.webp")
        write_clip(frames, path, mark=toy.order.mark)
        yield path
    finally:
        session.busy = False


def _last_toy(session: Session) -> Any:
    if session.toy is None:
        raise OutputError("Make a toy first; then it can be downloaded.")
    return session.toy


def _write_size(session: Session, toy: Any, kind: str) -> Path:
    from minime.finish import export_size
    from minime.label import save_png

    path = session.new_file(f"{_stem(toy)}-{kind}.png")
    picture = export_size(toy.picture, kind)
    return save_png(picture, path, parameters=toy.parameters, order=to_json(toy.order))


def _write_model(session: Session, toy: Any, kind: str) -> Path:
    from minime.sculpt.export.files import to_3mf, to_glb, to_stl

    path = session.new_file(f"{_stem(toy)}.{kind}")
    {"glb": to_glb, "stl": to_stl, "3mf": to_3mf}[kind](toy.sculpt.parts, path)
    return path


def _stem(toy: Any) -> str:
    """A file name of the toy's name in plain letters."""
    name = re.sub(r"\W+", "-", toy.order.name.lower()).strip("-")
    return f"minime-{name}" if name else "minime"
