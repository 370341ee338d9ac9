"""Photo in, :class:`Selfie` out: the upright picture, the chosen face, its measured traits."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from minime.selfie.face import Face
from minime.selfie.traits import Traits


@dataclass(frozen=True, kw_only=True, eq=False)
class Selfie:
    """image: (h, w, 3) uint8 sRGB, upright. faces: how many were found."""

    image: np.ndarray
    face: Face
    faces: int
    traits: Traits


def read_selfie(source: bytes | str | Path, *, face: int | None = None) -> Selfie:
    """Read a photo (bytes, path, or "example") and measure its largest or ``face``-th face
    (1 is the largest). Raises PhotoError."""
    raise NotImplementedError
