"""`birthmark provision` for a PKCS#11 token at this machine: by its label, again, and once more with a new certificate."""

import json
import os

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from app.cli.homes import Call
from app.cli.root import root
from app.demo import prepare
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.settings import load
from app.store import EntryQuery, Ledger
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

    def run(*words, command=("provision", "--recipe", "host-token", "--json"), badge=""):
        head = ["--home", str(home), *(["--badge", badge] if badge else [])]
        told = CliRunner().invoke(root, [*head, *command, *words], obj=Call(None, int))
        return told.exit_code, json.loads(told.stdout) if told.stdout.startswith("{") else {}, told

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


def test_a_unit_that_is_done_is_worked_on_again_once_a_supervisor_allows_it(provision, tmp_path, monkeypatch):
    for name in ("PIN", "NEW_PIN"):
        monkeypatch.setenv(f"BIRTHMARK_SECRET_{name}", "2580")
    order = ("orders", "make", "WO-1", "--recipe", "host-token", "--quantity", "1", "--no-first-article")
    assert provision(command=order)[0] == 0
    unit = ("--port", TOKEN, "--order", "WO-1")
    assert provision(*unit)[1]["outcome"] == "PASSED"
    again = (*unit, "--rework", "--reason", "loose screw")
    assert provision(*unit)[1]["failure"]["code"] == "ADM-DONE"
    code, record, told = provision(*again)  # nobody is admitted, and so nobody else can be asked: the reason is what counts
    assert (code, admitted_for(record)) == (0, {"rework": "loose screw", "allowed by": "nobody named"}), told.output
    for badge, name, role in (("A-1", "Ada", "administrator"), ("SV-1", "Sue", "supervisor"), ("OP-7", "Otto", "operator")):
        admitted = provision(badge, "--name", name, "--role", role, command=("people", "admit"), badge="" if badge == "A-1" else "A-1")
        assert admitted[0] == 0, admitted[2].output
    assert provision(*unit, badge="OP-7")[1]["failure"]["code"] == "ADM-DONE"
    code, record, told = provision(*again, "--allowed-by", "SV-1", "--allowed-pin-fd", pin_on_a_pipe(), badge="OP-7")
    assert (code, record["outcome"], record["operator"]) == (0, "PASSED", "OP-7"), told.output
    assert admitted_for(record) == {"rework": "loose screw", "allowed by": "Sue"}
    with Ledger.open(tmp_path / "home" / "ledger.db", load(tmp_path / "home").station, read_only=True) as ledger:
        (entry,) = ledger.audit.list_entries(EntryQuery("override.allowed"))
    assert (entry.facts["asked"], entry.facts["allowed"], entry.facts["reason"]) == ("Otto (OP-7)", "Sue (SV-1)", "loose screw")


def admitted_for(record):
    """What ADMIT was told."""
    (facts,) = [step["facts"] for step in record["steps"] if step["step"] == "admit"]
    return facts


def pin_on_a_pipe():
    """A file descriptor that somebody's PIN comes from."""
    reader, writer = os.pipe()
    os.write(writer, b"2580\n")
    os.close(writer)
    return str(reader)


@pytest.mark.parametrize(("words", "told"), [(("--rework",), "needs it"), (("--rework", "--rotate", "--reason", "x"), "two things")])
def test_what_does_not_go_together_is_refused(words, told, tmp_path):
    said = CliRunner().invoke(root, ["--home", str(tmp_path), "provision", "--recipe", "x", "--port", "y", *words], obj=Call(None, int))
    assert said.exit_code == 2
    assert told in said.stderr
