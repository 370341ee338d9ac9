"""A photo's hair maps brought to the toy: by the thin plate that takes the selfie's landmarks to
the toy's, so that a fringe ends where it should over the toy's brows; and swollen where the
toy's skull would come through. All in the view's frame, mm.
"""

from dataclasses import dataclass

import numpy as np

from minime.landmarks import LEFT_EYE, RIGHT_EYE
from minime.sculpt.head.hair.seen.relief import GRID_MM
from minime.sculpt.head.shape import SKULL_CENTRE
from minime.selfie.hair.maps import MAP_PX_PER_MM, HairMap, map_places
from minime.selfie.view import ABOVE_MM, BELOW_MM, LEFT_MM

CONTROL = (
    10, 338, 297, 284, 251, 389, 356, 454, 323, 361, 397, 379, 400, 152, 176, 150, 172, 132,
    93, 234, 127, 162, 21, 54, 67, 109, 70, 105, 107, 336, 334, 300, 33, 133, 362, 263, 159, 145,
    386, 374, 1, 61, 291, 17,
)  # fmt: skip
TEMPLES = [127, 356]
EYE_MM, HIDDEN_SHARE = 5.0, 0.7  # kept free round an eye, unless so much of it is covered
# Half axes of ellipses round the face that keep their place, measured by the temples' distance.
HELD = ((105.0, 130.0), (300.0, 400.0))
PLATE_STEP_MM, STIFF = 10.0, 4.0
# Factor of paint over the colour to be seen, by the colour's mean, linear; by measure on renders.
GAIN, FULLER = ((0.0, 0.02, 0.08, 0.2, 0.6), (0.7, 0.9, 1.25, 1.7, 1.6)), 1.15
ANGLES = np.arange(-102.0, 102.1, 4.0)  # degrees clockwise from the top


@dataclass(frozen=True, kw_only=True, eq=False)
class Laid:
    """cover: (h, w) on the relief's grid. flow, color: as in HairMap, at the map's scale. All in
    the toy's places."""

    cover: np.ndarray
    flow: np.ndarray
    color: np.ndarray


def lay_maps(
    maps: HairMap, photo: np.ndarray, toy: np.ndarray, head: np.ndarray, turn, *, rise_mm: float
) -> Laid:
    """photo: (478, 2) landmarks of the selfie, toy: (478, 2) the toy's, head: (n, 3) the toy's
    vertices, all in the view's frame. turn: (3, 3) head frame to view. rise_mm: how far over the
    skull's outline hair reaches at least."""
    import cv2

    where = _thin_plate(photo, toy)
    cover = _warp(maps.cover, where)
    middle = (turn @ SKULL_CENTRE)[:2]
    shrink = _swelling(cover, head, middle, rise_mm)
    if shrink.min() < 0.99:
        where = _warp(where, _towards(middle, shrink, head))
        cover = _warp(maps.cover, where)
    size = (int(cover.shape[1] / GRID_MM), int(cover.shape[0] / GRID_MM))
    return Laid(
        cover=cv2.resize(cover, size, interpolation=cv2.INTER_AREA),
        flow=_warp(maps.flow, where),
        color=_warp(maps.color, where),
    )


def spare_eyes(cover: np.ndarray, toy: np.ndarray) -> np.ndarray:
    """The cover (h, w) on the relief's grid without what falls on an eye of the toy, landmarks
    (478, 2), unless the eye is hidden by hair for the most part: a painted iris stays whole."""
    import cv2

    out = cover.copy()
    for eye in (RIGHT_EYE, LEFT_EYE):
        outline = (toy[list(eye)] * (1, -1) + (LEFT_MM, ABOVE_MM)) / GRID_MM - 0.5
        zone = np.zeros(cover.shape, np.uint8)
        cv2.fillPoly(zone, [outline.round().astype(np.int32)], 1)
        if (cover[zone > 0] > 0.5).mean() < HIDDEN_SHARE:
            size = 2 * round(EYE_MM / GRID_MM) + 1
            out[cv2.dilate(zone, np.ones((size, size), np.uint8)) > 0] = 0.0
    return out


def brighten(color: np.ndarray) -> np.ndarray:
    """Linear colours (..., 3) as paint that looks like them on locks, which stand in each other's
    shade: lighter, the more so the lighter they are, and a little fuller, by a power as pigment
    makes them: a factor would take all blue from blond hair, and turn it olive."""
    value = color.mean(-1, keepdims=True)
    tint = (color / np.maximum(value, 1e-4)) ** FULLER
    tint = tint / np.maximum(tint.mean(-1, keepdims=True), 1e-4)
    return np.clip(np.interp(value, *GAIN) * value * tint, 0, 1).astype(np.float32)


def _thin_plate(photo: np.ndarray, toy: np.ndarray) -> np.ndarray:
    """(h, w, 2) float32: the photo's place, mm, of each of the map's pixels."""
    import cv2
    from scipy.interpolate import RBFInterpolator

    ring = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    held = [np.stack([np.sin(ring) * a, 10 + np.cos(ring) * b], 1) for a, b in HELD]
    scale = float(
        np.linalg.norm(np.subtract(*toy[TEMPLES])) / np.linalg.norm(np.subtract(*photo[TEMPLES]))
    )
    index = list(CONTROL)
    plate = RBFInterpolator(
        np.concatenate([toy[index], *(scale * ring for ring in held)]),
        np.concatenate([photo[index], *held]),
        smoothing=STIFF,
    )
    columns = np.arange(-LEFT_MM, LEFT_MM + 1, PLATE_STEP_MM)
    rows = np.arange(ABOVE_MM, -BELOW_MM - 1, -PLATE_STEP_MM)
    coarse = np.stack(np.meshgrid(columns, rows), -1).reshape(-1, 2)
    shift = (plate(coarse) - coarse).reshape(len(rows), len(columns), 2).astype(np.float32)
    x, y = map_places()
    place = [(x + LEFT_MM) / PLATE_STEP_MM, (ABOVE_MM - y) / PLATE_STEP_MM]
    shift = cv2.remap(shift, *(p.astype(np.float32) for p in place), cv2.INTER_LINEAR)
    return shift + np.stack([x, y], -1).astype(np.float32)


def _swelling(cover: np.ndarray, head: np.ndarray, middle: np.ndarray, rise_mm: float):
    """(n,) factors, at most 1, for each of ANGLES: how far hair reaches from the head's middle
    over how far it must to cover the skull."""
    from scipy.ndimage import gaussian_filter1d, maximum_filter1d

    steps = np.arange(30.0, 190.0, 1.0)
    rays = np.stack([np.sin(np.radians(ANGLES)), np.cos(np.radians(ANGLES))], 1)
    place = middle + rays[:, None] * steps[:, None]
    column = ((place[..., 0] + LEFT_MM) * MAP_PX_PER_MM).astype(int).clip(0, cover.shape[1] - 1)
    row = ((ABOVE_MM - place[..., 1]) * MAP_PX_PER_MM).astype(int).clip(0, cover.shape[0] - 1)
    hair = cover[row, column] > 0.5
    reach = np.where(hair.any(1), steps[hair.shape[1] - 1 - hair[:, ::-1].argmax(1)], np.inf)
    off = head[:, :2] - middle
    angle, far = np.degrees(np.arctan2(off[:, 0], off[:, 1])), np.hypot(*off.T)
    bins = ((angle - ANGLES[0]) / 4.0).round().astype(int)
    skull = np.zeros(len(ANGLES))
    fits = (bins >= 0) & (bins < len(ANGLES)) & (off[:, 1] > -25)
    np.maximum.at(skull, bins[fits], far[fits])
    skull = np.where(skull > 0, skull, 60)
    need = np.clip(reach / (maximum_filter1d(skull, 3) + rise_mm), 0.6, 1)
    return gaussian_filter1d(need, 1.5, mode="nearest")


def _towards(middle: np.ndarray, shrink: np.ndarray, head: np.ndarray) -> np.ndarray:
    """(h, w, 2) float32: places moved towards the ``middle``, the more the farther out."""
    x, y = map_places()
    dx, dy = x - middle[0], y - middle[1]
    angle = np.degrees(np.arctan2(dx, dy))
    factor = np.interp(angle, ANGLES, shrink, left=1.0, right=1.0)
    share = np.clip(np.hypot(dx, dy) / 90 - 0.4, 0, 0.5) / 0.5
    factor = 1 + (factor - 1) * share * np.clip((110 - np.abs(angle)) / 15, 0, 1)
    return np.stack([middle[0] + dx * factor, middle[1] + dy * factor], -1).astype(np.float32)


def _warp(picture: np.ndarray, where: np.ndarray) -> np.ndarray:
    """The map's values (h, w, ...) at places (h, w, 2) mm."""
    import cv2

    column = (where[..., 0] + LEFT_MM) * MAP_PX_PER_MM - 0.5
    row = (ABOVE_MM - where[..., 1]) * MAP_PX_PER_MM - 0.5
    return cv2.remap(
        np.ascontiguousarray(picture), column, row, cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
