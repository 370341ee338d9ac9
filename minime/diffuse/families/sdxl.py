"""Stable Diffusion XL: image to image, held by one union ControlNet that knows many kinds."""

from typing import Any

from minime.diffuse.canvas import Canvas, Settings, to_tensor
from minime.diffuse.catalogue import Checkpoint
from minime.diffuse.families.stable_diffusion import (
    HELD_BY,
    IDENTITY_SCALE,
    pictures,
    shared_arguments,
)
from minime.diffuse.parts import Parts

__all__ = ["HELD_BY", "QUANTIZED", "arguments", "build", "pictures", "wants"]

QUANTIZED = ()


def build(entry: Checkpoint, parts: Parts) -> dict[str, Any]:
    """One pipeline for both tasks."""
    from diffusers import (
        AutoencoderTiny,
        ControlNetUnionModel,
        StableDiffusionXLControlNetUnionImg2ImgPipeline,
    )

    pipe = parts.load(
        StableDiffusionXLControlNetUnionImg2ImgPipeline,
        entry.base,
        controlnet=parts.load(ControlNetUnionModel, entry.net),
        vae=parts.load(AutoencoderTiny, entry.vae),
    )
    parts.adapt(pipe, IDENTITY_SCALE)
    return {"head": pipe, "figure": pipe}


def wants(entry: Checkpoint, pipe: Any, task: str) -> tuple[str, ...]:
    """As the catalogue has them."""
    return entry.kinds(task)


def arguments(entry: Checkpoint, pipe: Any, canvas: Canvas, settings: Settings) -> dict[str, Any]:
    """Of ``StableDiffusionXLControlNetUnionImg2ImgPipeline``."""
    controls = [control for control in entry.controls if canvas.task in control.passes]
    return shared_arguments(entry, pipe, canvas, settings) | {
        "control_image": [to_tensor(canvas.maps[control.kind]) for control in controls],
        "control_mode": [control.mode for control in controls],
        "controlnet_conditioning_scale": [settings.pose_hold] * len(controls),
    }
