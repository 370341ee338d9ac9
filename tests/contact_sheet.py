"""Writes the contact sheet: every preset for five people, with the selfie in the first column.

``python tests/contact_sheet.py sheet.png`` (some minutes). The people are the example photo
and four synthetic ones; nothing of it is hard-coded, so it shows today's code.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import minime  # noqa: E402
from minime import Order  # noqa: E402
from minime.preset import load_presets  # noqa: E402
from minime.sculpt.hair import HAIR_STYLES  # noqa: E402
from minime.train.people import photograph_png, random_person  # noqa: E402

CELL = (384, 480)
PEOPLE = (("Eileen", "Astronaut", None), ("Noor", "Baker", 0), ("Jun", "Gardener", 4),
          ("Kofi", "Guitarist", 6), ("Lena", "Doctor", 5))  # fmt: skip
THINGS = {"Astronaut": ("space helmet",), "Baker": ("coffee mug",), "Gardener": ("plant",),
          "Guitarist": ("guitar",), "Doctor": ("stethoscope",)}  # fmt: skip


def main() -> None:
    """Render all toys and lay them out, one row a person."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", default=Order().checkpoint)
    args = parser.parse_args()
    rows = [_row(*person, args.checkpoint) for person in PEOPLE]
    Image.fromarray(np.vstack(rows)).save(args.out)


def _row(name: str, title: str, seed: int | None, checkpoint: str) -> np.ndarray:
    photo = (
        "example" if seed is None else photograph_png(random_person(seed, hair_styles=HAIR_STYLES))
    )
    cells = [_fit(minime.read_selfie(photo).image)]
    for preset in load_presets():
        order = Order(
            photo=photo, preset=preset, name=name, title=title, accessories=THINGS[title],
            checkpoint=checkpoint, seed=1,
        )  # fmt: skip
        toy = minime.make(order)
        print(name, preset, toy.likeness.pose_error_deg, toy.likeness.face_score, flush=True)
        cells.append(_fit(toy.picture))
    return np.hstack(cells)


def _fit(picture: np.ndarray) -> np.ndarray:
    image = Image.fromarray(picture)
    image.thumbnail(CELL)
    cell = Image.new("RGB", CELL, "white")
    cell.paste(image, ((CELL[0] - image.width) // 2, (CELL[1] - image.height) // 2))
    return np.asarray(cell)


if __name__ == "__main__":
    main()
