"""The networks of the embedded checkpoint: small, standard diffusers and transformers classes.

The picture is 256 pixels square; the tiny VAE shrinks it four times to 64 x 64 x 8; UNet and
ControlNet are thin at 64 x 64, where most of the cost is, and wide at 8 x 8, where attention
reads the prompt. The ControlNet sees twelve channels in [0, 1]: face map, draft, and what the
renderer knows of it, its paint without light and its normals.
Importing this module imports no torch.
"""

SIZE = 256
LATENT_CHANNELS = 8
CONTROL_CHANNELS = 12
_VAE_WIDTH = 32
_WIDTHS = (32, 64, 128, 192)
_TEXT_WIDTH = 64
_TEXT_LENGTH = 77


def build_vae():
    """An untrained AutoencoderTiny, factor 4, whose residual blocks start as the identity."""
    import torch
    from diffusers import AutoencoderTiny

    vae = AutoencoderTiny(
        encoder_block_out_channels=(_VAE_WIDTH,) * 3,
        decoder_block_out_channels=(_VAE_WIDTH,) * 3,
        num_encoder_blocks=(0, 1, 2),
        num_decoder_blocks=(3, 1, 0),
        latent_channels=LATENT_CHANNELS,
    )
    for module in vae.modules():
        if type(module).__name__ == "AutoencoderTinyBlock":
            torch.nn.init.zeros_(module.conv[-1].weight)
            torch.nn.init.zeros_(module.conv[-1].bias)
    return vae.to(memory_format=torch.channels_last)


def build_unet():
    """An untrained UNet2DConditionModel for 64 x 64 latents."""
    import torch
    from diffusers import UNet2DConditionModel

    unet = UNet2DConditionModel(
        sample_size=SIZE // 4,
        in_channels=LATENT_CHANNELS,
        out_channels=LATENT_CHANNELS,
        down_block_types=("DownBlock2D",) * 3 + ("CrossAttnDownBlock2D",),
        up_block_types=("CrossAttnUpBlock2D",) + ("UpBlock2D",) * 3,
        block_out_channels=_WIDTHS,
        layers_per_block=1,
        norm_num_groups=16,
        cross_attention_dim=_TEXT_WIDTH,
        attention_head_dim=4,
    )
    return unet.to(memory_format=torch.channels_last)


def build_controlnet(unet):
    """A ControlNet that starts from the weights of ``unet`` and adds nothing yet."""
    import torch
    from diffusers import ControlNetModel

    controlnet = ControlNetModel.from_unet(
        unet,
        controlnet_conditioning_channel_order="rgb",
        conditioning_embedding_out_channels=(8, 16, 32),
        conditioning_channels=CONTROL_CHANNELS,
    )
    return controlnet.to(memory_format=torch.channels_last)


def build_scheduler():
    """DDIM with v-prediction and zero terminal SNR, so strength 1 starts from pure noise."""
    from diffusers import DDIMScheduler

    return DDIMScheduler(
        beta_schedule="scaled_linear",
        beta_start=0.00085,
        beta_end=0.012,
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        clip_sample=False,
        set_alpha_to_one=True,
    )


def build_tokenizer(words: set[str]):
    """A CLIPTokenizer over the 256 byte letters that keeps most of ``words`` whole.

    It is given a dict and tuples: file names make transformers 5 forget all but two tokens.
    """
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import CLIPTokenizer

    letters = sorted(ByteLevel.alphabet())
    pieces = letters + [f"{letter}</w>" for letter in letters]
    merges: list[tuple[str, str]] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        parts = [*word[:-1], f"{word[-1]}</w>"]
        if len(parts) < 2 or any(part not in pieces[:512] for part in parts):
            continue
        head = parts[0]
        for part in parts[1:]:
            if (head, part) not in merges:
                merges.append((head, part))
                pieces.append(head + part)
            head += part
    pieces = list(dict.fromkeys(pieces)) + ["<|startoftext|>", "<|endoftext|>"]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    return CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=_TEXT_LENGTH)


def build_text_encoder(tokenizer):
    """An untrained two-layer CLIPTextModel for ``tokenizer``."""
    from transformers import CLIPTextConfig, CLIPTextModel

    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=_TEXT_WIDTH,
            intermediate_size=2 * _TEXT_WIDTH,
            projection_dim=_TEXT_WIDTH,
            num_hidden_layers=2,
            num_attention_heads=2,
            max_position_embeddings=_TEXT_LENGTH,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def assemble_pipeline(vae, unet, controlnet, text_encoder, tokenizer):
    """The standard image-to-image ControlNet pipeline around the trained parts."""
    from diffusers import StableDiffusionControlNetImg2ImgPipeline

    return StableDiffusionControlNetImg2ImgPipeline(
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        unet=unet,
        controlnet=controlnet,
        scheduler=build_scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
