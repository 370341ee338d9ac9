"""Checkpoint to pipeline: the best plan for the machine that works, and the next where it does not.

Only safetensors are read and no code of a checkpoint is ever run. What is loaded stays: the
embedded checkpoint, and one other beside it. A pipeline has a lock, because a scheduler
remembers the step it is at.
"""

import gc
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from minime.diffuse.catalogue import Checkpoint, find_checkpoint
from minime.diffuse.families import find_family
from minime.diffuse.plans import Plan, best_device, free_memory_gb, needed_gb, plans_for
from minime.diffuse.store import check_here
from minime.errors import CheckpointError


@dataclass(kw_only=True, eq=False)
class Pipeline:
    """A checkpoint ready to draw. pipes: diffusers pipelines by task, "head" and, where figures
    are drawn, "figure"; they share all weights. plan: how it is held, and later: the plans that
    are left for less memory. lock: hold it while drawing, or while that changes."""

    checkpoint: Checkpoint
    family: ModuleType
    pipes: dict[str, Any]
    plan: Plan
    later: tuple[Plan, ...] = ()
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def size(self) -> int:
        """Pixels of a side that the head pass works at."""
        return self.checkpoint.size

    def wants(self, task: str) -> tuple[str, ...]:
        """The kinds of control pictures that a pass is shown."""
        return self.family.wants(self.checkpoint, self.pipes[task], task)


class _Shelf:
    """What is loaded: the program's own checkpoint or a folder, and one of the hub. One thread
    loads at a time: while one does, transformers has all new weights of the process empty."""

    def __init__(self) -> None:
        self.loading = threading.Lock()
        self.loaded: dict[bool, tuple[tuple, Pipeline]] = {}

    def get(self, entry: Checkpoint, device: str) -> Pipeline:
        key, local = (entry, device), entry.base.local
        with self.loading:
            known, pipeline = self.loaded.get(local, (None, None))
            if known == key:
                return pipeline
            self.loaded.pop(local, None)
            del pipeline
            free_memory()
            found = _load_first(entry, plans_for(entry, device))
            self.loaded[local] = (key, found)
            return found


_SHELF = _Shelf()


def load_pipeline(checkpoint: str, device: str | None = None) -> Pipeline:
    """The pipeline of a checkpoint by catalogue name or folder, from the shelf if it is there.

    device: "cuda", "xpu", "mps" or "cpu"; the best one there is by default. Raises CheckpointError
    if the checkpoint is unknown, not on this computer, broken or does not fit.
    """
    entry = find_checkpoint(checkpoint)
    check_here(entry)
    return _SHELF.get(entry, device or best_device())


def hold_smaller(pipeline: Pipeline) -> None:
    """Load the same checkpoint by its next plan, after memory ran out; its lock must be held.
    Raises CheckpointError where no plan is left."""
    pipeline.pipes.clear()
    free_memory()
    with _SHELF.loading:
        found = _load_first(pipeline.checkpoint, pipeline.later)
    pipeline.pipes.update(found.pipes)
    pipeline.plan, pipeline.later = found.plan, found.later


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch found no memory: on a device, or in this computer."""
    import torch

    return isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error)


def free_memory() -> None:
    """Give back what nobody holds any more."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _load_first(entry: Checkpoint, plans: tuple[Plan, ...]) -> Pipeline:
    """By the first of ``plans`` for which the memory is enough."""
    for number, plan in enumerate(plans):
        if plan.device == "cpu":
            _check_main_memory(entry, plan)
        try:
            return _load(entry, plan, plans[number + 1 :])
        except RuntimeError as error:
            if not is_out_of_memory(error):
                raise _misfit(entry, error) from error
        free_memory()
    raise CheckpointError(
        'The checkpoint "{name}" needs more memory than there is; choose a smaller one, or the'
        " embedded checkpoint.",
        {"name": entry.name},
    )


def _check_main_memory(entry: Checkpoint, plan: Plan) -> None:
    """A system that runs out of main memory ends the program, so this is told before."""
    needed, free = needed_gb(entry, plan), free_memory_gb("cpu")
    if needed > free:
        raise CheckpointError(
            'The checkpoint "{name}" needs {needed} GB of memory here and {free} are free; choose'
            " a smaller one, or the embedded checkpoint.",
            {"name": entry.name, "needed": f"{needed:.0f}", "free": f"{free:.0f}"},
        )


def _load(entry: Checkpoint, plan: Plan, later: tuple[Plan, ...]) -> Pipeline:
    from safetensors import SafetensorError

    from minime.diffuse.parts import Parts

    family = find_family(entry.family)
    try:
        with quiet():
            parts = Parts(entry=entry, plan=plan, quantized=family.QUANTIZED)
            pipes = family.build(entry, parts)
            # The head's last: what holds a shared model is made anew by each, and the figure's
            # ControlNets have hooks of their own round those of the head's.
            for pipe in {id(pipe): pipe for pipe in reversed(pipes.values())}.values():
                _place(pipe, plan)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SafetensorError) as error:
        raise _misfit(entry, error) from error
    return Pipeline(checkpoint=entry, family=family, pipes=pipes, plan=plan, later=later)


@contextmanager
def quiet():
    """No progress bars, no notes about classes that fit though they were not expected, none
    about a long prompt's end, which CLIP never reads."""
    from diffusers.utils import logging as diffusers_log
    from transformers.utils import logging as transformers_log

    logs = (diffusers_log, transformers_log)
    levels = [log.get_verbosity() for log in logs]
    for log in logs:
        log.set_verbosity_error()
        log.disable_progress_bar()
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.set_verbosity(level)
            log.enable_progress_bar()


def _misfit(entry: Checkpoint, error: Exception) -> CheckpointError:
    reason = str(error).strip().split("\n")[0][:160].rstrip(".")
    other = '"none"' if entry.name == "embedded" else "the embedded checkpoint"
    return CheckpointError(
        'The checkpoint "{name}" does not load ({reason}); choose {other}.',
        {"name": entry.name, "reason": reason, "other": other},
    )


def _place(pipe: Any, plan: Plan) -> None:
    """Hold the weights as planned; convolutions work faster with channels last."""
    import torch

    pipe.set_progress_bar_config(disable=True)
    models = [part for part in pipe.components.values() if isinstance(part, torch.nn.Module)]
    for model in models:
        model.eval()
    for model in (getattr(pipe, name, None) for name in ("unet", "vae", "controlnet")):
        if isinstance(model, torch.nn.Module) and _is_flat(model):
            model.to(memory_format=torch.channels_last)
    if plan.tiled and hasattr(pipe.vae, "enable_tiling"):
        pipe.vae.enable_tiling()
    if plan.holding == "whole":
        pipe.to(plan.device)
    elif plan.holding == "model":
        pipe.enable_model_cpu_offload(device=plan.device)
    else:
        kind = {"offload_type": "leaf_level"}
        if plan.holding == "group":
            kind = {"offload_type": "block_level", "num_blocks_per_group": 1}
        pipe.enable_group_offload(onload_device=torch.device(plan.device), **kind)


def _is_flat(model: Any) -> bool:
    """Whether no weight of it has a depth: only pictures have channels to put last."""
    return all(weight.dim() < 5 for weight in model.parameters())
