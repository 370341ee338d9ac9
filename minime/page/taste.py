"""One slider in front for two of the order: from more toy to more of the person.

Position 50 is the style as it is meant; towards 0 the face moves to the toy's, towards 100 to
the photo's. What a person tuned by hand stays when the style changes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from minime.preset import Preset

MIDDLE = 50
_NOTHING: Mapping[str, float] = MappingProxyType({})
# (at 0, at 100): beyond these faces come apart or the photo looks glued on, by eye.
_ENDS = {"likeness": (0.15, 1.0), "stylisation": (0.8, 0.0)}


def balanced(preset: Preset, position: float) -> dict[str, float]:
    """likeness and stylisation of a style at a position in [0, 100]."""
    share = (position - MIDDLE) / MIDDLE
    moved = {}
    for name, (toy, me) in _ENDS.items():
        usual = preset.sliders[name]
        end = me if share > 0 else toy
        moved[name] = round(usual + abs(share) * (end - usual), 3)
    return moved


def carried_over(
    old: Preset,
    new: Preset,
    position: float,
    values: Mapping[str, float],
    old_model: Mapping[str, float] = _NOTHING,
    new_model: Mapping[str, float] = _NOTHING,
) -> dict[str, float]:
    """The sliders for the ``new`` style and model: those that stood as the ``old`` ones have them
    as the new ones have them, the others as they are. old_model, new_model: a checkpoint's own,
    in place of the style's."""
    was = {**old.sliders, **balanced(old, position), **old_model}
    now = {**new.sliders, **balanced(new, position), **new_model}
    return {
        name: now[name] if abs(value - was[name]) < 1e-6 else value
        for name, value in values.items()
    }
