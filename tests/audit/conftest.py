import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.core.seal import Seal
from app.store import Ledger

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))  # store_lab: runs as a lane writes them

STATION = "LINE-2-A"


@pytest.fixture(scope="session")
def seal():
    return Seal(Ed25519PrivateKey.generate())


@pytest.fixture
def ledger(tmp_path, seal):
    with Ledger.open(tmp_path / "ledger.sqlite", STATION, seal=seal) as opened:
        yield opened
