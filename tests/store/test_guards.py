"""Every table of the ledger refuses to forget: tried on each, with every exception named and explained."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa
import store_lab  # noqa: F401 - all tables
from sqlmodel import SQLModel

from app.store.opening import make
from app.store.sqlite import engine_on

MAY_CHANGE = {
    "runs": "everything that is only known at its end; a run that ended never changes",
    "steps": "its end; a step that ended never changes",
    "certificates": "its confirmation, once",
    "devices": "all of it: it is drawn from the runs, and verified against them",
    "bulk_jobs": "how much of it is written, and its end, once",
    "debts": "what came of the last try, until it is settled or given up",
    "labels": "whether it is printed, until it is",
    "removals": "what the platform answered last, until it is removed",
}
"""Tables with columns that may change, and which."""

TOLD = {"archives": "an entry has to tell of it; tests/audit/test_retaining.py tries what is tried here"}
"""Tables into which no row goes by itself, and why."""

VALUES = {sa.Integer: 1, sa.Float: 1.5, sa.String: "word", sa.LargeBinary: b"\x01", sa.Boolean: False, sa.JSON: "{}", sa.Uuid: "a" * 32}


def value(column):
    if column.nullable:
        return None
    kind = column.type
    if isinstance(kind, sa.types.TypeDecorator):
        kind = kind.impl_instance
    if isinstance(kind, sa.DateTime):
        return "2026-11-23 12:00:00.000000"
    return next(example for base, example in VALUES.items() if isinstance(kind, base))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A ledger with one row in every table, whatever the rows mean; but in none that nothing may be in."""
    file = tmp_path_factory.mktemp("guards") / "ledger.sqlite"
    engine = engine_on(file)
    make(engine)
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name in TOLD:
                continue
            row = {column.name: value(column) for column in table.columns}
            marks = ", ".join("?" * len(row))
            columns = ", ".join(f'"{name}"' for name in row)
            connection.execute(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 - our own names
    return file


@pytest.fixture
def connection(filled):
    with closing(sqlite3.connect(filled)) as connection:
        yield connection
        connection.rollback()


TABLES = sorted(set(SQLModel.metadata.tables) - set(TOLD))


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_deleted_or_replaced(connection, table):
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    with pytest.raises(sqlite3.IntegrityError, match=r"never replaced|never changes|follows the last one|goes up"):
        connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


@pytest.mark.parametrize("table", TABLES)
def test_no_column_changes_but_those_that_may(connection, table):
    changed = set()
    for column in SQLModel.metadata.tables[table].columns:
        try:
            connection.execute(f'UPDATE {table} SET "{column.name}" = "{column.name}"')  # noqa: S608
        except sqlite3.IntegrityError:
            continue
        changed.add(column.name)
    assert bool(changed) == (table in MAY_CHANGE), changed
    if table != "devices":
        assert not changed & {"id", "station", "sequence", "run", "step", "job", "fingerprint" if table != "runs" else "begun"}


def test_the_exceptions_are_tables():
    assert set(MAY_CHANGE) <= set(TABLES)
