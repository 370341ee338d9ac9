"""The page and its wiring: `python app.py` opens it, and no other host is asked for anything.

Left the selfie and what was seen in it, in the middle the style and the words, right the
live draft that becomes the toy. What is heavy is imported when it is first needed, so that
the page is up at once. Every error meant for a person is shown as its own sentence.
"""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr  # noqa: E402  (reads the settings above when it is imported)

from minime.errors import Cancelled, MiniMeError  # noqa: E402
from minime.page import layout, results, words  # noqa: E402
from minime.page.endpoints import Endpoints  # noqa: E402
from minime.page.serve import open_folder, read_options, serve  # noqa: E402
from minime.page.session import Session, SessionBook, read_order, run  # noqa: E402
from minime.preset import load_preset  # noqa: E402

FILES_KEPT_S = 3600
UNEXPECTED = "Something unexpected went wrong; try another photo, or the checkpoint 'none'."


class Page:
    """The Gradio page over a book of sessions; the methods below answer its events."""

    def __init__(self, book: SessionBook):
        self._book = book
        self.blocks = gr.Blocks(
            title="MiniMe", analytics_enabled=False, delete_cache=(600, FILES_KEPT_S)
        )
        with self.blocks:
            self._ui = layout.build()
            Endpoints(book).wire()  # before the page's own events, which else take their names
            self._wire()

    def _wire(self) -> None:
        ui, private = self._ui, {"api_visibility": "private"}
        controls = list(ui.controls.values())
        pickers = ui.pickers.values()
        looked = [ui.photo, ui.seen, ui.face, *ui.corrections, *pickers, ui.status]
        draft = {
            "fn": self.draft,
            "inputs": controls,
            "outputs": [ui.stage, ui.status],
            "show_progress": "hidden",
            "trigger_mode": "always_last",
            "concurrency_id": "draft",
        } | private
        ui.example.click(self.show_example, outputs=ui.photo, **private)
        ui.photo.change(
            self.look_at, [ui.photo], looked, preprocess=False, show_progress="hidden", **private
        ).then(**draft)
        ui.turn.click(self.turn_photo, outputs=ui.photo, **private)
        ui.face.input(self.choose_face, [ui.face], looked, show_progress="hidden", **private).then(
            **draft
        )
        ui.style.input(
            self.choose_style,
            [ui.style, ui.theme],
            [*ui.style_sliders.values(), ui.card, ui.theme],
            **private,
        )
        gr.on([ui.controls[name].change for name in layout.DRAFTED], **draft)
        self._wire_make(controls, draft, private)
        self.blocks.unload(self.leave)

    def _wire_make(
        self, controls: list[Any], draft: dict[str, Any], private: dict[str, str]
    ) -> None:
        ui = self._ui
        one_at_a_time = {"concurrency_id": "make", "concurrency_limit": 1}
        ui.make.click(fn=None, js=layout.SHOW_STAGE, **private)
        ui.make.click(
            self.make, controls, ui.outputs, show_progress="hidden", **one_at_a_time, **private
        ).then(self.show_model, outputs=ui.model, show_progress="hidden", **private).then(
            **draft  # of what was changed meanwhile
        )
        ui.stop.click(self.stop, queue=False, **private)
        ui.clip.click(
            self.make_clip,
            outputs=[ui.status, ui.stage, ui.export_link, ui.make, ui.stop],
            show_progress="hidden",
            **one_at_a_time,
            **private,
        )
        for kind, button in ui.exports.items():
            button.click(
                self.exporter(kind),
                outputs=ui.export_link,
                show_progress="minimal",
                **private,
            ).success(fn=None, js=layout.CLICK_EXPORT, **private)

    def show_example(self, request: gr.Request) -> str:
        """The example selfie, as if it had been uploaded."""
        return str(results.copy_example(self._session(request)))

    def look_at(self, upload: dict[str, Any] | None, request: gr.Request) -> list[Any]:
        """Measure an uploaded photo and show what was seen."""
        session = self._session(request)
        had = session.photo
        session.photo = session.face = session.turn = None
        if upload is None:  # nobody took it away where it was refused: what was said of it stays
            return self._nothing_seen(
                words.status("idle", words.WELCOME) if had else gr.skip(), photo=gr.skip()
            )
        session.photo = Path(upload["path"])
        session.uploads.add(session.photo)
        session.turn = 0 if results.is_turned(session.photo) else None
        return self._measure(session)

    def choose_face(self, face: int, request: gr.Request) -> list[Any]:
        """Take another face of the photo."""
        session = self._session(request)
        session.face = face
        return self._measure(session)

    def turn_photo(self, request: gr.Request) -> Any:
        """The photo turned by a quarter, clockwise, as if it had been uploaded like that."""
        session = self._session(request)
        if session.photo is None:
            return gr.skip()
        return results.turned(session, session.selfie)

    def choose_style(self, name: str, theme: str) -> list[Any]:
        """The style's own slider defaults, card colour and themes."""
        preset = load_preset(name)
        sliders = [preset.sliders[key] for key in self._ui.style_sliders]
        return [*sliders, preset.palette.primary, layout.theme_choice(name, theme)]

    def draft(self, request: gr.Request, *values: Any) -> tuple[Any, Any]:
        """The live draft of the controls as they stand."""
        session = self._session(request)
        if session.busy:
            return gr.skip(), gr.skip()
        if session.photo is None:
            return None, gr.skip()
        selfie = session.selfie
        try:
            import minime

            order = self._order(session, values)
            if session.drafted and session.drafted[0] == order and session.drafted[1] is selfie:
                return gr.skip(), gr.skip()
            picture = minime.draft(order, selfie=selfie).draft
        except MiniMeError as error:
            return gr.skip(), words.status("idle", str(error))
        if session.busy or not session.folder.exists():  # a toy is made or the tab was closed
            return gr.skip(), gr.skip()
        session.drafted = order, selfie
        shown = results.show(session, picture)
        return shown, words.status("draft", words.CHANGED if session.toy else words.DRAFTED)

    def make(self, request: gr.Request, *values: Any) -> Iterator[dict[Any, Any]]:
        """Make the toy: progress and previews first, then everything about it."""
        ui, session = self._ui, self._session(request)
        if session.photo is None:
            gr.Warning(words.WELCOME)
            yield {ui.status: words.status("idle", words.WELCOME)}
            return
        try:
            order = self._order(session, values)
            selfie = session.selfie
            yield layout.working(ui)
            for news in run(session, order):
                yield self._show(session, news)
            session.drafted = order, selfie
        except Cancelled as error:
            yield layout.stopped(ui, str(error))
        except MiniMeError as error:
            gr.Warning(str(error))
            yield layout.stopped(ui, str(error))
        except Exception:
            logging.exception("making a toy")
            gr.Warning(UNEXPECTED)
            yield layout.stopped(ui, UNEXPECTED)

    def stop(self, request: gr.Request) -> None:
        """Stop the toy under way before its next step."""
        self._session(request).cancel.set()

    def show_model(self, request: gr.Request) -> Any:
        """The last toy's GLB beside its picture, once that is shown."""
        session = self._session(request)
        return gr.skip() if session.toy is None else self.exporter("glb")(request)

    def make_clip(self, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """Make the clip of the last toy: progress first, then the clip in the toy's place."""
        ui = self._ui
        try:
            for news in results.make_clip(self._session(request)):
                done = isinstance(news, Path)
                yield layout.clip_finished(ui, str(news)) if done else layout.clip_working(ui, news)
        except MiniMeError as error:
            yield layout.stopped(ui, str(error))
        except Exception:
            logging.exception("turning a toy")
            yield layout.stopped(ui, UNEXPECTED)

    def exporter(self, kind: str) -> Callable[[gr.Request], Any]:
        """What writes the last toy as another file, ready to be downloaded."""

        def export(request: gr.Request) -> Any:
            try:
                return gr.update(value=str(results.export(self._session(request), kind)))
            except MiniMeError as error:
                raise gr.Error(str(error), print_exception=False) from error

        return export

    def leave(self, request: gr.Request) -> None:
        """The tab was closed: forget everything about it."""
        self._book.close(request.session_hash)

    def _session(self, request: gr.Request) -> Session:
        return self._book.of(request.session_hash)

    def _order(self, session: Session, values: tuple[Any, ...]) -> Any:
        return read_order(session, dict(zip(self._ui.controls, values, strict=True)))

    def _measure(self, session: Session) -> list[Any]:
        try:
            import minime

            selfie = minime.read_selfie(session.photo, face=session.face, turn=session.turn)
        except MiniMeError as error:
            session.photo = None
            gr.Warning(str(error))
            return self._nothing_seen(words.status("idle", str(error)), photo=None)
        session.selfie = selfie
        session.measured = {key: getattr(selfie.traits, key) for key in layout.MEASURED}
        return [
            results.showable(session, selfie) or gr.skip(),
            words.seen(selfie),
            layout.face_choice(selfie.faces, session.face),
            *("auto" for _ in self._ui.corrections),
            *(session.measured.get(key, gr.skip()) for key in self._ui.pickers),
            words.status("draft", "Sculpting a first draft."),
        ]

    def _nothing_seen(self, status: Any, photo: Any) -> list[Any]:
        nothing = [gr.skip() for _ in (*self._ui.corrections, *self._ui.pickers)]
        return [photo, "", layout.face_choice(1, None), *nothing, status]

    def _show(self, session: Session, news: Any) -> dict[Any, Any]:
        ui = self._ui
        if news is session.toy:
            return layout.finished(ui, results.collect(session, news))
        updates = {ui.status: words.status("work", news.message, news.fraction)}
        if news.preview is not None:
            updates[ui.stage] = results.show(session, news.preview)
        return updates


def main() -> None:
    """Serve the page as the command line asks for."""
    options = read_options()
    book = SessionBook(open_folder())
    serve(Page(book).blocks, book, options)


if __name__ == "__main__":
    main()
