"""The tables about bulk jobs and their batches; private to this room."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.store.columns import Utc, Words
from app.store.tables import Row


class BulkTable(Row, table=True):
    """A bulk job; what is written to its folder goes up, its end is written once, the rest never changes."""

    __tablename__ = "bulk_jobs"
    __table_args__ = (UniqueConstraint("station", "sequence", name="bulk_jobs_sequence"),)

    at: datetime = Field(sa_type=Utc)
    recipe: str = Field(sa_type=Words)
    recipe_digest: str = Field(sa_type=Words)
    source: str = Field(sa_type=Words)
    rows: int
    protection: str = Field(sa_type=Words)
    folder: str = Field(sa_type=Words)
    registers: bool
    written: int = 0
    ended: datetime | None = Field(default=None, sa_type=Utc)


class BatchTable(Row, table=True):
    """A batch of a bulk job: in the ledger together with its certificates, before any of them is in the folder."""

    __tablename__ = "bulk_batches"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="bulk_batches_sequence"),
        UniqueConstraint("job", "number", name="bulk_batches_once"),
    )

    at: datetime = Field(sa_type=Utc)
    job: UUID = Field(foreign_key="bulk_jobs.id")
    run: UUID = Field(foreign_key="runs.id")
    number: int
    last_row: int
    issued: int
    reused: int
    refused: int
    prefix: str | None = Field(default=None, sa_type=Words)
    """Always there; it came to the table when that already was."""
