"""Where hair, beards and head wear are on the training heads: masks (b, h, w) in [0, 1]."""

from typing import NamedTuple

import torch
import torch.nn.functional as F

from minime.train.parsing.heads import Skull
from minime.train.parsing.paint import chance, noise, odds, ranged

KNOTS = (0.0, 18.0, 36.0, 52.0, 64.0, 74.0, 84.0, 94.0, 106.0, 130.0, 181.0)  # azimuth, degrees


class Hairdo(NamedTuple):
    """behind: hangs behind neck and shoulders. over: on the head, over ears and forehead, before
    the shoulders. scalp: how dark the shaved scalp is."""

    behind: torch.Tensor
    over: torch.Tensor
    scalp: torch.Tensor


def grow(skull: Skull, x, y, device) -> Hairdo:
    b, h, w = x.shape
    one = ranged(b, device)
    some = odds(b, device)
    bald = some(0.07)
    long = some(0.48) & ~bald
    line = _hairline(skull, b, device, some, one)
    ragged = noise(b, h, w, 3.0, device) * one(0, 5) + noise(b, h, w, 9.0, device) * one(0, 4)
    grown = (skull.height > line + ragged) & (skull.off_mm <= 0)
    rise = torch.where(some(0.15), one(22, 62), torch.where(some(0.3), one(1, 5), one(5, 26)))
    top = one(-4, 16) * torch.cos(skull.angle) + one(-5, 5) * torch.sin(skull.angle)
    wobble = noise(b, h, w, 18.0, device, 2) * rise * one(0.02, 0.22)
    outline = (rise + top.clamp(min=-3) + wobble).clamp(min=0.5)
    ends = torch.where(long, one(-90, 0), one(-25, 25))
    around = (skull.off_mm > -4) & (skull.off_mm < outline) & (y > ends + ragged)
    over = grown | around
    knot = some(0.06) & (torch.hypot(x - one(-35, 35), y - one(105, 140)) < one(14, 30))
    curtains, behind = _hanging(skull, x, y, rise, long, ragged, one, some)
    over = (over | knot | curtains) & ~bald
    return Hairdo(
        behind=(behind & ~bald).float(), over=over.float(),
        scalp=(some(0.5) & bald).float() * one(0.0, 0.5),
    )  # fmt: skip


def _hairline(skull: Skull, b: int, device, some, one) -> torch.Tensor:
    """Height over the eyes from which hair grows, (b, h, w), by azimuth."""
    sides = []
    forehead = torch.where(some(0.24), one(14, 42), one(44, 74))
    forehead = torch.where(some(0.10), one(74, 104), forehead)  # a bald top
    receding = one(0, 26) * some(0.3)
    slant = one(-22, 22) * some(0.4)
    burns = one(-60, 12)
    for side in (-1, 1):
        part = receding * one(0.6, 1.2)
        values = [
            forehead, forehead + 0.6 * part + 0.35 * side * slant,
            forehead + part + 0.7 * side * slant - one(0, 10),
            (forehead + 0.5 * part) * one(0.5, 0.85) + side * slant,
            (forehead * 0.4 + one(-5, 14)).clamp(max=45), one(-8, 20), burns, one(-8, 12),
            one(-30, 6), one(-60, -35), one(-75, -50),
        ]  # fmt: skip
        sides.append(torch.cat([v.expand(b, 1, 1)[:, :, 0] for v in values], 1))
    out = torch.zeros_like(skull.azimuth)
    a = skull.azimuth.abs()
    for i in range(len(KNOTS) - 1):
        inner = (a >= KNOTS[i]) & (a < KNOTS[i + 1])
        t = (a - KNOTS[i]) / (KNOTS[i + 1] - KNOTS[i])
        for side, table in zip((-1, 1), sides, strict=True):
            low, high = table[:, i, None, None], table[:, i + 1, None, None]
            here = inner & ((skull.azimuth < 0) if side < 0 else (skull.azimuth >= 0))
            out = torch.where(here, low + t * (high - low), out)
    return out


def _hanging(skull: Skull, x, y, rise, long, ragged, one, some):
    """(before the shoulders, behind them): curtains of hair on both sides of the face."""
    before, behind = torch.zeros_like(long.expand_as(x)), torch.zeros_like(long.expand_as(x))
    bottom = torch.where(some(0.35), one(-130, -75), one(-330, -120))
    flare, bend = one(-0.1, 0.35), one(0, 12)
    for side in (-1, 1):
        there = long & some(0.88)
        low = bottom + one(-25, 25)
        out = side * x
        wave = bend * torch.sin(y / one(8, 30) + one(0, 6)) + ragged
        outer = 74 + rise + one(-6, 8) + flare * (-y).clamp(min=0) + wave
        inner = one(34, 76) + one(-0.15, 0.2) * (-60 - y) + 0.7 * wave
        strip = (out < outer) & (out > inner) & (y < one(5, 60)) & (y > low + 2 * ragged)
        front = some(0.6)
        before = before | (strip & there & front)
        back = (out < outer) & (out > -10) & (y < 20) & (y > low + 2 * ragged) & there
        behind = behind | back
    tail = some(0.06) & ((x - one(-70, 70)).abs() < one(10, 22)) & (y < -40) & (y > one(-240, -110))
    return before, behind | tail


class Beard(NamedTuple):
    """cover: (b, h, w) opacity of hair on the face. told: where it is dense enough to be one."""

    cover: torch.Tensor
    told: torch.Tensor


def grow_beard(points, x, y, lips, face, device) -> Beard:
    """points: (b, 478, 3) view mm; lips, face: (b, h, w) bool."""
    b, h, w = x.shape
    one = ranged(b, device)

    def at(index: int, axis: int) -> torch.Tensor:
        return points[:, index, axis, None, None]

    kind = torch.rand(b, 1, 1, device=device)
    half = (at(291, 0) - at(61, 0)).abs() / 2
    middle = (at(291, 0) + at(61, 0)) / 2
    beside = (x - middle).abs() / half.clamp(min=8)
    ragged = noise(b, h, w, 3.0, device) * 2.0
    mouth = (at(61, 1) + at(291, 1)) / 2
    cheek = mouth + one(2, 16) + 12 * (beside - 1).clamp(min=0) ** 1.3 * one(0.6, 1.4)
    full = (y < cheek + ragged) & face
    full = full | ((y < mouth) & (y > at(152, 1) - one(2, 10)) & (beside < 1.5))
    full = full | (
        (y <= at(152, 1))
        & (y > at(152, 1) - one(0, 70) * (torch.rand(b, 1, 1, device=device) < 0.3))
        & (beside < 1.6)
    )
    tache = (y < at(2, 1) - 1 + ragged) & (y > at(0, 1) - 3) & (beside < one(1.0, 1.35))
    droop = (beside > 0.9) & (beside < one(1.15, 1.45)) & (y < mouth + 6) & (y > at(152, 1) - 6)
    chin = (beside < one(0.5, 1.2)) & (y < at(17, 1) - 1) & (y > at(152, 1) - one(4, 30))
    mask = torch.where(kind < 0.45, full | tache, torch.where(kind < 0.7, chin | tache, tache))
    mask = torch.where((kind > 0.6) & (kind < 0.7), mask | droop, mask)
    there = chance(0.5, b, device)[:, None, None]
    mask = mask & there & ~lips & (y < at(2, 1))
    dense = torch.where(chance(0.25, b, device)[:, None, None], one(0.08, 0.4), one(0.5, 1.0))
    soft = mask.float()
    for _ in range(3):  # hair thins out towards its edge, in some
        blurred = F.avg_pool2d(soft[:, None], 3, 1, 1)[:, 0]
        soft = torch.where(chance(0.6, b, device)[:, None, None], blurred, soft)
    thin = (1 + one(0, 0.35) * noise(b, h, w, 3.0, device, 2)).clamp(0.1, 1.3)
    cover = (soft * dense * thin * ~lips).clamp(0, 1)
    return Beard(cover, (mask & (soft * dense > 0.3)).float())


def wear_hat(skull: Skull, x, y, device) -> tuple[torch.Tensor, torch.Tensor]:
    """(mask, what of the head shows no hair because of it): cap, beanie, beret, brimmed hat,
    turban, head scarf, band."""
    b, h, w = x.shape
    one = ranged(b, device)
    kind = torch.randint(0, 7, (b, 1, 1), device=device)
    there = chance(0.3, b, device)[:, None, None]
    tilt = one(-0.25, 0.25) * x
    line = torch.where(kind == 0, one(34, 66), one(20, 62)) + tilt
    front = (skull.azimuth.abs() < 90).float()
    level = (
        line - (1 - front) * one(20, 60) - (skull.azimuth.abs() / 90).clamp(0, 1) ** 2 * one(0, 40)
    )
    thick = torch.where(kind == 4, one(18, 50), one(4, 20))
    puff = one(0, 26) * torch.exp(-((skull.angle - one(-0.8, 0.8)) ** 2) / 0.5) * (kind == 2)
    wobble = noise(b, h, w, 14.0, device) * 1.5
    dome = (y > torch.where(skull.off_mm <= 0, level, line - one(0, 50))) & (
        skull.off_mm < thick + puff + wobble
    )
    shift = one(-45, 45)
    visor = ((x - shift) / one(45, 75)) ** 2 + ((y - line + one(0, 14)) / one(8, 26)) ** 2 < 1
    brim = (x / one(100, 170)) ** 2 + ((y - line + tilt) / one(9, 40)) ** 2 < 1
    oval = ((x - one(-6, 6)) / one(46, 60)) ** 2 + ((y + 30) / one(78, 96)) ** 2 < 1
    scarf = (skull.off_mm < thick + 4 + wobble) | (
        (y < -40) & (x.abs() < 60 + (-40 - y) * one(0, 0.5))
    )
    scarf = scarf & ~oval & (y > one(-260, -120))
    band = (skull.height > line) & (skull.height < line + one(8, 30)) & (skull.off_mm < 2)
    mask = torch.where(kind == 0, dome | visor, torch.where(kind == 3, dome | brim, dome))
    mask = torch.where(kind == 5, scarf, torch.where(kind == 6, band, mask)) & there
    hidden = mask | (there & (kind == 5) & ~oval)
    return mask.float(), hidden.float()
