"""The page served for real and a real browser to open it in."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
UP_S = 90  # generous: a shared machine that imports for the first time


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The page served on a free port, with a temporary folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("page") / "log.txt"
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    environment.pop("DISPLAY", None)
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    url = f"http://127.0.0.1:{port}/"
    try:
        wait_until_up(url, server, log)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_until_up(url, server, log):
    end = time.monotonic() + UP_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the page did not come up:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser():
    """The system's chromium, else the one that Playwright brings."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    with playwright.sync_playwright() as driver:
        path = system or driver.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("no chromium: apt-get install chromium, or playwright install chromium")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, address):
    """Opens the page in a new window of ``width`` x ``height`` pixels; it may ask no other host
    for anything."""
    opened, foreign = [], []

    def open_one(width=1440, height=900, language="en-US", phone=False):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            has_touch=phone,
            is_mobile=phone,
        )
        opened.append(context)
        tab = context.new_page()
        tab.on("request", lambda request: note_foreign(request.url, address, foreign))
        tab.goto(address)
        tab.wait_for_selector("#make")
        tab.wait_for_selector("#style label", state="attached")  # of the last to be mounted
        return tab

    yield open_one
    for context in opened:
        context.close()
    assert foreign == []


@pytest.fixture
def page(open_page):
    """The page on a desk."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """The page on a phone."""
    return open_page(390, 844, phone=True)


def note_foreign(url, address, foreign):
    if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
        foreign.append(url)
