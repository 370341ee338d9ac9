"""Where the joints of the toy are and how thick it is: proportions in, a posed figure out.

World frame (mm): feet on y = 0, facing +z. Of every pair, index 0 is the figure's own left
(x > 0, the viewer's right) and index 1 its right.
"""

from dataclasses import dataclass

import numpy as np

from minime.preset import Proportions
from minime.sculpt.figure.stance import Pose, find_pose
from minime.selfie.clothes.printed import Print

SIDES = (1.0, -1.0)
CHIN_SINK = 0.065  # share of the head's height by which the chin hides the neck
UPPER_ARM, FOREARM = 0.168, 0.150  # of the body's height
# A hand on the hip: least height of the torso; mm off the side; shares of half the hips by which
# it lies in front, and of the arm by which it is stretched.
AKIMBO_LOW, AKIMBO_MM, AKIMBO_AHEAD, AKIMBO_REACH = 0.36, 3.5, 0.52, 0.66
WIDEST_NECK = 0.30  # of half the shoulders, as a doll's: more leaves a collar no shoulders
Level = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class BodyColors:
    """ "#rrggbb" each. accent: ties, patches, piping, laces. second: what the photo shows
    beside the top's colour: the shirt under a jacket, or the other colour of a pattern; ""
    where it shows none. tie: its colour as the photo shows it, or "". pattern: of the top, one
    of selfie.clothes.garment.PATTERNS. print, inner_print: what the photo shows on it and on
    what is worn beneath it, or None. scarf: (n, n, 3) uint8 sRGB, a piece of the scarf that is
    worn, or None."""

    skin: str
    top: str
    bottom: str
    shoes: str
    accent: str
    second: str = ""
    tie: str = ""
    pattern: str = "plain"
    print: Print | None = None
    inner_print: Print | None = None
    scarf: np.ndarray | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """Joints (3,) mm in pairs (left, right); radii in mm; heights in mm.

    arm, leg: radii of the bare limb at stations spread evenly along each of its two bones.
    """

    proportions: Proportions
    pose: Pose
    neck: np.ndarray
    neck_radius: float
    crotch: float
    shoulder_line: float
    hip_x: float
    shoulders: tuple[np.ndarray, np.ndarray]
    elbows: tuple[np.ndarray, np.ndarray]
    wrists: tuple[np.ndarray, np.ndarray]
    hips: tuple[np.ndarray, np.ndarray]
    knees: tuple[np.ndarray, np.ndarray]
    ankles: tuple[np.ndarray, np.ndarray]
    upper_arm: tuple[float, ...]
    forearm: tuple[float, ...]
    thigh: tuple[float, ...]
    calf: tuple[float, ...]
    hand_length: float
    foot_length: float
    foot_width: float
    ankle_height: float

    @property
    def height(self) -> float:
        """Height of the neck's top above the floor, mm."""
        return float(self.neck[1])

    @property
    def chin(self) -> float:
        """Height of the chin of a head that looks ahead, mm."""
        return self.height - CHIN_SINK * self.proportions.head_height_mm

    def torso(self, *, grow: float = 0.0, low: float = -0.05, high: float = 1.0) -> list[Level]:
        """Levels for clay.loft from share ``low`` to ``high`` of crotch to shoulder line,
        widened by ``grow`` mm."""
        shares = np.array([r[0] for r in self._torso_rows()])
        rows = np.array([r[1:] for r in self._torso_rows()])
        wanted = sorted({low, high, *[s for s in shares if low < s < high]})
        span = self.shoulder_line - self.crotch
        levels = []
        for share in wanted:
            x, z, wide, front, back = (np.interp(share, shares, rows[:, i]) for i in range(5))
            y = self.crotch + share * span
            levels.append((y, x, z, wide + grow, front + grow, back + grow))
        return levels

    @property
    def tilt(self) -> tuple[float, float]:
        return self.pose.hip_slope, self.pose.shoulder_slope

    def _torso_rows(self) -> list[tuple[float, ...]]:
        p, shift = self.proportions, self.hip_x
        hip, waist = p.hip_width_mm / 2, p.waist_width_mm / 2 - 0.4  # cloth adds its own
        waist = min(waist, 0.86 * hip)  # so that no belly hangs over the belt
        broad = p.shoulder_width_mm / 2
        chest = min(broad - 0.9 * self.upper_arm[0], 1.45 * waist)
        hero = 1.08 if p.jointed else 1.0
        return [  # share, x, z, half width, front, back
            (-0.05, shift, -0.5, hip * 0.60, hip * 0.40, hip * 0.50),
            (0.05, shift, -0.5, hip * 0.95, hip * 0.56, hip * 0.74),
            (0.16, shift, -0.5, hip, hip * 0.60, hip * 0.74),
            (0.30, shift * 0.9, 0.0, hip * 0.90, hip * 0.58, hip * 0.60),
            (0.45, shift * 0.6, 0.6, waist, waist * 0.74, waist * 0.58),
            (0.62, shift * 0.3, 0.8, (waist + chest) / 2, chest * 0.62 * hero, chest * 0.50),
            (0.76, 0.0, 0.4, chest, chest * 0.66 * hero, chest * 0.56),
            (0.88, 0.0, -0.4, chest * 0.98, chest * 0.55 * hero, chest * 0.54),
            (0.96, 0.0, -1.0, chest * 0.80, chest * 0.38, chest * 0.48),
            (1.00, 0.0, -1.4, chest * 0.60, chest * 0.28, chest * 0.42),
        ]


def pose_figure(p: Proportions, *, jointed: bool, arm: str = "rest", legs: str = "usual") -> Figure:
    """The figure standing in the pose that suits its proportions, its free arm and its legs as
    stance.ARMS and LEGS name them."""
    pose = find_pose(p, jointed=jointed, arm=arm, legs=legs)
    height = p.figure_height_mm - p.head_height_mm + 1.5  # the top hides inside the head
    thick = p.limb_thickness
    hidden = CHIN_SINK * p.head_height_mm
    neck_length = max(height * 0.052 / thick**0.8, hidden + 0.008 * height)
    shoulder_line = height - neck_length
    crotch = p.leg_share * height
    hip_x = pose.shift * height
    foot_length = p.figure_height_mm * 0.122 * (0.5 + 0.5 * thick)
    ankle_height = height * 0.045 * thick**0.3
    radii = _limb_radii(p, height)
    hip = hip_x, crotch + AKIMBO_LOW * (shoulder_line - crotch)
    arms = [_arm(i, p, pose, height, shoulder_line, radii[0][0], hip) for i in (0, 1)]
    legs = [_leg(i, p, pose, height, crotch, hip_x, radii[2][0], ankle_height) for i in (0, 1)]
    return Figure(
        proportions=p,
        pose=pose,
        neck=np.array([0.0, height, -0.012 * height]),
        neck_radius=min(
            p.head_height_mm * 0.115 * (0.86 + 0.16 * thick),
            WIDEST_NECK * p.shoulder_width_mm / 2,
        ),
        crotch=crotch,
        shoulder_line=shoulder_line,
        hip_x=hip_x,
        shoulders=(arms[0][0], arms[1][0]),
        elbows=(arms[0][1], arms[1][1]),
        wrists=(arms[0][2], arms[1][2]),
        hips=(legs[0][0], legs[1][0]),
        knees=(legs[0][1], legs[1][1]),
        ankles=(legs[0][2], legs[1][2]),
        upper_arm=radii[0],
        forearm=radii[1],
        thigh=radii[2],
        calf=radii[3],
        hand_length=p.figure_height_mm * 0.064 * (0.3 + 0.72 * thick),
        foot_length=foot_length,
        foot_width=foot_length * (0.30 + 0.09 * thick),
        ankle_height=ankle_height,
    )


def unit(vector: np.ndarray | tuple[float, ...]) -> np.ndarray:
    """The vector at length 1."""
    v = np.asarray(vector, float)
    return v / np.linalg.norm(v)


def _limb_radii(p: Proportions, height: float) -> tuple[tuple[float, ...], ...]:
    """Bare radii (mm) along upper arm, forearm, thigh and calf."""
    base = height * p.limb_thickness**1.5  # chunky toys exaggerate
    # Thighs meet at the crotch whatever the hips; knees and ankles follow the thickness.
    top = float(np.clip(base * 0.060, 0.236 * p.hip_width_mm, 0.262 * p.hip_width_mm))
    knee = base * 0.038
    return (
        tuple(base * r for r in (0.0355, 0.0345, 0.0305, 0.0255)),
        tuple(base * r for r in (0.0255, 0.0290, 0.0240, 0.0185)),
        (top, top * 0.90, (top + knee) * 0.46, knee),
        tuple(base * r for r in (0.038, 0.0425, 0.0385, 0.0275, 0.0235)),
    )


def _arm(i, p: Proportions, pose: Pose, height, shoulder_line, radius, hip) -> list[np.ndarray]:
    side = np.array([SIDES[i], 1.0, 1.0])
    x = p.shoulder_width_mm / 2 - radius
    y = shoulder_line - radius * 1.45 + pose.shoulder_slope * x * SIDES[i]
    shoulder = np.array([SIDES[i] * x, y, -0.008 * height])
    if i == 1 and pose.on_hip:
        return _akimbo(p, shoulder, height, hip)
    elbow = shoulder + side * unit(pose.upper[i]) * height * UPPER_ARM
    wrist = elbow + side * unit(pose.fore[i]) * height * FOREARM
    return [shoulder, elbow, wrist]


def _akimbo(p: Proportions, shoulder, height: float, hip) -> list[np.ndarray]:
    """The right arm, its hand on the ``hip`` (x and y mm of the hips' middle) or above it: the
    elbow out to the side and a little behind, as bent on every figure."""
    upper, fore = height * UPPER_ARM, height * FOREARM
    half = max(p.waist_width_mm, 0.9 * p.hip_width_mm) / 2
    across = np.array([hip[0] - half - AKIMBO_MM, AKIMBO_AHEAD * half]) - shoulder[[0, 2]]
    drop = np.sqrt(max((AKIMBO_REACH * (upper + fore)) ** 2 - across @ across, 0.0))
    drop = min(drop, shoulder[1] - hip[1])
    way = np.array([across[0], -drop, across[1]])
    reach = float(np.linalg.norm(way))
    along = (reach**2 + upper**2 - fore**2) / (2 * reach)  # of the elbow, by the three sides
    aside = np.array([-1.0, 0.0, -0.55])
    out = unit(aside - way * (aside @ way) / reach**2)
    elbow = shoulder + along * way / reach + out * np.sqrt(max(upper**2 - along**2, 0.0))
    return [shoulder, elbow, shoulder + way]


def _leg(i, p: Proportions, pose: Pose, height, crotch, hip_x, radius, ankle) -> list[np.ndarray]:
    side = SIDES[i]
    x = hip_x + side * (p.hip_width_mm / 2 - radius * 0.98)
    hip = np.array([x, crotch + 0.02 * height + pose.hip_slope * side * p.hip_width_mm / 4, -0.8])
    foot_x = x + side * pose.stance[i][0] * height
    foot = np.array([foot_x, ankle, pose.stance[i][1] * height - 0.016 * height])
    knee = hip + (foot - hip) * 0.49
    knee = knee + np.array([side * 0.004 * height, 0, (0.008 + pose.knee_forward[i]) * height])
    return [hip, knee, foot]
