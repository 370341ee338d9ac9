"""Is a toy plainly that person? Each toy is checked against the selfies of everybody.

``python tests/bench/recognise.py FOLDER`` makes the toys of 30 synthetic people (and goes on
where it was stopped), ``--report`` prints how often the right selfie is nearest by landmarks
and colours alone, whom the others were taken for, and the colours' error per skin tone.
The people are those of people.py, or ``--photos DIR``, any folder of photos of one person each;
the styles take turns.
"""

import argparse
import json
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from people import read_rows, take_photo  # noqa: E402

import minime  # noqa: E402
from minime import Order  # noqa: E402
from minime.check import compare, read_toy  # noqa: E402
from minime.preset import load_presets  # noqa: E402
from minime.selfie import read_selfie  # noqa: E402
from minime.selfie.colors import to_lab  # noqa: E402
from minime.srgb import rgb, to_linear  # noqa: E402

COLOURS = ("skin", "iris", "hair")
# What counts as far: landmarks in shares of the eye distance, colours in CIEDE2000.
FAR = {"landmark_nme": 0.04, "skin_delta_e": 8.0, "iris_delta_e": 16.0, "hair_delta_e": 12.0}
TONES = ((65.0, "light"), (45.0, "medium"), (0.0, "dark"))  # by the skin's lightness, CIE L*


def main() -> None:
    """Read the command line; make and measure, or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--photos", type=Path, help="real people in the place of synthetic ones")
    parser.add_argument("--width", type=int, default=minime.SIZE[0])
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--report", action="store_true")
    args = parser.parse_args()
    if args.report:
        print(json.dumps(report(read_rows(args.out)), indent=1))
        return
    args.out.mkdir(parents=True, exist_ok=True)
    if args.photos:
        found = sorted(args.photos.iterdir())
        photos = [path for path in found if path.suffix.lower() in (".jpg", ".jpeg", ".png")]
    else:
        photos = [take_photo(number) for number in range(args.people)]
    selfies = [read_selfie(photo) for photo in photos]
    done = {row["person"] for row in read_rows(args.out)}
    with (args.out / f"toys-{args.start}.jsonl").open("a") as file:
        for person in range(args.start, len(photos), args.step):
            if person not in done:
                row = measure(person, photos[person], selfies, args.width)
                file.write(json.dumps(row) + "\n")
                file.flush()


def measure(person: int, photo: bytes | Path, selfies: list, width: int) -> dict:
    """One toy and its differences from every selfie; None where nothing could be read."""
    presets = list(load_presets())
    preset = presets[person % len(presets)]
    order = Order(
        photo=photo, preset=preset, name="Sam", seed=1, width=width,
        height=round(width * minime.SIZE[1] / minime.SIZE[0]),
    )  # fmt: skip
    toy = minime.make(order)
    lightness = float(to_lab(to_linear(rgb(selfies[person].traits.skin))[None, None])[0, 0, 0])
    head = read_toy(toy.picture, toy.sculpt.head_box)
    likenesses = [compare(selfie, head).to_json() for selfie in selfies]
    one_sided = [shows_hair(selfie) != (head.hair is not None) for selfie in selfies]
    return {
        "person": person,
        "preset": preset,
        "tone": next(name for low, name in TONES if lightness >= low),
        "pose_error": likenesses[person]["pose_error_deg"],
        "colours": {name: likenesses[person][f"{name}_delta_e"] for name in COLOURS},
        "differences": [{key: likeness[key] for key in FAR} for likeness in likenesses],
        "one_sided": one_sided,
    }


def shows_hair(selfie) -> bool:
    """Whether there is hair whose colour could be compared."""
    return selfie.traits.hair_length != "bald" and selfie.traits.headwear == "none"


def distance(difference: dict, one_sided: bool) -> float:
    """Mean of the differences, each over FAR; those that can't be measured are left out, but
    hair that only one of the two shows counts as far. Infinite where no face was read."""
    if difference["landmark_nme"] is None:
        return float("inf")
    shares = [difference[key] / far for key, far in FAR.items() if difference[key] is not None]
    shares += [1.0] * one_sided
    return sum(shares) / len(shares)


def report(rows: list[dict]) -> dict:
    """Share in first place, confusions, and median colour errors per skin tone."""
    ranks, confused = [], []
    for row in rows:
        away = list(map(distance, row["differences"], row["one_sided"]))
        nearest = min(range(len(away)), key=away.__getitem__)
        ranks.append(nearest == row["person"] and away[nearest] < float("inf"))
        if not ranks[-1]:
            confused.append({"toy": row["person"], "taken for": nearest, "preset": row["preset"]})
    tones = {name: [r for r in rows if r["tone"] == name] for _, name in TONES}
    return {
        "toys": len(rows),
        "first place": sum(ranks) / max(len(ranks), 1),
        "confused": confused,
        "median delta E": {
            tone: {name: middle(group, name) for name in COLOURS} | {"people": len(group)}
            for tone, group in {**tones, "all": rows}.items()
        },
    }


def middle(rows: list[dict], name: str) -> float | None:
    """Median of one colour's error over the toys where it was measured."""
    values = [row["colours"][name] for row in rows if row["colours"][name] is not None]
    return round(median(values), 2) if values else None


if __name__ == "__main__":
    main()
