"""What this program has used so far: processor seconds, and joules where a counter tells them.

Counters that can be read: RAPL of the processor packages (Linux; often root's alone) and NVML
of NVIDIA cards from Volta on. Both count for the whole machine: a package's joules are shared
out by processor time, those of a card that the program holds are taken whole. Where RAPL is
closed, processor seconds times a thread's part of the thermal design power stand in for it, as
codecarbon does for a single process. Memory, screen and power supply are not counted.
"""

import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from minime.label.tables import watts_per_thread

PROCESSOR = "processor"
POWERCAP = Path("/sys/class/powercap")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The counters at one moment. own_s: processor seconds of this program, all threads and
    ended children. machine_s: of the whole machine. packages: RAPL's (microjoules, the range
    after which they begin anew) by path. cards: joules by UUID."""

    own_s: float
    machine_s: float
    packages: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    cards: Mapping[str, float] = field(default_factory=dict)


def read_counters(powercap: Path = POWERCAP) -> Reading:
    """Every counter that can be read, now."""
    import psutil

    machine, ended = psutil.cpu_times(), os.times()
    return Reading(
        own_s=time.process_time() + ended.children_user + ended.children_system,
        machine_s=machine.user + machine.system + getattr(machine, "nice", 0.0),
        packages=_read_packages(powercap),
        cards=_read_cards(),
    )


def joules_between(before: Reading, after: Reading) -> dict[str, float]:
    """Joules by part: PROCESSOR, and the UUID of each card with a counter."""
    own = after.own_s - before.own_s
    if after.packages:
        whole = sum(
            (value - before.packages[path][0]) % limit
            for path, (value, limit) in after.packages.items()
            if path in before.packages
        )
        processor = whole / 1e6 * own / max(after.machine_s - before.machine_s, own, 1e-9)
    else:
        processor = own * watts_per_thread()
    cards = {card: joules - before.cards.get(card, joules) for card, joules in after.cards.items()}
    return {PROCESSOR: processor} | cards


def card_held() -> str | None:
    """UUID of the card that this program draws on, "" where NVML doesn't know it."""
    if "torch" not in sys.modules:
        return None
    import torch  # waits until another thread has imported all of it

    if torch.cuda.is_available() and torch.cuda.is_initialized():
        card = torch.cuda.get_device_properties(torch.cuda.current_device())
        return f"GPU-{card.uuid}" if hasattr(card, "uuid") else ""
    apple = torch.backends.mps.is_available() and torch.mps.current_allocated_memory() > 0
    return "" if apple else None


def _read_packages(powercap: Path) -> dict[Path, tuple[int, int]]:
    """The RAPL zones of whole packages, none of their parts. Empty where they are closed."""
    found = {}
    for folder in sorted(powercap.glob("intel-rapl:*")):
        try:
            if (folder / "name").read_text().startswith("package"):
                limit = int((folder / "max_energy_range_uj").read_text())
                found[folder] = int((folder / "energy_uj").read_text()), limit
        except (OSError, ValueError):
            continue
    return found


def _read_cards() -> dict[str, float]:
    import pynvml

    found = {}
    for card in _cards():
        with suppress(pynvml.NVMLError):  # one older than Volta, or a part of one
            millijoules = pynvml.nvmlDeviceGetTotalEnergyConsumption(card)
            found[pynvml.nvmlDeviceGetUUID(card)] = millijoules / 1000
    return found


@lru_cache(maxsize=1)
def _cards() -> tuple[Any, ...]:
    """NVML's handles; none where there is no NVIDIA driver."""
    import pynvml

    try:
        pynvml.nvmlInit()
        count = pynvml.nvmlDeviceGetCount()
        return tuple(pynvml.nvmlDeviceGetHandleByIndex(number) for number in range(count))
    except (pynvml.NVMLError, OSError):
        return ()
