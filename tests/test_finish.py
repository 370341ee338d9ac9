"""What a checkpoint changed is pasted where it may be; words and card are left alone."""

import numpy as np
import pytest

from minime.errors import OrderError
from minime.finish import (
    EXPORT_SIZES,
    add_gloss,
    export_size,
    feather,
    paste_difference,
    restore_words,
    spare_eyes,
)
from minime.landmarks import EYES
from minime.sculpt.geometry.mesh import LAYERS

RNG = np.random.default_rng(5)
DRAFT = RNG.integers(0, 256, (48, 40, 3), dtype=np.uint8)
RESULT = RNG.integers(0, 256, (48, 40, 3), dtype=np.uint8)


def test_a_result_like_its_reference_leaves_the_draft_exactly():
    mask = np.ones((48, 40), np.float32)
    assert np.array_equal(paste_difference(DRAFT, RESULT, RESULT, mask, 1.0), DRAFT)


def test_weight_and_mask_scale_the_difference():
    draft, reference = np.full((4, 4, 3), 100, np.uint8), np.full((4, 4, 3), 50, np.uint8)
    mask = np.zeros((4, 4), np.float32)
    mask[1, 1], mask[2, 2] = 1.0, 0.5
    pasted = paste_difference(draft, np.full((4, 4, 3), 90, np.uint8), reference, mask, 0.5)
    assert pasted[1, 1].tolist() == [120] * 3 and pasted[2, 2].tolist() == [110] * 3
    assert pasted[0, 0].tolist() == [100] * 3


def test_the_sum_is_clipped_and_never_wraps_round():
    white, black = np.full((2, 2, 3), 255, np.uint8), np.zeros((2, 2, 3), np.uint8)
    mask = np.ones((2, 2), np.float32)
    assert paste_difference(white, white, black, mask, 1.0).min() == 255
    assert paste_difference(black, black, white, mask, 1.0).max() == 0


def test_a_feathered_mask_stays_inside_and_reaches_one():
    mask = np.zeros((60, 60), np.float32)
    mask[10:50, 10:50] = 1
    soft = feather(mask, 6)
    assert soft[mask == 0].max() == 0 and soft[30, 30] == 1 and 0 < soft[30, 11] < 0.5
    assert np.array_equal(feather(mask, 0), mask)


def test_words_and_card_come_back_and_nothing_else():
    layers = RNG.integers(0, len(LAYERS), (48, 40)).astype(np.uint8)
    restored = restore_words(RESULT, DRAFT, layers)
    for index, name in enumerate(LAYERS):
        source = DRAFT if name in ("words", "packaging") else RESULT
        assert np.array_equal(restored[layers == index], source[layers == index])


def test_no_gloss_changes_nothing_and_light_only_brightens():
    assert np.array_equal(add_gloss(DRAFT, np.zeros(DRAFT.shape, np.float32)), DRAFT)
    lit = add_gloss(DRAFT, np.full(DRAFT.shape, 0.1, np.float32))
    assert (lit >= DRAFT).all() and lit[DRAFT < 100].mean() > DRAFT[DRAFT < 100].mean() + 20
    assert add_gloss(DRAFT, np.ones(DRAFT.shape, np.float32)).min() == 255


def test_gloss_is_added_as_light():
    grey = np.full((1, 1, 3), 188, np.uint8)  # half of white's light
    doubled = add_gloss(grey, np.full((1, 1, 3), 0.5, np.float32))
    assert doubled.min() >= 254


@pytest.mark.parametrize("name", EXPORT_SIZES)
def test_exports_have_their_size_and_show_the_whole_picture(name):
    picture = np.full((1280, 1024, 3), 60, np.uint8)
    picture[:8], picture[-8:], picture[:, :8], picture[:, -8:] = 255, 255, 255, 255
    export = export_size(picture, name)
    size = EXPORT_SIZES[name]
    assert export.size == (size.width, size.height)
    dark = np.asarray(export)[..., 0] < 80
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    ratio = (columns[-1] - columns[0]) / (rows[-1] - rows[0])
    assert ratio == pytest.approx(1008 / 1264, abs=0.01)


def test_the_print_has_300_dots_per_inch():
    assert export_size(DRAFT, "print").info["dpi"] == (300, 300)


def test_an_unknown_size_names_the_known_ones():
    with pytest.raises(OrderError, match="square, portrait, story, print"):
        export_size(DRAFT, "poster")


def test_the_eyes_are_spared_and_nothing_else():
    landmarks = np.zeros((478, 3), np.float32)
    for middle, (eye, _, _) in zip(((30, 40), (70, 40)), EYES, strict=True):
        turn = np.linspace(0, 2 * np.pi, len(eye), endpoint=False)
        landmarks[list(eye), :2] = np.stack([np.cos(turn) * 9, np.sin(turn) * 5], 1) + middle
    mask = spare_eyes(np.ones((80, 100), np.float32), landmarks)
    assert mask[40, 30] == mask[40, 70] == mask[43, 33] == 0
    assert mask[40, 50] == mask[60, 30] == mask[20, 70] == 1
