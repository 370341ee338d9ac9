"""What can go wrong, said to a person.

Every message is one sentence that says what to do next; the page and the command line
print it as it is. Rooms translate a library's exceptions into these where they call it,
and only ``app.py`` and ``minime/__main__.py`` catch them.
"""

from collections.abc import Mapping

_NOTHING: Mapping[str, object] = {}


class MiniMeError(Exception):
    """Base of all errors meant for a person; ``str(error)`` is one clear sentence.

    sentence: where ``values`` are given, with their {names} in it, so that another language can
    have a sentence of its own for it.
    """

    def __init__(self, sentence: str, values: Mapping[str, object] = _NOTHING):
        super().__init__(sentence.format_map(values) if values else sentence)
        self.sentence, self.values = sentence, values


class PhotoError(MiniMeError):
    """The selfie can't be read, is too big, or shows no face."""


class PresetError(MiniMeError):
    """A preset file is missing, or has a missing or wrong key."""


class OrderError(MiniMeError):
    """A word, colour, slider or accessory of the order is out of its range."""


class BrandError(MiniMeError):
    """A brand file, its logo or its font is missing, broken or not allowed."""


class BatchError(MiniMeError):
    """The table of a batch can't be read, or its cluster can't be reached."""


class CheckpointError(MiniMeError):
    """A diffusion checkpoint is unknown, out of reach or does not fit."""


class OutputError(MiniMeError):
    """A result can't be written to the place that was asked for."""


class BusyError(MiniMeError):
    """Too many wait for the program at once."""


class CredentialsError(MiniMeError):
    """Content credentials can't be made; pictures are written without them."""


class Cancelled(MiniMeError):
    """The person stopped the work between two steps."""
