"""The net of a box: which panel, tab and line lies where on the sheet.

Millimetres on the sheet, x to the right, y up from its lower left corner. The column of the
net is, from above, lid, front, floor and back; the sides hang on the front. Folded back by
right angles at every fold, the panels are the six faces of a box.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

PAGE = (210.0, 297.0)  # A4
MARGIN = 10.0
# What both A4 and US Letter (215.9 x 279.4 mm) print of a sheet that lies in their middle.
ROOM = (MARGIN, 19.0, PAGE[0] - MARGIN, PAGE[1] - 19.0)
HEIGHT, DEPTH = 96.0, 24.0
TUCK, TAB = 12.0, 9.0
SLANT = 4.0  # how far a tab narrows on either side
GAP = 2.0  # between what is cut out apart
BOTTOM, RIGHT, TOP, LEFT = range(4)  # sides of a box, in the order of its corners

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A printed face of the box. face: "front", or one of artwork's PAPER_FACES. turn: by how
    many degrees, counter-clockwise, its picture is turned on the sheet."""

    face: str
    box: Box
    turn: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Tab:
    """corners: (4, 2), the first two on the fold. glued: else it is only tucked in."""

    corners: np.ndarray
    glued: bool = True


@dataclass(frozen=True, kw_only=True, eq=False)
class Net:
    """cut: (n, 2), the closed outline. folds: (n, 2, 2), from point to point. spare: what the
    net leaves free of ROOM beside its back, to the left and to the right."""

    panels: tuple[Panel, ...]
    tabs: tuple[Tab, ...]
    cut: np.ndarray
    folds: np.ndarray
    spare: tuple[Box, Box]


def lay_net(width: float) -> Net:
    """The net of a box ``width`` x HEIGHT x DEPTH mm, at the top of ROOM and in its middle."""
    x0 = (ROOM[0] + ROOM[2] - width) / 2
    x1 = x0 + width
    y3 = ROOM[3] - TUCK - DEPTH
    y2 = y3 - HEIGHT
    y1 = y2 - DEPTH
    y0 = y1 - HEIGHT
    front, lid, floor = (x0, y2, x1, y3), (x0, y3, x1, y3 + DEPTH), (x0, y1, x1, y2)
    back, left, right = (x0, y0, x1, y1), (x0 - DEPTH, y2, x0, y3), (x1, y2, x1 + DEPTH, y3)
    panels = (
        Panel(face="front", box=front),
        Panel(face="lid", box=lid),
        Panel(face="floor", box=floor),
        Panel(face="back", box=back, turn=180),
        Panel(face="side", box=left, turn=90),
        Panel(face="side", box=right, turn=-90),
    )
    tabs = (
        Tab(corners=_beside(lid, TOP, TUCK), glued=False),
        Tab(corners=_beside(left, TOP, TAB), glued=False),
        Tab(corners=_beside(right, TOP, TAB), glued=False),
        Tab(corners=_beside(left, LEFT, TAB)),
        Tab(corners=_beside(left, BOTTOM, TAB)),
        Tab(corners=_beside(right, RIGHT, TAB)),
        Tab(corners=_beside(right, BOTTOM, TAB)),
    )
    folds = [side(front, number) for number in range(4)] + [side(back, TOP)]
    low, high = y0, y2 - TAB - GAP
    return Net(
        panels=panels,
        tabs=tabs,
        cut=outline([*(corners(panel.box) for panel in panels), *(tab.corners for tab in tabs)]),
        folds=np.array([*folds, *(tab.corners[:2] for tab in tabs)]),
        spare=((ROOM[0], low, x0 - GAP, high), (x1 + GAP, low, ROOM[2], high)),
    )


def corners(box: Box) -> np.ndarray:
    """(4, 2) mm, counter-clockwise from the lower left."""
    x0, y0, x1, y1 = box
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def side(box: Box, number: int) -> np.ndarray:
    """(2, 2) mm: the ends of one of BOTTOM, RIGHT, TOP, LEFT."""
    return np.roll(corners(box), -number, axis=0)[:2]


def outline(polygons: Iterable[np.ndarray]) -> np.ndarray:
    """(n, 2) mm: the outer edge, counter-clockwise, of what the ``polygons``, counter-clockwise
    too, cover together; the largest where that is in pieces."""
    from manifold3d import CrossSection, FillRule

    whole = CrossSection([np.asarray(polygon) for polygon in polygons], FillRule.NonZero)
    return max(whole.simplify(0.02).to_polygons(), key=area)


def area(polygon: np.ndarray) -> float:
    """mm² inside a closed polygon (n, 2); negative for one that runs clockwise."""
    x, y = polygon.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def _beside(box: Box, number: int, depth: float) -> np.ndarray:
    """(4, 2) mm: a tab outside a side of the box, the side first."""
    start, end = side(box, number)
    along = (end - start) / np.linalg.norm(end - start)
    out = depth * np.array([along[1], -along[0]])
    return np.array([end, start, start + SLANT * along + out, end - SLANT * along + out])
