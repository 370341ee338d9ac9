"""What hair of each texture is made of, over its mass: bands for straight and wavy hair,
ringlets for curly, little coils for coily, tufts of a few millimetres for cropped. View plane
with z, mm; parts leave in the head frame.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.lock import hairs_on, taper
from minime.sculpt.head.hair.seen.comb import comb, outward, sample_map, seeds_on
from minime.sculpt.head.hair.seen.lay import Laid
from minime.sculpt.head.hair.seen.mass import SINK_MM, Mass
from minime.sculpt.head.hair.seen.relief import Relief
from minime.sculpt.head.hair.seen.strands import Strands, map_texture, map_uv, strands_part

BAND_POINTS = 13
# Name, mm apart, least length, lift off the mass, half width.
BANDS = (("locks", 7.5, 20.0, 0.6, 6.6), ("over", 15.0, 44.0, 2.6, 5.4))
FLAT_MM, FLAT = (4.0, 14.0), (0.45, 1.0)  # a lock's size where hair is as thick
UNEVEN = 0.12  # of a lock's brightness against its neighbours
RINGLET_MM, PITCH_MM, CORD_MM, RINGLET_POINTS = 5.2, 30.0, 5.0, 26
COIL_MM, COIL_CORD_MM, COIL_POINTS = 4.6, 2.5, 15
TUFT_MM = 3.2
LOCKS_MM = 7.0  # of hair that lies in locks, at least
BESIDE_MM = 52.0  # over the brows, up to where a head has sides


@dataclass(frozen=True, kw_only=True, eq=False)
class Dressing:
    """What locks are laid on, in which colours, and by which chance."""

    relief: Relief
    mass: Mass
    laid: Laid
    rng: np.random.Generator
    brow_y: float


def short(d: Dressing) -> tuple[Part, ...]:
    """Bands, but short hairs where it is cropped, as over the ears of many men."""
    return (*bands(d, cropped_beside=True), *tufts(d, beside=True))


def bands(d: Dressing, *, cropped_beside: bool = False) -> tuple[Part, ...]:
    """Two layers of tapered, grooved bands; cropped_beside: not where hair is cropped."""
    parts = []
    for name, apart, length, lift, half in BANDS:
        paths, lengths = comb(
            d.relief, d.mass, d.laid, d.rng,
            apart_mm=apart, least_mm=length, points=BAND_POINTS, brow_y=d.brow_y,
        )  # fmt: skip
        if cropped_beside:
            locks = _cropped(d, paths).mean(1) < 0.5
            paths, lengths = paths[locks], lengths[locks]
        if len(paths):
            parts.append(_band_layer(d, f"hair_{name}", paths, lengths, lift, half))
    return tuple(parts)


def ringlets(d: Dressing) -> tuple[Part, ...]:
    """Cords wound round the lines along which the hair runs."""
    paths, lengths = comb(
        d.relief, d.mass, d.laid, d.rng,
        apart_mm=10.5, least_mm=22.0, points=RINGLET_POINTS, brow_y=d.brow_y,
    )  # fmt: skip
    n, k = len(paths), RINGLET_POINTS
    if not n:
        return ()
    away = _away(d, paths)
    along = np.gradient(paths, axis=1)
    along /= np.maximum(np.linalg.norm(along, axis=-1, keepdims=True), 1e-9)
    across = np.cross(along, away)
    t = np.linspace(0, 1, k)
    hand = d.rng.choice([-1.0, 1.0], (n, 1))
    turns = np.maximum(lengths[:, None] / PITCH_MM * d.rng.uniform(0.85, 1.2, (n, 1)), 0.8)
    angle = hand * 2 * np.pi * turns * t + d.rng.uniform(0, 6.28, (n, 1))
    size = d.rng.uniform(0.8, 1.3, (n, 1))
    radius = RINGLET_MM * size * np.minimum(1, 0.25 + 4 * t)
    wound = paths + (radius * np.cos(angle))[..., None] * across
    wound = wound + (0.8 * radius * (0.4 + np.sin(angle)) + SINK_MM)[..., None] * away
    cord = CORD_MM * size * taper(k, root=0.5, tip=0.1, start=0.6)
    strands = _strands(d, wound, away, cord, 0.62 * cord, paths)
    return (strands_part("hair_ringlets", strands, d.rng),)


def coils(d: Dressing) -> tuple[Part, ...]:
    """Little snail coils side by side."""
    roots = seeds_on(d.relief, d.mass, 8.5, d.rng)
    n, k = len(roots), COIL_POINTS
    if not n:
        return ()
    away = _away(d, roots[:, None])[:, 0] + d.rng.normal(0, 0.2, (n, 3))
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    one = np.cross(away, d.rng.normal(size=(n, 3)))
    one /= np.linalg.norm(one, axis=1, keepdims=True)
    two = np.cross(away, one) * d.rng.choice([-1.0, 1.0], (n, 1))
    t = np.linspace(0, 1, k)
    size = d.rng.uniform(0.85, 1.2, (n, 1))
    angle = 2 * np.pi * 1.6 * t + d.rng.uniform(0, 6.28, (n, 1))
    radius = COIL_MM * size * (1 - 0.85 * t**0.9)
    high = COIL_CORD_MM * size * (1.6 * t**1.3 - 0.2) + d.rng.uniform(-1.0, 1.5, (n, 1))
    paths = roots[:, None] + high[..., None] * away[:, None]
    paths = paths + (radius * np.cos(angle))[..., None] * one[:, None]
    paths = paths + (radius * np.sin(angle))[..., None] * two[:, None]
    cord = COIL_CORD_MM * size * taper(k, root=0.7, tip=0.7, start=0.8)
    facing = np.broadcast_to(away[:, None], paths.shape)
    strands = _strands(d, paths, facing, cord, cord, paths)
    return (strands_part("hair_coils", replace(strands, round=True, points=6), d.rng),)


def tufts(d: Dressing, *, beside: bool = False) -> tuple[Part, ...]:
    """Short hairs that lie along the flow; beside: only where hair is cropped."""
    roots = seeds_on(d.relief, d.mass, 4.0, d.rng)
    roots = roots[_cropped(d, roots)] if beside else roots
    if not len(roots):
        return ()
    roots = np.repeat(roots, 4, 0) + d.rng.uniform(-2.0, 2.0, (4 * len(roots), 3))
    depth, normal = d.mass.at(roots)
    roots = roots - depth[:, None] * normal
    fall = roots - d.relief.turn @ np.array([0.0, 100.0, -85.0])
    part = hairs_on(
        "hair_tufts", "#808080", d.rng, roots, normal, fall,
        length_mm=TUFT_MM, width_mm=0.9, rise=0.35,
    )  # fmt: skip
    texture = map_texture(d.laid.color)
    tone = part.vertices.astype(float)
    turned = replace(
        part,
        vertices=(part.vertices @ d.relief.turn).astype(np.float32),
        normals=(part.normals @ d.relief.turn).astype(np.float32),
        uv=map_uv(tone, d.laid.color),
    )
    return (replace(turned, material=replace(part.material, texture=texture)),)


def _band_layer(d: Dressing, name: str, paths, lengths, lift: float, half: float) -> Part:
    n, k, _ = paths.shape
    size = half * d.rng.uniform(0.8, 1.2, (n, 1)) * np.clip(lengths / 40, 0.5, 1.15)[:, None]
    flat = np.interp(_thickness(d, paths), FLAT_MM, FLAT)
    size = size * flat
    width = size * taper(k, root=0.3, tip=0.05, start=0.5)
    t = np.linspace(0, 1, k)
    rise = flat * lift * np.interp(t, [0, 0.2, 0.7, 1], [-1.2, 1, 1, 0.0])
    rise = rise + d.rng.uniform(-0.4, 0.6, (n, 1)) + SINK_MM
    away = _away(d, paths)
    return strands_part(
        name,
        _strands(d, paths + rise[..., None] * away, away, width, 0.5 * width, paths),
        d.rng,
    )


def _cropped(d: Dressing, points: np.ndarray) -> np.ndarray:
    """(...) bool: at the sides of the head, and thin there."""
    low = points[..., 1] < d.brow_y + BESIDE_MM
    return low & (_thickness(d, points) < LOCKS_MM)


def _thickness(d: Dressing, paths: np.ndarray) -> np.ndarray:
    """(...) mm of hair over the head under ``paths`` (..., 3), much where it hangs free."""
    return d.relief.sample(d.relief.thick.astype(np.float32), paths)


def _away(d: Dressing, paths: np.ndarray) -> np.ndarray:
    """(n, k, 3) unit vectors off the mass, smooth along the paths."""
    _, away = d.mass.at(paths.reshape(-1, 3))
    away = outward(d.relief, paths) + away.reshape(paths.shape)
    for _ in range(2):
        away[:, 1:-1] = 0.25 * away[:, :-2] + 0.5 * away[:, 1:-1] + 0.25 * away[:, 2:]
    return away / np.maximum(np.linalg.norm(away, axis=-1, keepdims=True), 1e-9)


def _strands(d: Dressing, points, away, width, thick, places) -> Strands:
    """Strands in the head frame, coloured as the photo is at ``places`` (n, k, 3)."""
    paint = sample_map(d.laid.color, places)
    paint[:, 1:-1] = (paint[:, :-2] + paint[:, 1:-1] + paint[:, 2:]) / 3
    paint = paint * (1 + d.rng.uniform(-UNEVEN, UNEVEN, (len(paint), 1, 1)))
    turn = d.relief.turn
    return Strands(paths=points @ turn, away=away @ turn, width=width, thick=thick, paint=paint)
