"""The mass of hair that a photo shows, as two surfaces over the view's plane: the front, seen
by the camera, and the back, which goes round the head.

A view's plane is that of selfie/view.py with z towards the viewer, mm; the toy's head lies in
it, its roll removed. Grids are (rows, columns), rows downwards, GRID_MM apart.
"""

from dataclasses import dataclass

import numpy as np

from minime.sculpt.head.shape import SKULL_CENTRE
from minime.selfie.view import ABOVE_MM, BELOW_MM, LEFT_MM

GRID_MM = 2.0
ROWS, COLUMNS = int((ABOVE_MM + BELOW_MM) / GRID_MM), int(2 * LEFT_MM / GRID_MM)
ROUND_MM = 78.0  # radius to which the mass is rounded from its outline inwards
DEEP_MM = 96.0  # of a head, from its outline's plane to the front and to the back
CHEST_Z = 2.0  # of hair that lies on the chest
SOFT_MM = 4.0
OUTLINE_DEG = 88.0  # from the top of a head to its sides, where its outline is the scalp's
_ANGLES = np.arange(-180.0, 180.1, 4.0)
_RAYS = np.stack([np.sin(np.radians(_ANGLES)), np.cos(np.radians(_ANGLES))], 1)
GAP_CELLS = 17  # across, between hair and head, as beside an ear: hair is seen through it


@dataclass(frozen=True, kw_only=True)
class Build:
    """least_mm, most_mm: over the head. edge_mm: over which it rises from its edge on the face.
    behind_mm: thickness behind the head. spread: cells by which what is under it is widened."""

    least_mm: float = 4.0
    most_mm: float = 22.0
    edge_mm: float = 13.0
    behind_mm: float = 7.0
    spread: int = 3


HAIR = Build()
SHORT = Build(least_mm=1.5, behind_mm=3.5)
CROPPED = Build(least_mm=0.7, most_mm=3.5, edge_mm=8.0, behind_mm=2.0)


@dataclass(frozen=True, kw_only=True, eq=False)
class Relief:
    """inside: (h, w) float32 mm to the hair's outline, positive in hair. whole: the same of hair
    and head together. front, back: (h, w) float32 mm, z of both surfaces. lining: z of the inner
    side of what lies behind the head. ground: z of the head, NaN beside it. thick: mm of hair over
    the head, beside it what it may be there. turn: (3, 3) head
    frame to view."""

    inside: np.ndarray
    whole: np.ndarray
    behind: np.ndarray
    front: np.ndarray
    back: np.ndarray
    lining: np.ndarray
    ground: np.ndarray
    thick: np.ndarray
    turn: np.ndarray

    def sample(self, grid: np.ndarray, points: np.ndarray) -> np.ndarray:
        """Values of a ``grid`` at points (..., 2 or 3)."""
        from scipy.ndimage import map_coordinates

        return map_coordinates(grid, to_grid(points), order=1, mode="nearest")


def to_grid(points: np.ndarray) -> np.ndarray:
    """(2, ...) row and column of points (..., 2 or 3) in the view's plane."""
    row = (ABOVE_MM - points[..., 1]) / GRID_MM - 0.5
    return np.stack([row, (points[..., 0] + LEFT_MM) / GRID_MM - 0.5])


def grid_places() -> tuple[np.ndarray, np.ndarray]:
    """x and y (ROWS, COLUMNS) mm."""
    x = (np.arange(COLUMNS) + 0.5) * GRID_MM - LEFT_MM
    return np.meshgrid(x, ABOVE_MM - (np.arange(ROWS) + 0.5) * GRID_MM)


def build_relief(
    cover: np.ndarray, head: np.ndarray, turn: np.ndarray, scalp: np.ndarray, build: Build = HAIR
) -> Relief:
    """From the hair's ``cover`` on the grid and the toy's ``head`` vertices (n, 3), head frame."""
    points = head @ turn.T
    near, far = _depths(points, build.spread)
    inside = _signed(cover)
    _, y = grid_places()
    body = np.isfinite(near)
    hair_or_head = (inside > 0) | body
    behind = _behind(inside, hair_or_head, scalp, y)
    whole = _signed(hair_or_head | (behind > 0))
    middle = float((turn @ SKULL_CENTRE)[2])
    dome = _circle(_smooth(np.maximum(whole, 0), SOFT_MM) / ROUND_MM)
    ground = np.where(body, near, -np.inf)
    puff = middle + DEEP_MM * dome
    chest = np.clip((-95 - y) / 40, 0, 1)  # below the chin, on the chest
    lying = CHEST_Z - 12 + 12 * _circle(np.maximum(inside, 0) / 12)
    puff = np.where(chest > 0, np.maximum(puff, chest * lying + (1 - chest) * puff), puff)
    edge = _hairline_edge(inside, whole, build.edge_mm)
    most = np.clip(_beside_head(inside, body, turn), build.least_mm, build.most_mm)
    thick = np.clip(puff - ground, build.least_mm, most) * edge + 0.6
    front = np.where(body, ground + thick, puff)
    front = np.where(inside > 0, front, np.where(body, ground, puff))
    front = np.maximum(_smooth(front, SOFT_MM), np.where(body, ground + 0.8 * thick, -np.inf))
    back = middle - DEEP_MM * dome
    back = np.minimum(back, np.where(body, far - build.behind_mm, np.inf))
    back = _smooth(back, SOFT_MM)
    lining = np.minimum(back + 14, middle)
    return Relief(
        inside=inside, whole=whole, behind=behind, front=front, back=back, lining=lining,
        ground=np.where(body, near, np.nan), thick=np.where(body, thick, most), turn=turn,
    )  # fmt: skip


def far_side(head: np.ndarray, turn: np.ndarray, scalp) -> np.ndarray:
    """(h, w) bool on the relief's grid: where ``scalp`` says so of the far side of the head."""
    from scipy.ndimage import binary_closing

    points = head @ turn.T
    far = (points[:, 2] < points[:, 2].mean()) & scalp(head)
    row, column = to_grid(points[far]).round().astype(int)
    out = np.zeros(grid_places()[0].shape, bool)
    out[row, column] = True
    return binary_closing(out, np.ones((3, 3)))


def _behind(inside, hair_or_head, scalp, y) -> np.ndarray:
    """Signed mm to the outline of what hair covers behind the head and the neck: the scalp's
    back, and between both sides of hanging hair."""
    from scipy.ndimage import binary_closing

    filled = inside > 0
    rows = np.flatnonzero(filled.any(1))
    spans = np.zeros_like(filled)
    for row in rows:
        at = np.flatnonzero(filled[row])
        if y[row, 0] < -30:
            spans[row, at[0] : at[-1] + 1] = True
    spans &= _both_sides(filled, y)
    spans |= binary_closing(hair_or_head, np.ones((1, GAP_CELLS))) & ~hair_or_head
    return _signed(_smooth((spans | (scalp & hair_or_head) | filled).astype(np.float32), 3) > 0.5)


def _both_sides(filled, y) -> np.ndarray:
    """(h, w): rows with hair left and right of the face."""
    middle = filled.shape[1] // 2
    both = filled[:, : middle - 15].any(1) & filled[:, middle + 15 :].any(1)
    return both[:, None] & np.ones_like(filled)


def _hairline_edge(inside: np.ndarray, whole: np.ndarray, edge_mm: float) -> np.ndarray:
    """0 at a hairline to 1 well inside; 1 at the mass's own outline, which is round already."""
    outer = np.clip(1 - (whole - inside) / 10, 0, 1)  # the nearest edge is the outer one
    return np.maximum(_circle(np.maximum(inside, 0) / edge_mm), outer)


def _beside_head(inside: np.ndarray, body: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """(h, w) mm: how thick hair is at the outline of the head next to a place, which is how thick
    it may be there; without bounds below the ears, where it hangs."""
    from scipy.ndimage import gaussian_filter1d

    middle = (turn @ SKULL_CENTRE)[:2]
    steps = np.arange(20.0, 200.0)
    places = middle + _RAYS[:, None] * steps[:, None]
    row, column = to_grid(places).round().astype(int)
    row, column = row.clip(0, ROWS - 1), column.clip(0, COLUMNS - 1)
    hair, head = ((grid[row, column] * steps).max(1) for grid in (inside > 0, body))
    thick = gaussian_filter1d(np.maximum(hair - head, 0.0), 2.0)
    x, y = grid_places()
    angle = np.degrees(np.arctan2(x - middle[0], y - middle[1]))
    hanging = np.clip((np.abs(angle) - OUTLINE_DEG) / 20, 0, 1)
    return np.interp(angle, _ANGLES, thick) + 200.0 * hanging**2


def _depths(points: np.ndarray, spread: int) -> tuple[np.ndarray, np.ndarray]:
    """z (h, w) of the nearest and the farthest of the head's vertices, NaN where there is none."""
    from scipy.ndimage import maximum_filter, minimum_filter

    row, column = to_grid(points).round().astype(int)
    row, column = row.clip(0, ROWS - 1), column.clip(0, COLUMNS - 1)
    near, far = np.full((ROWS, COLUMNS), -1e4), np.full((ROWS, COLUMNS), 1e4)
    np.maximum.at(near, (row, column), points[:, 2])
    np.minimum.at(far, (row, column), points[:, 2])
    # Neither the head between its vertices nor locks under a hat may come through.
    near, far = maximum_filter(near, spread), minimum_filter(far, spread)
    return np.where(near < -9e3, np.nan, near), np.where(far > 9e3, np.nan, far)


def _signed(cover: np.ndarray) -> np.ndarray:
    """(h, w) mm to the outline of ``cover`` > .5, positive inside."""
    import cv2

    fine = cv2.resize(cover.astype(np.float32), None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    mask = (fine > 0.5).astype(np.uint8)
    half = GRID_MM / 2
    into = cv2.distanceTransform(mask, cv2.DIST_L2, 5) - cv2.distanceTransform(
        1 - mask, cv2.DIST_L2, 5
    )
    return cv2.resize(into * half, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)


def _circle(share: np.ndarray) -> np.ndarray:
    return np.sqrt(np.clip(1 - (1 - np.clip(share, 0, 1)) ** 2, 0, 1))


def _smooth(values: np.ndarray, sigma_mm: float) -> np.ndarray:
    import cv2

    return cv2.GaussianBlur(values.astype(np.float32), (0, 0), sigma_mm / GRID_MM)
