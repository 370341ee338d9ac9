"""Renders what the embedded checkpoint learns from: the same toy's head twice.

A made-up person is photographed poorly (photos.py), and MiniMe reads that photo and makes the
toy's head of it as it always does: the draft. The studio render is the same head in the same
light, with the paint that an ideal photo of the person gives; it keeps the colours that were
read, which no picture of a tinted photo tells better. Beside them lies what the renderer knows:
the draft's paint without light, and its normals.

``python -m minime.train.pairs --out DIR`` writes numbered ``NNNN.npz`` files and goes on where it
stopped; of a person in whose photo no face is found it writes an empty one.
"""

import argparse
import io
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from minime.diffuse.passes import HEAD_MARGIN
from minime.make import SAMPLES
from minime.preset import load_presets
from minime.sculpt.geometry.mesh import Material, Part
from minime.sculpt.head.bust import Bust, Stand, build_bust, pose_bust
from minime.sculpt.picture.render import Scene, project, render, to_srgb
from minime.sculpt.picture.studio import AMBIENT, place_camera, place_lights
from minime.sculpt.picture.tracer import Camera
from minime.sculpt.scene import FACE_SAMPLES, FIGURE_SAMPLES
from minime.selfie import see_face
from minime.selfie.face import HeadPose, find_faces, head_landmarks
from minime.srgb import from_linear, to_bytes
from minime.train.people import training_person
from minime.train.photos import ideal_photo, poor_photo

SIZE = 384
HEAD_SAMPLES = SAMPLES + FIGURE_SAMPLES + FACE_SAMPLES
LIKENESS, STYLISATION = (0.5, 0.7), (0.35, 0.65)  # of the sliders, about what presets have
FRAME_PER_HEAD = 4.6  # the whole picture is about so many heads high
PHOTO_SEED = 11  # of the chance that a photo is taken by, beside a person's own
QUALITY = 95  # of the stored pictures, WebP
PICTURES = ("draft", "studio", "paint", "normals")


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """draft, studio, paint, normals: (384, 384, 3) uint8; the paint is the draft's without light,
    all but the normals are sRGB, and those 127.5 * (1 + n). landmarks: (478, 3) float32 px.
    prompt: what the checkpoint is told."""

    draft: np.ndarray
    studio: np.ndarray
    paint: np.ndarray
    normals: np.ndarray
    landmarks: np.ndarray
    prompt: str


def make_pair(seed: int) -> Pair | None:
    """The pair of the person and the photo that ``seed`` draws; None where no face is found in
    the photo."""
    rng = np.random.default_rng((seed, PHOTO_SEED))
    person = training_person(seed)
    photo = poor_photo(person, rng)
    faces = find_faces(photo)
    if not faces:
        return None
    poor = see_face(photo, faces[0])
    lit, bare = ideal_photo(person)
    # What grows and is worn stays as read, and so does the shape: it is the paint that is better.
    better = replace(see_face(bare, find_faces(lit)[0]), hair=poor.hair, jewellery=poor.jewellery)
    presets = load_presets()
    preset = presets[str(rng.choice(sorted(presets)))]
    likeness, stylisation = (float(rng.uniform(*span)) for span in (LIKENESS, STYLISATION))
    landmarks = head_landmarks(poor.face)
    draft, studio = (
        build_bust(
            landmarks,
            poor.traits,
            preset.face,
            selfie=selfie,
            likeness=likeness,
            stylisation=stylisation,
        )
        for selfie in (poor, better)
    )
    camera, scene, landmarks = _set_up(draft, poor.face.pose, _background(rng))
    seen = render(scene, camera, size=(SIZE, SIZE), samples=HEAD_SAMPLES, seed=seed)
    camera, scene, _ = _set_up(studio, poor.face.pose, scene.parts[-1])
    clean = render(scene, camera, size=(SIZE, SIZE), samples=HEAD_SAMPLES, seed=seed)
    return Pair(
        draft=to_srgb(seen.light),
        studio=to_srgb(clean.light),
        paint=to_bytes(from_linear(seen.paint)),
        normals=to_bytes(0.5 + 0.5 * seen.normals),
        landmarks=project(landmarks, camera, (SIZE, SIZE)),
        prompt=f"{preset.prompt.positive}, a person with {poor.traits.hair_length} hair",
    )


def write_pair(path: Path, pair: Pair | None) -> None:
    """Write a pair, whole or not at all; an empty file where there is none."""
    part = path.with_suffix(".part.npz")
    if pair is None:
        part.touch()
    else:
        pictures = {name: _webp(getattr(pair, name)) for name in PICTURES}
        landmarks = pair.landmarks.astype(np.float32)
        np.savez(part, landmarks=landmarks, prompt=np.array(pair.prompt), **pictures)
    part.replace(path)


def read_pair(path: Path) -> Pair | None:
    """What :func:`write_pair` wrote."""
    if not path.stat().st_size:
        return None
    with np.load(path) as file:
        pictures = {
            name: np.asarray(Image.open(io.BytesIO(file[name].tobytes()))) for name in PICTURES
        }
        return Pair(landmarks=file["landmarks"], prompt=str(file["prompt"]), **pictures)


def _webp(picture: np.ndarray) -> np.ndarray:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "WEBP", quality=QUALITY)
    return np.frombuffer(file.getvalue(), np.uint8)


def _set_up(bust: Bust, pose: HeadPose, ground: Part) -> tuple[Camera, Scene, np.ndarray]:
    """A camera that the head fills, the head and the ``ground`` under the usual lights, and the
    head's landmarks (478, 3) mm."""
    parts, landmarks = pose_bust(bust, pose.matrix(), Stand(scale=1.0, pivot=np.zeros(3)))
    points = np.concatenate([part.vertices for part in parts])
    low, high = points.min(0), points.max(0)
    side = float((high - low)[:2].max() * (1 + 2 * HEAD_MARGIN))
    centre = tuple(((low + high) / 2)[:2].tolist()) + (0.0,)
    frame_mm = float(high[1] - low[1]) * FRAME_PER_HEAD
    camera = place_camera(centre, frame_mm)
    half = np.tan(np.radians(camera.fov_deg) / 2) * side / frame_mm
    camera = replace(camera, fov_deg=float(2 * np.degrees(np.arctan(half))))
    lights = place_lights(centre, frame_mm)
    return camera, Scene(parts=(*parts, ground), lights=lights, ambient=AMBIENT), landmarks


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
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--step", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for number in range(args.start, args.count, args.step):
        path = args.out / f"{number:04d}.npz"
        if not path.exists():
            write_pair(path, make_pair(number))


if __name__ == "__main__":
    main()
