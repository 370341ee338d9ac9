"""Cuts of cloth moulded round a figure: tops, sleeves, trousers, skirts, shoes, joints.

Every function takes the :class:`~minime.sculpt.figure.figure.Figure` and gives fields or parts in
world mm. Positions along a limb run from 0 (shoulder, hip) over 1 (elbow, knee) to 2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from minime.sculpt.figure.figure import SIDES, Figure, unit
from minime.sculpt.figure.trims import clay_part, lathe
from minime.sculpt.geometry.clay import (
    Field,
    Folds,
    Shape,
    Stroke,
    blob,
    bone,
    clipped,
    half_space,
    loft,
    mould,
)
from minime.sculpt.geometry.mesh import Material, Part

CLOTH_VOXEL = 0.95  # mm at detail 1
BRIEF = 0.5  # mm by which a jointed pelvis stands off the thighs
CAP, CAP_END = 0.8, 0.30  # how far a jointed shoulder's cap stands off the sleeve, mm, and ends
HINGE = 0.055  # share of a bone that a hinge leaves free on each side


@dataclass(frozen=True, kw_only=True)
class Cut:
    """How a garment sits. grow: mm off the skin; loose: mm more towards its hem; start, end:
    positions on the limb; fold: height of folds, mm; hollow: wall at the hem in mm, 0 solid."""

    grow: float = 1.0
    loose: float = 0.6
    start: float = 0.0
    end: float = 2.0
    fold: float = 0.45
    hollow: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Limb:
    """joints: three (3,) points. upper, lower: bare radii (mm) along the two bones."""

    joints: tuple[np.ndarray, np.ndarray, np.ndarray]
    upper: tuple[float, ...]
    lower: tuple[float, ...]

    def point(self, t: float) -> np.ndarray:
        k = 0 if t < 1 else 1
        return self.joints[k] + (self.joints[k + 1] - self.joints[k]) * (t - k)

    def axis(self, t: float) -> np.ndarray:
        k = 0 if t < 1 else 1
        return unit(self.joints[k + 1] - self.joints[k])

    @property
    def crook(self) -> np.ndarray:
        """Unit vector from the elbow or knee into the bend; to the front of a straight limb."""
        a, b, c = self.joints
        inward = unit(a - b) + unit(c - b)
        return unit(inward) if np.linalg.norm(inward) > 0.25 else np.array([0.0, 0.0, 1.0])

    def length(self, t: float) -> float:
        k = 0 if t < 1 else 1
        return float(np.linalg.norm(self.joints[k + 1] - self.joints[k]))

    def radius(self, t: float) -> float:
        radii = self.upper if t < 1 else self.lower
        return float(np.interp(t % 1 if t < 2 else 1, np.linspace(0, 1, len(radii)), radii))


def arm(figure: Figure, i: int) -> Limb:
    """Left (0) or right (1) arm."""
    return Limb(
        joints=(figure.shoulders[i], figure.elbows[i], figure.wrists[i]),
        upper=figure.upper_arm,
        lower=figure.forearm,
    )


def leg(figure: Figure, i: int) -> Limb:
    """Left (0) or right (1) leg."""
    return Limb(
        joints=(figure.hips[i], figure.knees[i], figure.ankles[i]),
        upper=figure.thigh,
        lower=figure.calf,
    )


def sleeve_radius(limb: Limb, cut: Cut, t: float, k: int | None = None) -> float:
    """Radius (mm) of the sleeve of ``cut`` at position ``t``; ``k`` picks the bone at a joint."""
    k = int(t >= 1) if k is None else k
    share = min(max((t - cut.start) / max(cut.end - cut.start, 1e-6), 0.0), 1.0)
    radii = limb.upper if k == 0 else limb.lower
    bare = float(np.interp(t - k, np.linspace(0, 1, len(radii)), radii))
    return bare + cut.grow + cut.loose * share**1.3


def tube_strokes(limb: Limb, cut: Cut, *, blend: float, phase: float = 0.0) -> list[Stroke]:
    """A sleeve or trouser leg from cut.start to cut.end, with a hollow hem where asked. One
    that starts below the shoulder or hip starts with a clean edge."""
    strokes: list[Stroke] = []
    for k in (0, 1):
        t0, t1 = max(cut.start, k), min(cut.end, k + 1)
        if t1 <= t0:
            continue
        stations = np.linspace(t0, t1, 4)
        radii = [sleeve_radius(limb, cut, t, k) for t in stations]
        folds = Folds(
            height=1.7 * cut.fold, waves=3.4 if k == 0 else 3.8, phase=phase + 1.9 * k, reach=0.24,
            at=(0.08, 0.95) if k == 0 else (0.05, 0.94), slant=0.7, inner=0.55,
        )  # fmt: skip
        axis = tuple(limb.crook)
        shape = bone(limb.point(t0), limb.point(t1 - 1e-6), radii, folds=folds, flat_axis=axis)
        if t0 == cut.start > 0:
            shape = clipped(shape, limb.point(t0), -limb.axis(t0), edge=0.7)
        if t1 == cut.end:
            shape = clipped(shape, limb.point(t1 - 1e-6), limb.axis(t1 - 1e-6), edge=0.7)
        strokes.append(Stroke(shape=shape, blend=blend if k == 0 else 2.2))
    if cut.hollow:
        strokes.append(_hollow(limb, cut))
    return strokes


def _hollow(limb: Limb, cut: Cut) -> Stroke:
    """The dark inside of a sleeve seen at its hem; its wall is cut.hollow mm everywhere."""
    t = cut.end - 1e-6
    end, along = limb.point(t), limb.axis(t)
    inner = sleeve_radius(limb, cut, t) - cut.hollow
    depth = 0.5 * inner
    back = sleeve_radius(limb, cut, t - depth / limb.length(t)) - cut.hollow - 0.1
    hole = bone(end - along * depth, end + along * depth, (back, inner, inner + inner - back))
    return Stroke(shape=hole, mode="carve", blend=0.4)


def torso_stroke(
    figure: Figure,
    *,
    grow: float,
    low: float,
    high: float = 1.0,
    fold: float = 0.5,
    hem_ease: float = 0.0,
) -> Stroke:
    """The trunk of a top between shares ``low`` and ``high`` of crotch to shoulder line."""
    levels = [
        (y, x, z, w + ease, f + ease, b + ease)
        for y, x, z, w, f, b in figure.torso(grow=grow, low=low, high=high)
        for ease in [
            hem_ease * float(y < figure.crotch + 0.35 * (figure.shoulder_line - figure.crotch))
        ]
    ]
    folds = Folds(height=1.5 * fold, waves=3.6, at=(0.06, 0.34), reach=0.17, phase=0.7, slant=1.6)
    return Stroke(shape=loft(levels, tilt=figure.tilt, edge=1.4, folds=folds))


def shoulder_strokes(figure: Figure, grow: float) -> list[Stroke]:
    """The slope from the neck to both arms, so that a top hangs from the shoulders."""
    root = np.array([0.0, figure.shoulder_line - 2.0, figure.shoulders[0][2]])
    r, neck = figure.upper_arm[0], figure.neck_radius
    yoke = blob(
        (0.0, figure.shoulder_line - 0.6 * neck, figure.neck[2]),
        (1.7 * neck + grow, 1.25 * neck + grow, 1.22 * neck + grow),
    )
    return [
        Stroke(shape=yoke, blend=3.0),
        *[
            Stroke(
                shape=bone(root, s + [0, -0.1 * r, 0], (figure.neck_radius * 0.9, r * 0.82 + grow)),
                blend=3.5,
            )
            for s in figure.shoulders
        ],
    ]


def top_fields(
    figure: Figure,
    *,
    body: Cut,
    sleeve: Cut,
    low: float,
    jointed: bool,
    detail: float,
    extra: Sequence[Stroke] = (),
) -> list[Field]:
    """[whole top], or with joints [trunk, upper sleeve, lower sleeve, ...] left then right.

    extra: strokes worked into the trunk at the end (openings, coat tails)."""
    voxel = CLOTH_VOXEL / detail**0.8
    sleeve = _sturdy(sleeve, voxel)
    trunk = [torso_stroke(figure, grow=body.grow, low=low, fold=body.fold, hem_ease=body.loose)]
    trunk += shoulder_strokes(figure, body.grow)
    if not jointed:
        for i in (0, 1):
            trunk += tube_strokes(arm(figure, i), sleeve, blend=3.0, phase=2.3 * i)
        return [mould([*trunk, *extra], voxel=voxel)]
    fields = [mould([*trunk, *extra], voxel=voxel)]
    for i in (0, 1):
        limb = arm(figure, i)
        cap = replace(sleeve, grow=sleeve.grow + CAP, end=min(CAP_END, sleeve.end), fold=0.0)
        fields.append(
            mould(tube_strokes(limb, replace(cap, loose=0.0, hollow=0.0), blend=0.0), voxel=voxel)
        )
        fields += segment_fields(limb, replace(sleeve, start=0.12), voxel, phase=2.3 * i)
    return fields


def segment_fields(limb: Limb, cut: Cut, voxel: float, *, phase: float = 0.0) -> list[Field]:
    """A jointed limb's cloth or skin above and below its hinge, each with clean edges."""
    fields = []
    for t0, t1 in ((cut.start, 1 - HINGE), (1 + HINGE, 2.0)):
        t0, t1 = max(t0, cut.start), min(t1, cut.end)
        if t1 > t0:
            segment = replace(cut, start=t0, end=t1, fold=cut.fold * 0.6)
            segment = segment if t1 == cut.end else replace(segment, hollow=0.0)
            fields.append(mould(tube_strokes(limb, segment, blend=0.0, phase=phase), voxel=voxel))
    return fields


def trouser_fields(
    figure: Figure, *, cut: Cut, high: float, seat: float, jointed: bool, detail: float
) -> list[Field]:
    """[whole trousers], or with joints [pelvis, thigh, calf, thigh, calf]."""
    voxel = CLOTH_VOXEL / detail**0.8
    cut = _sturdy(cut, voxel)
    hips = figure.torso(grow=min(cut.grow, seat), low=-0.05, high=high)
    pelvis = [Stroke(shape=loft(hips, tilt=figure.tilt, edge=3.0))]
    if not jointed:
        for i in (0, 1):
            pelvis += tube_strokes(leg(figure, i), cut, blend=3.0, phase=1.3 + 2.1 * i)
        return [mould([*pelvis, *_crotch_folds(figure, cut)], voxel=voxel)]
    for i in (0, 1):
        top = replace(cut, grow=cut.grow + BRIEF, loose=0.0, end=0.42, fold=0.0, hollow=0.0)
        pelvis += tube_strokes(leg(figure, i), top, blend=2.0)
    pelvis += [Stroke(shape=_leg_line(figure, i), mode="keep", blend=0.7) for i in (0, 1)]
    fields = [mould(pelvis, voxel=voxel)]
    for i in (0, 1):
        fields += segment_fields(leg(figure, i), cut, voxel, phase=1.3 + 2.1 * i)
    return fields


def _sturdy(cut: Cut, voxel: float) -> Cut:
    """The cut with a wall at its hem that no voxel steps over, which would leave holes."""
    return replace(cut, hollow=max(cut.hollow, 1.2 * voxel)) if cut.hollow else cut


def _leg_line(figure: Figure, i: int) -> Shape:
    """All above the slanted cut in which a jointed leg turns: from the crotch up to the hip."""
    torso = figure.shoulder_line - figure.crotch
    foot = np.array([figure.hip_x, figure.crotch - 0.06 * torso, 0.0])
    return half_space(foot, np.array([SIDES[i] * 0.50, -1.0, 0.0]))


def _crotch_folds(figure: Figure, cut: Cut) -> list[Stroke]:
    """Cloth pulled from the crotch towards each hip: two ridges a side."""
    strokes = []
    levels = figure.torso(low=0.02, high=0.2)[0]
    front = levels[2] + levels[4] + min(cut.grow, 0.6)
    half = figure.proportions.hip_width_mm / 2
    for side in SIDES:
        for rise, drop, r in ((0.42, 0.02, 1.0), (0.16, -0.08, 0.8)):
            a = np.array(
                [figure.hip_x + side * 0.07 * half, figure.crotch + 0.02 * half, front - 2.6]
            )
            b = np.array(
                [figure.hip_x + side * 0.80 * half, figure.crotch + rise * half, front - 3.4]
            )
            m = (a + b) / 2 + np.array([0, drop * half, 1.1])
            fold = r * (0.6 + cut.fold)
            strokes += [
                Stroke(shape=bone(a, m, (fold, fold * 1.3)), blend=2.2),
                Stroke(shape=bone(m, b, (fold * 1.3, fold * 0.5)), blend=2.2),
            ]
    return strokes


def hinge_parts(
    limb: Limb, name: str, material: Material, pin: Material, grow: float
) -> list[Part]:
    """The ball of an elbow or knee between its two segments, with a pin on both sides."""
    a, b, c = limb.joints
    bend = np.cross(b - a, c - b)
    axis = unit(bend) if np.linalg.norm(bend) > 0.02 * np.linalg.norm(c - a) ** 2 else None
    axis = np.array([1.0, 0.0, 0.0]) if axis is None else axis
    r = (limb.radius(0.93) + grow) * 0.93
    parts = [ball_part(b, r, f"{name}_hinge", material)]
    for sign in (-1.0, 1.0):
        stud = [
            (0, -0.5 * r), (r * 0.60, -0.5 * r), (r * 0.60, 0.16 * r), (r * 0.50, 0.24 * r),
            (r * 0.22, 0.24 * r), (r * 0.18, 0.12 * r), (0, 0.12 * r),
        ]  # fmt: skip
        origin = b + sign * axis * r * 0.88
        parts.append(
            lathe(f"{name}_pin", pin, profile=stud, origin=origin, axis=sign * axis, count=20)
        )
    return parts


def ball_part(centre: np.ndarray, radius: float, name: str, material: Material) -> Part:
    """A ball joint."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, 20)
    profile = [(radius * np.cos(a), radius * np.sin(a)) for a in angle]
    profile[0], profile[-1] = (0.0, -radius), (0.0, radius)
    return lathe(
        name, material, profile=profile, origin=centre, axis=np.array([0.0, 1.0, 0.0]), hard=False
    )


def cloth_part(field: Field, name: str, material: Material, *, uv=None) -> Part:
    """A moulded garment as a part of the layer "outfit"."""
    return clay_part(field, name, material, uv=uv)


def limb_uv(limbs: Sequence[Limb], y0: float, y1: float):
    """uv for cloth on upright limbs: u runs 0 (behind) to 1 (in front) round the nearest
    limb, mirrored, so that side seams lie at u = .5; v runs upwards from y0 to y1."""

    def uv(vertices: np.ndarray) -> np.ndarray:
        x, y, z = vertices.T
        u = None
        near = None
        for limb in limbs:
            line = np.array(limb.joints)[::-1]
            cx, cz = (np.interp(y, line[:, 1], line[:, k]) for k in (0, 2))
            away = np.hypot(x - cx, z - cz)
            turn = np.arctan2(np.abs(x - cx), -(z - cz)) / np.pi
            u = turn if u is None else np.where(away < near, turn, u)
            near = away if near is None else np.minimum(near, away)
        return np.clip(np.stack([u, (y - y0) / (y1 - y0)], 1), 0.0, 1.0)

    return uv
