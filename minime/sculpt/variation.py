"""What a seed varies of a toy: its stance, which side its things lie on, the scene of its card.

The person, the words and everything that was chosen stay. :data:`USUAL_SEED` varies nothing.
"""

from dataclasses import dataclass

from minime.order import SLIDERS
from minime.sculpt.figure.stance import ARMS, LEGS

USUAL_SEED = int(SLIDERS["seed"].default)
# Seeds so far apart make the same variation. Candidates of one order are drawn with such seeds;
# it divides 2**32, so that they may also go round the end of the seeds.
PERIOD = 64


@dataclass(frozen=True, kw_only=True)
class Variation:
    """arm, legs: of stance.ARMS and LEGS. mirrored: whether what lies beside the figure lies on
    the other side. scene: how many themes after the usual one of the style's own, where nothing
    asks for one."""

    arm: str = "rest"
    legs: str = "usual"
    mirrored: bool = False
    scene: int = 0


def variation(seed: int) -> Variation:
    """The variation of a seed. From one seed to the next the arm and the scene change, and the
    legs or the side; after PERIOD seeds it is the same again."""
    step = (seed - USUAL_SEED) % PERIOD
    return Variation(
        arm=ARMS[step % len(ARMS)],
        legs=LEGS[(step + 1) // 2 % len(LEGS)],
        mirrored=step // 2 % 2 == 1,
        scene=step,
    )
