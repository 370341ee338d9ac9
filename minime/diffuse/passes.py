"""Image-to-image passes over a draft: the head at a checkpoint's own size, or the whole figure.

Pictures are (h, w, 3) uint8 sRGB, x right, y down; boxes are half-open pixels. Both passes
return the result and the reference decode(encode(draft)): what finish adds to the draft is
the difference of the two, so that nothing sharp is lost to a small VAE.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from minime.control import draw_face_map
from minime.diffuse.load import Pipeline, quiet
from minime.errors import Cancelled, CheckpointError

HEAD_MARGIN = 0.08
_FIGURE_LONG_SIDE = 768

# (step that is done, steps, a PIL picture of the state or None)
Progress = Callable[[int, int, object], None]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """strength: [0, 1], 0 leaves the draft. steps: denoising evaluations, always exactly so
    many where the scheduler allows. guidance: 1 or less is none. pose_hold: the scale of
    the ControlNet, [0, 2]. seed: [0, 2**32 - 1]."""

    strength: float = 0.2
    steps: int = 4
    guidance: float = 1.0
    pose_hold: float = 1.0
    seed: int = 0
    prompt: str = ""
    negative: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Patch:
    """result, reference: (n, n, 3) uint8, to be laid over ``box``, a square of n pixels."""

    result: np.ndarray
    reference: np.ndarray
    box: tuple[int, int, int, int]


def head_square(
    head_box: tuple[int, int, int, int], width: int, height: int, margin: float = HEAD_MARGIN
) -> tuple[int, int, int, int]:
    """The square around a head, ``margin`` of its longer side wider on every side, moved and,
    where it must be, shrunk to lie inside a picture of ``width`` x ``height``."""
    x0, y0, x1, y1 = head_box
    side = min(round(max(x1 - x0, y1 - y0) * (1 + 2 * margin)), width, height)
    left = min(max(round((x0 + x1 - side) / 2), 0), width - side)
    top = min(max(round((y0 + y1 - side) / 2), 0), height - side)
    return left, top, left + side, top + side


def head_pass(
    pipeline: Pipeline,
    draft: np.ndarray,
    head_box: tuple[int, int, int, int],
    landmarks: np.ndarray,
    settings: Settings,
    *,
    known: Sequence[np.ndarray] = (),
    identity: np.ndarray | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Patch:
    """Draw the head of ``draft`` anew, held by the face map of ``landmarks``.

    landmarks: (478, 3) px in the frame of the draft. known: see :func:`draw_head`, of the whole
    draft. identity: a cropped photo of the person's
    face for checkpoints with an identity adapter; the draft's own head by default.
    Raises Cancelled between two steps when ``cancelled()`` is true.
    """
    box = head_square(head_box, draft.shape[1], draft.shape[0])
    side, size = box[2] - box[0], pipeline.size
    crop, *known = (
        _resize(picture[box[1] : box[3], box[0] : box[2]], size, size)
        for picture in (draft, *known)
    )
    points = (np.asarray(landmarks, float) - (box[0], box[1], 0)) * (size / side)
    face_map = draw_face_map(points, (size, size))
    result, reference = draw_head(
        pipeline,
        crop,
        face_map,
        settings,
        known=known,
        identity=identity,
        progress=progress,
        cancelled=cancelled,
    )
    return Patch(
        result=_resize(result, side, side), reference=_resize(reference, side, side), box=box
    )


def draw_head(
    pipeline: Pipeline,
    crop: np.ndarray,
    face_map: np.ndarray,
    settings: Settings,
    *,
    known: Sequence[np.ndarray] = (),
    identity: np.ndarray | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """The head pass on a crop that has the checkpoint's size already; result and reference.

    known: what the renderer knows of the crop, its paint without light (sRGB) and its normals
    (127.5 * (1 + n)), (n, n, 3) uint8. Face map, crop and these in turn are what a ControlNet of
    3, 6 or 12 channels sees.
    """
    import torch

    seen = (face_map, crop, *known)[: pipeline.control_channels // 3]
    control = torch.cat([_to_tensor(picture) for picture in seen], dim=1)
    watch = _Watch(settings, progress, cancelled)
    person = crop if identity is None else identity
    return _run(pipeline, pipeline.head, crop, control, settings.pose_hold, settings, person, watch)


def figure_pass(
    pipeline: Pipeline,
    draft: np.ndarray,
    maps: dict[str, np.ndarray],
    settings: Settings,
    *,
    identity: np.ndarray | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw the whole draft anew, held by depth and face map; result and reference, same size.

    maps: control images by kind, as minime.control.control_images gives them. Raises
    CheckpointError where the checkpoint can draw heads only, Cancelled between two steps.
    """
    if pipeline.figure is None:
        raise CheckpointError(
            f'The checkpoint "{pipeline.checkpoint.name}" draws heads only; '
            "choose one with a depth ControlNet for the whole figure."
        )
    height, width = draft.shape[:2]
    shrink = _FIGURE_LONG_SIDE * pipeline.size / 512 / max(height, width)
    inner = [max(64, round(length * shrink / 64) * 64) for length in (height, width)]
    small = _resize(draft, *inner)
    control = [_to_tensor(_resize(maps[kind], *inner)) for kind in pipeline.figure_kinds]
    scales = [settings.pose_hold] * len(control)
    watch = _Watch(settings, progress, cancelled)
    person = small if identity is None else identity
    result, reference = _run(
        pipeline, pipeline.figure, small, control, scales, settings, person, watch
    )
    return _resize(result, height, width), _resize(reference, height, width)


def plan_steps(steps: int, strength: float, most: int) -> tuple[int, float]:
    """num_inference_steps and strength for diffusers so that exactly ``steps`` are taken.

    diffusers takes int(number * strength) of ``number`` steps. ``most``: steps that the
    scheduler can be set to; where it is too small for so low a strength, fewer are taken.
    """
    number = min(math.ceil(steps / strength - 1e-9), most)
    taken = min(steps, max(1, int(number * strength + 1e-9)))
    # The middle of the range that rounds down to ``taken`` is safe from float error.
    return number, min(1.0, (taken + 0.5) / number) if taken < number else 1.0


class _Watch:
    """Called after every step: reports progress with a preview, and stops when told to."""

    def __init__(self, settings, progress, cancelled):
        self.steps, self.progress, self.cancelled = settings.steps, progress, cancelled

    def check(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled("The drawing was stopped; start it again when you like.")

    def __call__(self, pipe, index: int, timestep, tensors: dict) -> dict:
        self.check()
        if self.progress is not None:
            self.progress(index + 1, self.steps, _preview(pipe, tensors["latents"]))
        return tensors


def _run(pipeline, pipe, crop, control, scale, settings, person, watch):
    """Result and reference of one image-to-image call, both of the crop's size."""
    import torch
    from PIL import Image

    watch.check()
    if settings.strength <= 0:
        return crop.copy(), crop.copy()
    identity = {}
    if pipeline.checkpoint.identity is not None:
        identity["ip_adapter_image"] = Image.fromarray(person)
    with pipeline.lock, quiet(), torch.inference_mode():
        number, strength = plan_steps(settings.steps, settings.strength, _most_steps(pipe))
        latents = pipe(
            prompt=settings.prompt,
            negative_prompt=settings.negative or None,
            image=_to_tensor(crop),
            control_image=control,
            height=crop.shape[0],
            width=crop.shape[1],
            strength=strength,
            num_inference_steps=number,
            guidance_scale=settings.guidance,
            controlnet_conditioning_scale=scale,
            generator=torch.Generator("cpu").manual_seed(settings.seed),
            output_type="latent",
            callback_on_step_end=watch,
            **identity,
        ).images
        result = _decode(pipe, latents)
        reference = _decode(pipe, _encode(pipe, crop))
    return result, reference


def _most_steps(pipe) -> int:
    config = pipe.scheduler.config
    return int(config.get("original_inference_steps") or config.num_train_timesteps)


def _preview(pipe, latents):
    """The state as a PIL picture where decoding is cheap (a tiny VAE), else None."""
    from PIL import Image

    if type(pipe.vae).__name__ != "AutoencoderTiny":
        return None
    return Image.fromarray(_decode(pipe, latents))


def _encode(pipe, crop: np.ndarray):
    images = (_to_tensor(crop) * 2 - 1).to(device=pipe.vae.device, dtype=pipe.vae.dtype)
    encoded = pipe.vae.encode(images)
    latents = encoded.latents if hasattr(encoded, "latents") else encoded.latent_dist.mode()
    return latents * pipe.vae.config.scaling_factor


def _decode(pipe, latents) -> np.ndarray:
    latents = latents.to(pipe.vae.dtype) / pipe.vae.config.scaling_factor
    picture = pipe.vae.decode(latents).sample[0].float().clamp(-1, 1)
    return ((picture + 1) * 127.5).round().byte().permute(1, 2, 0).cpu().numpy()


def _to_tensor(image: np.ndarray):
    """(h, w, 3) uint8 to (1, 3, h, w) float32 in [0, 1]."""
    import torch

    return torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float() / 255


def _resize(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """Resized by Lanczos, or the same picture if it has the size already."""
    from PIL import Image

    if image.shape[:2] == (height, width):
        return image
    picture = Image.fromarray(np.ascontiguousarray(image))
    return np.asarray(picture.resize((width, height), Image.Resampling.LANCZOS))
