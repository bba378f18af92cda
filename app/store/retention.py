"""Whole closed periods leave the ledger: their entries, and the steps of their runs; first they are somewhere else, and proven."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlmodel import Session, col

from app.core.errors import PeriodOpen
from app.core.outbox import DebtState
from app.core.work import State
from app.store import archives, kept
from app.store.archives import Base, base_of
from app.store.audit import AuditBook
from app.store.entries import append
from app.store.faults import translated
from app.store.heads import Head, keys_of
from app.store.numbers import next_number
from app.store.order_rows import last_of
from app.store.rows import whole
from app.store.tables import ENTRIES, RECEIPTS, RUNS, STEPS
from app.store.tables_audit import ArchiveTable
from app.store.tables_authority import RemovalTable
from app.store.tables_bulk import BatchTable, BulkTable
from app.store.tables_outbox import DebtTable
from app.store.values import Archive, Trust
from app.store.verify import Entry, Reading, entries_after
from app.store.vouched import rows_of

Writing = Callable[[], AbstractContextManager[Session]]


class Place(Enum):
    """Where an archive belongs."""

    NEXT = "next"
    """The chain in the ledger goes on where it ends."""
    BEFORE = "before"
    """A later archive goes on where it ends."""
    STILL_THERE = "still there"
    """Nothing left the ledger for it."""


@dataclass(frozen=True, slots=True)
class Period:
    """What may leave: the entries after `base` up to `entry`, and the runs that began and ended in them."""

    base: Base
    entry: int
    hash: str
    """Of that entry."""
    runs: int
    """The number of the last of these runs."""

    @property
    def count(self) -> int:
        """How many runs."""
        return self.runs - self.base.runs


class RetentionBook:
    """`Ledger.retention`: every call is one short transaction, but `remove`; raises StoreError as the ledger's do."""

    def __init__(self, station: str, file: Path | None, now: Callable[[], datetime], reading: Reading, writing: Writing) -> None:
        self._station, self._file = station, file
        self._now = now
        self._reading, self._writing = reading, writing

    def find_period(self, before: datetime) -> Period:
        """The longest period that ended before this time; raises PeriodOpen where something in it goes on, or nothing is in it."""
        with self._reading() as session:
            base = base_of(session, self._station)
            entry = _cut(session, self._station, base, before)
            if entry <= base.entry:
                raise PeriodOpen(
                    f"Before {before:%d %B %Y} there is no moment at which no run was under way, or all before it is archived already."
                )
            begun = select(func.max(RUNS.c.sequence)).join(ENTRIES, ENTRIES.c.run == RUNS.c.id)
            begun = begun.where(ENTRIES.c.station == self._station, ENTRIES.c.kind == "run.begun", ENTRIES.c.sequence <= entry)
            runs = session.connection().execute(begun).scalar() or base.runs
            _require_closed(session, self._station, base.runs, runs)
            digest = session.connection().execute(_entries(self._station, ENTRIES.c.hash).where(ENTRIES.c.sequence == entry)).scalar_one()
        return Period(base, entry, digest, runs)

    def read(self, period: Period) -> Iterator[tuple[bytes, bytes | None]]:
        """Each entry as it was hashed, and, where it tells of the end of a run, all of that run: what the hash in that entry is of."""
        page: list[Entry] = []
        for entry in entries_after(self._reading, self._station, period.base.entry):
            if entry.sequence > period.entry:
                break
            page.append(entry)
            if len(page) == _PAGE:
                yield from self._told(page)
                page = []
        yield from self._told(page)

    def remove(self, period: Period, archive: Archive, who: str, trust: Trust) -> None:
        """Say in the chain where the period is, and delete it here; what then remains is proven before any of it is committed."""
        with self._writing() as session:
            if base_of(session, self._station) != period.base:
                raise PeriodOpen("Another archive was made in the meantime.")

            def reading() -> AbstractContextManager[Session]:
                return nullcontext(session)

            rows = kept.measure(reading, self._station, period.base, period.entry, period.runs)
            keys = keys_of(session, self._station) | period.base.keys
            row = ArchiveTable(
                station=self._station,
                sequence=next_number(session, ArchiveTable, self._station),
                at=self._now(),
                entry=period.entry,
                hash=period.hash,
                runs=period.runs,
                name=archive.name,
                manifest=archive.manifest,
                why=archive.why,
            )
            append(session, self._station, row.at, archives.ARCHIVED, archives.whole_facts_of(row, frozenset(keys), rows), who=who)
            session.add(row)
            session.flush()
            _delete(session, self._station, period)
            AuditBook(self._station, self._file, reading, _unsigned).verify(trust, apart=False)

    def give_back(self) -> None:
        """Let the file be as small as what is in it; the ledger is not written meanwhile."""
        if self._file is not None:
            with translated(self._file), closing(sqlite3.connect(self._file, isolation_level=None)) as connection:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def find_place(self, entry: int, digest: str) -> Place | None:
        """How the ledger goes on from an archive that ends with this entry; None where it does not."""
        with self._reading() as session:
            ends = [(row.entry, row.hash) for row in archives.list_archives(session, self._station)]
            there = session.connection().execute(_entries(self._station, ENTRIES.c.hash).where(ENTRIES.c.sequence == entry)).scalar()
        if (entry, digest) in ends:
            return Place.NEXT if (entry, digest) == ends[-1] else Place.BEFORE
        return Place.STILL_THERE if there == digest else None

    def _told(self, page: list[Entry]) -> Iterator[tuple[bytes, bytes | None]]:
        ended = {entry.sequence: UUID(entry.run) for entry in page if entry.kind == "run.ended" and entry.run}
        with self._reading() as session:
            ids = list(ended.values())
            runs = {row["id"]: row for row in session.connection().execute(RUNS.select().where(RUNS.c.id.in_(ids))).mappings()}
            steps, receipts = rows_of(session, STEPS, ids), rows_of(session, RECEIPTS, ids)
        for entry in page:
            run = ended.get(entry.sequence)
            record = None if run is None else whole(runs[run], steps[run], next(iter(receipts[run]), None))
            yield entry.body.encode(), record


_PAGE = 500
"""Entries read at once with their runs."""


def _unsigned(_reason: str) -> Head | None:
    return None


def _entries(station: str, *columns: Any) -> Select[Any]:
    return select(*columns).where(ENTRIES.c.station == station)


def _cut(session: Session, station: str, base: Base, before: datetime) -> int:
    """The last entry before the first one that is too new, where no run was under way; the newest run always stays."""
    kept_here, connection = ENTRIES.c, session.connection()
    first = connection.execute(
        _entries(station, func.min(kept_here.sequence)).where(kept_here.at >= before, kept_here.sequence > base.entry)
    ).scalar()
    last = connection.execute(_entries(station, func.max(kept_here.sequence))).scalar() or base.entry
    entry = int(last if first is None else first - 1)
    # What counts on goes on from the last row, so that the last run and the last step stay.
    for newest in (
        select(RUNS.c.id).where(RUNS.c.station == station).order_by(RUNS.c.sequence.desc()).limit(1),
        select(STEPS.c.run).where(STEPS.c.station == station).order_by(STEPS.c.sequence.desc()).limit(1),
    ):
        begun = _entries(station, kept_here.sequence).where(kept_here.kind == "run.begun", kept_here.run == newest.scalar_subquery())
        entry = min(entry, int(connection.execute(begun).scalar() or entry + 1) - 1)
    return _quiet(session, station, base.entry, entry)


def _quiet(session: Session, station: str, first: int, entry: int) -> int:
    """The last entry up to this one after which no run was under way; `first` where there is none."""
    kept_here = ENTRIES.c
    told = _entries(station, kept_here.sequence, kept_here.kind, kept_here.run).where(
        kept_here.kind.in_(("run.begun", "run.ended")), kept_here.sequence > first, kept_here.sequence <= entry
    )
    under_way, quiet = set[UUID](), entry
    for sequence, kind, run in session.connection().execute(told.order_by(kept_here.sequence)):
        if kind == "run.ended":
            under_way.discard(run)
            continue
        if not under_way:
            quiet = sequence - 1
        under_way.add(run)
    return quiet if under_way else entry


def _require_closed(session: Session, station: str, after: int, runs: int) -> None:
    """Raise PeriodOpen for the first thing that began in these runs and is not finished yet."""
    of_them = (RUNS.c.station == station, RUNS.c.sequence > after, RUNS.c.sequence <= runs)
    connection, ids = session.connection(), select(RUNS.c.id).where(*of_them)
    for number in connection.execute(select(RUNS.c.work_order).where(*of_them, RUNS.c.work_order != "").distinct()).scalars():
        order = last_of(session, station, number)
        if order is not None and order.state != State.CLOSED:
            raise PeriodOpen(f"Order {number} is {order.state}: the period in which units of it were made is not closed.")
    owed = select(col(DebtTable.identifier)).where(col(DebtTable.run).in_(ids), col(DebtTable.state) != DebtState.SETTLED.value)
    unit = connection.execute(owed.limit(1)).scalar()
    if unit is not None:
        raise PeriodOpen(f"The registration of {unit} is still owed to the platform.")
    standing = select(col(RemovalTable.identifier)).where(col(RemovalTable.run).in_(ids), col(RemovalTable.removed).is_(None))
    unit = connection.execute(standing.limit(1)).scalar()
    if unit is not None:
        raise PeriodOpen(f"The platform still has the replaced certificate of {unit}.")
    going = select(col(BulkTable.source)).join(BatchTable, col(BatchTable.job) == col(BulkTable.id))
    source = connection.execute(going.where(col(BatchTable.run).in_(ids), col(BulkTable.ended).is_(None)).limit(1)).scalar()
    if source is not None:
        raise PeriodOpen(f"The bulk job of {source} has not ended.")


def _delete(session: Session, station: str, period: Period) -> None:
    connection = session.connection()
    connection.execute(delete(ENTRIES).where(ENTRIES.c.station == station, ENTRIES.c.sequence <= period.entry))
    runs = select(RUNS.c.id).where(RUNS.c.station == station, RUNS.c.sequence > period.base.runs, RUNS.c.sequence <= period.runs)
    connection.execute(delete(STEPS).where(STEPS.c.run.in_(runs)))
