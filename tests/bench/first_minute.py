"""The first minute, from a cold start: the page beside a plain gr.Interface of the same function.

    python tests/bench/first_minute.py [--checkpoint none]

For each: seconds from the start of the server until a browser shows the page, from the upload
to the first draft, from the last of ten quick changes to the draft that shows them, and from
the press to the first toy. The plain one is what Gradio makes of ``minime.draft`` (live) and
``minime.make`` with the same inputs. Prints one JSON object. Run it alone.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import skimage.data
from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from page_server import free_port, served  # noqa: E402

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LONGEST_MS = 600_000
TYPED, PAUSE_MS = "Augusta Ada", 120  # a quick writer's
SETTLED_S = 4.0  # without another picture the last one is the right one
PLAIN = """
import sys
import gradio as gr
import minime
from minime.preset import load_presets

def order(photo, style, name):
    return minime.Order(photo=photo, preset=style, name=name or "", checkpoint=sys.argv[2])

def draft(photo, style, name):
    return minime.draft(order(photo, style, name)).draft if photo else None

def make(photo, style, name):
    return minime.make(order(photo, style, name)).picture

def inputs():
    return [gr.Image(type="filepath"), gr.Radio(list(load_presets()), value="action_figure"),
            gr.Textbox(label="Name")]

gr.TabbedInterface(
    [gr.Interface(draft, inputs(), gr.Image(elem_id="draft"), live=True, flagging_mode="never"),
     gr.Interface(make, inputs(), gr.Image(elem_id="toy"), flagging_mode="never")],
    ["Draft", "Toy"],
).launch(server_port=int(sys.argv[1]), inbrowser=False, quiet=True)
"""


def main() -> None:
    """Measure both, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", default="none")
    checkpoint = parser.parse_args().checkpoint
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        photo = Path(folder) / "selfie.png"
        Image.fromarray(skimage.data.astronaut()).save(photo)
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        found = {}
        port = str(free_port())
        for name, measure, command in (
            ("page", measure_page, ["app.py", "--port", port]),
            ("plain", measure_plain, ["-c", PLAIN, port, checkpoint]),
        ):
            began, own = time.monotonic(), Path(folder) / name
            own.mkdir()
            with served(own, int(port), *command) as address:
                tab = browser.new_page(viewport={"width": 1440, "height": 900})
                tab.goto(address)
                found[name] = measure(tab, photo, checkpoint, began)
                tab.close()
            print(name, found[name], file=sys.stderr, flush=True)
        print(json.dumps(found))


def measure_page(tab: Page, photo: Path, checkpoint: str, began: float) -> dict[str, float]:
    """The seconds of our page."""
    tab.wait_for_selector("#make")
    tab.wait_for_selector("#style label", state="attached")
    times = {"shown": time.monotonic() - began}
    began = time.monotonic()
    tab.set_input_files("#photo input[type=file]", photo)
    tab.wait_for_selector(".mm-draft:has-text('Changes show here')", timeout=LONGEST_MS)
    times["first_draft"] = time.monotonic() - began
    if checkpoint == "none":
        tab.click("#more button >> nth=0")
        tab.locator("#checkpoint label", has_text="The sculpt alone").click()
    name = tab.get_by_label("Name", exact=True)
    times["draft_after_burst"] = _typed(tab, name, "#stage img")
    began = time.monotonic()
    tab.click("#make")
    tab.wait_for_selector(".mm-done", timeout=LONGEST_MS)
    return times | {"first_toy": time.monotonic() - began}


def measure_plain(tab: Page, photo: Path, checkpoint: str, began: float) -> dict[str, float]:
    """The seconds of what Gradio makes by itself."""
    tab.wait_for_selector("input[type=file]", state="attached")
    times = {"shown": time.monotonic() - began}
    began = time.monotonic()
    tab.locator("input[type=file]").first.set_input_files(photo)
    tab.wait_for_selector("#draft img", timeout=LONGEST_MS)
    times["first_draft"] = time.monotonic() - began
    times["draft_after_burst"] = _typed(tab, tab.get_by_label("Name").first, "#draft img")
    tab.get_by_role("tab", name="Toy").click()
    panel = tab.get_by_role("tabpanel").last
    panel.locator("input[type=file]").first.set_input_files(photo)
    tab.wait_for_timeout(2000)
    began = time.monotonic()
    panel.get_by_role("button", name="Submit").click()
    tab.wait_for_selector("#toy img", timeout=LONGEST_MS)
    return times | {"first_toy": time.monotonic() - began}


def _typed(tab: Page, box, picture: str) -> float:
    """Seconds from the last letter until the picture that stays."""
    box.press_sequentially(TYPED, delay=PAUSE_MS)
    began = changed = time.monotonic()
    shown = tab.locator(picture).first.get_attribute("src")
    first = True
    while first or time.monotonic() - changed < SETTLED_S:
        tab.wait_for_timeout(50)
        now = tab.locator(picture).first.get_attribute("src")
        if now != shown:
            shown, changed, first = now, time.monotonic(), False
    return changed - began


if __name__ == "__main__":
    main()
