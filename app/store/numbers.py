"""Adding rows: every table counts them from 1, station by station."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Dialect, Table
from sqlmodel import Session

from app.store.columns import Words, is_plain
from app.store.sqlite import driven
from app.store.tables import Row

Prepare = Callable[[Any], Any]

_TOGETHER = 50
"""Rows of one statement."""


def next_number(session: Session, table: type[Row], station: str) -> int:
    """The number of the row to be added next, in a transaction that has begun as a writing one."""
    session.flush()
    return number_after(session.connection(), str(table.__tablename__), station)


def number_after(connection: Connection, table: str, station: str) -> int:
    """As `next_number`, where no session has rows that are still to be written."""
    ((last,),) = driven(connection).execute(f'SELECT max(sequence) FROM "{table}" WHERE station = ?', (station,))  # noqa: S608 - our own name
    return (last or 0) + 1


def new_ids(count: int) -> list[UUID]:
    """Keys of rows that are added together: UUIDv7 (RFC 9562, 5.7), counted in `rand_a` (6.2, method 1), the other 62 bits random.

    As `uuid7`, which asks for clock and chance for each of them and takes five times as long.
    """
    began, chance = time.time_ns() // 1_000_000, os.urandom(8 * count)
    made = []
    for number in range(count):
        at, counted = began + (number >> 12), number & 0xFFF
        end = int.from_bytes(chance[8 * number : 8 * number + 8], "big") >> 2
        made.append(UUID(int=at << 80 | 0x7 << 76 | counted << 64 | 0b10 << 62 | end))
    return made


def insert_many(connection: Connection, table: Table, same: Mapping[str, Any], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows that have the columns `same` in common and differ in the columns `names`; what is left out is NULL.

    As SQLAlchemy would, but what is the same is prepared once, and some rows go in one statement: SQLite keeps a journal of its own for
    each statement that a trigger may abort, which takes as long as the row. A bulk job adds thousands at a time.
    """
    columns, prepare, quoted = _prepared(table, (*same, *names), connection.dialect)
    first = tuple(each(value) if each else value for each, value in zip(prepare, same.values(), strict=False))
    varying = zip(columns[len(same) :], zip(*rows, strict=True), prepare[len(same) :], strict=True)
    ready = [first + row for row in zip(*(_bound(column, values, each) for column, values, each in varying), strict=True)]
    driver = driven(connection)
    row_marks = f"({', '.join('?' * len(columns))})"
    for start in range(0, len(ready), _TOGETHER):
        some = ready[start : start + _TOGETHER]
        marks = ", ".join([row_marks] * len(some))
        values = tuple(chain.from_iterable(some))
        driver.execute(f'INSERT INTO "{table.name}" ({quoted}) VALUES {marks}', values)  # noqa: S608 - our own names


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[Sequence[Column[Any]], Sequence[Prepare | None], str]:
    """The columns of these names, what makes each one's values SQLite's, and the names as a statement has them."""
    columns = [table.c[name] for name in names]
    prepare = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    return columns, prepare, ", ".join(f'"{name}"' for name in names)


def _bound(column: Column[Any], values: Sequence[Any], prepare: Prepare | None) -> Sequence[Any]:
    """A column's values as SQLite takes them; words are looked through together, for hardly ever has one to be cleaned."""
    if prepare is None or (isinstance(column.type, Words) and None not in values and is_plain("".join(values))):
        return values
    return [prepare(value) for value in values]
