"""FLUX.2 klein: inpainting of the mask from the noised draft, with the selfie as reference."""

from typing import Any

from minime.diffuse.canvas import Canvas, Settings, to_pil
from minime.diffuse.catalogue import Checkpoint
from minime.diffuse.families.flow import pictures, sigmas_from, wants
from minime.diffuse.parts import Parts

__all__ = ["HELD_BY", "QUANTIZED", "arguments", "build", "pictures", "wants"]

HELD_BY = "strength"
QUANTIZED = ("transformer", "text_encoder")


def build(entry: Checkpoint, parts: Parts) -> dict[str, Any]:
    """One pipeline for both tasks."""
    from diffusers import Flux2KleinInpaintPipeline

    pipe = parts.load(Flux2KleinInpaintPipeline, entry.base)
    return {"head": pipe, "figure": pipe}


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
