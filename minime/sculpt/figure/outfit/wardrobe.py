"""The outfits: each a recipe of a few cuts (tailor.py) and trims (trims.py).

A recipe takes a :class:`Tailor` and gives :class:`Clothes`; adding an outfit is adding one
function and one entry here. World frame, mm. Shares of the torso run from the crotch (0) to
the shoulder line (1).
"""

from collections.abc import Callable
from dataclasses import replace

from minime.errors import OrderError
from minime.sculpt.figure.figure import BodyColors, Figure
from minime.sculpt.figure.outfit import active, drapes, everyday, formal, necks, work
from minime.sculpt.figure.outfit.tailor import Clothes, Tailor


def dress_figure(
    figure: Figure, *, outfit: str, colors: BodyColors, jointed: bool, detail: float = 1.0
) -> Clothes:
    """The clothes of one outfit. Raises OrderError for a name that is not in OUTFITS."""
    if outfit not in _RECIPES:
        raise OrderError(f"There is no outfit {outfit!r}; choose one of {', '.join(OUTFITS)}.")
    tailor = Tailor(figure=figure, colors=colors, jointed=jointed, detail=detail)
    clothes = _RECIPES[outfit](tailor)
    if colors.scarf is None:
        return clothes
    return replace(clothes, parts=(*clothes.parts, *drapes.scarf_as_seen(tailor, colors.scarf)))


_RECIPES: dict[str, Callable[[Tailor], Clothes]] = {
    "casual": everyday.casual,
    "shirt": everyday.shirt,
    "hoodie": everyday.hoodie,
    "jacket": everyday.jacket,
    "jumper": everyday.jumper,
    "v_neck": necks.v_neck,
    "pullover": necks.pullover,
    "zip_jacket": necks.zip_jacket,
    "straps": necks.straps,
    "off_shoulder": necks.off_shoulder,
    "evening_dress": necks.evening_dress,
    "overalls": everyday.overalls,
    "coat": everyday.coat,
    "sundress": everyday.sundress,
    "suit": formal.suit,
    "blazer": formal.blazer,
    "blouse": formal.blouse,
    "dress": formal.dress,
    "gown": formal.gown,
    "kimono": formal.kimono,
    "jumpsuit": work.jumpsuit,
    "lab_coat": work.lab_coat,
    "chef": work.chef,
    "scrubs": work.scrubs,
    "police": work.police,
    "firefighter": work.firefighter,
    "sporty": active.sporty,
    "superhero": active.superhero,
    "gi": active.gi,
}
OUTFITS = tuple(_RECIPES)

__all__ = ["OUTFITS", "Clothes", "dress_figure"]
