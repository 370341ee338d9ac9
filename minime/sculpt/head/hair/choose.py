"""From measured traits to a hair style and its amounts. Traits' lengths are in units of
the distance between the outer eye corners (90 mm in the head frame)."""

from dataclasses import dataclass

import numpy as np

from minime.sculpt.head.hair.flow import HairShape
from minime.sculpt.head.hair.skull import Skull
from minime.selfie.hair import CROWN_MM
from minime.selfie.silhouette import HALF_FACE_MM, SKULL_RADII
from minime.selfie.traits import Traits

UNIT_MM = 90.0
CURLY, COILED = 0.55, 0.8  # of Traits.hair_curl
RINGLETS = 0.23  # the same of long hair, whose curls hang: straight and wavy stay below 0.21
FRINGE_MM = 44.0  # a hairline lower than this is the edge of a fringe
CREST_MM = (5.0, 15.0)  # of a low and of a tall crest
CORNER_MM, DIP_MM = 61.0, 2.5  # a hairline so high beside the middle, and dipping there, recedes
TIGHT_MM = 9.0  # beside the head; hair that lies closer is drawn back
PLAITED_MM = 11.0  # the same over plaits
BUNCHES_MM = 45.0  # no other straight hair stands so far off beside the head
TALL_MM = 13.0  # more on top than at the sides: brushed up
HIGH_MM, BARE_MM = 68.0, 88.0  # above these the hair recedes, the top is bald
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


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """Measured amounts in mm: how far hair stands off the crown and beside the head, how far
    it hangs below the eyes, the hairline's mean and its middle, and how high it is beside the
    middle if it dips there, else 0."""

    top: float
    side: float
    low: float
    line: float
    middle: float
    corners: float


def choose_style(traits: Traits) -> str:
    """The style nearest to what was measured; a person can always name another one."""
    if traits.headwear != "none":
        return traits.headwear
    if traits.hair_length == "bald":
        return "bald"
    seen = _see(traits)
    if seen.line > BARE_MM:
        return "wreath"
    tied = _tied_style(traits, seen)
    if tied:
        return tied
    if traits.hair_length == "long":
        return _long_style(traits, seen)
    if traits.hair_length == "medium":
        return _medium_style(traits, seen)
    return _short_style(traits, seen)


def _see(traits: Traits) -> _Seen:
    line = np.array(traits.hairline) * UNIT_MM
    beside = (line[1] + line[3]) / 2
    return _Seen(
        top=traits.hair_top * UNIT_MM - CROWN_MM,
        side=traits.hair_width * UNIT_MM - (SKULL_RADII[0] - HALF_FACE_MM),
        low=traits.hair_bottom * UNIT_MM,
        line=float(line.mean()),
        middle=float(np.median(line[1:4])),
        corners=float(beside if beside > line[2] + DIP_MM else 0.0),
    )


def _tied_style(traits: Traits, seen: _Seen) -> str | None:
    """What is tied up: seen as knots on the outline, as hair that hangs on one side only, or
    stands far off on both."""
    if traits.hair_knots == 2:
        return "space_buns"
    if traits.hair_knots == 1:
        return "half_up" if seen.low > 90 else "bun"
    if traits.hair_tail and seen.side < TIGHT_MM and seen.top < 15:
        return "ponytail"
    if traits.hair_plaits and seen.side < PLAITED_MM:
        return "braids"
    if seen.side > BUNCHES_MM and traits.hair_curl < RINGLETS:
        return "pigtails"
    return None


def _long_style(traits: Traits, seen: _Seen) -> str:
    if traits.hair_curl > RINGLETS:
        return "long_curly"
    if seen.middle < FRINGE_MM:
        return "bangs_long"
    return "long_wavy" if seen.side > 21 else "long_straight"


def _medium_style(traits: Traits, seen: _Seen) -> str:
    if traits.hair_curl > RINGLETS:
        return "long_curly" if seen.low > 80 else "curly"
    if seen.middle < FRINGE_MM:
        if seen.low < 96 or abs(traits.parting) > 0.5:
            return "layered"
        return "bangs_long" if seen.low > 118 else "curtain_bangs"
    if seen.low > 122 and seen.side < 18:
        return "long_straight"
    return "wavy_medium" if seen.low > 112 or seen.side > 27 else "bob"


def _short_style(traits: Traits, seen: _Seen) -> str:
    if seen.line > HIGH_MM or seen.corners > CORNER_MM:
        return "receding"
    if seen.top < 6 and seen.side < 7:
        return "buzz"
    if traits.hair_curl > CURLY and seen.side > 13 and seen.top > 13:
        return "afro" if traits.hair_curl > COILED and seen.side > 22 else "curly"
    if seen.side < 7:
        return _clipped_style(traits, seen)
    if seen.top - seen.side > TALL_MM and abs(traits.parting) < 0.45:
        return "undercut"
    if seen.side < TIGHT_MM and seen.top < 16 and traits.hair_curl < 0.35:
        return "slicked_back"
    if traits.ears_covered > 0.5 and seen.low > 54:
        return "layered"
    if seen.middle < FRINGE_MM:
        return "layered" if seen.side > 13 else "pixie"
    if seen.side > 26:
        return "layered"
    return "side_part" if abs(traits.parting) > 0.45 else "short"


def _clipped_style(traits: Traits, seen: _Seen) -> str:
    """Hair that lies close at the sides: tall, brushed up, short or combed back."""
    crest = traits.hair_crest * UNIT_MM
    if crest > CREST_MM[1] or (crest > CREST_MM[0] and seen.top < 17):
        return "faux_hawk"  # a mohawk is only grown for who asks for one
    if seen.top > 14:
        return "undercut"
    if traits.hair_curl > 0.55:
        return "crew_cut"
    return "slicked_back" if traits.hair_curl < 0.35 else "crew_cut"


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
