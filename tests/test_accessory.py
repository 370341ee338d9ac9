"""Accessories: found by any sensible word, closed, toy-sized, never silence."""

import numpy as np
import pytest
import trimesh

from minime.preset import load_preset
from minime.sculpt.accessory import ACCESSORIES, build_accessory, find_accessory

PALETTE = load_preset("blister_pack").palette


def test_there_are_at_least_a_dozen_accessories():
    assert len(ACCESSORIES) >= 12


@pytest.mark.parametrize("name", [*ACCESSORIES, "banana split"])
def test_every_accessory_is_closed_finite_and_of_toy_size(name):
    parts = build_accessory(name, colors=PALETTE)
    points = np.concatenate([part.vertices for part in parts])
    assert np.isfinite(points).all()
    for part in parts:
        mesh = trimesh.Trimesh(part.vertices, part.faces, process=False)
        assert mesh.is_watertight, part.name
        assert mesh.is_winding_consistent and mesh.volume > 0, part.name
        assert part.layer == "accessory"
    width, height, depth = np.ptp(points, axis=0)
    assert 28 <= height <= 55 and width <= 58 and depth <= 52
    assert abs(points[:, 1].min()) < 1e-3
    middle = (points.min(0) + points.max(0))[[0, 2]] / 2
    assert np.abs(middle).max() < 1e-3
    assert len(parts) >= 3


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("coffee mug", "mug"),
        ("Coffee Mugs", "mug"),
        ("CUP", "mug"),
        ("tea", "mug"),
        ("notebook computer", "laptop"),
        ("notebook", "book"),
        ("space helmet", "space_helmet"),
        ("space_helmet", "space_helmet"),
        ("paint brushes", "paint_brush"),
        ("my old guitar!", "guitar"),
        ("puppies", "dog"),
        ("soccer ball", "football"),
        ("dog book", "book"),
        ("hot dog", None),
        ("banana split", None),
        ("category", None),
        ("", None),
        ("犬", None),
    ],
)
def test_a_word_finds_its_accessory(word, expected):
    assert find_accessory(word) == expected


def test_every_name_finds_itself_and_no_word_means_two_things():
    words = [word for a in ACCESSORIES.values() for word in a.words]
    assert len(set(words)) == len(words)
    for key, accessory in ACCESSORIES.items():
        assert all(find_accessory(word) == key for word in (key, *accessory.words))


def test_an_unknown_word_gets_a_box_that_carries_its_label():
    label = np.zeros((28, 36, 3), np.uint8)
    label[:14] = 200
    parts = build_accessory("flux capacitor", label_texture=label, colors=PALETTE)
    (front,) = [part for part in parts if part.material.texture is not None]
    assert front.material.texture is label
    top = front.uv[np.argmax(front.vertices[:, 1])]
    assert top[1] == pytest.approx(1.0)  # the label stands upright
    right = front.uv[np.argmax(front.vertices[:, 0])]
    assert right[0] > 0.99


def test_colours_follow_the_palette():
    other = load_preset("fashion_doll").palette
    one = {p.name: p.material.color for p in build_accessory("mug", colors=PALETTE)}
    two = {p.name: p.material.color for p in build_accessory("mug", colors=other)}
    assert one["mug"] != two["mug"] and one["coffee"] == two["coffee"]
