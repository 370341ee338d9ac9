"""Hair that a photo shows, grown on the toy: outline, flow and colours of a HairMap over the
toy's own head; what the photo does not show goes on behind in the same kind.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.hats import press_hair
from minime.sculpt.head.hair.lock import textured
from minime.sculpt.head.hair.seen import dress
from minime.sculpt.head.hair.seen.dress import Dressing
from minime.sculpt.head.hair.seen.lay import Laid, brighten, lay_maps, spare_eyes
from minime.sculpt.head.hair.seen.mass import Mass, fill_mass
from minime.sculpt.head.hair.seen.relief import (
    CROPPED,
    GRID_MM,
    HAIR,
    SHORT,
    Relief,
    build_relief,
    far_side,
    grid_places,
    to_grid,
)
from minime.sculpt.head.hair.seen.strands import map_texture, map_uv
from minime.sculpt.head.hair.seen.worn import cover_head
from minime.sculpt.head.hair.skull import Skull, grows_at
from minime.selfie.hair.maps import HairMap
from minime.selfie.hair.seen import SeenHair
from minime.srgb import rgb, to_linear

BODY_SHADE = 0.8  # of the mass that shows between locks
BROWS = [70, 63, 105, 334, 293, 300]
LEAST_RISE_MM, SHORT_RISE_MM = 4.0, 1.0  # of hair over the skull's outline
TEXTURES = {
    "straight": dress.bands,
    "wavy": dress.bands,
    "curly": dress.ringlets,
    "coily": dress.coils,
}
UNDER_MM = 8.0  # of hair that goes on under a hat
GOES_ON_MM = 10.0  # off the outline of a head whose hat is taken off
TOP_DEG = 40.0  # of the head's outline: without hair there the crown is bald


def grow_seen(
    seen: SeenHair,
    *,
    toy: np.ndarray,
    head: np.ndarray,
    skull: Skull,
    color: str | None = None,
    worn: bool = True,
    seed: int = 0,
) -> tuple[Part, ...]:
    """Parts of the layer "hair", none where nothing was seen. worn: with what is worn over it; else
    hair goes on where that was.

    toy: (478, 3) the toy's landmarks, head: (n, 3) its vertices, both in the head frame.
    color: "#rrggbb", in place of the photo's. skull: where hair grows that the photo does not
    show.
    """
    parts: tuple[Part, ...] = ()
    cloth = _lay(seen.worn, seen, toy, head) if worn and seen.worn is not None else None
    if seen.hair is not None and seen.length != "shaved":
        laid = _lay(seen.hair, seen, toy, head)
        if cloth is not None:
            laid = replace(laid, cover=_goes_under(laid.cover, cloth.cover))
        elif seen.worn is not None:
            laid = replace(laid, cover=_goes_on(laid.cover, head, skull, seen.turn))
        paint = brighten(laid.color if color is None else _tinted(laid, seen.hair, color))
        laid = replace(laid, color=paint)
        parts += _grow(seen, laid, toy, head, skull, np.random.default_rng(seed))
    if cloth is not None:
        under = np.concatenate([head, *(part.vertices for part in parts)])
        parts += cover_head(cloth, under, seen.turn)
    return parts


def wear_seen(
    seen: SeenHair, hair: Sequence[Part], *, toy: np.ndarray, head: np.ndarray, skull: Skull
) -> tuple[Part, ...]:
    """Other ``hair`` (parts in the head frame) under what the photo shows worn over its own; as it
    is where nothing is worn. toy, head, skull as in grow_seen."""
    from scipy.ndimage import map_coordinates

    if seen.worn is None:
        return tuple(hair)
    cloth = _lay(seen.worn, seen, toy, head)

    def under(points: np.ndarray) -> np.ndarray:
        places = to_grid(points @ seen.turn.T)
        return map_coordinates(cloth.cover, places, order=1, mode="nearest")

    pressed = press_hair(hair, skull, under)
    points = np.concatenate([head, *(part.vertices for part in pressed)])
    return (*pressed, *cover_head(cloth, points, seen.turn))


def _goes_under(hair: np.ndarray, cloth: np.ndarray) -> np.ndarray:
    """The hair's cover (h, w) with UNDER_MM more of it under the cloth."""
    import cv2

    size = 2 * round(UNDER_MM / GRID_MM) + 1
    wider = cv2.dilate(hair, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    return np.maximum(hair, np.where(cloth > 0.5, wider, 0)).astype(np.float32)


def _goes_on(hair: np.ndarray, head: np.ndarray, skull: Skull, turn: np.ndarray) -> np.ndarray:
    """The hair's cover (h, w) with the whole scalp, behind a usual hairline: the photo's is a
    hat's edge. It stands off the head's outline over the ears."""
    import cv2

    usual = replace(skull, hairline=Skull().hairline)
    points = head @ turn.T
    near = points[:, 2] > points[:, 2].mean()
    ears_y = float((turn @ (0.0, skull.ears_y, skull.ears_z))[1])

    def fill(chosen: np.ndarray) -> np.ndarray:
        out = np.zeros(hair.shape, np.uint8)
        row, column = to_grid(points[chosen]).round().astype(int)
        out[row.clip(0, out.shape[0] - 1), column.clip(0, out.shape[1] - 1)] = 1
        return cv2.morphologyEx(out, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))

    size = 2 * round(GOES_ON_MM / GRID_MM) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    body = fill(np.ones(len(points), bool))
    around = (cv2.dilate(body, disc) > body) & (grid_places()[1] > ears_y)
    scalp = fill(near & grows_at(usual, head)) > 0
    return np.maximum(hair, scalp | around).astype(np.float32)


def _lay(maps: HairMap, seen: SeenHair, toy: np.ndarray, head: np.ndarray) -> Laid:
    turn = seen.turn
    flat = (toy @ turn.T)[:, :2]
    rise = SHORT_RISE_MM if seen.length == "short" else LEAST_RISE_MM
    laid = lay_maps(maps, seen.landmarks, flat, head @ turn.T, turn, rise_mm=rise)
    return replace(laid, cover=spare_eyes(laid.cover, flat))


def _grow(seen: SeenHair, laid: Laid, toy, head, skull: Skull, rng) -> tuple[Part, ...]:
    turn = seen.turn
    behind = far_side(head, turn, _scalp(laid, skull, turn))
    build = CROPPED if seen.cropped else SHORT if seen.length == "short" else HAIR
    relief = build_relief(laid.cover, head, turn, behind, build)
    mass = fill_mass(relief)
    if mass is None:
        return ()
    brow_y = float((toy[BROWS] @ turn.T)[:, 1].max())
    dressing = Dressing(relief=relief, mass=mass, laid=laid, rng=rng, brow_y=brow_y)
    kind = dress.tufts if seen.cropped else TEXTURES.get(seen.texture or "", dress.bands)
    if kind is dress.bands and seen.length == "short":
        kind = dress.short
    return (_body(relief, mass, laid), *kind(dressing))


def _tinted(laid: Laid, maps: HairMap, color: str) -> np.ndarray:
    """The laid colours moved to another one, their differences kept."""
    change = to_linear(rgb(color)) / np.maximum(maps.usual, 0.01)
    return np.clip(laid.color * change, 0, 1).astype(np.float32)


def _scalp(laid: Laid, skull: Skull, turn: np.ndarray):
    """Where hair grows behind: over the nape and the ears, and, where the seen crown is bald, not
    higher than the hair beside it."""
    x, y = grid_places()
    middle = (turn @ np.asarray(skull.center))[:2]
    top = np.abs(np.degrees(np.arctan2(x - middle[0], y - middle[1]))) < TOP_DEG
    hair = laid.cover > 0.5
    bald = not (hair & top & (y > middle[1] + 50)).any()
    highest = float(y[hair].max()) - 6 if bald and hair.any() else np.inf

    def grows(points: np.ndarray) -> np.ndarray:
        return grows_at(skull, points) & ((points @ turn.T)[:, 1] < highest)

    return grows


def _body(relief: Relief, mass: Mass, laid: Laid) -> Part:
    """The closed mass under the locks, a little darker than they."""
    uv = map_uv(mass.vertices, laid.color)
    texture = map_texture(laid.color * BODY_SHADE)
    return textured("hair_mass", mass.vertices @ relief.turn, mass.faces, uv, texture)
