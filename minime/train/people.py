"""Random people who never lived: face shape, expression, pose and colours drawn by a seed.

They are the truth that tests recover and the subjects that the embedded checkpoint learns
from. Landmarks are in the head frame of selfie/face.py (mm). Nothing here comes from a
photo of anybody but the template's layout of the landmarks.
"""

import io
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from minime.landmarks import (
    EYES,
    INNER_LIPS,
    LEFT_BROW,
    OUTER_LIPS,
    RIGHT_BROW,
    UPPER_LID,
)
from minime.preset import FaceShape
from minime.sculpt.geometry.mesh import Layer, Material, Part
from minime.sculpt.head.bust import Stand, build_bust, pose_bust
from minime.sculpt.head.hair import HAIR_STYLES, HATS
from minime.sculpt.picture.render import Light, Scene, render, to_srgb
from minime.sculpt.picture.tracer import Camera
from minime.selfie.face import HeadPose, template
from minime.selfie.glasses import OUTLINES, Frame
from minime.selfie.traits import Traits
from minime.srgb import rgb
from minime.train.skin import Skin, random_skin, weather

# Ten tones from light to dark, between the ends of the Monk Skin Tone scale, as photographed.
SKINS = (
    "#f1d2bd", "#eac3a6", "#dfb08d", "#d09b74", "#bb845c",
    "#a06c48", "#865639", "#6d442d", "#553425", "#422a20",
)  # fmt: skip
HAIRS = ("#17120f", "#2c1f17", "#4a3222", "#6e4a2c", "#9a6b3c", "#c89e62", "#8c3b20", "#a8a29a")
IRISES = ("#3b2314", "#5b3a1e", "#7a5a2c", "#5e6b3c", "#4d6f86", "#6d8ea8", "#6f7a80")
TOPS = ("#d8433b", "#2f5fa8", "#f2c230", "#3a8f5c", "#ececec", "#2b2b30", "#8a4fa0", "#e88a3c")
FRAMES = ("#1d1d20", "#1d1d20", "#5a3418", "#8a8d92", "#b08a3c", "#a02c2c", "#24406e")  # of glasses
NATURAL = FaceShape(
    eye_width=1, eye_height=1, eye_spacing=1, lower_face=1, cheek_width=1, nose=1, mouth=1, chin=1,
    smoothing=1,
)  # fmt: skip
PORTRAIT = Camera(position=(0, 0, 1400), target=(0, -15, -40), fov_deg=17.5)
LIGHTS = ("neutral", "window", "warm", "side")
AMBIENT, DARK_ROOM = 0.6, 0.2  # light from all sides: usual, and where a lamp throws shadows
HANGING = 0.78  # of traits.hair_bottom: what hangs lower shows under a hat
SKIN_SEED = 7  # of the chance that skins are drawn by, beside a person's own


@dataclass(frozen=True, kw_only=True, eq=False)
class Person:
    """landmarks: (478, 3) head frame with the expression. pose: of the head in the photo. headwear:
    over the hair, "none" or one of hair.HATS. skin: what it has been through."""

    landmarks: np.ndarray
    pose: HeadPose
    traits: Traits
    hair_style: str
    headwear: str
    skin: Skin
    seed: int


def random_person(seed: int, *, hair_styles: tuple[str, ...]) -> Person:
    """A person wholly determined by ``seed``, with one of ``hair_styles``; a hat among them is worn
    over long or short hair."""
    rng = np.random.default_rng(seed)
    mood = _random_mood(rng)
    landmarks = express(_random_shape(_neutral_face(), rng), **mood)
    pose = HeadPose(
        yaw_deg=float(np.clip(rng.normal(0, 15), -35, 35)),
        pitch_deg=float(np.clip(rng.normal(0, 7), -18, 18)),
        roll_deg=float(np.clip(rng.normal(0, 6), -18, 18)),
    )
    style = str(rng.choice(hair_styles))
    traits = _random_traits(rng, mood, style)
    under = "long_straight" if traits.hair_bottom > HANGING else "crew_cut"
    return Person(
        landmarks=landmarks,
        pose=pose,
        traits=traits,
        hair_style=under if style in HATS else style,
        headwear=style if style in HATS else "none",
        skin=random_skin(np.random.default_rng((seed, SKIN_SEED))),
        seed=seed,
    )


def training_person(seed: int) -> Person:
    """The person of the training pair of that number, with any hair or hat that there is."""
    return random_person(seed, hair_styles=(*HAIR_STYLES, *HATS))


def express(
    neutral: np.ndarray, *, mouth_open: float, smile: float, brows: float, eyes_open: float
) -> np.ndarray:
    """The (478, 3) face with an expression: mouth_open and smile in [0, 1], brows in [-1, 1],
    eyes_open as a factor of the neutral opening."""
    out = neutral.copy()
    mouth = neutral[list(OUTER_LIPS)].mean(0)
    half = np.ptp(neutral[[61, 291], 0]) / 2
    # Smile: the corners go out, up and back.
    for corner in (61, 291):
        weight = _near(neutral, neutral[corner], 17.0)
        out += weight[:, None] * smile * np.array([5.5 * np.sign(neutral[corner, 0]), 5.0, -2.5])
    # The jaw drops: lower lip and chin follow, most in the middle of the mouth.
    across = np.clip(1 - ((neutral[:, 0] - mouth[0]) / (half * 1.02)) ** 2, 0, 1)
    lower = _lower_side(neutral)
    near = np.exp(-((np.maximum(mouth[1] - 4 - neutral[:, 1], 0) / 42) ** 2))
    drop = 19.0 * mouth_open * lower * (near * across + (1 - near) * 0.4)
    out[:, 1] -= np.where(neutral[:, 1] < mouth[1] + 6, drop, 0)
    for brow in (RIGHT_BROW, LEFT_BROW):
        out[:, 1] += 6.0 * brows * _near(neutral, neutral[list(brow)].mean(0), 20.0)
    for eye, iris, _ in EYES:
        middle = neutral[[eye[0], eye[UPPER_LID - 1]], 1].mean()
        lids = list(eye)
        out[lids, 1] = middle + (out[lids, 1] - middle) * eyes_open
        out[list(iris), 1] += min(0.0, eyes_open - 1) * 1.5
    return out


def photograph(
    person: Person, *, light: str = "neutral", size: int = 512, samples: int = 32
) -> np.ndarray:
    """(size, size, 3) uint8: the person as a natural head before a wall with things on it.

    light: one of LIGHTS. The camera stands 1.4 m away, straight on.
    """
    ambient = DARK_ROOM if light == "side" else AMBIENT
    scene = Scene(parts=stand_up(person), lights=room_lights(light), ambient=ambient)
    frame = render(scene, PORTRAIT, size=(size, size), samples=samples)
    return to_srgb(frame.light)


def stand_up(person: Person) -> tuple[Part, ...]:
    """The person as a natural head, turned as they hold it, on shoulders before a wall; the eyes
    are at about the origin, the wall 420 mm behind (mm, the camera on +z)."""
    bust = build_bust(
        person.landmarks,
        person.traits,
        NATURAL,
        hair_style=person.hair_style,
        headwear=person.headwear,
        seed=person.seed,
    )
    stand = Stand(scale=1.0, pivot=np.array([0.0, -78.0, -52.0]))
    bust = replace(bust, parts=tuple(_weathered(part, person) for part in bust.parts))
    parts, _ = pose_bust(bust, person.pose.matrix(), stand)
    return (*parts, *_shoulders(person), _wall(person.seed))


def photograph_png(person: Person, *, light: str = "neutral") -> bytes:
    """The same as a PNG file, which a Selfie can be read from."""
    data = io.BytesIO()
    Image.fromarray(photograph(person, light=light)).save(data, format="PNG")
    return data.getvalue()


def _weathered(part: Part, person: Person) -> Part:
    """The part, if it is bare skin, as the person's own."""
    if part.layer != "skin":
        return part
    material = replace(part.material, roughness=person.skin.roughness)
    if part.name == "face":
        rng = np.random.default_rng((person.seed, SKIN_SEED, 1))
        painted = weather(material.texture, person.landmarks, person.skin, rng)
        material = replace(material, texture=painted)
    return replace(part, material=material)


def _neutral_face() -> np.ndarray:
    """The template, which smiles, with its mouth closed and its corners let down."""
    face = template()[0].copy()
    inner = face[list(INNER_LIPS)]
    upper, lower = inner[:11], inner[[0, *range(19, 9, -1)]]
    lift = np.interp(face[:, 0], upper[:, 0], (upper - lower)[:, 1], left=0, right=0)
    seam = np.interp(face[:, 0], upper[:, 0], (upper + lower)[:, 1] / 2)
    below = face[:, 1] < seam
    fade = np.exp(-((np.abs(face[:, 1] - seam) / 24) ** 2))
    face[:, 1] += np.where(below, 0.5, -0.5) * lift * fade
    for corner in (61, 291):
        weight = _near(face, face[corner], 15.0)[:, None]
        face = face + weight * np.array([-4.5 * np.sign(face[corner, 0]), -3.5, 2.0])
    return face


def _random_shape(face: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    out = face.copy()
    x, y = face[:, 0], face[:, 1]
    low = np.clip(-y / 110, 0, 1)
    out[:, 0] *= 1 + rng.normal(0, 0.035) + rng.normal(0, 0.05) * low  # width, then jaw
    out[:, 1] *= np.where(y < 0, 1 + rng.normal(0, 0.045), 1 + rng.normal(0, 0.03))
    nose = np.exp(-((x / 22) ** 4)) * np.exp(-(((y + 22) / 26) ** 4))
    out[:, 0] += nose * x * rng.normal(0, 0.12)
    out[:, 2] += nose * rng.normal(0, 2.5)
    out[:, 1] += nose * rng.normal(0, 1.5)
    for spot, radius, spread in ((0, 16, 1.0), (17, 16, 1.2), (152, 26, 2.5)):
        out[:, 2] += _near(face, face[spot], radius) * rng.normal(0, spread)
    wide, tall, apart, brow = rng.normal([1, 1, 0, 0], [0.06, 0.09, 1.6, 1.8])
    for eye, _, brows in EYES:
        middle = face[list(eye)].mean(0)
        weight = _near(face, middle, 26.0)[:, None]
        out += weight * ((face - middle) * [wide - 1, tall - 1, 0])
        out[:, 0] += weight[:, 0] * apart * np.sign(middle[0])
        out[:, 1] += _near(face, face[list(brows)].mean(0), 18.0) * brow
    lips = np.exp(-(np.hypot(x / 34, (y - face[list(OUTER_LIPS), 1].mean()) / 15) ** 4))
    seam = face[[13, 14], 1].mean()
    out[:, 0] += lips * x * rng.normal(0, 0.07)
    out[:, 1] += lips * (y - seam) * rng.normal(0, 0.16)
    return out


def _random_mood(rng: np.random.Generator) -> dict[str, float]:
    return {
        "mouth_open": float(rng.uniform(0.15, 0.9)) if rng.random() < 0.35 else 0.0,
        "smile": float(rng.uniform(0.2, 1.0)) if rng.random() < 0.6 else 0.0,
        "brows": float(rng.uniform(-0.6, 1.0)),
        "eyes_open": float(rng.uniform(0.65, 1.15)),
    }


def _random_traits(rng: np.random.Generator, mood: dict[str, float], style: str) -> Traits:
    skin = str(rng.choice(SKINS))
    hair = str(rng.choice(HAIRS[:4] if SKINS.index(skin) > 6 else HAIRS))
    bearded = rng.random() < 0.3
    return Traits(
        skin=skin,
        hair=hair,
        iris=str(rng.choice(IRISES[:3] if SKINS.index(skin) > 5 else IRISES)),
        lips=_lips_of(skin, rng.uniform(0.2, 0.55)),
        top=str(rng.choice(TOPS)),
        facial_hair_color=hair,
        hair_length="bald" if style == "bald" else "short",
        hair_top=float(rng.uniform(0.45, 0.75)),
        hair_width=float(rng.uniform(0.05, 0.3)),
        hair_bottom=float(rng.uniform(0.5, 2.0)),
        hairline=tuple(0.58 + rng.normal(0, 0.03) + np.array([-0.06, 0.02, 0.04, 0.02, -0.06])),
        ears_covered=0.0,
        parting=float(rng.choice([-1.0, -0.5, 0.0, 0.5, 1.0])),
        facial_hair=str(rng.choice(["stubble", "moustache", "goatee", "beard"]))
        if bearded
        else "none",
        glasses=bool(rng.random() < 0.22),
        smile=mood["smile"],
        mouth_open=mood["mouth_open"],
        eyes_open=mood["eyes_open"],
        brows_raised=max(0.0, mood["brows"]),
        gaze=(0.0, 0.0),
        headwear_color=str(rng.choice(TOPS)),
        frame=_random_frame(rng),
    )


def _random_frame(rng: np.random.Generator) -> Frame:
    shape = str(rng.choice(sorted(OUTLINES)))
    wide, tall = rng.uniform((1.4, 0.95), (1.75, 1.5))
    return Frame(
        shape=shape,
        size=(float(wide), float(wide if shape == "round" else tall)),
        rim_mm=float(rng.uniform(1.2, 2.8)),
        color=str(rng.choice(FRAMES)),
    )


def _lips_of(skin: str, red: float) -> str:
    base = rgb(skin) * 255
    lips = base * (1 - red) + np.array([168, 62, 66]) * red * (0.45 + 0.55 * base.mean() / 255)
    return "#" + "".join(f"{round(v):02x}" for v in lips.clip(0, 255))


def _near(points: np.ndarray, middle: np.ndarray, radius: float) -> np.ndarray:
    return np.exp(-((np.linalg.norm(points[:, :2] - middle[:2], axis=1) / radius) ** 2))


def _lower_side(points: np.ndarray) -> np.ndarray:
    """1 for landmarks that hang on the lower jaw, 0 for the others."""
    inner = points[list(INNER_LIPS)]
    upper, lower = inner[:11], inner[[0, *range(19, 9, -1)]]
    seam = np.interp(points[:, 0], upper[:, 0], (upper + lower)[:, 1] / 2)
    side = (points[:, 1] < seam).astype(float)
    side[list(INNER_LIPS[:11])] = 0.0  # a closed mouth's lips share their height
    side[list(INNER_LIPS[11:])] = 1.0
    return side


def _shoulders(person: Person) -> tuple[Part, Part]:
    import trimesh

    neck = trimesh.creation.capsule(height=120, radius=44, count=[24, 32])
    neck.apply_transform(trimesh.transformations.rotation_matrix(np.pi / 2, [1, 0, 0]))
    neck.apply_translation([0, -95, -62])
    chest = trimesh.creation.icosphere(subdivisions=4, radius=1.0)
    chest.apply_scale([205, 120, 95])
    chest.apply_translation([0, -300, -70])
    skin = Material(color=tuple(rgb(person.traits.skin)), finish="vinyl")
    cloth = Material(color=tuple(rgb(person.traits.top)), finish="fabric")
    return _as_part("neck", "skin", neck, skin), _as_part("chest", "outfit", chest, cloth)


def _as_part(name: str, layer: Layer, mesh, material: Material) -> Part:
    return Part(
        name=name,
        layer=layer,
        vertices=np.asarray(mesh.vertices, np.float32),
        faces=np.asarray(mesh.faces, np.int32),
        material=material,
    )


def _wall(seed: int) -> Part:
    """A wall with soft-edged things on it, which no skin or hair should be taken for."""
    import cv2

    rng = np.random.default_rng((seed, SKIN_SEED, 2))
    paint = np.full((90, 90, 3), (158, 163, 168), np.uint8)
    for _ in range(rng.integers(2, 7)):
        x, y, wide, tall = rng.integers((0, 0, 4, 4), (90, 90, 40, 40))
        color = [int(value) for value in rng.integers(40, 230, 3)]
        cv2.rectangle(paint, (int(x), int(y)), (int(x + wide), int(y + tall)), color, -1)
    paint = cv2.GaussianBlur(cv2.resize(paint, (360, 360)), (0, 0), float(rng.uniform(1, 12)))
    corners = np.array([[-900, -900, -420], [900, -900, -420], [900, 900, -420], [-900, 900, -420]])
    return Part(
        name="wall",
        layer="stage",
        vertices=corners.astype(np.float32),
        faces=np.array([[0, 1, 2], [0, 2, 3]], np.int32),
        uv=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
        material=Material(texture=paint, finish="card"),
    )


def room_lights(light: str) -> tuple[Light, ...]:
    """The lamps of one of LIGHTS."""
    soft = Light(
        position=(-500, 700, 900), target=(0, 0, 0), size=(700, 700), radiance=(4.3, 4.3, 4.3)
    )
    if light == "neutral":
        return (soft, replace(soft, position=(600, 300, 900), radiance=(1.9, 1.9, 1.9)))
    if light == "window":
        return (replace(soft, position=(-1000, 200, 350), radiance=(6.1, 6.4, 6.9)),)
    if light == "side":
        return (replace(soft, position=(-900, 250, 500), size=(90, 90), radiance=(420, 410, 390)),)
    return (replace(soft, position=(200, 900, 700), radiance=(5.6, 4.7, 3.5)),)
