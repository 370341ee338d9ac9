"""The state of a training stage on disk: weights, optimizer moments and the clock.

Safetensors and JSON only; a stage that was stopped goes on from its last save.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Clock:
    """Steps and seconds spent on a stage, over all its runs; both grow as it is trained."""

    budget_s: float
    step: int = 0
    spent_s: float = 0.0

    def rate(self, peak: float) -> float:
        """The learning rate now: 100 steps of warm-up, then a cosine down to a hundredth."""
        share = min(1.0, self.spent_s / self.budget_s)
        cosine = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share))
        return peak * cosine * min(1.0, (self.step + 1) / 100)


def save_state(stem: Path, models: dict, optimizer, clock: Clock) -> None:
    """Write weights, moments and clock beside each other; the old state lives until then."""
    from safetensors.torch import save_file

    stem.parent.mkdir(parents=True, exist_ok=True)
    state = {
        f"{name}.{key}": value.clone().contiguous()
        for name, model in models.items()
        for key, value in model.state_dict().items()
    }
    for index, moments in optimizer.state_dict()["state"].items():
        for key, value in moments.items():
            state[f"adam.{index}.{key}"] = value.clone().contiguous()
    fresh = stem.with_suffix(".fresh")
    save_file(state, fresh)
    fresh.replace(stem.with_suffix(".safetensors"))
    stem.with_suffix(".json").write_text(json.dumps({"step": clock.step, "spent_s": clock.spent_s}))


def resume_state(stem: Path, models: dict, optimizer, clock: Clock) -> None:
    """Go on from what :func:`save_state` left, if anything."""
    from safetensors.torch import load_file

    stem.parent.mkdir(parents=True, exist_ok=True)
    if not stem.with_suffix(".json").exists():
        return
    state = load_file(stem.with_suffix(".safetensors"))
    for name, model in models.items():
        load_part(model, state, f"{name}.")
    whole = optimizer.state_dict()
    moments: dict = {}
    for key, value in state.items():
        if key.startswith("adam."):
            _, index, name = key.split(".")
            moments.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict({**whole, "state": moments})
    past = json.loads(stem.with_suffix(".json").read_text())
    clock.step, clock.spent_s = past["step"], past["spent_s"]


def load_part(model, state: dict, prefix: str) -> None:
    """Load the entries of ``state`` whose names start with ``prefix`` into ``model``."""
    model.load_state_dict(
        {key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)}
    )
