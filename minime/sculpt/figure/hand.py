"""Hands: one closed in a C round whatever it holds (where that is is a Grip), one at rest or open.

A hand is moulded as a left one, in units of its own length: wrist at the origin, fingers
down -y, thumb side +z, palm facing -x; then turned to its forearm, the right one mirrored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from minime.sculpt.figure.figure import SIDES, Figure, unit
from minime.sculpt.figure.trims import clay_part
from minime.sculpt.geometry.clay import Stroke, bone, mould
from minime.sculpt.geometry.mesh import Material, Part, move

ROD = np.array([-0.265, -0.47])  # x and y of the middle of what the C holds
ROD_RADIUS = 0.135  # of what fits in the C
FINGER = 0.078  # radius of a forefinger; they lie side by side
SPREAD = 0.146  # from one finger to the next along z
THICKNESS = (1.0, 1.04, 1.0, 0.88)  # of the four fingers, forefinger first
LENGTH = (0.94, 1.0, 0.95, 0.80)


@dataclass(frozen=True, kw_only=True, eq=False)
class Grip:
    """Where a hand holds something. point: (3,) mm, centre of the closed fingers; direction:
    (3,) unit, along a rod that is held, upwards; palm: (3,) unit, out of the palm.
    radius_mm: of the rod that just fits."""

    point: np.ndarray
    direction: np.ndarray
    palm: np.ndarray
    radius_mm: float


def build_hands(figure: Figure, skin: Material, detail: float) -> list[Part]:
    """The figure's left hand, which grips, and its right one, at rest or open."""
    hands = []
    for i, strokes in enumerate((_gripping(), _open() if figure.pose.waves else _resting())):
        field = mould(strokes, voxel=0.031 / detail**0.6)
        hand = clay_part(field, f"hand_{i}", skin, layer="skin")
        hand = _mirror(hand) if i == 1 else hand
        hands.append(
            move(
                hand,
                rotation=_frame(figure, i),
                scale=figure.hand_length,
                offset=figure.wrists[i],
            )
        )
    return hands


def find_grip(figure: Figure, i: int) -> Grip:
    """Where the left (0) or right (1) hand holds."""
    frame, s = _frame(figure, i), figure.hand_length
    local = np.array([ROD[0] * SIDES[i], ROD[1], 0.0]) * s
    return Grip(
        point=figure.wrists[i] + frame @ local,
        direction=frame[:, 2],
        palm=-frame[:, 0] * SIDES[i],
        radius_mm=ROD_RADIUS * s,
    )


def _palm() -> list[Stroke]:
    return [
        Stroke(shape=bone((0, 0.12, 0), (0.0, -0.12, 0), (0.155, 0.165))),
        Stroke(
            shape=bone(
                (0.01, -0.14, 0), (0.01, -0.44, -0.005), (0.20, 0.265, 0.285),
                flat=0.46, flat_axis=(1.0, 0.0, 0.0),
            ),
            blend=0.14,
        ),
    ]  # fmt: skip


def _gripping() -> list[Stroke]:
    """Fingers round the rod from the knuckles to the palm's other side, the thumb round it
    above them."""
    strokes = _palm()
    reach = ROD_RADIUS + 1.05 * FINGER
    for k in range(4):
        z = SPREAD * (1.5 - k)
        angles = np.radians(np.array([-12.0, -68.0, -128.0, -190.0 - 14 * LENGTH[k]]))
        joints = [(*(ROD + reach * np.array([np.cos(a), np.sin(a)])), z) for a in angles]
        strokes += _finger([(0.015, -0.40, z), *joints], FINGER * THICKNESS[k])
    top = SPREAD * 1.5 + 0.02
    thumb = [(-0.01, -0.14, 0.15), (-0.13, -0.20, top + 0.07), (-0.32, -0.235, top + 0.05)]
    strokes += _finger([*thumb, (-0.47, -0.34, top - 0.01)], 0.090, root=0.09)
    return strokes


def _resting() -> list[Stroke]:
    """Fingers in the easy curl of a hanging hand, the little one most; the thumb beside."""
    strokes = _palm()
    for k in range(4):
        z = SPREAD * 0.98 * (1.5 - k)
        bends = np.radians(np.cumsum([14.0, 24.0, 20.0]) + 5.0 * k)
        at, joints = np.array([0.012, -0.46]), [(0.012, -0.40, z)]
        joints.append((*at, z))
        for bend, length in zip(bends, (0.20, 0.15, 0.11), strict=True):
            at = at + LENGTH[k] * length * np.array([-np.sin(bend), -np.cos(bend)])
            joints.append((*at, z * 0.94))
        strokes += _finger(joints, FINGER * THICKNESS[k])
    thumb = [(0.0, -0.12, 0.14), (-0.06, -0.28, 0.30), (-0.12, -0.43, 0.335), (-0.16, -0.53, 0.31)]
    strokes += _finger(thumb, 0.088, root=0.09)
    return strokes


def _open() -> list[Stroke]:
    """Straight fingers, spread a little, and the thumb off to its side."""
    strokes = _palm()
    for k in range(4):
        z, fan = SPREAD * 0.98 * (1.5 - k), np.radians(8.0 * (1.5 - k))
        way = np.array([-0.06, -np.cos(fan), np.sin(fan)])
        root = np.array([0.012, -0.42, z])
        joints = [root + way * LENGTH[k] * t for t in (0.0, 0.20, 0.36, 0.50)]
        strokes += _finger(joints, FINGER * THICKNESS[k])
    thumb = [(0.0, -0.12, 0.14), (-0.02, -0.24, 0.32), (-0.03, -0.36, 0.46), (-0.03, -0.45, 0.54)]
    strokes += _finger(thumb, 0.088, root=0.09)
    return strokes


def _finger(joints: Sequence, radius: float, root: float = 0.05) -> list[Stroke]:
    """Phalanges that taper and swell at the knuckles; ``root``: how it melts into the palm."""
    strokes = []
    for k, (a, b) in enumerate(zip(joints, joints[1:], strict=False)):
        r = radius * (1.0 - 0.05 * k)
        shape = bone(a, b, (r, r * 0.94, r * 0.98))
        strokes.append(Stroke(shape=shape, blend=root if k < 2 else 0.018))
    return strokes


def _frame(figure: Figure, i: int) -> np.ndarray:
    """(3, 3) columns: x away from the palm, y up the arm, z where the thumb points."""
    up = -unit(figure.wrists[i] - figure.elbows[i])
    thumb = np.array(figure.pose.thumb[i]) * (SIDES[i], 1.0, 1.0)
    thumb = unit(thumb - up * (thumb @ up))
    return np.stack([np.cross(up, thumb), up, thumb], 1)


def _mirror(part: Part) -> Part:
    """The part with x negated, still facing outwards."""
    flip = np.array([-1.0, 1.0, 1.0], np.float32)
    return replace(
        part,
        vertices=part.vertices * flip,
        faces=np.ascontiguousarray(part.faces[:, ::-1]),
        normals=None if part.normals is None else part.normals * flip,
    )
