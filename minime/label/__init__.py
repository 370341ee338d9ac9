"""Says what a picture is: a small visible mark, settings, origin and content credentials inside
the file, and what it took to make it."""

from minime.label.credentials import obstacle, sign
from minime.label.footprint import add_up, check_country, describe_energy, meter
from minime.label.origin import COMPOSITE, COMPOSITE_TRAINED, TRAINED, made_by, origin_line
from minime.label.picture import (
    AI_MADE,
    Settings,
    add_mark,
    read_label,
    save_png,
    write_parameters,
    write_whole,
    write_xmp,
)

__all__ = [
    "AI_MADE", "COMPOSITE", "COMPOSITE_TRAINED", "TRAINED", "Settings", "add_mark",
    "add_up",
    "check_country", "describe_energy", "made_by", "meter", "obstacle", "origin_line",
    "read_label", "save_png", "sign", "write_parameters", "write_whole", "write_xmp",
]  # fmt: skip
