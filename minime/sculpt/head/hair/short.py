"""Short styles: cropped, combed, swept or standing hair (head frame, mm)."""

from dataclasses import replace

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.curl import curled, scattered, swirls
from minime.sculpt.head.hair.flow import Growth, crowned, parted, standing, swept_back, swept_fringe
from minime.sculpt.head.hair.lock import hairs_part
from minime.sculpt.head.hair.recipe import (
    SHORT_ROWS,
    baby_hairs,
    cap,
    cropped,
    drawn,
    layers,
    locks_part,
    part_x,
    scalp_line,
)
from minime.sculpt.head.hair.skull import direction

CURL_ROWS = ((0.84, 36), (0.64, 34), (0.44, 28), (0.25, 20), (0.08, 13), (0.0, 5))
WREATH_TOP = 0.34  # height in unit directions up to which hair is left round a bald top


def bald(g: Growth) -> tuple[Part, ...]:
    """Nothing."""
    return ()


def buzz(g: Growth) -> tuple[Part, ...]:
    """Clipped all over."""
    return cropped(g)


def crew_cut(g: Growth) -> tuple[Part, ...]:
    """Clipped sides, the top a brush of longer hairs, highest in front."""
    ways = scattered(g, 7000, above_mm=2)
    ways = ways[ways[:, 1] + 0.06 * g.rng.normal(size=len(ways)) > 0.58]
    forward = np.array([0.0, 0.25, 0.6]) + ways * [0.4, 0, 0.4]
    brush = hairs_part(
        "hair_brush", g.skull, g.color, g.rng, ways, forward,
        length_mm=1.25 * g.shape.top_mm, base_mm=2.0, width_mm=1.5, rise=1.3,
    )  # fmt: skip
    return (*cropped(g), brush)


def short(g: Growth) -> tuple[Part, ...]:
    """Combed forward and to one side."""
    bend = -28 if g.shape.parting >= 0 else 28
    front = crowned(
        g,
        ((0.5, 32),),
        length=0.55,
        lift_mm=9,
        bend_deg=bend * 1.5,
        # Where the hairline is far back no root is so far ahead: then the foremost few.
        only=lambda w: w[:, 2] > min(0.35, w[:, 2].max() - 0.05),
    )
    return (cap(g), layers(g, bend_deg=bend, lift_mm=4), locks_part(g, "front", front))


def pixie(g: Growth) -> tuple[Part, ...]:
    """Short feathered layers with long sideburns and a fringe swept to one side."""
    x = part_x(g)
    bend = -34 if x > 0 else 34
    return (
        cap(g),
        layers(g, ((0.8, 46), *SHORT_ROWS), bend_deg=bend, lift_mm=2.5, overhang=1.14),
        locks_part(g, "fringe", swept_fringe(g, -1 if x > 0 else 1, 11, x_mm=x)),
    )


def side_part(g: Growth) -> tuple[Part, ...]:
    """Combed over from a parting on one side."""
    x = part_x(g)
    small, big = (1, -1) if x > 0 else (-1, 1)
    ends = {"bottom": -6.0, "flare": -0.02}
    over = parted(g, big, 20, x_mm=x, layer_mm=2, sweep_mm=8, front_deg=76, **ends)
    return (
        cap(g),
        layers(
            g, SHORT_ROWS[:3], bend_deg=0, lift_mm=1,
            only=lambda w: (w[:, 1] < 0.7) & (w[:, 2] < 0.3),
        ),
        locks_part(g, "small", parted(g, small, 17, x_mm=x, front_deg=74, layer_mm=-1, **ends)),
        locks_part(g, "over", over),
        scalp_line(g, x, until=0.55),
    )  # fmt: skip


def undercut(g: Growth) -> tuple[Part, ...]:
    """Clipped sides under a tall quiff."""
    rows = ((22, 36.0, 50.0, 0.7), (19, 33.0, 34.0, 0.9), (14, 31.0, 58.0, 1.05))
    tops = [swept_back(g, n, start_deg=low, end_deg=end, rise=r) for n, low, end, r in rows]
    return (*cropped(g), *(locks_part(g, f"top_{i}", top) for i, top in enumerate(tops)))


def slicked_back(g: Growth) -> tuple[Part, ...]:
    """Combed straight back from the forehead, close to the head."""
    rows = ((24, 36.0, 6.0, 0.8), (20, 33.0, -8.0, 1.0))
    tops = [swept_back(g, n, start_deg=low, end_deg=end, rise=r) for n, low, end, r in rows]
    return (
        cap(g),
        drawn(g, direction(180.0, -4.0), volume=0.9),
        baby_hairs(g, direction(180.0, 40.0)),
        *(locks_part(g, f"top_{i}", top) for i, top in enumerate(tops)),
    )


def faux_hawk(g: Growth) -> tuple[Part, ...]:
    """Short sides, the top brushed up to a ridge in the middle."""
    return (
        *cropped(g),
        locks_part(g, "ridge", standing(g, 22, half_mm=33, high_mm=0.8 * g.shape.top_mm)),
    )


def mohawk(g: Growth) -> tuple[Part, ...]:
    """A tall crest from the forehead to the nape, all else clipped."""
    return (
        *cropped(g, length_mm=3.5),
        locks_part(g, "crest", standing(g, 34, half_mm=12, high_mm=g.shape.top_mm, until_deg=196)),
    )


def receding(g: Growth) -> tuple[Part, ...]:
    """Thin and short, high at the temples."""
    high = tuple(y + extra for y, extra in zip(g.skull.hairline, (26, 22, 8, 22, 26), strict=True))
    back = replace(g, skull=replace(g.skull, hairline=high))
    return (
        *cropped(back),
        layers(
            back,
            length=0.3,
            bend_deg=10,
            lift_mm=0.8,
            overhang=0.99,
            rise=(0.1, 0.5, 0.8, 0.7, 0.3),
        ),
    )


def wreath(g: Growth) -> tuple[Part, ...]:
    """A bald top with short hair round the sides and the back."""
    low = ((0.9, 64), (0.8, 60), (0.68, 52), (0.58, 44))
    return (
        layers(
            g, low, length=0.2, bend_deg=4, lift_mm=1, rise=(0.05, 0.5, 0.9, 0.9, 0.5),
            only=lambda w: (w[:, 1] < WREATH_TOP) & (w[:, 2] < 0.18),
        ),
        _clipped_sides(g),
    )  # fmt: skip


def _clipped_sides(g: Growth) -> Part:
    ways = scattered(g, 5200)
    edge = WREATH_TOP + 0.1 - 0.5 * np.clip(ways[:, 2] - 0.1, 0, 1)
    ways = ways[ways[:, 1] + 0.05 * g.rng.normal(size=len(ways)) < edge]
    down = np.array([0.0, -1.0, -0.3])
    return hairs_part(
        "hair_clipped", g.skull, g.color, g.rng, ways, np.broadcast_to(down, ways.shape),
        length_mm=7.0, base_mm=0.8,
    )  # fmt: skip


def curly(g: Growth) -> tuple[Part, ...]:
    """Short ringlets."""
    flow = crowned(g, CURL_ROWS, length=0.32, lift_mm=5, bend_deg=24, overhang=1.0)
    ringlets = curled(g, flow, radius_mm=6.5, turns=2.3, cord_mm=5.4)
    return (cap(g, thick=lambda w: 0.7 * g.volume(w)), locks_part(g, "curls", ringlets))


def afro(g: Growth) -> tuple[Part, ...]:
    """Coils that stand off all round."""
    coils = swirls(g, scattered(g, 520, above_mm=4), radius_mm=8.0, cord_mm=4.3)
    return (
        cap(g, thick=lambda w: 0.93 * g.volume(w), shade=0.65),
        locks_part(g, "coils", coils),
    )
