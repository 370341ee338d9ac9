"""How a checkpoint is held goes by the memory that is free, and steps down where it runs out."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from minime.diffuse import load, plans
from minime.diffuse.canvas import Settings
from minime.diffuse.catalogue import load_catalogue
from minime.diffuse.passes import draw
from minime.diffuse.plans import Plan, needed_gb, plans_for
from minime.errors import CheckpointError

KLEIN = load_catalogue()["flux2-klein"]
SDXL = load_catalogue()["sdxl"]


@pytest.fixture
def graphics_card(monkeypatch):
    """Plans as for a card of the last years; none is needed to make them."""
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda: (8, 6))
    plans.best_dtype.cache_clear()
    yield
    plans.best_dtype.cache_clear()


def test_the_best_way_that_fits_comes_first(graphics_card):
    def first(entry, free_gb: float) -> str:
        return plans_for(entry, "cuda", free_gb)[0].holding

    assert [first(KLEIN, free) for free in (80, 12, 5, 1)] == [
        "whole", "model", "group", "sequential"
    ]  # fmt: skip
    assert first(SDXL, 16) == "whole" and first(SDXL, 10) == "model"


def test_every_later_plan_needs_less(graphics_card):
    for entry in load_catalogue().values():
        needs = [needed_gb(entry, plan) for plan in plans_for(entry, "cuda", 1e3)]
        assert needs == sorted(needs, reverse=True)
        assert plans_for(entry, "cuda", 0.0)  # also where nothing fits one is tried


def test_few_bits_are_used_where_a_library_gives_them(graphics_card, monkeypatch):
    monkeypatch.setattr(plans, "_has_bitsandbytes", lambda device: device == "cuda")
    ways = plans_for(KLEIN, "cuda", 10)
    assert (ways[0].holding, ways[0].bits) == ("whole", 4)
    assert all(not way.bits for way in plans_for(SDXL, "cuda", 1e3))
    config = ways[0].quantization(("transformer",))
    assert config.quant_backend == "bitsandbytes_4bit"
    assert config.components_to_quantize == ["transformer"]


def test_old_cards_take_float16_and_apple_never(monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda: (7, 5))
    plans.best_dtype.cache_clear()
    assert plans.best_dtype("cuda") == "float16"
    monkeypatch.setattr(plans, "_mps_has_bfloat16", lambda: False)
    assert plans.best_dtype("mps") == "float32"
    plans.best_dtype.cache_clear()


def test_a_processor_is_tried_once_and_remembered(monkeypatch, tmp_path):
    note, tried = tmp_path / "minime" / "bfloat16.json", []
    monkeypatch.setattr(plans, "_note_of_processor", lambda: note)
    times = {"float32": 3.0, "bfloat16": 1.0}
    monkeypatch.setattr(plans, "_time_product", lambda dtype: tried.append(dtype) or times[dtype])
    assert plans._is_bfloat16_fast() and note.exists()
    times["bfloat16"] = 9.0  # busy with something else now
    assert plans._is_bfloat16_fast() and len(tried) == 2


def test_main_memory_that_is_too_small_is_told_before_anything_is_read(monkeypatch, tmp_path):
    monkeypatch.setattr(load, "free_memory_gb", lambda device: 1.0)
    with pytest.raises(CheckpointError, match="needs .* GB of memory here and 1 are free"):
        load._load_first(KLEIN, (Plan(device="cpu", dtype="bfloat16"),))


@pytest.mark.parametrize("holding", ["whole", "model", "group", "sequential"])
def test_a_checkpoint_draws_the_same_however_it_is_held(tiny, canvas, holding):
    """Layers that come to the device only while they work give the same pixels."""
    entry = tiny.checkpoint
    held = load._load(entry, replace(tiny.plan, holding=holding), ())
    settings = Settings(strength=0.5, steps=2, seed=1)
    assert np.array_equal(draw(held, canvas, settings)[0], draw(tiny, canvas, settings)[0])


def test_where_memory_runs_out_the_next_plan_draws(tiny, canvas):
    """What torch says when this computer has none left, from a product that no computer holds."""
    settings, first = Settings(strength=0.5, steps=2, seed=1), tiny.plan
    wanted = draw(tiny, canvas, settings)[0]
    starved = load._load(tiny.checkpoint, first, (replace(first, holding="group"),))
    real = starved.pipes["head"].unet.forward
    starved.pipes["head"].unet.forward = lambda *a, **k: (torch.ones(2**45), real(*a, **k))
    assert np.array_equal(draw(starved, canvas, settings)[0], wanted)
    assert starved.plan.holding == "group" and starved.later == ()


def test_where_no_plan_is_left_it_is_told(tiny, canvas):
    starved = load._load(tiny.checkpoint, tiny.plan, ())
    starved.pipes["head"].unet.forward = lambda *a, **k: torch.ones(2**45)
    with pytest.raises(CheckpointError, match="needs more memory than there is"):
        draw(starved, canvas, Settings(strength=0.5, steps=2))
