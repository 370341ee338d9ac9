"""The colour of the irises, whatever lies over one of them: a reflection, a flash, hair."""

import numpy as np

from minime.landmarks import LEFT_EYE, LEFT_IRIS, RIGHT_EYE, RIGHT_IRIS
from minime.selfie.colors import NEUTRAL, Sample
from minime.selfie.view import View

RING = (0.45, 0.85)  # of the radius: between pupil and limbus
LEAST = 12  # pixels that tell a colour
GLARE_L, FLASH_A = 82.0, 26.0  # Lab: no iris is as light, none as red
PART = (15.0, 60.0)  # percentiles of lightness that count: the bright end is blurred eye white
APART = 16.0  # Lab distance between two eyes of which one is not as it is
UNKNOWN = Sample(np.array([28.0, *NEUTRAL["iris"]]), 0.1)


def sample_iris(view: View, lab: np.ndarray, covered: np.ndarray) -> Sample:
    """What both eyes show, or the one that shows more where they differ; a usual brown, hardly to
    be trusted, where neither shows any. covered: (h, w) in [0, 1], hair and head wear."""
    free = (covered < 0.5) & (lab[..., 0] < GLARE_L) & (lab[..., 1] < FLASH_A)
    eyes = []
    for iris, eye in ((RIGHT_IRIS, RIGHT_EYE), (LEFT_IRIS, LEFT_EYE)):
        ring = _ring(view, iris, eye)
        open_eye = lab[view.fill(eye) & view.inside, 0]  # with its white: what covers it is even
        if (ring & free).sum() >= LEAST:
            eyes.append(
                (lab[ring & free], float((ring & free).mean() / ring.mean() * open_eye.std()))
            )
    if not eyes:
        return UNKNOWN
    middles = [np.median(_part(pixels), axis=0) for pixels, _ in eyes]
    if np.linalg.norm(middles[0] - middles[-1]) > APART:
        eyes = [max(eyes, key=lambda eye: eye[1])]
    chosen = _part(np.concatenate([pixels for pixels, _ in eyes]))
    count = sum(len(pixels) for pixels, _ in eyes)
    even = np.clip(1 - np.linalg.norm(chosen.std(0)) / 40, 0.2, 1)
    return Sample(np.median(chosen, axis=0), float(np.clip(count / 300, 0.1, 1) * even))


def _part(pixels: np.ndarray) -> np.ndarray:
    low, high = np.percentile(pixels[:, 0], PART)
    return pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)]


def _ring(view: View, iris: tuple[int, ...], eye: tuple[int, ...]) -> np.ndarray:
    """(h, w) bool: the iris between pupil and limbus, inside the lids."""
    center = view.points[iris[0]]
    radius = np.linalg.norm(view.points[list(iris[1:])] - center, axis=1).mean()
    rows, columns = np.indices(view.inside.shape, sparse=True)
    distance = np.hypot(columns - center[0], rows - center[1]) / max(radius, 1e-6)
    return (distance > RING[0]) & (distance < RING[1]) & view.fill(eye) & view.inside
