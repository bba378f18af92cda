"""Triggers for the tables of a revision: what SQLite itself refuses, whoever writes.

Every table of the ledger has them; `tests/store/test_guards.py` names the exceptions. Revisions are run for ever: what a function here
makes today it must always make.
"""

from collections.abc import Iterator


def append_only(table: str, *unique: str) -> Iterator[str]:
    """The triggers of a table whose rows never change: no UPDATE, no DELETE, and no INSERT OR REPLACE over what is there.

    `unique` are its other unique keys as conditions on NEW: `"run = NEW.run AND step = NEW.step"`.
    """
    yield from kept(table, *unique)
    yield refuse(f"{table}_fixed", "UPDATE", table, f"{table} never change")


def kept(table: str, *unique: str) -> Iterator[str]:
    """The same for a table some of whose columns do change: refuse the changes of the others with `refuse`."""
    yield refuse(f"{table}_stay", "DELETE", table, f"{table} are never deleted")
    yield refuse(f"{table}_new", "INSERT", table, f"{table} are never replaced", known(table, *unique))


def known(table: str, *unique: str) -> str:
    """The condition on a row that would take another one's place.

    INSERT OR REPLACE deletes what it collides with, without asking the triggers on DELETE.
    """
    keys = ("id = NEW.id", "station = NEW.station AND sequence = NEW.sequence", *unique)
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(f'({key})' for key in keys)})"  # noqa: S608 - our own names


def refuse(name: str, when: str, table: str, why: str, condition: str = "") -> str:
    """A trigger that refuses what it sees; `when` may name columns: `UPDATE OF a, b`."""
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"
