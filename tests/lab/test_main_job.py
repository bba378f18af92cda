"""The main job as its user does it: the command, a real device with a TPM, a CA in SoftHSM2, the sandbox over TLS, the ledger."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import app
from tests.lab.build import PASSWORD

pytestmark = [pytest.mark.lab, pytest.mark.hsm, pytest.mark.timeout(400)]

ROOT = Path(app.__file__).parent.parent


def birthmark(home, *words):
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "app", "--home", str(home), *words],
        cwd=ROOT,
        env=os.environ | {"BIRTHMARK_SECRET_DEVICE_LINUX_CONSOLE": f"root:{PASSWORD}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_real_device_twice(blank_device, tmp_path):
    home = tmp_path / "home"
    assert birthmark(home, "demo", "--headless", "--units", "1").returncode == 0
    settings = (home / "station.toml").read_text()
    assert 'kind = "pkcs11"' in settings, "the CA's key is in a PKCS#11 token"

    first, second = (birthmark(home, "provision", "--recipe", "linux-tpm", "--port", blank_device.pty, "--json") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert second.returncode == 0, second.stderr
    one, two = json.loads(first.stdout), json.loads(second.stdout)
    assert (one["outcome"], two["outcome"]) == ("PASSED", "PASSED")
    assert one["identifier"] == blank_device.serial
    facts = [{step["step"]: step["facts"] for step in record["steps"]} for record in (one, two)]
    assert facts[0]["issue"]["reused"] == "no"
    assert facts[1]["issue"]["reused"] == "yes", "the second run signs nothing"
    assert two["certificate"] == one["certificate"]
    assert (one["receipt"]["created"], two["receipt"]["created"]) == (True, False), "the second run registers nothing"
    assert (two["receipt"]["device"], two["receipt"]["certificate"]) == (one["receipt"]["device"], one["receipt"]["certificate"])

    (tmp_path / "leaf.pem").write_text(one["certificate"]["pem"])
    verified = subprocess.run(
        ["openssl", "verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", home / "authority" / "chain.pem", tmp_path / "leaf.pem"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stderr
    shown = subprocess.run(["openssl", "x509", "-noout", "-text", "-in", tmp_path / "leaf.pem"], capture_output=True, text=True, check=True)
    for word in ("CA:FALSE", "Digital Signature", "TLS Web Client Authentication", f"CN = {blank_device.serial}", "Subject Key Identifier"):
        assert word in shown.stdout
    assert birthmark(home, "db", "verify").returncode == 0
    assert birthmark(home, "history", blank_device.serial, "--json").stdout.count('"outcome": "PASSED", "identifier"') == 2

    for file in home.rglob("*"):
        if file.is_file():
            assert PASSWORD.encode() not in file.read_bytes(), f"the device's password is in {file}"
    assert PASSWORD not in first.stdout + first.stderr


def test_a_wrong_console_password_is_our_error_and_told_in_words(blank_device, tmp_path):
    home = tmp_path / "home"
    assert birthmark(home, "demo", "--headless", "--units", "1").returncode == 0
    said = subprocess.run(
        [sys.executable, "-m", "app", "--home", str(home), "provision", "--recipe", "linux-tpm", "--port", blank_device.pty, "--json"],
        cwd=ROOT,
        env=os.environ | {"BIRTHMARK_SECRET_DEVICE_LINUX_CONSOLE": "root:hunter2-wrong"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    record = json.loads(said.stdout)
    assert (record["outcome"], record["failure"]["code"]) == ("ERROR", "DEV-LOGIN")
    assert "hunter2" not in said.stdout + said.stderr
    assert b"hunter2" not in b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
