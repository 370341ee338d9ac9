"""Evenly spread lines (after Jobard and Lefer 1997): of many traced lines the longest first are
kept, cut to where no kept one runs yet. mm.
"""

import numpy as np

_NEAR = np.array([(0, 0, 0), *np.eye(3, dtype=int), *-np.eye(3, dtype=int)])
CROWDED = 0.45  # share of a line that may lie next to others


def spread_lines(
    points: np.ndarray, alive: np.ndarray, *, apart_mm: float, least_mm: float, step_mm: float
) -> list[np.ndarray]:
    """Of lines (n, k, 3), ``alive`` (n, k), those, or their longest parts, that for the most part
    keep ``apart_mm`` from each other and nowhere run together, the longest first: a list of
    (m, 3)."""
    cell = apart_mm / 2
    low = points.reshape(-1, 3).min(0) - 2 * apart_mm
    size = np.ceil((points.reshape(-1, 3).max(0) + 2 * apart_mm - low) / cell).astype(int) + 1
    taken, near = np.zeros(size, bool), np.zeros(size, bool)
    cells = ((points - low) / cell).astype(int)
    least = max(3, int(least_mm / step_mm))
    kept = []
    for number in np.argsort(-alive.sum(1), kind="stable"):
        own = cells[number]
        start, stop = _longest(alive[number] & ~taken[own[:, 0], own[:, 1], own[:, 2]])
        here = own[start:stop]
        if stop - start < least or near[here[:, 0], here[:, 1], here[:, 2]].mean() > CROWDED:
            continue
        kept.append(points[number, start:stop])
        taken[here[:, 0], here[:, 1], here[:, 2]] = True
        mark = (here[:, None] + _NEAR).reshape(-1, 3)
        near[mark[:, 0], mark[:, 1], mark[:, 2]] = True
    return kept


def resample(lines: list[np.ndarray], count: int) -> tuple[np.ndarray, np.ndarray]:
    """(n, count, 3) the lines smoothed and cut into equal steps, and (n,) their lengths in mm."""
    out, lengths = np.empty((len(lines), count, 3)), np.empty(len(lines))
    t = np.linspace(0, 1, count)
    for i, line in enumerate(lines):
        way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        lengths[i] = way[-1]
        out[i] = np.stack([np.interp(t * way[-1], way, line[:, j]) for j in range(3)], 1)
    for _ in range(3):
        out[:, 1:-1] = 0.25 * out[:, :-2] + 0.5 * out[:, 1:-1] + 0.25 * out[:, 2:]
    return out, lengths


def _longest(free: np.ndarray) -> tuple[int, int]:
    """Start and stop of the longest run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free.view(np.int8), [0]])))
    if not len(edges):
        return 0, 0
    runs = edges[1::2] - edges[::2]
    best = int(runs.argmax())
    return int(edges[2 * best]), int(edges[2 * best + 1])
