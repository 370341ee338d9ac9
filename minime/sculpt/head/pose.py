"""Turns the toy's head until the face mesh reads the selfie's pose off it.

R <- R_selfie R_toy^T R, at most :data:`CORRECTIONS` times. What is read is the bare figure in
plain shading: no card, word, thing or colour of clothes can change the head's pose. Rotations
are (3, 3) as the camera sees them, pictures (width, height) pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.head.bust import Bust, Stand, pose_bust
from minime.sculpt.picture.layers import (
    FEW_CELLS,
    Layers,
    Surfaces,
    load_surfaces,
    move_first_surfaces,
    trace_layers,
)
from minime.sculpt.picture.render import Light, project, to_srgb
from minime.sculpt.picture.studio import AMBIENT
from minime.sculpt.picture.tracer import Camera, alone, camera_axes
from minime.selfie.face import HEAD_MARGIN, HeadPose, angle_between, crop_head, face_of_head

CORRECTIONS = 2
GOOD_POSE_DEG = 1.0
# By which the mesh reads the plain shading lower, and further to the right, than the finished
# picture of the same head, whose key light comes from one side (means over 14 and 79 toys;
# standard deviations 0.9 and 1.0).
SHADING_PITCH_DEG, SHADING_YAW_DEG = -1.1, 0.5
CLOTH = Material(color=(0.5, 0.5, 0.5), finish="fabric")
READ_WIDTH = 640  # of the picture that is read, px
BOX_STEP = 128  # px
GROUND = 0.35  # linear grey behind the figure


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting:
    """The figure without its head, where the head goes, and how both are seen and lit."""

    figure: tuple[Part, ...]
    stand: Stand
    camera: Camera
    lights: tuple[Light, ...]


@alone()
def correct_pose(
    bust: Bust, wanted: np.ndarray, setting: Setting, size: tuple[int, int]
) -> np.ndarray:
    """The rotation at which the face mesh reads ``wanted`` off the toy's head, where it is in
    a picture of ``size``; a smaller one is as good to read."""
    size = tuple(round(side * min(1.0, READ_WIDTH / size[0])) for side in size)
    head, _ = turn_head(bust, wanted, setting)
    dressed = [
        part if part.layer == "skin" else replace(part, material=CLOTH)
        for part in _beside(head, setting.figure)
    ]
    surfaces = load_surfaces((*head, *dressed))
    rotation, best, least = wanted, wanted, np.inf
    shift = HeadPose(yaw_deg=SHADING_YAW_DEG, pitch_deg=SHADING_PITCH_DEG, roll_deg=0.0).matrix()
    target = shift @ wanted
    for trial in range(CORRECTIONS + 1):
        read = _read_pose(surfaces, head, setting, size)
        off = np.inf if read is None else angle_between(target, read)
        if off < least:
            best, least = rotation, off
        if read is None or off < GOOD_POSE_DEG or trial == CORRECTIONS:
            break
        rotation = target @ read.T @ rotation
        head, _ = turn_head(bust, rotation, setting)
        move_first_surfaces(surfaces, head)
    return best


def turn_head(
    bust: Bust, rotation: np.ndarray, setting: Setting
) -> tuple[tuple[Part, ...], np.ndarray]:
    """The head's parts and its landmarks (478, 3), world mm, at ``rotation``."""
    return pose_bust(bust, camera_axes(setting.camera) @ rotation, setting.stand)


def projected_box(
    head: Sequence[Part], camera: Camera, size: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Half-open pixels where the head stands, whether or not something hides it."""
    corners = project(np.concatenate([part.vertices for part in head]), camera, size)[:, :2]
    low = corners.min(0).astype(int).clip(0, np.subtract(size, 1))
    high = (corners.max(0).astype(int) + 1).clip(low + 1, size)
    return (*low.tolist(), *high.tolist())


def roomy_box(
    box: tuple[int, int, int, int], size: tuple[int, int], margin: int = 0
) -> tuple[int, int, int, int]:
    """The ``box`` and ``margin`` pixels round it, widened to sides that are whole steps of
    BOX_STEP pixels and moved inside the picture: each other size costs the renderer another
    program."""
    low, high, size = np.array(box[:2]), np.array(box[2:]), np.array(size)
    sides = np.minimum(-(-(high - low + 2 * margin) // BOX_STEP) * BOX_STEP, size)
    low = ((low + high - sides) // 2).clip(0, size - sides)
    return (*low.tolist(), *(low + sides).tolist())


def _beside(head: Sequence[Part], figure: Sequence[Part]) -> list[Part]:
    """What of the figure reaches into the picture that is read."""
    points = np.concatenate([part.vertices for part in head])
    low = points[:, 1].min() - (HEAD_MARGIN - 1) * np.ptp(points[:, :2], axis=0).max()
    return [part for part in figure if part.vertices[:, 1].max() > low]


def _read_pose(
    surfaces: Surfaces, head: Sequence[Part], setting: Setting, size: tuple[int, int]
) -> np.ndarray | None:
    seen = projected_box(head, setting.camera, size)
    margin = round((HEAD_MARGIN - 1) / 2 * max(seen[2] - seen[0], seen[3] - seen[1]))
    box = roomy_box(seen, size, margin)
    layers = trace_layers(surfaces, setting.camera, size=size, box=box, cells=FEW_CELLS)
    here = tuple(place - box[i % 2] for i, place in enumerate(seen))
    face = face_of_head(crop_head(to_srgb(_shade(layers, setting)), here))
    return face.pose.matrix() if face else None


def _shade(layers: Layers, setting: Setting) -> np.ndarray:
    """(h, w, 3) linear: the paint in the light of the soft boxes, taken as far points
    (Lambert: radiance x area x cosines / distance^2 / pi), and of the room, brighter from
    above; without shadow or shine."""
    up = layers.normals[..., 1:2]
    fall = AMBIENT * (0.8 + 0.4 * up) * np.ones(3, np.float32)
    chin = setting.stand.pivot
    for light in setting.lights:
        away = np.subtract(light.position, chin)
        distance = np.linalg.norm(away)
        facing = np.subtract(light.position, light.target)
        facing = facing @ away / np.linalg.norm(facing) / distance
        strength = light.size[0] * light.size[1] * max(facing, 0.0) / distance**2 / np.pi
        cosine = np.maximum(layers.normals @ (away / distance), 0)[..., None]
        fall += strength * cosine * np.array(light.radiance)
    return np.where(layers.part[..., None] < 0, GROUND, layers.paint * fall).astype(np.float32)
