"""Finds faces in a picture: 478 landmarks (MediaPipe face mesh, refined irises) and head pose.

Picture frame: pixels, x right, y down; a landmark's z is in pixels too, negative towards
the camera. Head frame: millimetres, x to the viewer's right, y up, z out of the face,
origin midway between the outer eye corners (landmarks 33 and 263), which are 90 mm apart.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, kw_only=True)
class HeadPose:
    """Where the head turns, in degrees, as seen in the picture.

    yaw: positive towards the right edge of the picture. pitch: positive looking up.
    roll: positive clockwise. Zero pitch has landmarks 10 (forehead) and 152 (chin) at
    the same depth.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float

    def matrix(self) -> np.ndarray:
        """(3, 3) rotation Ry(yaw) Rx(-pitch) Rz(-roll): head frame to x right, y up, z to viewer."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True, eq=False)
class Face:
    """One face. landmarks: (478, 3) float32 in the picture frame. box: half-open pixels
    (x0, y0, x1, y1). score: the face detector's own, in [0, 1]."""

    landmarks: np.ndarray
    box: tuple[int, int, int, int]
    score: float
    pose: HeadPose
