"""How long a toy takes on this machine, learnt from those that were made."""

DRAFTS_A_TOY = 5.6  # measured: a toy at 1024 x 1280 takes as long as so many drafts
_NEWEST = 0.5  # share of the newest toy in what is expected


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
