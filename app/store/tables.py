"""The tables; private to this room. Every row carries its station and a number of its own there, so that ledgers merge."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Table, UniqueConstraint
from sqlmodel import Field, SQLModel
from uuid6 import uuid7

from app.store.columns import Facts, Utc, Words


class Row(SQLModel):
    """What every row carries; `sequence` counts from 1 in each table of a station."""

    # A row of a table is never validated by pydantic: what does that is not made, for each of thirty tables, at every start.
    model_config = {"defer_build": True}

    id: UUID = Field(default_factory=uuid7, primary_key=True)
    station: str = Field(sa_type=Words)
    sequence: int


class Failed(SQLModel):
    """A failure, where there is one; no code means none."""

    failure_code: str | None = Field(default=None, sa_type=Words)
    failure_message: str | None = Field(default=None, sa_type=Words)
    failure_advice: str | None = Field(default=None, sa_type=Words)
    failure_outcome: str | None = Field(default=None, sa_type=Words)
    failure_retryable: bool | None = None


class RunTable(Row, Failed, table=True):
    """A run: what is known at its beginning, and from its end on how it ended."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="runs_sequence"),
        Index("runs_begun", "begun", "id"),
        Index("runs_outcome", "outcome", "begun", "id"),
        Index("runs_operator", "operator", "begun", "id"),
        Index("runs_order", "work_order", "begun", "id"),
        Index("runs_device", "identifier", "begun", "id"),
        Index("runs_code", "failure_code", "begun", "id"),
        Index("runs_tray", "tray", "begun", "id"),
        Index("runs_took", "seconds", "begun", "id"),
    )

    tray: int
    operator: str = Field(sa_type=Words)
    work_order: str = Field(sa_type=Words)
    recipe: str = Field(sa_type=Words)
    recipe_version: str = Field(sa_type=Words)
    recipe_digest: str = Field(sa_type=Words)
    port: dict[str, Any] = Field(sa_type=Facts)
    path: list[str] = Field(sa_type=Facts)
    """The steps it means to take."""
    begun: datetime = Field(sa_type=Utc)
    scan: str = Field(sa_type=Words, index=True)

    ended: datetime | None = Field(default=None, sa_type=Utc)
    outcome: str | None = Field(default=None, sa_type=Words)
    seconds: float | None = None
    identifier: str = Field(default="", sa_type=Words)
    model: str | None = Field(default=None, sa_type=Words)
    serial: str | None = Field(default=None, sa_type=Words, index=True)
    revision: str | None = Field(default=None, sa_type=Words)
    firmware: str | None = Field(default=None, sa_type=Words)
    chip: str | None = Field(default=None, sa_type=Words)
    fingerprint: str = Field(default="", sa_type=Words, index=True)
    """Of the certificate it ended with. No foreign key: certificates point at runs already, and a circle cannot be created in order."""


class StepTable(Row, Failed, table=True):
    """A step: there from before it starts, its end written once."""

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="steps_sequence"),
        UniqueConstraint("run", "step", name="steps_once"),
    )

    run: UUID = Field(foreign_key="runs.id")
    step: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Utc)
    seconds: float | None = None
    """None: it has not ended."""
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)


class CertificateTable(Row, table=True):
    """A device certificate, remembered before any device got it; confirmed by the first run that passed with it."""

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="certificates_sequence"),
        UniqueConstraint("station", "fingerprint", name="certificates_fingerprint"),
        UniqueConstraint("station", "identifier", "key", "recipe_digest", "generation", name="certificates_once"),
    )

    at: datetime = Field(sa_type=Utc)
    run: UUID = Field(foreign_key="runs.id", index=True)
    identifier: str = Field(sa_type=Words, index=True)
    key: str = Field(sa_type=Words, index=True)
    recipe_digest: str = Field(sa_type=Words)
    generation: int
    """How many for the same identifier, key and recipe there were before: run out, revoked or renewed."""
    serial: str = Field(sa_type=Words, index=True)
    fingerprint: str = Field(sa_type=Words, index=True)
    expires: datetime = Field(sa_type=Utc, index=True)
    der: bytes = Field(sa_type=LargeBinary)
    issuers: list[str] = Field(sa_type=Facts)
    """Fingerprints, nearest first."""
    issued: bool
    """Made by this station's authority; False: a device brought it."""
    confirmed_run: UUID | None = Field(default=None, foreign_key="runs.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=Utc)


class IssuerTable(Row, table=True):
    """A CA certificate that device certificates were issued under; kept once."""

    __tablename__ = "issuers"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="issuers_sequence"),
        UniqueConstraint("station", "fingerprint", name="issuers_fingerprint"),
    )

    fingerprint: str = Field(sa_type=Words)
    der: bytes = Field(sa_type=LargeBinary)


class ReceiptTable(Row, table=True):
    """What the platform answered in a run."""

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="receipts_sequence"),
        UniqueConstraint("run", name="receipts_run"),
    )

    run: UUID = Field(foreign_key="runs.id")
    state: str = Field(sa_type=Words)
    device: str = Field(sa_type=Words, index=True)
    certificate: str = Field(sa_type=Words, index=True)
    requests: list[str] = Field(sa_type=Facts)
    created: bool


class DeviceTable(Row, table=True):
    """A unit by its identifier: drawn from its runs, so the only row that changes more than once."""

    __tablename__ = "devices"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="devices_sequence"),
        UniqueConstraint("station", "identifier", name="devices_identifier"),
    )

    identifier: str = Field(sa_type=Words, index=True)
    model: str = Field(sa_type=Words)
    serial: str = Field(sa_type=Words, index=True)
    revision: str = Field(sa_type=Words)
    firmware: str = Field(sa_type=Words)
    chip: str = Field(sa_type=Words, index=True)
    passed_run: UUID | None = Field(default=None, foreign_key="runs.id")
    passed_at: datetime | None = Field(default=None, sa_type=Utc)
    passed_by: str = Field(default="", sa_type=Words)
    fingerprint: str = Field(default="", sa_type=Words)


class EntryTable(Row, table=True):
    """An audit entry: `body` is RFC 8785 JSON, `hash` its SHA-256, and `body` names the hash of the entry before.

    at, kind and run repeat what the body says, for searching; `verify` compares them.
    """

    __tablename__ = "entries"
    __table_args__ = (UniqueConstraint("station", "sequence", name="entries_sequence"),)

    at: datetime = Field(sa_type=Utc, index=True)
    kind: str = Field(sa_type=Words, index=True)
    run: UUID | None = Field(default=None, index=True)
    body: str = Field(sa_type=Words)
    hash: str = Field(sa_type=Words)


def plain(table: type[SQLModel]) -> Table:
    """SQLAlchemy's own view of a table."""
    return table.__table__  # type: ignore[attr-defined,no-any-return]  # SQLModel does not tell mypy of it


RUNS = plain(RunTable)
"""SQLAlchemy's own tables, for reading many rows without an object each."""
STEPS = plain(StepTable)
CERTIFICATES = plain(CertificateTable)
ISSUERS = plain(IssuerTable)
RECEIPTS = plain(ReceiptTable)
DEVICES = plain(DeviceTable)
ENTRIES = plain(EntryTable)
