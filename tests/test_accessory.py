"""Accessories: found by any sensible word in nine languages, closed, toy-sized, never silence."""

from collections import defaultdict

import numpy as np
import pytest
import trimesh

from minime.preset import load_preset
from minime.sculpt.accessory import ACCESSORIES, build_accessory, find_accessory
from minime.sculpt.accessory.lookup import read_words

PALETTE = load_preset("blister_pack").palette
LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "zh", "ja", "ar"}
MOST_FACES = 26_000  # of one accessory: six of them must leave room for the figure in 8 MB


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
    assert sum(len(part.faces) for part in parts) <= MOST_FACES


@pytest.mark.parametrize("name", ACCESSORIES)
def test_no_piece_of_an_accessory_is_inside_out(name):
    for part in build_accessory(name, colors=PALETTE):
        mesh = trimesh.Trimesh(part.vertices, part.faces, process=False)
        for number, piece in enumerate(mesh.split(only_watertight=False)):
            assert piece.volume > 0, (part.name, number)


@pytest.mark.parametrize("preset", ["fashion_doll", "action_figure"])
def test_an_accessory_stays_many_coloured_in_every_palette(preset):
    palette = load_preset(preset).palette
    for name in ACCESSORIES:
        parts = build_accessory(name, colors=palette)
        textured = any(part.material.texture is not None for part in parts)
        colors = {tuple(np.round(part.material.color, 2)) for part in parts}
        assert len(colors) >= 3 or textured, name


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("coffee mug", "mug"),
        ("Coffee Mugs", "mug"),
        ("CUP", "mug"),
        ("café", "mug"),
        ("notebook computer", "laptop"),
        ("notebook", "book"),
        ("space helmet", "space_helmet"),
        ("space_helmet", "space_helmet"),
        ("paint brushes", "paint_brush"),
        ("my old guitar!", "guitar"),
        ("puppies", "dog"),
        ("soccer ball", "football"),
        ("a glass of red wine", "wine"),
        ("chef's hat", "chef_hat"),
        ("to-do list", "clipboard"),
        ("dog book", "book"),
        ("a book of cats", "book"),
        ("mug with a dog on it", "mug"),
        ("Kaffeetasse", "mug"),
        ("meine Lieblingstasse", "mug"),
        ("FUSSBALL", "football"),
        ("Fußbälle", "football"),
        ("Gluehbirne", "light_bulb"),
        ("zwei Fahrräder", "bicycle"),
        ("Hund mit Ball", "dog"),
        ("Erste-Hilfe-Koffer", "first_aid_kit"),
        ("tasse à café", "mug"),
        ("l'appareil photo", "camera"),
        ("appareils photo", "camera"),
        ("livre de cuisine", "book"),
        ("un chat noir", "cat"),
        ("pièces d’échecs", "chess_piece"),
        ("Cœur", "heart"),
        ("ordinateurs portables", "laptop"),
        ("taza de café", "mug"),
        ("gafas de sol", "sunglasses"),
        ("balones de fútbol", "football"),
        ("mi perro con su pelota", "dog"),
        ("flores", "bouquet"),
        ("maletín de cuero", "briefcase"),
        ("macchine fotografiche", "camera"),
        ("due chitarre", "guitar"),
        ("la chiave inglese", "wrench"),
        ("forbici da cucito", "scissors"),
        ("corações", "heart"),
        ("pranchas de surf", "surfboard"),
        ("violão", "guitar"),
        ("mala de mão", "handbag"),
        ("我的小猫", "cat"),
        ("一把小提琴", "violin"),
        ("咖啡杯", "mug"),
        ("籃球", "basketball"),
        ("黒い猫", "cat"),
        ("パンダのぬいぐるみ", "teddy_bear"),
        ("フランスパン", "bread"),
        ("ノートＰＣ", "laptop"),
        ("赤い自転車", "bicycle"),
        ("my カメラ", "camera"),
    ],
)
def test_what_people_write_finds_its_accessory(phrase, expected):
    assert find_accessory(phrase) == expected


@pytest.mark.parametrize(
    "phrase",
    ["hot dog", "perro caliente", "热狗", "大熊猫", "パンダ", "日本", "category", "banana split",
     "cardigan", "football helmet", "Kinderwagen", "", "!?", "собака"],
)  # fmt: skip
def test_what_only_looks_like_an_accessory_finds_none(phrase):
    assert find_accessory(phrase) is None


def test_every_accessory_has_words_in_every_language_and_each_of_them_finds_it():
    entries, unlike = read_words()
    assert set(entries) == set(ACCESSORIES)
    for key, entry in entries.items():
        assert set(entry) == LANGUAGES, key
        for name in (key, *(word for words in entry.values() for word in words)):
            assert find_accessory(name) == key, name
            assert find_accessory(name.upper()) == key, name
    assert not any(find_accessory(phrase) for phrase in unlike)


def test_no_word_is_claimed_by_two_accessories():
    claims = defaultdict(set)
    for key, entry in read_words()[0].items():
        for words in entry.values():
            for word in words:
                claims[word.casefold()].add(key)
    assert not {word: keys for word, keys in claims.items() if len(keys) > 1}


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
