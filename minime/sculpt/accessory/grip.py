"""How a hand holds an accessory: which ones it can, where, along what, and how large.

A hand's C (minime.sculpt.figure.hand.Grip) closes round a rod; :data:`HOLDS` says for an accessory,
in its own frame (see the package; mm), where that rod runs. Things without an entry stand
beside the figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from minime.sculpt.figure.figure import unit
from minime.sculpt.figure.hand import Grip
from minime.sculpt.geometry.mesh import Part, move

USUAL_HEIGHT_MM = 190.0  # of the figure for which the scales are meant
ROOM = ((-24.0, -20.0, -14.0), (10.0, 28.0, 18.0))  # mm round the grip that what is held may fill


@dataclass(frozen=True, kw_only=True)
class Hold:
    """share: (x, y, z) of the point that is held, from 0 to 1 of the thing's own box. up: the
    direction in the thing that lies along the rod, towards the thumb. out: the direction in
    the thing that leaves the palm. scale: of the thing in a hand."""

    share: tuple[float, float, float]
    up: tuple[float, float, float] = (0.0, 1.0, 0.0)
    out: tuple[float, float, float] = (-1.0, 0.0, 0.0)
    scale: float = 0.45


HOLDS: Mapping[str, Hold] = {
    # With a handle at the side.
    "mug": Hold(share=(0.94, 0.52, 0.40), scale=0.52),
    "beer": Hold(share=(0.92, 0.45, 0.45), scale=0.5),
    # By a rod, a neck or a grip that stands upright.
    "wrench": Hold(share=(0.44, 0.34, 0.5), scale=0.62),
    "hammer": Hold(share=(0.5, 0.28, 0.5), scale=0.6),
    "paint_brush": Hold(share=(0.5, 0.30, 0.5), scale=0.6),
    "pencil": Hold(share=(0.5, 0.35, 0.5), scale=0.55),
    "microphone": Hold(share=(0.5, 0.35, 0.5), scale=0.6),
    "ice_cream": Hold(share=(0.5, 0.30, 0.5), scale=0.5),
    "syringe": Hold(share=(0.5, 0.50, 0.5), scale=0.5),
    "bouquet": Hold(share=(0.5, 0.20, 0.5), scale=0.55),
    "baby_bottle": Hold(share=(0.5, 0.40, 0.5), scale=0.45),
    "light_bulb": Hold(share=(0.5, 0.18, 0.5), scale=0.42),
    # Flat things by an edge, their front to the viewer.
    "phone": Hold(share=(0.5, 0.34, 0.5), out=(-0.4, 0.0, 1.0), scale=0.55),
    "calculator": Hold(share=(0.90, 0.40, 0.5), scale=0.5),
    "book": Hold(share=(0.84, 0.42, 0.5), scale=0.55),
    "clipboard": Hold(share=(0.90, 0.40, 0.5), scale=0.5),
    "clapperboard": Hold(share=(0.92, 0.40, 0.5), scale=0.5),
    "camera": Hold(share=(0.90, 0.45, 0.5), scale=0.5),
    "game_controller": Hold(share=(0.90, 0.40, 0.5), scale=0.48),
    "pizza": Hold(share=(0.5, 0.12, 0.5), scale=0.5),
}


def hold_accessory(
    key: str, thing: Sequence[Part], grip: Grip, figure_height_mm: float
) -> tuple[Part, ...]:
    """The accessory ``key`` (parts in its own frame), moved into the hand at ``grip``."""
    hold = HOLDS[key]
    points = np.concatenate([part.vertices for part in thing])
    low, high = points.min(0), points.max(0)
    own = _frame(hold.up, hold.out)
    hand = _frame(grip.direction, grip.palm)
    turn = hand @ own.T
    scale = hold.scale * figure_height_mm / USUAL_HEIGHT_MM
    at = low + np.array(hold.share) * (high - low)
    offset = grip.point - scale * (turn @ at)
    return tuple(move(part, rotation=turn, scale=scale, offset=offset) for part in thing)


def held_room(grip: Grip, figure_height_mm: float) -> np.ndarray:
    """(2, 3) mm: corners of the room that the packaging leaves for whatever is held."""
    return grip.point + np.array(ROOM) * figure_height_mm / USUAL_HEIGHT_MM


def _frame(up, out) -> np.ndarray:
    """(3, 3) columns: up, out across it, and the third."""
    y = unit(up)
    x = unit(np.asarray(out, float) - y * (y @ np.asarray(out, float)))
    return np.stack([x, y, np.cross(x, y)], 1)
