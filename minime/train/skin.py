"""What real skin has and smooth paint has not: pores, lines, moles, freckles, redness, rings under
the eyes, all more or less with age; drawn over a synthetic person's face, in the layout of
canvas.py.
"""

from dataclasses import dataclass

import numpy as np

from minime.landmarks import EYES, OUTER_LIPS, OVAL, centre
from minime.sculpt.head.canvas import (
    Canvas,
    blur_mask,
    fill_polygon,
    glow,
    stroke_line,
    texel_places,
    texture_shape,
)

PORES, UNEVEN = 0.035, 0.03  # of the skin's light, standard deviation
PORE_MM, UNEVEN_MM = 0.35, 9.0
LINE, RING = 0.45, 0.22  # how far a line, a ring under an eye of the oldest darken
MOLE_MM, FRECKLE_MM = (0.7, 1.7), (0.35, 0.8)  # least and most radius
MATT, OILY = 0.55, 0.28  # roughness of dry and of oily skin
BROWN, RED = np.array([0.62, 0.42, 0.30]), np.array([1.12, 0.86, 0.84])  # factors of the skin
CORNERS = ((33, -1.0), (263, 1.0))  # of the eyes, and which way is out
FOLDS = ((129, 61, -1.0), (358, 291, 1.0))  # from a nose's wing to a mouth's corner
LOW_LIDS = (145, 374)


@dataclass(frozen=True, kw_only=True)
class Skin:
    """age, freckles, ruddy, oily: [0, 1]. moles: how many."""

    age: float
    freckles: float
    ruddy: float
    oily: float
    moles: int

    @property
    def roughness(self) -> float:
        """Of the material: oily skin mirrors lamps."""
        return MATT + (OILY - MATT) * self.oily


def random_skin(rng: np.random.Generator) -> Skin:
    """A skin drawn by ``rng``; a quarter of all people have freckles."""
    return Skin(
        age=float(rng.beta(1.2, 1.6)),
        freckles=float(rng.uniform(0.3, 1)) if rng.random() < 0.25 else 0.0,
        ruddy=float(rng.uniform(0, 1)),
        oily=float(rng.uniform(0, 1)),
        moles=int(rng.integers(0, 7)),
    )


def weather(
    texture: np.ndarray, landmarks: np.ndarray, skin: Skin, rng: np.random.Generator
) -> np.ndarray:
    """The face's ``texture`` (h, w, 3) uint8 as that of a ``skin`` that has lived; ``landmarks``:
    (478, 3) mm."""
    bare = _bare(landmarks)
    canvas = Canvas(pixels=texture.astype(np.float32) / 255)
    paint = canvas.pixels
    canvas = canvas.cover(0.45 * skin.ruddy * _blush(landmarks) * bare, paint * RED)
    canvas = canvas.cover(RING * (0.3 + 0.7 * skin.age) * _rings(landmarks), paint * BROWN)
    for line, widest in _lines(landmarks, rng):
        mask = stroke_line(line, np.array([0.2, widest, 0.2]), 0.3)
        canvas = canvas.cover(LINE * skin.age**1.5 * mask * bare, paint * BROWN)
    canvas = canvas.cover(bare * _spots(landmarks, skin, rng), paint * BROWN)
    grain = PORES * (0.5 + skin.age) * _noise(rng, PORE_MM) + UNEVEN * _noise(rng, UNEVEN_MM)
    out = canvas.pixels * (1 + bare * grain)[..., None]
    return (255 * np.clip(out, 0, 1)).round().astype(np.uint8)


def _bare(landmarks: np.ndarray) -> np.ndarray:
    """(h, w) in [0, 1]: skin, and not eyes or lips."""
    out = blur_mask(fill_polygon(landmarks[list(OVAL), :2], 0), 2.0)
    for outline in (OUTER_LIPS, *(eye for eye, _, _ in EYES)):
        out = out * (1 - fill_polygon(landmarks[list(outline), :2], 0.4))
    return out.astype(np.float32)


def _noise(rng: np.random.Generator, size_mm: float) -> np.ndarray:
    """(h, w) of mean 0 and standard deviation 1, its grains ``size_mm`` wide."""
    noise = blur_mask(rng.normal(size=texture_shape()).astype(np.float32), size_mm)
    return noise / noise.std()


def _blush(landmarks: np.ndarray) -> np.ndarray:
    spots = (centre(landmarks, (117, 118, 101)), centre(landmarks, (346, 347, 330)), landmarks[4])
    return np.max([glow(spot, radii) for spot, radii in zip(spots, (17, 17, 10), strict=True)], 0)


def _rings(landmarks: np.ndarray) -> np.ndarray:
    return np.max([glow(landmarks[lid] - [0, 6, 0], (15, 5)) for lid in LOW_LIDS], 0)


def _lines(landmarks: np.ndarray, rng: np.random.Generator) -> list[tuple[np.ndarray, float]]:
    """Lines (k, 2) mm and their widths: forehead, between the brows, crow's feet, mouth."""
    out = []
    brow, top = landmarks[[105, 334], 1].max(), landmarks[10, 1]
    for share in (0.3, 0.5, 0.7):
        x = np.linspace(-34, 34, 7) * rng.uniform(0.7, 1)
        y = brow + share * (top - brow) + rng.normal(0, 0.8, 7) - 0.003 * x**2
        out.append((np.stack([x, y], 1), rng.uniform(0.6, 1.2)))
    for side in (-1, 1):
        x = side * np.array([4.0, 4.6, 4.2])
        out.append((np.stack([x, brow + np.array([-6.0, 0.0, 6.0])], 1), 0.9))
    for corner, way in CORNERS:
        start = landmarks[corner, :2] + [4 * way, 0]
        for fall in (-5.0, 0.5, 6.0):
            out.append((start + np.outer([0, 0.5, 1], [way * 13, fall]), 0.7))
    for wing, corner, way in FOLDS:
        ends = landmarks[[wing, corner], :2] + [[way * 3, 0], [way * 6, 0]]
        middle = ends.mean(0) + [way * 4, 0]
        out.append((np.stack([ends[0], middle, ends[1]]), 1.6))
    return out


def _spots(landmarks: np.ndarray, skin: Skin, rng: np.random.Generator) -> np.ndarray:
    """(h, w) in [0, 1]: moles anywhere on the face, freckles over nose and cheeks."""
    low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    places = [rng.uniform(low * 0.8, high * 0.8) for _ in range(skin.moles)]
    radii = [rng.uniform(*MOLE_MM) for _ in places]
    out = np.zeros(texture_shape(), np.float32)
    for place, radius in zip(places, radii, strict=True):
        out = np.maximum(out, 0.9 * glow(place, (radius, radius), 4))
    dots = np.zeros(texture_shape(), np.float32)
    number = int(260 * skin.freckles)
    x, y = rng.normal(0, 26, number), landmarks[4, 1] + 10 + rng.normal(0, 14, number)
    size = rng.uniform(*FRECKLE_MM, number)
    grid = texel_places()
    for dot in zip(x, y, size, strict=True):
        near = np.abs(grid[0, :, 0] - dot[0]) < 3, np.abs(grid[:, 0, 1] - dot[1]) < 3
        box = np.ix_(near[1], near[0])
        away = np.hypot(grid[box][..., 0] - dot[0], grid[box][..., 1] - dot[1])
        dots[box] = np.maximum(dots[box], 0.35 * (away < dot[2]))
    return np.maximum(out, blur_mask(dots, 0.2))
