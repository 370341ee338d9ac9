"""Control images are what the detectors would draw, and say near and far the right way round."""

import numpy as np
import pytest

from minime.control import control_images, draw_canny, draw_depth, draw_face_map
from minime.errors import CheckpointError
from minime.sculpt import Sculpt


@pytest.fixture(scope="module")
def astronaut():
    """(512, 512, 3) uint8, and the landmarks (478, 3) px that the detector itself finds."""
    import mediapipe as mp
    import skimage.data

    picture = skimage.data.astronaut()
    with mp.solutions.face_mesh.FaceMesh(
        static_image_mode=True,
        max_num_faces=1,
        refine_landmarks=True,
        min_detection_confidence=0.5,
    ) as mesh:
        found = mesh.process(picture).multi_face_landmarks[0].landmark
    return picture, np.array([(p.x * 512, p.y * 512, p.z * 512) for p in found], np.float32)


def test_face_map_from_landmarks_is_the_map_that_the_detector_draws(astronaut):
    picture, landmarks = astronaut
    actual = draw_face_map(landmarks, (512, 512))
    from controlnet_aux.mediapipe_face import MediapipeFaceDetector  # draw_face_map loaded it

    expected = MediapipeFaceDetector()(picture, output_type="np")
    assert expected.any()
    assert (np.abs(actual.astype(int) - expected).max(axis=2) > 8).mean() < 0.001


def test_face_map_has_the_size_and_the_colours_of_each_feature(astronaut):
    _, landmarks = astronaut
    drawn = draw_face_map(landmarks * (0.5, 0.75, 0.5), (256, 384))
    assert drawn.shape == (384, 256, 3) and drawn.dtype == np.uint8
    colours = {tuple(colour) for colour in drawn.reshape(-1, 3)}
    assert {(10, 200, 10), (10, 180, 10), (180, 200, 10), (250, 200, 10)} <= colours


def test_face_map_of_a_face_outside_the_picture_is_black(astronaut):
    _, landmarks = astronaut
    assert not draw_face_map(landmarks + (5000, 0, 0), (64, 64)).any()


def test_depth_shows_near_white_far_dark_and_nothing_black():
    depth = np.tile(np.linspace(100.0, 300.0, 64), (32, 1))
    mask = np.ones_like(depth, bool)
    mask[:8] = False
    drawn = draw_depth(depth, mask)
    assert drawn[20, 0, 0] == 255 and 0 < drawn[20, -1, 0] < 30 and not drawn[:8].any()
    assert (np.diff(drawn[20, :, 0].astype(int)) <= 0).all()


def test_depth_of_an_empty_scene_is_black():
    assert not draw_depth(np.full((4, 4), np.inf)).any()


def test_canny_finds_the_edge_of_a_square_at_any_size():
    picture = np.zeros((150, 200, 3), np.uint8)
    picture[40:110, 50:150] = 255
    edges = draw_canny(picture)
    assert edges.shape == picture.shape
    assert edges[75, 45:56].max() > 128 and edges[75, 90:110].max() == 0


def test_control_images_of_a_sculpt_have_the_size_of_its_draft(astronaut):
    picture, landmarks = astronaut
    plain = np.zeros((512, 512), np.float32)
    sculpt = Sculpt(
        draft=picture,
        paint=np.zeros((512, 512, 3), np.float32),
        depth=plain + 500,
        normals=np.zeros((512, 512, 3), np.float32),
        layers=plain.astype(np.uint8),
        gloss=np.zeros((512, 512, 3), np.float32),
        head_box=(160, 20, 300, 220),
        head_mask=plain,
        landmarks=landmarks,
        parts=(),
        rotation=np.eye(3),
        first_rotation=np.eye(3),
    )
    maps = control_images(sculpt)
    assert set(maps) == {"face", "depth", "canny", "openpose"}
    assert all(image.shape == (512, 512, 3) for image in maps.values())
    with pytest.raises(CheckpointError, match="smell"):
        control_images(sculpt, ("smell",))
