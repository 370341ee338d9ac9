"""Shoes with soles, moulded once and set on both feet; a kind is an entry of LASTS.

Own frame: ankle joint above the origin, sole on y = 0, toes to +z; then turned by the stance.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.sculpt.figure.figure import SIDES, Figure
from minime.sculpt.figure.trims import band, clay_part, cord
from minime.sculpt.geometry.clay import (
    Shape,
    Stroke,
    blob,
    bone,
    clipped,
    mould,
    slice_shape,
    smooth_min,
)
from minime.sculpt.geometry.mesh import Material, Part, move


@dataclass(frozen=True, kw_only=True)
class Last:
    """What a kind of shoe is built on. sole: thickness, heel: how much higher the heel stands,
    both shares of the foot's length; rim: how far the sole stands out, wide: how broad it is,
    of the foot's width; flat: height of the toes; reach and shaft: height and width of what
    takes the ankle, of the ankle's own. open: as a pump."""

    sole: float
    rim: float = 0.03
    wide: float = 1.0
    flat: float = 0.95
    heel: float = 0.0
    arch: bool = False
    reach: float = 1.05
    shaft: float = 1.3
    laces: int = 0
    open: bool = False
    toes: bool = False
    cap: bool = False


LASTS = {
    "sneaker": Last(sole=0.13, rim=0.06, reach=1.25, shaft=1.42, laces=4, cap=True),
    "shoe": Last(sole=0.07, arch=True),
    "loafer": Last(sole=0.06, arch=True, flat=0.82, reach=0.85, shaft=1.25),
    "boot": Last(sole=0.15, rim=0.06, wide=1.12, arch=True, reach=1.3, shaft=1.6, laces=3),
    "pump": Last(sole=0.045, rim=0.0, wide=0.88, flat=0.80, heel=0.10, open=True),
    "sandal": Last(sole=0.07, rim=0.05, wide=0.92, flat=0.62, reach=1.0, shaft=1.0, toes=True),
    "bare": Last(sole=0.0, wide=0.92, flat=0.62, reach=1.0, shaft=1.0, toes=True),
}  # fmt: skip


def build_shoes(
    figure: Figure, kind: str, upper: Material, sole: Material, lace: Material, detail: float
) -> list[Part]:
    """Both shoes: upper, sole and laces."""
    own = _shoe(figure, kind, upper, sole, lace, detail)
    parts = []
    for i in (0, 1):
        yaw = np.radians(figure.pose.toe_out_deg[i]) * SIDES[i]
        c, s = np.cos(yaw), np.sin(yaw)
        turn = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
        ankle = figure.ankles[i]
        for part in own:
            parts.append(move(part, rotation=turn, offset=(ankle[0], 0.0, ankle[2])))
    return parts


def _shoe(figure: Figure, kind: str, upper, sole, lace, detail: float) -> list[Part]:
    length, width = figure.foot_length, figure.foot_width
    cut = LASTS[kind]
    thick, w = cut.sole * length, width * cut.wide
    voxel = 0.72 / detail**0.7
    field = mould(_upper(figure, cut, length, w, thick), voxel=voxel)
    bare = kind in ("sandal", "bare")
    parts = [clay_part(field, f"{kind}_upper", upper, layer="skin" if bare else "outfit")]
    if thick:
        parts += _sole(kind, cut, length, w, thick, sole)
    else:
        parts = [_press(part) for part in parts]
    if cut.laces:
        parts += _laces(field, length, w, lace, cut.laces)
    if kind == "sandal":
        for z, turn_deg in ((0.36, 0.0), (0.02, 62.0)):
            parts.append(_strap(field, length, w, z, turn_deg, lace))
    if kind == "loafer":
        parts.append(_strap(field, length, w, 0.27, 0.0, lace))
    return parts


def _sole(kind: str, cut: Last, length: float, w: float, thick: float, sole) -> list[Part]:
    rim = cut.rim * w
    box = np.array([[-w, -0.5 * length], [w, length]])
    plate = slice_shape(_outline(length, w * 0.5 + rim), 0.0, thick, box, 0.9)
    if cut.heel:  # the plate ends before the arch, and a heel stands by itself
        plate = clipped(plate, np.array([0, 0, 0.20 * length]), np.array([0, 0, -1.0]), edge=0.4)
    strokes = [Stroke(shape=plate)]
    if cut.arch:  # the heel stands apart from the ball of the foot
        arch = bone((-2 * w, 0, 0.10 * length), (2 * w, 0, 0.10 * length), (0.11 * length,) * 2)
        strokes.append(Stroke(shape=_flat(arch, 0.45 * thick), mode="carve", blend=0.4))
    if cut.heel:
        back, top = -0.13 * length, cut.heel * length + thick
        shaft = bone((0, 0, back), (0, top, back), (0.22 * w, 0.26 * w, 0.40 * w))
        strokes.append(Stroke(shape=_ground(shaft, 0.0)))
    field = mould(strokes, voxel=0.62)
    parts = [_press(clay_part(field, f"{kind}_sole", sole))]
    if kind == "sneaker":  # a line of colour round the rubber
        colour = replace(sole, color=tuple(0.62 * c for c in sole.color))
        line = band(
            field, "sole_line", colour, centre=np.array([0.0, 0.58 * thick, 0.20 * length]),
            axis=np.array([0.0, 1.0, 0.0]), width=0.22 * thick, thickness=0.25,
            reach=0.8 * length, count=48,
        )  # fmt: skip
        parts.append(line)
    return parts


def _upper(figure: Figure, cut: Last, length: float, w: float, thick: float) -> list[Stroke]:
    ankle, top = figure.calf[-1], figure.ankle_height
    heel_z, ball_z, toe_z = -0.12 * length, 0.42 * length, 0.60 * length
    r_heel, r_ball = 0.40 * w, 0.47 * w
    # Its underside is hidden in the sole, never below it.
    low = max(0.6 * thick, 1.3) if thick else 0.0
    high = low + cut.heel * length
    body = [
        Stroke(shape=_ground(bone((0, high, heel_z), (0, high * 0.6 + low * 0.4, 0.1 * length),
                                  (r_heel * 1.05, r_heel)), low)),
        Stroke(shape=_ground(bone((0, high * 0.6 + low * 0.4, 0.1 * length), (0, low, ball_z),
                                  (r_heel, r_ball), flat=cut.flat,
                                  flat_axis=(0, 1, 0)), low), blend=2.0),
        Stroke(shape=_ground(blob((0, low, toe_z - 0.08 * length),
                                  (r_ball * 0.97, r_ball * 0.78 * cut.flat, 0.23 * length)), low),
               blend=2.0),
    ]  # fmt: skip
    if cut.heel:  # what would be under the arch of the foot is air
        gap = bone(
            (-2 * w, low, 0.02 * length), (2 * w, low, 0.02 * length), (0.5 * (high - low),) * 2
        )
        body.append(Stroke(shape=gap, mode="carve", blend=0.8))
    if cut.open:
        hole = bone((0, top, -0.06 * length), (0, top * 0.95, 0.30 * length),
                    (0.34 * w, 0.30 * w), flat=0.8, flat_axis=(0, 1, 0))  # fmt: skip
        return [*body, Stroke(shape=hole, mode="carve", blend=0.5)]
    ridge = bone((0, (0.9 + 0.1) * top, 0.02 * length), (0, low + r_ball * 0.5 * cut.flat, ball_z),
                 (ankle * 1.15, r_ball * 0.72 * cut.flat))  # fmt: skip
    body.append(Stroke(shape=_ground(ridge, low), blend=2.5))
    if cut.toes:
        for k, size in enumerate((1.25, 1.0, 0.95, 0.85, 0.75)):
            x = (0.30 - 0.155 * k) * w
            tip = (0.70 - 0.035 * k - 0.02 * (k > 2)) * length
            toe = bone((x, low + 0.9, 0.5 * length), (x, low + 0.8, tip), (0.088 * w * size,) * 2)
            body.append(Stroke(shape=_ground(toe, low), blend=0.5))
    reach = cut.reach * top
    wide = cut.shaft * ankle
    shaft = bone((0, low, -0.03 * length), (0, reach, 0.0), (r_heel, wide, wide * 1.04))
    shaft = clipped(shaft, np.array([0, reach, 0.0]), np.array([0, 1.0, -0.12]), edge=0.8)
    body.append(Stroke(shape=_ground(shaft, low), blend=2.0))
    if cut.cap:  # a rubber cap over the toes
        cap = blob((0, low, 0.55 * length), (r_ball * 1.01, r_ball * 0.66, 0.215 * length))
        body.append(Stroke(shape=_ground(cap, low), blend=0.3))
    return body


def _press(part: Part) -> Part:
    """The sole stands on y = 0 exactly, whatever the voxels made of its lower face."""
    y = part.vertices[:, 1]
    low, top = float(y.min()), float(y.max())
    pressed = part.vertices.copy()
    pressed[:, 1] = (y - low) * (top / (top - low))
    return replace(part, vertices=pressed)


def _ground(shape: Shape, y: float) -> Shape:
    return clipped(shape, np.array([0.0, y, 0.0]), np.array([0.0, -1.0, 0.0]), edge=0.3)


def _flat(shape: Shape, height: float) -> Shape:
    return clipped(shape, np.array([0.0, height, 0.0]), np.array([0.0, 1.0, 0.0]), edge=0.2)


def _outline(length: float, half: float):
    """Distance of x and z to a sole: heel circle, ball circle, softly joined, pointed in."""
    heel, ball, toe = -0.14 * length, 0.38 * length, 0.60 * length

    def distance(x, y, z):
        t = np.clip((z - heel) / (ball - heel), 0, 1)
        waist = half * (0.90 + 0.10 * t - 0.07 * np.sin(np.pi * t))
        a = np.hypot(x, z - (heel + t * (ball - heel))) - waist
        b = np.hypot(x, z - toe) - half * 0.80
        return smooth_min(a, b, 0.25 * half) + 0.0 * y

    return distance


def _laces(field, length: float, w: float, lace: Material, count: int) -> list[Part]:
    """Rows of laces up the instep, and a bow."""
    rows = []
    for k in range(count):
        z = length * (0.13 + 0.085 * k)
        x = np.linspace(-0.24, 0.24, 7) * w
        rows.append(np.stack([x, np.full(7, 4.0 * w), np.full(7, z) + 0.04 * length * x / w], -1))
    bow = length * 0.115
    for side in SIDES:
        out = np.array([0.0, 0.10, 0.24, 0.28, 0.16, 0.03]) * w * side
        along = np.array([0.0, 0.05, 0.04, -0.03, -0.04, 0.0]) * length + bow
        rows.append(np.stack([out, np.full(6, 4.0 * w), along], -1))
    parts = []
    for start in rows:
        points = field.cast(start, np.broadcast_to([0.0, -1.0, 0.0], start.shape), 4.0 * w)
        parts.append(cord("lace", lace, points + [0, 0.12, 0], 0.42, steps=12, sides=6))
    return parts


def _strap(field, length: float, w: float, z: float, lean_deg: float, material: Material) -> Part:
    """A strap over the foot at share ``z`` of its length; ``lean_deg`` tips it backwards."""
    lean = np.radians(lean_deg)
    axis = np.array([0.0, np.sin(lean), np.cos(lean)])
    centre = np.array([0.0, 0.16 * w + 0.28 * w * np.sin(lean), z * length])
    strap = band(
        field, "strap", material, centre=centre, axis=axis, width=0.13 * length, thickness=0.55,
        reach=1.2 * w, count=36, bulge=0.3,
    )  # fmt: skip
    # Below the foot it lies between foot and sole.
    return replace(strap, vertices=np.maximum(strap.vertices, np.float32([-np.inf, 0.03, -np.inf])))
