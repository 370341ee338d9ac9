"""The outfits: each a recipe of a few cuts (tailor.py) and trims (trims.py).

A recipe takes a :class:`Tailor` and gives :class:`Clothes`; adding an outfit is adding one.
World frame, mm. Shares of the torso run from the crotch (0) to the shoulder line (1).
"""

from collections.abc import Callable

import numpy as np

from minime.errors import OrderError
from minime.sculpt.clay import Stroke, blob, mould
from minime.sculpt.figure import BodyColors, Figure
from minime.sculpt.outfit import cloth
from minime.sculpt.outfit.garments import (
    Cut,
    arm,
    cloth_part,
    leg,
    shoulder_strokes,
    skirt,
    torso_stroke,
)
from minime.sculpt.outfit.shoes import build_shoes
from minime.sculpt.outfit.tailor import (
    Clothes,
    Tailor,
    belt,
    collar,
    collar_leaves,
    cut_hole,
    jeans,
    lapels,
    limb_band,
    make_top,
    make_trousers,
    neck_hole,
    opening,
    scoop_hole,
    split_hem,
    tie,
)
from minime.sculpt.trims import button, cord, patch


def dress_figure(
    figure: Figure, *, outfit: str, colors: BodyColors, jointed: bool, detail: float = 1.0
) -> Clothes:
    """The clothes of one outfit. Raises OrderError for a name that is not in OUTFITS."""
    if outfit not in _RECIPES:
        raise OrderError(f"There is no outfit {outfit!r}; choose one of {', '.join(OUTFITS)}.")
    tailor = Tailor(figure=figure, colors=colors, jointed=jointed, detail=detail)
    return _RECIPES[outfit](tailor)


def _casual(t: Tailor) -> Clothes:
    """T-shirt with ribbed collar and hems, jeans with turn-ups, sneakers."""
    top = t.stuff(t.colors.top)
    sleeve = Cut(grow=1.1, loose=1.0, end=0.66, fold=0.3, hollow=1.15)
    shirt = make_top(
        t, top, sleeve=sleeve, low=0.15, texture=cloth.knit(top.color), extra=[neck_hole(t)]
    )
    rib = t.stuff(t.colors.top, shade=-0.16)
    parts = [*shirt.parts, collar(t, shirt.field, rib)]
    parts.append(_breast_pocket(t, shirt.field, t.stuff(t.colors.top, shade=-0.07)))
    parts.append(_pocket_tag(t, shirt.field, t.stuff(t.colors.accent)))
    parts += [limb_band(arm(t.figure, i), 0.63, sleeve, "sleeve_hem", rib, width=2.4, thickness=0.4)
              for i in (0, 1) if not t.jointed]  # fmt: skip
    parts += jeans(t)
    parts += _sneakers(t)
    return Clothes(parts=tuple(parts), neckline=0.84, bare_arm=0.60)


def _suit(t: Tailor) -> Clothes:
    """Two-button jacket, shirt, tie, pocket square, creased trousers, dress shoes."""
    wool, white = t.stuff(t.colors.top), t.stuff("#f3f2ef")
    low, v = 0.02, 0.46
    jacket = make_top(
        t, wool, sleeve=Cut(grow=1.5, loose=0.9, end=1.95, fold=0.45, hollow=1.2), low=low,
        body=Cut(grow=2.0, loose=1.0, fold=0.35), texture=cloth.pinstripe(wool.color),
        extra=[neck_hole(t, 1.25), opening(t, v), split_hem(t, low, v - 0.06)],
    )  # fmt: skip
    shirt = _under_shirt(t, white)
    parts = [*jacket.parts, *shirt.parts, collar(t, shirt.field, white, height=7, lean=0.25)]
    parts.append(_jacket_collar(t, jacket.field, t.stuff(t.colors.top, shade=-0.10)))
    parts += tie(t, shirt.field, t.stuff(t.colors.accent, "gloss"), v - 0.03)
    parts += collar_leaves(t, shirt.field, white)
    parts += lapels(t, jacket.field, t.stuff(t.colors.top, shade=-0.10), v)
    dark = t.stuff(t.colors.top, "gloss", -0.45)
    u, x = t.unit, t.figure.hip_x * 0.5
    for share in (v - 0.06, v - 0.18):
        parts.append(
            button(jacket.field, "button", dark, at=(x + 0.4 * u, t.share_y(share)), radius=2.1 * u)
        )
    parts.append(_breast_pocket(t, jacket.field, wool))
    parts.append(_pocket_square(t, jacket.field, t.stuff(t.colors.accent)))
    for side in (-1.0, 1.0):
        parts.append(_flap(t, jacket.field, t.stuff(t.colors.top, shade=-0.06), side))
    parts += [limb_band(arm(t.figure, i), 1.97, Cut(grow=0.7), "cuff", white) for i in (0, 1)]
    parts += _dress_trousers(t)
    parts += build_shoes(
        t.figure, "shoe", t.stuff(t.colors.shoes, "gloss"), t.stuff("#17120f", "vinyl"),
        t.stuff(t.colors.shoes), t.detail,
    )  # fmt: skip
    return Clothes(parts=tuple(parts), neckline=0.90)


def _dress(t: Tailor) -> Clothes:
    """Fitted bodice with cap sleeves, sash, pleated skirt, pumps."""
    f, satin = t.figure, t.stuff(t.colors.top)
    chest = f.torso(low=0.70, high=0.80)[0]
    bust = [
        Stroke(
            shape=blob(
                (x * 0.40 * chest[3], t.share_y(0.70), chest[4] * 0.62),
                (chest[3] * 0.40, chest[3] * 0.38, chest[4] * 0.50),
            ),
            blend=3.0,
        )
        for x in (-1, 1)
    ]
    bodice = make_top(
        t, satin, sleeve=Cut(grow=1.1, loose=1.2, end=0.30, fold=0.12, hollow=1.2), low=0.38,
        body=Cut(grow=0.7, loose=0.0, fold=0.12), texture=cloth.knit(satin.color),
        extra=[*bust, cut_hole(scoop_hole(t))],
    )  # fmt: skip
    hem = f.knees[0][1] * 0.98
    parts = [*bodice.parts]
    parts.append(
        skirt(
            f,
            "skirt",
            satin,
            top=0.45,
            hem_y=hem,
            grow=0.8,
            flare=0.075 * f.height,
            pleats=14,
            depth=0.011 * f.height,
            detail=t.detail,
            curve=0.85,
        )  # fmt: skip
    )
    lining = t.stuff(t.colors.top, shade=0.45)
    parts.append(
        skirt(
            f,
            "petticoat",
            lining,
            top=0.40,
            hem_y=hem - 2.2,
            grow=-0.4,
            flare=0.062 * f.height,
            pleats=20,
            depth=0.009 * f.height,
            detail=t.detail,
            curve=0.85,
        )  # fmt: skip
    )
    sash = t.stuff(t.colors.accent)
    parts.append(
        collar(t, bodice.field, sash, hole=scoop_hole(t), height=1.4, lean=0.5, thickness=0.8)
    )
    parts.append(belt(t, sash, share=0.45, width=9, grow=0.9, thickness=0.9))
    parts += _bow(t, bodice.field, sash, 0.45)
    parts += build_shoes(
        f, "pump", t.stuff(t.colors.shoes, "gloss"), t.stuff(t.colors.shoes, "vinyl", -0.3),
        t.stuff(t.colors.shoes), t.detail,
    )  # fmt: skip
    return Clothes(parts=tuple(parts), neckline=0.66, bare_arm=0.20, bare_leg=0.0)


def _jumpsuit(t: Tailor) -> Clothes:
    """Work or space overall: zip, belt, mission patches, piping, cuffs, boots."""
    f, suit, trim = t.figure, t.stuff(t.colors.top), t.stuff(t.colors.accent)
    sleeve = Cut(grow=1.5, loose=0.7, end=1.92, fold=0.7)
    top = make_top(
        t, suit, sleeve=sleeve, low=0.20, body=Cut(grow=1.7, loose=0.5, fold=0.6),
        texture=cloth.knit(suit.color), extra=[neck_hole(t, 1.1)],
    )  # fmt: skip
    cut = Cut(grow=1.3, loose=0.8, end=1.66, fold=0.6)
    shaft = Cut(grow=3.2, loose=-0.2, start=1.56, end=2.0, fold=0.25)
    leather = t.stuff(t.colors.shoes, "vinyl")
    legs = make_trousers(t, suit, cut, texture=cloth.knit(suit.color))
    metal = t.stuff("#c9ccd2", "metal")
    u, mid = t.unit, 0.0
    parts = [*top.parts, *legs.parts]
    parts.append(collar(t, top.field, trim, size=1.1, height=9, lean=0.2, thickness=1.5))
    parts.append(
        patch(
            top.field,
            "zip_tape",
            t.stuff(t.colors.top, shade=-0.3),
            y=(t.share_y(0.40), t.share_y(0.93)),
            left=mid - 2.6 * u,
            right=mid + 2.6 * u,
            thickness=0.35,
            grid=(30, 7),
        )  # fmt: skip
    )
    parts.append(
        patch(
            top.field,
            "zip",
            metal,
            y=(t.share_y(0.40), t.share_y(0.92)),
            left=mid - 0.9 * u,
            right=mid + 0.9 * u,
            thickness=0.75,
            grid=(30, 6),
        )  # fmt: skip
    )
    parts.append(belt(t, t.stuff(t.colors.accent, "gloss", -0.2), share=0.37, width=9, grow=2.1))
    parts.append(_buckle(t, top.field, metal, 0.37))
    parts += _mission_patches(t, top.field)
    for i in (0, 1):
        limb = arm(f, i)
        parts.append(limb_band(limb, 1.90, sleeve, "cuff", trim, width=5.5, thickness=1.1))
        parts.append(limb_band(limb, 0.52, sleeve, "stripe", trim, width=3.4, thickness=0.5))
        parts.append(t.limb_part(leg(f, i), shaft, "boot_shaft", leather))
        parts.append(limb_band(leg(f, i), 1.58, shaft, "boot_rim", leather, width=3.0))
        parts.append(
            limb_band(leg(f, i), 0.55, cut, "thigh_stripe", trim, width=3.4, thickness=0.5)
        )
    parts += build_shoes(f, "boot", leather, t.stuff("#1b1c20", "vinyl"), trim, t.detail)
    return Clothes(parts=tuple(parts), neckline=0.88)


def _lab_coat(t: Tailor) -> Clothes:
    """White coat to the knee, open in front, over shirt and tie; pens and a badge."""
    f, white = t.figure, t.stuff("#f4f5f4")
    v, low = 0.50, 0.36
    coat = make_top(
        t, white, sleeve=Cut(grow=1.6, loose=0.9, end=1.93, fold=0.55, hollow=1.2), low=low,
        body=Cut(grow=2.0, loose=0.0, fold=0.3), texture=cloth.knit(white.color),
        extra=[neck_hole(t, 1.25), opening(t, v)],
    )  # fmt: skip
    shirt = _under_shirt(t, t.stuff(t.colors.top))
    tint = t.stuff(t.colors.top, shade=0.12)
    parts = [*coat.parts, *shirt.parts, collar(t, shirt.field, tint, height=7, lean=0.25)]
    parts.append(_jacket_collar(t, coat.field, t.stuff("#e6e9ea")))
    parts += tie(t, shirt.field, t.stuff(t.colors.accent), v - 0.03)
    parts += collar_leaves(t, shirt.field, tint)
    shade = t.stuff("#e6e9ea")
    parts += lapels(t, coat.field, shade, v)
    hem = f.knees[0][1] * 1.12
    parts.append(
        skirt(
            f,
            "tails",
            white,
            top=0.45,
            hem_y=hem,
            grow=2.6,
            flare=0.026 * f.height,
            pleats=5,
            depth=0.006 * f.height,
            gap_deg=13,
            thickness=1.1,
            detail=t.detail,
            curve=0.8,
        )  # fmt: skip
    )
    u = t.unit
    for share in (v - 0.05, v - 0.13):
        parts.append(
            button(coat.field, "button", t.stuff("#d9dcdc", "gloss"), at=(0.6 * u + f.hip_x * 0.5,
                   t.share_y(share)), radius=2.0 * u)
        )  # fmt: skip
    parts.append(_breast_pocket(t, coat.field, shade))
    parts += _pens(t, coat.field)
    parts += _badge(t, coat.field)
    parts += _dress_trousers(t)
    parts += build_shoes(
        f, "shoe", t.stuff(t.colors.shoes, "gloss"), t.stuff("#17120f", "vinyl"),
        t.stuff(t.colors.shoes), t.detail,
    )  # fmt: skip
    return Clothes(parts=tuple(parts), neckline=0.90)


def _sporty(t: Tailor) -> Clothes:
    """Team jersey with a number, shorts, socks with rings, sneakers."""
    f, jersey, trim = t.figure, t.stuff(t.colors.top), t.stuff(t.colors.accent)
    sleeve = Cut(grow=1.2, loose=1.3, end=0.62, fold=0.3, hollow=1.15)
    top = make_top(
        t, jersey, sleeve=sleeve, low=0.13, texture=cloth.knit(jersey.color), extra=[neck_hole(t)]
    )
    shorts = Cut(grow=1.5, loose=2.4, end=0.66, fold=0.5, hollow=1.2)
    below = make_trousers(
        t, t.stuff(t.colors.bottom), shorts, texture=cloth.knit(t.stuff(t.colors.bottom).color)
    )
    parts = [*top.parts, *below.parts, collar(t, top.field, trim)]
    parts += _number(t, top.field, trim)
    socks = Cut(grow=0.8, loose=0.2, start=1.42, end=2.0, fold=0.12)
    sock = t.stuff("#f5f5f2")
    for i in (0, 1):
        if not t.jointed:
            parts.append(limb_band(arm(f, i), 0.58, sleeve, "sleeve_ring", trim, width=2.6))
        limb = leg(f, i)
        parts.append(t.limb_part(limb, socks, "sock", sock))
        for at in (1.46, 1.54):
            parts.append(limb_band(limb, at, socks, "sock_ring", trim, width=1.8, thickness=0.5))
    parts += _sneakers(t)
    return Clothes(parts=tuple(parts), neckline=0.84, bare_arm=0.56, bare_leg=0.55)


def _sneakers(t: Tailor):
    return build_shoes(
        t.figure, "sneaker", t.stuff(t.colors.shoes, "vinyl"), t.stuff("#f4f1ea", "vinyl"),
        t.stuff("#faf8f2"), t.detail,
    )  # fmt: skip


def _under_shirt(t: Tailor, material):
    """The shirt of which only the front shows between lapels: hence coarse."""
    trunk = [torso_stroke(t.figure, grow=0.75, low=0.34, fold=0.0)]
    trunk += shoulder_strokes(t.figure, 0.2)
    field = mould([*trunk, neck_hole(t, 1.0)], voxel=1.3 / t.detail**0.7)
    return t.top(parts=[cloth_part(field, "shirt", material)], field=field)


def _jacket_collar(t: Tailor, field, material):
    """The turned-down collar behind, ending where the lapels begin."""
    return collar(
        t, field, material, size=1.25, height=5.5, lean=0.5, thickness=1.6, behind_deg=230
    )


def _dress_trousers(t: Tailor):
    material = t.stuff(t.colors.bottom)
    cut = Cut(grow=0.7, loose=1.7, end=1.93, fold=0.35, hollow=0.0)
    return make_trousers(t, material, cut, texture=cloth.pinstripe(material.color)).parts


def _breast_pocket(t: Tailor, field, material):
    x, u = t.chest_x, t.unit
    return patch(
        field, "breast_pocket", material, y=(t.share_y(0.60), t.share_y(0.72)), left=x - 8 * u,
        right=x + 8 * u, thickness=0.55,
    )  # fmt: skip


def _pocket_tag(t: Tailor, field, material):
    x, u = t.chest_x + 8 * t.unit, t.unit
    return patch(
        field, "pocket_tag", material, y=(t.share_y(0.635), t.share_y(0.665)), left=x - 1.2 * u,
        right=x + 2.2 * u, thickness=0.8, grid=(7, 7),
    )  # fmt: skip


def _pocket_square(t: Tailor, field, material):
    x, u = t.chest_x, t.unit
    return patch(
        field, "pocket_square", material, y=(t.share_y(0.71), t.share_y(0.775)),
        left=lambda s: x - 6 * u * (1 - 0.75 * s), right=lambda s: x + 6 * u * (1 - 0.45 * s),
        thickness=0.9, puff=0.3,
    )  # fmt: skip


def _flap(t: Tailor, field, material, side: float):
    f, u = t.figure, t.unit
    x = f.hip_x + side * f.proportions.hip_width_mm * 0.30
    return patch(
        field, "pocket_flap", material, y=(t.share_y(0.19), t.share_y(0.27)), left=x - 9 * u,
        right=x + 9 * u, thickness=0.7,
    )  # fmt: skip


def _bow(t: Tailor, field, material, share: float):
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


def _buckle(t: Tailor, field, material, share: float):
    u, y = t.unit, t.share_y(share)
    return patch(
        field, "buckle", material, y=(y - 5.5 * u, y + 5.5 * u), left=t.waist_x - 7 * u,
        right=t.waist_x + 7 * u, thickness=1.7,
    )  # fmt: skip


def _mission_patches(t: Tailor, field):
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


def _pens(t: Tailor, field):
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


def _badge(t: Tailor, field):
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


def _number(t: Tailor, field, material):
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


_RECIPES: dict[str, Callable[[Tailor], Clothes]] = {
    "casual": _casual,
    "suit": _suit,
    "dress": _dress,
    "jumpsuit": _jumpsuit,
    "lab_coat": _lab_coat,
    "sporty": _sporty,
}
OUTFITS = tuple(_RECIPES)

__all__ = ["OUTFITS", "Clothes", "dress_figure"]
