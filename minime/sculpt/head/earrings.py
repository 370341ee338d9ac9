"""Ear-rings that hang from the lobes of a toy's head, as the photo shows them.

Parts are in the head frame (mm at human size). An ear-ring keeps its place beside the lobe and
faces the viewer of the photo; hair and jaw that would hide it push it towards them, but not its
twin on the ear that the photo does not show.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.relief import raise_relief
from minime.selfie.jewellery import SIDES, Jewellery, lobe_of
from minime.selfie.ornament import Piece
from minime.selfie.view import VIEW_PX_PER_MM

BEHIND_MM, BEFORE_MM = 40.0, 70.0  # of the lobe: what is further away hides nothing


def hang_earrings(
    worn: Jewellery, landmarks: np.ndarray, turn: np.ndarray, head: Sequence[Part]
) -> tuple[Part, ...]:
    """The ear-rings that are ``worn``. landmarks: (478, 3) of the toy. turn: (3, 3), of the head
    in the view that they were seen in. head: what else it is made of."""
    if not any(worn.ears):
        return ()
    places = np.concatenate([part.vertices for part in head]) @ turn.T
    parts = []
    for side, seen, other in zip(SIDES, worn.ears, worn.ears[::-1], strict=True):
        lobe = turn @ lobe_of(landmarks, side)
        if seen is not None:
            parts.append(_hang(seen, lobe, turn, places))
        elif worn.pair:
            parts.append(_hang(other.flipped(), lobe, turn, places[:0]))
    return tuple(parts)


def _hang(piece: Piece, lobe: np.ndarray, turn: np.ndarray, places: np.ndarray) -> Part:
    """The ear-ring at a ``lobe``, before ``places`` (n, 3); both are turned as in the view."""
    relief = raise_relief(
        piece.picture, piece.mask, px_per_mm=VIEW_PX_PER_MM, name="earring", layer="accessory"
    )
    ahead = _ahead(piece, lobe, places)
    if ahead > 0:
        ahead += np.ptp(relief.vertices[:, 2]) / 2
    corner = lobe + [piece.left_mm, piece.top_mm - piece.size_mm[1], ahead]
    return replace(relief, vertices=((relief.vertices + corner) @ turn).astype(np.float32))


def _ahead(piece: Piece, lobe: np.ndarray, places: np.ndarray) -> float:
    """How far before the ``lobe`` those of the ``places`` (n, 3) are that would hide it, mm."""
    width, height = piece.size_mm
    low = lobe[:2] + [piece.left_mm, piece.top_mm - height]
    inside = ((places[:, :2] > low) & (places[:, :2] < low + (width, height))).all(1)
    ahead = places[inside, 2] - lobe[2]
    ahead = ahead[(ahead > -BEHIND_MM) & (ahead < BEFORE_MM)]
    return float(ahead.max(initial=0.0))
