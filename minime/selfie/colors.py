"""Colours of skin, eyes, lips and clothes, from the pixels of a view.

Pixels are (n, 3): linear sRGB in [0, 1] before the white balance, CIE Lab (D65) after it.
A sampled colour is a :class:`Sample`: Lab and how far to trust it.
"""

from typing import NamedTuple

import numpy as np

from minime.landmarks import (
    FOREHEAD,
    INNER_LIPS,
    LEFT_CHEEK,
    LEFT_EYE,
    OUTER_LIPS,
    OVAL,
    RIGHT_CHEEK,
    RIGHT_EYE,
)
from minime.selfie.view import View
from minime.srgb import rgb

LUMINANCE = (0.2126, 0.7152, 0.0722)
GREY_CHROMA = 2.5  # a picture whose median Lab chroma is below this has no hue to measure
# Linear light; half of what the synthetic heads of dark skin showed. On hair, of which the part
# least in the light is measured, all of it: of 0 to .016 this left the least error.
SHINE = 0.012
CLIPPED = 96.0  # Lab lightness above which a highlight has lost its colour
LIT = (45, 72)  # percentiles of a cheek's lightness: neither shade nor shine
SKIN_HUE = (36.0, 76.0)  # degrees in Lab; living skin of every tone lies within
LEAST_REST, MASKED = 400, 22.0  # px; Lab distance of hues between skin and a mask
BARE, COVERED = 0.5, 0.15  # probability of skin that counts; of the cheeks, less is covered
SKIN_MIDDLE = 52.0  # degrees in Lab
SKIN_CHROMA = (7.0, 36.0)
PALE = ((30.0, 55.0, 75.0, 90.0), (13.0, 15.0, 9.0, 7.0))  # Lab lightness, least chroma that lives
# Lab lightness of skin in a grey photo, and what it is taken for: old photos are dark, and film
# before 1930 saw red skin darker still, flashes bleach, but dark skin must stay dark.
GREY_SKIN = ((0.0, 38.0, 50.0, 80.0, 100.0), (0.0, 38.0, 62.0, 78.0, 82.0))
NEUTRAL = {"skin": (10.5, 15.5), "hair": (4.0, 7.0), "iris": (5.0, 9.0), "lips": (21.0, 11.0)}


class Sample(NamedTuple):
    """lab: (3,) CIE Lab. confidence in [0, 1]."""

    lab: np.ndarray
    confidence: float


def to_lab(linear: np.ndarray) -> np.ndarray:
    """Linear sRGB (..., 3) to CIE Lab (D65)."""
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = np.asarray(linear) @ (to_xyz / to_xyz.sum(1, keepdims=True)).T
    f = np.where(xyz > 0.008856, np.cbrt(np.maximum(xyz, 1e-9)), 7.787 * xyz + 16 / 116)
    x, y, z = np.moveaxis(f, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def to_hex(lab: np.ndarray) -> str:
    """A Lab colour as "#rrggbb", the nearest that sRGB can show."""
    from skimage.color import lab2rgb

    color = lab2rgb(np.clip(np.asarray(lab, float), (0, -110, -110), (100, 110, 110)))
    return "#" + "".join(f"{int(round(v * 255)):02x}" for v in np.clip(color, 0, 1))


def from_hex(color: str) -> np.ndarray:
    """ "#rrggbb" to Lab (3,)."""
    from skimage.color import rgb2lab

    return rgb2lab(rgb(color))


def delta_e(a: str, b: str) -> float:
    """CIEDE2000 between two "#rrggbb" colours."""
    from skimage.color import deltaE_ciede2000

    return float(deltaE_ciede2000(from_hex(a), from_hex(b)))


def is_grey(view: View) -> bool:
    """Whether the photo has no colour to speak of."""
    lab = to_lab(view.image[::6, ::6][view.inside[::6, ::6]])
    return bool(np.percentile(np.hypot(lab[:, 1], lab[:, 2]), 75) < GREY_CHROMA)


def sample_skin(view: View, lab: np.ndarray, bare: np.ndarray) -> Sample:
    """Skin from the lit part of cheeks and forehead, kept within human hues. bare: (h, w) in
    [0, 1], the probability of skin: a mask, a hand or hair may cover what usually is."""
    spots = bare_skin(view, bare, view.image)
    areas = [lab[spot] for spot in spots]
    medians = [np.median(area[:, 0]) if len(area) > 100 else -1.0 for area in areas[:2]]
    pixels, band = np.concatenate(areas[:2]), LIT  # of both cheeks, mostly the lit one
    clipped = float((pixels[:, 0] > CLIPPED).mean()) if len(pixels) else 1.0
    if clipped > 0.3 or max(medians) < 0:  # the brightest of what kept its colour
        pixels, band = np.concatenate(areas), (75, 97)
        pixels = pixels[pixels[:, 0] <= CLIPPED]
    if len(pixels) < 10:
        return Sample(np.array([65.0, *NEUTRAL["skin"]]), 0.05)
    low, high = np.percentile(pixels[:, 0], band)
    chosen = pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)]
    color = np.median(chosen, axis=0)
    spread = float(np.linalg.norm(chosen.std(0)))
    uneven = abs(medians[0] - medians[1]) / 60
    trust = np.clip(1 - spread / 40 - clipped - uneven, 0.2, 1.0)
    return Sample(_human(without_shine(color)), float(trust))


def bare_skin(view: View, bare: np.ndarray, light: np.ndarray) -> list[np.ndarray]:
    """(h, w) bool of right cheek, left cheek and forehead, where they are ``bare`` skin; of the
    rest of the face where hardly anything of the cheeks is, of forehead, ears and neck where the
    cheeks have quite another hue in the picture ``light`` (h, w, 3), linear."""
    sure = view.inside & (bare > BARE)
    spots = [view.fill(area) & sure for area in (RIGHT_CHEEK, LEFT_CHEEK, FOREHEAD)]
    whole = sum(int((view.fill(area) & view.inside).sum()) for area in (RIGHT_CHEEK, LEFT_CHEEK))
    cheeks = spots[0] | spots[1]
    if cheeks.sum() > COVERED * whole:
        rest = spots[2] | (sure & ~view.fill(OVAL))
        return [rest] * 3 if _differ(light, cheeks, rest) else spots
    face = view.fill(OVAL) & sure
    for part in (RIGHT_EYE, LEFT_EYE, OUTER_LIPS):
        face &= ~view.fill(part)
    return [face, face, spots[2]]


def _differ(light: np.ndarray, cheeks: np.ndarray, rest: np.ndarray) -> bool:
    """Whether the cheeks have quite another hue than the rest of the skin, as under a mask."""
    if rest.sum() < LEAST_REST:
        return False
    under, beside = (np.median(to_lab(light[spot])[:, 1:], axis=0) for spot in (cheeks, rest))
    off = [abs(np.degrees(np.arctan2(b, a)) - SKIN_MIDDLE) for a, b in (under, beside)]
    alive = off[1] < off[0] and np.hypot(*beside) > SKIN_CHROMA[0]
    return bool(alive and np.linalg.norm(under - beside) > MASKED)


def sample_lips(view: View, lab: np.ndarray) -> Sample:
    """The lips without the mouth's inside."""
    pixels = lab[view.fill(OUTER_LIPS) & ~view.fill(INNER_LIPS) & view.inside]
    if len(pixels) < 20:
        return Sample(np.array([50.0, *NEUTRAL["lips"]]), 0.05)
    low, high = np.percentile(pixels[:, 0], (30, 85))
    chosen = pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)]
    return Sample(
        np.median(chosen, axis=0), float(np.clip(1 - np.linalg.norm(chosen.std(0)) / 30, 0.2, 0.9))
    )


def without_shine(color: np.ndarray, shine: float = SHINE, least: float = 0.6) -> np.ndarray:
    """A Lab colour with less of the white light that the surface of skin or hair adds: it hardly
    shows on what is light, but greys what is dark. shine: linear light. least: the share of
    each channel that stays."""
    from skimage.color import lab2rgb

    encoded = np.clip(lab2rgb(color), 0, 1)
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return to_lab(np.maximum(linear - shine, least * linear))


def without_hue(sample: Sample, what: str) -> Sample:
    """A colour from a grey photo: its lightness with a usual hue, hardly to be trusted."""
    light = float(sample.lab[0])
    if what == "skin":
        light = float(np.interp(light, *GREY_SKIN))
    shade = float(np.clip(light / 55, 0.35, 1.1))
    if what == "hair":  # so light a grey is white hair as often as blond
        shade *= float(np.clip((82 - light) / 34, 0.1, 1.0))
    a, b = (v * shade for v in NEUTRAL.get(what, (0.0, 0.0)))
    return Sample(np.array([light, a, b]), min(sample.confidence, 0.2))


def _human(color: np.ndarray) -> np.ndarray:
    """The skin colour with hue and chroma brought within what living skin has."""
    chroma, hue = np.hypot(color[1], color[2]), np.degrees(np.arctan2(color[2], color[1]))
    hue = np.radians(np.clip(hue, *SKIN_HUE))
    chroma = np.clip(chroma, max(SKIN_CHROMA[0], np.interp(color[0], *PALE)), SKIN_CHROMA[1])
    return np.array([color[0], chroma * np.cos(hue), chroma * np.sin(hue)])
