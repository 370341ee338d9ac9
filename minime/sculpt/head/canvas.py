"""The face's texture as a canvas: places in mm, soft masks of outlines, lines and spots.

Texture pixels: x right, y down, covering the frontal window LEFT..RIGHT, BOTTOM..TOP of the
head frame (mm). A mask is (h, w) float32 in [0, 1].
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

LEFT, RIGHT, BOTTOM, TOP = -96.0, 96.0, -134.0, 122.0
PIXELS_PER_MM = 3.0  # 576 x 768, twice what a picture of 1280 pixels shows


@dataclass(frozen=True, kw_only=True, eq=False)
class Canvas:
    """A float RGB picture in [0, 1] over the frontal window; shapes are given in mm."""

    pixels: np.ndarray

    def cover(self, mask: np.ndarray, color) -> "Canvas":
        rows, columns = np.flatnonzero(mask.max(1) > 1e-3), np.flatnonzero(mask.max(0) > 1e-3)
        if not len(rows):
            return self
        box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        alpha = np.clip(mask[box], 0, 1)[..., None].astype(np.float32)
        paint = np.asarray(color, np.float32)
        out = self.pixels.copy()
        out[box] += alpha * ((paint if paint.ndim == 1 else paint[box]) - out[box])
        return Canvas(pixels=out)


def frontal_uv(vertices: np.ndarray) -> np.ndarray:
    """(n, 3) head frame to (n, 2) uv in [0, 1], v = 0 at the texture's bottom row."""
    u = (vertices[:, 0] - LEFT) / (RIGHT - LEFT)
    v = (vertices[:, 1] - BOTTOM) / (TOP - BOTTOM)
    return np.stack([u, v], 1).clip(0, 1).astype(np.float32)


def texture_shape() -> tuple[int, int]:
    return round((TOP - BOTTOM) * PIXELS_PER_MM), round((RIGHT - LEFT) * PIXELS_PER_MM)


def to_texels(points: np.ndarray) -> np.ndarray:
    p = np.asarray(points, float)
    return np.stack([(p[..., 0] - LEFT), (TOP - p[..., 1])], -1) * PIXELS_PER_MM


@lru_cache(maxsize=1)
def texel_places() -> np.ndarray:
    """(h, w, 2) float32 head-frame x, y of each texel; read-only."""
    height, width = texture_shape()
    x = LEFT + (np.arange(width) + 0.5) / PIXELS_PER_MM
    y = TOP - (np.arange(height) + 0.5) / PIXELS_PER_MM
    place = np.stack(np.meshgrid(x, y), -1).astype(np.float32)
    place.setflags(write=False)
    return place


def glow(middle: np.ndarray, radii, power: int = 2) -> np.ndarray:
    """(h, w) mask exp(-away**power) round ``middle`` (mm), away in ``radii`` (mm)."""
    reach = np.multiply(radii, 2.7 if power == 2 else 1.7)  # less than 1/1000 beyond
    box = window_round(middle, reach)
    mask = np.zeros(texture_shape(), np.float32)
    away = np.hypot(*np.moveaxis((texel_places()[box] - middle[:2]) / radii, -1, 0))
    mask[box] = np.exp(-(away**power))
    return mask


def window_round(middle: np.ndarray, reach) -> tuple[slice, slice]:
    """Rows and columns of the texture within ``reach`` (mm, x and y) of ``middle`` (mm)."""
    height, width = texture_shape()
    (left, top), (right, bottom) = to_texels(
        np.array(middle[:2]) + np.outer([-1, 1], reach) * [1, -1]
    )
    return (
        slice(max(0, int(top)), max(0, min(height, int(bottom) + 2))),
        slice(max(0, int(left)), max(0, min(width, int(right) + 2))),
    )


def blur_mask(mask: np.ndarray, sigma_mm: float) -> np.ndarray:
    import cv2

    return cv2.GaussianBlur(mask, (0, 0), sigma_mm * PIXELS_PER_MM) if sigma_mm else mask


def fill_outline(outline: np.ndarray, soft_mm: float = 0.25) -> np.ndarray:
    """Soft mask of a closed outline, (k, 2) mm, drawn through its points as a smooth curve."""
    return fill_polygon(smooth_curve(outline), soft_mm)


def stroke_line(line: np.ndarray, widths: np.ndarray, soft_mm: float = 0.2) -> np.ndarray:
    """Soft mask of an open line (k, 2) mm whose width runs through ``widths`` (mm)."""
    curve = smooth_curve(line, closed=False)
    width = np.interp(np.linspace(0, 1, len(curve)), np.linspace(0, 1, len(widths)), widths)
    along = np.gradient(curve, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], 1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    band = normal * width[:, None] / 2
    return fill_polygon(np.concatenate([curve + band, (curve - band)[::-1]]), soft_mm)


def fill_polygon(outline: np.ndarray, soft_mm: float) -> np.ndarray:
    import cv2

    height, width = texture_shape()
    mask = np.zeros((height, width), np.float32)
    pixels = to_texels(outline)
    corners = np.round(pixels * 16).astype(np.int32)
    cv2.fillPoly(mask, [corners], 1.0, cv2.LINE_8, shift=4)
    margin = 3 + 4 * soft_mm * PIXELS_PER_MM
    low = np.clip(pixels.min(0) - margin, 0, [width, height]).astype(int)
    high = np.clip(pixels.max(0) + margin, 0, [width, height]).astype(int)
    box = np.s_[low[1] : high[1], low[0] : high[0]]
    if mask[box].size:
        mask[box] = blur_mask(mask[box], soft_mm)
    return mask


def smooth_curve(points: np.ndarray, *, closed: bool = True, count: int = 96) -> np.ndarray:
    from scipy.interpolate import CubicSpline

    p = np.asarray(points, float)[:, :2]
    p = np.concatenate([p, p[:1]]) if closed else p
    steps = np.linalg.norm(np.diff(p, axis=0), axis=1)
    keep = np.concatenate([[True], steps > 1e-3])
    p, at = p[keep], np.concatenate([[0.0], np.cumsum(np.maximum(steps, 1e-3))])[keep]
    if closed:
        p[-1] = p[0]
    curve = CubicSpline(at, p, bc_type="periodic" if closed else "natural")
    return curve(np.linspace(0, at[-1], count))


def distance_from(middle: np.ndarray, reach: float) -> np.ndarray:
    """(h, w) mm from ``middle``; beyond a square of ``reach`` simply far away."""
    box = window_round(middle, (reach, reach))
    away = np.full(texture_shape(), 1e3, np.float32)
    away[box] = np.hypot(*np.moveaxis(texel_places()[box] - middle[:2], -1, 0))
    return away
