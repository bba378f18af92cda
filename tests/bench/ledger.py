"""The ledger: durable appends against bare commits, the walk against bare hashing, exports against a bare csv.writer, a long history."""

import csv
import hashlib
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from app.audit import tabular
from app.store import Cursor, Ledger, RunQuery
from app.store.export import Extent
from app.store.verify import walk
from tests.bench import big
from tests.bench.ratios import Ratio, rate

SIZE = 1_000_000
_APPENDS = 500
_TOGETHER = 25
"""Appends before it is the other's turn."""
_FEW = 1_000
_ENOUGH = 150_000
"""Entries walked along in a second."""
_MEMORY = 200 << 20


def run(size: int, rounds: int) -> list[Ratio]:
    """Everything; a big ledger is made once."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        big.make(Path(folder) / "big.db", size)
        big.make(Path(folder) / "few.db", min(_FEW, size))
        with (
            Ledger.open(Path(folder) / "big.db", big.STATION, read_only=True) as long,
            Ledger.open(Path(folder) / "few.db", big.STATION, read_only=True) as short,
        ):
            return [
                _append(Path(folder), rounds, min(_APPENDS, size)),
                _verify(long, rounds),
                _export(long, Path(folder), rounds, "CSV", tabular.write_csv),
                _export(long, Path(folder), rounds, "JSON Lines", tabular.write_json_lines),
                _history(long, short, rounds),
                _search(long, size, rounds),
                _memory(Path(folder) / "big.db"),
            ]


def _append(folder: Path, rounds: int, count: int) -> Ratio:
    """`note` against a bare connection that commits the same bytes with the same pragmas; a few of each in turn, for a disk has moods."""
    facts = {"what": "x" * 200}
    measured = []
    for number in range(rounds):
        with (
            Ledger.open(folder / f"append-{number}.db", big.STATION) as ledger,
            closing(sqlite3.connect(folder / f"bare-{number}.db", isolation_level=None)) as bare,
        ):
            bare.execute("PRAGMA journal_mode=WAL")
            bare.execute("PRAGMA synchronous=FULL")
            bare.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, body TEXT)")
            ledger.note("bench", facts)
            (body,) = _bodies_of(ledger, 1)
            ours = theirs = 0.0
            for few in [_TOGETHER] * (count // _TOGETHER) or [count]:
                ours += few / rate(few, lambda few=few, ledger=ledger: [ledger.note("bench", facts) for _ in range(few)])
                theirs += few / rate(few, lambda few=few, bare=bare, body=body: [_commit(bare, body) for _ in range(few)])
            measured.append((count / ours, count / theirs))
    return Ratio("append, on disk when it returns, of bare commits", 0.5, tuple(measured))


def _commit(bare: sqlite3.Connection, body: str) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT INTO entries (body) VALUES (?)", (body,))
    bare.execute("COMMIT")


def _verify(ledger: Ledger, rounds: int) -> Ratio:
    """The walk against hashlib over the same bytes in memory; 150,000 entries a second are enough, however fast that is."""
    bodies = [body.encode() for body in _bodies_of(ledger, 200_000)]
    measured = []
    for _ in range(rounds):
        entries = ledger.chain_head()[0]
        ours = rate(entries, lambda: walk(ledger._reading, big.STATION, {}, lambda _: None))
        measured.append((ours, min(_ENOUGH / 0.3, rate(len(bodies), lambda: [hashlib.sha256(body).hexdigest() for body in bodies]))))
    return Ratio("walk along the chain, of bare SHA-256 or 500,000 a second", 0.3, tuple(measured))


def _bodies_of(ledger: Ledger, most: int) -> list[str]:
    with ledger._reading() as session:
        return list(session.connection().exec_driver_sql(f"SELECT body FROM entries LIMIT {most}").scalars())  # noqa: S608 - a number


def _export(ledger: Ledger, folder: Path, rounds: int, name: str, write) -> Ratio:
    """Streaming out of the ledger to a file against csv.writer over the same rows, already in memory, to a file."""
    measured = []
    with ledger.exports.read(Extent()) as reader:
        count = reader.measure().count
        sample = [row for row, _ in zip(reader.rows(), range(min(count, 100_000)), strict=False)]
        for _ in range(rounds):
            ours = rate(count, lambda: write(reader, folder / "out", lambda _: None))

            def bare() -> None:
                with (folder / "bare").open("w", encoding="utf-8", newline="") as opened:
                    csv.writer(opened).writerows(sample)

            measured.append((ours, rate(len(sample), bare)))
    return Ratio(f"{name} of the whole ledger, of a bare csv.writer", 0.4, tuple(measured))


def _history(long: Ledger, short: Ledger, rounds: int) -> Ratio:
    """The first page and the counts, as the page asks when it is opened: on a long history and on a short one."""

    def opened(ledger: Ledger) -> None:
        first = ledger.list_runs(RunQuery(), limit=100)
        ledger.list_runs(RunQuery(), Cursor(first[-1].at, first[-1].run), limit=100)

    def timed(ledger: Ledger) -> float:
        tries = []
        for _ in range(20):
            began = time.perf_counter()
            opened(ledger)
            tries.append(time.perf_counter() - began)
        return 1 / median(tries)

    return Ratio(
        "opening the history, of opening one of a thousand runs", 1 / 1.3, tuple((timed(long), timed(short)) for _ in range(rounds))
    )


def _search(ledger: Ledger, size: int, rounds: int) -> Ratio:
    """Anything scanned, against the tenth of a second that it may take."""
    number = size // 2
    serial = big.serial_of(number)
    certificate, order, operator = big.fingerprint_of(number), f"WO-{number // 400:06}", f"OP-{number // 3000 % 20:02}"
    words = (serial, f"EI-{serial}", f"prn:1:{number:08}:device", certificate, certificate[:38], operator, order)

    def slowest() -> float:
        longest = 0.0
        for word in words:
            began = time.perf_counter()
            if not ledger.list_runs(RunQuery(word), limit=100):
                raise LookupError(word)
            longest = max(longest, time.perf_counter() - began)
        return 1 / longest

    return Ratio("the slowest search, of one that takes 100 ms", 1.0, tuple((slowest(), 10.0) for _ in range(rounds)))


_EXPORTING = f"""
import sys
from pathlib import Path
from app.audit import tabular
from app.store import Ledger
from app.store.export import Extent
from tests.bench.ratios import resident
with Ledger.open(Path(sys.argv[1]), {big.STATION!r}, read_only=True) as ledger, ledger.exports.read(Extent()) as reader:
    tabular.write_csv(reader, Path(sys.argv[2]), lambda _: None)
    tabular.write_json_lines(reader, Path(sys.argv[2]), lambda _: None)
print(resident())
"""


def _memory(file: Path) -> Ratio:
    """The most that a process of its own has resident while it exports, interpreter and libraries included, of 200 MB."""
    told = subprocess.run(
        [sys.executable, "-c", _EXPORTING, str(file), str(file.parent / "out")], check=True, capture_output=True, text=True, timeout=3_600
    )
    return Ratio("memory that an export may need, of what it needs", 1.0, ((float(_MEMORY), float(told.stdout)),))
