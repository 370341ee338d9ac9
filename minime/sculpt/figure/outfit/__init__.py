"""The wardrobe: an outfit's name to clothes moulded round a posed figure.

Adding an outfit is adding one function (everyday.py, formal.py, work.py, active.py) and one
entry to wardrobe.py; the words that choose it go into choose.py.
"""

from minime.sculpt.figure.outfit.choose import SURE, choose_outfit
from minime.sculpt.figure.outfit.wardrobe import OUTFITS, Clothes, dress_figure

__all__ = ["OUTFITS", "SURE", "Clothes", "choose_outfit", "dress_figure"]
