"""The program as a Space: what is sent to a hub, what never is, and what is said on a refusal."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from page_server import ROOT, free_port
from tiny_hub_upload import LARGEST_REGULAR, TOKEN, serve_uploads


@pytest.fixture
def hub(tmp_path):
    server = serve_uploads(tmp_path / "hub", free_port())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def upload(address, tmp_path, *arguments, token=TOKEN):
    environment = os.environ | {
        "HF_ENDPOINT": address, "HF_HOME": str(tmp_path / "home"), "HF_HUB_DISABLE_XET": "1",
    }  # fmt: skip
    environment.pop("HF_TOKEN", None)
    return subprocess.run(
        [sys.executable, "-m", "minime", "space", *arguments],
        cwd=ROOT, env=environment | ({"HF_TOKEN": token} if token else {}),
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_program_and_nothing_else_is_sent(hub, tmp_path):
    address = f"http://127.0.0.1:{hub.server_port}"
    done = upload(address, tmp_path, "toys", "--private", "--hardware", "cpu-basic")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{address}/spaces/somebody/toys"
    assert hub.created["somebody/toys"]["sdk"] == "gradio"
    assert hub.created["somebody/toys"]["visibility"] == "private"
    assert hub.created["somebody/toys"]["hardware"] == "cpu-basic"
    folder = tmp_path / "hub/somebody/toys"
    there = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if tracked.returncode == 0:
        ours = {Path(line) for line in tracked.stdout.splitlines()}
        left_out = {
            p for p in ours if p.parts[0] in ("tests", ".ci", ".gitignore", "pyproject.toml")
        }
        assert ours - left_out <= there
    assert {path.parts[0] for path in there} == {
        *("README.md", "LICENSE", "app.py", "requirements.txt", "packages.txt"),
        *("minime", "presets"),
    }  # fmt: skip
    assert not [
        p for p in there if "__pycache__" in p.parts or p.suffix in (".pyc", ".jpg", ".heic")
    ]
    assert all((folder / path).read_bytes() == (ROOT / path).read_bytes() for path in there)
    regular = [path for path, mode in hub.modes.items() if mode == "regular"]
    assert all((folder / path).stat().st_size <= LARGEST_REGULAR for path in regular)
    again = upload(address, tmp_path, "somebody/toys")
    assert again.returncode == 0, again.stderr


def test_a_space_with_a_lent_gpu_gets_a_torch_that_runs_there(hub, tmp_path):
    address = f"http://127.0.0.1:{hub.server_port}"
    done = upload(address, tmp_path, "toys", "--hardware", "zero-a10g")
    assert done.returncode == 0, done.stderr
    sent = (tmp_path / "hub/somebody/toys/requirements.txt").read_text().splitlines()
    ours = (ROOT / "requirements.txt").read_text().splitlines()
    assert [line for line in sent if line.startswith("torch")] == ["torch==2.11.*", "torchvision"]
    assert [line for line in sent if "torch" not in line] == [
        line for line in ours if "torch" not in line
    ]


@pytest.mark.parametrize(
    ("name", "token", "sentence"),
    [
        ("toys", None, "No token of the hub was found"),
        ("toys", "hf_of_a_stranger", "refuses to write the Space 'toys'"),
        ("my toys", TOKEN, "can't be called 'my toys'"),
    ],
)
def test_a_refusal_is_one_sentence(hub, tmp_path, name, token, sentence):
    done = upload(f"http://127.0.0.1:{hub.server_port}", tmp_path, name, token=token)
    assert done.returncode == 2 and sentence in done.stderr
    assert done.stderr.count("\n") == 1 and not hub.modes


def test_a_hub_out_of_reach_is_told(tmp_path):
    done = upload(f"http://127.0.0.1:{free_port()}", tmp_path, "toys")
    assert done.returncode == 2 and "can't be reached" in done.stderr
