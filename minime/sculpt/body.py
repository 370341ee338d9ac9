"""The toy from the neck down: skin, joints and clothes in the pose that suits the preset.

Enters: proportions and colours; leaves: a :class:`Body` of parts in world mm, standing on
y = 0, facing +z, with the places where the head and what the hands hold are set.
"""

from dataclasses import dataclass

import numpy as np

from minime.preset import Proportions
from minime.sculpt.clay import Stroke, blob, bone, loft, mould
from minime.sculpt.figure import SIDES, BodyColors, Figure, pose_figure, unit
from minime.sculpt.mesh import Material, Part, move
from minime.sculpt.outfit import dress_figure
from minime.sculpt.trims import clay_part, color


@dataclass(frozen=True, kw_only=True, eq=False)
class Grip:
    """Where a hand holds something. point: (3,) mm, centre of the closed fingers; direction:
    (3,) unit, along a rod that is held, upwards; palm: (3,) unit, out of the palm."""

    point: np.ndarray
    direction: np.ndarray
    palm: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """parts: meshes in world mm. neck: (3,) top centre of the neck, inside the head.
    hands: grips of the figure's own left (x > 0) and right hand. height_mm: of the neck."""

    parts: tuple[Part, ...]
    neck: np.ndarray
    neck_radius_mm: float
    hands: tuple[Grip, Grip]
    height_mm: float
    figure: Figure


def build_body(
    proportions: Proportions,
    *,
    outfit: str,
    colors: BodyColors,
    jointed: bool | None = None,
    detail: float = 1.0,
) -> Body:
    """The dressed body. outfit: one of outfit.OUTFITS (else OrderError). jointed: visible
    joints; None takes the proportions' own. detail: 1 is full, .5 a live draft."""
    joints = proportions.jointed if jointed is None else jointed
    figure = pose_figure(proportions, jointed=joints)
    clothes = dress_figure(figure, outfit=outfit, colors=colors, jointed=joints, detail=detail)
    skin = Material(color=color(colors.skin), finish="vinyl")
    parts = [_bust(figure, skin, clothes.neckline, detail)]
    hand = _hand(figure, skin, detail)
    parts += [_place_hand(figure, hand, i) for i in (0, 1)]
    if clothes.bare_arm < 1:
        parts += [_bare_arm(figure, i, clothes.bare_arm, skin, detail, joints) for i in (0, 1)]
    if clothes.bare_leg < 1:
        parts.append(_bare_legs(figure, skin, detail))
    return Body(
        parts=(*parts, *clothes.parts),
        neck=figure.neck,
        neck_radius_mm=figure.neck_radius,
        hands=(_grip(figure, 0), _grip(figure, 1)),
        height_mm=figure.height,
        figure=figure,
    )


def _bust(figure: Figure, skin: Material, low: float, detail: float) -> Part:
    """Neck, collar bones and the upper chest that a neckline may show."""
    r = figure.neck_radius
    top = figure.neck + np.array([0.0, 1.5, 0.0])
    root = np.array([0.0, figure.shoulder_line - 1.5 * r, figure.neck[2] + 0.30 * r])
    strokes = [
        Stroke(shape=loft(figure.torso(grow=-0.6, low=low), tilt=figure.tilt, edge=3.0)),
        Stroke(shape=bone(root, top, (r * 0.95, r * 1.05, r * 0.98, r)), blend=r * 1.3),
    ]
    for i in (0, 1):
        shoulder = figure.shoulders[i]
        strokes.append(
            Stroke(shape=bone(root, shoulder, (r * 0.7, figure.upper_arm[0] * 0.72)), blend=r * 0.7)
        )
    field = mould(strokes, voxel=1.0 / detail**0.7)
    return clay_part(field, "bust", skin, layer="skin")


def _bare_arm(
    figure: Figure, i: int, start: float, skin: Material, detail: float, jointed: bool
) -> Part:
    """The arm from share ``start`` of its upper bone (0 the shoulder, 1 the elbow) down."""
    a, b, c = figure.shoulders[i], figure.elbows[i], figure.wrists[i]
    begin = a + (b - a) * max(start - 0.12, 0.0)
    upper = np.interp(
        np.linspace(max(start - 0.12, 0.0), 1, 4), np.linspace(0, 1, 4), figure.upper_arm
    )
    strokes = [
        Stroke(shape=bone(begin, b, tuple(upper))),
        Stroke(shape=bone(b, c, figure.forearm), blend=0.0 if jointed else 1.2),
    ]
    field = mould(strokes, voxel=0.85 / detail**0.7)
    return clay_part(field, f"arm_{i}", skin, layer="skin")


def _bare_legs(figure: Figure, skin: Material, detail: float) -> Part:
    strokes = []
    for i in (0, 1):
        hip, knee, ankle = figure.hips[i], figure.knees[i], figure.ankles[i]
        r = figure.calf[0]
        back = np.array([0.0, 0.0, -0.16 * r])
        strokes += [
            Stroke(shape=bone(hip, knee, figure.thigh), blend=0.5),
            Stroke(shape=bone(knee + back, ankle, figure.calf), blend=1.5),
            Stroke(
                shape=blob(knee + [0, 0.2 * r, 0.42 * r], (0.55 * r, 0.75 * r, 0.6 * r)), blend=2.0
            ),
        ]
    field = mould(strokes, voxel=1.0 / detail**0.7)
    return clay_part(field, "legs", skin, layer="skin")


def _hand(figure: Figure, skin: Material, detail: float) -> Part:
    """A left hand: wrist at the origin, fingers down -y, thumb +z, palm facing -x, with the
    fingers closed loosely round a rod along z."""
    s = figure.hand_length
    strokes = [
        Stroke(shape=bone((0, 0.10 * s, 0), (0.02 * s, -0.12 * s, 0), (0.15 * s, 0.165 * s))),
        Stroke(
            shape=bone(
                (0.03 * s, -0.16 * s, 0), (0.05 * s, -0.40 * s, 0), (0.20 * s, 0.25 * s),
                flat=0.52, flat_axis=(1.0, 0.0, 0.0),
            ),
            blend=0.16 * s,
        ),
    ]  # fmt: skip
    lengths = (0.94, 1.0, 0.95, 0.82)
    for k, share in enumerate(lengths):
        z = (0.205 - 0.137 * k) * s
        knuckle = np.array([0.075 * s, -0.44 * s, z])
        middle = knuckle + np.array([0.005, -0.25 * share, 0.0]) * s
        tip = middle + np.array([-0.20, -0.17 * share, 0.0]) * s
        end = tip + np.array([-0.12, 0.06, 0.0]) * s
        r = 0.080 * s * (1.0 - 0.04 * k)
        strokes += [
            Stroke(shape=bone(knuckle, middle, (r * 1.05, r)), blend=0.035 * s),
            Stroke(shape=bone(middle, tip, (r, r * 0.95)), blend=0.03 * s),
            Stroke(shape=bone(tip, end, (r * 0.95, r * 0.85)), blend=0.03 * s),
        ]
    root = np.array([0.0, -0.14 * s, 0.13 * s])
    bend = np.array([-0.10, -0.36, 0.33]) * s
    tip = np.array([-0.17, -0.55, 0.30]) * s
    strokes += [
        Stroke(shape=bone(root, bend, (0.13 * s, 0.095 * s)), blend=0.09 * s),
        Stroke(shape=bone(bend, tip, (0.095 * s, 0.075 * s)), blend=0.03 * s),
    ]
    field = mould(strokes, voxel=0.034 * s / detail**0.6)
    return clay_part(field, "hand", skin, layer="skin")


def _hand_frame(figure: Figure, i: int) -> np.ndarray:
    """(3, 3) columns: x away from the palm, y up the arm, z where the thumb points."""
    up = -unit(figure.wrists[i] - figure.elbows[i])
    thumb = np.array([-0.35 * SIDES[i], 0.0, 1.0])
    thumb = unit(thumb - up * (thumb @ up))
    return np.stack([np.cross(up, thumb), up, thumb], 1)


def _place_hand(figure: Figure, hand: Part, i: int) -> Part:
    turn = _hand_frame(figure, i)
    if i == 1:
        hand = mirror(hand)
    return move(
        Part(
            name=f"hand_{i}",
            layer=hand.layer,
            vertices=hand.vertices,
            faces=hand.faces,
            normals=hand.normals,
            material=hand.material,
        ),
        rotation=turn,
        offset=figure.wrists[i],
    )


def mirror(part: Part) -> Part:
    """The part with x negated, still facing outwards."""
    flip = np.array([-1.0, 1.0, 1.0], np.float32)
    return Part(
        name=part.name,
        layer=part.layer,
        vertices=part.vertices * flip,
        faces=np.ascontiguousarray(part.faces[:, ::-1]),
        normals=None if part.normals is None else part.normals * flip,
        uv=part.uv,
        material=part.material,
    )


def _grip(figure: Figure, i: int) -> Grip:
    frame = _hand_frame(figure, i)
    s = figure.hand_length
    local = np.array([-0.10 * s * SIDES[i], -0.56 * s, 0.0])
    return Grip(
        point=figure.wrists[i] + frame @ local,
        direction=frame[:, 2],
        palm=-frame[:, 0] * SIDES[i],
    )


__all__ = ["Body", "BodyColors", "Grip", "build_body"]
