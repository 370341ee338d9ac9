"""What makes clothes believable: pockets, badges, pens, numbers, bows, buckles.

All are laid on the clay of a garment (world frame, mm); ``u`` is a hundredth of the torso.
"""

import numpy as np

from minime.sculpt.clay import Field
from minime.sculpt.mesh import Material, Part
from minime.sculpt.outfit.tailor import Tailor
from minime.sculpt.trims import button, cord, patch


def breast_pocket(t: Tailor, field: Field, material: Material) -> Part:
    """A patch pocket on the figure's left of the chest."""
    x, u = t.chest_x, t.unit
    return patch(
        field, "breast_pocket", material, y=(t.share_y(0.60), t.share_y(0.72)), left=x - 8 * u,
        right=x + 8 * u, thickness=0.55,
    )  # fmt: skip


def pocket_tag(t: Tailor, field: Field, material: Material) -> Part:
    """A woven tag in the seam of the breast pocket."""
    x, u = t.chest_x + 8 * t.unit, t.unit
    return patch(
        field, "pocket_tag", material, y=(t.share_y(0.635), t.share_y(0.665)), left=x - 1.2 * u,
        right=x + 2.2 * u, thickness=0.8, grid=(7, 7),
    )  # fmt: skip


def pocket_square(t: Tailor, field: Field, material: Material) -> Part:
    """The corner of a handkerchief above the breast pocket."""
    x, u = t.chest_x, t.unit
    return patch(
        field, "pocket_square", material, y=(t.share_y(0.71), t.share_y(0.775)),
        left=lambda s: x - 6 * u * (1 - 0.75 * s), right=lambda s: x + 6 * u * (1 - 0.45 * s),
        thickness=0.9, puff=0.3,
    )  # fmt: skip


def flap(t: Tailor, field: Field, material: Material, side: float) -> Part:
    """The flap of a side pocket; side 1 is the figure's left."""
    f, u = t.figure, t.unit
    x = f.hip_x + side * f.proportions.hip_width_mm * 0.30
    return patch(
        field, "pocket_flap", material, y=(t.share_y(0.19), t.share_y(0.27)), left=x - 9 * u,
        right=x + 9 * u, thickness=0.7,
    )  # fmt: skip


def bow(t: Tailor, field: Field, material: Material, share: float) -> list[Part]:
    """A flat bow at a share of the torso."""
    u = t.unit
    parts = [
        patch(
            field, "bow", material, y=(t.share_y(share) - 6 * u, t.share_y(share) + 6 * u),
            left=lambda s, k=k: t.waist_x + (k * 13 * u if k < 0 else 0.5 * u) + 0 * s,
            right=lambda s, k=k: t.waist_x + (k * 13 * u if k > 0 else -0.5 * u) + 0 * s,
            thickness=1.6, puff=1.6,
        )
        for k in (-1, 1)
    ]  # fmt: skip
    knot = button(field, "bow_knot", material, at=(t.waist_x, t.share_y(share)), radius=3.4 * u,
                  height=3.2)  # fmt: skip
    return [*parts, knot]


def buckle(t: Tailor, field: Field, material: Material, share: float) -> Part:
    """A plate on a belt."""
    u, y = t.unit, t.share_y(share)
    return patch(
        field, "buckle", material, y=(y - 5.5 * u, y + 5.5 * u), left=t.waist_x - 7 * u,
        right=t.waist_x + 7 * u, thickness=1.7,
    )  # fmt: skip


def mission_patches(t: Tailor, field: Field) -> list[Part]:
    """A round badge and a name patch."""
    u, x, y = t.unit, t.chest_x, t.share_y(0.70)
    white, accent = t.stuff("#f2f0ea"), t.stuff(t.colors.accent)
    return [
        button(field, "badge_rim", white, at=(x, y), radius=8 * u, height=0.55),
        button(field, "badge", accent, at=(x, y), radius=6.6 * u, height=0.75),
        button(field, "badge_star", t.stuff("#ffd34d"), at=(x, y), radius=2.6 * u, height=1.0),
        patch(
            field, "name_patch", white, y=(y - 3.6 * u, y + 3.6 * u), left=-x - 10 * u,
            right=-x + 10 * u, thickness=0.6,
        ),
        patch(
            field, "name_line", accent, y=(y - 1.0 * u, y + 1.0 * u), left=-x - 7.5 * u,
            right=-x + 7.5 * u, thickness=0.8,
        ),
    ]  # fmt: skip


def pens(t: Tailor, field: Field) -> list[Part]:
    """Two pens in the breast pocket."""
    u, x = t.unit, t.chest_x
    parts = []
    for k, hue in enumerate(("#2757c9", "#c92f2f")):
        px = x - 3 * u + 5 * u * k
        y0, y1 = t.share_y(0.68), t.share_y(0.775)
        start = np.array([[px, y, 200.0] for y in (y0, y1)])
        points = field.cast(start, np.broadcast_to([0.0, 0.0, -1.0], start.shape), 260.0)
        points = points + [0, 0, 0.9]
        parts.append(cord("pen", t.stuff(hue, "gloss"), points, 0.75, steps=6))
    return parts


def badge(t: Tailor, field: Field) -> list[Part]:
    """A card with a picture, clipped to the chest."""
    u, x, y = t.unit, -t.chest_x, t.share_y(0.66)
    card = patch(
        field, "id_card", t.stuff("#fbfbf8", "gloss"), y=(y - 8 * u, y + 6 * u), left=x - 5.5 * u,
        right=x + 5.5 * u, thickness=0.8,
    )  # fmt: skip
    face = patch(
        field, "id_photo", t.stuff(t.colors.accent), y=(y - 1.5 * u, y + 4 * u), left=x - 3 * u,
        right=x + 3 * u, thickness=0.95,
    )  # fmt: skip
    line = patch(
        field, "id_line", t.stuff("#6b7480"), y=(y - 5.5 * u, y - 4 * u), left=x - 4 * u,
        right=x + 4 * u, thickness=0.95,
    )  # fmt: skip
    return [card, face, line]


def number(t: Tailor, field: Field, material: Material) -> list[Part]:
    """A printed "1" on the chest and on the back, as three bars each."""
    u, parts = t.unit, []
    for facing in (1.0, -1.0):
        size = 1.0 if facing > 0 else 1.35
        y0, y1 = t.share_y(0.50), t.share_y(0.50 + 0.26 * size)
        bars = [
            (y0, y1, -2.6, 2.6), (y0, y0 + 5 * u, -7.5, 7.5),
            (y1 - 9 * u, y1 - 4 * u, -6.5, 0.0),
        ]  # fmt: skip
        for a, b, left, right in bars:
            x0, x1 = sorted((left * u * facing, right * u * facing))
            parts.append(
                patch(
                    field,
                    "number",
                    material,
                    y=(a, b),
                    left=x0,
                    right=x1,
                    thickness=0.35,
                    facing=facing,
                    grid=(12, 7),
                )  # fmt: skip
            )
    return parts


def zip_fastener(t: Tailor, field: Field, tape: Material, metal: Material) -> list[Part]:
    """A zip from the belt to the collar, on its tape."""
    u, y0, y1 = t.unit, t.share_y(0.40), t.share_y(0.93)
    return [
        patch(
            field, "zip_tape", tape, y=(y0, y1), left=-2.6 * u, right=2.6 * u, thickness=0.35,
            grid=(30, 7),
        ),
        patch(
            field, "zip", metal, y=(y0, y1), left=-0.9 * u, right=0.9 * u, thickness=0.75,
            grid=(30, 6),
        ),
    ]  # fmt: skip
