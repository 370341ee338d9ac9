"""From measured traits to the amounts that a named style is grown with. Traits' lengths are in
units of the distance between the outer eye corners (90 mm in the head frame)."""

import numpy as np

from minime.sculpt.head.hair.flow import HairShape
from minime.sculpt.head.hair.skull import Skull
from minime.selfie.hair.measure import CROWN_MM
from minime.selfie.traits import Traits

UNIT_MM = 90.0
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


def shape_of(style: str, traits: Traits, skull: Skull) -> HairShape:
    """The measured amounts, kept inside what the style looks good with."""
    top, side, bottom = RANGES.get(style, PLAIN)
    return HairShape(
        top_mm=float(np.clip(traits.hair_top * UNIT_MM - CROWN_MM, *top)),
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
