"""Old certificates that have to go from the platform: remembered before it is asked, settled once."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.authority import Removal
from app.core.chain import Chain
from app.store.entries import append
from app.store.numbers import next_number
from app.store.tables import RunTable
from app.store.tables_authority import RemovalTable


def owe(session: Session, station: str, at: datetime, run: UUID, *, identifier: str, old: Chain, reason: str) -> None:
    """The run's new certificate is proven, so the old one has to go; does nothing where that is remembered already."""
    if _find(session, old.fingerprint) is not None:
        return
    row = RemovalTable(
        station=station,
        sequence=next_number(session, RemovalTable, station),
        run=run,
        since=at,
        identifier=identifier,
        serial=old.serial,
        fingerprint=old.fingerprint,
        reason=reason,
    )
    session.add(row)
    append(session, station, at, "certificate.replaced", facts_of(row), who=session.get_one(RunTable, run).operator, run=run)


def facts_of(row: RemovalTable) -> dict[str, str]:
    """What the audit entry says of it when it begins to be owed."""
    return {name: getattr(row, name) for name in ("identifier", "serial", "fingerprint", "reason")}


def settle(session: Session, station: str, at: datetime, fingerprint: str, requests: tuple[str, ...]) -> None:
    """The platform no longer has it."""
    row = _find(session, fingerprint)
    if row is None:
        raise LookupError(f"no removal of {fingerprint}")
    if row.removed is None:
        row.removed, row.problem = at, ""
        facts = {"identifier": row.identifier, "serial": row.serial, "fingerprint": fingerprint, "requests": " ".join(requests)}
        append(session, station, at, "certificate.removed", facts, run=row.run)


def fail(session: Session, station: str, at: datetime, fingerprint: str, problem: str) -> None:
    """It could not be removed; it stays owed."""
    row = _find(session, fingerprint)
    if row is None:
        raise LookupError(f"no removal of {fingerprint}")
    if row.removed is None:
        row.problem = problem
        facts = {"identifier": row.identifier, "serial": row.serial, "fingerprint": fingerprint, "why": problem}
        append(session, station, at, "certificate.removal-failed", facts, run=row.run)


def list_owed(session: Session, identifier: str) -> list[Removal]:
    """What still has to go (of one unit, or of all), the oldest first."""
    wanted = select(RemovalTable).where(col(RemovalTable.removed).is_(None)).order_by(col(RemovalTable.since), col(RemovalTable.sequence))
    if identifier:
        wanted = wanted.where(col(RemovalTable.identifier) == identifier)
    return [
        Removal(row.identifier, row.serial, row.fingerprint, row.since, row.reason, row.removed, row.problem)
        for row in session.exec(wanted).all()
    ]


def _find(session: Session, fingerprint: str) -> RemovalTable | None:
    return session.exec(select(RemovalTable).where(col(RemovalTable.fingerprint) == fingerprint)).first()
