"""Audit entries: canonical JSON (RFC 8785), each naming the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from app.store.columns import clean, is_plain
from app.store.numbers import insert_many, new_ids
from app.store.sqlite import driven
from app.store.tables import ENTRIES, EntryTable

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""

_LAST = "SELECT sequence, hash FROM entries WHERE station = ? ORDER BY sequence DESC LIMIT 1"

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

VERSION = "1"
"""Of the body's shape: at, facts, kind, previous, run, sequence, station, version, who."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry tells."""

    at: datetime
    kind: str
    facts: Mapping[str, str]
    run: UUID | None = None


def append(
    session: Session, station: str, at: datetime, kind: str, facts: Mapping[str, str], *, who: str = "", run: UUID | None = None
) -> None:
    """Add an entry to the station's chain in the caller's transaction, which must have begun as a writing one."""
    append_many(session, station, at, kind, (facts,), who=who, run=run)


def append_many(
    session: Session,
    station: str,
    at: datetime,
    kind: str,
    many: Iterable[Mapping[str, str]],
    *,
    who: str = "",
    run: UUID | None = None,
) -> None:
    """As `append`, an entry for each of many facts, in their order."""
    session.flush()
    add(session.connection(), station, at, kind, many, who=who, run=run)


def add(
    connection: Connection,
    station: str,
    at: datetime,
    kind: str,
    many: Iterable[Mapping[str, str]],
    *,
    who: str = "",
    run: UUID | None = None,
) -> None:
    """As `append_many`, in a transaction that writes nothing else: making a session takes as long as the rest."""
    common = _common(station, at, kind, who, run)
    rows = _link(connection, station, ((common, facts) for facts in many))
    if rows:
        same = {"station": station, "at": at, "kind": kind, "run": run}
        insert_many(connection, ENTRIES, same, ("id", "sequence", "body", "hash"), rows)


def append_each(session: Session, station: str, entries: Sequence[Entry], *, who: str = "") -> None:
    """As `append`, for entries of different kinds, times or runs, in their order."""
    session.flush()
    connection = session.connection()
    told = ((_common(station, entry.at, entry.kind, who, entry.run), entry.facts) for entry in entries)
    rows = [(*row, entry.at, entry.kind, entry.run) for row, entry in zip(_link(connection, station, told), entries, strict=True)]
    if rows:
        insert_many(connection, ENTRIES, {"station": station}, ("id", "sequence", "body", "hash", "at", "kind", "run"), rows)


def _common(station: str, at: datetime, kind: str, who: str, run: UUID | None) -> dict[str, object]:
    return {
        "at": moment(at),
        "kind": kind,
        "run": "" if run is None else str(run),
        "station": station,
        "version": VERSION,
        "who": clean(who),
    }


def _link(
    connection: Connection, station: str, told: Iterable[tuple[Mapping[str, object], Mapping[str, str]]]
) -> list[tuple[UUID, int, str, str]]:
    """Id, number, body and hash of new entries, each linked to the one before."""
    count, head = head_of(connection, station)
    rows: list[tuple[int, str, str]] = []
    for number, (common, facts) in enumerate(told, count + 1):
        kept = facts if is_plain("".join(facts) + "".join(facts.values())) else {clean(name): clean(value) for name, value in facts.items()}
        body = canonical({**common, "facts": kept, "previous": head, "sequence": number})
        head = hashlib.sha256(body.encode()).hexdigest()
        rows.append((number, body, head))
    return [(key, *row) for key, row in zip(new_ids(len(rows)), rows, strict=True)]


def canonical(body: Mapping[str, object]) -> str:
    """RFC 8785 for what entries are made of: words and whole numbers under names in ASCII, for which Python's own writer does the same."""
    return _CANONICAL.encode(body)


def told_of(body: str) -> dict[str, Any]:
    """What an entry says; nothing where it is no JSON object, though its hash fits."""
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def head_of(connection: Connection, station: str) -> tuple[int, str]:
    """The last entry's number and hash; 0 and GENESIS where there is none."""
    return driven(connection).execute(_LAST, (station,)).fetchone() or (0, GENESIS)


def last_time(session: Session) -> datetime | None:
    """The newest time any entry has."""
    return session.exec(select(EntryTable.at).order_by(col(EntryTable.at).desc()).limit(1)).first()


@lru_cache(maxsize=64)
def moment(at: datetime) -> str:
    """`at` in UTC with microseconds, as RFC 3339 writes it; every one of the same length, so that text sorts as time does."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
