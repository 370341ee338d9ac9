"""Tops told apart by their neck, as photos show them: V, crew, stand-up collar with a zip,
straps, bare shoulders; recipes as in wardrobe.py."""

from dataclasses import replace

import numpy as np

from minime.sculpt.figure.outfit import details
from minime.sculpt.figure.outfit.basics import boots, low_shoes, sneakers, trousers
from minime.sculpt.figure.outfit.collars import (
    collar,
    cut_hole,
    neck_hole,
    scoop_hole,
    v_hole,
    v_rib,
)
from minime.sculpt.figure.outfit.garments import Cut, arm
from minime.sculpt.figure.outfit.skirts import skirt
from minime.sculpt.figure.outfit.tailor import Clothes, Tailor, belt, jeans, limb_band, make_top
from minime.sculpt.geometry.clay import Shape, Stroke

TEE_SLEEVE = Cut(grow=1.1, loose=1.0, end=0.66, fold=0.3, hollow=1.15)
LONG_SLEEVE = Cut(grow=1.6, loose=0.9, end=1.93, fold=0.65)


def v_neck(t: Tailor) -> Clothes:
    """T-shirt with a V neck and ribbed hems, jeans with turn-ups, sneakers."""
    top, v = t.stuff(t.colors.top), 0.76
    made = make_top(
        t, top, sleeve=TEE_SLEEVE, low=0.15, texture=t.woven(top),
        extra=[neck_hole(t), v_hole(t, v)],
    )  # fmt: skip
    rib = t.stuff(t.colors.top, shade=-0.16)
    parts = [*made.parts, collar(t, made.field, rib, behind_deg=230), *v_rib(t, made.field, rib, v)]
    for i in (0, 1) if not t.jointed else ():
        limb = arm(t.figure, i)
        parts.append(limb_band(limb, 0.63, TEE_SLEEVE, "sleeve_hem", rib, width=2.4, thickness=0.4))
    parts += jeans(t)
    return Clothes(parts=(*parts, *sneakers(t)), neckline=0.68, bare_arm=0.60)


def pullover(t: Tailor) -> Clothes:
    """Fine-knit crew-neck pullover with ribbed hems, jeans, sneakers."""
    wool, rib = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.12)
    made = make_top(
        t, wool, sleeve=LONG_SLEEVE, low=0.15, body=Cut(grow=1.8, loose=0.5, fold=0.6),
        texture=t.woven(wool), extra=[neck_hole(t, 1.05)],
    )  # fmt: skip
    parts = [*made.parts, collar(t, made.field, rib, size=1.05, height=4.4, thickness=1.5)]
    parts.append(belt(t, rib, share=0.16, width=7, grow=1.3, thickness=1.1))
    parts += _cuffs(t, rib)
    parts += jeans(t)
    return Clothes(parts=(*parts, *sneakers(t)), neckline=0.86)


def zip_jacket(t: Tailor) -> Clothes:
    """Jacket zipped up to a stand-up collar, slanting pockets; jeans, boots."""
    shell, edge = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.18)
    metal = t.stuff("#c9ccd2", "metal")
    made = make_top(
        t, shell, sleeve=LONG_SLEEVE, low=0.16, body=Cut(grow=2.2, loose=0.5, fold=0.55),
        texture=t.woven(shell), extra=[neck_hole(t, 1.05)],
    )  # fmt: skip
    parts = [
        *made.parts,
        collar(t, made.field, edge, size=1.05, height=9, lean=0.25, thickness=1.6),
    ]
    parts += details.zip_fastener(t, made.field, edge, metal)
    parts += [details.slant_zip(t, made.field, metal, side) for side in (1.0, -1.0)]
    parts.append(belt(t, edge, share=0.17, width=6, grow=1.7, thickness=1.0))
    parts += _cuffs(t, edge)
    parts += jeans(t, turn_up=False)
    return Clothes(parts=(*parts, *boots(t, metal, top=1.72)), neckline=0.88)


def straps(t: Tailor) -> Clothes:
    """Top with broad straps and a scooped neck, trousers, loafers."""
    silk, edge, neck = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.12), scoop_hole(t)
    made = make_top(
        t, silk, sleeve=Cut(grow=0.9, loose=0.2, end=0.10, fold=0.0), low=0.15,
        body=Cut(grow=0.9, loose=0.3, fold=0.35), texture=t.woven(silk), extra=[cut_hole(neck)],
    )  # fmt: skip
    parts = [*made.parts]
    parts.append(collar(t, made.field, edge, hole=neck, height=1.2, lean=0.5, thickness=0.6))
    parts += trousers(t, t.colors.bottom, loose=1.0)
    shoes = low_shoes(t, "loafer", "#6b4226")
    return Clothes(parts=(*parts, *shoes), neckline=0.66, bare_arm=0.06)


def evening_dress(t: Tailor) -> Clothes:
    """Plain dress with straps and a scooped neck, a skirt that falls to below the knee, pumps."""
    f, silk, neck = t.figure, t.stuff(t.colors.top), scoop_hole(t)
    edge = t.stuff(t.colors.top, shade=-0.12)
    made = make_top(
        t, silk, sleeve=Cut(grow=0.9, loose=0.2, end=0.08, fold=0.0), low=0.38,
        body=Cut(grow=0.8, loose=0.0, fold=0.15), texture=t.woven(silk), extra=[cut_hole(neck)],
    )  # fmt: skip
    gown = skirt(
        f, "skirt", replace(silk, texture=t.woven(silk)), top=0.45, hem_y=f.knees[0][1] * 0.78,
        grow=0.9, flare=0.034 * f.height, pleats=7, depth=0.009 * f.height, detail=t.detail,
        curve=1.0,
    )  # fmt: skip
    parts = [*made.parts, gown]
    parts.append(collar(t, made.field, edge, hole=neck, height=1.0, lean=0.5, thickness=0.5))
    parts.append(belt(t, edge, share=0.45, width=5, grow=1.0, thickness=0.8))
    parts += low_shoes(t, "pump")
    return Clothes(parts=tuple(parts), neckline=0.66, bare_arm=0.06, bare_leg=0.0)


def off_shoulder(t: Tailor) -> Clothes:
    """Top that leaves the shoulders bare, with a gathered edge; trousers, loafers."""
    silk, edge, high = t.stuff(t.colors.top), t.stuff(t.colors.top, shade=-0.10), 0.77
    cut = t.share_y(high)
    made = make_top(
        t, silk, sleeve=Cut(grow=0.8, loose=0.0, end=0.02, fold=0.0), low=0.15,
        body=Cut(grow=1.0, loose=0.2, fold=0.4), texture=t.woven(silk), extra=[_above(t, cut)],
    )  # fmt: skip
    parts = [*made.parts]
    parts.append(
        belt(t, edge, share=high - 0.01, width=5, grow=1.0, thickness=0.9, field=made.field)
    )
    parts += trousers(t, t.colors.bottom, loose=1.0)
    shoes = low_shoes(t, "loafer", "#6b4226")
    return Clothes(parts=(*parts, *shoes), neckline=0.66, bare_arm=0.0)


def _cuffs(t: Tailor, rib) -> list:
    return [
        limb_band(arm(t.figure, i), 1.90, LONG_SLEEVE, "cuff", rib, width=5.0, thickness=0.5)
        for i in (0, 1)
    ]


def _above(t: Tailor, y0: float) -> Stroke:
    """Takes away all cloth above a height, mm."""
    reach = t.figure.proportions.shoulder_width_mm
    top = t.share_y(1.2)

    def distance(px, py, pz):
        return y0 - py + 0.0 * np.abs(px) + 0.0 * pz

    box = Shape(
        low=np.array([-reach, y0, -60.0]), high=np.array([reach, top, 60.0]), distance=distance
    )
    return Stroke(shape=box, mode="carve", blend=0.5)


__all__ = ["evening_dress", "off_shoulder", "pullover", "straps", "v_neck", "zip_jacket"]
