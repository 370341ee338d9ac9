"""The head under the hair: an ellipsoid with a hairline, in the head frame (mm).

Directions are unit vectors in the ellipsoid's own space (its radii scaled to 1); azimuth 0
looks at the viewer and grows to the viewer's right, elevation 90 is the top.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

HAIRLINE_X_MM = (-45.0, -22.0, 0.0, 22.0, 45.0)
NAPE_Y_MM = -66.0
CALM_Y_MM = -12.0  # below this the skull's outline hangs straight down, as hair does


@dataclass(frozen=True, kw_only=True)
class Skull:
    """center, radii: of the ellipsoid. face_width_mm: half width at landmarks 234 and 454.
    hairline: heights at HAIRLINE_X_MM. ears_y, ears_z: middle of both ears; brow_y: top of the
    brows, which no fringe covers (mm)."""

    center: tuple[float, float, float] = (0.0, 12.0, -55.0)
    radii: tuple[float, float, float] = (74.0, 92.0, 88.0)
    face_width_mm: float = 68.0
    hairline: tuple[float, ...] = (50.0, 56.0, 58.0, 56.0, 50.0)
    ears_y: float = -22.0
    ears_z: float = -60.0
    brow_y: float = 22.0


def direction(azimuth_deg, elevation_deg) -> np.ndarray:
    """(..., 3) unit vectors of angles in degrees (arrays or numbers)."""
    a, e = np.radians(azimuth_deg), np.radians(elevation_deg)
    a, e = np.broadcast_arrays(a, e)
    return np.stack([np.cos(e) * np.sin(a), np.sin(e), np.cos(e) * np.cos(a)], -1)


def place(skull: Skull, directions: np.ndarray, offset) -> np.ndarray:
    """(..., 3) mm: points ``offset`` mm (scalar or (...)) outside the skull."""
    reach = np.asarray(skull.radii) + np.asarray(offset, float)[..., None]
    return np.asarray(skull.center) + directions * reach


def elevation_at(skull: Skull, y_mm) -> np.ndarray:
    """Degrees of elevation at which the skull's surface has the height ``y_mm``."""
    share = (np.asarray(y_mm, float) - skull.center[1]) / skull.radii[1]
    return np.degrees(np.arcsin(np.clip(share, -0.98, 0.98)))


def height_of(skull: Skull, directions: np.ndarray) -> np.ndarray:
    """(...) mm: height of the skull's surface in these directions."""
    return skull.center[1] + skull.radii[1] * directions[..., 1]


def hairline_height(skull: Skull, azimuth_deg) -> np.ndarray:
    """(...) mm: lowest height with hair: forehead, temple, sideburn, over the ear, nape."""
    left, *_, right = skull.hairline
    ear = skull.ears_y
    span = skull.radii[0] * 0.9
    front = np.degrees(np.arcsin(np.clip(np.array(HAIRLINE_X_MM) / span, -0.95, 0.95)))
    side = np.array([57, 66, 74, 81, 90, 100, 112, 132, 158, 180])

    def heights(corner):
        low = ear + 12
        mid = [corner * 0.62 + low * 0.3, corner * 0.15 + low * 0.55, ear + 2, ear + 12]
        return np.array([*mid, ear + 31, ear + 24, ear - 14, -50, NAPE_Y_MM + 4, NAPE_Y_MM])

    x = np.concatenate([-side[::-1], front, side])
    y = np.concatenate([heights(left)[::-1], skull.hairline, heights(right)])
    return PchipInterpolator(x, y)(_wrapped(azimuth_deg))


def grows_at(skull: Skull, points: np.ndarray) -> np.ndarray:
    """(n,) bool: whether hair grows at points (n, 3) of the head."""
    ways = (points - np.asarray(skull.center)) / np.asarray(skull.radii)
    return points[:, 1] > hairline_height(skull, azimuth_of(ways))


def azimuth_of(directions: np.ndarray) -> np.ndarray:
    """(...) degrees in [-180, 180]."""
    return np.degrees(np.arctan2(directions[..., 0], directions[..., 2]))


def slerp(a: np.ndarray, b: np.ndarray, t) -> np.ndarray:
    """Great circle from unit vectors ``a`` (t = 0) to ``b`` (t = 1)."""
    angle = np.arccos(np.clip((a * b).sum(-1), -0.9999, 0.9999))[..., None]
    t = np.asarray(t, float)[..., None] if np.ndim(t) else t
    return (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)


def around(pole: np.ndarray, bearing: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """(..., 3) unit vectors ``distance`` radians from ``pole``; bearing 0 heads for the
    face, a quarter turn for the viewer's right."""
    front = np.array([0.0, -0.15, 1.0]) if abs(pole[1]) > 0.5 else np.array([0.0, 1.0, 0.0])
    front = front - (front @ pole) * pole
    front /= np.linalg.norm(front)
    right = np.cross(pole, front) * (1 if pole[1] > 0.5 else -1)
    heading = np.cos(bearing)[..., None] * front + np.sin(bearing)[..., None] * right
    return np.cos(distance)[..., None] * pole + np.sin(distance)[..., None] * heading


def reach_to_hairline(skull: Skull, pole: np.ndarray, bearing: np.ndarray) -> np.ndarray:
    """(n,) radians from ``pole`` along each bearing until the hair ends."""
    steps = np.linspace(0.05, 2.9, 260)
    ways = around(pole, bearing[:, None], np.broadcast_to(steps, (len(bearing), 260)))
    bare = height_of(skull, ways) < hairline_height(skull, azimuth_of(ways))
    bare[:, -1] = True
    return steps[bare.argmax(1)]


def outward(skull: Skull, points: np.ndarray) -> np.ndarray:
    """(..., 3) unit vectors away from the head; level below the ears, where hair hangs."""
    rel = points - np.asarray(skull.center)
    rel = rel / np.asarray(skull.radii) ** 2
    rel[..., 1] = np.where(rel[..., 1] < 0, rel[..., 1] * 0.15, rel[..., 1])
    return rel / np.maximum(np.linalg.norm(rel, axis=-1, keepdims=True), 1e-9)


def push_out(skull: Skull, points: np.ndarray, clearance) -> np.ndarray:
    """The points, those nearer than ``clearance`` mm to the head moved outside it.

    Below CALM_Y_MM the head counts as a cylinder down to the jaw, then as a cone to the neck.
    """
    center, radii = np.asarray(skull.center), np.asarray(skull.radii)
    rel = (points - center) / (radii + np.asarray(clearance, float)[..., None])
    calm = (CALM_Y_MM - center[1]) / radii[1]
    fall = np.clip((-60 - points[..., 1]) / 90, 0, 1)
    level = np.where(rel[..., 1] < calm, calm, rel[..., 1])
    size = np.sqrt(rel[..., 0] ** 2 + level**2 + rel[..., 2] ** 2)
    grow = np.maximum(1, (1 - 0.5 * fall) / np.maximum(size, 1e-6))
    hanging = rel[..., 1] < calm
    scale = np.stack([grow, np.where(hanging, 1, grow), grow], -1)
    return center + rel * scale * (radii + np.asarray(clearance, float)[..., None])


def _wrapped(azimuth_deg) -> np.ndarray:
    return (np.asarray(azimuth_deg, float) + 180) % 360 - 180
