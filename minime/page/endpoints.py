"""What other programs call: named endpoints for gradio_client, curl and MCP.

Photos come as Gradio's file data, pictures leave as files and reports as JSON; every error
is one sentence. An endpoint knows no tab: each call has a session of its own.
"""

import secrets
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.data_classes import FileData

from minime.errors import MiniMeError, PhotoError
from minime.order import Order, from_json, split_accessories
from minime.page import results
from minime.page.session import Session, SessionBook, run

_USUAL = Order()


class Endpoints:
    """The endpoints over a book of sessions; ``wire`` adds them to the open ``gr.Blocks``."""

    def __init__(self, book: SessionBook):
        self._book = book

    def wire(self) -> None:
        """Name the endpoints; heavy ones wait for each other."""
        gr.api(self.make_toy, concurrency_id="make", concurrency_limit=1)

    def make_toy(
        self,
        photo: FileData,
        preset: str = _USUAL.preset,
        name: str = _USUAL.name,
        title: str = _USUAL.title,
        slogan: str = _USUAL.slogan,
        accessories: str = "",
        checkpoint: str = _USUAL.checkpoint,
        seed: int | None = _USUAL.seed,
        settings: dict[str, Any] | None = None,
    ) -> tuple[FileData, dict[str, Any]]:
        """Make a toy of a photo: the PNG with its metadata, and the report as JSON.

        settings holds any other field of an order, such as {"likeness": 0.4}, and wins over
        the rest; the file of "Settings" makes the same toy again.
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
        session = self._book.of(secrets.token_hex())
        try:
            order = from_json(asked | (settings or {}), photo=self._photo(photo, session))
            toy = list(run(session, order))[-1]
            return FileData(path=str(results.write_toy(session, toy))), results.report(toy)
        except MiniMeError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def _photo(self, photo: dict[str, Any] | None, session: Session) -> Path:
        """The path of an upload. Raises PhotoError for any other file of this computer."""
        path = Path((photo or {}).get("path") or "").resolve()
        if not photo or not path.is_relative_to(session.folder.parent):
            raise PhotoError("Send a photo to make a toy of.")
        session.uploads.add(path)
        return path
