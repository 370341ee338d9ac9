"""Shoes with soles: sneaker, dress shoe, boot and pump, moulded once and set on both feet.

Own frame: ankle joint above the origin, sole on y = 0, toes to +z; then turned by the stance.
"""

from dataclasses import replace

import numpy as np

from minime.sculpt.clay import Shape, Stroke, blob, bone, clipped, mould, slice_shape, smooth_min
from minime.sculpt.figure import SIDES, Figure
from minime.sculpt.mesh import Material, Part, move
from minime.sculpt.trims import clay_part, cord

SHOES = ("sneaker", "shoe", "boot", "pump")


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
    heavy = 1.12 if kind == "boot" else 1.0
    thick = {"sneaker": 0.13, "shoe": 0.07, "boot": 0.15, "pump": 0.10}[kind] * length
    w = width * heavy
    voxel = 0.75 / detail**0.7
    field = mould(_upper(figure, kind, length, w, thick), voxel=voxel)
    parts = [clay_part(field, f"{kind}_upper", upper)]
    rim = 0.06 * w if kind in ("sneaker", "boot") else 0.03 * w
    plate = _outline(length, w * 0.5 + rim)
    box = np.array([[-w, -0.5 * length], [w, length]])
    strokes = [Stroke(shape=slice_shape(plate, 0.0, thick, box, 0.9))]
    if kind in ("shoe", "boot", "pump"):  # the heel stands apart from the ball of the foot
        arch = bone((-2 * w, 0, 0.10 * length), (2 * w, 0, 0.10 * length), (0.11 * length,) * 2)
        strokes.append(Stroke(shape=_flat(arch, 0.45 * thick), mode="carve", blend=0.4))
    parts.append(_press(clay_part(mould(strokes, voxel=0.62), f"{kind}_sole", sole)))
    if kind in ("sneaker", "boot"):
        parts += _laces(field, length, w, thick, lace, 4 if kind == "sneaker" else 3)
    return parts


def _upper(figure: Figure, kind: str, length: float, w: float, thick: float) -> list[Stroke]:
    ankle = figure.calf[-1]
    top = figure.ankle_height
    heel_z, ball_z, toe_z = -0.12 * length, 0.42 * length, 0.60 * length
    r_heel, r_ball = 0.40 * w, 0.47 * w
    low = max(0.6 * thick, 1.3)  # its underside is hidden in the sole, never below it
    instep = top * (0.9 if kind != "pump" else 0.55)
    body = [
        Stroke(shape=_ground(bone((0, low, heel_z), (0, low, 0.1 * length),
                                  (r_heel * 1.05, r_heel)), low)),
        Stroke(shape=_ground(bone((0, low, 0.1 * length), (0, low, ball_z),
                                  (r_heel, r_ball), flat=0.95,
                                  flat_axis=(0, 1, 0)), low), blend=2.0),
        Stroke(shape=_ground(blob((0, low, toe_z - 0.08 * length),
                                  (r_ball * 0.97, r_ball * 0.78, 0.33 * length)), low), blend=2.0),
    ]  # fmt: skip
    if kind == "pump":
        body = [Stroke(shape=s.shape, blend=s.blend) for s in body]
        hole = bone((0, top, -0.06 * length), (0, top * 0.95, 0.30 * length),
                    (0.34 * w, 0.30 * w), flat=0.8, flat_axis=(0, 1, 0))  # fmt: skip
        return [*body, Stroke(shape=hole, mode="carve", blend=0.5)]
    ridge = bone((0, instep + 0.1 * top, 0.02 * length), (0, low + r_ball * 0.5, ball_z),
                 (ankle * 1.15, r_ball * 0.72))  # fmt: skip
    body.append(Stroke(shape=_ground(ridge, low), blend=2.5))
    reach = {"sneaker": 1.25, "shoe": 1.05, "boot": 1.3}[kind] * top
    wide = {"sneaker": 1.42, "shoe": 1.3, "boot": 1.6}[kind] * ankle
    shaft = bone((0, low, -0.03 * length), (0, reach, 0.0), (r_heel, wide, wide * 1.04))
    shaft = clipped(shaft, np.array([0, reach, 0.0]), np.array([0, 1.0, -0.12]), edge=0.8)
    body.append(Stroke(shape=_ground(shaft, low), blend=2.0))
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
    heel, ball, toe = -0.14 * length, 0.38 * length, 0.55 * length

    def distance(x, y, z):
        t = np.clip((z - heel) / (ball - heel), 0, 1)
        waist = half * (0.86 + 0.12 * t - 0.20 * np.sin(np.pi * t))
        a = np.hypot(x, z - (heel + t * (ball - heel))) - waist
        b = np.hypot(x, z - toe) - half * 0.80
        return smooth_min(a, b, 0.25 * half) + 0.0 * y

    return distance


def _laces(field, length: float, w: float, thick: float, lace: Material, count: int) -> list[Part]:
    parts = []
    for k in range(count):
        z = length * (0.13 + 0.085 * k)
        x = np.linspace(-0.24, 0.24, 7) * w
        start = np.stack([x, np.full(7, 4.0 * w), np.full(7, z) + 0.04 * length * x / w], -1)
        points = field.cast(start, np.broadcast_to([0.0, -1.0, 0.0], start.shape), 4.0 * w)
        points = points + [0, 0.12, 0]
        parts.append(cord("lace", lace, points, 0.42, steps=12, sides=6))
    return parts
