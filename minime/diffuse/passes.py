"""The passes over a draft: the head at a checkpoint's own size, and the whole figure.

Pictures are (h, w, 3) uint8 sRGB, x right, y down; boxes are half-open pixels. Both passes
return the result and the reference, the draft after the family's own coding: what finish adds to
the draft is the difference of the two, so that nothing sharp is lost to a small VAE.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minime.control import View, control_images, resize
from minime.diffuse.canvas import Canvas, Settings
from minime.diffuse.load import Pipeline, hold_smaller, is_out_of_memory, quiet
from minime.errors import Cancelled, CheckpointError

if TYPE_CHECKING:
    from minime.sculpt import Sculpt

HEAD_MARGIN = 0.08
_FIGURE_LONG_SIDE = 1.5  # of the head's side
_FIGURE_MOST = 1088  # px: about what edit models take for a megapixel, and no more
_MULTIPLE = 64  # px of a side that every family can work at

# (step that is done, steps, a PIL picture of the state or None)
Progress = Callable[[int, int, object], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Patch:
    """result, reference: (n, n, 3) uint8, to be laid over ``box``, a square of n pixels; result is
    None where it could not be brought onto the draft."""

    result: np.ndarray | None
    reference: np.ndarray
    box: tuple[int, int, int, int]


def head_square(
    head_box: tuple[int, int, int, int], width: int, height: int, margin: float = HEAD_MARGIN
) -> tuple[int, int, int, int]:
    """The square around a head, ``margin`` of its longer side wider on every side, moved and,
    where it must be, shrunk to lie inside a picture of ``width`` x ``height``."""
    x0, y0, x1, y1 = head_box
    side = min(round(max(x1 - x0, y1 - y0) * (1 + 2 * margin)), width, height)
    left = min(max(round((x0 + x1 - side) / 2), 0), width - side)
    top = min(max(round((y0 + y1 - side) / 2), 0), height - side)
    return left, top, left + side, top + side


def head_pass(
    pipeline: Pipeline,
    sculpt: "Sculpt",
    picture: np.ndarray,
    person: np.ndarray,
    settings: Settings,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Patch:
    """Draw the head in ``picture`` anew, which is the sculpt's draft or what the figure pass made
    of it. person: the selfie's face. Raises Cancelled between two steps when ``cancelled()`` is
    true."""
    box = head_square(sculpt.head_box, picture.shape[1], picture.shape[0])
    side, size = box[2] - box[0], pipeline.size
    canvas = Canvas(
        task="head",
        picture=resize(picture[box[1] : box[3], box[0] : box[2]], size, size),
        mask=_resize_mask(sculpt.head_mask[box[1] : box[3], box[0] : box[2]], size, size),
        maps=control_images(View.of(sculpt, box, size), pipeline.wants("head")),
        person=person,
    )
    result, reference = draw(pipeline, canvas, settings, progress=progress, cancelled=cancelled)
    result, reference = (
        None if drawn is None else resize(drawn, side, side) for drawn in (result, reference)
    )
    return Patch(result=result, reference=reference, box=box)


def figure_pass(
    pipeline: Pipeline,
    sculpt: "Sculpt",
    person: np.ndarray,
    settings: Settings,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[np.ndarray | None, np.ndarray]:
    """Draw the whole draft anew; result and reference, of its size.

    Raises CheckpointError where the checkpoint can draw heads only, Cancelled between two steps.
    """
    from minime.finish import open_to_models

    if "figure" not in pipeline.pipes:
        raise CheckpointError(
            f'The checkpoint "{pipeline.checkpoint.name}" draws heads only; '
            "choose one with a depth ControlNet for the whole figure."
        )
    height, width = sculpt.draft.shape[:2]
    shrink = min(_FIGURE_LONG_SIDE * pipeline.size, _FIGURE_MOST) / max(height, width)
    inner = [
        max(_MULTIPLE, round(side * shrink / _MULTIPLE) * _MULTIPLE) for side in (height, width)
    ]
    maps = control_images(sculpt, pipeline.wants("figure"))
    canvas = Canvas(
        task="figure",
        picture=resize(sculpt.draft, *inner),
        mask=_resize_mask(open_to_models(sculpt.layers), *inner),
        maps={kind: resize(picture, *inner) for kind, picture in maps.items()},
        person=person,
    )
    result, reference = draw(pipeline, canvas, settings, progress=progress, cancelled=cancelled)
    return None if result is None else resize(result, height, width), resize(
        reference, height, width
    )


def draw(
    pipeline: Pipeline,
    canvas: Canvas,
    settings: Settings,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[np.ndarray | None, np.ndarray]:
    """One pass on a canvas of a size that the checkpoint works at; result and reference. The
    result is None where an edit model moved the picture so far that it can't be laid back.

    Where memory runs out, the pass is done again by the checkpoint's next plan. Raises
    CheckpointError where there is none.
    """
    from minime.diffuse import zero
    from minime.diffuse.register import lay_back

    _Watch(settings, progress, cancelled).check()
    if settings.strength <= 0:
        return canvas.picture.copy(), canvas.picture.copy()
    if zero.is_lent() and pipeline.plan.device == "cuda":
        there = zero.lent_drawing()(pipeline.checkpoint.name, canvas, settings)
        result, reference = zero.follow(there, progress, cancelled)
    else:
        result, reference = draw_here(pipeline, canvas, settings, progress, cancelled)
    if pipeline.family.HELD_BY != "controlnet":
        result = lay_back(result, canvas.picture)
    return result, reference


def draw_here(
    pipeline: Pipeline,
    canvas: Canvas,
    settings: Settings,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> tuple[np.ndarray, np.ndarray]:
    """:func:`draw` in this process, before anything is laid back."""
    watch = _Watch(settings, progress, cancelled)
    with pipeline.lock:
        drawn = None
        while drawn is None:
            try:
                drawn = _run(pipeline, canvas, settings, watch)
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
            if drawn is None:  # not while the error still holds what it was at
                hold_smaller(pipeline)
    return drawn


class _Watch:
    """Called after every step: reports progress with a preview, and stops when told to."""

    def __init__(self, settings, progress, cancelled):
        self.steps, self.progress, self.cancelled = settings.steps, progress, cancelled

    def check(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled("The drawing was stopped; start it again when you like.")

    def __call__(self, pipe, index: int, timestep, tensors: dict) -> dict:
        self.check()
        if self.progress is not None:
            self.progress(index + 1, self.steps, _preview(pipe, tensors["latents"]))
        return tensors


def _run(
    pipeline: Pipeline, canvas: Canvas, settings: Settings, watch: _Watch
) -> tuple[np.ndarray, np.ndarray]:
    import torch

    pipe = pipeline.pipes[canvas.task]
    with quiet(), torch.inference_mode():
        words = pipeline.family.arguments(pipeline.checkpoint, pipe, canvas, settings)
        images = pipe(
            **words,
            generator=torch.Generator("cpu").manual_seed(settings.seed),
            callback_on_step_end=watch,
        ).images
        return pipeline.family.pictures(pipe, images, canvas)


def _preview(pipe, latents):
    """The state as a PIL picture where decoding is cheap (a tiny VAE), else None."""
    from PIL import Image

    from minime.diffuse.families.stable_diffusion import decode

    if type(pipe.vae).__name__ != "AutoencoderTiny":
        return None
    return Image.fromarray(decode(pipe, latents))


def _resize_mask(mask: np.ndarray, height: int, width: int) -> np.ndarray:
    import cv2

    return cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
