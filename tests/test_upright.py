"""Photos that lie on their side or stand on their head, as messengers leave them."""

import io

import numpy as np
import pytest
from PIL import Image

from minime.errors import OrderError
from minime.order import Order, validate
from minime.selfie import read_selfie
from minime.selfie.face import angle_between
from minime.selfie.photo import read_photo
from minime.selfie.upright import TURNS, turn_picture


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    return read_photo("example")


def as_file(picture: np.ndarray) -> bytes:
    data = io.BytesIO()
    Image.fromarray(picture).save(data, format="PNG")
    return data.getvalue()


@pytest.mark.parametrize("lying", TURNS)
def test_a_lying_photo_is_set_upright_and_shows_the_same_head(picture, lying):
    upright = read_selfie("example")
    found = read_selfie(as_file(turn_picture(picture, lying)))
    assert found.turn == (360 - lying) % 360
    assert found.image.shape == picture.shape and np.array_equal(found.image, picture)
    assert angle_between(found.face.pose.matrix(), upright.face.pose.matrix()) < 0.1


def test_a_tilted_head_stays_tilted(picture):
    tilted = Image.fromarray(picture).rotate(-35, expand=True, fillcolor=(128, 128, 128))
    found = read_selfie(as_file(np.array(tilted)))
    assert found.turn == 0 and 25 < found.face.pose.roll_deg < 50


def test_a_person_turns_a_photo_by_hand(picture):
    found = read_selfie(as_file(turn_picture(picture, 90)), turn=270)
    assert found.turn == 270 and np.array_equal(found.image, picture)
    with pytest.raises(OrderError, match="90"):
        validate(Order(turn=45))
