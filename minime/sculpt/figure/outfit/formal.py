"""What people dress up in; recipes as in wardrobe.py."""

from dataclasses import replace

from minime.sculpt.figure.figure import SIDES
from minime.sculpt.figure.outfit import cloth, details, drapes
from minime.sculpt.figure.outfit.basics import (
    WHITE,
    bust_strokes,
    button_row,
    inner_shirt,
    jacket_front,
    low_shoes,
    placket,
    shirt_and_tie,
    trousers,
)
from minime.sculpt.figure.outfit.collars import (
    JACKET_NECK,
    collar,
    cut_hole,
    neck_hole,
    opening,
    scoop_hole,
    split_hem,
)
from minime.sculpt.figure.outfit.garments import Cut, arm
from minime.sculpt.figure.outfit.shoes import build_shoes
from minime.sculpt.figure.outfit.skirts import skirt
from minime.sculpt.figure.outfit.tailor import Clothes, Tailor, belt, limb_band, make_top


def suit(t: Tailor) -> Clothes:
    """Two-button pinstripe jacket, shirt, tie, pocket square, dress shoes."""
    wool, low, v = t.stuff(t.colors.top), 0.02, 0.46
    jacket = make_top(
        t, wool, sleeve=Cut(grow=1.5, loose=0.9, end=1.95, fold=0.45, hollow=1.2), low=low,
        body=Cut(grow=2.0, loose=1.0, fold=0.35), texture=cloth.pinstripe(wool.color),
        extra=[neck_hole(t, JACKET_NECK), opening(t, v), split_hem(t, low, v - 0.06)],
    )  # fmt: skip
    white = t.stuff(t.colors.second or WHITE)
    satin = t.stuff(t.colors.tie or t.colors.accent, "gloss")
    parts = [*jacket.parts, *shirt_and_tie(t, white, white, satin, v)]
    parts += jacket_front(t, jacket.field, t.stuff(t.colors.top, shade=-0.10), v)
    parts += button_row(
        t, jacket.field, t.stuff(t.colors.top, "gloss", -0.45), (v - 0.06, v - 0.18)
    )
    parts.append(details.breast_pocket(t, jacket.field, wool))
    parts.append(details.pocket_square(t, jacket.field, t.stuff(t.colors.accent)))
    edge = t.stuff(t.colors.top, shade=-0.06)
    parts += [details.flap(t, jacket.field, edge, side) for side in SIDES]
    parts += [limb_band(arm(t.figure, i), 1.97, Cut(grow=0.7), "cuff", white) for i in (0, 1)]
    parts += trousers(t, t.colors.bottom)
    return Clothes(parts=(*parts, *low_shoes(t, "shoe")), neckline=0.90)


def blazer(t: Tailor) -> Clothes:
    """Plain jacket over a shirt without a tie, buttoned once, sleeves pushed up; loafers."""
    wool, low, v = t.stuff(t.colors.top), 0.06, 0.40
    sleeve = Cut(grow=1.5, loose=1.1, end=1.88, fold=0.7, hollow=1.2)
    made = make_top(
        t, wool, sleeve=sleeve, low=low, body=Cut(grow=1.9, loose=1.0, fold=0.4),
        texture=t.woven(wool),
        extra=[neck_hole(t, JACKET_NECK), opening(t, v), split_hem(t, low, v - 0.02)],
    )  # fmt: skip
    cotton = t.stuff(t.colors.second or "#dfe7f1")
    parts = [*made.parts, *shirt_and_tie(t, cotton, cotton, None, v)]
    edge = t.stuff(t.colors.top, shade=-0.08)
    parts += jacket_front(t, made.field, edge, v)
    parts += button_row(t, made.field, t.stuff("#3a2f28", "gloss"), (v - 0.05,), radius=2.4)
    parts += [details.flap(t, made.field, edge, side) for side in SIDES]
    parts += [limb_band(arm(t.figure, i), 1.91, Cut(grow=0.7), "cuff", cotton) for i in (0, 1)]
    parts += trousers(t, t.colors.bottom, fold=0.4, loose=0.9)
    return Clothes(parts=(*parts, *low_shoes(t, "loafer", "#6b4226")), neckline=0.72)


def blouse(t: Tailor) -> Clothes:
    """Blouse with a bow at the neck, narrow skirt to the knee, pumps."""
    f, silk = t.figure, t.stuff(t.colors.top)
    sleeve = Cut(grow=1.3, loose=1.8, end=1.84, fold=0.7)
    made = make_top(
        t, silk, sleeve=sleeve, low=0.34, body=Cut(grow=0.9, loose=0.0, fold=0.5),
        texture=t.woven(silk), extra=[*bust_strokes(t), neck_hole(t)],
    )  # fmt: skip
    edge = t.stuff(t.colors.top, shade=0.18)
    parts = [*made.parts, collar(t, made.field, edge, height=6, lean=0.35)]
    parts += placket(t, made.field, edge, 0.44, 0.84)
    parts += details.bow(t, made.field, t.stuff(t.colors.accent), 0.84, size=0.9)
    for i in (0, 1):
        limb = arm(f, i)
        parts.append(limb_band(limb, 1.86, Cut(grow=0.8), "cuff", edge, width=6, thickness=1.0))
    cloth_ = t.stuff(t.colors.bottom)
    parts.append(
        skirt(
            f, "skirt", cloth_, top=0.46, hem_y=f.knees[0][1] * 1.04, grow=1.5,
            flare=0.004 * f.height, pleats=4, depth=0.003 * f.height, detail=t.detail, curve=1.2,
        )
    )  # fmt: skip
    parts.append(belt(t, t.stuff(t.colors.bottom, shade=-0.25), share=0.45, width=6, grow=1.4))
    parts += low_shoes(t, "pump")
    return Clothes(parts=tuple(parts), neckline=0.86, bare_leg=0.0)


def dress(t: Tailor) -> Clothes:
    """Fitted bodice with cap sleeves, sash and bow, pleated skirt over a petticoat, pumps."""
    f, satin, sash = t.figure, t.stuff(t.colors.top), t.stuff(t.colors.accent)
    neck = scoop_hole(t)
    bodice = make_top(
        t, satin, sleeve=Cut(grow=1.1, loose=1.2, end=0.30, fold=0.12, hollow=1.2), low=0.38,
        body=Cut(grow=0.7, loose=0.0, fold=0.12), texture=cloth.knit(satin.color),
        extra=[*bust_strokes(t), cut_hole(neck)],
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


def gown(t: Tailor) -> Clothes:
    """Graduation or wizard's gown: wide sleeves, an open front over shirt and tie, a stole."""
    f, cloth_, v = t.figure, t.stuff(t.colors.top, shade=-0.25), 0.55
    sleeve = Cut(grow=1.8, loose=5.0, end=1.72, fold=0.7, hollow=1.2)
    made = make_top(
        t, cloth_, sleeve=sleeve, low=0.30, body=Cut(grow=2.6, loose=0.0, fold=0.5),
        texture=cloth.knit(cloth_.color), extra=[neck_hole(t, JACKET_NECK), opening(t, v)],
    )  # fmt: skip
    robe = skirt(
        f, "robe", cloth_, top=0.52, hem_y=f.ankle_height * 2.2, grow=3.0,
        flare=0.075 * f.height, pleats=9, depth=0.012 * f.height, gap_deg=8, thickness=1.1,
        detail=t.detail, curve=0.9,
    )  # fmt: skip
    white, stole = t.stuff(WHITE), t.stuff(t.colors.accent, "gloss")
    parts = [*made.parts, robe, *shirt_and_tie(t, white, white, t.stuff("#23262e"), v)]
    parts += drapes.stole(t, made.field, stole)
    for i in (0, 1):
        limb = arm(f, i)
        parts.append(limb_band(limb, 1.69, sleeve, "sleeve_trim", stole, width=3.0, thickness=0.4))
    parts += trousers(t, t.colors.bottom)
    return Clothes(parts=(*parts, *low_shoes(t, "shoe")), neckline=0.90, bare_arm=1.4)


def kimono(t: Tailor) -> Clothes:
    """Robe crossed in front with hanging sleeves and a broad sash, sandals."""
    f, silk = t.figure, t.stuff(t.colors.top)
    colours = silk.color, t.stuff(t.colors.top, shade=0.55).color
    sleeve = Cut(grow=1.6, loose=7.5, end=1.66, fold=0.5, hollow=1.3)
    hole = neck_hole(t, 1.12)
    made = make_top(
        t, silk, sleeve=sleeve, low=0.30, body=Cut(grow=1.8, loose=0.0, fold=0.2),
        texture=cloth.dotted(*colours, 22, 7), extra=[hole, opening(t, 0.72)],
    )  # fmt: skip
    robe = skirt(
        f, "robe", replace(silk, texture=cloth.dotted(*colours, 18, 20)), top=0.5,
        hem_y=f.ankle_height * 1.5, grow=2.2,
        flare=0.012 * f.height, pleats=3, depth=0.004 * f.height, detail=t.detail, curve=1.2,
    )  # fmt: skip
    white, sash = t.stuff(WHITE), t.stuff(t.colors.accent)
    field, trunk = inner_shirt(t, white, grow=1.5)
    parts = [*made.parts, robe, trunk]
    parts += drapes.crossed_front(t, field, white, low=0.44, width=7.5)
    dark = t.stuff(t.colors.top, shade=-0.3)
    parts += drapes.crossed_front(t, field, dark, low=0.42, width=4.6, lift=0.8)
    parts.append(belt(t, sash, share=0.44, width=17, grow=2.4, thickness=1.5))
    cord_ = t.stuff(t.colors.top, shade=-0.45)
    parts.append(belt(t, cord_, share=0.44, width=3, grow=3.6, thickness=1.1))
    for i in (0, 1):
        limb = arm(f, i)
        parts.append(limb_band(limb, 1.63, sleeve, "sleeve_trim", sash, width=2.4, thickness=0.3))
    parts += low_shoes(t, "sandal", "#7a4a2a")
    return Clothes(parts=tuple(parts), neckline=0.80, bare_arm=1.3, bare_leg=0.0)
