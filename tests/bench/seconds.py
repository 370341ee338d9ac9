"""Seconds and memory of the whole way, each beside the plain way to do the same thing.

    python tests/bench/seconds.py [--runs 5] [--preset action_figure] [--checkpoint embedded]

Prints one JSON object: medians after one warm-up, and the ratio plain / ours. Plain ways: the
whole picture with 64 samples instead of a few and a denoiser; the head pass in 20 steps with
guidance 7.5 (two evaluations a step) instead of few steps at guidance 1. MINIME_MITSUBA names
a variant. Run it alone: two cores shared with anything else tell nothing.
"""

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import minime  # noqa: E402
from minime import Order  # noqa: E402
from minime.order import resolve  # noqa: E402
from minime.preset import load_preset  # noqa: E402
from minime.sculpt.picture.tracer import choose_variant  # noqa: E402
from minime.sculpt.scene import sculpt_toy  # noqa: E402

PLAIN_SAMPLES, PLAIN_STEPS, PLAIN_GUIDANCE = 64, 20, 7.5
PAGE_PATIENCE_S = 120


def main() -> None:
    """Time all of it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--preset", default="action_figure")
    parser.add_argument("--checkpoint", default=Order().checkpoint)
    args = parser.parse_args()
    order = Order(
        photo="example", preset=args.preset, checkpoint=args.checkpoint, seed=7,
        name="Eileen", title="Astronaut", accessories=("space helmet", "camera"),
    )  # fmt: skip
    selfie = minime.read_selfie("example")
    found = {"variant": choose_variant(), "page_up": page_up()}
    found["live_draft_384"] = median(lambda: minime.draft(order, selfie=selfie), args.runs)
    toys = [minime.make(replace(order, seed=seed)) for seed in range(args.runs + 1)][1:]
    for stage in ("sculpt", "diffuse", "total"):
        found[stage] = statistics.median(toy.seconds[stage] for toy in toys)
    found["peak_memory_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    found["plain_sculpt"] = plain_sculpt(order, selfie)
    found["sculpt_ratio"] = found["plain_sculpt"] / found["sculpt"]
    if args.checkpoint != "none":
        plain = replace(order, steps=PLAIN_STEPS, guidance=PLAIN_GUIDANCE)
        found["plain_diffuse"] = minime.make(plain).seconds["diffuse"]
        found["diffuse_ratio"] = found["plain_diffuse"] / found["diffuse"]
    print(json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in found.items()}))


def median(work: Callable[[], object], runs: int) -> float:
    """Median seconds of ``runs`` calls after one that warms up."""
    work()
    return statistics.median(seconds(work) for _ in range(runs))


def seconds(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plain_sculpt(order: Order, selfie) -> float:
    """Seconds of the sculpt with many samples everywhere."""
    preset = load_preset(order.preset)
    order = resolve(order, preset.sliders)
    return seconds(
        lambda: sculpt_toy(selfie, order, preset, size=minime.SIZE, samples=PLAIN_SAMPLES)
    )


def page_up() -> float:
    """Seconds from the start of ``python app.py`` to its first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    env = {**os.environ, "GRADIO_SERVER_PORT": str(port)}
    page = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - start < PAGE_PATIENCE_S:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
                return time.perf_counter() - start
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise SystemExit("The page did not come up.")
    finally:
        page.terminate()
        page.wait(timeout=20)


if __name__ == "__main__":
    main()
