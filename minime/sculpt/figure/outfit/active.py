"""What people move in: team kit, a hero's suit, a martial artist's; recipes as in wardrobe.py."""

from minime.sculpt.figure.outfit import cloth, details, drapes
from minime.sculpt.figure.outfit.basics import WHITE, boots, inner_shirt, low_shoes, sneakers
from minime.sculpt.figure.outfit.collars import collar, neck_hole, opening
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


def sporty(t: Tailor) -> Clothes:
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
    parts += sneakers(t)
    return Clothes(parts=tuple(parts), neckline=0.84, bare_arm=0.56, bare_leg=0.55)


def superhero(t: Tailor) -> Clothes:
    """Close suit with a lightning emblem, gloves, trunks, belt, boots and a cape."""
    f, suit, trim = t.figure, t.stuff(t.colors.top, "vinyl"), t.stuff(t.colors.accent, "vinyl")
    sleeve = Cut(grow=0.6, loose=0.2, end=1.94, fold=0.1)
    made = make_top(
        t, suit, sleeve=sleeve, low=0.255, body=Cut(grow=0.8, loose=0.0, fold=0.05),
        texture=None, extra=[*drapes.muscles(t), neck_hole(t, 0.95)],
    )  # fmt: skip
    cut = Cut(grow=0.5, loose=0.2, end=1.72, fold=0.08)
    parts = [*made.parts, *make_trousers(t, suit, cut, texture=None, high=0.36).parts]
    parts += details.emblem(t, made.field)
    parts += [
        belt(t, trim, share=0.30, width=8, grow=1.1),
        details.buckle(t, made.field, trim, 0.30),
    ]
    parts.append(collar(t, made.field, trim, size=0.95, height=3, lean=0.6))
    parts.append(drapes.cape(t, trim))
    glove = Cut(grow=1.2, loose=-0.3, start=1.48, end=1.96, fold=0.1)
    for i in (0, 1):
        limb = arm(f, i)
        parts.append(t.limb_part(limb, glove, "gauntlet", trim))
        parts.append(limb_band(limb, 1.50, glove, "gauntlet_rim", trim, width=3.0, thickness=0.7))
    return Clothes(
        parts=(*parts, *boots(t, trim, top=1.50, leather=t.colors.accent)), neckline=0.86
    )


def gi(t: Tailor) -> Clothes:
    """Martial arts suit crossed in front, with a knotted belt, barefoot."""
    f, white, edge = t.figure, t.stuff("#f5f4ef"), t.stuff("#e2e0d8")
    sleeve = Cut(grow=1.7, loose=2.6, end=1.62, fold=0.5, hollow=1.8)
    made = make_top(
        t, white, sleeve=sleeve, low=0.26, body=Cut(grow=1.9, loose=0.0, fold=0.6),
        texture=cloth.knit(white.color), extra=[neck_hole(t, 1.1), opening(t, 0.66)],
    )  # fmt: skip
    tails = skirt(
        f, "tails", white, top=0.40, hem_y=t.share_y(-0.06), grow=2.2, flare=0.018 * f.height,
        pleats=4, depth=0.004 * f.height, gap_deg=6, detail=t.detail, thickness=1.0,
    )  # fmt: skip
    field, trunk = inner_shirt(t, t.stuff(WHITE), grow=1.6)
    back = collar(t, made.field, edge, size=1.1, height=2.5, lean=0.8, behind_deg=230)
    parts = [
        *made.parts,
        tails,
        trunk,
        back,
        *drapes.crossed_front(t, field, edge, low=0.38, lift=0.4),
    ]
    sash = t.stuff(t.colors.top)
    parts.append(belt(t, sash, share=0.38, width=7, grow=2.3, thickness=1.2))
    parts += details.belt_knot(t, made.field, sash, 0.38)
    cut = Cut(grow=1.4, loose=2.6, end=1.72, fold=0.5, hollow=1.8)
    parts += make_trousers(t, white, cut, texture=cloth.knit(white.color)).parts
    return Clothes(parts=(*parts, *low_shoes(t, "bare")), neckline=0.66, bare_arm=1.5, bare_leg=0.9)
