"""Small random checkpoints of the real classes, in the layout and with the file names of the ones
in catalogue.toml."""

from pathlib import Path

CROSS = 32  # width of the text's vectors
_VAE = {
    "block_out_channels": (8, 8, 8, 8),
    "norm_num_groups": 8,
    "latent_channels": 4,
    "sample_size": 1024,  # tiles are as large
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
}


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


def write_sd15(root: Path) -> None:
    """All repositories of the entry ``sd15`` under ``root``."""
    import torch
    from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline
    from transformers import CLIPImageProcessor

    torch.manual_seed(6)
    unet = _tiny_unet(channels=4, sample_size=64)
    text_encoder, tokenizer = _tiny_text()
    base = StableDiffusionPipeline(
        vae=AutoencoderKL(**_VAE),
        text_encoder=text_encoder, tokenizer=tokenizer, unet=unet,
        scheduler=PNDMScheduler(skip_prk_steps=True, steps_offset=1), safety_checker=None,
        feature_extractor=CLIPImageProcessor(), requires_safety_checker=False,
    )  # fmt: skip
    base.save_pretrained(root / "stable-diffusion-v1-5/stable-diffusion-v1-5", variant="fp16")
    face = root / "CrucibleAI/ControlNetMediaPipeFace/diffusion_sd15"
    _tiny_controlnet(unet, widths=(8, 8, 8, 8), channels=3).save_pretrained(face, variant="fp16")
    depth = root / "lllyasviel/control_v11f1p_sd15_depth"
    _tiny_controlnet(unet, widths=(8, 8, 8, 8), channels=3).save_pretrained(depth)
    _write_tiny_vae(root / "madebyollin/taesd")
    _write_lora(
        unet,
        root / "latent-consistency/lcm-lora-sdv1-5",
        name="pytorch_lora_weights.safetensors",
    )
    models = root / "h94/IP-Adapter/models"
    _write_ip_adapter(
        unet,
        models,
        name="ip-adapter-plus-face_sd15.safetensors",
        encoder=models / "image_encoder",
        cross=CROSS,
    )


def _write_tiny_vae(folder: Path) -> None:
    from diffusers import AutoencoderTiny

    AutoencoderTiny(
        encoder_block_out_channels=(8,) * 4, decoder_block_out_channels=(8,) * 4, latent_channels=4
    ).save_pretrained(folder)


def _speak(*modules) -> None:
    """Random weights for what is zero before any training, so that it acts."""
    import torch

    for module in modules:
        for weight in module.parameters():
            torch.nn.init.normal_(weight, std=0.2)


def _tiny_unet(*, channels: int, sample_size: int, cross: int = CROSS, **more):
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
        cross_attention_dim=cross,
        attention_head_dim=2,
        **more,
    )


def _tiny_controlnet(unet, *, widths: tuple[int, ...], channels: int):
    from diffusers import ControlNetModel

    net = ControlNetModel.from_unet(
        unet, conditioning_embedding_out_channels=widths, conditioning_channels=channels
    )
    _speak(net.controlnet_down_blocks, net.controlnet_mid_block, net.controlnet_cond_embedding)
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


def _write_lora(unet, folder: Path, *, name: str) -> None:
    """A LoRA in the key format of the real file, for all projections of the attention."""
    import torch
    from safetensors.torch import save_file

    weights = {}
    for path, layer in unet.named_modules():
        if path.endswith(("to_q", "to_k", "to_v")):
            key = f"lora_unet_{path.replace('.', '_')}"
            weights[f"{key}.lora_down.weight"] = torch.randn(4, layer.in_features) * 0.2
            weights[f"{key}.lora_up.weight"] = torch.randn(layer.out_features, 4) * 0.2
            weights[f"{key}.alpha"] = torch.tensor(4.0)
    folder.mkdir(parents=True)
    save_file(weights, folder / name)


def _write_ip_adapter(unet, folder: Path, *, name: str, encoder: Path, cross: int) -> None:
    """An IP-Adapter of the "plus" kind, in the key format of the real file, and its encoder."""
    import torch
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    vision = CLIPVisionConfig(
        hidden_size=32, intermediate_size=32, projection_dim=32, num_hidden_layers=2,
        num_attention_heads=2, image_size=224, patch_size=56,
    )  # fmt: skip
    CLIPVisionModelWithProjection(vision).save_pretrained(encoder)
    shapes = {"latents": (1, 4, 64), "proj_in.weight": (64, 32), "proj_in.bias": (64,),
        "proj_out.weight": (cross, 64), "proj_out.bias": (cross,), "norm_out.weight": (cross,),
        "norm_out.bias": (cross,)}  # fmt: skip
    for layer in (f"layers.{index}" for index in range(4)):
        shapes |= {f"{layer}.0.{norm}.{part}": (64,) for norm in ("norm1", "norm2")
            for part in ("weight", "bias")}  # fmt: skip
        shapes |= {f"{layer}.0.to_q.weight": (64, 64), f"{layer}.0.to_kv.weight": (128, 64),
            f"{layer}.0.to_out.weight": (64, 64), f"{layer}.1.0.weight": (64,),
            f"{layer}.1.0.bias": (64,), f"{layer}.1.1.weight": (256, 64),
            f"{layer}.1.3.weight": (64, 256)}  # fmt: skip
    weights = {f"image_proj.{key}": torch.randn(shape) * 0.1 for key, shape in shapes.items()}
    crossings = [path for path in unet.attn_processors if path.endswith("attn2.processor")]
    for index, path in enumerate(crossings):
        width = unet.get_submodule(path.removesuffix(".processor")).to_q.out_features
        for part in ("k", "v"):
            key = f"ip_adapter.{2 * index + 1}.to_{part}_ip.weight"
            weights[key] = torch.randn(width, cross) * 0.1
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / name)


def write_sdxl(root: Path) -> None:
    """All repositories of the entry ``sdxl`` under ``root``."""
    import torch
    from diffusers import (
        AutoencoderKL,
        ControlNetUnionModel,
        EulerDiscreteScheduler,
        StableDiffusionXLPipeline,
    )
    from transformers import CLIPTextModelWithProjection

    torch.manual_seed(7)
    unet = _tiny_unet(
        channels=4,
        sample_size=128,
        cross=2 * CROSS,
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        projection_class_embeddings_input_dim=6 * 8 + CROSS,
        use_linear_projection=True,
    )
    (one, tokenizer), (two, other) = _tiny_text(), _tiny_text()
    two.config.projection_dim = CROSS
    two = CLIPTextModelWithProjection(two.config)
    base = StableDiffusionXLPipeline(
        vae=AutoencoderKL(**_VAE), text_encoder=one, text_encoder_2=two, tokenizer=tokenizer,
        tokenizer_2=other, unet=unet, scheduler=EulerDiscreteScheduler(), add_watermarker=False,
    )  # fmt: skip
    base.save_pretrained(root / "stabilityai/stable-diffusion-xl-base-1.0", variant="fp16")
    net = ControlNetUnionModel.from_unet(
        unet, conditioning_embedding_out_channels=(8, 8, 8, 8), load_weights_from_unet=False
    )
    # What from_unet does not ask for would stay at the width of the real one.
    usual = {name: value for name, value in net.config.items() if name != "_use_default_values"}
    usual |= {"num_control_type": 8, "num_trans_channel": 16, "num_trans_head": 2}
    net = ControlNetUnionModel.from_config(usual | {"num_proj_channel": 16})
    _speak(net.controlnet_down_blocks, net.controlnet_mid_block, net.controlnet_cond_embedding)
    net.save_pretrained(root / "OzzyGT/controlnet-union-promax-sdxl-1.0", variant="fp16")
    _write_tiny_vae(root / "madebyollin/taesdxl")
    _write_lora(
        unet, root / "ByteDance/SDXL-Lightning", name="sdxl_lightning_4step_lora.safetensors"
    )
    _write_ip_adapter(
        unet,
        root / "h94/IP-Adapter/sdxl_models",
        name="ip-adapter-plus-face_sdxl_vit-h.safetensors",
        encoder=root / "h94/IP-Adapter/models/image_encoder",
        cross=2 * CROSS,
    )


def write_z_image(root: Path) -> None:
    """Both repositories of the entry ``z-image`` under ``root``."""
    import torch
    from diffusers import (
        AutoencoderKL,
        FlowMatchEulerDiscreteScheduler,
        ZImageControlNetModel,
        ZImagePipeline,
        ZImageTransformer2DModel,
    )
    from safetensors.torch import save_file
    from transformers import Qwen3Model

    torch.manual_seed(8)
    sizes = {"dim": 32, "n_heads": 2, "n_kv_heads": 2, "n_refiner_layers": 2}
    transformer = ZImageTransformer2DModel(
        **sizes, n_layers=4, cap_feat_dim=16, axes_dims=[4, 6, 6], axes_lens=[1024, 512, 512]
    )
    ZImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
        vae=AutoencoderKL(**_VAE | {"latent_channels": 16, "shift_factor": 0.1}),
        text_encoder=Qwen3Model(_qwen3(layers=2)),
        tokenizer=_qwen_tokenizer(),
        transformer=transformer,
    ).save_pretrained(root / "Tongyi-MAI/Z-Image-Turbo")
    net = ZImageControlNetModel(
        **sizes,
        control_layers_places=[0, 2],
        control_refiner_layers_places=[0, 1],
        control_in_dim=33,
        add_control_noise_refiner="control_noise_refiner",
    )
    _speak(net)
    folder = root / "alibaba-pai/Z-Image-Turbo-Fun-Controlnet-Union-2.1"
    folder.mkdir(parents=True)
    save_file(
        net.state_dict(),
        folder / "Z-Image-Turbo-Fun-Controlnet-Union-2.1-2602-8steps.safetensors",
    )


def write_klein(root: Path) -> None:
    """The repository of the entry ``flux2-klein`` under ``root``."""
    import torch
    from diffusers import (
        AutoencoderKLFlux2,
        FlowMatchEulerDiscreteScheduler,
        Flux2KleinPipeline,
        Flux2Transformer2DModel,
    )
    from transformers import Qwen3ForCausalLM

    torch.manual_seed(9)
    Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift=3.0),
        vae=AutoencoderKLFlux2(
            block_out_channels=(8, 8, 8, 8), layers_per_block=1, latent_channels=4,
            norm_num_groups=8,
        ),
        text_encoder=Qwen3ForCausalLM(_qwen3(layers=28)),  # the 9th, 18th and 27th are read
        tokenizer=_qwen_tokenizer(),
        transformer=Flux2Transformer2DModel(
            in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16,
            num_attention_heads=2, joint_attention_dim=3 * 16, axes_dims_rope=(4, 4, 4, 4),
            guidance_embeds=False,
        ),
        is_distilled=True,
    ).save_pretrained(root / "black-forest-labs/FLUX.2-klein-4B")  # fmt: skip


def write_qwen(root: Path) -> None:
    """Both repositories of the entry ``qwen-edit`` under ``root``."""
    import torch
    from diffusers import (
        AutoencoderKLQwenImage,
        FlowMatchEulerDiscreteScheduler,
        QwenImageEditPlusPipeline,
        QwenImageTransformer2DModel,
    )
    from safetensors.torch import save_file
    from transformers import (
        Qwen2_5_VLConfig,
        Qwen2_5_VLForConditionalGeneration,
        Qwen2VLImageProcessor,
        Qwen2VLProcessor,
        Qwen2VLVideoProcessor,
    )

    torch.manual_seed(10)
    tokenizer = _qwen_tokenizer()
    words = tokenizer.get_vocab()
    language = Qwen2_5_VLConfig(
        text_config={
            "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2,
            "num_attention_heads": 2, "num_key_value_heads": 2, "vocab_size": len(words),
            "rope_parameters": {
                "rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 1e6
            },
        },
        vision_config={
            "depth": 2, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2,
            "out_hidden_size": 16, "fullatt_block_indexes": [1],
        },
        image_token_id=words["<|image_pad|>"],
        video_token_id=words["<|video_pad|>"],
        vision_start_token_id=words["<|vision_start|>"],
        vision_end_token_id=words["<|vision_end|>"],
    )  # fmt: skip
    transformer = QwenImageTransformer2DModel(
        in_channels=16, out_channels=4, num_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=16, axes_dims_rope=(8, 4, 4),
    )  # fmt: skip
    QwenImageEditPlusPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(
            use_dynamic_shifting=True, base_shift=0.5, max_shift=0.9, max_image_seq_len=8192,
            shift_terminal=0.02,
        ),
        vae=AutoencoderKLQwenImage(
            base_dim=8, z_dim=4, num_res_blocks=1, latents_mean=[0.0] * 4, latents_std=[1.0] * 4
        ),
        text_encoder=Qwen2_5_VLForConditionalGeneration(language),
        tokenizer=tokenizer,
        processor=Qwen2VLProcessor(
            image_processor=Qwen2VLImageProcessor(),
            tokenizer=tokenizer,
            video_processor=Qwen2VLVideoProcessor(),
        ),
        transformer=transformer,
    ).save_pretrained(root / "Qwen/Qwen-Image-Edit-2511")  # fmt: skip
    folder = root / "lightx2v/Qwen-Image-Edit-2511-Lightning"
    folder.mkdir(parents=True)
    weights = {}
    for name, layer in transformer.named_modules():
        if name.endswith(("attn.to_q", "attn.to_k", "attn.to_v")):
            weights[f"{name}.lora_down.weight"] = torch.randn(4, layer.in_features) * 0.2
            weights[f"{name}.lora_up.weight"] = torch.randn(layer.out_features, 4) * 0.2
            weights[f"{name}.alpha"] = torch.tensor(4.0)
    save_file(weights, folder / "Qwen-Image-Edit-2511-Lightning-4steps-V1.0-bf16.safetensors")


def _qwen3(*, layers: int):
    from transformers import Qwen3Config

    return Qwen3Config(
        hidden_size=16, intermediate_size=16, num_hidden_layers=layers, num_attention_heads=2,
        num_key_value_heads=2, head_dim=8, vocab_size=len(_qwen_tokenizer()),
    )  # fmt: skip


def _qwen_tokenizer():
    """Bytes and the special words, without any merges, and a template of a chat."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import Qwen2Tokenizer

    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>"]
    special += ["<|image_pad|>", "<|video_pad|>"]
    names = [*sorted(ByteLevel.alphabet()), *special]
    tokenizer = Qwen2Tokenizer(
        vocab={name: number for number, name in enumerate(names)},
        merges=[],
        additional_special_tokens=special,
    )
    tokenizer.chat_template = (
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n"
        "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    return tokenizer


WRITERS = {
    "sd15": write_sd15,
    "sdxl": write_sdxl,
    "z-image": write_z_image,
    "flux2-klein": write_klein,
    "qwen-edit": write_qwen,
}
