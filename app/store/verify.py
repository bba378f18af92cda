"""Whether the audit chain adds up, and whether the tables still say what it vouches for."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from app.core.errors import ChainBroken, StoreDamaged
from app.store.entries import GENESIS, moment
from app.store.tables import CERTIFICATES, ENTRIES, RUNS

Reading = Callable[[], AbstractContextManager[Session]]
"""Opens a short session; a walk takes many, so that writers and checkpoints never wait for it."""

_PAGE = 2_000
"""Entries read at once: memory stays the same however long the chain."""


class Entry(NamedTuple):
    """A row of the chain as it is read."""

    sequence: int
    at: datetime
    kind: str
    run: UUID | None
    body: str
    hash: str


def walk(reading: Reading, station: str) -> tuple[int, str]:
    """Go along the station's chain; its length and head. Raises ChainBroken naming the first wrong entry, and how it is wrong."""
    number, previous = 0, GENESIS
    for entry in entries_after(reading, station, 0):
        number += 1
        if entry.sequence != number:
            raise _broken(station, f"entry {number} is missing: after {number - 1} comes {entry.sequence}")
        if hashlib.sha256(entry.body.encode()).hexdigest() != entry.hash:
            raise _broken(station, f"entry {number} was altered: its text and its hash do not fit")
        told = _told(entry)
        if told.get("sequence") != number:
            raise _misplaced(reading, station, number, told.get("sequence"))
        if told.get("previous") != previous:
            raise _unlinked(reading, station, entry)
        if (told.get("station"), told.get("at"), told.get("kind"), told.get("run")) != (
            station,
            moment(entry.at),
            entry.kind,
            _name(entry.run),
        ):
            raise _broken(station, f"entry {number} was altered: its columns are not what its text says")
        previous = entry.hash
    return number, previous


def entries_after(reading: Reading, station: str, number: int) -> Iterator[Entry]:
    """The chain from the entry after `number` on, a page at a time."""
    kept = ENTRIES.c
    chain = select(kept.sequence, kept.at, kept.kind, kept.run, kept.body, kept.hash).where(kept.station == station).order_by(kept.sequence)
    while True:
        page = chain.where(kept.sequence > number).limit(_PAGE)
        with reading() as session:
            rows = session.connection().execute(page).all()
        for row in rows:
            yield Entry(*row)
        if len(rows) < _PAGE:
            return
        number = rows[-1][0]


def require_sound(session: Session, schema: frozenset[tuple[str, str]]) -> None:
    """Raise StoreDamaged where tables and indexes do not agree, ChainBroken where a table, an index or a trigger is not as in `schema`."""
    answer = session.connection().exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if answer != "ok":
        raise StoreDamaged(f"The ledger is damaged: {answer}.")
    wrong = schema_of(session) ^ schema
    if wrong:
        names = ", ".join(sorted({name for name, _ in wrong}))
        raise ChainBroken(f"The ledger's own rules were altered: {names}.")


def schema_of(session: Session) -> frozenset[tuple[str, str]]:
    """Every table, index and trigger by name, with the words that made it."""
    rows = session.connection().exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").all()
    return frozenset((row[0], row[1]) for row in rows)


def stations(session: Session) -> list[str]:
    """Every station that wrote here, as entries or rows tell."""
    tables = (ENTRIES, RUNS, CERTIFICATES)
    return sorted(set().union(*(session.connection().execute(select(table.c.station).distinct()).scalars() for table in tables)))


def _told(entry: Entry) -> dict[str, Any]:
    """What the body says; nothing where it is no JSON object, though its hash fits."""
    try:
        told = json.loads(entry.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _misplaced(reading: Reading, station: str, number: int, claims: object) -> ChainBroken:
    """In the place of `number` stands an entry that calls itself something else."""
    if not isinstance(claims, int):
        return _broken(station, f"entry {number} was altered: its text is none of ours")
    if claims < number:
        return _broken(station, f"entry {claims} was inserted: in the next place stands another that calls itself {claims}")
    later = any(_told(entry).get("sequence") == number for entry in entries_after(reading, station, number))
    if later:
        return _broken(station, f"entry {number} was reordered: in its place stands the one that calls itself {claims}")
    return _broken(station, f"entry {number} is missing: in its place stands the one that calls itself {claims}")


def _unlinked(reading: Reading, station: str, entry: Entry) -> ChainBroken:
    """An entry whole in itself does not name the one before: the one before was rewritten, or this one is none of the chain's."""
    follower = next(entries_after(reading, station, entry.sequence), None)
    if entry.sequence > 1 and follower is not None and _told(follower).get("previous") == entry.hash:
        return _broken(station, f"entry {entry.sequence - 1} was altered, its hash with it: entry {entry.sequence} names another hash")
    return _broken(station, f"entry {entry.sequence} was inserted: it does not name the hash of the entry before")


def _name(run: UUID | None) -> str:
    return "" if run is None else str(run)


def _broken(station: str, words: str) -> ChainBroken:
    return ChainBroken(f"The audit chain of station {station} is broken: {words}.")
