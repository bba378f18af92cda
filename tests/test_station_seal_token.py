"""The station's signing key in a real PKCS#11 token: made there, found again, and never anywhere else."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.core.errors import HsmAway, PinRejected, SealMissing
from app.core.seal import Use, check
from app.pki.pkcs11 import Token
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.settings import load
from app.station import open_ledger, seal_token
from app.station.seal import PRIVATE, PUBLIC, open_seal
from app.store import Trust

PIN = "13579"


@pytest.fixture(scope="module")
def module() -> Path:
    found = find_softhsm()
    if found is None:
        reason = "SoftHSM2 is not installed (Debian: softhsm2)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def token_of(settings) -> Token:
    """What this process has open."""
    key = settings.audit.key
    return seal_token._token(key.module, key.token, key.softhsm, settings.home)


@pytest.fixture
def settings(module, tmp_path, monkeypatch):
    """A station whose key is to be in a token."""
    before = os.environ.get("SOFTHSM2_CONF")
    init_softhsm_token(module, tmp_path / "tokens", "station", pin=SecretStr(PIN), so_pin=SecretStr("97531"))
    home = tmp_path / "home"
    home.mkdir()
    (home / "station.toml").write_text(
        f'station = "L1"\n[audit.key]\nmodule = "{module}"\ntoken = "station"\nsofthsm = "{tmp_path / "tokens"}"\n'
    )
    monkeypatch.setenv("BIRTHMARK_SECRET_STATION_KEY", PIN)
    given = load(home)
    yield given
    if seal_token._token.cache_info().currsize:
        token_of(given).close()
    seal_token._token.cache_clear()
    os.environ.pop("SOFTHSM2_CONF", None)
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


def test_the_key_is_made_in_the_token_and_signs_the_chain(settings):
    seal = open_seal(settings)
    assert not (settings.home / PRIVATE).exists()
    assert (settings.home / PUBLIC).read_text() == seal.public.hex()
    check(seal.public, Use.EXPORT, b"content", seal.sign(Use.EXPORT, b"content"))
    with pytest.raises(TypeError, match="never leaves it"):
        seal._key.private_bytes_raw()
    assert open_seal(settings).public == seal.public
    with open_ledger(settings) as ledger:
        for _ in range(3):
            ledger.note("lab", {"what": "anything"})
        ledger.audit.sign_head("export")
        verified = ledger.audit.verify(Trust(frozenset({seal.public})))
    assert verified.heads == 1


def test_another_key_than_the_stations_is_refused(settings):
    open_seal(settings)
    (settings.home / PUBLIC).write_text("ab" * 32)
    with pytest.raises(SealMissing, match="another one than the station's"):
        open_seal(settings)
    key = settings.audit.key.model_copy(update={"key": "other"})
    other = settings.model_copy(update={"audit": settings.audit.model_copy(update={"key": key})})
    with pytest.raises(SealMissing, match="is not in the token station"):
        open_seal(other)


def test_a_pin_that_is_wrong_or_not_there_and_a_token_that_is_not_there_are_told(settings, monkeypatch):
    monkeypatch.delenv("BIRTHMARK_SECRET_STATION_KEY")
    with pytest.raises(PinRejected, match="is not there"):
        open_seal(settings)
    monkeypatch.setenv("BIRTHMARK_SECRET_STATION_KEY", "00000")
    with pytest.raises(PinRejected):
        open_seal(settings)
    away = settings.audit.key.model_copy(update={"token": "elsewhere"})
    with pytest.raises(HsmAway):
        open_seal(settings.model_copy(update={"audit": settings.audit.model_copy(update={"key": away})}))
    assert not (settings.home / PUBLIC).exists()


def test_while_the_token_is_locked_nothing_is_written(settings):
    seal = open_seal(settings)
    with open_ledger(settings, seal) as ledger:
        before = ledger.chain_head()
        token = token_of(settings)
        token.close()
        with pytest.raises(Exception, match="HSM token"):
            ledger.note("lab", {"what": "unsigned"})
        assert ledger.chain_head() == before
        token.unlock(SecretStr(PIN))
        ledger.note("lab", {"what": "signed"})
        assert ledger.chain_head()[0] == before[0] + 1
