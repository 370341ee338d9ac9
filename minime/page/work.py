"""Long work for a session, on a thread of its own and in its turn: a toy, its clip, its sheet.

The work goes on where nobody follows it, so that a tab that comes back finds it; it ends when
the session is closed.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from minime.errors import Cancelled
from minime.order import Order
from minime.page.line import Line
from minime.page.session import Session

TICK_S = 0.5  # how often the page hears of work that has no step to tell of
# It is given what it tells its news to, and what it asks whether it is to stop.
Work = Callable[[Callable[[Any], None], Callable[[], bool]], Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class Done:
    """The last that long work tells."""

    result: Any


def run(session: Session, work: Work) -> Iterator[Any]:
    """Do long ``work`` on a thread of its own, when it is the session's turn. Yields how many
    are before it while it waits, then all that it tells (the last again every TICK_S while
    nothing new comes), and what it returns as the last, a :class:`Done`.

    Raises what the work raises, BusyError if the line is full, and Cancelled as soon as
    ``session.cancel`` is set, while the thread still ends its step. Closing the iterator leaves
    the work under way: see :func:`follow`.
    """
    session.cancel, session.working = threading.Event(), queue.SimpleQueue()
    work_on = (work, session.line, session.working, session.cancel)
    threading.Thread(target=_work, args=work_on, daemon=True).start()
    yield from follow(session)


def follow(session: Session) -> Iterator[Any]:
    """What :func:`run` yields from now on, for a tab that came back while the work went on; who
    followed it before hears no more."""
    cancel, news, value = session.cancel, session.working, None
    me = session.follower = object()
    while not isinstance(value, Done):
        with suppress(queue.Empty):
            value = news.get(timeout=TICK_S)
        if session.follower is not me:
            if value is not None:
                news.put(value)
            return
        told = isinstance(value, Done | BaseException) or cancel.is_set()
        session.busy = value is not None and not isinstance(value, int) and not told
        session.used = time.monotonic()
        if told:
            session.working = session.making = None
        if isinstance(value, BaseException):
            raise value
        if cancel.is_set():
            raise Cancelled(session.say("status.stopped"))
        if value is not None:
            yield value


def run_toy(session: Session, order: Order, selfie: Any = None) -> Iterator[Any]:
    """:func:`run` that makes the toy of an ``order``: tells each Progress, is done with the
    Toy. selfie: what was read of the order's photo already."""
    import minime

    session.making = order, selfie

    def work(tell: Callable[[Any], None], cancelled: Callable[[], bool]) -> Any:
        return minime.make(order, progress=tell, cancelled=cancelled, selfie=selfie)

    yield from run(session, work)


def run_file(session: Session, write: Callable[[Callable[[float], None]], Any]) -> Iterator[Any]:
    """:func:`run` that has a file written by ``write``, which reports the share done in [0, 1]:
    tells it, is done with what ``write`` returns."""

    def work(tell: Callable[[Any], None], cancelled: Callable[[], bool]) -> Any:
        def report(share: float) -> None:
            if cancelled():
                raise Cancelled(session.say("status.stopped"))
            tell(float(share))

        report(0.0)
        return write(report)

    yield from run(session, work)


def _work(work: Work, line: Line, news: "queue.SimpleQueue[Any]", cancel: threading.Event) -> None:
    """Put how many are before, what the work tells and then what it returned, or what was
    raised. The place in line is this thread's, so that it is free again whatever becomes of the
    one who asked."""
    try:
        with line.place() as place:
            for ahead in line.wait(place):
                if cancel.is_set():
                    return
                news.put(ahead)
            news.put(Done(result=work(news.put, cancel.is_set)))
    except BaseException as error:
        news.put(error)
