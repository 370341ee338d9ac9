"""What is woven into or printed on the cloth below the chin, as a flat picture of it: for the
paint of the toy's top.

The cloths (cloths.py) tell which colours there are; each is laid flat, its folds and shades
mostly taken off, so that it reads as cloth in the toy's own light. Frame: the chest's (chest.py).
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.selfie.clothes.chest import Chest
from minime.selfie.clothes.cloths import CONTRAST, Cloth, Worn, apart, is_shade, is_skin
from minime.srgb import to_bytes

SCARF_MM = 24  # by which a scarf reaches beyond what is looked at
CLEAR_MM = 3  # of what is no cloth, and of the photo's edge
SURE_CLOTH = 0.35  # of the parser's clothes, shirts, ties and scarves
AGREED = 0.5  # of what the colours tell as cloth, less its edges
LEAST_MM2 = 3000  # of cloth, to be worth carrying over
BENEATH_MM2 = 2500  # the same of what shows between open fronts
FREE_MM, FREE_SHARE = 3, 0.25  # of a printed picture, the most that lies so near the cloth's edge
PRINT_MM2, MOST_SHARE = 150, 0.75  # of it in other colours, for a print
SPECK_MM2, PIECE_MM2 = 20, 500
FOLD_MM = 9.0  # what is broader than that is a fold or a shade
KEPT = np.array([0.6, 0.8, 0.8])  # of the finer differences
TEXTURE, WEAVE_MM = 1.6, 3.5  # Lab lightness: deviation between 1 and WEAVE_MM of a visible weave
CELL_MM, EVEN = 24, 0.7  # a pattern is in this share of the cells of that size
LEAST_TILE_MM, MOST_TILE_MM = 24, 90
LEAST_PATCH_MM = 14  # of a scarf


@dataclass(frozen=True, kw_only=True, eq=False)
class Print:
    """picture: (h, w, 3) uint8 sRGB of the chest's pixels (1 mm each), freed of light. share:
    (h, w) float32 in [0, 1], where it is cloth. plain: (h, w) bool, where it has the cloth's
    own color, (3,) sRGB in [0, 1]. tile: what repeats on all of the cloth, as slices of the
    picture, or None."""

    picture: np.ndarray
    share: np.ndarray
    plain: np.ndarray
    color: np.ndarray
    tile: tuple[slice, slice] | None


def find_print(
    chest: Chest, worn: Worn, *, layered: bool, scarf: np.ndarray | None = None
) -> Print | None:
    """The pattern, print or weave of the outermost cloth; None where it is plain. layered: it
    stands open over another, so that no print is told, only what repeats. scarf: (h, w) bool,
    cloth round the neck that is none of it."""
    from scipy import ndimage

    sure = _sure_cloth(chest)
    agreed = sure.sum() > AGREED * chest.cloth.sum()
    if scarf is not None:
        sure &= ~ndimage.binary_dilation(scarf, iterations=SCARF_MM)
    if layered and worn.inner is not None:
        sure &= ~ndimage.binary_dilation(worn.inner.mask, iterations=CLEAR_MM)
    if sure.sum() < LEAST_MM2 or not agreed or is_skin(worn.outer.color, chest.bare):
        return None
    seen = _lay_flat(chest, worn, sure)
    if seen is None or not layered:
        return seen
    return None if seen.tile is None else replace(seen, share=np.zeros_like(seen.share))


def find_beneath(chest: Chest, worn: Worn) -> Print | None:
    """The same of what shows between the fronts of an open jacket, where it is not of one
    colour."""
    from skimage.morphology import convex_hull_image

    if worn.inner is None:
        return None
    between = convex_hull_image(worn.inner.mask) & chest.cloth
    others = [c for c in (worn.outer, *worn.others) if not (c.mask & worn.inner.mask).any()]
    cloths = [worn.inner, *others]
    ground = max(cloths, key=lambda cloth: int((cloth.mask & between).sum()))
    if between.sum() < BENEATH_MM2 or is_skin(ground.color, chest.bare):
        return None
    rest = tuple(cloth for cloth in cloths if cloth is not ground)
    seen = _lay_flat(chest, Worn(outer=ground, inner=None, others=rest), between)
    return None if seen is None or seen.plain[between].all() else seen


def _lay_flat(chest: Chest, worn: Worn, sure: np.ndarray) -> Print | None:
    """The cloth where it is ``sure``, (h, w) bool; None where it is plain."""
    import cv2

    kinds, colors = _sort_pixels(chest, worn, sure)
    detail = _detail(chest.lab, kinds, sure)
    other = int((kinds[sure] > 0).sum())
    printed = PRINT_MM2 < other < MOST_SHARE * sure.sum()
    even = printed and _is_even(kinds > 0, sure)
    woven = _roughness(detail, (kinds == 0) & sure) > TEXTURE
    if not (even or woven or printed):
        return None
    lab = np.where(sure[..., None], colors[kinds] + KEPT * detail, worn.outer.color)
    soft = cv2.GaussianBlur(cv2.erode(sure.astype(np.float32), np.ones((5, 5))), (0, 0), 1.2)
    return Print(
        picture=_to_bytes(lab),
        share=soft,
        plain=kinds == 0,
        color=_to_bytes(worn.outer.color[None, None])[0, 0] / 255,
        tile=_largest(sure if even else sure & (kinds == 0)) if even or woven else None,
    )


def has_picture(seen: Print) -> bool:
    """Whether letters or a figure stand free on the cloth, away from its edges."""
    from scipy import ndimage

    edge = ndimage.binary_dilation(seen.share < 0.5, iterations=FREE_MM)
    pieces, count = ndimage.label(ndimage.binary_dilation(~seen.plain, iterations=4))
    sizes = np.bincount(pieces[~seen.plain], minlength=count + 1)
    at_edge = np.bincount(pieces[~seen.plain & edge], minlength=count + 1)
    free = (sizes > PRINT_MM2) & (at_edge < FREE_SHARE * sizes)
    return bool(free[1:].any())


def cut_patch(chest: Chest, mask: np.ndarray) -> np.ndarray | None:
    """(n, n, 3) uint8 sRGB: the largest square of a cloth, its broad shades taken off."""
    square = _largest(mask, LEAST_PATCH_MM)
    if square is None:
        return None
    color = np.median(chest.lab[mask], axis=0)
    return _to_bytes(color + _detail(chest.lab, np.zeros(mask.shape, int), mask))[square]


def _sure_cloth(chest: Chest) -> np.ndarray:
    from scipy import ndimage
    from skimage.morphology import remove_small_objects

    other = chest.skin | chest.hair | chest.face | ~chest.seen
    near = ndimage.binary_dilation(other, iterations=CLEAR_MM)
    return remove_small_objects(
        chest.cloth & ~near & (chest.fabric + chest.wrap > SURE_CLOTH), max_size=PIECE_MM2
    )


def _sort_pixels(chest: Chest, worn: Worn, sure: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(h, w) int: 0 for the outer cloth in any light, n for the n-th other colour; (n + 1, 3)."""
    from skimage.morphology import remove_small_objects

    kinds, colors = np.zeros(sure.shape, int), [worn.outer.color]
    for cloth in worn.others:
        if not _is_other(cloth, worn, chest):
            continue
        where = remove_small_objects(cloth.mask & sure, max_size=SPECK_MM2)
        if where.any():
            kinds[where] = len(colors)
            colors.append(np.median(chest.lab[where], axis=0))
    return kinds, np.array(colors)


def _is_other(cloth: Cloth, worn: Worn, chest: Chest) -> bool:
    """Whether a colour is a dye of its own, and no shade of the cloth or of the skin."""
    outer = worn.outer.color
    shade = is_shade(cloth.color, outer, 14.0) or is_shade(outer, cloth.color, 14.0)
    skin = is_skin(cloth.color, chest.bare) or is_shade(cloth.color, chest.bare, 20.0)
    return apart(cloth.color, outer) > CONTRAST and not shade and not skin


def _detail(lab: np.ndarray, kinds: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """(h, w, 3) differences from the mean of the same kind within FOLD_MM."""
    import cv2

    detail = np.zeros_like(lab, dtype=np.float32)
    for kind in np.unique(kinds[sure]):
        mask = ((kinds == kind) & sure).astype(np.float32)
        total = cv2.GaussianBlur(lab.astype(np.float32) * mask[..., None], (0, 0), FOLD_MM)
        weight = cv2.GaussianBlur(mask, (0, 0), FOLD_MM)
        mean = total / np.maximum(weight, 1e-3)[..., None]
        detail += (lab - mean) * mask[..., None]
    return detail


def _roughness(detail: np.ndarray, mask: np.ndarray) -> float:
    """How much the lightness of a cloth varies, noise left out; 0 where little is seen."""
    import cv2

    if mask.sum() < LEAST_MM2:
        return 0.0
    light = detail[..., 0]
    fine = cv2.GaussianBlur(light, (0, 0), 1.0) - cv2.GaussianBlur(light, (0, 0), WEAVE_MM)
    inner = cv2.erode(mask.astype(np.uint8), np.ones((7, 7))) > 0
    return float(np.median(np.abs(fine[inner])) * 1.48) if inner.any() else 0.0


def _to_bytes(lab: np.ndarray) -> np.ndarray:
    """(h, w, 3) uint8 sRGB of CIE Lab."""
    import cv2

    rgb = cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_Lab2RGB)
    return to_bytes(rgb)


def _is_even(other: np.ndarray, sure: np.ndarray) -> bool:
    """Whether the other colours are everywhere on the cloth, not in one place."""
    import cv2

    size = (sure.shape[1] // CELL_MM, sure.shape[0] // CELL_MM)
    area = cv2.resize(sure.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    there = cv2.resize((other & sure).astype(np.float32), size, interpolation=cv2.INTER_AREA)
    cells = area > 0.5
    if cells.sum() < 6:
        return False
    share = there[cells] / area[cells]
    return bool((share > 0.25 * share.mean()).mean() > EVEN)


def _largest(sure: np.ndarray, least_mm: int = LEAST_TILE_MM) -> tuple[slice, slice] | None:
    """The largest square within a mask, of at least ``least_mm`` a side."""
    import cv2

    bordered = cv2.copyMakeBorder(sure.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    away = cv2.distanceTransform(bordered, cv2.DIST_C, 3)[1:-1, 1:-1]
    row, column = np.unravel_index(int(np.argmax(away)), away.shape)
    reach = int(min(away[row, column] - 1, MOST_TILE_MM / 2))
    if 2 * reach < least_mm:
        return None
    return slice(row - reach, row + reach), slice(column - reach, column + reach)
