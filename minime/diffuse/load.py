"""Checkpoint to pipeline: device, number format, scheduler, tiny VAE, LoRA, identity, offload.

Only safetensors are read and no code of a checkpoint is ever run. Loaded pipelines live in
one cache, keyed by everything that shaped them, and hold a lock, because a scheduler
remembers the step it is at.
"""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from minime.diffuse.catalogue import Checkpoint, Source, find_checkpoint
from minime.errors import CheckpointError

# Below this much memory of the GPU, parts wait in main memory until they are needed.
_OFFLOAD_BELOW_BYTES = 7 * 2**30
_LOADING = threading.Lock()  # while it loads, transformers has all new weights of the process empty


@dataclass(frozen=True, kw_only=True, eq=False)
class Pipeline:
    """A checkpoint ready to draw. head, figure: diffusers pipelines that share all weights
    (figure is None where there is no depth ControlNet). control_channels: what the face
    ControlNet sees, 3 for the face map or 6 for face map and draft. lock: hold it while drawing.
    """

    checkpoint: Checkpoint
    head: Any
    figure: Any | None
    figure_kinds: tuple[str, ...]
    control_channels: int
    device: str
    dtype: str
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def size(self) -> int:
        """Pixels of a side that the head pass works at."""
        return self.checkpoint.size


def load_pipeline(checkpoint: str, device: str | None = None) -> Pipeline:
    """The pipeline of a checkpoint by catalogue name or folder, from the cache if it is there.

    device: "cuda", "mps" or "cpu"; the best one there is by default. Raises CheckpointError
    if the checkpoint is unknown, missing, out of reach or does not fit.
    """
    from huggingface_hub import constants

    entry = find_checkpoint(checkpoint)
    device = device or best_device()
    with _LOADING:
        return _load(entry, device, best_dtype(device), constants.ENDPOINT)


def best_device() -> str:
    """ "cuda", "mps" or "cpu"."""
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


@lru_cache(maxsize=4)
def best_dtype(device: str) -> str:
    """ "float16" on a CUDA device, "bfloat16" on a processor made for it, else "float32".

    A processor's flags decide, not a clock, so the same machine always gives the same pixels.
    """
    if device.startswith("cuda"):
        return "float16"
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8").split() if device == "cpu" else []
    except OSError:
        flags = []
    return "bfloat16" if {"avx512_bf16", "amx_bf16", "bf16"} & set(flags) else "float32"


@lru_cache(maxsize=2)
def _load(entry: Checkpoint, device: str, dtype: str, endpoint: str) -> Pipeline:
    """Load and shape; ``endpoint`` is where the hub is, only a part of the key."""
    from huggingface_hub.errors import HfHubHTTPError
    from safetensors import SafetensorError

    # OSError and the base of whatever library this version of the hub's client talks through.
    unreachable = HfHubHTTPError.__bases__

    try:
        with quiet():
            return _build(entry, device, dtype, offline=not (_is_local(entry) or _hub_answers()))
    except unreachable as error:
        if entry.base.local:
            raise _misfit(entry, error) from error
        raise CheckpointError(
            'The checkpoint "{name}" can\'t be reached; choose the embedded checkpoint '
            "or try again when online.",
            {"name": entry.name},
        ) from error
    except (ValueError, KeyError, RuntimeError, TypeError, SafetensorError) as error:
        raise _misfit(entry, error) from error


@contextmanager
def quiet():
    """No progress bars, no notes about classes that fit though they were not expected, none
    about a long prompt's end, which CLIP never reads."""
    from diffusers.utils import logging as diffusers_log
    from transformers.utils import logging as transformers_log

    logs = (diffusers_log, transformers_log)
    levels = [log.get_verbosity() for log in logs]
    for log in logs:
        log.set_verbosity_error()
        log.disable_progress_bar()
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.set_verbosity(level)
            log.enable_progress_bar()


def _misfit(entry: Checkpoint, error: Exception) -> CheckpointError:
    reason = str(error).strip().split("\n")[0][:160].rstrip(".")
    other = '"none"' if entry.name == "embedded" else "the embedded checkpoint"
    return CheckpointError(
        'The checkpoint "{name}" does not load ({reason}); choose {other}.',
        {"name": entry.name, "reason": reason, "other": other},
    )


def _is_local(entry: Checkpoint) -> bool:
    """Whether no part of it comes from the hub."""
    parts = (entry.base, entry.lora, entry.vae, entry.identity)
    return all(part is None or part.local for part in parts) and all(
        control.source.local for control in entry.controls
    )


def _hub_answers() -> bool:
    """Whether the hub can be reached now; its own client would try again for half a minute.
    Without it, parts that were downloaded before are used."""
    import urllib.error
    import urllib.request

    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    request = urllib.request.Request(constants.ENDPOINT, method="HEAD")
    try:
        urllib.request.urlopen(request, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _build(entry: Checkpoint, device: str, dtype: str, *, offline: bool) -> Pipeline:
    import torch
    from diffusers import StableDiffusionControlNetImg2ImgPipeline as Img2Img

    number = getattr(torch, dtype)
    nets = {
        control.kind: _load_controlnet(control.source, number, offline)
        for control in entry.controls
    }
    parts = {"vae": _load_vae(entry.vae, number, offline)} if entry.vae else {}
    head = Img2Img.from_pretrained(
        entry.base.place,
        controlnet=nets["face"],
        safety_checker=None,
        requires_safety_checker=False,
        dtype=number,
        **parts,
        **_where(entry.base, offline),
    )
    _add_lora(head, entry.lora, offline)
    _add_identity(head, entry.identity, offline)
    _place(head, nets, device)
    figure = None
    if entry.draws_figures:
        from diffusers import MultiControlNetModel

        together = MultiControlNetModel([nets[control.kind] for control in entry.controls])
        shared = {**head.components, "controlnet": together}
        figure = Img2Img(**shared, requires_safety_checker=False)
        figure.set_progress_bar_config(disable=True)
    return Pipeline(
        checkpoint=entry,
        head=head,
        figure=figure,
        figure_kinds=tuple(control.kind for control in entry.controls),
        control_channels=nets["face"].config.conditioning_channels,
        device=device,
        dtype=dtype,
    )


def _where(source: Source, offline: bool) -> dict:
    """Keywords of from_pretrained that every source shares."""
    found = {"use_safetensors": True, "local_files_only": source.local or offline}
    if source.revision:
        found["revision"] = source.revision
    if source.variant:
        found["variant"] = source.variant
    return found


def _load_controlnet(source: Source, number, offline: bool):
    from diffusers import ControlNetModel

    folder = {"subfolder": source.subfolder} if source.subfolder else {}
    return ControlNetModel.from_pretrained(
        source.place, dtype=number, **folder, **_where(source, offline)
    )


def _load_vae(source: Source, number, offline: bool):
    from diffusers import AutoencoderTiny

    return AutoencoderTiny.from_pretrained(source.place, dtype=number, **_where(source, offline))


def _add_lora(pipe, source: Source | None, offline: bool) -> None:
    """Melt a few-step LoRA into the weights and take the scheduler it was made for."""
    if source is None:
        return
    import diffusers

    where = _where(source, offline)
    pipe.load_lora_weights(source.place, weight_name=source.weight, **where)
    pipe.fuse_lora()
    pipe.unload_lora_weights()
    if source.scheduler:
        scheduler = getattr(diffusers, source.scheduler)
        pipe.scheduler = scheduler.from_config(pipe.scheduler.config)


def _add_identity(pipe, source: Source | None, offline: bool) -> None:
    """Add the adapter that shows the person's face to the UNet's attention."""
    if source is None:
        return
    where = _where(source, offline)
    del where["use_safetensors"]  # the weight's own name says so
    pipe.load_ip_adapter(
        source.place,
        subfolder=source.subfolder,
        weight_name=source.weight,
        image_encoder_folder=source.image_encoder,
        **where,
    )
    pipe.set_ip_adapter_scale(0.5)


def _place(pipe, nets: dict, device: str) -> None:
    """Move to the device with channels last; on a small GPU let parts wait in main memory."""
    import torch

    pipe.set_progress_bar_config(disable=True)
    for module in (pipe.unet, pipe.vae, *nets.values()):
        module.eval().to(memory_format=torch.channels_last)
    if device.startswith("cuda") and torch.cuda.mem_get_info()[1] < _OFFLOAD_BELOW_BYTES:
        pipe.enable_model_cpu_offload()
        return
    pipe.to(device)
    for net in nets.values():
        net.to(device)
