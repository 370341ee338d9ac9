"""Openings of a top and what stands round them: necks, V fronts, collars, lapels, ties.

World frame, mm. A share runs from the crotch (0) to the shoulder line (1).
"""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from minime.sculpt.figure.figure import SIDES
from minime.sculpt.figure.outfit.tailor import Tailor
from minime.sculpt.figure.trims import patch, slab
from minime.sculpt.geometry.clay import Field, Shape, Stroke, blob, smooth_max
from minime.sculpt.geometry.mesh import Material, Part

JACKET_NECK = 1.25  # leaves room for a shirt's collar inside
Hole = tuple[np.ndarray, tuple[float, float, float]]  # an ellipsoid: centre and radii, mm
# Of a front that stands open: at a height, x of its middle and its half width, mm.
Edge = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


def neck_hole(t: Tailor, size: float = 1.0) -> Stroke:
    """The round opening of a top, lower in front."""
    return cut_hole(round_hole(t, size))


def cut_hole(hole: Hole) -> Stroke:
    """Cloth taken away inside the hole."""
    return Stroke(shape=blob(*hole), mode="carve", blend=0.6)


def round_hole(t: Tailor, size: float) -> Hole:
    """The neck of a T-shirt; ``size`` 1.25 leaves room for a shirt inside."""
    f, r = t.figure, t.figure.neck_radius * size
    centre = np.array([0.0, f.shoulder_line + 0.9 * r, f.neck[2] + 0.40 * r])
    return centre, (1.40 * r, 1.75 * r, 1.55 * r)


def scoop_hole(t: Tailor) -> Hole:
    """The wide neck of a dress."""
    f, r = t.figure, t.figure.neck_radius
    centre = np.array([0.0, f.shoulder_line + 0.9 * r, f.neck[2] + 1.2 * r])
    return centre, (1.7 * r, 2.5 * r, 2.45 * r)


def opening(t: Tailor, v: float) -> Stroke:
    """The V of a jacket from share ``v`` to the neck."""
    y0, edge = t.share_y(v), buttoned_edge(t, v)

    def distance(px, py, pz):
        middle, half = edge(py)
        side = (np.abs(px - middle) - half) * 0.9
        return np.maximum(smooth_max(side, y0 - py, 0.5), 0.5 - pz)

    wide, y1 = t.figure.neck_radius * JACKET_NECK + 3, t.share_y(1.02)
    box = Shape(
        low=np.array([-wide, y0, 0.0]), high=np.array([wide, y1 + 6, 60.0]), distance=distance
    )
    return Stroke(shape=box, mode="carve", blend=0.5)


def v_edge(t: Tailor, v: float) -> Edge:
    """The edge of a V neck down to share ``v``, as wide as a round one at the shoulders."""
    y0, y1 = t.share_y(v), t.share_y(1.0)

    def edge(y):
        share = np.clip((y - y0) / (y1 - y0), 0, 1.3)
        return t.front_x(v) * (1 - np.minimum(share, 1)), 1.12 * t.figure.neck_radius * share**0.9

    return edge


def v_hole(t: Tailor, v: float) -> Stroke:
    """The V of a pullover or T-shirt, cut from the front."""
    y0, edge = t.share_y(v), v_edge(t, v)

    def distance(px, py, pz):
        middle, half = edge(py)
        return np.maximum(smooth_max((np.abs(px - middle) - half) * 0.9, y0 - py, 0.5), 0.5 - pz)

    wide = 1.5 * t.figure.neck_radius + 3
    box = Shape(
        low=np.array([-wide, y0, 0.0]),
        high=np.array([wide, t.share_y(1.04), 60.0]),
        distance=distance,
    )
    return Stroke(shape=box, mode="carve", blend=0.5)


def open_leaves(t: Tailor, field: Field, material: Material, v: float) -> list[Part]:
    """The collar of a shirt worn open along :func:`v_hole`, turned down to two points."""
    u, parts = t.unit, []
    y0, y1, top = t.share_y(v + 0.045), t.share_y(0.99), t.share_y(1.0)
    share = np.linspace(0, 1, 18)
    middle, half = v_edge(t, v)(np.minimum(y0 + (y1 - y0) * share, top))
    width = (1.2 + 8.6 * np.minimum(2.2 * share, 1.0) - 2.6 * share) * u
    for side in SIDES:
        inner = middle + side * (half + 0.2)
        outer = inner + side * width
        parts.append(
            patch(
                field, "collar_leaf", material, y=(y0, y1),
                left=np.minimum(inner, outer), right=np.maximum(inner, outer), thickness=1.1,
            )
        )  # fmt: skip
    return parts


def v_rib(t: Tailor, field: Field, material: Material, v: float) -> list[Part]:
    """The ribbed edge of :func:`v_hole`."""
    y0, y1, parts = t.share_y(v), t.share_y(0.985), []
    middle, half = v_edge(t, v)(y0 + (y1 - y0) * np.linspace(0, 1, 18))
    for side in SIDES:
        inner = middle + side * (half + 0.15)
        outer = inner + side * 3.4 * t.unit
        parts.append(
            patch(
                field, "v_rib", material, y=(y0 - 2.4 * t.unit, y1),
                left=np.minimum(inner, outer), right=np.maximum(inner, outer), thickness=0.6,
            )
        )  # fmt: skip
    return parts


def buttoned_edge(t: Tailor, v: float) -> Edge:
    """The edge of :func:`opening`."""
    y0, y1 = t.share_y(v), t.share_y(1.02)

    def edge(y):
        share = (y - y0) / (y1 - y0)
        return t.waist_x * (1 - v) * (1 - share), t.figure.neck_radius * JACKET_NECK * share

    return edge


def open_edge(t: Tailor, low: float, gap: float = 4.0) -> Edge:
    """The edge of a jacket worn open: from the hem at share ``low``, ``gap`` units to each
    side, widening to the neck."""
    y0, y1 = t.share_y(low) - 8, t.share_y(1.0)
    foot, top = gap * t.unit, t.figure.neck_radius * JACKET_NECK

    def edge(y):
        share = np.clip((y - y0) / (y1 - y0), 0, 1)
        return t.figure.hip_x * (1 - share), foot + (top - foot) * share**1.6

    return edge


def open_front(t: Tailor, low: float) -> Stroke:
    """What :func:`open_edge` leaves open."""
    edge = open_edge(t, low)

    def distance(px, py, pz):
        middle, half = edge(py)
        return np.maximum(np.abs(px - middle) - half, 0.5 - pz)

    reach = t.figure.neck_radius * JACKET_NECK + 3 + abs(t.figure.hip_x)
    y0, y1 = t.share_y(low) - 8, t.share_y(1.0) + 8
    box = Shape(
        low=np.array([-reach, y0, 0.0]), high=np.array([reach, y1, 60.0]), distance=distance
    )
    return Stroke(shape=box, mode="carve", blend=0.6)


def split_hem(t: Tailor, low: float, top: float) -> Stroke:
    """Where the two fronts of a jacket part below the lowest button."""
    y0, y1 = t.share_y(low) - 4, t.share_y(top - 0.16)

    def distance(px, py, pz):
        share = np.clip((y1 - py) / (y1 - y0), -0.2, 1)
        half = 0.35 + 9 * t.unit * np.maximum(share, 0) ** 1.7
        return np.maximum(np.maximum(np.abs(px - t.figure.hip_x) - half, py - y1), 0.5 - pz)

    reach = 12 * t.unit
    x = t.figure.hip_x
    box = Shape(
        low=np.array([x - reach, y0, 0.0]), high=np.array([x + reach, y1, 60.0]), distance=distance
    )
    return Stroke(shape=box, mode="carve", blend=0.5)


def collar(
    t: Tailor,
    field: Field,
    material: Material,
    *,
    size: float = 1.0,
    height: float = 3.6,
    lean: float = 0.55,
    thickness: float = 0.9,
    behind_deg: float = 360.0,
    hole: Hole | None = None,
) -> Part:
    """Cloth standing on the rim of :func:`neck_hole` of the same ``size`` in ``field``.

    height: units, less in front where the chin is near; lean: 0 upright .. 1 towards the
    neck; behind_deg: how far round it goes, centred behind (a jacket's collar ends at its
    lapels).
    """
    ring = behind_deg >= 360
    half = np.radians(behind_deg) / 2
    angle = np.pi + np.linspace(-half, half, 48, endpoint=not ring)
    rim, centre = _rim(field, hole or round_hole(t, size), angle)
    out = rim - centre
    out[:, 1] = 0
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
    up = np.array([0.0, 1.0, 0.0]) - lean * out
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    side = out + lean * np.array([0.0, 1.0, 0.0])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    room = (t.figure.chin - thickness - rim[:, 1]) / up[:, 1]
    ahead = np.clip(1.6 * np.cos(angle), 0, 1)
    tall = np.full(48, height * t.unit)
    tall += ahead * (np.clip(room, 0.35 * tall, tall) - tall)
    # Its foot reaches over the rim; a collar that ends grows towards its middle.
    rise = np.linspace(-min(1.0, 3.4 / height), 1.0, 8)[:, None]
    grown = np.ones(48) if ring else np.clip(8.0 * (1 - np.abs(np.linspace(-1, 1, 48))), 0.15, 1.0)
    round_off = np.array([0.3, 0.85, 1.0, 1.0, 1.0, 1.0, 0.85, 0.3])[:, None] * grown**0.5
    along = np.where(rise < 0, height * t.unit, tall) * rise * grown**0.5
    middle = rim[None] + up[None] * along[..., None]
    thick = side[None] * (thickness * round_off)[..., None]
    return slab("collar", middle + thick * 0.6, middle - thick * 0.6, material, ring=ring)


def _rim(field: Field, hole: Hole, angle: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points (n, 3) where the hole cuts the cloth at azimuths from +z, and its centre."""
    centre, radii = hole
    polar = np.linspace(np.radians(178), np.radians(40), 70)
    flat = np.sin(polar)
    ball = np.stack(
        [
            np.outer(np.sin(angle), flat),
            np.broadcast_to(np.cos(polar), (len(angle), len(polar))),
            np.outer(np.cos(angle), flat),
        ],
        -1,
    )
    way = centre + 1.1 * np.asarray(radii) * ball
    outside = field.sample(way) > 0
    # The last step from cloth to air on the way up the hole.
    leaves = outside & ~np.roll(outside, 1, axis=1)
    leaves[:, 0] = False
    last = polar.size - 1 - np.argmax(leaves[:, ::-1], axis=1)
    last = np.where(leaves.any(1), last, int(np.median(last)))
    at = ndimage.gaussian_filter1d(last.astype(float), 1.5, mode="nearest")
    points = np.empty((len(angle), 3))
    for k in range(3):
        points[:, k] = [
            np.interp(a, np.arange(polar.size), row) for a, row in zip(at, way[..., k], strict=True)
        ]
    return points, centre


def lapels(t: Tailor, field: Field, material: Material, v: float, edge: Edge) -> list[Part]:
    """Two lapels with a notch below the collar, along an ``edge`` from share ``v`` upwards."""
    y0, y1, u = t.share_y(v), t.share_y(1.02), t.unit
    parts = []
    for side in SIDES:
        for a, b, spread in ((0.02, 0.66, (1.5, 16.0)), (0.69, 0.90, (15.0, 8.0))):
            share = np.linspace(0, 1, 18)
            middle, half = edge(y0 + (y1 - y0) * (a + (b - a) * share))
            width = (spread[0] + (spread[1] - spread[0]) * share**0.8) * u
            inner = middle + side * (half + 0.35)
            outer = inner + side * width
            parts.append(
                patch(
                    field, "lapel", material, y=(y0 + (y1 - y0) * a, y0 + (y1 - y0) * b),
                    left=np.minimum(inner, outer), right=np.maximum(inner, outer), thickness=0.75,
                )
            )  # fmt: skip
    return parts


def tie(t: Tailor, field: Field, material: Material, v: float) -> list[Part]:
    """A necktie down to share ``v``: knot and blade."""
    u, top = t.unit, t.share_y(0.905)
    lean = t.waist_x * (1 - v)
    blade = patch(
        field, "tie", material, y=(t.share_y(v), top),
        left=lambda s: lean * (1 - s) - (5.6 - 2.8 * s) * u,
        right=lambda s: lean * (1 - s) + (5.6 - 2.8 * s) * u,
        thickness=0.6, puff=0.35, grid=(24, 8),
    )  # fmt: skip
    knot = patch(
        field, "tie_knot", material, y=(top - 1 * u, top + 6.5 * u),
        left=lambda s: -(2.9 + 1.9 * s) * u, right=lambda s: (2.9 + 1.9 * s) * u,
        thickness=1.2, puff=0.6,
    )  # fmt: skip
    return [blade, knot]


def collar_leaves(t: Tailor, field: Field, material: Material) -> list[Part]:
    """The two points of a shirt's collar beside the knot of the tie."""
    u, r, parts = t.unit, t.figure.neck_radius, []
    for side in SIDES:

        def inner(s, side=side):
            return side * (1.5 + 2.6 * s) * u

        def outer(s, side=side):
            return side * (7.5 * u + (r * 1.05 - 6.0 * u) * np.minimum(1.4 * s, 1))

        left, right = (inner, outer) if side > 0 else (outer, inner)
        parts.append(
            patch(
                field,
                "collar_leaf",
                material,
                y=(t.share_y(0.87), t.share_y(0.985)),
                left=left,
                right=right,
                thickness=0.9,
            )  # fmt: skip
        )
    return parts
