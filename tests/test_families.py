"""Every entry of the catalogue, with small random weights of the very same classes: it is fetched
from a hub of this computer, loaded and drawn with; and the traps of each family.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace

import diffusers
import numpy as np
import pytest

from minime.diffuse import load
from minime.diffuse.canvas import Canvas, Settings
from minime.diffuse.catalogue import Checkpoint, load_catalogue
from minime.diffuse.families import find_family
from minime.diffuse.families.flow import sigmas_from
from minime.diffuse.fetch import fetch, plan_download
from minime.diffuse.load import Pipeline, load_pipeline
from minime.diffuse.passes import draw_here

ON_THE_HUB = [name for name, entry in load_catalogue().items() if not entry.base.local]
SETTINGS = Settings(strength=0.5, steps=2, pose_hold=0.8, prompt="a vinyl toy", seed=3)
SIDE = 128  # px of a canvas: enough for every family


@pytest.fixture(scope="module")
def everything_fetched(running_hub):
    """All that the catalogue names, in a cache of this computer, whose memory is enough for the
    real ones."""
    for name in ON_THE_HUB:
        fetch(plan_download(load_catalogue()[name]))
    with pytest.MonkeyPatch.context() as patch:
        for module in ("load", "plans"):
            patch.setattr(f"minime.diffuse.{module}.free_memory_gb", lambda device: 1e3)
        # Qwen brings every picture to a megapixel, which is the time of this file.
        qwen = "diffusers.pipelines.qwenimage.pipeline_qwenimage_edit_plus"
        patch.setattr(f"{qwen}.VAE_IMAGE_SIZE", SIDE * SIDE)
        yield


def only(wanted: Callable[[Checkpoint], bool]) -> pytest.MarkDecorator:
    """A test for the checkpoints that are ``wanted`` alone."""
    names = [name for name in ON_THE_HUB if wanted(load_catalogue()[name])]
    return pytest.mark.parametrize("pipeline", names, indirect=True)


@pytest.fixture(params=ON_THE_HUB, scope="module")
def pipeline(request, everything_fetched) -> Pipeline:
    return load_pipeline(request.param, device="cpu")


def canvas_for(pipeline: Pipeline, task: str = "head", side: int = SIDE) -> Canvas:
    """Made up: a grid of colours, a mask in the middle, and maps of noise."""
    random = np.random.default_rng(0)
    grid = random.integers(60, 200, (side // 16, side // 16, 3))
    mask = np.zeros((side, side), np.float32)
    mask[side // 4 : -side // 4, side // 4 : -side // 4] = 1
    maps = {
        kind: random.integers(0, 255, (side, side, 3), dtype=np.uint8)
        for kind in pipeline.wants(task)
    }
    return Canvas(
        task=task,
        picture=np.kron(grid, np.ones((16, 16, 1))).astype(np.uint8),
        mask=mask,
        maps=maps,
        person=random.integers(0, 255, (96, 80, 3), dtype=np.uint8),
    )


@pytest.mark.parametrize("task", ["head", "figure"])
def test_both_passes_draw_in_exactly_the_asked_steps(pipeline, task):
    canvas, seen = canvas_for(pipeline, task), []
    result, reference = _raw(pipeline, canvas, SETTINGS, seen)
    assert result.shape == reference.shape == canvas.picture.shape
    assert result.dtype == reference.dtype == np.uint8
    assert seen == [(1, 2), (2, 2)]
    assert result.std() > 0 and not np.array_equal(result, canvas.picture)


def test_the_same_seed_gives_the_same_pixels_and_another_others(pipeline):
    canvas = canvas_for(pipeline)
    first, again, other = (
        _raw(pipeline, canvas, replace(SETTINGS, seed=seed))[0] for seed in (3, 3, 4)
    )
    assert np.array_equal(first, again) and not np.array_equal(first, other)


def test_strength_is_the_way_from_the_draft(pipeline):
    """Also in the two families that know none: with hardly any noise hardly anything changes,
    whatever random weights say."""
    canvas = canvas_for(pipeline)
    start = _coded(pipeline.pipes["head"], canvas.picture)

    def distance(strength: float) -> float:
        settings = replace(SETTINGS, strength=strength, steps=1, pose_hold=0.0)
        result, _ = _raw(pipeline, canvas, settings)
        return float(np.abs(result.astype(float) - start).mean())

    assert distance(1e-3) < 0.3 * distance(0.6)


def test_every_keyword_is_one_of_the_pipeline(pipeline):
    for task, pipe in pipeline.pipes.items():
        words = pipeline.family.arguments(
            pipeline.checkpoint, pipe, canvas_for(pipeline, task), SETTINGS
        )
        known = inspect.signature(type(pipe).__call__).parameters
        assert set(words) <= set(known)
        assert {"generator", "callback_on_step_end"} <= set(known)


@only(lambda entry: entry.controls)
def test_what_holds_the_pose_matters(pipeline):
    """Another map, where a ControlNet sees it or the model itself."""
    canvas = canvas_for(pipeline)
    other = replace(canvas, maps={kind: 255 - map_ for kind, map_ in canvas.maps.items()})
    held, differently = (_raw(pipeline, one, SETTINGS)[0] for one in (canvas, other))
    assert not np.array_equal(held, differently)


@only(lambda entry: find_family(entry.family).HELD_BY == "controlnet")
def test_a_conditioning_scale_of_0_is_no_controlnet(pipeline):
    canvas = canvas_for(pipeline)
    other = replace(canvas, maps={kind: 255 - map_ for kind, map_ in canvas.maps.items()})
    loose = replace(SETTINGS, pose_hold=0.0)
    one, two = (_raw(pipeline, seen, loose)[0] for seen in (canvas, other))
    assert np.array_equal(one, two)


def test_the_selfie_is_seen_where_the_family_shows_it(pipeline):
    canvas = canvas_for(pipeline)
    other = replace(canvas, person=255 - canvas.person)
    one, two = (_raw(pipeline, seen, SETTINGS)[0] for seen in (canvas, other))
    assert np.array_equal(one, two) == (pipeline.checkpoint.family == "z_image")


@only(lambda entry: entry.identity)
def test_an_adapter_scale_of_0_is_no_adapter(pipeline):
    canvas, pipe = canvas_for(pipeline), pipeline.pipes["head"]
    pipe.set_ip_adapter_scale(0.0)
    one = _raw(pipeline, canvas, SETTINGS)[0]
    two = _raw(pipeline, replace(canvas, person=255 - canvas.person), SETTINGS)[0]
    pipe.set_ip_adapter_scale(0.5)
    assert np.array_equal(one, two)
    assert not np.array_equal(one, _raw(pipeline, canvas, SETTINGS)[0])


@pytest.mark.parametrize("holding", ["model", "group", "sequential"])
def test_a_family_draws_the_same_however_it_is_held(pipeline, holding):
    """Models that come to the device while they work, or a few of their layers, and a VAE in
    tiles; both tasks, one after the other."""
    plan = replace(pipeline.plan, holding=holding, tiled=True)
    held = load._load(pipeline.checkpoint, plan, ())
    for task in ("head", "figure", "head"):
        canvas = canvas_for(pipeline, task)
        drawn, wanted = (_raw(one, canvas, SETTINGS)[0] for one in (held, pipeline))
        assert np.array_equal(drawn, wanted)


def test_weights_have_the_planned_number_format(pipeline):
    import torch

    kinds = {
        weight.dtype
        for part in pipeline.pipes["head"].components.values()
        if isinstance(part, torch.nn.Module)
        for weight in part.parameters()
    }
    assert kinds == {getattr(torch, pipeline.plan.dtype)}


def test_the_scheduler_is_the_one_on_the_card(everything_fetched):
    def steps(name: str, number: int, **more) -> list[float]:
        scheduler = load_pipeline(name, device="cpu").pipes["head"].scheduler
        scheduler.set_timesteps(number, **more)
        return [round(float(step), 1) for step in scheduler.timesteps]

    assert steps("sd15", 4) == [999, 759, 499, 259]  # LCM's own, of fifty
    assert steps("sdxl", 4) == [999, 749, 499, 249]  # trailing
    # shift 3: 3 s / (1 + 2 s) of 1, 3/4, 1/2, 1/4
    shifted = [1000, 900, 750, 500]
    assert steps("z-image", None, sigmas=[1, 0.75, 0.5, 0.25]) == shifted
    mu = np.log(3)
    assert steps("qwen-edit", None, sigmas=[1, 0.75, 0.5, 0.25], mu=mu) == shifted


def test_noise_begins_where_strength_says():
    assert sigmas_from(1.0, 4) == [1.0, 0.75, 0.5, 0.25]
    assert sigmas_from(0.4, 4) == pytest.approx([0.4, 0.3, 0.2, 0.1])


def test_guidance_of_1_costs_no_second_evaluation(pipeline):
    """Z-Image takes 0 for what is 1 elsewhere, Qwen evaluates twice as soon as it is given a
    negative prompt and a scale above 1."""
    pipe = pipeline.pipes["head"]
    settings = replace(SETTINGS, guidance=1.0, negative="blurry")
    words = pipeline.family.arguments(pipeline.checkpoint, pipe, canvas_for(pipeline), settings)
    scale = words.get("true_cfg_scale", words.get("guidance_scale"))
    assert scale == (0.0 if pipeline.checkpoint.family == "z_image" else 1.0)
    if pipeline.checkpoint.family == "qwen_edit":
        assert words["negative_prompt"] is None


def test_the_shape_is_given_whatever_picture_comes_last(pipeline):
    words = pipeline.family.arguments(
        pipeline.checkpoint, pipeline.pipes["head"], canvas_for(pipeline), SETTINGS
    )
    assert (words["height"], words["width"]) == (SIDE, SIDE)


def test_numbers_of_the_union_controlnet_are_those_of_its_card():
    """xinsir's: 0 openpose, 1 depth, 3 canny; promax has eight kinds."""
    modes = {control.kind: control.mode for control in load_catalogue()["sdxl"].controls}
    assert modes == {"openpose": 0, "depth": 1, "canny": 3}


def test_the_config_of_z_images_controlnet_is_shipped(everything_fetched):
    """diffusers would fetch it from a third party; without it 33 channels would be 16."""
    net = load_pipeline("z-image", device="cpu").pipes["head"].controlnet
    assert net.config.control_in_dim == 33
    assert net.config.add_control_noise_refiner == "control_noise_refiner"
    assert net.config.control_layers_places == [0, 2]


def test_classes_are_there_for_every_family():
    for entry in load_catalogue().values():
        family = find_family(entry.family)
        assert family.HELD_BY in ("controlnet", "strength", "reference")
        if entry.scheduler:
            assert hasattr(diffusers, entry.scheduler["class"])


def _raw(pipeline: Pipeline, canvas: Canvas, settings: Settings, seen: list | None = None):
    """Result and reference before an edit model's picture is laid back onto the draft, which
    random weights never match."""

    def note(step: int, steps: int, preview: object) -> None:
        if seen is not None:
            seen.append((step, steps))

    return draw_here(pipeline, canvas, settings, note, None)


def _coded(pipe, picture: np.ndarray) -> np.ndarray:
    """The picture through the pipeline's VAE."""
    import torch

    images = torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.inference_mode():
        if pipe.vae.__class__.__name__ == "AutoencoderKLQwenImage":
            images = images.unsqueeze(2)
        coded = pipe.vae.encode(images.to(pipe.vae.dtype))
        found = coded.latents if hasattr(coded, "latents") else coded.latent_dist.mode()
        decoded = pipe.vae.decode(found).sample.float()
    decoded = decoded[:, :, 0] if decoded.dim() == 5 else decoded
    return ((decoded[0].clamp(-1, 1) + 1) * 127.5).permute(1, 2, 0).numpy()
