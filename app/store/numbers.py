"""Adding rows: every table counts them from 1, station by station."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session, col, func, select

from app.store.tables import Row

_TOGETHER = 50
"""Rows of one statement."""


def next_number(session: Session, table: type[Row], station: str) -> int:
    """The number of the row to be added next, in a transaction that has begun as a writing one."""
    last = session.exec(select(func.max(col(table.sequence))).where(col(table.station) == station)).one()
    return (last or 0) + 1


def insert_many(session: Session, table: Table, same: Mapping[str, Any], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows that have the columns `same` in common and differ in the columns `names`; what is left out is NULL.

    As SQLAlchemy would, but what is the same is prepared once, and some rows go in one statement: SQLite keeps a journal of its own for
    each statement that a trigger may abort, which takes as long as the row. A bulk job adds thousands at a time.
    """
    connection = session.connection()
    columns = [table.c[name] for name in (*same, *names)]
    prepare = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns]
    first = tuple(each(value) if each else value for each, value in zip(prepare, same.values(), strict=False))
    rest = prepare[len(same) :]
    quoted = ", ".join(f'"{column.name}"' for column in columns)
    row_marks = f"({', '.join('?' * len(columns))})"
    for start in range(0, len(rows), _TOGETHER):
        some = rows[start : start + _TOGETHER]
        values: list[Any] = []
        for row in some:
            values += first
            values += [each(value) if each else value for each, value in zip(rest, row, strict=True)]
        marks = ", ".join([row_marks] * len(some))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({quoted}) VALUES {marks}', tuple(values))  # noqa: S608 - our own names
