"""Photo in, :class:`Selfie` out: the upright picture, the chosen face, its measured traits."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from minime.errors import PhotoError
from minime.selfie.build import measure_build
from minime.selfie.clothes.garment import Clothes, measure_clothes
from minime.selfie.colors import to_lab
from minime.selfie.face import Face
from minime.selfie.hair.headwear import split_headwear
from minime.selfie.hair.measure import measure_hair
from minime.selfie.hair.seen import SeenHair, read_hair
from minime.selfie.jewellery.worn import Jewellery, read_jewellery
from minime.selfie.light import corrected, read_light
from minime.selfie.parse import Parse, parse_view
from minime.selfie.photo import read_photo
from minime.selfie.traits import Traits, measure_traits
from minime.selfie.upright import set_upright
from minime.selfie.view import View, view_head


@dataclass(frozen=True, kw_only=True, eq=False)
class Selfie:
    """image: (h, w, 3) uint8 sRGB, upright. boxes: of all faces found, half-open pixels
    (x0, y0, x1, y1), in the order of their numbers. turn: degrees clockwise by which the photo
    was turned. view, parse: the head
    upright and to scale, and what each pixel of it is."""

    image: np.ndarray
    face: Face
    boxes: tuple[tuple[int, int, int, int], ...]
    turn: int
    view: View
    parse: Parse
    traits: Traits
    worn: Clothes
    hair: SeenHair
    jewellery: Jewellery


def read_selfie(
    source: bytes | str | Path, *, face: int | None = None, turn: int | None = None
) -> Selfie:
    """Read a photo (bytes, path, or "example") and measure its largest or ``face``-th face
    (1 is the largest). turn: degrees clockwise, 0, 90, 180 or 270, that set it upright; None
    finds out. Raises PhotoError."""
    image, faces, turned = set_upright(read_photo(source), turn)
    if not faces:
        raise PhotoError(
            "No face was found in the photo; choose one where the whole face is seen, sharp and"
            " well lit."
        )
    number = 1 if face is None else face
    if not 1 <= number <= len(faces):
        there = "only one face" if len(faces) == 1 else f"{len(faces)} faces"
        raise PhotoError(
            f"Face {number} was asked for, but the photo shows {there}; choose a number from 1"
            f" to {len(faces)}, the largest first."
        )
    image.setflags(write=False)
    others = faces[: number - 1] + faces[number:]
    seen = see_face(image, faces[number - 1], others=others, turn=turned)
    return replace(seen, boxes=tuple(face.box for face in faces))


def see_face(
    image: np.ndarray, face: Face, *, others: tuple[Face, ...] = (), turn: int = 0
) -> Selfie:
    """Everything that is measured on a ``face`` found in ``image`` (h, w, 3) uint8 beside
    ``others``."""
    view = view_head(image, face, others)
    parse = parse_view(view)
    light = corrected(view, read_light(view, parse.of("skin", "beard")))
    covered = split_headwear(view, light, parse)
    lab = to_lab(light)
    hair = measure_hair(view, lab, covered)
    worn = measure_clothes(
        replace(view, image=light),
        lab,
        hair=hair.mask,
        parse=parse,
        roll_deg=face.pose.roll_deg,
    )
    build = measure_build(image, face)
    return Selfie(
        image=image,
        face=face,
        boxes=(face.box, *(other.box for other in others)),
        turn=turn,
        view=view,
        parse=parse,
        traits=measure_traits(view, light, parse, face, hair, worn, build=build),
        worn=worn,
        hair=read_hair(view, light, covered.hair, covered.worn, parse.of("skin")),
        jewellery=read_jewellery(view, light, parse),
    )
