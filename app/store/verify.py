"""Whether the audit chain adds up, and, where not, which entry is the first that is wrong, and how."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from app.core.errors import ChainBroken, StoreDamaged
from app.store.archives import Base
from app.store.entries import GENESIS, VERSION, told_of
from app.store.heads import APART_MISSING, KEY_MADE, RESTORED, Head
from app.store.tables import CERTIFICATES, ENTRIES, RUNS

Reading = Callable[[], AbstractContextManager[Session]]
"""Opens a short session; a walk takes many, so that writers and checkpoints never wait for it."""

Tell = Callable[[int], object]
"""Told how many entries are done, once a page; what it raises ends the walk."""

PATIENCE = timedelta(minutes=5)
"""Trays take the time before they wait for one another to write, and a run's end is entered by its own clock reading."""

_PAGE = 5_000
"""Entries read at once: memory stays the same however long the chain."""
_REMARKABLE = frozenset(kind.encode() for kind in (KEY_MADE, APART_MISSING, RESTORED))
_VERSION = VERSION.encode()
_GENESIS = Base()
_Bytes = tuple[int, bytes, bytes, bytes | None, bytes, bytes]
"""sequence, at, kind, run, body, hash."""
_BLOBS = ", ".join(f"CAST({name} AS BLOB)" for name in ("at", "kind", "run", "body", "hash"))
_CHAIN = f"SELECT sequence, {_BLOBS} FROM entries WHERE station = ? AND sequence > ? ORDER BY sequence LIMIT ?"  # noqa: S608 - our own names


class Entry(NamedTuple):
    """A row of the chain as SQLite keeps it: reading it as what it means would take four times as long as the walk itself."""

    sequence: int
    at: str
    """`2026-11-23 12:00:00.000000`."""
    kind: str
    run: str | None
    """32 hex digits."""
    body: str
    hash: str

    @classmethod
    def of_row(cls, row: _Bytes) -> Self:
        """Read as text; what is none has another hash then."""
        at, kind, run, body, digest = (column.decode(errors="replace") if column is not None else "" for column in row[1:])
        return cls(row[0], at, kind, run or None, body, digest)


@dataclass(slots=True)
class Walked:
    """A chain that adds up."""

    entries: int = 0
    head: str = GENESIS
    keys: set[str] = field(default_factory=set)
    """The public keys (hex) that it tells of."""
    remarks: list[str] = field(default_factory=list)
    """What is in order, and somebody should know: whole sentences."""

    def remark(self, sentence: str) -> None:
        """Somebody should know this."""
        self.remarks.append(sentence)


def walk(reading: Reading, station: str, heads: Mapping[int, list[Head]], tell: Tell, base: Base = _GENESIS) -> Walked:
    """Go along the station's chain from its `base`, past its signed `heads` by their entries.

    Raises ChainBroken naming the first wrong entry, and how it is wrong.
    """
    walked, before, number, head = Walked(keys=set(base.keys)), b"", base.entry, base.hash.encode()
    name = station.encode()
    _require_heads(station, heads, number, base.hash)
    for rows in _pages(reading, station, number, tell):
        for row in rows:
            number += 1
            if not _follows(row, number, head, name):
                _require_next(reading, station, Entry.of_row(row), number, head.decode())
            at, kind, head = row[1], row[2], row[5]
            before = at if at >= before or _went_back(walked, number, before.decode(), at.decode()) else before
            if kind in _REMARKABLE:
                _remark(walked, Entry.of_row(row))
            if number in heads:
                _require_heads(station, heads, number, head.decode())
    walked.entries, walked.head = number - base.entry, head.decode()
    beyond = max(heads, default=0)
    if beyond > number:
        raise _broken(station, f"it was cut off: it ends at entry {number}, and a head was signed at entry {beyond}")
    return walked


def entries_after(reading: Reading, station: str, number: int) -> Iterator[Entry]:
    """The chain from the entry after `number` on, a page at a time."""
    for rows in _pages(reading, station, number, lambda _: None):
        yield from map(Entry.of_row, rows)


def _pages(reading: Reading, station: str, number: int, tell: Tell) -> Iterator[list[_Bytes]]:
    """The same as bytes, as SQLite keeps them: nothing is decoded that is only to be hashed."""
    done = 0
    while True:
        with reading() as session:
            rows = raw(session).execute(_CHAIN, (station, number, _PAGE)).fetchall()
        yield rows
        done += len(rows)
        tell(done)
        if len(rows) < _PAGE:
            return
        number = rows[-1][0]


def raw(session: Session) -> sqlite3.Connection:
    """The session's own connection, for what is read by the million."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("no SQLite")
    return connection


def _require_heads(station: str, heads: Mapping[int, list[Head]], number: int, digest: str) -> None:
    if any(head.hash != digest for head in heads.get(number, ())):
        raise _broken(station, f"entry {number} was altered, and every later one: the head signed there names another hash")


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


def _follows(row: _Bytes, number: int, previous: bytes, station: bytes) -> bool:
    """Whether this is the next entry; said quickly, without reading the JSON.

    What is looked for cannot stand inside a JSON string, where a quotation mark has a backslash before it. A "no" is only a suspicion.
    """
    sequence, at, kind, run, body, digest = row
    name = b"%b-%b-%b-%b-%b" % (run[:8], run[8:12], run[12:16], run[16:20], run[20:]) if run else b""
    rest = b'},"kind":"%b","previous":"%b","run":"%b","sequence":%d,"station":"%b","version":"%b","who":"' % (
        kind,
        previous,
        name,
        number,
        station,
        _VERSION,
    )
    return (
        sequence == number
        and rest in body
        and body.startswith(b'{"at":"%bT%bZ","facts":{' % (at[:10], at[11:]))
        and hashlib.sha256(body).hexdigest().encode() == digest
    )


def _require_next(reading: Reading, station: str, entry: Entry, number: int, previous: str) -> None:
    if entry.sequence != number:
        raise _broken(station, f"entry {number} is missing: after {number - 1} comes {entry.sequence}")
    if hashlib.sha256(entry.body.encode()).hexdigest() != entry.hash:
        raise _broken(station, f"entry {number} was altered: its text and its hash do not fit")
    told = told_of(entry.body)
    if told.get("sequence") != number:
        raise _misplaced(reading, station, number, told.get("sequence"))
    if told.get("previous") != previous:
        raise _unlinked(reading, station, entry)
    at = datetime.fromisoformat(entry.at).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    run = str(UUID(entry.run)) if entry.run else ""
    if (told.get("station"), told.get("at"), told.get("kind"), told.get("run")) != (station, at, entry.kind, run):
        raise _broken(station, f"entry {number} was altered: its columns are not what its text says")


def _went_back(walked: Walked, number: int, before: str, at: str) -> bool:
    """Whether the clock was set back, which is remarked then; it counts from there on."""
    back = datetime.fromisoformat(before) - datetime.fromisoformat(at)
    if back > PATIENCE:
        walked.remark(f"At entry {number} the clock went back by {_span(back)}, to {at[:19]} UTC.")
    return back > PATIENCE


def _remark(walked: Walked, entry: Entry) -> None:
    told = told_of(entry.body)
    facts, day = told.get("facts", {}), datetime.fromisoformat(entry.at).strftime("%Y-%m-%d")
    match entry.kind:
        case "seal.made":
            walked.keys.add(str(facts.get("public")))
            if len(walked.keys) > 1:
                walked.remark(f"At entry {entry.sequence} the station got a new signing key, on {day}.")
        case "head.missing":
            walked.remark(f"At entry {entry.sequence} the signed head that is kept apart was gone, on {day}.")
        case "ledger.restored":
            walked.remark(f"At entry {entry.sequence} the ledger was brought back from a backup, on {day}: {facts.get('lost', '')}")


def _span(back: timedelta) -> str:
    if back.days:
        return f"{back.days:,} days"
    return f"{back.seconds // 3600} h {back.seconds % 3600 // 60} min"


def _misplaced(reading: Reading, station: str, number: int, claims: object) -> ChainBroken:
    """In the place of `number` stands an entry that calls itself something else."""
    if not isinstance(claims, int):
        return _broken(station, f"entry {number} was altered: its text is none of ours")
    if claims < number:
        return _broken(station, f"entry {claims} was inserted: in the next place stands another that calls itself {claims}")
    later = any(told_of(entry.body).get("sequence") == number for entry in entries_after(reading, station, number))
    if later:
        return _broken(station, f"entry {number} was reordered: in its place stands the one that calls itself {claims}")
    return _broken(station, f"entry {number} is missing: in its place stands the one that calls itself {claims}")


def _unlinked(reading: Reading, station: str, entry: Entry) -> ChainBroken:
    """An entry whole in itself does not name the one before: the one before was rewritten, or this one is none of the chain's."""
    follower = next(entries_after(reading, station, entry.sequence), None)
    if entry.sequence > 1 and follower is not None and told_of(follower.body).get("previous") == entry.hash:
        return _broken(station, f"entry {entry.sequence - 1} was altered, its hash with it: entry {entry.sequence} names another hash")
    return _broken(station, f"entry {entry.sequence} was inserted: it does not name the hash of the entry before")


def _broken(station: str, words: str) -> ChainBroken:
    return ChainBroken(f"The audit chain of station {station} is broken: {words}.")
