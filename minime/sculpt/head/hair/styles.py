"""The hair styles by name. A new one is a function and an entry."""

from collections.abc import Callable

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair import long, short, tied
from minime.sculpt.head.hair.flow import Growth

RECIPES: dict[str, Callable[[Growth], tuple[Part, ...]]] = {
    "bald": short.bald,
    "buzz": short.buzz,
    "crew_cut": short.crew_cut,
    "short": short.short,
    "pixie": short.pixie,
    "side_part": short.side_part,
    "slicked_back": short.slicked_back,
    "undercut": short.undercut,
    "faux_hawk": short.faux_hawk,
    "mohawk": short.mohawk,
    "receding": short.receding,
    "wreath": short.wreath,
    "curly": short.curly,
    "afro": short.afro,
    "layered": long.layered,
    "shag": long.shag,
    "mullet": long.mullet,
    "bob": long.bob,
    "wavy_medium": long.wavy_medium,
    "long_straight": long.long_straight,
    "long_wavy": long.long_wavy,
    "long_curly": long.long_curly,
    "side_swept": long.side_swept,
    "bangs_long": long.bangs_long,
    "curtain_bangs": long.curtain_bangs,
    "locs": long.locs,
    "box_braids": long.box_braids,
    "cornrows": tied.cornrows,
    "bun": tied.bun,
    "top_knot": tied.top_knot,
    "ponytail": tied.ponytail,
    "high_ponytail": tied.high_ponytail,
    "pigtails": tied.pigtails,
    "space_buns": tied.space_buns,
    "half_up": tied.half_up,
    "braids": tied.braids,
}
