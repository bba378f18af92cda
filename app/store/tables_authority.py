"""The tables about authorities: revocations, revocation lists, registrations, hand-overs, removals; private to this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from app.store.columns import Facts, Utc, Words
from app.store.tables import Row


class RevocationTable(Row, table=True):
    """A certificate that was taken back."""

    __tablename__ = "revocations"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="revocations_sequence"),
        UniqueConstraint("station", "fingerprint", name="revocations_once"),
    )

    at: datetime = Field(sa_type=Utc)
    identifier: str = Field(sa_type=Words)
    serial: str = Field(sa_type=Words)
    fingerprint: str = Field(sa_type=Words, index=True)
    issuer: str = Field(sa_type=Words, index=True)
    reason: str = Field(sa_type=Words)
    note: str = Field(sa_type=Words)
    who: str = Field(sa_type=Words)


class CrlTable(Row, table=True):
    """A revocation list as it was signed."""

    __tablename__ = "crls"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="crls_sequence"),
        UniqueConstraint("station", "issuer", "number", name="crls_number"),
    )

    at: datetime = Field(sa_type=Utc)
    issuer: str = Field(sa_type=Words)
    number: int
    next_update: datetime = Field(sa_type=Utc)
    revoked: int
    der: bytes = Field(sa_type=LargeBinary)


class RegistrationTable(Row, table=True):
    """A CA as the platform was told of it; the last one of a CA counts."""

    __tablename__ = "registrations"
    __table_args__ = (UniqueConstraint("station", "sequence", name="registrations_sequence"),)

    at: datetime = Field(sa_type=Utc)
    fingerprint: str = Field(sa_type=Words, index=True)
    platform: str = Field(sa_type=Words)
    prn: str = Field(sa_type=Words)
    description: str = Field(sa_type=Words)
    who: str = Field(sa_type=Words)
    jitp: dict[str, Any] = Field(sa_type=Facts)
    """Empty: none was wished."""
    jitp_set: bool
    requests: list[str] = Field(sa_type=Facts)


class HandoverTable(Row, table=True):
    """A planned hand-over; the last one from an authority counts."""

    __tablename__ = "handovers"
    __table_args__ = (UniqueConstraint("station", "sequence", name="handovers_sequence"),)

    at: datetime = Field(sa_type=Utc)
    before: str = Field(sa_type=Words)
    after: str = Field(sa_type=Words)
    begins: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)


class RemovalTable(Row, table=True):
    """An old certificate that has to go from the platform: there before it is tried, its end written once."""

    __tablename__ = "removals"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="removals_sequence"),
        UniqueConstraint("station", "fingerprint", name="removals_once"),
    )

    run: UUID = Field(foreign_key="runs.id")
    since: datetime = Field(sa_type=Utc)
    identifier: str = Field(sa_type=Words, index=True)
    serial: str = Field(sa_type=Words)
    fingerprint: str = Field(sa_type=Words)
    reason: str = Field(sa_type=Words)
    problem: str = Field(default="", sa_type=Words)
    removed: datetime | None = Field(default=None, sa_type=Utc)
