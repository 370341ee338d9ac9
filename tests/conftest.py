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
