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
    held_by: what kept the pose in the checkpoint's passes, "controlnet", "strength" or
    "reference"; plan: how it was held on this machine; None without one. prompt_cut: the clauses
    of the prompt that it could not read.
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
    held_by: str | None
    plan: str | None
    prompt_cut: str
    seconds: Mapping[str, float]
    energy: Mapping[str, Any]
    checkpoint: str
    seed: int
    parameters: str


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
    from minime.diffuse.catalogue import checkpoint_sliders
    from minime.draw import draw_best
    from minime.label import add_mark
    from minime.prompt import write_prompt
    from minime.sculpt.scene import correct_traits, sculpt_toy

    clock = _Clock()
    order = fill_order(order, brand)
    preset = brand_preset(load_preset(order.preset), brand)
    order = resolve(order, preset.sliders | checkpoint_sliders(order.checkpoint))
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
    drawn = draw_best(pipeline, sculpt, selfie, traits, order, preset, prompt, watch)
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
        held_by=pipeline and pipeline.family.HELD_BY,
        plan=pipeline and pipeline.plan.told(),
        prompt_cut=drawn.prompt_cut,
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
            "skin_lighter": found["skin_lighter"],
            "hair_lighter": found["hair_lighter"],
            "face_score": found["face_score"],
        },
        "seen": seen_words(toy.selfie),
        "seconds": {name: round(value, 3) for name, value in toy.seconds.items()},
        "energy": describe_energy(toy.energy, country),
        "made_by": made_by(toy.checkpoint),
        "held_by": toy.held_by,
        "plan": toy.plan,
        "prompt_cut": toy.prompt_cut,
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
    from minime.diffuse.store import check_here

    check_here(find_checkpoint(checkpoint))

    def load() -> None:
        from minime.diffuse.load import load_pipeline

        try:
            future.set_result(load_pipeline(checkpoint))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=load, name="checkpoint", daemon=True).start()
    return future


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
