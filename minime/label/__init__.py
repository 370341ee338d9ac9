"""Says what a picture is: a small visible mark, and settings and origin inside the file."""

from minime.label.picture import (
    COMPOSITE,
    TRAINED,
    Settings,
    add_mark,
    read_label,
    save_png,
    write_parameters,
    write_whole,
    write_xmp,
)

__all__ = [
    "COMPOSITE", "TRAINED", "Settings", "add_mark", "read_label", "save_png",
    "write_parameters", "write_whole", "write_xmp",
]  # fmt: skip
