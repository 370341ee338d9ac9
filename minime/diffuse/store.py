"""Which checkpoints lie on this computer, and where. Nothing here touches the network."""

from pathlib import Path

from minime.diffuse.catalogue import Checkpoint, Source
from minime.errors import CheckpointError


class NotFetched(CheckpointError):
    """A part of a checkpoint is not on this computer, or not all of it."""


def find_folder(source: Source) -> Path:
    """The folder of a part, with all its files. Raises NotFetched."""
    if source.local:
        return Path(source.place)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(
            snapshot_download(
                source.place,
                revision=source.revision or None,
                allow_patterns=list(source.files),
                local_files_only=True,
            )
        )
    except LocalEntryNotFoundError as error:
        raise NotFetched(f"{source.place} is not on this computer yet; fetch it.") from error


def is_here(entry: Checkpoint) -> bool:
    """Whether every part of it is on this computer."""
    try:
        for source in entry.sources:
            find_folder(source)
    except NotFetched:
        return False
    return True


def check_here(entry: Checkpoint) -> None:
    """Raise NotFetched, with the way to get it, where a part is missing."""
    if not is_here(entry):
        raise NotFetched(
            'The checkpoint "{name}" is not on this computer yet ({size} GB); get it with'
            ' "python -m minime fetch {name}", or choose the embedded checkpoint.',
            {"name": entry.name, "size": f"{entry.download_gb:g}"},
        )
