"""Fetches a checkpoint's files from the hub, after its size, licence and sources were told.

The hub's own client does it: its cache (HF_HOME), its token (HF_TOKEN or ``hf auth login``), its
HF_HUB_OFFLINE. Files that are there are not fetched again, so a break costs the file it was in.
"""

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from minime.diffuse.catalogue import Checkpoint, Source
from minime.errors import Cancelled, CheckpointError

SPARE_BYTES = 2**30  # left free on the disk for everything else
_BLOCK_BYTES = 2**22

# (bytes that are here, bytes in all)
Report = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Download:
    """What fetching a checkpoint takes: bytes in all, and those that are not here yet."""

    entry: Checkpoint
    total_bytes: int
    missing_bytes: int


def plan_download(entry: Checkpoint) -> Download:
    """Ask the hub for the sizes of all files. Raises CheckpointError, in one sentence."""
    from huggingface_hub import snapshot_download

    files = []
    for source in _on_the_hub(entry):
        with _told(entry, source):
            found = snapshot_download(
                source.place, dry_run=True, tqdm_class=_bar(), **_which(source)
            )
        _check_patterns(entry, source, [file.filename for file in found])
        files += found
    return Download(
        entry=entry,
        total_bytes=sum(file.file_size or 0 for file in files),
        missing_bytes=sum(file.file_size or 0 for file in files if file.will_download),
    )


def fetch(
    download: Download,
    report: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Fetch what is missing and check it by its hash.

    Raises CheckpointError in one sentence: no room, no network, no leave, a file that is not what
    it should be (it is deleted); Cancelled.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.constants import HF_HUB_CACHE

    _check_room(download, Path(HF_HUB_CACHE))
    counter = _Counter(download, report, cancelled)
    for source in _on_the_hub(download.entry):
        with _told(download.entry, source):
            before = set(_files(source))
            folder = snapshot_download(
                source.place, tqdm_class=_bar(counter.add), max_workers=2, **_which(source)
            )
        for path in sorted(set(_files(source)) - before):
            _check_hash(path, Path(folder), download.entry)


def describe_download(download: Download) -> str:
    """What a person should know before the first byte: size, licences, what it learned from."""
    entry = download.entry
    there = download.total_bytes - download.missing_bytes
    size = f"{download.missing_bytes / 1e9:.1f} GB"
    if there:
        size += f" ({there / 1e9:.1f} GB of it are here already)"
    lines = [
        entry.title,
        f"To fetch: {size}, from {', '.join(dict.fromkeys(s.place for s in _on_the_hub(entry)))}",
        f"Licences: {entry.licences}",
        entry.learned_from,
        f"Training: {entry.training}",
    ]
    return "\n".join(line for line in lines if line)


def _on_the_hub(entry: Checkpoint) -> tuple[Source, ...]:
    return tuple(source for source in entry.sources if not source.local)


def _which(source: Source) -> dict:
    return {"revision": source.revision or None, "allow_patterns": list(source.files)}


def _check_patterns(entry: Checkpoint, source: Source, names: list[str]) -> None:
    """Raise CheckpointError where the repository has nothing for a pattern: it has changed."""
    from fnmatch import fnmatch

    for pattern in source.files:
        if not any(fnmatch(name, pattern) for name in names):
            raise CheckpointError(
                f'The checkpoint "{entry.name}" can\'t be fetched: {source.place} has no'
                f" {pattern} any more; choose another checkpoint."
            )


def _check_room(download: Download, cache: Path) -> None:
    place = cache
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < download.missing_bytes + SPARE_BYTES:
        raise CheckpointError(
            f'The checkpoint "{download.entry.name}" needs {download.missing_bytes / 1e9:.1f} GB'
            f" and {free / 1e9:.1f} GB are free on the disk; make room, or set HF_HOME to another"
            " disk."
        )


def _files(source: Source) -> Iterator[Path]:
    """The files of a part that are here, where the cache holds them."""
    from minime.diffuse.store import NotFetched, find_folder

    try:
        folder = find_folder(source)
    except NotFetched:
        return
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.resolve()


def _check_hash(path: Path, folder: Path, entry: Checkpoint) -> None:
    """Delete a file that is not what the hub says it is, and raise CheckpointError."""
    if len(path.name) != 64:  # weights are kept by their sha256, small files by git's own hash
        return
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    if digest.hexdigest() == path.name:
        return
    for link in folder.rglob("*"):
        if link.resolve() == path:
            link.unlink()
    path.unlink(missing_ok=True)
    raise CheckpointError(
        f'A file of the checkpoint "{entry.name}" came broken and was deleted; fetch it again.'
    )


class _Counter:
    """Sums up the bytes of all parts, and stops the download when told to."""

    def __init__(self, download: Download, report: Report | None, cancelled):
        self.total = download.total_bytes
        self.done = download.total_bytes - download.missing_bytes
        self.report, self.cancelled = report, cancelled or (lambda: False)

    def add(self, size: int) -> None:
        if self.cancelled():
            raise Cancelled("The download was stopped; what is here stays.")
        self.done = min(self.done + size, self.total)
        if self.report:
            self.report(self.done, self.total)


def _bar(add: Callable[[int], None] = lambda size: None) -> type:
    """A tqdm that shows nothing and tells ``add`` the bytes as they are written."""
    from tqdm import tqdm

    class Bar(tqdm):
        def __init__(self, *arguments, **options):
            # The hub's client has a bar for what comes over the network beside that of the disk.
            transfer = "transfer" in str(options.pop("name", ""))
            self.counts = options.get("unit") == "B" and not transfer
            super().__init__(*arguments, **options | {"disable": True})

        def update(self, n: float | None = 1) -> None:
            if self.counts and n:
                add(int(n))

    return Bar


@contextmanager
def _told(entry: Checkpoint, source: Source) -> Iterator[None]:
    """The hub's errors as one sentence for the person."""
    from huggingface_hub import errors

    # OSError and the base of whatever library this version of the hub's client talks through.
    unreachable = errors.HfHubHTTPError.__bases__
    try:
        yield
    except (OSError, *unreachable) as error:
        raise CheckpointError(_sentence(entry.name, source, _first_cause(error))) from error


def _first_cause(error: BaseException) -> BaseException:
    """What the client met before it looked for the files in its cache."""
    from huggingface_hub import errors

    while isinstance(error, (errors.LocalEntryNotFoundError, errors.DryRunError)):
        if error.__cause__ is None:
            break
        error = error.__cause__
    return error


def _sentence(name: str, source: Source, error: BaseException) -> str:
    from huggingface_hub import errors

    place, failed = source.place, f'The checkpoint "{name}" can\'t be fetched'
    if isinstance(error, errors.GatedRepoError):
        return (
            f"{place} asks for its terms to be accepted: do so at huggingface.co/{place}, then run"
            " 'hf auth login'."
        )
    if isinstance(error, errors.RepositoryNotFoundError):
        return f"{failed}: there is no {place} on the hub, or your token may not read it."
    if isinstance(error, errors.RevisionNotFoundError):
        return f"{failed}: {place} has no revision {source.revision} any more."
    if isinstance(error, errors.HfHubHTTPError):
        status = error.response.status_code
        if status in (401, 403):
            return (
                f"The hub does not let you read {place}; run 'hf auth login' with a token that may."
            )
        if status == 429:
            return "The hub is asked too much from here; wait some minutes and try again."
        return f"{failed}: the hub answered {status}; try again later, what is here stays."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"{failed}: the disk is full; make room and try again, what is here stays."
    return f"{failed}: the hub can't be reached; try again when online, what is here stays."
