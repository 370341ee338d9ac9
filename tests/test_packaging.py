"""Packaging: the frame holds everything, slots keep clear of the figure, art is upright."""

import numpy as np
import pytest

from minime.preset import load_presets
from minime.sculpt.accessory import build_accessory
from minime.sculpt.figure.body import BodyColors, build_body
from minime.sculpt.geometry.mesh import LAYERS
from minime.sculpt.packaging.build import ART, build_packaging, fit_accessories, view
from minime.sculpt.packaging.ties import tie_down, tie_figure
from minime.sculpt.picture.render import project

PRESETS = list(load_presets().values())
SIZE = (1024, 1280)


def _pack(preset, count, box=None):
    art = {name: np.full((8, 8, 3), 90, np.uint8) for name in ART[preset.packaging]}
    return build_packaging(
        preset.packaging,
        art=art,
        figure_box=box or _box(preset),
        accessories=count,
        palette=preset.palette,
    )


def _box(preset):
    p = preset.proportions
    return (p.shoulder_width_mm + 40, p.figure_height_mm + 6, p.head_height_mm)


def _corners(low, high):
    return np.array(
        [
            [x, y, z]
            for x in (low[0], high[0])
            for y in (low[1], high[1])
            for z in (low[2], high[2])
        ],
        float,
    )


def _figure(pack, box):
    origin, (w, h, d) = np.array(pack.figure_origin), box
    return origin - (w / 2, 0, d / 2), origin + (w / 2, h, d / 2)


@pytest.mark.parametrize("count", [0, 3, 6])
@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_the_picture_holds_figure_packaging_and_slots(preset, count):
    pack = _pack(preset, count)
    camera = view(pack)
    things = [_corners(*_figure(pack, _box(preset)))]
    things += [p.vertices for p in (*pack.parts, *pack.clear) if p.layer != "stage"]
    for slot in pack.slots:
        x, y, z = slot.position
        w, h, d = slot.size
        things.append(_corners((x - w / 2, y, z - d / 2), (x + w / 2, y + h, z + d / 2)))
    seen = np.concatenate([project(thing, camera, SIZE) for thing in things])
    assert seen[:, 0].min() >= -1 and seen[:, 0].max() <= SIZE[0] + 1
    assert seen[:, 1].min() >= -1 and seen[:, 1].max() <= SIZE[1] + 1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_slots_overlap_neither_the_figure_nor_each_other(preset, count):
    pack = _pack(preset, count)
    assert len(pack.slots) == count
    low, high = _figure(pack, _box(preset))
    boxes = [(low[:2], high[:2])]
    for slot in pack.slots:
        x, y, _ = slot.position
        w, h, d = slot.size
        assert min(w, h, d) >= 16
        boxes.append((np.array([x - w / 2, y]), np.array([x + w / 2, y + h])))
    for i, (a0, a1) in enumerate(boxes):
        for b0, b1 in boxes[:i]:
            assert not ((a0 < b1 - 1e-6) & (b0 < a1 - 1e-6)).all()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_the_head_fills_enough_of_the_picture(preset):
    box = _box(preset)
    pack = _pack(preset, 3)
    head = preset.proportions.head_height_mm + 6  # with its hair
    x, y, z = pack.figure_origin
    ends = np.array([[x, y + box[1] - head, z], [x, y + box[1], z]])
    rows = project(ends, view(pack), SIZE)[:, 1]
    assert abs(rows[0] - rows[1]) >= 0.19 * SIZE[1]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_parts_are_sound_and_art_is_upright(preset):
    pack = _pack(preset, 4)
    for part in (*pack.parts, *pack.clear):
        assert part.layer in LAYERS and np.isfinite(part.vertices).all()
        assert part.faces.min() >= 0 and part.faces.max() < len(part.vertices)
    assert all(part.layer == "clear" for part in pack.clear)
    words = [part for part in pack.parts if part.layer == "words"]
    assert words
    for part in words:
        x, y, _ = part.vertices.T
        assert np.corrcoef(part.uv[:, 0], x)[0, 1] > 0.99
        assert np.corrcoef(part.uv[:, 1], y)[0, 1] > 0.9
        assert part.uv.min() >= 0 and part.uv.max() <= 1


def test_a_bubble_closes_over_the_figure_and_over_each_accessory():
    preset = next(p for p in PRESETS if p.packaging == "blister_card")
    pack = _pack(preset, 3)
    assert len(pack.clear) == 4
    _, high = _figure(pack, _box(preset))
    assert pack.clear[0].vertices[:, 2].max() > high[2]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_accessories_are_made_to_fit_the_slots(preset):
    pack = _pack(preset, 3)
    things = [build_accessory(word, colors=preset.palette) for word in ("laptop", "guitar", "mug")]
    placed = fit_accessories(things, pack.slots)
    assert len(placed) == 3
    for parts in placed:
        points = np.concatenate([part.vertices for part in parts])
        low, high = points.min(0), points.max(0)
        assert any(
            (low >= np.array(s.position) - (s.size[0] / 2, 0, s.size[2] / 2) - 0.1).all()
            and (
                high <= np.array(s.position) + (s.size[0] / 2, s.size[1], s.size[2] / 2) + 0.1
            ).all()
            for s in pack.slots
        )


@pytest.mark.parametrize("deep", [40.0, 95.0])
def test_a_boxed_doll_stands_between_window_and_backdrop(deep):
    preset = next(p for p in PRESETS if p.packaging == "window_box")
    pack = _pack(preset, 2, box=(80.0, 170.0, deep))
    low, high = _figure(pack, (80.0, 170.0, deep))
    backdrop = next(part for part in pack.parts if part.name == "backdrop")
    assert backdrop.vertices[:, 2].max() < low[2] and high[2] < 0
    assert pack.tie_z == pytest.approx(backdrop.vertices[:, 2].mean(), abs=1)
    shelves = next(part for part in pack.parts if part.name == "shelves")
    assert shelves.vertices[:, 2].min() < pack.tie_z + 3


def test_twist_ties_go_round_the_limb_and_end_at_the_backdrop():
    (tie,) = tie_down([((10.0, 100.0, 0.0), 9.0, 8.0)], back_z=-60.0)
    assert tie.vertices[:, 2].min() < -59 and tie.vertices[:, 2].max() > 8
    assert abs(tie.vertices[:, 0].mean() - 10) < 0.5


@pytest.mark.parametrize("outfit", ["casual", "gown", "superhero"])
def test_a_doll_is_tied_at_each_leg(outfit):
    preset = next(p for p in PRESETS if p.packaging == "window_box")
    colors = BodyColors(
        skin="#c08060", top="#3060c0", bottom="#202020", shoes="#111111", accent="#ffffff"
    )
    body = build_body(preset.proportions, outfit=outfit, colors=colors, detail=0.5)
    ties = tie_figure(body, back_z=-60.0)
    assert len(ties) == 2
    assert all(tie.vertices[:, 1].mean() < 0.3 * body.height_mm for tie in ties)
    for tie in ties:
        wide = np.ptp(tie.vertices[:, 0])
        assert 3 < wide < 1.5 * preset.proportions.hip_width_mm + 20, wide
