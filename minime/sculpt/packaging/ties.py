"""Twist ties that hold a doll to its backdrop: one a leg. World frame, mm."""

from collections.abc import Sequence

import numpy as np

from minime.sculpt.figure.body import Body
from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.geometry.shapes import gather, tube

WIRE = Material(color=(0.95, 0.95, 0.95), finish="gloss")
TWIST_MM = np.array([1.6, -5.0, 1.2])  # from the front of the ring to the tips of its ends
BAND_MM = 1.5  # of height, in which a limb is measured


def tie_figure(
    body: Body, *, back_z: float, sight: tuple[float, float] = (0.0, 0.0)
) -> tuple[Part, ...]:
    """The ties of a dressed ``body``, in its own frame, to a backdrop at ``back_z``. sight: mm
    to the right and up that the camera's line of sight goes a mm of depth; what runs back
    follows it and hides behind the limb."""
    figure = body.figure
    half = figure.proportions.waist_width_mm / 2
    points = np.concatenate([part.vertices for part in body.parts if part.name != "cape"])
    loops = [
        _loop(points, ankle + 0.45 * (knee - ankle), abs(ankle[0]) + half)
        for knee, ankle in zip(figure.knees, figure.ankles, strict=True)
    ]
    return tie_down([loop for loop in loops if loop is not None], back_z=back_z, sight=sight)


def _loop(points: np.ndarray, spot: np.ndarray, reach: float):
    """Centre, half width and half depth of what is at the height of ``spot`` on its side of
    the body, no farther than ``reach`` mm from the middle; None where nothing is."""
    across = points[:, 0] * np.sign(spot[0])
    near = (np.abs(points[:, 1] - spot[1]) < BAND_MM) & (across > 0) & (across < reach)
    if not near.any():
        return None
    low, high = points[near].min(0), points[near].max(0)
    middle, half = (low + high) / 2, (high - low) / 2
    return (float(middle[0]), float(spot[1]), float(middle[2])), float(half[0]), float(half[2])


def tie_down(
    loops: Sequence[tuple[tuple[float, float, float], float, float]],
    *,
    back_z: float,
    sight: tuple[float, float] = (0.0, 0.0),
) -> tuple[Part, ...]:
    """White twist ties: each goes from the backdrop at ``back_z`` to a ring round a limb, given
    as its centre, half width and half depth in mm, and ends in a twist in front."""
    parts = []
    angle = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    for (x, y, z), wide, deep in loops:
        round_, along = (wide + 0.2) * np.sin(angle), (deep + 0.2) * np.cos(angle)
        ring = np.column_stack([x + round_, np.full(len(angle), y), z + along])
        ends = [(x + (z - at) * sight[0], y + (z - at) * sight[1], at) for at in (z - deep, back_z)]
        twist = [tube(end + (x, y, z + deep), 0.4, sides=6) for end in _twisted_ends()]
        wire = gather([tube(ring, 0.45, sides=8, closed=True), tube(ends, 0.45, sides=8), *twist])
        parts.append(wire.part("tie", WIRE, layer="packaging"))
    return tuple(parts)


def _twisted_ends() -> list[np.ndarray]:
    """The two ends of a tie, (n, 3), twisted round each other and then bent apart."""
    way = np.linspace(0, 1, 24)[:, None]
    apart = 0.4 + 1.8 * np.clip(way - 0.7, 0, 1)
    angle = 2.5 * 2 * np.pi * np.minimum(way, 0.7) / 0.7
    round_ = apart * np.hstack([np.cos(angle), 0 * angle, np.sin(angle)])
    core = way * TWIST_MM + (0, 0, 0.6)
    return [core + side * round_ for side in (-1, 1)]
