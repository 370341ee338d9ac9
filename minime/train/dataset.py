"""The pairs that the embedded checkpoint learns from, as arrays and as batches.

A pair is a file of pairs.py; the last 40 by number are people that training never sees.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from minime.train.networks import SIZE

UNSEEN = 40
KINDS = ("face_map", "draft", "paint", "normals")  # what the ControlNet sees, in this order
_VAE_BATCH, _VAE_CROP = 8, 64
_DROP_DRAFT = 0.1  # chance of training without the draft and its paint


@dataclass(frozen=True, kw_only=True, eq=False)
class Pairs:
    """draft, studio, paint, normals, face_map: (n, 256, 256, 3) uint8, as a Pair has them.
    landmarks: (n, 478, 3) px. prompts: n strings."""

    draft: np.ndarray
    studio: np.ndarray
    paint: np.ndarray
    normals: np.ndarray
    face_map: np.ndarray
    landmarks: np.ndarray
    prompts: tuple[str, ...]


def pair_files(folder: Path) -> list[Path]:
    """All pairs of the ``folder`` by number; an empty file is none."""
    files = sorted(folder.glob("[0-9][0-9][0-9][0-9].npz"))
    return [file for file in files if file.stat().st_size]


def read_pairs(folder: Path, *, unseen: bool) -> Pairs:
    """The pairs of ``folder`` for training, or the last 40 by number (a fifth if few), at the
    checkpoint's size."""
    files = pair_files(folder)
    held = min(UNSEEN, max(1, len(files) // 5))
    return load_pairs(files[-held:] if unseen else files[:-held])


def load_pairs(files: list[Path]) -> Pairs:
    """These pairs at the checkpoint's size. Raises SystemExit where there are none."""
    import cv2

    from minime.control import draw_face_map
    from minime.train.pairs import PICTURES, read_pair

    if not files:
        raise SystemExit("There are no pairs; write some with minime.train.pairs first.")
    rows = []
    for file in files:
        pair = read_pair(file)
        scale = SIZE / len(pair.draft)
        row = {
            name: cv2.resize(getattr(pair, name), (SIZE, SIZE), interpolation=cv2.INTER_AREA)
            for name in PICTURES
        }
        row["landmarks"] = pair.landmarks * scale
        row["face_map"] = draw_face_map(row["landmarks"], (SIZE, SIZE))
        rows.append((row, pair.prompt))
    arrays = {name: np.stack([row[name] for row, _ in rows]) for name in rows[0][0]}
    return Pairs(**arrays, prompts=tuple(prompt for _, prompt in rows))


def random_crops(pictures: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """(batch, crop, crop, 3) uint8 cut at random places, half of them mirrored."""
    crops = []
    for row in random.integers(0, len(pictures), _VAE_BATCH):
        y, x = random.integers(0, pictures.shape[1] - _VAE_CROP + 1, 2)
        crop = pictures[row, y : y + _VAE_CROP, x : x + _VAE_CROP]
        crops.append(crop[:, ::-1] if random.random() < 0.5 else crop)
    return np.stack(crops)


def control_batch(pairs: Pairs, random: np.random.Generator):
    """(n, 12, 256, 256) float in [0, 1] of all ``pairs``: KINDS, draft and paint dropped now and
    then."""
    import torch

    kept = (random.random(len(pairs.prompts)) >= _DROP_DRAFT)[:, None, None, None]
    pictures = [getattr(pairs, kind) for kind in KINDS]
    pictures = [
        picture * kept if kind in ("draft", "paint") else picture
        for kind, picture in zip(KINDS, pictures, strict=True)
    ]
    stacked = np.concatenate(pictures, axis=-1)
    return torch.from_numpy(stacked).permute(0, 3, 1, 2).float() / 255


def to_tensor(images: np.ndarray):
    """(n, h, w, 3) uint8 to (n, 3, h, w) float in [-1, 1]."""
    import torch

    return torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).float() / 127.5 - 1
