"""One row of a batch: an order in, the finished file and its figures out, or what went wrong.

Both ways of walking a table call it: here, or on the computers of a cluster.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from minime.brand import Brand
from minime.errors import Cancelled, MiniMeError
from minime.make import Progress, make, write_png
from minime.order import Order

FIGURES = (
    "pose_error_deg",
    "landmark_nme",
    "expression_error",
    "skin_delta_e",
    "iris_delta_e",
    "hair_delta_e",
    "face_score",
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """png: the labelled file's bytes. likeness: FIGURES of check.Likeness, None is what could
    not be measured. error: one sentence where there is no toy."""

    png: bytes = b""
    seconds: float | None = None
    likeness: Mapping[str, float | None] = field(default_factory=dict)
    error: str = ""


def make_one(
    order: Order,
    brand: Brand,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Outcome:
    """The toy of an order, or what was wrong with it. Raises Cancelled alone."""
    try:
        toy = make(order, progress, cancelled, brand=brand)
        with tempfile.TemporaryDirectory() as folder:
            png = write_png(toy, Path(folder) / "toy.png").read_bytes()
    except Cancelled:
        raise
    except MiniMeError as error:
        return Outcome(error=str(error))
    except Exception as error:  # whatever a row does, the others are made
        return Outcome(error=explain(error))
    measured = toy.likeness.to_json()
    return Outcome(
        png=png,
        seconds=round(toy.seconds["total"], 2),
        likeness={name: measured[name] for name in FIGURES},
    )


def explain(error: Exception) -> str:
    """One sentence for what nobody foresaw."""
    said = (str(error).strip().splitlines() or [""])[0][:160].rstrip(".")
    return f"MiniMe failed on this row ({type(error).__name__}: {said}); run the batch again."
