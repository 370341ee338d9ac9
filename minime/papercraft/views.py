"""What is printed of the toy: its packaging seen straight on, the figure from both sides.

Both are rendered from the meshes, as the finished picture is seen from the side. World frame
of mesh.py (mm); pictures are (h, w, 3) uint8 sRGB.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from minime.errors import OutputError
from minime.finish import add_gloss
from minime.preset import Preset
from minime.sculpt.geometry.mesh import Material, Part, move
from minime.sculpt.geometry.shapes import Solid, turn
from minime.sculpt.geometry.solid import figure_alone
from minime.sculpt.packaging.build import BOX_EXPOSURE, FRONT
from minime.sculpt.picture.render import Frame, Light, Scene, render, render_gloss, to_srgb
from minime.sculpt.picture.studio import AMBIENT, DISTANCE, place_camera, place_lights
from minime.sculpt.picture.tracer import Camera
from minime.srgb import rgb

SAMPLES = 4
AIR = 1.06  # height and width of the figure's picture, in figures
EXPOSURE = 1.12  # paper takes light away
PAPER = (1.0, 1.0, 1.0)


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """front, back: of one size; the figure's middle is theirs, and around it all is white.
    mask: (h, w) bool, where the one or, mirrored, the other shows it."""

    front: np.ndarray
    back: np.ndarray
    mask: np.ndarray


def front_aspect(parts: Sequence[Part], preset: Preset) -> float:
    """Width over height of the packaging's front."""
    (x0, y0, _), (x1, y1, _) = _front_box(parts, preset)
    return (x1 - x0) / (y1 - y0)


def view_front(parts: Sequence[Part], preset: Preset, size: tuple[int, int]) -> np.ndarray:
    """The packaging and what is in it, seen straight on, edge to edge, in ``size`` (width,
    height) pixels of front_aspect."""
    low, high = _front_box(parts, preset)
    (x, y, z), height = (low + high) / 2, high[1] - low[1]
    camera, lights = place_camera((x, y, z), height), place_lights((x, y, 0.0), height)
    solid = [part for part in parts if part.layer not in ("stage", "clear")]
    behind = min(float(part.vertices[:, 2].min()) for part in solid) - 1.0
    backing = _wall(behind, 2 * height, Material(color=tuple(rgb(preset.palette.primary))))
    frame = _render([*solid, backing], camera, lights, size)
    exposure = EXPOSURE * (BOX_EXPOSURE if preset.packaging == "window_box" else 1.0)
    gloss = render_gloss(parts, camera, lights, size=size)
    return add_gloss(to_srgb(exposure * frame.light), preset.materials.gloss * gloss)


def view_figure(parts: Sequence[Part], height_px: int) -> Figure:
    """The figure alone, ``height_px`` high. Raises OutputError where there is none."""
    figure = figure_alone(parts)
    if not figure:
        raise OutputError("There is no figure to cut out; make a toy first.")
    points = np.concatenate([part.vertices for part in figure])
    low, high = points.min(0), points.max(0)
    figure = [move(part, offset=-(low + high) / 2) for part in figure]
    height = AIR * float(high[1] - low[1])
    width_px = round(height_px * AIR * float(high[0] - low[0]) / height)
    size = (width_px, height_px)
    front, seen = _view_side(figure, height, size)
    turned = [move(part, rotation=turn("y", 180)) for part in figure]
    back, behind = _view_side(turned, height, size)
    return Figure(front=front, back=back, mask=seen | behind[:, ::-1])


def _view_side(
    figure: Sequence[Part], height: float, size: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """The picture of the figure, whose middle is at the origin, and where it is seen."""
    import cv2

    camera, lights = place_camera((0.0, 0.0, 0.0), height), place_lights((0.0, 0.0, 0.0), height)
    wall = _wall(-2 * height, 8 * height, Material(color=PAPER, finish="card", roughness=1.0))
    frame = _render([*figure, wall], camera, lights, size)
    mask = (frame.part >= 0) & (frame.part < len(figure))
    edged = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    picture = to_srgb(EXPOSURE * frame.light)
    return np.where(edged[..., None], picture, np.uint8(255)), mask


def _render(parts, camera: Camera, lights: Sequence[Light], size: tuple[int, int]) -> Frame:
    return render(
        Scene(parts=parts, lights=lights, ambient=AMBIENT), camera, size=size, samples=SAMPLES
    )


def _front_box(parts: Sequence[Part], preset: Preset) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper corner, (3,) mm, of the packaging's front, lowered to where what stands
    before it reaches in the picture."""
    card = next(part for part in parts if part.name == FRONT[preset.packaging])
    low, high = (np.array(end, float) for end in (card.vertices.min(0), card.vertices.max(0)))
    middle, distance = (low + high) / 2, DISTANCE * (high[1] - low[1])
    near = [part.vertices for part in parts if part.layer in ("packaging", "words")]
    _, y, z = np.concatenate(near).T
    seen = middle[1] + (y - middle[1]) * distance / (distance - (z - middle[2]))
    return np.minimum(low, (np.inf, seen.min(), np.inf)), high


def _wall(z: float, reach: float, look: Material) -> Part:
    """A square at depth ``z`` that reaches as far to each side."""
    corners = np.array(
        [(-reach, -reach, z), (reach, -reach, z), (reach, reach, z), (-reach, reach, z)]
    )
    solid = Solid(vertices=corners, faces=np.array([(0, 1, 2), (0, 2, 3)]))
    return solid.part("wall", look, layer="stage")
