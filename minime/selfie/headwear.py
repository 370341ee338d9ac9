"""Hats and scarves from a view: what covers the hair, if anything, and its colour.

Cloth is smooth and of one colour where hair shows its strands, and of hues that hair has not.
A hat that is not there is worse than one that is missed, so both must hold.
"""

import numpy as np

from minime.selfie.colors import GREY_CHROMA, Sample
from minime.selfie.silhouette import bald_outline
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
BRIM_MM, WOUND_MM, BOBBLE_MM = 25.0, 29.0, 12.0


def find_headwear(
    view: View, lab: np.ndarray, mask: np.ndarray, *, top: float, side: float, crest: float
) -> tuple[str, Sample]:
    """(kind or "none", colour) of what covers the hair's ``mask`` (h, w), from how far it stands
    off the head on ``top`` and at the ``side`` and its ``crest``, mm."""
    crown = _crown(view, mask)
    if crown.sum() < 1500:
        return "none", Sample(np.zeros(3), 0.5)
    color = np.median(lab[crown], axis=0)
    eyes = _eyes(view)
    tinted = np.median(np.hypot(*lab[eyes][:, 1:].T)) > GREY_CHROMA if eyes.any() else False
    if not tinted or not _is_cloth(lab, crown, color, _grain(lab, eyes)):
        return "none", Sample(color, 0.6)
    return _kind(view, lab, mask, color, top, side, crest), Sample(color, 0.6)


def _is_cloth(lab: np.ndarray, crown: np.ndarray, color: np.ndarray, sharp: float) -> bool:
    chroma, hue = np.hypot(*color[1:]), np.degrees(np.arctan2(color[2], color[1]))
    grain = _grain(lab, crown)
    spread = np.median(np.linalg.norm(lab[crown][:, 1:] - color[1:], axis=1))
    if sharp < SHARP or spread > SPREAD:
        return False
    if chroma > GAUDY or (chroma > STRONG and not HAIR_HUE[0] < hue < HAIR_HUE[1]):
        return bool(grain < SMOOTH)
    return bool(grain < PLAIN and color[0] > PLAIN_LIGHT and spread < 0.3 * SPREAD)


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


def _eyes(view: View) -> np.ndarray:
    """(h, w) bool: a band over both eyes."""
    mm = view.millimetres()
    band = np.zeros(view.inside.shape, bool)
    rows = slice(view.row(mm[105, 1]), view.row(mm[145, 1] - 4))
    band[rows, view.column(mm[33, 0]) : view.column(mm[263, 0])] = True
    return band & view.inside


def _grain(lab: np.ndarray, area: np.ndarray) -> float:
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
