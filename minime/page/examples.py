"""The whole examples of the first screen: orders for the example photo, one a style."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from minime.order import Order, from_json


def load_examples() -> Mapping[str, Order]:
    """The orders of examples.toml by preset; their toys are ``picture_of("finished", preset)``."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        preset: from_json({"preset": preset, **settings}, photo="example")
        for preset, settings in data.items()
    }
