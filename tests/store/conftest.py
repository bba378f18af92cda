from collections.abc import Iterator
from pathlib import Path

import pytest
from store_lab import STATION, Clock

from app.store import Ledger


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(file, clock) -> Iterator[Ledger]:
    with Ledger.open(file, STATION, now=clock) as opened:
        yield opened


@pytest.fixture
def memory(clock) -> Iterator[Ledger]:
    with Ledger.open(None, STATION, now=clock) as opened:
        yield opened
