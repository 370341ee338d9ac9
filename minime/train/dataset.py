"""The pairs that the embedded checkpoint learns from, as arrays and as batches.

A pair is a file ``NNNN.npz`` with ``draft``, ``target`` and ``face_map``, each (256, 256, 3)
uint8 sRGB, and ``prompt``; the last 40 are people that training never sees.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

UNSEEN = 40
_VAE_BATCH, _VAE_CROP = 8, 64
_DROP_DRAFT = 0.15  # chance of training without the draft


@dataclass(frozen=True, kw_only=True, eq=False)
class Pairs:
    """draft, target, face_map: (n, 256, 256, 3) uint8 sRGB. prompts: n strings."""

    draft: np.ndarray
    target: np.ndarray
    face_map: np.ndarray
    prompts: tuple[str, ...]


def pair_files(folder: Path) -> list[Path]:
    """All pairs of the ``folder`` by number."""
    return sorted(folder.glob("[0-9][0-9][0-9][0-9].npz"))


def read_pairs(folder: Path, *, unseen: bool) -> Pairs:
    """The pairs of ``folder`` for training, or the last 40 by number (a fifth if few)."""
    files = pair_files(folder)
    held = min(UNSEEN, max(1, len(files) // 5))
    files = files[-held:] if unseen else files[:-held]
    if not files:
        raise SystemExit(f"{folder} holds no pairs; write some with minime.train.pairs first.")
    rows = [dict(np.load(file)) for file in files]
    draft, target, face_map = (
        np.stack([row[key] for row in rows]) for key in ("draft", "target", "face_map")
    )
    prompts = tuple(str(row["prompt"]) for row in rows)
    return Pairs(draft=draft, target=target, face_map=face_map, prompts=prompts)


def random_crops(pictures: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """(batch, crop, crop, 3) uint8 cut at random places, half of them mirrored."""
    crops = []
    for row in random.integers(0, len(pictures), _VAE_BATCH):
        y, x = random.integers(0, pictures.shape[1] - _VAE_CROP + 1, 2)
        crop = pictures[row, y : y + _VAE_CROP, x : x + _VAE_CROP]
        crops.append(crop[:, ::-1] if random.random() < 0.5 else crop)
    return np.stack(crops)


def control_batch(pairs: Pairs, rows: np.ndarray, random: np.random.Generator):
    """(n, 6, 256, 256) float in [0, 1]: face map, then draft (dropped now and then)."""
    import torch

    kept = (random.random(len(rows)) >= _DROP_DRAFT)[:, None, None, None]
    stacked = np.concatenate([pairs.face_map[rows], pairs.draft[rows] * kept], axis=-1)
    return torch.from_numpy(stacked).permute(0, 3, 1, 2).float() / 255


def to_tensor(images: np.ndarray):
    """(n, h, w, 3) uint8 to (n, 3, h, w) float in [-1, 1]."""
    import torch

    return torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).float() / 127.5 - 1
