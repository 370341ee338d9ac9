"""A seed varies the stance, the side and the card, never the person; the usual seed nothing."""

from dataclasses import replace

import numpy as np
import pytest

from minime.artwork import apply_theme
from minime.order import BUILDS, SLIDERS, Order, resolve
from minime.preset import load_presets
from minime.sculpt import Sculpt
from minime.sculpt.accessory.grip import held_room
from minime.sculpt.figure.build import shape_build
from minime.sculpt.figure.figure import Figure, pose_figure
from minime.sculpt.figure.hand import build_hands, find_grip
from minime.sculpt.figure.stance import ARMS, LEGS, POSES, choose_pose, find_pose
from minime.sculpt.geometry.mesh import Material
from minime.sculpt.scene import sculpt_toy
from minime.sculpt.variation import PERIOD, USUAL_SEED, Variation, variation
from minime.selfie import read_selfie

PRESETS = load_presets()
STANCES = [(arm, legs) for arm in ARMS for legs in LEGS]
SKIN = Material(color=(0.8, 0.6, 0.5), finish="vinyl")


def test_the_usual_seed_varies_nothing():
    assert SLIDERS["seed"].default == USUAL_SEED
    assert variation(USUAL_SEED) == Variation()
    for preset in PRESETS.values():
        p, jointed = preset.proportions, preset.proportions.jointed
        kind = choose_pose(p, jointed=jointed)
        assert find_pose(p, jointed=jointed, arm="rest", legs="usual") is POSES[kind]


def test_each_seed_is_seen_to_differ_from_the_one_before():
    for seed in range(2 * PERIOD):
        one, next_ = variation(seed), variation(seed + 1)
        assert one.arm != next_.arm
        assert (one.legs, one.mirrored) != (next_.legs, next_.mirrored)
        for preset in PRESETS.values():
            themes = preset.artwork.themes
            assert one.scene % len(themes) != next_.scene % len(themes)


def test_candidates_a_period_apart_share_their_stance_also_round_the_end():
    top = int(SLIDERS["seed"].maximum)
    for seed in (0, USUAL_SEED, 123, top - 1, top):
        for number in range(1, 8):
            assert variation((seed + PERIOD * number) % (top + 1)) == variation(seed)


def figure(preset: str, build: str, arm: str, legs: str) -> Figure:
    p = shape_build(PRESETS[preset].proportions, build)
    return pose_figure(p, jointed=p.jointed, arm=arm, legs=legs)


def in_torso(f: Figure, points: np.ndarray) -> np.ndarray:
    """(n,) bool: which points lie in the bare trunk."""
    rows = np.array(f.torso())
    x, z, wide, front, back = (np.interp(points[:, 1], rows[:, 0], rows[:, i]) for i in range(1, 6))
    deep = np.where(points[:, 2] > z, front, back)
    inside = ((points[:, 0] - x) / wide) ** 2 + ((points[:, 2] - z) / deep) ** 2 < 1
    return inside & (points[:, 1] > rows[0, 0]) & (points[:, 1] < rows[-1, 0])


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("build", [name for name in BUILDS if name != "auto"])
def test_every_stance_keeps_its_bones_its_grips_and_the_room_that_was_planned(preset, build):
    usual = figure(preset, build, "rest", "usual")
    height = usual.proportions.figure_height_mm
    room = np.abs(held_room(find_grip(usual, 0), height)[:, 0]).max()
    for arm, legs in STANCES:
        f = figure(preset, build, arm, legs)
        for i in (0, 1):
            for name in (("shoulders", "elbows"), ("elbows", "wrists")):
                bones = [
                    np.linalg.norm(getattr(g, name[1])[i] - getattr(g, name[0])[i])
                    for g in (usual, f)
                ]
                assert bones[0] == pytest.approx(bones[1])
            grip = find_grip(f, i)
            assert np.linalg.norm(grip.direction) == pytest.approx(1)
            assert grip.direction @ grip.palm == pytest.approx(0, abs=1e-6)
        assert find_grip(f, 0).direction[1] > 0.9  # what is held stands upright
        tip = f.wrists[1] + (f.wrists[1] - f.elbows[1]) * f.hand_length / height * 3
        assert abs(tip[0]) < 1.12 * room + f.hand_length * 0.3
        assert not in_torso(f, np.array([f.elbows[1], f.wrists[1]])).any()


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("arm", ARMS)
def test_the_free_hand_is_outside_the_body(preset, arm):
    for legs in LEGS:
        f = figure(preset, "medium", arm, legs)
        hand = build_hands(f, SKIN, 0.3)[1]
        assert in_torso(f, hand.vertices).mean() < 0.02
        assert hand.vertices[:, 1].max() < f.height + 0.5 * f.proportions.head_height_mm


def test_the_card_changes_only_where_nothing_asks_for_a_scene():
    preset = PRESETS["blister_pack"]
    themes = preset.artwork.themes
    assert apply_theme(preset, later=1).artwork.themes == (themes[1],)
    assert apply_theme(preset, later=len(themes)) == apply_theme(preset)
    for chosen in ({"title": "Astronaut"}, {"theme": "gingham"}, {"outfit": "chef"}):
        assert apply_theme(preset, later=3, **chosen) == apply_theme(preset, **chosen)


@pytest.fixture(scope="module")
def toys() -> dict[int, Sculpt]:
    """By seed: the usual one, another without a variation, and one with open arms on the right."""
    selfie, preset = read_selfie("example"), PRESETS["blister_pack"]
    order = resolve(Order(preset=preset.name, accessories=("mug", "dog")), preset.sliders)
    return {
        seed: sculpt_toy(
            selfie, replace(order, seed=seed), preset,
            size=(96, 120), samples=1, detail=0.3, quick=True,
        )
        for seed in (USUAL_SEED, USUAL_SEED + PERIOD, 10)
    }  # fmt: skip


def test_a_seed_draws_the_same_again_and_another_another_with_the_same_head(toys):
    usual, neutral, other = toys.values()
    assert np.array_equal(usual.draft, neutral.draft)
    assert np.array_equal(usual.depth, neutral.depth)
    assert np.mean(np.abs(usual.draft.astype(int) - other.draft).max(-1) > 24) > 0.2
    heads = [
        [part for part in toy.parts if part.name in ("face", "scalp", "hair_mass")]
        for toy in (usual, other)
    ]
    for a, b in zip(*heads, strict=True):
        moved = b.vertices - a.vertices
        assert np.allclose(moved, moved[0], atol=0.02), a.name
        assert np.array_equal(a.material.texture, b.material.texture)


def test_a_figure_with_its_arms_out_stays_under_its_bubble(toys):
    parts = toys[10].parts
    figure = [part.vertices for part in parts if part.layer in ("skin", "hair", "outfit")]
    points = np.concatenate(figure)[:, [0, 2]]
    bubbles = [part.vertices for part in parts if part.name == "bubble"]
    largest = max(bubbles, key=lambda vertices: np.ptp(vertices[:, 1]))[:, [0, 2]]
    assert points[:, 0].mean() > 10  # on the right of the card
    assert (points > largest.min(0)).all() and (points < largest.max(0)).all()
