"""What the parts of the embedded checkpoint are trained on: the VAE's own loss, the one evaluation
that the app runs, and how far the picture that is pasted of it is from the studio render.
"""

import numpy as np

from minime.train import networks
from minime.train.dataset import Pairs, to_tensor

# How often noise is that of the one step that the app takes: diffusers' DDIM, set to 3 steps at
# strength .34, evaluates once, at timestep 332, and returns what it makes of it.
_USUAL_SHARE, _USUAL_TIME = 0.8, 332
_CROP, _FACTOR = 128, 4  # px of a decoded crop; of the VAE


def vae_loss(vae, images):
    """L1, squared error and the error of the picture's edges at two scales.

    Latents are held near zero mean and unit spread, and decoded with a little noise, so
    that small mistakes of the denoiser stay small in the picture.
    """
    import torch
    from torch.nn import functional

    latents = vae.encode(images).latents
    noisy = latents + 0.02 * torch.randn_like(latents)
    error = vae.decode(noisy).sample - images
    loss = error.abs().mean() + error.square().mean()
    for size in (1, 2):
        shrunk = functional.avg_pool2d(error, size) if size > 1 else error
        loss = loss + 0.5 * (shrunk.diff(dim=-1).abs().mean() + shrunk.diff(dim=-2).abs().mean())
    mean, spread = latents.mean((0, 2, 3)), latents.std((0, 2, 3))
    return loss + 0.002 * (mean.square().mean() + (spread + 1e-3).log().square().mean())


def guess_clean(models, drafts, control, tokens, alphas):
    """The clean latents that one evaluation makes of noised ``drafts``, (n, c, h, w) scaled.

    Image-to-image starts from the draft, so noise is laid over that; mostly as much as at the
    app's own strength, sometimes any amount.
    """
    import torch

    count, device = len(drafts), drafts.device
    usual = torch.rand(count, device=device) < _USUAL_SHARE
    anywhere = 20 + 979 * torch.rand(count, device=device)
    times = torch.where(usual, float(_USUAL_TIME), anywhere).long()
    alpha = alphas[times].sqrt()[:, None, None, None]
    sigma = (1 - alphas[times]).sqrt()[:, None, None, None]
    noised = alpha * drafts + sigma * torch.randn_like(drafts)
    hidden = models["text_encoder"](tokens)[0]
    down, mid = None, None
    if control is not None:
        down, mid = models["controlnet"](
            noised, times, hidden, controlnet_cond=control, return_dict=False
        )
    velocity = models["unet"](
        noised,
        times,
        hidden,
        down_block_additional_residuals=down,
        mid_block_additional_residual=mid,
    ).sample
    return alpha * noised - sigma * velocity


def picture_loss(vae, guess, pairs: Pairs, random: np.random.Generator):
    """How far crops of the picture, as it is pasted, are from the studio's: draft + decode(guess)
    - decode(encode(draft)). L1, its edges at three scales, and the colour of blocks.

    guess: (n, c, h, w) latents of all ``pairs``, not scaled.
    """
    import torch
    from torch.nn import functional

    device, side = guess.device, _CROP // _FACTOR
    windows = [_window(landmarks, random) for landmarks in pairs.landmarks]

    def cut(pictures: np.ndarray):
        crops = [
            picture[y * _FACTOR : (y + side) * _FACTOR, x * _FACTOR : (x + side) * _FACTOR]
            for picture, (y, x) in zip(pictures, windows, strict=True)
        ]
        return to_tensor(np.stack(crops)).to(device)

    drafts, studios = cut(pairs.draft), cut(pairs.studio)
    latents = torch.stack(
        [part[:, y : y + side, x : x + side] for part, (y, x) in zip(guess, windows, strict=True)]
    )
    with torch.no_grad():
        through = vae.decode(vae.encode(drafts).latents).sample
    error = drafts + vae.decode(latents).sample - through - studios
    loss = error.abs().mean()
    for size in (1, 2, 4):
        shrunk = functional.avg_pool2d(error, size) if size > 1 else error
        loss = loss + shrunk.diff(dim=-1).abs().mean() + shrunk.diff(dim=-2).abs().mean()
    return loss + functional.avg_pool2d(error, 16).abs().mean()


def _window(landmarks: np.ndarray, random: np.random.Generator) -> tuple[int, int]:
    """Row and column, in latents, of a crop on or near the face with these ``landmarks``."""
    middle = random.uniform(landmarks[:, :2].min(0), landmarks[:, :2].max(0))
    x, y = ((middle - _CROP / 2) / _FACTOR).round().astype(int)
    most = (networks.SIZE - _CROP) // _FACTOR
    return int(np.clip(y, 0, most)), int(np.clip(x, 0, most))
