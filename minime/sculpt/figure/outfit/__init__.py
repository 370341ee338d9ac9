"""The wardrobe: an outfit's name to clothes moulded round a posed figure.

Adding an outfit is adding one function (everyday.py, necks.py, formal.py, work.py, active.py)
and one entry to wardrobe.py; the words that choose it go into choose.py.
"""

from minime.sculpt.figure.outfit.choose import choose_outfit, outfit_as_seen
from minime.sculpt.figure.outfit.wardrobe import OUTFITS, Clothes, dress_figure

__all__ = ["OUTFITS", "Clothes", "choose_outfit", "dress_figure", "outfit_as_seen"]
