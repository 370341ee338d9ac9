"""The same person comes out of every photo of theirs: synthetic people with lived-in skin, before
walls with things on them, then dimmed, tinted, blurred, shrunk, compressed, turned, covered.

Bounds are about one and a half times the worst that was measured over both people.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from minime.sculpt.head.canvas import to_texels
from minime.sculpt.head.photo_paint import photo_paint
from minime.sculpt.head.shape import exaggerate
from minime.selfie import Selfie, see_face
from minime.selfie.colors import delta_e
from minime.selfie.face import HeadPose, angle_between, head_landmarks
from minime.selfie.upright import set_upright
from minime.srgb import rgb
from minime.train.people import NATURAL, Person, photograph, random_person

SIDE = 512
MOUTH_AND_CHIN = (132, 177, 147, 205, 4, 425, 376, 401, 361, 397, 379, 152, 150, 172)


def lived(seed: int, style: str, **traits) -> Person:
    person = random_person(seed, hair_styles=(style,))
    skin = replace(person.skin, age=0.6, ruddy=0.7, freckles=0.8, oily=0.8, moles=5)
    return replace(
        person,
        traits=replace(person.traits, glasses=False, **traits),
        pose=HeadPose(yaw_deg=9, pitch_deg=-3, roll_deg=5),
        skin=skin,
    )


PEOPLE = {
    "fair": lived(14, "long_straight", skin="#eac3a6", hair="#8c3b20", facial_hair="none"),
    "dark": lived(3, "short", skin="#6d442d", hair="#17120f", facial_hair="beard",
                  facial_hair_color="#17120f"),
}  # fmt: skip


@pytest.fixture(scope="module", params=PEOPLE)
def plain(request) -> tuple[Person, np.ndarray, Selfie]:
    return meet(request.param)


@cache
def meet(name: str) -> tuple[Person, np.ndarray, Selfie]:
    """Once for all changes: pytest comes back to a person after another."""
    picture = photograph(PEOPLE[name], size=SIDE, samples=8)
    return PEOPLE[name], picture, look(picture)


def look(picture: np.ndarray) -> Selfie:
    upright, faces, turn = set_upright(np.ascontiguousarray(picture), None)
    assert len(faces) == 1
    return see_face(upright, faces[0], turn=turn)


def jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    return cv2.imdecode(
        cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR
    )


def tinted(picture: np.ndarray, *factors: float) -> np.ndarray:
    return (picture * np.array(factors)).clip(0, 255).astype(np.uint8)


def from_the_side(picture: np.ndarray) -> np.ndarray:
    ramp = np.interp(np.arange(SIDE), (190, 330), (1.25, 0.5))[None, :, None]
    return (picture * ramp).clip(0, 255).astype(np.uint8)


CHANGES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "a third of the light": lambda p: tinted(p, 0.58, 0.58, 0.58),
    "warm": lambda p: tinted(p, 1.0, 0.9, 0.74),
    "cool": lambda p: tinted(p, 0.8, 0.94, 1.0),
    "from the side": from_the_side,
    "blurred": lambda p: cv2.GaussianBlur(p, (0, 0), 1.6),
    "shrunk": lambda p: cv2.resize(p, (300, 300), interpolation=cv2.INTER_AREA),
    "compressed": lambda p: jpeg(p, 30),
    "grainy": lambda p: (
        (p + np.random.default_rng(0).normal(0, 9, p.shape)).clip(0, 255).astype(np.uint8)
    ),
    "turned": lambda p: np.rot90(p, 1),
}


CASES = [("fair", change) for change in CHANGES]
CASES += [("dark", change) for change in ("a third of the light", "from the side", "compressed")]


@pytest.fixture(scope="module", params=CASES, ids=" ".join)
def changed(request) -> tuple[Person, Selfie, Selfie]:
    name, change = request.param
    person, picture, selfie = meet(name)
    return person, selfie, look(CHANGES[change](picture))


LIGHTS = {"a third of the light", "warm", "cool", "from the side"}


def test_nothing_grows_and_nothing_is_put_on(changed):
    person, before, after = changed
    assert after.traits.facial_hair == before.traits.facial_hair == person.traits.facial_hair
    assert after.hair.headwear == "none" and not after.traits.glasses
    assert after.hair.hair is not None and after.traits.hair_length != "bald"


def test_hair_is_called_the_same_or_nothing(changed):
    _, before, after = changed
    for word in ("length", "fringe"):
        one, other = getattr(before.hair, word), getattr(after.hair, word)
        assert one is None or other is None or one == other, word


def test_colours_stay(changed, request):
    """Measured: skin 9.8 in cool light, else 6.7; without a change of light 2.1. Hair 8.7 and 2.1,
    irises 8.3."""
    person, before, after = changed
    lit = request.node.callspec.params["changed"][1] in LIGHTS
    assert delta_e(before.traits.skin, after.traits.skin) < (13 if lit else 4)
    assert delta_e(before.traits.hair, after.traits.hair) < (12 if lit else 4)
    assert delta_e(before.traits.iris, after.traits.iris) < 12
    assert delta_e(after.traits.skin, person.traits.skin) < 14


def test_the_head_is_held_the_same(changed):
    person, before, after = changed
    turned = angle_between(before.face.pose.matrix(), after.face.pose.matrix())
    assert turned < 2 and angle_between(person.pose.matrix(), after.face.pose.matrix()) < 6


def eyes_of(selfie: Selfie) -> tuple[np.ndarray, np.ndarray, float]:
    points = selfie.face.landmarks[:, :2]
    return points[468], points[473], float(np.linalg.norm(points[469] - points[471]) / 2)


def dot(picture: np.ndarray, middle, radius: float, color) -> None:
    centre = tuple(int(value) for value in np.asarray(middle).round())
    cv2.circle(picture, centre, round(radius), color, -1, cv2.LINE_AA)


@pytest.fixture(scope="module")
def sharp() -> tuple[np.ndarray, Selfie]:
    person = lived(14, "short", skin="#dfb08d", hair="#4a3222", iris="#4d6f86", facial_hair="none")
    person = replace(person, landmarks=wide_eyed(person))
    picture = photograph(person, size=900, samples=8)
    return picture, look(picture)


def wide_eyed(person: Person) -> np.ndarray:
    return exaggerate(person.landmarks, replace(NATURAL, eye_width=1.1, eye_height=1.15), 0.5)


@pytest.mark.parametrize("what", ["glare", "flash", "one eye under hair"])
def test_an_iris_is_read_whatever_lies_over_an_eye(sharp, what):
    picture, plain = sharp
    right, left, radius = eyes_of(plain)
    worse = picture.copy()
    if what == "glare":
        dot(worse, right, 2.0 * radius, (250, 252, 255))
    elif what == "flash":
        dot(worse, right, 0.55 * radius, (205, 40, 30))
        dot(worse, left, 0.55 * radius, (205, 40, 30))
    else:
        dot(worse, right, 3.5 * radius, (50, 34, 24))
    seen = see_face(worse, plain.face)
    assert delta_e(seen.traits.iris, plain.traits.iris) < 8


def test_pupils_are_painted_without_the_flash(sharp):
    picture, plain = sharp
    worse = picture.copy()
    right, left, radius = eyes_of(plain)
    for eye in (right, left):
        dot(worse, eye, 0.5 * radius, (205, 30, 25))
    selfie = see_face(worse, plain.face)
    landmarks = head_landmarks(selfie.face).astype(float)
    paint = photo_paint(selfie, landmarks, rgb(selfie.traits.skin)).color
    column, row = to_texels(landmarks[468, :2]).round().astype(int)
    red, green, _ = paint[row, column]
    assert red < 2 * green  # as dark skin at most; the flash has 6.8


def test_a_mask_over_the_mouth_is_no_beard(plain):
    _, picture, selfie = plain
    masked = picture.copy()
    points = selfie.face.landmarks[:, :2].round().astype(np.int32)
    hull = cv2.convexHull(points[list(MOUTH_AND_CHIN)])
    cv2.fillPoly(masked, [hull], (120, 165, 190))
    seen = see_face(masked, selfie.face)
    shaven = selfie.traits.facial_hair == "none"
    assert seen.traits.facial_hair == "none" or not shaven
    assert delta_e(seen.traits.skin, selfie.traits.skin) < 14


def test_glass_that_shows_the_sky_is_dark_glass(sharp):
    """Mirrors are neither dark nor grey: what they hide tells them, the eyes."""
    picture, plain = sharp
    right, left, radius = eyes_of(plain)
    glasses, mirrors = picture.copy(), picture.copy()
    for eye in (right, left):
        dot(mirrors, eye, 3.4 * radius, (215, 190, 170))
    for worn in (glasses, mirrors):
        for eye in (right, left):
            centre = tuple(int(value) for value in np.asarray(eye).round())
            cv2.circle(worn, centre, round(3.5 * radius), (30, 28, 30), 6, cv2.LINE_AA)
    clear, mirror = (see_face(worn, plain.face).traits for worn in (glasses, mirrors))
    assert clear.glasses and mirror.glasses
    assert not clear.frame.lens and mirror.frame.lens
