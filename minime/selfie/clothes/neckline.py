"""The outline of bare skin below the chin: how deep it goes, how it narrows, whether the
shoulders are bare.

Millimetres of the chest (chest.py), depths downwards from the chin.
"""

from dataclasses import dataclass

import numpy as np

from minime.selfie.clothes.chest import SIDE_MM, UP_MM, Chest

NECK_WANDERS_MM = 35
LEAST_SEEN = 0.8  # of a row's middle, inside the photo
SHOULDER_MM = (70, 135)


@dataclass(frozen=True, kw_only=True)
class Neckline:
    """seen_mm: how far down the photo goes. depth_mm: where skin ends in cloth in the middle;
    None where it ends with the photo. width_mm: the most skin is wide. taper: how wide it is 12
    mm above its end, of the most; a V has little, a round neck much. wide_mm: how wide skin is
    below the neck. bare: share of the shoulders' tops that are skin. middle_mm: x where skin
    ends."""

    seen_mm: float
    depth_mm: float | None
    width_mm: float
    taper: float
    wide_mm: float
    bare: float
    middle_mm: float


def trace_neckline(chest: Chest) -> Neckline:
    """The neckline of a chest."""
    rows = _rows(chest)
    widths = np.array([right - left for left, right in rows], float)
    ends = np.flatnonzero(widths <= 0)
    depth = float(ends[0]) if len(ends) else None
    open_rows = rows[: len(rows) if depth is None else int(depth)]
    widest = max((right - left for left, right in open_rows), default=0)
    at = -12 if len(open_rows) > 12 else 0
    taper = widths[: len(open_rows)][at] / widest if widest > 0 else 0.0
    middle = float(np.mean(open_rows[-4:])) if open_rows else 0.0
    inside = chest.inside[UP_MM:, SIDE_MM - 60 : SIDE_MM + 60].mean(1) > 0.6
    return Neckline(
        seen_mm=float(inside.sum()),
        depth_mm=depth,
        width_mm=float(widest),
        taper=float(taper),
        wide_mm=max((right - left for left, right in open_rows[40:]), default=0),
        bare=_bare_shoulders(chest),
        middle_mm=middle,
    )


def _rows(chest: Chest) -> list[tuple[int, int]]:
    """For each row below the chin, until the photo ends: left and right x of the skin in the
    middle; equal where there is none."""
    from scipy import ndimage

    body, rows, middle = chest.skin | chest.face, [], SIDE_MM
    for row in range(UP_MM, body.shape[0]):
        if chest.inside[row, middle - 20 : middle + 20].mean() < LEAST_SEEN:
            break
        runs, count = ndimage.label(body[row])
        sizes = np.bincount(runs[middle - 30 : middle + 31], minlength=count + 1)
        sizes[0] = 0
        if sizes.max() < 4:
            rows.append((0, 0))
            continue
        columns = np.flatnonzero(runs == int(np.argmax(sizes)))
        left, right = int(columns[0]), int(columns[-1]) + 1
        step = 0.3 * ((left + right) / 2 - middle)
        wander = (SIDE_MM - NECK_WANDERS_MM, SIDE_MM + NECK_WANDERS_MM)
        middle = int(np.clip(middle + step, *wander))
        rows.append((left - SIDE_MM, right - SIDE_MM))
    return rows


def _bare_shoulders(chest: Chest) -> float:
    """Share of the columns over the shoulders, where hair does not lie, whose top is skin."""
    found = []
    for side in (-1, 1):
        for x in range(*SHOULDER_MM):
            column = SIDE_MM + side * x
            rows = np.flatnonzero(chest.seen[:, column])
            if len(rows) < 25 or chest.hair[rows[:30], column].any():
                continue
            top = rows[4:20]
            found.append(chest.skin[top, column].mean() > 0.5)
    return float(np.mean(found)) if len(found) > 20 else 0.0
