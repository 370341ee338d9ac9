"""The data sheet of the training pairs: who is in them, counted from the seeds alone."""

from collections import Counter
from pathlib import Path

from minime.train.dataset import pair_files
from minime.train.people import SKINS, training_person

_TONES = ("light", "medium", "dark")
_AGES = ("young", "middle-aged", "old")


def describe_pairs(folder: Path) -> str:
    """A Markdown table of how many of the pairs show what, and how many photos showed no face."""
    files = pair_files(folder)
    counts: dict[str, Counter[str]] = {}
    for file in files:
        for kind, value in _traits_of(int(file.stem)).items():
            counts.setdefault(kind, Counter())[value] += 1
    lost = len(list(folder.glob("[0-9][0-9][0-9][0-9].npz"))) - len(files)
    rows = [
        f"| {kind} | {', '.join(f'{value} {number}' for value, number in counted.most_common())} |"
        for kind, counted in counts.items()
    ]
    head = f"{len(files)} pairs; in {lost} more photos no face was found."
    return "\n".join([head, "", "| | |", "|---|---|", *rows])


def _traits_of(seed: int) -> dict[str, str]:
    person = training_person(seed)
    traits, third = person.traits, len(SKINS) / 3
    return {
        "skin": _TONES[int(SKINS.index(traits.skin) / third)],
        "age": _AGES[min(int(3 * person.skin.age), 2)],
        "hair": person.hair_style.replace("_", " "),
        "facial hair": traits.facial_hair,
        "glasses": "yes" if traits.glasses else "no",
        "head wear": person.headwear,
    }
