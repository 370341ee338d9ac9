"""What makes clothes believable: pockets, badges, pens, numbers, bows, buckles.

All are laid on the clay of a garment (world frame, mm); ``u`` is a hundredth of the torso.
"""

import numpy as np

from minime.sculpt.figure.figure import SIDES, unit
from minime.sculpt.figure.outfit.tailor import Tailor
from minime.sculpt.figure.trims import button, cord, patch, slab
from minime.sculpt.geometry.clay import Field
from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.geometry.shapes import plate


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


def belly_pocket(t: Tailor, field: Field, material: Material) -> Part:
    """A hoodie's pocket with slanted sides for both hands."""
    u, x = t.unit, t.front_x(0.32)
    return patch(
        field, "belly_pocket", material, y=(t.share_y(0.22), t.share_y(0.43)),
        left=lambda s: x - 17 * u + 8 * u * np.maximum(s - 0.35, 0) / 0.65,
        right=lambda s: x + 17 * u - 8 * u * np.maximum(s - 0.35, 0) / 0.65,
        thickness=1.1, grid=(16, 14),
    )  # fmt: skip


def bib_pocket(t: Tailor, field: Field, material: Material) -> Part:
    """The pocket in the middle of a bib."""
    x, u = t.front_x(0.6), t.unit
    return patch(
        field, "bib_pocket", material, y=(t.share_y(0.54), t.share_y(0.70)), left=x - 9 * u,
        right=x + 9 * u, thickness=1.4,
    )  # fmt: skip


def side_pocket(t: Tailor, field: Field, material: Material, side: float) -> Part:
    """A patch pocket low on a tunic; side 1 is the figure's left."""
    x, u = t.front_x(0.2) + side * t.figure.proportions.hip_width_mm * 0.25, t.unit
    return patch(
        field, "side_pocket", material, y=(t.share_y(0.11), t.share_y(0.28)), left=x - 9 * u,
        right=x + 9 * u, thickness=0.6,
    )  # fmt: skip


def slant_zip(t: Tailor, field: Field, material: Material, side: float) -> Part:
    """The zip of a slanted pocket of a jacket."""
    x, u = side * t.chest_x * 1.15, t.unit
    return patch(
        field, "pocket_zip", material, y=(t.share_y(0.34), t.share_y(0.48)),
        left=lambda s: t.waist_x + x - side * 5 * u * s - 1.0 * u,
        right=lambda s: t.waist_x + x - side * 5 * u * s + 1.0 * u,
        thickness=0.7, grid=(14, 6),
    )  # fmt: skip


def flap(t: Tailor, field: Field, material: Material, side: float) -> Part:
    """The flap of a side pocket; side 1 is the figure's left."""
    f, u = t.figure, t.unit
    x = f.hip_x + side * f.proportions.hip_width_mm * 0.30
    return patch(
        field, "pocket_flap", material, y=(t.share_y(0.19), t.share_y(0.27)), left=x - 9 * u,
        right=x + 9 * u, thickness=0.7,
    )  # fmt: skip


def bow(t: Tailor, field: Field, material: Material, share: float, size: float = 1.0) -> list[Part]:
    """A flat bow at a share of the torso, as wide as a belt's at ``size`` 1."""
    u, x, y = t.unit * size, t.front_x(share), t.share_y(share)
    parts = [
        patch(
            field, "bow", material, y=(y - 6 * u, y + 6 * u),
            left=x + (k * 13 * u if k < 0 else 0.5 * u),
            right=x + (k * 13 * u if k > 0 else -0.5 * u),
            thickness=1.6 * size, puff=1.6 * size,
        )
        for k in (-1, 1)
    ]  # fmt: skip
    knot = button(field, "bow_knot", material, at=(x, y), radius=3.4 * u, height=3.2 * size)
    return [*parts, knot]


def buckle(t: Tailor, field: Field, material: Material, share: float) -> Part:
    """A plate on a belt."""
    u, y = t.unit, t.share_y(share)
    return patch(
        field, "buckle", material, y=(y - 4.8 * u, y + 4.8 * u), left=t.waist_x - 7 * u,
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


def star(t: Tailor, field: Field, material: Material) -> Part:
    """A sheriff's star of six points on the figure's right of the chest."""
    angle = np.arange(12) * np.pi / 6
    reach = np.where(np.arange(12) % 2, 4.2, 7.4) * t.unit
    x, y = reach * np.sin(angle), reach * np.cos(angle)
    return _badge(t, field, "star", material, np.stack([x, y], 1), (t.chest_x, 0.785))


def emblem(t: Tailor, field: Field) -> list[Part]:
    """A flash of lightning on a round shield in the middle of the chest."""
    u = t.unit
    x, y = t.front_x(0.72), t.share_y(0.72)
    rim = button(
        field, "shield_rim", t.stuff("#f4f1ea", "vinyl"), at=(x, y), radius=13.5 * u, height=0.7
    )
    shield = button(
        field, "shield", t.stuff(t.colors.accent, "vinyl"), at=(x, y), radius=12 * u, height=0.9
    )
    bolt = np.array([(3, 9), (-5, 0), (-0.6, 0), (-3, -9), (5.5, 1.8), (0.8, 1.8)]) * u
    flash = _badge(t, field, "flash", t.stuff("#23262e", "vinyl"), bolt, (x, 0.72), lift=1.5)
    return [rim, shield, flash]


def _badge(
    t: Tailor, field: Field, name: str, material: Material, outline: np.ndarray,
    at: tuple[float, float], lift: float = 0.3,
) -> Part:  # fmt: skip
    """A flat shape, outline (n, 2) mm, on the chest at (x mm, share)."""
    shape = plate(outline[::-1] if _clockwise(outline) else outline, 1.6, 0.35)
    start = np.array([[at[0], t.share_y(at[1]), 150.0]])
    base = field.cast(start, np.array([[0.0, 0.0, -1.0]]), 200.0)[0]
    ahead = field.normal(base)
    side = unit(np.cross([0.0, 1.0, 0.0], ahead))
    turn = np.stack([side, np.cross(ahead, side), ahead], 1)
    return shape.moved(base + lift * ahead, turn=turn).part(name, material, layer="outfit")


def _clockwise(outline: np.ndarray) -> bool:
    x, y = outline.T
    return bool(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) < 0)


def name_bar(t: Tailor, field: Field, material: Material) -> list[Part]:
    """A small plate with a name on the figure's right of the chest."""
    u, x, y = t.unit, -t.chest_x, t.share_y(0.745)
    return [
        patch(
            field, "name_bar", material, y=(y - 1.8 * u, y + 1.8 * u), left=x - 7 * u,
            right=x + 7 * u, thickness=0.8, grid=(7, 10),
        )
    ]  # fmt: skip


def epaulettes(t: Tailor, field: Field, material: Material) -> list[Part]:
    """A strap with a button on each shoulder."""
    parts, f = [], t.figure
    for i, side in enumerate(SIDES):
        inner = np.array([side * f.neck_radius * 1.5, 0.0, f.neck[2] + 1.0])
        outer = np.array([f.shoulders[i][0] - side * 0.25 * f.upper_arm[0], 0.0, f.shoulders[i][2]])
        share = np.linspace(0, 1, 12)[:, None, None]
        across = np.linspace(-1, 1, 7)[None, :, None]
        start = inner + (outer - inner) * share + np.array([0.0, 0.0, 3.4 * t.unit]) * across
        start[..., 1] = f.shoulder_line + 20
        base = field.cast(start, np.broadcast_to([0.0, -1.0, 0.0], start.shape), 60.0)
        top = base + np.array([0.0, 1.1, 0.0])
        low = base - np.array([0.0, 0.8, 0.0])
        if side < 0:
            top, low = top[:, ::-1], low[:, ::-1]
        parts.append(slab("epaulette", top, low, material))
    return parts


def pouches(t: Tailor, field: Field, material: Material, share: float) -> list[Part]:
    """Three pouches on a belt at a share of the torso."""
    u, y, parts = t.unit, t.share_y(share), []
    half = t.figure.torso(low=share, high=share + 0.05)[0][3]
    for at, wide in ((-0.72, 5.0), (0.52, 4.5), (0.80, 4.0)):
        x = t.front_x(share) + at * half
        for low, high, thick in ((-8, 3, 3.0), (-1.5, 3.6, 3.6)):
            parts.append(
                patch(
                    field, "pouch", material, y=(y + low * u, y + high * u), left=x - wide * u,
                    right=x + wide * u, thickness=thick, grid=(10, 9),
                )
            )  # fmt: skip
    return parts


def clasps(t: Tailor, field: Field, material: Material, shares: tuple[float, ...]) -> list[Part]:
    """Metal clasps across the front of a heavy coat."""
    u = t.unit
    return [
        patch(
            field, "clasp", material, y=(t.share_y(s) - 2.6 * u, t.share_y(s) + 2.6 * u),
            left=t.front_x(s) - 7 * u, right=t.front_x(s) + 7 * u, thickness=1.5,
        )
        for s in shares
    ]  # fmt: skip


def belt_knot(t: Tailor, field: Field, material: Material, share: float) -> list[Part]:
    """A knotted cloth belt with two hanging ends."""
    u, x, y = t.unit, t.front_x(share), t.share_y(share)
    ends = [
        patch(
            field, "belt_end", material, y=(y - 11 * u, y + 1 * u),
            left=lambda s, k=k: x + k * (2 + 6 * (1 - s)) * u - 2.6 * u,
            right=lambda s, k=k: x + k * (2 + 6 * (1 - s)) * u + 2.6 * u,
            thickness=2.9, grid=(16, 6),
        )
        for k in SIDES
    ]  # fmt: skip
    return [*ends, button(field, "knot", material, at=(x, y), radius=4.6 * u, height=4.6)]


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
            (y0 + 0.3 * u, y1, -2.6, 2.6), (y0, y0 + 5 * u, -7.5, 7.5),
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
