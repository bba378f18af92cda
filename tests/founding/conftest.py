import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.pki.softhsm import find_softhsm
from app.settings import load
from app.station import Station, open_station

STATION = 'station = "LINE-2-A"\noperator = "OP-09"\n\n[platform]\n# a comment that stays\nkind = "sandbox"\n'


@pytest.fixture(scope="session")
def softhsm() -> Path:
    """The real library; without it these tests are skipped, but never in CI."""
    module = find_softhsm()
    if module is None:
        reason = "SoftHSM2 is not installed (Debian: softhsm2)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return module


@pytest.fixture(autouse=True)
def _own_softhsm(monkeypatch):
    """SOFTHSM2_CONF is put back after each test."""
    monkeypatch.setenv("SOFTHSM2_CONF", os.environ.get("SOFTHSM2_CONF", ""))


@pytest.fixture
def home(tmp_path) -> Path:
    """A station's home with a sandbox platform and no authority."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "station.toml").write_text(STATION, encoding="utf-8")
    return folder


@pytest.fixture
def station(home) -> Iterator[Station]:
    with open_station(load(home)) as opened:
        yield opened
