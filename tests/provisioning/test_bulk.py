"""Bulk jobs: real keys, a real ledger, files that openssl opens, and every way a job can stop and go on."""

import base64
import json
import subprocess
from datetime import UTC, datetime

import pytest
from bulk_lab import PASSPHRASE, Works, openssl, recipe_of, recipient, serials, under_passphrase, units_in, write_list
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pydantic import SecretStr

from app.core.bulk import OnError
from app.core.errors import BulkFolder, BulkInput, BulkKeys, BulkRow, Cancelled, RecipeError, StoreFull
from app.core.recipe import KeyKind
from app.core.run import Outcome
from app.core.waiting import Stop
from app.pki.keys import generate
from app.pki.protection import InTheClear, UnderPassphrase
from app.pki.requests import build_request
from app.provisioning import bulk_batches
from app.store import Ledger, RunQuery


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db", "LINE-2-A") as opened:
        yield opened


@pytest.fixture
def works(ledger):
    return Works(ledger)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def small_batches(monkeypatch):
    """Ten rows are a batch, so that a short list has several."""
    monkeypatch.setattr(bulk_batches, "_SMALLEST", 10)


def certificate_in(folder, name):
    return x509.load_pem_x509_certificate((folder / name / "device.pem").read_bytes())


def certificates_of(ledger, names):
    return [prior for name in names for prior in ledger.list_issued(name, "")]


def test_every_unit_gets_key_certificate_chain_and_configuration_that_openssl_takes(works, out, tmp_path):
    names = serials(3)
    told = []
    result = works.run(write_list(tmp_path / "ids.csv", *names), out, tell=told.append)
    assert (result.issued, result.reused, result.refused, result.refusals) == (3, 0, 0, ())
    assert units_in(out) == names
    assert (told[-1].done, told[-1].total, told[-1].left_seconds) == (3, 3, 0.0)
    for name in names:
        place = out / name
        assert sorted(file.name for file in place.iterdir()) == ["chain.pem", "device.key.pem", "device.pem", "peridio.json"]
        roots = ["-CAfile", str(place / "chain.pem"), "-untrusted", str(place / "chain.pem")]
        assert openssl("verify", *roots, str(place / "device.pem")).endswith("OK\n")
        public = openssl("pkey", "-in", str(place / "device.key.pem"), "-passin", f"pass:{PASSPHRASE}", "-pubout")
        assert public == openssl("x509", "-in", str(place / "device.pem"), "-noout", "-pubkey"), "key and certificate belong together"
        assert (place / "device.key.pem").stat().st_mode & 0o077 == 0
        node = json.loads((place / "peridio.json").read_text())["node"]
        assert node["key_pair_config"] == {"private_key_path": "/etc/peridio/device.key", "certificate_path": "/etc/peridio/device.pem"}
    assert works.ledger.verify().certificates == 3
    (run,) = works.ledger.list_runs(RunQuery())
    assert (run.outcome, run.tray, run.operator) == (Outcome.PASSED, 0, "OP-07")


def test_the_manifest_is_checked_with_openssl_and_sha256sum(works, out, tmp_path):
    works.run(write_list(tmp_path / "ids.csv", *serials(3), "no/good"), out)
    sums = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(sums, cwd=out, check=False, capture_output=True).returncode == 0
    check = ("pkeyutl", "-verify", "-pubin", "-inkey", "station.pem", "-rawin", "-in", "manifest.txt", "-sigfile", "manifest.sig")
    assert "Successfully" in openssl(*check, cwd=out)
    told = dict(line.split(": ", 1) for line in (out / "manifest.txt").read_text().splitlines()[1:])
    assert (told["certificates made"], told["rows refused"], told["files"]) == ("3", "1", "13")
    files = [file for file in out.rglob("*") if file.is_file() and ".birthmark" not in file.parts]
    assert len(files) == 13 + 4, "all but the manifest's own four"
    (out / "SN-000001" / "device.pem").write_bytes(b"another")
    assert subprocess.run(sums, cwd=out, check=False, capture_output=True).returncode != 0
    (out / "manifest.txt").write_text("birthmark bulk 1\ncertificates made: 9\n")
    assert subprocess.run(["openssl", *check], cwd=out, check=False, capture_output=True).returncode != 0


@pytest.mark.parametrize("kind", [KeyKind.RSA_2048, KeyKind.EC_P256, KeyKind.EC_P384])
def test_keys_sealed_for_a_recipient_open_with_openssl_cms(works, out, tmp_path, kind):
    key = generate(kind)
    protection = recipient(key)
    works.run(write_list(tmp_path / "ids.csv", "SN-1"), out, protect=lambda _: protection)
    file = tmp_path / "recipient.key"
    file.write_bytes(key.private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    opened = openssl("cms", "-decrypt", "-inform", "PEM", "-in", str(out / "SN-1" / "device.key.cms"), "-inkey", str(file))
    private = serialization.load_pem_private_key(opened.encode(), None)
    assert private.public_key() == certificate_in(out, "SN-1").public_key()
    stranger = generate(kind).private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(stranger)
    command = ["openssl", "cms", "-decrypt", "-inform", "PEM", "-in", str(out / "SN-1" / "device.key.cms"), "-inkey", str(file)]
    assert b"PRIVATE KEY" not in subprocess.run(command, check=False, capture_output=True).stdout


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rsa.generate_private_key(65_537, 1024), "too small"),  # noqa: S505 - that is what is refused
        (lambda: ec.generate_private_key(ec.SECP521R1()), "secp521r1"),
        (lambda: generate(KeyKind.ED25519), "only signs"),
    ],
    ids=["rsa-1024", "p-521", "ed25519"],
)
def test_a_recipient_whose_key_guards_nothing_is_refused(make, words):
    with pytest.raises(BulkKeys, match=words):
        recipient(make())


def test_started_again_a_finished_job_does_nothing(works, out, tmp_path, ledger):
    source = write_list(tmp_path / "ids.csv", *serials(3), "no/good")
    first = works.run(source, out)
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    head = ledger.chain_head()
    again = works.run(source, out)
    assert (again.job, again.issued, again.refused, again.refusals) == (first.job, 3, 1, first.refusals)
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before
    assert ledger.chain_head() == head


def test_a_bad_row_is_told_and_the_rest_goes_on(works, out, tmp_path, ledger):
    rows = ["SN-1", "../x", "SN-2", "SN-1", "CON", "a" * 65, "SN 3", "sn-\N{GREEK SMALL LETTER ALPHA}", "SN-4,more", '"SN-5', "", "SN-6"]
    result = works.run(write_list(tmp_path / "ids.csv", *rows), out)
    assert units_in(out) == ["SN-1", "SN-2", "SN-6"]
    assert [refusal.row for refusal in result.refusals] == [3, 5, 6, 7, 8, 9, 10, 11]
    by_row = {refusal.row: refusal for refusal in result.refusals}
    assert by_row[3].code == "BLK-ROW"
    assert "twice" in by_row[5].message
    assert "Windows" in by_row[6].message
    assert (out / "refused.csv").read_text().count("\n") == 9
    assert len(certificates_of(ledger, ["SN-1", "SN-2", "SN-6"])) == 3


def test_where_a_bad_row_is_to_stop_it_the_corrected_list_goes_on(works, out, tmp_path, ledger, small_batches):
    del small_batches
    names = serials(25)
    source = write_list(tmp_path / "ids.csv", *names[:14], "no/good", *names[14:])
    with pytest.raises(BulkRow, match="Row 16: "):
        works.run(source, out, on_error=OnError.STOP)
    assert units_in(out) == names[:14], "what stands before it is done, nothing after it"
    assert not (out / "manifest.txt").exists()
    write_list(source, *names[:14], "SN-9", *names[14:])
    result = works.run(source, out, on_error=OnError.STOP)
    assert (result.issued, result.refused) == (26, 0)
    assert units_in(out) == sorted([*names, "SN-9"])
    assert len(certificates_of(ledger, [*names, "SN-9"])) == 26


def test_a_list_whose_beginning_changed_is_refused(works, out, tmp_path, small_batches):
    del small_batches
    source = write_list(tmp_path / "ids.csv", *serials(12), "no/good")
    with pytest.raises(BulkRow):
        works.run(source, out, on_error=OnError.STOP)
    write_list(source, "SN-other", *serials(12)[1:], "SN-9")
    with pytest.raises(BulkInput, match="first 13 rows are others"):
        works.run(source, out)


def test_a_unit_that_has_a_certificate_gets_no_second_one(works, tmp_path, ledger):
    works.run(write_list(tmp_path / "one.csv", "SN-1", "SN-2"), tmp_path / "one")
    result = works.run(write_list(tmp_path / "two.csv", "SN-2", "SN-3"), tmp_path / "two")
    assert (result.issued, result.refused) == (1, 1)
    assert (result.refusals[0].code, units_in(tmp_path / "two")) == ("ADM-DUPLICATE", ["SN-3"])
    assert len(certificates_of(ledger, ["SN-1", "SN-2", "SN-3"])) == 3


def test_devices_that_have_their_keys_bring_requests(works, out, tmp_path, ledger):
    recipe = recipe_of(key={"kind": "ec-p256", "origin": "device", "place": "file"})
    keys = {name: generate(KeyKind.EC_P256) for name in ("SN-1", "SN-2", "SN-3", "SN-4")}
    asked = {name: build_request(key, name) for name, key in keys.items()}
    der = {name: base64.b64encode(csr.public_bytes(Encoding.DER)).decode() for name, csr in asked.items()}
    pem = base64.b64encode(asked["SN-2"].public_bytes(Encoding.PEM)).decode()
    source = tmp_path / "ids.csv"
    lines = [f"SN-1,{der['SN-1']}", f"SN-2,{pem}", f"SN-3,{der['SN-4']}", "SN-5,", "SN-6,bm90aGluZw==", "SN-7,%%%"]
    source.write_text("\n".join(("serial,csr", *lines, "")))
    result = works.run(source, out, recipe, protect=None)
    assert (units_in(out), [refusal.code for refusal in result.refusals]) == (
        ["SN-1", "SN-2"],
        ["PKI-CSR", "BLK-ROW", "PKI-CSR", "BLK-ROW"],
    )
    assert certificate_in(out, "SN-1").public_key() == keys["SN-1"].public_key()
    assert not (out / "SN-1" / "device.key.pem").exists()
    source.write_text(f"serial,csr\nSN-1,{der['SN-1']}\nSN-4,{der['SN-4']}\n")
    again = works.run(source, tmp_path / "again", recipe, protect=None)
    assert (again.issued, again.reused) == (1, 1)
    assert certificate_in(tmp_path / "again", "SN-1") == certificate_in(out, "SN-1"), "the same key gets the same certificate"
    assert len(certificates_of(ledger, ["SN-1"])) == 1


def test_one_key_under_two_names_is_refused(works, out, tmp_path):
    key = generate(KeyKind.EC_P256)
    lines = [f"{name},{base64.b64encode(build_request(key, name).public_bytes(Encoding.DER)).decode()}" for name in ("SN-1", "SN-2")]
    source = tmp_path / "ids.csv"
    source.write_text("\n".join(("serial,csr", *lines, "")))
    recipe = recipe_of(key={"kind": "ec-p256", "origin": "device", "place": "file"})
    result = works.run(source, out, recipe, protect=None)
    assert (units_in(out), [refusal.code for refusal in result.refusals]) == (["SN-1"], ["ADM-DUPLICATE"])


def test_what_differs_from_unit_to_unit_stands_in_each_certificate(works, out, tmp_path):
    recipe = recipe_of(certificate={"san": ["uri:urn:example:{serial}"]})
    works.run(write_list(tmp_path / "ids.csv", *serials(4)), out, recipe)
    for name in serials(4):
        names = certificate_in(out, name).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert names.get_values_for_type(x509.UniformResourceIdentifier) == [f"urn:example:{name}"]


@pytest.mark.parametrize("kind", [KeyKind.EC_P384, KeyKind.RSA_2048, KeyKind.ED25519])
def test_every_kind_of_key(works, out, tmp_path, kind):
    key = {"kind": kind.value, "origin": "station", "place": "file"}
    driver = "simulated" if kind is KeyKind.ED25519 else "linux-console"
    works.run(write_list(tmp_path / "ids.csv", *serials(3)), out, recipe_of(key=key, driver=driver, detect={"kind": "serial"}))
    for name in serials(3):
        chain = str(out / name / "chain.pem")
        assert openssl("verify", "-CAfile", chain, "-untrusted", chain, str(out / name / "device.pem")).endswith("OK\n")
        opened = serialization.load_pem_private_key((out / name / "device.key.pem").read_bytes(), PASSPHRASE.encode())
        assert opened.public_key() == certificate_in(out, name).public_key()


def test_a_stopped_job_keeps_what_is_done_and_goes_on(works, out, tmp_path, ledger, small_batches):
    del small_batches
    names, stop = serials(60), Stop()
    source = write_list(tmp_path / "ids.csv", *names)
    with pytest.raises(Cancelled):
        works.run(source, out, stop=stop, tell=lambda progress: stop.set() if progress.done else None)
    done = units_in(out)
    assert 0 < len(done) < len(names)
    assert done == names[: len(done)]
    assert len(certificates_of(ledger, names)) == len(done), "what is in the ledger is in the folder"
    result = works.run(source, out)
    assert (result.issued, units_in(out)) == (60, names)
    priors = certificates_of(ledger, names)
    assert len(priors) == 60
    for prior in priors:
        assert certificate_in(out, prior.identifier) == prior.chain.leaf
    assert [run.outcome for run in ledger.list_runs(RunQuery())] == [Outcome.PASSED, Outcome.ABORTED]


def test_what_a_kill_left_half_written_is_gone_at_the_next_start(works, out, tmp_path, small_batches):
    del small_batches
    source = write_list(tmp_path / "ids.csv", *serials(12), "no/good")
    with pytest.raises(BulkRow):
        works.run(source, out, on_error=OnError.STOP)
    ours = out / ".birthmark"
    for name in ("spool.00000009.new", "spool.00000009", "spool.00000001", "job.new"):
        (ours / name).write_text("half")
    works.run(write_list(source, *serials(12), "SN-9"), out)
    assert [file.name for file in ours.iterdir()] == ["job"]
    assert units_in(out) == sorted([*serials(12), "SN-9"])


def test_a_ledger_that_is_full_stops_it_before_anything_is_written(works, out, tmp_path, ledger, monkeypatch):
    def full(*_):
        raise StoreFull("The disk is full.")

    monkeypatch.setattr(type(ledger.bulk), "add_batch", full)
    source = write_list(tmp_path / "ids.csv", *serials(3))
    with pytest.raises(StoreFull):
        works.run(source, out)
    assert units_in(out) == []
    monkeypatch.undo()
    assert works.run(source, out).issued == 3


def test_nobody_goes_on_with_another_protection_recipe_or_ledger(works, out, tmp_path, small_batches):
    del small_batches
    source = write_list(tmp_path / "ids.csv", *serials(3), "no/good")
    with pytest.raises(BulkRow):
        works.run(source, out, on_error=OnError.STOP)
    with pytest.raises(BulkFolder, match="another passphrase"):
        works.run(source, out, protect=lambda words: UnderPassphrase.of(SecretStr("another horse battery"), words))
    with pytest.raises(BulkFolder, match="protected in another way"):
        works.run(source, out, protect=lambda _: InTheClear())
    with pytest.raises(BulkFolder, match="begun with the recipe"):
        works.run(source, out, recipe_of(title="Another"))
    with Ledger.open(tmp_path / "other.db", "LINE-3") as other, pytest.raises(BulkFolder, match="does not know"):
        Works(other).run(source, out)


def test_a_folder_with_something_else_in_it_is_left_alone(works, out, tmp_path):
    out.mkdir()
    (out / "letter.txt").write_text("dear all")
    with pytest.raises(BulkFolder, match="not empty"):
        works.run(write_list(tmp_path / "ids.csv", "SN-1"), out)
    assert [file.name for file in out.rglob("*") if file.is_file()] == ["letter.txt"]


def test_keys_are_never_in_the_clear_unasked(works, out, tmp_path):
    source = write_list(tmp_path / "ids.csv", "SN-1")
    with pytest.raises(BulkKeys):
        works.run(source, out, protect=None)
    with pytest.raises(BulkKeys, match="at least 12 characters"):
        works.run(source, out, protect=lambda words: UnderPassphrase.of(SecretStr("short"), words))
    assert units_in(out) == []
    works.run(source, out, protect=lambda _: InTheClear())
    key = serialization.load_pem_private_key((out / "SN-1" / "device.key.pem").read_bytes(), None)
    assert key.public_key() == certificate_in(out, "SN-1").public_key()


def test_units_are_owed_to_the_platform_with_their_certificates(works, out, tmp_path, ledger):
    recipe = recipe_of(registration={"mode": "required"})
    source = write_list(tmp_path / "ids.csv", *serials(3), "no/good")
    with pytest.raises(RecipeError, match="registers nothing"):
        works.run(source, out, registers=True)
    works.run(source, out, recipe, registers=True)
    claims = ledger.outbox.list_due(datetime.now(UTC), 10, ())
    assert [claim.identifier for claim in claims] == serials(3)
    assert [claim.chain.leaf for claim in claims] == [certificate_in(out, name) for name in serials(3)]
    assert [claim.identity.serial for claim in claims] == serials(3)
    ledger.verify()
    with pytest.raises(BulkFolder, match="with registration"):
        works.run(source, out, recipe)


def test_a_name_with_a_colon_is_a_folder_that_every_system_can_have(works, out, tmp_path):
    recipe = recipe_of(accept={"serial": "[0-9a-f:]+"})
    works.run(write_list(tmp_path / "ids.csv", "02:00:5e:10"), out, recipe)
    assert units_in(out) == ["02%3A00%3A5e%3A10"]
    assert under_passphrase("") != under_passphrase(""), "each job has a salt of its own"
