"""The ledger's own commands as a shell calls them: taking runs out, checking that, backups, archives."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from typer.testing import CliRunner

from app.cli.homes import Call
from app.cli.root import root
from app.core.errors import StationError
from app.settings import load
from app.station import open_ledger

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))
from store_lab import chain_for, record_of, start_of, write

TOMORROW = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%d")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with six runs in its ledger: two days of ten years ago, and one of today."""
    home = tmp_path_factory.mktemp("made")
    (home / "station.toml").write_text('station = "LINE-2-A"\n')
    settings = load(home)
    at = datetime.now(UTC)
    with open_ledger(settings) as ledger:
        for number in range(6):
            write(ledger, record_of(start_of(number, at=at + timedelta(seconds=10 * number)), chain=chain_for(f"EI-{number}")))
    return home


@pytest.fixture
def home(made, tmp_path):
    return shutil.copytree(made, tmp_path / "home")


@pytest.fixture
def call(home):
    def run(*words):
        return CliRunner().invoke(root, ["--home", str(home), *map(str, words)], obj=Call(None, lambda *_: 0))

    return run


def told(result):
    """What was said, of a command that went well."""
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def code(result):
    return result.exception.code if isinstance(result.exception, StationError) else result.exit_code


def only(folder):
    (one,) = (path for path in folder.iterdir() if path.suffix not in {".json", ".sig"})
    return one


def test_an_export_is_checked_with_the_key_that_the_station_tells(call, tmp_path):
    words = ("audit", "export", "--to", tmp_path / "out", "--format", "csv", "--format", "jsonl", "--unit", "EI-SN-000002")
    assert told(call(*words)).startswith("1 runs are in ")
    folder = only(tmp_path / "out")
    key = told(call("audit", "key")).strip()
    assert len(bytes.fromhex(key)) == 32
    assert told(call("audit", "verify", folder)).startswith("Good: 1 runs of station LINE-2-A")
    assert json.loads(told(call("audit", "verify", folder, "--json")))["key"] == key
    alone = subprocess.run([sys.executable, folder / "verify_export.py", "--key", key], check=True, capture_output=True, text=True)
    assert alone.stdout.startswith("Good: 1 runs")
    assert code(call("audit", "verify", folder, "--key", "ab" * 32)) == "STO-MANIFEST"
    (folder / "runs.csv").write_text("nothing")
    assert code(call("audit", "verify", folder)) == "STO-MANIFEST"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("audit", "export"), 2),
        (("audit", "export", "--to", "x", "--format", "docx"), 2),
        (("audit", "export", "--to", "x", "--since", "yesterday"), 2),
        (("audit", "verify", "/nowhere"), 2),
        (("db", "backup"), "SET-BAD"),
        (("db", "backup", "--to", "HOME/station.toml/x"), "STO-EXPORT"),
        (("db", "backup", "--to", "HOME/b", "--recipient", "age1nonsense"), "STO-BACKUP"),
        (("db", "restore", "HOME/station.toml", "--why", "x"), "STO-BACKUP"),
        (("db", "retain", "--before", "2001-01-01", "--to", "HOME/a", "--why", "x"), "STO-PERIOD"),
        (("db", "retain", "--before", "2001-01-01", "--to", "HOME/a"), 2),
        (("audit", "export", "--to", "HOME/station.toml/x"), "STO-EXPORT"),
    ],
)
def test_a_wrong_call_is_told_and_changes_nothing(call, home, words, wanted):
    before = json.loads(told(call("audit", "verify", "--json")))["runs"]
    assert code(call(*(word.replace("HOME", str(home)) for word in words))) == wanted
    assert json.loads(told(call("audit", "verify", "--json")))["runs"] == before


def test_a_station_without_a_key_says_so(tmp_path):
    result = CliRunner().invoke(root, ["--home", str(tmp_path), "audit", "key"], obj=Call(None, lambda *_: 0))
    assert code(result) == "STO-KEY"


def test_a_backup_comes_back_and_what_was_there_is_set_aside(call, home, tmp_path):
    assert "entries are in" in told(call("db", "backup", "--to", tmp_path / "backups"))
    backup = only(tmp_path / "backups")
    (home / "ledger.db").write_bytes(b"not a ledger")
    said = told(call("db", "restore", backup, "--why", "the disk died"))
    assert "are back and add up" in said
    assert "The old ledger is" in said
    assert json.loads(told(call("audit", "verify", "--json")))["runs"] == 6
    assert any(path.read_bytes() == b"not a ledger" for path in home.glob("ledger.set-aside-*.db"))
    backup.write_bytes(backup.read_bytes()[:-1] + b"x")
    assert code(call("db", "restore", backup, "--why", "again")) == "STO-BACKUP"


def test_an_encrypted_backup_needs_its_key(call, tmp_path):
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{key}\n")
    told(call("db", "backup", "--to", tmp_path / "backups", "--recipient", str(key.to_public())))
    backup = only(tmp_path / "backups")
    assert backup.suffix == ".age"
    assert b"SQLite" not in backup.read_bytes()
    assert code(call("db", "restore", backup, "--why", "x")) == "STO-BACKUP"
    assert "are back" in told(call("db", "restore", backup, "--why", "x", "--identity", tmp_path / "key.txt"))


def test_an_old_period_leaves_and_its_archive_is_checked_against_the_ledger(call, home, tmp_path):
    said = told(call("db", "retain", "--before", TOMORROW, "--to", tmp_path / "archives", "--why", "older than ten years"))
    assert "and the steps of 5 runs are in" in said
    folder = only(tmp_path / "archives")
    assert "the ledger goes on where it ends" in told(call("audit", "verify", folder))
    whole = json.loads(told(call("audit", "verify", "--json")))
    assert (whole["runs"], whole["archived"] > 10) == (6, True)
    assert told(call("audit", "verify")).startswith(f"Entries 1 to {whole['archived']} are in archives.")
    with closing(sqlite3.connect(home / "ledger.db")) as connection:
        assert connection.execute("SELECT count(DISTINCT run) FROM steps").fetchone() == (1,)
    assert code(call("db", "retain", "--before", TOMORROW, "--to", tmp_path / "archives", "--why", "x")) == "STO-PERIOD"
