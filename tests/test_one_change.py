"""With the same seed a change of the order changes what it names, and nothing else."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from minime.order import Order, resolve
from minime.preset import load_preset
from minime.sculpt import Sculpt
from minime.sculpt.geometry.mesh import LAYERS
from minime.sculpt.scene import sculpt_toy
from minime.selfie import Selfie, read_selfie

FIGURE = ("skin", "hair", "eyes", "outfit")
PRESET = load_preset("action_figure")
ORDER = Order(
    preset=PRESET.name, name="Eileen", title="Astronaut", slogan="To the stars",
    accessories=("book", "space helmet"),
)  # fmt: skip
SHADOW_PX = 24  # around a changed part; as far as its shadow and reflection reach


@pytest.fixture(scope="module")
def selfie() -> Selfie:
    return read_selfie("example")


@pytest.fixture(scope="module")
def toy(selfie) -> Sculpt:
    return sculpt(selfie, ORDER)


def sculpt(selfie: Selfie, order: Order) -> Sculpt:
    order = resolve(order, PRESET.sliders)
    return sculpt_toy(selfie, order, PRESET, size=(320, 400), samples=8, detail=0.5)


def seen(toy: Sculpt, layers: tuple[str, ...]) -> np.ndarray:
    return np.isin(toy.layers, [LAYERS.index(layer) for layer in layers])


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    return cv2.dilate(mask.astype(np.uint8), np.ones((2 * pixels + 1,) * 2, np.uint8)) > 0


def change(toy: Sculpt, other: Sculpt, changed: tuple[str, ...]) -> np.ndarray:
    """(n,) levels by which the pixels differ of what of the figure both pictures show, away
    from the ``changed`` layers."""
    here = seen(toy, FIGURE) & seen(other, FIGURE)
    here &= ~grown(seen(toy, changed) | seen(other, changed), SHADOW_PX)
    assert here.sum() > 2000
    return np.abs(toy.draft.astype(int) - other.draft).max(-1)[here]


def test_another_slogan_leaves_the_figure_as_it_was(selfie, toy):
    other = sculpt(selfie, replace(ORDER, slogan="One small step"))
    assert (toy.draft != other.draft)[seen(toy, ("words",))].any()
    assert np.percentile(change(toy, other, ()), 99.9) <= 2


def test_another_accessory_leaves_the_figure_as_it_was(selfie, toy):
    other = sculpt(selfie, replace(ORDER, accessories=("book", "guitar")))
    assert (seen(toy, ("accessory",)) != seen(other, ("accessory",))).any()
    assert np.array_equal(toy.rotation, other.rotation)
    rest = change(toy, other, ("accessory",))
    assert np.median(rest) == 0 and np.percentile(rest, 99) <= 4


def test_another_colour_of_the_clothes_leaves_face_and_hair_as_they_were(selfie, toy):
    other = sculpt(selfie, replace(ORDER, colors={"top": "#2060c0"}))
    assert np.median(np.abs(toy.draft.astype(int) - other.draft)[seen(toy, ("outfit",))]) > 20
    assert np.array_equal(toy.rotation, other.rotation)
    # The chin is in the light that the clothes throw back.
    rest = change(toy, other, ("outfit",))
    assert np.median(rest) <= 1 and np.percentile(rest, 99) <= 16
