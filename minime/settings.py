"""The order of an earlier toy, to start the next one from: out of its PNG, or a settings JSON."""

import json
from pathlib import Path
from typing import Any

from minime.errors import OrderError
from minime.label import read_label
from minime.order import Order, from_json


def read_settings(path: Path, *, photo: bytes | str | Path = "example") -> Order:
    """The order for ``photo`` of a PNG that MiniMe made, or of a JSON as the page and
    ``--json`` write it. Raises MiniMeError where the file holds none."""
    settings = _read_json(path) if path.suffix.lower() == ".json" else read_label(path)["order"]
    if settings is None:
        raise OrderError(f"{path} holds no settings; choose a PNG that MiniMe made.")
    return from_json(settings, photo=photo)


def _read_json(path: Path) -> Any:
    try:
        settings = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise OrderError(f"{path} can't be read; choose settings that MiniMe wrote.") from error
    return settings.get("order", settings) if isinstance(settings, dict) else settings
