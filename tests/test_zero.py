"""A GPU that is lent for one call: what goes to it and comes back are arrays, and nothing of it is
there where it is not lent."""

import inspect
import multiprocessing
import pickle
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from minime.diffuse import zero
from minime.diffuse.canvas import Canvas, Settings
from minime.diffuse.load import load_pipeline
from minime.diffuse.passes import draw
from minime.errors import Cancelled, CheckpointError

SETTINGS = Settings(strength=0.5, steps=2, seed=1)


def test_nothing_of_it_is_there_where_no_gpu_is_lent():
    code = "import sys, app, minime.diffuse.passes; print('spaces' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False" and not zero.is_lent()


def test_what_another_process_draws_is_what_this_one_draws(tiny_folder, canvas):
    """Pickled there and back, by a process that shares nothing with this one."""
    steps = []
    drawn = zero.follow(
        _elsewhere(str(tiny_folder), canvas), lambda *told: steps.append(told[:2]), None
    )
    here = draw(load_pipeline(str(tiny_folder), "cpu"), canvas, SETTINGS)
    assert np.array_equal(drawn[0], here[0]) and np.array_equal(drawn[1], here[1])
    assert steps == [(1, 2), (2, 2)]


def test_it_is_a_generator_of_plain_things(tiny_folder, canvas):
    """The Space's decorator looks at this, and pickles all of it."""
    assert inspect.isgeneratorfunction(zero.draw_there)
    there = str(tiny_folder), canvas, SETTINGS
    assert pickle.dumps(there)
    assert all(pickle.dumps(news) for news in zero.draw_there(*there))


def test_the_quota_asked_for_grows_with_the_work(canvas):
    large = replace(canvas, picture=np.zeros((1024, 1024, 3), np.uint8))
    asked = [
        zero.seconds_for("flux2-klein", *work)
        for work in (
            (canvas, SETTINGS),
            (large, SETTINGS),
            (large, replace(SETTINGS, steps=8)),
            (large, replace(SETTINGS, steps=50)),
        )
    ]
    assert asked == sorted(asked) and asked[0] < asked[2] and asked[-1] == 60


def test_a_quota_that_is_used_up_is_told_and_other_errors_are_not_hidden():
    def refused(text: str):
        raise RuntimeError(text)
        yield

    with pytest.raises(CheckpointError, match="used up for today"):
        zero.follow(refused("ZeroGPU quota exceeded"), None, None)
    with pytest.raises(RuntimeError, match="broke"):
        zero.follow(refused("it broke"), None, None)


def test_it_stops_between_two_steps(tiny_folder, canvas):
    with pytest.raises(Cancelled):
        zero.follow(zero.draw_there(str(tiny_folder), canvas, SETTINGS), None, lambda: True)


def _elsewhere(folder: str, canvas: Canvas):
    """What a drawing tells in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        yield from pool.apply(_draw_all, (folder, canvas))


def _draw_all(folder: str, canvas: Canvas) -> list:
    return list(zero.draw_there(folder, canvas, SETTINGS))
