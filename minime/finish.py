"""Brings a checkpoint's result back onto the draft, adds the gloss, makes the export sizes.

Pictures are (h, w, 3) uint8 sRGB, masks (h, w) float32 in [0, 1]; nothing is changed in
place. Exports are PIL pictures, because a print carries its resolution.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from minime.errors import OrderError
from minime.landmarks import EYES
from minime.sculpt.geometry.mesh import LAYERS
from minime.srgb import from_linear, to_linear

UNTOUCHABLE = ("words", "packaging")  # layers that no model may redraw


@dataclass(frozen=True, kw_only=True)
class ExportSize:
    """Width and height in pixels, and dots per inch where it is meant for paper."""

    width: int
    height: int
    dpi: int = 72


EXPORT_SIZES = {
    "square": ExportSize(width=1080, height=1080),
    "portrait": ExportSize(width=1080, height=1350),
    "story": ExportSize(width=1080, height=1920),
    "print": ExportSize(width=1200, height=1800, dpi=300),  # 4 x 6 inches
}


def paste_difference(
    draft: np.ndarray,
    result: np.ndarray,
    reference: np.ndarray,
    mask: np.ndarray,
    weight: float,
) -> np.ndarray:
    """draft + weight * mask * (result - reference).

    All pictures are of one size. ``reference`` is the draft after the same encoding and
    decoding as the result, so what a small VAE loses is not pasted. mask: feathered.
    """
    assert draft.shape == result.shape == reference.shape and mask.shape == draft.shape[:2]
    difference = result.astype(np.float32) - reference.astype(np.float32)
    return _to_uint8(draft + weight * mask[..., None] * difference)


def feather(mask: np.ndarray, radius_px: float) -> np.ndarray:
    """The mask with an edge that is soft over about ``radius_px`` pixels, to the inside:
    it stays 0 where it was 0."""
    from scipy.ndimage import distance_transform_edt

    if radius_px <= 0:
        return mask.astype(np.float32)
    depth = np.clip(distance_transform_edt(mask > 0) / radius_px, 0, 1)
    return (mask * depth * depth * (3 - 2 * depth)).astype(np.float32)


def spare_eyes(mask: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """The mask, 0 in the openings of the eyes: those are painted in the measured colours, and
    eyes that change their colour are what people mind most.

    landmarks: (478, 3) px in the frame of the mask (h, w).
    """
    import cv2

    open_to_change = np.ones(mask.shape, np.float32)
    for eye, _, _ in EYES:
        outline = np.round(landmarks[list(eye), :2]).astype(np.int32)
        cv2.fillPoly(open_to_change, [outline], 0.0)
    return mask * np.minimum(cv2.GaussianBlur(open_to_change, (0, 0), 1.5), open_to_change)


def restore_words(picture: np.ndarray, draft: np.ndarray, layers: np.ndarray) -> np.ndarray:
    """The picture with the draft's own pixels where the card and its words are.

    layers: (h, w) uint8 of Sculpt, index into mesh.LAYERS.
    """
    return np.where(open_to_models(layers)[..., None] > 0, picture, draft)


def open_to_models(layers: np.ndarray) -> np.ndarray:
    """(h, w) float32, 1 where a model may redraw. layers: of Sculpt, index into mesh.LAYERS."""
    kept = np.isin(layers, [LAYERS.index(name) for name in UNTOUCHABLE])
    return (~kept).astype(np.float32)


def add_gloss(picture: np.ndarray, gloss: np.ndarray) -> np.ndarray:
    """The picture with the light that bubble or window throws back, added as light.

    gloss: (h, w, 3) float32, linear, 0 or more, 1 is white.
    """
    return _to_uint8(255 * from_linear(to_linear(picture / np.float32(255)) + gloss))


def export_size(picture: np.ndarray, name: str) -> Image.Image:
    """The whole picture in the size of EXPORT_SIZES, the rest filled with its own edges,
    blurred. A print carries its dpi in ``info``. Raises OrderError for an unknown name."""
    if name not in EXPORT_SIZES:
        raise OrderError(f"There is no size {name!r}; choose one of {', '.join(EXPORT_SIZES)}.")
    size = EXPORT_SIZES[name]
    whole = Image.fromarray(picture)
    scale = min(size.width / whole.width, size.height / whole.height)
    inner = whole.resize(
        (max(1, round(whole.width * scale)), max(1, round(whole.height * scale))),
        Image.Resampling.LANCZOS,
    )
    x, y = (size.width - inner.width) // 2, (size.height - inner.height) // 2
    padded = np.pad(
        np.asarray(inner),
        (
            (y, size.height - inner.height - y),
            (x, size.width - inner.width - x),
            (0, 0),
        ),
        mode="edge",
    )
    export = Image.fromarray(padded).filter(ImageFilter.GaussianBlur(size.width / 40))
    export.paste(inner, (x, y))
    export.info["dpi"] = (size.dpi, size.dpi)
    return export


def _to_uint8(picture: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)
