"""Renders what the embedded checkpoint learns from: the same toy's head twice.

A pair is the draft, as the app renders it, and the studio render: three times the
samples, finer and glossier strands of hair, glossier vinyl and a rim light. Beside them
the face map, the landmarks and a prompt. ``python -m minime.train.pairs --out DIR`` writes
numbered ``NNNN.npz`` files and goes on where it stopped.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from minime.control import draw_face_map
from minime.diffuse.passes import HEAD_MARGIN
from minime.preset import Preset, load_presets
from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.head.bust import Bust, Stand, build_bust, pose_bust
from minime.sculpt.head.hair import HAIR_STYLES, HATS
from minime.sculpt.picture.render import Scene, project, render, to_srgb
from minime.sculpt.picture.studio import AMBIENT, place_camera, place_lights
from minime.train.people import Person, random_person

SIZE = 256
DRAFT_SAMPLES, STUDIO_SAMPLES = 16, 48
STRAND_CONTRAST = 0.32  # of the studio's fine strands on the hair's texture
FRAME_PER_HEAD = 4.6  # the whole picture is about so many heads high


def make_pair(seed: int) -> dict[str, np.ndarray]:
    """draft, target and face_map (256, 256, 3) uint8, landmarks (478, 3) px, prompt."""
    rng = np.random.default_rng(seed)
    person = random_person(seed, hair_styles=(*HAIR_STYLES, *HATS))
    preset = load_presets()[str(rng.choice(sorted(load_presets())))]
    stylisation = float(rng.uniform(0.35, 0.65))
    bust = _bust(person, preset, stylisation)
    fine = _studio_finish(bust, rng)
    ground = _background(rng)
    draft, landmarks = _shoot(bust, person, ground, DRAFT_SAMPLES, studio=False)
    target, _ = _shoot(fine, person, ground, STUDIO_SAMPLES, studio=True)
    return {
        "draft": draft,
        "target": target,
        "face_map": draw_face_map(landmarks, (SIZE, SIZE)),
        "landmarks": landmarks,
        "prompt": np.array(f"{preset.prompt.positive}, {person.hair_style} hair"),
    }


def _bust(person: Person, preset: Preset, stylisation: float) -> Bust:
    return build_bust(
        person.landmarks,
        person.traits,
        preset.face,
        stylisation=stylisation,
        hair_style=person.hair_style,
        headwear=person.headwear,
        seed=person.seed,
    )


def _shoot(bust: Bust, person: Person, ground: Part, samples: int, *, studio: bool):
    """(256, 256, 3) uint8 picture of the head and its landmarks (478, 3) in it."""
    parts, landmarks = pose_bust(bust, person.pose.matrix(), Stand(scale=1.0, pivot=np.zeros(3)))
    points = np.concatenate([part.vertices for part in parts])
    low, high = points.min(0), points.max(0)
    side = float((high - low)[:2].max() * (1 + 2 * HEAD_MARGIN))
    centre = tuple(((low + high) / 2)[:2].tolist()) + (0.0,)
    frame_mm = float(high[1] - low[1]) * FRAME_PER_HEAD
    camera = place_camera(centre, frame_mm)
    camera = replace(
        camera,
        fov_deg=2 * np.degrees(np.arctan(np.tan(np.radians(camera.fov_deg) / 2) * side / frame_mm)),
    )
    lights = place_lights(centre, frame_mm, rim=studio)
    scene = Scene(parts=(*parts, ground), lights=lights, ambient=AMBIENT)
    frame = render(scene, camera, size=(SIZE, SIZE), samples=samples, seed=person.seed)
    return to_srgb(frame.light), project(landmarks, camera, (SIZE, SIZE))


def _studio_finish(bust: Bust, rng: np.random.Generator) -> Bust:
    return replace(bust, parts=tuple(_finish_part(part, rng) for part in bust.parts))


def _finish_part(part: Part, rng: np.random.Generator) -> Part:
    material = part.material
    if material.finish == "hair" and material.texture is not None:
        height, width = material.texture.shape[:2]
        strands = np.repeat(material.texture, max(1, 256 // width), axis=1)
        shade = 1 + STRAND_CONTRAST * rng.standard_normal((1, strands.shape[1], 1))
        texture = (strands * shade.clip(0.5, 1.5)).clip(0, 255).astype(np.uint8)
        return replace(part, material=replace(material, texture=texture, roughness=0.25))
    if part.layer == "skin":
        return replace(part, material=replace(material, roughness=0.25))
    return part


def _background(rng: np.random.Generator) -> Part:
    """A soft two-coloured wall behind the head, as a box or card may be."""
    top, bottom = rng.uniform(0.1, 0.95, (2, 3))
    ramp = np.linspace(0, 1, 64)[:, None, None]
    texture = ((top * (1 - ramp) + bottom * ramp) * 255).repeat(64, axis=1).astype(np.uint8)
    corners = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], np.float32)
    return Part(
        name="background",
        layer="packaging",
        vertices=corners * 700 - np.array([0, 0, 190], np.float32),
        faces=np.array([[0, 1, 2], [0, 2, 3]], np.int32),
        uv=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
        material=Material(texture=texture, finish="card"),
    )


def main() -> None:
    """The command line; ``--start`` and ``--step`` share the work between processes."""
    parser = argparse.ArgumentParser(prog="python -m minime.train.pairs")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--step", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for number in range(args.start, args.count, args.step):
        path = args.out / f"{number:04d}.npz"
        if not path.exists():
            part = path.with_suffix(".part.npz")
            np.savez_compressed(part, **make_pair(number))
            part.rename(path)


if __name__ == "__main__":
    main()
