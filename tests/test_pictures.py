"""The page's pictures of its choices, and the whole examples of its first screen."""

from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from minime.label import COMPOSITE
from minime.page.examples import load_examples
from minime.page.pictures import CHOICE_PX, FINISHED_PX, FOLDER, picture_of, pictured
from minime.preset import load_presets
from minime.sculpt.accessory import find_accessory

ALIKE = 1.0  # grey levels, mean over the picture: a round neck and a v-neck differ by 1.4
MOST_BYTES = {"choices": 900_000, "finished": 500_000}
KINDS = tuple(pictured())


def open_picture(kind: str, name: str) -> Image.Image:
    path = picture_of(kind, name)
    assert path, f"{kind}/{name} has no picture; run: python tests/draw_choices.py {kind}"
    with Image.open(path) as picture:
        picture.load()
        return picture


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_has_a_picture_of_its_own(kind):
    names = pictured()[kind]
    size = FINISHED_PX if kind == "finished" else (CHOICE_PX, CHOICE_PX)
    shown = {}
    for name in names:
        picture = open_picture(kind, name)
        assert (picture.format, picture.size) == ("WEBP", size), name
        shown[name] = np.asarray(picture.convert("RGB").resize((64, 64)), float)
        assert shown[name].std() > 5, f"{kind}/{name} shows nothing"
    for one, other in combinations(names, 2):
        assert np.abs(shown[one] - shown[other]).mean() > ALIKE, f"{one} looks like {other}"


def test_no_picture_is_of_something_that_cannot_be_chosen():
    known = {f"{kind}/{name}.webp" for kind, names in pictured().items() for name in names}
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.webp")}
    assert there == known


def test_what_was_not_drawn_has_no_picture():
    assert picture_of("hair_style", "auto") is None
    assert picture_of("nothing", "bob") is None


def test_the_pictures_are_light_enough_to_send():
    sizes = {path: path.stat().st_size for path in FOLDER.rglob("*.webp")}
    finished = sum(size for path, size in sizes.items() if path.parent.name == "finished")
    assert finished < MOST_BYTES["finished"]
    assert sum(sizes.values()) - finished < MOST_BYTES["choices"]


@pytest.mark.parametrize("preset", load_presets())
def test_a_finished_toy_says_that_it_is_ai_made(preset):
    assert COMPOSITE.encode() in open_picture("finished", preset).info["xmp"]


def test_each_style_has_a_whole_example_of_another_role():
    examples = load_examples()
    assert set(examples) == set(load_presets())
    assert len({order.title for order in examples.values()}) == len(examples)
    for preset, order in examples.items():
        assert order.preset == preset and order.photo == "example"
        assert order.name and order.title and order.slogan
        assert order.theme in load_presets()[preset].artwork.themes
        keys = [find_accessory(word) for word in order.accessories]
        assert None not in keys and len(set(keys)) == len(keys) >= 3
