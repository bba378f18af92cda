"""A station without a network: what is owed leaves as a signed file, and the answers settle it row by row."""

import base64
import csv
import hashlib
import json

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.cloud.manifest import ManifestRegistrar
from app.core.errors import AnswersUnreadable, ExportUnwritable, SealBroken, SettingsError
from app.core.outbox import DebtState
from app.core.recipe import Recipe
from app.core.seal import Seal, Use, check_file
from app.provisioning.outbox_manifest import Became, export, import_answers
from app.store import Ledger
from tests.provisioning.outbox_lab import OWED, STATION, owe

PRODUCT = "prn:1:11111111-1111-1111-1111-111111111111:product:22222222-2222-2222-2222-222222222222"
DEVICE = "prn:1:11111111-1111-1111-1111-111111111111:device:22222222-2222-2222-2222-222222222222"
CERTIFICATE = "prn:1:11111111-1111-1111-1111-111111111111:device_certificate:22222222-2222-2222-2222-222222222222"
SEAL = Seal(Ed25519PrivateKey.generate())


@pytest.fixture
def ledger():
    with Ledger.open(None, STATION) as opened:
        yield opened


def write(ledger, folder):
    return export(ledger, folder, station=STATION, product=PRODUCT, sign=lambda content: SEAL.sign_file(Use.DEVICES, content), who="OP-07")


def answer(record, **changes):
    row = {
        "identifier": record.identifier,
        "sha256": record.chain.fingerprint,
        "device": DEVICE,
        "certificate": CERTIFICATE,
        "request": "r-1",
    }
    return {name: value for name, value in (row | changes).items() if value is not None}


def bring(ledger, tmp_path, *rows, name="answers.jsonl"):
    file = tmp_path / name
    if name.endswith(".csv"):
        with file.open("w", newline="") as opened:
            table = csv.DictWriter(opened, ["identifier", "sha256", "device", "certificate", "request", "error"])
            table.writeheader()
            table.writerows(rows)
    else:
        file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return list(import_answers(ledger, file, "OP-07"))


def test_the_file_has_all_that_is_needed_elsewhere_and_is_vouched_for(ledger, tmp_path):
    records = [owe(ledger, f"SN-{number}") for number in range(3)]
    written = write(ledger, tmp_path / "out")
    assert written.devices == 3
    lines = [json.loads(line) for line in (tmp_path / "out" / "devices.jsonl").read_text().splitlines()]
    with (tmp_path / "out" / "devices.csv").open(newline="") as opened:
        cells = list(csv.DictReader(opened))
    for record, line, cell in zip(records, lines, cells, strict=True):
        assert x509.load_pem_x509_certificate(base64.b64decode(line["certificate"])) == record.chain.leaf
        assert x509.load_pem_x509_certificates(base64.b64decode(line["issuers"])) == list(record.chain.issuers)
        assert (line["identifier"], line["product"], line["tags"]) == (record.identifier, PRODUCT, ["lab"])
        assert (cell["certificate"], cell["sha256"], cell["serial"]) == (line["certificate"], line["sha256"], line["serial"])
    content = (tmp_path / "out" / "devices.json").read_bytes()
    signature = (tmp_path / "out" / "devices.json.sig").read_bytes()
    assert check_file(Use.DEVICES, content, signature) == SEAL.public
    with pytest.raises(SealBroken):
        check_file(Use.DEVICES, content.replace(b"3", b"4"), signature)
    for name, digest in json.loads(content)["files"].items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest
    assert ledger.outbox.count().owed == 3, "exported is not registered"
    ledger.verify()


def test_a_folder_that_has_an_export_is_left_alone(ledger, tmp_path):
    owe(ledger, "SN-1")
    write(ledger, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(ExportUnwritable, match=r"has a devices.csv already"):
        write(ledger, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_an_export_that_cannot_be_written_leaves_nothing(ledger, tmp_path):
    owe(ledger, "SN-1")

    def fails(_content):
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportUnwritable, match="No space left"):
        export(ledger, tmp_path / "out", station=STATION, product=PRODUCT, sign=fails)
    assert list((tmp_path / "out").iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportUnwritable):
        write(ledger, tmp_path / "file" / "out")


@pytest.mark.parametrize("name", ["answers.jsonl", "answers.csv"])
def test_answers_settle_and_may_come_twice(ledger, tmp_path, name):
    records = [owe(ledger, f"SN-{number}") for number in range(3)]
    rows = [answer(record) for record in records[:2]]
    assert [told.became for told in bring(ledger, tmp_path, *rows, name=name)] == [Became.SETTLED] * 2
    assert [told.became for told in bring(ledger, tmp_path, *rows, name=name)] == [Became.KNOWN] * 2
    receipt = ledger.get_run(records[0].start.run).receipt
    assert (receipt.state.value, receipt.device, receipt.certificate, receipt.requests) == ("registered", DEVICE, CERTIFICATE, ("r-1",))
    assert ledger.outbox.count().owed == 1
    ledger.verify()


def test_an_error_from_elsewhere_is_a_dead_letter_with_its_sentence(ledger, tmp_path):
    record = owe(ledger, "SN-1")
    (told,) = bring(ledger, tmp_path, answer(record, device=None, certificate=None, error="identifier is taken"))
    assert told.became is Became.REFUSED
    (debt,) = ledger.outbox.list_debts()
    assert debt.state is DebtState.DEAD
    assert "identifier is taken" in debt.message
    assert bring(ledger, tmp_path, answer(record))[0].became is Became.SETTLED, "a later answer counts"


@pytest.mark.parametrize(
    ("change", "became"),
    [
        ({"identifier": "SN-2"}, Became.FOREIGN),
        ({"sha256": "0" * 64}, Became.FOREIGN),
        ({"sha256": "xyz"}, Became.WRONG),
        ({"device": "device-1"}, Became.WRONG),
        ({"certificate": None}, Became.WRONG),
        ({"error": "and an error"}, Became.WRONG),
        ({"identifier": None}, Became.WRONG),
        ({"identifier": "x" * 70}, Became.WRONG),
    ],
)
def test_a_wrong_or_foreign_row_is_told_and_spoils_no_other(ledger, tmp_path, change, became):
    first, second = owe(ledger, "SN-1"), owe(ledger, "SN-9")
    bad, good = bring(ledger, tmp_path, answer(first, **change), answer(second))
    assert (bad.row, bad.became) == (1, became)
    assert bad.words
    assert good.became is Became.SETTLED
    assert [debt.identifier for debt in ledger.outbox.list_debts()] == ["SN-1"]


def test_lines_that_are_no_json_are_told_by_their_number(ledger, tmp_path):
    record = owe(ledger, "SN-1")
    told = bring(ledger, tmp_path, "{", "[]", "", '"text"', answer(record))
    assert [(row.row, row.became) for row in told] == [(1, "wrong"), (2, "wrong"), (4, "wrong"), (5, "settled")]


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"name,serial\n1,2\n"), ("a.jsonl", b"\xff\xfe\x00"), ("a.csv", b"\xff\xfe")])
def test_a_file_that_is_none_is_refused_whole(ledger, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AnswersUnreadable):
        list(import_answers(ledger, tmp_path / name))
    with pytest.raises(AnswersUnreadable):
        list(import_answers(ledger, tmp_path / "not-there.csv"))


def test_a_recipe_that_needs_the_platform_at_once_is_refused_before_any_key_is_made():
    registrar = ManifestRegistrar()
    registrar.require_ready(OWED)
    registrar.check()
    required = Recipe.model_validate({**OWED.model_dump(), "registration": {"mode": "required"}})
    with pytest.raises(SettingsError, match="no network"):
        registrar.require_ready(required)
