"""Hair and glasses: closed meshes that leave the face free, the same each time."""

from pathlib import Path

import numpy as np
import pytest

from minime.errors import OrderError
from minime.sculpt.head.glasses import build_glasses
from minime.sculpt.head.hair import (
    HAIR_STYLES,
    HATS,
    HairShape,
    Skull,
    cover_hair,
    grow_hair,
    usual_shape,
)
from minime.sculpt.head.hair.amounts import RANGES
from minime.sculpt.head.shape import build_head
from minime.selfie.glasses import OUTLINES, Frame
from minime.selfie.traits import Traits

TEMPLATE = Path(__file__).parents[1] / "minime" / "selfie" / "template_face.npz"
GROWN = [style for style in (*HAIR_STYLES, *HATS) if style != "bald"]
BROWN = "#6b4a33"


def traits(**measured) -> Traits:
    usual = {
        "skin": "#c89070",
        "hair": BROWN,
        "iris": "#5a4632",
        "lips": "#a05050",
        "top": "#333333",
        "facial_hair_color": BROWN,
        "hair_length": "short",
        "hair_top": 0.7,
        "hair_width": 0.12,
        "hair_bottom": 0.2,
        "hairline": (0.55, 0.62, 0.64, 0.62, 0.55),
        "ears_covered": 0.0,
        "parting": 0.2,
        "facial_hair": "none",
        "glasses": False,
        "smile": 0.5,
        "mouth_open": 0.1,
        "eyes_open": 1.0,
        "brows_raised": 0.2,
        "gaze": (0.0, 0.0),
    }
    return Traits(**{**usual, **measured})


def grow(style: str, **options):
    """Hair of a style; for a hat, it over short hair."""
    if style in HATS:
        skull = options.pop("skull", Skull())
        hair = grow("short", skull=skull)
        return cover_hair(style, hair, skull=skull, color=BROWN, cloth="#2f6a7a")
    color = options.pop("color", BROWN)
    skull = options.pop("skull", Skull())
    shape = options.pop("shape", usual_shape(style))
    seed = options.pop("seed", 0)
    colors = {"color": color, "skin": "#c89070", "cloth": "#2f6a7a"}
    return grow_hair(style, shape, skull=skull, seed=seed, **colors)


def assert_closed(part) -> None:
    """Every edge is used once in each direction, and the volume is positive."""
    faces = part.faces
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).astype(np.int64)
    keys = edges[:, 0] * len(part.vertices) + edges[:, 1]
    twins = edges[:, 1] * len(part.vertices) + edges[:, 0]
    assert np.array_equal(np.sort(keys), np.sort(twins))
    assert len(np.unique(keys)) == len(keys)
    a, b, c = (part.vertices[faces[:, i]].astype(float) for i in range(3))
    assert np.einsum("ij,ij->", a, np.cross(b, c)) > 0


def extremes(style: str):
    """The usual amounts, and the least and the most that the style is grown with."""
    yield usual_shape(style)
    if style in RANGES:
        for end, parting in ((0, -1.0), (1, 1.0)):
            top, side, bottom = (span[end] for span in RANGES[style])
            yield HairShape(top_mm=top, side_mm=side, bottom_y_mm=bottom, parting=parting)


@pytest.mark.parametrize("style", GROWN)
def test_every_style_is_closed_light_and_textured(style):
    parts = grow(style)
    assert parts and sum(len(part.vertices) for part in parts) < 60_000
    for part in parts:
        assert part.layer == "hair"
        assert np.isfinite(part.vertices).all()
        assert part.uv.min() >= 0 and part.uv.max() <= 1 and len(part.uv) == len(part.vertices)
        assert part.material.texture.dtype == np.uint8
        assert_closed(part)


@pytest.mark.parametrize("style", GROWN)
def test_no_hair_hides_the_eyes_the_brows_or_the_mouth(style):
    for shape in extremes(style):
        points = np.concatenate([part.vertices for part in grow(style, shape=shape)])
        x, y, z = points.T
        eyes = (np.abs(x) < 50) & (y > -30) & (y < 23) & (z > -20)
        chin = -88 if style == "hijab" else -125  # a scarf goes on under the chin
        mouth = (np.abs(x) < 45) & (y > chin) & (y <= -30) & (z > -25)
        assert not (eyes | mouth).any()


@pytest.mark.parametrize("style", ["layered", "bangs_long", "short", "curly", "afro"])
def test_a_low_measured_fringe_still_ends_above_the_brows(style):
    skull = Skull(hairline=(30.0, 31.0, 30.0, 26.0, 24.0))
    for shape in extremes(style):
        points = np.concatenate([part.vertices for part in grow(style, shape=shape, skull=skull)])
        x, y, z = points.T
        assert not ((np.abs(x) < 50) & (y > -125) & (y < skull.brow_y) & (z > -20)).any()


@pytest.mark.parametrize("style", GROWN)
def test_hair_covers_the_top_of_the_skull(style):
    points = np.concatenate([part.vertices for part in grow(style)])
    crown = Skull().center[1] + Skull().radii[1]
    reach = {"receding": 0, "wreath": -20}.get(style, crown + 1)
    assert points[:, 1].max() > reach
    assert points[:, 2].min() < Skull().center[2] - Skull().radii[2]


def test_long_hair_falls_to_the_measured_length():
    for bottom in (-150.0, -185.0):
        shape = usual_shape("long_straight")
        shape = type(shape)(top_mm=14, side_mm=9, bottom_y_mm=bottom, parting=0.0)
        lowest = np.concatenate([p.vertices for p in grow("long_straight", shape=shape)])[:, 1]
        assert lowest.min() == pytest.approx(bottom, abs=14)


def test_a_bald_head_grows_nothing():
    assert grow("bald") == ()


@pytest.mark.parametrize("style", GROWN)
def test_the_same_order_grows_the_same_hair(style):
    for one, two in zip(grow(style), grow(style), strict=True):
        assert np.array_equal(one.vertices, two.vertices)
        assert np.array_equal(one.material.texture, two.material.texture)


def test_another_seed_grows_other_locks():
    one, two = (np.concatenate([p.vertices for p in grow("bob", seed=s)]) for s in (1, 2))
    assert one.shape == two.shape and np.abs(one - two).max() > 1


@pytest.mark.parametrize("style", sorted(HATS))
def test_a_hat_is_of_the_cloth_s_colour_and_not_of_the_hair(style):
    cloth = np.array([0x2F, 0x6A, 0x7A])
    parts = [p for p in grow(style) if p.material.finish == "fabric" and "ribbon" not in p.name]
    assert parts
    for part in parts:
        assert np.abs(part.material.texture.mean((0, 1)) - cloth).max() < 24


UNDER = ["cap", "beanie", "sun_hat"]  # which leave hair free


@pytest.mark.parametrize("hat", UNDER)
def test_hair_under_a_hat_is_as_it_was_where_it_hangs_and_never_pokes_through(hat):
    skull = Skull()
    before = grow("long_wavy")
    after = cover_hair(hat, before, skull=skull, color=BROWN, cloth="#2f6a7a")
    for own, worn in zip(before, after, strict=False):
        low = own.vertices[:, 1] < -70
        assert np.array_equal(own.vertices[low], worn.vertices[low])
        assert np.array_equal(own.faces, worn.faces)
        rel = (worn.vertices - np.asarray(skull.center)) / (np.asarray(skull.radii) + 7.0)
        over = worn.vertices[:, 1] > skull.brow_y + 30
        assert (np.linalg.norm(rel[over], axis=1) < 1).all()


@pytest.mark.parametrize("hat", sorted(set(HATS) - set(UNDER)))
def test_a_scarf_hides_the_hair(hat):
    worn = cover_hair(hat, grow("afro"), skull=Skull(), color=BROWN, cloth="#2f6a7a")
    assert all(part.material.finish == "fabric" for part in worn)


def test_unknown_head_wear_is_refused_with_the_choices():
    with pytest.raises(OrderError, match="beanie"):
        cover_hair("crown", (), skull=Skull(), color=BROWN, cloth="#2f6a7a")


def test_grey_hair_is_salt_and_pepper():
    grey, brown = (
        next(p for p in grow("bob", color=c) if "over" in p.name).material.texture.astype(float)
        for c in ("#a8a4a0", BROWN)
    )
    strands = [np.abs(np.diff(t.mean(-1), axis=1)).mean() / t.mean() for t in (grey, brown)]
    assert strands[0] > 1.2 * strands[1]


def test_roots_are_darker_than_tips():
    texture = next(p for p in grow("long_straight") if "over" in p.name).material.texture
    assert texture[-6:].mean() < 0.9 * texture[6:20].mean()


@pytest.mark.parametrize("color", ["#1c1512", "#8c4a2a", "#d8b878", "#e8e6e3", "#3a6ad0"])
def test_the_colour_is_the_one_that_was_asked_for(color):
    wanted = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])
    locks = [part for part in grow("bob", color=color) if "over" in part.name]
    seen = np.mean([part.material.texture.mean((0, 1)) for part in locks], axis=0)
    assert np.abs(seen - wanted).max() < 16


def test_the_parting_follows_its_sign():
    def highest(parting):
        shape = HairShape(top_mm=16, side_mm=7, bottom_y_mm=0, parting=parting)
        parts = grow("side_part", shape=shape)
        front = next(part for part in parts if part.name == "hair_over").vertices
        return front[:, 0].mean()

    assert highest(0.8) < 0 < highest(-0.8)


def test_hair_grows_straight_from_measured_traits():
    measured = traits(hair_length="long", hair_bottom=1.8, hair_width=0.3)
    parts = grow_hair(
        "long_straight", measured, skull=Skull(), color=measured.hair,
        skin=measured.skin, cloth=measured.headwear_color,
    )  # fmt: skip
    assert parts


def test_an_unknown_style_or_colour_is_refused_in_one_sentence():
    with pytest.raises(OrderError, match="hair style"):
        grow("mohawk-of-glass", shape=usual_shape("short"))
    with pytest.raises(OrderError, match="#rrggbb"):
        grow("short", color="brown")


@pytest.mark.parametrize("shape", OUTLINES)
def test_glasses_sit_before_the_eyes_and_reach_the_ears(shape):
    landmarks = np.load(TEMPLATE)["landmarks"]
    frame, *lenses = build_glasses(
        landmarks, Frame(shape=shape, color="#804020"), build_head(landmarks).vertices
    )
    assert frame.layer == "accessory" and [lens.layer for lens in lenses] == ["clear", "clear"]
    assert frame.material.color == pytest.approx((0x80 / 255, 0x40 / 255, 0x20 / 255))
    for part in (frame, *lenses):
        assert np.isfinite(part.vertices).all()
        assert_closed(part)
    for lens, iris in zip(lenses, (468, 473), strict=True):
        low, high = lens.vertices.min(0), lens.vertices.max(0)
        assert (low[:2] < landmarks[iris, :2]).all() and (landmarks[iris, :2] < high[:2]).all()
        assert high[2] > landmarks[iris, 2]
    assert frame.vertices[:, 2].min() < -60
    middles = frame.vertices[np.abs(frame.vertices[:, 2] + 40) < 3]
    assert np.abs(middles[:, 0]).min() > 60  # not sunk into the head before the ear


@pytest.mark.parametrize("style", GROWN)
def test_every_style_grows_behind_a_hairline_that_is_far_back(style):
    skull = Skull(hairline=(70.0, 78.0, 78.0, 78.0, 65.0), brow_y=10.0)
    for part in grow(style, skull=skull):
        assert len(part.vertices) and np.isfinite(part.vertices).all()
