"""What the page answers once a toy is asked for: making it in line with the others, its clip,
its files, and the toys made before.
"""

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr

from minime.errors import Cancelled, MiniMeError, PhotoError
from minime.order import MOST_SHADE, SLIDERS
from minime.page import changes, results, words
from minime.page.controls import read_order
from minime.page.pace import Pace
from minime.page.session import Session, SessionBook
from minime.page.work import Done, follow, run_toy


class Making:
    """Answers to the events of the components in ``ui``, over the open sessions."""

    def __init__(self, ui: SimpleNamespace, book: SessionBook, pace: Pace):
        self._ui, self._book, self._pace = ui, book, pace

    def make(self, request: gr.Request, *values: Any) -> Iterator[dict[Any, Any]]:
        """Make the toy: a place in line, progress and previews, then everything about it."""
        session = self._session(request)
        yield from self._guarded(session, self._make_toy(session, values))

    def make_another(self, request: gr.Request, *values: Any) -> Iterator[dict[Any, Any]]:
        """Make a variation of the toy: the same order with the next seed."""
        ui, numbers = self._ui, list(values)
        where = list(ui.controls).index("seed")
        numbers[where] = (int(values[where] or 0) + 1) % int(SLIDERS["seed"].maximum)
        yield {ui.sliders["seed"]: numbers[where]}
        yield from self.make(request, *numbers)

    def reshade(self, request: gr.Request, *values: Any) -> Iterator[dict[Any, Any]]:
        """Make the toy again with hair or skin so much lighter or darker as it came out wrong."""
        session = self._session(request)
        off = words.off_shade(session.shown.report) if session.shown else None
        if off is not None:
            key, lighter = off
            shade = session.shown.toy.order.shades.get(key, 0.0) - lighter
            session.shades = session.shades | {key: max(-MOST_SHADE, min(MOST_SHADE, shade))}
        yield from self.make(request, *values)

    def come_back(self, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """The toys of a tab that was loaded again, and the one that is still made for it."""
        ui, session = self._ui, self._session(request)
        yield (
            changes.finished(ui, session, session.shown) if session.shown else {ui.step: gr.skip()}
        )
        if session.making is not None:
            yield changes.working(ui, session)
            told = self._show_toy(session, follow(session), *session.making)
            yield from self._guarded(session, told)
        elif session.working is not None:
            session.cancel.set()  # of a file that nobody waits for any more

    def _make_toy(self, session: Session, values: tuple[Any, ...]) -> Iterator[dict[Any, Any]]:
        if session.photo is None:
            raise PhotoError(session.say("status.welcome"))
        session.history.note(values)
        order, selfie = self._order(session, values), session.selfie
        yield changes.working(self._ui, session)
        yield from self._show_toy(session, run_toy(session, order, selfie), order, selfie)

    def _show_toy(
        self, session: Session, told: Iterator[Any], order: Any, selfie: Any
    ) -> Iterator[dict[Any, Any]]:
        ui, began, seen = self._ui, time.monotonic(), None
        expected = self._pace.expected_s(order.checkpoint)
        for news in told:
            if isinstance(news, int):
                began = time.monotonic()
                yield changes.waiting(ui, session, news)
            elif isinstance(news, Done):
                self._pace.learn(order.checkpoint, time.monotonic() - began)
                session.drafted = order, selfie
                yield changes.finished(ui, session, results.collect(session, news.result))
            else:
                passed = time.monotonic() - began
                updates = {ui.status: words.progress(news, passed, expected, session.say)}
                if news.preview is not None and news is not seen:
                    picture = results.show(session, news.preview)
                    updates |= {ui.stage: gr.update(value=picture, visible=True)}
                seen = news
                yield updates

    def stop(self, request: gr.Request) -> None:
        """Stop the toy under way; what it is at is ended without anybody waiting for it."""
        self._session(request).cancel.set()

    def show_model(self, request: gr.Request) -> Any:
        """The GLB of the toy that is shown."""
        session = self._session(request)
        if session.shown is None or session.shown.toy is None:
            return gr.skip()
        return self.exporter("glb")(request)

    def bring_back(self, event: gr.SelectData, request: gr.Request) -> dict[Any, Any]:
        """An earlier toy of the session, with its own files and figures."""
        session = self._session(request)
        session.shown = session.toys[event.index]
        return changes.finished(self._ui, session, session.shown)

    def choose_country(self, country: str, request: gr.Request) -> Any:
        """Tell the footprint for another country's electricity."""
        session = self._session(request)
        session.country = country
        return gr.skip() if session.shown is None else changes.figures(session)

    def make_clip(self, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """Make the clip of the toy that is shown: progress first, then the clip in its place."""
        session = self._session(request)
        yield from self._guarded(
            session,
            self._make_file(session, results.make_clip, "status.turning", changes.clip_finished),
        )

    def make_sheet(self, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """Make the sheet to cut out of the toy that is shown: progress first, then the file."""
        session = self._session(request)
        yield from self._guarded(
            session,
            self._make_file(session, results.make_sheet, "status.folding", changes.sheet_finished),
        )

    def _make_file(
        self,
        session: Session,
        make: Callable[[Session], Iterator[Any]],
        doing: str,
        finished: Callable[[SimpleNamespace, Session, Path], dict[Any, Any]],
    ) -> Iterator[dict[Any, Any]]:
        for news in make(session):
            if isinstance(news, int):
                yield changes.waiting(self._ui, session, news)
            elif isinstance(news, Done):
                yield finished(self._ui, session, news.result)
            else:
                yield changes.file_working(self._ui, session, doing, news)

    def _guarded(
        self, session: Session, updates: Iterator[dict[Any, Any]]
    ) -> Iterator[dict[Any, Any]]:
        """The ``updates``; what goes wrong in them is told in a sentence."""
        try:
            yield from updates
        except Cancelled as error:
            yield changes.stopped(self._ui, session, session.tell(error))
        except MiniMeError as error:
            gr.Warning(session.tell(error), title="MiniMe")
            yield changes.stopped(self._ui, session, session.tell(error))
        except Exception:
            logging.exception("making a toy or one of its files")
            gr.Warning(session.say("status.unexpected"), title="MiniMe")
            yield changes.stopped(self._ui, session, session.say("status.unexpected"))

    def exporter(self, kind: str) -> Callable[[gr.Request], Any]:
        """What writes the toy that is shown as another file, ready to be downloaded."""

        def export(request: gr.Request) -> Any:
            session = self._session(request)
            try:
                return gr.update(value=str(results.export(session, kind)))
            except MiniMeError as error:
                raise gr.Error(
                    session.tell(error), title="MiniMe", print_exception=False
                ) from error

        return export

    def _session(self, request: gr.Request) -> Session:
        return self._book.of(request.session_hash)

    def _order(self, session: Session, values: tuple[Any, ...]) -> Any:
        return read_order(session, dict(zip(self._ui.controls, values, strict=True)))
