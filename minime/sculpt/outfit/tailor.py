"""The tailor's repertoire shared by the recipes: tops, trousers, collars, lapels, ties, belts.

World frame, mm. Widths named in units are hundredths of the torso's height (Tailor.unit).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

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
    top_fields,
    trouser_fields,
    tube_strokes,
)
from minime.sculpt.trims import band, color, patch


@dataclass(frozen=True, kw_only=True, eq=False)
class Clothes:
    """parts: the garments. neckline: lowest share of the torso where skin is moulded.
    bare_arm, bare_leg: position on the limb (0 shoulder .. 1 elbow) from which skin shows;
    1 or more: covered down to the hand or shoe."""

    parts: tuple[Part, ...]
    neckline: float = 0.86
    bare_arm: float = 1.0
    bare_leg: float = 1.0


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
    smooth = replace(cut, fold=0.0, hollow=0.0)
    field = mould(tube_strokes(limb, smooth, blend=0), voxel=0.9)
    return band(
        field, name, material, centre=limb.point(min(at, 1.999)), axis=limb.axis(min(at, 1.999)),
        width=width, thickness=thickness, reach=limb.radius(at) + 8, bulge=0.5,
    )  # fmt: skip


def neck_hole(t: Tailor, size: float = 1.0) -> Stroke:
    """The round opening of a top, lower in front."""
    f, r = t.figure, t.figure.neck_radius * size
    centre = np.array([0.0, f.shoulder_line + 0.9 * r, f.neck[2] + 0.45 * r])
    return Stroke(shape=blob(centre, (1.42 * r, 1.75 * r, 1.55 * r)), mode="carve", blend=0.6)


def scoop(t: Tailor) -> Stroke:
    """The wide neckline of a dress."""
    f, r = t.figure, t.figure.neck_radius
    centre = np.array([0.0, f.shoulder_line + 0.6 * r, f.neck[2] + 1.2 * r])
    return Stroke(shape=blob(centre, (1.75 * r, 2.5 * r, 2.6 * r)), mode="carve", blend=0.6)


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
    material: Material,
    *,
    size: float = 1.12,
    height: float = 3.4,
    thickness: float = 1.2,
) -> Part:
    """A ring of cloth round the root of the neck, lower in front; height in units x 2."""
    f, r = t.figure, t.figure.neck_radius
    low = np.array([0.0, f.shoulder_line - 2.2 * r, f.neck[2] + 0.25 * r])
    shape = bone(low, f.neck, (r * 1.75 * size, r * 1.25 * size, r * 1.04 * size))
    field = mould([Stroke(shape=shape)], voxel=1.0)
    centre = np.array([0.0, f.shoulder_line + 0.05 * r + height * t.unit * 0.4, f.neck[2]])
    return band(
        field, "collar", material, centre=centre, axis=np.array([0, 1.0, 0.42]),
        width=height * t.unit * 1.6, thickness=thickness, reach=r * 3.2, bulge=0.7,
    )  # fmt: skip


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


def belt(
    t: Tailor, field: Field, material: Material, *, share: float, width: float, thickness=1.1
) -> Part:
    """A band of ``width`` units round the waist of ``field`` at a share of the torso."""
    f = t.figure
    level = f.torso(low=share, high=share + 0.05)[0]
    centre = np.array([level[1], t.share_y(share), level[2]])
    axis = np.array([-f.pose.hip_slope * 0.6, 1.0, 0.0])
    return band(
        field, "belt", material, centre=centre, axis=axis, width=width * t.unit,
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
