"""`birthmark provision` for a PKCS#11 token at this machine: by its label, again, and once more with a new certificate."""

import json

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from app.cli.homes import Call
from app.cli.root import root
from app.demo import prepare
from app.pki.softhsm import find_softhsm, init_softhsm_token
from tests.provisioning.floor import RESOURCES

pytestmark = [pytest.mark.hsm, pytest.mark.skipif(find_softhsm() is None, reason="SoftHSM2 is not installed")]

TOKEN, PIN = "birthmark-unit-1", "4711-unit"


def with_module(home, module):
    """The shipped recipe for tokens of another library, in a home."""
    lines = (RESOURCES / "recipes" / "host-token.toml").read_text().splitlines()
    (home / "recipes").mkdir()
    changed = [f'module = "{module}"' if line.startswith("module = ") else line for line in lines]
    (home / "recipes" / "host-token.toml").write_text("\n".join(changed))


@pytest.fixture
def provision(tmp_path, monkeypatch):
    """Runs the command in a home whose authority is in SoftHSM2, and a token beside it; returns exit code, record and what was said."""
    monkeypatch.setenv("BIRTHMARK_SECRET_DEVICE_TOKEN_PIN", PIN)
    home = tmp_path / "home"
    prepare(home)
    settings = home / "station.toml"
    settings.write_text(settings.read_text().replace('kind = "simulated"\nlabel = "unit"', 'kind = "none"'))
    with_module(home, find_softhsm())
    init_softhsm_token(find_softhsm(), home / "softhsm", TOKEN, pin=SecretStr(PIN), so_pin=SecretStr("so-pin-1"))

    def run(*words):
        told = CliRunner().invoke(root, ["--home", str(home), "provision", "--recipe", "host-token", "--json", *words], obj=Call(None, int))
        return told.exit_code, json.loads(told.stdout) if told.stdout else {}, told

    return run


def test_a_token_is_provisioned_found_again_and_rotated(provision):
    code, first, told = provision("--port", TOKEN)
    assert (code, first["outcome"]) == (0, "PASSED"), told.output
    assert first["identity"]["model"] == "SoftHSM v2"
    assert PIN not in told.output
    code, second, _ = provision("--port", TOKEN)
    assert (code, second["certificate"], second["receipt"]["created"]) == (0, first["certificate"], False)
    code, third, told = provision("--port", first["port"]["socket"], "--rotate", "--reason", "returned from the field")
    assert (code, third["outcome"]) == (0, "PASSED"), told.output
    assert third["steps"][-1]["step"] == "retire"
    assert third["certificate"]["serial"] != first["certificate"]["serial"]


def test_a_token_that_is_not_there_is_told_in_words(provision):
    code, record, told = provision("--port", "birthmark-unit-9")
    assert (code, record) == (1, {})
    assert "birthmark-unit-9" in str(told.exception)
