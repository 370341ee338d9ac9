"""The labelled little box that stands for anything without a model of its own."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    Solid,
    ball,
    curve,
    gather,
    paint,
    plate,
    printed,
    rounded_rect,
    tube,
    turn,
)

LABEL_MM = (36.0, 28.0)  # width and height of the label on its front
DEPTH = 22.0


def build_parcel(colors: Palette, label: np.ndarray | None) -> tuple[Part, ...]:
    """A card box with a ribbon over its top and a bow; its front carries the label."""
    width, height = LABEL_MM[0] + 1.6, LABEL_MM[1] + 1.6
    box = plate(rounded_rect(width, height, 1.2), DEPTH, 0.9).moved((0, height / 2, 0))
    front = plate(rounded_rect(*LABEL_MM, 1.6), 0.5, 0.2).moved((0, height / 2, DEPTH / 2 + 0.1))
    paper = paint(colors.accent, "card") if label is None else printed(label)
    silk = paint(colors.secondary, "gloss", roughness=0.35)
    ribbon = plate(rounded_rect(6, DEPTH - 1.2, 0.5), 0.7, 0.3)
    ribbon = ribbon.moved((0, height + 0.1, 0), turn=turn("x", 90))
    turned = turn("y", -14)
    solids = [
        ("parcel", box, paint(colors.primary, "card", shade=-0.1)),
        ("label", front, paper),
        ("ribbon", gather([ribbon, *_bow(height)]), silk),
    ]
    return tuple(solid.moved(turn=turned).part(name, mat) for name, solid, mat in solids)


def _bow(top: float) -> list[Solid]:
    loops = []
    for side in (1, -1):
        line = curve(
            [(0, 0, 0), (6 * side, 5, 0), (10.5 * side, 4.5, 0), (8 * side, 0.8, 0)],
            24,
            closed=True,
        )
        loop = tube(line, 0.8, closed=True).moved((0, top + 1.2, 0), scale=(1, 1, 3))
        tail = curve([(0, 0, 2), (4 * side, 0.2, 6), (7 * side, -0.4, 9.5)], 12)
        loops += [loop, tube(tail, 1.2).moved((0, top + 0.9, 0), scale=(1, 0.4, 1))]
    return [*loops, ball(2.3, sides=20, squash=0.9).moved((0, top + 1.6, 0))]
