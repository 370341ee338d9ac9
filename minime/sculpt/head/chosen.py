"""What goes on a head: the hair and the head wear that the order names, each as the photo shows
it where it is left at "auto". Parts in the head frame (mm).
"""

from collections.abc import Sequence
from dataclasses import replace

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair import Skull, cover_hair, grow_hair
from minime.sculpt.head.hair.seen import grow_seen, wear_seen
from minime.sculpt.head.shape import HeadShape
from minime.selfie import Selfie
from minime.selfie.traits import Traits

# Where no photo shows the hair and no style is named.
USUAL_STYLE = {"bald": "bald", "short": "short", "medium": "bob", "long": "long_straight"}
UNSEEN_STYLE = "crew_cut"  # that a hat hides wholly


def dress_head(
    selfie: Selfie | None,
    traits: Traits,
    shape: HeadShape,
    skull: Skull,
    *,
    hair_style: str,
    headwear: str,
) -> tuple[Part, ...]:
    """Hair of ``hair_style`` under ``headwear``, "none", one of hair.HATS or "auto". Raises
    OrderError for names that there are not."""
    hatted = selfie is not None and selfie.hair.worn is not None
    hidden = hatted and headwear != "auto" and selfie.hair.hair is None
    if hair_style == "auto" and selfie is not None and not hidden:
        hair = _seen_hair(selfie, traits, shape, skull, worn=headwear == "auto")
        return _cover(headwear, hair, traits, skull)
    if hatted and headwear != "auto":
        skull = replace(skull, hairline=Skull().hairline)  # the hat's edge was measured as it
    style = hair_style
    if style == "auto":
        style = UNSEEN_STYLE if hidden else USUAL_STYLE[traits.hair_length]
    hair = _named_hair(style, traits, skull)
    if hatted and headwear == "auto":
        toy = shape.landmarks.astype(float)
        return wear_seen(selfie.hair, hair, toy=toy, head=shape.vertices, skull=skull)
    return _cover(headwear, hair, traits, skull)


def _cover(headwear: str, hair: Sequence[Part], traits: Traits, skull: Skull) -> tuple[Part, ...]:
    if headwear in ("auto", "none"):
        return tuple(hair)
    return cover_hair(headwear, hair, skull=skull, color=traits.hair, cloth=traits.headwear_color)


def _named_hair(style: str, traits: Traits, skull: Skull) -> tuple[Part, ...]:
    return grow_hair(
        style,
        traits,
        skull=skull,
        color=traits.hair,
        skin=traits.skin,
        cloth=traits.headwear_color,
    )


def _seen_hair(
    selfie: Selfie, traits: Traits, shape: HeadShape, skull: Skull, *, worn: bool
) -> tuple[Part, ...]:
    """What the photo shows on the head, in the colour that the person corrected, if any."""
    corrected = traits.hair if traits.hair != selfie.traits.hair else None
    return grow_seen(
        selfie.hair,
        toy=shape.landmarks.astype(float),
        head=shape.vertices,
        skull=skull,
        color=corrected,
        worn=worn,
    )
