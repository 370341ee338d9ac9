"""A picture cut out along its mask and made solid: domed, its light parts standing out a little.

For what a photo shows too finely to be modelled: jewels. x right, y up from the picture's lower
left corner, z to the viewer from the middle plane, mm.
"""

import numpy as np

from minime.sculpt.geometry.mesh import Layer, Material, Part

DEPTH_SHARE, DEPTH_MM = 0.3, (2.0, 6.0)  # of its narrower side; least and most
ROUND_MM = 4.0  # from the edge, over which it is rounded
STANDS_OUT_MM, AROUND_MM = 0.9, 1.5  # of what is lighter than what is around
PAD, COARSE, SOFT_PX = 4, 2, 0.8  # pixels: round the picture, a cell of the mesh, smoothed by
EDGE_PX = 1  # of the mask's edge, where what lies behind still shines through


def raise_relief(
    picture: np.ndarray, mask: np.ndarray, *, px_per_mm: float, name: str, layer: Layer
) -> Part:
    """A closed part from ``picture`` (h, w, 3) uint8 sRGB where ``mask`` (h, w) bool says."""
    from skimage.measure import marching_cubes

    step = 1 / px_per_mm
    rise = _rise(picture, mask, step)[::COARSE, ::COARSE]
    reach = int(np.ceil(rise.max() / (step * COARSE))) + 2
    z = np.arange(-reach, reach + 1) * step * COARSE
    solid = np.abs(z)[:, None, None] - rise
    # Rows run down, which turns the faces inside out once more.
    spots, faces, _, _ = marching_cubes(solid, 0.0, gradient_direction="descent")
    height, width = mask.shape
    x, y = spots[:, 2] * COARSE - PAD + 0.5, height - (spots[:, 1] * COARSE - PAD + 0.5)
    places = np.column_stack([x * step, y * step, np.interp(spots[:, 0], range(len(z)), z)])
    return Part(
        name=name,
        layer=layer,
        vertices=places.astype(np.float32),
        faces=faces.astype(np.int32),
        uv=np.column_stack([x / width, y / height]).clip(0, 1).astype(np.float32),
        material=Material(texture=_spread(picture, mask), finish="gloss"),
    )


def _rise(picture: np.ndarray, mask: np.ndarray, step: float) -> np.ndarray:
    """(h, w) mm: half the thickness, below 0 outside, with a border of PAD pixels."""
    from scipy import ndimage

    inside = np.pad(mask, PAD)
    within = ndimage.distance_transform_edt(inside) * step - step / 2
    outside = ndimage.distance_transform_edt(~inside) * step - step / 2
    narrow = min(mask.shape) * step
    depth = np.clip(DEPTH_SHARE * narrow, *DEPTH_MM) / 2
    curve = np.clip(within / min(ROUND_MM, max(within.max(), step)), 0, 1)
    light = _spread(picture, mask).mean(-1) / 255
    fine = ndimage.gaussian_filter(light, 0.3 / step)
    fine = np.pad(fine - ndimage.gaussian_filter(light, AROUND_MM / step), PAD, mode="edge")
    domed = depth * np.sqrt(1 - (1 - curve) ** 2) + STANDS_OUT_MM * curve * fine.clip(-0.5, 0.5)
    rise = np.where(inside, domed.clip(step, None), -outside)
    return ndimage.gaussian_filter(rise, SOFT_PX)


def _spread(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The picture with what is inside carried on outside, so that no edge shows what was behind."""
    from scipy import ndimage

    core = ndimage.binary_erosion(mask, iterations=EDGE_PX)
    core = core if core.any() else mask
    rows, columns = ndimage.distance_transform_edt(
        ~core, return_distances=False, return_indices=True
    )
    return picture[rows, columns]
