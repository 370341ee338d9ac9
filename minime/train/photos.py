"""Two photos of a made-up person: a poor one, as a camera and an old file leave it, and an ideal
one, which shows their paint alone.

Poor is what real selfies are: lit from the side, from below, by a flash or by two lamps of
different colours, too dark, too bright, tinted, blurred, small, noisy, partly covered.
"""

import io
from dataclasses import replace

import numpy as np

from minime.sculpt.picture.render import Light, Scene, render, to_srgb
from minime.sculpt.picture.tracer import Camera
from minime.selfie.face import HeadPose
from minime.srgb import from_linear, rgb, to_bytes, to_linear
from minime.train.people import AMBIENT, PORTRAIT, Person, room_lights, stand_up

SIDES = (288, 352, 448)  # px of a poor photo, whose face is about half as high
SAMPLES = 6  # a pixel; the denoiser does the rest, the camera's own noise comes later
NEAR_MM, FAR_MM = 420.0, 1500.0  # an arm's length, across a table
FRAME_MM = (290.0, 430.0)  # of what is seen at the face's distance
IDEAL_SIDE = 512  # px of an ideal photo
LAMP_MM = 1000.0  # how far lamps are
COVERED = 0.15  # of the photos have something before the face
BLURRED, MOST_BLUR = 0.3, 0.012  # how many are out of focus, and by how much of their side
QUALITY = (12, 92)  # of JPEG
FLASHED = 0.12  # have a flash beside the lens
EXPOSED = 0.3  # linear light that a camera makes of the brighter parts of its picture's middle
# Colours of lamps, linear: candle, bulb, cold tube, daylight, shade, neon signs.
LAMPS = (
    (1.0, 0.55, 0.22), (1.0, 0.74, 0.48), (0.88, 1.0, 0.94), (1.0, 0.97, 0.94), (0.76, 0.88, 1.0),
    (1.0, 0.35, 0.6), (0.4, 0.6, 1.0),
)  # fmt: skip
USUAL_LAMPS = (0.1, 0.24, 0.12, 0.34, 0.14, 0.03, 0.03)  # how often each


def poor_photo(person: Person, rng: np.random.Generator) -> np.ndarray:
    """(n, n, 3) uint8 of the person under light, with a camera and after a history drawn by
    ``rng``."""
    side = int(rng.choice(SIDES))
    away = float(np.exp(rng.uniform(np.log(NEAR_MM), np.log(FAR_MM))))
    seen = float(rng.uniform(*FRAME_MM))
    aim = (float(rng.normal(0, 18)), float(rng.normal(-22, 14)), 0.0)
    fov_deg = float(2 * np.degrees(np.arctan(seen / 2 / away)))
    camera = Camera(position=(*aim[:2], away), target=aim, fov_deg=fov_deg)
    lights, ambient = _lights(rng)
    scene = Scene(parts=stand_up(person), lights=lights, ambient=ambient)
    seed = int(rng.integers(1 << 20))
    light = render(scene, camera, size=(side, side), samples=SAMPLES, seed=seed).light
    return _develop(_cover(light, person, rng), rng)


def ideal_photo(person: Person) -> tuple[np.ndarray, np.ndarray]:
    """(n, n, 3) uint8 each, of the person looking straight ahead without glasses: evenly lit, and
    their paint with no light at all, pixel for pixel."""
    facing = replace(
        person,
        pose=HeadPose(yaw_deg=0.0, pitch_deg=0.0, roll_deg=0.0),
        traits=replace(person.traits, glasses=False),
    )
    scene = Scene(parts=stand_up(facing), lights=room_lights("neutral"), ambient=AMBIENT)
    seen = render(scene, PORTRAIT, size=(IDEAL_SIDE, IDEAL_SIDE), samples=1)
    return to_srgb(seen.light), to_bytes(from_linear(seen.paint))


def _lights(rng: np.random.Generator) -> tuple[tuple[Light, ...], np.ndarray]:
    """Three lamps, the first the strongest and the others often out, and the light of the room.
    Always as many: for another number the renderer compiles its program anew, for seconds."""
    lamps = [_lamp(rng, 1.0, rng.random() < 0.55)]
    if rng.random() < FLASHED:
        lamps = [_lamp(rng, 1.0, False, turn_deg=float(rng.normal(0, 3)), rise_deg=4.0)]
    for _ in range(2):
        lit = float(rng.uniform(0.1, 0.7)) if rng.random() < 0.5 else 0.0
        lamps.append(_lamp(rng, lit, rng.random() < 0.5))
    room = float(rng.uniform(0.03, 0.16) if rng.random() < 0.35 else rng.uniform(0.16, 0.6))
    return tuple(lamps), np.broadcast_to(room * _color(rng), (4, 8, 3)).astype(np.float32)


def _lamp(
    rng: np.random.Generator,
    strength: float,
    soft: bool,
    turn_deg: float | None = None,
    rise_deg: float | None = None,
) -> Light:
    """A lamp of this irradiance at the face, soft as a window or hard as a bulb."""
    turn = np.radians(rng.normal(0, 55) if turn_deg is None else turn_deg)
    rise = np.radians(rng.normal(22, 26) if rise_deg is None else rise_deg)
    side = float(rng.uniform(300, 900) if soft else rng.uniform(40, 140))
    way = np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)])
    radiance = strength * np.pi * _color(rng) / (side / LAMP_MM) ** 2
    return Light(
        position=tuple(LAMP_MM * way),
        target=(0.0, 0.0, 0.0),
        size=(side, side),
        radiance=tuple(radiance),
    )


def _color(rng: np.random.Generator) -> np.ndarray:
    """Linear colour of a lamp, as a camera that half adapts to it shows it."""
    lamp = np.array(LAMPS[rng.choice(len(LAMPS), p=USUAL_LAMPS)])
    return (lamp / lamp.mean()) ** rng.uniform(0.2, 0.7)


def _cover(light: np.ndarray, person: Person, rng: np.random.Generator) -> np.ndarray:
    """The picture with a hand or a thing before a part of the face, in some."""
    import cv2

    if rng.random() > COVERED:
        return light
    side = len(light)
    hand = rng.random() < 0.6
    color = to_linear(rgb(person.traits.skin) if hand else rng.uniform(0.02, 0.5, 3))
    color = color * light[side // 3 : -side // 3, side // 3 : -side // 3].mean() / color.mean()
    mask = np.zeros((side, side), np.float32)
    middle = rng.uniform(0.3, 0.7, 2) * side + (0, 0.12 * side)
    outward = middle - side / 2
    for finger in range(4 if hand else 1):
        start = middle + finger * 0.045 * side * np.array([0.4, 1.0])
        end = start + outward / (np.linalg.norm(outward) + 1e-6) * 0.6 * side
        wide = max(2, round(side * (0.042 if hand else 0.13)))
        ends = [tuple(int(value) for value in point) for point in (start, end)]
        cv2.line(mask, *ends, 1.0, wide, cv2.LINE_AA)
    shade = 1 - 0.3 * cv2.GaussianBlur(1 - mask, (0, 0), side * 0.012)
    mask = cv2.GaussianBlur(mask, (0, 0), 0.8)[..., None]
    return light + mask * (color.astype(np.float32) * shade[..., None] - light)


def _develop(light: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Linear light as a camera and an old file leave it, (h, w, 3) uint8."""
    import cv2
    import torch
    from PIL import Image

    from minime.train.parsing.camera import expose, spoil

    side = len(light)
    middle = light[side // 4 : -side // 4, side // 4 : -side // 4]
    light = light * np.float32(EXPOSED / max(float(np.percentile(middle, 75)), 1e-4))
    if rng.random() < BLURRED:
        light = cv2.GaussianBlur(light, (0, 0), max(0.3, side * float(rng.uniform(0, MOST_BLUR))))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(int(rng.integers(1 << 30)))
        batch = torch.from_numpy(np.ascontiguousarray(light)).permute(2, 0, 1)[None].float()
        spoiled = spoil(expose(batch))[0].permute(1, 2, 0).numpy()
    picture = Image.fromarray(to_bytes(spoiled))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=int(rng.integers(*QUALITY)))
    return np.asarray(Image.open(file).convert("RGB"))
