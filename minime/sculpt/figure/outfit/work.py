"""What people work in: overalls, coats, whites, uniforms; recipes as in wardrobe.py."""

from minime.sculpt.figure.outfit import cloth, details, drapes
from minime.sculpt.figure.outfit.basics import (
    boots,
    button_row,
    jacket_front,
    low_shoes,
    placket,
    shirt_and_tie,
    trousers,
)
from minime.sculpt.figure.outfit.collars import (
    JACKET_NECK,
    collar,
    collar_leaves,
    neck_hole,
    opening,
    tie,
)
from minime.sculpt.figure.outfit.garments import Cut, arm, leg
from minime.sculpt.figure.outfit.skirts import skirt
from minime.sculpt.figure.outfit.tailor import (
    Clothes,
    Tailor,
    belt,
    limb_band,
    make_top,
    make_trousers,
)

SILVER, LIME = "#dfe3e6", "#d7f038"  # reflecting tape


def jumpsuit(t: Tailor) -> Clothes:
    """Work or space overall: zip, belt, mission patches, piping, cuffs, boots."""
    suit, trim = t.stuff(t.colors.top), t.stuff(t.colors.accent)
    weave = cloth.knit(suit.color)
    sleeve = Cut(grow=1.5, loose=0.7, end=1.92, fold=0.7)
    top = make_top(
        t, suit, sleeve=sleeve, low=0.33, body=Cut(grow=1.7, loose=0.0, fold=0.6),
        texture=weave, extra=[neck_hole(t, 1.1)],
    )  # fmt: skip
    cut = Cut(grow=1.3, loose=0.8, end=1.66, fold=0.6)
    legs = make_trousers(t, suit, cut, texture=weave, high=0.43, seat=1.3)
    parts = [*top.parts, *legs.parts]
    parts.append(collar(t, top.field, trim, size=1.1, height=9, lean=0.2, thickness=1.5))
    metal = t.stuff("#c9ccd2", "metal")
    parts += details.zip_fastener(t, top.field, t.stuff(t.colors.top, shade=-0.3), metal)
    parts.append(belt(t, t.stuff(t.colors.accent, "gloss", -0.2), share=0.38, width=9, grow=2.1))
    parts.append(details.buckle(t, top.field, metal, 0.385))
    parts += details.mission_patches(t, top.field)
    for i in (0, 1):
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 1.90, sleeve, "cuff", trim, width=5.5, thickness=1.1))
        parts.append(limb_band(limb, 0.52, sleeve, "stripe", trim, width=3.4, thickness=0.5))
        thigh = leg(t.figure, i)
        parts.append(limb_band(thigh, 0.55, cut, "stripe", trim, width=3.4, thickness=0.5))
    return Clothes(parts=(*parts, *boots(t, trim)), neckline=0.88)


def lab_coat(t: Tailor) -> Clothes:
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
    parts += shirt_and_tie(t, shirt, leaves, t.stuff(t.colors.accent), v)
    parts += jacket_front(t, coat.field, shade, v)
    parts += button_row(t, coat.field, t.stuff("#d9dcdc", "gloss"), (v - 0.05, v - 0.13))
    parts.append(details.breast_pocket(t, coat.field, shade))
    parts += details.pens(t, coat.field)
    parts += details.badge(t, coat.field)
    parts += trousers(t, t.colors.bottom)
    return Clothes(parts=(*parts, *low_shoes(t, "shoe")), neckline=0.90)


def chef(t: Tailor) -> Clothes:
    """Double-breasted whites with knotted neckerchief and a long apron, checked trousers."""
    f, white, edge = t.figure, t.stuff("#f7f6f2"), t.stuff("#e4e4e0")
    sleeve = Cut(grow=1.6, loose=0.8, end=1.80, fold=0.65, hollow=1.2)
    made = make_top(
        t, white, sleeve=sleeve, low=0.16, body=Cut(grow=1.8, loose=0.5, fold=0.5),
        texture=cloth.knit(white.color), extra=[neck_hole(t, 1.1)],
    )  # fmt: skip
    parts = [*made.parts, collar(t, made.field, edge, size=1.1, height=3.5, lean=0.3)]
    dark = t.stuff("#25272c", "gloss")
    for aside in (-8.0, 8.0):
        parts += button_row(t, made.field, dark, (0.50, 0.61, 0.72), aside=aside, radius=2.0)
    bistro = t.stuff(t.colors.top, shade=-0.25)
    parts += drapes.neckerchief(t, made.field, t.stuff(t.colors.accent))
    parts.append(
        skirt(
            f, "apron", bistro, top=0.44, hem_y=f.knees[0][1] * 1.02, grow=3.2,
            flare=0.02 * f.height, pleats=3, depth=0.004 * f.height, gap_deg=150, behind=True,
            detail=t.detail, thickness=1.0,
        )
    )  # fmt: skip
    string = t.stuff(t.colors.top, shade=-0.4)
    parts.append(belt(t, string, share=0.44, width=5, grow=3.2, thickness=1.0))
    for i in (0, 1):
        cuff = limb_band(arm(f, i), 1.77, sleeve, "cuff", edge, width=5, thickness=0.6)
        parts.append(cuff)
    pale, ink = t.stuff("#e9e9e6"), t.stuff("#3c4048")
    cut = Cut(grow=0.9, loose=1.5, end=1.92, fold=0.45)
    checks = cloth.checked(pale.color, ink.color, 30)
    parts += make_trousers(t, pale, cut, texture=checks).parts
    return Clothes(parts=(*parts, *low_shoes(t, "shoe")), neckline=0.90)


def scrubs(t: Tailor) -> Clothes:
    """Loose V-necked tunic with pockets and a badge, wide trousers, clogs."""
    cotton, edge = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.13)
    sleeve = Cut(grow=1.5, loose=1.9, end=0.74, fold=0.4, hollow=1.2)
    made = make_top(
        t, cotton, sleeve=sleeve, low=0.06, body=Cut(grow=1.6, loose=1.2, fold=0.7),
        texture=cloth.knit(cotton.color), extra=[neck_hole(t, 0.95), opening(t, 0.80)],
    )  # fmt: skip
    parts = [*made.parts, *drapes.neck_facing(t, made.field, edge, 0.80)]
    parts.append(details.breast_pocket(t, made.field, edge))
    parts += [details.side_pocket(t, made.field, edge, side) for side in (1.0, -1.0)]
    parts += [*details.pens(t, made.field), *details.badge(t, made.field)]
    for i in (0, 1) if not t.jointed else ():
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 0.71, sleeve, "sleeve_hem", edge, width=2.6, thickness=0.3))
    cut = Cut(grow=1.2, loose=2.2, end=1.92, fold=0.6)
    parts += make_trousers(t, cotton, cut, texture=cloth.knit(cotton.color)).parts
    return Clothes(parts=(*parts, *low_shoes(t, "loafer", "#f1f1ee")), neckline=0.78, bare_arm=0.66)


def police(t: Tailor) -> Clothes:
    """Uniform shirt with tie, epaulettes, star badge and a belt with pouches."""
    f, blue, dark = t.figure, t.stuff("#2f4d7e"), t.stuff("#1d2b47")
    sleeve = Cut(grow=1.3, loose=0.7, end=1.93, fold=0.55)
    made = make_top(
        t, blue, sleeve=sleeve, low=0.28, body=Cut(grow=1.5, loose=0.2, fold=0.5),
        texture=cloth.knit(blue.color), extra=[neck_hole(t)],
    )  # fmt: skip
    gold, black = t.stuff("#e0b13f", "metal"), t.stuff("#17181c", "vinyl")
    parts = [*made.parts, *placket(t, made.field, blue, 0.42, 0.86)]
    parts += tie(t, made.field, black, 0.46)
    parts += [collar(t, made.field, dark, height=5.5, lean=0.45)]
    parts += [*collar_leaves(t, made.field, dark), *details.epaulettes(t, made.field, dark)]
    parts += [details.breast_pocket(t, made.field, dark), details.star(t, made.field, gold)]
    parts += details.name_bar(t, made.field, gold)
    parts.append(belt(t, black, share=0.37, width=9, grow=1.9, thickness=1.3))
    parts.append(details.buckle(t, made.field, gold, 0.37))
    parts += details.pouches(t, made.field, black, 0.35)
    for i in (0, 1):
        limb = arm(f, i)
        parts.append(limb_band(limb, 1.90, sleeve, "cuff", dark, width=4.5, thickness=0.5))
    parts += trousers(t, "#1d2b47")
    return Clothes(parts=(*parts, *low_shoes(t, "shoe")), neckline=0.90)


def firefighter(t: Tailor) -> Clothes:
    """Heavy turnout coat and trousers with reflecting stripes, clasps, high boots."""
    f, canvas = t.figure, t.stuff("#3a3328")
    sleeve = Cut(grow=2.3, loose=0.9, end=1.90, fold=0.8)
    made = make_top(
        t, canvas, sleeve=sleeve, low=0.10, body=Cut(grow=2.7, loose=0.6, fold=0.6),
        texture=cloth.knit(canvas.color), extra=[neck_hole(t, 1.15)],
    )  # fmt: skip
    lime, silver, steel = t.stuff(LIME), t.stuff(SILVER, "gloss"), t.stuff("#c9ccd2", "metal")
    parts = [*made.parts]
    parts.append(collar(t, made.field, canvas, size=1.15, height=9, lean=0.15, thickness=1.8))
    parts += details.zip_fastener(t, made.field, t.stuff("#241f18"), steel)
    parts += details.clasps(t, made.field, steel, (0.50, 0.74))
    for share in (0.62, 0.24):
        for tape, width, thick in ((lime, 9, 0.7), (silver, 4, 1.0)):
            parts.append(
                belt(t, tape, share=share, width=width, grow=4.0, thickness=thick, field=made.field)
            )
    cut = Cut(grow=1.9, loose=0.8, end=1.70, fold=0.7)
    parts += make_trousers(t, canvas, cut, texture=cloth.knit(canvas.color)).parts
    for i in (0, 1):
        for limb, at, own in ((arm(f, i), 1.62, sleeve), (leg(f, i), 1.30, cut)):
            parts.append(limb_band(limb, at, own, "tape", lime, width=6.0, thickness=0.3))
            parts.append(limb_band(limb, at, own, "reflector", silver, width=2.6, thickness=0.5))
    return Clothes(parts=(*parts, *boots(t, lime, top=1.60)), neckline=0.90)
