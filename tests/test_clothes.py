"""What the photo shows below the chin: plain stays plain; drawn collars and cloths are told."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from minime.selfie import read_selfie
from minime.selfie.colors import delta_e
from minime.selfie.face import HeadPose, find_faces, fit_template
from minime.selfie.traits import Traits, measure_traits
from minime.srgb import rgb
from minime.train.people import photograph, random_person

NAVY, WHITE, RED = "#1f2d4d", "#eceae4", "#b0281e"
Draw = Callable[[np.ndarray, Callable], None]


@pytest.fixture(scope="module")
def naked() -> tuple[np.ndarray, str]:
    """A frontal synthetic head on a tall canvas, and its skin colour."""
    person = random_person(3, hair_styles=("short",))
    person = replace(person, pose=HeadPose(yaw_deg=0, pitch_deg=0, roll_deg=0))
    picture = photograph(person, size=320, samples=8)
    tall = cv2.copyMakeBorder(picture, 0, 140, 60, 60, cv2.BORDER_REPLICATE)
    return tall, person.traits.skin


def wear(naked, draw: Draw) -> Traits:
    """The traits read from the person in drawn clothes, in mm from the chin, y up."""
    picture = naked[0].copy()
    (face,) = find_faces(picture)
    scale, chin = fit_template(face.landmarks).scale, face.landmarks[152, :2]

    def polygon(points, color: str) -> None:
        at = chin + scale * np.array(points, float) * (1, -1)
        paint = tuple(int(c) for c in np.array(rgb(color)) * 255)
        cv2.fillPoly(picture, [np.round(at).astype(np.int32)], paint, cv2.LINE_AA)

    draw(picture, polygon)
    grain = np.random.default_rng(0).normal(0, 2.0, picture.shape)
    picture = np.clip(picture + grain, 0, 255).astype(np.uint8)
    (face,) = find_faces(picture)
    return measure_traits(picture, face)


def chest(polygon, color: str) -> None:
    slope = [(-50, -48), (-120, -78), (-170, -110), (-175, -400)]
    polygon([*slope, *[(-x, y) for x, y in slope[::-1]]], color)


def plain(picture, polygon) -> None:
    chest(polygon, RED)


def jacket(picture, polygon) -> None:
    chest(polygon, NAVY)
    polygon([(-38, -48), (38, -48), (26, -300), (-26, -300)], WHITE)


def suit(picture, polygon) -> None:
    jacket(picture, polygon)
    polygon([(-8, -52), (8, -52), (9, -300), (-9, -300)], RED)


def v_neck(picture, polygon, skin: str) -> None:
    chest(polygon, NAVY)
    polygon([(-46, -46), (46, -46), (0, -130)], skin)


def roll_neck(picture, polygon) -> None:
    chest(polygon, NAVY)
    polygon([(-52, -14), (0, -12), (52, -14), (60, -120), (-60, -120)], NAVY)


def stripes(picture, polygon) -> None:
    chest(polygon, WHITE)
    for y in range(-90, -400, -24):
        polygon([(-165, y), (165, y), (165, y - 12), (-165, y - 12)], NAVY)


def checks(picture, polygon) -> None:
    chest(polygon, WHITE)
    for row, y in enumerate(range(-80, -400, -14)):
        for x in range(-160 + 14 * (row % 2), 150, 28):
            polygon([(x, y), (x + 14, y), (x + 14, y - 14), (x, y - 14)], NAVY)


def test_a_plain_top_is_plain_and_round(naked):
    traits = wear(naked, plain)
    assert (traits.collar, traits.pattern, traits.second) == ("round", "plain", "")
    assert delta_e(traits.top, RED) < 14


@pytest.mark.parametrize("seed", [3, 4, 14])
def test_the_plain_bust_of_synthetic_people_is_plain(seed):
    picture = photograph(random_person(seed, hair_styles=("short", "afro")), size=256, samples=4)
    (face,) = find_faces(picture)
    traits = measure_traits(picture, face)
    assert (traits.collar, traits.pattern) == ("round", "plain")


@pytest.mark.parametrize(("draw", "collar"), [(jacket, "open"), (suit, "tie"), (roll_neck, "roll")])
def test_a_drawn_collar_is_told(naked, draw, collar):
    traits = wear(naked, draw)
    assert traits.collar == collar
    assert traits.confidence["collar"] > 0.3
    if collar in ("open", "tie"):
        assert delta_e(traits.second, WHITE) < 12


def test_a_v_of_skin_is_a_v_neck(naked):
    traits = wear(naked, lambda picture, polygon: v_neck(picture, polygon, naked[1]))
    assert traits.collar == "v"


@pytest.mark.parametrize(("draw", "pattern"), [(stripes, "stripes"), (checks, "checks")])
def test_a_drawn_pattern_is_told_with_its_other_colour(naked, draw, pattern):
    traits = wear(naked, draw)
    assert traits.pattern == pattern
    assert min(delta_e(traits.second, color) for color in (NAVY, WHITE)) < 12


def test_the_example_wears_a_uniform():
    traits = read_selfie("example").traits
    assert (traits.collar, traits.pattern) == ("uniform", "plain")
