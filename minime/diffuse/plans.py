"""How a checkpoint is held on the machine at hand: the device, the number format, and what waits in
main memory, best first by the memory that is free."""

import importlib.util
import json
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from minime.diffuse.catalogue import Checkpoint

# Share of the 16-bit weights' memory that is needed with weights of so many bits: transformers and
# text encoders shrink to a half and a quarter, what is worked out beside them does not.
_SHARE_OF_BITS = {0: 1.0, 8: 0.65, 4: 0.42}
_FASTER = 1.5  # times that bfloat16 must be as fast as float32 to be worth its coarser numbers
_TRIED_SIDE, _TRIED_TIMES = 768, 3  # of the matrix product that tells
_TILED_FROM = 1024  # px of a side: below, the VAE needs little


@dataclass(frozen=True, kw_only=True)
class Plan:
    """device: "cuda", "mps", "xpu" or "cpu". dtype: torch's name. holding: "whole" on the device,
    one "model" at a time, a "group" of layers, or layer by layer, "sequential". bits: 8 or 4 for
    weights held in so many, else 0. tiled: the VAE works on one piece of the picture at a time."""

    device: str
    dtype: str
    holding: str = "whole"
    bits: int = 0
    tiled: bool = False

    def quantization(self, components: tuple[str, ...]) -> Any:
        """diffusers' config for weights in few bits."""
        import torch
        from diffusers.quantizers import PipelineQuantizationConfig

        four = {
            "load_in_4bit": True,
            "bnb_4bit_quant_type": "nf4",
            "bnb_4bit_compute_dtype": getattr(torch, self.dtype),
        }
        return PipelineQuantizationConfig(
            quant_backend=f"bitsandbytes_{self.bits}bit",
            quant_kwargs=four if self.bits == 4 else {"load_in_8bit": True},
            components_to_quantize=list(components),
        )

    def told(self) -> str:
        """In a few words, for people."""
        holding = {
            "whole": "",
            "model": ", one model at a time",
            "group": ", a few layers at a time",
            "sequential": ", layer by layer",
        }[self.holding]
        weights = f", {self.bits}-bit weights" if self.bits else ""
        return f"{self.device}, {self.dtype}{weights}{holding}"


def plans_for(
    entry: Checkpoint, device: str | None = None, free_gb: float | None = None
) -> tuple[Plan, ...]:
    """What may be tried, best first, for the memory that is free now; the last needs the least and
    is there even where that may be too much.

    device, free_gb: of the machine by default.
    """
    device = device or best_device()
    free_gb = free_memory_gb(device) if free_gb is None else free_gb
    plan = Plan(device=device, dtype=best_dtype(device))
    if device == "cpu":  # half as large, and slower on most
        ways = list(dict.fromkeys([plan, replace(plan, dtype="bfloat16")]))
    else:
        ways = _ways_of_device(entry, plan)
    fitting = [way for way in ways if needed_gb(entry, way) <= free_gb]
    return tuple(fitting) or (ways[-1],)


def _ways_of_device(entry: Checkpoint, plan: Plan) -> list[Plan]:
    """Whole, in few bits, then piece by piece from main memory."""
    from minime.diffuse.families import find_family

    ways = [replace(plan, holding=holding) for holding in ("whole", "model")]
    if _has_bitsandbytes(plan.device) and find_family(entry.family).QUANTIZED:
        ways[1:1] = [replace(plan, bits=bits) for bits in (8, 4)]
    ways += [replace(plan, holding=holding) for holding in ("group", "sequential")]
    large = entry.size >= _TILED_FROM
    return [replace(way, tiled=large and way.holding != "whole") for way in ways]


def needed_gb(entry: Checkpoint, plan: Plan) -> float:
    """Memory of the device that a plan takes; 0 where the catalogue does not say."""
    known = entry.memory_gb
    gigabytes = known.get(plan.holding, min(known.values(), default=0.0) / 2)
    return gigabytes * _SHARE_OF_BITS[plan.bits] * (2 if plan.dtype == "float32" else 1)


def best_device() -> str:
    """ "cuda", "xpu", "mps" or "cpu"."""
    import torch

    if torch.cuda.is_available():
        return "cuda"
    if torch.xpu.is_available():
        return "xpu"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def free_memory_gb(device: str) -> float:
    """Memory of the device that is free now."""
    import psutil
    import torch

    if device.startswith("cuda"):
        return torch.cuda.mem_get_info()[0] / 1e9
    if device == "xpu":
        return torch.xpu.mem_get_info()[0] / 1e9
    # A Mac's graphics share the main memory.
    return psutil.virtual_memory().available / 1e9


@lru_cache(maxsize=4)
def best_dtype(device: str) -> str:
    """ "bfloat16" where it is there and fast, "float16" on older CUDA devices, else "float32".

    Never float16 on Apple's: VAEs overflow there, and pictures come out black.
    """
    import torch

    if device.startswith("cuda"):
        return "bfloat16" if torch.cuda.get_device_capability()[0] >= 8 else "float16"
    if device == "xpu":
        return "bfloat16"
    if device == "mps":
        return "bfloat16" if _mps_has_bfloat16() else "float32"
    return "bfloat16" if _is_bfloat16_fast() else "float32"


def _mps_has_bfloat16() -> bool:
    """macOS 14 and newer."""
    import torch

    try:
        torch.ones(1, dtype=torch.bfloat16, device="mps").add(1).cpu()
    except (RuntimeError, TypeError):
        return False
    return True


def _has_bitsandbytes(device: str) -> bool:
    return device.startswith("cuda") and importlib.util.find_spec("bitsandbytes") is not None


def _is_bfloat16_fast() -> bool:
    """Whether this processor multiplies matrices faster in bfloat16: tried in a moment, and
    remembered, so that the same machine always draws the same pixels."""
    import torch

    note = _note_of_processor()
    key = f"{_processor()}, torch {torch.__version__}"
    try:
        known = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        known = {}
    if key not in known:
        known[key] = _time_product("float32") / _time_product("bfloat16")
        try:
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(json.dumps(known, indent=1), "utf-8")
        except OSError:
            pass  # it is tried again next time
    return known[key] > _FASTER


def _note_of_processor() -> Path:
    from huggingface_hub.constants import HF_HOME

    return Path(HF_HOME) / "minime" / "bfloat16.json"


def _processor() -> str:
    import platform

    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _time_product(dtype: str) -> float:
    """Seconds of the quickest of a few products of two square matrices."""
    import torch

    one = torch.ones(_TRIED_SIDE, _TRIED_SIDE, dtype=getattr(torch, dtype))
    seconds = []
    for _ in range(_TRIED_TIMES):
        start = time.perf_counter()
        one @ one
        seconds.append(time.perf_counter() - start)
    return min(seconds)
