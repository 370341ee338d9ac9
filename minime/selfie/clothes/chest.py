"""The picture below the chin, brought upright again, and what of it is skin, hair and cloth.

A chest is a small picture of CHEST_PX_PER_MM: x from the middle of the neck, to the viewer's
right, y up from where the chin is when the mouth is closed (below the neck's pivot, so that
neither a turned head nor an open mouth moves it). The view turns with the head (view.py); a
chest stands as the photo does, as shoulders mostly do.
"""

from dataclasses import dataclass

import numpy as np

from minime.landmarks import LEFT_CHEEK, OVAL, RIGHT_CHEEK
from minime.selfie.colors import LUMINANCE
from minime.selfie.parse import Parse
from minime.selfie.view import ABOVE_MM, LEFT_MM, VIEW_PX_PER_MM, View

SIDE_MM, UP_MM, DOWN_MM = 170, 40, 210
PIVOT = (0.0, -60.0, -70.0)  # where the neck bears the head, mm from the eyes in its own frame
CHIN_UNDER_PIVOT = 52.0
MOST_TILT_DEG = 35.0
DIM = 0.12  # linear light of cheeks, to which darker pictures are lightened
BLACK = 0.006  # linear light, added before ratios: black cloth has no hue
# Of skin: log ratios red to green, green to blue, and log luminance, from those of the cheeks.
NEAR, FAR = (0.12, 0.14), (0.34, 0.40)
NEAR_LIGHT, FAR_LIGHT = (-2.4, 0.9), -3.2
SPREAD = ((0.06, 0.06), (0.20, 0.16))  # least and most of what cheeks themselves vary
NECK = (25.0, -10.0, -32.0)  # half width, upper and lower y: under the chin
NECK_SHIFT = (0.40, 0.22, 1.7)  # by which a neck's light may differ from the face's
SURE = 0.9  # probability of skin
FEATURE = (150.0, 130.0, 18.0)  # to bytes, for the graph cut
# The same without hues, where the light alone tells.
GREY, GREY_LIGHT, GREY_FAR, GREY_FEATURE = 0.03, (-0.9, 0.55), 1.6, (1.0, 1.0, 60.0)
HANGING = 20.0  # Lab distance within which what hangs below hair is hair


@dataclass(frozen=True, kw_only=True, eq=False)
class Chest:
    """lab: (h, w, 3) CIE Lab. bare: (3,) of the cheeks, in the photo's own light.
    Masks (h, w) bool: seen (the person, in the photo), skin, hair,
    cloth, and face above the chin. fabric, wrap: (h, w), the probability of clothes, and of
    what the parser takes for head wear, as it does scarves."""

    lab: np.ndarray
    bare: np.ndarray
    inside: np.ndarray
    seen: np.ndarray
    face: np.ndarray
    skin: np.ndarray
    hair: np.ndarray
    fabric: np.ndarray
    wrap: np.ndarray

    @property
    def cloth(self) -> np.ndarray:
        return self.seen & ~self.skin & ~self.hair & ~self.face

    def box(self, x0: float, x1: float, upper: float, lower: float) -> tuple[slice, slice]:
        """Of pixels, from mm."""
        rows, columns = np.clip((UP_MM - upper, UP_MM - lower), 0, UP_MM + DOWN_MM), (x0, x1)
        columns = np.clip(np.array(columns) + SIDE_MM, 0, 2 * SIDE_MM)
        return slice(*rows.astype(int)), slice(*columns.astype(int))


def cut_chest(
    view: View, lab: np.ndarray, hair: np.ndarray, parse: Parse, roll_deg: float
) -> Chest:
    """The chest of a view whose balanced colours are ``lab``; hair: (h, w) bool of the view;
    the parse's skin finds arms and what necklaces part."""
    import cv2

    matrix = _matrix(view, roll_deg)

    def take(layer: np.ndarray, how: int = cv2.INTER_NEAREST) -> np.ndarray:
        size = (2 * SIDE_MM, UP_MM + DOWN_MM)
        return cv2.warpAffine(layer, matrix, size, flags=how | cv2.WARP_INVERSE_MAP)

    light = take(cv2.GaussianBlur(view.image, (0, 0), 0.8), cv2.INTER_LINEAR)
    inside = take(view.inside.astype(np.uint8)) > 0
    seen = inside & (take(view.person, cv2.INTER_LINEAR) > 0.5)
    face = take(view.fill(OVAL).astype(np.uint8)) > 0
    colors = take(lab.astype(np.float32), cv2.INTER_LINEAR)
    cheeks = (view.fill(LEFT_CHEEK) | view.fill(RIGHT_CHEEK)) & view.inside
    cheeks = cheeks if cheeks.sum() > 30 else view.fill(OVAL) & view.inside
    strands = take(hair.astype(np.uint8)) > 0
    strands = seen & ~face & _hanging(strands, colors)
    skin = _find_skin(
        light, view.image[cheeks], seen, face, strands, take(parse.of("skin"), cv2.INTER_LINEAR)
    )
    return Chest(
        lab=colors,
        bare=np.median(lab[cheeks], axis=0),
        inside=inside,
        seen=seen,
        face=face,
        skin=skin,
        hair=strands & ~skin,
        fabric=take(parse.of("clothes", "shirt", "tie"), cv2.INTER_LINEAR),
        wrap=take(parse.of("headwear"), cv2.INTER_LINEAR),
    )


def _matrix(view: View, roll_deg: float) -> np.ndarray:
    """(2, 3): chest pixels to view pixels."""
    tilt = np.radians(np.clip(roll_deg, -MOST_TILT_DEG, MOST_TILT_DEG))
    cos, sin = np.cos(tilt), np.sin(tilt)
    linear = np.array([[cos, sin], [-sin, cos]]) * VIEW_PX_PER_MM
    x, y = (view.turn @ np.array(PIVOT))[:2]
    pivot = np.array([LEFT_MM + x, ABOVE_MM - y]) * VIEW_PX_PER_MM
    return np.column_stack([linear, pivot - linear @ (SIDE_MM, UP_MM - CHIN_UNDER_PIVOT)])


def _hanging(hair: np.ndarray, lab: np.ndarray) -> np.ndarray:
    """The hair that hangs down from beside the face, in the colour that it has there: what of a
    mask lies lower on its own, or is of another colour, is cloth."""
    from scipy import ndimage

    above = hair & _band(UP_MM, -15)
    if above.sum() < 150:
        return above
    color = np.median(lab[above], axis=0)
    like = np.linalg.norm((lab - color) * (0.7, 1.3, 1.3), axis=-1) < HANGING
    pieces, _ = ndimage.label(hair & ndimage.median_filter(like, 7))
    kept = np.unique(pieces[above])
    return np.isin(pieces, kept[kept > 0])


def _find_skin(
    light: np.ndarray,
    cheeks: np.ndarray,
    seen: np.ndarray,
    face: np.ndarray,
    hair: np.ndarray,
    likely: np.ndarray,
) -> np.ndarray:
    """(h, w) bool: neck, chest and shoulders that are bare, by a graph cut on the ratios of the
    channels, which light and shade leave alone."""
    import cv2
    from scipy import ndimage

    if len(cheeks) < 30:
        return np.zeros_like(seen)
    lit = float(np.median(cheeks @ np.array(LUMINANCE)))
    exposure = max(1.0, DIM / max(lit, 1e-3))
    light, cheeks = light * exposure, cheeks * exposure
    of_cheeks = _ratios(cheeks)
    middle = np.median(of_cheeks, axis=0)
    spread = np.percentile(np.abs(of_cheeks - middle), 80, axis=0)[:2]
    grey = np.percentile(np.abs(of_cheeks[:, :2]), 90) < GREY
    shades, weights = (GREY_LIGHT, GREY_FEATURE) if grey else (NEAR_LIGHT, FEATURE)
    near = np.array(NEAR) + 1.5 * np.clip(spread, *SPREAD)
    away = _ratios(light) - middle
    alike = _alike(away, np.zeros(3), near, shades)
    far = (np.abs(away[..., :2]) > FAR).any(-1) | (grey & (np.abs(away[..., 2]) > GREY_FAR))
    neck = seen & ~hair & ~face & _strip(NECK)
    usual = np.median(away[neck], axis=0) if neck.sum() > 60 else np.full(3, np.inf)
    if (np.abs(usual) < NECK_SHIFT).all():
        alike |= _alike(away, usual, near, shades)
        far &= (np.abs(away - usual)[..., :2] > FAR).any(-1)
    marks = np.where(seen & ~hair, np.where(alike, 3, 2), 0).astype(np.uint8)
    core = seen & alike & ~hair & _strip((NECK[0], UP_MM, -12.0))
    marks[core | (seen & alike & ~hair & (likely > SURE))] = cv2.GC_FGD
    marks[far | (away[..., 2] < FAR_LIGHT)] = cv2.GC_BGD
    if not (marks == cv2.GC_FGD).any() or not np.isin(marks, (0, 2)).any():
        return np.zeros_like(seen)
    picture = np.clip(128 + away * weights, 0, 255).astype(np.uint8)
    cv2.setRNGSeed(1)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(np.ascontiguousarray(picture), marks, None, *models, 3, cv2.GC_INIT_WITH_MASK)
    bare = ndimage.binary_opening(np.isin(marks, (1, 3)), iterations=2)
    bare = ndimage.binary_closing(bare | face, iterations=4)
    pieces, _ = ndimage.label(bare)
    held = ndimage.binary_opening(bare & (likely > 0.5), iterations=6)
    kept = np.unique(pieces[core | held | ndimage.binary_erosion(face, iterations=4)])
    return ndimage.binary_fill_holes(np.isin(pieces, kept[kept > 0])) & seen


def _alike(
    away: np.ndarray, usual: np.ndarray, near: np.ndarray, shades: tuple[float, float]
) -> np.ndarray:
    step = away - usual
    shade = (step[..., 2] > shades[0]) & (step[..., 2] < shades[1])
    return (np.abs(step[..., :2]) < near).all(-1) & shade


def _ratios(light: np.ndarray) -> np.ndarray:
    """(..., 3): log of red to green, of green to blue, and of the luminance."""
    r, g, b = np.moveaxis(np.asarray(light, float) + BLACK, -1, 0)
    luminance = np.stack([r, g, b], -1) @ np.array(LUMINANCE)
    return np.stack([np.log(r / g), np.log(g / b), np.log(luminance)], -1)


def _band(upper: float, lower: float) -> np.ndarray:
    """(h, 1) bool of rows between two heights, mm."""
    y = UP_MM - np.arange(UP_MM + DOWN_MM)[:, None]
    return (y <= upper) & (y >= lower)


def _strip(place: tuple[float, float, float]) -> np.ndarray:
    """(h, w) bool: half width, upper, lower y."""
    x = np.arange(2 * SIDE_MM)[None] - SIDE_MM
    return _band(place[1], place[2]) & (np.abs(x) <= place[0])
