"""The toy from the neck down: skin, joints and clothes in the pose that suits the preset.

Enters: proportions and colours; leaves: a :class:`Body` of parts in world mm, standing on
y = 0, facing +z, with the places where the head and what the hands hold are set.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from minime.preset import Proportions
from minime.sculpt.figure.figure import BodyColors, Figure, pose_figure
from minime.sculpt.figure.hand import Grip, build_hands, find_grip
from minime.sculpt.figure.outfit import dress_figure
from minime.sculpt.figure.outfit.garments import Cut, arm, leg, segment_fields, tube_strokes
from minime.sculpt.figure.trims import clay_part, color
from minime.sculpt.geometry.clay import Stroke, blob, bone, loft, mould
from minime.sculpt.geometry.mesh import Material, Part


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """parts: meshes in world mm. neck: (3,) top centre of the neck, inside the head.
    hands: grips of the figure's own left (x > 0), which holds, and right hand. height_mm: of
    the neck."""

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
    free_arm: str = "rest",
    legs: str = "usual",
    detail: float = 1.0,
) -> Body:
    """The dressed body. outfit: one of outfit.OUTFITS (else OrderError). jointed: visible
    joints; None takes the proportions' own. free_arm, legs: of stance.ARMS and LEGS.
    detail: 1 is full, .5 a live draft."""
    joints = proportions.jointed if jointed is None else jointed
    figure = pose_figure(proportions, jointed=joints, arm=free_arm, legs=legs)
    clothes = dress_figure(figure, outfit=outfit, colors=colors, jointed=joints, detail=detail)
    skin = Material(color=color(colors.skin), finish="vinyl")
    parts = [_bust(figure, skin, clothes.neckline, detail)]
    parts += build_hands(figure, skin, detail)
    if clothes.bare_arm < 2:
        for i in (0, 1):
            parts += _bare_arm(figure, i, clothes.bare_arm, skin, detail, joints)
    if clothes.bare_leg < 2:
        parts += _bare_legs(figure, skin, detail, joints)
    return Body(
        parts=_gather((*parts, *clothes.parts)),
        neck=figure.neck,
        neck_radius_mm=figure.neck_radius,
        hands=(find_grip(figure, 0), find_grip(figure, 1)),
        height_mm=figure.height,
        figure=figure,
    )


def _gather(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Pieces of one name and look as one part: laces, buttons, a pair of soles. Fewer parts
    are quicker to load, to draw and to send."""
    groups: dict[tuple, list[Part]] = {}
    for part in parts:
        shaded = part.normals is not None, part.uv is not None
        groups.setdefault((part.name, id(part.material), *shaded), []).append(part)
    return tuple(group[0] if len(group) == 1 else _join(group) for group in groups.values())


def _join(group: Sequence[Part]) -> Part:
    starts = np.cumsum([0, *[len(part.vertices) for part in group[:-1]]])
    faces = [part.faces + start for part, start in zip(group, starts, strict=True)]
    return replace(
        group[0],
        vertices=np.concatenate([part.vertices for part in group]),
        faces=np.concatenate(faces).astype(np.int32),
        normals=None
        if group[0].normals is None
        else np.concatenate([part.normals for part in group]),
        uv=None if group[0].uv is None else np.concatenate([part.uv for part in group]),
    )


def _bust(figure: Figure, skin: Material, low: float, detail: float) -> Part:
    """Neck, collar bones and the upper chest that a neckline may show."""
    r = figure.neck_radius
    top = figure.neck + np.array([0.0, 1.5, 0.0])
    _, _, z, _, front, _ = figure.torso(low=0.9)[0]
    ahead = min(figure.neck[2] + 0.30 * r, z + front - 0.6 - 1.3 * r)  # within a shallow chest
    root = np.array([0.0, figure.shoulder_line - 1.5 * r, ahead])
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
) -> list[Part]:
    """The arm from position ``start`` (0 the shoulder, 1 the elbow) down."""
    bare = Cut(grow=0.0, loose=0.0, start=max(start - 0.12, 0.0), fold=0.0)
    voxel = 0.85 / detail**0.7
    if jointed:
        fields = segment_fields(arm(figure, i), bare, voxel)
    else:
        fields = [mould(tube_strokes(arm(figure, i), bare, blend=0.0), voxel=voxel)]
    return [clay_part(field, f"arm_{i}", skin, layer="skin") for field in fields]


def _bare_legs(figure: Figure, skin: Material, detail: float, jointed: bool) -> list[Part]:
    """Both legs from the hip to the shoe: calves behind, knee caps in front."""
    fields, strokes, voxel = [], [], 1.0 / detail**0.7
    for i in (0, 1):
        hip, knee, ankle = figure.hips[i], figure.knees[i], figure.ankles[i]
        r = figure.calf[0]
        if jointed:
            bare = Cut(grow=0.0, loose=0.0, fold=0.0)
            fields += segment_fields(leg(figure, i), bare, voxel)
            continue
        back = np.array([0.0, 0.0, -0.16 * r])
        cap = knee + [0, 0.2 * r, 0.42 * r]
        strokes += [
            Stroke(shape=bone(hip, knee, figure.thigh), blend=0.5),
            Stroke(shape=bone(knee + back, ankle, figure.calf), blend=1.5),
            Stroke(shape=blob(cap, (0.55 * r, 0.75 * r, 0.6 * r)), blend=2.0),
        ]
    fields = fields or [mould(strokes, voxel=voxel)]
    return [clay_part(field, "legs", skin, layer="skin") for field in fields]


__all__ = ["Body", "BodyColors", "Grip", "build_body"]
