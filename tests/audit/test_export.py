"""Exports: read back by other programs, safe in a spreadsheet, signed, checked anywhere, and nothing half-made when the disk is full."""

import csv
import datetime as dt
import json
import os
import shutil
import subprocess
import sys

import openpyxl
import pandas as pd
import pypdfium2
import pytest
import zxingcpp
from store_lab import NOW, STATION, chain_for, python, record_of, start_of, write

from app.audit import Format, Order, Wrong, examine, export
from app.core.errors import DeviceTimeout, ExportUnwritable
from app.core.run import Failure, Outcome
from app.store import EntryQuery, Ledger, RunQuery
from app.store.export import COLUMNS, Extent

NASTY = ['=cmd|" /C calc"!A0', "+1", "-1", "@SUM(A1)", "\t=1", "＝1", 'with "quotes", commas\r\nand lines', "  =1", "größe 尺寸 😀"]  # noqa: RUF001


@pytest.fixture(scope="module")
def written(tmp_path_factory, seal):
    """The folder of a ledger with nine runs whose operators are out to do harm, one that failed, one that has not ended."""
    folder = tmp_path_factory.mktemp("written")
    with Ledger.open(folder / "ledger.sqlite", STATION, seal=seal) as ledger:
        for number, operator in enumerate(NASTY):
            start = start_of(number, operator=operator, order="WO-1" if number < 4 else "WO-2")
            write(ledger, record_of(start, chain=chain_for(f"EI-{number}")))
        failure = Failure.of(DeviceTimeout("No answer."))
        write(ledger, record_of(start_of(20), Outcome.FAILED, failure=failure))
        ledger.begin(start_of(21))
    return folder


@pytest.fixture
def filled(written, seal, tmp_path):
    """A copy of it, open."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    with Ledger.open(tmp_path / "ledger.sqlite", STATION, seal=seal) as ledger:
        yield ledger


def made(ledger, seal, folder, *formats, **only):
    return export(ledger, seal, STATION, Order(folder, formats, Extent(**only), "OP-09"))


def test_csv_is_rfc_4180_and_harmless(filled, seal, tmp_path):
    done = made(filled, seal, tmp_path / "out", Format.CSV)
    content = (done.folder / "runs.csv").read_bytes()
    assert content.count(b"\r\n") >= 12
    with (done.folder / "runs.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["number"] for row in rows] == [str(number) for number in range(1, 12)]
    told = [row["operator"] for row in rows[: len(NASTY)]]
    assert told == [operator if operator[0] in "wg" else f"'{operator}" for operator in NASTY]
    assert (rows[9]["outcome"], rows[9]["failure_code"], rows[10]["outcome"]) == ("FAILED", "DEV-TIMEOUT", "")
    assert rows[0]["certificate_sha256"]
    assert rows[0]["certificate_ends"] == "2027-11-23T12:00:00.000000Z"
    assert rows[0]["platform_device"] == "prn:1:SN-000000:device"
    frame = pd.read_csv(done.folder / "runs.csv", dtype=str, keep_default_na=False)
    assert list(frame["operator"]) == [row["operator"] for row in rows]
    assert pd.to_datetime(frame["begun"])[0] == NOW


def test_json_lines_and_xlsx_say_the_same(filled, seal, tmp_path):
    done = made(filled, seal, tmp_path / "out", Format.CSV, Format.JSONL, Format.XLSX)
    told = [json.loads(line) for line in (done.folder / "runs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [run["operator"] for run in told[: len(NASTY)]] == NASTY
    assert list(told[0]) == [column.name for column in COLUMNS]
    assert told[0]["run"] == str(filled.list_runs(RunQuery())[-1].run)
    book = openpyxl.load_workbook(done.folder / "runs.xlsx")
    rows = list(book["Runs"].iter_rows(values_only=True))
    assert list(rows[0]) == list(told[0])
    assert len(rows) == 12
    assert all(cell.data_type != "f" for row in book["Runs"].iter_rows() for cell in row)
    assert {row[0] for row in book["Columns"].iter_rows(values_only=True)} == set(told[0])


@pytest.mark.parametrize(
    ("only", "count"),
    [
        ({"order": "WO-1"}, 4),
        ({"outcome": Outcome.FAILED}, 1),
        ({"operator": "+1"}, 1),
        ({"product": "gateway"}, 11),
        ({"product": "other"}, 0),
        ({"station": STATION}, 11),
        ({"station": "other"}, 0),
        ({"identifier": "EI-SN-000003"}, 1),
        ({"since": NOW + dt.timedelta(seconds=30), "until": NOW + dt.timedelta(seconds=50)}, 2),
        ({"order": "' OR 1=1 --"}, 0),
    ],
)
def test_filtered(filled, seal, tmp_path, only, count):
    done = made(filled, seal, tmp_path / "out", Format.CSV, Format.JSONL, **only)
    manifest = examine(done.folder, seal.public.hex())
    assert manifest["count"] == done.count == count
    assert set(manifest["only"]) == set(only)


def test_the_report_has_a_page_a_unit_and_a_code_that_can_be_scanned(filled, seal, tmp_path):
    done = made(filled, seal, tmp_path / "out", Format.PDF, order="WO-1")
    with pypdfium2.PdfDocument(done.folder / "report.pdf") as document:
        assert len(document) == 5
        summary = document[0].get_textpage().get_text_bounded()
        assert "Order WO-1" in summary
        page = document[1]
        words = page.get_textpage().get_text_bounded()
        picture = page.render(scale=3).to_pil()
        record = filled.get_run(next(row.run for row in filled.list_runs(RunQuery()) if row.identifier == "EI-SN-000000"))
        assert "EI-SN-000000" in words
        assert record.chain.serial in words.replace("\r\n", "").replace("\n", "")
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == record.chain.fingerprint
        document.close()


def test_an_export_is_noted_in_the_chain_whose_head_it_names(filled, seal, tmp_path):
    done = made(filled, seal, tmp_path / "out", Format.CSV)
    manifest = examine(done.folder)
    assert manifest["head"]["entry"] == filled.chain_head()[0]
    body = filled.audit.list_entries(EntryQuery("export.made"))[0]
    assert (body.who, body.facts["count"], body.facts["name"]) == ("OP-09", "11", done.folder.name)
    assert body.facts["sha256_runs.csv"] == manifest["files"]["runs.csv"]["sha256"]
    assert filled.audit.verify().heads >= 1


def _flip(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


def _resigned(folder):
    """Signed by somebody else, and everything right in itself."""
    manifest = json.loads((folder / "manifest.json").read_bytes()) | {"count": 1}
    (folder / "manifest.json").write_text(json.dumps(manifest))


HARM = {
    "a bit in the runs": (lambda folder: _flip(folder / "runs.csv"), "runs.csv was altered"),
    "a bit in the manifest": (lambda folder: _flip(folder / "manifest.json"), "manifest was altered"),
    "another count": (_resigned, "manifest was altered"),
    "a file taken away": (lambda folder: (folder / "runs.jsonl").unlink(), "runs.jsonl is missing"),
    "a file put in": (lambda folder: (folder / "more.csv").write_text("x"), "more.csv is not part"),
    "no signature": (lambda folder: (folder / "manifest.json.sig").unlink(), "is missing"),
    "no signature that can be read": (lambda folder: (folder / "manifest.json.sig").write_text("[]"), "cannot be read"),
    "the checker itself": (lambda folder: (folder / "verify_export.py").write_text("print('Good')"), "verify_export.py was altered"),
    "rows taken away at the end": (
        lambda folder: (folder / "runs.csv").write_bytes((folder / "runs.csv").read_bytes()[:-40]),
        "runs.csv was altered",
    ),
}


@pytest.mark.parametrize("name", HARM)
def test_whatever_was_done_to_an_export_is_told(filled, seal, tmp_path, name):
    done = made(filled, seal, tmp_path / "out", Format.CSV, Format.JSONL)
    harm, words = HARM[name]
    harm(done.folder)
    with pytest.raises(Wrong, match=words):
        examine(done.folder, seal.public.hex())


def test_an_export_of_somebody_else_is_told(filled, seal, tmp_path):
    done = made(filled, seal, tmp_path / "out", Format.CSV)
    with pytest.raises(Wrong, match="signed by another key"):
        examine(done.folder, "00" * 32)


def test_the_script_in_the_export_checks_it_anywhere_without_birthmark(filled, seal, tmp_path):
    done = made(filled, seal, tmp_path / "out", Format.CSV, Format.JSONL)
    away = tmp_path / "elsewhere"
    shutil.move(done.folder, away)
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*words):
        command = [sys.executable, "-P", str(away / "verify_export.py"), *words]
        return subprocess.run(command, cwd=away, env=alone, capture_output=True, text=True, timeout=60, check=False)

    good = run("--key", seal.public.hex())
    assert (good.returncode, good.stderr) == (0, "")
    assert "Good: 11 runs of station LINE-2-A" in good.stdout
    assert "Compare that key" in run().stdout
    _flip(away / "runs.jsonl")
    bad = run()
    assert (bad.returncode, bad.stderr) == (1, "NOT GOOD. The file runs.jsonl was altered: it is not what the manifest says.\n")


def test_where_it_cannot_be_written_nothing_is_left(filled, seal, tmp_path):
    (tmp_path / "file").write_text("a file")
    with pytest.raises(ExportUnwritable, match="cannot be written to"):
        made(filled, seal, tmp_path / "file", Format.CSV)

    class Enough(Exception):
        pass

    def stop(_done, _of):
        raise Enough

    with pytest.raises(Enough):
        export(filled, seal, STATION, Order(tmp_path / "out", (Format.CSV,)), stop)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_ledger_without_a_key_exports_nothing(tmp_path, seal):
    with Ledger.open(tmp_path / "unsigned.sqlite", STATION) as ledger:
        with pytest.raises(ExportUnwritable, match="without the station's key"):
            made(ledger, seal, tmp_path / "out", Format.CSV)
        assert list((tmp_path / "out").iterdir()) == []


FULL = """if True:
    import sys, pathlib
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from store_lab import *
    from app.audit import Format, Order, export
    from app.core.errors import ExportUnwritable
    from app.core.seal import Seal
    from app.store import Ledger
    folder = pathlib.Path(sys.argv[1])
    seal = Seal(Ed25519PrivateKey.generate())
    with Ledger.open(pathlib.Path(sys.argv[2]) / "ledger.sqlite", STATION, seal=seal) as ledger:
        write_many(ledger, 40)
        for kind in Format:
            try:
                export(ledger, seal, STATION, Order(folder, (kind,)))
            except ExportUnwritable as error:
                print(kind.value, error.message.rpartition(": ")[2], [path.name for path in folder.iterdir()])
        print(ledger.audit.verify().runs)
"""


def test_a_disk_that_fills_up_leaves_no_half_export(tmp_path):
    command = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "--map-root-user")
    if subprocess.run([*command, "true"], check=False, capture_output=True).returncode:
        if os.environ.get("CI") == "true":
            pytest.fail("nothing can be mounted here")
        pytest.skip("nothing can be mounted here")
    small, big = tmp_path / "small", tmp_path / "big"
    small.mkdir(), big.mkdir()
    # The ledger's own disk is one that commits quickly; what 40 runs become is larger than the other one in every format.
    mounts = 'mount -t tmpfs -o size=8k none "$0" && mount -t tmpfs none "$1" && shift && exec "$@"'
    before = (*command, "sh", "-c", mounts, str(small), str(big))
    said = python("-c", FULL, str(small), str(big), before=before).communicate(timeout=110)[0].splitlines()
    assert said[-1] == "40", said
    told = [line for line in said if line.endswith(" []")]  # the rest is what Python's zipfile has to say of an archive it cannot end
    assert [line.split(" ")[0] for line in told] == ["csv", "jsonl", "xlsx", "pdf"], said
