"""Draws the pictures of the page that the README shows.

``python tests/draw_screens.py`` (a minute or two): the page served for real, an example made in
a real browser, on a desk and on a phone.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parent.parent)]

from browser.conftest import FLAGS, find_chromium  # noqa: E402
from page_server import page_server  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "minime" / "page" / "screens"
SCREENS = {"desk": (1440, 900, False), "phone": (390, 844, True)}
EXAMPLE = 3  # of the first screen: a rock star
MADE_MS = 300_000


def main() -> None:
    """Draw every screen."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, page_server(Path(folder)) as address:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=find_chromium(driver), args=FLAGS)
            for name, screen in SCREENS.items():
                picture = draw_screen(browser, address, *screen)
                picture.save(FOLDER / f"{name}.webp", quality=84)
                print(FOLDER / f"{name}.webp")
            browser.close()


def draw_screen(
    browser: Browser, address: str, width: int, height: int, phone: bool
) -> Image.Image:
    """The page with a finished toy, ``width`` x ``height`` pixels."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, is_mobile=phone, has_touch=phone
    )
    page = context.new_page()
    page.goto(address)
    page.locator("#examples button").nth(EXAMPLE).click()
    page.wait_for_selector("#stage img", timeout=MADE_MS)
    page.click("#make")
    page.wait_for_selector(".mm-done", timeout=MADE_MS)
    page.wait_for_timeout(2000)  # for the picture to be loaded
    page.evaluate("document.activeElement.blur()")
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture.convert("RGB")


if __name__ == "__main__":
    main()
