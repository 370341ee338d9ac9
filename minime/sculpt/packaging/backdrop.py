"""The place where the toy has its picture taken: a wooden shelf before a wall, or a shop's
pegboard. Layer "stage"; world frame of mesh.py, mm. Textures are drawn from a fixed seed, so
that every toy stands in the same place.
"""

from functools import lru_cache

import numpy as np

from minime.preset import Palette
from minime.sculpt.geometry.mesh import Material, Part
from minime.srgb import rgb

WIDTH = 1200.0  # of floor and wall
FRONT = 420.0  # how far the floor comes towards the viewer
DEPTH = 900.0  # of the floor, the wall somewhere on it
WALL_HEIGHT = 1100.0
PLANK_MM = 74.0
PEG_MM = 25.4  # holes of a pegboard are an inch apart
PEG_HOLE_MM = 5.0
PEG_BOARD = (0.93, 0.90, 0.85)  # what a board's lacquer is before it takes the palette's tint
PX_PER_MM = 1.6  # of the wood: it lies slant and mostly out of focus
LIGHT_OAK, DARK_OAK = (0.83, 0.66, 0.47), (0.60, 0.42, 0.27)


def shelf_and_wall(palette: Palette, *, back: float) -> tuple[Part, ...]:
    """Oak boards on y = 0 as far as z = ``back``, and there a wall in the palette's ground."""
    far = FRONT - DEPTH
    return (
        _sheet(
            "floor",
            [(-1, 0, FRONT), (1, 0, FRONT), (1, 0, far), (-1, 0, far)],
            _look(palette, _draw_planks(), 0.38),
        ),
        _sheet(
            "wall",
            [(-1, -60, back), (1, -60, back), (1, WALL_HEIGHT, back), (-1, WALL_HEIGHT, back)],
            _look(palette, _draw_wall(palette.background), 0.8),
        ),
    )


def pegboard(palette: Palette, height: float) -> Part:
    """The shop's board 26 mm behind a card of ``height`` mm that hangs on it."""
    low, high = -height, 2.2 * height
    return _sheet(
        "pegboard",
        [(-1, low, -26.0), (1, low, -26.0), (1, high, -26.0), (-1, high, -26.0)],
        _look(palette, _draw_pegs(palette.background, WIDTH, high - low), 0.6),
    )


@lru_cache(maxsize=1)
def _draw_planks() -> np.ndarray:
    """(h, w, 3) uint8: boards side by side, their grain along the width."""
    rng = np.random.default_rng(7)
    h, w = round(DEPTH * PX_PER_MM), round(WIDTH * PX_PER_MM)
    y = (np.arange(h) / PX_PER_MM)[:, None]
    board = (y // PLANK_MM).astype(int)
    count = int(board.max()) + 1
    shift = rng.uniform(0, 900, count)[board]
    sway = 9.0 * _noise(rng, (h, w), (PLANK_MM / 2, 260.0)) + 3.0 * _noise(
        rng, (h, w), (12.0, 90.0)
    )
    rings = 0.5 + 0.5 * np.sin((y + shift + sway) * 0.75 + 2.2 * _noise(rng, (h, w), (20, 400)))
    fibre = _noise(rng, (h, w), (0.8, 34.0))
    tone = 0.46 * rings**2 + 0.12 * fibre + rng.uniform(-0.14, 0.14, count)[board] + 0.16
    seam = np.minimum(y % PLANK_MM, PLANK_MM - y % PLANK_MM)
    dark = 1 - 0.62 * np.exp(-((seam / 0.9) ** 2))
    mixed = np.clip(tone, 0, 1)[..., None]
    wood = (np.array(LIGHT_OAK) * (1 - mixed) + np.array(DARK_OAK) * mixed) * dark[..., None]
    return _kept(wood)


def _look(palette: Palette, texture: np.ndarray, roughness: float) -> Material:
    color = tuple(float(c) for c in rgb(palette.background))
    return Material(color=color, texture=texture, finish="card", roughness=roughness)


@lru_cache(maxsize=8)
def _draw_wall(color: str) -> np.ndarray:
    """A painted wall, brighter where a lamp shines on it, with a few far lights."""
    h, w = 256, 280
    rng = np.random.default_rng(3)
    plain = rgb(color)
    y, x = np.mgrid[0:h, 0:w] / w
    lamp = np.exp(-(((x - 0.42) / 0.33) ** 2 + ((y - 0.66) / 0.42) ** 2))[..., None]
    wall = plain**1.5 * 0.72 * (1 - lamp) + (plain * 0.9 + 0.1) * lamp
    for _ in range(26):
        cx, cy, r = rng.uniform(0.05, 0.95), rng.uniform(0.35, 0.95), rng.uniform(0.012, 0.035)
        away = np.hypot(x - cx, y - cy)
        disc = np.clip((r - away) / 0.004 + 0.5, 0, 1) * rng.uniform(0.10, 0.3)
        wall = wall + (1 - wall) * disc[..., None] * (1.0, 0.93, 0.8)
    return _kept(wall)


def _kept(paint: np.ndarray) -> np.ndarray:
    """(h, w, 3) uint8 of colours in about [0, 1], read-only, as all toys share it."""
    picture = (paint.clip(0, 1) * 255).astype(np.uint8)
    picture.setflags(write=False)
    return picture


def _draw_pegs(color: str, width_mm: float, height_mm: float) -> np.ndarray:
    """One hole, its lower rim in the light, as often as it fits."""
    px = 64
    y, x = (np.mgrid[0:px, 0:px] + 0.5) / px * PEG_MM - PEG_MM / 2
    hole = np.clip((PEG_HOLE_MM / 2 - np.hypot(x, y)) * px / PEG_MM + 0.5, 0, 1)[..., None]
    rim = np.clip((PEG_HOLE_MM / 2 - np.hypot(x, y - 0.8)) * px / PEG_MM + 0.5, 0, 1)[..., None]
    board = 0.55 * rgb(color) + 0.45 * np.array(PEG_BOARD)
    cell = board + (1 - board) * 0.5 * rim
    cell = cell * (1 - hole) + board * 0.14 * hole
    cells = (round(height_mm / PEG_MM), round(width_mm / PEG_MM), 1)
    return np.tile((cell * 255).astype(np.uint8), cells)


def _noise(rng, size: tuple[int, int], scale_mm: tuple[float, float]) -> np.ndarray:
    """(h, w) smooth noise of about unit strength, features of ``scale_mm`` (down, across)."""
    import cv2

    cells = [round(n / (mm * PX_PER_MM)) + 2 for n, mm in zip(size, scale_mm, strict=True)]
    coarse = rng.standard_normal(cells).astype(np.float32)
    return cv2.resize(coarse, size[::-1], interpolation=cv2.INTER_CUBIC)


def _sheet(name: str, corners: list, material: Material) -> Part:
    """A rectangle by four corners, x in halves of WIDTH, the first at the texture's lower left."""
    points = np.array(corners, float) * (WIDTH / 2, 1, 1)
    return Part(
        name=name,
        layer="stage",
        vertices=points.astype(np.float32),
        faces=np.array([[0, 1, 2], [0, 2, 3]], np.int32),
        material=material,
        uv=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
        flat=True,
    )
