"""The head of a selfie, kept until it has to look another way: a change of words, accessories,
clothes or card needs no new one, and it is half of a draft's work."""

from typing import Any
from weakref import WeakKeyDictionary

from minime.preset import FaceShape
from minime.sculpt.head.bust import Bust, build_bust
from minime.selfie import Selfie
from minime.selfie.face import head_landmarks
from minime.selfie.traits import Traits

# The last head of each detail, and what it was built from; gone with the selfie.
_HEADS: WeakKeyDictionary[Selfie, dict[float, tuple[Any, Bust]]] = WeakKeyDictionary()


def model_head(
    selfie: Selfie,
    traits: Traits,
    face: FaceShape,
    *,
    likeness: float,
    stylisation: float,
    hair_style: str,
    headwear: str,
    detail: float,
) -> Bust:
    """:func:`build_bust` of the ``selfie`` with the corrected ``traits``. Safe to call from
    several threads; nobody may change what it returns."""
    look = {
        "likeness": likeness,
        "stylisation": stylisation,
        "hair_style": hair_style,
        "headwear": headwear,
    }
    kept, wanted = _HEADS.setdefault(selfie, {}), (traits, face, look)
    built_from, bust = kept.get(detail, (None, None))
    if bust is None or built_from != wanted:
        landmarks = head_landmarks(selfie.face)
        bust = build_bust(landmarks, traits, face, selfie=selfie, detail=detail, **look)
        kept[detail] = wanted, bust
    return bust
