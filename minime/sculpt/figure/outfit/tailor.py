"""The tailor's repertoire shared by the recipes: tops, trousers, hems, belts.

World frame, mm. Widths named in units are hundredths of the torso's height (Tailor.unit).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from minime.sculpt.figure.figure import SIDES, BodyColors, Figure
from minime.sculpt.figure.outfit import cloth, printing
from minime.sculpt.figure.outfit.garments import (
    Cut,
    Limb,
    arm,
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
from minime.sculpt.figure.trims import band, color, patch
from minime.sculpt.geometry.clay import Field, Stroke, bone, mould
from minime.sculpt.geometry.mesh import Finish, Material, Part


@dataclass(frozen=True, kw_only=True, eq=False)
class Clothes:
    """parts: the garments. neckline: lowest share of the torso where skin is moulded.
    bare_arm, bare_leg: position on the limb (0 shoulder .. 1 elbow .. 2 wrist) from which
    skin shows; 2: covered down to the hand or shoe."""

    parts: tuple[Part, ...]
    neckline: float = 0.86
    bare_arm: float = 2.0
    bare_leg: float = 2.0


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

    def woven(self, material: Material) -> np.ndarray:
        """The texture of a top: its print or pattern as the photo shows it, else jersey."""
        if self.printed is not None:
            return self.printed
        second = color(self.colors.second or "#f3f2ef")
        if self.colors.pattern == "striped":
            return cloth.striped(material.color, second, 13)
        if self.colors.pattern == "checked":
            return cloth.checked(material.color, second, 14)
        return cloth.knit(material.color)

    @cached_property
    def printed(self) -> np.ndarray | None:
        """The texture of a top with the photo's own print, for printing.front_uv; None where
        the photo shows none."""
        if self.colors.print is None:
            return None
        return printing.lay_print(self.figure, self.colors.print, color(self.colors.top))

    def like_top(self, part: Part) -> Part:
        """A piece of the top, such as its hood, of the top's own printed cloth."""
        if self.printed is None:
            return part
        uv = printing.front_uv(self.figure)(part.vertices).astype(np.float32)
        return replace(part, uv=uv, material=replace(part.material, texture=self.printed))

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

    def front_x(self, share):
        """Where the middle of the front is at a share of the torso, a number or an array, mm."""
        levels = np.array(self.figure.torso())
        return np.interp(self.share_y(share), levels[:, 0], levels[:, 1])

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
    if texture is not None and texture is t.printed:
        uv = printing.front_uv(t.figure)
    else:
        uv = limb_uv([t.torso_limb()], t.figure.crotch * 0.8, t.figure.shoulder_line + 2)
    woven = replace(material, texture=texture)
    parts = [cloth_part(f, f"top_{k}", woven, uv=uv) for k, f in enumerate(fields)]
    return Garment(parts=[*parts, *_arm_joints(t, material, sleeve)], field=fields[0])


def make_trousers(
    t: Tailor,
    material: Material,
    cut: Cut,
    *,
    texture: np.ndarray | None,
    high: float = 0.34,
    seat: float = 0.6,
) -> Garment:
    """Trousers or shorts up to share ``high``, with knees where visible; ``seat`` is how far
    they stand off the hips, mm."""
    fields = trouser_fields(
        t.figure, cut=cut, high=high, seat=seat, jointed=t.jointed, detail=t.detail
    )
    uv = limb_uv([leg(t.figure, i) for i in (0, 1)], 0.0, t.share_y(0.4))
    woven = replace(material, texture=texture)
    parts = [cloth_part(f, f"trousers_{k}", woven, uv=uv) for k, f in enumerate(fields)]
    return Garment(parts=[*parts, *_leg_joints(t, material, cut)], field=fields[0])


def jeans(t: Tailor, *, turn_up: bool = True) -> list[Part]:
    """Denim with pockets behind, with turn-ups or for boots."""
    material = t.stuff(t.colors.bottom)
    cut = Cut(grow=0.6, loose=1.5 if turn_up else 0.7, end=1.88, fold=0.5)
    made = make_trousers(t, material, cut, texture=cloth.denim(material.color))
    parts = [*made.parts, *back_pockets(t, made.field, t.stuff(t.colors.bottom, shade=-0.2))]
    light = t.stuff(t.colors.bottom, shade=0.3)
    for i in (0, 1) if turn_up else ():
        parts.append(limb_band(leg(t.figure, i), 1.83, cut, "turn_up", light, thickness=0.6))
    return parts


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
        thickness=thickness + 0.6 * cut.fold, reach=max(radii) + 4, bulge=0.25,
    )  # fmt: skip


def belt(
    t: Tailor,
    material: Material,
    *,
    share: float,
    width: float,
    grow: float,
    thickness: float = 1.1,
    field: Field | None = None,
) -> Part:
    """A band of ``width`` units round the waist of a top that lies ``grow`` mm off the skin;
    with ``field`` it follows the folds of that garment."""
    f = t.figure
    trunk = torso_stroke(f, grow=grow, low=share - 0.12, high=share + 0.12, fold=0.0)
    level = f.torso(low=share, high=share + 0.05)[0]
    return band(
        field or mould([trunk], voxel=1.0), "belt", material,
        centre=np.array([level[1], t.share_y(share), level[2]]),
        axis=np.array([-f.pose.hip_slope * 0.6, 1.0, 0.0]), width=width * t.unit,
        thickness=thickness, reach=level[3] + grow + 5, count=64, bulge=0.3,
    )  # fmt: skip


def _arm_joints(t: Tailor, material: Material, sleeve: Cut) -> list[Part]:
    if not t.jointed:
        return []
    parts = []
    covered = sleeve.end > 1.05
    elbow = material if covered else t.stuff(t.colors.skin, "vinyl")
    for i in (0, 1):
        limb = arm(t.figure, i)
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
