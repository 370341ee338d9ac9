"""The catalogue of checkpoints: ``catalogue.toml`` to typed entries.

A checkpoint is data: its family, where its parts come from, at which revision and under which
licence, the size it works at and the memory it needs. Nothing here touches the network or loads a
weight.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from minime.errors import CheckpointError

PACKAGE = Path(__file__).parent.parent
CATALOGUE = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One part of a checkpoint. place: a hub id "owner/name" or the path of a folder.

    revision: a commit, or a branch. files: patterns of what is fetched. weight: the one file of
    an adapter. image_encoder: the folder of an identity adapter's encoder; one without a slash
    lies inside ``subfolder``.
    """

    place: str
    local: bool
    revision: str = ""
    subfolder: str = ""
    variant: str = ""
    files: tuple[str, ...] = ()
    weight: str = ""
    image_encoder: str = ""
    licence: str = ""


@dataclass(frozen=True, kw_only=True)
class Control:
    """A picture that holds a pass, of control.KINDS, and the ControlNet that sees it (None where
    the model itself does). mode: the number by which a union ControlNet knows that kind.
    passes: "head", "figure"."""

    kind: str
    source: Source | None
    passes: tuple[str, ...]
    mode: int = 0


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """name: its id in the catalogue, or the path that was asked for. family: a module of
    families/. size: pixels of a side that the head pass works at. sliders: of the order, where
    the person leaves them alone. figure: the share of the strength that the figure pass takes,
    None where heads alone are drawn. template: what is made of the prompt. token_limit: of the
    text encoder. scheduler: its class and what is set of it, empty for the base's own.
    learned_from, training: what its cards say of the pictures and the cost, "" where that is not
    known. memory_gb: of the device by the way the weights are held, download_gb: of all files.
    difference: how much of what it changed is pasted, [0, 1].
    stamp: changes when a local folder is written anew."""

    name: str
    title: str
    family: str
    size: int
    base: Source
    controls: tuple[Control, ...]
    sliders: Mapping[str, float] = field(default_factory=dict, hash=False)
    figure: float | None = None
    template: str = "{prompt}"
    token_limit: int = 77
    scheduler: Mapping[str, Any] = field(default_factory=dict, hash=False)
    learned_from: str = ""
    training: str = ""
    memory_gb: Mapping[str, float] = field(default_factory=dict, hash=False)
    download_gb: float = 0.0
    net: Source | None = None
    lora: Source | None = None
    vae: Source | None = None
    identity: Source | None = None
    difference: float = 1.0
    stamp: int = 0

    @property
    def sources(self) -> tuple[Source, ...]:
        """All its parts, each once."""
        parts = [self.base, self.net, *(control.source for control in self.controls)]
        parts += [self.lora, self.vae, self.identity]
        return tuple(dict.fromkeys(part for part in parts if part is not None))

    @property
    def licences(self) -> str:
        """Of all its parts, each once, with commas between."""
        return ", ".join(dict.fromkeys(source.licence for source in self.sources))

    def kinds(self, task: str) -> tuple[str, ...]:
        """The control pictures of a pass, "head" or "figure"."""
        return tuple(control.kind for control in self.controls if task in control.passes)


@lru_cache(maxsize=1)
def load_catalogue() -> dict[str, Checkpoint]:
    """All checkpoints that can be chosen by name, in the order of the file."""
    entries = tomllib.loads(CATALOGUE.read_text("utf-8"))
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


def checkpoint_sliders(name: str) -> Mapping[str, float]:
    """The sliders that a checkpoint, as an order names it, has in place of the style's own.
    Raises CheckpointError as :func:`find_checkpoint`."""
    return {} if name == "none" else find_checkpoint(name).sliders


def _read_entry(name: str, entry: dict) -> Checkpoint:
    base = _read_source(entry, None)
    parts = {
        key: _read_source(entry[key], base)
        for key in ("net", "lora", "vae", "identity")
        if key in entry
    }
    plain = ("sliders", "figure", "template", "token_limit", "scheduler", "learned_from")
    plain += ("training", "memory_gb", "download_gb", "difference")
    return Checkpoint(
        name=name,
        title=entry["title"],
        family=entry["family"],
        size=entry["size"],
        base=base,
        controls=tuple(_read_control(part, base) for part in entry.get("control", ())),
        **parts,
        **{key: entry[key] for key in plain if key in entry},
    )


def _read_control(part: dict, base: Source) -> Control:
    own = "repo" in part or "subfolder" in part
    return Control(
        kind=part["kind"],
        source=_read_source(part, base) if own else None,
        passes=tuple(part["passes"]),
        mode=part.get("mode", 0),
    )


def _read_source(part: dict, base: Source | None) -> Source:
    """A part without a place of its own lies in a subfolder of the base."""
    if "path" in part:
        place, local = str(PACKAGE / part["path"]), True
    elif "repo" in part:
        place, local = part["repo"], False
    else:
        place, local = base.place, base.local
    details = ("revision", "subfolder", "variant", "weight", "image_encoder", "licence")
    return Source(
        place=place,
        local=local,
        files=tuple(part.get("files", ())),
        **{key: part.get(key, "") for key in details},
    )


def _read_folder(name: str, folder: Path) -> Checkpoint:
    """A folder of Stable Diffusion with a ControlNet for faces: its picture size is read from its
    own configs."""
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
        family="stable_diffusion",
        size=size,
        base=base,
        controls=(Control(kind="face", source=face, passes=("head",)),),
        stamp=(folder / "model_index.json").stat().st_mtime_ns,
    )
