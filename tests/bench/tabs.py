"""Real tabs at once for a while: does the server live, does everybody get their own toy?

    python tests/bench/tabs.py [--tabs 5] [--minutes 10] [--photos DIR] [--checkpoint none]

Starts the page's server and a real browser with a tab for each visitor, who uploads a photo,
types their name, chooses styles and makes toys, one in three of which they stop; after some they
load the page again. Photos are those of DIR, else the example turned about. Prints one JSON
object: what was drafted, made, stopped and came out wrong, what the pages' consoles and the
server's log complain of, and the server's memory every minute. Run it alone.
"""

import argparse
import asyncio
import itertools
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import skimage.data
from PIL import Image
from playwright.async_api import Error, Page, async_playwright

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(folder) for folder in (HERE, HERE.parent / "browser", HERE.parent)]

from conftest import FLAGS, find_chromium  # noqa: E402
from page_server import page_server  # noqa: E402
from visitors import STYLES, memory_mb, read_name  # noqa: E402

PATIENCE_MS = 900_000  # five at once are more than two cores can serve
THOUGHT_S = (3.0, 15.0)
STOPPED = 1 / 3  # of the toys


def main() -> None:
    """Open the tabs and print what they met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tabs", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--photos", type=Path)
    parser.add_argument(
        "--shots", type=Path, default=Path(), help="where pages that fail are shown"
    )
    parser.add_argument("--checkpoint", default="none", choices=("none", "embedded"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, page_server(Path(name)) as address:
        folder = Path(name)
        photos = sorted(args.photos.glob("*.jpg")) if args.photos else example_photos(folder)
        print(json.dumps(asyncio.run(visit(address, folder, photos, args))))


def example_photos(folder: Path) -> list[Path]:
    """The example selfie, and its mirror image."""
    paths = [folder / "one.png", folder / "other.png"]
    Image.fromarray(skimage.data.astronaut()).save(paths[0])
    Image.fromarray(skimage.data.astronaut()[:, ::-1]).save(paths[1])
    return paths


async def visit(
    address: str, folder: Path, photos: list[Path], args: argparse.Namespace
) -> dict[str, object]:
    """What all tabs met in that time."""
    met: Counter[str] = Counter()
    memory: list[int] = []
    end = time.monotonic() + 60 * args.minutes
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=find_chromium(driver), args=FLAGS)
        tabs = [
            stay(browser, address, folder, itertools.cycle(photos[n::args.tabs]), n, end, met, args)
            for n in range(args.tabs)
        ]  # fmt: skip
        await asyncio.gather(watch_memory(folder, end, memory), *tabs)
        await browser.close()
    log = (folder / "log.txt").read_text()
    return {"met": dict(met), "server_mb": memory, "tracebacks": log.count("Traceback")}


async def watch_memory(folder: Path, end: float, memory: list[int]) -> None:
    """Note the server's memory once a minute."""
    while time.monotonic() < end:
        memory.append(round(memory_mb(folder)))
        await asyncio.sleep(60)


async def stay(browser, address, folder, photos, number, end, met, args) -> None:
    """One visitor, who comes again with another photo until the time is over."""
    rng = random.Random(number)
    while time.monotonic() < end:
        context = await browser.new_context(viewport={"width": 1280, "height": 900})
        page = await context.new_page()
        page.on("pageerror", lambda error: met.update([f"page error: {error}"[:90]]))
        page.on("crash", lambda _: met.update(["tab crashed"]))
        try:
            await page.goto(address)
            await page.wait_for_selector("#style label")
            await choose_checkpoint(page, args.checkpoint)
            await page.set_input_files("#photo input[type=file]", next(photos))
            await page.wait_for_selector(".mm-draft", timeout=PATIENCE_MS)
            for toy in range(rng.randint(1, 3)):
                await make(page, folder, f"Visitor {number} {toy} {rng.random():.3f}", rng, met)
                if rng.random() < 0.3:
                    await page.reload()
                    await page.wait_for_selector("#gallery img, .mm-draft", timeout=PATIENCE_MS)
                    met["loaded again"] += 1
        except Error as error:
            met["page: " + " ".join(error.message.split())[:160]] += 1
            await page.screenshot(path=str(args.shots / f"{number}-{met.total()}.png"))
        await context.close()


async def choose_checkpoint(page: Page, checkpoint: str) -> None:
    """Set the checkpoint where the page has it folded away."""
    await page.click("#more > button")
    await page.check(f"#checkpoint input[value='{checkpoint}']")


async def make(page: Page, folder: Path, name: str, rng: random.Random, met: Counter[str]) -> None:
    """Choose, type, and make a toy, which is stopped now and then, and is one's own if not."""
    for style in rng.sample(STYLES, 2):
        await page.click(f"#style label:has(input[value='{style}'])")
        await asyncio.sleep(rng.uniform(*THOUGHT_S))
    await page.fill("#word-name :is(input, textarea)", name)
    await asyncio.sleep(rng.uniform(*THOUGHT_S))
    # A toy of before the page was loaded again may still be under way.
    await page.click("#make", timeout=PATIENCE_MS)
    if rng.random() < STOPPED:
        await asyncio.sleep(rng.uniform(*THOUGHT_S))
        if await page.is_visible("#stop"):
            await page.click("#stop")
        await page.wait_for_selector("#make", timeout=PATIENCE_MS)
        met["stopped"] += 1
        return
    done = await page.wait_for_selector(
        f".mm-done:has-text('{name}'), .mm-idle", timeout=PATIENCE_MS
    )
    if "mm-done" not in (await done.get_attribute("class") or ""):
        met[f"said: {await done.inner_text()}"[:90]] += 1
        return
    async with page.expect_download(timeout=PATIENCE_MS) as download:
        await page.click("#download")
    path = folder / f"{rng.random()}.png"
    await (await download.value).save_as(path)
    met["own toy" if read_name(str(path)) == name else "ANOTHER'S TOY"] += 1
    path.unlink()


if __name__ == "__main__":
    main()
