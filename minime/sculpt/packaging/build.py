"""Window box, stand and blister card built round a figure. World frame of mesh.py, mm.

The picture shows ``Packaging.frame``, a rectangle in the plane z = 0, from a camera a little
above and beside it, so that it is seen to be a thing; :func:`view` gives that camera.
Everything is scaled from the figure's own box, so that any preset's proportions fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from minime.preset import Palette
from minime.sculpt.geometry.mesh import Layer, Material, Part, move
from minime.sculpt.geometry.shapes import (
    ellipse,
    fillet,
    front_uv,
    gather,
    paint,
    plate,
    printed,
    rounded_rect,
    turn,
)
from minime.sculpt.packaging.backdrop import pegboard, shelf_and_wall
from minime.sculpt.packaging.display import (
    LAY,
    bubble,
    film,
    hang_hole,
    hook,
    shelf,
)
from minime.sculpt.picture.tracer import Camera

# Printed faces of each packaging, (width, height) in mm at the preset's usual figure size; their
# aspects are what counts: build_packaging scales them with the figure.
# Blister front: hang hole in the top 8 %, title band down to 19 %, name in the lowest 13 %.
# Stand front: name and title in the top 22 %; below it the figure covers the middle third.
ART: dict[str, dict[str, tuple[float, float]]] = {
    "window_box": {"header": (216.0, 30.0), "footer": (216.0, 24.0), "backdrop": (200.0, 240.0)},
    "stand": {"front": (200.0, 250.0), "plate": (90.0, 18.0)},
    "blister_card": {"front": (204.0, 255.0)},
}
# The part of each packaging whose outline is its front.
FRONT = {"window_box": "box face", "stand": "card", "blister_card": "card"}
ASPECT = 0.8  # of the picture, width over height
YAW_DEG, PITCH_DEG = -9.0, 5.0
FOV_DEG = 13.6  # a long lens, as for products
MARGIN = 8.0  # mm of background round the packaging
BOX_DEPTH = 62.0
# Walls and roof of a box keep a sixth of the light from the face: median over four people and
# two styles of the light there, relative to the same face on a stand.
BOX_EXPOSURE = 1.18
SMALL_DEPTH = 42.0  # of an accessory's bubble
LARGEST_SCALE = 1.3  # how much an accessory may grow to fill its slot
ROWS = ((), (1,), (1, 1), (1, 2), (1, 2, 1), (1, 2, 2), (2, 2, 2))  # of bubbles, by how many
CLEAR = Material(color=(1.0, 1.0, 1.0), finish="clear")
EDGE = Material(color=(0.93, 0.95, 0.96), finish="gloss")  # cut plastic


@dataclass(frozen=True, kw_only=True)
class Slot:
    """Room for one accessory: the middle of its foot, and the (width, height, depth) it may
    fill, mm. held: in mid-height, as under a bubble, rather than standing at the bottom."""

    position: tuple[float, float, float]
    size: tuple[float, float, float]
    held: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Packaging:
    """parts: opaque (layers "stage", "packaging", "words"). clear: bubbles or window, layer
    "clear". figure_origin: where the figure's (0, 0, 0) goes. slots: one an accessory.
    frame: ((x0, y0), (x1, y1)) in the plane z = 0 that the picture shows, 4:5. pitch_deg: how
    far the camera looks down, yaw_deg: how far it stands to the right.
    tie_z: of the backdrop that the figure is tied to, None where it stands free. exposure: of
    the camera, 1 where nothing keeps light from the figure."""

    parts: tuple[Part, ...]
    clear: tuple[Part, ...]
    figure_origin: tuple[float, float, float]
    slots: tuple[Slot, ...]
    frame: tuple[tuple[float, float], tuple[float, float]]
    pitch_deg: float
    yaw_deg: float
    tie_z: float | None = None
    exposure: float = 1.0


def build_packaging(
    kind: str,
    *,
    art: Mapping[str, np.ndarray],
    figure_box: tuple[float, float, float],
    accessories: int,
    palette: Palette,
    held: int = 0,
    mirrored: bool = False,
) -> Packaging:
    """kind: a key of ART. art: its faces, (h, w, 3) uint8. figure_box: (width, height, depth)
    of the figure, hair included. accessories: how many slots, 0 to 6. held: how many more are
    in the figure's hands; it stands where it would stand if they lay beside it. mirrored:
    what lies on one side of it lies on the other."""
    first = -1 if mirrored else 1
    return _BUILDERS[kind](art, figure_box, accessories, palette, held, first)


def view(packaging: Packaging, *, fov_deg: float = FOV_DEG) -> Camera:
    """The camera whose picture is the packaging's frame."""
    (x0, y0), (x1, y1) = packaging.frame
    distance = (y1 - y0) / 2 / np.tan(np.radians(fov_deg) / 2)
    pitch, yaw = np.radians([packaging.pitch_deg, packaging.yaw_deg])
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    ahead = np.array([np.cos(pitch) * np.sin(yaw), np.sin(pitch), np.cos(pitch) * np.cos(yaw)])
    position = tuple(float(c) for c in (x, y, 0.0) + distance * ahead)
    return Camera(position=position, target=(x, y, 0.0), fov_deg=fov_deg)


def fit_accessories(
    things: Sequence[Sequence[Part]], slots: Sequence[Slot]
) -> tuple[tuple[Part, ...], ...]:
    """Accessories (frame of minime.sculpt.accessory) in their slots, in the order of
    ``things``: each goes where it can be shown largest, and is scaled to fit."""
    from scipy.optimize import linear_sum_assignment

    sizes = [np.ptp(np.concatenate([part.vertices for part in thing]), axis=0) for thing in things]
    scales = np.array([[np.min(np.array(s.size) / size) for s in slots] for size in sizes])
    scales = scales.reshape(len(things), len(slots))
    rows, columns = linear_sum_assignment(np.log(np.minimum(scales, 1.0)), maximize=True)
    placed = []
    for i, j in zip(rows, columns, strict=True):
        offset, scale = np.array(slots[j].position), min(scales[i, j], LARGEST_SCALE)
        if slots[j].held:
            offset[1] += (slots[j].size[1] - scale * sizes[i][1]) / 2
        placed.append(tuple(move(p, scale=scale, offset=offset) for p in things[i]))
    return tuple(placed)


def _window_box(
    art, figure_box, accessories: int, palette: Palette, held: int, first: int
) -> Packaging:
    wide, tall, deep = figure_box
    z = -(deep / 2 + 6)
    back = max(BOX_DEPTH, deep + 12)
    window = 0.975 * (tall + 5)  # nearer to the camera than the figure, so it may be smaller
    top, low = (ART["window_box"][n][1] / ART["window_box"][n][0] for n in ("header", "footer"))
    width = (ASPECT * (window + 2 * MARGIN) - 2 * MARGIN) / (1 - ASPECT * (top + low))
    head, foot = top * width, low * width
    height = window + head + foot
    floor = foot - 3.0
    frame = _frame(0.0, -MARGIN, height + MARGIN)
    middle = (0.0, foot + window / 2, 0.0)
    hole = rounded_rect(width - 14, window - 2, 13) + middle[:2]
    card = paint(palette.primary, "card")
    face = plate(rounded_rect(width, height, 3) + (0, height / 2), 1.6, 0.5, [hole])
    rim = plate(rounded_rect(width - 10, window + 2, 15) + middle[:2], 1.2, 0.5, [hole])
    foil = paint(palette.accent, "metal", roughness=0.25)
    parts = [
        face.part("box face", card, layer="packaging"),
        rim.moved((0, 0, 0.9)).part("box rim", foil, layer="packaging"),
        _print("header", art["header"], width, head, (0, height - head / 2, 1.0)),
        _print("footer", art["footer"], width, foot, (0, foot / 2, 1.0)),
        *_tray(art["backdrop"], width, height, back, floor, palette),
        *shelf_and_wall(palette, back=-back - 190),
    ]
    room = (width - 12 - wide) / 2
    sides = _split(accessories)
    slots, shelves = [], []
    for count, side in zip(sides, (first, -first), strict=True):
        for level in range(count):
            x = side * (wide / 2 + room / 2)
            y = floor + (tall * (0.10 + 0.31 * level) if count > 1 else tall * 0.22)
            size = (room - 5, min(58.0, tall * 0.31 - 12), 40.0)
            slots.append(Slot(position=(x, y, -BOX_DEPTH + 22), size=size))
            shelves.append(shelf(room - 4, back - 28).moved((x, y - 1.0, -back / 2 - 13)))
    if shelves:
        white = paint(palette.background, "gloss", shade=0.3)
        parts.append(gather(shelves).part("shelves", white, layer="packaging"))
    sheet = film(width - 12, window).moved((0, middle[1], -1.2))
    return Packaging(
        parts=tuple(parts),
        clear=(sheet.part("window", CLEAR, layer="clear"),),
        figure_origin=(0.0, floor, z),
        slots=tuple(slots),
        frame=frame,
        pitch_deg=PITCH_DEG,
        yaw_deg=YAW_DEG,
        exposure=BOX_EXPOSURE,
        tie_z=-back,
    )


def _stand(art, figure_box, accessories: int, palette: Palette, held: int, first: int) -> Packaging:
    wide, tall, deep = figure_box
    pitch, base, back = 9.0, 9.0, -(deep / 2 + 16)
    height = 1.30 * tall
    width = ASPECT * height
    rise = np.tan(np.radians(pitch))
    shrink = 1 / (1 - back / (4.2 * height))  # the card is behind the plane of the frame
    top = 0.5 * height * (1 + shrink) - back * rise
    front = max(30.0, deep / 2 + 6)
    low = -(front + 14) * rise - 1
    frame = _frame(0.0, low - MARGIN, top + MARGIN)
    room = min(46.0, frame[1][0] - wide / 2 - 6)
    reach = wide / 2 + room if accessories + held else 0.62 * wide
    card = plate(rounded_rect(width, height, 5) + (0, height / 2), 1.6, 0.5).moved((0, 0, back))
    parts = [
        card.part("card", printed(art["front"]), layer="words"),
        *_base(reach, front, base, palette),
        *_name_plate(art["plate"], front, palette),
        *shelf_and_wall(palette, back=back - 220),
    ]
    slots, shelves = [], []
    for count, side in zip(_split(accessories), (first, -first), strict=True):
        for level in range(count):
            x = side * (wide / 2 + room / 2 + 1)
            y = base + 0.3 * tall * level
            z = front - 22.0 if level == 0 else back + 17
            size = (room - 4, 0.3 * tall - 9, 40.0 if level == 0 else 28.0)
            slots.append(Slot(position=(x, y, z), size=size))
            if level:
                shelves.append(shelf(room - 6, 26).moved((x, y - 1, z - 3)))
    if shelves:
        look = paint(palette.accent, "gloss")
        parts.append(gather(shelves).part("shelves", look, layer="packaging"))
    return Packaging(
        parts=tuple(parts),
        clear=(),
        figure_origin=(0.0, base, 0.0),
        slots=tuple(slots),
        frame=frame,
        pitch_deg=pitch,
        yaw_deg=YAW_DEG,
    )


def _blister_card(
    art, figure_box, accessories: int, palette: Palette, held: int, first: int
) -> Packaging:
    wide, tall, deep = figure_box
    height = tall / 0.64
    width = ASPECT * height
    foot = 0.155 * height  # seen from above, the bubble's rim must not cross the name
    edge = -width / 2 + wide / 2 + 10  # as far left as the figure's bubble goes
    x = max(edge, (0.0, -0.15, -0.18, -0.18, -0.5, -0.5, -0.5)[accessories + held] * width)
    hole = hang_hole() + (0, height - 0.042 * height)
    outline = rounded_rect(width, height, 7) + (0, height / 2)
    card = plate(outline, 1.4, 0.45, [hole]).moved((0, 0, -0.7))
    uv = front_uv(card.vertices)
    outline = rounded_rect(wide + 8, tall + 8, min(34.0, wide / 2.4), points=15)
    middle = (first * x, foot + tall / 2 - 1, 0.1)
    shells = [(bubble(outline, deep + 9, flange=3.5, shoulder=13), middle)]
    slots = []
    for (cx, cy), (w, h) in _cells(accessories, (x + wide / 2 + 6, width / 2 - 4), height):
        outline = rounded_rect(w - 4, h - 4, 9, points=15)
        at = (first * cx, cy, 0.1)
        shells.append((bubble(outline, SMALL_DEPTH, flange=2.0, shoulder=8), at))
        size = (w - 9, h - 9, SMALL_DEPTH - 4)
        slots.append(
            Slot(position=(first * cx, cy - h / 2 + 4.5, SMALL_DEPTH / 2), size=size, held=True)
        )
    beads = gather([bead.moved(at) for (_, bead), at in shells])
    return Packaging(
        parts=(
            replace(card.part("card", printed(art["front"]), layer="words", uv=uv), flat=True),
            beads.part("bubble edges", EDGE, layer="packaging"),
            hook(height).part("hook", paint("#c9cdd3", "metal"), layer="stage"),
            pegboard(palette, height),
        ),
        clear=tuple(
            shell.moved(at).part("bubble", CLEAR, layer="clear") for (shell, _), at in shells
        ),
        figure_origin=(first * x, foot, deep / 2 + 3),
        slots=tuple(slots),
        frame=_frame(0.0, -MARGIN - 1, height + MARGIN + 1),
        pitch_deg=PITCH_DEG,
        yaw_deg=YAW_DEG,
    )


_BUILDERS = {"window_box": _window_box, "stand": _stand, "blister_card": _blister_card}


def _frame(x: float, low: float, high: float) -> tuple[tuple[float, float], tuple[float, float]]:
    half = ASPECT * (high - low) / 2
    return (x - half, low), (x + half, high)


def _split(count: int) -> tuple[int, int]:
    """How many go to the viewer's right, how many to the left."""
    return (count + 1) // 2, count // 2


def _print(name: str, texture: np.ndarray, width: float, height: float, at) -> Part:
    """A printed face a little proud of the card."""
    solid = plate(rounded_rect(width - 0.4, height, 2.6), 0.6, 0.25).moved(at)
    return solid.part(name, printed(texture), layer="words")


def _tray(
    backdrop: np.ndarray,
    width: float,
    height: float,
    depth: float,
    floor: float,
    palette: Palette,
) -> list[Part]:
    """Back, floor and walls behind the window. There is no lid: the light comes in there."""
    inner, z = width - 3, -depth
    back = plate(rounded_rect(inner, height - floor, 2), 1.2).moved((0, (height + floor) / 2, z))
    wall = plate(rounded_rect(depth, height, 1.5), 1.4, 0.5)
    walls = [
        wall.moved((s * (inner / 2 + 0.5), height / 2, z / 2), turn=turn("y", 90)) for s in (-1, 1)
    ]
    ground = plate(rounded_rect(inner, depth - 2, 1), 2.0, 0.6)
    ground = ground.moved((0, floor - 1, z / 2 - 1), turn=LAY)
    step = plate(ellipse(0.42 * width, 44), 2.0, 0.8).moved((0, floor - 0.9, z / 2), turn=LAY)
    layer: Layer = "packaging"
    return [
        back.part("backdrop", printed(backdrop), layer=layer),
        gather(walls).part("box walls", paint(palette.secondary, "card"), layer=layer),
        ground.part("box floor", paint(palette.secondary, "card", shade=0.1), layer=layer),
        step.part("box step", paint(palette.primary, "gloss", shade=0.2), layer=layer),
    ]


def _base(reach: float, front: float, height: float, palette: Palette) -> list[Part]:
    """A long hexagon in two steps, with a bright metal band between them."""
    out = []
    for grow, thick, low, look in (
        (6.0, 4.0, 0.0, paint(palette.ink, "gloss")),
        (4.6, 1.4, 3.6, paint(palette.accent, "metal", roughness=0.25)),
        (3.0, height - 4.6, 4.6, paint(palette.primary, "gloss")),
    ):
        x, z = reach + grow, front + grow - 4
        slope = 0.42 * z
        points = [(x, 0), (x - slope, z), (slope - x, z), (-x, 0), (slope - x, -z), (x - slope, -z)]
        solid = plate(fillet(points, 5), thick, min(1.2, thick / 3))
        solid = solid.moved((0, low + thick / 2, 0), turn=LAY)
        out.append(solid.part("base", look, layer="packaging"))
    return out


def _name_plate(texture: np.ndarray, front: float, palette: Palette) -> list[Part]:
    """The plate leans back on the front edge of the base."""
    width, height = ART["stand"]["plate"]
    lean, at = turn("x", -42), (0.0, 8.2, front + 6.0)
    block = plate(rounded_rect(width + 5, height + 4, 2.5), 4.0, 1.2).moved((0, 0, -1.6))
    sheet = plate(rounded_rect(width, height, 1.5), 0.8, 0.3).moved((0, 0, 0.6))
    back = block.moved(at, turn=lean)
    foil = paint(palette.accent, "metal", roughness=0.3)
    return [
        back.part("plate frame", foil, layer="packaging"),
        sheet.moved(at, turn=lean).part(
            "plate", printed(texture, "gloss"), layer="words", uv=front_uv(sheet.vertices)
        ),
    ]


def _cells(count: int, span: tuple[float, float], height: float) -> list:
    """((x, y) middle, (w, h)) of each small bubble beside the figure's: wide ones in rows of
    one, tall ones in rows of two."""
    room = span[1] - span[0]
    rows = ROWS[count]
    shares = [1.0 if columns == 1 else 1.25 for columns in rows]
    unit = min(0.625 * height / max(sum(shares), 1.0), 70.0)
    y = 0.4775 * height + sum(shares) * unit / 2
    cells = []
    for columns, share in zip(rows, shares, strict=True):
        wide = min(room / columns, 96.0)
        for i in range(columns):
            x = (span[0] + span[1]) / 2 + wide * (i - (columns - 1) / 2)
            cells.append(((x, y - share * unit / 2), (wide - 5, share * unit - 5)))
        y -= share * unit
    return cells
