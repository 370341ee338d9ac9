"""How broad a person's shoulders are for their head, where a photo shows both whole."""

import numpy as np

from minime.selfie.detector import find_person
from minime.selfie.face import EYE_CORNERS, Face, fit_template

LEVELS_MM = (175.0, 265.0)  # below the eyes: shoulders and upper arms
REACH_MM = 330.0  # to each side of the face, that must not be all of the person
SLIM, BROAD = 2.45, 3.45  # shoulders in breadths of a head; most people lie far between
HEAD_MM = 150.0
MOST_YAW_DEG, MOST_ROLL_DEG = 20.0, 15.0


def measure_build(image: np.ndarray, face: Face) -> str | None:
    """ "slim", "medium" or "broad"; None where the shoulders are cut off, turned or hidden.
    image: (h, w, 3) uint8."""
    breadth = shoulder_breadth(image, face)
    if breadth is None:
        return None
    return "slim" if breadth < SLIM else "broad" if breadth > BROAD else "medium"


def shoulder_breadth(image: np.ndarray, face: Face) -> float | None:
    """Width of the shoulders in breadths of the head."""
    if abs(face.pose.yaw_deg) > MOST_YAW_DEG or abs(face.pose.roll_deg) > MOST_ROLL_DEG:
        return None
    scale = fit_template(face.landmarks).scale
    x, y = face.landmarks[list(EYE_CORNERS), :2].mean(0)
    height, width = image.shape[:2]
    lower = int(y + LEVELS_MM[1] * scale)
    left, right = int(max(x - REACH_MM * scale, 0)), int(min(x + REACH_MM * scale, width))
    if lower > height or min(x - left, right - x) < 0.55 * REACH_MM * scale:
        return None
    upper = max(int(y - 150 * scale), 0)
    person = find_person(np.ascontiguousarray(image[upper:lower, left:right])) > 0.5
    band = person[int(y + LEVELS_MM[0] * scale) - upper :]
    edge = max(int(6 * scale), 2)
    if band[:, :edge].any() or band[:, -edge:].any():
        return None  # an arm, or another person, leaves the photo
    widths = band.sum(1) / (scale * HEAD_MM)
    return float(np.median(widths))
