"""The line of people who wait for a toy: who works, and how many are before each.

Gradio shows a place in line only in a tracker of its own, and its estimate is the mean of
past runs; this one can be told in the page's status and to a program alike.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from minime.errors import BusyError

AT_ONCE = 1  # a toy uses all the cores that there are
LONGEST = 16
_LOOK_S = 1.0  # how often a waiting thread looks up, to see whether its person is still there


class Line:
    """Lets ``at_once`` through, the others in the order in which they came; ``longest`` may
    wait. Safe to call from several threads."""

    def __init__(self, *, at_once: int = AT_ONCE, longest: int = LONGEST):
        self._at_once, self._longest = at_once, longest
        self._places: list[object] = []
        self._moved = threading.Condition()

    @contextmanager
    def place(self) -> Iterator[object]:
        """A place at the line's end, given up on leaving. Raises BusyError if it is full."""
        place = object()
        with self._moved:
            if len(self._places) >= self._at_once + self._longest:
                raise BusyError(
                    "{longest} people wait for their toys already; try again in a few minutes.",
                    {"longest": self._longest},
                )
            self._places.append(place)
        try:
            yield place
        finally:
            with self._moved:
                self._places.remove(place)
                self._moved.notify_all()

    def wait(self, place: object) -> Iterator[int]:
        """How many must finish before it is this place's turn, about once a second; ends when
        it is its turn."""
        while ahead := self._ahead(place):
            yield ahead
            with self._moved:
                self._moved.wait_for(lambda was=ahead: self._ahead(place) != was, _LOOK_S)

    def _ahead(self, place: object) -> int:
        with self._moved:
            return max(0, self._places.index(place) + 1 - self._at_once)
