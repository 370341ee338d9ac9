"""Random colours, textures and light for the training pictures.

Colours are linear RGB in [0, 1]; noise is about normal with deviation 1. Batches are (b, ...),
grids (b, h, w).
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F

SKINS = (
    (0.96, 0.84, 0.77),
    (0.92, 0.76, 0.66),
    (0.86, 0.66, 0.54),
    (0.76, 0.55, 0.42),
    (0.62, 0.42, 0.30),
    (0.45, 0.29, 0.20),
    (0.30, 0.19, 0.13),
    (0.19, 0.12, 0.09),
)
HAIRS = (
    (0.05, 0.045, 0.045),
    (0.12, 0.08, 0.06),
    (0.22, 0.14, 0.09),
    (0.34, 0.22, 0.13),
    (0.52, 0.38, 0.22),
    (0.74, 0.60, 0.38),
    (0.85, 0.75, 0.55),
    (0.50, 0.20, 0.09),
    (0.62, 0.30, 0.14),
    (0.35, 0.34, 0.33),
    (0.62, 0.61, 0.60),
    (0.88, 0.87, 0.85),
)


def uniform(low, high, *shape, device) -> torch.Tensor:
    return low + (high - low) * torch.rand(*shape, device=device)


def chance(p: float, b: int, device) -> torch.Tensor:
    return torch.rand(b, device=device) < p


def ranged(b: int, device, sides: int = 2) -> Callable[[float, float], torch.Tensor]:
    """A function of (low, high) that gives each of ``b`` pictures a number between them."""

    def one(low: float, high: float) -> torch.Tensor:
        return uniform(low, high, b, *[1] * sides, device=device)

    return one


def odds(b: int, device) -> Callable[[float], torch.Tensor]:
    """A function of p that is true for each of ``b`` pictures with that chance: (b, 1, 1)."""

    def some(p: float) -> torch.Tensor:
        return chance(p, b, device)[:, None, None]

    return some


def noise(b: int, h: int, w: int, cell: float, device, octaves: int = 1) -> torch.Tensor:
    """(b, h, w) smooth noise whose features are ``cell`` grid cells wide, and finer ones."""
    out, total = 0.0, 0.0
    for octave in range(octaves):
        rows = max(2, round(h / cell * 2**octave) + 1)
        columns = max(2, round(w / cell * 2**octave) + 1)
        base = torch.randn(b, 1, min(rows, 2 * h), min(columns, 2 * w), device=device)
        out = out + 0.5**octave * F.interpolate(base, (h, w), mode="bicubic", align_corners=True)
        total += 0.25**octave
    return out[:, 0] / total**0.5


def look_up(texture: torch.Tensor, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """(n, h, w) of square noise textures (n, s, s), periodic, at coordinates in texels."""
    size = texture.shape[-1]
    at = torch.stack([torch.remainder(b, size - 1), torch.remainder(a, size - 1)], -1)
    at = at / (size - 1) * 2 - 1
    return F.grid_sample(texture[:, None], at, align_corners=True)[:, 0]


def pick(colors, b: int, device, spread: float) -> torch.Tensor:
    """(b, 3) linear: two neighbours of a list of sRGB mixed, and moved by ``spread``."""
    table = torch.tensor(colors, device=device)
    at = torch.rand(b, device=device) * (len(table) - 1)
    low = at.long().clamp(max=len(table) - 2)
    part = (at - low)[:, None]
    color = table[low] * (1 - part) + table[low + 1] * part
    return (color**2.2 * torch.exp(spread * torch.randn(b, 3, device=device))).clamp(0.002, 1.0)


def any_color(b: int, device) -> torch.Tensor:
    """(b, 3): greys, whites and blacks as often as hues."""
    value = torch.rand(b, 1, device=device) ** 1.3
    hue = torch.rand(b, 3, device=device)
    share = torch.rand(b, 1, device=device) ** 2
    color = value * (1 - share) + hue * share * (0.3 + value)
    dark = chance(0.22, b, device)[:, None]
    return (torch.where(dark, color * 0.2, color) ** 2.0).clamp(0.002, 1.0)


def hair_color(b: int, device) -> torch.Tensor:
    natural = pick(HAIRS, b, device, 0.12)
    dyed = any_color(b, device)
    return torch.where(chance(0.07, b, device)[:, None], dyed, natural)


def strands(skull, x, y, device) -> torch.Tensor:
    """(b, h, w) brightness factors of hair: streaks from the crown that hang lower down, curls
    or coils, shine and locks in shade."""
    b, h, w = x.shape
    one = ranged(b, device)
    texture = torch.randn(b, 128, 128, device=device)
    wave = one(0, 9) * (torch.rand(b, 1, 1, device=device) < 0.6)
    sway = wave * torch.sin(y / one(6, 26) + one(0, 6.3) + x / one(15, 60))
    crown_x, crown_y = one(-35, 35), one(70, 110)
    fan = torch.atan2(x - crown_x, (crown_y - y).clamp(min=8)) * one(40, 90)
    fine = one(0.25, 1.1)
    across = (fan + sway) * fine
    along = torch.hypot(x - crown_x, y - crown_y) / one(12, 60)
    streaks = look_up(texture, across, along)
    broad = look_up(texture.flip(1), across / 5, along / 2)
    curls = noise(b, h, w, 4.0, device, 2) * one(0, 1)
    curly = (torch.rand(b, 1, 1, device=device) < 0.35).float()
    rough = one(0.03, 0.45)
    value = streaks * (1 - curly) + curls * curly * 1.6 + 0.8 * broad
    shine = torch.exp(
        -(((torch.hypot(x - crown_x, y - crown_y + 40) - one(40, 80)) / one(8, 25)) ** 2)
    )
    return torch.exp(rough * value) + one(0, 0.8) * shine * (
        torch.rand(b, 1, 1, device=device) < 0.5
    )


def cloth(b: int, x, y, device) -> torch.Tensor:
    """(b, 3, h, w): plain, striped, checked, knitted or printed cloth."""
    h, w = x.shape[-2:]
    base, other = any_color(b, device), any_color(b, device)
    a = uniform(0, 3.14, b, 1, 1, device=device)
    turned = x * torch.cos(a) + y * torch.sin(a)
    crossed = y * torch.cos(a) - x * torch.sin(a)
    period = uniform(8, 40, b, 1, 1, device=device)
    stripes = (
        torch.sin(6.28 * turned / period) > uniform(-0.5, 0.8, b, 1, 1, device=device)
    ).float()
    checks = stripes * 0.5 + 0.5 * (torch.sin(6.28 * crossed / period) > 0)
    blobs = (noise(b, h, w, 9, device, 2) > 0.6).float()
    kind = torch.randint(0, 10, (b, 1, 1), device=device)
    mask = torch.where(
        kind == 7, stripes, torch.where(kind == 8, checks, torch.where(kind == 9, blobs, 0.0))
    )
    color = base[..., None, None] * (1 - mask[:, None]) + other[..., None, None] * mask[:, None]
    folds = noise(b, h, w, 24, device, 2) * uniform(0, 0.3, b, 1, 1, device=device)
    weave = torch.randn(b, h, w, device=device) * uniform(0, 0.4, b, 1, 1, device=device) ** 2
    return color * torch.exp(folds + weave)[:, None]


def backdrop(b: int, x, y, device) -> torch.Tensor:
    """(b, 3, h, w): a wall, a blurred room, leaves, shapes; now and then in hair's or skin's own
    colours."""
    h, w = x.shape[-2:]
    tint = [any_color(b, device) for _ in range(4)]
    tint[1] = torch.where(chance(0.25, b, device)[:, None], pick(SKINS, b, device, 0.2), tint[1])
    tint[2] = torch.where(chance(0.25, b, device)[:, None], hair_color(b, device), tint[2])
    out = tint[0][..., None, None].expand(b, 3, h, w)
    for color in tint[1:]:
        cell = float(uniform(6, 60, 1, device="cpu"))
        field = noise(b, h, w, cell, device, 3)
        edge = uniform(0.02, 1.2, b, 1, 1, device=device)
        share = torch.sigmoid((field - uniform(0.0, 1.5, b, 1, 1, device=device)) / edge)
        share = share * (torch.rand(b, 1, 1, device=device) < 0.7)
        out = out + share[:, None] * (color[..., None, None] - out)
    boxes = torch.zeros(b, h, w, device=device)
    for _ in range(3):
        cx, cy = (
            uniform(-180, 180, b, 1, 1, device=device),
            uniform(-320, 190, b, 1, 1, device=device),
        )
        rx, ry = uniform(4, 120, b, 1, 1, device=device), uniform(4, 200, b, 1, 1, device=device)
        boxes = torch.maximum(boxes, ((x - cx).abs() < rx).float() * ((y - cy).abs() < ry))
    boxes = boxes * (torch.rand(b, 1, 1, device=device) < 0.35)
    out = out + boxes[:, None] * (any_color(b, device)[..., None, None] - out)
    grain = noise(b, h, w, 2.0, device, 1) * uniform(0, 0.4, b, 1, 1, device=device) ** 2
    slope = x / 180 * uniform(-0.5, 0.5, b, 1, 1, device=device)
    return out * torch.exp(grain + slope)[:, None]


def light_on(normal: torch.Tensor, device) -> torch.Tensor:
    """(b, 3, h, w) light that falls on ``normal`` (b, 3, h, w): a sky and two lamps of random
    colours, sometimes hard from one side."""
    b = len(normal)
    out = uniform(0.15, 0.8, b, 1, 1, 1, device=device) * torch.exp(
        0.08 * torch.randn(b, 3, 1, 1, device=device)
    )
    for strong in (1.0, 0.5):
        way = torch.randn(b, 3, device=device) * torch.tensor([1.0, 0.6, 0.5], device=device)
        way = way + torch.tensor([0.0, 0.4, 0.9], device=device)
        way = F.normalize(way, dim=1)
        cosine = (normal * way[..., None, None]).sum(1, keepdim=True)
        hard = uniform(0.0, 0.5, b, 1, 1, 1, device=device)
        lit = ((cosine + hard) / (1 + hard)).clamp(min=0)
        tint = torch.exp(
            uniform(0.0, 0.25, b, 1, 1, 1, device=device) * torch.randn(b, 3, 1, 1, device=device)
        )
        out = out + strong * uniform(0, 1.1, b, 1, 1, 1, device=device) * lit * tint
    return out
