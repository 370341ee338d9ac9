"""From the sculpt to the finished picture: the passes of a checkpoint over the draft, pasted as
differences, measured, and held back where they lose what the draft has.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from minime.order import Order
from minime.preset import Preset

if TYPE_CHECKING:
    from minime.check import Likeness

HEAD_FEATHER = 0.02  # of the head's height: where the head pass fades into the draft


@dataclass(frozen=True, kw_only=True, eq=False)
class Drawn:
    """A finished picture and what it is like; fell_back, prompt_cut as in make.Toy."""

    picture: np.ndarray
    likeness: "Likeness"
    seed: int
    fell_back: str | None
    prompt_cut: str = ""


def draw_best(
    pipeline, sculpt, selfie, traits, order: Order, preset: Preset, prompt, watch
) -> Drawn:
    """The candidate with the best likeness. Where a model's head is worse than the draft's, half
    the strength once, then the draft: nobody gets a worse toy for having chosen a model."""
    from minime.check import is_worse, measure_likeness
    from minime.diffuse.words import fit_prompt
    from minime.finish import add_gloss
    from minime.sculpt.variation import PERIOD

    gloss, cut = sculpt.gloss * preset.materials.gloss, ""
    if pipeline is not None:
        tokenizer = pipeline.pipes["head"].tokenizer
        told, cut = fit_prompt(pipeline.checkpoint, tokenizer, prompt.positive)
        prompt = replace(prompt, positive=told)

    def finish(picture: np.ndarray, seed: int, fell_back: str | None = None) -> Drawn:
        # Below the gloss: what a bubble throws back is light, and no colour of the hair.
        likeness = measure_likeness(selfie, picture, sculpt.head_box, traits)
        return Drawn(
            picture=add_gloss(picture, gloss),
            likeness=likeness,
            seed=seed,
            fell_back=fell_back,
            prompt_cut=cut,
        )

    def draw(order: Order, seed: int, fell_back: str | None = None) -> Drawn | None:
        picture = _draw(pipeline, sculpt, selfie, order, prompt, seed, watch)
        return None if picture is None else finish(picture, seed, fell_back)

    if pipeline is None:
        return finish(sculpt.draft, order.seed)
    # All candidates make the same stance.
    seeds = [(order.seed + PERIOD * number) % 2**32 for number in range(order.best_of)]
    tries = [drawn for seed in seeds if (drawn := draw(order, seed)) is not None]
    best = min(tries, key=lambda drawn: _unlikeness(drawn.likeness), default=None)
    if best is not None and not is_worse(best.likeness):
        return best
    draft = finish(sculpt.draft, seeds[0] if best is None else best.seed, "draft")
    if best is not None and not is_worse(best.likeness, draft.likeness):
        return best
    again = draw(replace(order, strength=order.strength / 2), draft.seed, "weaker")
    return draft if again is None or is_worse(again.likeness, draft.likeness) else again


def _unlikeness(likeness: "Likeness") -> float:
    return np.inf if likeness.landmark_nme is None else likeness.landmark_nme


def _draw(pipeline, sculpt, selfie, order: Order, prompt, seed: int, watch) -> np.ndarray | None:
    """The figure pass where the checkpoint can, then the head pass, each pasted as a difference.
    None where a pass could not be laid back onto the draft."""
    from minime.diffuse.canvas import Settings
    from minime.finish import restore_words

    settings = Settings(
        strength=order.strength,
        steps=order.steps,
        guidance=order.guidance,
        pose_hold=order.pose_hold,
        seed=seed,
        prompt=prompt.positive,
        negative=prompt.negative,
    )
    x0, y0, x1, y1 = selfie.face.box
    person = selfie.image[max(y0, 0) : y1, max(x0, 0) : x1]
    picture, start = sculpt.draft, 0.6
    if (share := pipeline.checkpoint.figure) is not None:
        watching = _watch_steps(watch, "Figure", start, 0.2)
        gently = replace(settings, strength=share * settings.strength)
        picture = _draw_figure(pipeline, sculpt, person, gently, watching)
        if picture is None:
            return None
        start = 0.8
    watching = _watch_steps(watch, "Head", start, 0.95 - start)
    picture = _draw_head(pipeline, sculpt, picture, person, settings, watching)
    return None if picture is None else restore_words(picture, sculpt.draft, sculpt.layers)


def _draw_figure(pipeline, sculpt, person, settings, watching: dict) -> np.ndarray | None:
    from minime.diffuse.passes import figure_pass
    from minime.finish import paste_difference, restore_words

    result, reference = figure_pass(pipeline, sculpt, person, settings, **watching)
    if result is None:
        return None
    everywhere = np.ones(sculpt.layers.shape, np.float32)
    weight = pipeline.checkpoint.difference
    drawn = paste_difference(sculpt.draft, result, reference, everywhere, weight)
    return restore_words(drawn, sculpt.draft, sculpt.layers)


def _draw_head(pipeline, sculpt, picture, person, settings, watching: dict) -> np.ndarray | None:
    from minime.diffuse.passes import head_pass
    from minime.finish import feather, paste_difference, spare_eyes

    patch = head_pass(pipeline, sculpt, picture, person, settings, **watching)
    if patch.result is None:
        return None
    left, top, right, bottom = patch.box
    box = np.s_[top:bottom, left:right]
    radius = HEAD_FEATHER * (sculpt.head_box[3] - sculpt.head_box[1])
    mask = spare_eyes(feather(sculpt.head_mask, radius), sculpt.landmarks)
    out = picture.copy()
    weight = pipeline.checkpoint.difference
    out[box] = paste_difference(picture[box], patch.result, patch.reference, mask[box], weight)
    return out


def _watch_steps(watch: Any, what: str, start: float, share: float) -> dict:
    """What a pass calls between its steps, which fill ``share`` of the whole from ``start``."""

    def progress(step: int, steps: int, preview) -> None:
        shown = None if preview is None else np.asarray(preview)
        watch("diffuse", start + share * step / steps, f"{what}: step {step} of {steps}", shown)

    return {"progress": progress, "cancelled": watch.cancelled}
