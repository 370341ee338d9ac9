"""Patterns of printed grounds as smooth masks: bursts, bands, dots, rings, sparkles.

A mask is (h, w) float32 in [0, 1], edges anti-aliased over one pixel. ``unit`` is the
length in pixels that a pattern repeats with, a centre is in shares of width and height.
"""

import numpy as np
from PIL import Image

from minime.artwork.color import Color

_COARSE = 4  # pixels a sample of a glow


def blend(canvas: Image.Image, color: Color, mask: np.ndarray, opacity: float = 1.0) -> None:
    """Lay a colour over the canvas through a mask."""
    share = Image.fromarray((mask * (255 * opacity) + 0.5).astype(np.uint8))
    canvas.paste(color, (0, 0), share)


def ramp(width: int, height: int, start: float, end: float, *, across: bool = False) -> np.ndarray:
    """Rises smoothly from 0 at ``start`` to 1 at ``end`` (shares of height, or width)."""
    length = width if across else height
    at = (np.arange(length, dtype=np.float32) + 0.5) / length
    rise = np.clip((at - start) / (end - start), 0, 1)
    rise = rise * rise * (3 - 2 * rise)
    return np.broadcast_to(rise[None, :] if across else rise[:, None], (height, width))


def glow(width: int, height: int, center: tuple[float, float], reach: float) -> np.ndarray:
    """1 at ``center`` (shares of width and height), 0 at ``reach`` widths away."""
    small = (max(2, width // _COARSE), max(2, height // _COARSE))  # it has no edge to lose
    x, y = _offsets(*small, center)
    away = np.hypot(x / small[0], y / small[1] * (height / width))
    soft = np.clip(1 - away / reach, 0, 1) ** 1.5
    return np.asarray(Image.fromarray(soft).resize((width, height), Image.Resampling.BILINEAR))


def rays(width: int, height: int, center: tuple[float, float], count: int) -> np.ndarray:
    """``count`` rays that spread from a centre (shares of width and height)."""
    x, y = _offsets(width, height, center)
    radius = np.maximum(np.hypot(x, y), 1)
    turn = np.arctan2(y, x) * (count / (2 * np.pi))
    wave = np.abs(turn - np.round(turn))  # 0 in the middle of a ray, .5 between two
    return _edge((0.25 - wave) * radius * (2 * np.pi / count))


def ring(
    width: int, height: int, center: tuple[float, float], radius: float, thick: float
) -> np.ndarray:
    """A circle's line; radius and thickness in widths."""
    x, y = _offsets(width, height, center)
    away = np.abs(np.hypot(x, y) - radius * width)
    return _edge(thick * width / 2 - away)


def star(
    width: int,
    height: int,
    center: tuple[float, float],
    radius: tuple[float, float],
    points: int,
) -> np.ndarray:
    """A jagged star; its outer and inner radius in widths."""
    x, y = _offsets(width, height, center)
    turn = np.arctan2(y, x) * (points / (2 * np.pi))
    wave = 2 * np.abs(turn - np.round(turn))  # 0 at a point, 1 between two
    reach = (radius[0] + (radius[1] - radius[0]) * wave) * width
    return _edge(0.7 * (reach - np.hypot(x, y)))


def bands(width: int, height: int, unit: float, angle_deg: float, share: float = 0.5) -> np.ndarray:
    """Parallel bands covering ``share`` of the area, leaning by an angle."""
    x, y = _offsets(width, height, (0, 0))
    angle = np.deg2rad(angle_deg)
    across = (x * np.cos(angle) + y * np.sin(angle)) / unit
    wave = np.abs(across - np.round(across))
    return _edge((share / 2 - wave) * unit)


def dots(width: int, height: int, unit: float, radius: np.ndarray | float) -> np.ndarray:
    """Dots on a grid turned by 45 degrees; ``radius`` in units, one or one per pixel."""
    x, y = _offsets(width, height, (0, 0))
    u, v = (x + y) / (unit * 1.41421356), (x - y) / (unit * 1.41421356)
    away = np.hypot(u - np.round(u), v - np.round(v))
    return _edge((radius - away) * unit)


def sparkles(width: int, height: int, unit: float, seed: int, share: float = 0.35) -> np.ndarray:
    """Four-pointed stars of several sizes, strewn at random over a share of a grid's cells."""
    rng = np.random.default_rng(seed)
    mask = np.zeros((height, width), np.float32)
    for row in range(int(height / unit) + 1):
        for column in range(int(width / unit) + 1):
            chance, jx, jy, size = rng.random(4)
            if chance < share:
                radius = unit * (0.12 + 0.3 * size**2)
                center = ((column + jx) * unit, (row + jy) * unit)
                _add_sparkle(mask, center, radius)
    return mask


def _add_sparkle(mask: np.ndarray, center: tuple[float, float], radius: float) -> None:
    x0, y0 = (max(0, int(c - radius)) for c in center)
    x1, y1 = (int(c + radius) + 2 for c in center)
    part = mask[y0:y1, x0:x1]
    y, x = np.mgrid[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]].astype(np.float32)
    reach = np.sqrt(np.abs(x - center[0]) / radius) + np.sqrt(np.abs(y - center[1]) / radius)
    np.maximum(part, _edge((1 - reach) * radius * 0.6), out=part)


def _offsets(width: int, height: int, center: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    x = np.arange(width, dtype=np.float32)[None, :] + 0.5 - center[0] * width
    y = np.arange(height, dtype=np.float32)[:, None] + 0.5 - center[1] * height
    return x, y


def _edge(inside_px: np.ndarray) -> np.ndarray:
    """1 where a signed distance in pixels is inside, 0 outside, smooth over one pixel."""
    return np.clip(inside_px + 0.5, 0, 1).astype(np.float32)
