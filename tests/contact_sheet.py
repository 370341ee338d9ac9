"""Writes the contact sheet: every preset for each person, with the selfie in the first column.

``python tests/contact_sheet.py sheet.png`` (some minutes). The people are the example photo,
four synthetic ones and any ``--photos``; nothing of it is hard-coded, so it shows today's code.
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
from minime.sculpt.head.hair import HAIR_STYLES, HATS  # noqa: E402
from minime.train.people import photograph_png, random_person  # noqa: E402

CELL = (384, 480)
PEOPLE = (("Eileen", "Astronaut", None), ("Noor", "Baker", 0), ("Jun", "Gardener", 4),
          ("Kofi", "Guitarist", 6), ("Lena", "Doctor", 5))  # fmt: skip
GUESTS = (("Sam", "Photographer"), ("Alex", "Teacher"), ("Toni", "Football coach"))
THINGS = {"Astronaut": ("space helmet", "rocket"), "Baker": ("coffee mug", "bread", "cupcake"),
          "Gardener": ("watering can", "plant"), "Guitarist": ("guitar", "microphone"),
          "Doctor": ("stethoscope", "clipboard"), "Photographer": ("camera", "dog"),
          "Teacher": ("book", "globe", "cat"),
          "Football coach": ("football", "trophy")}  # fmt: skip


def main() -> None:
    """Render all toys and lay them out, one row a person."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", default=Order().checkpoint)
    parser.add_argument("--photos", nargs="*", default=(), help="of more people")
    args = parser.parse_args()
    people = [(name, title, _photo(seed)) for name, title, seed in PEOPLE]
    people += [(*GUESTS[i % len(GUESTS)], photo) for i, photo in enumerate(args.photos)]
    rows = []
    for person in people:
        rows.append(_row(*person, args.checkpoint))
        Image.fromarray(np.vstack(rows)).save(args.out)  # so that a part of it can be seen


def _photo(seed: int | None) -> str | bytes:
    if seed is None:
        return "example"
    return photograph_png(random_person(seed, hair_styles=(*HAIR_STYLES, *HATS)))


def _row(name: str, title: str, photo: str | bytes, checkpoint: str) -> np.ndarray:
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
