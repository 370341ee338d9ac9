"""From measured traits to a hair style and its amounts. Traits' lengths are in units of
the distance between the outer eye corners (90 mm in the head frame)."""

import numpy as np

from minime.sculpt.hair.flow import HairShape
from minime.sculpt.hair.skull import Skull
from minime.selfie.traits import Traits

UNIT_MM = 90.0
FOREHEAD_Y_MM = 52.0  # landmark 10 in the head frame
# (top, side, bottom_y) mm: least and most that a style is grown with
RANGES = {
    "crew_cut": ((7, 13), (3, 5), (-20, 0)),
    "short": ((11, 30), (5, 10), (-20, 0)),
    "pixie": ((11, 26), (6, 11), (-20, 0)),
    "side_part": ((10, 28), (5, 10), (-20, 0)),
    "slicked_back": ((8, 18), (4, 9), (-20, 0)),
    "undercut": ((20, 42), (3, 6), (-20, 0)),
    "faux_hawk": ((20, 36), (3, 6), (-20, 0)),
    "mohawk": ((36, 62), (3, 5), (-20, 0)),
    "receding": ((4, 7), (4, 7), (-20, 0)),
    "wreath": ((4, 8), (4, 9), (-20, 0)),
    "curly": ((13, 34), (9, 26), (-60, 0)),
    "afro": ((22, 50), (20, 46), (-60, 0)),
    "layered": ((14, 28), (9, 26), (-62, -30)),
    "shag": ((14, 26), (9, 22), (-112, -70)),
    "mullet": ((12, 26), (6, 13), (-140, -96)),
    "bob": ((11, 22), (9, 24), (-108, -78)),
    "wavy_medium": ((12, 26), (9, 26), (-140, -100)),
    "long_straight": ((10, 20), (8, 18), (-190, -140)),
    "long_wavy": ((13, 26), (11, 28), (-190, -140)),
    "long_curly": ((16, 34), (16, 34), (-180, -96)),
    "side_swept": ((14, 26), (9, 22), (-190, -120)),
    "bangs_long": ((11, 20), (8, 18), (-190, -100)),
    "curtain_bangs": ((12, 22), (9, 20), (-190, -110)),
    "locs": ((10, 20), (9, 20), (-180, -80)),
    "box_braids": ((8, 16), (7, 15), (-190, -100)),
    "cornrows": ((3, 5), (3, 5), (-60, 0)),
    "bun": ((6, 12), (5, 8), (-60, 0)),
    "top_knot": ((6, 11), (4, 7), (-60, 0)),
    "ponytail": ((6, 12), (5, 8), (-150, -90)),
    "high_ponytail": ((6, 12), (5, 8), (-130, -60)),
    "pigtails": ((7, 12), (5, 9), (-140, -90)),
    "space_buns": ((6, 12), (5, 9), (-60, 0)),
    "half_up": ((9, 16), (7, 14), (-190, -110)),
    "braids": ((9, 14), (6, 10), (-190, -120)),
}
PLAIN = ((8, 20), (5, 12), (-190, 0))


def choose_style(traits: Traits) -> str:
    """The style nearest to what was measured; a person can always name another one."""
    if traits.hair_length == "bald":
        return "bald"
    wide = traits.hair_width * UNIT_MM
    if traits.hair_length == "long":
        if _fringe(traits):
            return "bangs_long"
        return "long_wavy" if wide > 26 else "long_straight"
    if traits.hair_length == "medium" and traits.hair_bottom > 0.8:
        return "wavy_medium" if wide > 30 or traits.hair_bottom > 1.25 else "bob"
    return _short_style(traits, wide, traits.hair_top * UNIT_MM - 52)


def _short_style(traits: Traits, wide: float, tall: float) -> str:
    """wide, tall: mm that the hair stands off the face's edge and the skull's top."""
    if wide > 32 and tall > 16 and _darkness(traits.hair) > 0.6 and not _fringe(traits):
        return "afro"
    if traits.ears_covered > 0.5 and (wide > 12 or traits.hair_length == "medium"):
        return "layered"
    if wide > 20 and tall > 8:
        return "layered" if _fringe(traits) else "curly"
    if np.mean(traits.hairline) * UNIT_MM > 78:
        return "receding"
    if tall < 2.5 and wide < 9:
        return "bun" if traits.hair_length == "medium" else "buzz"
    if tall > 26 and wide < 14:
        return "undercut"
    return "side_part" if abs(traits.parting) > 0.45 else "short"


def _darkness(color: str) -> float:
    """0 for white to 1 for black, of "#rrggbb"."""
    return 1 - sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) / 765


def _fringe(traits: Traits) -> bool:
    return bool(traits.hairline) and np.median(traits.hairline) * UNIT_MM < 38


def shape_of(style: str, traits: Traits, skull: Skull) -> HairShape:
    """The measured amounts, kept inside what the style looks good with."""
    top, side, bottom = RANGES.get(style, PLAIN)
    crown = skull.center[1] + skull.radii[1]
    return HairShape(
        top_mm=float(np.clip(traits.hair_top * UNIT_MM + FOREHEAD_Y_MM - crown, *top)),
        side_mm=float(
            np.clip(traits.hair_width * UNIT_MM + skull.face_width_mm - skull.radii[0], *side)
        ),
        bottom_y_mm=float(np.clip(-traits.hair_bottom * UNIT_MM, *bottom)),
        parting=float(np.clip(traits.parting, -1, 1)),
    )


def usual_shape(style: str, parting: float = 0.5) -> HairShape:
    """Amounts in the middle of the style's range, for when nothing was measured."""
    top, side, bottom = (sum(span) / 2 for span in RANGES.get(style, PLAIN))
    return HairShape(top_mm=top, side_mm=side, bottom_y_mm=bottom, parting=parting)
