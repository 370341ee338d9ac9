"""What every test shares: nothing of theirs lies among the settings of whoever runs them, and the
hub is a small server of this computer.
"""

import os
import tempfile
from pathlib import Path

import pytest
from tiny_hub import TinyHub

# The hub's client reads its address once, when it is first imported.
_HOME = tempfile.TemporaryDirectory(prefix="tiny-hub-")
HUB = TinyHub(Path(_HOME.name) / "hub")
os.environ["HF_HOME"] = f"{_HOME.name}/home"
os.environ["HF_ENDPOINT"] = HUB.address
os.environ["NO_PROXY"] = "127.0.0.1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_XET"] = "1"


@pytest.fixture(scope="session", autouse=True)
def settings_of_nobody(tmp_path_factory):
    """An empty folder in place of the person's settings, and no certificate of theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        for name in ("MINIME_CERTIFICATE", "MINIME_KEY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def running_hub():
    """The hub with all repositories of the catalogue, tiny."""
    from tiny_models import WRITERS

    for write in WRITERS.values():
        write(HUB.root)
    with HUB.running():
        yield HUB


@pytest.fixture
def hub(running_hub):
    """The same, in order again after each test."""
    yield running_hub
    running_hub.faults.clear()
    running_hub.down = False


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """An empty place for what is fetched."""
    folder = tmp_path / "cache"
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory) -> Path:
    """A small random checkpoint like the embedded one, 64 pixels a side."""
    from tiny_models import write_embedded_like

    folder = tmp_path_factory.mktemp("checkpoint") / "tiny"
    write_embedded_like(folder)
    return folder


@pytest.fixture(scope="module")  # what is loaded gives way to the next
def tiny(tiny_folder):
    """Its pipeline."""
    from minime.diffuse.load import load_pipeline

    return load_pipeline(str(tiny_folder), device="cpu")


@pytest.fixture(scope="session")
def canvas():
    """A head of 64 pixels a side and its face map, both made up."""
    import numpy as np

    from minime.diffuse.canvas import Canvas

    random = np.random.default_rng(0)
    crop = np.kron(random.integers(60, 200, (8, 8, 3)), np.ones((8, 8, 1))).astype(np.uint8)
    face_map = np.zeros_like(crop)
    face_map[10:40, 16] = (10, 200, 10)
    mask = np.ones((64, 64), np.float32)
    maps = {"face": face_map, "draft": crop}
    return Canvas(task="head", picture=crop, mask=mask, maps=maps, person=crop)
