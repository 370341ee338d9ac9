"""Makes a first small toy of the example, so that nobody who comes waits for libraries, kernels
and weights to be loaded."""

from minime.order import Order
from minime.page.offers import usual_checkpoint

SIZE = (256, 320)  # pixels: what is compiled does not depend on it


def warm_up() -> None:
    """Draft and make a toy that nobody sees. Raises MiniMeError."""
    import minime

    width, height = SIZE
    selfie = minime.read_selfie("example")
    order = Order(width=width, height=height, checkpoint=usual_checkpoint())
    minime.draft(order, selfie=selfie)
    minime.make(order, selfie=selfie)
