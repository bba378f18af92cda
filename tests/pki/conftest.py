import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pki_lab import PIN, PROFILES, SO_PIN, Ca, Clock, Memory, ca_of

from app.core.recipe import KeyKind
from app.pki.authority import IssuingAuthority
from app.pki.pkcs11 import Token
from app.pki.softhsm import find_softhsm, init_softhsm_token


@pytest.fixture(scope="session")
def ca() -> Ca:
    return ca_of(KeyKind.EC_P256)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def authority(ca, memory, clock) -> IssuingAuthority:
    return IssuingAuthority(ca.key, ca.chain, memory, PROFILES, clock)


@pytest.fixture
def make_authority(memory, clock):
    """Authorities of other CAs, with the same memory."""
    return lambda ca: IssuingAuthority(ca.key, ca.chain, memory, PROFILES, clock)


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


@pytest.fixture(scope="session")
def softhsm_home(tmp_path_factory) -> Iterator[Path]:
    before = os.environ.get("SOFTHSM2_CONF")
    yield tmp_path_factory.mktemp("softhsm")
    os.environ.pop("SOFTHSM2_CONF", None)
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture
def label(softhsm, softhsm_home, request) -> str:
    """A fresh token's label; its PIN is PIN."""
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:24]
    assert init_softhsm_token(softhsm, softhsm_home, name, pin=PIN, so_pin=SO_PIN)
    return name


@pytest.fixture
def token(softhsm, label) -> Iterator[Token]:
    with Token.open(softhsm, label, PIN, writable=True) as opened:
        yield opened
