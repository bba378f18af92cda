"""Revocations in the ledger, and the lists that were signed over them."""

import hashlib
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.core.authority import Crl
from app.core.errors import CertificateRevoked, CertificateUnknown
from app.core.revocation import Reason, Revocation
from app.store.entries import append, moment
from app.store.numbers import next_number
from app.store.tables import CertificateTable
from app.store.tables_authority import CrlTable, RevocationTable


def revoke(session: Session, station: str, at: datetime, fingerprint: str, *, reason: Reason, note: str, who: str) -> Revocation:
    """Take a certificate of this ledger back, for good; raises CertificateUnknown, CertificateRevoked."""
    row = session.exec(
        select(CertificateTable).where(col(CertificateTable.station) == station, col(CertificateTable.fingerprint) == fingerprint)
    ).first()
    if row is None:
        raise CertificateUnknown("This station's ledger has no such certificate.")
    known = find(session, fingerprint)
    if known is not None:
        raise CertificateRevoked(f"The certificate with serial {known.serial} was revoked on {known.at:%Y-%m-%d} already ({known.reason}).")
    issuer = row.issuers[0] if row.issuers else ""
    revocation = Revocation(at, row.identifier, row.serial, fingerprint, issuer, reason, note, who)
    made = RevocationTable(
        station=station,
        sequence=next_number(session, RevocationTable, station),
        at=at,
        identifier=row.identifier,
        serial=row.serial,
        fingerprint=fingerprint,
        issuer=issuer,
        reason=reason.value,
        note=note,
        who=who,
    )
    session.add(made)
    append(session, station, at, "certificate.revoked", facts_of(made), who=who)
    return revocation


def facts_of(row: RevocationTable) -> dict[str, str]:
    """What the audit entry says of it."""
    names = ("identifier", "serial", "fingerprint", "issuer", "reason", "note")
    return {name: getattr(row, name) for name in names}


def find(session: Session, fingerprint: str) -> Revocation | None:
    """How this certificate was taken back, if it was."""
    row = session.exec(select(RevocationTable).where(col(RevocationTable.fingerprint) == fingerprint)).first()
    return None if row is None else _revocation(row)


def list_revocations(session: Session, issuer: str) -> list[Revocation]:
    """Every certificate of this CA (of any, where it is empty) that was taken back, the newest first."""
    wanted = select(RevocationTable).order_by(col(RevocationTable.at).desc(), col(RevocationTable.sequence).desc())
    if issuer:
        wanted = wanted.where(col(RevocationTable.issuer) == issuer)
    return [_revocation(row) for row in session.exec(wanted).all()]


def last_crl(session: Session, issuer: str) -> Crl | None:
    """The list of this CA with the highest number."""
    row = session.exec(select(CrlTable).where(col(CrlTable.issuer) == issuer).order_by(col(CrlTable.number).desc()).limit(1)).first()
    return None if row is None else Crl(row.issuer, row.number, row.at, row.next_update, row.revoked, row.der)


def add_crl(session: Session, station: str, crl: Crl, who: str) -> None:
    """Keep a list that was just signed; the database refuses one whose number is not the highest of its CA."""
    row = CrlTable(
        station=station,
        sequence=next_number(session, CrlTable, station),
        at=crl.at,
        issuer=crl.issuer,
        number=crl.number,
        next_update=crl.next_update,
        revoked=crl.revoked,
        der=crl.der,
    )
    session.add(row)
    append(session, station, crl.at, "crl.signed", crl_facts_of(row), who=who)


def crl_facts_of(row: CrlTable) -> dict[str, str]:
    """What the audit entry says of a list."""
    return {
        "issuer": row.issuer,
        "number": str(row.number),
        "next_update": moment(row.next_update),
        "revoked": str(row.revoked),
        "sha256": hashlib.sha256(row.der).hexdigest(),
    }


def count(session: Session) -> dict[str, int]:
    """How many certificates were taken back, by reason."""
    rows = session.exec(select(RevocationTable.reason, func.count()).group_by(col(RevocationTable.reason))).all()
    return dict(rows)


def _revocation(row: RevocationTable) -> Revocation:
    return Revocation(row.at, row.identifier, row.serial, row.fingerprint, row.issuer, Reason(row.reason), row.note, row.who)
