"""Dog, cat, rabbit, parrot, teddy bear, modelled in clay. Frame: see the package."""

import numpy as np

from minime.preset import Palette
from minime.sculpt.accessory.pieces import (
    AHEAD,
    clay,
    ring,
    rod,
    show,
    turned,
)
from minime.sculpt.geometry.clay import Stroke, blob, bone
from minime.sculpt.geometry.mesh import Part
from minime.sculpt.geometry.shapes import (
    ball,
    curve,
    ellipse,
    fillet,
    gather,
    lathe,
    paint,
    plate,
    rounded_rect,
    tube,
    turn,
)


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
        ("coat", clay(coat, voxel=0.85), paint("#c98a4b", "vinyl")),
        ("ears", clay(ears), paint("#7c4a24", "vinyl")),
        ("bib", clay(bib), paint("#f6ead6", "vinyl")),
        ("nose", nose, paint("#1d1715", "gloss")),
        ("tongue", tongue, paint("#ef7d86", "gloss")),
        *_eyes(3.9, 31.2, 10.9, 1.75),
        *_collar(colors, 22.0, 2.0, 7.6),
    ]
    return show(solids, 14)


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
        ("coat", gather([clay(coat), tube(curve(tail, 40), _tail())]), paint("#8d939e", "vinyl")),
        ("bib", clay(bib), paint("#f7f3ec", "vinyl")),
        ("ear pads", clay(pads), paint("#f0a5a5", "vinyl")),
        ("nose", nose, paint("#e3767d", "gloss")),
        ("whiskers", gather(whiskers), paint("#ffffff", "gloss")),
        *_eyes(4.3, 29.2, 9.0, 2.0, iris="#7ac74f"),
        *_collar(colors, 20.8, 1.4, 7.2),
    ]
    return show(solids, -14)


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


def rabbit(colors: Palette) -> tuple[Part, ...]:
    """Sitting up, ears high, with a carrot."""
    coat = [
        Stroke(shape=blob((0, 11, -1), (9, 10.5, 8.6))),
        Stroke(shape=blob((0, 17, 1), (6.4, 7.6, 6)), blend=4),
        Stroke(shape=blob((0, 27, 2), (8.6, 7.6, 7.6)), blend=2.5),
        Stroke(shape=blob((0, 7.4, -10), (3.6, 3.6, 3.4)), blend=1.0),
    ]
    pads = []
    for s in (-1, 1):
        coat += [
            Stroke(shape=blob((3.0 * s, 24.6, 8.2), (3.1, 2.5, 2.6)), blend=1.2),
            Stroke(
                shape=bone((5 * s, 17.5, 4.4), (3.4 * s, 12.6, 9.4), (2.5, 2.2, 2.3)), blend=1.2
            ),
            Stroke(shape=blob((6.0 * s, 2.4, 7.4), (3.5, 2.5, 6)), blend=2),
            Stroke(shape=blob((7.6 * s, 7, 0), (4, 5.6, 6.4)), blend=2.5),
            Stroke(
                shape=bone((3.6 * s, 33, 0.6), (5.2 * s, 48, -1), (2.2, 3.5, 1.6), flat=0.6),
                blend=1.4,
            ),
        ]
        pads.append(
            Stroke(shape=bone((3.9 * s, 36, 1.5), (5.1 * s, 46, 0.4), (1.2, 2.0, 0.8), flat=0.5))
        )
    bib = [Stroke(shape=blob((0, 12.5, 4.4), (6, 8, 4.6)))]
    nose = ball(1.2, sides=18, squash=0.75).moved((0, 26.6, 10.6), scale=(1.25, 1, 0.8))
    teeth = plate(rounded_rect(2.4, 2.6, 0.6), 1, 0.4).moved((0, 22.4, 9.9))
    root = tube(np.array([(0, 0, 0), (0, 3.4, 0), (0, 8, 0)]), np.array([0.7, 1.8, 2.4]), sides=18)
    rings = [
        ring(2 * r, 2 * r, 0.22, count=20, sides=6).moved((0, y, 0), turn=AHEAD)
        for y, r in ((2.4, 1.6), (5.0, 2.2), (7.4, 2.5))
    ]
    greens = [
        tube(
            curve([(0, 9, 0), (x * 0.6, 12, 0), (x, 15.4, z)], 10),
            np.linspace(1.0, 0.5, 10),
            sides=8,
        )
        for x, z in ((-2.2, 0), (0, 1), (2.2, 0))
    ]
    carrot = {"offset": (2.6, 8.0, 10.4), "turn": turn("z", -28)}
    solids = [
        ("coat", clay(coat, voxel=0.85), paint("#c9b29a", "vinyl")),
        ("bib", clay(bib), paint("#f7f0e6", "vinyl")),
        ("ear pads", clay(pads), paint("#f3b0b0", "vinyl")),
        ("nose", nose, paint("#e3767d", "gloss")),
        ("teeth", teeth, paint("#ffffff", "gloss")),
        ("carrot", gather([root, *rings]).moved(**carrot), paint("#f58220", "gloss")),
        ("carrot leaves", gather(greens).moved(**carrot), paint("#4da943", "vinyl")),
        *_eyes(4.2, 29.0, 8.1, 1.6),
        *_collar(colors, 21.0, 1.4, 6.6),
    ]
    return show(solids, -14)


def parrot(colors: Palette) -> tuple[Part, ...]:
    """On its perch, red with blue and yellow wings."""
    del colors  # its own are what makes it a macaw
    body = [
        Stroke(shape=blob((0, 25, 0), (8.4, 12, 7.6))),
        Stroke(shape=blob((0, 39, 1), (7.2, 7.0, 7)), blend=4),
        Stroke(shape=bone((0, 44.5, 0), (0, 48, -4.6), (2.4, 1.2, 0.6)), blend=1.5),
    ]
    tail = [
        Stroke(shape=bone((x, 17, -3), (x * 1.5, 3.2, -7.5), (2.6, 2.4, 1.2), flat=0.5), blend=0.6)
        for x in (-2, 0, 2)
    ]
    masks = [
        ball(1.0, sides=26).moved(
            (4.3 * s, 39.8, 4.4), turn=turn("y", 38 * s), scale=(3.3, 3.5, 2.2)
        )
        for s in (-1, 1)
    ]
    eyes = [ball(1.25, sides=18).moved((5.0 * s, 40.6, 6.0)) for s in (-1, 1)]
    glints = [ball(0.42, sides=10).moved((5.0 * s + 0.1, 41.2, 7.1)) for s in (-1, 1)]
    beak = tube(
        curve([(0, 40.2, 6.4), (0, 40.0, 9.8), (0, 37.6, 11.8), (0, 34.6, 11.4)], 24),
        np.linspace(3.0, 0.5, 24),
        sides=20,
    )
    jaw = tube(
        curve([(0, 36.6, 7), (0, 35.6, 9), (0, 35.4, 10)], 10), np.linspace(2.0, 0.9, 10), sides=16
    )
    claws = [
        ball(1.0, sides=12).moved((x, 13.6, 2.3), scale=(1.1, 1.5, 1.5))
        for x in (-4.4, -2.4, 2.4, 4.4)
    ]
    perch = rod((-13, 12, 0), (13, 12, 0), 2.1, sides=16)
    post = rod((0, 3, 0), (0, 12, 0), 1.6)
    foot = turned([(0, 0), (10.6, 0), (10.6, 2), (8, 3.4), (0, 4)], 0.9, sides=40)
    solids = [
        ("body", clay(body), paint("#e0202c", "vinyl")),
        ("tail", clay(tail), paint("#1d6fd0", "vinyl")),
        *_parrot_wings(),
        ("masks", gather(masks), paint("#fff8ec", "vinyl")),
        ("eyes", gather([*eyes, jaw]), paint("#1d1715", "gloss")),
        ("glints", gather(glints), paint("#ffffff", "gloss")),
        ("beak", beak, paint("#f3dcae", "gloss")),
        ("claws", gather(claws), paint("#3a3d44", "gloss")),
        ("perch", gather([perch, post, foot]), paint("#a9693a", "gloss")),
    ]
    return show(solids, 22)


def teddy_bear(colors: Palette) -> tuple[Part, ...]:
    """Sitting, with a bow, a stitched belly and patches on its feet."""
    fur = [
        Stroke(shape=blob((0, 13, -1), (10.4, 11, 9))),
        Stroke(shape=blob((0, 29.6, 0), (10.6, 9, 8.6)), blend=1.5),
    ]
    pads, muzzle = [], [Stroke(shape=blob((0, 27.2, 7.2), (4.9, 3.9, 3.9)))]
    for s in (-1, 1):
        fur += [
            Stroke(shape=blob((8.2 * s, 37.2, -0.6), (4.1, 4.1, 2.8)), blend=1.2),
            Stroke(shape=bone((9 * s, 19.6, 1), (13.4 * s, 11.2, 5.4), (3.6, 3.5, 3.9)), blend=1.2),
            Stroke(shape=bone((6.4 * s, 5.4, 3), (9.2 * s, 4.6, 12), (4.4, 4.2, 4.7)), blend=1.5),
        ]
        pads += [Stroke(shape=blob((9.3 * s, 4.8, 14.6), (3.2, 3.3, 2.6)))]
        pads += [Stroke(shape=blob((8.2 * s, 37.4, 1.2), (2.4, 2.4, 1.6)))]
    pads += [Stroke(shape=blob((0, 12.4, 4.2), (6.6, 7.4, 4.9)))]
    nose = ball(1.7, sides=20, squash=0.75).moved((0, 29.2, 10.6), scale=(1.3, 1, 0.7))
    line = [rod((0, 28, 11.1), (0, 26.4, 11.0), 0.3, sides=6)]
    line += [
        tube(
            curve([(0, 26.4, 11.0), (s * 1.3, 25.6, 10.9), (s * 2.5, 26.2, 10.4)], 10), 0.3, sides=6
        )
        for s in (-1, 1)
    ]
    seam = [
        rod(
            (-0.9, y, 9.2 - 0.03 * (y - 12.4) ** 2),
            (0.9, y, 9.2 - 0.03 * (y - 12.4) ** 2),
            0.22,
            sides=6,
        )
        for y in (8.4, 10.4, 12.4, 14.4, 16.4)
    ]
    bow = [ball(1.6, sides=18).moved((0, 20.8, 8.6))]
    for s in (-1, 1):
        bow.append(
            ball(1.0, sides=24).moved(
                (4.0 * s, 21.2, 8.2), turn=turn("z", 14 * s), scale=(3.6, 2.6, 1.6)
            )
        )
        bow.append(
            tube(
                curve([(0.6 * s, 20.6, 8.6), (2 * s, 18, 9.4), (3.2 * s, 15.8, 9.4)], 10), 1.0
            ).moved(scale=(1, 1, 1))
        )
    ties = ring(15, 13.4, 1.0, count=36).moved((0, 21.4, 0.6), turn=turn("x", 84))
    solids = [
        ("fur", clay(fur, voxel=0.9), paint("#b77a43", "vinyl", roughness=0.55)),
        ("muzzle", clay(muzzle), paint("#ecd2a8", "vinyl", roughness=0.55)),
        ("pads", clay(pads), paint("#e3c190", "vinyl", roughness=0.55)),
        ("nose", gather([nose, *line]), paint("#2a1a12", "gloss")),
        ("seam", gather(seam), paint("#8a5528", "vinyl")),
        ("bow", gather([*bow, ties]), paint(colors.primary, "gloss")),
        *_eyes(3.9, 31.8, 7.7, 1.35),
    ]
    return show(solids, 12)


def _parrot_wings() -> list:
    """Folded, red, yellow and blue from shoulder to tip."""
    bands = (
        ("#c61c27", (7.8, 33, 0), (9.0, 26, -1), (4.2, 4.8, 3.2), 0.42),
        ("#ffc62e", (9.4, 28, -0.6), (9.8, 20, -2.4), (4.4, 4.8, 3.4), 0.36),
        ("#1d6fd0", (9.8, 22, -1.8), (8.4, 9.6, -5), (4.4, 3.9, 1.4), 0.36),
    )
    out = []
    for color, top, tip, radii, flat in bands:
        sides = [
            Stroke(
                shape=bone(
                    np.multiply(top, (s, 1, 1)),
                    np.multiply(tip, (s, 1, 1)),
                    radii,
                    flat=flat,
                    flat_axis=(1, 0, 0.1 * s),
                )
            )
            for s in (-1, 1)
        ]
        out.append(("wings", clay(sides), paint(color, "vinyl")))
    return out
