"""Dog and cat, modelled in clay. Frame: see the package; before it is centred."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.clay import Stroke, blob, bone, mould
from minime.sculpt.mesh import Part
from minime.sculpt.shapes import Solid, ball, ellipse, fillet, gather, lathe, paint, tube, turn

VOXEL = 0.55  # mm; finer shows no more at this size
AHEAD = turn("x", 90)


def dog(colors: Palette) -> tuple[Part, ...]:
    """A sitting puppy with hanging ears and a collar."""
    coat = [
        Stroke(shape=blob((0, 12, -3), (9.5, 11.5, 9))),
        Stroke(shape=blob((0, 17, 2), (7.2, 9, 6)), blend=5),
        Stroke(shape=blob((0, 30, 3), (9.6, 8.6, 8.8)), blend=3),
        Stroke(shape=blob((0, 26.4, 10.4), (5.2, 4.3, 5.4)), blend=3),
        Stroke(shape=bone((0, 8, -11), (4, 15, -16), (2.4, 1.5)), blend=2.5),
    ]
    for s in (-1, 1):
        coat += [
            Stroke(shape=bone((4 * s, 17, 5), (4.4 * s, 3, 8), (3.4, 2.8, 2.9)), blend=2),
            Stroke(shape=blob((4.5 * s, 2.2, 9.8), (3.2, 2.3, 4)), blend=2),
            Stroke(shape=blob((8.6 * s, 6.5, -1), (4.6, 6.6, 7)), blend=2.5),
            Stroke(shape=blob((9.6 * s, 2.2, 6), (3.1, 2.3, 5)), blend=2),
        ]
    ears = [
        Stroke(
            shape=bone(
                (s * 7.4, 36, 2),
                (s * 11.6, 25, 4),
                (2.4, 4.6, 3.2),
                flat=0.5,
                flat_axis=(1, 0, 0.2),
            )
        )
        for s in (-1, 1)
    ]
    bib = [
        Stroke(shape=blob((0, 15.5, 4.4), (4.6, 6, 4.6))),
        Stroke(shape=blob((0, 25.3, 11.2), (4.6, 3.5, 5.2))),
        Stroke(shape=bone((0, 27, 11.2), (0, 35.5, 10.2), (2.4, 1.2, 0.7))),
    ]
    nose = ball(1.9, sides=20, squash=0.8).moved((0, 28.4, 15.6), scale=(1.15, 1, 0.8))
    tongue = ball(1.7, sides=20).moved((0, 22.6, 15), scale=(0.9, 1.2, 0.45))
    solids = [
        ("coat", _clay(coat), paint("#c98a4b", "vinyl")),
        ("ears", _clay(ears), paint("#7c4a24", "vinyl")),
        ("bib", _clay(bib), paint("#f6ead6", "vinyl")),
        ("nose", nose, paint("#1d1715", "gloss")),
        ("tongue", tongue, paint("#ef7d86", "gloss")),
        *_eyes(3.9, 31.2, 10.9, 1.75),
        *_collar(colors, 22.0, 2.0, 7.6),
    ]
    return tuple(solid.moved(turn=turn("y", 14)).part(name, look) for name, solid, look in solids)


def cat(colors: Palette) -> tuple[Part, ...]:
    """Sitting, tail round its feet."""
    coat = [
        Stroke(shape=blob((0, 11, -2), (9, 11, 8.5))),
        Stroke(shape=blob((0, 17, 1), (6.6, 8, 6)), blend=5),
        Stroke(shape=blob((0, 28.5, 2), (10.2, 8.3, 8)), blend=3),
        Stroke(shape=blob((0, 25.6, 8.2), (3.8, 2.7, 2.8)), blend=2),
    ]
    for s in (-1, 1):
        coat += [
            Stroke(shape=bone((3.3 * s, 16, 4), (3.3 * s, 3, 7.5), (2.9, 2.3, 2.4)), blend=1.5),
            Stroke(shape=blob((3.4 * s, 2, 8.8), (2.6, 2.1, 3.2)), blend=1.5),
            Stroke(shape=blob((8 * s, 5.5, 0), (4, 5.5, 6.4)), blend=2.5),
            Stroke(
                shape=bone((5.4 * s, 32, 2), (7.6 * s, 39.5, 1.5), (4.2, 2.6, 0.9), flat=0.6),
                blend=1.5,
            ),
        ]
    tail = np.array([(3, 4, -10), (11, 3, -6), (13, 2.6, 3), (8, 2.6, 11), (1, 2.6, 13)], float)
    pads = [
        Stroke(shape=bone((6.0 * s, 32.6, 3.4), (7.3 * s, 37.2, 2.6), (2.2, 1.3, 0.5), flat=0.6))
        for s in (-1, 1)
    ]
    bib = [
        Stroke(shape=blob((0, 16, 3.4), (4, 5.6, 4.4))),
        Stroke(shape=blob((1.7, 25, 9.2), (2.3, 1.9, 2.3))),
        Stroke(shape=blob((-1.7, 25, 9.2), (2.3, 1.9, 2.3)), blend=1),
    ]
    nose = ball(1.0, sides=16, squash=0.7).moved((0, 26.7, 10.9), scale=(1.3, 1, 0.8))
    whiskers = [
        tube(
            np.array([(s * 3, 25.3, 10), (s * 8, 25 + d, 9.6), (s * 12.5, 24.6 + 2 * d, 8)]),
            0.16,
            sides=6,
        )
        for s in (-1, 1)
        for d in (-0.5, 0.6)
    ]
    solids = [
        ("coat", gather([_clay(coat), tube(_smooth(tail), _tail())]), paint("#8d939e", "vinyl")),
        ("bib", _clay(bib), paint("#f7f3ec", "vinyl")),
        ("ear pads", _clay(pads), paint("#f0a5a5", "vinyl")),
        ("nose", nose, paint("#e3767d", "gloss")),
        ("whiskers", gather(whiskers), paint("#ffffff", "gloss")),
        *_eyes(4.3, 29.2, 9.0, 2.0, iris="#7ac74f"),
        *_collar(colors, 20.8, 1.4, 7.2),
    ]
    return tuple(solid.moved(turn=turn("y", -14)).part(name, look) for name, solid, look in solids)


def _clay(strokes: list[Stroke]) -> Solid:
    vertices, faces, _ = mould(strokes, voxel=VOXEL).surface()
    return Solid(vertices=vertices.astype(float), faces=faces)


def _smooth(points: np.ndarray) -> np.ndarray:
    from minime.sculpt.shapes import curve

    return curve(points, 40)


def _tail() -> np.ndarray:
    return np.linspace(2.7, 1.7, 40)


def _eyes(x: float, y: float, z: float, radius: float, *, iris: str | None = None) -> list:
    """Two shining eyes with a glint each."""
    out = []
    for s in (-1, 1):
        out.append(("eye", ball(radius, sides=24).moved((x * s, y, z)), iris or "#231610"))
        if iris:
            pupil = ball(radius * 0.6, sides=20).moved((x * s, y, z + radius * 0.55))
            out.append(("pupil", pupil, "#15110f"))
        glint = ball(radius * 0.3, sides=12)
        place = (x * s - 0.35 * radius, y + 0.5 * radius, z + 0.86 * radius)
        out.append(("glint", glint.moved(place), "#ffffff"))
    return [(name, solid, paint(color, "gloss", roughness=0.1)) for name, solid, color in out]


def _collar(colors: Palette, y: float, z: float, radius: float) -> list:
    ring = np.column_stack([ellipse(2 * radius, 2 * radius, 40), np.zeros(40)])
    band = tube(ring, 1.1, closed=True).moved((0, y, z), turn=turn("x", 100))
    tag = fillet([(0, 0), (2.1, 0), (2.1, 0.9), (0, 0.9)], 0.3, closed=False)
    tag = lathe(tag).moved((0, y - 2.6, z + radius + 0.4), turn=AHEAD)
    return [
        ("collar", band, paint(colors.primary, "gloss")),
        ("tag", tag, paint("#e8b54a", "metal")),
    ]
