"""Prompts say what was seen, never a name or a trademark; a few words are refused."""

from dataclasses import replace

import pytest

from minime.artwork import Words
from minime.errors import OrderError
from minime.preset import load_preset
from minime.prompt import TRADEMARKS, check_words, replace_trademarks, write_prompt
from minime.selfie.traits import Traits

TRAITS = Traits(
    skin="#c08a6a",
    hair="#4a3222",
    iris="#5a7a9a",
    lips="#b06060",
    top="#d05a20",
    facial_hair_color="#4a3222",
    hair_length="medium",
    hair_top=0.5,
    hair_width=0.4,
    hair_bottom=0.8,
    hairline=(0.5,) * 5,
    ears_covered=0.5,
    parting=0.0,
    facial_hair="none",
    glasses=False,
    smile=0.7,
    mouth_open=0.1,
    eyes_open=0.9,
    brows_raised=0.1,
    gaze=(0.0, 0.0),
)


@pytest.mark.parametrize(
    "typed",
    ["Barbie", "BARBIE®", "G.I. Joe", "gi-joe", "Hot-Wheels", "playdoh", "Légo", "ＬＥＧＯ"],
)
def test_a_trademark_is_replaced_however_it_is_typed(typed):
    assert replace_trademarks(f"I love {typed} a lot").lower().startswith("i love ")
    assert typed.lower() not in replace_trademarks(f"I love {typed} a lot").lower()


@pytest.mark.parametrize("mark", TRADEMARKS)
def test_every_trademark_of_the_list_becomes_its_generic_word(mark):
    assert replace_trademarks(mark) == TRADEMARKS[mark]
    assert replace_trademarks(replace_trademarks(mark)) == TRADEMARKS[mark]


def test_capitals_and_plurals_are_kept_in_kind():
    assert replace_trademarks("LEGO master") == "TOY BRICK master"
    assert replace_trademarks("Funko Pops") == "Vinyl figures"
    assert replace_trademarks("Mattel's best") == "Toy maker's best"


@pytest.mark.parametrize(
    "innocent", ["allegory", "Legolas", "Ken Miller", "he, man", "दोस्त 🚀", ""]
)
def test_everyday_words_stay_as_they_are(innocent):
    assert replace_trademarks(innocent) == innocent


def test_the_prompt_tells_what_was_seen_the_job_and_the_accessories_but_no_name():
    words = Words(name="Matilda", title="Astronaut", accessories=("coffee mug", "Lego set"))
    prompt = write_prompt(load_preset("blister_pack"), words, replace(TRAITS, glasses=True))
    for seen in ("medium dark brown hair", "glasses", "a smile", "Astronaut", "coffee mug"):
        assert seen in prompt.positive
    assert "Matilda" not in prompt.positive and "lego" not in prompt.positive.lower()
    assert prompt.negative


def test_presets_and_prompts_name_no_trademark():
    for name in ("fashion_doll", "action_figure", "blister_pack"):
        prompt = write_prompt(load_preset(name), Words(), TRAITS)
        assert replace_trademarks(prompt.positive) == prompt.positive


@pytest.mark.parametrize("word", ["a naked chef", "SEXY", "Hítler fan", "Ku-Klux-Klan"])
def test_refused_words_are_answered_with_one_friendly_sentence(word):
    with pytest.raises(OrderError, match="This toy shop") as caught:
        write_prompt(load_preset("action_figure"), Words(title=word), TRAITS)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("word", ["Essex", "sextant", "Nazareth", "Spice trader", "Анна"])
def test_words_that_only_look_alike_are_not_refused(word):
    check_words(word)
