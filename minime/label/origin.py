"""What made a picture, and what that learned from: IPTC's word for it, and a line to read.

checkpoint: as an order names it, "none" for the sculpt alone.
"""

from pathlib import Path

# https://cv.iptc.org/newscodes/digitalsourcetype/ of September 2024. COMPOSITE: "Mix or composite
# of several elements, any of which may or may not be generative AI"; COMPOSITE_TRAINED:
# "Augmentation, correction or enhancement using a Generative AI model, such as with inpainting or
# outpainting operations"; TRAINED: "created using generative AI".
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
COMPOSITE = _SOURCE_TYPES + "composite"
COMPOSITE_TRAINED = _SOURCE_TYPES + "compositeWithTrainedAlgorithmicMedia"
TRAINED = _SOURCE_TYPES + "trainedAlgorithmicMedia"

ALONE = "Sculpted and rendered by MiniMe alone: no diffusion model drew any of it."


def source_type(checkpoint: str) -> str:
    """The digital source type of a toy, an address of IPTC's vocabulary.

    The sculpt alone is a composite: a rendered model, set type and the photo's own pixels. The
    networks that read the face gave numbers, not pixels; but it isn't "pure algorithmic media"
    either, which may rest on no sampled data. A checkpoint redraws parts of that composite.
    """
    return COMPOSITE if checkpoint == "none" else COMPOSITE_TRAINED


def origin_line(checkpoint: str) -> str:
    """One line for people: what made the picture, and what that learned from."""
    if checkpoint == "none":
        return ALONE
    learned = learned_from(checkpoint) or "What that learned from is not known here."
    drawn = f'Sculpted by MiniMe, then drawn over by the checkpoint "{short_name(checkpoint)}".'
    return f"{drawn} {learned}"


def learned_from(checkpoint: str) -> str | None:
    """The catalogue's sentence about what a checkpoint was trained on; None where it has none."""
    from minime.diffuse.catalogue import load_catalogue

    entry = load_catalogue().get(checkpoint)
    return entry.learned_from if entry else None


def short_name(checkpoint: str) -> str:
    """A checkpoint's name; a folder's own, without the place where it lies."""
    return Path(checkpoint).name


def made_by(checkpoint: str) -> dict[str, str | None]:
    """What ``toy.json`` says of it: plain JSON values."""
    from minime import __version__

    return {
        "program": f"MiniMe {__version__}",
        "checkpoint": short_name(checkpoint),
        "learned_from": learned_from(checkpoint),
        "line": origin_line(checkpoint),
    }
