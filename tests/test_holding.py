"""The figure holds the first accessory that a hand can hold, and is the same whatever that is."""

import numpy as np
import pytest

from minime.order import Order, resolve
from minime.preset import load_preset
from minime.sculpt import Sculpt
from minime.sculpt.accessory import ACCESSORIES
from minime.sculpt.accessory.grip import HOLDS
from minime.sculpt.scene import sculpt_toy
from minime.selfie import Selfie, read_selfie


@pytest.fixture(scope="module")
def selfie() -> Selfie:
    return read_selfie("example")


def sculpt(selfie: Selfie, preset: str, *accessories: str) -> Sculpt:
    chosen = load_preset(preset)
    order = resolve(Order(preset=preset, accessories=accessories), chosen.sliders)
    return sculpt_toy(selfie, order, chosen, size=(64, 80), samples=1, detail=0.3, quick=True)


def layer(toy: Sculpt, *names: str) -> list:
    return [part for part in toy.parts if part.layer in names]


def test_what_can_be_held_is_an_accessory():
    assert set(HOLDS) <= set(ACCESSORIES)


def test_the_figure_is_the_same_whatever_it_holds_or_stands_beside(selfie):
    toys = [
        sculpt(selfie, "blister_pack", *words)
        for words in (("mug", "dog"), ("camera", "dog"), ("dog", "cat"))
    ]
    for other in toys[1:]:
        ours, theirs = (layer(toy, "skin", "hair", "eyes", "outfit") for toy in (toys[0], other))
        for a, b in zip(ours, theirs, strict=True):
            assert np.array_equal(a.vertices, b.vertices), a.name


def test_the_first_thing_that_can_be_held_leaves_its_bubble(selfie):
    def bubbles(toy):
        return sum(part.layer == "clear" for part in toy.parts)

    both = sculpt(selfie, "blister_pack", "dog", "coffee mug")
    neither = sculpt(selfie, "blister_pack", "dog", "cat")
    assert bubbles(both) == bubbles(neither) - 1
    mug = next(part for part in both.parts if part.name == "held mug")
    hand = next(part for part in both.parts if part.name == "hand_0")
    away = np.linalg.norm(mug.vertices.mean(0) - hand.vertices.mean(0))
    assert away < np.ptp(mug.vertices, axis=0).max()


def test_a_blister_card_keeps_its_only_accessory_under_a_bubble(selfie):
    toy = sculpt(selfie, "blister_pack", "coffee mug")
    assert sum(part.layer == "clear" for part in toy.parts) == 2


def test_every_hold_is_within_the_thing_and_its_directions_differ():
    for key, hold in HOLDS.items():
        assert all(0 <= share <= 1 for share in hold.share), key
        up, out = (np.array(v) / np.linalg.norm(v) for v in (hold.up, hold.out))
        assert abs(up @ out) < 0.5, key
        assert 0.3 < hold.scale < 0.8, key
