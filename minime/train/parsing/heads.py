"""Heads for the training pictures: landmarks, how each is turned, its bald outline.

Frame of selfie/view.py: view millimetres, x right, y up from the eyes' middle. A batch is b
heads; grids are (HEIGHT, WIDTH) cells of CELL_MM.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

CELL_MM = 2.0
WIDTH, HEIGHT = 176, 256
LEFT_MM, TOP_MM = -176.0, 190.0
SKULL_CENTRE, SKULL_RADII = (0.0, 12.0, -58.0), (74.0, 92.0, 81.0)  # as selfie/silhouette.py


class Heads(NamedTuple):
    """points: (b, 478, 3) view mm. turn: (b, 3, 3) head frame to view. wide: (b,) of the skull."""

    points: torch.Tensor
    turn: torch.Tensor
    wide: torch.Tensor


class Skull(NamedTuple):
    """Grids (b, h, w): off_mm, how far outside a bald head's outline; angle, radians clockwise
    from its top; azimuth in degrees and height in mm of the surface that faces the viewer."""

    off_mm: torch.Tensor
    angle: torch.Tensor
    azimuth: torch.Tensor
    height: torch.Tensor


def write_heads(path: Path, count: int) -> None:
    """``count`` made-up heads as an .npz of float16, for a machine without the face mesh."""
    from dataclasses import replace

    from minime.train.people import random_person

    points, turns = [], []
    for seed in range(count):
        person = random_person(seed, hair_styles=("bald",))
        rng = np.random.default_rng(seed)
        pose = replace(
            person.pose,
            roll_deg=0.0,
            yaw_deg=float(np.clip(rng.normal(0, 17), -48, 48)),
            pitch_deg=float(np.clip(rng.normal(0, 9), -28, 28)),
        )
        turn = pose.matrix()
        points.append(person.landmarks @ turn.T)
        turns.append(turn)
    np.savez_compressed(path, points=np.float16(points), turns=np.float16(turns))


def load_heads(path: Path, device: str) -> Heads:
    """All heads of a file that :func:`write_heads` wrote."""
    with np.load(path) as stored:
        points = torch.tensor(stored["points"].astype(np.float32), device=device)
        turn = torch.tensor(stored["turns"].astype(np.float32), device=device)
    middle = (points[:, 33] + points[:, 263]) / 2
    points = points - middle[:, None]
    wide = (points[:, 454, 0] - points[:, 234, 0]) / 2 / turn[:, 0, 0].clamp(0.5) / 68.0
    return Heads(points, turn, wide.clamp(0.85, 1.15))


def grid(device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """x and y (h, w) of the cells' middles, view mm."""
    x = LEFT_MM + CELL_MM * (torch.arange(WIDTH, device=device) + 0.5)
    y = TOP_MM - CELL_MM * (torch.arange(HEIGHT, device=device) + 0.5)
    y, x = torch.meshgrid(y, x, indexing="ij")
    return x, y


def inside(polygon: torch.Tensor, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """(b, h, w) bool: which places lie in the polygons (b, k, 2), by crossings."""
    hit = torch.zeros((len(polygon), *x.shape[-2:]), dtype=torch.bool, device=polygon.device)
    k = polygon.shape[1]
    for i in range(k):
        a, b = polygon[:, i, :, None, None], polygon[:, (i + 1) % k, :, None, None]
        between = (a[:, 1] > y) != (b[:, 1] > y)
        slope = (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1] + 1e-9)
        hit ^= between & (x < a[:, 0] + slope * (y - a[:, 1]))
    return hit


def skull_of(heads: Heads, x: torch.Tensor, y: torch.Tensor) -> Skull:
    """The bald head under the hair, at places x, y (b, h, w)."""
    device = x.device
    centre3 = heads.turn @ torch.tensor(SKULL_CENTRE, device=device)
    radii = torch.tensor(SKULL_RADII, device=device).repeat(len(heads.wide), 1)
    radii[:, 0] *= heads.wide
    axes = heads.turn * radii[:, None]
    spread = axes @ axes.mT
    flat = torch.linalg.inv(spread[:, :2, :2])
    dx, dy = x - centre3[:, 0, None, None], y - centre3[:, 1, None, None]
    f = flat[:, :, :, None, None]
    ratio = (f[:, 0, 0] * dx**2 + 2 * f[:, 0, 1] * dx * dy + f[:, 1, 1] * dy**2).clamp(1e-6).sqrt()
    away = torch.hypot(dx, dy)
    form = torch.linalg.inv(spread)[:, :, :, None, None]
    b = 2 * (form[:, 0, 2] * dx + form[:, 1, 2] * dy)
    c = form[:, 0, 0] * dx**2 + form[:, 1, 1] * dy**2 + 2 * form[:, 0, 1] * dx * dy - 1
    root = (b**2 - 4 * form[:, 2, 2] * c).clamp(0).sqrt()
    dz = (-b + root) / (2 * form[:, 2, 2])
    back = torch.einsum("bji,bjhw->bihw", heads.turn, torch.stack([dx, dy, dz], 1))
    azimuth = torch.rad2deg(torch.atan2(back[:, 0], back[:, 2]))
    return Skull(away * (1 - 1 / ratio), torch.atan2(dx, dy), azimuth, back[:, 1] + SKULL_CENTRE[1])
