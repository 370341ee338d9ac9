"""codecarbon's tables: the power of processors and the CO2 of a country's electricity.

They are read as the files they are: importing codecarbon takes most of a second, loads pandas
and an HTTP client, and its tracker starts threads, of which nothing is needed here.
"""

import csv
import json
import os
import platform
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

WORLD = "world"
# Of a thread of a processor that no table knows, or of a rented share of one: codecarbon's
# DEFAULT_POWER_PER_CORE (codecarbon.core.cpu).
USUAL_WATTS = 4.0
_NUMBER = re.compile(r"\d+(\.\d+)?")
_NOT_NAMES = re.compile(r"\((r|tm|c)\)|\bcpu\b|@.*$|\bprocessor\b")


@lru_cache(maxsize=1)
def carbon_table() -> dict[str, float]:
    """Grams of CO2 equivalent for a kWh of electricity, the mean of a recent year, by ISO 3166
    alpha-3 code and for the WORLD. From Our World in Data and, for the world, the IEA."""
    folder = _tables() / "private_infra"
    mix = json.loads((folder / "global_energy_mix.json").read_text("utf-8"))
    sources = json.loads((folder / "carbon_intensity_per_source.json").read_text("utf-8"))
    countries = {code: float(entry["carbon_intensity"]) for code, entry in mix.items()}
    return countries | {WORLD: float(sources["world_average"])}


@lru_cache(maxsize=1)
def watts_per_thread() -> float:
    """Thermal design power of this processor over the threads it runs at once; USUAL_WATTS
    where it isn't known, or in a virtual machine, which doesn't see all of them."""
    about = _about_processor()
    match = re.search(r"^model name\s*:\s*(.+)$", about, re.MULTILINE)
    power = find_power(match.group(1) if match else platform.processor(), power_table())
    if power is None or "hypervisor" in about.split():
        return USUAL_WATTS
    return power / (os.cpu_count() or 1)


def power_table() -> list[tuple[str, float]]:
    """Names of processors and their thermal design power in watts."""
    with open(_tables() / "hardware" / "cpu_power.csv", encoding="utf-8", newline="") as file:
        rows = [(row["Name"], row["TDP"]) for row in csv.DictReader(file)]
    # A few powers are not numbers ("27.29.5").
    return [(name, float(watts)) for name, watts in rows if _NUMBER.fullmatch(watts)]


def find_power(name: str, table: Iterable[tuple[str, float]]) -> float | None:
    """Watts of the entry whose words all stand in a processor's ``name``, of several the one
    with the most words; None where there is none, or where such entries disagree."""
    words = set(_words(name))
    fits = [(len(_words(entry)), watts) for entry, watts in table if set(_words(entry)) <= words]
    most = max((count for count, _ in fits), default=0)
    found = {watts for count, watts in fits if count == most}
    return found.pop() if len(found) == 1 else None


def _words(name: str) -> list[str]:
    return _NOT_NAMES.sub(" ", name.lower()).split()


def _about_processor() -> str:
    """What Linux says of its first processor; "" elsewhere."""
    try:
        return Path("/proc/cpuinfo").read_text("utf-8").split("\n\n")[0]
    except OSError:
        return ""


def _tables() -> Path:
    """codecarbon's data, found without importing it."""
    spec = find_spec("codecarbon")
    assert spec is not None and spec.submodule_search_locations, "codecarbon is not installed"
    return Path(spec.submodule_search_locations[0]) / "data"
