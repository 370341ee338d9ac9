"""The catalogue of checkpoints: ``catalogue.toml`` to typed entries.

A checkpoint is data: where its parts come from, at which revision and under which licence,
and the size it works at. Nothing here touches the network or loads a weight.
"""

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from minime.errors import CheckpointError

PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, kw_only=True)
class Source:
    """One part of a checkpoint. place: a hub id "owner/name" or the path of a folder.

    revision: a commit, or "" for the newest. scheduler: the class that a LoRA wants.
    image_encoder: the folder, inside ``subfolder``, of an identity adapter's encoder.
    """

    place: str
    local: bool
    revision: str = ""
    subfolder: str = ""
    variant: str = ""
    weight: str = ""
    scheduler: str = ""
    image_encoder: str = ""
    licence: str = ""


@dataclass(frozen=True, kw_only=True)
class Control:
    """A ControlNet and what it is shown. kind: "face" or "depth"."""

    kind: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """name: its id in the catalogue, or the path that was asked for. size: pixels of a side
    that the head pass works at. learned_from: a sentence about the pictures it was trained on,
    "" where that is not known. difference: how much of what it changed is pasted, [0, 1].
    stamp: changes when a local folder is written anew."""

    name: str
    title: str
    size: int
    base: Source
    controls: tuple[Control, ...]
    learned_from: str = ""
    lora: Source | None = None
    vae: Source | None = None
    identity: Source | None = None
    difference: float = 1.0
    stamp: int = 0

    @property
    def draws_figures(self) -> bool:
        """Whether it has what a figure pass needs: a depth ControlNet."""
        return any(control.kind == "depth" for control in self.controls)


@lru_cache(maxsize=1)
def load_catalogue() -> dict[str, Checkpoint]:
    """All checkpoints that can be chosen by name, in the order of the file."""
    entries = tomllib.loads((Path(__file__).parent / "catalogue.toml").read_text("utf-8"))
    return {name: _read_entry(name, entry) for name, entry in entries.items()}


def find_checkpoint(name: str) -> Checkpoint:
    """A checkpoint by its name in the catalogue or by the path of a diffusers folder.

    Raises CheckpointError if there is no such name and no such folder.
    """
    catalogue = load_catalogue()
    checkpoint = catalogue.get(name)
    if checkpoint is None:
        if not Path(name).is_dir():
            raise CheckpointError(
                f'There is no checkpoint "{name}"; choose one of {", ".join(catalogue)}, "none", '
                "or the path of a folder in diffusers' layout."
            )
        return _read_folder(name, Path(name))
    if checkpoint.base.local and not (Path(checkpoint.base.place) / "model_index.json").exists():
        raise CheckpointError(
            f'The checkpoint "{name}" is missing from {checkpoint.base.place}; get the whole '
            'program again, or choose the checkpoint "none".'
        )
    return checkpoint


def _read_entry(name: str, entry: dict) -> Checkpoint:
    base = _read_source(entry, None)
    return Checkpoint(
        name=name,
        title=entry["title"],
        size=entry["size"],
        base=base,
        learned_from=entry["learned_from"],
        controls=tuple(
            Control(kind=part["kind"], source=_read_source(part, base)) for part in entry["control"]
        ),
        lora=_read_source(entry["lora"], base) if "lora" in entry else None,
        vae=_read_source(entry["vae"], base) if "vae" in entry else None,
        identity=_read_source(entry["identity"], base) if "identity" in entry else None,
        difference=entry.get("difference", 1.0),
    )


def _read_source(part: dict, base: Source | None) -> Source:
    """A part without a place of its own lies in a subfolder of the base."""
    if "path" in part:
        place, local = str(PACKAGE / part["path"]), True
    elif "repo" in part:
        place, local = part["repo"], False
    else:
        place, local = base.place, base.local
    details = (
        "revision",
        "subfolder",
        "variant",
        "weight",
        "scheduler",
        "image_encoder",
        "licence",
    )
    return Source(place=place, local=local, **{key: part.get(key, "") for key in details})


def _read_folder(name: str, folder: Path) -> Checkpoint:
    """A diffusers folder with a ControlNet: its picture size is read from its own configs."""
    try:
        index = json.loads((folder / "model_index.json").read_text("utf-8"))
        unet = json.loads((folder / "unet" / "config.json").read_text("utf-8"))
        vae = json.loads((folder / "vae" / "config.json").read_text("utf-8"))
        widths = vae.get("decoder_block_out_channels") or vae["block_out_channels"]
        size = int(unet["sample_size"]) * 2 ** (len(widths) - 1)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(
            f"The folder {name} is not a checkpoint in diffusers' layout: it needs "
            "model_index.json and the configs of its unet and vae."
        ) from error
    if "controlnet" not in index:
        raise CheckpointError(
            f"The checkpoint in {name} has no ControlNet to hold the pose; choose another."
        )
    base = Source(place=str(folder.resolve()), local=True)
    face = Source(place=base.place, local=True, subfolder="controlnet")
    return Checkpoint(
        name=name,
        title=folder.name,
        size=size,
        base=base,
        controls=(Control(kind="face", source=face),),
        stamp=(folder / "model_index.json").stat().st_mtime_ns,
    )
