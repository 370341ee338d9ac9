"""What the page answers while a person chooses: the photo, what was seen in it, the style, the
words and wishes; after every change the live draft.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr

from minime.diffuse.catalogue import checkpoint_sliders
from minime.errors import MiniMeError, OrderError
from minime.label import check_country
from minime.label.tables import WORLD
from minime.order import MEASURED_COLORS
from minime.page import changes, corrections, results, taste, words
from minime.page.controls import read_order, show_order
from minime.page.examples import load_examples
from minime.page.language import browser_country, browser_language
from minime.page.pace import Pace
from minime.page.session import Session, SessionBook
from minime.preset import load_preset
from minime.wishes import apply_changes, read_wishes, seen_of

EXAMPLE_FIELDS = ("preset", "theme", "name", "title", "slogan", "accessories", "color_primary")


class Choosing:
    """Answers to the events of the components in ``ui``, over the open sessions."""

    def __init__(self, ui: SimpleNamespace, book: SessionBook, pace: Pace):
        self._ui, self._book, self._pace = ui, book, pace

    def greet(self, tab: str, request: gr.Request) -> list[Any]:
        """What the server says, in the language of the browser; tab: its secret."""
        session = self._book.come_back(request.session_hash, tab)
        accepted = request.headers.get("accept-language")
        session.language = browser_language(accepted)
        say = session.say
        with suppress(OrderError):  # a country without a figure, or none
            session.country = check_country(browser_country(accepted) or WORLD)
        if session.uploads:  # somebody was quicker: what was said of their photo stays
            return [words.header(say), gr.skip(), session.country]
        welcome = words.status("idle", say("status.welcome"), say=say)
        return [words.header(say), welcome, session.country]

    def come_back(self, request: gr.Request) -> list[Any]:
        """The photo and the controls of a tab that was loaded again."""
        ui, session = self._ui, self._session(request)
        state = session.history.now()
        if session.selfie is None or state is None:
            return [gr.skip()] * (2 + len(ui.controls) + len(ui.folds))
        if not session.toys:
            session.drafted = None  # so that the draft is shown again
        session.returned = Path(results.showable(session, session.selfie) or session.photo)
        values = dict(zip(ui.controls, state, strict=True))
        shown = values | {
            "face": changes.face_choice(len(session.selfie.boxes), session.face),
            "theme": changes.theme_choice(values["preset"], values["theme"]),
        }
        return [
            str(session.returned),
            words.faces(session.selfie, session.face, session.say),
            *shown.values(),
            *corrections.told(session, values),
        ]

    def show_example(self, request: gr.Request) -> str:
        """The example selfie, as if it had been uploaded."""
        return str(results.copy_example(self._session(request)))

    def take_example(self, event: gr.SelectData, request: gr.Request) -> list[Any]:
        """A whole example: selfie, style with its sliders, words; everything else stays."""
        session, controls = self._session(request), list(self._ui.controls)
        order = list(load_examples().values())[event.index]
        session.style = order.preset
        shown = {*EXAMPLE_FIELDS, *self._ui.style_sliders}
        values = zip(controls, show_order(session, order, controls), strict=True)
        kept = [value if name in shown else gr.skip() for name, value in values]
        return [str(results.copy_example(session)), *kept]

    def look_at(self, upload: dict[str, Any] | None, request: gr.Request) -> list[Any]:
        """Measure an uploaded photo and show what was seen; a toy's PNG brings its settings."""
        session = self._session(request)
        returned, session.returned = session.returned, None
        if upload is not None and returned == Path(upload["path"]):  # the same, and known
            return [gr.skip()] * (3 + len(self._ui.controls) + len(self._ui.folds))
        had = session.photo
        session.photo = session.face = session.turn = session.selfie = None
        session.shades = {}
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
        session.face, session.shades = face, {}
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
        request: gr.Request,
        *sliders: float,
    ) -> list[Any]:
        """The style's own slider defaults, card colour and themes; what was tuned stays."""
        session = self._session(request)
        old, new = load_preset(session.style), load_preset(name)
        session.style = name
        values = dict(zip(self._ui.style_sliders, sliders, strict=True))
        own = checkpoint_sliders(session.model)
        kept = taste.carried_over(old, new, balance, values, own, own)
        shown = session.measured.pop("primary", old.palette.primary)
        color = new.palette.primary if card.lower() == shown else card
        return [changes.theme_choice(name, theme), color, *kept.values()]

    def balance(self, style: str, position: float) -> list[float]:
        """Likeness and stylisation of the slider in front."""
        return list(taste.balanced(load_preset(style), position).values())

    def pick_accessories(self, picked: list[str], line: str, request: gr.Request) -> str:
        """The line of accessories with those that were picked, and without those that no longer
        are."""
        return results.with_accessories(line, picked, self._session(request).language)

    def wish(self, text: str, request: gr.Request, *values: Any) -> list[Any]:
        """What is wished for in words, as changes of the controls that can be taken back."""
        session = self._session(request)
        kept = [gr.skip()] * (len(values) + 1)
        try:
            order = self._order(session, values)
            seen = {} if session.selfie is None else seen_of(session.selfie)
            wishes = read_wishes(text, order, seen)
        except MiniMeError as error:
            return [gr.skip(), *kept, session.tell(error)]
        changed = apply_changes(order, wishes.changes)
        session.wished, session.style = wishes.changes, changed.preset
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
        session.history.note(values)
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
            return {ui.status: words.status("idle", session.tell(error), say=session.say)}
        if session.busy or not session.folder.exists():  # a toy is made or the tab was closed
            return {ui.status: gr.skip()}
        session.drafted = order, selfie
        shown = changes.drafted(ui, session, results.show(session, picture))
        return shown | {ui.card: results.card_color(session, order)}

    def _measure(self, session: Session) -> list[Any]:
        try:
            import minime

            selfie = minime.read_selfie(session.photo, face=session.face, turn=session.turn)
        except MiniMeError as error:
            session.photo = None
            gr.Warning(session.tell(error), title="MiniMe")
            told = words.status("idle", session.tell(error), say=session.say)
            return self._nothing_seen(told, photo=None)
        session.selfie = selfie
        session.measured = {key: getattr(selfie.traits, key) for key in MEASURED_COLORS}
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
        session.style, session.shades = order.preset, dict(order.shades)
        values = show_order(session, order, list(self._ui.controls))
        told = words.status("idle", session.say("status.settings"), say=session.say)
        shown = dict(zip(self._ui.controls, values, strict=True))
        return [None, "", *values, *corrections.told(session, shown), told]

    def _nothing_seen(self, status: Any, photo: Any) -> list[Any]:
        fresh = {"face": changes.face_choice(1, None)}
        controls = [fresh.get(name, gr.skip()) for name in self._ui.controls]
        folds = [gr.skip() for _ in self._ui.folds]
        return [photo, "", *controls, *folds, status]

    def _session(self, request: gr.Request) -> Session:
        return self._book.of(request.session_hash)

    def _order(self, session: Session, values: tuple[Any, ...]) -> Any:
        return read_order(session, dict(zip(self._ui.controls, values, strict=True)))
