"""Cloth as textures: denim, knit, pinstripe, plain weave; (h, w, 3) uint8 sRGB, v up = row 0 last.

u runs from the back (0) round the side (.5, where seams are) to the front (1).
"""

from functools import lru_cache

import numpy as np

from minime.srgb import to_bytes

SIZE = 512


@lru_cache(maxsize=32)
def denim(rgb: tuple[float, float, float]) -> np.ndarray:
    """Twill with worn fronts and two lines of stitching down the side seams."""
    rows, cols = np.mgrid[0:SIZE, 0:SIZE]
    twill = 0.5 + 0.5 * np.sin((rows * 1.0 + cols * 1.0) * 1.05)
    shade = 0.92 + 0.10 * twill * _grain(0.35)
    worn = np.exp(-(((cols / SIZE - 0.93) / 0.16) ** 2)) * 0.10
    picture = np.array(rgb) * shade[..., None] + worn[..., None] * (1 - np.array(rgb))
    u = cols / SIZE
    seam = np.exp(-(((u - 0.5) / 0.006) ** 2))
    picture = picture * (1 - 0.35 * seam[..., None])
    dashes = (rows // 5) % 3 > 0
    for at in (0.478, 0.522):
        line = (np.abs(u - at) < 0.0045) & dashes
        picture[line] = 0.55 * np.array([0.86, 0.55, 0.22]) + 0.45 * picture[line]
    return _bytes(picture)


@lru_cache(maxsize=32)
def knit(rgb: tuple[float, float, float]) -> np.ndarray:
    """Fine jersey: hardly visible ribs and a soft mottle."""
    rows, cols = np.mgrid[0:SIZE, 0:SIZE]
    rib = 0.5 + 0.5 * np.sin(cols * 1.2) * np.sin(rows * 0.9)
    shade = 0.965 + 0.05 * rib * _grain(0.3)
    return _bytes(np.array(rgb) * shade[..., None])


@lru_cache(maxsize=32)
def striped(
    rgb: tuple[float, float, float], second: tuple[float, float, float], count: int
) -> np.ndarray:
    """Bands across: ``count`` of the second colour between v = .1 and .9."""
    v = 1 - np.arange(SIZE)[:, None] / SIZE
    band = ((v * count) % 1.0 < 0.42) & (v > 0.08) & (v < 0.93)
    picture = np.where(band[..., None], np.array(second), np.array(rgb))
    return _bytes(picture * np.ones((1, SIZE, 1)) * (0.97 + 0.04 * _grain(0.4))[..., None])


@lru_cache(maxsize=32)
def checked(
    rgb: tuple[float, float, float], second: tuple[float, float, float], count: int = 12
) -> np.ndarray:
    """Woven checks: where both bands cross the second colour is full, elsewhere half."""
    rows, cols = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    across = ((rows * count) % 1.0 < 0.5).astype(float)
    along = ((cols * count * 0.5) % 1.0 < 0.5).astype(float)
    share = ((across + along) / 2)[..., None]
    picture = np.array(rgb) * (1 - share) + np.array(second) * share
    return _bytes(picture * (0.97 + 0.04 * _grain(0.4))[..., None])


@lru_cache(maxsize=32)
def dotted(
    rgb: tuple[float, float, float], second: tuple[float, float, float], down: int, across: int
) -> np.ndarray:
    """Round dots in a staggered grid of so many rows and columns."""
    rows, cols = np.mgrid[0:SIZE, 0:SIZE] / SIZE * np.array([down, across]).reshape(2, 1, 1)
    x = (cols + 0.5 * (np.floor(rows) % 2)) % 1.0 - 0.5
    y = rows % 1.0 - 0.5
    dot = np.clip((0.26 - np.hypot(x, y)) / 0.05, 0, 1)[..., None]
    return _bytes(np.array(rgb) * (1 - dot) + np.array(second) * dot)


@lru_cache(maxsize=32)
def cable(rgb: tuple[float, float, float]) -> np.ndarray:
    """Thick wool in plaited columns."""
    rows, cols = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    column = (cols * 9) % 1.0 - 0.5
    twist = np.sin(rows * 2 * np.pi * 26 + np.sign(column) * 4.5 * np.abs(column) * np.pi)
    plait = np.exp(-((column / 0.30) ** 4)) * (0.5 + 0.5 * twist)
    shade = 0.80 + 0.22 * plait + 0.05 * _grain(0.5)
    return _bytes(np.array(rgb) * shade[..., None])


@lru_cache(maxsize=32)
def leather(rgb: tuple[float, float, float]) -> np.ndarray:
    """Pebbled, a little worn."""
    noise = np.random.default_rng(11).random((SIZE // 4, SIZE // 4))
    coarse = np.kron(noise, np.ones((4, 4)))
    smooth = (coarse + np.roll(coarse, 2, 0) + np.roll(coarse, 2, 1)) / 3
    return _bytes(np.array(rgb) * (0.90 + 0.18 * smooth)[..., None])


@lru_cache(maxsize=32)
def pinstripe(rgb: tuple[float, float, float]) -> np.ndarray:
    """Wool with thin light lines down the cloth."""
    cols = np.mgrid[0:SIZE, 0:SIZE][1]
    line = np.exp(-((((cols / SIZE * 26) % 1.0 - 0.5) / 0.055) ** 2)) * 0.16
    base = np.array(rgb) * (0.96 + 0.05 * _grain(0.5))[..., None]
    return _bytes(base + line[..., None] * (1 - base))


def _grain(fine: float) -> np.ndarray:
    noise = np.random.default_rng(7).random((SIZE, SIZE))
    rolled = (noise + np.roll(noise, 1, 0) + np.roll(noise, 2, 0)) / 3
    return (1 - fine) + fine * rolled


def _bytes(picture: np.ndarray) -> np.ndarray:
    return to_bytes(picture)
