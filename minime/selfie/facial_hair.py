"""Hair in the face from a view: what grows on lip, chin and jaw, and its colour."""

import numpy as np

from minime.landmarks import OUTER_LIPS
from minime.selfie.colors import Sample
from minime.selfie.hair_mask import face_skin
from minime.selfie.view import View

SHADE = 4.0  # Lab lightness that the lower face may lose to shade
WHITE = 0.5  # of the skin's chroma; light alone leaves it more
SPARSE = 0.5  # of the way from skin to hair; a beard so light is stubble
HANGING_MM = (9.0, 32.0)  # below the chin
UPPER_LIP = (203, 165, 167, 164, 393, 391, 423, 410, 270, 269, 267, 0, 37, 39, 40, 186)
CHIN = (17, 314, 405, 378, 377, 152, 148, 149, 181, 84)
JAWS = ((58, 172, 136, 150, 169, 210, 214, 192), (288, 397, 365, 379, 394, 430, 434, 416))


def measure_facial_hair(
    view: View, lab: np.ndarray, hair: np.ndarray, *, grey: bool
) -> tuple[str, Sample, float]:
    """(kind, colour, confidence) of what grows on lip, chin and jaw. hair: (3,) Lab of the
    head's. ``grey`` is a photo without hue."""
    skin, _ = face_skin(view, lab)
    limit = 0.2 * skin[0] + 1.5  # dark skin and dark hair are nearer to each other
    if grey:
        limit *= 1.7  # without hue, shade is like a beard
    lip, lip_color = _overgrown(view, lab, UPPER_LIP, skin, limit)
    chin, chin_color = _overgrown(view, lab, CHIN, skin, limit)
    jaws = [_overgrown(view, lab, side, skin, limit) for side in JAWS]
    (jaw, jaw_color), (shaded, _) = sorted(jaws, key=lambda x: x[0])
    kind, strength = _kind(lip, chin, jaw, shaded)
    color = {"moustache": lip_color, "beard": (chin_color + jaw_color) / 2}.get(kind, chin_color)
    if kind == "beard" and _cover(color, skin, hair) < SPARSE:
        kind, color = "stubble", hair
    if kind == "beard" and _hangs(view, lab, color, skin):
        kind = "long_beard"
    trust = float(np.clip(strength, 0.15, 0.9))
    return kind, Sample(color, trust), trust


def _cover(color: np.ndarray, skin: np.ndarray, hair: np.ndarray) -> float:
    """How far from ``skin`` to ``hair`` (Lab) a beard's colour is; 1 where they can't tell."""
    room, way = skin[0] - hair[0], skin[0] - color[0]
    return float(way / room) if room > 18 and way > 0 else 1.0


def _hangs(view: View, lab: np.ndarray, color: np.ndarray, skin: np.ndarray) -> bool:
    """Whether the beard goes on below the chin, where a neck would be."""
    x, y = view.millimetres()[152, :2]
    rows = slice(view.row(y - HANGING_MM[0]), view.row(y - HANGING_MM[1]))
    patch = lab[rows, view.column(x - 14) : view.column(x + 14)].reshape(-1, 3)
    if not len(patch):
        return False
    near = np.linalg.norm((patch - color) * (0.4, 1, 1), axis=-1)
    return bool((near < np.minimum(11, np.linalg.norm(patch - skin, axis=-1))).mean() > 0.7)


def _kind(lip: float, chin: float, jaw: float, shaded: float) -> tuple[str, float]:
    """What grows where, from how overgrown each place is (1: surely), and the confidence.

    ``jaw`` and ``shaded`` are the lighter and the darker side: light from one side darkens
    one jaw, never both and the chin.
    """
    if chin > 1 and jaw > 0.85:
        return "beard", min(chin, jaw) - 0.4
    if chin > 1.5 or (chin > 1 and lip > 0.5):
        return "goatee", chin - 0.5
    if chin > 0.55 and jaw > 0.8:
        return "stubble", 0.4
    if lip > chin + 0.4 and (lip > 1 or lip > max(0.7, shaded + 0.15)):
        return "moustache", lip - 0.4
    return "none", 1.1 - max(lip, chin)


def _overgrown(
    view: View, lab: np.ndarray, area, skin: np.ndarray, limit: float
) -> tuple[float, np.ndarray]:
    """(how far the area's colour is from bare skin, 1: surely hair, at a Lab distance of
    ``limit``; its colour, Lab).

    A little darker is shade; lighter is light, unless the skin's colour is gone: a grey beard,
    or a white one, which may be as light as the skin.
    """
    pixels = lab[view.fill(area) & ~view.fill(OUTER_LIPS) & view.inside]
    if len(pixels) < 20:
        return 0.0, skin * (0.5, 0.6, 0.6)
    middle = np.median(pixels, axis=0)
    light, red, yellow = middle - skin
    hue = float(np.hypot(red, yellow))
    depth = max(-light - SHADE, 0.0) if light < 0 else light * (hue > 7 and skin[0] < 55)
    part = pixels[pixels[:, 0] <= np.percentile(pixels[:, 0], 60)] if light < 0 else pixels
    white = np.hypot(*middle[1:]) < WHITE * np.hypot(*skin[1:])
    hue = hue if depth or white else 0.0
    return float(np.hypot(0.9 * depth, hue) / limit), np.median(part, axis=0)
