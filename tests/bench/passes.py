"""A head pass of ``sd15`` against the plain script for the same picture, on the real architecture
with random weights (values do not change the speed).

    python tests/bench/passes.py FOLDER [--plain-steps 20] [--sizes 512 768 1024]

FOLDER takes the weights (6 GB), written once. The plain script: float32, 20 steps, guidance 7.5,
full VAE, one ControlNet. Each runs in a process of its own, the first pass is not counted, and peak
memory is that process's. Prints one JSON object. Run it alone.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from tiny_models import _write_ip_adapter, _write_lora  # noqa: E402

from minime.diffuse.canvas import Canvas, Settings, to_pil  # noqa: E402
from minime.diffuse.catalogue import Checkpoint, Source, find_checkpoint  # noqa: E402

PROMPT = "a vinyl toy in a box, studio light"


def main() -> None:
    """Write the weights if they are not there, run both, print seconds, memory and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plain-steps", type=int, default=20)
    parser.add_argument("--sizes", type=int, nargs="*", default=[512])
    args = parser.parse_args()
    if not (args.folder / "unet").is_dir():
        _alone(write_weights, args.folder)
    measured = {"ours": [_alone(ours, args.folder, size) for size in args.sizes]}
    if args.plain_steps:
        measured["plain"] = _alone(plain, args.folder, args.plain_steps)
        measured["times_faster"] = round(measured["plain"]["s"] / measured["ours"][0]["s"], 1)
        measured["memory_share"] = round(measured["ours"][0]["gb"] / measured["plain"]["gb"], 2)
    print(json.dumps(measured))


def write_weights(folder: Path) -> None:
    """Stable Diffusion 1.5, two ControlNets, LoRA, tiny VAE and IP-Adapter in their real sizes."""
    import torch
    from diffusers import (
        AutoencoderKL,
        AutoencoderTiny,
        ControlNetModel,
        PNDMScheduler,
        StableDiffusionPipeline,
        UNet2DConditionModel,
    )
    from tiny_models import _tiny_text
    from transformers import (
        CLIPImageProcessor,
        CLIPTextConfig,
        CLIPTextModel,
        CLIPVisionConfig,
        CLIPVisionModelWithProjection,
    )

    half = torch.float16
    unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=768)
    vae = AutoencoderKL(
        block_out_channels=(128, 256, 512, 512), layers_per_block=2,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    )  # fmt: skip
    text = CLIPTextConfig(
        hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12
    )
    StableDiffusionPipeline(
        vae=vae.to(half), text_encoder=CLIPTextModel(text).to(half), tokenizer=_tiny_text()[1],
        unet=unet.to(half), scheduler=PNDMScheduler(skip_prk_steps=True, steps_offset=1),
        safety_checker=None, feature_extractor=CLIPImageProcessor(),
        requires_safety_checker=False,
    ).save_pretrained(folder)  # fmt: skip
    for name in ("face", "depth"):
        ControlNetModel.from_unet(unet).to(half).save_pretrained(folder / name)
    AutoencoderTiny().to(half).save_pretrained(folder / "taesd")
    _write_lora(unet, folder / "lora", name="pytorch_lora_weights.safetensors")
    vision = CLIPVisionConfig(
        hidden_size=1280, intermediate_size=5120, num_hidden_layers=32, num_attention_heads=16,
        patch_size=14, projection_dim=1024,
    )  # fmt: skip
    adapter = folder / "models"
    name = "ip-adapter-plus-face_sd15.safetensors"
    _write_ip_adapter(unet, adapter, name=name, encoder=adapter / "image_encoder", cross=768)
    encoder = CLIPVisionModelWithProjection(vision).to(half)
    encoder.save_pretrained(adapter / "image_encoder")
    _widen_adapter(adapter / name, unet)


def _widen_adapter(path: Path, unet) -> None:
    """The small adapter's weights in the sizes of the real one."""
    import torch
    from safetensors.torch import load_file, save_file

    def real(name: str, weight):
        sizes = {32: 1280, 64: 768, 128: 1536, 256: 3072, 4: 16}
        if not name.startswith("image_proj"):
            return weight
        return torch.randn([sizes.get(n, n) for n in weight.shape]).mul(0.02).half()

    save_file({name: real(name, w) for name, w in load_file(path).items()}, path)


def ours(folder: Path, side: int) -> dict:
    """Seconds of a head pass by the catalogue's ``sd15``, as this machine holds it."""
    from minime.diffuse import load
    from minime.diffuse.passes import draw_here
    from minime.diffuse.plans import plans_for

    entry = replace(_local(find_checkpoint("sd15"), folder), size=side)
    plan = plans_for(entry)[0]
    began = time.perf_counter()
    pipeline = load._load(entry, plan, ())
    loaded = time.perf_counter() - began
    settings = Settings(**entry.sliders, prompt=PROMPT)
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        draw_here(pipeline, _canvas(side), settings, None, None)
        seconds.append(time.perf_counter() - began)
    return {"px": side, "plan": plan.told(), "load_s": round(loaded, 1)} | _told(seconds[1])


def plain(folder: Path, steps: int) -> dict:
    """Seconds of the same by the script that everybody starts with."""
    import torch
    from diffusers import ControlNetModel, StableDiffusionControlNetImg2ImgPipeline

    net = ControlNetModel.from_pretrained(folder / "face", dtype=torch.float32)
    pipe = StableDiffusionControlNetImg2ImgPipeline.from_pretrained(
        folder, controlnet=net, safety_checker=None, dtype=torch.float32
    )
    picture = to_pil(_canvas(512).picture)

    def draw(number: int) -> float:
        began = time.perf_counter()
        pipe(PROMPT, image=picture, control_image=picture, num_inference_steps=number,
             strength=1.0, guidance_scale=7.5)  # fmt: skip
        return time.perf_counter() - began

    draw(1)
    return {"px": 512, "steps": steps} | _told(draw(steps))


def _local(entry: Checkpoint, folder: Path) -> Checkpoint:
    """The catalogue's entry with the parts of ``folder``."""

    def here(part: str, **more) -> Source:
        return Source(place=str(folder / part), local=True, **more)

    controls = [replace(c, source=here(c.kind)) for c in entry.controls]
    return replace(
        entry,
        base=here("."),
        controls=tuple(controls),
        lora=here("lora", files=entry.lora.files),
        vae=here("taesd"),
        identity=replace(entry.identity, place=str(folder), local=True),
    )


def _canvas(side: int) -> Canvas:
    picture = np.random.default_rng(0).integers(0, 255, (side, side, 3), dtype=np.uint8)
    mask = np.ones((side, side), np.float32)
    return Canvas(task="head", picture=picture, mask=mask, maps={"face": picture}, person=picture)


def _told(seconds: float) -> dict:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {"s": round(seconds, 1), "gb": round(peak, 2)}


def _alone(work, *arguments):
    """What ``work`` returns, done in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


if __name__ == "__main__":
    main()
