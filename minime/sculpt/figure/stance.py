"""How a figure stands: a pose for each kind of figure, and what a variation changes of it.

The arm that holds and the head stay as they are; the free arm and the legs have a few stances
each that suit every outfit.
"""

from dataclasses import dataclass, replace

from minime.preset import Proportions

HIP_THUMB = (0.0, 1.0, -0.2)
LARGE_HEAD = 0.29  # of the height: a child's or a chunky toy's


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Unit-free recipe. Directions are for the figure's left; x is mirrored on its right.

    upper, fore: directions of the upper arm and the forearm, left then right. The left
    hand is the one that holds: its forearm comes forward and its thumb points up, whatever
    is in it, so that the figure is the same with every accessory.
    thumb: where the thumbs point, as far as the forearm lets them.
    stance: (x, z) of each ankle as shares of the body height, beside the hip's own x.
    waves: whether the free hand is open rather than at rest. on_hip: whether it lies on the hip,
    in place of the directions of its arm.
    shift: sideways move of the hips (+ to the viewer's right), shoulder and hip slopes dy/dx.
    """

    upper: tuple[tuple[float, float, float], tuple[float, float, float]]
    fore: tuple[tuple[float, float, float], tuple[float, float, float]]
    stance: tuple[tuple[float, float], tuple[float, float]]
    knee_forward: tuple[float, float]
    toe_out_deg: tuple[float, float]
    thumb: tuple[tuple[float, float, float], tuple[float, float, float]]
    waves: bool = False
    on_hip: bool = False
    shift: float = 0.0
    hip_slope: float = 0.0
    shoulder_slope: float = 0.0


POSES = {
    # At ease: the weight a little on one leg, the free arm hanging.
    "elegant": Pose(
        upper=((0.24, -0.97, -0.04), (0.30, -0.95, -0.06)),
        fore=((0.52, 0.16, 0.84), (0.10, -0.94, 0.30)),
        thumb=((-0.10, 1.0, 0.0), (-0.35, 0.0, 1.0)),
        stance=((0.004, 0.0), (0.028, 0.020)),
        knee_forward=(0.004, 0.022),
        toe_out_deg=(10.0, 18.0),
        shift=0.010,
        hip_slope=0.04,
        shoulder_slope=-0.03,
    ),
    # Feet apart, chest out, one fist at the side, the other ready to hold something.
    "heroic": Pose(
        upper=((0.38, -0.92, -0.06), (0.44, -0.90, -0.06)),
        fore=((0.42, 0.06, 0.90), (0.16, -0.88, 0.44)),
        thumb=((-0.10, 1.0, 0.0), (-0.35, 0.0, 1.0)),
        stance=((0.062, 0.012), (0.062, -0.004)),
        knee_forward=(0.012, 0.012),
        toe_out_deg=(18.0, 20.0),
    ),
    # Short and friendly: arms held out like a child's, feet a little turned out.
    "cute": Pose(
        upper=((0.50, -0.86, 0.02), (0.56, -0.83, 0.05)),
        fore=((0.55, 0.05, 0.83), (0.46, -0.80, 0.38)),
        thumb=((-0.10, 1.0, 0.0), (-0.35, 0.0, 1.0)),
        stance=((0.018, 0.0), (0.018, 0.0)),
        knee_forward=(0.0, 0.0),
        toe_out_deg=(14.0, 14.0),
    ),
}


# Of the free arm: how it hangs or swings, by name. "rest" is the pose's own.
ARMS = ("rest", "wave", "hip", "open")
_WAVE = {"upper": (0.82, -0.52, 0.24), "fore": (0.20, 0.96, 0.20), "thumb": (-1.0, 0.0, 0.15)}
_OPEN = {"upper": (0.62, -0.76, 0.10), "fore": (0.80, -0.30, 0.52), "thumb": (0.10, 1.0, 0.0)}
# Of the legs: "usual" is the pose's own, "other" has the weight on the other one.
LEGS = ("usual", "other")
_OTHER_LEGS = {
    "elegant": {
        "stance": ((0.030, 0.022), (0.004, 0.0)),
        "knee_forward": (0.024, 0.004),
        "toe_out_deg": (20.0, 8.0),
        "shift": -0.012,
        "hip_slope": -0.045,
        "shoulder_slope": 0.03,
    },
    "heroic": {
        "stance": ((0.030, 0.042), (0.070, -0.020)),
        "knee_forward": (0.030, 0.004),
        "toe_out_deg": (10.0, 26.0),
        "shift": -0.010,
        "hip_slope": -0.03,
        "shoulder_slope": 0.02,
    },
    "cute": {
        "stance": ((0.006, 0.030), (0.034, -0.006)),
        "knee_forward": (0.020, 0.0),
        "toe_out_deg": (4.0, 24.0),
        "shift": -0.012,
        "hip_slope": -0.03,
        "shoulder_slope": 0.025,
    },
}


def find_pose(proportions: Proportions, *, jointed: bool, arm: str, legs: str) -> Pose:
    """The pose of the figure's kind with its free arm as one of ARMS and its legs as one of LEGS;
    "rest" and "usual" leave it as it is."""
    kind = choose_pose(proportions, jointed=jointed)
    pose = POSES[kind]
    if legs == "other":
        pose = replace(pose, **_OTHER_LEGS[kind])
    if arm == "hip":
        return replace(pose, on_hip=True, thumb=(pose.thumb[0], HIP_THUMB))
    if arm == "rest":
        return pose
    free = _WAVE if arm == "wave" else _OPEN
    changed = {name: (getattr(pose, name)[0], way) for name, way in free.items()}
    return replace(pose, waves=True, **changed)


def choose_pose(proportions: Proportions, *, jointed: bool) -> str:
    """ "heroic" with joints, "elegant" for grown figures, "cute" for those of a large head."""
    if jointed:
        return "heroic"
    share = proportions.head_height_mm / proportions.figure_height_mm
    return "elegant" if share < LARGE_HEAD else "cute"
