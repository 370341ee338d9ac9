"""Depth of field: sharp where the toy is, softer the farther behind it."""

import numpy as np

from minime.sculpt.picture.lens import blur_behind

SIZE = (60, 80)


def scene() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A striped wall 1,500 mm away, nearer on the left, with a bright toy in the middle."""
    light = np.repeat(np.tile([0.2] * 4 + [0.8] * 4, 10)[None, :, None], 60, 0).repeat(3, 2)
    depth = np.full(SIZE, 1500.0)
    depth[:, :30] = 1100.0
    toy = np.zeros(SIZE, bool)
    toy[20:40, 35:45] = True
    light[toy] = 5.0
    depth[toy] = 1000.0
    return light.astype(np.float32), depth, toy


def test_the_toy_stays_as_it_was_and_wears_no_halo():
    light, depth, toy = scene()
    out = blur_behind(light, depth, toy, focus_mm=1000.0)
    assert np.array_equal(out[toy], light[toy])
    assert out[~toy].max() < 0.81


def test_what_is_farther_away_is_softer():
    light, depth, toy = scene()
    out = blur_behind(light, depth, toy, focus_mm=1000.0)
    near, far = out[50:, 5:25].std(), out[50:, 50:75].std()
    assert far < 0.6 * near < 0.9 * light[50:, 5:25].std()


def test_a_plain_wall_and_a_wall_in_focus_do_not_change():
    light, depth, toy = scene()
    assert np.allclose(blur_behind(light, depth * 0 + 1000, toy, focus_mm=1000.0), light)
    plain = np.full_like(light, 0.4)
    assert np.allclose(blur_behind(plain, depth, toy, focus_mm=1000.0), plain, atol=1e-4)
