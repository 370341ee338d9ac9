"""What the photo shows below the chin: plain stays plain; drawn collars and cloths are told."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from minime.selfie import Selfie, see_face
from minime.selfie.colors import delta_e, to_hex, to_lab
from minime.selfie.face import HeadPose, find_faces, fit_template
from minime.selfie.traits import Traits
from minime.srgb import rgb, to_linear
from minime.train.people import photograph, random_person

NAVY, WHITE, RED = "#1f2d4d", "#eceae4", "#b0281e"
Draw = Callable[[np.ndarray, Callable], None]


@pytest.fixture(scope="module")
def naked() -> tuple[np.ndarray, str]:
    """A frontal synthetic head on a tall canvas, and its skin colour."""
    person = random_person(14, hair_styles=("short",))
    person = replace(person, pose=HeadPose(yaw_deg=0, pitch_deg=0, roll_deg=0))
    picture = photograph(person, size=320, samples=8)
    tall = cv2.copyMakeBorder(picture, 0, 140, 60, 60, cv2.BORDER_REPLICATE)
    return tall, person.traits.skin


def wear(naked, draw: Draw) -> Traits:
    """The traits read from the person in drawn clothes."""
    return wear_all(naked, draw).traits


def wear_all(naked, draw: Draw) -> Selfie:
    """What is read from the person in drawn clothes, in mm from the chin, y up."""
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
    return see_face(picture, face)


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
    polygon([(-46, -46), (46, -46), (0, -150)], skin)


def open_shirt(picture, polygon, skin: str) -> None:
    chest(polygon, WHITE)
    polygon([(-40, -46), (40, -46), (0, -85)], skin)


def bare(picture, polygon, skin: str) -> None:
    chest(polygon, skin)
    polygon([(-190, -150), (190, -150), (190, -400), (-190, -400)], NAVY)


def roll_neck(picture, polygon) -> None:
    chest(polygon, NAVY)
    polygon([(-52, -14), (0, -12), (52, -14), (60, -120), (-60, -120)], NAVY)


def scarf(picture, polygon) -> None:
    chest(polygon, NAVY)
    polygon([(-60, -12), (0, -10), (60, -12), (70, -62), (0, -72), (-70, -62)], RED)


def gown(picture, polygon) -> None:
    chest(polygon, NAVY)
    for side in (-1, 1):
        band = [(48, -56), (80, -62), (0, -150), (0, -120)]
        polygon([(side * x, y) for x, y in band], WHITE)


def lining(picture, polygon, skin: str) -> None:
    chest(polygon, NAVY)
    for side in (-1, 1):
        polygon([(side * x, y) for x, y in [(36, -26), (62, -8), (92, -40), (50, -84)]], WHITE)
    polygon([(-40, -40), (40, -40), (0, -104)], skin)


def stripes(picture, polygon) -> None:
    chest(polygon, WHITE)
    for y in range(-90, -400, -24):
        polygon([(-165, y), (165, y), (165, y - 12), (-165, y - 12)], NAVY)


def checks(picture, polygon) -> None:
    chest(polygon, WHITE)
    for row, y in enumerate(range(-80, -400, -14)):
        for x in range(-160 + 14 * (row % 2), 150, 28):
            polygon([(x, y), (x + 14, y), (x + 14, y - 14), (x, y - 14)], NAVY)


def test_a_plain_top_is_plain_and_round_in_its_colour(naked):
    traits = wear(naked, plain)
    assert traits.collar == "round" and traits.clothes in ("t-shirt", "jumper", None)
    assert traits.pattern == "plain" and traits.second == traits.tie == ""
    assert delta_e(traits.top, RED) < 10


def test_a_face_alone_says_nothing_of_clothes(naked):
    picture = naked[0]
    (face,) = find_faces(picture)
    traits = see_face(np.ascontiguousarray(picture[: face.box[3] + 4]), face).traits
    assert (traits.clothes, traits.collar, traits.pattern) == (None, None, None)
    assert traits.confidence["top"] < 0.2


@pytest.mark.parametrize(("draw", "clothes"), [(jacket, "suit"), (suit, "suit_tie")])
def test_a_jacket_shows_its_shirt_and_tie(naked, draw, clothes):
    traits = wear(naked, draw)
    assert (traits.clothes, traits.collar) == (clothes, "lapels")
    assert delta_e(traits.top, NAVY) < 10 and delta_e(traits.second, WHITE) < 10
    if draw is suit:
        assert delta_e(traits.tie, RED) < 12
    else:
        assert traits.tie == ""


def test_a_roll_neck_is_high(naked):
    traits = wear(naked, roll_neck)
    assert (traits.clothes, traits.collar) == ("jumper", "high")


def test_a_cloth_of_its_own_round_the_neck_is_a_scarf(naked):
    seen = wear_all(naked, scarf)
    assert delta_e(to_hex(to_lab(to_linear(np.median(seen.worn.scarf, (0, 1)) / 255))), RED) < 10
    assert delta_e(seen.traits.top, NAVY) < 10
    assert (seen.traits.clothes, seen.traits.collar) == ("jacket", None)
    assert wear_all(naked, roll_neck).worn.scarf is None
    assert wear_all(naked, plain).worn.scarf is None


def test_bands_on_a_gown_are_its_print_and_no_shirt(naked):
    seen = wear_all(naked, gown)
    assert seen.traits.collar != "lapels" and seen.traits.second == ""
    assert seen.worn.print is not None and not seen.worn.print.plain.all()


def test_a_lining_on_both_sides_of_the_neck_is_a_hood(naked):
    traits = wear(naked, lambda picture, polygon: lining(picture, polygon, naked[1]))
    assert (traits.clothes, traits.collar) == ("hoodie", "hood")


@pytest.mark.parametrize(("draw", "collar"), [(v_neck, "v"), (open_shirt, "shirt"), (bare, "bare")])
def test_the_outline_of_bare_skin_tells_the_collar(naked, draw, collar):
    traits = wear(naked, lambda picture, polygon: draw(picture, polygon, naked[1]))
    assert traits.collar == collar


@pytest.mark.parametrize("gain", [0.45, 1.0])
@pytest.mark.parametrize("draw", [plain, suit, roll_neck])
def test_dim_light_and_small_pictures_change_no_garment(naked, draw, gain):
    def dim(picture, polygon):
        draw(picture, polygon)
        picture[:] = np.clip(picture * gain, 0, 255)

    assert wear(naked, dim).collar == wear(naked, draw).collar


@pytest.mark.parametrize(("draw", "pattern"), [(stripes, "striped"), (checks, "checked")])
def test_a_drawn_pattern_is_told_with_its_other_colour(naked, draw, pattern):
    traits = wear(naked, draw)
    assert traits.pattern == pattern
    assert min(delta_e(traits.second, color) for color in (NAVY, WHITE)) < 12


@pytest.mark.parametrize("seed", [3, 4, 14])
def test_the_plain_bust_of_synthetic_people_wears_no_suit(seed):
    picture = photograph(random_person(seed, hair_styles=("short", "afro")), size=256, samples=4)
    (face,) = find_faces(picture)
    traits = see_face(picture, face).traits
    assert traits.collar in ("round", None) and traits.second == traits.tie == ""
