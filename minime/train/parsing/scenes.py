"""One batch of training pictures with exact labels: a made-up person as a stack of painted
layers, seen by some camera, cut by the picture's edge. Nothing here is a photograph.
"""

from typing import NamedTuple

import torch
import torch.nn.functional as F

from minime.landmarks import EYES, OUTER_LIPS, OVAL
from minime.train.parsing.camera import expose, spoil
from minime.train.parsing.hairdo import grow, grow_beard, wear_hat
from minime.train.parsing.heads import Heads, grid, inside, skull_of
from minime.train.parsing.paint import (
    SKINS,
    any_color,
    backdrop,
    chance,
    cloth,
    hair_color,
    light_on,
    noise,
    odds,
    pick,
    ranged,
    strands,
    uniform,
)

LABELS = ("background", "skin", "hair", "beard", "headwear", "clothes", "shirt", "tie", "glasses")
CODE = {name: number for number, name in enumerate(LABELS)}


class Scenes(NamedTuple):
    """seen: (b, 12, h, w) what the network is given. labels: (b, h, w) long."""

    seen: torch.Tensor
    labels: torch.Tensor


class _Stack:
    """Layers put over each other: paint (b, 3, h, w), labels, normals."""

    def __init__(self, paint, labels, normal):
        self.paint, self.labels, self.normal = paint, labels, normal

    def put(self, mask, paint, label, normal=None) -> None:
        soft = mask[:, None]
        self.paint = self.paint + soft * (paint - self.paint)
        if label is not None:
            self.labels = torch.where(mask > 0.5, CODE[label], self.labels)
        if normal is not None:
            self.normal = torch.where(soft > 0.5, normal, self.normal)


def draw_scenes(heads: Heads, b: int) -> Scenes:
    """``b`` pictures of random ones of ``heads``, on their device."""
    device = heads.points.device
    which = torch.randint(0, len(heads.points), (b,), device=device)
    heads = Heads(*(part[which] for part in heads))
    flat_x, flat_y = (a.expand(b, -1, -1) for a in grid(device))
    wobbled = [a + noise(b, *a.shape[1:], 12.0, device, 2) * 1.2 for a in (flat_x, flat_y)]
    stack, mouth, face = _dress(heads, flat_x, flat_y, *wobbled, device)
    light = light_on(F.normalize(stack.normal, dim=1), device)
    light = light * torch.exp(-_shadow(b, flat_x, flat_y, device))
    picture = stack.paint * light
    person = (stack.labels > 0).float()
    picture, person = _with_others(picture, person, device)
    labels = stack.labels
    picture = spoil(expose(picture))
    frame = _frame(heads, flat_x, flat_y, device)
    labels = torch.where(frame > 0.5, labels, -1)
    noisy = _segmenter(person, device)
    given = [
        picture * frame[:, None], noisy[:, None] * frame[:, None], frame[:, None],
        *(part.float()[:, None] for part in (face, mouth)),
        geometry(heads, flat_x, flat_y),
    ]  # fmt: skip
    return Scenes(torch.cat(given, 1), labels)


def geometry(heads: Heads, x, y) -> torch.Tensor:
    """(b, 4, h, w): eyes and brows, the bald outline, and the place itself."""
    eyes = torch.zeros_like(x, dtype=torch.bool)
    for eye, _, brow in EYES:
        for part in (eye, brow):
            eyes = eyes | inside(heads.points[:, list(part), :2], x, y)
    skull = skull_of(heads, x, y)
    return torch.stack([eyes.float(), (skull.off_mm / 60).clamp(-1, 2), x / 180, y / 250], 1)


def _dress(heads, flat_x, flat_y, x, y, device):
    b = len(heads.points)
    one = ranged(b, device)
    some = odds(b, device)
    points = heads.points
    skull = skull_of(heads, x, y)
    face = inside(points[:, list(OVAL), :2], flat_x, flat_y)
    lips = inside(points[:, list(OUTER_LIPS), :2], flat_x, flat_y)
    up = torch.zeros_like(x)
    stack = _Stack(
        backdrop(b, flat_x, flat_y, device), torch.zeros_like(x, dtype=torch.long),
        torch.stack([up, up, up + 1], 1),
    )  # fmt: skip
    hair = grow(skull, x, y, device)
    tone = hair_color(b, device)
    locks = tone[..., None, None] * strands(skull, x, y, device)[:, None]
    ends = torch.sigmoid((one(-200, 0) - y) / 12) * some(0.12)
    locks = locks + ends[:, None] * (hair_color(b, device)[..., None, None] - locks)
    round_ = torch.stack([x / 80, (y - 10) / 100, up + 0.7], 1)
    skin = pick(SKINS, b, device, 0.05)
    blush = noise(b, *x.shape[1:], 20.0, device, 2) * one(0.0, 0.12)
    pores = torch.randn_like(x) * one(0, 0.2) ** 2 + noise(b, *x.shape[1:], 2.5, device) * one(
        0, 0.07
    )
    flesh = skin[..., None, None] * torch.exp(blush + pores)[:, None]
    hat, hidden = wear_hat(skull, x, y, device)
    stack.put(hair.behind * (1 - hidden), locks * 0.8, "hair", round_)
    _body(stack, heads, x, y, flesh, device)
    for side in (-1, 1):
        spot = heads.turn @ torch.tensor([side * 74.0, -24.0, -58.0], device=device)
        wide = 7 + 10 * (heads.turn[:, 0, 2] * side).clamp(0, 1)
        ear = ((x - spot[:, 0, None, None]) / wide[:, None, None]) ** 2 + (
            (y - spot[:, 1, None, None]) / 28
        ) ** 2 < 1
        stack.put(ear.float(), flesh * 0.95, "skin", round_)
    head = (skull.off_mm < 0) & (y > points[:, 152, 1, None, None])
    stack.put((head | face).float(), flesh, "skin", round_)
    scalp = (skull.height > one(50, 80)) & head
    stack.put(scalp.float() * hair.scalp, tone[..., None, None] * torch.ones_like(flesh), None)
    _features(stack, points, flat_x, flat_y, tone, skin, lips, device)
    beard = grow_beard(points, x, y, lips, face, device)
    grey = some(0.2).float()
    whiskers = tone + grey[:, :, 0] * (0.7 * torch.rand(b, 1, device=device) - tone)
    whiskers = whiskers * uniform(0.5, 1.2, b, 1, device=device)
    rough = torch.exp(one(0, 0.5) * noise(b, *x.shape[1:], 2.0, device))[:, None]
    stack.put(beard.cover, whiskers[..., None, None] * rough, None)
    stack.labels = torch.where(beard.told > 0.5, CODE["beard"], stack.labels)
    stack.put(hair.over * (1 - hidden), locks, "hair", round_)
    stuff = cloth(b, x, y, device)
    alike = tone[..., None, None] * torch.exp(noise(b, *x.shape[1:], 12.0, device) * 0.1)[:, None]
    stuff = torch.where(some(0.2)[:, None], alike, stuff)
    stack.put(hat, stuff, "headwear", round_)
    _glasses(stack, points, x, y, device)
    _hand(stack, x, y, flesh, device)
    return stack, lips, face


def _body(stack, heads, x, y, flesh, device) -> None:
    b = len(x)
    one = ranged(b, device)
    some = odds(b, device)
    chin = heads.points[:, 152, 1, None, None]
    root = (heads.turn @ torch.tensor([0.0, -78.0, -52.0], device=device))[:, 0, None, None]
    root = root * 0.3 + one(-16, 16)
    base = chin - one(14, 62)
    half = one(40, 66)
    out = (x - root).abs()
    top = (
        base
        - (out - half).clamp(min=0) * one(0.15, 0.7)
        - ((out - half).clamp(min=0) / 60) ** 2 * one(0, 9)
    )
    body = (y < top) & (out < one(120, 260))
    neck = (out < half * (1 + ((base + 20 - y) / 90).clamp(0, 1) ** 2)) & (y < -20)
    barrel = torch.stack([(x - root) / 60, torch.zeros_like(x), torch.ones_like(x) * 0.7], 1)
    chest = torch.stack([(x - root) / 170, 0.3 + torch.zeros_like(x), torch.ones_like(x)], 1)
    shade = torch.exp(-one(0, 0.7) * torch.sigmoid((y - chin + 35) / 10))[:, None]
    stack.put((neck & (y > base - 60)).float(), flesh * shade, "skin", barrel)
    stack.put(body.float(), flesh, "skin", chest)
    kind = torch.randint(0, 12, (b, 1, 1), device=device)
    kind = torch.where(some(0.15), 8 + 0 * kind, kind)
    dip = torch.where(kind < 5, one(4, 34), torch.where(kind < 7, one(40, 120), one(60, 150)))
    wide = half * torch.where(kind < 5, one(0.95, 1.5), one(0.9, 1.1))
    power = torch.where(kind < 5, torch.full_like(dip, 2.0), torch.full_like(dip, 1.0))
    cut = base - dip * (1 - (out / wide).clamp(max=1) ** power)
    outer = body & (y < torch.where(out < wide, cut, torch.full_like(cut, 1e3)))
    bare = kind == 11
    straps = (out - one(50, 90)).abs() < one(4, 12)
    low = y < base - one(70, 140)
    outer = torch.where(bare, body & (low | (straps & some(0.5))), outer)
    high = kind == 10
    tube = (out < half + one(4, 18)) & (y < chin + one(-30, 14)) & (y < -60)
    outer = torch.where(high, body | tube, outer)
    opened = (kind >= 7) & (kind < 10)  # a jacket over something
    shirt = (
        opened
        & body
        & (out < wide * 1.3)
        & (y < base + 8 - one(10, 46) * (1 - out / half).clamp(0, 1))
    )
    collar = (
        opened
        & some(0.7)
        & (out < half * 1.15)
        & (out > half * 0.35)
        & (y < base + 26)
        & (y > base - 34)
        & (y < base + 30 - out * one(0, 0.4))
    )
    inner = cloth(b, x, y, device)
    white = (0.75 + 0.2 * torch.rand(b, 1, 1, 1, device=device)) * torch.ones_like(inner)
    inner = torch.where(
        some(0.55)[:, None],
        white * torch.exp(0.06 * noise(b, *x.shape[1:], 10.0, device))[:, None],
        inner,
    )
    stack.put((shirt | (collar & opened)).float(), inner, "shirt", chest)
    knot = (
        opened
        & some(0.6)
        & ((x - root).abs() < one(5, 13) + ((base - y) / 18).clamp(0, 1) * one(0, 4))
        & (y < base + one(-26, -4))
    )
    stack.put(knot.float(), cloth(b, x, y, device), "tie", chest)
    stack.put(outer.float(), cloth(b, x, y, device), "clothes", chest)
    hood = (
        some(0.1)
        & (out < half + one(14, 40))
        & (out > half * 0.9)
        & (y < chin + one(0, 40))
        & (y > base - 30)
    )
    stack.put(hood.float(), cloth(b, x, y, device), "clothes", chest)
    plain = (
        some(0.3)
        & ~opened
        & body
        & (out < half * 1.2)
        & (out > half * 0.55)
        & (y < base + 18)
        & (y > base - 26)
    )
    stack.put(
        plain.float(),
        any_color(b, device)[..., None, None] * torch.ones_like(flesh),
        "clothes",
        chest,
    )


def _features(stack, points, x, y, tone, skin, lips, device) -> None:
    b = len(x)
    full = torch.ones_like(stack.paint)
    red = skin * torch.tensor([0.95, 0.6, 0.6], device=device)
    paint = torch.where(chance(0.25, b, device)[:, None], any_color(b, device), red)
    share = uniform(0.2, 1.0, b, 1, 1, device=device)
    stack.put(lips.float() * share, paint[..., None, None] * full, None)
    dark = tone * 0.8
    sockets = torch.zeros_like(x)
    for outer, inner in ((33, 133), (263, 362)):
        at = (points[:, outer, :2] + points[:, inner, :2])[..., None, None] / 2
        away = torch.hypot((x - at[:, 0]) / 24, (y - at[:, 1] - 2) / 14)
        sockets = torch.maximum(sockets, torch.exp(-(away**4)))
    shade = uniform(-0.2, 1.2, b, 1, 1, device=device).clamp(min=0)
    stack.paint = stack.paint * torch.exp(-shade * sockets)[:, None]
    for eye, iris, brow in EYES:
        hairs = inside(points[:, list(brow), :2], x, y).float()
        stack.put(
            hairs * uniform(0.1, 0.9, b, 1, 1, device=device), dark[..., None, None] * full, None
        )
        opening = inside(points[:, list(eye), :2], x, y).float()
        stack.put(opening, uniform(0.05, 0.8, b, 1, 1, 1, device=device) * full, None)
        pupil = torch.hypot(
            x - points[:, iris[0], 0, None, None], y - points[:, iris[0], 1, None, None]
        )
        stack.put(opening * (pupil < 7), any_color(b, device)[..., None, None] * 0.5 * full, None)
    nose = torch.hypot(
        (x - points[:, 2, 0, None, None]) / 12, (y - points[:, 2, 1, None, None]) / 4
    )
    stack.put((nose < 1).float() * 0.4, skin[..., None, None] * 0.4 * full, None)


def _glasses(stack, points, x, y, device) -> None:
    b = len(x)
    one = ranged(b, device)
    there = chance(0.32, b, device)[:, None, None]
    dark = chance(0.3, b, device)[:, None, None]
    half_x, half_y, rim = one(20, 33), one(13, 28), one(1.3, 4.0)
    power, drop = one(2, 6), one(-8, 3)
    rims, lenses = torch.zeros_like(x, dtype=torch.bool), torch.zeros_like(x, dtype=torch.bool)
    for outer, inner in ((33, 133), (263, 362)):
        at = (points[:, outer, :2] + points[:, inner, :2]) / 2
        dx, dy = (
            (x - at[:, 0, None, None]).abs() / half_x,
            (y - at[:, 1, None, None] - drop).abs() / half_y,
        )
        size = (dx.clamp(min=1e-3) ** power + dy.clamp(min=1e-3) ** power) ** (1 / power)
        rims = rims | ((size - 1).abs() * half_y < rim)
        lenses = lenses | (size < 1)
        bridge = (x.abs() < half_x * 0.5) & ((y - at[:, 1, None, None] - drop - 4).abs() < rim)
        rims = rims | (bridge & ~lenses)
    color = any_color(b, device)[..., None, None] * torch.ones_like(stack.paint)
    black = chance(0.5, b, device)[:, None, None, None]
    color = torch.where(black, color * 0.08, color)
    glass = lenses & there & dark
    tint = (
        any_color(b, device)[..., None, None]
        * 0.3
        * torch.exp(noise(b, *x.shape[1:], 10.0, device) * 0.5)[:, None]
    )
    stack.put(glass.float() * one(0.75, 1.0), tint, "glasses")
    gleam = lenses & there & ~dark & (noise(b, *x.shape[1:], 14.0, device) > 1.0)
    stack.put(gleam.float() * one(0, 0.7), torch.ones_like(color), None)
    stack.put((rims & there).float(), color, "glasses")


def _hand(stack, x, y, flesh, device) -> None:
    b = len(x)
    one = ranged(b, device)
    there = chance(0.1, b, device)[:, None, None]
    cx, cy, a = one(-120, 120), one(-170, 60), one(0, 3.14)
    u = (x - cx) * torch.cos(a) + (y - cy) * torch.sin(a)
    v = (y - cy) * torch.cos(a) - (x - cx) * torch.sin(a)
    palm = (u / one(35, 55)) ** 2 + (v / one(22, 34)) ** 2 < 1
    fingers = (torch.sin(v / 2.6) > -0.7) & (v.abs() < 28) & (u > 0) & (u < one(50, 85))
    arm = (v.abs() < one(20, 32)) & (u < 0)
    stack.put(((palm | fingers | arm) & there).float(), flesh * 0.97, "skin")


def _shadow(b: int, x, y, device) -> torch.Tensor:
    """(b, 1, h, w) log light that a cast shadow takes."""
    a = uniform(0, 6.28, b, 1, 1, device=device)
    far = x * torch.cos(a) + y * torch.sin(a) - uniform(-80, 80, b, 1, 1, device=device)
    far = far + noise(b, *x.shape[1:], 30.0, device, 2) * uniform(0, 40, b, 1, 1, device=device)
    edge = torch.sigmoid(far / uniform(2, 40, b, 1, 1, device=device))
    return (
        edge * uniform(0, 1.3, b, 1, 1, device=device) * (torch.rand(b, 1, 1, device=device) < 0.3)
    )[:, None]


def _with_others(picture, person, device):
    """Another picture's person beside or behind this one, in some."""
    b, _, h, w = picture.shape
    there = chance(0.28, b, device)
    shift = int(uniform(50, 90, 1, device="cpu").item()) * (1 if torch.rand(1) < 0.5 else -1)
    down = int(uniform(-40, 50, 1, device="cpu").item())
    theirs = torch.roll(picture.roll(1, 0), (down, shift), (-2, -1))
    mask = torch.roll(person.roll(1, 0), (down, shift), (-2, -1))
    columns = torch.arange(w, device=device)
    fits = (columns >= shift) if shift > 0 else (columns < w + shift)
    mask = mask * fits * there[:, None, None] * (1 - person)
    picture = picture + mask[:, None] * (theirs - picture)
    felt = uniform(0, 1, b, 1, 1, device=device) > 0.5
    return picture, torch.maximum(person, mask * felt)


def _frame(heads: Heads, x, y, device) -> torch.Tensor:
    """(b, h, w): the photo's part of the view, turned a little, often cutting head or shoulders."""
    b = len(x)
    one = ranged(b, device)
    a = one(-0.35, 0.35) * chance(0.6, b, device)[:, None, None]
    u, v = x * torch.cos(a) + y * torch.sin(a), y * torch.cos(a) - x * torch.sin(a)
    tight = chance(0.3, b, device)[:, None, None]
    left = torch.where(tight, one(62, 110), one(90, 320))
    right = torch.where(tight, one(62, 110), one(90, 320))
    top = torch.where(chance(0.3, b, device)[:, None, None], one(52, 110), one(110, 320))
    low = torch.where(tight, one(115, 180), one(150, 500))
    return ((u > -left) & (u < right) & (v < top) & (v > -low)).float()


def _segmenter(person: torch.Tensor, device) -> torch.Tensor:
    """(b, h, w): the person as a segmenter sees it: soft, a little off, sometimes with holes."""
    b, h, w = person.shape
    soft = person
    for _ in range(2):
        soft = F.avg_pool2d(soft[:, None], 3, 1, 1)[:, 0]
    bent = noise(b, h, w, 10.0, device) * uniform(0, 0.35, b, 1, 1, device=device)
    out = torch.sigmoid((soft - 0.5 + bent) * uniform(4, 14, b, 1, 1, device=device))
    blob = (noise(b, h, w, 40.0, device, 2) > 1.0) & chance(0.15, b, device)[:, None, None]
    out = torch.where(blob, out.clamp(min=0.8), out)
    hole = (noise(b, h, w, 24.0, device) > 1.9) & chance(0.15, b, device)[:, None, None]
    return torch.where(hole, out * 0.2, out)
