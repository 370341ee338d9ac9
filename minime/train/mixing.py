"""More pairs out of those that were rendered, which take half a minute each: what a poor photo has
done to one face is laid onto another, less or more of it.

What parts a draft from its studio render is the paint alone, as both are the same head in the same
light: a field of ratios over the face. In the frame of the face mesh it fits every other face.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.train.dataset import Pairs

_SIDE = 128  # px of a field in the frame of the mesh
_DARK = 8.0  # of 255, added to both sides of a ratio: what is black says little
_SHARE = (0.3, 1.3)  # of a field that is laid on
_BORROWED, _BOTH = 0.5, 0.15  # chances of another face's field, and of its half beside the own
_EDGE_PX = 6.0  # over which a borrowed field fades in at the edge of the face


@dataclass(frozen=True, kw_only=True, eq=False)
class Fields:
    """Of each pair: field, (n, 128, 128, 3) float16, log ratios in the frame of the mesh; place,
    (n, h, w, 2) float32, where in that frame a pixel lies; face, (n, h, w) float32, soft."""

    field: np.ndarray
    place: np.ndarray
    face: np.ndarray


def find_fields(pairs: Pairs) -> Fields:
    """What was done to every face of the ``pairs``."""
    found = [
        _find(_ratio(pairs, row), pairs.landmarks[row, :, :2].astype(float))
        for row in range(len(pairs.prompts))
    ]
    field, place, face = (np.stack(part) for part in zip(*found, strict=True))
    return Fields(field=field, place=place, face=face)


def mix(pairs: Pairs, fields: Fields, rows: np.ndarray, random: np.random.Generator) -> Pairs:
    """The pairs of these ``rows`` with other drafts and paints: their own field or another
    face's, stronger or weaker."""
    drawn = [_mix(pairs, fields, row, random) for row in rows]
    drafts, paints = (np.stack(part) for part in zip(*drawn, strict=True))
    return replace(
        pairs,
        draft=drafts,
        paint=paints,
        studio=pairs.studio[rows],
        normals=pairs.normals[rows],
        face_map=pairs.face_map[rows],
        landmarks=pairs.landmarks[rows],
        prompts=tuple(pairs.prompts[row] for row in rows),
    )


def _ratio(pairs: Pairs, row: int) -> np.ndarray:
    return np.log((pairs.draft[row] + _DARK) / (pairs.studio[row] + np.float32(_DARK)))


def _mix(
    pairs: Pairs, fields: Fields, row: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    import cv2

    own, chance = _ratio(pairs, row), random.random()
    field = own
    if chance < _BORROWED + _BOTH:
        donor = fields.field[random.integers(len(fields.field))].astype(np.float32)
        theirs = cv2.remap(donor, fields.place[row], None, cv2.INTER_LINEAR)
        face = fields.face[row][..., None]
        field = own + 0.5 * face * theirs
        if chance < _BORROWED:
            field = own + face * (theirs - own)
    field = np.float32(random.uniform(*_SHARE)) * field

    def lay_on(picture: np.ndarray, ratio: np.ndarray) -> np.ndarray:
        changed = (picture + np.float32(_DARK)) * np.exp(ratio) - _DARK
        return np.clip(np.rint(changed), 0, 255).astype(np.uint8)

    return lay_on(pairs.studio[row], field), lay_on(pairs.paint[row], field - own)


def _find(ratio: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Field, place and face of one pair. points: (478, 2) px of its landmarks."""
    import cv2
    from scipy.interpolate import LinearNDInterpolator
    from scipy.ndimage import distance_transform_edt

    frame = _frame()
    height, width = ratio.shape[:2]
    rows, columns = np.mgrid[:_SIDE, :_SIDE]
    there = LinearNDInterpolator(frame, points, -1.0)(columns, rows).astype(np.float32)
    field = cv2.remap(ratio.astype(np.float32), there, None, cv2.INTER_LINEAR)
    rows, columns = np.mgrid[:height, :width]
    place = LinearNDInterpolator(points, frame, -1.0)(columns, rows).astype(np.float32)
    inside = np.clip(distance_transform_edt(place[..., 0] >= 0) / _EDGE_PX, 0, 1)
    return field.astype(np.float16), place, inside.astype(np.float32)


def _frame() -> np.ndarray:
    """(478, 2) px of the landmarks in the frame of the mesh, seen from the front, y down."""
    from minime.selfie.face import template

    flat = template()[0][:, :2] * (1, -1)
    low, high = flat.min(0), flat.max(0)
    return (flat - (low + high) / 2) / (high - low).max() * 0.96 * (_SIDE - 1) + (_SIDE - 1) / 2
