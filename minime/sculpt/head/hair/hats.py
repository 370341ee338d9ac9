"""Hats and scarves in their cloth's colour, over the hair that they leave free (head frame, mm).

A hat is a shell over the skull; its lower edge is a height for each azimuth.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.interpolate import PchipInterpolator

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.flow import Growth
from minime.sculpt.head.hair.lock import (
    Locks,
    close_tubes,
    curve,
    lock_part,
    revolve,
    taper,
    textured,
)
from minime.sculpt.head.hair.skull import Skull, azimuth_of, direction, elevation_at, place
from minime.srgb import rgb

TURNS = 180  # vertices round a hat
WEAVE = 0.045  # contrast of the cloth's threads
PRESSED_MM = 4.0  # of hair under a hat
EASE_MM = 26.0  # below the hat's edge, over which hair rises to its own height again


Edge = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Hat:
    """build: the cloth. edge: heights (mm) of its lower edge over the face, the temples, the ears
    and behind, or None where no hair shows under it."""

    build: Callable[[Growth], tuple[Part, ...]]
    edge: Callable[[Skull], Edge] | None = None


def wear_hat(hat: Hat, hair: Sequence[Part], g: Growth) -> tuple[Part, ...]:
    """The hat with what shows of the ``hair`` (parts in the head frame) under it."""
    if hat.edge is None:
        return hat.build(g)
    edge = hat.edge(g.skull)

    def under(points: np.ndarray) -> np.ndarray:
        ways = (points - np.asarray(g.skull.center)) / np.asarray(g.skull.radii)
        over = points[:, 1] - _edge(azimuth_of(ways), edge)
        return np.clip(over / EASE_MM + 1, 0, 1)

    return (*press_hair(hair, g.skull, under), *hat.build(g))


def press_hair(
    hair: Sequence[Part], skull: Skull, under: Callable[[np.ndarray], np.ndarray]
) -> tuple[Part, ...]:
    """The hair drawn in to PRESSED_MM off the skull where ``under`` of points (n, 3), in [0, 1],
    is 1, as by a hat, and less so towards 0."""
    return tuple(_pressed(part, skull, under) for part in hair)


def _pressed(part: Part, skull: Skull, under) -> Part:
    center, radii = np.asarray(skull.center), np.asarray(skull.radii)
    rel = part.vertices.astype(float) - center
    size = np.linalg.norm(rel / radii, axis=1)
    high = (size - 1) * np.linalg.norm(rel, axis=1) / np.maximum(size, 1e-6)
    press = under(part.vertices) * np.maximum(high - PRESSED_MM, 0)
    drawn = rel * (1 - press / np.maximum(np.linalg.norm(rel, axis=1), 1e-6))[:, None]
    vertices = (center + drawn).astype(np.float32)
    return replace(part, vertices=vertices)


def _cap_edge(skull: Skull) -> Edge:
    return skull.brow_y + 27, 34, 18, -6


def _cap(g: Growth) -> tuple[Part, ...]:
    """A cap with a visor, six panels and a button."""
    azimuth = np.linspace(-180, 180, TURNS, endpoint=False)
    edge = _edge(azimuth, _cap_edge(g.skull))
    seams = 1 - np.abs(np.sin(np.radians(azimuth) * 3)) ** 0.12
    shell = _shell(g, "crown", azimuth, edge, lambda t: 8.5 + 5 * np.sin(np.pi * t) - 1.6 * seams)
    top = place(g.skull, direction(0.0, 90.0), 8.0)
    return (shell, _visor(g, edge[TURNS // 2]), _ball(g, "button", top, 6.5))


def _beanie_edge(skull: Skull) -> Edge:
    return skull.brow_y + 16, 16, -2, -24


def _beanie(g: Growth) -> tuple[Part, ...]:
    """A knitted cap with a turned-up brim and a bobble."""
    azimuth = np.linspace(-180, 180, TURNS, endpoint=False)
    edge = _edge(azimuth, _beanie_edge(g.skull))
    ribs = 2.2 * np.abs(np.sin(np.radians(azimuth) * 18))

    def knit(t):
        brim = 6.0 / (1 + np.exp(-(t - 0.74) / 0.012))
        return 7.5 + 7 * np.sin(np.pi * np.clip(1.05 * t, 0, 1)) ** 0.7 * (t < 0.74) + brim + ribs

    top = place(g.skull, direction(180.0, 86.0), 24.0)
    return (_shell(g, "knit", azimuth, edge, knit), _bobble(g, top))


def _sun_hat_edge(skull: Skull) -> Edge:
    return (skull.brow_y + 25.0,) * 4


def _sun_hat(g: Growth) -> tuple[Part, ...]:
    """A straw hat with a wide brim and a ribbon."""
    azimuth = np.linspace(-180, 180, TURNS, endpoint=False)
    edge = np.full(TURNS, _sun_hat_edge(g.skull)[0])
    crown = _shell(g, "crown", azimuth, edge, lambda t: 8 + 9 * np.clip(t, 0, 1) ** 3 + 0 * azimuth)
    return (crown, _brim(g, edge[0]), _ribbon(g, edge[0] + 8))


def _hijab(g: Growth) -> tuple[Part, ...]:
    """A scarf round the face that falls over neck and shoulders."""
    turn = np.linspace(0, 2 * np.pi, TURNS, endpoint=False)  # 0 is above the face, clockwise
    up, out = np.cos(turn), np.sin(turn)
    half = g.skull.face_width_mm + 4
    top = g.skull.brow_y + 30.0
    rim = np.stack(
        [
            half * out,
            np.where(up > 0, (top + 34) * np.abs(up) ** 0.75, 90 * up) - 34,
            20 * up - 26 * out**2 + 3,
        ],
        -1,
    )
    rows = [rim - [0, 0, 9] - 6 * np.stack([out, up, 0 * up], -1), rim]
    (_, middle_y, middle_z), radii = g.skull.center, np.asarray(g.skull.radii) + 11.0
    for share in np.linspace(0.1, 1.0, 12):
        back = rim[:, 2] + (middle_z - radii[2] + 1 - rim[:, 2]) * share
        round_off = np.sqrt(np.clip(1 - ((back - middle_z) / radii[2]) ** 2, 0.0, 1))
        wide = np.maximum(radii[0] * round_off, half * 1.06 * (1 - share**3))
        level = -34 + (middle_y + 34) * min(1.0, 3 * share)
        tall = np.where(up > 0, middle_y + radii[1] * round_off, -34 - 92 * (1 - share**4) ** 0.5)
        rows.append(np.stack([wide * out, level * (1 - np.abs(up)) + tall * np.abs(up), back], -1))
    body = np.stack(rows, 1)
    t = np.linspace(0, 1, len(rows))
    body[..., 0] += 2.2 * np.sin(5 * turn[:, None] + 8 * t) * out[:, None] * t
    inside = body[:, 0].mean(0) - [0, 0, 40]
    vertices, faces = revolve(body, np.stack([inside, body[:, -1].mean(0)]))
    wraps = np.stack(
        [
            rim[::6] * (1.03 + 0.05 * i, 1.0 + 0.045 * i, 1) + [0, 3 * i, 3 - 11 * i]
            for i in range(2)
        ]
    )
    wraps = curve(np.concatenate([wraps, wraps[:, :1]], 1), 64)
    size = np.ones((2, 64))
    bands = Locks(paths=wraps, width=9 * size, thick=3.5 * size, shade=np.array([1.0, 0.97]))
    return (
        _cloth(g, "scarf", vertices, faces[:, ::-1]),
        lock_part("hair_wraps", g.skull, bands, g.cloth, g.rng, finish="fabric"),
        _drape(g),
    )


def _turban(g: Growth) -> tuple[Part, ...]:
    """Bands of cloth wound round the head, crossing over the forehead."""
    azimuth = np.linspace(-180, 180, TURNS, endpoint=False)
    edge = _edge(azimuth, (g.skull.brow_y + 24, 16, -4, -20))
    shell = _shell(g, "base", azimuth, edge, lambda t: 9 + 8 * np.sin(np.pi * t) + 0 * azimuth)
    low = float(elevation_at(g.skull, g.skull.brow_y + 30))
    steps = np.linspace(0, 1, 9)
    paths = []
    for i in range(8):
        for side in (-1, 1):
            front = low + 6.0 * i
            along = direction(
                side * (-14 + (194 - 6 * i) * steps),
                front + (26 - 4 * i) * np.sin(np.pi * np.minimum(1.3 * steps, 1)) - 22 * steps**2,
            )
            paths.append(
                place(g.skull, along, 13 + 2.2 * i + 4 * np.sin(np.pi * steps) + (side > 0))
            )
    wide = 13.0 * taper(40, root=0.8, tip=0.6, start=0.8)
    bands = Locks(
        paths=curve(np.stack(paths), 40),
        width=np.tile(wide, (16, 1)),
        thick=np.full((16, 40), 4.0),
        shade=1 + g.rng.uniform(-0.05, 0.05, 16),
    )
    wound = lock_part("hair_bands", g.skull, bands, g.cloth, g.rng, finish="fabric")
    return (shell, wound)


def _edge(azimuth: np.ndarray, heights: tuple[float, float, float, float]) -> np.ndarray:
    """A hat's lower edge from its heights (mm) over the face, the temples, the ears and behind."""
    at = np.array([-180, -110, -65, 0, 65, 110, 180])
    front, temple, ear, back = heights
    return PchipInterpolator(at, [back, ear, temple, front, temple, ear, back])(azimuth)


def _shell(g: Growth, name: str, azimuth: np.ndarray, edge: np.ndarray, thick) -> Part:
    """The skull from the top down to the heights ``edge`` (n,), ``thick`` (mm, n) of the share
    of that way; its rim turns in."""
    share = np.concatenate([np.linspace(0.04, 0.7, 14), np.linspace(0.72, 1.0, 12), [1.0, 0.97]])
    elevation = elevation_at(g.skull, edge)
    rows = []
    for i, t in enumerate(share):
        depth = 2.0 if i >= len(share) - 2 else thick(t)
        rows.append(place(g.skull, direction(azimuth, 90 - t * (90 - elevation)), depth))
    body = np.stack(rows, 1)
    top = place(g.skull, direction(0.0, 90.0), float(np.mean(thick(0.0))))
    vertices, faces = revolve(body, np.stack([top, body[:, -1].mean(0)]))
    return _cloth(g, name, vertices, faces)


def _visor(g: Growth, edge: float) -> Part:
    """A bent tongue before the forehead."""
    angle = np.linspace(-68, 68, 33)
    lean = float(elevation_at(g.skull, edge + 1))
    root = place(g.skull, direction(angle, lean), 7.0)
    out = np.cos(np.radians(angle * 1.28))[:, None] ** 0.6
    tip = root + out * np.array([0.0, -17.0, 66.0]) + np.array([0.0, -1.0, 2.0])
    tip[:, 1] += 9 * (1 - np.abs(angle / 68) ** 2) - 9
    grid = [root + (tip - root) * t + [0, 7 * np.sin(np.pi * t), 0] for t in np.linspace(0, 1, 12)]
    above = np.stack(grid, 1)
    body = np.concatenate([above + [0, 1.7, 0], above[:, ::-1] - [0, 1.7, 0]], 1)
    vertices, faces = close_tubes(body[None], body.mean(1)[None])
    return _cloth(g, "visor", vertices, faces[:, ::-1])


def _brim(g: Growth, edge: float) -> Part:
    a = np.linspace(0, 2 * np.pi, TURNS, endpoint=False)
    level = np.sqrt(1 - ((edge - g.skull.center[1]) / g.skull.radii[1]) ** 2)
    rows = []
    for reach, drop, lift in (
        (4, 2, 1.2), (18, -2, 1.2), (40, -7, 1.2), (58, -14, 1.2), (62, -17, 0), (58, -16, -1.2),
        (40, -9, -1.2), (18, -4, -1.2), (4, 0, -1.2),
    ):  # fmt: skip
        wave = 3.5 * np.sin(2 * a + 0.6) * (reach / 62) ** 2
        x = (g.skull.radii[0] * level + reach) * np.sin(a)
        z = g.skull.center[2] + (g.skull.radii[2] * level + reach) * np.cos(a)
        rows.append(np.stack([x, edge + drop + lift + wave + 4, z], -1))
    ring = np.stack(rows, 1)
    i, j = np.meshgrid(np.arange(TURNS), np.arange(len(rows)), indexing="ij")
    n, k = TURNS, len(rows)
    p, q = i * k + j, ((i + 1) % n) * k + j
    r, s = i * k + (j + 1) % k, ((i + 1) % n) * k + (j + 1) % k
    faces = np.concatenate([np.stack([p, s, q], -1), np.stack([p, r, s], -1)]).reshape(-1, 3)
    return _cloth(g, "brim", ring.reshape(-1, 3), faces)


def _ribbon(g: Growth, y: float) -> Part:
    a = np.linspace(0, 360, 49)
    path = place(g.skull, direction(a, elevation_at(g.skull, y)), 14.0)[None]
    size = np.ones((1, 60))
    band = Locks(paths=curve(path, 60), width=9 * size, thick=2.2 * size, shade=np.ones(1))
    return lock_part("hair_ribbon", g.skull, band, g.color, g.rng, finish="fabric")


def _drape(g: Growth) -> Part:
    """The scarf below the chin, widening over the shoulders in slanted folds."""
    a = np.linspace(0, 2 * np.pi, TURNS, endpoint=False)
    rows = []
    for y, wide, deep in (
        (-98, 40, 34), (-106, 62, 52), (-116, 66, 58), (-130, 69, 62), (-146, 75, 66),
        (-160, 80, 69), (-168, 80, 68), (-168, 74, 62), (-140, 56, 48),
    ):  # fmt: skip
        fold = (1.5 + 4 * np.clip((-100 - y) / 60, 0, 1)) * np.sin(
            7 * a + 0.05 * y + 1.2 * np.sin(a)
        )
        rows.append(
            np.stack(
                [
                    (wide + fold) * np.sin(a),
                    y + 7 * np.cos(a - 0.5),
                    (deep + fold) * np.cos(a) - 54,
                ],
                -1,
            )
        )
    body = np.stack(rows, 1)
    vertices, faces = revolve(body, np.stack([body[:, 0].mean(0), body[:, -1].mean(0)]))
    return _cloth(g, "drape", vertices, faces)


def _bobble(g: Growth, middle: np.ndarray) -> Part:
    """A ball of short woollen tufts."""
    n = 190
    i = np.arange(n) + 0.5
    ways = direction(np.degrees(i * np.pi * (3 - 5**0.5)), np.degrees(np.arcsin(1 - 2 * i / n)))
    t = np.linspace(0, 1, 5)[None, :, None]
    size = g.rng.uniform(15, 19, (n, 1, 1))
    paths = middle + ways[:, None] * t * size
    fat = 3.4 * taper(5, root=0.6, tip=0.5, start=0.8) * np.ones((n, 1))
    tufts = Locks(paths=paths, width=fat, thick=fat, shade=g.shades(n), round=True, points=5)
    return lock_part("hair_bobble", g.skull, tufts, g.cloth, g.rng, finish="fabric")


def _ball(g: Growth, name: str, middle: np.ndarray, radius: float) -> Part:
    import trimesh

    ball = trimesh.creation.icosphere(subdivisions=2, radius=radius)
    return _cloth(g, name, np.asarray(ball.vertices) * [1, 0.6, 1] + middle, np.asarray(ball.faces))


def _cloth(g: Growth, name: str, vertices: np.ndarray, faces: np.ndarray) -> Part:
    """A part in the cloth's colour with a weave, wrapped round the head."""
    rel = vertices - np.asarray(g.skull.center)
    u = np.abs(np.arctan2(rel[:, 0], rel[:, 2])) / np.pi
    v = (vertices[:, 1] + 180) / 330
    threads = g.rng.normal(0, WEAVE, (160, 160, 1))
    texture = np.clip(rgb(g.cloth) * 255 * (1 + threads), 0, 255).astype(np.uint8)
    return textured(f"hair_{name}", vertices, faces, np.stack([u, v], 1), texture, finish="fabric")


HATS: dict[str, Hat] = {
    "cap": Hat(build=_cap, edge=_cap_edge),
    "beanie": Hat(build=_beanie, edge=_beanie_edge),
    "sun_hat": Hat(build=_sun_hat, edge=_sun_hat_edge),
    "hijab": Hat(build=_hijab),
    "turban": Hat(build=_turban),
}
