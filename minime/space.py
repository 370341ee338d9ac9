"""``python -m minime space NAME``: the program as a Hugging Face Space of the person's own.

Only the program is sent: the list says what is, so that no photo that lies beside it can be.
"""

import argparse
from pathlib import Path

from minime.errors import OutputError

ROOT = Path(__file__).resolve().parent.parent
SENT = (
    *("README.md", "LICENSE", "app.py", "requirements.txt", "packages.txt"),
    *("minime/*", "presets/*.toml", "presets/*.png"),
)
NOT_SENT = ("*__pycache__*", "*.pyc")
# The builds of torch after it for CUDA 12.6 do not run on the GPUs that Spaces lend.
LENT_TORCH = "torch==2.11.*"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the sub-command."""
    parser.add_argument("name", metavar="NAME", help="of the Space: OWNER/NAME, or NAME")
    parser.add_argument("--private", action="store_true", help="only its owner sees it")
    parser.add_argument("--hardware", help="such as cpu-basic (free), zero-a10g, t4-small")


def upload_space(
    name: str, *, private: bool = False, hardware: str | None = None, folder: Path = ROOT
) -> str:
    """Make the Space, or take the one that is there, and send the program in ``folder`` to it;
    its address. Raises OutputError.

    The token is the one of HF_TOKEN or of ``hf auth login``, and must be one that may write.
    """
    from huggingface_hub import HfApi, get_token
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    # OSError and the base of whatever library this version of the hub's client talks through.
    unreachable = HfHubHTTPError.__bases__

    if get_token() is None:
        raise OutputError(
            "No token of the hub was found; run 'hf auth login' with one that may write, or set"
            " HF_TOKEN."
        )
    hub = HfApi()
    try:
        # A Space that is there keeps who may see it.
        space = hub.create_repo(
            name,
            repo_type="space",
            space_sdk="gradio",
            private=private or None,
            space_hardware=hardware,
            exist_ok=True,
        )
        hub.upload_folder(
            repo_id=space.repo_id,
            repo_type="space",
            folder_path=folder,
            allow_patterns=list(SENT),
            ignore_patterns=list(NOT_SENT),
            commit_message="Upload MiniMe",
        )
        if hardware and hardware.startswith("zero"):
            hub.upload_file(
                repo_id=space.repo_id,
                repo_type="space",
                path_or_fileobj=_lent_requirements(folder),
                path_in_repo="requirements.txt",
                commit_message="Pin torch for a lent GPU",
            )
    except HFValidationError as error:
        raise OutputError(
            f"A Space can't be called {name!r}; use letters, digits, '-', '_' and '.', as"
            " OWNER/NAME."
        ) from error
    except HfHubHTTPError as error:
        raise OutputError(_refusal(name, error.response.status_code, str(error))) from error
    except unreachable as error:
        raise OutputError("The hub can't be reached; check the network and try again.") from error
    except (ValueError, RuntimeError) as error:  # of a file, while it is sent
        raise OutputError(_refusal(name, 400, str(error))) from error
    return str(space)


def _lent_requirements(folder: Path) -> bytes:
    """The requirements with torch and its companion held for a lent GPU."""
    lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
    lines = [LENT_TORCH if line.startswith("torch>") else line for line in lines]
    lines = ["torchvision" if line.startswith("torchvision") else line for line in lines]
    return "\n".join([*lines, ""]).encode()


def _refusal(name: str, status: int, said: str) -> str:
    if status in (401, 403):
        return (
            f"The hub refuses to write the Space {name!r}; run 'hf auth login' with a token that"
            " may write there."
        )
    return f"The hub did not take the Space {name!r}: {' '.join(said.split()).rstrip('.')}."
