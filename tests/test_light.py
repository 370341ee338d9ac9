"""What a photo's light does to the colours that are read, and what is taken off it."""

import numpy as np
import pytest

from minime.selfie import see_face
from minime.selfie.colors import delta_e
from minime.selfie.face import find_faces
from minime.selfie.photo import read_photo
from minime.srgb import from_linear, to_linear


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    return read_photo("example")


def in_light(picture: np.ndarray, gains) -> np.ndarray:
    light = to_linear(picture / 255.0) * np.asarray(gains)
    return (from_linear(light) * 255 + 0.5).astype(np.uint8)


def skin(picture: np.ndarray, face) -> str:
    return see_face(picture, face).traits.skin


@pytest.mark.parametrize(
    ("gains", "least"),
    [((0.1, 0.1, 0.1), 6.0), ((0.7, 1.3, 0.7), 12.0), ((1.4, 0.9, 0.45), 14.0)],
)
def test_skin_survives_a_lack_of_light_and_coloured_light(picture, gains, least):
    face = find_faces(picture)[0]
    plain, lit = skin(picture, face), skin(in_light(picture, gains), face)
    assert delta_e(plain, lit) < least
    untouched = "#" + "".join(f"{v:02x}" for v in in_light(np.array([[
        [int(plain[i : i + 2], 16) for i in (1, 3, 5)]]]), gains)[0, 0])  # fmt: skip
    assert delta_e(plain, lit) < delta_e(plain, untouched)


def test_an_ordinary_photo_is_hardly_changed(picture):
    face = find_faces(picture)[0]
    assert delta_e(skin(picture, face), skin(in_light(picture, (0.8,) * 3), face)) < 8


def test_a_mask_over_the_cheeks_does_not_become_the_skin(picture):
    face = find_faces(picture)[0]
    plain = skin(picture, face)
    masked = picture.copy()
    points = face.landmarks[:, :2].round().astype(int)
    import cv2

    cover = points[[234, 227, 116, 6, 345, 447, 454, 361, 397, 152, 172, 132]]
    cv2.fillPoly(masked, [cv2.convexHull(cover)], (40, 60, 90))
    assert delta_e(plain, skin(masked, face)) < 16
