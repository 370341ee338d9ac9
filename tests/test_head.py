"""The sculpted head: closed, true to its landmarks, painted in the person's colours."""

from dataclasses import replace

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from minime.landmarks import LEFT_EYE, RIGHT_EYE
from minime.sculpt.head.beard import beard_weight
from minime.sculpt.head.canvas import frontal_uv
from minime.sculpt.head.hair import HAIR_STYLES
from minime.sculpt.head.paint import paint_face
from minime.sculpt.head.shape import build_head, exaggerate
from minime.selfie import read_selfie
from minime.selfie.face import head_landmarks
from minime.srgb import rgb
from minime.train.people import NATURAL, express, photograph_png, random_person


@pytest.fixture(scope="module")
def person():
    return random_person(4, hair_styles=HAIR_STYLES)


@pytest.fixture(scope="module")
def head(person):
    return build_head(person.landmarks)


def test_the_head_is_watertight_and_faces_outwards(head):
    mesh = trimesh.Trimesh(head.vertices, head.faces, process=False)
    assert mesh.is_watertight and mesh.volume > 1e6
    assert np.einsum("ij,ij->i", mesh.vertex_normals, head.normals).mean() > 0.95


def test_eyes_nose_and_mouth_lie_on_the_surface(head, person):
    front = head.vertices[head.vertices[:, 2] > -40]
    near, index = cKDTree(front[:, :2]).query(person.landmarks[:468, :2])
    off = np.abs(front[index, 2] - person.landmarks[:468, 2])
    for spot in (33, 133, 362, 263, 1, 61, 291, 50, 280):
        assert near[spot] < 3 and off[spot] < 6


def test_natural_factors_leave_the_face_as_it_is(person):
    assert np.allclose(exaggerate(person.landmarks, NATURAL, 0.5), person.landmarks)


def test_larger_eyes_are_larger_by_the_preset_factor(person):
    wide = exaggerate(person.landmarks, replace(NATURAL, eye_width=1.4), 0.5)
    for eye in (LEFT_EYE, RIGHT_EYE):
        before, after = (np.ptp(points[list(eye), 0]) for points in (person.landmarks, wide))
        assert after / before == pytest.approx(1.4, abs=0.08)


def test_an_open_mouth_opens_and_raised_brows_rise(person):
    neutral = person.landmarks
    mood = {"mouth_open": 0.8, "smile": 0.0, "brows": 1.0, "eyes_open": 1.0}
    moved = express(neutral, **mood)
    gap = [points[13, 1] - points[14, 1] for points in (neutral, moved)]
    assert gap[1] > gap[0] + 8
    assert moved[105, 1] > neutral[105, 1] + 3


def test_the_paint_is_skin_with_irises_of_the_right_colour(person):
    traits = replace(person.traits, facial_hair="none")
    texture = paint_face(None, traits, person.landmarks, likeness=0.0)
    uv = frontal_uv(person.landmarks[[9, 468]])
    rows, columns = texture.shape[0] * (1 - uv[:, 1]), texture.shape[1] * uv[:, 0]
    forehead = texture[int(rows[0]) - 40, int(columns[0])] / 255
    assert np.abs(forehead - rgb(traits.skin)).max() < 0.03
    eye = texture[
        int(rows[1]) - 12 : int(rows[1]) + 12, int(columns[1]) - 14 : int(columns[1]) + 14
    ]
    distance = np.abs(eye / 255 - rgb(traits.iris)).max(-1)
    assert (distance < 0.03).any()


def test_a_beard_grows_on_the_chin_and_not_on_the_brow(person):
    weights = beard_weight(person.landmarks[[200, 10, 13], :2], person.landmarks)
    assert weights[0] > 0.5 and weights[1] < 0.01 and weights[2] < 0.3


def test_a_beard_keeps_its_colour_when_the_photo_is_laid_on():
    person = random_person(5, hair_styles=("short",))
    traits = replace(
        person.traits, skin="#dfb08d", facial_hair="beard", facial_hair_color="#2c1f17"
    )
    photo = photograph_png(replace(person, traits=traits), light="neutral")
    selfie = read_selfie(photo)
    assert selfie.traits.facial_hair == "beard"
    landmarks = head_landmarks(selfie.face)
    texture = paint_face(selfie, selfie.traits, landmarks, likeness=1.0)
    height, width = texture.shape[:2]
    ((u, v),) = frontal_uv(landmarks[[200]])
    row, column = int(height * (1 - v)), int(width * u)
    chin = texture[row - 10 : row + 10, column - 20 : column + 20].mean((0, 1)) / 255
    to_hair = np.abs(chin - rgb(selfie.traits.facial_hair_color)).max()
    assert to_hair < 0.12 < np.abs(chin - rgb(selfie.traits.skin)).max()


def test_a_person_is_wholly_determined_by_the_seed():
    one, same, other = (random_person(seed, hair_styles=HAIR_STYLES) for seed in (8, 8, 9))
    assert np.array_equal(one.landmarks, same.landmarks) and one.traits == same.traits
    assert not np.array_equal(one.landmarks, other.landmarks)


def test_a_moustache_stays_between_nose_and_mouth(person):
    bare = replace(person.traits, facial_hair="none", skin="#eac3a6", facial_hair_color="#17120f")
    textures = [
        paint_face(None, replace(bare, facial_hair=kind), person.landmarks, likeness=0.0)
        for kind in ("none", "moustache")
    ]
    changed = np.abs(textures[0].astype(int) - textures[1]).max(-1) > 20
    height, width = changed.shape
    uv = frontal_uv(person.landmarks[[61, 291, 2, 0, 50, 280]])
    columns, rows = width * uv[:, 0], height * (1 - uv[:, 1])
    assert changed.any()
    assert not changed[:, : int(columns[4])].any() and not changed[:, int(columns[5]) :].any()
    assert not changed[: int(rows[2]) - 12].any()
