"""What SQLite and the operating system say, in the words of the ledger."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.core.errors import StoreBusy, StoreDamaged, StoreError, StoreFull

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def translated(file: Path | None) -> Iterator[None]:
    """Turn what fails around the ledger in `file` into StoreError; what is a mistake of ours stays what it is."""
    try:
        yield
    except DBAPIError as error:
        known = _of_sqlite(error.orig, file) if isinstance(error.orig, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = _of_sqlite(error, file)
        if known is None:
            raise
        raise known from error
    except UnicodeDecodeError as error:  # SQLite's complaint quotes what is damaged
        raise StoreDamaged(f"The ledger {_where(file)} is damaged.") from error
    except OSError as error:
        raise _of_system(error, file) from error


_ALTERED = ("Could not decode to UTF-8", "no such column", "no such table")
"""Messages without a code of their own; our tables have every column we ask for, as the tests show, unless the file was altered."""


def _of_sqlite(error: sqlite3.Error, file: Path | None) -> StoreError | None:
    name = getattr(error, "sqlite_errorname", "")
    if str(error).startswith(_ALTERED):
        name = "SQLITE_CORRUPT"
    return next((meaning for beginnings, meaning in _meanings(_where(file)) if name.startswith(beginnings)), None)


def _meanings(where: str) -> tuple[tuple[tuple[str, ...], StoreError], ...]:
    """By the beginning of the result code's name (sqlite.org/rescode.html), for extended codes begin with the primary one's."""
    return (
        (("SQLITE_FULL",), StoreFull(f"The ledger {where} cannot grow: the disk is full.")),
        (("SQLITE_READONLY", "SQLITE_PERM"), StoreFull(f"The ledger {where} cannot be written: it may only be read.")),
        (("SQLITE_CANTOPEN",), StoreFull(f"The ledger {where} cannot be opened, or not for writing.")),
        (("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"), StoreBusy(f"The ledger {where} is held by another program.")),
        (("SQLITE_CORRUPT", "SQLITE_NOTADB"), StoreDamaged(f"The ledger {where} is damaged, or not a ledger.")),
        (
            ("SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS"),
            StoreDamaged(f"The ledger {where} cannot be read: the disk fails."),
        ),
        (("SQLITE_IOERR",), StoreFull(f"The ledger {where} cannot be written: the disk refuses, or is full.")),
    )


def _of_system(error: OSError, file: Path | None) -> StoreError:
    where = _where(file)
    if error.errno in _NO_SPACE:
        return StoreFull(f"The ledger {where} cannot grow: the disk is full.")
    if error.errno in _NOT_ALLOWED:
        return StoreFull(f"The ledger {where} cannot be written: the system does not allow it.")
    return StoreFull(f"The ledger {where} cannot be written: {error.strerror}.")


def _where(file: Path | None) -> str:
    return "in memory" if file is None else str(file)
