"""sRGB (IEC 61966-2-1): "#rrggbb" to numbers, to linear light and back. Values in [0, 1]."""

import numpy as np


def rgb(color: str) -> np.ndarray:
    """ "#rrggbb" to three floats in [0, 1]."""
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def mix(one: str, other: str, share: float) -> str:
    """ "#rrggbb" of ``one`` with ``share`` [0, 1] of ``other`` in it."""
    paint = (1 - share) * rgb(one) + share * rgb(other)
    return "#" + "".join(f"{round(255 * v):02x}" for v in paint)


def to_linear(srgb: np.ndarray) -> np.ndarray:
    """sRGB of any shape to linear light."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def from_linear(light: np.ndarray) -> np.ndarray:
    """Linear light of any shape to sRGB; what is brighter than 1 is cut."""
    x = np.clip(light, 0, 1)
    return np.where(x <= 0.0031308, x * 12.92, 1.055 * x ** (1 / 2.4) - 0.055)


def to_bytes(values: np.ndarray) -> np.ndarray:
    """Values of any shape as uint8, what lies beyond [0, 1] cut."""
    return (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)
