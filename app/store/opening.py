"""A ledger's file before anything is read from it: made, looked over, brought up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Engine

from app.core.errors import StoreDamaged, StoreNewer, StoreOlder
from app.store.faults import translated
from app.store.heads import apart_of
from app.store.lock import WriterLock
from app.store.sqlite import WRITING, engine_on, has_journal, read_only_address

SCRIPTS = Path(__file__).parent / "migrations"
SCHEMA = SCRIPTS / "schema.sql"
"""What all revisions together make; `packaging/schema.py` writes it."""
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013", "0014")
"""Every revision this program knows, in order; here so that a ledger that is up to date opens without Alembic (0.3 s to import)."""

_SMALL = 16 << 20
"""Bytes: up to this a file is checked whole at every opening (30 ms); a bigger one only after a crash, which leaves a -wal file."""


def prepare(file: Path, *, scripts: Path = SCRIPTS, revisions: tuple[str, ...] = REVISIONS) -> str:
    """Make the ledger where there is none, else look it over and bring it up to date; return its revision.

    Before a migration a copy is made beside it. Raises StoreDamaged, StoreNewer, StoreFull; then the file is left as it is.
    """
    if not file.exists():
        _make(file)
        return revisions[-1]
    revision = inspect(file, at_rest=True)
    if revision not in revisions:
        raise StoreNewer(f"The ledger {file} has schema {revision}; this Birthmark knows up to {revisions[-1]}.")
    if revision != revisions[-1]:
        with translated(file):
            _copy(file, file.with_name(f"{file.stem}.before-{revisions[-1]}{file.suffix}"))
            _migrate(file, scripts)
    return revisions[-1]


def upgrade(file: Path) -> str:
    """Bring the ledger in `file` up to date, as opening it does; return its revision. Raises StoreError, StoreBusy where it is in use."""
    with translated(file):
        lock = WriterLock(file)
    try:
        return prepare(file)
    finally:
        lock.release()


def require_readable(file: Path) -> None:
    """Raise StoreDamaged, StoreNewer or StoreOlder unless this program can read the ledger in `file` as it is."""
    if not file.exists():
        raise StoreDamaged(f"There is no ledger {file}.", advice="Check the station's home, or start the station once.")
    revision = inspect(file)
    if revision in REVISIONS[:-1]:
        raise StoreOlder(f"The ledger {file} was made by an older Birthmark (schema {revision}).")
    if revision != REVISIONS[-1]:
        raise StoreNewer(f"The ledger {file} has schema {revision}; this Birthmark knows up to {REVISIONS[-1]}.")


def inspect(file: Path, *, at_rest: bool = False) -> str:
    """The revision of the ledger in `file`; `at_rest` where the caller holds the writer's lock. Changes nothing.

    Raises StoreDamaged where it is no ledger, or not whole.
    """
    if file.stat().st_size == 0:
        raise StoreDamaged(f"The ledger {file} is empty: what was in it is lost.")
    with translated(file), closing(sqlite3.connect(read_only_address(file, at_rest=at_rest), uri=True)) as connection:
        if file.stat().st_size <= _SMALL or has_journal(file):
            require_whole(connection, file)
        tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name IN ('alembic_version', 'entries', 'runs')").fetchone()
        if tables != (3,):
            raise StoreDamaged(f"The file {file} is no ledger.")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise StoreDamaged(f"The ledger {file} does not say which schema it has.")
    return str(row[0])


def require_whole(connection: sqlite3.Connection, file: Path) -> None:
    """Raise StoreDamaged where SQLite's own check finds the file not whole."""
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise StoreDamaged(f"The ledger {file} is damaged: {answer}.")


def _make(file: Path) -> None:
    """Under another name first: a file of the right name is a whole ledger, or damaged."""
    if has_journal(file):
        raise StoreDamaged(f"The ledger {file} is gone, but its journal is still there.")
    if apart_of(file).exists():
        raise StoreDamaged(f"The ledger {file} is gone, but the signed head of its audit chain is still there.")
    new = file.with_name(f"{file.name}.new")
    with translated(file):
        try:
            _remove(new)
            engine = engine_on(new)
            try:
                make(engine)
            finally:
                engine.dispose()
            new.replace(file)
        except BaseException:
            _remove(new)
            raise


def _remove(new: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        new.with_name(f"{new.name}{ending}").unlink(missing_ok=True)


def _copy(file: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))


def _migrate(file: Path, scripts: Path) -> None:
    engine = engine_on(file)
    try:
        migrate(engine, scripts)
    finally:
        engine.dispose()


def make(engine: Engine) -> None:
    """Make a ledger as the last revision has it, in one transaction, where nothing is yet."""
    with closing(engine.raw_connection()) as connection:
        cast("sqlite3.Connection", connection.driver_connection).executescript(SCHEMA.read_text("utf-8"))


def migrate(engine: Engine, scripts: Path = SCRIPTS) -> None:
    """Run every revision that is not yet there, in one transaction."""
    from alembic import command  # noqa: PLC0415 - 0.3 s, needed once in a ledger's life
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
