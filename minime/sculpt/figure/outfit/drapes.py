"""Cloth that hangs free of the body: hood, scarf, neckerchief, cape, apron, crossed fronts.

World frame, mm; ``u`` is a hundredth of the torso. Angles round the neck are from +z.
"""

from dataclasses import replace

import numpy as np

from minime.sculpt.figure.figure import SIDES
from minime.sculpt.figure.outfit import printing
from minime.sculpt.figure.outfit.garments import cloth_part, torso_stroke
from minime.sculpt.figure.outfit.tailor import Tailor
from minime.sculpt.figure.trims import button, cord, patch, slab
from minime.sculpt.geometry.clay import Field, Stroke, blob, bone, mould
from minime.sculpt.geometry.mesh import Material, Part


def hood(t: Tailor, material: Material) -> Part:
    """A hood that lies on the back: a soft roll, thin in front and full behind."""
    angle = np.linspace(0, 2 * np.pi, 19)
    behind = 0.5 - 0.5 * np.cos(angle)
    thick = (3.2 + 4.0 * behind) * t.unit
    line = _neck_line(
        t, angle, thick, out=1.2 * t.unit + 0.75 * thick, rise=(-7.0 + 9.5 * behind) * t.unit
    )
    tip = line[9] + np.array([0.0, -15.0, -4.0]) * t.unit
    strokes = [
        Stroke(shape=bone(a, b, (r, s)), blend=1.5)
        for a, b, r, s in zip(line, line[1:], thick, thick[1:], strict=False)
    ]
    for k in (6, 9, 12):  # the bag of the hood between the shoulder blades
        shape = bone(line[k], tip, (4.8 * t.unit, 6.0 * t.unit, 3.0 * t.unit))
        strokes.append(Stroke(shape=shape, blend=4.0))
    return cloth_part(mould(strokes, voxel=1.0 / t.detail**0.7), "hood", material)


def drawstrings(t: Tailor, field: Field, material: Material) -> list[Part]:
    """Two cords with tips from the hood down the chest."""
    parts = []
    for side, low in zip(SIDES, (0.62, 0.66), strict=True):
        share = np.linspace(0.90, low, 6)
        x = side * np.array([5.0, 5.4, 5.8, 5.9, 5.7, 5.6]) * t.unit
        points = _on_front(t, field, x, share) + [0, 0, 0.6]
        parts.append(cord("drawstring", material, points, 0.85 * t.unit, sides=7))
        tip = points[-1] + np.outer([0, 1], [0, -3.4 * t.unit, 0])
        parts.append(cord("cord_tip", material, tip, 1.2 * t.unit, steps=4))
    return parts


def scarf(t: Tailor, field: Field, material: Material) -> list[Part]:
    """Two turns round the neck and an end that hangs on the chest, with a fringe."""
    angle = np.linspace(0, 2 * np.pi, 17)
    strokes = []
    for level, grow, r in ((-3.0, 1.5, 4.2), (2.6, 0.2, 3.7)):
        tilt = 1.4 * np.cos(angle + level) - 3.6 * np.cos(angle)
        out, rise = (grow + 0.8 * r) * t.unit, (level + tilt) * t.unit
        line = _neck_line(t, angle, r * t.unit, out=out, rise=rise)
        strokes += [
            Stroke(shape=bone(a, b, (r * t.unit,) * 2), blend=0.8)
            for a, b in zip(line, line[1:], strict=False)
        ]
    u, x = t.unit, 6.0 * t.unit
    end = patch(
        field, "scarf_end", material, y=(t.share_y(0.52), t.share_y(0.95)), left=x - 5.5 * u,
        right=x + 5.5 * u, thickness=1.7, puff=0.3, grid=(20, 8),
    )  # fmt: skip
    fringe = []
    for dx in np.linspace(-4.6, 4.6, 6):
        points = _on_front(t, field, np.full(3, x + dx * u), np.array([0.53, 0.51, 0.48]))
        fringe.append(cord("fringe", material, points + [0, 0, 0.8], 0.75 * u, steps=5, sides=6))
    wool = mould(strokes, voxel=1.0 / t.detail**0.7)
    return [cloth_part(wool, "scarf", material), end, *fringe]


def scarf_as_seen(t: Tailor, patch: np.ndarray) -> list[Part]:
    """A scarf of the photo's own cloth, of which ``patch`` (n, n, 3) uint8 sRGB is a piece."""
    tone = np.median(patch.reshape(-1, 3), axis=0) / 255
    material = Material(color=tuple(tone.tolist()), finish="fabric")
    breast = mould([torso_stroke(t.figure, grow=2.6, low=0.4)], voxel=1.3 / t.detail**0.7)
    woven, uv = replace(material, texture=printing.lay_patch(patch)), printing.front_uv(t.figure)
    return [
        replace(part, material=woven, uv=uv(part.vertices).astype(np.float32))
        for part in scarf(t, breast, material)
    ]


def neckerchief(t: Tailor, field: Field, material: Material) -> list[Part]:
    """A knotted cloth round the neck with two short ends."""
    angle = np.linspace(0, 2 * np.pi, 17)
    thick, rise = 2.5 * t.unit, (3.0 - 4.0 * np.cos(angle)) * t.unit
    line = _neck_line(t, angle, thick, out=2.4 * t.unit, rise=rise)
    strokes = [
        Stroke(shape=bone(a, b, (thick, thick)), blend=0.8)
        for a, b in zip(line, line[1:], strict=False)
    ]
    knot = line[0] + np.array([0.0, -1.0, 1.2]) * t.unit
    strokes.append(
        Stroke(shape=bone(knot, knot - [0, 2 * t.unit, 0], (3.4 * t.unit,) * 2), blend=1)
    )
    u = t.unit
    ends = [
        patch(
            field, "kerchief_end", material, y=(t.share_y(0.74), t.share_y(0.90)),
            left=lambda s, k=k: k * 4.5 * u - (5.5 - 4.0 * s) * u * 0.6 - k * 3.5 * u * s,
            right=lambda s, k=k: k * 4.5 * u + (5.5 - 4.0 * s) * u * 0.6 - k * 3.5 * u * s,
            thickness=1.3,
        )
        for k in SIDES
    ]  # fmt: skip
    return [cloth_part(mould(strokes, voxel=0.9 / t.detail**0.7), "kerchief", material), *ends]


def cape(t: Tailor, material: Material) -> Part:
    """A cape from both shoulders down to the calves, in deep folds."""
    f = t.figure
    rows, cols = int(30 * t.detail**0.5), int(72 * t.detail**0.5)
    share, across = np.linspace(1, 0, rows)[:, None], np.linspace(1, -1, cols)[None]
    top, hem = f.shoulder_line + 4.0 * t.unit, 0.55 * f.knees[0][1]
    broad = f.proportions.shoulder_width_mm / 2
    half = broad * (0.74 + 0.62 * share**0.8)
    back = 1.15 * f.torso(low=0.85, high=0.9)[0][5] + 2.6
    wave = np.cos(2.5 * np.pi * across + 0.5) * (0.6 + 0.4 * across**2)
    seat = f.torso(low=0.1, high=0.2)[0][5] + 3.2
    z = f.neck[2] - np.interp(share, [0, 0.08, 0.5, 1], [0.85 * back, back, max(seat, back), seat])
    z = z - 0.17 * broad * share
    z = z + 0.14 * broad * share**0.7 * wave
    z = z + broad * 0.34 * across**4 * (1 - 0.6 * share)  # round the shoulders
    y = top + (hem - top) * share - 3.5 * t.unit * across**2 * (1 - share)
    x = half * across + f.hip_x * share
    shape = np.broadcast_shapes(x.shape, y.shape, z.shape)
    outer = np.stack([np.broadcast_to(v, shape) for v in (x, y, z)], -1)
    return slab("cape", outer, outer + [0.0, 0.0, 1.1], material)


def apron_bib(t: Tailor, field: Field, material: Material, *, high: float = 0.80) -> list[Part]:
    """The bib on the chest and the two straps over the shoulders."""
    u, half = t.unit, t.chest_x * 1.25
    bib = patch(
        field, "bib", material, y=(t.share_y(0.36), t.share_y(high)),
        left=lambda s: t.front_x(0.5) * (1 - s) - half * (1.15 - 0.30 * s),
        right=lambda s: t.front_x(0.5) * (1 - s) + half * (1.15 - 0.30 * s),
        thickness=0.9, grid=(20, 14),
    )  # fmt: skip
    straps = []
    for side in SIDES:
        for facing, low in ((1.0, high - 0.03), (-1.0, 0.42)):
            share = np.linspace(0, 1, 20)
            x = side * half * (np.full(20, 0.70) if facing > 0 else 0.35 + 0.35 * share)
            straps.append(
                patch(
                    field, "strap", material, y=(t.share_y(low), t.share_y(1.0)), left=x - 2.4 * u,
                    right=x + 2.4 * u, thickness=1.0, facing=facing, grid=(20, 6),
                )
            )  # fmt: skip
    return [bib, *straps]


def strap_buttons(t: Tailor, field: Field, material: Material, *, high: float = 0.80) -> list[Part]:
    """The buttons by which the straps of dungarees hang."""
    x = t.chest_x * 1.25 * 0.70
    return [
        button(
            field, "strap_button", material, at=(side * x, t.share_y(high - 0.035)),
            radius=2.3 * t.unit, height=1.5,
        )
        for side in SIDES
    ]  # fmt: skip


def crossed_front(
    t: Tailor,
    field: Field,
    material: Material,
    *,
    low: float,
    width: float = 5.0,
    lift: float = 0.0,
) -> list[Part]:
    """The two facings of a wrapped robe, the figure's left over its right, meeting at the
    share ``low``; ``lift``: mm more off the cloth."""
    u, parts = t.unit, []
    neck = t.figure.neck_radius * 1.15
    for side, over in ((-1.0, 0.7), (1.0, 1.1)):
        end = -side * 5.0 * u

        def middle(s, side=side, end=end):
            return t.waist_x * (1 - s) + end * (1 - s) + side * neck * s**1.15

        parts.append(
            patch(
                field,
                "facing",
                material,
                y=(t.share_y(low), t.share_y(0.99)),
                left=lambda s, m=middle: m(s) - width / 2 * u,
                right=lambda s, m=middle: m(s) + width / 2 * u,
                thickness=over + lift,
                grid=(26, 7),
            )  # fmt: skip
        )
    return parts


def stole(t: Tailor, field: Field, material: Material) -> list[Part]:
    """Two bands that hang from the neck down the front of a gown."""
    u, r = t.unit, t.figure.neck_radius * 1.62
    return [
        patch(
            field, "stole", material, y=(t.share_y(0.34), t.share_y(1.0)),
            left=lambda s, k=k: t.waist_x * (1 - s) + k * (9 * u + (r - 9 * u) * s) - 3.8 * u,
            right=lambda s, k=k: t.waist_x * (1 - s) + k * (9 * u + (r - 9 * u) * s) + 3.8 * u,
            thickness=1.0, grid=(26, 7),
        )
        for k in SIDES
    ]  # fmt: skip


def neck_facing(t: Tailor, field: Field, material: Material, v: float) -> list[Part]:
    """The edging of a V neck that reaches down to share ``v``."""
    u, r = t.unit, t.figure.neck_radius * 1.25
    return [
        patch(
            field, "facing", material, y=(t.share_y(v) - 2.5 * u, t.share_y(1.0)),
            left=lambda s, k=k: k * (r * s * 1.02 + (0.2 if k > 0 else 3.0) * u),
            right=lambda s, k=k: k * (r * s * 1.02 + (3.0 if k > 0 else 0.2) * u),
            thickness=0.7, grid=(18, 6),
        )
        for k in SIDES
    ]  # fmt: skip


def muscles(t: Tailor) -> list[Stroke]:
    """Chest and stomach of a hero, under a close suit; a figure with a belly has none."""
    wide, waist = (t.figure.torso(low=low, high=0.80)[0][3] for low in (0.70, 0.45))
    if wide < waist:
        return []
    strokes = []
    for side in SIDES:
        for x, share, sizes in (
            (0.44, 0.74, (0.42, 0.26)), (0.20, 0.555, (0.17, 0.11)), (0.19, 0.44, (0.16, 0.11)),
        ):  # fmt: skip
            _, cx, cz, _, front, _ = t.figure.torso(low=share, high=share + 0.02)[0]
            centre = (cx + side * x * wide, t.share_y(share), cz + front * 0.86)
            radii = (sizes[0] * wide, sizes[1] * wide, 0.24 * front)
            strokes.append(Stroke(shape=blob(centre, radii), blend=1.6))
    return strokes


def _neck_line(t: Tailor, angle: np.ndarray, thick, *, out, rise) -> np.ndarray:
    """(n, 3) points round the neck's root, ``out`` mm from its skin, lifted by ``rise`` mm;
    in front a roll of radius ``thick`` mm stays below the chin."""
    f, r = t.figure, t.figure.neck_radius + np.broadcast_to(out, angle.shape)
    y = f.shoulder_line + 2.0 * t.unit + np.broadcast_to(rise, angle.shape)
    y = y - np.clip(1.6 * np.cos(angle), 0, 1) * np.maximum(y + thick - f.chin, 0)
    centre = f.neck[2] + 0.35 * f.neck_radius
    return np.stack([1.08 * r * np.sin(angle), y, centre + r * np.cos(angle)], -1)


def _on_front(t: Tailor, field: Field, x: np.ndarray, share: np.ndarray) -> np.ndarray:
    """(n, 3) points on the front of the clay at x mm and shares of the torso."""
    start = np.stack([x, [t.share_y(s) for s in share], np.full(len(x), 150.0)], -1)
    return field.cast(start, np.broadcast_to([0.0, 0.0, -1.0], start.shape), 200.0)
