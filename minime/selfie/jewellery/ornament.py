"""Where a picture glitters, and the cutting out of what does.

Jewels, chains and filigree are full of fine detail that runs in no direction, as nothing else
on a person is: hair, creases, hems and outlines all run along somewhere. So the energy of the
gradient, less what of it runs one way (structure tensor, Bigun and Granlund 1987), finds them.
Pictures here are cut from a view (view.py) and have its scale.
"""

from dataclasses import dataclass

import numpy as np

from minime import srgb
from minime.selfie.view import VIEW_PX_PER_MM

REACH_MM = 1.5  # sigma of the patch of which the direction is told
GLITTERS = 3.0  # Lab lightness a pixel; skin and hair mostly have below 1
RICH = 0.4  # of an ornament's own glitter, of which its core has more
CORE_PX, EDGE_PX, SURE_PX = 3, 2, 4  # opened by, where the cut may lie, surely within
PIECES = 0.15  # of the largest's area, that another part of one ornament has at least


@dataclass(frozen=True, kw_only=True, eq=False)
class Piece:
    """An ornament cut out of a photo. picture: (h, w, 3) uint8 sRGB of VIEW_PX_PER_MM; mask:
    (h, w) bool. left_mm, top_mm: its corner, x right and y up, from where it is fastened."""

    picture: np.ndarray
    mask: np.ndarray
    left_mm: float
    top_mm: float

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        return self.mask.shape[1] / VIEW_PX_PER_MM, self.mask.shape[0] / VIEW_PX_PER_MM

    @property
    def color(self) -> np.ndarray:
        """(3,) sRGB in [0, 1], the median of its brighter half."""
        own = self.picture[self.mask] / 255
        light = own.sum(1)
        return np.median(own[light >= np.median(light)], axis=0)

    def flipped(self) -> "Piece":
        """As it hangs on the other side."""
        return Piece(
            picture=self.picture[:, ::-1],
            mask=self.mask[:, ::-1],
            left_mm=-self.left_mm - self.size_mm[0],
            top_mm=self.top_mm,
        )


def to_bytes(light: np.ndarray) -> np.ndarray:
    """(h, w, 3) uint8 sRGB of linear ``light``."""
    return (srgb.from_linear(light).clip(0, 1) * 255).round().astype(np.uint8)


def glitter(lightness: np.ndarray) -> np.ndarray:
    """(h, w) float32 of Lab ``lightness`` (h, w): detail that runs in no direction."""
    import cv2

    plane = np.ascontiguousarray(lightness, np.float32)
    along_x, along_y = (cv2.Sobel(plane, cv2.CV_32F, *way, ksize=3) / 8 for way in ((1, 0), (0, 1)))
    sigma = REACH_MM * VIEW_PX_PER_MM
    xx, yy, xy = (
        cv2.GaussianBlur(product, (0, 0), sigma)
        for product in (along_x**2, along_y**2, along_x * along_y)
    )
    one_way = np.sqrt((xx - yy) ** 2 + 4 * xy**2) / (xx + yy + 1e-6)
    return np.sqrt(xx + yy) * (1 - one_way)


def patches(shine: np.ndarray) -> tuple[np.ndarray, int]:
    """(h, w) int labels of the patches that glitter, and how many they are."""
    from scipy import ndimage

    return ndimage.label(ndimage.binary_closing(shine > GLITTERS, iterations=2))


def cut_out(picture: np.ndarray, shine: np.ndarray, patch: np.ndarray) -> np.ndarray:
    """(h, w) bool: the ornament in the ``patch`` (h, w) bool of a ``picture`` (h, w, 3) uint8
    whose glitter is ``shine``; empty where nothing firm is left. A graph cut (Rother and others
    2004) between its core and what is beside."""
    import cv2
    from scipy import ndimage

    full = np.percentile(shine[patch], 90)
    core = ndimage.binary_opening(patch & (shine > RICH * full), iterations=CORE_PX)
    core = ndimage.binary_closing(_large(core), iterations=CORE_PX)
    sure = ndimage.binary_erosion(core, iterations=SURE_PX) & (shine > 1.5 * RICH * full)
    marks = np.full(patch.shape, cv2.GC_BGD, np.uint8)
    marks[ndimage.binary_dilation(core, iterations=EDGE_PX)] = cv2.GC_PR_BGD
    marks[core] = cv2.GC_PR_FGD
    marks[sure] = cv2.GC_FGD
    if not core.any():
        return core
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(np.ascontiguousarray(picture), marks, None, *models, 3, cv2.GC_INIT_WITH_MASK)
    cut = ndimage.binary_closing(np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)), iterations=2)
    return ndimage.binary_fill_holes(_large(cut))


def take_piece(
    picture: np.ndarray, mask: np.ndarray, fastened: tuple[float, float]
) -> Piece | None:
    """What the ``mask`` says of a ``picture``, fastened at a (column, row) of it; None of an
    empty one."""
    from scipy import ndimage

    if not mask.any():
        return None
    rows, columns = ndimage.find_objects(mask.astype(int))[0]
    return Piece(
        picture=picture[rows, columns].copy(),
        mask=mask[rows, columns],
        left_mm=(columns.start - fastened[0]) / VIEW_PX_PER_MM,
        top_mm=(fastened[1] - rows.start) / VIEW_PX_PER_MM,
    )


def _large(mask: np.ndarray) -> np.ndarray:
    """Without crumbs."""
    from scipy import ndimage

    labels, count = ndimage.label(mask)
    areas = ndimage.sum_labels(mask, labels, np.arange(1, count + 1))
    kept = 1 + np.flatnonzero(areas > PIECES * areas.max(initial=0))
    return np.isin(labels, kept)
