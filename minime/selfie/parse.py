"""Which part of a view is what: background, skin, hair, beard, head wear, clothes, a shirt under
them, a tie, glasses.

A small U-Net of our own (parser/README.md), trained on made-up pictures alone, reads the view at
a quarter of its size together with the segmenter's person and the face mesh; the photo's own
edges then sharpen its answer. It runs in NumPy: a tenth of a second, without importing torch.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from minime import srgb
from minime.landmarks import EYES, OUTER_LIPS, OVAL
from minime.selfie.silhouette import beyond_bald_mm
from minime.selfie.view import ABOVE_MM, LEFT_MM, VIEW_PX_PER_MM, View

LABELS = ("background", "skin", "hair", "beard", "headwear", "clothes", "shirt", "tie", "glasses")
CELL_MM = 2.0  # of the grid that the network sees
GRID = (256, 176)  # rows, columns
GRID_LEFT_MM = -176.0  # its left edge; its top is the view's
EDGE_PX, EDGE_SOFT = 8, 1e-3  # of the guided filter (He and others 2010): reach, contrast kept


@dataclass(frozen=True, kw_only=True, eq=False)
class Parse:
    """shares: (9, h, w) float32 in the view's frame, probabilities in the order of LABELS that
    sum to 1; background outside the photo. Read-only."""

    shares: np.ndarray

    def of(self, *labels: str) -> np.ndarray:
        """(h, w) float32: the probability of any of the ``labels``."""
        return self.shares[[LABELS.index(label) for label in labels]].sum(0)


def parse_view(view: View) -> Parse:
    """What each pixel of ``view`` shows."""
    import cv2

    logits = run_network(_load(), _given(view))
    grown = np.exp(logits - logits.max(0))
    coarse = grown / grown.sum(0)
    height, width = view.inside.shape
    columns = int(GRID[1] * CELL_MM * VIEW_PX_PER_MM)
    left = int((LEFT_MM + GRID_LEFT_MM) * VIEW_PX_PER_MM)
    rows = int(GRID[0] * CELL_MM * VIEW_PX_PER_MM)
    shares = np.zeros((len(LABELS), height, width), np.float32)
    shares[0] = 1
    window = np.s_[:rows, left : left + columns]
    guide = cv2.cvtColor(
        srgb.from_linear(view.image[window]).astype(np.float32), cv2.COLOR_RGB2GRAY
    )
    for share, small in zip(shares, coarse, strict=True):
        large = cv2.resize(small, (columns, rows), interpolation=cv2.INTER_LINEAR)
        share[window] = cv2.ximgproc.guidedFilter(guide, large, EDGE_PX, EDGE_SOFT)
    shares = shares.clip(0)
    shares[1:] *= view.inside
    shares[0] = np.where(view.inside, shares[0], 1)
    shares /= shares.sum(0)
    shares.setflags(write=False)
    return Parse(shares=shares)


def _given(view: View) -> np.ndarray:
    """(11, rows, columns) float32: picture, person, what is photo, face, lips, eyes and brows,
    the bald outline, the place: what minime.train.parsing draws."""

    inside = _shrink(view.inside.astype(np.float32), view)
    picture = _shrink(srgb.from_linear(view.image).astype(np.float32), view)
    frame = (inside > 0.5).astype(np.float32)
    person = _shrink(view.person.astype(np.float32), view)
    eyes = sum(view.fill(part).astype(np.float32) for eye, _, brow in EYES for part in (eye, brow))
    drawn = [view.fill(OVAL).astype(np.float32), view.fill(OUTER_LIPS).astype(np.float32), eyes]
    drawn = [(_shrink(mask, view) > 0.5).astype(np.float32) for mask in drawn]
    bald = np.clip(_shrink(beyond_bald_mm(view), view) / 60, -1, 2)
    x = GRID_LEFT_MM + CELL_MM * (np.arange(GRID[1]) + 0.5)
    y = ABOVE_MM - CELL_MM * (np.arange(GRID[0]) + 0.5)
    place = np.meshgrid(x / 180, y / 250)
    layers = [*np.moveaxis(picture * frame[..., None], -1, 0), person * frame, frame, *drawn, bald]
    return np.stack([*layers, *place]).astype(np.float32)


def _shrink(picture: np.ndarray, view: View) -> np.ndarray:
    import cv2

    step = int(CELL_MM * VIEW_PX_PER_MM)
    left = int((LEFT_MM + GRID_LEFT_MM) * VIEW_PX_PER_MM)
    cut = picture[: GRID[0] * step, left : left + GRID[1] * step]
    return cv2.resize(cut, GRID[::-1], interpolation=cv2.INTER_AREA)


@lru_cache(maxsize=1)
def _load() -> dict[str, np.ndarray]:
    from safetensors.numpy import load_file

    stored = load_file(Path(__file__).parent / "parser" / "parser.safetensors")
    return {name: weights.astype(np.float32) for name, weights in stored.items()}


def run_network(weights: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """(9, h, w) logits of the U-Net with ``weights`` for the layers ``x`` (c, h, w); h and w are
    multiples of 16."""
    depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("down"))
    kept = []
    for number in range(depth):
        x = _block(weights, f"down.{number}", x if number == 0 else _halve(x))
        kept.append(x)
    for number, skip in enumerate(kept[-2::-1]):
        x = x.repeat(2, axis=1).repeat(2, axis=2)
        x = _block(weights, f"up.{number}", np.concatenate([x, skip]))
    flat = weights["head.w"] @ x.reshape(len(x), -1) + weights["head.b"][:, None]
    return flat.reshape(-1, *x.shape[1:])


def _block(weights: dict[str, np.ndarray], name: str, x: np.ndarray) -> np.ndarray:
    for part in ("first", "second"):
        x = _convolve(x, weights[f"{name}.{part}.w"], weights[f"{name}.{part}.b"])
    return x


def _convolve(x: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """ReLU of the 3 x 3 convolution of (c, h, w) by (o, c, 3, 3): one product a row of taps."""
    c, h, w = x.shape
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    out = np.repeat(bias[:, None], h * w, axis=1)
    for i in range(3):
        rows = np.stack([padded[:, i : i + h, j : j + w] for j in range(3)])
        taps = kernel[:, :, i].transpose(0, 2, 1).reshape(len(kernel), 3 * c)
        out += taps @ rows.reshape(3 * c, h * w)
    return np.maximum(out, 0).reshape(-1, h, w)


def _halve(x: np.ndarray) -> np.ndarray:
    c, h, w = x.shape
    return x.reshape(c, h // 2, 2, w // 2, 2).max((2, 4))
