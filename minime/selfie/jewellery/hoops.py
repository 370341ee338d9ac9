"""Whether hoops hang from both ears, and what they look like.

A hoop is a thin line round a large ellipse, of which the jaw may hide the inner half: it is
fitted as the outline along whose outer half a picture bends most across and least along (second
derivatives of Lab). Strands of hair bend so too, but not on both sides alike: hoops are believed
only in pairs. Millimetres from the lobe, x outwards, y up.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from minime.selfie.colors import to_hex
from minime.selfie.jewellery.ornament import Piece, cut_out, glitter, patches, take_piece, to_bytes
from minime.selfie.view import VIEW_PX_PER_MM

ARC = np.radians(np.linspace(75.0, -95.0, 36))  # of the hoop that is looked at; 0 is outwards
TALL_MM = np.arange(9.0, 28.0, 1.0)  # half heights tried
WIDE = (0.4, 0.55, 0.7, 0.85, 1.0)  # half widths in half heights: hoops hang turned
OUT_MM, UP_MM = np.arange(-12.0, 10.0, 2.0), np.arange(-9.0, 8.0, 1.5)  # of its top
LINE_MM = 0.8  # sigma of the derivatives
WEAK = 15  # percentile along the arc: all of it must bend
# Bending of the weaker ear: one real pair had 1.9, of 70 other people none above 1.0.
WORN, ALIKE = 1.4, 1.45  # and the most by which the two may differ in height
PENDANT_MM2, PENDANT_MM = 25.0, (7.0, 14.0)  # least area; begins how far beside and below
THICK_MM = (1.4, 4.0)
ACROSS_MM = 3.5  # from a line's middle, where its edge is looked for


@dataclass(frozen=True, kw_only=True, eq=False)
class EarView:
    """The picture round a lobe, as the person's left ear shows it: outwards is right. light:
    (h, w, 3) linear, of VIEW_PX_PER_MM. lab: the same in CIE Lab. lobe: its column and row."""

    light: np.ndarray
    lab: np.ndarray
    lobe: tuple[int, int]

    def look(self, values: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """What of ``values`` (h, w, ...) lies at ``x``, ``y`` (n, m); 0 outside."""
        import cv2

        columns = (self.lobe[0] + x * VIEW_PX_PER_MM).astype(np.float32)
        rows = (self.lobe[1] - y * VIEW_PX_PER_MM).astype(np.float32)
        return cv2.remap(values, columns, rows, cv2.INTER_LINEAR)


@dataclass(frozen=True, kw_only=True, eq=False)
class Hoop:
    """As the person's left ear wears it; the right one's is its mirror image. top_mm: x and y of
    its highest point. half_mm: half width and half height. color: "#rrggbb". pendant: what
    hangs from its lowest point, or None."""

    top_mm: tuple[float, float]
    half_mm: tuple[float, float]
    thick_mm: float
    color: str
    pendant: Piece | None


def find_hoops(ears: tuple[EarView, EarView]) -> Hoop | None:
    """The hoops that both ``ears`` wear."""
    fits = []
    for ear in ears:
        fits.append(_fit(ear))
        if fits[-1][1] < WORN:
            return None
    tall = [ring[3] for ring, _ in fits]
    if max(tall) > ALIKE * min(tall):
        return None
    ear, (ring, _) = max(zip(ears, fits, strict=True), key=lambda both: both[1][1])
    return _measure(ear, ring)


def _fit(ear: EarView) -> tuple[np.ndarray, float]:
    """The best ring (4,), x and y of its top, half width and height, and how much bends along."""
    from skimage.feature import hessian_matrix

    sigma = LINE_MM * VIEW_PX_PER_MM
    bends = [
        np.stack(hessian_matrix(channel, sigma, order="xy", use_gaussian_derivatives=False), -1)
        for channel in np.moveaxis(ear.lab, -1, 0)
    ]
    bends = [(bend * sigma**2).astype(np.float32) for bend in bends]
    tops = np.array(list(product(OUT_MM, UP_MM)))
    best = np.zeros(4), 0.0
    for tall, wide in product(TALL_MM, WIDE):
        weak = _bend_along(ear, bends, tops, wide * tall, tall)
        if weak.max() > best[1]:
            best = np.array([*tops[weak.argmax()], wide * tall, tall]), float(weak.max())
    return best


def _bend_along(ear: EarView, bends, tops: np.ndarray, half: float, tall: float) -> np.ndarray:
    """(n,): how much bends across rings from ``tops`` (n, 2), and not along, at their weakest."""
    x, y = tops[:, :1] + half * np.cos(ARC), tops[:, 1:] - tall + tall * np.sin(ARC)
    across = np.stack([np.cos(ARC) * tall, -np.sin(ARC) * half])
    nx, ny = across / np.linalg.norm(across, axis=0)
    total = np.zeros(x.shape, np.float32)
    for bend in bends:
        xx, xy, yy = np.moveaxis(ear.look(bend, x, y), -1, 0)
        out = np.abs(xx * nx**2 + 2 * xy * nx * ny + yy * ny**2)
        along = np.abs(xx * ny**2 - 2 * xy * nx * ny + yy * nx**2)
        total += (out - along).clip(0) ** 2
    return np.percentile(np.sqrt(total), WEAK, axis=1)


def _measure(ear: EarView, ring: np.ndarray) -> Hoop:
    """Colour, thickness and pendant of the hoop that was fitted."""
    out, up, half, tall = map(float, ring)
    off = np.arange(-ACROSS_MM, ACROSS_MM + 0.1, 0.25)[:, None]
    x, y = out + (half + off) * np.cos(ARC), up - tall + (tall + off) * np.sin(ARC)
    profile = np.median(ear.look(ear.lab.astype(np.float32), x, y), axis=1)
    straight = np.linspace(profile[0], profile[-1], len(profile))
    unlike = np.linalg.norm(profile - straight, axis=1)
    wide = (unlike > unlike.max() / 2).sum() * 0.25
    return Hoop(
        top_mm=(out, up),
        half_mm=(half, tall),
        thick_mm=float(np.clip(wide, *THICK_MM)),
        color=to_hex(profile[unlike.argmax()]),
        pendant=_find_pendant(ear, out, up - 2 * tall),
    )


def _find_pendant(ear: EarView, x_mm: float, y_mm: float) -> Piece | None:
    """What glitters under the lowest point of a hoop."""
    column = round(ear.lobe[0] + x_mm * VIEW_PX_PER_MM)
    row = round(ear.lobe[1] - y_mm * VIEW_PX_PER_MM)
    beside, below = (round(mm * VIEW_PX_PER_MM) for mm in PENDANT_MM)
    shine = glitter(ear.lab[..., 0])
    labels, count = patches(shine)
    spot = labels[row : row + below, max(column - beside, 0) : column + beside]
    areas = np.bincount(spot.ravel(), minlength=count + 1)[1:]
    if areas.max(initial=0) < PENDANT_MM2 * VIEW_PX_PER_MM**2:
        return None
    picture = to_bytes(ear.light)
    return take_piece(picture, cut_out(picture, shine, labels == 1 + areas.argmax()), (column, row))
