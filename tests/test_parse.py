"""The parser on people and pictures that it never saw in training."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from minime.selfie import read_selfie, see_face
from minime.selfie.face import HeadPose, find_faces
from minime.selfie.parse import LABELS, run_network
from minime.selfie.photo import read_photo
from minime.train.people import photograph, random_person

FACING = HeadPose(yaw_deg=8, pitch_deg=0, roll_deg=0)


def parse_of(seed: int, style: str, **traits):
    person = random_person(seed, hair_styles=(style,))
    person = replace(person, pose=FACING, traits=replace(person.traits, **traits))
    picture = photograph(person, size=360, samples=8)
    (face,) = find_faces(picture)
    return see_face(picture, face)


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / max((one | other).sum(), 1))


def test_shares_sum_to_one_and_nothing_lies_outside_the_photo():
    selfie = read_selfie("example")
    shares = selfie.parse.shares
    assert shares.shape == (len(LABELS), *selfie.view.inside.shape)
    assert np.allclose(shares.sum(0), 1, atol=1e-3) and shares.min() >= 0
    assert shares[0][~selfie.view.inside].min() > 0.99


def test_a_bald_head_has_no_hair_and_a_bob_frames_the_face():
    bald = parse_of(4, "bald", facial_hair="none", glasses=False)
    bob = parse_of(4, "bob", facial_hair="none", glasses=False, hair="#2a1a12")
    rows = slice(0, bald.view.row(30))
    assert bald.parse.of("hair", "headwear")[rows].sum() < 0.1 * bald.parse.of("skin")[rows].sum()
    mm = bob.view.millimetres()
    low = slice(bob.view.row(mm[152, 1] + 40), bob.view.row(mm[152, 1] + 20))
    hair = bob.parse.of("hair")[low]
    middle = bob.view.column(mm[152, 0])
    assert min((half > 0.5).sum() for half in (hair[:, :middle], hair[:, middle:])) > 500


@pytest.mark.parametrize("change", ["darker", "grey", "blurred", "compressed"])
def test_a_worse_photo_is_parsed_alike(change):
    picture = read_photo("example")
    worse = {
        "darker": lambda: (picture * 0.55).astype(np.uint8),
        "grey": lambda: np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, 2),
        "blurred": lambda: cv2.GaussianBlur(picture, (0, 0), 2.0),
        "compressed": lambda: cv2.imdecode(
            cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 25])[1], cv2.IMREAD_COLOR
        ),
    }[change]()
    face = find_faces(picture)[0]
    first, then = see_face(picture, face), see_face(np.ascontiguousarray(worse), face)
    covered = [selfie.parse.of("hair", "headwear") > 0.5 for selfie in (first, then)]
    assert overlap(*covered) > 0.75
    assert overlap(first.parse.of("skin") > 0.5, then.parse.of("skin") > 0.5) > 0.8


def test_the_network_is_the_u_net_that_it_says():
    """One block of known weights: an identity convolution, a bias, and the head's product."""
    kernel = np.zeros((2, 2, 3, 3), np.float32)
    kernel[[0, 1], [0, 1], 1, 1] = 1
    bias = np.array([0.5, -10.0], np.float32)
    weights = {
        "down.0.first.w": kernel, "down.0.first.b": bias,
        "down.0.second.w": kernel, "down.0.second.b": np.zeros(2, np.float32),
        "head.w": np.array([[1.0, 1.0], [2.0, 0.0]], np.float32), "head.b": np.ones(2, np.float32),
    }  # fmt: skip
    x = np.random.default_rng(1).random((2, 16, 16)).astype(np.float32)
    out = run_network(weights, x)
    assert np.allclose(out[0], x[0] + 0.5 + 1, atol=1e-6)
    assert np.allclose(out[1], 2 * (x[0] + 0.5) + 1, atol=1e-6)
