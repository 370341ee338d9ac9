"""Undo and redo over the values of the page's controls."""

from collections.abc import Sequence
from typing import Any

_KEPT = 100


class History:
    """The states that the controls were in, and which of them they are in now."""

    def __init__(self) -> None:
        self._states: list[tuple[Any, ...]] = []
        self._now = -1

    def note(self, values: Sequence[Any]) -> None:
        """The controls were changed to ``values``; what was undone before is forgotten."""
        state = tuple(values)
        if self._states and self._states[self._now] == state:
            return
        self._states = [*self._states[: self._now + 1], state][-_KEPT:]
        self._now = len(self._states) - 1

    def now(self) -> tuple[Any, ...] | None:
        """The state that they are in, None before the first."""
        return self._go(self._now)

    def undo(self) -> tuple[Any, ...] | None:
        """The state before, None at the first."""
        return self._go(self._now - 1)

    def redo(self) -> tuple[Any, ...] | None:
        """The state after, None at the last."""
        return self._go(self._now + 1)

    def _go(self, number: int) -> tuple[Any, ...] | None:
        if not 0 <= number < len(self._states):
            return None
        self._now = number
        return self._states[number]
