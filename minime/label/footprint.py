"""What a toy took: watt-hours, and the grams of CO2 they mean in a country.

Toys that are made at the same time in one program share what it uses meanwhile, in equal parts,
so that each joule counts once. What else the program does then, a visitor's draft, is theirs too.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from minime.errors import OrderError
from minime.label.counters import (
    PROCESSOR,
    Reading,
    card_held,
    joules_between,
    read_counters,
)
from minime.label.tables import WORLD, carbon_table

# Mean of an image generation, 2.907 kWh for 1,000: Luccioni, Jernite and Strubell, "Power Hungry
# Processing: Watts Driving the Cost of AI Deployment?", FAccT 2024, table 2.
PUBLISHED_MEAN_WH = 2.9
CARD = "graphics card"
JOULES_PER_WH = 3600.0

Energy = Mapping[str, Any]


class Meter:
    """Shares what the program uses among the toys under way. Safe in several threads."""

    def __init__(self, read: Callable[[], Reading] = read_counters):
        self._read, self._lock = read, threading.Lock()
        self._open: list[Counter[str]] = []
        self._last: Reading | None = None

    @contextmanager
    def toy(self) -> Iterator[Callable[[], Energy]]:
        """Count one toy. Yields what tells its energy so far: {"wh", "method", "parts"}, as
        :func:`sum_up` gives them."""
        spent: Counter[str] = Counter()
        with self._lock:
            self._share()
            self._open.append(spent)

        def so_far() -> Energy:
            with self._lock:
                now = self._share()
            return sum_up(spent, counted=bool(now.packages), card=card_held())

        try:
            yield so_far
        finally:
            with self._lock:
                self._share()
                self._open = [other for other in self._open if other is not spent]

    def _share(self) -> Reading:
        """Give what was used since the last reading to the toys under way."""
        now = self._read()
        if self._open and self._last is not None:
            for part, joules in joules_between(self._last, now).items():
                for spent in self._open:
                    spent[part] += joules / len(self._open)
        self._last = now
        return now


@lru_cache(maxsize=1)
def meter() -> Meter:
    """The meter of this program."""
    return Meter()


def sum_up(spent: Mapping[str, float], *, counted: bool, card: str | None) -> Energy:
    """Joules by part as {"wh", "method", "parts": {part: {"wh", "method"}}}.

    counted: whether a counter told the processor's. card: the one that is drawn on, if any.
    method is "measured" where counters told all of it, else "estimated"; a card in use that has
    no counter leaves wh and method None.
    """
    processor = spent[PROCESSOR] / JOULES_PER_WH
    parts = {PROCESSOR: {"wh": processor, "method": "measured" if counted else "estimated"}}
    if card is not None:
        known = card in spent
        parts[CARD] = {
            "wh": spent[card] / JOULES_PER_WH if known else None,
            "method": "measured" if known else None,
        }
    return _total(parts)


def add_up(energies: Iterable[Energy]) -> Energy:
    """The energy of several toys, such as those of a session, in the form of :func:`sum_up`."""
    parts: dict[str, list[Energy]] = {}
    for energy in energies:
        for name, part in energy["parts"].items():
            parts.setdefault(name, []).append(part)
    return _total({name: _sum(several) for name, several in parts.items()})


def check_country(country: str) -> str:
    """The ISO 3166 alpha-3 code of a country given by code or English name, or WORLD.
    Raises OrderError where there is no such country or no figure for it."""
    if country.strip().lower() == WORLD:
        return WORLD
    import pycountry

    try:
        code = pycountry.countries.lookup(country.strip()).alpha_3
    except LookupError:
        code = ""
    if code not in carbon_table():
        raise OrderError(
            f"There is no figure for the electricity of {country!r}; give a country by its ISO "
            f"code, such as FR, or {WORLD!r}."
        )
    return code


def describe_energy(energy: Energy, country: str = WORLD) -> dict[str, Any]:
    """What ``toy.json`` holds of an energy: plain JSON values, figures that are not known null.

    country: of :func:`check_country`. co2_g: grams of CO2 equivalent of that country's
    electricity in the newest year of the table, over a year; the mix of the hour isn't asked for.
    """
    grams = carbon_table()[country]
    wh = energy["wh"]
    return {
        "wh": _round(wh),
        "method": energy["method"],
        "parts": {
            name: {"wh": _round(part["wh"]), "method": part["method"]}
            for name, part in energy["parts"].items()
        },
        "co2_g": None if wh is None else _round(wh / 1000 * grams),
        "country": country,
        "co2_g_per_kwh": grams,
        "published_mean_wh": PUBLISHED_MEAN_WH,
    }


def _total(parts: Mapping[str, Energy]) -> Energy:
    return {**_sum(parts.values()), "parts": parts}


def _sum(parts: Iterable[Energy]) -> Energy:
    parts = list(parts)
    methods = {part["method"] for part in parts}
    if None in methods:
        return {"wh": None, "method": None}
    method = "measured" if methods <= {"measured"} else "estimated"
    return {"wh": sum(part["wh"] for part in parts), "method": method}


def _round(value: float | None) -> float | None:
    """To three significant digits: no figure here is known better."""
    return None if value is None else float(f"{value:.3g}")
