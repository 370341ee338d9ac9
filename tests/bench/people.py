"""Is the pose kept, the mood, the face, over many people? Synthetic ones that nobody trained on.

    python tests/bench/people.py --out DIR [--people 40] [--width 1024] [--start 0 --step 1]

Writes a line of JSON per toy to DIR/toys-START.jsonl (the example photo first, then the people,
each in every preset) and goes on where it stopped; ``--report`` prints the figures of all
files there. Each toy is measured in its finished picture; ``first`` is the pose error that the
same reading means for the head as one pass leaves it, before the corrections turned it.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import minime  # noqa: E402
from minime import Order  # noqa: E402
from minime.check import landmark_error  # noqa: E402
from minime.preset import load_presets  # noqa: E402
from minime.sculpt.head.hair import HAIR_STYLES, HATS  # noqa: E402
from minime.selfie.face import angle_between, crop_head, face_of_head  # noqa: E402
from minime.train.people import photograph_png, random_person  # noqa: E402

FIRST_SEED = 90_000  # far from the seeds of the training pairs
MOODS = ("mouth_open", "smile", "eyes_open", "brows_raised")


def main() -> None:
    """Make the toys that are missing, or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--width", type=int, default=minime.SIZE[0])
    parser.add_argument("--checkpoint", default=Order().checkpoint)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--report", action="store_true")
    args = parser.parse_args()
    if args.report:
        print(json.dumps(report(read_rows(args.out)), indent=1))
        return
    args.out.mkdir(parents=True, exist_ok=True)
    done = {(row["person"], row["preset"]) for row in read_rows(args.out)}
    with (args.out / f"toys-{args.start}.jsonl").open("a") as file:
        for person in range(args.start, args.people + 1, args.step):
            for preset in load_presets():
                if (person, preset) not in done:
                    row = measure(person, preset, args)
                    file.write(json.dumps(row) + "\n")
                    file.flush()


def measure(person: int, preset: str, args) -> dict:
    """One toy, made and measured. Person 0 is the example photo."""
    height = round(args.width * minime.SIZE[1] / minime.SIZE[0])
    order = Order(
        photo="example" if person == 0 else take_photo(person), preset=preset, name="Sam",
        title="Baker", checkpoint=args.checkpoint, seed=1, width=args.width, height=height,
    )  # fmt: skip
    toy = minime.make(order)
    face = face_of_head(crop_head(toy.picture, toy.sculpt.head_box))
    wanted = toy.selfie.face.pose.matrix()
    turned_back = toy.sculpt.first_rotation @ toy.sculpt.rotation.T
    likeness = toy.likeness.to_json()
    return {
        "person": person,
        "preset": preset,
        "corrected": likeness["pose_error_deg"],
        "first": float(angle_between(wanted, turned_back @ face.pose.matrix())) if face else None,
        "score": likeness["face_score"],
        "nme": likeness["landmark_nme"],
        "selfie": likeness["expression_selfie"],
        "toy": likeness["expression_toy"],
        "colours": [likeness[f"{name}_delta_e"] for name in ("skin", "iris", "hair")],
        "selfie_landmarks": np.round(toy.selfie.face.landmarks, 1).tolist(),
        "toy_landmarks": np.round(face.landmarks, 1).tolist() if face else None,
    }


def take_photo(number: int) -> bytes:
    """PNG of a synthetic person in one of three lights."""
    person = random_person(FIRST_SEED + number, hair_styles=(*HAIR_STYLES, *HATS))
    light = ("neutral", "window", "warm")[number % 3]
    return photograph_png(person, light=light)


def read_rows(folder: Path) -> list[dict]:
    """All toys measured so far."""
    lines = [line for file in sorted(folder.glob("toys-*.jsonl")) for line in file.open()]
    return [json.loads(line) for line in lines]


def report(rows: list[dict]) -> dict:
    """The figures per preset."""
    return {
        preset: figures([row for row in rows if row["preset"] == preset])
        for preset in sorted({row["preset"] for row in rows})
    }


def figures(rows: list[dict]) -> dict:
    """Shares, medians, worst, correlations, and the landmark error of wrong people."""
    found = [row for row in rows if row["toy_landmarks"]]
    out = {"people": len(rows), "score_at_least_.8": np.mean([r["score"] >= 0.8 for r in rows])}
    for name in ("first", "corrected"):
        errors = [row[name] for row in found]
        out[f"pose_{name}"] = {"median": np.median(errors), "worst": np.max(errors)}
    out["correlation"] = {
        mood: np.corrcoef([[r["selfie"][mood], r["toy"][mood]] for r in found], rowvar=False)[0, 1]
        for mood in MOODS
    }
    out["nme"] = {"own": np.median([row["nme"] for row in found]), "wrong": wrong_people(found)}
    names = ("skin", "iris", "hair")
    colours = np.array([[np.nan if v is None else v for v in r["colours"]] for r in found], float)
    out["delta_e"] = dict(zip(names, np.nanmedian(colours, axis=0), strict=True))
    return rounded(out)


def wrong_people(rows: list[dict]) -> float:
    """Median landmark error between each toy and the selfies of the next five people."""
    errors = []
    for i, row in enumerate(rows):
        for step in range(1, min(6, len(rows))):
            other = rows[(i + step) % len(rows)]
            pair = (np.array(other["selfie_landmarks"]), np.array(row["toy_landmarks"]))
            errors.append(landmark_error(*pair))
    return float(np.median(errors))


def rounded(value):
    """Three decimals all the way down."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return round(float(value), 3)


if __name__ == "__main__":
    main()
