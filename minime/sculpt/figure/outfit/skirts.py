"""Skirts, tails and aprons: cloth that hangs from the waist over hips and knees.

World frame, mm. Angles round the body are from +z; grids run from the hem up.
"""

import numpy as np
from scipy.ndimage import gaussian_filter, maximum_filter1d

from minime.sculpt.figure.figure import Figure
from minime.sculpt.figure.outfit.garments import leg
from minime.sculpt.figure.trims import slab
from minime.sculpt.geometry.mesh import Material, Part


def skirt(
    figure: Figure,
    name: str,
    material: Material,
    *,
    top: float,
    hem_y: float,
    grow: float,
    flare: float,
    pleats: int,
    depth: float,
    detail: float = 1.0,
    gap_deg: float = 0.0,
    thickness: float = 0.8,
    curve: float = 1.0,
    behind: bool = False,
) -> Part:
    """A skirt or coat tail hanging from share ``top`` of the torso to height ``hem_y``.

    flare: mm added at the hem; pleats: waves round it, ``depth`` mm at the hem; gap_deg: how
    far it stands open in front, or behind as an apron; curve: below 1 flares early (bell),
    above 1 late.
    """
    top_y = figure.crotch + top * (figure.shoulder_line - figure.crotch)
    ring = gap_deg == 0
    open_half = np.radians(gap_deg) / 2
    cols = int((168 if pleats > 6 else 96) * detail**0.5)
    angle = np.linspace(open_half, 2 * np.pi - open_half, cols, endpoint=not ring)
    angle = angle + np.pi if behind else angle
    share = np.linspace(1, 0, int(34 * detail**0.5))[:, None]  # the first row is the hem
    y = top_y + (hem_y - top_y) * share
    cx, cz, radial = _waist_outline(figure, grow, y, angle)
    # Pleats deepen downwards and are never quite even.
    wave = np.cos(pleats * angle + 0.35 * np.sin(2 * angle + 0.6))[None]
    sharp = np.sign(wave) * np.abs(wave) ** 0.8
    radial = radial + flare * share**curve + depth * share**0.9 * sharp
    radial = np.maximum(radial, _round_the_legs(figure, y, cx, cz, angle) + grow)
    tilt = figure.pose.hip_slope * (1 - share) * 0.8

    def at(radius):
        x = radius * np.sin(angle)
        return np.stack([cx + x, y + tilt * x, cz + radius * np.cos(angle)], -1)

    return slab(name, at(radial), at(np.maximum(radial - thickness, 0.5)), material, ring=ring)


def _waist_outline(
    figure: Figure, grow: float, y: np.ndarray, angle: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centre x and z (rows, 1) and radius (rows, columns) of the trunk at heights ``y``;
    below the hips it goes straight down, as hanging cloth does."""
    levels = np.array(figure.torso(grow=grow))
    hip_y = figure.crotch + 0.16 * (figure.shoulder_line - figure.crotch)
    at = np.maximum(y, hip_y)
    cx, cz, wide, front, back = (np.interp(at, levels[:, 0], levels[:, k]) for k in range(1, 6))
    s, c = np.sin(angle)[None], np.cos(angle)[None]
    power = 2.3
    side = np.abs(s / wide) ** power + np.abs(c / np.where(c > 0, front, back)) ** power
    return cx, cz, side ** (-1 / power)


def _round_the_legs(figure: Figure, y, cx, cz, angle: np.ndarray) -> np.ndarray:
    """Radii (rows, columns; the hem first) that clear thighs and knees, from there straight
    down to the hem."""
    s, c = np.sin(angle)[None], np.cos(angle)[None]
    reach = np.zeros((len(y), len(angle)))
    for i in (0, 1):
        limb = leg(figure, i)
        line = np.array(limb.joints)[::-1]
        heights = np.linspace(0, 2, 21)
        r = np.interp(y, [limb.point(t)[1] for t in heights[::-1]],
                      [limb.radius(min(t, 1.999)) for t in heights[::-1]])  # fmt: skip
        dx, dz = (np.interp(y, line[:, 1], line[:, k]) - o for k, o in ((0, cx), (2, cz)))
        along, aside = dx * s + dz * c, dx * c - dz * s
        half = np.sqrt(np.maximum(r**2 - aside**2, 0))
        below = np.clip((limb.joints[0][1] - y) / (0.3 * limb.length(0)), 0, 1)
        reach = np.maximum(reach, np.where(half > 0, (along + half + 1.2) * below, 0))
    reach = np.maximum.accumulate(reach[::-1], axis=0)[::-1]
    wide = maximum_filter1d(reach, max(3, len(angle) // 14), axis=1, mode="wrap")
    wide = gaussian_filter(wide, (1.5, len(angle) / 40), mode=("nearest", "wrap"))
    return wide
