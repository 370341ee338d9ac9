"""Whether ear-rings are worn that a photo shows plainly, and what they look like.

Enters a view of the head (view.py); leaves what glitters below a lobe, cut out of the photo.
A wrong ear-ring is worse than none, so whatever is small, blurred, or has glitter all round it
as curls, fur and scarves have, is left. Millimetres of the view, from the lobe.
"""

from dataclasses import dataclass

import numpy as np

from minime.landmarks import FACE_EDGES
from minime.selfie.colors import to_lab
from minime.selfie.jewellery.hoops import EarView, Hoop, find_hoops
from minime.selfie.jewellery.necklace import Necklace, find_necklace
from minime.selfie.jewellery.ornament import Piece, cut_out, glitter, patches, take_piece, to_bytes
from minime.selfie.parse import Parse
from minime.selfie.view import VIEW_PX_PER_MM, View

LOBE_OUT_MM, LOBE_Y_MM, LOBE_Z_MM = 4.0, -48.0, -52.0  # beside the face's edge, in the head frame
PLACE = (40.0, 30.0, 25.0, 70.0)  # what is looked at: outwards, inwards, up, down
LOBE = (14.0, 12.0, 16.0, 10.0)  # the same, in which an ear-ring begins
# Of 110 ears the rings measured 131 to 730 mm2, with .04 to .17 of their glitter round them; lobes,
# curls, beards and fur up to 86 mm2, or .24 and more.
AREA_MM2, AROUND = (110.0, 1100.0), 0.2
NEAR_MM, FAR_MM = 4.0, 10.0  # what is round an ear-ring
TURNED, COVERED = 0.17, 0.5  # sine of a turn, share of hair, by which a lobe is not seen
SIDES = (-1, 1)  # the person's right first


@dataclass(frozen=True, kw_only=True, eq=False)
class Jewellery:
    """ears: the ear-rings of the person's right and left ear, fastened at the lobe, or None.
    pair: whether the other ear is not seen, so that it wears the same. hoops: on both ears, where
    nothing else is. necklace: or None."""

    ears: tuple[Piece | None, Piece | None] = (None, None)
    pair: bool = False
    hoops: Hoop | None = None
    necklace: Necklace | None = None


def read_jewellery(view: View, light: np.ndarray, parse: Parse) -> Jewellery:
    """What is worn on ears and neck. light: (h, w, 3) the view's picture freed of cast and
    exposure, linear."""
    ears = tuple(_find_earring(view, light, side) for side in SIDES)
    pair = any(
        ears[here] is None and ears[1 - here] is not None and _unseen(view, parse, SIDES[here])
        for here in (0, 1)
    )
    hoops = None if any(ears) else find_hoops(tuple(_ear_view(view, light, s) for s in SIDES))
    necklace = find_necklace(view, light, parse)
    return Jewellery(ears=ears, pair=pair, hoops=hoops, necklace=necklace)


def lobe_of(landmarks: np.ndarray, side: int) -> np.ndarray:
    """(3,) mm in the head frame: the lobe of the ear on a ``side``, -1 the person's right, of a
    head with ``landmarks`` (478, 3)."""
    half = np.ptp(landmarks[list(FACE_EDGES), 0]) / 2
    return np.array([side * (half + LOBE_OUT_MM), LOBE_Y_MM, LOBE_Z_MM])


def lobe_place(view: View, side: int) -> np.ndarray:
    """(2,) view mm of the lobe of the ear on a ``side`` of the picture, -1 is left."""
    return (view.turn @ lobe_of(view.millimetres() / max(view.turn[0, 0], 0.5), side))[:2]


def _find_earring(view: View, light: np.ndarray, side: int) -> Piece | None:
    """What glitters at the lobe on a ``side`` of the picture."""
    lobe = lobe_place(view, side)
    box, begin = _window(view, lobe, PLACE, side), _window(view, lobe, LOBE, side)
    inside = view.inside[box]
    if not view.inside[begin].any():
        return None
    shine = glitter(to_lab(light[box])[..., 0]) * inside
    at_lobe = tuple(map(_within, begin, box))
    patch = _patch_at(shine, at_lobe)
    if patch is None or not _is_ornament(patch, shine, inside):
        return None
    fastened = view.column(lobe[0]) - box[1].start, view.row(lobe[1]) - box[0].start
    picture = to_bytes(light[box])
    return take_piece(picture, cut_out(picture, shine, patch), fastened)


def _ear_view(view: View, light: np.ndarray, side: int) -> EarView:
    lobe = lobe_place(view, side)
    rows, columns = _window(view, lobe, PLACE, side)
    seen = light[rows, columns][:, ::side]
    column = view.column(lobe[0]) - columns.start
    column = column if side > 0 else seen.shape[1] - 1 - column
    return EarView(light=seen, lab=to_lab(seen), lobe=(column, view.row(lobe[1]) - rows.start))


def _window(view: View, lobe: np.ndarray, reach: tuple[float, ...], side: int):
    """(rows, columns) of the view that reach outwards, inwards, up and down from the lobe."""
    outer, inner, up, down = reach
    columns = sorted((view.column(lobe[0] + side * outer), view.column(lobe[0] - side * inner)))
    return slice(view.row(lobe[1] + up), view.row(lobe[1] - down)), slice(*columns)


def _within(part: slice, whole: slice) -> slice:
    return slice(part.start - whole.start, part.stop - whole.start)


def _patch_at(shine: np.ndarray, lobe: tuple[slice, slice]) -> np.ndarray | None:
    """(h, w) bool: the largest of the patches that begin at the ``lobe``."""
    labels, _ = patches(shine)
    areas = np.bincount(labels.ravel())
    here = np.setdiff1d(labels[lobe], 0)
    return labels == here[areas[here].argmax()] if len(here) else None


def _is_ornament(patch: np.ndarray, shine: np.ndarray, inside: np.ndarray) -> bool:
    """Whether a ``patch`` is as large as ear-rings are, alone, and wholly in the window."""
    from scipy import ndimage

    area = patch.sum() / VIEW_PX_PER_MM**2
    if not AREA_MM2[0] <= area <= AREA_MM2[1] or patch[-1].any():
        return False
    near, far = (
        ndimage.binary_dilation(patch, iterations=round(reach * VIEW_PX_PER_MM))
        for reach in (NEAR_MM, FAR_MM)
    )
    around = far & ~near & inside
    return bool(shine[around].mean() < AROUND * shine[patch].mean()) if around.any() else False


def _unseen(view: View, parse: Parse, side: int) -> bool:
    """Whether the lobe on a ``side`` of the picture is turned away or under hair."""
    if side * view.turn[0, 2] > TURNED:
        return True
    return (
        float(parse.of("hair")[_window(view, lobe_place(view, side), LOBE, side)].mean()) > COVERED
    )
