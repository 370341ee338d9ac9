"""A finished toy as any of the files that a person takes away, for page and command line.

Heavy rooms are imported when the file is asked for. Files are written whole or not at all.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from minime.errors import OrderError
from minime.finish import EXPORT_SIZES, export_size
from minime.label import save_png, write_whole
from minime.make import Toy
from minime.order import to_json

CLIPS, MODELS = ("webp", "mp4"), ("glb", "stl", "3mf")
KINDS = (*EXPORT_SIZES, *MODELS, *CLIPS, "pdf", "json")

Report = Callable[[float], None]


def write_download(toy: Toy, kind: str, path: Path, report: Report = lambda share: None) -> Path:
    """Write the toy as ``kind`` of KINDS to ``path``; the path.

    A size of EXPORT_SIZES is a PNG, "pdf" the sheet to cut out, "json" the settings. report:
    called with the share done in [0, 1] of a clip or a sheet, which take long; what it raises
    stops them, as Cancelled. Raises OutputError, and OrderError for another kind.
    """
    if kind in EXPORT_SIZES:
        picture = export_size(toy.picture, kind)
        save_png(picture, path, parameters=toy.parameters, order=to_json(toy.order))
    elif kind in MODELS:
        _write_model(toy, kind, path)
    elif kind in CLIPS:
        write_clips(toy, [path], report)
    elif kind == "pdf":
        from minime.papercraft.pdf import write_sheet

        write_sheet(toy, path, report)
    elif kind == "json":
        text = json.dumps(to_json(toy.order), ensure_ascii=False, indent=2)
        with write_whole(path) as file:
            file.write(text.encode())
    else:
        raise OrderError(f"There is no download {kind!r}; choose one of {', '.join(KINDS)}.")
    return path


def _write_model(toy: Toy, kind: str, path: Path) -> None:
    from minime.sculpt.export.files import to_3mf, to_glb, to_stl

    {"glb": to_glb, "stl": to_stl, "3mf": to_3mf}[kind](toy.sculpt.parts, path)


def write_clips(toy: Toy, paths: Sequence[Path], report: Report = lambda share: None) -> None:
    """Turn the toy once and write the clip to each of the ``paths``, in the format that its
    ending names; report: see :func:`write_download`."""
    from minime.sculpt.picture.clip import FRAMES, turn_round, write_clip

    frames = []
    for frame in turn_round(toy.sculpt.parts):
        frames.append(frame)
        report(len(frames) / FRAMES)
    for path in paths:
        write_clip(frames, path, mark=toy.order.mark)
