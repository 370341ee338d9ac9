"""Head wear and hair are chosen apart: a hat over the photo's own hair, its hat off, other hair
under it."""

from dataclasses import replace

import numpy as np
import pytest

from minime.order import Order, resolve
from minime.preset import load_preset
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.bust import build_bust
from minime.sculpt.scene import correct_traits
from minime.selfie import Selfie, read_selfie
from minime.selfie.face import head_landmarks
from minime.selfie.hair.maps import map_places

PRESET = load_preset("action_figure")
EDGE_MM = 55.0  # over the eyes: what covers the head above it is made a hat's


@pytest.fixture(scope="module")
def bare() -> Selfie:
    return read_selfie("example")


@pytest.fixture(scope="module")
def hatted(bare) -> Selfie:
    """The example as if all over the forehead were a hat."""
    maps, over = bare.hair.hair, map_places()[1] > EDGE_MM
    worn = replace(maps, cover=np.where(over, maps.cover, 0).astype(np.float32))
    below = replace(maps, cover=np.where(over, 0, maps.cover).astype(np.float32))
    seen = replace(bare.hair, hair=below, worn=worn, headwear="cap")
    return replace(bare, hair=seen, traits=replace(bare.traits, headwear="cap"))


def hair(selfie: Selfie, **chosen) -> dict[str, Part]:
    order = resolve(Order(**chosen), PRESET.sliders)
    bust = build_bust(
        head_landmarks(selfie.face), correct_traits(selfie.traits, order), PRESET.face,
        selfie=selfie, likeness=0.0, hair_style=order.hair_style, headwear=order.headwear,
        detail=0.3,
    )  # fmt: skip
    return {part.name: part for part in bust.parts if part.layer == "hair"}


def test_a_hat_goes_over_the_photos_own_hair_which_hangs_as_it_did(bare):
    own, worn = hair(bare), hair(bare, headwear="beanie")
    assert set(own) < set(worn) and "hair_knit" in worn
    low = own["hair_mass"].vertices[:, 1] < -60
    assert low.any()
    assert np.array_equal(own["hair_mass"].vertices[low], worn["hair_mass"].vertices[low])
    assert worn["hair_mass"].vertices[:, 1].max() < worn["hair_knit"].vertices[:, 1].max()


def test_a_hat_taken_off_leaves_hair_over_the_whole_crown(hatted):
    seen, off = hair(hatted), hair(hatted, headwear="none")
    assert "hair_cloth" in seen
    assert not [part for part in off.values() if part.material.finish == "fabric"]
    tops = [parts["hair_mass"].vertices[:, 1].max() for parts in (seen, off)]
    assert tops[1] > tops[0] + 5


def test_another_hat_takes_the_place_of_the_photos_in_its_colour(hatted):
    worn = hair(hatted, headwear="cap")
    assert "hair_visor" in worn and "hair_cloth" not in worn


def test_other_hair_is_worn_under_the_photos_hat(hatted):
    bob = hair(hatted, hair_style="bob")
    assert "hair_cloth" in bob and "hair_mass" not in bob and len(bob) > 2


def test_a_hat_that_no_photo_shows_has_the_colour_of_the_top(bare):
    order = resolve(Order(headwear="cap", colors={"top": "#3a8f5c"}), PRESET.sliders)
    traits = correct_traits(bare.traits, order)
    assert (traits.headwear, traits.headwear_color) == ("cap", "#3a8f5c")
    assert correct_traits(bare.traits, replace(order, headwear="auto")).headwear == "none"
