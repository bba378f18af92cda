"""What the ledger knows of a unit."""

from sqlmodel import Session, col, select

from app.store import revocations
from app.store.tables import DeviceTable
from app.store.values import Unit


def find(session: Session, identifier: str) -> Unit | None:
    """What is known of the unit, or None where no run ever saw it."""
    row = session.exec(select(DeviceTable).where(col(DeviceTable.identifier) == identifier)).first()
    if row is None:
        return None
    revoked = bool(row.fingerprint) and revocations.find(session, row.fingerprint) is not None
    passed = (row.passed_at, row.passed_by, row.passed_run)
    return Unit(row.identifier, row.model, row.serial, row.chip, *passed, row.fingerprint, revoked)
