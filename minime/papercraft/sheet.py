"""A sheet to print, cut out and fold: the toy's box and its figure, on one page of A4.

Pictures lie on the sheet at 300 dpi, cut and fold lines as vectors, so that cutting machines
read them too. All of it is inside what US Letter prints of A4 as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minime.artwork import typeset_paper
from minime.label import add_mark
from minime.order import Order
from minime.papercraft.net import HEIGHT, TOP, Box, Net, Panel, lay_net, side
from minime.papercraft.standee import stand_up
from minime.papercraft.views import Figure, front_aspect, view_figure, view_front
from minime.preset import Preset
from minime.sculpt.scene import correct_traits, dress_card

if TYPE_CHECKING:
    from minime.make import Toy

PX_PER_MM = 300 / 25.4
FIGURE_MM = 90.0  # a little more than there is room for

Report = Callable[[float], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Print:
    """A picture, (h, w, 3) uint8 sRGB, and its box on the sheet. photo: of soft shades, which
    may be stored with a small loss."""

    picture: np.ndarray
    box: Box
    photo: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """All in mm from the sheet's lower left corner. prints: in the order of painting. cuts:
    closed lines, (n, 2) each. folds: (n, 2, 2). net: of the box. color: of the tabs that are
    tucked in, "#rrggbb". title: of the file."""

    prints: tuple[Print, ...]
    cuts: tuple[np.ndarray, ...]
    folds: np.ndarray
    net: Net
    color: str
    title: str


def lay_sheet(toy: "Toy", report: Report = lambda share: None) -> Sheet:
    """The sheet of a finished toy; see ``pdf.write_sheet``."""
    order, parts = toy.order, toy.sculpt.parts
    traits = correct_traits(toy.selfie.traits, order)
    preset = dress_card(toy.preset, order, traits)
    report(0.0)
    height = HEIGHT * PX_PER_MM
    size = (round(height * front_aspect(parts, preset)), round(height))
    front = view_front(parts, preset, size)
    report(0.5)
    figure = view_figure(parts, round(FIGURE_MM * PX_PER_MM))
    report(0.95)
    return arrange_sheet(order, preset, front, figure)


def arrange_sheet(order: Order, preset: Preset, front: np.ndarray, figure: Figure) -> Sheet:
    """The sheet with the words of the ``order`` in the look of the ``preset``.

    front: of the box, (h, w, 3) uint8, which is as wide as that asks for.
    """
    net = lay_net(HEIGHT * front.shape[1] / front.shape[0])
    left, right = net.spare
    standee = stand_up(figure.mask, _size(left))
    sizes = {panel.face: _size(panel.box, panel.turn) for panel in net.panels[1:]}
    sizes |= {"plinth": _size(standee.plinth), "flap": _size(standee.flap)}
    faces = typeset_paper(preset, order, sizes, px_per_mm=PX_PER_MM)
    faces["front"] = add_mark(front) if order.mark else front
    prints, cuts, folds = [], [net.cut], [*net.folds]
    for room, view, way in ((left, figure.front, 1), (right, figure.back, -1)):
        foot = np.array([(room[0] + room[2]) / 2, room[1]])
        prints.append(Print(picture=view, box=_moved(standee.picture, foot), photo=True))
        prints.append(Print(picture=faces["plinth"], box=_moved(standee.plinth, foot)))
        prints.append(Print(picture=faces["flap"], box=_moved(standee.flap, foot)))
        cuts.append(standee.cut[::way] * (way, 1) + foot)
        folds.append(side(standee.flap, TOP) + foot)
    prints += [_print_panel(panel, faces[panel.face]) for panel in net.panels]
    return Sheet(
        prints=tuple(prints),
        cuts=tuple(cuts),
        folds=np.array(folds),
        net=net,
        color=preset.palette.primary,
        title=f"{order.name or preset.title}: a box and a figure to cut out",
    )


def _print_panel(panel: Panel, picture: np.ndarray) -> Print:
    turned = np.rot90(picture, panel.turn // 90)
    return Print(picture=turned, box=panel.box, photo=panel.face == "front")


def _size(box: Box, turn: int = 0) -> tuple[float, float]:
    """Width and height, mm, of the picture that fills a box once it is turned."""
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if turn % 180 else (width, height)


def _moved(box: Box, by: np.ndarray) -> Box:
    x, y = (float(part) for part in by)
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y
