"""What an edit model shifted and zoomed is laid back onto the draft, or refused."""

import cv2
import numpy as np
import pytest
import skimage.data

from minime.diffuse.register import lay_back

DRAFT = cv2.resize(skimage.data.astronaut(), (384, 384), interpolation=cv2.INTER_AREA)


def moved(dx: float, dy: float, zoom: float, turn_deg: float = 0.0) -> np.ndarray:
    """The draft as such a model gives it back: moved, and in other colours."""
    way = cv2.getRotationMatrix2D((192, 192), turn_deg, zoom) + [[0, 0, dx], [0, 0, dy]]
    picture = cv2.warpAffine(DRAFT, way, (384, 384), borderMode=cv2.BORDER_REPLICATE)
    return np.clip(picture * [0.9, 1.0, 1.1] + 8, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("dx", "dy", "zoom", "turn_deg"),
    [(0, 0, 1, 0), (3.2, -2, 1, 0), (14, 6, 1, 0), (0, 0, 1.06, 0), (-5, 8, 0.95, 1.5)],
)
def test_it_lies_on_the_draft_again(dx, dy, zoom, turn_deg):
    back = lay_back(moved(dx, dy, zoom, turn_deg), DRAFT)
    wanted = moved(0, 0, 1)
    inner = np.s_[60:-60, 60:-60]
    error = np.abs(back[inner].astype(int) - wanted[inner]).mean()
    before = np.abs(moved(dx, dy, zoom, turn_deg)[inner].astype(int) - wanted[inner]).mean()
    assert error < 4 and (before == 0 or error < before / 2)


@pytest.mark.parametrize(
    "picture",
    [
        moved(70, 0, 1),
        moved(0, 0, 1.35),
        skimage.data.coffee()[:384, :384],
        np.full((384, 384, 3), 90, np.uint8),
    ],
    ids=["far away", "much larger", "something else", "nothing"],
)
def test_what_does_not_lie_near_is_refused(picture):
    assert lay_back(np.ascontiguousarray(picture), DRAFT) is None
