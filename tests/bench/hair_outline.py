"""Does the toy's hair reach as far as the photo's? For any folder of photos.

    python tests/bench/hair_outline.py PHOTOS [--sheet sheet.png] [--only NAME,NAME]

Each head is sculpted and rendered alone, in the photo's pose; its hair and head wear are held
against the photo's mask, aligned by the eyes: intersection over union inside the photo, above
the shoulders. The sheet shows photo and toy side by side.
"""

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from minime.preset import load_preset  # noqa: E402
from minime.sculpt.head.bust import PIVOT, Stand, build_bust, pose_bust  # noqa: E402
from minime.sculpt.picture.render import Scene, project, render, to_srgb  # noqa: E402
from minime.sculpt.picture.studio import AMBIENT, place_camera, place_lights  # noqa: E402
from minime.selfie import Selfie, read_selfie  # noqa: E402
from minime.selfie.face import head_landmarks  # noqa: E402
from minime.selfie.view import View  # noqa: E402
from minime.srgb import from_linear  # noqa: E402

SIDE, FRAME_MM, CENTRE = 320, 420.0, (0.0, 60.0, 0.0)
PUPILS = [468, 473]
LOWEST_MM = -40.0  # under the chin: lower hair may lie behind shoulders
SHOWN = np.s_[40:760, :720]  # of a view, on the sheet


def main() -> None:
    """Print each figure and their median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--sheet", type=Path)
    args = parser.parse_args()
    shares, cells = [], []
    for path in sorted(args.photos.glob("*.jpg")):
        if args.only and path.stem not in args.only.split(","):
            continue
        selfie = read_selfie(path)
        view = selfie.view
        share, picture = measure(selfie, view)
        shares += [] if share is None else [share]
        print(f"{path.stem}: {'no hair' if share is None else f'{share:.3f}'}", flush=True)
        photo = (255 * from_linear(view.image[SHOWN])).astype(np.uint8)
        cells.append(np.hstack([cv2.resize(photo, (SIDE, SIDE)), picture]))
    if shares:
        print(f"median {np.median(shares):.3f} of {len(shares)}")
    if args.sheet:
        cells += [np.full_like(cells[0], 255)] * (-len(cells) % 3)
        rows = [np.hstack(cells[i : i + 3]) for i in range(0, len(cells), 3)]
        cv2.imwrite(str(args.sheet), np.vstack(rows)[..., ::-1])


def measure(selfie: Selfie, view: View) -> tuple[float | None, np.ndarray]:
    """(intersection over union or None without hair, the toy's head as a picture)."""
    face = load_preset("action_figure").face
    bust = build_bust(head_landmarks(selfie.face), selfie.traits, face, selfie=selfie, likeness=0.8)
    parts, landmarks = pose_bust(bust, view.turn, Stand(scale=1.0, pivot=0 * PIVOT))
    camera, lights = place_camera(CENTRE, FRAME_MM), place_lights(CENTRE, FRAME_MM)
    size = (SIDE, SIDE)
    frame = render(Scene(parts=parts, lights=lights, ambient=AMBIENT), camera, size=size, samples=4)
    hair = [i for i, part in enumerate(parts) if part.name.startswith("hair")]
    toy = np.isin(frame.part, hair).astype(np.float32)
    seen = _photo_mask(selfie, view)
    if not seen.any():
        return None, to_srgb(frame.light)
    pupils = project(landmarks, camera, size)[PUPILS, :2].astype(float)
    matrix = _align(pupils, view.points[PUPILS])
    laid = cv2.warpAffine(toy, matrix, seen.shape[::-1]) > 0.5
    laid &= view.inside & _above(view)
    return float((laid & seen).sum() / max((laid | seen).sum(), 1)), to_srgb(frame.light)


def _photo_mask(selfie: Selfie, view: View) -> np.ndarray:
    """(h, w) bool in the view: hair and head wear."""
    maps = [m.cover for m in (selfie.hair.hair, selfie.hair.worn) if m is not None]
    if not maps:
        return np.zeros(view.inside.shape, bool)
    cover = cv2.resize(np.maximum.reduce(maps), view.inside.shape[::-1])
    return (cover > 0.5) & view.inside & _above(view)


def _above(view: View) -> np.ndarray:
    rows = np.arange(view.inside.shape[0])[:, None]
    return np.broadcast_to(
        rows < view.row(view.millimetres()[152, 1] + LOWEST_MM), view.inside.shape
    )


def _align(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """(2, 3) similarity that brings two points onto two others."""
    one, other = (complex(*(points[1] - points[0])) for points in (source, target))
    turn = other / one
    linear = np.array([[turn.real, -turn.imag], [turn.imag, turn.real]])
    return np.column_stack([linear, target.mean(0) - linear @ source.mean(0)])


if __name__ == "__main__":
    main()
