"""Colours by name: the everyday ones of colors.toml for every part, else those of CSS."""

import colorsys
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PIL import ImageColor

# How much of its lightness a colour loses to "dark", and of what is missing wins by "light".
TONES = {"dark": -0.4, "light": 0.45}
STEP = 0.25  # the same for "darker" and "lighter"


@lru_cache
def read_colors() -> Mapping[str, Mapping[str, str]]:
    """colors.toml: "any" or a part to names to "#rrggbb"."""
    return tomllib.loads((Path(__file__).parent / "colors.toml").read_text("utf-8"))


def paint(part: str, name: str, tone: str = "") -> str:
    """ "#rrggbb" of a colour name on a part of COLOR_KEYS. tone: "", dark, light, or bright,
    which is the plain colour where the part has a natural one (bright red hair)."""
    colors = read_colors()
    natural = {} if tone == "bright" else colors.get(part, {})
    if f"{tone} {name}" in natural:
        return natural[f"{tone} {name}"]
    found = natural.get(name) or colors["any"].get(name) or ImageColor.colormap[name]
    return shade(str(found), TONES.get(tone, 0.0))


def shade(color: str, amount: float) -> str:
    """The colour darker by a share of its lightness (amount below 0), or lighter by a share
    of what is missing to white; HLS of the standard library's colorsys."""
    hue, light, full = colorsys.rgb_to_hls(*(v / 255 for v in ImageColor.getrgb(color)))
    light = light * (1 + amount) if amount < 0 else light + (1 - light) * amount
    return "#" + "".join(f"{round(255 * v):02x}" for v in colorsys.hls_to_rgb(hue, light, full))
