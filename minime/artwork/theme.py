"""The themes of a card: a scene, the colours it brings, the titles it suits.

Adding a theme is one painter in scenery.py and one entry of :data:`THEMES`; a preset names
those of its own in ``[artwork] themes``. Roles of the palette that a theme is silent about
stay the preset's, so that a box is still known by its colours.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PIL import Image

from minime.artwork import scenery
from minime.artwork.color import Colors, take_hue
from minime.errors import OrderError, PresetError
from minime.preset import Preset


@dataclass(frozen=True, kw_only=True)
class Theme:
    """paint: a scene of scenery.py. colors: roles of the palette to "#rrggbb". titles: word
    beginnings of English titles that it suits, lower case, without accents. outfits: those that
    suit it, which titles of other languages name as well."""

    paint: Callable[[Image.Image, Colors, scenery.Middle], None]
    colors: Mapping[str, str]
    titles: tuple[str, ...]
    outfits: tuple[str, ...] = ()


THEMES: Mapping[str, Theme] = {
    "space": Theme(
        paint=scenery.paint_space,
        colors={"primary": "#27236b", "background": "#dcdcf5", "ink": "#0d0c33"},
        titles=(
            "astro", "cosmo", "space", "rocket", "starship", "alien", "planet", "moon", "galaxy",
            "pilot", "physic", "kosmo", "raumfahr", "spation",
        ),
    ),
    "gingham": Theme(
        paint=scenery.paint_gingham,
        colors={"primary": "#e2404f", "background": "#fff3df", "ink": "#5a1220"},
        titles=(
            "baker", "chef", "cook", "barista", "pastry", "butcher", "waiter", "waitress",
            "confection", "grand", "farmer", "cafe",
        ),
        outfits=("chef",),
    ),
    "blueprint": Theme(
        paint=scenery.paint_blueprint,
        colors={"primary": "#1d5fb8", "background": "#dcebfa", "ink": "#0a2550"},
        titles=(
            "engineer", "develop", "program", "coder", "hacker", "scien", "architect", "mechanic",
            "electric", "plumb", "technic", "invent", "maker", "builder", "carpent", "data",
            "chemist", "professor", "welder",
        ),
        outfits=("lab_coat", "hoodie", "overalls"),
    ),
    "skyline": Theme(
        paint=scenery.paint_skyline,
        colors={"primary": "#33307a", "background": "#e6e0f2", "ink": "#15123d"},
        titles=(
            "manager", "boss", "ceo", "cfo", "lawyer", "banker", "business", "detective", "mayor",
            "police", "president", "agent", "journal", "report", "consult", "director", "taxi",
            "account", "founder", "firefight", "hero",
        ),
        outfits=("suit", "blazer", "police", "coat", "firefighter"),
    ),
    "tropical": Theme(
        paint=scenery.paint_tropical,
        colors={"primary": "#1e9e6a", "background": "#e6f6e4", "ink": "#06402f"},
        titles=(
            "garden", "surf", "travel", "botan", "florist", "biolog", "vet", "lifeguard", "explor",
            "diver", "zoo", "ranger", "guide", "yoga", "sail", "holiday", "pirate",
        ),
        outfits=("sundress",),
    ),
    "sunset": Theme(
        paint=scenery.paint_sunset,
        colors={"primary": "#4b1d8f", "secondary": "#ff4f9a", "ink": "#1a0b3d"},
        titles=(
            "dj", "game", "music", "rocker", "rockstar", "synth", "racer", "racing", "driver",
            "drum", "guitar", "skate", "streamer", "film", "photo",
        ),
        outfits=("jacket",),
    ),
    "sparkle": Theme(
        paint=scenery.paint_sparkle,
        colors={},
        titles=(
            "princess", "queen", "diva", "ballerina", "singer", "actress", "bride", "fairy",
            "model", "magic", "dancer", "beaut", "fashion",
        ),
        outfits=("dress",),
    ),
    "rainbow": Theme(
        paint=scenery.paint_rainbow,
        colors={"primary": "#3fa9f5", "background": "#e8f5ff", "ink": "#12376b"},
        titles=(
            "teach", "nurse", "kid", "baby", "mum", "mom", "dad", "child", "student", "unicorn",
            "clown", "midwife", "pilot",
        ),
        outfits=("scrubs",),
    ),
    "memphis": Theme(
        paint=scenery.paint_memphis,
        colors={},
        titles=(
            "artist", "design", "paint", "illustrat", "hair", "stylist", "influenc", "potter",
            "writer", "poet",
        ),
    ),
    "sport": Theme(
        paint=scenery.paint_sport,
        colors={"primary": "#c9252d", "background": "#f4f1ec", "ink": "#2b0a10"},
        titles=(
            "coach", "athlet", "runner", "football", "soccer", "tennis", "basketball", "fitness",
            "gym", "cycl", "swim", "trainer", "box", "climb", "champion", "sport", "marathon",
        ),
        outfits=("sporty", "gi"),
    ),
    "burst": Theme(paint=scenery.paint_burst, colors={}, titles=("super", "comic", "captain")),
    "hero": Theme(
        paint=scenery.paint_hero,
        colors={},
        titles=("hero", "soldier", "guard"),
        outfits=("superhero",),
    ),
}  # fmt: skip


def apply_theme(
    preset: Preset,
    *,
    theme: str = "auto",
    title: str = "",
    outfit: str = "casual",
    outfit_color: str = "#808080",
    corrections: Mapping[str, str] | None = None,
    later: int = 0,
) -> Preset:
    """The preset with one theme, its first and only, and the palette that goes with it.

    "auto" takes the first of the preset's themes that suits the title, else the ``outfit`` that
    the title tells, else the one that comes ``later`` than its very first, round and round; and
    gives ``secondary`` the hue of the clothes ("#rrggbb") where they have one. What
    ``corrections`` holds for roles of the palette wins over all. Raises OrderError for an
    unknown theme, PresetError where the preset names one.
    """
    for name in preset.artwork.themes:
        if name not in THEMES:
            raise PresetError(f"There is no theme {name!r}: choose from {', '.join(THEMES)}.")
    auto = theme == "auto"
    name = _suited(preset.artwork.themes, title, outfit, later) if auto else theme
    if name not in THEMES:
        raise OrderError(f"There is no theme {name!r}; choose auto or one of {', '.join(THEMES)}.")
    palette = replace(preset.palette, **THEMES[name].colors)
    if auto and "secondary" not in THEMES[name].colors:
        palette = replace(palette, secondary=take_hue(palette.secondary, outfit_color))
    corrected = {k: v for k, v in (corrections or {}).items() if k in vars(palette)}
    return replace(
        preset,
        palette=replace(palette, **corrected),
        artwork=replace(preset.artwork, themes=(name,)),
    )


def _suited(themes: tuple[str, ...], title: str, outfit: str, later: int) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    for word in re.findall(r"[a-z]+", plain):
        for name in themes:
            if word.startswith(THEMES[name].titles):
                return name
    usual = themes[later % len(themes)]
    return next((name for name in themes if outfit in THEMES[name].outfits), usual)
