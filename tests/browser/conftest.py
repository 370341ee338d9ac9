"""The page served for real and a real browser to open it in."""

import shutil
import time
from pathlib import Path

import pytest
from page_server import asked_hosts, page_server

from minime.page.session import LEFT_KEPT_S

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
]


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The page served on a free port, with a temporary folder of its own; in all that time its
    server speaks to no other host and nothing in it fails unseen, and of the tabs that were
    closed no file is left."""
    folder = tmp_path_factory.mktemp("page")
    with page_server(folder) as address:
        yield address
        end = time.monotonic() + LEFT_KEPT_S + 10
        while list(folder.glob("minime-*/session-*")) and time.monotonic() < end:
            time.sleep(1)
        assert not list(folder.glob("minime-*/session-*"))
        assert not list(folder.rglob("selfie.png"))
    assert not asked_hosts(folder).exists(), asked_hosts(folder).read_text()
    log = (folder / "log.txt").read_text()
    assert "Traceback" not in log, log[-3000:]


@pytest.fixture(scope="module")  # its event loop would be in the way of other tests'
def browser():
    """The system's chromium, else the one that Playwright brings."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as driver:
        path = find_chromium(driver)
        if not Path(path).exists():
            pytest.skip("no chromium: apt-get install chromium, or playwright install chromium")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def find_chromium(driver):
    """The path of the system's chromium, else of Playwright's own, which may not be there."""
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    return system or driver.chromium.executable_path


@pytest.fixture
def open_page(browser, address):
    """Opens the page in a new window of ``width`` x ``height`` pixels; it may ask no other host
    for anything."""
    opened, foreign = [], []

    def open_one(width=1440, height=900, language="en-US", phone=False, at=address):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            has_touch=phone,
            is_mobile=phone,
        )
        opened.append(context)
        tab = context.new_page()
        tab.on("request", lambda request: note_foreign(request.url, at, foreign))
        tab.goto(at)
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
