"""Who makes a toy next on this machine, and how long that takes here.

Toys are made one at a time, in the order in which people asked; each knows how many are
before it. Seconds are learnt from the toys that were made. Safe to use from several threads.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

DRAFTS_A_TOY = 5.6  # measured: a toy at 1024 x 1280 takes as long as so many drafts
_NEWEST = 0.5  # share of the newest toy in what is expected


class Line:
    """The line of those who want a toy made."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: list[object] = []

    @contextmanager
    def place(self) -> Iterator[Callable[[], int]]:
        """A place at the end; gives what tells how many are before it. Left with the block."""
        ticket = object()
        with self._lock:
            self._tickets.append(ticket)
        try:
            yield lambda: self._before(ticket)
        finally:
            with self._lock:
                self._tickets.remove(ticket)

    def _before(self, ticket: object) -> int:
        with self._lock:
            return self._tickets.index(ticket)


class Pace:
    """Seconds that a toy takes with each checkpoint."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._draft_s: float | None = None

    def learn(self, checkpoint: str, seconds: float) -> None:
        """A toy was made in so many seconds."""
        known = self._seconds.get(checkpoint, seconds)
        self._seconds[checkpoint] = known + _NEWEST * (seconds - known)

    def learn_draft(self, seconds: float) -> None:
        """A draft was made in so many seconds."""
        self._draft_s = seconds

    def expected_s(self, checkpoint: str) -> float | None:
        """What the next toy will take; None before anything was made here."""
        if checkpoint in self._seconds:
            return self._seconds[checkpoint]
        return None if self._draft_s is None else DRAFTS_A_TOY * self._draft_s
