"""Measures a finished picture against the selfie: is the pose, the face, the colour kept?

The toy's head is cropped, brought to a size that the face detector likes, and read by the
same mesh and the same samplers as the selfie. What can't be measured is None, never a guess.
"""

from dataclasses import asdict, dataclass

import numpy as np

from minime.landmarks import OVAL
from minime.selfie import Selfie
from minime.selfie.colors import (
    delta_e,
    from_hex,
    sample_skin,
    to_hex,
    to_lab,
    without_shine,
)
from minime.selfie.face import (
    EYE_CORNERS,
    Face,
    HeadPose,
    angle_between,
    crop_head,
    detection_score,
    face_of_head,
    fit_similarity,
    unpose,
)
from minime.selfie.hair.mask import clean_hair
from minime.selfie.hair.measure import sample_hair
from minime.selfie.iris import sample_iris
from minime.selfie.parse import parse_view
from minime.selfie.traits import Expression, Traits, expression
from minime.selfie.view import to_linear, view_head

LEAST_HAIR = 400  # px of a view, for the toy's hair to be told a colour
# What a model's head may lose against the draft's: degrees of pose, CIEDE2000 of a colour.
WORSE_POSE_DEG, WORSE_DELTA_E = 5.0, 8.0
HAIR_BAND = (0.06, 0.16)  # of the head box's height, from its top: hair, if any is seen


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How a toy compares with its selfie; None is what could not be measured.

    pose_error_deg: total angle between both heads. landmark_nme: mean distance of the
    landmarks, pose removed and aligned, over that of the outer eye corners.
    expression_error: mean absolute difference of the four figures. skin_delta_e,
    iris_delta_e, hair_delta_e: CIEDE2000. skin_lighter, hair_lighter: L* of the toy's less that
    of what it should be. face_score: the face detector's, of the toy.
    """

    pose_selfie: HeadPose
    pose_toy: HeadPose | None
    pose_error_deg: float | None
    landmark_nme: float | None
    expression_selfie: Expression
    expression_toy: Expression | None
    expression_error: float | None
    skin_delta_e: float | None
    iris_delta_e: float | None
    hair_delta_e: float | None
    skin_lighter: float | None
    hair_lighter: float | None
    face_score: float

    def to_json(self) -> dict:
        """Plain numbers, three decimals, for json.dumps."""
        return _rounded(asdict(self))


@dataclass(frozen=True, kw_only=True)
class ToyHead:
    """What is read off the picture of a toy. face: None where the mesh finds none. score: of
    the detector, [0, 1]. skin, iris, hair: "#rrggbb", None where there is none to be seen."""

    face: Face | None
    score: float
    skin: str | None
    iris: str | None
    hair: str | None


def measure_likeness(
    selfie: Selfie,
    picture: np.ndarray,
    head_box: tuple[int, int, int, int],
    order_traits: Traits | None = None,
) -> Likeness:
    """Compare the toy's head in ``picture`` (h, w, 3) uint8 with ``selfie``.

    head_box: half-open pixels of ``picture``, hair included. order_traits: the colours the
    person chose, which the toy should have instead of the selfie's.
    """
    return compare(selfie, read_toy(picture, head_box), order_traits)


def read_toy(picture: np.ndarray, head_box: tuple[int, int, int, int]) -> ToyHead:
    """What the head in ``picture`` looks like, as :func:`compare` needs it."""
    head = crop_head(picture, head_box)
    score, face = detection_score(head), face_of_head(head)
    if face is None:
        band = _hair_band(picture, head_box)
        return ToyHead(face=None, score=score, skin=None, iris=None, hair=band)
    view = view_head(head, face)
    parse = parse_view(view)
    lab = to_lab(view.image)
    iris, hair = (
        sample_iris(view, lab, np.zeros(view.inside.shape, np.float32)),
        clean_hair(view, parse.of("hair", "headwear")) > 0.5,
    )
    return ToyHead(
        face=face,
        score=score,
        skin=to_hex(sample_skin(view, lab, view.fill(OVAL).astype(np.float32)).lab),
        iris=to_hex(iris.lab) if iris.confidence > 0.1 else None,
        hair=_hair_hex(lab, hair),
    )


def _hair_hex(lab: np.ndarray, hair: np.ndarray) -> str | None:
    return to_hex(without_shine(sample_hair(lab, hair).lab)) if hair.sum() > LEAST_HAIR else None


def compare(selfie: Selfie, toy: ToyHead, order_traits: Traits | None = None) -> Likeness:
    """The same for a head that has been read: for one toy and many selfies."""
    wanted = order_traits or selfie.traits
    mood = expression(selfie.face.landmarks)
    hidden = wanted.hair_length == "bald" or wanted.headwear != "none"
    hair = None if hidden else toy.hair
    found = {
        "pose_selfie": selfie.face.pose,
        "expression_selfie": mood,
        "face_score": toy.score,
        "skin_delta_e": _delta_e(wanted.skin, toy.skin),
        "iris_delta_e": _delta_e(wanted.iris, toy.iris),
        "hair_delta_e": _delta_e(wanted.hair, hair),
        "skin_lighter": _lighter(wanted.skin, toy.skin),
        "hair_lighter": _lighter(wanted.hair, hair),
    }
    if toy.face is None:
        return Likeness(
            **found,
            pose_toy=None,
            pose_error_deg=None,
            landmark_nme=None,
            expression_toy=None,
            expression_error=None,
        )
    toy_mood = expression(toy.face.landmarks)
    return Likeness(
        **found,
        pose_toy=toy.face.pose,
        pose_error_deg=angle_between(selfie.face.pose.matrix(), toy.face.pose.matrix()),
        landmark_nme=landmark_error(selfie.face.landmarks, toy.face.landmarks),
        expression_toy=toy_mood,
        expression_error=_mood_error(mood, toy_mood),
    )


def is_worse(drawn: Likeness, draft: Likeness | None = None) -> bool:
    """Whether a head that a model drew has lost what the ``draft`` has: its face, its pose or a
    colour. Without a draft: whether it could have."""
    if drawn.pose_toy is None:
        return draft is None or draft.pose_toy is not None
    pairs = [(drawn.pose_error_deg, draft and draft.pose_error_deg, WORSE_POSE_DEG)]
    pairs += [
        (getattr(drawn, name), draft and getattr(draft, name), WORSE_DELTA_E)
        for name in ("skin_delta_e", "iris_delta_e", "hair_delta_e")
    ]
    return any(new is not None and new - (old or 0.0) > most for new, old, most in pairs)


def landmark_error(one_px: np.ndarray, other_px: np.ndarray) -> float:
    """Mean distance between two faces' landmarks (478, 3), each with its pose removed, after
    a similarity alignment, over the distance between the outer eye corners."""
    one, other = unpose(one_px).astype(float), unpose(other_px).astype(float)
    fit = fit_similarity(other, one)
    moved = fit.scale * other @ fit.rotation.T + fit.offset
    eyes = np.linalg.norm(one[EYE_CORNERS[0]] - one[EYE_CORNERS[1]])
    return float(np.linalg.norm(moved - one, axis=1).mean() / eyes)


def _delta_e(one: str, other: str | None) -> float | None:
    return None if other is None else delta_e(one, other)


def _lighter(one: str, other: str | None) -> float | None:
    return None if other is None else float(from_hex(other)[0] - from_hex(one)[0])


def _hair_band(picture: np.ndarray, head_box) -> str | None:
    """The colour just inside the top of the head's box, for where the mesh fails."""
    x0, y0, x1, y1 = head_box
    first, last = (int(y0 + share * (y1 - y0)) for share in HAIR_BAND)
    middle, reach = (x0 + x1) // 2, max((x1 - x0) // 8, 1)
    pixels = picture[max(first, 0) : last + 1, max(middle - reach, 0) : middle + reach]
    if pixels.size == 0:
        return None
    lab = to_lab(to_linear(pixels)).reshape(-1, 3)
    return to_hex(np.median(lab, axis=0))


def _mood_error(one: Expression, other: Expression) -> float:
    pairs = zip(asdict(one).values(), asdict(other).values(), strict=True)
    return float(np.mean([abs(a - b) for a, b in pairs]))


def _rounded(value):
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    return None if value is None else round(float(value), 3)
