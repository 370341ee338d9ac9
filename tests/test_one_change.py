"""With the same seed a change of the order changes what it names, and nothing else."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

import minime
from minime import Order, Toy
from minime.sculpt.mesh import LAYERS

FIGURE = ("skin", "hair", "eyes", "outfit")
ORDER = Order(
    photo="example", preset="action_figure", name="Eileen", title="Astronaut",
    slogan="To the stars", accessories=("book", "space helmet"), checkpoint="none", seed=3,
    width=320, height=400,
)  # fmt: skip
SHADOW_PX = 24  # around a changed part; as far as its shadow and reflection reach


@pytest.fixture(scope="module")
def toy() -> Toy:
    return minime.make(ORDER)


def seen(toy: Toy, layers: tuple[str, ...]) -> np.ndarray:
    return np.isin(toy.sculpt.layers, [LAYERS.index(layer) for layer in layers])


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    return cv2.dilate(mask.astype(np.uint8), np.ones((2 * pixels + 1,) * 2, np.uint8)) > 0


def change(toy: Toy, other: Toy, changed: tuple[str, ...]) -> np.ndarray:
    """(n,) levels by which the pixels differ of what of the figure both pictures show, away
    from the ``changed`` layers."""
    here = seen(toy, FIGURE) & seen(other, FIGURE)
    here &= ~grown(seen(toy, changed) | seen(other, changed), SHADOW_PX)
    assert here.sum() > 2000
    return np.abs(toy.sculpt.draft.astype(int) - other.sculpt.draft).max(-1)[here]


def test_another_slogan_leaves_the_figure_as_it_was(toy):
    other = minime.make(replace(ORDER, slogan="One small step"))
    assert (toy.sculpt.draft != other.sculpt.draft)[seen(toy, ("words",))].any()
    assert np.percentile(change(toy, other, ()), 99.9) <= 2


def test_another_accessory_leaves_the_figure_as_it_was(toy):
    other = minime.make(replace(ORDER, accessories=("book", "guitar")))
    assert (seen(toy, ("accessory",)) != seen(other, ("accessory",))).any()
    assert np.percentile(change(toy, other, ("accessory",)), 99) <= 2


def test_another_colour_of_the_clothes_leaves_face_and_hair_as_they_were(toy):
    other = minime.make(replace(ORDER, colors={"top": "#2060c0"}))
    off = np.abs(toy.sculpt.draft.astype(int) - other.sculpt.draft).max(-1)
    assert np.median(off[seen(toy, ("outfit",))]) > 40
    assert np.array_equal(toy.sculpt.rotation, other.sculpt.rotation)
    # The chin is in the light that the clothes throw back.
    rest = change(toy, other, ("outfit",))
    assert np.median(rest) == 0 and np.percentile(rest, 99) <= 16
