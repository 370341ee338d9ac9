"""The tailor's repertoire shared by the recipes: tops, trousers, collars, lapels, ties, belts.

World frame, mm. Widths named in units are hundredths of the torso's height (Tailor.unit).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage

from minime.sculpt.clay import Field, Shape, Stroke, blob, bone, mould, smooth_max
from minime.sculpt.figure import SIDES, BodyColors, Figure
from minime.sculpt.mesh import Finish, Material, Part
from minime.sculpt.outfit import cloth
from minime.sculpt.outfit.garments import (
    Cut,
    Limb,
    arm,
    ball_part,
    cloth_part,
    hinge_parts,
    leg,
    limb_uv,
    sleeve_radius,
    top_fields,
    torso_stroke,
    trouser_fields,
    tube_strokes,
)
from minime.sculpt.trims import band, color, patch, slab


@dataclass(frozen=True, kw_only=True, eq=False)
class Clothes:
    """parts: the garments. neckline: lowest share of the torso where skin is moulded.
    bare_arm, bare_leg: position on the limb (0 shoulder .. 1 elbow) from which skin shows;
    1 or more: covered down to the hand or shoe."""

    parts: tuple[Part, ...]
    neckline: float = 0.86
    bare_arm: float = 1.0
    bare_leg: float = 1.0


Hole = tuple[np.ndarray, tuple[float, float, float]]  # an ellipsoid: centre and radii, mm


@dataclass(frozen=True, kw_only=True, eq=False)
class Garment:
    """Meshes of a garment, and the clay of its main piece on which trims are laid."""

    parts: list[Part]
    field: Field


@dataclass(frozen=True, kw_only=True, eq=False)
class Tailor:
    """What every recipe works with."""

    figure: Figure
    colors: BodyColors
    jointed: bool
    detail: float

    def stuff(self, hex_color: str, finish: Finish = "fabric", shade: float = 0.0) -> Material:
        """A material; ``shade`` lightens (> 0) or darkens (< 0) the colour."""
        return Material(color=color(hex_color, shade), finish=finish)

    def share_y(self, share: float) -> float:
        """Height (mm) of a share of the torso."""
        f = self.figure
        return f.crotch + share * (f.shoulder_line - f.crotch)

    @property
    def unit(self) -> float:
        """A hundredth of the torso's height, mm."""
        return (self.figure.shoulder_line - self.figure.crotch) / 100

    @property
    def waist_x(self) -> float:
        """Where the middle of the waist is, mm."""
        return self.figure.hip_x * 0.6

    @property
    def chest_x(self) -> float:
        """Middle of the breast pocket (the figure's left), mm."""
        return self.figure.torso(low=0.7, high=0.8)[0][3] * 0.50

    def torso_limb(self) -> Limb:
        """The trunk as if it were a limb, for uv."""
        f = self.figure
        y = (f.shoulder_line, (f.crotch + f.shoulder_line) / 2, f.crotch * 0.2)
        x = (0.0, f.hip_x * 0.6, f.hip_x)
        joints = tuple(np.array([a, b, 0.0]) for a, b in zip(x, y, strict=True))
        return Limb(joints=joints, upper=(1.0,), lower=(1.0,))

    def limb_part(self, limb: Limb, cut: Cut, name: str, material: Material) -> Part:
        """A plain tube of cloth on a limb: a sock, a sleeve."""
        field = mould(tube_strokes(limb, cut, blend=0), voxel=0.9 / self.detail**0.7)
        return cloth_part(field, name, material)

    def top(self, *, parts: list[Part], field: Field) -> Garment:
        return Garment(parts=parts, field=field)


def make_top(
    t: Tailor,
    material: Material,
    *,
    sleeve: Cut,
    low: float,
    body: Cut | None = None,
    texture: np.ndarray | None = None,
    extra: Sequence[Stroke] = (),
) -> Garment:
    """A shirt, jacket or bodice down to share ``low``, with its joints where visible."""
    fields = top_fields(
        t.figure, body=body or Cut(grow=1.2, loose=0.9, fold=0.55), sleeve=sleeve, low=low,
        jointed=t.jointed, detail=t.detail, extra=extra,
    )  # fmt: skip
    uv = limb_uv([t.torso_limb()], t.figure.crotch * 0.8, t.figure.shoulder_line + 2)
    woven = replace(material, texture=texture)
    parts = [cloth_part(f, f"top_{k}", woven, uv=uv) for k, f in enumerate(fields)]
    return Garment(parts=[*parts, *_arm_joints(t, material, sleeve)], field=fields[0])


def make_trousers(
    t: Tailor, material: Material, cut: Cut, *, texture: np.ndarray | None
) -> Garment:
    """Trousers or shorts up to the waist, with knees where visible."""
    fields = trouser_fields(t.figure, cut=cut, high=0.34, jointed=t.jointed, detail=t.detail)
    uv = limb_uv([leg(t.figure, i) for i in (0, 1)], 0.0, t.share_y(0.4))
    woven = replace(material, texture=texture)
    parts = [cloth_part(f, f"trousers_{k}", woven, uv=uv) for k, f in enumerate(fields)]
    return Garment(parts=[*parts, *_leg_joints(t, material, cut)], field=fields[0])


def jeans(t: Tailor) -> list[Part]:
    """Denim with turn-ups and pockets behind."""
    material = t.stuff(t.colors.bottom)
    cut = Cut(grow=0.6, loose=1.5, end=1.88, fold=0.5)
    made = make_trousers(t, material, cut, texture=cloth.denim(material.color))
    light = t.stuff(t.colors.bottom, shade=0.3)
    ups = [limb_band(leg(t.figure, i), 1.84, cut, "turn_up", light) for i in (0, 1)]
    return [*made.parts, *ups, *back_pockets(t, made.field, t.stuff(t.colors.bottom, shade=-0.2))]


def back_pockets(t: Tailor, field: Field, material: Material) -> list[Part]:
    """Two patch pockets behind, pointed below."""
    w, parts = t.unit * 9, []
    for side in SIDES:
        x = t.figure.hip_x + side * t.figure.proportions.hip_width_mm * 0.24
        parts.append(
            patch(
                field,
                "back_pocket",
                material,
                y=(t.share_y(-0.02), t.share_y(0.15)),
                left=lambda s, x=x: x - w * np.minimum(0.4 + 2 * s, 1),
                right=lambda s, x=x: x + w * np.minimum(0.4 + 2 * s, 1),
                thickness=0.4,
                facing=-1.0,
            )  # fmt: skip
        )
    return parts


def limb_band(
    limb: Limb,
    at: float,
    cut: Cut,
    name: str,
    material: Material,
    *,
    width: float = 4.0,
    thickness: float = 0.9,
) -> Part:
    """A hem, cuff or stripe round a limb at position ``at``, on the sleeve of ``cut``."""
    t = min(at, 1.999)
    point, along = limb.point(t), limb.axis(t)
    radii = [sleeve_radius(limb, cut, min(max(t + d, 0), 1.999)) for d in (-0.06, 0.06)]
    run = along * (limb.length(t) * 0.06)
    core = mould([Stroke(shape=bone(point - run, point + run, radii))], voxel=0.8)
    return band(
        core, name, material, centre=point, axis=along, width=width,
        thickness=thickness + 0.6 * cut.fold, reach=max(radii) + 4, bulge=0.5,
    )  # fmt: skip


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
    y0, y1 = t.share_y(v), t.share_y(1.02)
    wide = t.figure.neck_radius * 1.25
    x = t.waist_x * (1 - v)

    def distance(px, py, pz):
        share = (py - y0) / (y1 - y0)
        half = wide * share**1.0
        side = (np.abs(px - x * (1 - share)) - half) * 0.9
        return np.maximum(smooth_max(side, y0 - py, 0.5), 0.5 - pz)

    low = np.array([-wide - 3, y0, 0.0])
    high = np.array([wide + 3, y1 + 6, 60.0])
    return Stroke(shape=Shape(low=low, high=high, distance=distance), mode="carve", blend=0.5)


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

    height: units; lean: 0 upright .. 1 towards the neck; behind_deg: how far
    round it goes, centred behind (a jacket's collar ends at its lapels).
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
    rise = np.linspace(-0.35, 1.0, 8)
    round_off = np.array([0.3, 0.85, 1.0, 1.0, 1.0, 1.0, 0.85, 0.3])
    middle = rim[None] + up[None] * (rise * height * t.unit)[:, None, None]
    thick = side[None] * (thickness * round_off)[:, None, None]
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


def lapels(t: Tailor, field: Field, material: Material, v: float) -> list[Part]:
    """Two lapels with a notch below the collar, along the edges of :func:`opening`."""
    y0, y1 = t.share_y(v), t.share_y(1.02)
    wide, u = t.figure.neck_radius * 1.25, t.unit
    lean = t.waist_x * (1 - v)
    parts = []
    for side in SIDES:
        for a, b, spread in ((0.02, 0.66, (1.5, 16.0)), (0.69, 0.90, (15.0, 8.0))):

            def edge(s, out, a=a, b=b, spread=spread, side=side):
                share = a + (b - a) * s
                inner = wide * share + 0.35
                width = (spread[0] + (spread[1] - spread[0]) * s**0.8) * u
                return lean * (1 - share) + side * (inner + out * width)

            inner = lambda s, e=edge: e(s, 0.0)  # noqa: E731
            outer = lambda s, e=edge: e(s, 1.0)  # noqa: E731
            left, right = (inner, outer) if side > 0 else (outer, inner)
            parts.append(
                patch(
                    field,
                    "lapel",
                    material,
                    y=(y0 + (y1 - y0) * a, y0 + (y1 - y0) * b),
                    left=left,
                    right=right,
                    thickness=0.75,
                )  # fmt: skip
            )
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


def belt(
    t: Tailor, material: Material, *, share: float, width: float, grow: float, thickness=1.1
) -> Part:
    """A band of ``width`` units round the waist of a top that lies ``grow`` mm off the skin."""
    f = t.figure
    trunk = torso_stroke(f, grow=grow, low=share - 0.12, high=share + 0.12, fold=0.0)
    core = mould([trunk], voxel=1.0)
    level = f.torso(low=share, high=share + 0.05)[0]
    return band(
        core, "belt", material, centre=np.array([level[1], t.share_y(share), level[2]]),
        axis=np.array([-f.pose.hip_slope * 0.6, 1.0, 0.0]), width=width * t.unit,
        thickness=thickness, reach=level[3] + 6, count=64, bulge=0.3,
    )  # fmt: skip


def _arm_joints(t: Tailor, material: Material, sleeve: Cut) -> list[Part]:
    if not t.jointed:
        return []
    parts = []
    covered = sleeve.end > 1.05
    elbow = material if covered else t.stuff(t.colors.skin, "vinyl")
    for i in (0, 1):
        limb = arm(t.figure, i)
        ball = limb.radius(0) + sleeve.grow + 0.2
        parts.append(ball_part(limb.point(0.02), ball, f"shoulder_{i}", material))
        grow = sleeve.grow if covered else 0.0
        parts += hinge_parts(limb, f"elbow_{i}", elbow, _darker(elbow), grow)
    return parts


def _leg_joints(t: Tailor, material: Material, cut: Cut) -> list[Part]:
    if not t.jointed:
        return []
    covered = cut.end > 1.05
    knee = material if covered else t.stuff(t.colors.skin, "vinyl")
    parts = []
    for i in (0, 1):
        limb = leg(t.figure, i)
        parts += hinge_parts(limb, f"knee_{i}", knee, _darker(knee), cut.grow if covered else 0.0)
    return parts


def _darker(material: Material) -> Material:
    return replace(material, color=tuple(c * 0.8 for c in material.color))
