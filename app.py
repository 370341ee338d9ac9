"""The page and its wiring: `python app.py` opens it, and no other host is asked for anything.

Left the selfie and what was seen in it, in the middle the style and the words, right the
live draft that becomes the toy. What is heavy is imported when it is first needed, so that
the page is up at once. Every error meant for a person is shown as its own sentence.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr  # noqa: E402  (reads the settings above when it is imported)

from minime.errors import Cancelled, MiniMeError, PhotoError  # noqa: E402
from minime.order import SLIDERS  # noqa: E402
from minime.page import changes, corrections, layout, results, taste, words  # noqa: E402
from minime.page.endpoints import Endpoints  # noqa: E402
from minime.page.examples import load_examples  # noqa: E402
from minime.page.language import browser_language  # noqa: E402
from minime.page.line import Line, Pace  # noqa: E402
from minime.page.serve import open_folder, read_options, serve  # noqa: E402
from minime.page.session import (  # noqa: E402
    TICK_S,
    Session,
    SessionBook,
    read_order,
    run,
    show_order,
)
from minime.preset import load_preset  # noqa: E402
from minime.wishes import apply_changes, read_wishes, seen_of  # noqa: E402

FILES_KEPT_S = 3600
MOST_IN_LINE = 32


class Page:
    """The Gradio page over a book of sessions; the methods below answer its events."""

    def __init__(self, book: SessionBook):
        self._book, self._line, self._pace = book, Line(), Pace()
        self.blocks = gr.Blocks(
            title="MiniMe", analytics_enabled=False, delete_cache=(600, FILES_KEPT_S)
        )
        with self.blocks:
            self._ui = layout.build()
            self._wire()
            Endpoints(book).wire()

    def _wire(self) -> None:
        ui = self._ui
        controls, quiet = list(ui.controls.values()), {"show_progress": "hidden"}
        private = {"api_visibility": "private"}
        looked = [ui.photo, ui.faces, *controls, *ui.folds.values(), ui.status]
        draft = {
            "fn": self.draft,
            "inputs": controls,
            "outputs": [ui.examples, ui.stage, ui.status, ui.card],
            "trigger_mode": "always_last",
            "concurrency_id": "draft",
        } | (quiet | private)
        self.blocks.load(self.greet, outputs=[ui.head, ui.status], **quiet, **private)
        ui.example.click(self.show_example, outputs=ui.photo, **private)
        ui.examples.select(self.take_example, outputs=[ui.photo, *controls], **private)
        ui.photo.change(
            self.look_at, [ui.photo], looked, preprocess=False, **quiet, **private
        ).then(**draft)
        ui.turn.click(self.turn_photo, outputs=ui.photo, **private)
        ui.face.input(self.choose_face, [ui.face], looked, **quiet, **private).then(**draft)
        chosen = list(ui.corrections.values())
        gr.on(
            [radio.change for radio in chosen],
            self.tell_corrections,
            chosen,
            list(ui.folds.values()),
            **quiet,
            **private,
        )
        ui.style.input(
            self.choose_style,
            [ui.style, ui.theme, ui.balance, ui.card, *ui.style_sliders.values()],
            [ui.theme, ui.card, *ui.style_sliders.values()],
            **quiet,
            **private,
        ).then(**draft)
        ui.balance.input(self.balance, [ui.style, ui.balance], ui.front, **quiet, **private).then(
            **draft
        )
        ui.accessory.input(
            self.pick_accessories,
            [ui.accessory, ui.accessories],
            ui.accessories,
            **quiet,
            **private,
        ).then(**draft)
        gr.on([ui.controls[name].input for name in layout.DRAFTED], **draft)
        for button, way in ((ui.undo, "undo"), (ui.redo, "redo")):
            button.click(self.stepper(way), outputs=controls, **quiet, **private).then(**draft)
        wished = [*controls, ui.granted, ui.not_granted]
        ui.wish.submit(
            self.wish, [ui.wish, *controls], [ui.wish, *wished], **quiet, **private
        ).then(**draft)
        ui.granted.input(self.grant, [ui.granted, *controls], controls, **quiet, **private).then(
            **draft
        )
        self._wire_make(controls, draft, quiet | private)
        self._wire_results(quiet | private)
        self.blocks.unload(self.leave)

    def _wire_make(self, controls: list[Any], draft: dict[str, Any], quiet: dict[str, Any]) -> None:
        ui = self._ui
        for button, fn in ((ui.make, self.make), (ui.another, self.make_another)):
            button.click(fn=None, js="() => MiniMe.watch()", **quiet)
            button.click(
                fn,
                controls,
                [*ui.outputs, ui.sliders["seed"]],
                concurrency_id="make",
                concurrency_limit=MOST_IN_LINE,
                **quiet,
            ).then(self.show_model, outputs=ui.model, **quiet).then(
                **draft  # of what was changed meanwhile
            ).then(fn=None, js="() => MiniMe.done()", **quiet)
        ui.stop.click(self.stop, queue=False, **quiet)

    def _wire_results(self, quiet: dict[str, Any]) -> None:
        ui = self._ui
        ui.gallery.select(self.bring_back, outputs=ui.outputs, **quiet).then(
            self.show_model, outputs=ui.model, **quiet
        )
        ui.clip.click(
            self.make_clip,
            outputs=ui.outputs,
            concurrency_id="make",
            concurrency_limit=MOST_IN_LINE,
            **quiet,
        )
        for kind, button in ui.exports.items():
            button.click(self.exporter(kind), outputs=ui.export_link, **quiet).success(
                fn=None, js="() => MiniMe.save()", **quiet
            )
        ui.share.click(fn=None, js="() => MiniMe.share()", **quiet)

    def greet(self, request: gr.Request) -> list[Any]:
        """What the server says, in the language of the browser."""
        session = self._session(request)
        session.language = browser_language(request.headers.get("accept-language"))
        say = session.say
        return [words.header(say), words.status("idle", say("status.welcome"), say=say)]

    def show_example(self, request: gr.Request) -> str:
        """The example selfie, as if it had been uploaded."""
        return str(results.copy_example(self._session(request)))

    def take_example(self, event: gr.SelectData, request: gr.Request) -> list[Any]:
        """A whole example: the selfie, the style and the words."""
        session = self._session(request)
        order = list(load_examples().values())[event.index]
        session.style = order.preset
        values = show_order(session, order, list(self._ui.controls))
        return [str(results.copy_example(session)), *values]

    def look_at(self, upload: dict[str, Any] | None, request: gr.Request) -> list[Any]:
        """Measure an uploaded photo and show what was seen; a toy's PNG brings its settings."""
        session = self._session(request)
        had = session.photo
        session.photo = session.face = session.turn = session.selfie = None
        if upload is None:  # nobody took it away where it was refused: what was said of it stays
            told = words.status("idle", session.say("status.welcome"), say=session.say)
            return self._nothing_seen(told if had else gr.skip(), photo=gr.skip())
        path = Path(upload["path"])
        session.uploads.add(path)
        if (order := results.order_inside(path)) is not None:
            return self._take_settings(session, order)
        session.photo = path
        session.turn = 0 if results.is_turned(path) else None
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

    def tell_corrections(self, request: gr.Request, *chosen: str) -> list[Any]:
        """What stands on the folds of the corrections."""
        return corrections.told(
            self._session(request), dict(zip(corrections.KINDS, chosen, strict=True))
        )

    def choose_style(
        self,
        name: str,
        theme: str,
        balance: float,
        card: str,
        *sliders: float,
        request: gr.Request,
    ) -> list[Any]:
        """The style's own slider defaults, card colour and themes; what was tuned stays."""
        session = self._session(request)
        old, new = load_preset(session.style), load_preset(name)
        session.style = name
        values = dict(zip(self._ui.style_sliders, sliders, strict=True))
        kept = taste.carried_over(old, new, balance, values)
        shown = session.measured.pop("primary", old.palette.primary)
        color = new.palette.primary if card.lower() == shown else card
        return [changes.theme_choice(name, theme), color, *kept.values()]

    def balance(self, style: str, position: float) -> list[float]:
        """Likeness and stylisation of the slider in front."""
        return list(taste.balanced(load_preset(style), position).values())

    def pick_accessories(self, picked: list[str], line: str) -> str:
        """The line of accessories with those that were picked, and without those that no longer
        are."""
        return results.with_accessories(line, picked)

    def wish(self, text: str, request: gr.Request, *values: Any) -> list[Any]:
        """What is wished for in words, as changes of the controls that can be taken back."""
        session = self._session(request)
        kept = [gr.skip()] * (len(values) + 1)
        try:
            order = self._order(session, values)
            seen = {} if session.selfie is None else seen_of(session.selfie)
            wishes = read_wishes(text, order, seen)
        except MiniMeError as error:
            return [gr.skip(), *kept, str(error)]
        session.wished = wishes.changes
        changed = apply_changes(order, wishes.changes)
        return [
            "",
            *show_order(session, changed, list(self._ui.controls)),
            changes.granted(wishes.changes, session),
            words.not_understood(wishes, session.say),
        ]

    def grant(self, ticked: list[int], request: gr.Request, *values: Any) -> list[Any]:
        """The controls with the changes that are ticked, and without the others."""
        session = self._session(request)
        order = self._order(session, values)
        for number, change in enumerate(session.wished):
            back = replace(change, old=change.new, new=change.old)
            order = apply_changes(order, [change if number in ticked else back])
        return show_order(session, order, list(self._ui.controls))

    def stepper(self, way: str) -> Callable[[gr.Request], Any]:
        """What steps through the session's history, "undo" or "redo"."""

        def step(request: gr.Request) -> Any:
            state = getattr(self._session(request).history, way)()
            return [gr.skip()] * len(self._ui.controls) if state is None else list(state)

        return step

    def draft(self, request: gr.Request, *values: Any) -> dict[Any, Any]:
        """The live draft of the controls as they stand."""
        ui, session = self._ui, self._session(request)
        if session.busy or session.photo is None:
            return {ui.status: gr.skip()}
        selfie = session.selfie
        try:
            import minime

            order = self._order(session, values)
            if session.drafted and session.drafted[0] == order and session.drafted[1] is selfie:
                return {ui.status: gr.skip()}
            began = time.monotonic()
            picture = minime.draft(order, selfie=selfie).draft
            self._pace.learn_draft(time.monotonic() - began)
        except MiniMeError as error:
            return {ui.status: words.status("idle", str(error), say=session.say)}
        if session.busy or not session.folder.exists():  # a toy is made or the tab was closed
            return {ui.status: gr.skip()}
        session.drafted = order, selfie
        session.history.note(values)
        shown = changes.drafted(ui, session, results.show(session, picture))
        return shown | {ui.card: results.card_color(session, order)}

    def make(self, request: gr.Request, *values: Any) -> Iterator[dict[Any, Any]]:
        """Make the toy: a place in line, progress and previews, then everything about it."""
        ui, session = self._ui, self._session(request)
        try:
            if session.photo is None:
                raise PhotoError(session.say("status.welcome"))
            order, selfie = self._order(session, values), session.selfie
            with self._line.place() as before:
                yield from self._stand_in_line(session, before)
                yield from self._work(session, order, selfie)
        except Cancelled as error:
            yield changes.stopped(ui, session, str(error))
        except MiniMeError as error:
            gr.Warning(str(error))
            yield changes.stopped(ui, session, str(error))
        except Exception:
            logging.exception("making a toy")
            gr.Warning(session.say("status.unexpected"))
            yield changes.stopped(ui, session, session.say("status.unexpected"))

    def make_another(self, request: gr.Request, *values: Any) -> Iterator[dict[Any, Any]]:
        """Make a variation of the toy: the same order with the next seed."""
        ui, numbers = self._ui, list(values)
        where = list(ui.controls).index("seed")
        numbers[where] = (int(values[where] or 0) + 1) % int(SLIDERS["seed"].maximum)
        yield {ui.sliders["seed"]: numbers[where]}
        yield from self.make(request, *numbers)

    def _stand_in_line(self, session: Session, before: Callable[[], int]) -> Iterator[Any]:
        cancel = session.cancel = threading.Event()
        while number := before():
            yield changes.waiting(self._ui, session, number)
            if cancel.wait(TICK_S):
                raise Cancelled(session.say("status.stopped"))

    def _work(self, session: Session, order: Any, selfie: Any) -> Iterator[dict[Any, Any]]:
        ui, began = self._ui, time.monotonic()
        expected, seen = self._pace.expected_s(order.checkpoint), None
        yield changes.working(ui, session)
        for news in run(session, order, selfie):
            if news is session.toy:
                self._pace.learn(order.checkpoint, time.monotonic() - began)
                yield changes.finished(ui, session, results.collect(session, news))
                continue
            passed = time.monotonic() - began
            updates = {ui.status: words.progress(news, passed, expected, session.say)}
            if news.preview is not None and news is not seen:
                picture = results.show(session, news.preview)
                updates[ui.stage] = gr.update(value=picture, visible=True)
            seen = news
            yield updates
        session.drafted = order, selfie

    def stop(self, request: gr.Request) -> None:
        """Stop the toy under way; what it is at is ended without anybody waiting for it."""
        self._session(request).cancel.set()

    def show_model(self, request: gr.Request) -> Any:
        """The GLB of the toy that is shown, once its picture is."""
        session = self._session(request)
        if session.shown is None or session.shown.toy is None:
            return gr.skip()
        return self.exporter("glb")(request)

    def bring_back(self, event: gr.SelectData, request: gr.Request) -> dict[Any, Any]:
        """An earlier toy of the session, with its own files and figures."""
        session = self._session(request)
        session.shown = session.toys[event.index]
        return changes.finished(self._ui, session, session.shown)

    def make_clip(self, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """Make the clip of the toy that is shown: progress first, then the clip beside it."""
        ui, session = self._ui, self._session(request)
        try:
            with self._line.place() as before:
                yield from self._stand_in_line(session, before)
                for news in results.make_clip(session):
                    if isinstance(news, Path):
                        yield changes.clip_finished(ui, session, str(news))
                    else:
                        yield changes.clip_working(ui, session, news)
        except MiniMeError as error:
            yield changes.stopped(ui, session, str(error))
        except Exception:
            logging.exception("turning a toy")
            yield changes.stopped(ui, session, session.say("status.unexpected"))

    def exporter(self, kind: str) -> Callable[[gr.Request], Any]:
        """What writes the toy that is shown as another file, ready to be downloaded."""

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
            told = words.status("idle", str(error), say=session.say)
            return self._nothing_seen(told, photo=None)
        session.selfie = selfie
        session.measured = {key: getattr(selfie.traits, key) for key in corrections.MEASURED}
        fresh = dict.fromkeys(corrections.KINDS, "auto")
        fresh |= {f"color_{key}": color for key, color in session.measured.items()}
        fresh["face"] = changes.face_choice(len(selfie.boxes), session.face)
        say = session.say
        return [
            results.showable(session, selfie) or gr.skip(),
            words.faces(selfie, session.face, say),
            *(fresh.get(name, gr.skip()) for name in self._ui.controls),
            *corrections.told(session, fresh),
            words.status("draft", say("status.sculpting"), say=say),
        ]

    def _take_settings(self, session: Session, order: Any) -> list[Any]:
        """The settings of a toy's picture in the controls, and no photo: it holds none."""
        session.style = order.preset
        values = show_order(session, order, list(self._ui.controls))
        told = words.status("idle", session.say("status.settings"), say=session.say)
        shown = dict(zip(self._ui.controls, values, strict=True))
        return [None, "", *values, *corrections.told(session, shown), told]

    def _nothing_seen(self, status: Any, photo: Any) -> list[Any]:
        fresh = {"face": changes.face_choice(1, None)}
        controls = [fresh.get(name, gr.skip()) for name in self._ui.controls]
        folds = [gr.skip() for _ in self._ui.folds]
        return [photo, "", *controls, *folds, status]


def main() -> None:
    """Serve the page as the command line asks for."""
    options = read_options()
    serve(Page(SessionBook(open_folder())).blocks, options)


if __name__ == "__main__":
    main()
