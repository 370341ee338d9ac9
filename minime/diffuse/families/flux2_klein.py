"""FLUX.2 klein: inpainting of the mask from the noised draft, with the selfie as reference."""

from typing import Any

import numpy as np

from minime.diffuse.canvas import Canvas, Settings, from_floats, to_pil
from minime.diffuse.catalogue import Checkpoint
from minime.diffuse.families.flow import sigmas_from
from minime.diffuse.parts import Parts

HELD_BY = "strength"
QUANTIZED = ("transformer", "text_encoder")


def build(entry: Checkpoint, parts: Parts) -> dict[str, Any]:
    """One pipeline for both tasks."""
    from diffusers import Flux2KleinInpaintPipeline

    pipe = parts.load(Flux2KleinInpaintPipeline, entry.base)
    return {"head": pipe, "figure": pipe}


def wants(entry: Checkpoint, pipe: Any, task: str) -> tuple[str, ...]:
    """None: it has no ControlNet."""
    return ()


def arguments(entry: Checkpoint, pipe: Any, canvas: Canvas, settings: Settings) -> dict[str, Any]:
    """Of ``Flux2KleinInpaintPipeline``. Its own strength counts in whole steps (of four, all above
    .75 is noise alone), so the noise levels are given instead and it starts with the first. Its
    default of 50 steps and guidance 8 is not the distilled model's."""
    return {
        "prompt": settings.prompt,
        "image": to_pil(canvas.picture),
        "image_reference": to_pil(canvas.person),
        "mask_image": to_pil(canvas.mask),
        **canvas.size,
        "strength": 1.0,
        "num_inference_steps": settings.steps,
        "sigmas": sigmas_from(settings.strength, settings.steps),
        "guidance_scale": 1.0,
        "output_type": "np",
    }


def pictures(pipe: Any, images: Any, canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """Its VAE loses next to nothing, so the draft itself is the reference."""
    return from_floats(images), canvas.picture
