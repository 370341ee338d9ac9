"""MiniMe: one selfie in, one boxed mini-me toy out.

:func:`make` walks the whole way: photo, selfie, order, sculpt, control, diffuse, finish,
check, label. The page, the command line and other programs all call it. Importing this
package loads nothing heavy.
"""

from minime.errors import Cancelled, MiniMeError
from minime.make import (
    FELL_BACK,
    SIZE,
    Progress,
    Toy,
    draft,
    make,
    read_selfie,
    toy_json,
    write_png,
)
from minime.order import Order

__all__ = [
    "FELL_BACK", "SIZE", "Cancelled", "MiniMeError", "Order", "Progress", "Toy",
    "draft", "make", "read_selfie", "toy_json", "write_png",
]  # fmt: skip

__version__ = "0.1.0"
