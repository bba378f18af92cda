"""What is never written: the canary."""

import json
import logging

import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app import logs


@pytest.fixture
def written(tmp_path):
    logs.open_log(tmp_path)
    yield (tmp_path / "birthmark.log").read_text
    logs.close_log()
    structlog.reset_defaults()


CANARY = "canary-7f3a"


@pytest.mark.parametrize(
    "name", ["pin", "user_pin", "password", "passphrase", "secret", "token", "api_key", "apikey", "authorization", "private_key"]
)
def test_what_has_a_secrets_name_is_hidden(written, name):
    structlog.get_logger("t").warning("said", **{name: CANARY}, nested={name: CANARY})
    assert CANARY not in written()
    assert logs.HIDDEN in written()


def test_what_has_a_secrets_shape_is_hidden(written):
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    log = structlog.get_logger("t")
    said = f"got {pem}"
    log.warning(said, header=f"Bearer {CANARY}", uri=f"pkcs11:token=a?pin-value={CANARY}", listed=[pem, {"x": pem}])
    logging.getLogger("foreign").warning("Authorization: Token %s and %s", CANARY, pem)
    assert CANARY not in written()
    assert pem.splitlines()[1] not in written()


@pytest.mark.errors_expected
def test_a_traceback_shows_no_locals(written):
    def fail():
        pin = CANARY
        raise ValueError(len(pin))

    try:
        fail()
    except ValueError:
        structlog.get_logger("t").exception("bug")
    lines = [json.loads(line) for line in written().splitlines()]
    assert "in fail" in lines[-1]["exception"]
    assert CANARY not in written()


def test_every_line_is_json_with_a_time(written):
    structlog.get_logger("t").info("hello", serial="0042-1187")
    line = json.loads(written().splitlines()[-1])
    assert line["event"] == "hello"
    assert line["serial"] == "0042-1187"
    assert line["timestamp"].endswith("Z")
