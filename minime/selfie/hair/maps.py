"""What the photo shows of hair, as maps in the view's frame: where it is, which way it runs,
its own colour.

Maps have MAP_PX_PER_MM pixels a millimetre and the view's extent (LEFT_MM, ABOVE_MM,
BELOW_MM), rows downwards. Orientation is that of the structure tensor (Weickert 1999), filled
where it says nothing by diffusion from where it does (as in Chai and others 2012).
"""

from dataclasses import dataclass

import numpy as np

from minime.landmarks import LEFT_CHEEK, RIGHT_CHEEK
from minime.selfie.colors import to_lab
from minime.selfie.silhouette import bald_rays, beyond_bald
from minime.selfie.view import ABOVE_MM, BELOW_MM, LEFT_MM, VIEW_PX_PER_MM, View

MAP_PX_PER_MM = 1.0
SHAPE = (int(ABOVE_MM + BELOW_MM), int(2 * LEFT_MM))  # of a map, (h, w)
FINE_MM, REACH_MM = 0.6, 2.0  # of the strands that are compared, and over which
SPREAD_MM = (4.0, 8.0, 16.0, 36.0)  # scales at which orientation is filled
PRIOR = 0.02  # weight of combed-down hair, against a strand that is clearly seen
LIGHT_MM, STREAK_MM = 22.0, 2.0  # light changes over that, hair's own colour over this
KEEP_LIGHT, KEEP_DARK, KEEP_STREAK = 0.55, 0.35, 0.5  # of lightness that differs from the usual
INK = 1e-3
# A usual hairline: over landmark 10, and lower so far aside.
HAIRLINE_MM, HAIRLINE_DROP_MM, HAIRLINE_HALF_MM = 10.0, 24.0, 60.0
FADE_MM = 5.0  # along the photo's edge, where masks fade
HOLE_MM2 = 150.0  # in hair or cloth: smaller ones are closed
SIDE_MM = 80.0  # from the middle of a face to hair that hangs beside it
THIN_MM = 4.0  # half of what is too thin to be sculpted
# Of a bald head's outline, what still lies on the head; how much of a piece must. A tail's least
# area, and how far beside the neck its middle may lie.
ON_HEAD, ON_HEAD_MM2, TAIL_MM2, BESIDE_NECK_MM = 1.1, 250.0, 1500.0, 95.0
RIM_MM = 3  # of hair at whose edge the skin shows through
# Of hair that the photo's edge cuts: how far it stands off the skull, where no other side tells,
# at least; how much longer it is taken to be.
CUT_RISE_MM, LEAST_CUT_MM, MOST_CUT_MM, CUT_LENGTH_MM = 14.0, 8.0, 60.0, 22
ANGLES = np.arange(-90.0, 90.1, 3.0)  # of the outline, degrees clockwise from the top


@dataclass(frozen=True, kw_only=True, eq=False)
class HairMap:
    """cover: (h, w) float32 in [0, 1], probability of hair, continued where the photo is cut.
    flow: (h, w, 2) float32, cosine and sine of twice the angle along the strands, x right, y up;
    its length is how clearly they run there. color: (h, w, 3) float32 linear, freed of light,
    continued over the whole map. usual: (3,) its median."""

    cover: np.ndarray
    flow: np.ndarray
    color: np.ndarray
    usual: np.ndarray


def map_hair(view: View, hair: np.ndarray, light: np.ndarray) -> HairMap:
    """Maps of the ``hair`` (h, w) in [0, 1] of a view; ``light`` (h, w, 3) is its balanced
    picture, linear."""
    cover = without_crumbs(complete(shrink(hair.astype(np.float32)), view), view)
    small = shrink(light)
    color = free_of_light(small, _surely_hair(small, cover, view))
    inner = cover > 0.6
    usual = np.median(color[inner], axis=0) if inner.any() else np.full(3, 0.1)
    flow = _fill_flow(*orientation(view, hair, light), cover, view)
    maps = HairMap(cover=cover, flow=flow, color=color, usual=usual)
    for array in (maps.cover, maps.flow, maps.color, maps.usual):
        array.setflags(write=False)
    return maps


def map_cloth(view: View, worn: np.ndarray, light: np.ndarray) -> HairMap:
    """The same of head wear, which has a pattern and no strands: its flow is 0."""
    import cv2

    cover = without_crumbs(complete(shrink(worn.astype(np.float32)), view), view)
    sure = np.where(shrink(view.inside.astype(np.float32)) > 0.99, np.clip(cover * 2 - 1, 0, 1), 0)
    core = cv2.erode(sure.astype(np.float32), np.ones((5, 5))) + 1e-3 * sure.astype(np.float32)
    color = free_of_light(shrink(light), core, streak_mm=1.0, keep=0.9)
    inner = sure > 0.5
    usual = np.median(color[inner], axis=0) if inner.any() else np.full(3, 0.2)
    return HairMap(cover=cover, flow=np.zeros((*SHAPE, 2), np.float32), color=color, usual=usual)


def free_of_light(
    light: np.ndarray, sure: np.ndarray, *, streak_mm: float = STREAK_MM, keep: float = KEEP_STREAK
) -> np.ndarray:
    """(h, w, 3) linear colours of what is ``sure`` to be hair, (h, w) in [0, 1], with its shade
    and shine mostly gone, continued outside. Shade is broad and darkens alone; of what is
    narrow, down to ``streak_mm``, the share ``keep`` stays."""
    value = np.log(light.mean(-1) + INK)
    middle = float(_weighted_median(value, sure))
    broad = _spread(value, sure, LIGHT_MM)
    fine = _spread(value, sure, streak_mm)
    off = broad - middle
    own = middle + np.where(off > 0, KEEP_LIGHT, KEEP_DARK) * np.clip(off, -1.5, 1.5)
    own = own + keep * np.clip(fine - broad, -0.7, 0.7)
    tint = np.stack([_spread(light[..., i], sure, streak_mm) for i in range(3)], -1)
    # A dark pixel's hue is noise: it takes that of its surroundings.
    wide = np.stack([_spread(light[..., i], sure, LIGHT_MM) for i in range(3)], -1)
    tint = tint / (tint.mean(-1, keepdims=True) + INK)
    wide = wide / (wide.mean(-1, keepdims=True) + INK)
    trust = np.clip(np.exp(fine) / 0.03, 0.2, 1)[..., None]
    tint = tint * trust + wide * (1 - trust)
    return np.clip(np.exp(own)[..., None] * tint, 0, 1).astype(np.float32)


def _surely_hair(light: np.ndarray, cover: np.ndarray, view: View) -> np.ndarray:
    """(h, w) in [0, 1]: how much a pixel tells of the hair's colour; little at its edge, where
    skin shines through, and less the more it is like skin."""
    import cv2

    inside = shrink(view.inside.astype(np.float32)) > 0.99
    sure = np.where(inside, np.clip(cover * 2 - 1, 0, 1), 0).astype(np.float32)
    core = cv2.erode(sure, np.ones((2 * RIM_MM + 1, 2 * RIM_MM + 1)))
    lab = to_lab(light)
    cheeks = shrink((view.fill(LEFT_CHEEK) | view.fill(RIGHT_CHEEK)).astype(np.float32)) > 0.5
    if (cheeks & inside).any() and (core > 0.5).sum() > 50:
        skin, hair = np.median(lab[cheeks & inside], axis=0), np.median(lab[core > 0.5], axis=0)
        way = skin - hair
        share = (lab - hair) @ way / max(way @ way, 1.0)  # 0 like hair, 1 like skin
        apart = np.clip(np.linalg.norm(way) / 25 - 1, 0, 1)
        core = core * (1 - apart * np.clip(share * 2.5 - 0.75, 0, 1))
    return core + 1e-6 * sure


def complete(cover: np.ndarray, view: View) -> np.ndarray:
    """The cover (h, w) continued where the photo's edge cuts it: by the other side of the head,
    else as far from the skull as elsewhere; sides and ends by their mirror and by themselves."""
    inside = shrink(view.inside.astype(np.float32)) > 0.99
    if inside.all():
        return _without_holes(cover)
    cover = _without_holes(_up_to_the_edge(cover, inside))
    seen = np.where(inside, cover, 0).astype(np.float32)
    out = np.maximum(seen, _close_top(seen, inside, view))
    return np.maximum(out, _close_sides(seen, inside, view))


def without_crumbs(cover: np.ndarray, view: View) -> np.ndarray:
    """The cover (h, w) without what is too thin to be sculpted and what hangs on it by no more
    than that, unless it lies on the head or is a tail beside the neck."""
    import cv2

    thin = 2 * round(THIN_MM * MAP_PX_PER_MM) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thin, thin))
    thick = cv2.morphologyEx((cover > 0.5).astype(np.uint8), cv2.MORPH_OPEN, disc)
    _, pieces, stats, middles = cv2.connectedComponentsWithStats(thick, None, 4)
    on_head = shrink((beyond_bald(view) < ON_HEAD).astype(np.float32)) > 0.5
    on_head &= map_places()[1] > view.millimetres()[152, 1]
    areas = stats[:, cv2.CC_STAT_AREA] / MAP_PX_PER_MM**2
    kept = np.bincount(pieces[on_head], minlength=len(areas)) > ON_HEAD_MM2 * MAP_PX_PER_MM**2
    aside = np.abs(middles[:, 0] / MAP_PX_PER_MM - LEFT_MM - view.millimetres()[152, 0])
    kept |= (areas > TAIL_MM2) & (aside < BESIDE_NECK_MM)
    kept[0] = False
    near = cv2.dilate(kept[pieces].astype(np.uint8), disc)
    return np.where(near > 0, cover, 0).astype(np.float32)


def _up_to_the_edge(cover: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """The cover where it nears the photo's edge, and fades, as it is a little further in."""
    import cv2
    from scipy.ndimage import distance_transform_edt

    size = 2 * round(FADE_MM * MAP_PX_PER_MM) + 1
    core = cv2.erode(inside.astype(np.uint8), np.ones((size, size), np.uint8), borderValue=1) > 0
    if not core.any():
        return cover
    row, column = distance_transform_edt(~core, return_distances=False, return_indices=True)
    return np.where(inside & ~core, np.maximum(cover, cover[row, column]), cover)


def _without_holes(cover: np.ndarray) -> np.ndarray:
    import cv2

    _, pieces, stats, _ = cv2.connectedComponentsWithStats((cover <= 0.5).astype(np.uint8), None, 4)
    small = stats[:, cv2.CC_STAT_AREA] < HOLE_MM2 * MAP_PX_PER_MM**2
    small[0] = False
    return np.where(small[pieces], np.maximum(cover, 0.9), cover).astype(np.float32)


def _close_top(seen: np.ndarray, inside: np.ndarray, view: View) -> np.ndarray:
    """What lies over the photo's edge but within the hair's outline: of this side, or mirrored."""
    from scipy.ndimage import gaussian_filter1d

    centre, bald, rise, cut = _outline(seen, inside, view)
    if not cut.any():
        return np.zeros_like(seen)
    known = np.where(cut, np.nan, rise)
    usual = np.nanmedian(known) if np.isfinite(known).any() else CUT_RISE_MM
    wanted = np.where(np.isfinite(known), known, known[::-1])
    wanted = np.fmax(np.where(np.isfinite(wanted), wanted, usual), rise)
    reach = gaussian_filter1d(bald + np.clip(wanted, LEAST_CUT_MM, MOST_CUT_MM), 2.0)
    x, y = map_places()
    dx, dy = x - centre[0], y - centre[1]
    angle = np.degrees(np.arctan2(dx, dy))
    far = np.interp(angle, ANGLES, np.where(cut, reach, 0.0), left=0, right=0)
    filled = ~inside & (np.hypot(dx, dy) < far)
    return (filled & (_goes_on(seen, inside) | _over_hairline(view))).astype(np.float32)


def _outline(seen: np.ndarray, inside: np.ndarray, view: View):
    """The head's middle; and for each of ANGLES the radius of a bald head, how far hair reaches
    beyond it (NaN without hair), and whether the photo's edge cuts it, or the skull, off."""
    centre, rays, bald = bald_rays(view, ANGLES)
    steps = np.arange(30.0, 200.0)
    place = centre + rays[:, None] * steps[:, None]
    column = ((place[..., 0] + LEFT_MM) * MAP_PX_PER_MM).astype(int).clip(0, seen.shape[1] - 1)
    row = ((ABOVE_MM - place[..., 1]) * MAP_PX_PER_MM).astype(int).clip(0, seen.shape[0] - 1)
    hair, there = seen[row, column] > 0.5, inside[row, column]
    some = hair.any(1)
    last = len(steps) - 1 - hair[:, ::-1].argmax(1)
    beyond = there[np.arange(len(ANGLES)), np.minimum(last + 4, len(steps) - 1)]
    skull = there[np.arange(len(ANGLES)), (bald - steps[0]).astype(int)]
    cut = np.where(some, ~beyond, ~skull)
    return centre, bald, np.where(some, steps[last] - bald, np.nan), cut


def _goes_on(seen: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """(h, w) bool: whether the nearest place in the photo is hair."""
    from scipy.ndimage import distance_transform_edt

    row, column = distance_transform_edt(~inside, return_distances=False, return_indices=True)
    return seen[row, column] > 0.5


def _over_hairline(view: View) -> np.ndarray:
    """(h, w) bool: what lies over a usual hairline."""
    x, y = map_places()
    mm = view.millimetres()
    aside = (x - mm[10, 0]) / HAIRLINE_HALF_MM
    return y > mm[10, 1] + HAIRLINE_MM - HAIRLINE_DROP_MM * aside**2


def _close_sides(seen: np.ndarray, inside: np.ndarray, view: View) -> np.ndarray:
    """Beside and below the photo: the mirrored hair where this side's touches the photo's edge,
    or lies beyond it, and CUT_LENGTH_MM more of what hangs over its lower edge."""
    import cv2

    x, y = map_places()
    middle = int(view.millimetres()[[168, 152], 0].mean() + LEFT_MM)
    mirror = np.zeros_like(seen)
    width = seen.shape[1]
    source = 2 * middle - np.arange(width)
    fits = (source >= 0) & (source < width)
    mirror[:, fits] = seen[:, source[fits]]
    edge = cv2.dilate((~inside).astype(np.uint8), np.ones((5, 5))) > 0
    touching = edge & (seen > 0.5)
    left = touching[:, :middle].any(1)[:, None] & (np.arange(width) < middle)
    right = touching[:, middle:].any(1)[:, None] & (np.arange(width) >= middle)
    seen_left, seen_right = _sides_seen(inside, middle)
    left |= ~seen_left[:, None] & (np.arange(width) < middle)
    right |= ~seen_right[:, None] & (np.arange(width) >= middle)
    beside = ~inside & (left | right) & (mirror > 0.5)
    beside |= ~inside & (cv2.dilate(touching.astype(np.uint8), np.ones((3, 21))) > 0)
    down = np.zeros((2 * CUT_LENGTH_MM + 1, 5), np.uint8)
    down[: CUT_LENGTH_MM + 1] = 1
    below = cv2.dilate((touching & (y < -40)).astype(np.uint8), down) > 0
    return (beside | (below & ~inside)).astype(np.float32)


def _sides_seen(inside: np.ndarray, middle: int) -> tuple[np.ndarray, np.ndarray]:
    """(h,) bool for the left and the right: whether the photo shows where hair would hang."""
    reach = round(SIDE_MM * MAP_PX_PER_MM)
    return inside[:, max(middle - reach, 0)], inside[:, min(middle + reach, inside.shape[1] - 1)]


def _weighted_median(values: np.ndarray, weight: np.ndarray) -> float:
    order = np.argsort(values, axis=None)
    total = np.cumsum(weight.ravel()[order])
    return values.ravel()[order][np.searchsorted(total, total[-1] / 2).clip(0, total.size - 1)]


def shrink(picture: np.ndarray) -> np.ndarray:
    """A view's picture on the map's pixels."""
    import cv2

    return cv2.resize(picture, SHAPE[::-1], interpolation=cv2.INTER_AREA)


def _spread(values: np.ndarray, weight: np.ndarray, sigma_mm: float) -> np.ndarray:
    """Mean of ``values`` where there is ``weight`` (both (h, w)), from near, else from far."""
    import cv2

    out, held = np.zeros_like(values, np.float32), np.zeros_like(values, np.float32)
    for number, sigma in enumerate((sigma_mm, 3 * sigma_mm, 60.0, 200.0)):
        step = max(1, int(sigma / 6))
        small = (values.shape[1] // step, values.shape[0] // step)
        w = cv2.resize(weight.astype(np.float32), small, interpolation=cv2.INTER_AREA)
        v = cv2.resize((values * weight).astype(np.float32), small, interpolation=cv2.INTER_AREA)
        s = sigma * MAP_PX_PER_MM / step
        w, v = cv2.GaussianBlur(w, (0, 0), s), cv2.GaussianBlur(v, (0, 0), s)
        w, v = (cv2.resize(a, values.shape[::-1], interpolation=cv2.INTER_LINEAR) for a in (w, v))
        share = 1e-3**number
        out, held = out + share * v, held + share * w
    return out / np.maximum(held, 1e-12)


def orientation(view: View, hair: np.ndarray, light: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(double angle (h, w, 2), how clearly it is seen (h, w) in [0, 1]) on the map's pixels."""
    import cv2

    px = VIEW_PX_PER_MM
    tone = np.log(light.mean(-1) + 0.02).astype(np.float32)
    tone = cv2.GaussianBlur(tone, (0, 0), FINE_MM * px)
    dx, dy = cv2.Sobel(tone, cv2.CV_32F, 1, 0), cv2.Sobel(tone, cv2.CV_32F, 0, 1)
    size = 2 * int(2.5 * px) + 1
    inner = cv2.erode((hair > 0.5).astype(np.uint8), np.ones((size, size))) * view.inside
    inner = inner.astype(np.float32)
    xx, yy, xy = (
        cv2.GaussianBlur(p * inner, (0, 0), REACH_MM * px) for p in (dx * dx, dy * dy, dx * dy)
    )
    energy = xx + yy
    usual = np.median(energy[inner > 0]) if inner.any() else 1.0
    # Along the strand is square to the gradient; y is up, so the sine changes its sign.
    double = np.stack([yy - xx, 2 * xy], -1) / (energy + 0.1 * usual + 1e-9)[..., None]
    coherent = np.linalg.norm(double, axis=-1)
    return shrink(double / np.maximum(coherent, 1e-6)[..., None]), shrink(coherent**2 * inner)


def _fill_flow(double: np.ndarray, weight: np.ndarray, cover: np.ndarray, view: View):
    """(h, w, 2): the orientation smoothed where it is clear, continued where it is not."""
    import cv2

    out = np.zeros((*SHAPE, 2), np.float32)
    held = np.zeros(SHAPE, np.float32)
    for sigma, share in zip(SPREAD_MM, (1.0, 0.3, 0.1, 0.02), strict=True):
        w = cv2.GaussianBlur(weight, (0, 0), sigma * MAP_PX_PER_MM)
        d = cv2.GaussianBlur(double * weight[..., None], (0, 0), sigma * MAP_PX_PER_MM)
        out, held = out + share * d, held + share * w
    out = out + PRIOR * _combed_down(view)
    length = np.linalg.norm(out, axis=-1, keepdims=True)
    clear = length[..., 0] / np.maximum(held + PRIOR, 1e-6)
    return (out / np.maximum(length, 1e-9) * clear[..., None]).astype(np.float32)


def _combed_down(view: View) -> np.ndarray:
    """(h, w, 2) double angles of hair that falls from the crown."""
    x, y = map_places()
    crown = (view.turn @ np.array([0.0, 96.0, -75.0]))[:2]
    dx, dy = x - crown[0], np.minimum(y - crown[1], -8.0)
    low = np.clip((20 - y) / 60, 0, 1)  # below the ears it hangs
    dx = dx * (1 - 0.9 * low)
    return np.stack([dx * dx - dy * dy, 2 * dx * dy], -1) / (dx * dx + dy * dy)[..., None]


def map_places() -> tuple[np.ndarray, np.ndarray]:
    """x and y (h, w) of a map's pixels, view mm."""
    columns = (np.arange(SHAPE[1]) + 0.5) / MAP_PX_PER_MM - LEFT_MM
    rows = ABOVE_MM - (np.arange(SHAPE[0]) + 0.5) / MAP_PX_PER_MM
    return np.meshgrid(columns, rows)
