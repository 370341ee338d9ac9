"""Which model draws: what it is and has learned from, its own sliders, and how it is fetched."""

import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from types import SimpleNamespace
from typing import Any

import gradio as gr

from minime.diffuse.catalogue import Checkpoint, checkpoint_sliders, load_catalogue
from minime.errors import MiniMeError
from minime.page import taste
from minime.page.language import t
from minime.page.session import Session, SessionBook
from minime.page.work import TICK_S
from minime.preset import load_preset


def build(ui: SimpleNamespace) -> None:
    """Lay out what is said of the chosen model; fills ``ui.model_note`` and ``ui.fetch``."""
    ui.model_note = gr.HTML("", elem_id="model-note")
    ui.fetch = gr.Button(t("model.fetch"), size="sm", visible=False, elem_id="fetch")


class Models:
    """Answers to the choice of a model, over the open sessions. may_fetch: whether a visitor may
    fill this computer's disk."""

    def __init__(self, ui: SimpleNamespace, book: SessionBook, *, may_fetch: bool):
        self._ui, self._book, self._may_fetch = ui, book, may_fetch

    def choose(
        self, name: str, style: str, balance: float, request: gr.Request, *sliders: float
    ) -> list[Any]:
        """What the model is, the button that fetches it, and the sliders as it wants them; what
        was tuned stays."""
        session = self._book.of(request.session_hash)
        preset = load_preset(style)
        was, now = (checkpoint_sliders(model) for model in (session.model, name))
        session.model = name
        values = dict(zip(self._ui.style_sliders, sliders, strict=True))
        kept = taste.carried_over(preset, preset, balance, values, was, now)
        entry = load_catalogue().get(name)
        return [*self._shown(entry, session), *kept.values()]

    def fetch(self, name: str, request: gr.Request) -> Iterator[list[Any]]:
        """Fetch the model; tells how far it is."""
        session = self._book.of(request.session_hash)
        news: queue.SimpleQueue[Any] = queue.SimpleQueue()
        entry = load_catalogue()[name]
        threading.Thread(target=_fetch, args=(entry, session, news), daemon=True).start()
        yield [_bar(session, 0, 1), gr.update(visible=False)]
        told: Any = None
        while told is not _DONE and not isinstance(told, MiniMeError):
            with suppress(queue.Empty):
                told = news.get(timeout=TICK_S)
                while not news.empty():
                    told = news.get()
            if isinstance(told, tuple):
                yield [_bar(session, *told), gr.skip()]
        if isinstance(told, MiniMeError):
            gr.Warning(session.tell(told), title="MiniMe")
        yield self._shown(entry, session)

    def _shown(self, entry: Checkpoint | None, session: Session) -> list[Any]:
        from minime.diffuse.store import is_here

        if entry is None or entry.base.local:
            return ["", gr.update(visible=False)]
        here = is_here(entry)
        lines = [
            session.say("model.here")
            if here
            else session.say("model.size", {"size": f"{entry.download_gb:g}"}),
            session.say("model.licences", {"names": entry.licences}),
            f"{entry.learned_from} {entry.training}",
        ]
        lines[:0] = filter(None, [_fits(entry, session)])
        told = "".join(f"<li>{escape(line)}</li>" for line in lines)
        return [
            f'<ul class="mm-alike">{told}</ul>',
            gr.update(visible=self._may_fetch and not here),
        ]


def _fits(entry: Checkpoint, session: Session) -> str:
    """That the model is too large for this computer, or will be slow; nothing where it is
    neither."""
    from minime.diffuse.plans import best_device, free_memory_gb, needed_gb, plans_for

    if best_device() != "cpu":
        return ""
    needed, free = needed_gb(entry, plans_for(entry, "cpu")[-1]), free_memory_gb("cpu")
    if needed <= free:
        return session.say("model.slow")
    return session.say("model.large", {"needed": f"{needed:.0f}", "free": f"{free:.0f}"})


_DONE = object()


def _fetch(entry: Checkpoint, session: Session, news: "queue.SimpleQueue[Any]") -> None:
    """Fetch on a thread of its own, until it is here or the tab is closed."""
    from minime.diffuse.fetch import fetch, plan_download

    try:
        fetch(
            plan_download(entry),
            lambda done, total: news.put((done, total)),
            lambda: not session.folder.exists(),
        )
        news.put(_DONE)
    except MiniMeError as error:
        news.put(error)
    except Exception as error:
        news.put(MiniMeError(session.say("status.unexpected")))
        raise error


def _bar(session: Session, done: int, total: int) -> str:
    sizes = {"done": f"{done / 1e9:.1f}", "total": f"{total / 1e9:.1f}"}
    text = session.say("model.fetching", sizes)
    percent = round(100 * done / max(total, 1))
    return (
        f'<p class="mm-note" role="status">{escape(text)}</p>'
        f'<div class="mm-bar" role="progressbar" aria-valuenow="{percent}" aria-valuemin="0" '
        f'aria-valuemax="100" aria-label="{escape(text)}"><i style="width:{percent}%"></i></div>'
    )
