"""A whole copy of the ledger while it is in use, and a copy in the place of the ledger."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.core.errors import BackupUnusable, StoreError
from app.store.faults import translated
from app.store.heads import apart_of, read_apart
from app.store.lock import WriterLock
from app.store.opening import require_readable
from app.store.sqlite import read_only_address

_STEPS = 50_000
"""Of SQLite's machine between two questions: a few milliseconds."""
_BESIDE = ("", "-wal", "-shm", ".head")


def _unasked() -> None:
    """Nobody wants it to end."""


def copy_to(file: Path, copy: Path, ask: Callable[[], object] = _unasked) -> None:
    """Write a whole copy of the ledger as it is committed now; `VACUUM INTO` takes no lock that would keep writers waiting for long.

    `ask` is called again and again meanwhile: what it raises ends the copy. Raises StoreError.
    """
    raised: list[BaseException] = []

    def heard() -> bool:
        try:
            ask()
        except BaseException as error:  # noqa: BLE001 - it goes on below: SQLite lets nothing through but a yes or no
            raised.append(error)
        return bool(raised)

    with translated(file), closing(sqlite3.connect(read_only_address(file), uri=True)) as connection:
        connection.set_progress_handler(heard, _STEPS)
        try:
            connection.execute("VACUUM INTO ?", (str(copy),))
        except sqlite3.OperationalError:
            if raised:
                raise raised[0] from None
            raise


def put_in_place(copy: Path, ledger: Path, at: datetime) -> Path | None:
    """Set the ledger aside, whatever is wrong with it, and move `copy` (on the same disk) to its place.

    Returns where the old one is now; None where there was none. Nothing is overwritten. Raises BackupUnusable where the copy is no
    ledger for this program, StoreBusy where the ledger is in use.
    """
    try:
        require_readable(copy)
    except StoreError as error:
        raise BackupUnusable(f"The backup cannot be brought back: {error.message}", advice=error.advice) from error
    with translated(ledger):
        ledger.parent.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(ledger)
        try:
            aside = ledger.with_name(f"{ledger.stem}.set-aside-{at:%Y%m%dT%H%M%S%fZ}{ledger.suffix}")
            there = ledger.exists()
            for ending in _BESIDE:
                old = ledger.with_name(f"{ledger.name}{ending}")
                if old.exists():
                    old.rename(aside.with_name(f"{aside.name}{ending}"))
            copy.rename(ledger)
        finally:
            lock.release()
    return aside if there else None


def last_known(ledger: Path) -> int:
    """The number of the last entry that the head kept apart tells of; 0 where there is none. Signatures are not looked at."""
    return max((head.entry for head in read_apart(apart_of(ledger)) if head), default=0)
