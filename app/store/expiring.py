"""Which certificates are in use, and when they end."""

from datetime import datetime

from cryptography import x509
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from app.store.tables import CertificateTable, DeviceTable, IssuerTable
from app.store.tables_authority import RevocationTable
from app.store.values import Ending, Known


def list_ending(session: Session, before: datetime, limit: int) -> list[Ending]:
    """The certificates in use that end before then, the soonest first: each unit's own, not those that were replaced or revoked.

    One that was made ahead is in use until its unit has another from a tray: nobody here sees when it goes into the device.
    """
    wanted = (
        select(CertificateTable.identifier, CertificateTable.serial, CertificateTable.fingerprint, CertificateTable.expires)
        .where(_in_use(), col(CertificateTable.expires) < before)
        .order_by(col(CertificateTable.expires), col(CertificateTable.sequence))
        .limit(limit)
    )
    return [Ending(*row) for row in session.exec(wanted).all()]


def count_ending(session: Session, before: datetime | None) -> int:
    """How many certificates in use end before then; None: how many there are."""
    wanted = select(func.count()).select_from(CertificateTable).where(_in_use())
    if before is not None:
        wanted = wanted.where(col(CertificateTable.expires) < before)
    return session.exec(wanted).one()


def list_issuers(session: Session) -> list[x509.Certificate]:
    """Every CA certificate that a certificate of this ledger was issued under."""
    return [x509.load_der_x509_certificate(row.der) for row in session.exec(select(IssuerTable).order_by(col(IssuerTable.sequence))).all()]


def find_known(session: Session, text: str, limit: int) -> list[Known]:
    """The certificates that `text` means, the newest first: a whole serial number or fingerprint, or an identifier."""
    plain = text.replace(":", "").replace(" ", "").lower()
    wanted = (
        select(CertificateTable)
        .where(
            (col(CertificateTable.identifier) == text.strip())
            | (col(CertificateTable.serial) == plain)
            | (col(CertificateTable.fingerprint) == plain)
        )
        .order_by(col(CertificateTable.at).desc(), col(CertificateTable.sequence).desc())
        .limit(limit)
    )
    return [
        Known(row.identifier, row.serial, row.fingerprint, row.at, row.expires, _is_revoked(session, row.fingerprint))
        for row in session.exec(wanted).all()
    ]


def _in_use() -> ColumnElement[bool]:
    from app.store.tables_bulk import BatchTable  # noqa: PLC0415 - the window does not wait for it

    unit = select(DeviceTable.id).where(col(DeviceTable.station) == col(CertificateTable.station))
    current = unit.where(col(DeviceTable.fingerprint) == col(CertificateTable.fingerprint))
    passed = unit.where(col(DeviceTable.identifier) == col(CertificateTable.identifier), col(DeviceTable.passed_run).is_not(None))
    ahead = col(CertificateTable.run).in_(select(BatchTable.run)) & ~passed.exists()
    revoked = select(RevocationTable.id).where(col(RevocationTable.fingerprint) == col(CertificateTable.fingerprint))
    return (current.exists() | ahead) & ~revoked.exists()


def _is_revoked(session: Session, fingerprint: str) -> bool:
    return session.exec(select(RevocationTable.id).where(col(RevocationTable.fingerprint) == fingerprint)).first() is not None
