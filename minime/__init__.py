"""MiniMe: one selfie in, one boxed mini-me toy out.

:func:`make` walks the whole way: photo, selfie, order, sculpt, control, diffuse, finish,
check, label. The page, the command line and other programs all call it. Importing this
package loads nothing heavy.
"""

import os

# torch's threads wait for each other thousands of times in a pass. Where another program, or our
# own renderer, has a core, they would spin until they get theirs: on two cores a head pass took
# 15.8 s beside one busy process, and takes 1.0 s where they sleep. Read when torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from minime.errors import Cancelled, MiniMeError  # noqa: E402
from minime.make import (  # noqa: E402
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
from minime.order import Order  # noqa: E402

__all__ = [
    "FELL_BACK", "SIZE", "Cancelled", "MiniMeError", "Order", "Progress", "Toy",
    "draft", "make", "read_selfie", "toy_json", "write_png",
]  # fmt: skip

__version__ = "0.1.0"
