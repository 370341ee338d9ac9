"""``python -m minime pin``: every revision of the catalogue as the commit that it is at now, so
that nobody gets other weights than those that were tried.
"""

from pathlib import Path
from typing import Any

from minime.diffuse.catalogue import CATALOGUE
from minime.errors import CheckpointError


def pin_revisions(path: Path = CATALOGUE) -> list[str]:
    """Ask the hub for the commit of every part and write it into the catalogue at ``path``; a line
    for each. Raises CheckpointError, and writes nothing, where one can't be had."""
    import tomlkit
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

    # OSError and the base of whatever library this version of the hub's client talks through.
    unreachable = HfHubHTTPError.__bases__

    catalogue, lines = tomlkit.parse(path.read_text("utf-8")), []
    for name, entry in catalogue.items():
        for part in _parts(entry):
            try:
                commit = HfApi().model_info(part["repo"]).sha
            except (OSError, *unreachable) as error:
                raise CheckpointError(
                    f"The commit of {part['repo']} can't be had from the hub; nothing was pinned."
                ) from error
            lines.append(f"{name}: {part['repo']} {commit}")
            part["revision"] = commit
    path.write_text(tomlkit.dumps(catalogue), "utf-8")
    return lines


def _parts(entry: Any) -> list[Any]:
    """The tables of an entry that name a repository: itself, and those in it."""
    inside = [value for value in entry.values() if isinstance(value, dict)]
    inside += [part for value in entry.values() if isinstance(value, list) for part in value]
    return [part for part in (entry, *inside) if isinstance(part, dict) and "repo" in part]
