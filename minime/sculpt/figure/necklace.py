"""A necklace round the toy's neck, over skin or clothes, as the photo shows it.

World frame of the body (mm). The chain is a string of links that carries the photo's own picture
of it, laid on whatever is foremost on the chest, and goes round behind the neck; its pendant is
cut out of the photo.
"""

from dataclasses import replace

import numpy as np

from minime.sculpt.figure.body import Body
from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.geometry.relief import raise_relief
from minime.sculpt.geometry.shapes import curve
from minime.selfie.jewellery.necklace import Necklace
from minime.selfie.jewellery.ornament import Piece
from minime.selfie.view import VIEW_PX_PER_MM

HEAD_MM = 216.0  # of a person, chin to crown
LARGER = 1.2  # than to scale, as all that is fine on a toy
NECK_PIT_MM = 62.0  # below a person's chin, where a neck ends
WIDE = 1.3  # half width of the chain where it lies on the shoulders, in radii of the neck
LEAST_RADIUS_MM, LEAST_DROP = 0.42, 0.35  # of a chain; below the shoulders' line, in neck radii
NEAR_MM = 1.3  # of the body's vertices that a chain lies on
FLAT, LINK, WAIST = 0.6, 1.5, 0.16  # depth to height; length to thickness; how far it narrows
SIDES, POINTS = 10, 220


def wear_necklace(body: Body, necklace: Necklace | None) -> Body:
    """The ``body`` with the ``necklace`` on."""
    if necklace is None:
        return body
    scale = LARGER * body.figure.proportions.head_height_mm / HEAD_MM
    chest = _chest(body)
    radius = max(necklace.thick_mm * scale / 2, LEAST_RADIUS_MM)
    path = _lay(body, necklace, chest, radius, scale)
    parts = [_string(path, body.neck, radius, necklace.strip)]
    if necklace.pendant is not None:
        lowest = path[path[: len(path) // 2, 1].argmin()]
        parts.append(_hang(necklace.pendant, lowest, chest, scale))
    return replace(body, parts=(*body.parts, *parts))


def _chest(body: Body) -> np.ndarray:
    """(n, 3) vertices round neck and chest."""
    points = np.concatenate([part.vertices for part in body.parts])
    r, low = body.neck_radius_mm, body.figure.torso(low=0.6)[0][0]
    return points[(np.abs(points[:, 0]) < 2.5 * r) & (points[:, 1] > low)]


def _front(chest: np.ndarray, places: np.ndarray) -> np.ndarray:
    """(n,) z of what is foremost at the ``places`` (n, 2); NaN where nothing is."""
    from scipy.spatial import cKDTree

    found = cKDTree(chest[:, :2]).query_ball_point(places, NEAR_MM)
    return np.array([chest[near, 2].max() if near else np.nan for near in found])


def _lay(
    body: Body, necklace: Necklace, chest: np.ndarray, radius: float, scale: float
) -> np.ndarray:
    """(POINTS, 3): the chain's closed line, from the viewer's left over the front, then behind.
    The front is its first half."""
    r, neck = body.neck_radius_mm, body.neck
    drop = max((necklace.below_mm - NECK_PIT_MM) * scale / LARGER, LEAST_DROP * r)
    wide = WIDE * r
    beside = np.abs(np.abs(chest[:, 0]) - wide) < NEAR_MM
    high = chest[beside & (np.abs(chest[:, 2] - neck[2]) < r), 1].max() + radius * FLAT
    low = body.figure.shoulder_line - drop
    t = np.linspace(-0.86, 0.86, 25)
    x, y = wide * t, low + (high - low) * np.abs(t) ** necklace.power
    z = _front(chest, np.column_stack([x, y]))
    seen = np.isfinite(z)
    z = np.interp(t, t[seen], z[seen]) + radius * FLAT
    front = np.column_stack([x, y, z])
    angle = np.linspace(0, np.pi, 9)
    back = np.column_stack(
        [
            wide * np.cos(angle),
            high + 0.25 * r * np.sin(angle),
            neck[2] - (WIDE * r + radius) * np.sin(angle),
        ]
    )
    half = POINTS // 2
    line = curve(np.concatenate([front, back]), 4 * POINTS, closed=True)
    split = int(np.linalg.norm(line - front[-1], axis=1).argmin())
    return np.concatenate([_even(line[: split + 1], half), _even(line[split:], half + 1)[1:]])


def _even(line: np.ndarray, count: int) -> np.ndarray:
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    even = np.linspace(0, run[-1], count)
    return np.stack([np.interp(even, run, axis) for axis in line.T], 1)


def _string(path: np.ndarray, neck: np.ndarray, radius: float, strip: np.ndarray) -> Part:
    """Links along ``path`` (n, 3), of which the front half shows the photo's ``strip`` and the
    back its mirror image."""
    n = len(path)
    ahead = np.roll(path, -1, 0) - np.roll(path, 1, 0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    out = path * (1, 0, 1) - neck * (1, 0, 1) + (0, radius, 0)
    up = np.cross(out, ahead)
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    out = np.cross(ahead, up)
    run = np.cumsum(np.linalg.norm(np.roll(path, -1, 0) - path, axis=1))
    links = max(round(run[-1] / (2 * radius * LINK)), 8)
    size = radius * (1 - WAIST * np.cos(2 * np.pi * links * run / run[-1]))
    angle = np.linspace(0, 2 * np.pi, SIDES, endpoint=False)
    spokes = np.cos(angle)[:, None] * up[:, None] + FLAT * np.sin(angle)[:, None] * out[:, None]
    u = 1 - np.abs(np.linspace(-1, 1, n, endpoint=False))
    i, j = np.meshgrid(np.arange(n), np.arange(SIDES), indexing="ij")
    after, beside = (i + 1) % n, (j + 1) % SIDES
    a, b, c, d = (p * SIDES + q for p, q in ((i, j), (after, j), (after, beside), (i, beside)))
    faces = np.stack([a, c, b, a, d, c], -1).reshape(-1, 3)
    v = np.broadcast_to(0.5 + 0.45 * np.cos(angle), (n, SIDES))
    return Part(
        name="necklace",
        layer="accessory",
        vertices=(path[:, None] + spokes * size[:, None, None]).reshape(-1, 3).astype(np.float32),
        faces=faces.astype(np.int32),
        uv=np.stack([np.repeat(u[:, None], SIDES, 1), v], -1).reshape(-1, 2).astype(np.float32),
        material=Material(texture=strip, finish="gloss"),
    )


def _hang(piece: Piece, lowest: np.ndarray, chest: np.ndarray, scale: float) -> Part:
    """The pendant from the chain's ``lowest`` point, before what is foremost behind it."""
    relief = raise_relief(
        piece.picture, piece.mask, px_per_mm=VIEW_PX_PER_MM, name="pendant", layer="accessory"
    )
    width, height = piece.size_mm
    places = lowest + scale * (relief.vertices - [width / 2, height, 0.0])
    behind = _front(chest, places[::8, :2])
    if np.isfinite(behind).any():
        depth = np.ptp(places[:, 2]) / 2
        places[:, 2] += max(np.nanmax(behind) + depth - lowest[2], 0.0)
    return replace(relief, vertices=places.astype(np.float32))
