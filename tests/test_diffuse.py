"""Checkpoints load from a folder and from a hub, draw what was asked, and stop when told."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from safetensors.torch import load_file, save_file
from tiny_models import write_embedded_like

import minime
from minime import Order
from minime.check import is_worse
from minime.diffuse.canvas import Settings, plan_steps
from minime.diffuse.catalogue import find_checkpoint, load_catalogue
from minime.diffuse.families import stable_diffusion
from minime.diffuse.fetch import fetch, plan_download
from minime.diffuse.load import load_pipeline
from minime.diffuse.passes import draw, figure_pass, head_pass, head_square
from minime.diffuse.words import fit_prompt
from minime.errors import Cancelled, CheckpointError
from minime.order import SLIDERS
from minime.sculpt.geometry.mesh import LAYERS

SETTINGS = Settings(strength=0.6, steps=3, prompt="a vinyl toy", seed=1)


@pytest.fixture(scope="module")
def sculpt() -> SimpleNamespace:
    """What the passes read of a sculpt, 150 x 120 pixels, without a shape."""
    height, width = 120, 150
    head_mask = np.zeros((height, width), np.float32)
    head_mask[30:90, 40:100] = 1
    return SimpleNamespace(
        draft=np.full((height, width, 3), 128, np.uint8),
        paint=np.full((height, width, 3), 0.5, np.float32),
        depth=np.full((height, width), 50, np.float32),
        normals=np.zeros((height, width, 3), np.float32),
        layers=np.zeros((height, width), np.uint8),
        landmarks=np.zeros((478, 3), np.float32) + (70, 60, 0),
        head_box=(40, 30, 100, 90),
        head_mask=head_mask,
    )


def test_importing_the_rooms_loads_neither_torch_nor_diffusers():
    code = (
        "import sys, minime.diffuse.passes, minime.diffuse.load, minime.control, "
        "minime.train.fit, minime.train.evaluate; "
        "print([m for m in ('torch', 'diffusers', 'mediapipe', 'cv2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_catalogue_tells_what_every_checkpoint_is():
    catalogue = load_catalogue()
    assert list(catalogue) == ["embedded", "sd15", "sdxl", "z-image", "flux2-klein", "qwen-edit"]
    for entry in catalogue.values():
        assert entry.learned_from and entry.training and entry.memory_gb["whole"] > 0
        assert set(entry.sliders) <= set(SLIDERS)
        assert (entry.download_gb > 0) != entry.base.local
    assert catalogue["embedded"].figure is None


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
    assert tiny.size == 64 and list(tiny.pipes) == ["head"]
    assert tiny.wants("head") == ("face", "draft")


def test_visitors_who_need_a_checkpoint_at_the_same_time_share_one(tmp_path):
    """Two that load at once break each other ("no data" in weights that are on their way)."""
    folder = tmp_path / "once"
    write_embedded_like(folder)
    with ThreadPoolExecutor(4) as visitors:
        loaded = list(visitors.map(lambda _: load_pipeline(str(folder)), range(4)))
    assert len(set(map(id, loaded))) == 1


def test_same_seed_gives_the_same_pixels_and_another_seed_other_pixels(tiny, canvas):
    first, reference = draw(tiny, canvas, SETTINGS)
    again, _ = draw(tiny, canvas, SETTINGS)
    other, _ = draw(tiny, canvas, replace(SETTINGS, seed=2))
    assert first.shape == reference.shape == (64, 64, 3) and first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_strength_zero_gives_the_draft(tiny, canvas):
    result, reference = draw(tiny, canvas, replace(SETTINGS, strength=0.0))
    assert np.array_equal(result, canvas.picture) and np.array_equal(reference, canvas.picture)


def test_more_strength_leads_further_from_the_draft(tiny, canvas):
    def distance(strength: float) -> float:
        result, reference = draw(tiny, canvas, replace(SETTINGS, strength=strength))
        return float(np.abs(result.astype(float) - reference).mean())

    assert distance(0.02) < distance(0.9)


def test_conditioning_scale_and_face_map_and_guidance_change_the_picture(tiny, canvas):
    held, _ = draw(tiny, canvas, SETTINGS)
    turned = replace(canvas, maps=canvas.maps | {"face": canvas.maps["face"][::-1]})
    for other in (
        draw(tiny, canvas, replace(SETTINGS, pose_hold=0.0)),
        draw(tiny, turned, SETTINGS),
        draw(tiny, canvas, replace(SETTINGS, guidance=4.0, negative="blurry")),
    ):
        assert not np.array_equal(held, other[0])


@pytest.mark.parametrize("strength", [0.01, 0.3, 0.35, 0.7, 0.9, 1.0])
def test_exactly_the_asked_steps_are_taken_at_any_strength(tiny, canvas, strength):
    seen = []
    draw(
        tiny,
        canvas,
        replace(SETTINGS, strength=strength, steps=3),
        progress=lambda step, steps, preview: seen.append((step, steps, preview.size)),
    )
    assert seen == [(step, 3, (64, 64)) for step in (1, 2, 3)]


def test_the_step_plan_holds_for_every_setting():
    for most in (50, 1000):
        for strength in np.linspace(0.01, 1, 100):
            for steps in range(1, 51):
                number, asked = plan_steps(steps, float(strength), most)
                taken = min(int(number * asked), number)
                assert number <= most and 1 <= taken <= steps
                assert taken == steps or steps / strength > most


def test_cancel_stops_between_two_steps_and_the_pipeline_still_draws(tiny, canvas):
    seen = []
    with pytest.raises(Cancelled):
        draw(
            tiny,
            canvas,
            replace(SETTINGS, steps=6),
            progress=lambda step, *_: seen.append(step),
            cancelled=lambda: len(seen) >= 2,
        )
    assert seen == [1, 2]
    assert draw(tiny, canvas, SETTINGS)[0].any()


def test_head_square_holds_the_head_inside_the_picture():
    assert head_square((40, 50, 80, 100), 200, 200, margin=0.1) == (30, 45, 90, 105)
    for box in ((0, 0, 50, 70), (150, 120, 200, 200), (0, 0, 200, 200)):
        x0, y0, x1, y1 = head_square(box, 200, 200)
        assert 0 <= x0 < x1 <= 200 and 0 <= y0 < y1 <= 200 and x1 - x0 == y1 - y0


def test_head_pass_gives_a_patch_of_the_square_around_the_head(tiny, sculpt):
    patch = head_pass(tiny, sculpt, sculpt.draft, sculpt.draft, SETTINGS)
    side = patch.box[2] - patch.box[0]
    assert patch.box == head_square(sculpt.head_box, 150, 120)
    assert patch.result.shape == patch.reference.shape == (side, side, 3)


def test_a_prompt_is_cut_by_whole_clauses_and_what_was_cut_is_told(tiny):
    tokenizer = tiny.pipes["head"].tokenizer
    entry = replace(tiny.checkpoint, template="As a toy: {prompt}.")
    short, nothing = fit_prompt(entry, tokenizer, "vinyl, red hair")
    assert short == "As a toy: vinyl, red hair." and nothing == ""
    clauses = [f"vinyl toy number {number}" for number in range(60)]
    told, cut = fit_prompt(entry, tokenizer, ", ".join(clauses))
    kept = told.removeprefix("As a toy: ").removesuffix(".")
    assert ", ".join([kept, cut]) == ", ".join(clauses)
    assert len(tokenizer(told).input_ids) <= 77 < len(tokenizer(", ".join(clauses)).input_ids)


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


def test_a_checkpoint_for_heads_says_so_when_asked_for_a_figure(tiny, sculpt):
    with pytest.raises(CheckpointError, match="heads only"):
        figure_pass(tiny, sculpt, sculpt.draft, SETTINGS)


@pytest.fixture
def enough_memory(monkeypatch):
    """This computer's is enough for the real ones."""
    for module in ("load", "plans"):
        monkeypatch.setattr(f"minime.diffuse.{module}.free_memory_gb", lambda device: 1e3)


def test_figure_and_head_are_drawn_and_the_card_stays(hub, enough_memory, plain, monkeypatch):
    """Whatever random weights draw: nothing is held back here."""
    monkeypatch.setattr("minime.check.is_worse", lambda drawn, draft=None: False)
    sizes, arguments = [], stable_diffusion.arguments

    def note(entry, pipe, canvas, settings):
        sizes.append((canvas.task, canvas.picture.shape[:2]))
        return arguments(entry, pipe, canvas, settings)

    monkeypatch.setattr(stable_diffusion, "arguments", note)
    fetch(plan_download(find_checkpoint("sd15")))
    order = replace(plain.order, checkpoint="sd15", strength=0.5, steps=2)
    toy = minime.make(order, selfie=plain.selfie)
    changed = (toy.picture != plain.picture).any(-1)
    layers = {
        name: bool(changed[toy.sculpt.layers == LAYERS.index(name)].any())
        for name in ("skin", "outfit", "packaging", "words")
    }
    assert layers == {"skin": True, "outfit": True, "packaging": False, "words": False}
    assert sizes == [("figure", (768, 640)), ("head", (512, 512))]


@pytest.mark.parametrize("name", ["sdxl", "z-image", "flux2-klein", "qwen-edit"])
def test_a_whole_toy_with_every_checkpoint_of_the_hub(hub, enough_memory, plain, name):
    """Random weights draw no face: nobody gets a worse toy for it."""
    fetch(plan_download(find_checkpoint(name)))
    own = find_checkpoint(name).sliders
    order = Order(photo=plain.order.photo, checkpoint=name, width=320, height=384, steps=1)
    toy = minime.make(
        replace(order, mark=False, seed=5, preset="blister_pack"), selfie=plain.selfie
    )
    told = minime.toy_json(toy)
    assert toy.order.strength == own["strength"] and toy.order.pose_hold == own["pose_hold"]
    held = {"sdxl": "controlnet", "z-image": "controlnet", "flux2-klein": "strength"}
    assert told["held_by"] == held.get(name, "reference") and told["plan"].startswith("cpu")
    assert not is_worse(toy.likeness, plain.likeness)
    assert (toy.fell_back == "draft") == np.array_equal(toy.picture, plain.picture)
