"""Locks with normals and colours of their own as one mesh: what a photo's hair is made of.

Head frame, mm. A lock's columns of the texture hold its colours from root (v = 0) to tip, with
strands, grooves and a painted shine over them.
"""

from dataclasses import dataclass

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.lock import (
    RIDGES,
    ROWS,
    Locks,
    _cord_lift,
    _gleam,
    _lock_uv,
    _section,
    close_tubes,
    textured,
)
from minime.selfie.hair.maps import MAP_PX_PER_MM
from minime.selfie.view import ABOVE_MM, LEFT_MM
from minime.srgb import from_linear

STRAND_COLUMNS = 16
GROOVE_SHADE, EDGE_SHADE, ROOT_SHADE = 0.15, 0.15, 0.12
GLINT = np.array([14.0, 12.5, 11.0])


@dataclass(frozen=True, kw_only=True, eq=False)
class Strands:
    """paths: (n, k, 3), root first. away: (n, k, 3) unit, off the head. width, thick: (n, k) half
    sizes. paint: (n, k, 3) linear colours. round: cords, not bands. shine: share of the shine."""

    paths: np.ndarray
    away: np.ndarray
    width: np.ndarray
    thick: np.ndarray
    paint: np.ndarray
    round: bool = False
    grooves: float = 3.0
    points: int = 8
    shine: float = 0.6


def strands_part(name: str, strands: Strands, rng: np.random.Generator) -> Part:
    """All of ``strands`` as one closed mesh."""
    n, k, _ = strands.paths.shape
    along = _unit(np.gradient(strands.paths, axis=1))
    away = _unit(strands.away - along * (strands.away * along).sum(-1, keepdims=True))
    across = np.cross(along, away)
    locks = Locks(
        paths=strands.paths, width=strands.width, thick=strands.thick, shade=np.ones(n),
        round=strands.round, grooves=strands.grooves, points=strands.points,
    )  # fmt: skip
    if strands.round:
        ring, u = _section(locks)
        lift = _cord_lift(locks, u, rng)
    else:
        ring, u = _band()
        lift = _groove(n, k, rng)
    x = ring[:, 0] * locks.width[..., None]
    y = ring[:, 1] * locks.thick[..., None] * lift
    body = locks.paths[:, :, None] + x[..., None] * across[:, :, None]
    body = body + y[..., None] * away[:, :, None]
    vertices, faces = close_tubes(body, locks.paths)
    texture = _paint(strands, _gleam(locks.paths, away), rng)
    return textured(name, vertices, faces, _lock_uv(np.arange(n), n, k, u), texture)


def _band() -> tuple[np.ndarray, np.ndarray]:
    """Ring (6, 2) of (across, away) and u (6,): two ridges with a groove between, flat below."""
    a = np.array([0.0, 0.22, 0.5, 0.78, 1.0, 1.5]) * np.pi
    ring = np.stack([np.cos(a), np.where(np.sin(a) > -0.1, np.abs(np.sin(a)) ** 0.8, -0.5)], 1)
    return ring, 0.5 - 0.5 * np.cos(a)


def _groove(n: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """(n, k, 6) factors of a band's thickness: the groove comes and goes along it."""
    t = np.linspace(0, 1, k)[None, :]
    phase = rng.uniform(0, 6.28, (n, 1))
    deep = (0.7 + 0.3 * np.sin(3 * t + phase)) * np.sin(np.pi * np.clip(t * 1.1, 0, 1)) ** 0.5
    lift = np.ones((n, k, 6))
    lift[..., (1, 3)] += 0.25 * deep[..., None]
    lift[..., 2] -= 0.3 * deep
    return lift


def _paint(strands: Strands, gleam: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(ROWS, n x STRAND_COLUMNS, 3) uint8; row 0 is v = 1."""
    n, k, _ = strands.paint.shape
    at = np.linspace(0, k - 1, ROWS)
    low = at.astype(int).clip(0, k - 2)
    part = (at - low)[None, :, None]
    base = strands.paint[:, low] * (1 - part) + strands.paint[:, low + 1] * part
    base = 255 * from_linear(np.clip(base, 0, 1))
    base = np.repeat(base[:, ::-1].transpose(1, 0, 2), STRAND_COLUMNS, 1)
    columns = n * STRAND_COLUMNS
    streak = rng.normal(0, 0.07, columns)[None]
    streak = streak + np.repeat(rng.normal(0, 0.04, (ROWS // 8, columns)), 8, 0)
    v = np.linspace(1, 0, ROWS)[:, None]
    u = np.clip((np.linspace(0, 1, STRAND_COLUMNS) - 0.08) / 0.84, 0, 1)
    across = np.arccos(1 - 2 * u)
    groove = np.tile(-np.cos(2 * RIDGES * across) * 0.5 - 0.5, n)
    edge = np.tile(np.sin(across) ** 0.5 - 1, n)
    factor = 1.06 + streak + GROOVE_SHADE * groove + EDGE_SHADE * edge - ROOT_SHADE * (1 - v) ** 3
    paint = base * factor[..., None]
    shine = np.repeat(gleam[:, ::-1].T, STRAND_COLUMNS, 1) * np.clip(0.75 + 2 * streak, 0.2, 1)
    paint = paint + strands.shine * shine[..., None] * (0.3 * base + GLINT)
    return np.clip(paint, 0, 255).astype(np.uint8)


def _unit(x: np.ndarray) -> np.ndarray:
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)


def map_uv(points: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """(n, 2) uv of points (n, 3) of the view's plane on a map (h, w, 3)."""
    height, width = (side / MAP_PX_PER_MM for side in picture.shape[:2])
    u, v = (points[:, 0] + LEFT_MM) / width, 1 - (ABOVE_MM - points[:, 1]) / height
    return np.stack([u, v], 1).clip(0, 1).astype(np.float32)


def map_texture(picture: np.ndarray, shrink: int = 2) -> np.ndarray:
    """A linear map (h, w, 3) as a texture, uint8, its sides divided by ``shrink``."""
    import cv2

    paint = (255 * from_linear(np.clip(picture, 0, 1))).astype(np.uint8)
    return cv2.resize(paint, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
