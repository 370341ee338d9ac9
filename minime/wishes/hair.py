"""Longer, shorter, curlier: from one hair style to the next one on a ladder."""

from collections.abc import Mapping
from typing import Any

from minime.order import HEADWEAR

HATS = HEADWEAR[2:]
BALD, BUZZ, SHORT, MEDIUM, LONG = range(5)
LENGTHS = {"short": SHORT, "medium": MEDIUM, "long": LONG}
# What stands for a length of each kind of hair.
LADDERS: Mapping[str, Mapping[int, str]] = {
    "straight": {0: "bald", 1: "buzz", 2: "short", 3: "bob", 4: "long_straight"},
    "wavy": {0: "bald", 1: "buzz", 2: "short", 3: "wavy_medium", 4: "long_wavy"},
    "curly": {0: "bald", 1: "buzz", 2: "curly", 4: "long_curly"},
    "coily": {0: "bald", 1: "buzz", 2: "afro", 4: "long_curly"},
}
TEXTURES = tuple(LADDERS)
# Length and kind of the styles that are on no ladder.
STYLES: Mapping[str, tuple[int, str]] = {
    **dict.fromkeys(("crew_cut", "receding", "wreath"), (BUZZ, "straight")),
    **dict.fromkeys(
        ("pixie", "side_part", "slicked_back", "undercut", "faux_hawk", "mohawk"),
        (SHORT, "straight"),
    ),
    **dict.fromkeys(("layered", "mullet", "curtain_bangs"), (MEDIUM, "straight")),
    "shag": (MEDIUM, "wavy"),
    **dict.fromkeys(
        (
            *("side_swept", "bangs_long", "bun", "top_knot", "ponytail", "high_ponytail"),
            *("pigtails", "space_buns", "half_up", "braids"),
        ),
        (LONG, "straight"),
    ),
    "cornrows": (MEDIUM, "coily"),
    **dict.fromkeys(("locs", "box_braids"), (LONG, "coily")),
}
SEEN_LENGTHS = {
    **{"bald": BALD, "shaved": BUZZ, "short": SHORT, "ear": SHORT, "chin": MEDIUM},
    **{"shoulder": MEDIUM, "long": LONG, "tied_back": LONG},
}


def hair_of(style: str, seen: Mapping[str, Any]) -> tuple[int, str]:
    """Length (0 bald to 4 long) and kind of a style; of "auto", those seen in the
    photo (selfie.seen.seen_words), else short and straight."""
    if style in STYLES:
        return STYLES[style]
    for kind, ladder in LADDERS.items():
        for length, name in ladder.items():
            if name == style:
                return length, kind
    texture = seen.get("hair_texture")
    length = SEEN_LENGTHS.get(seen.get("hair_length") or "", SHORT)
    return length, texture if texture in LADDERS else "straight"


def style_of(length: int, texture: str) -> str:
    """The style of a length and kind; where the kind has none so long, the next longer one."""
    ladder = LADDERS[texture]
    return ladder[min((n for n in ladder if n >= length), default=LONG)]


def stepped(style: str, steps: int, seen: Mapping[str, Any]) -> str:
    """The style ``steps`` rungs up the ladder (longer), or down (shorter), to its ends."""
    length, texture = hair_of(style, seen)
    rungs = sorted(LADDERS[texture])
    if steps > 0:
        ahead = [rung for rung in rungs if rung > length]
    else:
        ahead = [rung for rung in reversed(rungs) if rung < length]
    reached = ahead[min(abs(steps), len(ahead)) - 1] if ahead else length
    return style_of(reached, texture)
