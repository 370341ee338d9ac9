"""What other programs call: named endpoints for gradio_client, curl and MCP.

Photos come as Gradio's file data or as an address, pictures leave as files and reports as
JSON; every error is one sentence. An endpoint knows no tab: each call has a session of its
own, whose files are deleted ten minutes after it.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import gradio as gr
from gradio import processing_utils
from gradio.data_classes import FileData
from PIL import Image

from minime.errors import CheckpointError, MiniMeError, PhotoError, PresetError
from minime.order import MEASURED_COLORS, Order, from_json, split_accessories
from minime.page import offers, results
from minime.page.session import Session, SessionBook
from minime.page.work import run_toy
from minime.preset import load_presets

_USUAL = Order()
_SERVED = "/gradio_api/file="
_CHAT = "/gradio_api/mcp"  # what a chat program calls; such a call can't take a big picture
_CHAT_PX = 1024  # of its longer side
_UNEXPECTED = (
    "Something unexpected went wrong, and the server's log says what; try another photo, or the"
    " checkpoint 'none'."
)


class Endpoints:
    """The endpoints over a book of sessions; ``wire`` adds them to the open ``gr.Blocks``."""

    def __init__(self, book: SessionBook):
        self._book = book

    def wire(self) -> None:
        """Name the endpoints. Who makes a toy waits in the page's own line, not in Gradio's:
        MCP gets several results apart only from what is not queued."""
        gr.api(self.make_toy, queue=False, concurrency_limit=None)
        gr.api(self.draft, concurrency_id="draft", concurrency_limit=1)
        gr.api(self.look)
        gr.api(self.presets, queue=False)

    # Of an argument's description Gradio keeps the first line only.
    def make_toy(
        self,
        photo: FileData | str,
        request: gr.Request,
        preset: str = _USUAL.preset,
        name: str = _USUAL.name,
        title: str = _USUAL.title,
        slogan: str = _USUAL.slogan,
        accessories: str = "",
        checkpoint: str = _USUAL.checkpoint,
        seed: int | None = _USUAL.seed,
        settings: dict[str, Any] | None = None,
    ) -> tuple[FileData, dict[str, Any]]:
        """Make a picture of a boxed toy of the person in a photo: the picture, and a report of
        how alike it is, what was seen, and the whole order. Takes from ten seconds to minutes.

        Args:
            photo: An uploaded file, its path or address, an http(s) address, or "example".
            preset: The style of toy, a name that presets lists.
            name: The name on the box, at most 40 characters.
            title: What the toy is, such as Astronaut; it also chooses outfit and card.
            slogan: A line below the title, at most 90 characters.
            accessories: Up to six things packed beside it, ordinary words with commas between.
            checkpoint: What paints it: embedded, none (quickest), or a name that presets lists.
            seed: The same seed makes the same toy again.
            settings: Any other field that presets lists, as {"likeness": 0.4}; wins over the rest.
        """
        asked = {
            "preset": preset,
            "name": name,
            "title": title,
            "slogan": slogan,
            "accessories": split_accessories(accessories),
            "checkpoint": checkpoint,
            "seed": seed,
        }
        with self._call() as session:
            order = self._order(asked | (settings or {}), photo, session)
            known = self._book.known_selfie(order.photo, order.face, order.turn)
            toy = list(run_toy(session, order, known))[-1].result
            _keep(session, order.photo, order.face, order.turn, toy.selfie)
            png, told = FileData(path=str(results.write_toy(session, toy))), results.report(toy)
            if _CHAT not in request.url.path:
                return png, told
            small = Image.fromarray(toy.picture)
            small.thumbnail((_CHAT_PX, _CHAT_PX))
            return _jpeg(results.show(session, small, "toy")), told | {"png": png.model_dump()}

    def draft(self, photo: FileData | str, settings: dict[str, Any] | None = None) -> FileData:
        """A quick, small picture of the toy, in a second or two: to try styles, words and
        colours before it is made.

        Args:
            photo: An uploaded file, its path or address, an http(s) address, or "example".
            settings: Fields that presets lists, as {"preset": "vinyl_buddy", "name": "Ada"}.
        """
        import minime

        with self._call() as session:
            order = self._order(settings or {}, photo, session)
            selfie = self._read(session, order.photo, order.face, order.turn)
            return _jpeg(results.show(session, minime.draft(order, selfie=selfie).draft))

    def look(
        self, photo: FileData | str, face: int | None = None, turn: int | None = None
    ) -> dict[str, Any]:
        """What is seen of the person in a photo, before a toy is made of it: the number of
        faces, the pose of the head in degrees, colours, and hair, beard, glasses and clothes in
        words; what is not seen is null.

        Args:
            photo: An uploaded file, its path or address, an http(s) address, or "example".
            face: Which face: 1 is the largest, 2 the next.
            turn: Degrees clockwise that set the photo upright: 0, 90, 180, 270; else found.
        """
        from minime.selfie.seen import seen_phrases, seen_words

        with self._call() as session:
            selfie = self._read(session, self._photo(photo, session), face, turn)
            height, width = selfie.image.shape[:2]
            pose = asdict(selfie.face.pose)
            return {
                "size": [width, height],
                "faces": len(selfie.boxes),
                "turn": selfie.turn,
                "face_box": [int(side) for side in selfie.face.box],
                "pose": {key.removesuffix("_deg"): round(pose[key], 3) for key in pose},
                "colors": {key: getattr(selfie.traits, key) for key in MEASURED_COLORS},
                "seen": seen_words(selfie),
                "phrases": seen_phrases(selfie),
            }

    def presets(self) -> dict[str, Any]:
        """Everything that can be chosen for a toy: styles and their card themes, checkpoints,
        sliders with their ranges, every field of an order with its default, and the names that
        the fields take."""
        return offers.everything()

    def _read(self, session: Session, photo: Path | str, face: int | None, turn: int | None) -> Any:
        """The selfie of a call: a program that tries styles sends the same photo many times."""
        import minime

        selfie = self._book.known_selfie(photo, face, turn)
        if selfie is None:
            selfie = minime.read_selfie(photo, face=face, turn=turn)
        _keep(session, photo, face, turn, selfie)
        return selfie

    @contextmanager
    def _call(self) -> Iterator[Session]:
        """A session for one call; whatever goes wrong is told in a sentence."""
        try:
            with self._book.call() as session:
                yield session
        except MiniMeError as error:
            raise gr.Error(str(error), print_exception=False) from error
        except Exception as error:
            logging.exception("a program's call")
            raise gr.Error(_UNEXPECTED, print_exception=False) from error

    def _order(
        self, settings: Mapping[str, Any], photo: Mapping[str, Any] | str, session: Session
    ) -> Order:
        """The validated order. Raises MiniMeError, also for a preset or a checkpoint that is a
        path: those are for people at this computer."""
        order = from_json(settings, photo=self._photo(photo, session))
        styles = tuple(load_presets())
        if order.preset not in styles:
            raise PresetError(
                f"There is no preset {order.preset!r}; choose one of {', '.join(styles)}."
            )
        names = list(offers.checkpoint_titles())
        if order.checkpoint not in names:
            raise CheckpointError(
                f"There is no checkpoint {order.checkpoint!r}; choose one of {', '.join(names)}."
            )
        return order

    def _photo(self, photo: Mapping[str, Any] | str | None, session: Session) -> Path | str:
        """The photo of a call as a path below the book's folder, or "example". Raises PhotoError
        for anything else, such as another file of this computer."""
        place = photo.get("path") if isinstance(photo, Mapping) else photo
        if not place or not isinstance(place, str):
            raise PhotoError("Send a photo: an uploaded file, its path, or an address.")
        if place == "example":
            return place
        folder = self._book.root.resolve()
        path = Path(_fetch(place, folder)).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            raise PhotoError("That photo is not here; upload it first, then send its path.")
        session.uploads.add(path)
        return path


def _fetch(place: str, folder: Path) -> str:
    """The path of what an address or a data address holds, fetched into a folder below
    ``folder``; anything else is a path already. Raises PhotoError."""
    try:
        if place.startswith("data:"):
            return processing_utils.save_base64_to_cache(place, str(folder))
        if _SERVED in place:  # an upload by the address that this server gave it
            return unquote(place.partition(_SERVED)[2])
        if place.startswith(("http://", "https://")):
            return processing_utils.ssrf_protected_download(place, str(folder))
    except Exception as error:  # of the network, of a refused private address, of base64
        raise PhotoError(
            "The photo can't be fetched from that address; upload it and send its path."
        ) from error
    return place


def _keep(
    session: Session, photo: Path | str, face: int | None, turn: int | None, selfie: Any
) -> None:
    session.photo, session.face, session.turn, session.selfie = photo, face, turn, selfie


def _jpeg(path: str) -> FileData:
    return FileData(path=path, mime_type="image/jpeg")
