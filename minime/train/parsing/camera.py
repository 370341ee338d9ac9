"""What a camera and an old file do to a picture: exposure, cast, grey, blur, grain, blocks."""

import torch
import torch.nn.functional as F

from minime.train.parsing.paint import chance, noise, ranged, uniform


def expose(light: torch.Tensor) -> torch.Tensor:
    """Linear light (b, 3, h, w) to a picture in [0, 1] as it might be shared."""
    b, device = len(light), light.device
    one = ranged(b, device, 3)
    gain = torch.exp(0.35 * torch.randn(b, 1, 1, 1, device=device))
    gain = torch.where(chance(0.06, b, device)[:, None, None, None], gain * one(0.08, 0.3), gain)
    cast = torch.exp(0.10 * torch.randn(b, 3, 1, 1, device=device))
    odd = torch.exp(0.45 * torch.randn(b, 3, 1, 1, device=device))
    cast = torch.where(chance(0.12, b, device)[:, None, None, None], odd, cast)
    x = (light * gain * cast * 1.15).clamp(0, 1.3)
    x = x.clamp(max=1.0) ** (1 / 2.2)
    x = ((x - 0.5) * one(0.8, 1.5) + 0.5 + one(-0.08, 0.06)).clamp(0, 1)
    grey = x.mean(1, keepdim=True)
    share = torch.where(chance(0.12, b, device)[:, None, None, None], 1.0, one(-0.35, 0.35))
    return (x + share * (grey - x)).clamp(0, 1)


def spoil(x: torch.Tensor) -> torch.Tensor:
    """Blur, low resolution, grain and blocks."""
    b, _, h, w = x.shape
    device = x.device
    kind = torch.randint(0, 4, (1,)).item()
    if kind:
        soft = F.avg_pool2d(x, 3, 1, 1)
        for _ in range(kind - 1):
            soft = F.avg_pool2d(soft, 3, 1, 1)
        share = uniform(0, 1, b, 1, 1, 1, device=device)
        x = x + share * (soft - x)
    low = float(uniform(1.5, 5.0, 1, device="cpu"))
    small = F.interpolate(x, (round(h / low), round(w / low)), mode="area")
    rough = F.interpolate(small, (h, w), mode="bilinear", align_corners=False)
    x = torch.where(chance(0.2, b, device)[:, None, None, None], rough, x)
    grain = 0.06 * uniform(0, 1, b, 1, 1, 1, device=device) ** 2
    x = x + grain * torch.randn_like(x)
    coarse = noise(3 * b, h, w, 3.0, device).view(b, 3, h, w)
    x = x + 0.03 * uniform(0, 1, b, 1, 1, 1, device=device) ** 2 * coarse
    return x.clamp(0, 1)
