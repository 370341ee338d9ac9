"""Exports: a light GLB that keeps its textures, a watertight STL that stands."""

import numpy as np
import pytest
import trimesh

from minime.errors import OutputError
from minime.preset import load_preset
from minime.sculpt.accessory import build_accessory
from minime.sculpt.export import to_3mf, to_glb, to_stl
from minime.sculpt.mesh import Material, move
from minime.sculpt.packaging import ART, build_packaging
from minime.sculpt.shapes import ball, curve, paint, tube

PRESET = load_preset("blister_pack")


def _figure():
    """A stand-in with crossing parts and an open one, as real figures have."""
    skin = paint("#d9a27c", "vinyl")
    head = ball(24).moved((0, 140, 0)).part("head", skin, layer="skin")
    hair = ball(25).moved((0, 144, -3))
    open_hair = hair.faces[hair.vertices[hair.faces][:, :, 1].min(1) > 138]
    body = tube(curve([(0, 60, 0), (0, 90, 0), (0, 120, 0)], 12), 16.0)
    limbs = []
    for s in (-1, 1):
        limbs.append(tube(curve([(9 * s, 60, 0), (10 * s, 30, 0), (12 * s, 8, 0)], 12), 8.0))
        limbs.append(tube(curve([(10 * s, 108, 0), (34 * s, 90, 4), (42 * s, 70, 8)], 12), 5.5))
    return [
        head,
        type(head)(
            name="hair",
            layer="hair",
            vertices=hair.vertices.astype(np.float32),
            faces=open_hair.astype(np.int32),
            material=paint("#332015", "hair"),
        ),
        *[limb.part("limb", skin, layer="outfit") for limb in (body, *limbs)],
    ]


def _toy():
    art = {"front": np.random.default_rng(0).integers(0, 255, (1600, 1280, 3), np.uint8)}
    pack = build_packaging(
        "blister_card", art=art, figure_box=(95, 168, 52), accessories=2, palette=PRESET.palette
    )
    figure = [move(part, offset=pack.figure_origin) for part in _figure()]
    extra = build_accessory("dog", colors=PRESET.palette)
    return [*figure, *extra, *pack.parts, *pack.clear]


def test_a_glb_reloads_with_its_textures_in_metres_and_is_light(tmp_path):
    path = tmp_path / "toy.glb"
    toy = _toy()
    to_glb(toy, path)
    assert path.stat().st_size < 8_000_000
    scene = trimesh.load(path)
    meshes = list(scene.geometry.values())
    assert len(meshes) == sum(part.layer != "stage" for part in toy)
    pictures = [m.visual.material.baseColorTexture for m in meshes]
    assert any(p is not None and max(p.size) == 1024 for p in pictures)
    assert 0.2 < scene.extents.max() < 0.4
    assert list(tmp_path.iterdir()) == [path]


def test_a_glb_keeps_the_picture_upright(tmp_path):
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[:32] = (250, 10, 10)  # the upper half is red
    from minime.sculpt.shapes import plate, rounded_rect

    card = plate(rounded_rect(40, 40, 3), 1.0).part("card", Material(texture=picture))
    to_glb([card], tmp_path / "card.glb")
    (mesh,) = trimesh.load(tmp_path / "card.glb").geometry.values()
    top = int(np.argmax(mesh.vertices[:, 1]))
    assert mesh.visual.uv[top, 1] > 0.99
    assert np.asarray(mesh.visual.material.baseColorTexture.convert("RGB"))[4, 30, 0] > 200


def test_a_heavy_sculpt_still_makes_a_light_glb(tmp_path):
    heavy = ball(40, sides=480).part("heavy", paint("#336699"), layer="outfit")
    to_glb([heavy], tmp_path / "heavy.glb")
    assert (tmp_path / "heavy.glb").stat().st_size < 8_000_000


def test_an_stl_is_one_watertight_solid_of_the_asked_height_that_stands(tmp_path):
    path = tmp_path / "toy.stl"
    to_stl(_toy(), path, height_mm=80)
    mesh = trimesh.load(path)
    assert mesh.is_watertight and mesh.is_winding_consistent and mesh.volume > 0
    assert mesh.body_count == 1
    assert np.ptp(mesh.vertices[:, 2]) == pytest.approx(80, abs=0.01)
    foot = mesh.vertices[mesh.vertices[:, 2] < 1.0]
    low, high = foot[:, :2].min(0), foot[:, :2].max(0)
    assert (mesh.center_mass[:2] > low).all() and (mesh.center_mass[:2] < high).all()
    assert (high - low).min() > 12


@pytest.mark.parametrize("write", [to_glb, to_stl, to_3mf])
def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path, write):
    with pytest.raises(OutputError, match="does not exist"):
        write(_figure(), tmp_path / "missing" / "toy")
    assert not list(tmp_path.iterdir())


def test_packaging_alone_is_nothing_to_print(tmp_path):
    pack = [part for part in _toy() if part.layer in ("packaging", "words", "clear")]
    with pytest.raises(OutputError, match="no figure"):
        to_stl(pack, tmp_path / "toy.stl")


def test_printed_faces_are_all_known():
    assert set(ART) == {"window_box", "stand", "blister_card"}
