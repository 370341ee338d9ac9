"""The walk through the rooms: one order in, one finished, measured, labelled toy out.

photo, selfie, order, sculpt, control, diffuse, finish, check, label. Importing this module loads
nothing heavy: each room is imported when the walk comes to it.
"""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from minime.brand import NO_BRAND, Brand, brand_preset, fill_order
from minime.errors import Cancelled
from minime.order import Order, resolve, to_json
from minime.preset import Preset, load_preset

if TYPE_CHECKING:
    from minime.check import Likeness
    from minime.diffuse.load import Pipeline
    from minime.sculpt import Sculpt
    from minime.selfie import Selfie

SIZE = (1024, 1280)
SAMPLES, DRAFT_SAMPLES = 4, 4
DRAFT_DETAIL = 0.5
FELL_BACK = {  # what is told of Toy.fell_back
    "weaker": "The model changed too much; the head is drawn at half the strength.",
    "draft": "The model lost the likeness, so the sculpted head stays.",
}
HEAD_FEATHER = 0.02  # of the head's height: where the head pass fades into the draft


@dataclass(frozen=True, kw_only=True, eq=False)
class Progress:
    """stage: the room at work. fraction: done of the whole, [0, 1]. preview: a picture or None."""

    stage: str
    fraction: float
    message: str
    preview: np.ndarray | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Toy:
    """picture, draft: (h, w, 3) uint8 sRGB. order: resolved. preset: its style, a brand's own
    where it has one. fell_back: None, or why the head is not the model's at its full strength:
    that was worse than the draft's, and so it is at half the strength ("weaker") or the "draft".
    seconds: by stage and total.
    energy: {"wh", "method": "measured" | "estimated" | None, "parts"} of label.footprint.
    parameters: the text other generators write."""

    picture: np.ndarray
    draft: np.ndarray
    order: Order
    preset: Preset
    selfie: "Selfie"
    sculpt: "Sculpt"
    likeness: "Likeness"
    fell_back: str | None
    seconds: Mapping[str, float]
    energy: Mapping[str, Any]
    checkpoint: str
    seed: int
    parameters: str


@dataclass(frozen=True, kw_only=True, eq=False)
class _Drawn:
    """A finished picture and what it is like; fell_back as in Toy."""

    picture: np.ndarray
    likeness: "Likeness"
    seed: int
    fell_back: str | None


Report = Callable[[Progress], None]


def read_selfie(
    source: bytes | str | Path, *, face: int | None = None, turn: int | None = None
) -> "Selfie":
    """Photo bytes, a path or "example" to a Selfie. Raises PhotoError."""
    from minime.selfie import read_selfie as read

    return read(source, face=face, turn=turn)


def draft(
    order: Order, *, size: int = 384, selfie: "Selfie | None" = None, brand: Brand = NO_BRAND
) -> "Sculpt":
    """The sculpt alone, ``size`` pixels wide and fast: what a person sees while typing. Toys that
    are made in other threads meanwhile give way to it."""
    from minime.sculpt.picture.tracer import hurried
    from minime.sculpt.scene import sculpt_toy

    order = fill_order(order, brand)
    preset = brand_preset(load_preset(order.preset), brand)
    order = resolve(order, preset.sliders)
    shape = (size, round(size * SIZE[1] / SIZE[0]))
    how = {"samples": DRAFT_SAMPLES, "detail": DRAFT_DETAIL, "quick": True}
    with hurried():
        if selfie is None:
            selfie = read_selfie(order.photo, face=order.face, turn=order.turn)
        return sculpt_toy(selfie, order, preset, size=shape, **how)


def make(
    order: Order,
    progress: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
    selfie: "Selfie | None" = None,
    *,
    brand: Brand = NO_BRAND,
) -> Toy:
    """The finished, measured toy of an order.

    progress: called between steps. cancelled: asked between steps; true raises Cancelled.
    selfie: what was read of the order's photo already; None reads it. brand: whose toy it is, a
    house's own look over the preset's.
    Raises MiniMeError with a sentence for the person.
    """
    from minime.label import meter

    with meter().toy() as energy:
        return _make(order, _Watch(progress, cancelled), selfie, brand, energy)


def _make(
    order: Order,
    watch: "_Watch",
    selfie: "Selfie | None",
    brand: Brand,
    energy: Callable[[], Mapping[str, Any]],
) -> Toy:
    from minime.label import add_mark
    from minime.prompt import write_prompt
    from minime.sculpt.scene import correct_traits, sculpt_toy

    clock = _Clock()
    order = fill_order(order, brand)
    preset = brand_preset(load_preset(order.preset), brand)
    order = resolve(order, preset.sliders)
    watch("selfie", 0.0, "Reading the photo")
    loading = _load_beside(order.checkpoint)
    if selfie is None:
        selfie = read_selfie(order.photo, face=order.face, turn=order.turn)
    traits = correct_traits(selfie.traits, order)
    prompt = write_prompt(preset, order, traits)
    clock.lap("selfie")
    size = (order.width or SIZE[0], order.height or SIZE[1])
    sculpt = sculpt_toy(
        selfie,
        order,
        preset,
        size=size,
        samples=SAMPLES,
        report=lambda share, text: watch("sculpt", 0.05 + 0.5 * share, text),
    )
    clock.lap("sculpt")
    watch("diffuse", 0.6, "Drawing", sculpt.draft)
    pipeline = loading.result()
    drawn = _draw_best(pipeline, sculpt, selfie, traits, order, preset, prompt, watch)
    clock.lap("diffuse")
    picture = add_mark(drawn.picture) if order.mark else drawn.picture
    clock.lap("finish")
    watch("label", 1.0, "Done", picture)
    return Toy(
        picture=picture,
        draft=sculpt.draft,
        order=replace(order, seed=drawn.seed),
        preset=preset,
        selfie=selfie,
        sculpt=sculpt,
        likeness=drawn.likeness,
        fell_back=drawn.fell_back,
        seconds=clock.seconds(),
        energy=energy(),
        checkpoint=order.checkpoint,
        seed=drawn.seed,
        parameters=_parameters(order, drawn.seed, prompt, size),
    )


def toy_json(toy: Toy, *, country: str = "world") -> dict:
    """What ``toy.json`` holds: plain JSON values; null is what could not be measured.

    country: whose electricity the grams of CO2 are for, of label.check_country.
    """
    from minime.artwork import short_code
    from minime.label import describe_energy, made_by
    from minime.selfie.seen import seen_words

    likeness = toy.likeness
    height, width = toy.selfie.image.shape[:2]
    found = likeness.to_json()
    moods = {"selfie": found["expression_selfie"], "toy": found["expression_toy"]}
    return {
        "order": to_json(toy.order),
        "code": short_code(load_preset(toy.order.preset).name, toy.order),
        "checkpoint": toy.checkpoint,
        "seed": toy.seed,
        "size": [toy.picture.shape[1], toy.picture.shape[0]],
        "selfie": {
            "size": [width, height],
            "faces": len(toy.selfie.boxes),
            "turn": toy.selfie.turn,
            "face_box": [int(side) for side in toy.selfie.face.box],
        },
        "pose": {
            "selfie": _angles(likeness.pose_selfie),
            "toy": _angles(likeness.pose_toy),
            "error_deg": found["pose_error_deg"],
        },
        "likeness": {
            "landmark_nme": found["landmark_nme"],
            "expression": moods | {"error": found["expression_error"]},
            "skin_delta_e": found["skin_delta_e"],
            "iris_delta_e": found["iris_delta_e"],
            "hair_delta_e": found["hair_delta_e"],
            "face_score": found["face_score"],
        },
        "seen": seen_words(toy.selfie),
        "seconds": {name: round(value, 3) for name, value in toy.seconds.items()},
        "energy": describe_energy(toy.energy, country),
        "made_by": made_by(toy.checkpoint),
        "fell_back": toy.fell_back,
        "head_box": list(toy.sculpt.head_box),
    }


def write_png(toy: Toy, path: Path) -> Path:
    """Write the labelled and signed picture, whole or not at all. Raises OutputError."""
    from minime.label import save_png

    return save_png(toy.picture, path, parameters=toy.parameters, order=to_json(toy.order))


class _Watch:
    """Passes progress on and stops between steps when the person asked for it."""

    def __init__(self, progress: Report | None, cancelled: Callable[[], bool] | None):
        self.progress, self.cancelled = progress, cancelled or (lambda: False)

    def __call__(self, stage: str, fraction: float, message: str, preview=None) -> None:
        if self.cancelled():
            raise Cancelled("Stopped; what was made before is still there.")
        if self.progress:
            self.progress(
                Progress(stage=stage, fraction=fraction, message=message, preview=preview)
            )


class _Clock:
    def __init__(self):
        self.start = self.last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name], self.last = now - self.last, now

    def seconds(self) -> dict[str, float]:
        return self.laps | {"total": time.perf_counter() - self.start}


def _load_beside(checkpoint: str) -> "Future[Pipeline | None]":
    """The checkpoint's pipeline, under way while the photo is read and the toy sculpted: its
    libraries alone take seconds to import. Raises CheckpointError at once if there is no such
    checkpoint, else when the result is asked for."""
    future: Future[Pipeline | None] = Future()
    if checkpoint == "none":
        future.set_result(None)
        return future
    from minime.diffuse.catalogue import find_checkpoint

    find_checkpoint(checkpoint)

    def load() -> None:
        from minime.diffuse.load import load_pipeline

        try:
            future.set_result(load_pipeline(checkpoint))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=load, name="checkpoint", daemon=True).start()
    return future


def _draw_best(pipeline, sculpt, selfie, traits, order: Order, preset: Preset, prompt, watch):
    """The candidate with the best likeness. Where a model's head is worse than the draft's, half
    the strength once, then the draft: nobody gets a worse toy for having chosen a model."""
    from minime.check import is_worse, measure_likeness
    from minime.finish import add_gloss
    from minime.sculpt.variation import PERIOD

    gloss = sculpt.gloss * preset.materials.gloss

    def finish(picture: np.ndarray, seed: int, fell_back: str | None = None) -> _Drawn:
        picture = add_gloss(picture, gloss)
        likeness = measure_likeness(selfie, picture, sculpt.head_box, traits)
        return _Drawn(picture=picture, likeness=likeness, seed=seed, fell_back=fell_back)

    if pipeline is None:
        return finish(sculpt.draft, order.seed)
    # All candidates make the same stance.
    seeds = [(order.seed + PERIOD * number) % 2**32 for number in range(order.best_of)]
    tries = [
        finish(_draw(pipeline, sculpt, selfie, order, prompt, seed, watch), seed) for seed in seeds
    ]
    best = min(tries, key=lambda drawn: _unlikeness(drawn.likeness))
    if not is_worse(best.likeness):
        return best
    draft = finish(sculpt.draft, best.seed, "draft")
    if not is_worse(best.likeness, draft.likeness):
        return best
    weaker = replace(order, strength=order.strength / 2)
    picture = _draw(pipeline, sculpt, selfie, weaker, prompt, best.seed, watch)
    again = finish(picture, best.seed, "weaker")
    return draft if is_worse(again.likeness, draft.likeness) else again


def _unlikeness(likeness: "Likeness") -> float:
    return np.inf if likeness.landmark_nme is None else likeness.landmark_nme


def _draw(pipeline, sculpt, selfie, order: Order, prompt, seed: int, watch) -> np.ndarray:
    """The figure pass where the checkpoint can, then the head pass, each pasted as a difference."""
    from minime.diffuse.passes import Settings
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
    identity = selfie.image[max(y0, 0) : y1, max(x0, 0) : x1]
    picture, start = sculpt.draft, 0.6
    if pipeline.figure is not None:
        watching = _watch_steps(watch, "Figure", start, 0.2)
        picture = _draw_figure(pipeline, sculpt, settings, identity, watching)
        picture, start = restore_words(picture, sculpt.draft, sculpt.layers), 0.8
    watching = _watch_steps(watch, "Head", start, 0.95 - start)
    picture = _draw_head(pipeline, sculpt, picture, settings, identity, watching)
    return restore_words(picture, sculpt.draft, sculpt.layers)


def _draw_figure(pipeline, sculpt, settings, identity, watching: dict) -> np.ndarray:
    from minime.control import control_images
    from minime.diffuse.passes import figure_pass
    from minime.finish import paste_difference

    maps = control_images(sculpt, pipeline.figure_kinds)
    result, reference = figure_pass(
        pipeline, sculpt.draft, maps, settings, identity=identity, **watching
    )
    everywhere = np.ones(sculpt.layers.shape, np.float32)
    weight = pipeline.checkpoint.difference
    return paste_difference(sculpt.draft, result, reference, everywhere, weight)


def _draw_head(pipeline, sculpt, picture, settings, identity, watching: dict) -> np.ndarray:
    from minime.diffuse.passes import head_pass
    from minime.finish import feather, paste_difference, spare_eyes
    from minime.srgb import from_linear, to_bytes

    patch = head_pass(
        pipeline,
        picture,
        sculpt.head_box,
        sculpt.landmarks,
        settings,
        known=(to_bytes(from_linear(sculpt.paint)), to_bytes(0.5 + 0.5 * sculpt.normals)),
        identity=identity,
        **watching,
    )
    left, top, right, bottom = patch.box
    box = np.s_[top:bottom, left:right]
    radius = HEAD_FEATHER * (sculpt.head_box[3] - sculpt.head_box[1])
    mask = spare_eyes(feather(sculpt.head_mask, radius), sculpt.landmarks)
    out = picture.copy()
    weight = pipeline.checkpoint.difference
    out[box] = paste_difference(picture[box], patch.result, patch.reference, mask[box], weight)
    return out


def _watch_steps(watch: _Watch, what: str, start: float, share: float) -> dict:
    """What a pass calls between its steps, which fill ``share`` of the whole from ``start``."""

    def progress(step: int, steps: int, preview) -> None:
        shown = None if preview is None else np.asarray(preview)
        watch("diffuse", start + share * step / steps, f"{what}: step {step} of {steps}", shown)

    return {"progress": progress, "cancelled": watch.cancelled}


def _parameters(order: Order, seed: int, prompt, size: tuple[int, int]) -> str:
    from minime.label import Settings, write_parameters

    return write_parameters(
        Settings(
            prompt=prompt.positive,
            negative=prompt.negative,
            steps=order.steps,
            sampler="none" if order.checkpoint == "none" else "checkpoint's own",
            guidance=order.guidance,
            seed=seed,
            model=order.checkpoint,
            width=size[0],
            height=size[1],
            strength=order.strength,
        )
    )


def _angles(pose) -> dict[str, float] | None:
    if pose is None:
        return None
    return {name.removesuffix("_deg"): round(value, 3) for name, value in asdict(pose).items()}
