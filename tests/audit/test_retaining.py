"""Retention: what leaves is in a proven archive first, what stays is vouched for, and the chain goes on."""

import datetime as dt
import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from store_lab import DIGEST, STATION, Clock, chain_for, key_of, python, record_of, start_of, unguarded, write

from app.audit import Wish, Wrong, examine, retain
from app.core.errors import ChainBroken, Duplicate, ExportUnwritable, PeriodOpen
from app.core.run import Outcome
from app.core.seal import Use
from app.core.work import Order, State
from app.store import Ledger, RunQuery, Trust
from app.store.retention import Place

DAY = dt.timedelta(days=1)
ORDER = Order("WO-4711", "Gateway", "gateway", "3", DIGEST, 9, listed=False, first_article=False)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(file, seal, clock):
    with Ledger.open(file, STATION, seal=seal, now=clock) as opened:
        yield opened


def make(ledger, clock, first, last, **changes):
    """Units on a day of their own; the even ones with a certificate."""
    clock.at += DAY
    made = []
    for number in range(first, last):
        start = start_of(number, at=clock.at + dt.timedelta(seconds=10 * number), **changes)
        made.append(write(ledger, record_of(start, chain=chain_for(f"EI-{number}") if number % 2 == 0 else None)))
    clock.at += dt.timedelta(hours=1)
    return made


def keep(ledger, seal, before, folder, **changes):
    return retain(ledger, seal, STATION, Wish(before, folder, "AD-01", "older than ten years", **changes))


def verify(ledger, seal):
    return ledger.audit.verify(Trust(frozenset({seal.public})))


def test_a_closed_period_leaves_and_the_chain_goes_on(ledger, seal, clock, tmp_path, file):
    old = make(ledger, clock, 0, 5)
    number, head = ledger.chain_head()
    clock.at += DAY
    cut = clock.at
    new = make(ledger, clock, 5, 8)
    whole = verify(ledger, seal)

    done = keep(ledger, seal, cut, tmp_path / "archives")
    assert (done.last, done.entries, done.runs) == (number, number, 5)
    manifest = examine(done.folder, seal.public.hex())
    assert (manifest["count"], manifest["archive"]["hash"]) == (5, head)
    checked = subprocess.run(
        [sys.executable, done.folder / "verify_export.py", "--key", seal.public.hex()], check=True, capture_output=True, text=True
    )
    assert checked.stdout.startswith(f"Good: 5 runs of station {STATION} with entries 1 to {number} of its audit chain")

    verified = verify(ledger, seal)
    assert verified.archived == number
    assert (verified.entries, verified.runs, verified.certificates) == (whole.entries - number + 1, 8, whole.certificates)
    assert verified.remarks[0].startswith(f"Entries 1 to {number} were archived, the last of them on ")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT min(sequence) FROM entries").fetchone() == (number + 1,)
        assert connection.execute("SELECT count(DISTINCT run) FROM steps").fetchone() == (3,)
    assert ledger.count_runs(RunQuery()) == 8
    assert [ledger.get_run(record.start.run) for record in new] == new
    assert ledger.get_run(old[0].start.run).chain == old[0].chain
    assert ledger.retention.find_place(number, head) is Place.NEXT
    assert ledger.retention.find_place(number, "ab" * 32) is None


def test_what_is_in_an_archive_is_still_refused_a_second_time(ledger, seal, clock, tmp_path):
    first = make(ledger, clock, 0, 2)[0]
    cut = clock.at
    make(ledger, clock, 2, 4)
    keep(ledger, seal, cut, tmp_path)
    start = start_of(9, at=clock.at)
    ledger.begin(start)
    with pytest.raises(Duplicate):
        ledger.add_issued(start.run, first.identifier, key_of(first.chain), DIGEST, first.chain)
    assert ledger.knows_certificate(first.chain.fingerprint)
    assert ledger.find_unit(first.identifier).run == first.start.run


def test_archives_follow_one_another_and_the_ledger_opens_again(ledger, seal, clock, tmp_path, file):
    make(ledger, clock, 0, 3)
    cut = clock.at
    make(ledger, clock, 3, 6)
    one = keep(ledger, seal, cut, tmp_path / "archives")
    cut = clock.at
    make(ledger, clock, 6, 9)
    two = keep(ledger, seal, cut, tmp_path / "archives")
    told = [json.loads((done.folder / "manifest.json").read_bytes()) for done in (one, two)]
    assert told[1]["archive"]["previous"] == told[0]["archive"]["hash"]
    assert (told[1]["archive"]["first"], told[1]["archive"]["before"]) == (one.last + 1, one.folder.name)
    assert ledger.retention.find_place(one.last, told[0]["archive"]["hash"]) is Place.BEFORE
    with pytest.raises(PeriodOpen, match="archived already"):
        keep(ledger, seal, cut, tmp_path / "archives")
    ledger.close()
    with Ledger.open(file, STATION, seal=seal, now=clock) as again:
        make(again, clock, 9, 10)
        verified = verify(again, seal)
        assert (verified.archived, verified.runs) == (two.last, 10)


def test_a_period_with_something_open_stays(ledger, seal, clock, tmp_path):
    ledger.orders.add(ORDER, [], "SV-01")
    make(ledger, clock, 0, 2)
    cut = clock.at
    make(ledger, clock, 2, 4, order="")
    with pytest.raises(PeriodOpen, match="Order WO-4711 is open"):
        keep(ledger, seal, cut, tmp_path / "archives")
    assert not (tmp_path / "archives").exists()
    ledger.orders.bring("WO-4711", State.CLOSED, "done", "SV-01")
    assert keep(ledger, seal, cut, tmp_path / "archives").runs == 2


def test_a_run_that_reaches_over_the_day_stays_whole(ledger, seal, clock, tmp_path):
    make(ledger, clock, 0, 2)
    number, _ = ledger.chain_head()
    long = start_of(2, at=clock.at)
    ledger.begin(long)
    make(ledger, clock, 3, 5)
    cut = clock.at
    clock.at += DAY
    ledger.finish(record_of(long, Outcome.FAILED, ended=clock.at))
    make(ledger, clock, 5, 6)
    assert keep(ledger, seal, cut, tmp_path).last == number
    assert verify(ledger, seal).runs == 6


def test_trays_that_never_rest_have_no_period(ledger, seal, clock, tmp_path):
    before = start_of(0, at=clock.at)
    ledger.begin(before)
    for number in range(1, 30):
        start = start_of(number, at=clock.at)
        ledger.begin(start)
        ledger.finish(record_of(before, Outcome.FAILED, ended=clock.at))
        before = start
    cut = clock.at + DAY
    done = keep(ledger, seal, cut, tmp_path)
    assert (done.last, done.runs) == (1, 0), "the station's key, before the first run"
    with pytest.raises(PeriodOpen, match="no moment at which no run was under way"):
        keep(ledger, seal, cut, tmp_path)
    ledger.finish(record_of(before, Outcome.FAILED, ended=clock.at))
    number, _ = ledger.chain_head()
    make(ledger, clock, 30, 32)
    assert keep(ledger, seal, cut, tmp_path).last == number


def test_a_ledger_that_does_not_hold_and_a_folder_that_cannot_be_written_archive_nothing(ledger, seal, clock, tmp_path, file):
    make(ledger, clock, 0, 2)
    cut = clock.at
    make(ledger, clock, 2, 4)
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ExportUnwritable):
        keep(ledger, seal, cut, tmp_path / "taken")
    assert verify(ledger, seal).archived == 0
    unguarded(file, "UPDATE runs SET operator = 'x' WHERE sequence = 1")
    with pytest.raises(ChainBroken, match="altered after it ended"):
        keep(ledger, seal, cut, tmp_path / "archives")
    assert not (tmp_path / "archives").exists()


@pytest.fixture(scope="module")
def archived(tmp_path_factory, seal):
    """A ledger that was archived up to its sixth run, and the archive."""
    folder, clock = tmp_path_factory.mktemp("archived"), Clock()
    with Ledger.open(folder / "ledger.sqlite", STATION, seal=seal, now=clock) as ledger:
        make(ledger, clock, 0, 6)
        cut = clock.at
        make(ledger, clock, 6, 8)
        done = keep(ledger, seal, cut, folder)
    return folder / "ledger.sqlite", done


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE runs SET operator = 'x' WHERE sequence = 2", "The runs whose entries are archived in .* were altered"),
        ("UPDATE receipts SET device = 'x' WHERE sequence = 2", "The runs whose entries are archived"),
        ("UPDATE certificates SET serial = '00' WHERE sequence = 1", "The certificates whose entries are archived"),
        ("DELETE FROM certificates WHERE sequence = 2", "The certificates whose entries are archived"),
        ("UPDATE archives SET hash = 'x'", "no entry tells of the archive"),
        ("UPDATE archives SET entry = entry + 1", "no entry tells of the archive"),
        ("DELETE FROM archives", "entry 1 is missing"),
        ("DELETE FROM entries WHERE sequence = (SELECT min(sequence) FROM entries)", "is missing"),
        ("DELETE FROM entries WHERE kind = 'ledger.archived'", "no entry tells of the archive"),
        ("UPDATE steps SET run = (SELECT id FROM runs WHERE sequence = 1) WHERE sequence = 19", "inserted into a run"),
    ],
)
def test_what_stayed_cannot_be_changed_unseen(archived, seal, tmp_path, harm, words):
    whole, _ = archived
    for ending in ("", ".head"):
        (tmp_path / f"ledger.sqlite{ending}").write_bytes(whole.with_name(f"{whole.name}{ending}").read_bytes())
    unguarded(tmp_path / "ledger.sqlite", harm)
    with Ledger.open(tmp_path / "ledger.sqlite", STATION, read_only=True) as ledger, pytest.raises(ChainBroken, match=words):
        verify(ledger, seal)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entries",
        "DELETE FROM entries WHERE sequence > 20",
        "DELETE FROM steps",
        "DELETE FROM runs WHERE sequence = 1",
        "DELETE FROM certificates",
        "DELETE FROM archives",
        "UPDATE archives SET entry = 1000",
        "INSERT INTO archives SELECT 'ab', station, 2, at, entry + 3, hash, runs + 1, name, manifest, why FROM archives",
        "INSERT OR REPLACE INTO archives SELECT id, station, sequence, at, entry + 3, hash, runs, name, manifest, why FROM archives",
    ],
)
def test_the_database_lets_go_of_what_is_archived_and_of_nothing_else(archived, statement):
    with closing(sqlite3.connect(archived[0])) as connection:
        with pytest.raises(sqlite3.IntegrityError, match=r"never|told of by the last entry"):
            connection.execute(statement)
        connection.rollback()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (("entries.jsonl", b"OP-07", b"OP-08"), "entries.jsonl was altered"),
        (("runs.jsonl", b"OP-07", b"OP-08"), "runs.jsonl was altered"),
        (("manifest.json", b"ten years", b"one year"), "The manifest was altered"),
    ],
)
def test_a_changed_archive_is_told(archived, seal, tmp_path, harm, words):
    name, before, after = harm
    folder = tmp_path / "archive"
    folder.mkdir()
    for path in archived[1].folder.iterdir():
        content = path.read_bytes()
        (folder / path.name).write_bytes(content.replace(before, after, 1) if path.name == name else content)
    with pytest.raises(Wrong, match=words):
        examine(folder, seal.public.hex())


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (("entries.jsonl", b'"who":"OP-07"'), r"Entry \d+ does not follow the one before"),
        (("runs.jsonl", b"OP-07"), r"The run whose end entry \d+ tells of is not what it says"),
    ],
)
def test_the_chain_in_an_archive_is_walked_whoever_signed_it(archived, seal, tmp_path, harm, words):
    name, before = harm
    folder = tmp_path / "archive"
    shutil.copytree(archived[1].folder, folder)
    content = (folder / name).read_bytes().replace(before, before.replace(b"7", b"8"), 1)
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["files"][name]["sha256"] = hashlib.sha256(content).hexdigest()
    signed = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(signed)
    (folder / "manifest.json.sig").write_bytes(seal.sign_file(Use.EXPORT, signed))
    with pytest.raises(Wrong, match=words):
        examine(folder, seal.public.hex())


KILLED = """
import datetime as dt, os, signal, sys
from pathlib import Path
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from app.audit import Wish, retain
from app.core.seal import Seal
from app.store import Ledger
from app.store.retention import RetentionBook

class Deadly(Seal):
    def sign_file(self, use, content):
        if sys.argv[3] == "writing":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().sign_file(use, content)

def dying(*_):
    os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
seal = Deadly(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(sys.argv[2])))
at = dt.datetime.fromisoformat(sys.argv[4])
with Ledger.open(folder / "ledger.sqlite", "LINE-2-A", seal=seal) as ledger:
    book = ledger.retention
    if sys.argv[3] == "proven":  # in the transaction, after all of it is deleted and what is left was proven
        writing = book._writing
        from contextlib import contextmanager
        @contextmanager
        def deadly():
            with writing() as session:
                yield session
                session.flush()
                dying()
        book._writing = deadly
    if sys.argv[3] == "committed":
        book.give_back = dying
    retain(ledger, seal, "LINE-2-A", Wish(at, folder / "archives", "AD-01", "old"))
"""


@pytest.mark.parametrize("when", ["writing", "proven", "committed"])
def test_kill_9_in_the_middle_loses_nothing(file, seal, clock, tmp_path, when):
    left = when == "committed"
    with Ledger.open(file, STATION, seal=seal, now=clock) as ledger:
        make(ledger, clock, 0, 4)
        cut = clock.at
        make(ledger, clock, 4, 6)
    raw = seal._key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()
    child = python("-c", KILLED, str(tmp_path), raw, when, cut.isoformat())
    words, _ = child.communicate(timeout=90)
    assert child.returncode == -9, words
    with Ledger.open(file, STATION, seal=seal, now=clock) as ledger:
        verified = verify(ledger, seal)
        assert (bool(verified.archived), verified.runs) == (left, 6)
        whole = [folder for folder in (tmp_path / "archives").iterdir() if folder.suffix != ".part"]
        assert len(whole) == (when != "writing")
        for folder in whole:
            examine(folder, seal.public.hex())
        if not left:
            assert keep(ledger, seal, cut, tmp_path / "archives").runs == 4
            assert verify(ledger, seal).runs == 6
