"""Qwen-Image-Edit: the whole picture drawn anew from the noised draft, with the draft, the selfie
and a map as pictures that the prompt speaks of."""

from typing import Any

import numpy as np

from minime.diffuse.canvas import Canvas, Settings, to_pil, to_tensor
from minime.diffuse.catalogue import Checkpoint
from minime.diffuse.families.flow import noised, pictures, shift_of, sigmas_from, wants
from minime.diffuse.parts import Parts

__all__ = ["HELD_BY", "QUANTIZED", "arguments", "build", "pictures", "wants"]

HELD_BY = "reference"
QUANTIZED = ("transformer", "text_encoder")


def build(entry: Checkpoint, parts: Parts) -> dict[str, Any]:
    """One pipeline for both tasks."""
    from diffusers import QwenImageEditPlusPipeline

    pipe = parts.load(QwenImageEditPlusPipeline, entry.base)
    parts.adapt(pipe)
    return {"head": pipe, "figure": pipe}


def arguments(entry: Checkpoint, pipe: Any, canvas: Canvas, settings: Settings) -> dict[str, Any]:
    """Of ``QwenImageEditPlusPipeline``. The shape would be that of the last picture, so both sides
    are given; a negative prompt counts with guidance alone."""
    maps = [to_pil(canvas.maps[kind]) for kind in entry.kinds(canvas.task)]
    sigmas = sigmas_from(settings.strength, settings.steps)
    guided = settings.guidance > 1.0
    return {
        "prompt": settings.prompt,
        "negative_prompt": settings.negative or " " if guided else None,
        "image": [to_pil(canvas.picture), to_pil(canvas.person), *maps],
        **canvas.size,
        "num_inference_steps": settings.steps,
        "sigmas": sigmas,
        "latents": _start(pipe, canvas.picture, sigmas, settings.seed),
        "true_cfg_scale": settings.guidance if guided else 1.0,
        "output_type": "np",
    }


def _start(pipe: Any, picture: np.ndarray, sigmas: list[float], seed: int):
    """(1, tokens, 64) the noised draft in two by two patches."""
    number = pipe.vae.dtype
    images = (to_tensor(picture) * 2 - 1).to(device=pipe._execution_device, dtype=number)
    clean = pipe._encode_vae_image(images.unsqueeze(2), generator=None).float()
    _, channels, _, height, width = clean.shape
    mu = shift_of(pipe.scheduler, height * width // 4)
    start = noised(pipe.scheduler, clean, sigmas, mu, seed)
    return pipe._pack_latents(start, 1, channels, height, width).to(number)
