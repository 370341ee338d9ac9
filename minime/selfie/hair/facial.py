"""Hair in the face from a view: what grows on lip, chin and jaw, and its colour.

A kind is named only where the parser sees hair on the upper lip and on the chin: shade, stubble
and freckles please it in one place, hardly ever in both. What else there is stays in the paint,
which is the photo's own.
"""

import numpy as np

from minime.landmarks import OUTER_LIPS
from minime.selfie.colors import Sample
from minime.selfie.parse import Parse
from minime.selfie.view import View

# Share of hair on the lip times that on the chin: bearded real people have .25 and more, others
# up to .14; of both jaws for a beard, less is a goatee; of the neck for a long one.
GROWN, ON_JAW, HANGING = 0.2, 0.08, 0.77
TACHE = 0.8  # of the lip alone: a moustache
HANGING_MM = (9.0, 32.0)  # below the chin
# Of a beard: deviation of its lightness (real ones have 11 and more), least a* and b* of Lab.
UNEVEN, LEAST_RED, LEAST_YELLOW = 4.0, -6.0, -8.0
SURE = 0.6  # probability from which a pixel counts for the colour
UPPER_LIP = (203, 165, 167, 164, 393, 391, 423, 410, 270, 269, 267, 0, 37, 39, 40, 186)
CHIN = (17, 314, 405, 378, 377, 152, 148, 149, 181, 84)
JAWS = ((58, 172, 136, 150, 169, 210, 214, 192), (288, 397, 365, 379, 394, 430, 434, 416))


def measure_facial_hair(
    view: View, lab: np.ndarray, parse: Parse, hair: np.ndarray
) -> tuple[str, Sample, float]:
    """(kind, colour, confidence) of what grows on lip, chin and jaw. hair: (3,) Lab of the
    head's, for where nothing grows."""
    beard = parse.of("beard")
    lip, chin, *jaws = (_share(view, beard, area) for area in (UPPER_LIP, CHIN, *JAWS))
    kind = _kind(lip, chin, sum(jaws) / 2)
    if kind == "beard" and _hangs(view, beard):
        kind = "long_beard"
    sure = (beard > SURE) & view.inside
    if sure.sum() > 60 and not _like_hair(lab[sure]):
        kind = "none"
    color = np.median(lab[sure], axis=0) if sure.sum() > 60 else hair
    trust = float(np.clip(abs(lip * chin - GROWN) / GROWN, 0.2, 0.9))
    return kind, Sample(color, trust), trust


def _kind(lip: float, chin: float, jaw: float) -> str:
    if lip * chin > GROWN:
        return "beard" if jaw > ON_JAW else "goatee"
    return "moustache" if lip > TACHE else "none"


def _like_hair(pixels: np.ndarray) -> bool:
    """Whether Lab pixels (n, 3) are as uneven as hair and of a hue that grows; a mask is not."""
    _, red, yellow = np.median(pixels, axis=0)
    return bool(pixels[:, 0].std() > UNEVEN and red > LEAST_RED and yellow > LEAST_YELLOW)


def _share(view: View, beard: np.ndarray, area: tuple[int, ...]) -> float:
    where = view.fill(area) & ~view.fill(OUTER_LIPS) & view.inside
    return float(beard[where].mean()) if where.sum() > 20 else 0.0


def _hangs(view: View, beard: np.ndarray) -> bool:
    """Whether the beard goes on below the chin, where a neck would be."""
    x, y = view.millimetres()[152]
    rows = slice(view.row(y - HANGING_MM[0]), view.row(y - HANGING_MM[1]))
    patch = beard[rows, view.column(x - 14) : view.column(x + 14)]
    return bool(patch.size and patch.mean() > HANGING)
