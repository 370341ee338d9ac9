"""Drawing on a GPU that is lent for seconds (ZeroGPU of Hugging Face's Spaces).

The GPU is another process, a fork of this one that is asked for one call: arrays go in and come
out, and no lock, callback or pipeline. The weights must be on ``cuda`` before the page is served,
so :func:`prepare` loads them. Without the package ``spaces``, or away from ZeroGPU, there is
nothing of this.
"""

import os
import queue
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from minime.diffuse.canvas import Canvas, Settings
from minime.errors import Cancelled, CheckpointError

CHECKPOINT = "flux2-klein"  # what is loaded there: quick, and small enough for half a GPU
# What a call is expected to take, which the visitor's quota must hold: to get hold of the GPU and
# encode the prompt, and a step on a picture of a megapixel. Assumed, for want of such a GPU.
_START_S, _STEP_S = 8.0, 1.5
_LONGEST_S = 60

Drawn = tuple[np.ndarray, np.ndarray]


def is_lent() -> bool:
    """Whether this is a Space on ZeroGPU."""
    return os.environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true")


def prepare() -> None:
    """Fetch the checkpoint, put its weights on the GPU and tell the Space what needs it: before the
    page is served. Raises CheckpointError."""
    lent_drawing()  # the Space's package stands in for CUDA from here on
    from minime.diffuse.catalogue import find_checkpoint
    from minime.diffuse.fetch import fetch, plan_download
    from minime.diffuse.load import load_pipeline

    fetch(plan_download(find_checkpoint(CHECKPOINT)))
    load_pipeline(CHECKPOINT, "cuda")


def seconds_for(name: str, canvas: Canvas, settings: Settings) -> int:
    """What is asked of the visitor's quota for a call of :func:`draw_there`."""
    megapixels = canvas.picture.shape[0] * canvas.picture.shape[1] / 1e6
    return min(_LONGEST_S, round(_START_S + settings.steps * megapixels * _STEP_S))


def draw_there(name: str, canvas: Canvas, settings: Settings) -> Iterator[tuple[int, int] | Drawn]:
    """One pass with the checkpoint ``name``: (step, steps) after each step, then result and
    reference. A generator, as its work is told from another process."""
    from minime.diffuse.load import load_pipeline
    from minime.diffuse.passes import draw_here

    told: queue.SimpleQueue[Any] = queue.SimpleQueue()
    pipeline = load_pipeline(name)

    def work() -> None:
        try:
            told.put(
                draw_here(
                    pipeline, canvas, settings, lambda step, steps, _: told.put((step, steps)), None
                )
            )
        except BaseException as error:
            told.put(error)

    threading.Thread(target=work, daemon=True).start()
    while True:
        news = told.get()
        if isinstance(news, BaseException):
            raise news
        yield news
        if isinstance(news[0], np.ndarray):
            return


@lru_cache(maxsize=1)
def lent_drawing() -> Callable[..., Iterator[Any]]:
    """:func:`draw_there` as the Space calls it on its GPU."""
    import spaces

    return spaces.GPU(duration=seconds_for)(draw_there)


def follow(
    drawing: Iterator[tuple[int, int] | Drawn],
    progress: Callable[[int, int, object], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Drawn:
    """Result and reference of a drawing elsewhere. Raises Cancelled, and CheckpointError where
    the visitor's share of the GPU is used up."""
    try:
        for news in drawing:
            if isinstance(news[0], np.ndarray):
                return news
            if cancelled is not None and cancelled():
                raise Cancelled("The drawing was stopped; start it again when you like.")
            if progress is not None:
                progress(*news, None)
    except Exception as error:  # the Space's own, of the page's library
        if "quota" not in f"{getattr(error, 'title', '')} {error}".lower():
            raise
        raise CheckpointError(
            "Your share of this Space's GPU is used up for today; sign in for more, or choose the"
            " embedded checkpoint."
        ) from error
    raise CheckpointError("The Space's GPU gave no picture; try again.")
