"""What every test shares: nothing of theirs lies among the settings of whoever runs them."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def settings_of_nobody(tmp_path_factory):
    """An empty folder in place of the person's settings, and no certificate of theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        for name in ("MINIME_CERTIFICATE", "MINIME_KEY"):
            patch.delenv(name, raising=False)
        yield
