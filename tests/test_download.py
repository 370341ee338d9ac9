"""Every file that a person takes away, by its kind; what is stopped leaves nothing behind."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from minime.download import KINDS, write_download
from minime.errors import Cancelled, OrderError
from minime.order import Order, to_json
from minime.sculpt.geometry.shapes import ball, paint


@pytest.fixture
def toy():
    body = ball(20).moved((0, 20, 0)).part("body", paint("#c82828"), layer="skin")
    return SimpleNamespace(
        picture=np.full((100, 80, 3), 90, np.uint8),
        order=Order(name="Ada", photo=b"private"),
        parameters="a toy",
        sculpt=SimpleNamespace(parts=(body,)),
    )


def test_a_picture_a_model_and_the_settings_are_written_by_their_kind(toy, tmp_path):
    with Image.open(write_download(toy, "story", tmp_path / "toy.png")) as picture:
        assert picture.size == (1080, 1920)
    assert write_download(toy, "glb", tmp_path / "toy.glb").read_bytes()[:4] == b"glTF"
    settings = write_download(toy, "json", tmp_path / "toy.json").read_text("utf-8")
    assert json.loads(settings) == to_json(toy.order) and "private" not in settings


def test_a_clip_that_is_stopped_leaves_nothing(toy, tmp_path):
    def stop(share: float) -> None:
        assert 0 < share < 0.1
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        write_download(toy, "mp4", tmp_path / "toy.mp4", stop)
    assert not list(tmp_path.iterdir())


def test_another_kind_is_told_what_there_is(toy, tmp_path):
    with pytest.raises(OrderError, match="no download 'gif'.*" + KINDS[-1]):
        write_download(toy, "gif", tmp_path / "toy.gif")
