"""The small things that come with the toy, found by a word, built as parts.

To add one: write a function of a Palette that returns parts (own frame: mm, standing on
y = 0, centred on x and z, facing +z, 28 to 55 mm tall), give it an entry below and its words
in words.toml.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory import (
    animals,
    balls,
    devices,
    drinks,
    food,
    garden,
    kitchen,
    medicine,
    music,
    office,
    rides,
    school,
    science,
    space,
    sport,
    studio,
    sweets,
    toys,
    wear,
    workshop,
)
from minime.sculpt.accessory.lookup import find_accessory
from minime.sculpt.accessory.parcel import LABEL_MM, build_parcel
from minime.sculpt.geometry.mesh import Part

__all__ = ["ACCESSORIES", "LABEL_MM", "Accessory", "build_accessory", "find_accessory"]


@dataclass(frozen=True, kw_only=True)
class Accessory:
    """build: palette to parts, before they are set down and centred."""

    build: Callable[[Palette], tuple[Part, ...]]


ACCESSORIES: Mapping[str, Accessory] = {
    # Devices
    "laptop": Accessory(build=devices.laptop),
    "phone": Accessory(build=devices.phone),
    "camera": Accessory(build=devices.camera),
    "headphones": Accessory(build=devices.headphones),
    "game_controller": Accessory(build=devices.game_controller),
    "drone": Accessory(build=devices.drone),
    # Music
    "guitar": Accessory(build=music.guitar),
    "microphone": Accessory(build=music.microphone),
    "piano": Accessory(build=music.piano),
    "violin": Accessory(build=music.violin),
    "drum": Accessory(build=music.drum),
    "saxophone": Accessory(build=music.saxophone),
    # Sport
    "football": Accessory(build=balls.football),
    "basketball": Accessory(build=balls.basketball),
    "tennis_racket": Accessory(build=sport.tennis_racket),
    "dumbbell": Accessory(build=sport.dumbbell),
    "yoga_mat": Accessory(build=sport.yoga_mat),
    "bicycle": Accessory(build=rides.bicycle),
    "skateboard": Accessory(build=rides.skateboard),
    "surfboard": Accessory(build=rides.surfboard),
    "trophy": Accessory(build=sport.trophy),
    "medal": Accessory(build=sport.medal),
    # Food and drink
    "mug": Accessory(build=drinks.mug),
    "chef_hat": Accessory(build=kitchen.chef_hat),
    "frying_pan": Accessory(build=kitchen.frying_pan),
    "baby_bottle": Accessory(build=drinks.baby_bottle),
    "cupcake": Accessory(build=sweets.cupcake),
    "donut": Accessory(build=sweets.donut),
    "ice_cream": Accessory(build=sweets.ice_cream),
    "pizza": Accessory(build=food.pizza),
    "burger": Accessory(build=food.burger),
    "bread": Accessory(build=food.bread),
    "avocado": Accessory(build=food.avocado),
    "wine": Accessory(build=drinks.wine),
    "beer": Accessory(build=drinks.beer),
    # Office and school
    "book": Accessory(build=school.book),
    "graduation_cap": Accessory(build=school.graduation_cap),
    "briefcase": Accessory(build=office.briefcase),
    "calculator": Accessory(build=school.calculator),
    "clipboard": Accessory(build=office.clipboard),
    "gavel": Accessory(build=office.gavel),
    "money_bag": Accessory(build=office.money_bag),
    # Art, film and craft
    "paint_brush": Accessory(build=studio.paint_brush),
    "pencil": Accessory(build=school.pencil),
    "clapperboard": Accessory(build=studio.clapperboard),
    "scissors": Accessory(build=studio.scissors),
    # Medicine and science
    "stethoscope": Accessory(build=medicine.stethoscope),
    "syringe": Accessory(build=medicine.syringe),
    "first_aid_kit": Accessory(build=medicine.first_aid_kit),
    "tooth": Accessory(build=medicine.tooth),
    "microscope": Accessory(build=science.microscope),
    "flask": Accessory(build=science.flask),
    "light_bulb": Accessory(build=science.light_bulb),
    "space_helmet": Accessory(build=space.space_helmet),
    "rocket": Accessory(build=space.rocket),
    "telescope": Accessory(build=space.telescope),
    "globe": Accessory(build=space.globe),
    # Workshop and garden
    "wrench": Accessory(build=workshop.wrench),
    "hammer": Accessory(build=workshop.hammer),
    "hard_hat": Accessory(build=workshop.hard_hat),
    "fire_extinguisher": Accessory(build=workshop.fire_extinguisher),
    "plant": Accessory(build=garden.plant),
    "watering_can": Accessory(build=garden.watering_can),
    "bouquet": Accessory(build=garden.bouquet),
    # To wear and to carry
    "handbag": Accessory(build=wear.handbag),
    "sunglasses": Accessory(build=wear.sunglasses),
    "umbrella": Accessory(build=wear.umbrella),
    "suitcase": Accessory(build=wear.suitcase),
    "lipstick": Accessory(build=wear.lipstick),
    "crown": Accessory(build=wear.crown),
    # Toys
    "chess_piece": Accessory(build=toys.chess_piece),
    "magic_hat": Accessory(build=toys.magic_hat),
    "robot": Accessory(build=toys.robot),
    "car": Accessory(build=rides.car),
    "heart": Accessory(build=toys.heart_token),
    # Animals
    "dog": Accessory(build=animals.dog),
    "cat": Accessory(build=animals.cat),
    "rabbit": Accessory(build=animals.rabbit),
    "parrot": Accessory(build=animals.parrot),
    "teddy_bear": Accessory(build=animals.teddy_bear),
}


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
