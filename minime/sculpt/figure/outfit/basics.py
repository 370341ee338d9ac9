"""What several recipes wear: shoes and boots, trousers, the front of a shirt, rows of buttons.

World frame, mm. Shares of the torso run from the crotch (0) to the shoulder line (1).
"""

import numpy as np

from minime.sculpt.figure.figure import SIDES
from minime.sculpt.figure.outfit import cloth, printing
from minime.sculpt.figure.outfit.collars import (
    JACKET_NECK,
    Edge,
    buttoned_edge,
    collar,
    collar_leaves,
    lapels,
    neck_hole,
    open_leaves,
    tie,
    v_hole,
)
from minime.sculpt.figure.outfit.garments import (
    Cut,
    cloth_part,
    leg,
    shoulder_strokes,
    torso_stroke,
)
from minime.sculpt.figure.outfit.shoes import build_shoes
from minime.sculpt.figure.outfit.tailor import Tailor, limb_band, make_trousers
from minime.sculpt.figure.trims import button, patch
from minime.sculpt.geometry.clay import Field, Stroke, blob, mould
from minime.sculpt.geometry.mesh import Material, Part

OPEN_NECK = 0.80  # share down to which a shirt without a tie is unbuttoned
WHITE, RUBBER = "#f3f2ef", "#1b1c20"


def sneakers(t: Tailor) -> list[Part]:
    return build_shoes(
        t.figure, "sneaker", t.stuff(t.colors.shoes, "vinyl"), t.stuff("#f4f1ea", "vinyl"),
        t.stuff("#faf8f2"), t.detail,
    )  # fmt: skip


def boots(t: Tailor, lace: Material, *, top: float = 1.56, leather: str = "") -> list[Part]:
    """Boots whose shafts take the trousers in, up to position ``top`` of the leg."""
    skin = t.stuff(leather or t.colors.shoes, "vinyl")
    shaft = Cut(grow=3.0, loose=-0.2, start=top, end=2.0, fold=0.2)
    parts = build_shoes(t.figure, "boot", skin, t.stuff(RUBBER, "vinyl"), lace, t.detail)
    for i in (0, 1):
        limb = leg(t.figure, i)
        parts.append(t.limb_part(limb, shaft, "boot_shaft", skin))
        parts.append(limb_band(limb, top + 0.02, shaft, "boot_rim", skin, width=3.0, thickness=0.6))
    return parts


def low_shoes(t: Tailor, kind: str, color: str = "") -> list[Part]:
    """Leather shoes without visible laces: "shoe", "loafer", "pump", "sandal"."""
    leather = color or t.colors.shoes
    upper = t.stuff(t.colors.skin if kind in ("sandal", "bare") else leather, "gloss")
    if kind in ("sandal", "bare"):
        upper = t.stuff(t.colors.skin, "vinyl")
    return build_shoes(
        t.figure, kind, upper, t.stuff(leather, "vinyl", -0.35), t.stuff(leather, "vinyl"), t.detail
    )


def trousers(t: Tailor, color: str, *, fold: float = 0.45, loose: float = 1.7) -> list[Part]:
    """Plain cloth trousers with a crease of their own."""
    material = t.stuff(color)
    cut = Cut(grow=0.7, loose=loose, end=1.93, fold=fold)
    return make_trousers(t, material, cut, texture=cloth.knit(material.color)).parts


def inner_shirt(
    t: Tailor, shirt: Material, *, low: float = 0.34, grow: float = 0.75, v: float | None = None
) -> tuple[Field, Part]:
    """What an open jacket shows; only its front is seen, hence coarse. v: share down to which
    its own neck is open."""
    trunk = [torso_stroke(t.figure, grow=grow, low=low, fold=0.0)]
    trunk += shoulder_strokes(t.figure, grow - 0.55)
    holes = [neck_hole(t)] if v is None else [neck_hole(t), v_hole(t, v)]
    field = mould([*trunk, *holes], voxel=1.3 / t.detail**0.7)
    part = cloth_part(field, "shirt", shirt)
    seen = t.colors.inner_print
    return field, part if seen is None else printing.print_on(t.figure, part, seen)


def shirt_and_tie(
    t: Tailor, shirt: Material, leaves: Material, satin: Material | None, v: float
) -> list[Part]:
    """The shirt under a jacket open down to share ``v``; without ``satin`` it is worn open."""
    field, trunk = inner_shirt(t, shirt, v=OPEN_NECK if satin is None else None)
    if satin is None:
        return [trunk, *open_collar(t, field, leaves, v - 0.02)]
    parts = [trunk, collar(t, field, leaves, height=6, lean=0.3)]
    return [*parts, *tie(t, field, satin, v - 0.03), *collar_leaves(t, field, leaves)]


def open_collar(t: Tailor, field: Field, leaves: Material, low: float) -> list[Part]:
    """Stand, points and button strip down to share ``low`` of a shirt open to OPEN_NECK."""
    stand = collar(t, field, leaves, height=5.5, lean=0.4, behind_deg=235)
    strip = placket(t, field, leaves, low, OPEN_NECK - 0.01)
    return [stand, *strip, *open_leaves(t, field, leaves, OPEN_NECK)]


def jacket_front(
    t: Tailor, field: Field, material: Material, v: float, edge: Edge | None = None
) -> list[Part]:
    """Lapels along ``edge``, by default of the V from share ``v``, and the turned-down collar
    behind that ends where they begin."""
    back = collar(
        t, field, material, size=JACKET_NECK, height=3.4, lean=0.8, thickness=1.2, behind_deg=215
    )
    return [back, *lapels(t, field, material, v, edge or buttoned_edge(t, v))]


def button_row(
    t: Tailor,
    field: Field,
    material: Material,
    shares: tuple[float, ...],
    *,
    aside: float = 0.0,
    radius: float = 2.1,
) -> list[Part]:
    """Buttons on the front at shares of the torso, ``aside`` units from its middle."""
    return [
        button(
            field, "button", material,
            at=(t.front_x(share) + aside * t.unit, t.share_y(share)), radius=radius * t.unit,
        )
        for share in shares
    ]  # fmt: skip


def placket(t: Tailor, field: Field, material: Material, low: float, high: float) -> list[Part]:
    """The strip down a shirt's front with its buttons."""
    u = t.unit
    strip = patch(
        field, "placket", material, y=(t.share_y(low), t.share_y(high)),
        left=lambda s: t.front_x(low + (high - low) * s) - 2.6 * u,
        right=lambda s: t.front_x(low + (high - low) * s) + 2.6 * u,
        thickness=0.4, grid=(28, 6),
    )  # fmt: skip
    shares = tuple(np.arange(low + 0.06, high - 0.03, 0.13))
    small = Material(color=tuple(0.75 * c for c in material.color), finish="gloss")
    return [strip, *button_row(t, field, small, shares, radius=1.2)]


def bust_strokes(t: Tailor) -> list[Stroke]:
    """A bodice's bust, fitted to the chest."""
    _, _, _, wide, front, _ = t.figure.torso(low=0.70, high=0.80)[0]
    radii = (wide * 0.40, wide * 0.38, front * 0.50)
    return [
        Stroke(shape=blob((x * 0.40 * wide, t.share_y(0.70), front * 0.62), radii), blend=3.0)
        for x in SIDES
    ]
