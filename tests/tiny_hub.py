"""Small random checkpoints of the real classes, and a server that speaks the hub's protocol.

The checkpoints have the layout and file names of the ones in catalogue.toml; the server knows
what huggingface_hub asks when it downloads: revision, tree, and files with ETag and commit.
"""

import hashlib
import json
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CROSS = 32  # width of the text's vectors


def write_embedded_like(folder: Path) -> None:
    """A checkpoint like the embedded one at 64 pixels: VAE of factor 4, six control channels."""
    import torch
    from diffusers import AutoencoderTiny

    from minime.train.networks import assemble_pipeline

    torch.manual_seed(5)
    vae = AutoencoderTiny(
        encoder_block_out_channels=(8, 8, 8),
        decoder_block_out_channels=(8, 8, 8),
        num_encoder_blocks=(0, 1, 1),
        num_decoder_blocks=(1, 1, 0),
        latent_channels=8,
    )
    unet = _tiny_unet(channels=8, sample_size=16)
    controlnet = _tiny_controlnet(unet, widths=(8, 8, 8), channels=6)
    pipe = assemble_pipeline(vae, unet, controlnet, *_tiny_text())
    pipe.to(torch.float16).save_pretrained(folder, max_shard_size="100KB")


def write_hub(root: Path) -> None:
    """All repositories of the catalogue's sd15 entry under ``root``, tiny."""
    import torch
    from diffusers import AutoencoderKL, AutoencoderTiny, PNDMScheduler, StableDiffusionPipeline

    torch.manual_seed(6)
    unet = _tiny_unet(channels=4, sample_size=64)
    text_encoder, tokenizer = _tiny_text()
    base = StableDiffusionPipeline(
        vae=AutoencoderKL(block_out_channels=(8, 8, 8, 8), norm_num_groups=8, latent_channels=4,
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4),
        text_encoder=text_encoder, tokenizer=tokenizer, unet=unet,
        scheduler=PNDMScheduler(skip_prk_steps=True, steps_offset=1), safety_checker=None,
        feature_extractor=None, requires_safety_checker=False,
    )  # fmt: skip
    base.save_pretrained(root / "stable-diffusion-v1-5/stable-diffusion-v1-5", variant="fp16")
    face = root / "CrucibleAI/ControlNetMediaPipeFace/diffusion_sd15"
    _tiny_controlnet(unet, widths=(8, 8, 8, 8), channels=3).save_pretrained(face, variant="fp16")
    depth = root / "lllyasviel/control_v11f1p_sd15_depth"
    _tiny_controlnet(unet, widths=(8, 8, 8, 8), channels=3).save_pretrained(depth)
    vae = AutoencoderTiny(
        encoder_block_out_channels=(8,) * 4, decoder_block_out_channels=(8,) * 4, latent_channels=4
    )
    vae.save_pretrained(root / "madebyollin/taesd")
    _write_lora(unet, root / "latent-consistency/lcm-lora-sdv1-5")
    _write_ip_adapter(unet, root / "h94/IP-Adapter/models")


def _tiny_unet(*, channels: int, sample_size: int):
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        sample_size=sample_size,
        in_channels=channels,
        out_channels=channels,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        block_out_channels=(16, 32),
        layers_per_block=1,
        norm_num_groups=8,
        cross_attention_dim=CROSS,
        attention_head_dim=2,
    )


def _tiny_controlnet(unet, *, widths: tuple[int, ...], channels: int):
    """A ControlNet whose usually untrained (zero) convolutions are random, so that it acts."""
    import torch
    from diffusers import ControlNetModel

    net = ControlNetModel.from_unet(
        unet, conditioning_embedding_out_channels=widths, conditioning_channels=channels
    )
    silent = (net.controlnet_down_blocks, net.controlnet_mid_block, net.controlnet_cond_embedding)
    for module in silent:
        for weight in module.parameters():
            torch.nn.init.normal_(weight, std=0.2)
    return net


def _tiny_text():
    from transformers import CLIPTextConfig, CLIPTextModel

    from minime.train.networks import build_tokenizer

    tokenizer = build_tokenizer({"toy", "vinyl"})
    config = CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=CROSS, intermediate_size=CROSS,
        num_hidden_layers=1, num_attention_heads=2, max_position_embeddings=77,
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    return CLIPTextModel(config), tokenizer


def _write_lora(unet, folder: Path) -> None:
    """A LoRA in the key format of the real file, for all projections of the attention."""
    import torch
    from safetensors.torch import save_file

    weights = {}
    for name, layer in unet.named_modules():
        if name.endswith(("to_q", "to_k", "to_v")):
            key = f"lora_unet_{name.replace('.', '_')}"
            weights[f"{key}.lora_down.weight"] = torch.randn(4, layer.in_features) * 0.2
            weights[f"{key}.lora_up.weight"] = torch.randn(layer.out_features, 4) * 0.2
            weights[f"{key}.alpha"] = torch.tensor(4.0)
    folder.mkdir(parents=True)
    save_file(weights, folder / "pytorch_lora_weights.safetensors")


def _write_ip_adapter(unet, folder: Path) -> None:
    """An IP-Adapter of the "plus" kind, in the key format of the real file, and its encoder."""
    import torch
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    vision = CLIPVisionConfig(
        hidden_size=32, intermediate_size=32, projection_dim=32, num_hidden_layers=2,
        num_attention_heads=2, image_size=32, patch_size=16,
    )  # fmt: skip
    CLIPVisionModelWithProjection(vision).save_pretrained(folder / "image_encoder")
    shapes = {"latents": (1, 4, 64), "proj_in.weight": (64, 32), "proj_in.bias": (64,),
        "proj_out.weight": (CROSS, 64), "proj_out.bias": (CROSS,), "norm_out.weight": (CROSS,),
        "norm_out.bias": (CROSS,)}  # fmt: skip
    for layer in (f"layers.{index}" for index in range(4)):
        shapes |= {f"{layer}.0.{norm}.{part}": (64,) for norm in ("norm1", "norm2")
            for part in ("weight", "bias")}  # fmt: skip
        shapes |= {f"{layer}.0.to_q.weight": (64, 64), f"{layer}.0.to_kv.weight": (128, 64),
            f"{layer}.0.to_out.weight": (64, 64), f"{layer}.1.0.weight": (64,),
            f"{layer}.1.0.bias": (64,), f"{layer}.1.1.weight": (256, 64),
            f"{layer}.1.3.weight": (64, 256)}  # fmt: skip
    weights = {f"image_proj.{key}": torch.randn(shape) * 0.1 for key, shape in shapes.items()}
    crossings = [name for name in unet.attn_processors if name.endswith("attn2.processor")]
    for index, name in enumerate(crossings):
        width = unet.get_submodule(name.removesuffix(".processor")).to_q.out_features
        for part in ("k", "v"):
            key = f"ip_adapter.{2 * index + 1}.to_{part}_ip.weight"
            weights[key] = torch.randn(width, CROSS) * 0.1
    save_file(weights, folder / "ip-adapter-plus-face_sd15.safetensors")


def serve_hub(root: Path, port: int) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 that answers for the repositories under ``root``; not yet running."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Hub, root))


class _Hub(BaseHTTPRequestHandler):
    """GET and HEAD of api/models/OWNER/NAME/{revision,tree}/... and OWNER/NAME/resolve/..."""

    protocol_version = "HTTP/1.1"

    def __init__(self, root: Path, *arguments):
        self.root = root
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *arguments) -> None:
        """Nothing: the tests' output is not a server's log."""

    def _answer(self, *, with_body: bool) -> None:
        parts = self.path.split("?")[0].strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            body = self._describe("/".join(parts[2:4]), parts[4] if len(parts) > 4 else "revision")
            kind = "application/json"
        else:
            file = self.root.joinpath(*parts[:2], *parts[4:])
            body = file.read_bytes() if parts[2:3] == ["resolve"] and file.is_file() else None
            kind = "application/octet-stream"
        self.send_response(404 if body is None else 200)
        if body is None:
            self.send_header("X-Error-Code", "EntryNotFound")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body or b"")))
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{hashlib.sha1(body or b"").hexdigest()}"')
        self.end_headers()
        if with_body and body:
            self.wfile.write(body)

    def _describe(self, repo: str, what: str) -> bytes | None:
        folder = self.root / repo
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        names = [file.relative_to(folder).as_posix() for file in files]
        if not files:
            return None
        if what == "tree":
            rows = [
                {"type": "file", "path": name, "size": file.stat().st_size, "oid": "0" * 40}
                for name, file in zip(names, files, strict=True)
            ]
            return json.dumps(rows).encode()
        siblings = [{"rfilename": name} for name in names]
        return json.dumps({"id": repo, "sha": COMMIT, "siblings": siblings}).encode()
