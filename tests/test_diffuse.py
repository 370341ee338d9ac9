"""Checkpoints load from a folder and from a hub, draw what was asked, and stop when told."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file, save_file
from tiny_hub import serve_hub, write_embedded_like, write_hub

import minime
from minime import Order
from minime.check import is_worse
from minime.diffuse import passes
from minime.diffuse.catalogue import find_checkpoint, load_catalogue
from minime.diffuse.load import load_pipeline
from minime.diffuse.passes import Settings, draw_head, figure_pass, head_pass, head_square
from minime.errors import Cancelled, CheckpointError

SETTINGS = Settings(strength=0.6, steps=3, prompt="a vinyl toy", seed=1)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """The pipeline of a small random checkpoint like the embedded one, 64 pixels."""
    folder = tmp_path_factory.mktemp("checkpoint") / "tiny"
    write_embedded_like(folder)
    return load_pipeline(str(folder), device="cpu")


@pytest.fixture(scope="module")
def head():
    """(64, 64, 3) uint8 crop and a face map of the same size, both made up."""
    random = np.random.default_rng(0)
    crop = np.kron(random.integers(60, 200, (8, 8, 3)), np.ones((8, 8, 1))).astype(np.uint8)
    face_map = np.zeros_like(crop)
    face_map[10:40, 16] = (10, 200, 10)
    return crop, face_map


def test_importing_the_rooms_loads_neither_torch_nor_diffusers():
    code = (
        "import sys, minime.diffuse.passes, minime.diffuse.load, minime.control, "
        "minime.train.fit, minime.train.evaluate; "
        "print([m for m in ('torch', 'diffusers', 'mediapipe', 'cv2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_catalogue_names_place_and_licence_of_every_part():
    catalogue = load_catalogue()
    assert list(catalogue) == ["embedded", "sd15"]
    sd15 = catalogue["sd15"]
    parts = [sd15.base, sd15.lora, sd15.vae, sd15.identity, *(c.source for c in sd15.controls)]
    assert all(part.place and part.licence and not part.local for part in parts)
    assert sd15.draws_figures and not catalogue["embedded"].draws_figures


@pytest.mark.parametrize("name", ["nonsense", "no/such/folder"])
def test_an_unknown_checkpoint_says_what_can_be_chosen(name):
    with pytest.raises(CheckpointError, match="embedded, sd15"):
        load_pipeline(name)


def test_a_folder_that_is_no_checkpoint_says_what_it_lacks(tmp_path):
    with pytest.raises(CheckpointError, match="model_index.json"):
        find_checkpoint(str(tmp_path))


def test_broken_weights_are_told_in_one_sentence(tmp_path):
    folder = tmp_path / "broken"
    write_embedded_like(folder)
    (folder / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(b"no weights")
    with pytest.raises(CheckpointError, match="does not load .* choose the embedded") as caught:
        load_pipeline(str(folder), device="cpu")
    assert "\n" not in str(caught.value)


def test_loading_twice_gives_the_same_pipeline(tiny):
    assert load_pipeline(tiny.checkpoint.name, device="cpu") is tiny
    assert tiny.size == 64 and tiny.control_channels == 6 and tiny.figure is None


def test_visitors_who_need_a_checkpoint_at_the_same_time_share_one(tmp_path):
    """Two that load at once break each other ("no data" in weights that are on their way)."""
    folder = tmp_path / "once"
    write_embedded_like(folder)
    with ThreadPoolExecutor(4) as visitors:
        loaded = list(visitors.map(lambda _: load_pipeline(str(folder)), range(4)))
    assert len(set(map(id, loaded))) == 1


def test_same_seed_gives_the_same_pixels_and_another_seed_other_pixels(tiny, head):
    first, reference = draw_head(tiny, *head, SETTINGS)
    again, _ = draw_head(tiny, *head, SETTINGS)
    other, _ = draw_head(tiny, *head, replace(SETTINGS, seed=2))
    assert first.shape == reference.shape == (64, 64, 3) and first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_strength_zero_gives_the_draft(tiny, head):
    result, reference = draw_head(tiny, *head, replace(SETTINGS, strength=0.0))
    assert np.array_equal(result, head[0]) and np.array_equal(reference, head[0])


def test_more_strength_leads_further_from_the_draft(tiny, head):
    def distance(strength: float) -> float:
        result, reference = draw_head(tiny, *head, replace(SETTINGS, strength=strength))
        return float(np.abs(result.astype(float) - reference).mean())

    assert distance(0.02) < distance(0.9)


def test_conditioning_scale_and_face_map_and_guidance_change_the_picture(tiny, head):
    crop, face_map = head
    held, _ = draw_head(tiny, crop, face_map, SETTINGS)
    for other in (
        draw_head(tiny, crop, face_map, replace(SETTINGS, pose_hold=0.0)),
        draw_head(tiny, crop, face_map[::-1], SETTINGS),
        draw_head(tiny, crop, face_map, replace(SETTINGS, guidance=4.0, negative="blurry")),
    ):
        assert not np.array_equal(held, other[0])


@pytest.mark.parametrize("strength", [0.01, 0.3, 0.35, 0.7, 0.9, 1.0])
def test_exactly_the_asked_steps_are_taken_at_any_strength(tiny, head, strength):
    seen = []
    draw_head(
        tiny,
        *head,
        replace(SETTINGS, strength=strength, steps=3),
        progress=lambda step, steps, preview: seen.append((step, steps, preview.size)),
    )
    assert seen == [(step, 3, (64, 64)) for step in (1, 2, 3)]


def test_the_step_plan_holds_for_every_setting():
    for most in (50, 1000):
        for strength in np.linspace(0.01, 1, 100):
            for steps in range(1, 51):
                number, asked = passes.plan_steps(steps, float(strength), most)
                taken = min(int(number * asked), number)
                assert number <= most and 1 <= taken <= steps
                assert taken == steps or steps / strength > most


def test_cancel_stops_between_two_steps_and_the_pipeline_still_draws(tiny, head):
    seen = []
    with pytest.raises(Cancelled):
        draw_head(
            tiny,
            *head,
            replace(SETTINGS, steps=6),
            progress=lambda step, *_: seen.append(step),
            cancelled=lambda: len(seen) >= 2,
        )
    assert seen == [1, 2]
    assert draw_head(tiny, *head, SETTINGS)[0].any()


def test_head_square_holds_the_head_inside_the_picture():
    assert head_square((40, 50, 80, 100), 200, 200, margin=0.1) == (30, 45, 90, 105)
    for box in ((0, 0, 50, 70), (150, 120, 200, 200), (0, 0, 200, 200)):
        x0, y0, x1, y1 = head_square(box, 200, 200)
        assert 0 <= x0 < x1 <= 200 and 0 <= y0 < y1 <= 200 and x1 - x0 == y1 - y0


def test_head_pass_gives_a_patch_of_the_square_around_the_head(tiny):
    draft = np.full((120, 150, 3), 128, np.uint8)
    landmarks = np.zeros((478, 3), np.float32) + (70, 60, 0)
    patch = head_pass(tiny, draft, (40, 30, 100, 90), landmarks, SETTINGS)
    side = patch.box[2] - patch.box[0]
    assert patch.box == head_square((40, 30, 100, 90), 150, 120)
    assert patch.result.shape == patch.reference.shape == (side, side, 3)


@pytest.fixture(scope="module")
def plain() -> minime.Toy:
    order = Order(preset="blister_pack", width=320, height=384, mark=False, seed=5)
    return minime.make(replace(order, checkpoint="none"))


@pytest.fixture
def embedded(tmp_path) -> Path:
    """A copy of the embedded checkpoint, which is pasted whole, unlike by its name."""
    return shutil.copytree(Path(minime.__file__).parent / "embedded", tmp_path / "copy")


def test_a_model_that_changes_too_much_is_held_back(plain, embedded):
    """From pure noise, and held by nothing, no face comes; the draft has one."""
    wild = replace(plain.order, checkpoint=str(embedded), strength=1.0, pose_hold=0.0)
    drawn = minime.make(wild, selfie=plain.selfie)
    assert plain.fell_back is None and drawn.fell_back == "weaker"
    assert not np.array_equal(drawn.picture, plain.picture)
    assert not is_worse(drawn.likeness, plain.likeness)


def test_nobody_gets_a_worse_toy_for_having_chosen_a_model(plain, embedded):
    for file in (embedded / "unet").glob("*.safetensors"):
        weights = load_file(file)
        ruined = {name: 40 * w if "conv_out" in name else w for name, w in weights.items()}
        save_file(ruined, file, metadata={"format": "pt"})
    drawn = minime.make(replace(plain.order, checkpoint=str(embedded)), selfie=plain.selfie)
    assert drawn.fell_back == minime.toy_json(drawn)["fell_back"] == "draft"
    assert np.array_equal(drawn.picture, plain.picture)


def test_a_checkpoint_for_heads_says_so_when_asked_for_a_figure(tiny, head):
    with pytest.raises(CheckpointError, match="heads only"):
        figure_pass(tiny, head[0], {}, SETTINGS)


def test_a_hub_checkpoint_out_of_reach_is_told_and_loads_when_the_hub_is_back(tmp_path):
    """The catalogue's own sd15 entry, from a server with tiny repositories of the same layout:
    base, two ControlNets, LoRA, tiny VAE, IP-Adapter. The first try finds no server."""
    write_hub(tmp_path / "hub")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "HF_ENDPOINT": f"http://127.0.0.1:{port}",
        "HF_HOME": str(tmp_path / "home"),
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "NO_PROXY": "127.0.0.1",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    script = str(Path(__file__).with_name("draw_from_hub.py"))
    with subprocess.Popen(
        [sys.executable, script],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as drawing:
        told = drawing.stdout.readline().strip()
        server = serve_hub(tmp_path / "hub", port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        output, _ = drawing.communicate("go\n", timeout=300)
        server.shutdown()
        server.server_close()
    assert told == (
        'The checkpoint "sd15" can\'t be reached; choose the embedded checkpoint '
        "or try again when online."
    )
    drawn = json.loads(output.strip().splitlines()[-1])
    assert drawn == {
        "scheduler": "LCMScheduler",
        "vae": "AutoencoderTiny",
        "head_size": [512, 512, 3],
        "same_again": True,
        "identity_matters": True,
        "figure_size": [128, 96, 3],
        "figure_steps": 2,
        "layers_changed": {"skin": True, "outfit": True, "packaging": False},
    }
