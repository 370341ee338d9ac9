"""Hats and scarves from a view: what covers the hair, if anything, and its colour.

Cloth is smooth and of one colour where hair shows its strands, and of hues that hair has not.
A hat that is not there is worse than one that is missed, so both must hold.
"""

from typing import NamedTuple

import numpy as np

from minime.selfie.colors import GREY_CHROMA, Sample, to_lab
from minime.selfie.hair.mask import clean_hair, own_hair
from minime.selfie.parse import Parse
from minime.selfie.silhouette import (
    bald_outline,
    find_knots,
    height_above,
    rise_above,
    rise_beside,
)
from minime.selfie.view import LEFT_MM, VIEW_PX_PER_MM, View

HAIR_HUE = (18.0, 105.0)  # degrees in Lab, of hair that has a hue at all
STRONG, GAUDY = 17.0, 56.0  # Lab chroma of a hue worth naming; more than any hair has
# Mean deviation of lightness from its surroundings of 2 mm, per cent of the lightness: cloth
# of synthetic people has 1.3 to 4.5, their hair 2.9 to 9, real hair in sharp photos over 4.
SMOOTH, PLAIN = 3.6, 1.6
PLAIN_LIGHT = 42.0  # Lab lightness; darker plain cloth is like sleek hair
SPREAD = 7.0  # Lab, median distance of the cloth's hues from their middle
SAME = 15.0  # Lab distance within which cloth is the same piece
SHARP = 3.0  # of the eyes: in a blurred photo hair is as smooth as cloth
BESIDE_SHARE, BROAD_MM, VISOR_MM = 0.6, 40.0, (25.0, 30.0)
LEAST_WORN = 16000  # px of the least that is worn: a cap has twice as much
LEAST_CROWN = 1500  # px of covered crown, and of hair, to tell colours by
UPPER_MM, HAT_MM = 20.0, 12.0  # over the eyes: where cloth is counted, and reaches down to
# Of the covering above, that the network calls cloth (real hair up to .47, once .85); Lab
# distance to the hair beside it.
CLOTH_SHARE, UNLIKE = 0.52, 18.0
HAT_SHARE = 0.6  # of what covers the head over the eyes, from which cloth is a hat
BRIM_MM, WOUND_MM, BOBBLE_MM = 25.0, 29.0, 12.0


class Covered(NamedTuple):
    """hair, worn: (h, w) float32 probabilities. kind: "none" or what is worn; color: of it."""

    hair: np.ndarray
    worn: np.ndarray
    kind: str
    color: Sample


def split_headwear(view: View, light: np.ndarray, parse: Parse) -> Covered:
    """What of a head's covering in ``parse`` is hair and what is worn over it: the network
    confuses smooth hair with cloth, so either cloth of no hair's hue is seen, or the network is
    fairly sure and the cloth differs from the hair beside it. light: (h, w, 3) the view's
    balanced picture, linear."""
    both, lab = clean_hair(view, parse.of("hair", "headwear")), to_lab(light)
    bare = own_hair(view, both, lab)
    none = Covered(bare, np.zeros_like(bare), "none", Sample(np.zeros(3), 0.5))
    mask = both > 0.5
    crown = _crown(view, mask)
    if crown.sum() < LEAST_CROWN:
        return none
    color, eyes = np.median(lab[crown], axis=0), eye_band(view)
    tinted = np.median(np.hypot(*lab[eyes][:, 1:].T)) > GREY_CHROMA if eyes.any() else False
    if tinted and _is_cloth(lab, crown, color, grain(lab, eyes)):
        slack = SAME + 0.25 * np.hypot(*color[1:])  # strong colours differ more in light and shade
        same = np.linalg.norm((lab - color) * (0.6, 1, 1), axis=-1) < slack
        worn = both * np.maximum(_solid(same & mask & _above(view)), parse.of("headwear"))
    elif (color := _network_cloth(view, lab, parse)) is not None:
        worn = np.minimum(parse.of("headwear"), both)
    else:
        return none
    if (worn > 0.5).sum() < LEAST_WORN:
        return none
    worn = np.maximum(worn, both * _under_no_hair(view, worn > 0.5, mask))
    angles, rise = rise_above(view, mask)
    shape = height_above(angles, rise), rise_beside(view, mask), find_knots(angles, rise)[1]
    kind = _kind(view, lab, mask, color, *shape)
    hair = own_hair(view, np.maximum(both - worn, 0), lab)
    return Covered(hair, worn.astype(np.float32), kind, Sample(color, 0.6))


def _network_cloth(view: View, lab: np.ndarray, parse: Parse) -> np.ndarray | None:
    """(3,) Lab of what the network takes for cloth on the head, where that is to be believed."""
    upper = view.inside.copy()
    upper[view.row(UPPER_MM) :] = False
    cloth, hair = parse.of("headwear") > 0.5, parse.of("hair") > 0.6
    total = parse.of("hair", "headwear")[upper].sum()
    if parse.of("headwear")[upper].sum() < CLOTH_SHARE * total or not (cloth & upper).any():
        return None
    color = np.median(lab[cloth & upper], axis=0)
    if hair.sum() < LEAST_CROWN or np.linalg.norm(np.median(lab[hair], axis=0) - color) > UNLIKE:
        return color
    return None


def _under_no_hair(view: View, worn: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """(h, w) bool: what lies over a hat is the hat too; nothing where most is hair, as over a
    band."""
    upper = _above(view)
    if (worn & upper).sum() < HAT_SHARE * (mask & upper).sum():
        return np.zeros_like(worn)
    over = worn[::-1].cumsum(0)[::-1] > 0
    over[view.row(view.millimetres()[10, 1]) :] = False  # hair may show under a peak
    return over


def _above(view: View) -> np.ndarray:
    """(h, w) bool: over the middle of the eyes, where hats sit."""
    zone = np.zeros(view.inside.shape, bool)
    zone[: view.row(HAT_MM)] = True
    return zone


def _solid(mask: np.ndarray) -> np.ndarray:
    """The largest piece of a mask, its holes closed, softly, float32."""
    import cv2

    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15))
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(closed)
    largest = pieces == 1 + stats[1:, cv2.CC_STAT_AREA].argmax() if len(stats) > 1 else mask
    return cv2.GaussianBlur(largest.astype(np.float32), (0, 0), 2.0)


def _is_cloth(lab: np.ndarray, crown: np.ndarray, color: np.ndarray, sharp: float) -> bool:
    chroma, hue = np.hypot(*color[1:]), np.degrees(np.arctan2(color[2], color[1]))
    rough = grain(lab, crown)
    spread = np.median(np.linalg.norm(lab[crown][:, 1:] - color[1:], axis=1))
    if sharp < SHARP or spread > SPREAD:
        return False
    if chroma > GAUDY or (chroma > STRONG and not HAIR_HUE[0] < hue < HAIR_HUE[1]):
        return bool(rough < SMOOTH)
    return bool(rough < PLAIN and color[0] > PLAIN_LIGHT and spread < 0.3 * SPREAD)


def _kind(view: View, lab, mask, color, top: float, side: float, crest: float) -> str:
    mm = view.millimetres()
    slack = SAME + 0.25 * np.hypot(*color[1:])  # strong colours differ more in light and shade
    same = np.linalg.norm((lab - color) * (0.6, 1, 1), axis=-1) < slack
    rows = slice(view.row(-30), view.row(-75))
    beside = [
        same[rows, view.column(mm[234, 0] - 9) : view.column(mm[234, 0])],
        same[rows, view.column(mm[454, 0]) : view.column(mm[454, 0] + 9)],
    ]
    if min(float(strip.mean()) if strip.size else 0.0 for strip in beside) > 0.45:
        return "hijab"
    if side > BRIM_MM:
        return "sun_hat"
    if crest > BOBBLE_MM:
        return "beanie"
    if top > WOUND_MM:
        return "turban"
    ears = mask[view.row(0) : view.row(-25)]
    covered = [ears[:, view.column(mm[e, 0] - 4) : view.column(mm[e, 0] + 4)] for e in (234, 454)]
    return "beanie" if np.mean([part.mean() for part in covered]) > 0.6 else "cap"


def _crown(view: View, mask: np.ndarray) -> np.ndarray:
    """(h, w) bool: the mask above the forehead, without its rim."""
    import cv2

    centre, spread = bald_outline(view)
    half = 0.8 * np.sqrt(spread[0, 0])
    zone = np.zeros(mask.shape, np.uint8)
    low, high = view.row(view.millimetres()[10, 1] + 2), view.row(140)
    zone[high:low, view.column(centre[0] - half) : view.column(centre[0] + half)] = 1
    return cv2.erode(zone * mask, np.ones((7, 7))).astype(bool)


def eye_band(view: View) -> np.ndarray:
    """(h, w) bool: a band over both eyes."""
    mm = view.millimetres()
    band = np.zeros(view.inside.shape, bool)
    rows = slice(view.row(mm[105, 1]), view.row(mm[145, 1] - 4))
    band[rows, view.column(mm[33, 0]) : view.column(mm[263, 0])] = True
    return band & view.inside


def grain(lab: np.ndarray, area: np.ndarray) -> float:
    """Mean deviation of the area's lightness from its surroundings, per cent."""
    import cv2

    if not area.any():
        return 0.0
    light = lab[..., 0].astype(np.float32)
    off = np.abs(light - cv2.GaussianBlur(light, (0, 0), 4))[area]
    return float(100 * off.mean() / (np.median(light[area]) + 8))


def name_headwear(view: View, worn: np.ndarray) -> str | None:
    """What the cloth ``worn`` (h, w) bool on the head is, by its outline, None where not sure: a
    scarf hangs beside the cheeks, a hat has a brim on both sides, a cap on one."""
    mm = view.millimetres()
    rows = slice(view.row(mm[152, 1] + 55), view.row(mm[152, 1] + 20))
    beside = [
        worn[rows, view.column(mm[234, 0] - 14) : view.column(mm[234, 0])],
        worn[rows, view.column(mm[454, 0]) : view.column(mm[454, 0] + 14)],
    ]
    if min(float(strip.mean()) if strip.size else 0.0 for strip in beside) > BESIDE_SHARE:
        return "scarf"
    centre, spread = bald_outline(view)
    half = np.sqrt(spread[0, 0])
    columns = np.flatnonzero(worn[view.row(90) : view.row(10)].any(0))
    if not len(columns):
        return None
    left = centre[0] - half - (columns[0] / VIEW_PX_PER_MM - LEFT_MM)
    right = columns[-1] / VIEW_PX_PER_MM - LEFT_MM - centre[0] - half
    if min(left, right) > BROAD_MM:
        return "hat"
    return "cap" if max(left, right) > VISOR_MM[1] and min(left, right) < VISOR_MM[0] else None
