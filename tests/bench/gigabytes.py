"""Run `python -m tests.bench.gigabytes FOLDER [--gigabytes N]`: a ledger of 4 GB, and that everything still works on it.

It is made whole in FOLDER (which needs three times the room), opened, searched, paged, verified, backed up, exported, and then deleted.
Says how long each took, and how much memory the process that did it ever had.
"""

import argparse
import multiprocessing
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.audit import Format, Order, back_up, examine, export
from app.core.seal import Seal
from app.store import Cursor, Ledger, RunQuery, Trust
from app.store.export import Extent
from tests.bench import big
from tests.bench.ratios import resident

_PROBE = 2_000
"""Runs of a small ledger, which tells how many bytes a run takes."""
_PAGE = 100
_DAY = 8_640
"""Runs of a day: one every ten seconds."""

Say = Callable[[str], object]


def make(folder: Path, size: int) -> int:
    """A whole ledger of at least so many bytes; how many runs are in it."""
    folder.mkdir(parents=True, exist_ok=True)
    big.make(folder / "probe.db", _PROBE, whole=True)
    runs = max(_PROBE, int(1.1 * size / ((folder / "probe.db").stat().st_size / _PROBE)))
    big.make(folder / "ledger.db", runs, whole=True)
    if (folder / "ledger.db").stat().st_size < size:
        raise ValueError(f"{runs:,} runs take less than {size:,} bytes")
    return runs


def show(folder: Path, runs: int, say: Say) -> None:
    """Open, search, page, verify, back up and export the ledger of so many runs; raises AssertionError where an answer is wrong."""
    seal, middle = Seal(Ed25519PrivateKey.generate()), runs // 2

    @contextmanager
    def timed(what: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        say(f"{what}: {time.perf_counter() - began:,.2f} s; {resident() >> 20} MB at most so far")

    with timed("opened for writing"):
        ledger = Ledger.open(folder / "ledger.db", big.STATION, seal=seal)
    with ledger:
        with timed("searched by identifier, certificate and platform's name"):
            for word in (f"EI-{big.serial_of(middle)}", big.fingerprint_of(middle), f"prn:1:{middle:08}:device"):
                (found,) = ledger.list_runs(RunQuery(word), limit=2)
                assert found.serial == big.serial_of(middle), word
        with timed("a page from the middle of the history"):
            rows = ledger.list_runs(RunQuery(), Cursor(found.at, found.run), limit=_PAGE)
            assert [row.serial for row in rows] == [big.serial_of(middle - back) for back in range(1, _PAGE + 1)]
        with timed("verified"):
            verified = ledger.audit.verify(Trust(frozenset({seal.public})))
            assert (verified.runs, verified.certificates, verified.remarks) == (runs, runs, ())
        with timed("backed up, and the backup verified"):
            backup = back_up(ledger, seal, big.STATION, folder / "backup")
            assert backup.entries >= 3 * runs
        with timed("a day exported as CSV and JSON Lines, and the export checked"):
            day = Extent(since=found.at, until=found.at + timedelta(days=1))
            done = export(ledger, seal, big.STATION, Order(folder / "out", (Format.CSV, Format.JSONL), day), lambda _done, _of: None)
            assert done.count == min(_DAY, runs - middle + 1)
            assert examine(done.folder, seal.public.hex())["count"] == done.count


def main() -> int:
    """Make it in a process of its own, show it, delete it."""
    words = argparse.ArgumentParser(prog="python -m tests.bench.gigabytes")
    words.add_argument("folder", type=Path)
    words.add_argument("--gigabytes", type=float, default=4.0)
    wish = words.parse_args()
    folder = wish.folder / "gigabytes"
    try:
        began = time.perf_counter()
        with multiprocessing.get_context("spawn").Pool(1) as maker:
            runs = maker.apply(make, (folder, int(wish.gigabytes * 1e9)))
        size = (folder / "ledger.db").stat().st_size
        print(f"{runs:,} runs, {size / 1e9:.2f} GB, made in {time.perf_counter() - began:,.0f} s", flush=True)  # noqa: T201 - a command
        show(folder, runs, lambda line: print(line, flush=True))  # noqa: T201
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
