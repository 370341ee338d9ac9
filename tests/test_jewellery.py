"""Jewellery: drawn on the example it is seen, cut out and worn by the toy; nothing else is."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
import trimesh

from minime.preset import load_preset
from minime.sculpt.figure.body import BodyColors, build_body
from minime.sculpt.figure.necklace import wear_necklace
from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.geometry.relief import raise_relief
from minime.sculpt.head.earrings import hang_earrings
from minime.sculpt.head.shape import build_head
from minime.selfie import see_face
from minime.selfie.face import find_faces, head_landmarks
from minime.selfie.jewellery.necklace import Necklace
from minime.selfie.jewellery.ornament import Piece, glitter
from minime.selfie.jewellery.worn import lobe_of, lobe_place
from minime.selfie.photo import read_photo
from minime.selfie.seen import seen_words
from minime.selfie.view import ABOVE_MM, LEFT_MM, VIEW_PX_PER_MM
from minime.srgb import rgb

GOLD, DARK, GLINT = (222, 172, 60), (120, 74, 20), (255, 246, 214)
WIDE_MM, TALL_MM = 14.0, 28.0


@pytest.fixture(scope="module")
def plain():
    """The example, enlarged so that an ear-ring has a few pixels a bead."""
    picture = read_photo("example")[:320, 60:380]
    return see(cv2.resize(picture, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC))


def to_picture(selfie, mm: np.ndarray) -> np.ndarray:
    """View mm (n, 2) to pixels of the photo."""
    marks = selfie.face.landmarks[:, :2].astype(np.float32)
    turn, _ = cv2.estimateAffinePartial2D(selfie.view.points.astype(np.float32), marks)
    pixels = (np.asarray(mm) * (1, -1) + (LEFT_MM, ABOVE_MM)) * VIEW_PX_PER_MM
    return pixels @ turn[:, :2].T + turn[:, 2]


def draw_beads(selfie, places_mm: np.ndarray, size_mm: float) -> np.ndarray:
    """The photo with beads of gold at ``places_mm`` (n, 2) of the view."""
    picture = selfie.image.copy()
    scale = np.linalg.norm(np.diff(to_picture(selfie, [(0, 0), (0, 10)]), axis=0)) / 10
    for place in to_picture(selfie, places_mm):
        for share, colour, off in ((1.0, DARK, 0.0), (0.8, GOLD, 0.0), (0.3, GLINT, 0.25)):
            spot = (place - off * size_mm * scale / 2).round().astype(int)
            radius = max(round(share * size_mm * scale / 2), 1)
            cv2.circle(picture, tuple(map(int, spot)), radius, colour, -1, cv2.LINE_AA)
    return picture


def with_earring(selfie, side: int) -> np.ndarray:
    x, y = np.meshgrid(np.arange(-6, 7, 3.5), np.arange(-2, -TALL_MM, -3.5))
    inside = (x / 7.5) ** 2 + ((y + 14) / 14) ** 2 < 1
    return draw_beads(selfie, lobe_place(selfie.view, side) + np.stack([x, y], -1)[inside], 3.4)


def see(picture: np.ndarray):
    return see_face(picture, find_faces(picture)[0])


@pytest.mark.parametrize("change", ["as it is", "mirrored", "sharpened", "noisy"])
def test_the_example_wears_none(plain, change):
    picture = plain.image
    soft = cv2.GaussianBlur(picture, (0, 0), 2.0)
    noise = np.random.default_rng(1).normal(0, 8, picture.shape)
    picture = {
        "as it is": picture,
        "mirrored": picture[:, ::-1].copy(),
        "sharpened": cv2.addWeighted(picture, 2.0, soft, -1.0, 0),
        "noisy": (picture + noise).clip(0, 255).astype(np.uint8),
    }[change]
    selfie = see(picture)
    assert selfie.jewellery.ears == (None, None) and selfie.jewellery.necklace is None
    assert seen_words(selfie)["jewellery"] is None


@pytest.mark.parametrize("side", [-1, 1])
def test_a_drawn_earring_is_seen_at_its_ear_in_its_colour_and_size(plain, side):
    selfie = see(with_earring(plain, side))
    mine, other = selfie.jewellery.ears[::-side]
    assert mine is not None and other is None
    red, green, blue = mine.color
    assert red > 0.6 and red > green > blue + 0.15
    assert np.allclose(mine.size_mm, (WIDE_MM, TALL_MM), atol=6)
    assert abs(mine.top_mm) < 6 and abs(mine.left_mm + WIDE_MM / 2) < 6
    assert seen_words(selfie)["jewellery"] == "earrings"


def test_the_toy_wears_it_at_that_ear_before_what_would_hide_it(plain):
    selfie = see(with_earring(plain, 1))
    points = head_landmarks(selfie.face).astype(float)
    head = build_head(points, detail=0.5)
    skin = Part(
        name="head", layer="skin", vertices=head.vertices, faces=head.faces, material=Material()
    )
    (ring,) = hang_earrings(selfie.jewellery, points, selfie.view.turn, [skin])
    middle = (ring.vertices.min(0) + ring.vertices.max(0)) / 2
    lobe = lobe_of(points, 1)
    assert ring.layer == "accessory" and ring.material.texture is not None
    assert np.linalg.norm(middle[:2] - (lobe[0], lobe[1] - TALL_MM / 2)) < 8
    assert middle[2] > lobe[2] - 5 and np.allclose(np.ptp(ring.vertices, 0)[:2], (15, 28), atol=6)


def test_of_an_ear_that_is_not_seen_the_ring_is_taken_to_be_alike(plain):
    selfie = see(with_earring(plain, -1))
    worn = replace(selfie.jewellery, pair=True)
    points = head_landmarks(selfie.face).astype(float)
    nothing = Part(
        name="x", layer="hair", vertices=np.zeros((3, 3)), faces=np.int32([[0, 1, 2]]),
        material=Material(),
    )  # fmt: skip
    right, left = hang_earrings(worn, points, np.eye(3), [nothing])
    assert np.allclose(
        right.vertices.min(0) * (-1, 1, 1),
        [left.vertices[:, 0].max(), *left.vertices.min(0)[1:]],
        atol=2.5,
    )
    assert right.vertices[:, 0].max() < 0 < left.vertices[:, 0].min()


def test_a_relief_is_closed_and_stands_where_its_mask_is():
    y, x = np.mgrid[:60, :40]
    mask = np.hypot((x - 20) / 16, (y - 30) / 26) < 1
    picture = np.random.default_rng(3).integers(0, 255, (60, 40, 3), dtype=np.uint8)
    part = raise_relief(picture, mask, px_per_mm=2.0, name="jewel", layer="accessory")
    mesh = trimesh.Trimesh(part.vertices, part.faces)
    assert mesh.is_watertight and mesh.volume > 0
    assert np.allclose(mesh.bounds[:, :2], [(2, 2), (18, 28)], atol=1)
    assert 2 <= np.ptp(mesh.bounds[:, 2]) <= 9
    assert part.uv.min() >= 0 and part.uv.max() <= 1


def test_what_runs_one_way_does_not_glitter_and_beads_do():
    y, x = np.mgrid[:80, :80]
    stripes = 50 + 40 * np.sin(0.8 * x + 0.5 * y)
    beads = 50 + 40 * np.sin(0.9 * x) * np.sin(0.9 * y)
    inner = np.s_[15:-15, 15:-15]
    assert glitter(stripes)[inner].max() < 0.1 * glitter(beads)[inner].min()


def with_bare_chest(selfie) -> np.ndarray:
    """The photo with skin painted from chin to collar bones and over them."""
    chin = selfie.view.millimetres()[152]
    outline = chin + [(-42, 6), (-42, -60), (-120, -100), (-120, -200), (120, -200), (120, -100),
                      (42, -60), (42, 6), (0, -8)]  # fmt: skip
    skin = np.zeros(selfie.image.shape[:2], np.uint8)
    cv2.fillPoly(skin, [to_picture(selfie, outline).round().astype(np.int32)], 255)
    soft = cv2.GaussianBlur(skin, (0, 0), 2.0)[..., None] / 255
    cheek = np.median(selfie.image[330:345, 420:440], axis=(0, 1))
    return (selfie.image * (1 - soft) + cheek * 0.95 * soft).round().astype(np.uint8)


def test_a_drawn_chain_on_a_bare_neck_is_seen_and_the_bare_neck_alone_is_not(plain):
    bare = see(with_bare_chest(plain))
    assert bare.jewellery.necklace is None
    t = np.linspace(-1, 1, 40)[:, None]
    places = bare.view.millimetres()[152] + np.hstack([44 * t, 40 * t**2 - 85])
    selfie = see(draw_beads(bare, places, 5.0))
    chain = selfie.jewellery.necklace
    assert chain is not None and chain.pendant is None
    assert abs(chain.below_mm - 85) < 8 and 2 <= chain.thick_mm < 9
    red, green, blue = np.median(chain.strip.reshape(-1, 3), axis=0) / 255
    assert red > green > blue + 0.1
    assert seen_words(selfie)["jewellery"] == "necklace"


@pytest.mark.parametrize("outfit", ["casual", "suit"])
def test_a_chain_lies_on_the_chest_round_the_neck_with_its_pendant_below(outfit):
    stuff = BodyColors(
        skin="#d8a387", top="#405080", bottom="#333344", shoes="#222222", accent="#aa3333"
    )
    preset = load_preset("fashion_doll")
    body = build_body(preset.proportions, outfit=outfit, colors=stuff, detail=0.5)
    gold = np.full((30, 20, 3), GOLD, np.uint8)
    worn = Necklace(
        below_mm=85.0, power=1.5, thick_mm=4.0, strip=np.full((8, 200, 3), GOLD, np.uint8),
        pendant=Piece(picture=gold, mask=gold[..., 0] > 0, left_mm=-5.0, top_mm=0.0),
    )  # fmt: skip
    dressed = wear_necklace(body, worn)
    chain, pendant = dressed.parts[len(body.parts) :]
    mesh = trimesh.Trimesh(chain.vertices, chain.faces)
    assert mesh.is_watertight and mesh.volume > 0
    assert chain.vertices[:, 2].min() < body.neck[2] - body.neck_radius_mm  # behind the neck too
    figure = np.concatenate([part.vertices for part in body.parts])
    lowest = chain.vertices[chain.vertices[:, 1].argmin()]
    assert body.figure.crotch < lowest[1] < body.figure.shoulder_line
    for part, place in ((chain, lowest), (pendant, pendant.vertices.mean(0))):
        near = np.hypot(*(figure[:, :2] - place[:2]).T) < 1.5
        front = part.vertices[np.hypot(*(part.vertices[:, :2] - place[:2]).T) < 1.5, 2].max()
        assert 0 < front - figure[near, 2].max() < 5
    assert pendant.vertices[:, 1].max() < lowest[1] + 2
    assert wear_necklace(body, None) is body


def hoop_places(tall: float, half: float) -> np.ndarray:
    """(n, 2) mm from the lobe, outwards and up."""
    angle = np.linspace(0, 2 * np.pi, 400)
    return np.column_stack([half * np.cos(angle) - 2, tall * (np.sin(angle) - 1)])


def with_hoops(selfie, sides: tuple[int, ...]) -> np.ndarray:
    picture = selfie.image.copy()
    for side in sides:
        ring = lobe_place(selfie.view, side) + hoop_places(17, 11) * (side, 1)
        line = to_picture(selfie, ring).round().astype(np.int32)
        cv2.polylines(picture, [line], True, DARK, 3, cv2.LINE_AA)
    return picture


def test_hoops_are_seen_in_pairs_alone_and_the_toy_wears_both(plain):
    assert see(with_hoops(plain, (1,))).jewellery.hoops is None
    selfie = see(with_hoops(plain, (-1, 1)))
    hoop = selfie.jewellery.hoops
    assert hoop is not None and hoop.pendant is None
    assert np.allclose(hoop.half_mm, (11, 17), atol=3)
    red, green, blue = rgb(hoop.color)
    assert red > green > blue and red < 0.75
    points = head_landmarks(selfie.face).astype(float)
    far = Part(
        name="x", layer="hair", vertices=np.full((3, 3), -90.0), faces=np.int32([[0, 1, 2]]),
        material=Material(),
    )  # fmt: skip
    right, left = hang_earrings(selfie.jewellery, points, np.eye(3), [far])
    assert np.allclose(right.vertices.max(0)[0], -left.vertices.min(0)[0], atol=0.1)
    assert trimesh.Trimesh(left.vertices, left.faces).volume > 0
    lobe = lobe_of(points, 1)
    assert abs(left.vertices[:, 1].max() - lobe[1]) < 6
    assert np.allclose(np.ptp(left.vertices, 0)[1], 2 * hoop.half_mm[1], atol=5)
    assert seen_words(selfie)["jewellery"] == "earrings"
