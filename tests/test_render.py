"""What the draft rests on: exact crops, less grain, and the same bits every time."""

import gc
from dataclasses import replace

import cv2
import numpy as np
import pytest
import trimesh

from minime.sculpt.geometry.mesh import Material, Part, move, smooth_normals
from minime.sculpt.geometry.shapes import rounded_rect
from minime.sculpt.packaging.display import bubble
from minime.sculpt.picture.layers import load_surfaces, move_first_surfaces, trace_layers
from minime.sculpt.picture.render import (
    Frame,
    Scene,
    light_up,
    load_bare,
    render,
    render_gloss,
    to_srgb,
)
from minime.sculpt.picture.studio import place_camera, place_lights
from minime.sculpt.picture.tracer import import_mitsuba, make_sensor
from minime.srgb import to_linear

SIZE = (96, 120)
LARGE = 100  # operations of a program that takes long to compile
CAMERA, LIGHTS = place_camera((0, 0, 0), 240.0), place_lights((0, 0, 0), 240.0)


def ball() -> Part:
    """A sphere of radius 60 mm round the origin."""
    mesh = trimesh.creation.icosphere(subdivisions=4, radius=60.0)
    return Part(
        name="ball",
        layer="skin",
        vertices=np.asarray(mesh.vertices, np.float32),
        faces=np.asarray(mesh.faces, np.int32),
        material=Material(color=(0.8, 0.4, 0.3)),
    )


def wall() -> Part:
    """A plain wall 100 mm behind it."""
    corners = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], np.float32) * 400
    return Part(
        name="wall",
        layer="stage",
        vertices=corners - np.array([0, 0, 100], np.float32),
        faces=np.array([[0, 1, 2], [0, 2, 3]], np.int32),
        material=Material(color=(0.5, 0.55, 0.7), finish="card"),
    )


def shades() -> np.ndarray:
    """A print whose colours tell the place."""
    steps = np.linspace(30, 220, 64).astype(np.uint8)
    return np.dstack([*np.meshgrid(steps, steps), np.full((64, 64), 90, np.uint8)])


def shoot(samples: int = 8, **more) -> Frame:
    return render(
        Scene(parts=(ball(), wall()), lights=LIGHTS, ambient=0.35),
        CAMERA,
        size=SIZE,
        samples=samples,
        **more,
    )


@pytest.fixture(scope="module")
def whole() -> Frame:
    return shoot()


@pytest.fixture(scope="module")
def truth() -> Frame:
    return shoot(192)


def error(frame: Frame, other: Frame, where=...) -> float:
    off = to_srgb(frame.light)[where].astype(float) - to_srgb(other.light)[where]
    return float(np.sqrt((off**2).mean()))


def test_normals_of_a_sphere_point_outwards():
    part = ball()
    out = part.vertices / np.linalg.norm(part.vertices, axis=1, keepdims=True)
    assert np.allclose(smooth_normals(part), out, atol=0.01)


def test_the_parts_are_seen_where_they_stand(whole):
    assert whole.part[60, 48] == 0 and whole.part[5, 5] == 1
    assert whole.depth[60, 48] < whole.depth[5, 5]
    assert whole.normals[60, 48] @ [0, 0, 1] > 0.95
    share = (whole.part == 0).mean() * 96 * 120 / (np.pi * 30.5**2)  # as seen, a little nearer
    assert 0.9 < share < 1.1


def test_the_layers_are_those_of_the_renderer_itself():
    """Its own exact integrator is slow with many parts, and so not used by the app."""
    printed = replace(
        wall(),
        uv=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
        material=Material(texture=shades(), finish="card"),
        flat=True,
    )
    scene = Scene(parts=(ball(), printed), lights=LIGHTS, ambient=0.35)
    surfaces = load_bare(scene)
    seen = trace_layers(surfaces, CAMERA, size=SIZE)
    mi = import_mitsuba()
    exact = mi.load_dict({"type": "aov", "aovs": "dd:depth,nn:sh_normal,al:albedo"})
    own = mi.render(
        light_up(scene, surfaces), sensor=make_sensor(CAMERA, SIZE), integrator=exact, spp=16
    )
    own = np.asarray(own)
    edge = cv2.morphologyEx(seen.part, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    inner = ~edge
    assert np.percentile(np.abs(seen.depth - own[..., 0])[inner], 99) < 2.0  # steep at the rim
    assert np.abs(seen.normals - own[..., 1:4])[inner].mean() < 0.01
    assert np.abs(seen.paint - own[..., 4:7])[inner].max() < 0.03
    assert np.abs(seen.paint - own[..., 4:7])[edge].mean() < 0.1


def test_the_paint_is_right_in_triangles_as_thin_as_a_hair():
    """Those of a wall cut along its diagonal into a fan of needles."""
    whole = wall()
    low, high = whole.vertices[:, :2].min(0), whole.vertices[:, :2].max(0)
    along = np.linspace(0, 1, 12)[1:, None]
    line = along + np.sin(np.pi * along) * [[-1e-3, 1e-3]]
    places = np.concatenate([[[0, 0], [1, 0]], line, [[0, 1]]])
    last = len(places) - 2
    needles = [(0, n, n + 1) for n in range(2, last)]
    rim = [(0, 1, 2), *((n, 1, n + 1) for n in range(2, last)), (0, last, last + 1)]
    z = whole.vertices[0, 2]
    cut = replace(
        whole,
        vertices=np.column_stack([low + places * (high - low), np.full(len(places), z)]).astype(
            np.float32
        ),
        faces=np.array([*needles, *rim], np.int32),
        normals=None,
        uv=places.astype(np.float32),
        material=Material(texture=shades(), finish="card"),
        flat=True,
    )
    plain = replace(cut, faces=np.array([(0, 1, last), (0, last, last + 1)], np.int32))
    seen, wanted = (trace_layers(load_surfaces([part]), CAMERA, size=SIZE) for part in (cut, plain))
    assert np.abs(seen.paint - wanted.paint).max() < 0.02


def test_few_samples_come_near_many(whole, truth, monkeypatch):
    assert error(whole, truth) < 3.0
    monkeypatch.setattr("minime.sculpt.picture.render.denoise", lambda light, *guides: light)
    assert error(whole, truth) < 0.5 * error(shoot(), truth)


def test_an_outline_is_no_more_grainy_than_a_surface(whole):
    """Random looks at one or the other of two parts gave outlines a dotted fur."""
    edge = cv2.morphologyEx(whole.part, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    again = shoot(seed=1)
    assert error(again, whole, edge) < 1.5 * error(again, whole, ~edge)


def halves(layer, material):
    """Two walls that meet in the middle of the picture."""
    parts = [
        replace(wall(), name=name, layer=layer, material=material) for name in ("left", "right")
    ]
    for part, side in zip(parts, (-1, 1), strict=True):
        part.vertices[:, 0] = (part.vertices[:, 0] + side * 400) * 0.5 + 1.3
    return parts


def test_two_black_parts_meet_without_a_seam():
    """Locks of black hair had a blacker line round each of them."""
    black = Material(color=(0.05, 0.03, 0.02), finish="hair")
    scene = Scene(parts=halves("hair", black), lights=LIGHTS, ambient=0.35)
    frame = render(scene, CAMERA, size=SIZE, samples=32)
    columns = frame.light.mean((0, 2))
    seam = int(np.flatnonzero(np.diff(frame.part[0]))[0])
    assert columns[seam - 1 : seam + 3].min() > 0.7 * columns[[seam - 6, seam + 7]].mean()


def test_light_runs_on_from_one_part_of_the_skin_to_the_next():
    """Face and scalp, each filtered for itself, met in a step where the light faded."""
    skin = Material(color=(0.8, 0.6, 0.5), finish="card")
    aside = replace(LIGHTS[0], position=(-320.0, 0.0, 120.0), target=(0.0, 0.0, 0.0))
    steps = {}
    for layer in ("skin", "outfit"):
        scene = Scene(parts=halves(layer, skin), lights=(aside,), ambient=0.0)
        frame = render(scene, CAMERA, size=SIZE, samples=32)
        columns = np.log(frame.light.mean((0, 2)))
        seam = int(np.flatnonzero(np.diff(frame.part[0]))[0])
        steps[layer] = abs(np.diff(columns)[seam - 1 : seam + 2]).max()
    assert steps["skin"] < 0.6 * steps["outfit"]


def test_a_crop_shows_what_the_whole_shows_there(truth, whole):
    x0, y0, x1, y1 = box = (20, 30, 70, 90)
    crop = shoot(box=box)
    assert crop.light.shape == (60, 50, 3)
    here = np.s_[y0:y1, x0:x1]
    assert (crop.part == whole.part[here]).mean() > 0.97
    off = to_srgb(crop.light).astype(float) - to_srgb(truth.light)[here]
    assert np.sqrt((off**2).mean()) < 4.0


def test_the_focus_is_less_grainy_than_the_rest(whole, truth):
    here = np.s_[40:80, 28:68]
    focused = shoot(focus=[((28, 40, 68, 80), 16)])
    assert error(focused, truth, here) < 0.9 * error(whole, truth, here)


def test_the_same_seed_gives_the_same_bits_and_another_does_not(whole):
    assert np.array_equal(shoot().light, whole.light)
    assert not np.array_equal(shoot(seed=1).light, whole.light)


def test_a_moved_part_is_seen_where_it_went():
    surfaces = load_surfaces((ball(), wall()))
    aside = move(ball(), offset=(30.0, 0.0, 0.0))
    move_first_surfaces(surfaces, [aside])
    moved = trace_layers(surfaces, CAMERA, size=SIZE)
    fresh = trace_layers(load_surfaces((aside, wall())), CAMERA, size=SIZE)
    assert np.array_equal(moved.part, fresh.part)
    assert np.array_equal(moved.normals, fresh.normals)


def test_a_bubble_has_bright_walls_and_leaves_what_it_covers_its_colours():
    """A grey film over a face took its skin 6 CIEDE2000 away from the selfie's."""
    shell, _ = bubble(rounded_rect(120, 160, 30), 50.0, flange=3.0, shoulder=12)
    clear = shell.part("bubble", Material(finish="clear"), layer="clear")
    gloss = render_gloss([clear], CAMERA, LIGHTS, size=SIZE).mean(-1)
    front, walls = gloss[45:75, 38:58], gloss[50:70, 18:78]
    assert np.median(front) < 0.002
    assert walls.max() > 0.05


def test_a_scene_of_other_things_needs_no_other_program():
    """What the renderer compiles anew costs seconds; it did so for each new accessory."""
    if import_mitsuba().variant() != "llvm_ad_rgb":
        pytest.skip("only the LLVM renderer compiles programs")
    import drjit

    printed = replace(
        wall(),
        uv=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
        material=Material(texture=shades(), finish="card"),
    )
    more = [
        replace(move(ball(), scale=0.2, offset=(at, 0, 80)), material=Material(finish=finish))
        for at, finish in ((-40, "metal"), (0, "gloss"), (40, "fabric"))
    ]
    gc.collect()  # what other tests have left behind is in the programs as well
    programs = []
    with drjit.scoped_set_flag(drjit.JitFlag.KernelHistory, True):
        for parts in ((ball(), wall()), (*more, printed)):
            drjit.kernel_history_clear()
            render(Scene(parts=parts, lights=LIGHTS, ambient=0.35), CAMERA, size=SIZE, samples=8)
            runs = [run for run in drjit.kernel_history() if run.get("operation_count", 0) > LARGE]
            programs.append({run["hash"] for run in runs})
    assert len(programs[0]) > 2
    assert programs[1] <= programs[0]


def test_bright_light_leaves_skin_its_colour():
    skin = np.array([0.86, 0.61, 0.56], np.float32)
    exposures = np.linspace(0.2, 2.5, 24, dtype=np.float32)[:, None]
    seen = to_linear(to_srgb(exposures * skin) / 255)
    assert np.abs(seen / seen[:, :1] - skin / skin[0]).max() < 0.02
    assert (np.diff(seen[:, 0]) >= 0).all() and seen.max() < 1
    grey = to_srgb(exposures * np.ones(3, np.float32))
    assert (np.ptp(grey, axis=1) == 0).all()
