"""Stable Diffusion 1: image to image, held by ControlNets; also the embedded checkpoint."""

from typing import Any

import numpy as np

from minime.diffuse.canvas import Canvas, Settings, plan_steps, to_pil, to_tensor
from minime.diffuse.catalogue import Checkpoint
from minime.diffuse.parts import Parts

HELD_BY = "controlnet"
QUANTIZED = ()
IDENTITY_SCALE = 0.5  # of the adapter that shows the person's face to the UNet's attention
# What a ControlNet of more channels sees beside the face map, in turn.
_SEEN = ("face", "draft", "paint", "normals")


def build(entry: Checkpoint, parts: Parts) -> dict[str, Any]:
    """The head's pipeline with the face ControlNet alone, and the figure's with all of them."""
    from diffusers import (
        AutoencoderTiny,
        ControlNetModel,
        MultiControlNetModel,
        StableDiffusionControlNetImg2ImgPipeline,
    )

    nets = {control.kind: parts.load(ControlNetModel, control.source) for control in entry.controls}
    vae = {"vae": parts.load(AutoencoderTiny, entry.vae)} if entry.vae else {}
    head = parts.load(
        StableDiffusionControlNetImg2ImgPipeline,
        entry.base,
        controlnet=nets["face"],
        safety_checker=None,
        requires_safety_checker=False,
        **vae,
    )
    parts.adapt(head, IDENTITY_SCALE)
    if entry.figure is None:
        return {"head": head}
    together = MultiControlNetModel([nets[kind] for kind in entry.kinds("figure")])
    shared = {**head.components, "controlnet": together}
    figure = StableDiffusionControlNetImg2ImgPipeline(**shared, requires_safety_checker=False)
    return {"head": head, "figure": figure}


def wants(entry: Checkpoint, pipe: Any, task: str) -> tuple[str, ...]:
    """The face map, and what a wider ControlNet sees beside it."""
    if task == "head":
        return _SEEN[: pipe.controlnet.config.conditioning_channels // 3]
    return entry.kinds(task)


def arguments(entry: Checkpoint, pipe: Any, canvas: Canvas, settings: Settings) -> dict[str, Any]:
    """Of ``StableDiffusionControlNetImg2ImgPipeline``."""
    import torch

    seen = [to_tensor(canvas.maps[kind]) for kind in wants(entry, pipe, canvas.task)]
    head = canvas.task == "head"
    return shared_arguments(entry, pipe, canvas, settings) | {
        "control_image": torch.cat(seen, dim=1) if head else seen,
        "controlnet_conditioning_scale": settings.pose_hold
        if head
        else [settings.pose_hold] * len(seen),
    }


def shared_arguments(
    entry: Checkpoint, pipe: Any, canvas: Canvas, settings: Settings
) -> dict[str, Any]:
    """Of every image to image pipeline of Stable Diffusion."""
    config = pipe.scheduler.config
    most = int(config.get("original_inference_steps") or config.num_train_timesteps)
    number, strength = plan_steps(settings.steps, settings.strength, most)
    identity = {"ip_adapter_image": to_pil(canvas.person)} if entry.identity else {}
    return {
        "prompt": settings.prompt,
        "negative_prompt": settings.negative or None,
        "image": to_tensor(canvas.picture),
        **canvas.size,
        "strength": strength,
        "num_inference_steps": number,
        "guidance_scale": settings.guidance,
        "output_type": "latent",
        **identity,
    }


def pictures(pipe: Any, images: Any, canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """The decoded latents, and the draft encoded and decoded: a tiny VAE loses what is fine."""
    return decode(pipe, images), decode(pipe, _encode(pipe, canvas.picture))


def decode(pipe: Any, latents: Any) -> np.ndarray:
    """(1, c, h, w) latents as a picture."""
    latents = latents.to(pipe.vae.dtype) / pipe.vae.config.scaling_factor
    picture = pipe.vae.decode(latents).sample[0].float().clamp(-1, 1)
    return ((picture + 1) * 127.5).round().byte().permute(1, 2, 0).cpu().numpy()


def _encode(pipe: Any, picture: np.ndarray):
    images = (to_tensor(picture) * 2 - 1).to(device=pipe.vae.device, dtype=pipe.vae.dtype)
    encoded = pipe.vae.encode(images)
    latents = encoded.latents if hasattr(encoded, "latents") else encoded.latent_dist.mode()
    return latents * pipe.vae.config.scaling_factor
