"""Hair that is tied, knotted or braided to the head (head frame, mm)."""

from dataclasses import replace

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.curl import braid, knot_of, tail
from minime.sculpt.head.hair.flow import Growth, parted, parting_line
from minime.sculpt.head.hair.lock import Locks, curve, lock_part
from minime.sculpt.head.hair.long import SIDES
from minime.sculpt.head.hair.recipe import (
    baby_hairs,
    cap,
    cropped,
    drawn,
    locks_part,
    loose_x,
    scalp_line,
)
from minime.sculpt.head.hair.skull import azimuth_of, direction, hairline_height, height_of, place
from minime.srgb import mix


def _pulled_back(g: Growth, knot: np.ndarray) -> tuple[Part, ...]:
    return (cap(g, pole=knot, groove_mm=0.7), drawn(g, knot), baby_hairs(g, knot))


def _knotted(g: Growth, name: str, way: np.ndarray, radius: float) -> Part:
    middle = place(g.skull, way, 0.75 * radius)
    return locks_part(g, name, knot_of(g, middle, way, radius))


def bun(g: Growth) -> tuple[Part, ...]:
    """A bun at the back of the crown."""
    knot = direction(180.0, 58.0)
    return (*_pulled_back(g, knot), _knotted(g, "bun", knot, 30.0))


def top_knot(g: Growth) -> tuple[Part, ...]:
    """Clipped sides, the top tied to a small knot on the crown."""
    knot = direction(180.0, 78.0)
    top = replace(g, skull=replace(g.skull, hairline=g.scalp.hairline))
    return (*cropped(top), drawn(g, knot, volume=0.8), _knotted(g, "knot", knot, 23.0))


def ponytail(g: Growth) -> tuple[Part, ...]:
    """A tail from the back of the head, swung to one side to be seen from the front."""
    knot = direction(180.0, 40.0)
    side = 1 if g.shape.parting < 0 else -1
    end = np.array([side * 62.0, g.shape.bottom_y_mm, -118.0])
    return (*_pulled_back(g, knot), *_tied(g, "tail", place(g.skull, knot, 8.0), end, 24, 29, 40))


def high_ponytail(g: Growth) -> tuple[Part, ...]:
    """A full tail that springs from the crown."""
    knot = direction(180.0, 76.0)
    side = 1 if g.shape.parting < 0 else -1
    end = np.array([side * 66.0, g.shape.bottom_y_mm, -120.0])
    top = place(g.skull, knot, 14.0)
    return (*_pulled_back(g, knot), *_tied(g, "tail", top, end, 26, 30, 62))


def pigtails(g: Growth) -> tuple[Part, ...]:
    """Two tails beside the head, from a middle parting."""
    parts = [cap(g, groove_mm=0.5), scalp_line(g, 0.0), baby_hairs(g, direction(0.0, 90.0))]
    for side, name in SIDES:
        knot = direction(side * 106.0, 12.0)
        top = place(g.skull, knot, 10.0)
        end = np.array([side * 112.0, g.shape.bottom_y_mm, -34.0])
        parts += [
            drawn(g, knot, 60, side=side),
            *_tied(g, f"tail_{name}", top, end, 18, 24, 0, outwards=side * 34.0),
        ]
    return tuple(parts)


def space_buns(g: Growth) -> tuple[Part, ...]:
    """Two buns high on the head, from a middle parting."""
    parts = [cap(g, groove_mm=0.5), scalp_line(g, 0.0), baby_hairs(g, direction(0.0, 90.0))]
    for side, name in SIDES:
        knot = direction(side * 108.0, 54.0)
        parts += [drawn(g, knot, 60, side=side), _knotted(g, f"bun_{name}", knot, 25.0)]
    return tuple(parts)


def half_up(g: Growth) -> tuple[Part, ...]:
    """Long hair with the upper part in a small bun."""
    knot = direction(180.0, 70.0)
    parts = [cap(g), drawn(g, knot, volume=1.15), _knotted(g, "bun", knot, 21.0)]
    for side, name in SIDES:
        hang = parted(
            g, side, 18, x_mm=0.0, start_deg=74, front_deg=84, layer_mm=-4, flare=0.03,
            wave_mm=6, waves=2.0, curl_mm=6, blunt=0.4,
        )  # fmt: skip
        parts.append(locks_part(g, f"under_{name}", hang))
    return tuple(parts)


def braids(g: Growth) -> tuple[Part, ...]:
    """Two braids over the shoulders."""
    parts = [cap(g), scalp_line(g, loose_x(g))]
    for side, name in SIDES:
        over = parted(g, side, 22, x_mm=loose_x(g), bottom=-62.0, flare=-0.12, layer_mm=1)
        knot = np.array([side * 70.0, -60.0, -66.0])
        over = replace(over, paths=_gathered(over.paths, knot))
        way = knot + np.array([[0, 14, 0], [side * 6, -20, 8], [side * 4, -65, 26], [0, -125, 32]])
        plait = braid(g, way, radius_mm=17, turns=2.6)
        parts += [locks_part(g, name, over), locks_part(g, f"braid_{name}", plait)]
    return tuple(parts)


def cornrows(g: Growth) -> tuple[Part, ...]:
    """Rows of braids along the head, the scalp bare between them."""
    bare = replace(g, color=mix(g.color, g.skin, 0.5))
    rows = []
    for x in np.linspace(-66, 66, 12):
        way = parting_line(g, np.linspace(0, 1.5, 60), x_mm=float(x))
        above = height_of(g.skull, way) - hairline_height(g.skull, azimuth_of(way))
        way = way[above > 0]
        rows.append(braid(g, place(g.skull, way, 2.5)[:: max(1, len(way) // 7)], radius_mm=7.0,
                          turns=6.5, points=6))  # fmt: skip
    plaits = Locks(
        paths=np.concatenate([r.paths for r in rows]),
        width=np.concatenate([r.width for r in rows]),
        thick=np.concatenate([r.thick for r in rows]),
        shade=g.shades(3 * len(rows)),
        round=True,
        points=6,
    )
    return (cap(bare, thick=1.0, shade=0.95), locks_part(g, "rows", plaits))


def _tied(
    g: Growth, name: str, top, end, count: int, spread: float, bow: float, outwards: float = 0.0
) -> tuple[Part, ...]:
    """A tail and the tie round its root."""
    hair = tail(g, top, end, count, spread_mm=spread, bow_mm=bow, outwards_mm=outwards)
    first = hair.paths[:, 2].mean(0)
    along = hair.paths[:, 4].mean(0) - hair.paths[:, 0].mean(0)
    return (
        locks_part(g, name, hair),
        _tie(g, name, first, along / np.linalg.norm(along), 0.5 * spread),
    )


def _tie(g: Growth, name: str, middle: np.ndarray, axis: np.ndarray, radius: float) -> Part:
    one = np.cross(axis, [0.3, 0.2, 1.0])
    one /= np.linalg.norm(one)
    two = np.cross(axis, one)
    a = np.linspace(0, 2 * np.pi, 25)[:, None]
    ring = middle + radius * (np.cos(a) * one + np.sin(a) * two)
    size = np.full((1, 40), 4.2)
    band = Locks(paths=curve(ring[None], 40), width=size, thick=size, shade=np.ones(1), round=True)
    return lock_part(f"hair_{name}_tie", g.skull, band, g.cloth, g.rng, finish="fabric")


def _gathered(paths: np.ndarray, knot: np.ndarray) -> np.ndarray:
    pull = np.clip((np.linspace(0, 1, paths.shape[1]) - 0.45) / 0.5, 0, 1)[:, None]
    pull = pull * pull * (3 - 2 * pull)
    return paths + (knot - paths) * pull * 0.9
