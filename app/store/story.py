"""What happened to one unit, all its runs and certificates together; and where in the audit chain a run stands."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, SQLModel

from app.core.run import NO_TRAY
from app.store.columns import clean
from app.store.tables import CERTIFICATES, ENTRIES, RUNS
from app.store.tables_audit import ArchiveTable, HeadTable
from app.store.tables_authority import RevocationTable
from app.store.tables_line import ScrapTable
from app.store.tables_outbox import DebtTable, SettlementTable
from app.store.values import Entry, Left, Placed

MOST = 2_000
"""Runs of one unit, certificates of one unit: what has more is no unit, but a word that many have."""


_ARCHIVES, _HEADS, _REVOCATIONS, _SCRAPS, _DEBTS, _SETTLEMENTS = (
    SQLModel.metadata.tables[str(table.__tablename__)]
    for table in (ArchiveTable, HeadTable, RevocationTable, ScrapTable, DebtTable, SettlementTable)
)


def tell(session: Session, station: str, name: str) -> list[Entry]:
    """Every audit entry about the unit with this identifier or serial number, the oldest first."""
    connection = session.connection()
    name = clean(name.strip())
    named = or_(RUNS.c.identifier == name, RUNS.c.serial == name, RUNS.c.scan == name)
    own = {row.id: row.identifier for row in connection.execute(select(RUNS.c.id, RUNS.c.identifier).where(named).limit(MOST))}
    names = {name, *filter(None, own.values())}
    runs = set(own) | set(connection.execute(select(RUNS.c.id).where(RUNS.c.identifier.in_(names)).limit(MOST)).scalars())
    found = _entries(session, ENTRIES.c.run.in_(runs))
    found += _made_ahead(session, station, names, runs)
    for table, kind in ((_REVOCATIONS, "certificate.revoked"), (_SCRAPS, "unit.scrapped")):
        when = connection.execute(select(table.c.at).where(table.c.identifier.in_(names))).scalars().all()
        found += _entries(session, ENTRIES.c.kind == kind, ENTRIES.c.at.in_(when))
    about = (entry for entry in found if entry.facts.get("identifier", "") in {"", *names})
    return sorted({entry.hash: entry for entry in about}.values(), key=lambda entry: (entry.at, entry.number))


def _made_ahead(session: Session, station: str, names: Collection[str | None], runs: set[UUID]) -> list[Entry]:
    """What a bulk job's run says of the unit: it tells of many, so only the moments that are the unit's are looked at."""
    connection = session.connection()
    bulk = select(RUNS.c.id).where(RUNS.c.tray == NO_TRAY)
    made = select(CERTIFICATES.c.run, CERTIFICATES.c.at).where(CERTIFICATES.c.identifier.in_(names), CERTIFICATES.c.run.in_(bulk))
    found = [(run, at, "") for run, at in connection.execute(made) if run not in runs]
    debts = select(_DEBTS.c.id, _DEBTS.c.run, _DEBTS.c.since, _DEBTS.c.last_try).where(
        _DEBTS.c.station == station, _DEBTS.c.identifier.in_(names)
    )
    for debt, run, since, tried in connection.execute(debts):
        settled = connection.execute(select(_SETTLEMENTS.c.at).where(_SETTLEMENTS.c.debt == debt)).scalars()
        found += [(run, at, str(debt)) for at in (since, tried, *settled) if at is not None and run not in runs]
    told: list[Entry] = []
    for run, at, debt in found:
        some = _entries(session, ENTRIES.c.run == run, ENTRIES.c.at == at)
        told += [entry for entry in some if entry.facts.get("identifier") in names or (debt and entry.facts.get("debt") == debt)]
    return told


def _entries(session: Session, *conditions: ColumnElement[bool]) -> list[Entry]:
    rows = session.connection().execute(ENTRIES.select().where(*conditions))
    return [Entry.of_body(row.sequence, row.at, row.kind, row.run, body=row.body, digest=row.hash) for row in rows]


def place(session: Session, run: UUID) -> Placed | Left | None:
    """The last entry about the run, and the first signed head at or after it, or where its entries went; None where nothing tells of it."""
    of_run = ENTRIES.select().where(ENTRIES.c.run == run, ENTRIES.c.kind.in_(("run.begun", "run.ended")))
    entry = session.connection().execute(of_run.order_by(ENTRIES.c.sequence.desc()).limit(1)).first()
    if entry is None:
        return _left(session, run)
    after = _HEADS.select().where(_HEADS.c.station == entry.station, _HEADS.c.entry >= entry.sequence)
    head = session.connection().execute(after.order_by(_HEADS.c.entry, _HEADS.c.sequence).limit(1)).first()
    signed: tuple[int, datetime | None] = (head.entry, head.at) if head else (0, None)
    return Placed(entry.sequence, entry.hash, *signed)


def _left(session: Session, run: UUID) -> Left | None:
    """The archive of the period that the run is in; each goes on where the one before ends."""
    of_period = _ARCHIVES.select().join(RUNS, and_(RUNS.c.station == _ARCHIVES.c.station, RUNS.c.sequence <= _ARCHIVES.c.runs))
    row = session.connection().execute(of_period.where(RUNS.c.id == run).order_by(_ARCHIVES.c.sequence).limit(1)).first()
    return None if row is None else Left(row.name, row.at)
