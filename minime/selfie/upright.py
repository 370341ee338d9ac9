"""Photos whose rotation was lost on the way lie on their side or stand on their head: turned by
quarters until a face is upright in them.
"""

import numpy as np

from minime.selfie.face import Face, find_faces

TURNS = (0, 90, 180, 270)  # degrees clockwise
TILTED_DEG = 50.0  # people tilt their heads less


def set_upright(
    image: np.ndarray, turn: int | None = None
) -> tuple[np.ndarray, tuple[Face, ...], int]:
    """(picture, its faces, degrees clockwise that it was turned by) of ``image`` (h, w, 3) uint8.

    turn: one of TURNS; None leaves a picture as it is unless its largest face is tilted by more
    than TILTED_DEG or there is none: then the turn counts whose face stands most upright, by the
    detector's own score where several do (the mesh finds faces that are upside down)."""
    if turn is not None:
        turned = turn_picture(image, turn)
        return turned, find_faces(turned), turn
    faces = find_faces(image)
    if faces and abs(faces[0].pose.roll_deg) < TILTED_DEG:
        return image, faces, 0
    best = (image, faces, 0)
    least = _merit(faces)
    for degrees in TURNS[1:]:
        turned = turn_picture(image, degrees)
        found = find_faces(turned)
        if _merit(found) > least:
            best, least = (turned, found, degrees), _merit(found)
    return best


def turn_picture(image: np.ndarray, degrees: int) -> np.ndarray:
    """``image`` (h, w, 3) turned clockwise by one of TURNS."""
    return np.ascontiguousarray(np.rot90(image, -(degrees // 90)))


def _merit(faces: tuple[Face, ...]) -> float:
    """The detector's score of the largest face, less the more it is tilted; 0 without faces."""
    if not faces:
        return 0.0
    return faces[0].score * max(np.cos(np.radians(faces[0].pose.roll_deg)), 0.05)
