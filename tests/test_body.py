"""The body below the head: sound meshes, steady stance, the colours and places that were asked."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import trimesh

from minime.errors import OrderError
from minime.order import BUILDS
from minime.preset import load_presets
from minime.sculpt.accessory import ACCESSORIES, build_accessory
from minime.sculpt.accessory.grip import HOLDS, held_room, hold_accessory
from minime.sculpt.figure.body import Body, BodyColors, build_body
from minime.sculpt.figure.build import shape_build
from minime.sculpt.figure.outfit import OUTFITS, choose_outfit, outfit_as_seen
from minime.sculpt.figure.outfit.choose import CUTS, UNSPACED, WORDS, WORN
from minime.sculpt.geometry.mesh import LAYERS
from minime.selfie.clothes.garment import COLLARS, GARMENTS

COLORS = BodyColors(
    skin="#c68a62", top="#2f6db5", bottom="#4a4f5c", shoes="#7a2f2f", accent="#e8c23a"
)
PRESETS = tuple(load_presets())


@cache
def dressed(preset: str, outfit: str) -> Body:
    proportions = load_presets()[preset].proportions
    return build_body(proportions, outfit=outfit, colors=COLORS, detail=0.5)


@cache
def solids(preset: str, outfit: str) -> tuple[trimesh.Trimesh, ...]:
    """The parts as they are; what is measured of a solid it keeps."""
    parts = dressed(preset, outfit).parts
    return tuple(trimesh.Trimesh(p.vertices, p.faces, process=False) for p in parts)


def all_points(body: Body) -> np.ndarray:
    return np.concatenate([part.vertices for part in body.parts])


@pytest.mark.parametrize("outfit", OUTFITS)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_part_is_closed_finite_and_faces_outwards(preset, outfit):
    parts, meshes = dressed(preset, outfit).parts, solids(preset, outfit)
    for part, mesh in zip(parts, meshes, strict=True):
        assert np.isfinite(part.vertices).all(), part.name
        assert mesh.volume > 0, part.name
        assert trimesh.Trimesh(part.vertices, part.faces, process=True).is_watertight, part.name
        assert part.layer in LAYERS
        assert part.vertices.dtype == np.float32 and part.faces.dtype == np.int32
        if part.uv is not None:
            assert 0 <= part.uv.min() and part.uv.max() <= 1, part.name
        if part.normals is not None:
            outward = (mesh.vertex_normals * part.normals).sum(1)
            assert np.median(outward) > 0.8, part.name


@pytest.mark.parametrize("outfit", OUTFITS)
@pytest.mark.parametrize("preset", PRESETS)
def test_the_toy_stands_on_the_floor_with_its_mass_above_its_feet(preset, outfit):
    body = dressed(preset, outfit)
    points = all_points(body)
    assert points[:, 1].min() == pytest.approx(0, abs=0.05)
    soles = points[points[:, 1] < 1.0]
    meshes = solids(preset, outfit)
    masses = [mesh.volume for mesh in meshes]
    centre = np.average([mesh.center_mass for mesh in meshes], axis=0, weights=masses)
    assert soles[:, 0].min() < centre[0] < soles[:, 0].max()
    assert soles[:, 2].min() < centre[2] < soles[:, 2].max()


@pytest.mark.parametrize("preset", PRESETS)
def test_the_neck_ends_where_the_head_begins(preset):
    p = load_presets()[preset].proportions
    body = dressed(preset, "casual")
    assert abs(body.neck[1] - (p.figure_height_mm - p.head_height_mm)) < 3
    assert body.height_mm == pytest.approx(body.neck[1])
    points = all_points(body)
    near = points[np.abs(points[:, 1] - body.neck[1]) < 1.0]
    width = np.hypot(near[:, 0] - body.neck[0], near[:, 2] - body.neck[2])
    assert np.median(width) == pytest.approx(body.neck_radius_mm, rel=0.3)


@pytest.mark.parametrize("preset", PRESETS)
def test_fingers_close_round_the_grip_points(preset):
    body = dressed(preset, "casual")
    assert body.hands[0].point[0] > 0 > body.hands[1].point[0]
    for i, grip in enumerate(body.hands):
        hand = next(part for part in body.parts if part.name == f"hand_{i}")
        away = np.linalg.norm(hand.vertices - grip.point, axis=1)
        assert 0.5 < away.min() < 4
        assert away.max() < 30
        assert np.linalg.norm(grip.direction) == pytest.approx(1)
        assert grip.direction @ grip.palm == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_gripping_hand_is_a_c_round_a_rod_with_its_thumb_up(preset):
    body = dressed(preset, "casual")
    grip, hand = body.hands[0], next(p for p in body.parts if p.name == "hand_0")
    rel = hand.vertices - grip.point
    up = rel @ grip.direction
    across = np.cross(grip.direction, grip.palm)
    near = rel[np.abs(up) < 0.25 * body.figure.hand_length]
    radius = np.hypot(near @ grip.palm, near @ across)
    assert radius.min() > 0.75 * grip.radius_mm  # a rod fits in, vinyl being soft
    bearing = np.degrees(np.arctan2(near @ across, near @ grip.palm))
    touching = bearing[radius < 1.5 * grip.radius_mm]
    sectors = np.histogram(touching, bins=12, range=(-180, 180))[0]
    assert (sectors > 0).sum() >= 8  # and is held from at least two thirds of all sides
    assert grip.direction[1] > 0.9


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("key", [key for key in HOLDS if key in ACCESSORIES])
def test_what_is_held_lies_in_the_hand_at_toy_scale_and_within_the_room_left(preset, key):
    body, chosen = dressed(preset, "casual"), load_presets()[preset]
    thing = build_accessory(key, colors=chosen.palette)
    height = chosen.proportions.figure_height_mm
    held = hold_accessory(key, thing, body.hands[0], height)
    points = np.concatenate([part.vertices for part in held])
    # Triangles may be long, so their surface is what is near, not their corners alone.
    mesh = trimesh.util.concatenate([trimesh.Trimesh(p.vertices, p.faces) for p in held])
    spread = trimesh.sample.sample_surface(mesh, 6000, seed=1)[0]
    assert np.linalg.norm(spread - body.hands[0].point, axis=1).min() < 4
    assert 0.05 * height < np.ptp(points, axis=0).max() < 0.24 * height
    low, high = np.sort(held_room(body.hands[0], height), axis=0)
    assert (points > low - 0.5).all() and (points < high + 0.5).all()


def test_a_photo_of_stripes_makes_a_striped_top():
    p = load_presets()["blister_pack"].proportions
    striped = replace(COLORS, pattern="striped", second="#ffffff")
    body = build_body(p, outfit="casual", colors=striped, detail=0.4)
    texture = next(p for p in body.parts if p.name == "top_0").material.texture
    rows = texture.astype(float).mean((1, 2))
    assert (np.abs(np.diff(rows > rows.mean())).sum()) >= 16


def test_a_scarf_of_the_photo_is_worn_over_any_outfit_in_its_own_cloth():
    patch = np.zeros((20, 20, 3), np.uint8)
    patch[:, ::2] = 240
    p = load_presets()["blister_pack"].proportions
    for outfit in ("pullover", "jacket"):
        body = build_body(p, outfit=outfit, colors=replace(COLORS, scarf=patch), detail=0.4)
        wound = next(part for part in body.parts if part.name == "scarf")
        assert set(np.unique(wound.material.texture)) == {0, 240}
        ahead = wound.vertices[wound.vertices[:, 2] > body.neck[2] + 4]
        assert ahead[:, 1].max() < body.figure.chin + 1.5
        assert trimesh.Trimesh(wound.vertices, wound.faces).is_watertight


def test_a_jacket_under_a_scarf_is_closed_and_other_clothes_are_as_they_were():
    assert outfit_as_seen("jacket", None, scarf=True) == "zip_jacket"
    for garment in GARMENTS:
        assert outfit_as_seen(garment, "round", scarf=False) == outfit_as_seen(garment, "round")


def test_every_colour_of_the_order_is_worn():
    body = dressed("fashion_doll", "casual")
    seen = {part.name.split("_")[0]: part for part in body.parts}
    for name, wanted in (("bust", COLORS.skin), ("sneaker", None), ("top", COLORS.top)):
        part = seen[name]
        if wanted:
            rgb = [int(wanted[i : i + 2], 16) / 255 for i in (1, 3, 5)]
            assert part.material.color == pytest.approx(rgb)
    textured = next(p for p in body.parts if p.name == "top_0")
    mean = textured.material.texture.reshape(-1, 3).mean(0)
    assert np.abs(mean - [0x2F, 0x6D, 0xB5]).max() < 16


def test_skin_and_cloth_are_told_apart_by_layer():
    layers = {part.name: part.layer for part in dressed("blister_pack", "casual").parts}
    assert layers["bust"] == layers["hand_0"] == layers["arm_1"] == "skin"
    assert layers["top_0"] == layers["trousers_0"] == "outfit"


def test_only_jointed_figures_show_hinges():
    def hinges(preset):
        return [p.name for p in dressed(preset, "suit").parts if "hinge" in p.name]

    assert len(hinges("action_figure")) == 4
    assert hinges("fashion_doll") == hinges("blister_pack") == []


def test_the_same_order_gives_the_same_vertices():
    p = load_presets()["fashion_doll"].proportions
    again = build_body(p, outfit="dress", colors=COLORS, detail=0.5)
    for a, b in zip(dressed("fashion_doll", "dress").parts, again.parts, strict=True):
        assert np.array_equal(a.vertices, b.vertices)
        assert np.array_equal(a.faces, b.faces)


def test_full_detail_stays_within_the_budget_of_vertices():
    for name, preset in load_presets().items():
        body = build_body(preset.proportions, outfit="lab_coat", colors=COLORS)
        assert sum(len(part.vertices) for part in body.parts) < 120_000, name


@pytest.mark.parametrize("outfit", OUTFITS)
@pytest.mark.parametrize("preset", PRESETS)
def test_cloth_covers_the_chest_and_leaves_the_chin_free(preset, outfit):
    body = dressed(preset, outfit)
    f = body.figure
    skin = next(part for part in body.parts if part.name == "bust").vertices
    cloth = np.concatenate([p.vertices for p in body.parts if p.layer == "outfit"])
    low, high = (f.crotch + s * (f.shoulder_line - f.crotch) for s in (0.45, 0.64))

    def foremost(points):
        """Largest z in cells of 3 mm on the chest, seen from the front."""
        at = points[(points[:, 1] > low) & (points[:, 1] < high) & (np.abs(points[:, 0]) < 9)]
        cells = {}
        for key, z in zip(map(tuple, (at[:, :2] // 3).astype(int)), at[:, 2], strict=True):
            cells[key] = max(z, cells.get(key, -np.inf))
        return cells

    front = foremost(cloth)
    shown = [key for key, z in foremost(skin).items() if z > front.get(key, -np.inf)]
    assert not shown
    ahead = cloth[(np.abs(cloth[:, 0]) < 5) & (cloth[:, 2] > body.neck_radius_mm * 0.6)]
    assert ahead[:, 1].max() < f.chin + 1


@pytest.mark.parametrize(
    "change",
    [
        {"head_height_mm": 95, "figure_height_mm": 150, "limb_thickness": 1.7},
        {"figure_height_mm": 75, "head_height_mm": 26, "shoulder_width_mm": 24,
         "waist_width_mm": 18, "hip_width_mm": 20, "limb_thickness": 1.3},
    ],
)  # fmt: skip
def test_chunky_and_tiny_figures_are_sound(change):
    p = replace(load_presets()["blister_pack"].proportions, **change)
    for outfit in ("hoodie", "superhero", "blouse", "gi"):
        body = build_body(p, outfit=outfit, colors=COLORS, detail=0.5)
        assert all_points(body)[:, 1].min() == pytest.approx(0, abs=0.05)
        for part in body.parts:
            mesh = trimesh.Trimesh(part.vertices, part.faces, process=True)
            assert mesh.is_watertight and mesh.volume > 0, (outfit, part.name)


@pytest.mark.parametrize(
    ("title", "outfit"),
    [
        ("Astronaut", "jumpsuit"),
        ("Head Nurse", "scrubs"),
        ("Data scientist", "lab_coat"),
        ("Project Manager", "suit"),
        ("Football coach", "sporty"),
        ("Prima ballerina", "dress"),
        ("Baker", "chef"),
        ("Policy adviser", None),
        ("Krankenschwester", "scrubs"),
        ("Fußballtrainerin", "sporty"),
        ("Bäckerin", "chef"),
        ("Chef de projet", "suit"),
        ("Pompière", "firefighter"),
        ("Super-héros", "superhero"),
        ("Policía", "police"),
        ("Jardinero", "overalls"),
        ("Maestra", "jumper"),
        ("Vigile del fuoco", "firefighter"),
        ("Advogada", "suit"),
        ("宇宙飛行士", "jumpsuit"),
        ("我是厨师", "chef"),
        ("Wanderer", None),
        ("Best friend", None),
        ("Legend", None),
        ("Our mum", None),
        ("My everyday hero", None),
        ("Test", None),
        ("Bus driver", None),
        ("", None),
    ],
)
def test_the_title_chooses_the_outfit(title, outfit):
    assert choose_outfit(title) == outfit


def test_every_choice_is_an_outfit():
    assert {*WORDS, *UNSPACED, *WORN.values(), *CUTS.values()} <= set(OUTFITS)
    assert {"suit", "casual"} <= set(OUTFITS) and len(OUTFITS) >= 18


def test_every_garment_and_collar_of_a_photo_has_an_outfit():
    for garment in (None, *GARMENTS):
        for collar in (None, *COLLARS):
            assert outfit_as_seen(garment, collar) in OUTFITS
    assert outfit_as_seen("suit_tie", "lapels") == "suit"
    assert outfit_as_seen("jumper", "high") == "jumper"
    assert outfit_as_seen(None, None) == outfit_as_seen("t-shirt", "round") == "casual"


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("outfit", ["casual", "suit", "off_shoulder", "sundress"])
@pytest.mark.parametrize("build", [name for name in BUILDS if name != "auto"])
def test_every_build_is_sound_and_shaped_as_it_says(preset, build, outfit):
    p = load_presets()[preset].proportions
    shaped = shape_build(p, build)
    body = build_body(shaped, outfit=outfit, colors=COLORS, detail=0.5)
    for part in body.parts:
        mesh = trimesh.Trimesh(part.vertices, part.faces)
        assert mesh.is_watertight and mesh.volume > 0, part.name
    assert min(part.vertices[:, 1].min() for part in body.parts) > -0.5
    if build == "child":
        assert shaped.figure_height_mm < 0.9 * p.figure_height_mm
        share = shaped.head_height_mm / shaped.figure_height_mm
        assert share > 1.05 * p.head_height_mm / p.figure_height_mm
    widths = [shape_build(p, b).waist_width_mm for b in ("slim", "medium", "broad")]
    assert widths == sorted(widths) and widths[1] == p.waist_width_mm


def test_the_doll_at_medium_is_neither_a_mans_nor_a_womans():
    """Hips no wider than shoulders, and a waist that no corset made."""
    p = load_presets()["fashion_doll"].proportions
    assert p.hip_width_mm < 0.85 * p.shoulder_width_mm
    assert p.waist_width_mm > 0.80 * p.hip_width_mm


def test_an_unknown_outfit_is_refused_with_the_choices():
    with pytest.raises(OrderError, match="casual"):
        build_body(load_presets()["fashion_doll"].proportions, outfit="toga", colors=COLORS)
