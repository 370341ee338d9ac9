"""The outfits: each a recipe of a few cuts (tailor.py) and trims (trims.py).

A recipe takes a :class:`Tailor` and gives :class:`Clothes`; adding an outfit is adding one.
World frame, mm. Shares of the torso run from the crotch (0) to the shoulder line (1).
"""

from collections.abc import Callable

from minime.errors import OrderError
from minime.sculpt.clay import Field, Stroke, blob, mould
from minime.sculpt.figure import SIDES, BodyColors, Figure
from minime.sculpt.mesh import Material, Part
from minime.sculpt.outfit import cloth, details
from minime.sculpt.outfit.collars import (
    collar,
    collar_leaves,
    cut_hole,
    lapels,
    neck_hole,
    opening,
    scoop_hole,
    split_hem,
    tie,
)
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
    jeans,
    limb_band,
    make_top,
    make_trousers,
)
from minime.sculpt.trims import button

JACKET_NECK = 1.25  # leaves room for a shirt's collar inside


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
    parts.append(details.breast_pocket(t, shirt.field, t.stuff(t.colors.top, shade=-0.07)))
    parts.append(details.pocket_tag(t, shirt.field, t.stuff(t.colors.accent)))
    for i in (0, 1) if not t.jointed else ():
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 0.63, sleeve, "sleeve_hem", rib, width=2.4, thickness=0.4))
    parts += jeans(t)
    parts += _sneakers(t)
    return Clothes(parts=tuple(parts), neckline=0.84, bare_arm=0.60)


def _suit(t: Tailor) -> Clothes:
    """Two-button pinstripe jacket, shirt, tie, pocket square, dress shoes."""
    wool, low, v = t.stuff(t.colors.top), 0.02, 0.46
    jacket = make_top(
        t, wool, sleeve=Cut(grow=1.5, loose=0.9, end=1.95, fold=0.45, hollow=1.2), low=low,
        body=Cut(grow=2.0, loose=1.0, fold=0.35), texture=cloth.pinstripe(wool.color),
        extra=[neck_hole(t, JACKET_NECK), opening(t, v), split_hem(t, low, v - 0.06)],
    )  # fmt: skip
    white, satin = t.stuff("#f3f2ef"), t.stuff(t.colors.accent, "gloss")
    parts = [*jacket.parts, *_shirt_and_tie(t, white, white, satin, v)]
    parts += _jacket_front(t, jacket.field, t.stuff(t.colors.top, shade=-0.10), v)
    parts += _buttons(t, jacket.field, t.stuff(t.colors.top, "gloss", -0.45), v, (0.06, 0.18))
    parts.append(details.breast_pocket(t, jacket.field, wool))
    parts.append(details.pocket_square(t, jacket.field, t.stuff(t.colors.accent)))
    edge = t.stuff(t.colors.top, shade=-0.06)
    parts += [details.flap(t, jacket.field, edge, side) for side in SIDES]
    parts += [limb_band(arm(t.figure, i), 1.97, Cut(grow=0.7), "cuff", white) for i in (0, 1)]
    return Clothes(parts=(*parts, *_trousers_and_shoes(t)), neckline=0.90)


def _lab_coat(t: Tailor) -> Clothes:
    """White coat to the knee, open in front, over shirt and tie; pens and a badge."""
    f, white, shade, v = t.figure, t.stuff("#f4f5f4"), t.stuff("#e6e9ea"), 0.50
    coat = make_top(
        t, white, sleeve=Cut(grow=1.6, loose=0.9, end=1.93, fold=0.55, hollow=1.2), low=0.36,
        body=Cut(grow=2.0, loose=0.0, fold=0.3), texture=cloth.knit(white.color),
        extra=[neck_hole(t, JACKET_NECK), opening(t, v)],
    )  # fmt: skip
    tails = skirt(
        f, "tails", white, top=0.45, hem_y=f.knees[0][1] * 1.12, grow=2.6,
        flare=0.026 * f.height, pleats=5, depth=0.006 * f.height, gap_deg=13, thickness=1.1,
        detail=t.detail, curve=0.8,
    )  # fmt: skip
    shirt, leaves = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=0.12)
    parts = [*coat.parts, tails]
    parts += _shirt_and_tie(t, shirt, leaves, t.stuff(t.colors.accent), v)
    parts += _jacket_front(t, coat.field, shade, v)
    parts += _buttons(t, coat.field, t.stuff("#d9dcdc", "gloss"), v, (0.05, 0.13))
    parts.append(details.breast_pocket(t, coat.field, shade))
    parts += details.pens(t, coat.field)
    parts += details.badge(t, coat.field)
    return Clothes(parts=(*parts, *_trousers_and_shoes(t)), neckline=0.90)


def _dress(t: Tailor) -> Clothes:
    """Fitted bodice with cap sleeves, sash and bow, pleated skirt over a petticoat, pumps."""
    f, satin, sash = t.figure, t.stuff(t.colors.top), t.stuff(t.colors.accent)
    neck = scoop_hole(t)
    bodice = make_top(
        t, satin, sleeve=Cut(grow=1.1, loose=1.2, end=0.30, fold=0.12, hollow=1.2), low=0.38,
        body=Cut(grow=0.7, loose=0.0, fold=0.12), texture=cloth.knit(satin.color),
        extra=[*_bust(t), cut_hole(neck)],
    )  # fmt: skip
    hem = f.knees[0][1] * 0.98
    gown = skirt(
        f, "skirt", satin, top=0.45, hem_y=hem, grow=0.8, flare=0.075 * f.height, pleats=14,
        depth=0.016 * f.height, detail=t.detail, curve=0.85,
    )  # fmt: skip
    petticoat = skirt(
        f, "petticoat", t.stuff(t.colors.top, shade=0.45), top=0.40, hem_y=hem - 2.2, grow=-0.4,
        flare=0.062 * f.height, pleats=20, depth=0.009 * f.height, detail=t.detail, curve=0.85,
    )  # fmt: skip
    parts = [*bodice.parts, gown, petticoat]
    parts.append(collar(t, bodice.field, sash, hole=neck, height=1.4, lean=0.5, thickness=0.8))
    parts.append(belt(t, sash, share=0.45, width=9, grow=0.9, thickness=0.9))
    parts += details.bow(t, bodice.field, sash, 0.45)
    parts += build_shoes(
        f, "pump", t.stuff(t.colors.shoes, "gloss"), t.stuff(t.colors.shoes, "vinyl", -0.3),
        t.stuff(t.colors.shoes), t.detail,
    )  # fmt: skip
    return Clothes(parts=tuple(parts), neckline=0.66, bare_arm=0.20, bare_leg=0.0)


def _jumpsuit(t: Tailor) -> Clothes:
    """Work or space overall: zip, belt, mission patches, piping, cuffs, boots."""
    suit, trim = t.stuff(t.colors.top), t.stuff(t.colors.accent)
    weave = cloth.knit(suit.color)
    sleeve = Cut(grow=1.5, loose=0.7, end=1.92, fold=0.7)
    top = make_top(
        t, suit, sleeve=sleeve, low=0.20, body=Cut(grow=1.7, loose=0.5, fold=0.6),
        texture=weave, extra=[neck_hole(t, 1.1)],
    )  # fmt: skip
    cut = Cut(grow=1.3, loose=0.8, end=1.66, fold=0.6)
    parts = [*top.parts, *make_trousers(t, suit, cut, texture=weave).parts]
    parts.append(collar(t, top.field, trim, size=1.1, height=9, lean=0.2, thickness=1.5))
    metal = t.stuff("#c9ccd2", "metal")
    parts += details.zip_fastener(t, top.field, t.stuff(t.colors.top, shade=-0.3), metal)
    parts.append(belt(t, t.stuff(t.colors.accent, "gloss", -0.2), share=0.37, width=9, grow=2.1))
    parts.append(details.buckle(t, top.field, metal, 0.37))
    parts += details.mission_patches(t, top.field)
    for i in (0, 1):
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 1.90, sleeve, "cuff", trim, width=5.5, thickness=1.1))
        parts.append(limb_band(limb, 0.52, sleeve, "stripe", trim, width=3.4, thickness=0.5))
        thigh = leg(t.figure, i)
        parts.append(limb_band(thigh, 0.55, cut, "stripe", trim, width=3.4, thickness=0.5))
    return Clothes(parts=(*parts, *_boots(t, trim)), neckline=0.88)


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
    parts += details.number(t, top.field, trim)
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


def _sneakers(t: Tailor) -> list[Part]:
    return build_shoes(
        t.figure, "sneaker", t.stuff(t.colors.shoes, "vinyl"), t.stuff("#f4f1ea", "vinyl"),
        t.stuff("#faf8f2"), t.detail,
    )  # fmt: skip


def _boots(t: Tailor, lace: Material) -> list[Part]:
    """Boots whose shafts take the trousers in."""
    leather = t.stuff(t.colors.shoes, "vinyl")
    shaft = Cut(grow=3.2, loose=-0.2, start=1.56, end=2.0, fold=0.25)
    parts = build_shoes(t.figure, "boot", leather, t.stuff("#1b1c20", "vinyl"), lace, t.detail)
    for i in (0, 1):
        limb = leg(t.figure, i)
        parts.append(t.limb_part(limb, shaft, "boot_shaft", leather))
        parts.append(limb_band(limb, 1.58, shaft, "boot_rim", leather, width=3.0))
    return parts


def _shirt_and_tie(
    t: Tailor, shirt: Material, leaves: Material, satin: Material, v: float
) -> list[Part]:
    """What a jacket open down to share ``v`` shows; only its front is seen, hence coarse."""
    trunk = [torso_stroke(t.figure, grow=0.75, low=0.34, fold=0.0)]
    trunk += shoulder_strokes(t.figure, 0.2)
    field = mould([*trunk, neck_hole(t)], voxel=1.3 / t.detail**0.7)
    return [
        cloth_part(field, "shirt", shirt),
        collar(t, field, leaves, height=7, lean=0.25),
        *tie(t, field, satin, v - 0.03),
        *collar_leaves(t, field, leaves),
    ]


def _jacket_front(t: Tailor, field: Field, material: Material, v: float) -> list[Part]:
    """Lapels, and the turned-down collar behind that ends where they begin."""
    back = collar(
        t, field, material, size=JACKET_NECK, height=5.5, lean=0.5, thickness=1.6, behind_deg=230
    )
    return [back, *lapels(t, field, material, v)]


def _buttons(
    t: Tailor, field: Field, material: Material, v: float, below: tuple[float, ...]
) -> list[Part]:
    """A row down the front, at shares ``below`` the opening."""
    x = t.figure.hip_x * 0.5 + 0.5 * t.unit
    return [
        button(field, "button", material, at=(x, t.share_y(v - drop)), radius=2.1 * t.unit)
        for drop in below
    ]


def _bust(t: Tailor) -> list[Stroke]:
    """A bodice's bust, fitted to the chest."""
    _, _, _, wide, front, _ = t.figure.torso(low=0.70, high=0.80)[0]
    radii = (wide * 0.40, wide * 0.38, front * 0.50)
    return [
        Stroke(shape=blob((x * 0.40 * wide, t.share_y(0.70), front * 0.62), radii), blend=3.0)
        for x in SIDES
    ]


def _trousers_and_shoes(t: Tailor) -> list[Part]:
    material = t.stuff(t.colors.bottom)
    cut = Cut(grow=0.7, loose=1.7, end=1.93, fold=0.35)
    made = make_trousers(t, material, cut, texture=cloth.pinstripe(material.color))
    shoes = build_shoes(
        t.figure, "shoe", t.stuff(t.colors.shoes, "gloss"), t.stuff("#17120f", "vinyl"),
        t.stuff(t.colors.shoes), t.detail,
    )  # fmt: skip
    return [*made.parts, *shoes]


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
