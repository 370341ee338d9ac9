"""Hair and facial hair from a view: where they are, how long, which colour.

Hair is what belongs to the person, lies round the face and is not of the skin's colour.
Lengths leave in units of the distance between the outer eye corners.
"""

from dataclasses import dataclass

import numpy as np

from minime.selfie.colors import LEFT_CHEEK, RIGHT_CHEEK, Sample
from minime.selfie.face import EYE_DISTANCE_MM
from minime.selfie.view import View

HAIRLINE_X = (-0.5, -0.25, 0.0, 0.25, 0.5)  # where the hairline is measured, same unit
FACE_OVAL = (
    10,
    338,
    297,
    332,
    284,
    251,
    389,
    356,
    454,
    323,
    361,
    288,
    397,
    365,
    379,
    378,
    400,
    377,
)
FACE_OVAL += (152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)
SKIN_DISTANCE = 17.0  # Lab, lightness at half weight: nearer is skin
HAIR_DISTANCE = 26.0  # from the hair's own colour, for what hangs beside and below the face
UPPER_LIP = (203, 165, 167, 164, 393, 391, 423, 410, 270, 269, 267, 0, 37, 39, 40, 186)
CHIN = (17, 314, 405, 378, 377, 152, 148, 149, 181, 84)
JAWS = ((58, 172, 136, 150, 169, 210, 214, 192), (288, 397, 365, 379, 394, 430, 434, 416))


@dataclass(frozen=True, kw_only=True, eq=False)
class Hair:
    """mask: (h, w) bool in the view. The rest is as in Traits, with one confidence."""

    mask: np.ndarray
    color: Sample
    length: str
    top: float
    width: float
    bottom: float
    hairline: tuple[float, ...]
    ears_covered: float
    parting: float
    confidence: float


def measure_hair(view: View, lab: np.ndarray, skin: np.ndarray) -> Hair:
    """Hair of the head in a view; ``lab`` is its white-balanced picture (h, w, 3)."""
    mm = view.millimetres()
    mask, bald_share = _hair_mask(view, lab, skin, mm)
    color = _hair_color(lab, mask, skin)
    forehead = mm[10, 1]
    rows, columns = np.nonzero(mask)
    if len(rows) < 400 or bald_share > 0.62:
        return _bald(mask, color, mm, bald_share, len(rows))
    heights = view_heights(rows)
    top = (np.percentile(heights, 99.5) - forehead) / EYE_DISTANCE_MM
    bottom = _bottom(mask, view)
    hairline = tuple(_hairline_at(view, lab, mask, skin, mm, x) for x in HAIRLINE_X)
    inside = float(view.inside[view.row(150) : view.row(-60)].mean())
    return Hair(
        mask=mask, color=color, length=_length(bottom), top=float(max(top, 0.0)),
        width=_width(mask, view, mm), bottom=bottom, hairline=hairline,
        ears_covered=_ears(mask, view, mm), parting=_parting(hairline),
        confidence=float(np.clip(inside * (1 - bald_share), 0.1, 0.9)),
    )  # fmt: skip


def view_heights(rows: np.ndarray) -> np.ndarray:
    """Rows of a view to millimetres above the eyes."""
    from minime.selfie.view import ABOVE_MM, VIEW_PX_PER_MM

    return ABOVE_MM - rows / VIEW_PX_PER_MM


def measure_facial_hair(view: View, lab: np.ndarray, skin: np.ndarray) -> tuple[str, Sample, float]:
    """(kind, colour, confidence) of what grows on lip, chin and jaw."""
    cheeks = lab[(view.fill(LEFT_CHEEK) | view.fill(RIGHT_CHEEK)) & view.inside]
    if len(cheeks) < 30:
        return "none", Sample(skin * (0.5, 0.5, 0.5), 0.05), 0.1
    reference = np.median(cheeks, axis=0)
    lip, lip_color = _darker(view, lab, (UPPER_LIP,), reference)
    chin, chin_color = _darker(view, lab, (CHIN,), reference)
    jaw, jaw_color = _darker(view, lab, JAWS, reference)
    kind, strength = _kind(lip, chin, jaw)
    color = {"moustache": lip_color, "goatee": chin_color, "beard": jaw_color}.get(kind, chin_color)
    return (
        kind,
        Sample(color, float(np.clip(strength, 0.1, 0.9))),
        float(np.clip(strength, 0.2, 0.9)),
    )


def _kind(lip: float, chin: float, jaw: float) -> tuple[str, float]:
    """What the darkness of lip, chin and jaw against the cheeks means, and how surely."""
    if chin > 16 and jaw > 16:
        return "beard", (min(chin, jaw) - 10) / 15
    if chin > 18 and lip > 10:
        return "goatee", (chin - 12) / 15
    if lip > 16:
        return "moustache", (lip - 10) / 15
    if min(lip, chin) > 8 and jaw > 6:
        return "stubble", 0.5
    return "none", (16 - max(lip, chin)) / 16


def _darker(view: View, lab: np.ndarray, areas, reference: np.ndarray) -> tuple[float, np.ndarray]:
    """How much darker than the cheeks (Lab lightness, median) areas are; colour of their dark half."""
    mask = np.zeros(view.inside.shape, bool)
    for area in areas:
        mask |= view.fill(area)
    pixels = lab[mask & view.inside]
    if len(pixels) < 20:
        return 0.0, reference * 0.5
    dark = pixels[pixels[:, 0] <= np.percentile(pixels[:, 0], 40)]
    return float(reference[0] - np.median(pixels[:, 0])), np.median(dark, axis=0)


def _skin_distance(lab: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """Lab distance to the skin; lightness counts half, as skin has light and shade."""
    return np.linalg.norm((lab - skin) * (0.6, 1.0, 1.0), axis=-1)


def _hair_mask(
    view: View, lab: np.ndarray, skin: np.ndarray, mm: np.ndarray
) -> tuple[np.ndarray, float]:
    """(mask, share of the skull above the forehead that is skin)."""
    import cv2

    person = (view.person > 0.5) & view.inside
    face = cv2.erode(view.fill(FACE_OVAL).astype(np.uint8), np.ones((9, 9))).astype(bool)
    below_brows = np.arange(len(face))[:, None] > view.row(max(mm[105, 1], mm[334, 1]) + 4)
    distance = _skin_distance(lab, skin)
    crown = person & (np.arange(len(face))[:, None] < view.row(mm[10, 1] + 6))
    middle = (mm[234, 0] + mm[454, 0]) / 2
    crown[:, : view.column(middle - 75)] = False
    crown[:, view.column(middle + 75) :] = False
    if crown.sum() < 200:
        return np.zeros_like(person), 0.7
    bald_share = float((distance[crown] < SKIN_DISTANCE).mean())
    seed = crown & (distance > SKIN_DISTANCE)
    own = np.median(lab[seed], axis=0) if seed.sum() > 100 else np.zeros(3)
    like_hair = np.linalg.norm((lab - own) * (0.7, 1, 1), axis=-1) < HAIR_DISTANCE
    other = person & (distance > SKIN_DISTANCE) & ~(face & below_brows)
    low = np.arange(len(face))[:, None] > view.row(-20)
    other &= like_hair | ~low
    return _connected(other, seed), bald_share


def _connected(mask: np.ndarray, seed: np.ndarray) -> np.ndarray:
    """The smoothed mask's pieces that hold a fair part of the seed."""
    import cv2

    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    clean = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    clean = cv2.morphologyEx(clean, cv2.MORPH_CLOSE, kernel)
    _, labels = cv2.connectedComponents(clean)
    hits = np.bincount(labels[seed], minlength=labels.max() + 1)
    hits[0] = 0
    return np.isin(labels, np.nonzero(hits > 0.1 * max(hits.sum(), 1))[0]) & (labels > 0)


def _hair_color(lab: np.ndarray, mask: np.ndarray, skin: np.ndarray) -> Sample:
    pixels = lab[mask]
    if len(pixels) < 200:
        return Sample(np.array([min(skin[0] * 0.6, 40), 4.0, 8.0]), 0.1)
    low, high = np.percentile(pixels[:, 0], (35, 80))
    chosen = pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)]
    return Sample(np.median(chosen, axis=0), float(np.clip(len(pixels) / 8000, 0.2, 0.9)))


def _bald(mask: np.ndarray, color: Sample, mm: np.ndarray, share: float, count: int) -> Hair:
    line = float((mm[10, 1] + 40) / EYE_DISTANCE_MM)
    sure = float(np.clip(share if count else 0.4, 0.2, 0.9))
    return Hair(
        mask=mask, color=Sample(color.lab, min(color.confidence, 0.3)), length="bald", top=0.0,
        width=0.0, bottom=0.0, hairline=(line,) * len(HAIRLINE_X), ears_covered=0.0, parting=0.0,
        confidence=sure,
    )  # fmt: skip


def _bottom(mask: np.ndarray, view: View) -> float:
    """How far hair hangs below the eyes: the lowest row with 6 mm of it on one side."""
    counts = mask.sum(1)
    rows = np.nonzero(counts > 12)[0]
    return float(max(-view_heights(rows[-1:])[0], 0.0) / EYE_DISTANCE_MM) if len(rows) else 0.0


def _length(bottom: float) -> str:
    return "short" if bottom < 0.85 else "medium" if bottom < 1.6 else "long"


def _width(mask: np.ndarray, view: View, mm: np.ndarray) -> float:
    """How far hair reaches beyond the face's edge, mean of both sides, between brows and crown."""
    rows = slice(view.row(60), view.row(-10))
    columns = np.nonzero(mask[rows].sum(0) > 12)[0]
    if not len(columns):
        return 0.0
    left = view.column(mm[234, 0]) - columns[0]
    right = columns[-1] - view.column(mm[454, 0])
    return float((max(left, 0) + max(right, 0)) / 4 / EYE_DISTANCE_MM)


def _hairline_at(view: View, lab, mask, skin, mm, x: float) -> float:
    """Height where the hair begins above the brows, at ``x`` right of the eyes' middle."""
    column = view.column(x * EYE_DISTANCE_MM * np.ptp(mm[[33, 263], 0]) / EYE_DISTANCE_MM)
    start = view.row(max(mm[105, 1], mm[334, 1]) + 2)
    strip = mask[:start, max(column - 4, 0) : column + 5].mean(1) > 0.5
    run = np.convolve(strip[::-1], np.ones(8), "valid") >= 7
    rise = int(np.argmax(run)) if run.any() else start - view.row(mm[10, 1] + 40)
    return float(view_heights(np.array([start - rise]))[0] / EYE_DISTANCE_MM)


def _ears(mask: np.ndarray, view: View, mm: np.ndarray) -> float:
    """Share of the places of the ears that hair covers."""
    shares = []
    for edge, side in ((234, -1), (454, 1)):
        x, y = mm[edge]
        first, last = sorted((view.column(x - 2 * side), view.column(x + 9 * side)))
        patch = mask[view.row(y + 22) : view.row(y - 22), first : last + 1]
        shares.append(float(patch.mean()) if patch.size else 0.0)
    return float(np.mean(shares))


def _parting(hairline: tuple[float, ...]) -> float:
    """Where the hairline is highest, if it clearly is off the middle."""
    line = np.array(hairline)
    if np.ptp(line) < 0.08 or line.argmax() == 2:
        return 0.0
    lean = (line[3:].mean() - line[:2].mean()) / max(np.ptp(line), 1e-6)
    return float(np.clip(lean, -1, 1)) if abs(lean) > 0.3 else 0.0
