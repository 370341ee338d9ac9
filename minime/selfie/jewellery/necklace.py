"""Whether a chain lies round the neck that a photo shows plainly, and what it looks like.

Chains glitter (ornament.py) all along two arms that come down from the neck and meet, with bare
skin between the arms and nothing that glitters there or beyond them: knitted collars, scarves,
ties and zips glitter too, but not so. Millimetres of a view (view.py).
"""

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from minime.landmarks import LEFT_CHEEK, RIGHT_CHEEK
from minime.selfie.colors import to_lab
from minime.selfie.jewellery.ornament import (
    GLITTERS,
    REACH_MM,
    Piece,
    cut_out,
    glitter,
    patches,
    take_piece,
    to_bytes,
)
from minime.selfie.parse import Parse
from minime.selfie.view import ABOVE_MM, LEFT_MM, VIEW_PX_PER_MM, View

PIVOT = (0.0, -60.0, -70.0)  # where the neck bears the head, in its own frame
CHIN = 152
# Of the curves tried: the lowest point beside the neck and below the chin, how far an arm
# reaches out and up from it, and its power.
BESIDE_MM, BELOW_MM = np.arange(-24.0, 25.0, 4.0), np.arange(31.0, 107.0, 4.0)
OUT_MM, UP_MM = (12.0, 20.0, 30.0, 42.0, 56.0, 70.0), (14.0, 24.0, 36.0, 50.0, 66.0)
POWERS = (1.1, 1.5, 2.0)
LEAST_ARM_MM, POINTS = 34.0, 14
SHOWN = 0.55  # of an arm that must lie in the photo
WEAK = 20  # percentile along an arm: all of it must glitter
# Of 72 photos the four with plain chains had 1.4 to 4.0, all others below 1.
WORN = 1.3
WITHIN, BEYOND = (-6.0, 9.0), (12.0, -22.0)  # mm outwards and up from an arm
BARE, QUIET = 0.6, 0.4  # share of skin within; of the chain's glitter, what others may have
DARK = 0.5  # of the cheeks' Lab lightness, below which there is no bare skin
LEAST_MM2 = 60.0  # that glitters below the chin, else there is nothing to look for
ACROSS_MM = 14.0  # from a chain's middle, where its edge is looked for
THICK_MM, EDGE = (2.0, 20.0), 0.5  # least and most of a chain; its edge, in shares of its glitter
PLAY_MM = 6.0  # by which the chain may run beside the curve
PENDANT_MM2, PENDANT_MM = 60.0, (24.0, 56.0)  # least area; looked for how far beside and below
# Lab distance from the skin round a pendant; least of it that tells its colour; how much larger
# than what glitters of it a pendant may be.
UNLIKE, LEAST_SKIN_PX, LARGER = 14.0, 200, (0.5, 6.0)
SIDES = (-1, 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Necklace:
    """below_mm: the chain's lowest point below the chin. power: of the curve |x|^power that it
    hangs in. thick_mm: of the chain. strip: (k, n, 3) uint8 sRGB of VIEW_PX_PER_MM, its picture
    laid straight, from the picture's left to its right. pendant: what hangs from its lowest
    point, or None."""

    below_mm: float
    power: float
    thick_mm: float
    strip: np.ndarray
    pendant: Piece | None


class Hang(NamedTuple):
    """How a chain hangs: its lowest point, its power, and how far out and up its arms reach on
    the picture's left and right; view mm."""

    middle: float
    low: float
    power: float
    arms: tuple[tuple[float, float], tuple[float, float]]

    def line(self, count: int) -> np.ndarray:
        """(count, 2) view mm, evenly from the picture's left to its right."""
        fine = self._fine()
        run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
        even = np.linspace(0, run[-1], count)
        return np.stack([np.interp(even, run, axis) for axis in fine.T], 1)

    @property
    def length(self) -> float:
        """mm."""
        return float(np.linalg.norm(np.diff(self._fine(), axis=0), axis=1).sum())

    def _fine(self) -> np.ndarray:
        u = np.linspace(0, 1, 200)[:, None]
        left, right = (
            (self.middle, self.low) + np.hstack([side * out * u, up * u**self.power])
            for side, (out, up) in zip(SIDES, self.arms, strict=True)
        )
        return np.concatenate([left[::-1], right[1:]])


def find_necklace(view: View, light: np.ndarray, parse: Parse) -> Necklace | None:
    """The chain that is worn. light: (h, w, 3) linear, the view's."""
    chin = view.millimetres()[CHIN]
    shine, skin = _shine_and_skin(view, light, parse, view.row(chin[1]))
    if (shine > GLITTERS).sum() < LEAST_MM2 * VIEW_PX_PER_MM**2:
        return None
    neck = float((view.turn @ PIVOT)[0])
    places = np.array(list(product(neck + BESIDE_MM, chin[1] - BELOW_MM)))
    maps = np.stack([shine, skin, view.inside], -1).astype(np.float32)
    hang, score = max((_best_hang(places, power, maps) for power in POWERS), key=lambda h: h[1])
    if score < WORN:
        return None
    line = hang.line(round(hang.length * VIEW_PX_PER_MM))
    line = _centre(line[_look(maps[..., 2], line[None])[0] > 0.5], shine)
    thick = _thickness(line, shine)
    return Necklace(
        below_mm=float(chin[1] - hang.low),
        power=hang.power,
        thick_mm=thick,
        strip=_straighten(light, line, thick),
        pendant=_find_pendant(light, shine, skin > 0.5, _below(view, hang, thick)),
    )


def _shine_and_skin(
    view: View, light: np.ndarray, parse: Parse, top: int
) -> tuple[np.ndarray, np.ndarray]:
    """(h, w) each, 0 above the row ``top``: what glitters and is no beard; the share of skin,
    where it is not much darker than the cheeks, as beards are."""
    cheeks = (view.fill(RIGHT_CHEEK) | view.fill(LEFT_CHEEK)) & view.inside
    usual = np.median(to_lab(light[cheeks])[:, 0]) if cheeks.any() else 0.0
    lightness = to_lab(light[top:])[..., 0]
    shine, skin = np.zeros((2, *view.inside.shape), np.float32)
    shine[top:] = glitter(lightness) * view.inside[top:] * (1 - parse.of("beard")[top:])
    skin[top:] = parse.of("skin")[top:] * (lightness > DARK * usual)
    return shine, skin


def _best_hang(places: np.ndarray, power: float, maps: np.ndarray) -> tuple[Hang, float]:
    """The best chain of a ``power`` with its lowest point at one of the ``places`` (n, 2), and
    how much glitters all along its weaker arm."""
    arms = np.array([a for a in product(OUT_MM, UP_MM) if np.hypot(*a) > LEAST_ARM_MM])
    scores = [_score_arms(places, arms, side, power, maps) for side in SIDES]
    weaker = np.minimum(*(score.max(1) for score in scores))
    best = int(weaker.argmax())
    chosen = tuple(tuple(map(float, arms[score[best].argmax()])) for score in scores)
    middle, low = map(float, places[best])
    return Hang(middle=middle, low=low, power=power, arms=chosen), float(weaker[best])


def _score_arms(places, arms, side: int, power: float, maps: np.ndarray) -> np.ndarray:
    """(n, m): how much glitters all along each of the ``arms`` (m, 2) from each of ``places``
    (n, 2), 0 where it is no chain's."""
    u = np.linspace(0, 1, POINTS)[:, None]
    lines = np.hstack([side * u, u**power]) * arms[:, None]
    lines = (places[:, None, None] + lines).reshape(-1, POINTS, 2)
    shine, _, inside = np.moveaxis(_look(maps, lines), -1, 0)
    shown = inside > 0.5
    weak = np.percentile(np.where(shown, shine, shine.max()), WEAK, axis=1)
    likely = np.flatnonzero((weak > WORN) & (shown.mean(1) > SHOWN))
    scores = np.zeros(len(lines))
    if not len(likely):
        return scores.reshape(len(places), len(arms))
    mean = (shine * shown)[likely].sum(1) / shown[likely].sum(1)
    within, beyond = (
        _look(maps, lines[likely] + (side * out, up)).mean(1) for out, up in (WITHIN, BEYOND)
    )
    alone = np.maximum(within[:, 0], beyond[:, 0]) < QUIET * mean
    kept = likely[alone & (within[:, 1] > BARE)]
    scores[kept] = weak[kept]
    return scores.reshape(len(places), len(arms))


def _thickness(line: np.ndarray, shine: np.ndarray) -> float:
    """mm between the edges of what glitters, less what the glitter itself is spread."""
    off = np.arange(-ACROSS_MM, ACROSS_MM + 0.1, 0.5)
    profile = np.median(_look(shine, _beside(line, off)), axis=1)
    wide = (profile > EDGE * profile.max()).sum() * 0.5
    return float(np.clip(wide - 2 * REACH_MM, *THICK_MM))


def _centre(line: np.ndarray, shine: np.ndarray) -> np.ndarray:
    """The ``line`` (n, 2) moved to the middle of what glitters beside it."""
    from scipy.ndimage import gaussian_filter1d

    off = np.arange(-PLAY_MM, PLAY_MM + 0.1, 0.5)
    weights = _look(shine, _beside(line, off)) ** 2 + 1e-6
    shift = (weights * off[:, None]).sum(0) / weights.sum(0)
    smooth = gaussian_filter1d(shift, PLAY_MM * VIEW_PX_PER_MM, mode="nearest")
    return _beside(line, smooth[None])[0]


def _beside(line: np.ndarray, off_mm: np.ndarray) -> np.ndarray:
    """(k, n, 2) view mm at ``off_mm`` (k,) or (k, n) beside a ``line`` (n, 2); + is within."""
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    off = off_mm[:, None] if off_mm.ndim == 1 else off_mm
    return line + off[..., None] * (along @ [[0, 1], [-1, 0]])


def _straighten(light: np.ndarray, line: np.ndarray, thick: float) -> np.ndarray:
    """The chain's picture laid straight."""
    across = np.arange(thick / 2, -thick / 2 - 0.1, -1 / VIEW_PX_PER_MM)
    strip = to_bytes(_look(light, _beside(line, across)))
    strip.setflags(write=False)
    return strip


def _below(view: View, hang: Hang, thick: float) -> tuple[slice, slice]:
    """(rows, columns) of the view where a pendant would be."""
    beside, low = (round(mm * VIEW_PX_PER_MM) for mm in PENDANT_MM)
    column, row = view.column(hang.middle), view.row(hang.low - thick / 2)
    return slice(row, row + low), slice(max(column - beside, 0), column + beside)


def _find_pendant(
    light: np.ndarray, shine: np.ndarray, bare: np.ndarray, box: tuple[slice, slice]
) -> Piece | None:
    """What glitters at the top of a ``box`` of the view and hangs together with it. bare: (h, w)
    bool, skin."""
    picture, shine, bare = to_bytes(light[box]), shine[box], bare[box]
    labels, count = patches(shine)
    areas = np.bincount(labels[: len(labels) // 4].ravel(), minlength=count + 1)[1:]
    if not areas.any():
        return None
    patch = labels == 1 + areas.argmax()
    if patch.sum() < PENDANT_MM2 * VIEW_PX_PER_MM**2:
        return None
    mask = _off_skin(to_lab(light[box]), patch, bare)
    if mask is None:
        mask = cut_out(picture, shine, patch)
    return take_piece(picture, mask, (picture.shape[1] / 2, 0.0))


def _off_skin(lab: np.ndarray, patch: np.ndarray, bare: np.ndarray) -> np.ndarray | None:
    """(h, w) bool: what is no skin and hangs together with the ``patch``, as smooth metal does;
    None where it goes on and on, as clothes do."""
    from scipy import ndimage

    skin = lab[bare & ~ndimage.binary_dilation(patch, iterations=6)]
    if len(skin) < LEAST_SKIN_PX:
        return None
    unlike = np.linalg.norm(lab - np.median(skin, axis=0), axis=-1) > UNLIKE
    labels, _ = ndimage.label(ndimage.binary_opening(unlike, iterations=1))
    held = np.isin(labels, np.setdiff1d(labels[patch], 0))
    edge = held[-1].any() or held[:, [0, -1]].any()
    whole = ndimage.binary_fill_holes(ndimage.binary_closing(held, iterations=2))
    return None if edge or not LARGER[0] < whole.sum() / patch.sum() < LARGER[1] else whole


def _look(values: np.ndarray, places: np.ndarray) -> np.ndarray:
    """What of ``values`` (h, w) or (h, w, c) lies at ``places`` (..., 2), view mm; 0 outside."""
    import cv2

    pixels = (places * (1, -1) + (LEFT_MM, ABOVE_MM)) * VIEW_PX_PER_MM
    maps = pixels.reshape(-1, places.shape[-2], 2).astype(np.float32)
    rows = np.array_split(maps, max(len(maps) // 30000, 1))  # OpenCV takes no more at once
    found = [cv2.remap(values, part, None, cv2.INTER_LINEAR) for part in rows if len(part)]
    return np.concatenate(found).reshape(*places.shape[:-1], *values.shape[2:])
