"""The selfie as paint: light comes off, the person stays, whatever the photo went through."""

import cv2
import numpy as np
import pytest

from minime.sculpt.head.brush import measure_sharpness, paint_over
from minime.sculpt.head.canvas import PIXELS_PER_MM, texel_places, texture_shape
from minime.sculpt.head.delight import bend_shine, even_sides, remove_light
from minime.sculpt.head.photo_paint import photo_paint
from minime.selfie import see_face
from minime.selfie.face import find_faces, head_landmarks
from minime.selfie.photo import read_photo
from minime.srgb import rgb


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    return read_photo("example")


def painted(picture: np.ndarray):
    selfie = see_face(picture, find_faces(picture)[0])
    return photo_paint(selfie, head_landmarks(selfie.face).astype(float), rgb(selfie.traits.skin))


def dome() -> np.ndarray:
    """(h, w, 3) normals of a round face."""
    x, y = np.moveaxis(texel_places() / (110, 140), -1, 0)
    z = np.sqrt(np.clip(1 - x**2 - y**2, 0.05, 1))
    normals = np.dstack([x, y, z])
    return (normals / np.linalg.norm(normals, axis=-1, keepdims=True)).astype(np.float32)


def test_light_from_one_side_comes_off_and_a_mole_stays():
    normals = dome()
    albedo = np.full((*texture_shape(), 3), 0.4, np.float32)
    mole = np.hypot(*np.moveaxis(texel_places() - (30, -20), -1, 0)) < 2
    albedo[mole] = 0.1
    fall = (0.25 + np.maximum(normals @ np.float32([-0.8, 0.3, 0.52]), 0))[..., None]
    free = np.where(normals[..., 2] > 0.4, 1.0, 0.0).astype(np.float32)
    log = remove_light(albedo * fall, normals, free)
    skin = log[(free > 0) & ~mole]
    before = np.log(fall[..., 0][(free > 0) & ~mole])
    assert np.abs(skin).std() < 0.25 * before.std()
    assert np.median(log[mole]) < -0.9


def test_coloured_light_comes_off_too():
    normals = dome()
    lamp = np.maximum(normals @ np.float32([0.7, 0.2, 0.68]), 0)[..., None] * (1.0, 0.6, 0.3)
    photo = (0.4 * (0.4 + lamp)).astype(np.float32)
    log = remove_light(photo, normals, (normals[..., 2] > 0.4).astype(np.float32))
    inner = log[normals[..., 2] > 0.5]
    assert np.ptp(np.percentile(inner[:, 0] - inner[:, 2], (5, 95))) < 0.25


def test_shine_is_bent_and_takes_the_colour_round_it():
    log = np.zeros((*texture_shape(), 3), np.float32)
    spot = np.hypot(*np.moveaxis(texel_places() - (20, 10), -1, 0)) < 4
    log[spot] = (0.4, 0.7, 0.9)  # white light on skin: more blue than red
    bent = bend_shine(log, np.ones(texture_shape(), np.float32))
    inner = bent[spot].mean(0)
    assert 0 < inner.mean() < 0.16 and np.ptp(inner) < 0.25
    assert np.allclose(bent[~spot], 0, atol=0.06)


def test_pores_go_lines_stay_and_a_blurred_photo_is_known_as_one():
    rng = np.random.default_rng(2)
    log = rng.normal(0, 0.06, (*texture_shape(), 1)).astype(np.float32).repeat(3, -1)
    line = np.abs(texel_places()[..., 1] - 20) < 0.8
    log[line] -= 0.8
    features = np.zeros(texture_shape(), np.float32)
    out = paint_over(log, features, 1.0)
    assert out[~line].std() < 0.5 * log[~line].std() and out[line].mean() < -0.5
    features[:] = 1
    soft = cv2.GaussianBlur(log, (0, 0), 2.0 * PIXELS_PER_MM)
    assert measure_sharpness(log, features) > measure_sharpness(soft, features) + 0.3


@pytest.mark.parametrize("change", ["dim", "side", "small", "compressed", "warm"])
def test_the_same_face_is_painted_whatever_the_photo_went_through(picture, change):
    """Correlation of the paint's brightness over the face, features and all."""
    height, width = picture.shape[:2]
    ramp = np.linspace(0.7, 1.25, width)[None, :, None]
    worse = {
        "dim": picture * 0.3,
        "side": picture * ramp,
        "small": cv2.resize(
            cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), (width, height)
        ),
        "compressed": cv2.imdecode(
            cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 30])[1], cv2.IMREAD_COLOR
        ),
        "warm": picture * (1.0, 0.88, 0.72),
    }[change]
    first, then = painted(picture), painted(np.ascontiguousarray(worse.clip(0, 255), np.uint8))
    both = (first.share > 0.5) & (then.share > 0.5)
    assert both.mean() > 0.6 * (first.share > 0.5).mean()
    one, other = (p.color[both].mean(-1) for p in (first, then))
    assert np.corrcoef(one, other)[0, 1] > 0.85
    assert np.abs(np.median(first.color[both], 0) - np.median(then.color[both], 0)).max() < 0.18


def test_hair_over_the_face_is_not_painted_on_it(picture):
    selfie = see_face(picture, find_faces(picture)[0])
    paint = photo_paint(selfie, head_landmarks(selfie.face).astype(float), rgb(selfie.traits.skin))
    place = texel_places()
    fringe = (np.abs(place[..., 0]) < 20) & (place[..., 1] > 52)
    cheek = np.hypot(place[..., 0] - 35, place[..., 1] + 35) < 8
    assert paint.share[fringe].max() < 0.5 < paint.share[cheek].min()


def test_shade_on_one_half_comes_off_and_what_is_on_both_stays():
    log = np.zeros((*texture_shape(), 3), np.float32)
    x, y = np.moveaxis(texel_places(), -1, 0)
    sockets = np.hypot(np.abs(x) - 32, y) < 9
    log[sockets] = -0.4
    shade = np.hypot(x - 36, y + 55) < 22
    log[shade] += (-0.8, -0.6, -0.5)
    seen = np.ones(texture_shape(), np.float32)
    mirrored = np.ascontiguousarray(log[:, ::-1])
    even = even_sides(log, seen, mirrored, seen, share=1.0)
    assert np.abs(even[shade].mean(0)).max() < 0.45 * 0.8
    assert np.allclose(even[sockets].mean(0), -0.4, atol=0.03)
    clean = shade[:, ::-1] & ~shade
    assert np.abs(even[clean]).max() < 0.05
    unseen = even_sides(log, seen, mirrored, np.zeros_like(seen), share=1.0)
    assert np.allclose(unseen, log, atol=0.02)
