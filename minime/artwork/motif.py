"""Shapes that a printed ground is strewn with: leaves, clouds, houses, planets, confetti.

A shape is a list of polygons in a unit frame, x right, y down, about one unit across and
centred on (0, 0); :func:`place` brings it onto the canvas, :func:`stamp` prints it.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw

from minime.artwork.color import Color

Shape = list[np.ndarray]
_SCALE = 2  # of the mask, for smooth edges
_TURN = np.linspace(0, 2 * np.pi, 48, endpoint=False)

DISC: Shape = [0.5 * np.column_stack([np.cos(_TURN), np.sin(_TURN)])]
TRIANGLE: Shape = [np.array([(0.0, -0.5), (0.45, 0.3), (-0.45, 0.3)])]
CROSS: Shape = [
    np.array([(-0.5, -0.14), (0.5, -0.14), (0.5, 0.14), (-0.5, 0.14)]),
    np.array([(-0.14, -0.5), (0.14, -0.5), (0.14, 0.5), (-0.14, 0.5)]),
]
STAR: Shape = [
    np.column_stack([np.sin(turn := np.arange(10) * np.pi / 5), -np.cos(turn)])
    * np.tile([0.5, 0.2], 5)[:, None]
]
HEART: Shape = [
    np.column_stack(
        [
            0.5 * np.sin(_TURN) ** 3,
            -(13 * np.cos(_TURN) - 5 * np.cos(2 * _TURN) - 2 * np.cos(3 * _TURN)) / 32,
        ]
    )
]


def stamp(canvas: Image.Image, color: Color, shapes: Iterable[Shape], opacity: float = 1.0) -> None:
    """Print placed shapes in one colour; where they overlap they are one shape."""
    polygons = [polygon for shape in shapes for polygon in shape]
    points = np.concatenate(polygons)
    x0, y0 = np.clip(np.floor(points.min(0)).astype(int) - 1, 0, canvas.size)
    x1, y1 = np.clip(np.ceil(points.max(0)).astype(int) + 1, 0, canvas.size)
    if x1 <= x0 or y1 <= y0:
        return
    mask = Image.new("L", ((x1 - x0) * _SCALE, (y1 - y0) * _SCALE))
    draw = ImageDraw.Draw(mask)
    for polygon in polygons:
        draw.polygon(((polygon - (x0, y0)) * _SCALE).ravel().tolist(), fill=round(255 * opacity))
    canvas.paste(color, (x0, y0), mask.reduce(_SCALE))


def place(
    shape: Shape,
    center: Sequence[float],
    size: float | tuple[float, float],
    turn_deg: float = 0.0,
) -> Shape:
    """The shape at a place of the canvas, all in pixels; positive turns are clockwise."""
    cos, sin = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    turn = np.array([(cos, sin), (-sin, cos)])
    return [(polygon * size) @ turn + center for polygon in shape]


def hoop(thick: float) -> Shape:
    """A circle's line, its thickness in units."""
    t = np.linspace(0, 2 * np.pi, 97)
    return [_band(np.column_stack([np.cos(t), np.sin(t)]) / 2, thick)]


def zigzag() -> Shape:
    x = np.linspace(-0.5, 0.5, 9)
    return [_band(np.column_stack([x, np.where(np.arange(9) % 2, -0.12, 0.12)]), 0.12)]


def squiggle() -> Shape:
    x = np.linspace(-0.5, 0.5, 40)
    return [_band(np.column_stack([x, 0.13 * np.sin(4 * np.pi * x)]), 0.11)]


def frond(leaves: int, bend: float) -> Shape:
    """A palm leaf that grows from (0, 0) upwards and bends to the right."""
    t = np.linspace(0, 1, 30)
    stem = np.column_stack([bend * t**2, -t])
    shape = [_band(stem, 0.018)]
    for share in np.linspace(0.12, 0.97, leaves):
        foot = np.array([bend * share**2, -share])
        along = math.degrees(math.atan2(2 * bend * share, 1.0))
        reach = 0.5 * math.sin(math.pi * (0.12 + 0.8 * share)) + 0.06
        for side in (-1, 1):
            shape += place(_blade(), tuple(foot), reach, along + side * (62 - 34 * share))
    return shape


def broad_leaf() -> Shape:
    """A smooth pointed leaf with a hollow rib; it grows from (0, 0) upwards."""
    t = np.linspace(0, 1, 25)
    half = 0.3 * np.sin(np.pi * t**0.7) + 0.014
    y = np.r_[0.0, -t, -1.0]
    return [np.column_stack([side * np.r_[0.014, half, 0.014], y]) for side in (-1, 1)]


def cloud() -> Shape:
    """A flat-bottomed heap of discs, its foot at y = 0."""
    heap = ((-0.32, -0.1, 0.2), (-0.13, -0.2, 0.34), (0.12, -0.16, 0.3), (0.33, -0.09, 0.18))
    foot = np.array([(-0.42, -0.1), (0.42, -0.1), (0.42, 0.0), (-0.42, 0.0)])
    ends = [((s * 0.42, -0.05), 0.1) for s in (-1, 1)]
    return [
        foot,
        *(piece for x, y, d in heap for piece in place(DISC, (x, y), d)),
        *(piece for at, d in ends for piece in place(DISC, at, d)),
    ]


def gear(teeth: int) -> Shape:
    """The outline of a cog wheel as a line, with its bore."""
    step = np.repeat(np.arange(teeth), 4) + np.tile([0.0, 0.18, 0.3, 0.72], teeth)
    radius = np.tile([0.5, 0.5, 0.41, 0.41], teeth)
    turn = 2 * np.pi * np.r_[step, 0.0] / teeth
    edge = np.r_[radius, 0.5][:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    return [_band(edge, 0.018), *place(hoop(0.045), (0, 0), 0.4)]


def _blade() -> Shape:
    """A slim leaf from (0, 0) up to (0, -1)."""
    t = np.linspace(0, 1, 9)
    half = 0.085 * np.sin(np.pi * t**0.7)
    return [np.column_stack([np.r_[half, -half[::-1]], -np.r_[t, t[::-1]]])]


def _band(line: np.ndarray, thick: float) -> np.ndarray:
    """A line of (n, 2) points as a polygon of a thickness."""
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    across = np.column_stack([-along[:, 1], along[:, 0]]) * (thick / 2)
    return np.concatenate([line + across, (line - across)[::-1]])
