"""What the recipes of several styles share: the cap under the locks, hair of a few millimetres,
hair drawn to a knot, the scalp that a parting bares. Head frame, mm."""

from dataclasses import replace

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.flow import CROWN, Growth, crowned, parting_line
from minime.sculpt.head.hair.lock import (
    Locks,
    cap_part,
    curve,
    hairs_part,
    lock_part,
    stubble_part,
    taper,
)
from minime.sculpt.head.hair.skull import (
    around,
    direction,
    elevation_at,
    hairline_height,
    place,
    reach_to_hairline,
)
from minime.srgb import mix

SHORT_ROWS = ((0.74, 44), (0.52, 38), (0.3, 28), (0.08, 16))


def cap(g: Growth, *, pole=CROWN, thick=None, groove_mm=0.0, shade=0.8) -> Part:
    """The shell under the locks, up to the hairline; ``thick`` as in cap_part."""
    return cap_part(
        "hair_cap", g.scalp, g.color, g.rng, pole=pole, groove_mm=groove_mm, shade=shade,
        thick=(lambda ways: 0.45 * g.volume(ways)) if thick is None else thick,
    )  # fmt: skip


def locks_part(g: Growth, name: str, locks: Locks) -> Part:
    """``locks`` in the hair's colour."""
    return lock_part(f"hair_{name}", g.skull, locks, g.color, g.rng)


def cropped(g: Growth, *, length_mm: float = 5.0) -> tuple[Part, ...]:
    """Hair of a few millimetres: a thin cap of hair and skin under thousands of short hairs."""
    hairs = stubble_part("hair_stubble", g.scalp, g.color, g.rng, count=5200, length_mm=length_mm)
    thin = replace(g, color=mix(g.color, g.skin, 0.18))
    return (cap(thin, thick=1.2, shade=0.95), hairs)


def part_x(g: Growth) -> float:
    """Where a side parting is (mm)."""
    return 30.0 if g.shape.parting >= 0 else -30.0


def loose_x(g: Growth) -> float:
    """Where hair that hangs loose is parted (mm): as measured, 0 is the middle."""
    return 26.0 * float(np.clip(g.shape.parting, -1, 1))


def scalp_line(g: Growth, x_mm: float, *, start_deg: float = 0.0, until: float = 0.8) -> Part:
    """The thin line of scalp that a parting at ``x_mm`` bares."""
    share = np.linspace(0.02, until, 9)
    way = parting_line(g, share, x_mm=x_mm, start_deg=start_deg)
    path = curve(place(g.scalp, way, 0.45 * g.volume(way) + 0.1)[None], 24)
    thin = taper(24, root=0.4, tip=0.1, start=0.5)[None]
    line = Locks(
        paths=path, width=1.5 * thin, thick=0.9 * thin, shade=np.ones(1), round=True, points=8
    )
    return lock_part(
        "hair_parting", g.skull, line, mix(g.skin, g.color, 0.3), g.rng, finish="vinyl"
    )


def drawn(
    g: Growth, knot: np.ndarray, count: int = 72, *, side: int = 0, volume: float = 1.0
) -> Part:
    """Locks drawn tight from the hairline to the direction ``knot`` (3,), on both sides of the
    head or up to its middle on one (-1 or 1). volume: factor of the hair's height."""
    bearing = (np.arange(count) + g.rng.uniform(-0.3, 0.3, count)) * 2 * np.pi / count
    reach = reach_to_hairline(g.skull, knot, bearing) * g.rng.uniform(0.975, 1.0, count)
    t = np.linspace(0, 1, 9)
    if side:
        steps = np.linspace(0.02, 1, 60)
        ways = around(knot, bearing[:, None], steps * reach[:, None])
        past = ways[..., 0] * side < 0.01
        reach = reach * np.where(past.any(1), steps[past.argmax(1)], 1.0)
    ways = around(knot, bearing[:, None], (0.05 + 0.95 * (1 - t)) * reach[:, None])
    rise = np.interp(t, [0, 0.15, 0.5, 0.8, 1], [0.1, 0.75, 1.0, 1.1, 1.15])
    high = g.volume(ways) * rise * volume * g.rng.uniform(0.85, 1.12, (count, 1))
    paths = curve(place(g.skull, ways, high), 20)
    wide = np.linalg.norm(np.roll(ways[:, 2], -1, 0) - ways[:, 2], axis=1) * 62 + 2.0
    width = np.clip(wide, 3, 12)[:, None] * taper(20, root=0.5, tip=0.3, start=0.3)
    thick = np.clip(0.3 * width, 1.2, 3.2) * taper(20, root=0.25, tip=0.9, start=0.7)
    name = f"drawn_{'both' if not side else 'left' if side < 0 else 'right'}"
    locks = Locks(paths=paths, width=width, thick=thick, shade=g.shades(count), loose=0.25)
    return locks_part(g, name, locks)


def baby_hairs(g: Growth, toward: np.ndarray, *, count: int = 420) -> Part:
    """The fine short hairs along the hairline of drawn hair, bound for the direction ``toward``
    (3,) or, one each, (count, 3)."""
    azimuth = g.rng.uniform(-118, 118, count)
    line = hairline_height(g.scalp, azimuth) + g.rng.uniform(-3.5, 4.5, count)
    ways = direction(azimuth, elevation_at(g.skull, line))
    return hairs_part(
        "hair_baby", g.skull, g.color, g.rng, ways, np.broadcast_to(toward, ways.shape),
        length_mm=12.0, base_mm=0.6, width_mm=0.5, rise=0.16,
    )  # fmt: skip


def layers(g: Growth, rows=SHORT_ROWS, **flow) -> Part:
    """Layers of locks from the crown; ``flow`` as in crowned."""
    return locks_part(g, "layers", crowned(g, rows, **flow))
