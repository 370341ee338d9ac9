"""The turntable clip: front first, once round, three seconds, marked and labelled."""

import c2pa
import cv2
import numpy as np
import pytest
from PIL import Image

from minime.errors import OutputError
from minime.label import COMPOSITE
from minime.sculpt.geometry.mesh import move
from minime.sculpt.geometry.shapes import ball, paint, tube, turn
from minime.sculpt.picture.clip import turn_round, write_clip

SIZE = (96, 120)


def _figure():
    """A red front, a blue back."""
    body = tube(np.array([(0, 4, 0), (0, 60, 0)]), 14.0).part(
        "body", paint("#777777"), layer="outfit"
    )
    front = ball(12).moved((0, 70, 8)).part("front", paint("#c82828"), layer="skin")
    back = ball(12).moved((0, 70, -8)).part("back", paint("#283cc8"), layer="hair")
    return [front, back, body]


def _color_at_head(frame):
    x, y = SIZE[0] // 2, SIZE[1] // 4
    return frame[y - 4 : y + 4, x - 4 : x + 4].reshape(-1, 3).mean(0)


@pytest.fixture(scope="module")
def frames():
    return list(turn_round(_figure(), frames=4, size=SIZE))


def test_the_clip_starts_at_the_front_and_shows_the_back(frames):
    front, back = _color_at_head(frames[0]), _color_at_head(frames[2])
    assert front[0] > 1.5 * front[2] and back[2] > 1.5 * back[0]
    assert all(frame.shape == (SIZE[1], SIZE[0], 3) for frame in frames)


def test_a_turn_of_the_camera_is_a_turn_of_the_figure(frames):
    # The light goes with the camera, so that both are the same picture but for the grain.
    turned = [move(part, rotation=turn("y", 90)) for part in _figure()]
    (first, *_) = turn_round(turned, frames=4, size=SIZE)
    assert np.abs(first.astype(float) - frames[1]).mean() < 2.5


def test_the_same_figure_gives_the_same_clip(frames):
    assert np.array_equal(next(turn_round(_figure(), frames=4, size=SIZE)), frames[0])


def test_a_webp_lasts_three_seconds_and_says_what_it_is(frames, tmp_path):
    write_clip(frames * 9, tmp_path / "toy.webp")
    with Image.open(tmp_path / "toy.webp") as clip:
        assert clip.n_frames > 1 and clip.info["loop"] == 0
        lasts = 0
        for number in range(clip.n_frames):
            clip.seek(number)
            clip.load()
            lasts += clip.info["duration"]
        assert lasts == 3000
        assert COMPOSITE.encode() + b"<" in clip.info["xmp"]


def test_an_mp4_lasts_three_seconds(frames, tmp_path):
    write_clip(frames * 9, tmp_path / "toy.mp4")
    video = cv2.VideoCapture(str(tmp_path / "toy.mp4"))
    count = video.get(cv2.CAP_PROP_FRAME_COUNT)
    assert count == 36 and count / video.get(cv2.CAP_PROP_FPS) == pytest.approx(3.0, abs=0.02)
    found, first = video.read()
    assert found and np.abs(first[..., ::-1].astype(float) - frames[0]).mean() < 12


@pytest.mark.parametrize("ending", [".webp", ".mp4"])
def test_a_clip_bears_content_credentials(frames, tmp_path, ending):
    write_clip(frames, tmp_path / f"toy{ending}")
    with c2pa.Reader(str(tmp_path / f"toy{ending}")) as reader:
        assert reader.get_validation_state() == "Valid"
        assert f'"{COMPOSITE}"' in reader.json()


def test_the_visible_mark_can_be_left_out(frames, tmp_path):
    write_clip(frames, tmp_path / "marked.webp")
    write_clip(frames, tmp_path / "plain.webp", mark=False)
    corners = []
    for name in ("marked", "plain"):
        with Image.open(tmp_path / f"{name}.webp") as clip:
            corners.append(np.asarray(clip.convert("RGB"), float)[-18:, -24:])
    assert np.abs(corners[0] - corners[1]).mean() > 20


def test_another_ending_is_told_and_nothing_is_written(frames, tmp_path):
    with pytest.raises(OutputError, match="must end in"):
        write_clip(frames, tmp_path / "toy.gif")
    assert not list(tmp_path.iterdir())


def test_packaging_alone_is_nothing_to_turn():
    with pytest.raises(OutputError, match="no figure"):
        next(turn_round([ball(3).part("ball", paint("#ffffff"), layer="packaging")]))
