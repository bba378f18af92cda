"""A Matter PAI is brought in, and attests its vendor's devices: from files made with openssl to certificates that openssl takes."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.core.errors import IssuanceRefused
from app.core.waiting import Stop
from app.founding import Secrets, Source, Where, Wish, make
from app.pki.lint import Severity, list_findings
from app.pki.protection import UnderPassphrase
from app.provisioning.bulk import BulkOrder
from app.settings import load
from app.station import open_station
from app.store import Ledger

VID, PID = "1.3.6.1.4.1.37244.2.1", "1.3.6.1.4.1.37244.2.2"
OWN, THEIRS = "a passphrase of the station", "a passphrase of the vendor"
CONFIG = f"""
oid_section = ids
[ids]
vid = {VID}
[req]
distinguished_name = name
[name]
[paa]
basicConstraints = critical, CA:TRUE, pathlen:1
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[pai]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
RECIPE = """
name = "dac"
version = "1.0"
title = "Attested light"
driver = "linux-console"
[key]
origin = "station"
place = "file"
kind = "ec-p256"
[storage]
config = ""
[certificate]
profile = "matter-dac"
values = {vid = "FFF1", pid = "8000"}
[registration]
mode = "none"
"""


def openssl(folder: Path, *words: str) -> str:
    return subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def vendors_pai(folder: Path, vid: str) -> None:
    """The vendor's PAI as it comes from elsewhere: `pai.pem` with its PAA below, `pai.key` encrypted."""
    folder.mkdir()
    (folder / "ca.cnf").write_text(CONFIG)
    for name, subject in (("paa", "/CN=Vendor PAA"), ("pai", f"/CN=Vendor PAI/vid={vid}")):
        curve = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes-256-cbc", "-pass", f"pass:{THEIRS}")
        openssl(folder, "genpkey", *curve, "-out", f"{name}.key")
        request = (
            "-key",
            f"{name}.key",
            "-passin",
            f"pass:{THEIRS}",
            "-config",
            "ca.cnf",
            "-utf8",
            "-subj",
            subject,
            "-out",
            f"{name}.csr",
        )
        openssl(folder, "req", "-new", *request)
    end = ("-days", "7000", "-sha256", "-passin", f"pass:{THEIRS}")
    openssl(
        folder,
        "x509",
        "-req",
        "-in",
        "paa.csr",
        "-signkey",
        "paa.key",
        "-extfile",
        "ca.cnf",
        "-extensions",
        "paa",
        *end,
        "-out",
        "paa.pem",
    )
    issuer = ("-CA", "paa.pem", "-CAkey", "paa.key", "-set_serial", "7", "-extfile", "ca.cnf", "-extensions", "pai")
    openssl(folder, "x509", "-req", "-in", "pai.csr", *issuer, *end, "-out", "pai.only.pem")
    (folder / "pai.pem").write_text((folder / "pai.only.pem").read_text() + (folder / "paa.pem").read_text())


@pytest.fixture
def station_of(home, tmp_path, monkeypatch):
    """A station with the PAI of this vendor, brought in by the ceremony, and the recipe of vendor FFF1."""
    monkeypatch.setenv("BIRTHMARK_SECRET_CA", OWN)

    def founded(vid: str):
        vendors_pai(tmp_path / "vendor", vid)
        (home / "recipes").mkdir()
        (home / "recipes" / "dac.toml").write_text(RECIPE)
        settings = load(home)
        files = {"certificates": tmp_path / "vendor" / "pai.pem", "key_file": tmp_path / "vendor" / "pai.key"}
        wish = Wish(source=Source.FILE, where=Where.FILE, **files)
        with Ledger.open(settings.ledger_file, settings.station) as ledger:
            secrets = Secrets(SecretStr(OWN), source=SecretStr(THEIRS))
            return open_station(make(settings, wish, secrets, ledger, who="OP-09", now=dt.datetime.now(dt.UTC)).settings)

    return founded


def order_of(station, tmp_path: Path) -> BulkOrder:
    source = tmp_path / "ids.csv"
    source.write_text("serial\n" + "".join(f"LIGHT-{number:03}\n" for number in range(3)))
    protect = UnderPassphrase.of(SecretStr(OWN), "")
    return BulkOrder(station.get_recipe("dac"), source, tmp_path / "out", lambda _: protect, workers=1)


def test_a_pai_attests_the_devices_of_its_vendor(station_of, tmp_path):
    with station_of("FFF1") as station:
        assert station.bulk(order_of(station, tmp_path), lambda _: None, Stop()).issued == 3
        (chain,) = {each.chain for each in station.ledger.list_issued("LIGHT-001", "")}
    names = [{each.oid.dotted_string: each.value for each in chain.leaf.subject}[oid] for oid in (VID, PID)]
    assert names == ["FFF1", "8000"]
    findings = list_findings(chain, "LIGHT-001", chain.leaf.public_key(), dt.datetime.now(dt.UTC))
    assert [finding.severity for finding in findings] == [Severity.NOTE], "it has no end, and so outlives its CA"
    verified = ("verify", "-x509_strict", "-CAfile", "vendor/paa.pem", "-untrusted", "vendor/pai.only.pem")
    for number in range(3):
        leaf = f"out/LIGHT-{number:03}/device.pem"
        assert openssl(tmp_path, *verified, leaf) == f"{leaf}: OK\n"
        text = openssl(tmp_path, "x509", "-in", leaf, "-noout", "-subject", "-ext", "basicConstraints,keyUsage", "-nameopt", "RFC2253")
        for said in (f"LIGHT-{number:03}", "CA:FALSE", "Digital Signature"):
            assert said in text


def test_another_vendors_pai_is_refused_before_any_key_is_made(station_of, tmp_path):
    words = "The CA is for 1.3.6.1.4.1.37244.2.1 “FFF2”; the certificate would say “FFF1”."
    with station_of("FFF2") as station:
        with pytest.raises(IssuanceRefused) as told:
            station.bench.authority.require_ready(station.get_recipe("dac"))
        assert told.value.message == words
        with pytest.raises(IssuanceRefused):
            station.bulk(order_of(station, tmp_path), lambda _: None, Stop())
        assert station.ledger.list_issued("LIGHT-001", "") == []
    assert not list((tmp_path / "out").glob("LIGHT-*"))
