"""The hair styles: each a short recipe of a cap and layers of locks (head frame, mm).

A new style is one function and one entry in RECIPES.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from minime.sculpt.hair.curl import braid, curled, scattered, swirls, tail
from minime.sculpt.hair.flow import (
    CROWN,
    Growth,
    crowned,
    fringe,
    parted,
    swept_back,
    swept_fringe,
)
from minime.sculpt.hair.lock import Locks, cap_part, lock_part, stubble_part, taper
from minime.sculpt.hair.skull import direction, place
from minime.sculpt.mesh import Part

CURL_ROWS = ((0.84, 36), (0.64, 34), (0.44, 28), (0.25, 20), (0.08, 13), (0.0, 5))
SHORT_ROWS = ((0.74, 44), (0.52, 38), (0.3, 28), (0.08, 16))


def _cap(g: Growth, *, pole=CROWN, thick=None, groove_mm=0.0, shade=0.85) -> Part:
    thick = (lambda ways: 0.45 * g.volume(ways)) if thick is None else thick
    return cap_part(
        "hair_cap",
        g.scalp,
        g.color,
        g.rng,
        pole=pole,
        thick=thick,
        groove_mm=groove_mm,
        shade=shade,
    )


def _locks(g: Growth, name: str, locks) -> Part:
    return lock_part(f"hair_{name}", g.skull, locks, g.color, g.rng)


def _bald(g: Growth) -> tuple[Part, ...]:
    return ()


def _buzz(g: Growth) -> tuple[Part, ...]:
    return _cropped(g)


def _short(g: Growth) -> tuple[Part, ...]:
    bend = -28 if g.shape.parting >= 0 else 28
    front = crowned(
        g,
        ((0.5, 26),),
        length=0.55,
        lift_mm=9,
        bend_deg=bend * 1.5,
        # Where the hairline is far back no root is so far ahead: then the foremost few.
        only=lambda w: w[:, 2] > min(0.35, w[:, 2].max() - 0.05),
    )
    return (
        _cap(g),
        _locks(g, "layers", crowned(g, SHORT_ROWS, bend_deg=bend, lift_mm=4)),
        _locks(g, "front", front),
    )


def _part_x(g: Growth) -> float:
    return 30.0 if g.shape.parting >= 0 else -30.0


def _back_and_sides(ways: np.ndarray) -> np.ndarray:
    return (ways[:, 1] < 0.7) & (ways[:, 2] < 0.3)


def _side_part(g: Growth) -> tuple[Part, ...]:
    x = _part_x(g)
    small, big = (1, -1) if x > 0 else (-1, 1)
    ends = {"bottom": -6.0, "flare": -0.02}
    over = parted(g, big, 15, x_mm=x, layer_mm=2, sweep_mm=8, front_deg=76, **ends)
    return (
        _cap(g),
        _locks(
            g,
            "layers",
            crowned(
                g,
                SHORT_ROWS[:3],
                bend_deg=0,
                lift_mm=1,
                only=lambda w: (w[:, 1] < 0.7) & (w[:, 2] < 0.3),
            ),
        ),
        _locks(g, "small", parted(g, small, 13, x_mm=x, front_deg=74, layer_mm=-1, **ends)),
        _locks(g, "over", over),
    )


def _undercut(g: Growth) -> tuple[Part, ...]:
    layers = ((17, 36.0, 50.0, 0.7), (15, 33.0, 34.0, 0.9), (11, 31.0, 58.0, 1.05))
    tops = [swept_back(g, n, start_deg=low, end_deg=end, rise=r) for n, low, end, r in layers]
    return (*_cropped(g), *(_locks(g, f"top_{i}", top) for i, top in enumerate(tops)))


def _cropped(g: Growth) -> tuple[Part, ...]:
    """Hair of a few millimetres: a thin dark cap under thousands of short hairs."""
    hairs = stubble_part("hair_stubble", g.scalp, g.color, g.rng, count=5200, length_mm=5.0)
    return (_cap(g, thick=1.2, shade=0.9), hairs)


def _curly(g: Growth) -> tuple[Part, ...]:
    flow = crowned(g, CURL_ROWS, length=0.32, lift_mm=5, bend_deg=24, overhang=1.0)
    ringlets = curled(g, flow, radius_mm=6.5, turns=2.3, cord_mm=5.4)
    return (_cap(g, thick=lambda w: 0.7 * g.volume(w)), _locks(g, "curls", ringlets))


def _afro(g: Growth) -> tuple[Part, ...]:
    curls = swirls(g, scattered(g, 450, above_mm=1), radius_mm=9.0, cord_mm=4.8)
    return (_cap(g, thick=lambda w: 0.93 * g.volume(w), shade=0.7), _locks(g, "coils", curls))


def _two_layers(g: Growth, *, x_mm: float, count: int = 22, **hang) -> tuple[Part, ...]:
    parts = []
    for side, name in ((-1, "left"), (1, "right")):
        under = parted(g, side, count - 3, x_mm=x_mm, layer_mm=-3, **hang)
        over = parted(g, side, count, x_mm=x_mm, layer_mm=2, sweep_mm=4, **hang)
        parts += [_locks(g, f"under_{name}", under), _locks(g, f"over_{name}", over)]
    return (_cap(g), *parts)


def _loose_x(g: Growth) -> float:
    return 26.0 * float(np.clip(g.shape.parting, -1, 1))


def _bob(g: Growth) -> tuple[Part, ...]:
    return _two_layers(g, x_mm=_loose_x(g), flare=0.08, curl_mm=14, blunt=0.9)


def _waves(g: Growth, **hang: float) -> tuple[Part, ...]:
    return _two_layers(g, x_mm=_loose_x(g), count=18, flare=0.05, blunt=0.4, **hang)


def _layered(g: Growth) -> tuple[Part, ...]:
    """Short and full, over the ears, the fringe swept to one side."""
    x = _part_x(g)
    small, big = (1, -1) if x > 0 else (-1, 1)
    ends = np.interp(np.linspace(0, 1, 14), [0, 0.5, 1], [0, -12, -30]) + g.shape.bottom_y_mm
    parts = []
    for side, name in ((small, "small"), (big, "big")):
        for layer, shift in (("under", 0), ("over", 16)):
            hair = parted(
                g, side, 14, x_mm=x, bottom=ends + shift, layer_mm=0.2 * shift - 2,
                curl_mm=12, front_deg=76, blunt=0.4, start_deg=38,
            )  # fmt: skip
            parts.append(_locks(g, f"{layer}_{name}", hair))
    return (_cap(g), *parts, _locks(g, "fringe", swept_fringe(g, big, 9, x_mm=x)))


def _wavy_medium(g: Growth) -> tuple[Part, ...]:
    return _two_layers(
        g, x_mm=_loose_x(g), count=18, flare=0.05, wave_mm=10, waves=2.4, curl_mm=8, blunt=0.4
    )


def _long_straight(g: Growth) -> tuple[Part, ...]:
    return _two_layers(g, x_mm=_loose_x(g), flare=0.02, curl_mm=4, blunt=0.5)


def _long_wavy(g: Growth) -> tuple[Part, ...]:
    return _two_layers(
        g, x_mm=_loose_x(g), count=18, flare=0.05, wave_mm=11, waves=2.9, curl_mm=6, blunt=0.4
    )


def _bangs_long(g: Growth) -> tuple[Part, ...]:
    return (
        *_two_layers(g, x_mm=0.0, flare=0.02, curl_mm=5, front_deg=72, blunt=0.7, start_deg=58),
        _locks(g, "fringe", fringe(g, 17, tip_y_mm=_fringe_y(g))),
    )


def _fringe_y(g: Growth) -> float:
    """Where a fringe ends: as measured if that is one, always above the brows."""
    line = float(np.median(g.skull.hairline))
    return max(line if line < 44 else 31.0, g.skull.brow_y + 7)


def _pulled_back(g: Growth, knot: np.ndarray) -> tuple[Part, ...]:
    """Hair drawn tight from the whole hairline to ``knot`` (3,)."""
    away = crowned(
        g,
        ((0.02, 44),),
        length=0.99,
        lift_mm=0,
        bend_deg=0,
        crown=knot,
        overhang=1.0,
        rise=(1.1, 1.0, 0.9, 0.7, 0.05),
    )
    count = away.paths.shape[1]
    width = away.width.max(1, keepdims=True) * taper(count, root=0.75, tip=0.35, start=0.35)
    thick = 0.3 * width * taper(count, root=0.3, tip=1.0)
    drawn = replace(away, paths=away.paths[:, ::-1], width=width, thick=thick)
    return (_cap(g, pole=knot, groove_mm=0.7), _locks(g, "drawn", drawn))


def _bun(g: Growth) -> tuple[Part, ...]:
    knot = direction(180.0, 58.0)
    middle = place(g.skull, knot, 22.0)
    return (*_pulled_back(g, knot), _locks(g, "bun", _ball(g, middle, knot, 30.0)))


def _ball(g: Growth, middle: np.ndarray, axis: np.ndarray, radius: float):
    """Locks wound around ``axis`` into a ball."""
    n, k = 14, 30
    one = np.cross(axis, [1.0, 0, 0])
    one /= np.linalg.norm(one)
    two = np.cross(axis, one)
    t = np.linspace(0, 1, k)
    turn = np.arange(n)[:, None] * 2.4 + 3.6 * t
    tilt = (
        np.linspace(-0.75, 1.25, n)[:, None] + 0.35 * (t - 0.5) + g.rng.uniform(-0.1, 0.1, (n, 1))
    )
    ring, high = np.cos(tilt) * radius * 0.72, np.sin(tilt) * radius * 0.6
    paths = middle + ring[..., None] * (
        np.cos(turn)[..., None] * one + np.sin(turn)[..., None] * two
    )
    paths = paths + high[..., None] * axis
    fat = 9.5 * taper(k, root=0.5, tip=0.15, start=0.6) * np.ones((n, 1))
    return Locks(paths=paths, width=fat, thick=fat, shade=g.shades(n), grooves=3, round=True)


def _ponytail(g: Growth) -> tuple[Part, ...]:
    knot = direction(180.0, 40.0)
    top = place(g.skull, knot, 10.0)
    side = 1 if g.shape.parting < 0 else -1  # swung to one side, to be seen from the front
    end = np.array([side * 62.0, g.shape.bottom_y_mm, -118.0])
    return (
        *_pulled_back(g, knot),
        _locks(g, "tail", tail(g, top, end, 18, spread_mm=29, bow_mm=40)),
    )


def _braids(g: Growth) -> tuple[Part, ...]:
    parts = [_cap(g)]
    for side, name in ((-1, "left"), (1, "right")):
        over = parted(g, side, 16, x_mm=_loose_x(g), bottom=-62.0, flare=-0.12, layer_mm=1)
        knot = np.array([side * 70.0, -60.0, -66.0])
        over = replace(over, paths=_gathered(over.paths, knot))
        way = knot + np.array([[0, 14, 0], [side * 6, -20, 8], [side * 4, -65, 26], [0, -125, 32]])
        parts += [
            _locks(g, name, over),
            _locks(g, f"braid_{name}", braid(g, way, radius_mm=17, turns=2.6)),
        ]
    return tuple(parts)


def _gathered(paths: np.ndarray, knot: np.ndarray) -> np.ndarray:
    pull = np.clip((np.linspace(0, 1, paths.shape[1]) - 0.45) / 0.5, 0, 1)[:, None]
    pull = pull * pull * (3 - 2 * pull)
    return paths + (knot - paths) * pull * 0.9


def _receding(g: Growth) -> tuple[Part, ...]:
    high = tuple(y + extra for y, extra in zip(g.skull.hairline, (30, 24, 14, 24, 30), strict=True))
    back = replace(g, skull=replace(g.skull, hairline=high))
    return (
        *_cropped(back),
        _locks(back, "layers", crowned(back, SHORT_ROWS, bend_deg=10, lift_mm=1.5, length=0.34)),
    )


RECIPES: dict[str, Callable[[Growth], tuple[Part, ...]]] = {
    "bald": _bald,
    "buzz": _buzz,
    "short": _short,
    "side_part": _side_part,
    "undercut": _undercut,
    "curly": _curly,
    "afro": _afro,
    "layered": _layered,
    "bob": _bob,
    "wavy_medium": _wavy_medium,
    "long_straight": _long_straight,
    "long_wavy": _long_wavy,
    "bangs_long": _bangs_long,
    "bun": _bun,
    "ponytail": _ponytail,
    "braids": _braids,
    "receding": _receding,
}
