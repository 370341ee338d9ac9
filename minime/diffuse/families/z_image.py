"""Z-Image: inpainting of the mask, held by a union ControlNet that sees one picture."""

from pathlib import Path
from typing import Any

import numpy as np

from minime.diffuse.canvas import Canvas, Settings, to_pil, to_tensor
from minime.diffuse.catalogue import Checkpoint
from minime.diffuse.families.flow import noised, pictures, shift_of, sigmas_from, wants
from minime.diffuse.parts import Parts
from minime.diffuse.store import find_folder

__all__ = ["HELD_BY", "QUANTIZED", "arguments", "build", "pictures", "wants"]

HELD_BY = "controlnet"
QUANTIZED = ("transformer", "text_encoder")
_CONFIG = Path(__file__).parent.parent / "configs" / "z_image_controlnet"


def build(entry: Checkpoint, parts: Parts) -> dict[str, Any]:
    """One pipeline for both tasks. The sizes of the ControlNet are those of the base: a block of
    it for every other layer."""
    from diffusers import (
        ZImageControlNetInpaintPipeline,
        ZImageControlNetModel,
        ZImageTransformer2DModel,
    )

    own = ZImageTransformer2DModel.load_config(find_folder(entry.base), subfolder="transformer")
    net = ZImageControlNetModel.from_single_file(
        str(find_folder(entry.net) / entry.net.weight),
        config=str(_CONFIG),
        local_files_only=True,
        dtype=parts.number,
        dim=own["dim"],
        n_heads=own["n_heads"],
        n_kv_heads=own["n_kv_heads"],
        n_refiner_layers=own["n_refiner_layers"],
        control_layers_places=list(range(0, own["n_layers"], 2)),
        control_refiner_layers_places=list(range(own["n_refiner_layers"])),
    )
    pipe = parts.load(ZImageControlNetInpaintPipeline, entry.base, controlnet=net)
    return {"head": pipe, "figure": pipe}


def arguments(entry: Checkpoint, pipe: Any, canvas: Canvas, settings: Settings) -> dict[str, Any]:
    """Of ``ZImageControlNetInpaintPipeline``, which has no strength: it starts from the noised
    draft instead of from noise."""
    (kind,) = entry.kinds(canvas.task)
    sigmas = sigmas_from(settings.strength, settings.steps)
    clean = _encode(pipe, canvas.picture)
    tokens = clean.shape[-2] * clean.shape[-1] // 4
    return {
        "prompt": settings.prompt,
        "negative_prompt": settings.negative or None,
        "image": to_pil(canvas.picture),
        "mask_image": to_pil(canvas.mask),
        "control_image": to_pil(canvas.maps[kind]),
        **canvas.size,
        "num_inference_steps": settings.steps,
        "sigmas": sigmas,
        "latents": noised(
            pipe.scheduler, clean, sigmas, shift_of(pipe.scheduler, tokens), settings.seed
        ),
        # pos + scale * (pos - neg): 0 is what is 1 elsewhere, and does one evaluation a step.
        "guidance_scale": max(settings.guidance - 1.0, 0.0),
        "controlnet_conditioning_scale": settings.pose_hold,
        "output_type": "np",
    }


def _encode(pipe: Any, picture: np.ndarray):
    """(1, 16, h / 8, w / 8) float32 latents of a picture."""
    images = (to_tensor(picture) * 2 - 1).to(device=pipe._execution_device, dtype=pipe.vae.dtype)
    latents = pipe.vae.encode(images).latent_dist.mode().float()
    return (latents - pipe.vae.config.shift_factor) * pipe.vae.config.scaling_factor
