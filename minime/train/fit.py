"""Trains the embedded checkpoint: pairs of our own renders in, a diffusers folder out.

    python -m minime.train.fit vae    --pairs DIR --out DIR --minutes 60
    python -m minime.train.fit unet   --pairs DIR --out DIR --minutes 90
    python -m minime.train.fit begin  --checkpoint minime/embedded --out DIR
    python -m minime.train.fit export --pairs DIR --out DIR --checkpoint minime/embedded

Pairs are those of dataset.py. ``--minutes`` is the budget of a stage as a whole: state is saved
every few minutes, a stage that was stopped goes on from there, and a finished one goes on when
it is given more. ``begin`` makes the state of a training anew from a checkpoint that it once
exported, which keeps the clocks but not the optimizer's moments.
"""

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from minime.diffuse.load import quiet
from minime.train import networks
from minime.train.dataset import (
    UNSEEN,
    control_batch,
    random_crops,
    read_pairs,
    to_tensor,
)
from minime.train.datasheet import describe_pairs
from minime.train.loss import guess_clean, picture_loss, vae_loss
from minime.train.mixing import find_fields, mix
from minime.train.state import Clock, load_part, resume_state, save_state

_CLOCKS = "training.json"  # in a checkpoint: steps and seconds of each stage, pairs of each run
_EARLIER = "earlier.json"  # in the state: pairs of the runs before the checkpoint it began from
_SAVE_EVERY_S = 120.0
_REPORT_EVERY_S = 60.0
_VAE_RATE = 2e-3
_UNET_BATCH, _UNET_RATE = 4, 6e-4
_EMA_DECAY = 0.998
# Chances of training without the whole ControlNet, without the words.
_DROP_CONTROL, _DROP_PROMPT = 0.05, 0.1
_LATENT_SHARE = 0.1  # of the latents' error in the loss


def fit_vae(pairs_dir: Path, out_dir: Path, minutes: float, device: str = "cpu") -> None:
    """Train the tiny VAE on crops of studio renders and drafts; leaves ``vae.safetensors``."""
    import torch

    pairs = read_pairs(pairs_dir, unseen=False)
    pictures = np.concatenate([pairs.studio, pairs.draft])
    unseen = to_tensor(read_pairs(pairs_dir, unseen=True).studio).to(device)
    vae = networks.build_vae().to(device)
    # More, cheaper steps serve better than big ones: the losses have no batch statistics.
    optimizer = torch.optim.AdamW(vae.parameters(), lr=_VAE_RATE, betas=(0.9, 0.98))
    clock = Clock(budget_s=minutes * 60)
    models = {"vae": vae}
    resume_state(out_dir / "vae", models, optimizer, clock)
    random = np.random.default_rng(clock.step)

    def take_step() -> float:
        images = to_tensor(random_crops(pictures, random)).to(device)
        images = images.contiguous(memory_format=torch.channels_last)
        return _descend(vae_loss(vae, images), optimizer, clock.rate(_VAE_RATE))

    def report() -> str:
        return f"unseen {_psnr(vae, unseen):.2f} dB"

    for _ in _train(clock, take_step, report):
        save_state(out_dir / "vae", models, optimizer, clock)


def fit_unet(
    pairs_dir: Path, out_dir: Path, minutes: float, device: str = "cpu", batch: int = _UNET_BATCH
) -> None:
    """Train UNet, ControlNet and text encoder to turn a draft into its studio render in one
    evaluation; leaves ``unet.safetensors``."""
    import torch

    pairs = read_pairs(pairs_dir, unseen=False)
    vae = _trained_vae(out_dir).to(device)
    clean, fields = _encode(vae, pairs.studio, device), find_fields(pairs)
    scale = _scale_of(clean, out_dir)
    tokenizer = networks.build_tokenizer(_words_of(pairs.prompts, out_dir))
    models = {name: model.to(device) for name, model in _build_denoiser(tokenizer).items()}
    ema = {f"{name}_ema": _copy(model) for name, model in models.items()}
    weights = [weight for model in models.values() for weight in model.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=_UNET_RATE, weight_decay=1e-3)
    clock = Clock(budget_s=minutes * 60)
    resume_state(out_dir / "unet", models | ema, optimizer, clock)
    random = np.random.default_rng(clock.step)
    torch.manual_seed(clock.step)
    alphas = networks.build_scheduler().alphas_cumprod.to(device)
    tokens = _tokenize(tokenizer, [*pairs.prompts, ""]).to(device)

    def take_step() -> float:
        rows = random.integers(0, len(clean), batch)
        words = np.where(random.random(len(rows)) < _DROP_PROMPT, len(tokens) - 1, rows)
        mixed = mix(pairs, fields, rows, random)
        control = control_batch(mixed, random).to(device)
        held = random.random() >= _DROP_CONTROL
        drafts = _encode(vae, mixed.draft, device) * scale
        guess = guess_clean(models, drafts, control if held else None, tokens[words], alphas)
        loss = _LATENT_SHARE * (guess - clean[rows] * scale).square().mean()
        loss = loss + picture_loss(vae, guess / scale, mixed, random)
        value = _descend(loss, optimizer, clock.rate(_UNET_RATE))
        _follow(models, ema, min(_EMA_DECAY, (1 + clock.step) / (10 + clock.step)))
        return value

    for _ in _train(clock, take_step, lambda: ""):
        save_state(out_dir / "unet", models | ema, optimizer, clock)


def begin(checkpoint: Path, out_dir: Path) -> None:
    """Make ``out_dir`` the state of a training that had come as far as ``checkpoint``."""
    import torch
    from diffusers import StableDiffusionControlNetImg2ImgPipeline

    with quiet():
        pipeline = StableDiffusionControlNetImg2ImgPipeline.from_pretrained(
            checkpoint, dtype=torch.float32, use_safetensors=True
        )
    models = {name: getattr(pipeline, name) for name in ("unet", "controlnet", "text_encoder")}
    models["controlnet"] = _widen(models["controlnet"], pipeline.unet)
    ema = {f"{name}_ema": model for name, model in models.items()}
    clocks = json.loads((checkpoint / _CLOCKS).read_text())
    moments = torch.optim.AdamW(pipeline.unet.parameters())  # none yet
    for stage, parts in (("vae", {"vae": pipeline.vae}), ("unet", models | ema)):
        save_state(out_dir / stage, parts, moments, Clock(budget_s=0.0, **clocks[stage]))
    scale = pipeline.vae.config.scaling_factor
    (out_dir / "scale.json").write_text(json.dumps({"scaling_factor": scale}))
    ends = (piece for piece in pipeline.tokenizer.get_vocab() if piece.endswith("</w>"))
    words = sorted(piece.removesuffix("</w>") for piece in ends)
    (out_dir / "words.json").write_text(json.dumps(words))
    (out_dir / _EARLIER).write_text(json.dumps(clocks["pairs"]))


def export(pairs_dir: Path, out_dir: Path, checkpoint: Path) -> None:
    """Write the smoothed weights as a diffusers folder in float16, shards below 9 MB."""
    import torch
    from safetensors.torch import load_file

    words = set(json.loads((out_dir / "words.json").read_text()))
    tokenizer = networks.build_tokenizer(words)
    models = _build_denoiser(tokenizer)
    state = load_file(out_dir / "unet.safetensors")
    for name, model in models.items():
        load_part(model, state, f"{name}_ema.")
    vae = _trained_vae(out_dir)
    vae.register_to_config(**json.loads((out_dir / "scale.json").read_text()))
    pipeline = networks.assemble_pipeline(
        vae, models["unet"], models["controlnet"], models["text_encoder"], tokenizer
    )
    pipeline.to(torch.float16)
    # transformers loads a text encoder as it was saved, diffusers everything else in float32.
    pipeline.text_encoder.float()
    pipeline.save_pretrained(checkpoint, max_shard_size="9MB")
    clocks = {part: json.loads((out_dir / f"{part}.json").read_text()) for part in ("vae", "unet")}
    earlier = out_dir / _EARLIER
    pairs = json.loads(earlier.read_text()) if earlier.exists() else []
    pairs.append(len(read_pairs(pairs_dir, unseen=False).prompts))
    (checkpoint / _CLOCKS).write_text(json.dumps({**clocks, "pairs": pairs}, indent=1) + "\n")
    card = _model_card(pairs, clocks, describe_pairs(pairs_dir))
    (checkpoint / "README.md").write_text(card)


# ---- one step of each stage ------------------------------------------------------------


def _descend(loss, optimizer, rate: float) -> float:
    """One optimizer step at ``rate``; returns the loss."""
    import torch

    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    weights = [weight for group in optimizer.param_groups for weight in group["params"]]
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimizer.step()
    return float(loss.detach())


def _train(
    clock: Clock, take_step: Callable[[], float], report: Callable[[], str]
) -> Iterator[None]:
    """Step until the budget is spent; yields whenever the state should be saved."""
    saved = reported = clock.spent_s
    losses: list[float] = []
    while clock.spent_s < clock.budget_s:
        started = time.monotonic()
        losses.append(take_step())
        clock.step += 1
        clock.spent_s += time.monotonic() - started
        if clock.spent_s - reported > _REPORT_EVERY_S or clock.spent_s >= clock.budget_s:
            _say(f"step {clock.step} {clock.spent_s / 60:.1f} min", np.mean(losses), report())
            reported, losses = clock.spent_s, []
        if clock.spent_s - saved > _SAVE_EVERY_S:
            yield
            saved = clock.spent_s
    yield


# ---- latents and words ------------------------------------------------------------------


def _encode(vae, images: np.ndarray, device: str):
    """Latents of all pictures, a few at a time."""
    import torch

    with torch.no_grad():
        batches = (to_tensor(images[i : i + 8]).to(device) for i in range(0, len(images), 8))
        return torch.cat([vae.encode(batch).latents for batch in batches]).contiguous()


def _scale_of(latents, out_dir: Path) -> float:
    """What brings latents to unit spread; fixed by the first run of the stage."""
    file = out_dir / "scale.json"
    if not file.exists():
        file.write_text(json.dumps({"scaling_factor": 1.0 / float(latents.std())}))
    return json.loads(file.read_text())["scaling_factor"]


def _psnr(vae, images) -> float:
    """Mean PSNR in dB of ``images`` (n, 3, h, w) in [-1, 1] through the VAE and back."""
    import torch

    with torch.no_grad():
        errors = []
        for image in images.split(4):
            back = vae.decode(vae.encode(image).latents).sample.clamp(-1, 1)
            errors += ((back - image) / 2).square().mean((1, 2, 3)).tolist()
    return float(np.mean([-10 * math.log10(error + 1e-10) for error in errors]))


def _words_of(prompts: tuple[str, ...], out_dir: Path) -> set[str]:
    """The words that get a token of their own; fixed by the first run of the stage."""
    file = out_dir / "words.json"
    if not file.exists():
        words = {word.strip(",.;:!?()\"'") for text in prompts for word in text.lower().split()}
        file.write_text(json.dumps(sorted(words - {""})))
    return set(json.loads(file.read_text()))


def _tokenize(tokenizer, prompts: list[str]):
    """(n, 77) token numbers."""
    return tokenizer(prompts, padding="max_length", truncation=True, return_tensors="pt").input_ids


# ---- weights and state -----------------------------------------------------------------


def _build_denoiser(tokenizer) -> dict:
    unet = networks.build_unet()
    return {
        "unet": unet,
        "controlnet": networks.build_controlnet(unet),
        "text_encoder": networks.build_text_encoder(tokenizer),
    }


def _trained_vae(out_dir: Path):
    from safetensors.torch import load_file

    vae = networks.build_vae()
    load_part(vae, load_file(out_dir / "vae.safetensors"), "vae.")
    return vae.eval().requires_grad_(False)


def _widen(controlnet, unet):
    """The same ControlNet with as many control channels as now, the new ones unheard at first."""
    import torch

    key = "controlnet_cond_embedding.conv_in.weight"
    state = controlnet.state_dict()
    more = networks.CONTROL_CHANNELS - state[key].shape[1]
    state[key] = torch.nn.functional.pad(state[key], (0, 0, 0, 0, 0, more))
    wide = networks.build_controlnet(unet)
    wide.load_state_dict(state)
    return wide


def _copy(model):
    import copy

    return copy.deepcopy(model).requires_grad_(False)


def _follow(models: dict, ema: dict, decay: float) -> None:
    """Move the smoothed weights towards the trained ones."""
    import torch

    with torch.no_grad():
        for name, model in models.items():
            slow = list(ema[f"{name}_ema"].parameters())
            torch._foreach_lerp_(slow, list(model.parameters()), 1 - decay)


def _say(where: str, loss: float, more: str) -> None:
    import sys

    sys.stdout.write(f"{where} loss {loss:.4f} {more}\n")
    sys.stdout.flush()


def _model_card(pairs: list[int], stages: dict, people: str) -> str:
    template = (Path(__file__).parent / "model_card.md").read_text()
    return template.format(
        pairs=" and then ".join(map(str, pairs)),
        unseen=UNSEEN,
        people=people,
        vae_minutes=round(stages["vae"]["spent_s"] / 60),
        vae_steps=stages["vae"]["step"],
        unet_minutes=round(stages["unet"]["spent_s"] / 60),
        unet_steps=stages["unet"]["step"],
    )


def main() -> None:
    """Read the command line and run one stage."""
    parser = argparse.ArgumentParser(prog="python -m minime.train.fit", description=__doc__)
    parser.add_argument("stage", choices=("vae", "unet", "begin", "export"))
    parser.add_argument("--pairs", type=Path, help="what minime.train.pairs wrote")
    parser.add_argument("--out", type=Path, required=True, help="state of the training")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--batch", type=int, default=_UNET_BATCH, help="of the unet stage")
    parser.add_argument("--checkpoint", type=Path, default=Path("minime/embedded"))
    chosen = parser.parse_args()
    if chosen.threads:
        import torch

        torch.set_num_threads(chosen.threads)
    if chosen.stage == "begin":
        begin(chosen.checkpoint, chosen.out)
        return
    if chosen.pairs is None:
        parser.error(f"{chosen.stage} needs --pairs, a folder that minime.train.pairs wrote.")
    if chosen.stage == "export":
        export(chosen.pairs, chosen.out, chosen.checkpoint)
    elif chosen.stage == "vae":
        fit_vae(chosen.pairs, chosen.out, chosen.minutes, chosen.device)
    else:
        fit_unet(chosen.pairs, chosen.out, chosen.minutes, chosen.device, chosen.batch)


if __name__ == "__main__":
    main()
