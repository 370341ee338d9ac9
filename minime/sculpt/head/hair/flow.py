"""How locks lie on a head: from the crown outwards, from a parting to the sides and
hanging, over the forehead, or swept back. Every function returns paths or Locks (mm).
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.sculpt.head.hair.lock import Locks, curve, taper
from minime.sculpt.head.hair.skull import (
    HAIRLINE_X_MM,
    Skull,
    around,
    direction,
    elevation_at,
    hairline_height,
    place,
    push_out,
    reach_to_hairline,
    slerp,
)

CROWN = direction(168.0, 66.0)
HANGING_RINGS = 26  # cross-sections of a hanging lock
HEAD_MM = 82.0  # mean radius, to turn angles into widths
LIGHTER = 1.08  # the paint of long locks, which stand in each other's shade


@dataclass(frozen=True, kw_only=True)
class HairShape:
    """top_mm, side_mm: how far the hair stands off the skull. bottom_y_mm: where it ends,
    head frame. parting: -1 (viewer's left) .. 1, 0 is the middle."""

    top_mm: float = 14.0
    side_mm: float = 7.0
    bottom_y_mm: float = -150.0
    parting: float = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Growth:
    """What every style is grown from: colours of hair, skin and of what is worn in or over the
    hair; ``rng`` is the only source of chance."""

    skull: Skull
    shape: HairShape
    color: str
    skin: str
    cloth: str
    rng: np.random.Generator

    @property
    def scalp(self) -> Skull:
        """The skull with a hairline no lower than hair grows: a low one measured is a fringe."""
        lowest = self.skull.brow_y + 22
        line = tuple(max(y, lowest) for y in self.skull.hairline)
        return replace(self.skull, hairline=line)

    def volume(self, directions: np.ndarray) -> np.ndarray:
        """(...) mm: distance of the hair from the skull, side_mm to top_mm."""
        up = np.clip((directions[..., 1] - 0.1) / 0.7, 0, 1)
        return self.shape.side_mm + (self.shape.top_mm - self.shape.side_mm) * up

    def shades(self, count: int) -> np.ndarray:
        """(count,) brightness factors around 1, so that neighbours differ."""
        return 1 + self.rng.uniform(-0.18, 0.18, count)


def crowned(
    g: Growth,
    rows: tuple[tuple[float, int], ...],
    *,
    length: float = 0.42,
    lift_mm: float = 3.0,
    bend_deg: float = 25.0,
    crown: np.ndarray = CROWN,
    overhang: float = 1.03,
    rise: tuple[float, ...] = (0.15, 0.8, 1.0, 0.95, 0.7),
    only=None,
) -> Locks:
    """Layers of locks from the crown to the hairline, the lowest layer first.

    rows: (start as a share of the way from crown to hairline, how many locks). length:
    share of that way. bend_deg: how far locks swirl. rise: distance from the
    head at five stations, as a share of the volume. only: keeps root directions (n,) bool.
    """
    start = np.concatenate([np.full(count, share) for share, count in rows])
    gap = np.concatenate([np.full(count, 2 * np.pi / count) for _, count in rows])
    turn = np.concatenate(
        [(np.arange(c) + 0.5 * (i % 2)) * 2 * np.pi / c for i, (_, c) in enumerate(rows)]
    )
    turn = turn + gap * g.rng.uniform(-0.3, 0.3, len(turn))
    start = start + g.rng.uniform(-0.05, 0.05, len(turn))
    if only is not None:
        kept = only(around(crown, turn, start * reach_to_hairline(g.skull, crown, turn)))
        start, gap, turn = start[kept], gap[kept], turn[kept]
    t = np.linspace(0, 1, 5)
    bend = np.radians(bend_deg) * g.rng.uniform(0.6, 1.3, (len(turn), 1)) * t**1.5
    ahead = 0.35 + 0.65 * np.clip(around(crown, turn, np.full(len(turn), 1.0))[:, 2:] + 0.3, 0, 1)
    bearing = turn[:, None] + bend * ahead
    reach = reach_to_hairline(g.skull, crown, bearing.ravel()).reshape(bearing.shape)
    stop = np.minimum(start + length * g.rng.uniform(0.85, 1.2, len(turn)), overhang)
    share = start[:, None] + (stop - start)[:, None] * t
    ways = around(crown, bearing, np.maximum(share, 0.02) * reach)
    flick = lift_mm * g.rng.uniform(0.2, 1.3, (len(turn), 1)) * np.array([0, 0, 0.2, 0.6, 1])
    paths = curve(place(g.skull, ways, g.volume(ways) * np.array(rise) + flick), 20)
    half = 0.85 * HEAD_MM * gap * np.sin((start + 0.5 * length) * reach[:, 2])
    half = np.clip(half * g.rng.uniform(0.8, 1.25, len(turn)), 6, 17)
    shape = taper(20, root=0.45, tip=0.03, start=0.4)
    width = half[:, None] * shape
    thick = np.clip(half * 0.42, 3, 6.5)[:, None] * shape
    return Locks(paths=paths, width=width, thick=thick, shade=g.shades(len(turn)), loose=0.35)


def parting_line(
    g: Growth, share: np.ndarray, *, x_mm: float, start_deg: float = 0.0
) -> np.ndarray:
    """(n, 3) directions along a parting at ``x_mm``, from the forehead (0) to behind (1).

    start_deg: elevation at which it starts, if that is above the hairline."""
    x = np.clip(x_mm / g.skull.radii[0], -0.8, 0.8)
    corner = hairline_height(g.skull, np.degrees(np.arcsin(x)))
    front = max(float(elevation_at(g.skull, corner)) + 1, start_deg)
    angle = np.radians(front + share * (125 - front))
    across = np.sqrt(1 - x * x)
    return np.stack([np.full_like(angle, x), across * np.sin(angle), across * np.cos(angle)], -1)


def parted(
    g: Growth,
    side: int,
    count: int,
    *,
    x_mm: float,
    front_deg: float = 66.0,
    start_deg: float = 0.0,
    bottom=None,
    layer_mm: float = 0.0,
    flare: float = 0.0,
    curl_mm: float = 0.0,
    wave_mm: float = 0.0,
    waves: float = 2.0,
    sweep_mm: float = 0.0,
    blunt: float = 0.0,
) -> Locks:
    """Locks from a parting over one side (-1 or 1) of the head, hanging down to ``bottom``.

    front_deg: azimuth at which the front lock passes the temple. bottom: y in mm, a number
    or (count,). layer_mm: lifts this layer. flare: widening of the hanging part, curl_mm:
    how far tips turn in, sweep_mm: rise of the front over the forehead, blunt: 0 pointed, 1 cut.
    """
    share = (np.arange(count) + 0.5 + g.rng.uniform(-0.25, 0.25, count)) / count
    root = parting_line(g, share, x_mm=x_mm, start_deg=start_deg)
    azimuth = side * (front_deg + (184 - front_deg) * share**0.85)
    level = direction(azimuth, 4.0 - 10 * share)
    ways = [slerp(root, level, t) for t in (0.0, 0.2, 0.45, 0.72, 1.0)]
    rise = (0.28, 0.8, 1.0, 1.0, 1.0)
    quiff = sweep_mm * (1 - share) ** 2
    on = [
        place(g.skull, w, g.volume(w) * r + layer_mm + quiff * np.sin(np.pi * i / 4))
        for i, (w, r) in enumerate(zip(ways, rise, strict=True))
    ]
    end = np.full(count, g.shape.bottom_y_mm) if bottom is None else np.broadcast_to(bottom, count)
    end = end + g.rng.uniform(-13, 13, count) * (1 - 0.7 * blunt)
    paths = curve(np.stack(on + _hanging(g, on[-1], end, flare, curl_mm), 1), HANGING_RINGS)
    paths = _wavy(g, paths, wave_mm, waves)
    paths = push_out(g.skull, paths, np.full(paths.shape[:2], 3.0 + layer_mm))
    half = (
        np.interp(share, [0, 0.5, 1], [11.5, 14, 14])
        * 16
        / count
        * g.rng.uniform(0.85, 1.25, count)
    )
    shape = taper(HANGING_RINGS, root=0.3, tip=0.05 + 0.5 * blunt, start=0.58 + 0.24 * blunt)
    thick = np.minimum(half * 0.45, 6.5)[:, None] * shape
    shade = LIGHTER * g.shades(count)
    return Locks(paths=paths, width=half[:, None] * shape, thick=thick, shade=shade, loose=0.5)


def fringe(g: Growth, count: int, *, tip_y_mm: float, span_deg: float = 62) -> Locks:
    """Locks from the top over the forehead, tips along ``tip_y_mm`` (above the brows)."""
    share = np.linspace(-1, 1, count) + g.rng.uniform(-0.3, 0.3, count) / count
    drop = tip_y_mm - 14 * np.abs(share) ** 4 + g.rng.uniform(-1, 3, count)
    tip = direction(share * span_deg + g.rng.uniform(-4, 4, count), elevation_at(g.skull, drop))
    root = direction(share * 70, 70.0 - 14 * np.abs(share))
    ways = np.stack([slerp(root, tip, t) for t in (0.0, 0.3, 0.65, 1.0)], 1)
    offset = g.volume(ways) * np.array([0.4, 1.1, 1.0, 0.0]) + np.array([0, 2, 2, 5.5])
    offset = offset + (2.5 * (np.arange(count) % 2))[:, None]
    half = 1.25 * np.radians(span_deg) * 78 / count * g.rng.uniform(0.9, 1.2, count)
    shape = taper(22, root=0.3, tip=0.2, start=0.7)
    return Locks(
        paths=curve(place(g.skull, ways, offset), 22),
        width=half[:, None] * shape,
        thick=np.minimum(half * 0.5, 4.5)[:, None] * shape,
        shade=0.95 * g.shades(count),
        loose=0.0,
    )


def swept_fringe(g: Growth, side: int, count: int, *, x_mm: float) -> Locks:
    """Locks from a parting at ``x_mm`` across the forehead towards ``side`` (-1 or 1),
    their lower edge along the measured hairline if that is a fringe."""
    share = (np.arange(count) + 0.5 + g.rng.uniform(-0.25, 0.25, count)) / count  # 0 is lowest
    part = float(np.degrees(np.arcsin(x_mm / g.skull.radii[0])))
    root = direction(part + side * 6 * share, 46.0 + 30 * share)
    azimuth = side * (12 + 60 * share) + part * 0.3
    middle = 0.5 * (part + azimuth)
    line = np.interp(g.skull.radii[0] * np.sin(np.radians(middle)), *_fringe_line(g))
    over = direction(middle, elevation_at(g.skull, line + 15 * share))
    tip_y = np.interp(share, [0, 0.5, 1], [np.median(line) - 2, g.skull.brow_y + 8, 4])
    tip_y = np.where(np.abs(azimuth) < 58, np.maximum(tip_y, g.skull.brow_y + 7), tip_y)
    tip = direction(azimuth, elevation_at(g.skull, tip_y))
    ways = np.stack([root, slerp(root, over, 0.5), over, slerp(over, tip, 0.6), tip], 1)
    offset = g.volume(ways) * np.array([0.3, 1.0, 0.75, 0.6, 0.3]) + np.array([0, 2, 2.5, 3, 2.5])
    half = 12.0 * g.rng.uniform(0.85, 1.2, count)
    shape = taper(26, root=0.35, tip=0.05, start=0.55)
    return Locks(
        paths=curve(place(g.skull, ways, offset), 26),
        width=half[:, None] * shape,
        thick=0.42 * half[:, None] * shape,
        shade=g.shades(count),
        loose=0.3,
    )


def _fringe_line(g: Growth) -> tuple[tuple[float, ...], np.ndarray]:
    """x and y (mm) of a fringe's lower edge: the measured hairline where it is low enough."""
    line = np.minimum(np.array(g.skull.hairline), 42.0)
    return HAIRLINE_X_MM, np.maximum(line, g.skull.brow_y + 9)


def swept_back(g: Growth, count: int, *, start_deg: float, end_deg: float, rise: float) -> Locks:
    """Locks of the top from the forehead (elevation ``start_deg``) back over the crown.

    rise: how high they stand, as a share of the top's volume.
    """
    x = np.linspace(-1, 1, count) + g.rng.uniform(-0.25, 0.25, count) / count
    root = direction(x * 44, start_deg - 2 * x * x)
    top = direction(x * 78, 78.0 - 36 * np.abs(x))
    end = direction(180 - x * 64, end_deg + g.rng.uniform(-9, 9, count))
    flat = 1 - 0.5 * x * x
    high = g.shape.top_mm * rise * flat * g.rng.uniform(0.88, 1.12, count)
    steps = (
        (root, 1.0 + 0 * high),
        (slerp(root, top, 0.18), 0.72 * high),
        (slerp(root, top, 0.6), 1.05 * high),
        (slerp(top, end, 0.25), 0.7 * high),
        (slerp(top, end, 0.65), 0.42 * high),
        (end, 3 + 5 * g.rng.uniform(0.2, 1, count)),
    )
    paths = curve(np.stack([place(g.skull, way, offset) for way, offset in steps], 1), 28)
    shape = taper(28, root=0.75, tip=0.04, start=0.5)
    half = 105 / count * g.rng.uniform(0.9, 1.3, count)
    return Locks(
        paths=paths,
        width=half[:, None] * shape,
        thick=0.6 * half[:, None] * shape,
        shade=LIGHTER * g.shades(count),
        loose=0.6,
    )


def standing(
    g: Growth, count: int, *, half_mm: float, high_mm: float, until_deg: float = 140.0
) -> Locks:
    """Five rows of ``count`` tufts along the middle of the head that stand up to a ridge.

    half_mm: half the width of the strip they grow from. until_deg: where it ends, from 0 at
    the face over 90 at the top.
    """
    first = float(elevation_at(g.skull, hairline_height(g.skull, 0.0))) + 3
    rows = np.linspace(-1, 1, 5)
    share = (np.arange(count)[None] + 0.5 + 0.5 * (np.arange(5) % 2)[:, None]) / (count + 0.5)
    share = (share + g.rng.uniform(-0.3, 0.3, share.shape) / count).ravel()
    across = np.repeat(rows, count)
    angle = np.radians(first + (until_deg - first) * share)
    x = half_mm * across / g.skull.radii[0]
    flat = np.sqrt(1 - x * x)
    root = np.stack([x, flat * np.sin(angle), flat * np.cos(angle)], -1)
    back = angle + np.radians(g.rng.uniform(4, 15, len(x)))
    lean = np.stack([0 * x, np.sin(back), np.cos(back)], -1)
    profile = np.interp(share, [0, 0.12, 0.35, 0.75, 1], [0.75, 1.0, 1.0, 0.8, 0.4])
    high = high_mm * profile * (1 - 0.3 * np.abs(across)) * g.rng.uniform(0.85, 1.12, len(x))
    stations = [
        place(g.skull, slerp(root, lean, 0.75 * t), high * t)
        for t in (0.0, 0.35, 0.7, 1.0)
    ]  # fmt: skip
    half = np.clip(1.2 * np.radians(until_deg - first) * HEAD_MM / count, 5, 9)
    half = half * g.rng.uniform(0.8, 1.2, (len(x), 1))
    shape = taper(16, root=0.8, tip=0.04, start=0.3)
    return Locks(
        paths=curve(np.stack(stations, 1), 16),
        width=half * shape,
        thick=0.55 * half * shape,
        shade=g.shades(len(x)),
        loose=0.5,
    )


def _hanging(g: Growth, ear: np.ndarray, end: np.ndarray, flare: float, curl_mm: float):
    """Stations (n, 3) below the ear level: straight down, a little wider, tips turned in."""
    axis = np.array([0.0, 0.0, g.skull.center[2]])
    level = (ear - axis) * np.array([1, 0, 1])
    toward = level / np.maximum(np.linalg.norm(level, axis=1, keepdims=True), 1e-6)
    curl = np.minimum(curl_mm, 0.15 * np.abs(ear[:, 1] - end))[:, None]  # more is a kink
    stations = []
    for t, turn in ((0.4, 0.0), (0.75, -0.2), (1.0, 1.0)):
        point = ear + toward * (flare * t * (ear[:, 1] - end)[:, None] - curl * turn)
        point[:, 1] = ear[:, 1] + (end - ear[:, 1]) * t
        stations.append(point)
    return stations


def _wavy(g: Growth, paths: np.ndarray, wave_mm: float, waves: float) -> np.ndarray:
    """Sideways and outward waves that grow from the root, in step with the neighbours."""
    if not wave_mm:
        return paths
    n, k, _ = paths.shape
    t = np.linspace(0, 1, k)
    grow = np.clip((t - 0.15) / 0.35, 0, 1)
    phase = g.rng.uniform(-0.7, 0.7, (n, 1)) + np.arange(n)[:, None] * 0.5
    wave = wave_mm * grow * np.sin(2 * np.pi * waves * t + phase)
    center = np.asarray(g.skull.center)
    out = (paths - center) * np.array([1, 0, 1])
    out /= np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-6)
    side = np.cross(out, [0.0, 1.0, 0.0])
    swell = 0.5 * wave_mm * grow * (1 + np.cos(2 * np.pi * waves * t + phase))
    return paths + wave[..., None] * side + swell[..., None] * out
