"""The wardrobe: an outfit's name to clothes moulded round a posed figure.

Adding an outfit is adding one function to wardrobe.py and one entry to :data:`OUTFITS`.
"""

from minime.sculpt.outfit.choose import choose_outfit
from minime.sculpt.outfit.wardrobe import OUTFITS, Clothes, dress_figure

__all__ = ["OUTFITS", "Clothes", "choose_outfit", "dress_figure"]
