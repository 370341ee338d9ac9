"""The build of a figure: a style's proportions, which are its character, made slimmer, broader
or a child's.

Shares of a build multiply the style's own shoulders, waist, hips and limbs; a child is also
shorter for its head, with shorter legs. Nothing here is a man's or a woman's.
"""

from dataclasses import dataclass, replace

from minime.preset import Proportions


@dataclass(frozen=True, kw_only=True)
class _Share:
    shoulders: float = 1.0
    waist: float = 1.0
    hips: float = 1.0
    limbs: float = 1.0
    body: float = 1.0  # height below the head
    head: float = 1.0
    legs: float = 1.0


_SHARES = {
    "slim": _Share(shoulders=0.94, waist=0.88, hips=0.92, limbs=0.88),
    "medium": _Share(),
    "broad": _Share(shoulders=1.12, waist=1.24, hips=1.12, limbs=1.14),
    "child": _Share(
        shoulders=0.78, waist=0.86, hips=0.82, limbs=0.88, body=0.72, head=0.97, legs=0.94
    ),
}


def shape_build(p: Proportions, build: str) -> Proportions:
    """The proportions with a build, one of order.BUILDS but "auto"."""
    share = _SHARES[build]
    head = p.head_height_mm * share.head
    body = (p.figure_height_mm - p.head_height_mm) * share.body
    return replace(
        p,
        figure_height_mm=head + body,
        head_height_mm=head,
        shoulder_width_mm=p.shoulder_width_mm * share.shoulders,
        waist_width_mm=p.waist_width_mm * share.waist,
        hip_width_mm=p.hip_width_mm * share.hips,
        leg_share=p.leg_share * share.legs,
        limb_thickness=p.limb_thickness * share.limbs,
    )
