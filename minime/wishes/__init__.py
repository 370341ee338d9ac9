"""Changes of an order in plain words: "longer red hair, add a guitar, no glasses".

:func:`read_wishes` reads a text in any of the languages of ``languages/`` (or several at once),
by their vocabulary and one small grammar for all of them; nothing leaves the process. What a
text asks for is :class:`Change` by :class:`Change`, so that each can be shown and taken back.
"""

from minime.wishes.change import Change, Wishes, apply_changes, describe
from minime.wishes.read import LONGEST_TEXT, read_wishes, seen_of

__all__ = [
    "LONGEST_TEXT", "Change", "Wishes", "apply_changes", "describe", "read_wishes", "seen_of",
]  # fmt: skip
