"""The small things that come with the toy, found by a word, built as parts.

To add one: write a function of a Palette that returns parts (own frame: mm, standing on
y = 0, centred on x and z, facing +z, 28 to 55 mm tall) and give it an entry below.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory import animals, devices, leisure, things, work
from minime.sculpt.accessory.parcel import LABEL_MM, build_parcel
from minime.sculpt.mesh import Part

__all__ = ["ACCESSORIES", "LABEL_MM", "Accessory", "build_accessory", "find_accessory"]


@dataclass(frozen=True, kw_only=True)
class Accessory:
    """build: palette to parts. words: what else people call it, lower case, singular."""

    build: Callable[[Palette], tuple[Part, ...]]
    words: tuple[str, ...] = ()


ACCESSORIES: Mapping[str, Accessory] = {
    "laptop": Accessory(
        build=devices.laptop,
        words=("computer", "notebook computer", "pc", "keyboard", "code", "coding", "programming"),
    ),
    "phone": Accessory(
        build=devices.phone, words=("smartphone", "mobile", "cell", "cellphone", "telephone")
    ),
    "camera": Accessory(
        build=devices.camera, words=("photo camera", "dslr", "photography", "photo")
    ),
    "headphones": Accessory(
        build=devices.headphones,
        words=("headphone", "headset", "earphone", "music", "dj", "podcast"),
    ),
    "mug": Accessory(
        build=things.mug,
        words=("cup", "teacup", "coffee", "tea", "cocoa", "espresso", "cappuccino", "latte"),
    ),
    "book": Accessory(build=things.book, words=("novel", "notebook", "diary", "reading", "bible")),
    "plant": Accessory(
        build=things.plant,
        words=("flower", "cactus", "houseplant", "flowerpot", "succulent", "gardening", "garden"),
    ),
    "guitar": Accessory(build=leisure.guitar, words=("ukulele", "banjo", "acoustic guitar")),
    "skateboard": Accessory(
        build=leisure.skateboard, words=("skate", "longboard", "skateboarding", "board")
    ),
    "football": Accessory(build=leisure.football, words=("soccer", "soccer ball", "ball", "goal")),
    "paint_brush": Accessory(
        build=leisure.paint_brush,
        words=("paintbrush", "brush", "palette", "paint", "painting", "art", "watercolour"),
    ),
    "space_helmet": Accessory(
        build=work.space_helmet, words=("helmet", "astronaut helmet", "astronaut", "space")
    ),
    "wrench": Accessory(
        build=work.wrench, words=("spanner", "tool", "toolbox", "screwdriver", "mechanic")
    ),
    "stethoscope": Accessory(build=work.stethoscope, words=("doctor", "medical", "medicine")),
    "dog": Accessory(
        build=animals.dog, words=("puppy", "doggy", "doggie", "labrador", "terrier", "hound")
    ),
    "cat": Accessory(build=animals.cat, words=("kitten", "kitty", "tomcat", "pussycat")),
}
UNLIKE = frozenset({"hot dog", "power plant", "crystal ball", "disco ball", "art book"})


def find_accessory(word: str) -> str | None:
    """The key of ACCESSORIES that ``word`` means ("Coffee mugs" is "mug"), None if there is
    none. The whole phrase counts first, then its last words, then earlier ones."""
    tokens = [_singular(token) for token in re.findall(r"\w+", word.casefold().replace("_", " "))]
    if " ".join(tokens) in UNLIKE:
        return None
    names = _names()
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length, -1, -1):
            if found := names.get(" ".join(tokens[start : start + length])):
                return found
    return None


def build_accessory(
    word: str, *, label_texture: np.ndarray | None = None, colors: Palette
) -> tuple[Part, ...]:
    """The thing that ``word`` means; for an unknown word a little parcel whose front shows
    ``label_texture``, (h, w, 3) uint8 of the aspect LABEL_MM."""
    key = find_accessory(word)
    parts = build_parcel(colors, label_texture) if key is None else ACCESSORIES[key].build(colors)
    points = np.concatenate([part.vertices for part in parts])
    low, high = points.min(0), points.max(0)
    shift = -np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2], np.float32)
    return tuple(replace(part, vertices=part.vertices + shift) for part in parts)


@lru_cache
def _names() -> Mapping[str, str]:
    """Every way to call an accessory, in singular words, to its key."""
    return {
        " ".join(_singular(token) for token in name.replace("_", " ").split()): key
        for key, accessory in ACCESSORIES.items()
        for name in (key, *accessory.words)
    }


def _singular(token: str) -> str:
    if token.endswith("ies") and len(token) > 4:
        return token[:-3] + "y"
    if token.endswith(("shes", "ches", "xes", "sses")):
        return token[:-2]
    if token.endswith("s") and not token.endswith(("ss", "us")) and len(token) > 3:
        return token[:-1]
    return token
