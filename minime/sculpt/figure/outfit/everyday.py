"""What people wear at home and in the street; recipes as in wardrobe.py."""

from dataclasses import replace

from minime.sculpt.figure.outfit import cloth, details, drapes
from minime.sculpt.figure.outfit.basics import (
    OPEN_NECK,
    WHITE,
    boots,
    button_row,
    inner_shirt,
    jacket_front,
    low_shoes,
    open_collar,
    sneakers,
    trousers,
)
from minime.sculpt.figure.outfit.collars import (
    JACKET_NECK,
    collar,
    cut_hole,
    neck_hole,
    open_edge,
    open_front,
    opening,
    scoop_hole,
    v_hole,
)
from minime.sculpt.figure.outfit.garments import Cut, arm
from minime.sculpt.figure.outfit.skirts import skirt
from minime.sculpt.figure.outfit.tailor import (
    Clothes,
    Tailor,
    belt,
    jeans,
    limb_band,
    make_top,
    make_trousers,
)
from minime.sculpt.figure.trims import color

DARK_LEATHER = 0.36  # of the brightest channel: lighter and coloured jackets are of cloth


def casual(t: Tailor) -> Clothes:
    """T-shirt with ribbed collar and hems, jeans with turn-ups, sneakers."""
    top = t.stuff(t.colors.top)
    sleeve = Cut(grow=1.1, loose=1.0, end=0.66, fold=0.3, hollow=1.15)
    shirt = make_top(t, top, sleeve=sleeve, low=0.15, texture=t.woven(top), extra=[neck_hole(t)])
    rib = t.stuff(t.colors.top, shade=-0.16)
    parts = [*shirt.parts, collar(t, shirt.field, rib)]
    if t.printed is None:
        parts.append(details.breast_pocket(t, shirt.field, t.stuff(t.colors.top, shade=-0.07)))
        parts.append(details.pocket_tag(t, shirt.field, t.stuff(t.colors.accent)))
    for i in (0, 1) if not t.jointed else ():
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 0.63, sleeve, "sleeve_hem", rib, width=2.4, thickness=0.4))
    parts += jeans(t)
    parts += sneakers(t)
    return Clothes(parts=tuple(parts), neckline=0.84, bare_arm=0.60)


def shirt(t: Tailor) -> Clothes:
    """A shirt with collar, placket and rolled sleeves over chinos, loafers."""
    cotton, edge = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=0.14)
    sleeve = Cut(grow=1.3, loose=0.7, end=1.30, fold=0.6, hollow=1.2)
    made = make_top(
        t, cotton, sleeve=sleeve, low=0.13, texture=t.woven(cotton),
        extra=[neck_hole(t), v_hole(t, OPEN_NECK)],
    )  # fmt: skip
    parts = [*made.parts, *open_collar(t, made.field, edge, 0.14)]
    pocket = details.breast_pocket(t, made.field, t.stuff(t.colors.top, shade=-0.06))
    parts.append(t.like_top(pocket))
    for i in (0, 1):
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 1.27, sleeve, "rolled_cuff", edge, width=4.4, thickness=0.9))
    parts += trousers(t, t.colors.bottom, fold=0.4, loose=1.3)
    return Clothes(parts=(*parts, *low_shoes(t, "loafer", "#6b4226")), neckline=0.72, bare_arm=1.15)


def hoodie(t: Tailor) -> Clothes:
    """Hooded sweater with drawstrings and a belly pocket, joggers, sneakers."""
    fleece, rib = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.14)
    sleeve = Cut(grow=2.0, loose=0.9, end=1.93, fold=0.85)
    made = make_top(
        t, fleece, sleeve=sleeve, low=0.14, body=Cut(grow=2.3, loose=0.4, fold=0.8),
        texture=t.woven(fleece), extra=[neck_hole(t, 1.15)],
    )  # fmt: skip
    parts = [*made.parts, t.like_top(drapes.hood(t, fleece))]
    parts += drapes.drawstrings(t, made.field, t.stuff(WHITE))
    pocket = details.belly_pocket(t, made.field, t.stuff(t.colors.top, shade=-0.06))
    parts.append(t.like_top(pocket))
    parts.append(belt(t, rib, share=0.15, width=7, grow=1.6, thickness=1.3))
    for i in (0, 1):
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 1.90, sleeve, "cuff", rib, width=5.0, thickness=0.5))
    soft = t.stuff(t.colors.bottom)
    cut = Cut(grow=1.2, loose=1.0, end=1.86, fold=0.7)
    parts += make_trousers(t, soft, cut, texture=cloth.knit(soft.color)).parts
    return Clothes(parts=(*parts, *sneakers(t)), neckline=0.86)


def jacket(t: Tailor) -> Clothes:
    """Jacket worn open over a T-shirt, with zips, a dark one of leather; jeans, boots."""
    leather = max(color(t.colors.top)) < DARK_LEATHER and t.printed is None
    finish = "vinyl" if leather else "fabric"
    hide, dark = t.stuff(t.colors.top, finish), t.stuff(t.colors.top, finish, -0.22)
    hide = replace(hide, roughness=0.45) if leather else hide
    low, metal = 0.20, t.stuff("#c9ccd2", "metal")
    sleeve = Cut(grow=1.8, loose=0.6, end=1.93, fold=0.75)
    made = make_top(
        t, hide, sleeve=sleeve, low=low, body=Cut(grow=2.2, loose=0.3, fold=0.5),
        texture=cloth.leather(hide.color) if leather else t.woven(hide),
        extra=[neck_hole(t, JACKET_NECK), open_front(t, low)],
    )  # fmt: skip
    inner = t.stuff(t.colors.second or WHITE)
    field, trunk = inner_shirt(t, inner, low=0.12, grow=1.3)
    parts = [*made.parts, trunk, collar(t, field, t.stuff(t.colors.second or WHITE, shade=-0.1))]
    parts += jacket_front(t, made.field, dark, 0.42, open_edge(t, low))
    parts += [details.slant_zip(t, made.field, metal, side) for side in (1.0, -1.0)]
    for i in (0, 1):
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 1.90, sleeve, "cuff", dark, width=4.0, thickness=0.5))
    parts += jeans(t, turn_up=False)
    return Clothes(parts=(*parts, *boots(t, metal, top=1.72)), neckline=0.84)


def jumper(t: Tailor) -> Clothes:
    """Cable-knit jumper with a roll neck and ribbed hems, cords, boots."""
    wool, rib = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.10)
    sleeve = Cut(grow=2.0, loose=1.0, end=1.93, fold=0.8)
    made = make_top(
        t, wool, sleeve=sleeve, low=0.15, body=Cut(grow=2.2, loose=0.4, fold=0.6),
        texture=cloth.cable(wool.color) if t.printed is None else t.printed,
        extra=[neck_hole(t, 1.05)],
    )  # fmt: skip
    parts = [*made.parts, collar(t, made.field, rib, size=1.05, height=8, lean=0.3, thickness=1.9)]
    parts.append(belt(t, rib, share=0.16, width=8, grow=1.5, thickness=1.2))
    for i in (0, 1):
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 1.89, sleeve, "cuff", rib, width=5.5, thickness=0.6))
    parts += trousers(t, t.colors.bottom)
    return Clothes(parts=(*parts, *low_shoes(t, "shoe", "#5b3a24")), neckline=0.88)


def overalls(t: Tailor) -> Clothes:
    """Denim dungarees with bib, straps and brass buttons over a striped shirt, boots."""
    cotton = t.stuff(t.colors.top)
    light = t.stuff(t.colors.top, shade=0.72)
    sleeve = Cut(grow=1.2, loose=0.9, end=1.20, fold=0.5, hollow=1.15)
    made = make_top(
        t, cotton, sleeve=sleeve, low=0.38, body=Cut(grow=0.9, loose=0.0, fold=0.0),
        texture=cloth.striped(cotton.color, light.color, 16), extra=[neck_hole(t)],
    )  # fmt: skip
    parts = [*made.parts, collar(t, made.field, t.stuff(t.colors.top, shade=-0.12))]
    denim, seam = t.stuff(t.colors.bottom), t.stuff(t.colors.bottom, shade=0.16)
    cut = Cut(grow=1.1, loose=1.4, end=1.86, fold=0.6)
    legs = make_trousers(t, denim, cut, texture=cloth.denim(denim.color), high=0.42, seat=1.7)
    parts += [*legs.parts, belt(t, seam, share=0.40, width=6, grow=1.9, thickness=0.8)]
    parts += drapes.apron_bib(t, made.field, denim)
    parts.append(details.bib_pocket(t, made.field, seam))
    parts += drapes.strap_buttons(t, made.field, t.stuff("#d9a441", "metal"))
    return Clothes(
        parts=(*parts, *boots(t, t.stuff("#e8d6b0"), top=1.74, leather="#8a5a32")),
        neckline=0.84, bare_arm=1.1,
    )  # fmt: skip


def coat(t: Tailor) -> Clothes:
    """Double-breasted winter coat to the knee with a scarf, boots."""
    f, wool, edge, v = t.figure, t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.12), 0.74
    sleeve = Cut(grow=2.2, loose=0.9, end=1.93, fold=0.7)
    made = make_top(
        t, wool, sleeve=sleeve, low=0.34, body=Cut(grow=2.6, loose=0.0, fold=0.4),
        texture=cloth.knit(wool.color), extra=[neck_hole(t, JACKET_NECK), opening(t, v)],
    )  # fmt: skip
    tails = skirt(
        f, "tails", wool, top=0.44, hem_y=f.knees[0][1] * 1.05, grow=3.2,
        flare=0.035 * f.height, pleats=6, depth=0.007 * f.height, gap_deg=5, thickness=1.4,
        detail=t.detail, curve=0.8,
    )  # fmt: skip
    _, lining = inner_shirt(t, t.stuff(t.colors.second or WHITE), low=0.5)
    parts = [*made.parts, tails, lining, *jacket_front(t, made.field, edge, v)]
    dark = t.stuff("#2a2320", "gloss")
    for aside in (-8.0, 8.0):
        parts += button_row(t, made.field, dark, (0.50, 0.61), aside=aside, radius=2.4)
    parts += drapes.scarf(t, made.field, t.stuff(t.colors.accent))
    parts.append(belt(t, edge, share=0.43, width=6, grow=3.0, thickness=1.2))
    parts.append(details.buckle(t, made.field, t.stuff("#3a2f28", "gloss"), 0.43))
    for i in (0, 1):
        limb = arm(f, i)
        parts.append(limb_band(limb, 1.84, sleeve, "cuff", edge, width=5.0, thickness=0.6))
    parts += trousers(t, t.colors.bottom, loose=0.6)
    return Clothes(parts=(*parts, *boots(t, edge, top=1.62)), neckline=0.90)


def sundress(t: Tailor) -> Clothes:
    """Summer dress with shoulder straps and a swinging printed skirt, sandals."""
    f, cotton = t.figure, t.stuff(t.colors.top)
    colours = cotton.color, t.stuff(t.colors.second or WHITE).color
    neck = scoop_hole(t)
    bodice = make_top(
        t, cotton, sleeve=Cut(grow=0.9, loose=0.2, end=0.10, fold=0.0), low=0.38,
        body=Cut(grow=0.8, loose=0.0, fold=0.15), texture=cloth.dotted(*colours, 24, 8),
        extra=[cut_hole(neck)],
    )  # fmt: skip
    hem = f.knees[0][1] * 1.16
    gown = skirt(
        f, "skirt", replace(cotton, texture=cloth.dotted(*colours, 11, 26)), top=0.45,
        hem_y=hem, grow=0.9,
        flare=0.062 * f.height, pleats=9, depth=0.013 * f.height, detail=t.detail, curve=0.95,
    )  # fmt: skip
    parts = [*bodice.parts, gown]
    trim = t.stuff(t.colors.accent)
    parts.append(collar(t, bodice.field, trim, hole=neck, height=1.2, lean=0.5, thickness=0.7))
    parts.append(belt(t, trim, share=0.45, width=5, grow=1.0, thickness=0.9))
    parts += low_shoes(t, "sandal", "#9a6a3e")
    return Clothes(parts=tuple(parts), neckline=0.66, bare_arm=0.10, bare_leg=0.0)


__all__ = [
    "casual", "coat", "hoodie", "jacket", "jumper", "overalls", "shirt", "sundress",
]  # fmt: skip
