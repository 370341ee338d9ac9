"""The head brought upright and to one scale, so that traits can be measured in millimetres.

A view is the picture turned by the head's roll and scaled to VIEW_PX_PER_MM, with the
point midway between the eyes' outer corners at a fixed place. Millimetres in a view: x to
the viewer's right, y up, from that point (the yaw is left in, so widths shrink with it).
"""

from dataclasses import dataclass, replace

import numpy as np

from minime import srgb
from minime.selfie.detector import find_person
from minime.selfie.face import EYE_CORNERS, Face, fit_template

VIEW_PX_PER_MM = 2.0
LEFT_MM, ABOVE_MM, BELOW_MM = 180, 190, 330  # what the view shows round the eyes
# Of a head with its hair: where its middle lies, in heights of the face below its top, and how
# many times as tall as wide it is.
HANG, HANG_SHARE = 0.8, 1.4


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """image: (h, w, 3) float32 linear sRGB as photographed. inside: (h, w) bool, where the
    photo is, and no other person. person: (h, w) float32, probability. points: (478, 2) landmarks
    in view pixels. turn: (3, 3) rotation of the head as the view shows it, its roll
    removed."""

    image: np.ndarray
    inside: np.ndarray
    person: np.ndarray
    points: np.ndarray
    turn: np.ndarray

    def row(self, y_mm: float) -> int:
        """The row of pixels at a height above the eyes."""
        return int(np.clip((ABOVE_MM - y_mm) * VIEW_PX_PER_MM, 0, self.image.shape[0] - 1))

    def column(self, x_mm: float) -> int:
        """The column of pixels at a distance right of the eyes' middle."""
        return int(np.clip((LEFT_MM + x_mm) * VIEW_PX_PER_MM, 0, self.image.shape[1] - 1))

    def millimetres(self) -> np.ndarray:
        """(478, 2) landmarks in view millimetres."""
        return (self.points / VIEW_PX_PER_MM - (LEFT_MM, ABOVE_MM)) * (1, -1)

    def fill(self, indices: tuple[int, ...]) -> np.ndarray:
        """(h, w) bool: inside the polygon through these landmarks."""
        import cv2

        mask = np.zeros(self.inside.shape, np.uint8)
        cv2.fillPoly(mask, [self.points[list(indices)].round().astype(np.int32)], 1)
        return mask.astype(bool)


def view_head(image: np.ndarray, face: Face, others: tuple[Face, ...] = ()) -> View:
    """The view of a face found in ``image`` (h, w, 3) uint8 beside ``others``."""
    import cv2

    size = (int(2 * LEFT_MM * VIEW_PX_PER_MM), int((ABOVE_MM + BELOW_MM) * VIEW_PX_PER_MM))
    scale = VIEW_PX_PER_MM / fit_template(face.landmarks).scale
    turn = np.radians(face.pose.roll_deg)
    cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
    middle = face.landmarks[list(EYE_CORNERS), :2].mean(0)
    linear = np.array([[cos, sin], [-sin, cos]])
    offset = np.array([LEFT_MM, ABOVE_MM]) * VIEW_PX_PER_MM - linear @ middle
    matrix = np.column_stack([linear, offset])
    shrunk, matrix = _shrink(image, matrix, scale)
    warped = cv2.warpAffine(
        shrunk, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    ones = np.ones(shrunk.shape[:2], np.uint8)
    inside = cv2.warpAffine(ones, matrix, size, flags=cv2.INTER_NEAREST).astype(bool)
    person = cv2.warpAffine(_segment(shrunk, matrix, size), matrix, size, flags=cv2.INTER_LINEAR)
    points = face.landmarks[:, :2].astype(float) @ linear.T + offset
    if others:
        own = _apart(face, size, linear, offset)
        inside &= np.all([own < _apart(other, size, linear, offset) for other in others], axis=0)
    return View(
        image=to_linear(warped),
        inside=inside,
        person=person,
        points=points,
        turn=replace(face.pose, roll_deg=0.0).matrix(),
    )


def _apart(face: Face, size: tuple[int, int], linear: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """(h, w) float32: how far the view's pixels are from a face's head, in its own heights;
    downwards less, as hair hangs."""
    x0, y0, x1, y1 = face.box
    middle = linear @ [(x0 + x1) / 2, y0 + HANG * (y1 - y0)] + offset
    tall = (y1 - y0) * np.linalg.norm(linear[0])
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    return np.hypot(x - middle[0], (y - middle[1]) / HANG_SHARE).astype(np.float32) / tall


def to_linear(image: np.ndarray) -> np.ndarray:
    """uint8 sRGB to linear light in [0, 1], float32."""
    return srgb.to_linear(np.arange(256) / 255).astype(np.float32)[image]


def _shrink(image: np.ndarray, matrix: np.ndarray, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """A large picture made smaller first, by areas, so that the warp does not alias."""
    import cv2

    if scale > 0.7:
        return image, matrix
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ratio = np.array([image.shape[1] / small.shape[1], image.shape[0] / small.shape[0]])
    return small, np.column_stack([matrix[:, :2] * ratio, matrix[:, 2]])


def _segment(image: np.ndarray, matrix: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """(h, w) float32: the person in the part of the picture that the view shows. The
    segmenter sees true pixels only: padding makes it miss people."""
    corners = np.array([(x, y) for x in (0, size[0]) for y in (0, size[1])], float)
    corners = (corners - matrix[:, 2]) @ np.linalg.inv(matrix[:, :2]).T
    h, w = image.shape[:2]
    x0, y0 = np.clip(corners.min(0).astype(int), 0, (w - 1, h - 1))
    x1, y1 = np.clip(corners.max(0).astype(int) + 1, (x0 + 1, y0 + 1), (w, h))
    mask = np.zeros((h, w), np.float32)
    mask[y0:y1, x0:x1] = find_person(np.ascontiguousarray(image[y0:y1, x0:x1]))
    return mask
