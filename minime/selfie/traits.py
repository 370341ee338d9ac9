"""Measures what a person looks like from the pixels around the landmarks of a face."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from minime.selfie.clothes.garment import Clothes, choose_top
from minime.selfie.colors import (
    Sample,
    is_grey,
    sample_lips,
    sample_skin,
    to_hex,
    to_lab,
    without_hue,
    without_shine,
)
from minime.selfie.face import Face, unpose
from minime.selfie.glasses import Frame, find_glasses
from minime.selfie.hair.facial import measure_facial_hair
from minime.selfie.hair.measure import Hair
from minime.selfie.iris import sample_iris
from minime.selfie.parse import Parse
from minime.selfie.view import View

HAIR_LENGTHS = ("bald", "short", "medium", "long")
FACIAL_HAIR = ("none", "stubble", "moustache", "goatee", "beard", "long_beard")


@dataclass(frozen=True, kw_only=True)
class Traits:
    """Colours are "#rrggbb" sRGB; every figure has an entry of its name in ``confidence``, [0, 1].

    hair_length: one of HAIR_LENGTHS. hair_top / hair_width / hair_bottom: how far the hair
    reaches above landmark 10, beside the face's edge (mean of both sides) and below the
    line of the eyes, each in units of the distance between the outer eye corners.
    hairline: height of the hairline above the line of the eyes at five x positions from
    the picture's left to its right, same unit. ears_covered: share of both ears, [0, 1].
    parting: -1 (picture's left) .. 1, 0 is none or middle. facial_hair: one of FACIAL_HAIR.
    glasses: seen or not; frame: theirs. smile, mouth_open, eyes_open, brows_raised: [0, 1].
    gaze: iris offset from the eye's centre, x right, y up, each in [-1, 1].
    headwear: "none" or what covers the hair, of headwear_color.
    clothes, collar, pattern: of clothes.GARMENTS, COLLARS and PATTERNS, None where not seen.
    second: the colour beside the top's, of a shirt or a pattern; tie: its colour; "" for none.
    build: slim, medium or broad, None where the shoulders are not seen.
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
    headwear: str = "none"
    headwear_color: str = "#2f4a7a"
    frame: Frame = Frame()
    clothes: str | None = None
    collar: str | None = None
    pattern: str | None = None
    second: str = ""
    tie: str = ""
    build: str | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Expression:
    """What the face does, each in [0, 1]; 0 is a neutral face (eyes_open: closed)."""

    smile: float
    mouth_open: float
    eyes_open: float
    brows_raised: float


def measure_traits(
    view: View,
    light: np.ndarray,
    parse: Parse,
    face: Face,
    hair: Hair,
    worn: Clothes,
    *,
    build: str | None,
) -> Traits:
    """What the person of ``face`` looks like, from the view of the head, its ``parse``, the hair
    and the clothes seen there. light: (h, w, 3) the view's picture freed of cast and exposure,
    linear. build: as measure_build tells it."""
    grey = is_grey(view)
    lab = to_lab(light)
    skin = sample_skin(view, lab, parse.of("skin"))
    hair_trust = hair.confidence * (0.6 if grey else 1.0)  # without hue, skin is like white hair
    kind, beard, beard_trust = measure_facial_hair(view, lab, parse, hair.color.lab)
    iris = sample_iris(view, lab, parse.of("hair", "headwear"))
    samples = {
        "skin": skin,
        "hair": hair.color._replace(lab=without_shine(hair.color.lab)),
        "iris": iris,
        "lips": sample_lips(view, lab),
        "top": choose_top(worn.color, iris.lab),
        "facial_hair_color": beard,
        "headwear_color": hair.headwear_color,
    }
    if grey:
        samples = {
            name: without_hue(s, "hair" if name == "facial_hair_color" else name)
            for name, s in samples.items()
        }
    words = _words_of(worn) | {"build": build}
    frame, glasses_trust = find_glasses(view, lab, parse)
    mood = expression(face.landmarks)
    gaze = measure_gaze(face.landmarks)
    return Traits(
        **_named_colors(samples),
        hair_length=hair.length,
        hair_top=hair.top,
        hair_width=hair.width,
        hair_bottom=hair.bottom,
        hairline=hair.hairline,
        ears_covered=hair.ears_covered,
        parting=hair.parting,
        facial_hair=kind,
        glasses=frame is not None,
        smile=mood.smile,
        mouth_open=mood.mouth_open,
        eyes_open=mood.eyes_open,
        brows_raised=mood.brows_raised,
        gaze=gaze,
        frame=frame or Frame(),
        headwear=hair.headwear,
        **words,
        confidence=_confidences(samples, hair_trust, beard_trust, glasses_trust, face, words),
    )


def expression(landmarks_px: np.ndarray) -> Expression:
    """The expression of landmarks (478, 3) in the picture frame, whatever the pose."""
    p = unpose(landmarks_px).astype(float)
    width = np.linalg.norm(p[61] - p[291])
    lips = (p[0, 1] + p[17, 1]) / 2
    lift = (p[61, 1] + p[291, 1]) / 2 - lips
    # Equal weights tell the smiles of synthetic people best. The ramp starts low, as a toy's
    # mouth is narrow in units of its wide eyes.
    smile = 0.5 * _ramp(width, 36, 72) + 0.5 * _ramp(lift, -2, 10)
    gap = np.linalg.norm(p[13] - p[14])
    lids = np.linalg.norm(p[159] - p[145]) / np.linalg.norm(p[33] - p[133])
    lids += np.linalg.norm(p[386] - p[374]) / np.linalg.norm(p[263] - p[362])
    brows = (p[[105, 66, 334, 296], 1]).mean()
    return Expression(
        smile=float(smile),
        mouth_open=_ramp(gap, 1.0, 30.0),
        # People's open eyes are .2 to .45 as tall as wide, a doll's up to .6.
        eyes_open=_ramp(lids / 2, 0.10, 0.60),
        brows_raised=_ramp(brows, 20.0, 36.0),
    )


def measure_gaze(landmarks_px: np.ndarray) -> tuple[float, float]:
    """Offset of the irises from the eyes' middles, x right, y up, in [-1, 1]: 1 is a third of
    the eye's width."""
    p = unpose(landmarks_px).astype(float)
    offsets = []
    for iris, outer, inner in ((468, 33, 133), (473, 263, 362)):
        middle = (p[outer] + p[inner]) / 2
        third = np.linalg.norm(p[outer] - p[inner]) / 3
        offsets.append((p[iris, :2] - middle[:2]) / third)
    x, y = np.clip(np.mean(offsets, axis=0), -1, 1)
    return float(x), float(y)


def _words_of(worn: Clothes) -> dict[str, str | None]:
    """The fields of Traits that tell of clothes, but their colour."""
    return {
        "clothes": worn.garment,
        "collar": worn.collar,
        "pattern": worn.pattern,
        "second": _hex_or_empty(worn.other if worn.inner is None else worn.inner),
        "tie": _hex_or_empty(worn.tie),
    }


def _hex_or_empty(lab: np.ndarray | None) -> str:
    return "" if lab is None else to_hex(lab)


def _named_colors(samples: Mapping[str, Sample]) -> dict[str, str]:
    return {name: to_hex(sample.lab) for name, sample in samples.items()}


def _confidences(
    samples: Mapping[str, Sample],
    hair: float,
    beard: float,
    glasses: float,
    face: Face,
    words: Mapping[str, str | None],
) -> Mapping[str, float]:
    """One entry for every figure; a turned or small face is trusted less."""
    size = min(1.0, (face.box[2] - face.box[0]) / 120)
    front = float(np.clip(np.cos(np.radians(face.pose.yaw_deg)), 0.3, 1.0))
    clear = size * front * face.score
    trust = {name: sample.confidence * clear for name, sample in samples.items()}
    for name in ("length", "top", "width", "bottom"):
        trust[f"hair_{name}"] = hair * front
    trust |= {"hairline": hair * front, "headwear": hair * front}
    trust |= {"ears_covered": hair * front * 0.8, "parting": hair * front * 0.4}
    trust |= {"facial_hair": beard * clear}
    trust |= dict.fromkeys(("glasses", "frame"), glasses * clear)
    for name in ("smile", "mouth_open", "eyes_open", "brows_raised", "gaze"):
        trust[name] = clear
    trust |= {name: 0.7 * clear if word else 0.0 for name, word in words.items()}
    return MappingProxyType({name: round(float(value), 3) for name, value in trust.items()})


def _ramp(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))
