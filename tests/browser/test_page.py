"""The page in a real browser: upload, choose, type, make, download, and read the label."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import c2pa
import pytest
import skimage.data
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent.parent
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
UP_S = 90  # generous: a shared machine that imports for the first time
MADE_MS = 300_000


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page served on a free port, with a temporary folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("page") / "log.txt"
    environment = os.environ | {"GRADIO_SERVER_PORT": str(port), "HF_HUB_OFFLINE": "1"}
    environment.pop("DISPLAY", None)
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=output, stderr=output
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


@pytest.fixture(scope="module")
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
def page(browser, address):
    """The page in a new tab; it may ask no other host for anything."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    foreign = []
    tab.on("request", lambda request: note_foreign(request.url, address, foreign))
    tab.goto(address)
    tab.wait_for_selector("#make")
    tab.wait_for_selector("#style label")  # the last to be mounted of what every test looks at
    yield tab
    tab.close()
    assert foreign == []


def note_foreign(url, address, foreign):
    if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
        foreign.append(url)


def test_a_selfie_becomes_a_labelled_toy(page, tmp_path):
    selfie, toy = tmp_path / "selfie.png", tmp_path / "toy.png"
    Image.fromarray(skimage.data.astronaut()).save(selfie)
    page.set_input_files("#photo input[type=file]", selfie)
    page.wait_for_selector(".mm-chips", timeout=MADE_MS)
    page.locator("#more button").first.click()
    seed = page.get_by_label("Seed", exact=True)
    seed.wait_for(state="visible")
    page.locator("#style label", has_text="Action figure").click()
    page.get_by_label("Card theme").click()
    page.get_by_role("option", name="Blueprint").click()
    page.get_by_label("Name", exact=True).fill("Ada")
    page.get_by_label("Title", exact=True).fill("Astronaut")
    page.get_by_label("Accessories").fill("coffee mug, camera")
    page.get_by_label("Checkpoint").click()
    page.get_by_role("option", name="None").click()
    seed.click()
    seed.fill("11")
    seed.press("Tab")
    page.wait_for_selector("#stage img", timeout=MADE_MS)
    assert seed.input_value() == "11"
    page.click("#make")
    page.wait_for_selector(".mm-work", timeout=MADE_MS)
    page.get_by_label("Slogan").fill("To the moon")  # too late for this toy
    page.wait_for_selector(".mm-draft:has-text('Changed since')", timeout=MADE_MS)
    with page.expect_download() as download:
        page.click("#download")
    download.value.save_as(toy)

    with c2pa.Reader(str(toy)) as reader:
        assert reader.get_validation_state() == "Valid"
    with Image.open(toy) as image:
        assert image.format == "PNG" and image.size == (1024, 1280)
        parameters, order = image.info["parameters"], json.loads(image.info["minime"])
    assert "Seed: 11" in parameters
    assert order["theme"] == "blueprint"
    assert order["preset"] == "action_figure" and order["checkpoint"] == "none"
    assert (order["name"], order["title"], order["seed"]) == ("Ada", "Astronaut", 11)
    assert order["accessories"] == ["coffee mug", "camera"] and order["slogan"] == ""
    assert page.locator(".mm-facts").is_visible()
    assert page.locator("#model").is_visible()

    with page.expect_download() as download:
        page.click("#export-square")
    download.value.save_as(tmp_path / "square.png")
    with c2pa.Reader(str(tmp_path / "square.png")) as reader:
        assert reader.get_validation_state() == "Valid"
    with Image.open(tmp_path / "square.png") as image:
        assert image.width == image.height
        assert json.loads(image.info["minime"])["name"] == "Ada"


def test_a_taken_port_is_told_in_one_sentence(address):
    port = address.rstrip("/").rsplit(":", 1)[1]
    second = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ | {"GRADIO_SERVER_PORT": port},
        capture_output=True,
        text=True,
        timeout=UP_S,
    )
    assert second.returncode == 1 and "Traceback" not in second.stderr
    assert f"Port {port} is taken" in second.stderr.strip().splitlines()[-1]


def test_nothing_made_is_nothing_to_turn(page):
    assert not page.locator("#model").is_visible() and not page.locator("#make-clip").is_visible()


def test_a_file_that_is_no_photo_is_told_and_the_page_goes_on(page, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"this is no picture")
    page.set_input_files("#photo input[type=file]", broken)
    page.wait_for_selector(".toast-body", timeout=60_000)
    said = page.locator(".toast-body").inner_text().splitlines()[-1]
    page.wait_for_timeout(1500)  # what follows an upload must not hide what was said of it
    assert said in page.locator(".mm-status").inner_text()
    assert "Traceback" not in page.content() and page.locator("#photo img").count() == 0
    page.click("#example")
    page.wait_for_selector(".mm-chips", timeout=60_000)


def test_the_page_fits_a_screen_with_all_styles_in_one_row(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    tops = {card.bounding_box()["y"] for card in page.locator("#style label").all()}
    assert len(tops) == 1


def test_the_page_fits_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#make").is_visible()


def test_on_a_phone_the_toy_is_in_sight_once_it_is_asked_for(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#example")
    page.wait_for_selector("#stage img", timeout=MADE_MS)
    page.click("#make")
    page.wait_for_selector(".mm-work", timeout=MADE_MS)
    page.wait_for_function(
        """() => { const box = document.querySelector('#stage').getBoundingClientRect();
                   return box.top >= 0 && box.bottom <= innerHeight; }""",
        timeout=5000,
    )
    page.click("#stop")
