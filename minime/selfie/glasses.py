"""Whether glasses are worn, and what their frame looks like, from the pixels of a view.

Rims are found by fitting: every shape at many sizes is laid round both eyes, and the outline
that differs most, all along, from what is beside it is the rim's.
"""

from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import numpy as np

from minime.landmarks import LEFT_CHEEK, LEFT_EYE, RIGHT_CHEEK, RIGHT_EYE
from minime.selfie.colors import to_hex, without_shine
from minime.selfie.parse import Parse
from minime.selfie.view import ABOVE_MM, LEFT_MM, VIEW_PX_PER_MM, View

# A rim's contrast in Lab times the parser's share on it: real glasses have 2.1 and more, faces
# without up to 1.4.
WORN = 1.8
EYES = ((33, 133, 145, 159), (263, 362, 374, 386))  # outer, inner corner, lower, upper lid


class Outline(NamedTuple):
    """power: of a superellipse. drop: of the outer lower corner, in half widths. usual: a fit
    counts that much, since the more freely shaped fit anything a little better."""

    power: float
    drop: float
    usual: float


OUTLINES = {
    "round": Outline(2.0, 0.0, 1.0),
    "square": Outline(4.2, 0.0, 0.92),
    "aviator": Outline(2.5, 0.22, 0.95),
}
WIDTHS, HEIGHTS = np.arange(1.2, 2.05, 0.1), np.arange(0.7, 1.85, 0.1)  # of the eye's width
AHEAD_MM = 20.0  # of the eyes, where lenses are
OUTS_MM, UPS_MM = np.arange(-4.0, 8.5, 2.0), np.arange(-6.0, 4.5, 2.0)  # of a lens from its eye
BESIDE_MM = 4.5  # where a rim's surroundings are looked at
POINTS, TOP_WEIGHT = 48, 0.6  # brows hide the top of a rim
LID_MM = 5.0  # that a rim keeps from the lids, at the least
CLEAR = 45.0  # Lab lightness; more contrast says no more
FAINT = 25.0  # Lab lightness; a rim that differs by less from its surroundings is thinner than
RIM_MM = (1.0, 3.2)  # it looks, half thickness
GLEAM = 0.04  # linear light; what the frames of synthetic people showed
AROUND_MM, DARK_SHARE, LEAST_TINT = 6.0, 0.55, 4.0  # of glass round the eyes, against cheeks
# Of the darkest in an eye, against the cheeks: eyes behind clear glass have up to .5; pixels.
BLANK, LEAST_EYE = 0.62, 40
RIMLESS, USUAL_SIZE, GREY_METAL = 9.0, (1.6, 1.2), "#8d9094"  # a fit in Lab below which no rim is


@dataclass(frozen=True, kw_only=True)
class Frame:
    """shape: one of OUTLINES. size: width and height of a lens, in widths of the eye. rim_mm:
    half thickness of the rim at human size. color: "#rrggbb". lens: "#rrggbb" of dark glass,
    "" where it is clear."""

    shape: str = "round"
    size: tuple[float, float] = (1.6, 1.5)
    rim_mm: float = 2.0
    color: str = "#222222"
    lens: str = ""


def find_glasses(view: View, lab: np.ndarray, parse: Parse) -> tuple[Frame | None, float]:
    """(the frame of the glasses that are worn, confidence): an outline that stands out all round
    both eyes, where the parser sees frames too. Wrinkles and dark eyes please one of the two."""
    import cv2

    soft = cv2.GaussianBlur(lab.astype(np.float32), (0, 0), 2.0)
    sizes = np.array(list(product(WIDTHS, HEIGHTS, OUTS_MM, UPS_MM)))
    fits = {shape: _fits(soft, view, shape, sizes) for shape in OUTLINES}
    shape = max(fits, key=lambda name: fits[name].max() * OUTLINES[name].usual)
    best = sizes[[fits[shape].argmax()]]
    rim = _places(view, shape, best, np.zeros(1))[0, 0]
    seen = float(fits[shape].max()) * _told(view, parse.of("glasses"), rim)
    trust = float(np.clip(abs(np.log(max(seen, 0.1) / WORN)), 0.1, 0.9))
    if seen < WORN:
        return None, trust
    frame = Frame(rim_mm=RIM_MM[0], size=USUAL_SIZE, color=GREY_METAL)
    if fits[shape].max() >= RIMLESS:
        frame = _measure_frame(view, lab, shape, best)
    return replace(frame, lens=_dark_lens(view, lab)), trust


def _dark_lens(view: View, lab: np.ndarray) -> str:
    """The colour of the glass where it hides the eyes: round them it is then much darker than
    the cheeks, or has lost the skin's colour, as a mirror has, or nothing in them is as dark as
    lashes and pupils are."""
    import cv2

    eyes = (view.fill(LEFT_EYE) | view.fill(RIGHT_EYE)).astype(np.uint8)
    size = 2 * round(AROUND_MM * VIEW_PX_PER_MM) + 1
    around = (cv2.dilate(eyes, np.ones((size, size))) > eyes) & view.inside
    cheeks = (view.fill(LEFT_CHEEK) | view.fill(RIGHT_CHEEK)) & view.inside
    if not around.any() or cheeks.sum() < 30:
        return ""
    glass, skin = np.median(lab[around], axis=0), np.median(lab[cheeks], axis=0)
    dark = glass[0] < DARK_SHARE * skin[0]
    tinted = np.hypot(*skin[1:])
    mirror = tinted > LEAST_TINT and np.hypot(*glass[1:]) < DARK_SHARE * tinted
    openings = [view.fill(eye) & view.inside for eye in (LEFT_EYE, RIGHT_EYE)]
    darkest = [np.percentile(lab[eye, 0], 5) for eye in openings if eye.sum() > LEAST_EYE]
    blank = len(darkest) == 2 and sum(darkest) / 2 > BLANK * skin[0]
    return to_hex(glass) if dark or mirror or blank else ""


def _told(view: View, glasses: np.ndarray, rim: np.ndarray) -> float:
    """Mean probability of ``glasses`` (h, w) on a ``rim`` (k, 2) view mm, or on its mirror image
    round the other eye, whichever has less."""
    middle = view.millimetres()[168, 0]
    both = (rim, rim * (-1, 1) + (2 * middle, 0))
    maps = np.repeat(glasses[..., None], 3, -1)
    return min(float(_look(maps, view, each[None])[..., 0].mean()) for each in both)


def _measure_frame(view: View, lab: np.ndarray, shape: str, best: np.ndarray) -> Frame:
    """The frame whose rim of a ``shape`` and ``best`` size (1, 4) was found."""
    reach = np.arange(-6.0, 6.5, 0.5)
    rims = _look(lab, view, _places(view, shape, best, reach))[0]
    middle = np.median(rims, axis=1)  # across the rim
    dip = np.linalg.norm(middle - np.linspace(middle[0], middle[-1], len(middle)), axis=1)
    wide = (dip > dip.max() / 2).sum() * (reach[1] - reach[0])
    half = wide / 2 * min(1.0, dip.max() / FAINT)
    return Frame(
        shape=shape,
        size=(round(float(best[0, 0]), 2), round(float(best[0, 1]), 2)),
        rim_mm=round(float(np.clip(half, *RIM_MM)), 2),
        color=to_hex(_without_gleam(rims[dip.argmax()])),
    )


def rim_outline(shape: str, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(count,) x and y of a rim of half width and half height 1, x outwards from the nose."""
    power, drop, _ = OUTLINES[shape]
    a = np.linspace(0, 2 * np.pi, count, endpoint=False)
    x = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** (2 / power)
    y = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** (2 / power)
    # Pilot's glasses: lower half narrower at the nose and hanging at the outer side.
    low = np.clip(-y, 0, 1)
    return x * (1 - 0.12 * (drop > 0) * low) + 0.5 * drop * low, y * (1 + drop * low)


def _fits(soft: np.ndarray, view: View, shape: str, sizes: np.ndarray) -> np.ndarray:
    """(n,) how much each rim differs in Lab from both its sides, and from both alike, mean over
    its points."""
    places = _places(view, shape, sizes, np.array([-BESIDE_MM, 0.0, BESIDE_MM]))
    inside, on, outside = np.moveaxis(_look(soft, view, places), 1, 0)
    away = [np.linalg.norm(on - side, axis=-1) for side in (inside, outside)]
    alike = ((on - inside) * (on - outside)).sum(-1) > 0
    ridge = np.where(alike, np.minimum(*away), 0).clip(0, CLEAR)
    weights = np.where(rim_outline(shape, POINTS)[1] < 0.6, 1.0, TOP_WEIGHT)
    lids = view.millimetres()[[lid for eye in EYES for lid in eye[2:]], 1] + (-LID_MM, LID_MM) * 2
    rim = places[:, 1, :, 1]
    clear = (rim.min(1) < lids.min()) & (rim.max(1) > lids.max())  # lashes look like a rim
    return np.where(clear, np.average(ridge, axis=1, weights=weights), 0)


def _without_gleam(rim: np.ndarray) -> np.ndarray:
    """(3,) Lab of the darker half of a rim's points (n, 3), less what a frame mirrors."""
    return without_shine(np.median(rim[rim[:, 0] <= np.median(rim[:, 0])], axis=0), GLEAM, 0.35)


def _look(values: np.ndarray, view: View, places: np.ndarray) -> np.ndarray:
    """(..., 3): what of ``values`` (h, w, 3) lies at the ``places`` (..., 2), view mm."""
    import cv2

    pixels = (places * (1, -1) + (LEFT_MM, ABOVE_MM)) * VIEW_PX_PER_MM
    maps = pixels.reshape(len(places), -1, 2).astype(np.float32)
    found = cv2.remap(values.astype(np.float32), maps, None, cv2.INTER_LINEAR)
    return found.reshape(*places.shape[:-1], 3)


def _places(view: View, shape: str, sizes: np.ndarray, off_mm: np.ndarray) -> np.ndarray:
    """(n, k, POINTS, 2) view mm on rims of ``sizes`` (n, 4): width and height in widths of the
    eye, and the middle's mm beside and above the eye's. Each is grown by k ``off_mm``. They are
    laid round the eye that is seen best."""
    mm = view.millimetres()
    eye = max(EYES, key=lambda eye: np.ptp(mm[list(eye), 0]))
    outwards = np.sign(mm[eye[0], 0] - mm[eye[1], 0])
    half = abs(mm[eye[0], 0] - mm[eye[1], 0]) / 2
    halves = np.array([half, half / max(abs(view.turn[0, 0]), 0.4)]) * sizes[:, :2]
    middle = mm[list(eye)].mean(0) + view.turn[:2, 2] * AHEAD_MM + sizes[:, 2:] * (outwards, 1)
    grown = (halves[:, None] + off_mm[:, None])[:, :, None]
    outline = np.stack(rim_outline(shape, POINTS), 1) * (outwards, 1)
    return middle[:, None, None] + outline * grown
