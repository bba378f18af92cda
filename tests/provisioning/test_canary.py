"""No private key and no PIN is in the home, in the temporary folder, in the log or in the ledger, whatever went wrong."""

import tempfile
from pathlib import Path

import pytest
import structlog
from cryptography.hazmat.primitives import serialization
from pydantic import SecretStr

from app import logs
from app.core.errors import HsmAway, PinRejected
from app.core.recipe import Recipe
from app.core.run import Outcome
from app.devices.drivers.simulated_words import Verb
from app.pki.keyfile import load_key_file, write_key_file
from app.pki.pkcs11 import Token
from app.pki.softhsm import find_softhsm
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.unit import SimulatedUnit
from tests.canary import find_secret, secrets_of, shapes
from tests.provisioning.floor import QUICK

PASSPHRASE = "canary-passphrase-5521"


@pytest.fixture
def folders(floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where a program could leave something: the home with ledger and log, and a temporary folder of its own."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    logs.open_log(floor.folder / "logs")
    yield [floor.folder, temporary]
    logs.close_log()


def station_made(kind: str) -> Recipe:
    key = {**QUICK.key.model_dump(), "kind": kind, "origin": "station"}
    return Recipe.model_validate({**QUICK.model_dump(), "key": key, "storage": {**QUICK.storage.model_dump(), "config": ""}})


@pytest.mark.parametrize("kind", ["ec-p256", "rsa-2048", "ed25519"])
def test_a_key_made_here_is_nowhere_but_in_the_device(floor, folders, capfd, kind: str) -> None:
    recipe, device = station_made(kind), SimulatedUnit("0042-1187", chip="a")
    device.behave(Behaviour(faults=(Fault(Verb.COMMIT, FaultKind.REFUSAL),)))
    assert floor.run(device, recipe).outcome is Outcome.FAILED
    device.behave(Behaviour())
    assert floor.run(device, recipe).outcome is Outcome.PASSED
    structlog.get_logger("canary").warning("key", key=device.key, thing={"key": device.key}, said=f"{device.key}")
    secrets = [*secrets_of(device.key), *secrets_of(floor.ca_key)]
    told = [*map(str, floor.events), *capfd.readouterr()]
    assert find_secret(secrets, folders, told) == []
    assert (floor.folder / "logs").is_dir()
    assert any(file.stat().st_size for file in (floor.folder / "logs").iterdir())


@pytest.mark.errors_expected
def test_a_pin_and_a_passphrase_are_nowhere(floor, folders, capfd) -> None:
    log, secret = structlog.get_logger("canary"), SecretStr(PASSPHRASE)
    write_key_file(floor.folder / "ca.key", floor.ca_key, secret)
    module = find_softhsm()
    for attempt in (
        lambda: load_key_file(floor.folder / "ca.key", SecretStr(f"{PASSPHRASE}-wrong")),
        lambda: Token.open(module or Path("none.so"), "nobody", secret),
    ):
        try:
            attempt()
        except Exception as error:
            log.exception("failed", secret=secret, words=str(error), pin=PASSPHRASE)
    for error in (PinRejected("no", left=1), HsmAway("no")):
        log.warning("told", error=error, advice=error.advice)
    encrypted = floor.folder / "ca.key"
    assert find_secret([PASSPHRASE.encode(), *secrets_of(floor.ca_key)], folders, capfd.readouterr()) == []
    assert encrypted.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


def test_the_canary_sings(floor, folders) -> None:
    [numbers, *_] = secrets_of(floor.ca_key)
    pem = floor.ca_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    for content in (*shapes(numbers), pem, b"x" + pem):
        (floor.folder / "left").write_bytes(content)
        assert find_secret(secrets_of(floor.ca_key), folders) == [str(floor.folder / "left")]
