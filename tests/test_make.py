"""The whole way, once: the example selfie becomes a measured, labelled toy."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp

import minime
from minime import Cancelled, Order
from minime.sculpt.picture.clip import turn_round

ORDER = Order(
    preset="blister_pack",
    name="Ada",
    title="Astronaut",
    accessories=("coffee mug", "time machine"),
    seed=7,
    checkpoint="none",
    width=640,
    height=800,
)


@pytest.fixture(scope="module")
def steps() -> list[minime.Progress]:
    return []


@pytest.fixture(scope="module")
def toy(steps) -> minime.Toy:
    return minime.make(ORDER, progress=steps.append)


def test_the_toy_has_a_face_in_the_pose_of_the_selfie(toy):
    assert toy.likeness.face_score >= 0.8
    assert toy.likeness.pose_error_deg <= 8
    assert toy.likeness.skin_delta_e <= 10


def test_the_head_is_large_and_inside_its_box(toy):
    x0, y0, x1, y1 = toy.sculpt.head_box
    assert 0 <= x0 < x1 <= 640 and 0 <= y0 < y1 <= 800
    assert y1 - y0 >= 240 * 800 / 1280
    inside = toy.sculpt.head_mask[y0:y1, x0:x1].sum()
    assert inside == toy.sculpt.head_mask.sum() > 0


def test_landmarks_lie_on_the_head(toy):
    x0, y0, x1, y1 = toy.sculpt.head_box
    x, y = toy.sculpt.landmarks[:, 0], toy.sculpt.landmarks[:, 1]
    slack = 0.04 * (y1 - y0)  # the rounded chin ends a little above its landmark
    assert (x > x0).all() and (x < x1).all() and (y > y0).all() and (y < y1 + slack).all()


def test_progress_runs_forward_to_the_end(toy, steps):
    shares = [step.fraction for step in steps]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert [step.stage for step in steps][0] == "selfie"


def test_the_report_is_plain_json_with_every_promised_key(toy):
    report = json.loads(json.dumps(minime.toy_json(toy)))
    assert set(report) >= {
        "order", "checkpoint", "seed", "size", "selfie", "pose", "likeness", "seconds",
        "energy", "head_box", "code",
    }  # fmt: skip
    assert report["size"] == [640, 800] and report["seed"] == 7
    assert set(report["seconds"]) >= {"selfie", "sculpt", "diffuse", "finish", "total"}


def test_the_same_order_gives_the_same_draft():
    first, second = minime.draft(ORDER, size=192), minime.draft(ORDER, size=192)
    assert np.array_equal(first.draft, second.draft)
    assert np.array_equal(first.layers, second.layers)
    assert np.array_equal(first.normals, second.normals)


def test_a_head_that_is_kept_is_the_one_that_is_wanted(toy):
    """A selfie's last head serves again where only words changed: in no picture may it show."""
    for change in ({"likeness": 0.2}, {"name": "Bo"}):  # another head, then the first again
        order = replace(ORDER, **change)
        known, new = toy.selfie, replace(toy.selfie)
        pictures = [minime.draft(order, size=192, selfie=selfie).draft for selfie in (known, new)]
        assert np.array_equal(*pictures), change


def test_visitors_who_make_draft_and_turn_at_the_same_time_get_what_a_lone_one_gets(toy):
    """In two threads at once the renderer ends the whole process; a toy's picture gives way to
    drafts, and goes on with materials that are loaded anew."""
    small = replace(ORDER, width=256, height=320)
    lone = minime.draft(ORDER, size=192, selfie=toy.selfie).draft
    whole = minime.make(small, selfie=toy.selfie).picture
    still = next(turn_round(toy.sculpt.parts, size=(88, 110)))
    with ThreadPoolExecutor(4) as visitors:
        made = visitors.submit(lambda: minime.make(small, selfie=toy.selfie).picture)
        turn = visitors.submit(lambda: list(turn_round(toy.sculpt.parts, frames=3, size=(88, 110))))
        drafts = [
            visitors.submit(lambda: minime.draft(ORDER, size=192, selfie=toy.selfie).draft)
            for _ in range(3)
        ]
        assert all(np.array_equal(draft.result(), lone) for draft in drafts)
        assert np.array_equal(turn.result()[0], still)
        assert np.array_equal(made.result(), whole)


def test_the_embedded_checkpoint_is_the_default_and_draws_the_head_alone():
    order = Order(preset="action_figure", name="Ada", seed=3, width=320, height=400, mark=False)
    toy = minime.make(order)
    assert toy.checkpoint == "embedded" and "Model: embedded" in toy.parameters
    changed = (toy.picture != toy.draft).any(-1)
    head = toy.sculpt.head_mask > 0
    assert changed[head].mean() > 0.5 and not changed[~head].any()


# One of each packaging, and the largest head.
@pytest.mark.parametrize("preset", ["action_figure", "blister_pack", "fashion_doll", "vinyl_buddy"])
def test_a_toy_of_every_style_keeps_the_pose_and_bears_a_bar_code_that_scans(preset):
    words = {"name": "Ada", "title": "Astronaut", "slogan": "To the stars"}
    toy = minime.make(replace(ORDER, preset=preset, width=768, height=960, **words))
    assert toy.likeness.face_score >= 0.8
    assert toy.likeness.pose_error_deg <= 4
    (code,) = zxingcpp.read_barcodes(toy.picture)
    assert code.text == minime.toy_json(toy)["code"]


def test_a_stop_between_steps_is_obeyed():
    with pytest.raises(Cancelled):
        minime.make(ORDER, cancelled=lambda: True)
