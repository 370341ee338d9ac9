"""What the flow-matching families share: a start from the noised draft, so that strength means to
them what it means to all."""

from typing import Any

import numpy as np

from minime.diffuse.canvas import Canvas, from_floats
from minime.diffuse.catalogue import Checkpoint


def wants(entry: Checkpoint, pipe: Any, task: str) -> tuple[str, ...]:
    """The control pictures that the catalogue has for a pass; it may have none."""
    return entry.kinds(task)


def pictures(pipe: Any, images: Any, canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """Their VAEs lose next to nothing, so the draft itself is the reference."""
    return from_floats(images), canvas.picture


def sigmas_from(strength: float, steps: int) -> list[float]:
    """Noise levels of exactly ``steps`` evaluations, before the scheduler's own shift; at strength
    1 those that the pipelines of diffusers start with themselves."""
    return np.linspace(strength, strength / steps, steps).tolist()


def noised(scheduler: Any, clean: Any, sigmas: list[float], mu: float, seed: int) -> Any:
    """The latents ``clean`` with as much noise as the first of ``sigmas`` is after the
    scheduler's shift: (1 - sigma) * clean + sigma * noise. mu: of a dynamic shift."""
    import torch

    scheduler.set_timesteps(sigmas=sigmas, mu=mu)
    level = float(scheduler.sigmas[0])
    generator = torch.Generator("cpu").manual_seed(seed)
    noise = torch.randn(clean.shape, generator=generator).to(clean)
    return (1 - level) * clean + level * noise


def shift_of(scheduler: Any, tokens: int) -> float:
    """mu of a dynamic shift, linear in the number of the picture's ``tokens`` (as
    ``calculate_shift`` of diffusers' pipelines)."""
    config = scheduler.config
    fewest, most = config.get("base_image_seq_len", 256), config.get("max_image_seq_len", 4096)
    low, high = config.get("base_shift", 0.5), config.get("max_shift", 1.15)
    return low + (high - low) * (tokens - fewest) / (most - fewest)
