"""Measures what a person looks like from the pixels around the landmarks of a face."""

from dataclasses import dataclass, field
from collections.abc import Mapping

HAIR_LENGTHS = ("bald", "short", "medium", "long")
FACIAL_HAIR = ("none", "stubble", "moustache", "goatee", "beard")


@dataclass(frozen=True, kw_only=True)
class Traits:
    """Colours are "#rrggbb" sRGB; every figure has an entry of its name in ``confidence``, [0, 1].

    hair_length: one of HAIR_LENGTHS. hair_top / hair_width / hair_bottom: how far the hair
    reaches above landmark 10, beside the face's edge (mean of both sides) and below the
    line of the eyes, each in units of the distance between the outer eye corners.
    hairline: height of the hairline above the line of the eyes at five x positions from
    the picture's left to its right, same unit. ears_covered: share of both ears, [0, 1].
    parting: -1 (picture's left) .. 1, 0 is none or middle. facial_hair: one of FACIAL_HAIR.
    glasses: seen or not. smile, mouth_open, eyes_open, brows_raised: [0, 1].
    gaze: iris offset from the eye's centre, x right, y up, each in [-1, 1].
    """

    skin: str
    hair: str
    iris: str
    lips: str
    top: str
    facial_hair_color: str
    hair_length: str
    hair_top: float
    hair_width: float
    hair_bottom: float
    hairline: tuple[float, ...]
    ears_covered: float
    parting: float
    facial_hair: str
    glasses: bool
    smile: float
    mouth_open: float
    eyes_open: float
    brows_raised: float
    gaze: tuple[float, float]
    confidence: Mapping[str, float] = field(default_factory=dict)
