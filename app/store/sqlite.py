"""SQLite as the ledger wants it: durable at every commit, one writer, any number of readers."""

import os
import sqlite3
from pathlib import Path
from typing import cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.pool import QueuePool

WRITING = {"writing": True}
"""Execution options of a connection that will write: it takes SQLite's write lock at BEGIN, so it never loses it halfway."""

_PATIENCE = 5_000
"""Milliseconds to wait for another program that holds the file for a moment (a backup, a history window)."""


def engine_on(file: Path | None, *, read_only: bool = False) -> Engine:
    """Connections to the ledger in `file`, or to one in memory; threads share the engine."""
    if file is None:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        address = read_only_address(file) if read_only else f"file:{quote(str(file.absolute()))}"

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(address, uri=True, check_same_thread=False)

        # Lanes wait for the one writer before they take a connection, so the pool needs no bound.
        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)
    event.listen(engine, "connect", _set_up if not read_only else _set_up_reader)
    event.listen(engine, "begin", _begin)
    return engine


def read_only_address(file: Path, *, at_rest: bool = False) -> str:
    """The URI by which SQLite opens `file` for reading only; `at_rest` where nobody can be writing it.

    Reading a file at rest leaves nothing beside it. In a folder that cannot be written SQLite cannot share its journal's index with a
    writer, so without a journal there the file is at rest, too.
    """
    at_rest = (at_rest or not os.access(file.parent, os.W_OK)) and not has_journal(file)
    return f"file:{quote(str(file.absolute()))}?mode=ro{'&immutable=1' if at_rest else ''}"


def has_journal(file: Path) -> bool:
    """Whether SQLite's write-ahead log holds something: while the ledger is open, and after a crash. A reader may leave an empty one."""
    journal = file.with_name(f"{file.name}-wal")
    return journal.exists() and journal.stat().st_size > 0


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    _set_up_reader(connection, _record)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-32768")
    # What undoes a statement that fails halfway: 50 rows of `insert_many` at most, which are not worth a file.
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA wal_autocheckpoint=8000")


def _set_up_reader(connection: sqlite3.Connection, _record: object) -> None:
    # Python's own idea of when a transaction begins is turned off: _begin says it.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE}")
    connection.execute("PRAGMA trusted_schema=OFF")


def _begin(connection: Connection) -> None:
    driven(connection).execute("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


def driven(connection: Connection) -> sqlite3.Connection:
    """SQLite's connection under SQLAlchemy's, for what is asked with every entry: the way around it would take longer than the answer."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)
