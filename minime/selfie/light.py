"""The light that a photo was taken in: what of its colours is cast and exposure, as gains for
its linear red, green and blue.
"""

import numpy as np

from minime import srgb
from minime.landmarks import LEFT_EYE, LEFT_IRIS, RIGHT_EYE, RIGHT_IRIS
from minime.selfie.colors import LUMINANCE, bare_skin, is_grey, to_lab
from minime.selfie.view import View

BALANCE_LIMIT = 0.22  # log gain of a channel; stronger casts are kept, as they may be wanted
BALANCE_SHARE = 0.45  # eye whites are a little pink and shaded, so not followed all the way
WHITE = 0.9  # luminance of the brightest things in a well exposed picture
LIGHTEST_SKIN = 0.62  # luminance of well exposed light skin
EXPOSURE_LIMIT = 1.15
DARK = (0.10, 0.25)  # luminance of the brightest: an obvious lack of light; an ordinary picture
# Degrees and chroma in Lab of living skin in any usual light; beyond, the light is coloured.
LIVING_HUE, MOST_CHROMA, LEAST_CHROMA = (26.0, 80.0), 46.0, 6.0
USUAL_HUE, USUAL_CHROMA = (40.0, 66.0), 30.0  # where most skin lies: what is off is brought there
MOST_CAST = 4.0  # gain of one channel


def read_light(view: View, bare: np.ndarray) -> np.ndarray:
    """Gains (3,) for linear red, green and blue under which the picture shows its colours as in
    plain daylight. bare: (h, w) in [0, 1], the probability of skin.

    A picture is mostly left as it is: the whites of the eyes and its brightest greys correct it in
    part and within limits. Skin that no living person has in daylight shows an obvious cast, a
    picture without any light thing in it an obvious lack of light; these go whole.
    """
    if is_grey(view):
        return np.full(3, _exposure(view, bare))
    gains = _whiten(view)
    gains = gains * _living(view, bare, gains)
    return gains / (gains @ LUMINANCE) * _exposure(view, bare)


def corrected(view: View, gains: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32 linear light of the view's picture under ``gains``, in [0, 1]."""
    return np.clip(view.image * gains, 0, 1)


def _whiten(view: View) -> np.ndarray:
    casts, weights = [np.zeros(3)], [0.35]
    for pixels, weight in ((_whites(view), 1.0), (_bright_greys(view), 0.5)):
        if len(pixels) >= 12:
            mean = np.median(np.maximum(pixels, 1e-4), axis=0)
            casts.append(np.log(mean) - np.log(mean).mean())
            weights.append(weight)
    cast = np.average(casts, axis=0, weights=weights)
    gains = np.exp(-np.clip(BALANCE_SHARE * cast, -BALANCE_LIMIT, BALANCE_LIMIT))
    return gains


def _living(view: View, bare: np.ndarray, gains: np.ndarray) -> np.ndarray:
    """Gains (3,) that bring skin which is off every living hue, once whitened by ``gains``, to
    the nearest usual one; 1 for ordinary skin."""
    from skimage.color import lab2rgb

    spots = np.any(bare_skin(view, bare, view.image), axis=0)
    if spots.sum() < 100:
        return np.ones(3)
    skin = np.median(view.image[spots], axis=0) * gains
    light, a, b = to_lab(np.maximum(skin, 1e-4))
    hue, chroma = np.degrees(np.arctan2(b, a)), np.hypot(a, b)
    alive = LIVING_HUE[0] < hue < LIVING_HUE[1] and chroma < MOST_CHROMA
    if alive or chroma < LEAST_CHROMA:
        return np.ones(3)
    near, wanted = np.radians(np.clip(hue, *USUAL_HUE)), min(chroma, USUAL_CHROMA)
    encoded = np.clip(lab2rgb([light, wanted * np.cos(near), wanted * np.sin(near)]), 0, 1)
    ratio = srgb.to_linear(encoded) / np.maximum(skin, 1e-4)
    return np.clip(ratio, 1 / MOST_CAST, MOST_CAST)


def _exposure(view: View, bare: np.ndarray) -> float:
    """Gain for a picture in which nothing, nor the skin, comes near white: a little where it is
    merely dim, as much as it lacks where there is no light thing at all."""
    light = view.image @ np.array(LUMINANCE, np.float32)
    spots = np.any(bare_skin(view, bare, view.image), axis=0)
    skin = float(np.percentile(light[spots], 65)) if spots.sum() > 20 else 1.0
    brightest = max(float(np.percentile(light[view.inside], 99.5)), 1e-3)
    most = np.exp(np.interp(brightest, DARK, np.log((WHITE / DARK[0], EXPOSURE_LIMIT))))
    most = np.inf if brightest < DARK[0] else most
    gain = min(WHITE / brightest, LIGHTEST_SKIN / max(skin, 1e-3), most)
    return float(max(gain, 1.0))


def _whites(view: View) -> np.ndarray:
    """Pixels of the whites of the eyes: the bright half of what the iris leaves free."""
    free = (view.fill(RIGHT_EYE) | view.fill(LEFT_EYE)) & view.inside
    rows, columns = np.indices(view.inside.shape, sparse=True)
    for center, *edge in (RIGHT_IRIS, LEFT_IRIS):
        radius = np.linalg.norm(view.points[edge] - view.points[center], axis=1).mean()
        free &= (
            np.hypot(columns - view.points[center][0], rows - view.points[center][1])
            > 1.15 * radius
        )
    pixels = view.image[free]
    if len(pixels) < 24:
        return pixels[:0]
    light = pixels.mean(1)
    bright = pixels[light >= np.percentile(light, 55)]
    flat = np.ptp(bright, axis=1) / np.maximum(bright.max(1), 1e-4)
    return bright[(flat < 0.55) & (bright.max(1) < 0.98)]


def _bright_greys(view: View) -> np.ndarray:
    """The brightest unclipped pixels of little saturation: paper, walls, shirts, teeth."""
    pixels = view.image[::3, ::3][view.inside[::3, ::3]]
    flat = np.ptp(pixels, axis=1) / np.maximum(pixels.max(1), 1e-4)
    usable = pixels[(flat < 0.3) & (pixels.max(1) < 0.97) & (pixels.min(1) > 0.25)]
    if len(usable) < 200:
        return usable[:0]
    light = usable.mean(1)
    return usable[light >= np.percentile(light, 80)]
