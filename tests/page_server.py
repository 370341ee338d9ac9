"""The page as its own process on a free port, for the tests that speak to it as others do."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run by every Python process of the server before anything else.
_WATCH = """
import sys
def note(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if host not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0"):
        with open({log!r}, "a") as log:
            print(event, host, file=log)
sys.addaudithook(note)
"""
UP_S = 90  # generous: a shared machine that imports for the first time


@contextmanager
def page_server(folder: Path, *options: str) -> Iterator[str]:
    """The address of a server with these options, whose temporary files lie in ``folder``."""
    port = free_port()
    with served(folder, port, "app.py", "--port", str(port), *options) as address:
        yield address


@contextmanager
def served(folder: Path, port: int, *command: str) -> Iterator[str]:
    """The address of what Python with the arguments ``command`` serves at ``port``."""
    log = folder / "log.txt"
    watch = folder / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(_WATCH.format(log=str(asked_hosts(folder))))
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": str(watch)}
    environment["HF_HOME"] = str(folder / "fetched")
    if "HF_ENDPOINT" not in environment:  # a hub of this computer
        environment["HF_HUB_OFFLINE"] = "1"
    environment.pop("DISPLAY", None)
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/", server, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=30)


def asked_hosts(folder: Path) -> Path:
    """The file in which a server of ``folder`` notes each other host that it asked for or spoke
    to, one a line; none if there is no file."""
    return folder / "hosts.txt"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_until_up(url: str, server: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + UP_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the page did not come up:\n{log.read_text()[-3000:]}")
