"""`birthmark ca …` and `birthmark metrics` as their users call them, on the demo's home."""

import json
import os
import subprocess

import pytest
from prometheus_client.parser import text_string_to_metric_families
from typer.testing import CliRunner

from app import handed
from app.cli import exits
from app.cli.homes import Call
from app.cli.root import root
from app.core.errors import StationError


def call(home, *words, **environment):
    """Run `birthmark` in a home, in this process; what `main` says of an error is on `stderr`."""
    environment = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "DISPLAY": None, **environment}
    result = CliRunner().invoke(root, ["--home", str(home), *words], obj=Call(None, lambda *_: 0), env=environment)
    error = result.exception
    if error is not None and not isinstance(error, StationError | SystemExit):
        raise error
    code, said = (exits.of_code(error.code), error.code) if isinstance(error, StationError) else (result.exit_code, "")
    return subprocess.CompletedProcess(words, code, result.stdout, result.stderr + said)


@pytest.fixture(scope="module", autouse=True)
def _own_softhsm():
    """SOFTHSM2_CONF is put back after these tests."""
    before = os.environ.get("SOFTHSM2_CONF")
    yield
    os.environ.pop("SOFTHSM2_CONF", None)
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A demo that has provisioned three units."""
    folder = tmp_path_factory.mktemp("ca")
    said = call(folder, "demo", "--headless", "--units", "3", "--trays", "2", "--json")
    assert said.returncode == exits.OK, said.stderr
    return folder


def units(home) -> list[dict]:
    said = call(home, "history", "--json", "--outcome", "PASSED")
    return [json.loads(line) for line in said.stdout.splitlines()]


def openssl(home, unit, crl) -> subprocess.CompletedProcess[str]:
    leaf = home / "leaf.pem"
    leaf.write_text(unit["certificate"]["pem"])
    chain = str(home / "authority" / "chain.pem")
    return subprocess.run(
        ["openssl", "verify", "-CAfile", chain, "-CRLfile", crl, "-crl_check", str(leaf)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_a_pin_is_given_to_the_authority_that_is_named(tmp_path, monkeypatch):
    chain = 'kind = "key-file"\nchain = "/nowhere"\nkey_file = "/nowhere"\n'
    (tmp_path / "station.toml").write_text(f'[authority]\n{chain}[authorities.next]\nsecret = "ca-line-3"\n{chain}')
    monkeypatch.setattr(handed, "_secrets", {})
    for words, name in (((), "ca"), (("--pin-for", "next"), "ca-line-3"), (("--pin-for", "to-be-made"), "ca-to-be-made")):
        reader, writer = os.pipe()
        os.write(writer, b"4711\n")
        os.close(writer)
        assert call(tmp_path, "--pin-fd", str(reader), *words, "people", "--help").returncode == exits.OK
        found = handed.find_handed(name)
        assert found is not None
        assert found.get_secret_value() == "4711"


def test_doctor_looks_at_every_authority_and_minds_those_that_are_to_sign(tmp_path):
    chain = 'kind = "key-file"\nchain = "/nowhere"\nkey_file = "/nowhere"\n'
    (tmp_path / "station.toml").write_text(f"[authority]\n{chain}[authorities.next]\n{chain}")
    said = call(tmp_path, "doctor", "--json", BIRTHMARK_SECRET_STATION_KEY="four words in a row")
    found = [json.loads(line) for line in said.stdout.splitlines()]
    told = {each["what"]: (each["health"], each["code"]) for each in found if each["what"].startswith("authority")}
    assert told == {"authority": ("bad", "PKI-HSM-LOCKED"), "authority next": ("note", "PKI-HSM-LOCKED")}


def test_a_certificate_is_revoked_and_openssl_refuses_it_by_the_list(home):
    good, bad = units(home)[:2]
    revoked = call(home, "ca", "revoke", bad["certificate"]["serial"], "--reason", "key-compromise", "--note", "lost", "--json")
    assert revoked.returncode == exits.OK, revoked.stderr
    assert json.loads(revoked.stdout)["identifier"] == bad["identifier"]
    made = call(home, "ca", "crl")
    assert made.returncode == exits.OK, made.stderr
    crl = made.stdout.strip()
    assert openssl(home, good, crl).returncode == 0
    refused = openssl(home, bad, crl)
    assert (refused.returncode != 0, "certificate revoked" in refused.stderr) == (True, True)
    text = subprocess.run(["openssl", "crl", "-in", crl, "-noout", "-text"], capture_output=True, text=True, check=True, timeout=30).stdout
    assert "X509v3 Authority Key Identifier" in text
    assert "Key Compromise" in text
    again = call(home, "ca", "revoke", bad["identifier"], "--reason", "superseded")
    assert again.returncode == exits.of_code("PKI-REVOKED")
    assert "PKI-REVOKED" in again.stderr
    unknown = call(home, "ca", "revoke", "00ff", "--reason", "superseded")
    assert "PKI-UNKNOWN" in unknown.stderr
    assert call(home, "db", "verify").returncode == exits.OK


def test_the_next_list_has_a_higher_number_and_may_be_der_elsewhere(home, tmp_path):
    numbers = []
    for place in ("a.crl", "b.crl"):
        said = call(home, "ca", "crl", "--out", str(tmp_path / place), "--der", "--days", "7")
        assert said.returncode == exits.OK, said.stderr
        shown = subprocess.run(
            ["openssl", "crl", "-inform", "DER", "-in", str(tmp_path / place), "-noout", "-crlnumber"],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        numbers.append(int(shown.stdout.partition("=")[2].removeprefix("0x"), 16))
    assert numbers[0] < numbers[1]
    assert call(home, "ca", "crl", "--as", "nobody").returncode == exits.of_code("SET-BAD")


def test_what_ends_soon_is_listed_and_told_by_the_exit_code(home):
    quiet = call(home, "ca", "expiry", "--json")
    assert (quiet.returncode, quiet.stdout) == (exits.OK, "")
    wide = call(home, "ca", "expiry", "--json", "--days", "36525")
    assert wide.returncode == exits.NOT_PASSED
    rows = [json.loads(line) for line in wide.stdout.splitlines()]
    assert {row["kind"] for row in rows} == {"device", "ca"}
    assert [row["ends"] for row in rows] == sorted(row["ends"] for row in rows)
    for wrong in ("soon", "0", "-3"):
        assert call(home, "ca", "expiry", f"--days={wrong}").returncode == exits.of_code("SET-BAD")


def test_metrics_are_prometheus_text(home, tmp_path):
    said = call(home, "metrics")
    assert said.returncode == exits.OK, said.stderr
    found = {family.name: family.samples for family in text_string_to_metric_families(said.stdout)}
    (in_use,) = found["birthmark_device_certificates"]
    assert in_use.value >= 2
    assert {sample.labels["days"] for sample in found["birthmark_device_certificates_ending"]} == {"30", "60", "90"}
    assert len(found["birthmark_ca_not_after_timestamp_seconds"]) == 2
    assert sum(sample.value for sample in found["birthmark_runs"]) == 3
    file = tmp_path / "birthmark.prom"
    written = call(home, "metrics", "--out", str(file))
    assert (written.returncode, written.stdout) == (exits.OK, "")
    assert "birthmark_runs" in file.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["birthmark.prom"]
    assert call(home, "metrics", "--out", str(tmp_path / "no" / "where.prom")).returncode == exits.of_code("SET-BAD")


def test_the_ca_is_registered_and_listed_and_hands_over(home):
    registered = call(home, "ca", "register", "--description", "Line 2", "--product", "sandbox", "--tags", "a,b", "--json")
    assert registered.returncode == exits.OK, registered.stderr
    told = json.loads(registered.stdout)
    assert (told["description"], told["jitp"], told["jitp_set"]) == ("Line 2", True, True)
    secrets = {"BIRTHMARK_SECRET_CA_NEXT": "a long passphrase", "BIRTHMARK_SECRET_ROOT": "another long passphrase"}
    made = call(home, "ca", "create", "--as", "next", "--name", "The next", "--where", "file", **secrets)
    assert made.returncode == exits.OK, made.stderr
    assert call(home, "ca", "handover", "main", "nobody", **secrets).returncode == exits.of_code("PKI-HANDOVER")
    planned = call(home, "ca", "handover", "main", "next", "--on", "2030-01-01", **secrets)
    assert planned.returncode == exits.OK, planned.stderr
    rows = {row["name"]: row for row in map(json.loads, call(home, "ca", "list", "--json").stdout.splitlines())}
    assert (rows["main"]["signs"], rows["main"]["hands_over_to"], rows["main"]["platform"]) == (True, "next", told["prn"])
    assert (rows["next"]["signs"], rows["next"]["platform"]) == (False, "")
    assert call(home, "ca", "handover", "main", "--cancel", **secrets).returncode == exits.OK
    assert call(home, "ca", "handover", "main", "--cancel", **secrets).returncode == exits.of_code("PKI-HANDOVER")
    assert call(home, "ca", "handover", "main", "next", **secrets).returncode == exits.OK
    after = call(home, "demo", "--headless", "--units", "1", "--json", **secrets)
    assert json.loads(after.stdout)["certificate"]["issuer"] == "CN=The next"
    assert call(home, "db", "verify").returncode == exits.OK


def test_nothing_is_owed_to_the_platform(home):
    assert call(home, "ca", "removals", "--json").returncode == exits.OK
    settled = call(home, "ca", "removals", "--settle")
    assert (settled.returncode, "0 removed" in settled.stderr) == (exits.OK, True)
