"""The finished head: face, skin, hair and glasses as parts, in the head frame and posed.

The head turns about :data:`PIVOT`, where a skull sits on its spine, so that any measured
pose leaves it on its neck.
"""

from dataclasses import dataclass, replace

import numpy as np

from minime.landmarks import EYES
from minime.preset import FaceShape
from minime.sculpt.geometry.mesh import Material, Part, move
from minime.sculpt.head.beard import grow_beard
from minime.sculpt.head.canvas import frontal_uv
from minime.sculpt.head.chosen import dress_head
from minime.sculpt.head.earrings import hang_earrings
from minime.sculpt.head.glasses import build_glasses
from minime.sculpt.head.hair import Skull
from minime.sculpt.head.hair.seen.stubble import paint_stubble
from minime.sculpt.head.paint import paint_face
from minime.sculpt.head.shape import (
    EAR_CENTRE,
    HeadShape,
    build_head,
    exaggerate,
)
from minime.selfie import Selfie
from minime.selfie.face import EYE_DISTANCE_MM
from minime.selfie.traits import Traits
from minime.srgb import rgb

PIVOT = np.array([0.0, -78.0, -52.0])
CHIN_Y, CROWN_Y = -112.0, 104.0  # of a generic head; 216 mm


@dataclass(frozen=True, kw_only=True, eq=False)
class Bust:
    """parts in the head frame (mm, unposed). landmarks: (478, 3) on the face."""

    parts: tuple[Part, ...]
    landmarks: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Stand:
    """Where a bust goes in the world: ``scale`` from human size, the pivot's place (mm)."""

    scale: float
    pivot: np.ndarray


def build_bust(
    landmarks: np.ndarray,
    traits: Traits,
    face: FaceShape,
    *,
    selfie: Selfie | None = None,
    likeness: float = 0.0,
    stylisation: float = 0.5,
    hair_style: str = "auto",
    headwear: str = "auto",
    detail: float = 1.0,
    seed: int = 0,
) -> Bust:
    """The head of the person with ``landmarks`` (478, 3, head frame, expression kept).

    hair_style, headwear: "auto" is what the ``selfie`` shows."""
    toy = exaggerate(landmarks, face, stylisation)
    cranium = None if selfie is None else selfie.hair.cranium
    shape = build_head(toy, cranium=cranium, facial_hair=traits.facial_hair, detail=detail)
    texture = paint_face(selfie, traits, toy, likeness=likeness, seed=seed)
    parts = _face(shape, texture, traits)
    skull = _skull(shape, traits)
    parts += grow_beard(
        traits.facial_hair,
        shape.vertices,
        shape.faces[: shape.front],
        toy,
        skull=skull,
        color=traits.facial_hair_color,
        paint=texture,
        seed=seed,
    )
    if hair_style == "auto" and selfie is not None and selfie.hair.length == "shaved":
        parts = [_shaven(part, selfie, traits, shape) for part in parts]
    parts += dress_head(selfie, traits, shape, skull, hair_style=hair_style, headwear=headwear)
    if traits.glasses:
        parts += build_glasses(toy, traits.frame, shape.vertices)
    if selfie is not None:
        parts += hang_earrings(selfie.jewellery, toy, selfie.view.turn, parts)
    return Bust(parts=tuple(parts), landmarks=toy)


def pose_bust(
    bust: Bust, rotation: np.ndarray, stand: Stand
) -> tuple[tuple[Part, ...], np.ndarray]:
    """The bust's parts and its landmarks (478, 3) in the world, turned by ``rotation`` (3, 3)."""
    offset = stand.pivot - stand.scale * (rotation @ PIVOT)
    parts = tuple(
        move(part, rotation=rotation, scale=stand.scale, offset=offset) for part in bust.parts
    )
    return parts, bust.landmarks @ (rotation.T * stand.scale) + offset


def _face(shape: HeadShape, texture: np.ndarray, traits: Traits) -> list[Part]:
    """Face, scalp and eyes, unless they are shut. The eyes are printed and matt on a head of
    any gloss: a lamp in them would hide their colour."""
    front = shape.faces[: shape.front]
    looks = _in_eyes(shape.vertices[front].mean(1), shape.landmarks)
    face = _patch(shape, "face", front[~looks], Material(texture=texture, finish="vinyl"))
    eyes = _patch(shape, "eyes", front[looks], Material(texture=texture, finish="vinyl"))
    scalp = Material(color=tuple(rgb(traits.skin)), finish="vinyl")
    parts = [
        replace(face, uv=frontal_uv(face.vertices)),
        _patch(shape, "scalp", shape.faces[shape.front :], scalp),
    ]
    if looks.any():
        parts.append(_cut_texture(replace(eyes, uv=frontal_uv(eyes.vertices), layer="eyes")))
    return parts


def _in_eyes(places: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """(n,) bool: which of the ``places`` (n, 3) of the face lie between the lids."""
    from skimage.measure import points_in_poly

    outlines = (landmarks[list(eye), :2] for eye, _, _ in EYES)
    return np.any([points_in_poly(places[:, :2], outline) for outline in outlines], axis=0)


def _cut_texture(part: Part) -> Part:
    """The same part with only so much of its texture as it shows, and matt."""
    height, width = part.material.texture.shape[:2]
    places = np.column_stack([part.uv[:, 0] * width, (1 - part.uv[:, 1]) * height])
    low = np.floor(places.min(0) - 1).clip(0, None).astype(int)
    high = np.ceil(places.max(0) + 1).astype(int).clip(None, [width, height])
    uv = (places - low) / (high - low)
    cut = part.material.texture[low[1] : high[1], low[0] : high[0]]
    return replace(
        part,
        uv=np.column_stack([uv[:, 0], 1 - uv[:, 1]]).astype(np.float32),
        material=replace(part.material, texture=cut, roughness=1.0),
    )


def _patch(shape: HeadShape, name: str, faces: np.ndarray, material: Material) -> Part:
    """Some of the head's ``faces`` with the vertices that they alone need."""
    used, numbers = np.unique(faces, return_inverse=True)
    return Part(
        name=name,
        layer="skin",
        vertices=shape.vertices[used],
        faces=numbers.reshape(-1, 3).astype(np.int32),
        normals=shape.normals[used],
        material=material,
    )


def _shaven(part: Part, selfie: Selfie, traits: Traits, shape: HeadShape) -> Part:
    if part.name != "scalp":
        return part
    return paint_stubble(
        part,
        selfie.hair,
        toy=shape.landmarks.astype(float),
        head=shape.vertices,
        skin=rgb(traits.skin),
    )


def _skull(shape: HeadShape, traits: Traits) -> Skull:
    brows = shape.landmarks[[70, 63, 105, 334, 293, 300], 1].max()
    return Skull(
        center=tuple(shape.centre),
        radii=tuple(shape.radii),
        face_width_mm=float(np.ptp(shape.landmarks[[234, 454], 0]) / 2),
        hairline=tuple(np.array(traits.hairline) * EYE_DISTANCE_MM),
        brow_y=float(brows),
        ears_y=float(EAR_CENTRE[1]),
        ears_z=float(EAR_CENTRE[2]),
    )
