"""What a pass of any family is given, and how pictures become tensors and come back.

Pictures are (h, w, 3) uint8 sRGB, x right, y down.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image


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
class Canvas:
    """task: "head" or "figure". picture: the draft, (h, w, 3). mask: (h, w) float32 in [0, 1],
    what may change. maps: the control pictures by kind, each (h, w, 3). person: the selfie's face,
    of any size. Arrays alone, so that it can go to another process."""

    task: str
    picture: np.ndarray
    mask: np.ndarray
    maps: Mapping[str, np.ndarray]
    person: np.ndarray

    @property
    def size(self) -> dict[str, int]:
        """Height and width as pipelines take them."""
        return {"height": self.picture.shape[0], "width": self.picture.shape[1]}


def plan_steps(steps: int, strength: float, most: int) -> tuple[int, float]:
    """num_inference_steps and strength for diffusers so that exactly ``steps`` are taken.

    diffusers takes int(number * strength) of ``number`` steps. ``most``: steps that the
    scheduler can be set to; where it is too small for so low a strength, fewer are taken.
    """
    number = min(math.ceil(steps / strength - 1e-9), most)
    taken = min(steps, max(1, int(number * strength + 1e-9)))
    # The middle of the range that rounds down to ``taken`` is safe from float error.
    return number, min(1.0, (taken + 0.5) / number) if taken < number else 1.0


def to_tensor(picture: np.ndarray):
    """(h, w, 3) uint8 to (1, 3, h, w) float32 in [0, 1]."""
    import torch

    return torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None].float() / 255


def to_pil(picture: np.ndarray) -> Image.Image:
    """Of a picture (h, w, 3) uint8, or of a mask (h, w) float32, white where it is 1."""
    if picture.ndim == 2:
        picture = np.rint(255 * picture).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(picture))


def from_floats(pictures: np.ndarray) -> np.ndarray:
    """The first of a batch (n, h, w, 3) float in [0, 1], as uint8."""
    return np.clip(np.rint(255 * pictures[0]), 0, 255).astype(np.uint8)
