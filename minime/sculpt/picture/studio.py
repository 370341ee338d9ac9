"""The product photographer's set: where camera and soft boxes stand round what is shown.

All lengths follow from the frame (mm) that the picture shows, so a head alone and a whole
box are lit alike.
"""

import numpy as np

from minime.sculpt.picture.render import Light
from minime.sculpt.picture.tracer import Camera

DISTANCE = 4.2  # of the camera, in frame heights: a long lens, as for products
AMBIENT = 0.25
# Of the samples, the key light's share to one of each other light's: half of all noise comes
# from the brightest light (mean error on skin 2.0 levels, not 2.8; with 2 or 6 it is more).
KEY_WEIGHT = 4.0
KEY, FILL, RIM, TOP = (4.7, 4.6, 4.45), (1.5, 1.53, 1.6), (6.0, 6.2, 6.6), (3.0, 3.0, 3.0)


def place_camera(
    centre: tuple[float, float, float], height_mm: float, *, elevation_deg: float = 0.0
) -> Camera:
    """A camera that shows ``height_mm`` at ``centre``, from ``elevation_deg`` above."""
    distance, tilt = DISTANCE * height_mm, np.radians(elevation_deg)
    position = np.add(centre, [0, distance * np.sin(tilt), distance * np.cos(tilt)])
    fov = 2 * np.degrees(np.arctan(height_mm / 2 / distance))
    return Camera(position=tuple(position), target=tuple(centre), fov_deg=float(fov))


def place_lights(
    centre: tuple[float, float, float], height_mm: float, *, rim: bool = True
) -> tuple[Light, ...]:
    """Key from the upper left, fill from the right, a soft top and, behind, a rim light."""
    boxes = [
        ((-0.8, 0.85, 1.15), (1.25, 1.25), KEY, KEY_WEIGHT),
        ((1.1, 0.2, 0.9), (0.7, 1.1), FILL, 1.0),
        ((0.0, 1.3, 0.5), (1.2, 0.5), TOP, 1.0),
    ]
    if rim:
        boxes.append(((0.95, 0.55, -0.55), (0.4, 0.9), RIM, 1.0))
    return tuple(
        Light(
            position=tuple(np.add(centre, np.multiply(place, height_mm))),
            target=tuple(centre),
            size=(size[0] * height_mm, size[1] * height_mm),
            radiance=radiance,
            weight=weight,
        )
        for place, size, radiance, weight in boxes
    )
