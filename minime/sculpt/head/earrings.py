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
from minime.sculpt.geometry.shapes import paint, tube
from minime.selfie.jewellery.hoops import Hoop
from minime.selfie.jewellery.ornament import Piece
from minime.selfie.jewellery.worn import SIDES, Jewellery, lobe_of
from minime.selfie.view import VIEW_PX_PER_MM

LEAST_RADIUS_MM, HOOP_POINTS = 1.4, 64
TOUCHING_MM = -2.0  # lowest top of an ear-ring: thin hooks are not cut out with it
BESIDE_MM, BEHIND_MM, BEFORE_MM = 4.0, 40.0, 95.0  # of the lobe: what is further away hides nothing


def hang_earrings(
    worn: Jewellery, landmarks: np.ndarray, turn: np.ndarray, head: Sequence[Part]
) -> tuple[Part, ...]:
    """The ear-rings that are ``worn``. landmarks: (478, 3) of the toy. turn: (3, 3), of the head
    in the view that they were seen in. head: what else it is made of."""
    if not any(worn.ears) and worn.hoops is None:
        return ()
    places = np.concatenate([part.vertices for part in head]) @ turn.T
    parts = []
    for side, seen, other in zip(SIDES, worn.ears, worn.ears[::-1], strict=True):
        lobe = turn @ lobe_of(landmarks, side)
        if seen is not None:
            parts.append(_hang(seen, lobe, turn, places))
        elif worn.pair:
            parts.append(_hang(other.flipped(), lobe, turn, places[:0]))
        elif worn.hoops is not None:
            parts += _hang_hoop(worn.hoops, lobe, side, turn, places)
    return tuple(parts)


def _hang(piece: Piece, lobe: np.ndarray, turn: np.ndarray, places: np.ndarray) -> Part:
    """The ear-ring at a ``lobe``, before ``places`` (n, 3); both are turned as in the view."""
    relief = raise_relief(
        piece.picture, piece.mask, px_per_mm=VIEW_PX_PER_MM, name="earring", layer="accessory"
    )
    ahead = _ahead(piece, lobe, places)
    if ahead > 0:
        ahead += np.ptp(relief.vertices[:, 2]) / 2
    top = max(piece.top_mm, TOUCHING_MM)
    corner = lobe + [piece.left_mm, top - piece.size_mm[1], ahead]
    return replace(relief, vertices=((relief.vertices + corner) @ turn).astype(np.float32))


def _hang_hoop(
    hoop: Hoop, lobe: np.ndarray, side: int, turn: np.ndarray, places: np.ndarray
) -> list[Part]:
    """The hoop at a ``lobe`` and its pendant. Its inner half stays beside the neck, its outer half
    is seen before ``places`` (n, 3)."""
    half, tall = hoop.half_mm
    thick = max(hoop.thick_mm / 2, LEAST_RADIUS_MM)
    top = lobe + [side * hoop.top_mm[0], hoop.top_mm[1], 0.0]
    outer = top[:2] - [0 if side > 0 else half + thick, 2 * tall]
    ahead = _most_ahead(outer, (half + thick, 2 * tall), lobe, places)
    angle = np.linspace(0, 2 * np.pi, HOOP_POINTS, endpoint=False)
    before = (ahead + thick) * np.clip(1 + np.cos(angle), 0, 1)
    ring = np.column_stack([side * half * np.cos(angle), tall * (np.sin(angle) - 1), before])
    solid = tube((top + ring) @ turn, thick, closed=True)
    parts = [solid.part("earring", paint(hoop.color, "gloss"))]
    if hoop.pendant is not None:
        piece = hoop.pendant if side > 0 else hoop.pendant.flipped()
        parts.append(_hang(piece, top - [0, 2 * tall, 0], turn, places))
    return parts


def _ahead(piece: Piece, lobe: np.ndarray, places: np.ndarray) -> float:
    """How far before the ``lobe`` those of the ``places`` (n, 3) are that would hide it, mm."""
    low = lobe[:2] + [piece.left_mm, piece.top_mm - piece.size_mm[1]]
    return _most_ahead(low, piece.size_mm, lobe, places)


def _most_ahead(
    low: np.ndarray, size: tuple[float, float], lobe: np.ndarray, places: np.ndarray
) -> float:
    """How far before the ``lobe`` what lies in a box from its ``low`` corner is at most, mm."""
    inside = ((places[:, :2] > low - BESIDE_MM) & (places[:, :2] < low + size + BESIDE_MM)).all(1)
    ahead = places[inside, 2] - lobe[2]
    ahead = ahead[(ahead > -BEHIND_MM) & (ahead < BEFORE_MM)]
    return float(ahead.max(initial=0.0))
