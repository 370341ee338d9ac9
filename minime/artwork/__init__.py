"""The printed faces of a toy's packaging, typeset with Pillow from words and a preset.

Any script that the fonts hold (Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari,
Chinese, Japanese, Korean, emoji and more), in type that always fits its place. No picture
model ever draws a letter.
"""

from minime.artwork.card import accessory_label, short_code, typeset, typeset_paper
from minime.artwork.faces import Words
from minime.artwork.theme import THEMES, apply_theme

__all__ = [
    "THEMES",
    "Words",
    "accessory_label",
    "apply_theme",
    "short_code",
    "typeset",
    "typeset_paper",
]
