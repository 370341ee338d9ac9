"""Visitors at once: does everybody get their own toy, how long do drafts take, what is left?

    python tests/bench/visitors.py [--visitors 20] [--toys 1] [--drafts 3] [--pause 15]

Starts the page's server, and as many programs over loopback (gradio_client) as there are
visitors, who come one after another; each thinks for a while, drafts, thinks and drafts again,
then makes a toy that bears its own name, and looks that no other's comes back. Prints one JSON
object: seconds of drafts and toys, the server's memory before and after. Run it alone.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import skimage.data
from gradio_client import Client, handle_file
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from page_server import page_server  # noqa: E402

SIZE = {"width": 512, "height": 640}
STYLES = ("action_figure", "blister_pack", "fashion_doll", "retro_hero", "vinyl_buddy")


def main() -> None:
    """Let the visitors in and print what they met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--toys", type=int, default=1, help="of each visitor")
    parser.add_argument("--drafts", type=int, default=3, help="before each toy")
    parser.add_argument("--pause", type=float, default=15, help="seconds of thought, in the mean")
    parser.add_argument("--checkpoint", default="none")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, page_server(Path(name)) as address:
        folder = Path(name)
        photo = folder / "selfie.png"
        Image.fromarray(skimage.data.astronaut()).save(photo)
        visit(Client(address, verbose=False), photo, "Warm", args, [])
        before = memory_mb(folder)
        met: list[dict] = []
        began = time.monotonic()
        visitors = [
            threading.Thread(
                target=visit,
                args=(
                    Client(address, verbose=False, download_files=folder / f"to-{number}"),
                    photo, f"Visitor {number}", args, met,
                ),
            )
            for number in range(args.visitors)
        ]  # fmt: skip
        for visitor in visitors:
            visitor.start()
            time.sleep(args.pause / 10)
        for visitor in visitors:
            visitor.join()
        print(json.dumps(summary(met, time.monotonic() - began, before, memory_mb(folder))))


def visit(
    client: Client, photo: Path, name: str, args: argparse.Namespace, met: list[dict]
) -> None:
    """Draft and make toys; notes the seconds, and whose toy came back."""
    thought = random.Random(name)
    for number in range(args.toys):
        settings = SIZE | {"name": name, "checkpoint": args.checkpoint, "seed": number}
        settings["preset"] = STYLES[number % len(STYLES)]
        for kind, endpoint in [("draft", "/draft")] * args.drafts + [("toy", "/make_toy")]:
            time.sleep(args.pause * thought.uniform(0.5, 1.5))
            settings["slogan"] = f"{thought.random()}"
            began = time.monotonic()
            try:
                given = client.predict(handle_file(photo), settings=settings, api_name=endpoint)
                whose = name if kind == "draft" else read_name(given[0])
                note = {"right": whose == name}
            except Exception as error:
                note = {"error": str(error).splitlines()[0]}
            met.append(note | {"kind": kind, "seconds": time.monotonic() - began})


def read_name(path: str) -> str:
    """The name on the box that a toy's picture says it has."""
    with Image.open(path) as image:
        return json.loads(image.info["minime"])["name"]


def memory_mb(folder: Path) -> float:
    """Resident memory of the server whose temporary files lie in ``folder``."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            if f"TMPDIR={folder}".encode() in environment:
                pages = int((process / "statm").read_text().split()[1])
                return pages * 4096 / 2**20
        except OSError:
            continue
    return float("nan")


def summary(met: list[dict], wall_s: float, before_mb: float, after_mb: float) -> dict:
    """The figures of all visits."""
    found: dict = {"wall_s": round(wall_s, 1)}
    for kind in ("draft", "toy"):
        notes = [note for note in met if note["kind"] == kind]
        seconds = [note["seconds"] for note in notes if "error" not in note]
        found[kind] = {
            "asked": len(notes),
            "got": len(seconds),
            "of_another": sum(note.get("right") is False for note in notes),
            "median_s": round(statistics.median(seconds), 2) if seconds else None,
            "worst_s": round(max(seconds), 2) if seconds else None,
            "refused": sorted({note["error"] for note in notes if "error" in note}),
        }
    return found | {"server_mb": [round(before_mb), round(after_mb)]}


if __name__ == "__main__":
    main()
