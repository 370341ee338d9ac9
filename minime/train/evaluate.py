"""Measures the embedded checkpoint on people it has never seen, and shows them.

    python -m minime.train.evaluate --pairs DIR --out DIR [--checkpoint embedded]
        [--strength .2] [--steps 4] [--weight WEIGHT] [--count 40]

Writes ``figures.json`` and ``sheet.png`` (a row a person: draft, what the best filter makes of
it, result as it is pasted, studio render, raw result, and raw results from strength 1 without
and with the ControlNet). How much of the way from the draft to the studio render is gone is told
for edges, shape and colour of the face, and for the mean of these (``closed``). The reference of
a pose is the scene's own landmarks, so the draft has an error as well: it is the floor of the
instrument.
"""

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from minime.diffuse.canvas import Canvas, Settings
from minime.diffuse.load import Pipeline, load_pipeline
from minime.diffuse.passes import draw
from minime.finish import paste_difference
from minime.train.dataset import UNSEEN, load_pairs, pair_files
from minime.train.filters import Filter, rivals

_SHEET_ROWS = 12
_COLUMNS = ("draft", "filter", "result", "target", "raw", "free_hold_0", "free_hold_1")
_EDGES = (1, 2, 4, 8)  # px, the scales at which edges are compared
_BLOCK = 8  # px a side, of the blocks whose colour is compared


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """draft, target, face_map, paint, normals: (256, 256, 3) uint8. landmarks: (478, 3) px,
    exact."""

    draft: np.ndarray
    target: np.ndarray
    face_map: np.ndarray
    paint: np.ndarray
    normals: np.ndarray
    landmarks: np.ndarray
    prompt: str

    @property
    def canvas(self) -> Canvas:
        """The whole draft, as the head pass draws it."""
        return Canvas(
            task="head",
            picture=self.draft,
            mask=np.ones(self.draft.shape[:2], np.float32),
            maps={
                "face": self.face_map,
                "draft": self.draft,
                "paint": self.paint,
                "normals": self.normals,
            },
            person=self.draft,
        )


def read_scenes(folder: Path, count: int) -> list[Scene]:
    """The last ``count`` pairs by number, which training never saw."""
    pairs = load_pairs(pair_files(folder)[-UNSEEN:][-count:])
    return [
        Scene(
            draft=pairs.draft[number],
            target=pairs.studio[number],
            face_map=pairs.face_map[number],
            paint=pairs.paint[number],
            normals=pairs.normals[number],
            landmarks=pairs.landmarks[number],
            prompt=prompt,
        )
        for number, prompt in enumerate(pairs.prompts)
    ]


def draw_scene(
    pipeline: Pipeline, scene: Scene, settings: Settings, weight: float
) -> dict[str, np.ndarray]:
    """All pictures of one row by the name of their column, and "vae": the draft through it."""
    settings = replace(settings, prompt=scene.prompt)
    raw, reference = draw(pipeline, scene.canvas, settings)
    everywhere = np.ones(scene.draft.shape[:2], np.float32)
    pictures = {
        "draft": scene.draft,
        "result": paste_difference(scene.draft, raw, reference, everywhere, weight),
        "target": scene.target,
        "raw": raw,
        "vae": reference,
    }
    for hold in (0, 1):
        free = replace(settings, strength=1.0, steps=8, pose_hold=float(hold))
        pictures[f"free_hold_{hold}"] = draw(pipeline, scene.canvas, free)[0]
    return pictures


def best_filter(scenes: list[Scene]) -> tuple[str, Filter]:
    """The rival that goes furthest from the drafts to the studio renders, and its name."""

    def gone(item: tuple[str, Filter]) -> float:
        return closed_share([(item[1](scene.draft), scene) for scene in scenes])

    return max(rivals().items(), key=gone)


def closed_share(drawn: list[tuple[np.ndarray, Scene]]) -> float:
    """How much of the way from draft to studio render the pictures have gone: 1 all, 0 none, less
    where they are further away than the drafts; the mean of edges, shape and colour."""
    there = np.sum([list(measure_distance(picture, scene).values()) for picture, scene in drawn], 0)
    start = [list(measure_distance(scene.draft, scene).values()) for _, scene in drawn]
    return float(np.mean(1 - there / np.sum(start, 0)))


def measure_distance(picture: np.ndarray, scene: Scene) -> dict[str, float]:
    """How far the face is from the studio render's: edges, the mean difference of the grey
    picture's slopes at several scales; shape, 1 - SSIM; color, the mean CIEDE2000 of blocks."""
    import cv2
    from skimage.metrics import structural_similarity

    (x0, y0), (x1, y1) = (
        np.clip(corner, 0, len(picture)).astype(int)
        for corner in (scene.landmarks[:, :2].min(0), scene.landmarks[:, :2].max(0) + 1)
    )
    one, other = picture[y0:y1, x0:x1], scene.target[y0:y1, x0:x1]
    greys = [cv2.cvtColor(face, cv2.COLOR_RGB2GRAY).astype(np.float32) for face in (one, other)]
    slopes = []
    for sigma in _EDGES:
        change = cv2.GaussianBlur(greys[0] - greys[1], (0, 0), sigma)
        slopes += [sigma * np.abs(np.diff(change, axis=axis)).mean() for axis in (0, 1)]
    return {
        "edges": float(np.mean(slopes)),
        "shape": 1 - float(structural_similarity(one, other, channel_axis=2)),
        "color": _colour_difference(one, other, _BLOCK),
    }


def measure_picture(picture: np.ndarray, scene: Scene) -> dict[str, float | None]:
    """sharpness: standard deviation of the Laplacian of the grey picture. psnr in dB and ssim
    to the target. delta_e: mean CIEDE2000 of blocks of 16 pixels to the draft's. score: the
    face detector's. pose_deg: total angle to the true pose, None if no face was found. edges,
    shape, color: see measure_distance."""
    import cv2
    from skimage.metrics import peak_signal_noise_ratio, structural_similarity

    from minime.selfie.face import detection_score

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    same = np.array_equal(picture, scene.target)
    return {
        "sharpness": float(cv2.Laplacian(grey, cv2.CV_32F).std()),
        "psnr": None if same else float(peak_signal_noise_ratio(scene.target, picture)),
        "ssim": float(structural_similarity(scene.target, picture, channel_axis=2)),
        "delta_e": _colour_difference(picture, scene.draft, 2 * _BLOCK),
        **measure_distance(picture, scene),
        "score": float(detection_score(picture)),
        "pose_deg": _pose_error(picture, scene.landmarks),
    }


def summarize(rows: list[dict[str, float | None]]) -> dict[str, float | int | None]:
    """Means of what is a mean, medians of the pose, the share of faces found and of .8 scores."""
    poses = [row["pose_deg"] for row in rows if row["pose_deg"] is not None]
    known = {key: [row[key] for row in rows if row[key] is not None] for key in rows[0]}
    return {
        **{
            key: round(float(np.mean(known[key])), 3) if known[key] else None
            for key in known
            if key != "pose_deg"
        },
        "pose_median_deg": round(float(np.median(poses)), 2) if poses else None,
        "pose_worst_deg": round(float(np.max(poses)), 2) if poses else None,
        "faces_found": len(poses),
        "people": len(rows),
        "scored_at_least_.8": sum(row["score"] >= 0.8 for row in rows),
    }


def _colour_difference(picture: np.ndarray, other: np.ndarray, block: int) -> float:
    from skimage.color import deltaE_ciede2000, rgb2lab
    from skimage.measure import block_reduce

    size = (block, block, 1)
    blocks = [block_reduce(image / 255.0, size, np.mean) for image in (picture, other)]
    return float(deltaE_ciede2000(rgb2lab(blocks[0]), rgb2lab(blocks[1])).mean())


def _pose_error(picture: np.ndarray, landmarks: np.ndarray) -> float | None:
    from minime.selfie.face import angle_between, find_faces, fit_template

    faces = find_faces(picture)
    if not faces:
        return None
    # These landmarks are the scene's, so they lack the bias that face.pose_of takes away.
    return float(angle_between(faces[0].pose.matrix(), fit_template(landmarks).rotation))


def write_sheet(rows: list[dict[str, np.ndarray]], path: Path) -> None:
    """The first people as one picture, a row each, in the order of the columns above."""
    from PIL import Image

    shown = rows[:_SHEET_ROWS]
    sheet = np.concatenate(
        [np.concatenate([row[name] for name in _COLUMNS], axis=1) for row in shown]
    )
    Image.fromarray(sheet).save(path)


def main() -> None:
    """Read the command line, draw, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m minime.train.evaluate")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoint", default="embedded")
    parser.add_argument("--strength", type=float, default=Settings.strength)
    parser.add_argument("--steps", type=int, default=Settings.steps)
    parser.add_argument("--guidance", type=float, default=Settings.guidance)
    parser.add_argument("--weight", type=float, help="the checkpoint's own unless given")
    parser.add_argument("--count", type=int, default=UNSEEN)
    chosen = parser.parse_args()
    settings = Settings(
        strength=chosen.strength, steps=chosen.steps, guidance=chosen.guidance, seed=7
    )
    pipeline = load_pipeline(chosen.checkpoint)
    scenes = read_scenes(chosen.pairs, chosen.count)
    if chosen.weight is None:
        chosen.weight = pipeline.checkpoint.difference
    rows = [draw_scene(pipeline, scene, settings, chosen.weight) for scene in scenes]
    rival, apply = best_filter(scenes)
    rows = [row | {"filter": apply(scene.draft)} for row, scene in zip(rows, scenes, strict=True)]
    figures = {}
    for name in rows[0]:
        drawn = [(row[name], scene) for row, scene in zip(rows, scenes, strict=True)]
        measured = summarize([measure_picture(*pair) for pair in drawn])
        figures[name] = measured | {"closed": round(closed_share(drawn), 3)}
    chosen.out.mkdir(parents=True, exist_ok=True)
    settings_used = {**vars(chosen), "pairs": chosen.pairs.name, "out": chosen.out.name}
    settings_used["filter"] = rival
    report = {"settings": settings_used, "figures": figures}
    (chosen.out / "figures.json").write_text(json.dumps(report, indent=1))
    write_sheet(rows, chosen.out / "sheet.png")


if __name__ == "__main__":
    main()
