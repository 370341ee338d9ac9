"""Watt-hours and CO2: counted once, called by their right names, and nobody asked."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from minime.errors import OrderError
from minime.label import add_up, check_country, describe_energy, meter
from minime.label.counters import Reading, card_held, joules_between, read_counters
from minime.label.footprint import PUBLISHED_MEAN_WH, Meter, sum_up
from minime.label.tables import find_power, power_table, watts_per_thread

ROOT = Path(__file__).resolve().parent.parent
ONE_WH = {
    "wh": 1.0,
    "method": "estimated",
    "parts": {"processor": {"wh": 1.0, "method": "estimated"}},
}


def work(seconds: float) -> None:
    """Keep one processor busy for so many of its seconds."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        sum(range(2000))


def energy_of(seconds: float) -> float:
    with meter().toy() as energy:
        work(seconds)
        return energy()["wh"]


def test_more_work_is_more_energy():
    little, much = energy_of(0.1), energy_of(0.5)
    assert little >= 0.1 * 0.9 * watts_per_thread() / 3600
    assert 3 < much / little < 8


def test_waiting_is_nearly_free():
    with meter().toy() as energy:
        time.sleep(0.3)
        waited = energy()["wh"]
    assert waited < energy_of(0.2) / 2


def test_toys_at_the_same_time_share_and_nothing_counts_twice():
    """Two seconds alone, four shared by two, two alone again: 4 + 4 of 8."""
    clock = iter([0, 2, 6, 6, 6, 8, 8])
    shared = Meter(lambda: Reading(own_s=next(clock), machine_s=100.0))
    with shared.toy() as first:
        with shared.toy() as second:
            spent = first()["wh"], second()["wh"]
        assert first()["wh"] == pytest.approx(6 * watts_per_thread() / 3600)
    assert spent == pytest.approx([4 * watts_per_thread() / 3600, 2 * watts_per_thread() / 3600])


def test_real_toys_at_the_same_time_add_up_to_what_the_program_used():
    used = Meter()

    def toy(_) -> float:
        with used.toy() as energy:
            work(0.15)
            time.sleep(0.05)
            return energy()["wh"]

    before = read_counters()
    with ThreadPoolExecutor(3) as makers:
        spent = sum(makers.map(toy, range(3)))
    whole = joules_between(before, read_counters())["processor"] / 3600
    assert 0.7 * whole < spent <= 1.02 * whole


def test_a_toy_that_fails_leaves_the_others_their_share():
    shared = Meter()
    with pytest.raises(ZeroDivisionError), shared.toy():
        raise ZeroDivisionError
    with shared.toy() as energy:
        work(0.1)
        assert energy()["wh"] > 0.08 * watts_per_thread() / 3600


def package(folder: Path, name: str, microjoules: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "name").write_text(f"{name}\n")
    (folder / "max_energy_range_uj").write_text("10000000\n")
    (folder / "energy_uj").write_text(f"{microjoules}\n")


def test_a_counter_is_read_shared_by_processor_time_and_may_begin_anew(tmp_path):
    package(tmp_path / "intel-rapl:0", "package-0", 9_000_000)
    package(tmp_path / "intel-rapl:0:0", "core", 5)
    before = read_counters(tmp_path).packages
    package(tmp_path / "intel-rapl:0", "package-0", 3_000_000)
    after = read_counters(tmp_path).packages
    assert len(before) == len(after) == 1
    used = joules_between(
        Reading(own_s=1.0, machine_s=10.0, packages=before),
        Reading(own_s=2.0, machine_s=14.0, packages=after),
    )
    assert used["processor"] == pytest.approx(4.0 / 4)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read a closed counter")
def test_a_closed_counter_is_no_counter(tmp_path):
    package(tmp_path / "intel-rapl:0", "package-0", 1)
    (tmp_path / "intel-rapl:0" / "energy_uj").chmod(0)
    assert read_counters(tmp_path).packages == {}


def test_what_is_counted_is_called_by_its_name():
    spent = {"processor": 3600.0, "GPU-1": 7200.0}
    told = sum_up(spent, counted=True, card="GPU-1")
    assert (told["wh"], told["method"]) == (3.0, "measured")
    told = sum_up(spent, counted=False, card="GPU-1")
    assert (told["wh"], told["method"]) == (3.0, "estimated")
    assert told["parts"]["graphics card"] == {"wh": 2.0, "method": "measured"}
    assert sum_up(spent, counted=True, card=None)["wh"] == 1.0
    unknown = sum_up(spent, counted=True, card="")
    assert unknown["wh"] is unknown["method"] is None
    assert unknown["parts"]["processor"]["wh"] == 1.0


def test_a_session_is_the_sum_of_its_toys():
    counted = sum_up({"processor": 7200.0}, counted=True, card=None)
    assert add_up([counted, counted])["method"] == "measured"
    total = add_up([ONE_WH, counted])
    assert (total["wh"], total["method"]) == (3.0, "estimated")
    assert add_up([total, ONE_WH])["wh"] == 4.0
    assert add_up([ONE_WH, sum_up({"processor": 1.0}, counted=True, card="")])["wh"] is None
    assert add_up([])["wh"] == 0


def test_the_same_energy_is_other_co2_in_another_country():
    france, poland = (describe_energy(ONE_WH, check_country(c)) for c in ("France", "pl"))
    assert (france["country"], poland["country"]) == ("FRA", "POL")
    assert 0 < france["co2_g"] * 3 < poland["co2_g"] < 2
    world = describe_energy(ONE_WH)
    assert world["country"] == "world" and france["co2_g"] < world["co2_g"] < poland["co2_g"]
    assert world["published_mean_wh"] == PUBLISHED_MEAN_WH
    assert json.loads(json.dumps(world)) == world


def test_what_is_not_known_has_no_co2_either():
    told = describe_energy(sum_up({"processor": 1.0}, counted=True, card=""))
    assert told["wh"] is None and told["co2_g"] is None


@pytest.mark.parametrize("country", ["Atlantis", "", "AQ"])
def test_a_country_without_a_figure_is_one_sentence(country):
    with pytest.raises(OrderError, match="ISO code, such as FR"):
        check_country(country)


@pytest.mark.parametrize(
    ("name", "watts"),
    [
        ("Intel(R) Core(TM) i7-8550U CPU @ 1.80GHz", 15),
        ("AMD Ryzen 7 5800X 8-Core Processor", 105),
        ("Apple M1", 10),
        ("AMD EPYC", None),
        ("Intel64 Family 6 Model 142 Stepping 10, GenuineIntel", None),
        ("", None),
    ],
)
def test_a_processor_is_found_by_its_name(name, watts):
    assert find_power(name, power_table()) == watts


def test_an_unused_card_is_not_held():
    assert card_held() is None


def test_no_host_no_file_no_log_and_no_codecarbon(tmp_path, monkeypatch):
    """In a program of its own, in an empty home."""
    run = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-c"),
            "import logging, socket, sys, threading\n"
            "socket.socket.connect = None\n"
            "logging.basicConfig(level=0)\n"
            "from minime.label import check_country, describe_energy, meter\n"
            "with meter().toy() as energy: print(describe_energy(energy(), check_country('FR')))\n"
            "assert not {'codecarbon', 'pandas', 'torch', 'requests'} & set(sys.modules)\n"
            "assert threading.active_count() == 1\n",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0 and run.stderr == "", run.stderr
    assert "'FRA'" in run.stdout and list(tmp_path.iterdir()) == []
