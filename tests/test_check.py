"""The likeness of pictures whose answer is known: the selfie itself and changes of it."""

import json
from dataclasses import replace

import cv2
import numpy as np
import pytest

from minime.check import (
    WORSE_POSE_DEG,
    compare,
    is_worse,
    landmark_error,
    measure_likeness,
    read_toy,
)
from minime.selfie import read_selfie
from minime.selfie.colors import from_hex, to_hex
from minime.selfie.face import template

HEAD_BOX = (132, 5, 318, 195)


@pytest.fixture(scope="module")
def selfie():
    return read_selfie("example")


def test_a_person_is_like_herself(selfie):
    likeness = measure_likeness(selfie, selfie.image, HEAD_BOX)
    assert likeness.pose_error_deg < 1
    assert likeness.landmark_nme < 0.01
    assert likeness.expression_error < 0.05
    assert likeness.skin_delta_e < 8 and likeness.iris_delta_e < 10
    assert likeness.face_score > 0.8


def test_a_turned_head_shows_as_pose_and_not_as_another_face(selfie):
    matrix = cv2.getRotationMatrix2D((225, 100), -20, 1)
    turned = cv2.warpAffine(selfie.image, matrix, (512, 512), borderValue=(128, 128, 128))
    likeness = measure_likeness(selfie, turned, HEAD_BOX)
    assert likeness.pose_error_deg == pytest.approx(20, abs=2)
    assert likeness.pose_toy.roll_deg > likeness.pose_selfie.roll_deg + 15
    assert likeness.landmark_nme < 0.02


def test_a_wider_face_is_less_like(selfie):
    wide = cv2.resize(selfie.image, None, fx=1.25, fy=1, interpolation=cv2.INTER_LINEAR)
    box = (int(HEAD_BOX[0] * 1.25), HEAD_BOX[1], int(HEAD_BOX[2] * 1.25), HEAD_BOX[3])
    likeness = measure_likeness(selfie, wide, box)
    assert likeness.landmark_nme > 0.02


def test_the_landmark_error_ignores_pose_and_size():
    face = template()[0] * (1, -1, -1) * 2.5 + (300, 300, 0)
    assert landmark_error(face, face * 3 - 7) < 1e-4
    wider = face * (1.15, 1, 1)
    assert landmark_error(face, wider) > 0.015


def test_a_head_is_worse_that_lost_what_the_draft_has(selfie):
    same = measure_likeness(selfie, selfie.image, HEAD_BOX)
    gone = measure_likeness(selfie, np.full((600, 400, 3), 90, np.uint8), (50, 50, 250, 300))
    red = measure_likeness(selfie, (selfie.image * [1, 0.6, 0.6]).astype(np.uint8), HEAD_BOX)
    turned = replace(same, pose_error_deg=same.pose_error_deg + WORSE_POSE_DEG + 0.1)
    assert all(is_worse(bad) and is_worse(bad, same) for bad in (gone, red, turned))
    assert not any(is_worse(bad, bad) for bad in (gone, red, turned))
    assert not is_worse(same) and not is_worse(same, turned)


def test_a_picture_without_a_face_is_measured_as_none(selfie):
    likeness = measure_likeness(selfie, np.full((600, 400, 3), 90, np.uint8), (50, 50, 250, 300))
    assert likeness.pose_toy is None and likeness.pose_error_deg is None
    assert likeness.landmark_nme is None and likeness.skin_delta_e is None
    assert likeness.face_score == 0
    assert json.loads(json.dumps(likeness.to_json()))["landmark_nme"] is None


def test_a_changed_hair_colour_is_seen(selfie):
    blue = selfie.image.copy()
    blue[20:75, 140:310] = (blue[20:75, 140:310] * (0.4, 0.6, 1.3)).clip(0, 255)
    same = measure_likeness(selfie, selfie.image, HEAD_BOX).hair_delta_e
    other = measure_likeness(selfie, blue, HEAD_BOX).hair_delta_e
    assert same < 8 < 12 < other


def test_a_head_box_at_the_edge_of_the_picture_is_no_error(selfie):
    likeness = measure_likeness(selfie, selfie.image[:, 160:], (0, 0, 150, 190))
    assert likeness.face_score > 0.5
    json.dumps(likeness.to_json())


def test_hair_that_came_out_darker_is_told_in_lightness(selfie):
    """By how much the toy's is lighter than it should be, whatever its hue."""
    toy = read_toy(selfie.image, HEAD_BOX)
    same = compare(selfie, replace(toy, hair=selfie.traits.hair))
    assert same.hair_lighter == pytest.approx(0, abs=1e-6)
    darker = to_hex(from_hex(selfie.traits.hair) - (9, 0, 0))
    assert compare(selfie, replace(toy, hair=darker)).hair_lighter == pytest.approx(-9, abs=0.5)
