"""Which outfit goes with a person's words."""

import re
import unicodedata

# First outfit with a word that begins one of the order's words wins; stems, lower case.
WORDS = {
    "jumpsuit": (
        "astronaut", "cosmonaut", "spacesuit", "space", "rocket", "mechanic", "pilot", "racing",
        "racer", "driver", "electrician", "plumber", "welder", "engineer", "firefight", "wrench",
        "spanner", "skydiv", "garage", "technician", "miner", "farmer",
    ),
    "lab_coat": (
        "doctor", "nurse", "scien", "chemist", "physic", "biolog", "dentist", "surgeon", "vet",
        "pharmac", "researcher", "professor", "laborator", "lab", "microscope", "stethoscope",
        "medic", "optician", "test",
    ),
    "suit": (
        "manager", "boss", "ceo", "cfo", "director", "lawyer", "attorney", "banker", "business",
        "president", "minister", "consultant", "broker", "accountant", "groom", "judge",
        "briefcase", "agent", "politician", "founder", "executive", "realtor", "magician",
    ),
    "dress": (
        "dress", "princess", "queen", "ballerina", "bride", "diva", "ballgown", "actress",
        "fairy", "gala", "opera",
    ),
    "sporty": (
        "sport", "coach", "runner", "athlet", "football", "soccer", "tennis", "basketball",
        "fitness", "gym", "yoga", "cyclist", "swimmer", "trainer", "skate", "dumbbell",
        "marathon", "volleyball", "boxer", "climber", "dancer",
    ),
}  # fmt: skip


def choose_outfit(top_color: str, words: tuple[str, ...]) -> str:
    """The outfit for title and accessory words; "casual" where none is known.

    top_color: "#rrggbb" of the clothes seen in the selfie; it colours every outfit and,
    so far, decides none. The first telling word wins, so put the title first.
    """
    for word in _split(words):
        for outfit, stems in WORDS.items():
            if any(word.startswith(stem) for stem in stems):
                return outfit
    return "casual"


def _split(words: tuple[str, ...]) -> list[str]:
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z]+", plain.lower())
