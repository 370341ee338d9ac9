"""Makes a first small toy of the example, so that nobody who comes waits for libraries, kernels
and weights to be loaded."""

from collections.abc import Callable
from contextlib import suppress

from minime.errors import Cancelled
from minime.order import Order
from minime.page.offers import usual_checkpoint

SIZE = (256, 320)  # pixels: what is compiled does not depend on it


def warm_up(somebody_came: Callable[[], bool]) -> None:
    """Draft and make a toy that nobody sees, as long as nobody came: their own work loads the
    same, and would only be slowed. Raises MiniMeError."""
    import minime

    width, height = SIZE
    order = Order(width=width, height=height, checkpoint=usual_checkpoint())
    selfie = minime.read_selfie("example")
    if somebody_came():
        return
    minime.draft(order, selfie=selfie)
    with suppress(Cancelled):
        minime.make(order, cancelled=somebody_came, selfie=selfie)
