"""The tables about the audit chain itself; private to this room."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.store.columns import Utc, Words
from app.store.tables import Row, plain


class HeadTable(Row, table=True):
    """The head of the chain as it was at some time, signed by the station's key."""

    __tablename__ = "heads"
    __table_args__ = (UniqueConstraint("station", "sequence", name="heads_sequence"),)

    at: datetime = Field(sa_type=Utc)
    entry: int = Field(index=True)
    """The number of the entry that was the last."""
    hash: str = Field(sa_type=Words)
    reason: str = Field(sa_type=Words)
    key: str = Field(sa_type=Words)
    """The public key, hex."""
    signature: str = Field(sa_type=Words)
    """Hex."""


class ArchiveTable(Row, table=True):
    """Entries that left the ledger: up to which, and the archive that they are in."""

    __tablename__ = "archives"
    __table_args__ = (UniqueConstraint("station", "sequence", name="archives_sequence"),)

    at: datetime = Field(sa_type=Utc)
    entry: int
    """The number of the last entry that left."""
    hash: str = Field(sa_type=Words)
    """That entry's."""
    runs: int
    """The number of the last run whose entries and steps left."""
    name: str = Field(sa_type=Words)
    manifest: str = Field(sa_type=Words)
    """SHA-256 of the archive's manifest, hex."""
    why: str = Field(sa_type=Words)


HEADS = plain(HeadTable)
