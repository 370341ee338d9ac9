"""The training of the embedded checkpoint, in small: it starts, stops, goes on and exports."""

import json

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from minime.diffuse.load import load_pipeline
from minime.selfie.face import template
from minime.train import fit
from minime.train.dataset import Pairs, read_pairs
from minime.train.mixing import find_fields, mix
from minime.train.networks import build_tokenizer
from minime.train.pairs import Pair, read_pair, write_pair
from minime.train.people import express, random_person
from minime.train.state import Clock

SECONDS = 3.0


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """Six pairs: soft blots, and the same with stripes; and a person whose face was not found."""
    folder = tmp_path_factory.mktemp("pairs")
    rng = np.random.default_rng(0)
    landmarks = template()[0] * (1, -1, 1) + (192, 192, 0)
    for number in range(6):
        blot = np.kron(rng.integers(40, 200, (8, 8, 3)), np.ones((48, 48, 1))).astype(np.uint8)
        stripes = (np.arange(384) // 6 % 2 * 30).astype(np.uint8)[:, None]
        pair = Pair(
            draft=blot,
            studio=blot + stripes,
            paint=blot,
            normals=np.full_like(blot, 128),
            landmarks=landmarks.astype(np.float32),
            prompt="a toy with stripes",
        )
        write_pair(folder / f"{number:04d}.npz", pair)
    write_pair(folder / "0006.npz", None)
    return folder


@pytest.fixture(scope="module")
def run(pairs, tmp_path_factory):
    """Both stages: the VAE in two parts, as if it had been stopped between."""
    out = tmp_path_factory.mktemp("run")
    fit.fit_vae(pairs, out, SECONDS / 60)
    half = json.loads((out / "vae.json").read_text())["step"]
    fit.fit_vae(pairs, out, 2 * SECONDS / 60)
    fit.fit_unet(pairs, out, SECONDS / 60)
    return out, half


def test_unseen_pairs_are_never_trained_on(pairs):
    seen, unseen = (read_pairs(pairs, unseen=kind) for kind in (False, True))
    assert len(seen.prompts) == 5 and len(unseen.prompts) == 1
    assert not any(np.array_equal(unseen.draft[0], draft) for draft in seen.draft)


def test_a_pair_is_read_as_it_was_written(pairs):
    one = read_pair(pairs / "0000.npz")
    assert one.draft.shape == one.normals.shape == (384, 384, 3) and one.landmarks.shape == (478, 3)
    stripes = one.studio.astype(int) - one.draft
    assert abs(stripes[:, 6:12].mean() - 30) < 4 and abs(stripes[:, :6].mean()) < 4
    assert read_pair(pairs / "0006.npz") is None


def test_what_was_done_to_one_face_is_laid_onto_another():
    """A stain on the forehead of one, none on the other, whose head is half as large: borrowed, it
    lies on that forehead; studio and landmarks stay."""
    flat = template()[0] * (1, -1, 1)
    landmarks = np.stack([flat * 1.2 + (128, 128, 0), flat * 0.6 + (150, 110, 0)])
    studio = np.full((2, 256, 256, 3), 150, np.uint8)
    draft, spot = studio.copy(), landmarks[0, 151, :2].round().astype(int)
    draft[0, spot[1] - 5 : spot[1] + 5, spot[0] - 5 : spot[0] + 5] = 60
    pairs = Pairs(
        draft=draft, studio=studio, paint=studio, normals=studio, face_map=studio,
        landmarks=landmarks, prompts=("one", "other"),
    )  # fmt: skip
    fields, random = find_fields(pairs), np.random.default_rng(0)
    x, y = landmarks[1, 151, :2].round().astype(int)
    stained = []
    for _ in range(40):
        mixed = mix(pairs, fields, np.array([1]), random)
        assert np.array_equal(mixed.studio[0], studio[1]) and mixed.prompts == ("other",)
        changed = (150 - mixed.draft[0].astype(int)).max(-1)
        assert changed[:40].max() == 0  # beyond the face
        if changed.max() > 5:
            stained.append(abs(np.argwhere(changed > changed.max() / 2).mean(0) - (y, x)).max())
            assert np.array_equal(mixed.draft, mixed.paint)
    assert 5 < len(stained) < 35 and max(stained) < 3


def test_a_stopped_stage_goes_on_where_it_was(run):
    out, half = run
    clock = json.loads((out / "vae.json").read_text())
    assert 0 < half < clock["step"] and clock["spent_s"] >= 2 * SECONDS


def test_the_export_is_a_checkpoint_that_draws(run, pairs, tmp_path):
    fit.export(pairs, run[0], tmp_path / "checkpoint")
    pipeline = load_pipeline(str(tmp_path / "checkpoint"), device="cpu")
    assert pipeline.size == 256 and len(pipeline.wants("head")) == 4
    files = list((tmp_path / "checkpoint").rglob("*.safetensors"))
    assert files and max(file.stat().st_size for file in files) < 10e6
    card = (tmp_path / "checkpoint" / "README.md").read_text()
    assert "5 pairs" in card and "{" not in card
    assert "6 pairs; in 1 more photos no face was found." in card and "| glasses | no" in card


def test_training_goes_on_from_an_exported_checkpoint(run, pairs, tmp_path):
    fit.export(pairs, run[0], tmp_path / "checkpoint")
    fit.begin(tmp_path / "checkpoint", tmp_path / "again")
    for stage in ("vae", "unet"):
        clocks = [
            json.loads((out / f"{stage}.json").read_text()) for out in (run[0], tmp_path / "again")
        ]
        assert clocks[0] == clocks[1]
    vocabularies = [
        build_tokenizer(set(json.loads((out / "words.json").read_text()))).get_vocab()
        for out in (run[0], tmp_path / "again")
    ]
    assert vocabularies[0] == vocabularies[1]
    old, new = (load_file(out / "unet.safetensors") for out in (run[0], tmp_path / "again"))
    weight = "unet_ema.conv_in.weight"
    assert torch.equal(new[weight], old[weight].half().float())
    fit.fit_unet(pairs, tmp_path / "again", (clocks[1]["spent_s"] + SECONDS) / 60)
    later = json.loads((tmp_path / "again/unet.json").read_text())
    assert later["step"] > clocks[1]["step"]
    moved = load_file(tmp_path / "again/unet.safetensors")[weight]
    assert not torch.equal(moved, new[weight])
    fit.export(pairs, tmp_path / "again", tmp_path / "later")
    assert "5 and then 5 pairs" in (tmp_path / "later" / "README.md").read_text()


def test_the_rate_warms_up_and_cools_down():
    rates = [
        Clock(budget_s=10, step=s, spent_s=t).rate(1.0) for s, t in ((0, 0), (100, 0), (500, 10))
    ]
    assert rates[0] < 0.02 and rates[1] == 1.0 and rates[2] == pytest.approx(0.01)


def test_a_person_is_determined_by_the_seed():
    one, same, other = (random_person(seed, hair_styles=("bob", "crop")) for seed in (3, 3, 4))
    assert np.array_equal(one.landmarks, same.landmarks) and one.traits == same.traits
    assert not np.array_equal(one.landmarks, other.landmarks)


def test_an_open_mouth_moves_the_lower_lip_down_and_leaves_the_eyes():
    calm = random_person(1, hair_styles=("bob",)).landmarks
    still = {"smile": 0.0, "brows": 0.0, "eyes_open": 1.0}
    moved = express(calm, mouth_open=1.0, **still) - express(calm, mouth_open=0.0, **still)
    assert moved[17, 1] < -8 and np.abs(moved[[33, 263]]).max() < 0.5
