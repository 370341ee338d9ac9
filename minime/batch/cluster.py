"""The rows of a batch as tasks of a Ray cluster (https://docs.ray.io, an optional extra).

A task gets its order with the photo's bytes and the brand, and gives the finished file's bytes
back; only the process that runs the batch writes. A task whose computer dies is given to
another one; its result arrives once. Every computer needs MiniMe as it is here.
"""

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from minime.batch.one import Outcome, explain, make_one
from minime.batch.rows import Row
from minime.batch.run import Stop, Watch
from minime.brand import Brand
from minime.errors import BatchError, Cancelled, PhotoError
from minime.order import Order
from minime.selfie.photo import EXAMPLE

CPUS = 2.0  # of a task, where a computer has as many: with more, the tracer gains little
RETRIES = 3  # of a task whose computer or process dies
ANSWER_S = 10.0  # that a cluster may take to answer
ASK_S = 1.0  # how often a stop is looked for while all are at work


def walk_on_cluster(
    address: str, rows: Sequence[Row], brand: Brand, watch: Watch | None, cancelled: Stop | None
) -> Iterator[tuple[Row, Outcome]]:
    """Each row and its outcome, as they come in. address: of the cluster, "auto", or "local" to
    start one here. Raises BatchError, and Cancelled."""
    if not rows:
        return
    with _connected(address) as ray:
        make = ray.remote(max_retries=RETRIES, scheduling_strategy="SPREAD")(make_one)
        shared, left, under_way = ray.put(brand), list(reversed(rows)), {}
        while left or under_way:
            cpus, places = _places(ray)
            while left and len(under_way) <= places:  # one more, so that no place is idle
                row = left.pop()
                try:
                    order = _with_photo(row.order)
                except PhotoError as error:
                    yield row, Outcome(error=str(error))
                    continue
                under_way[make.options(num_cpus=cpus).remote(order, shared)] = row
            ready, _ = ray.wait(list(under_way), timeout=ASK_S) if under_way else ([], [])
            if cancelled and cancelled():
                raise Cancelled("Stopped; what was made before is still there.")
            for task in ready:
                yield under_way.pop(task), _result(ray, task)


@contextmanager
def _connected(address: str) -> Iterator[ModuleType]:
    """The ray module, connected until the block ends; tasks that are still under way end too."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers
    try:
        import ray
    except ImportError as error:
        raise BatchError('Ray is not installed; run: pip install "ray>=2.60,<3".') from error
    try:
        _knock(address)
        ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    except (RuntimeError, ValueError, OSError) as error:
        raise BatchError(
            f"There is no Ray cluster at {address!r}; start one with: ray start --head."
        ) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise OSError where nobody listens: Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host:
        socket.create_connection((host, int(port)), timeout=ANSWER_S).close()


def _places(ray: ModuleType) -> tuple[float, int]:
    """How many CPUs a task asks for, so that every computer can take one, and how many tasks
    the cluster holds at once. Raises BatchError."""
    has = [node["Resources"].get("CPU", 0.0) for node in ray.nodes() if node["Alive"]]
    has = [count for count in has if count]
    if not has:
        raise BatchError("The cluster has no computer left that works; mend it and run again.")
    cpus = min(CPUS, *has)
    return cpus, sum(int(count // cpus) for count in has)


def _with_photo(order: Order) -> Order:
    """The order with the photo's bytes in place of its path. Raises PhotoError."""
    if order.photo == EXAMPLE:
        return order
    try:
        return replace(order, photo=Path(order.photo).read_bytes())
    except OSError as error:
        raise PhotoError(f"The photo {Path(order.photo).name} can't be read any more.") from error


def _result(ray: ModuleType, task: Any) -> Outcome:
    try:
        return ray.get(task)
    except ray.exceptions.RayError as error:
        return Outcome(error=explain(getattr(error, "cause", None) or error))
