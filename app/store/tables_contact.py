"""The table of devices that called the platform by themselves; private to this room."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.store.columns import Utc, Words
from app.store.tables import Row


class ContactTable(Row, table=True):
    """One call of one device, as the platform noted it; only of devices that this ledger knows, and of each what is new."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="contacts_sequence"),
        UniqueConstraint("station", "event", name="contacts_event"),
    )

    event: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Utc)
    name: str = Field(sa_type=Words)
    fingerprint: str = Field(sa_type=Words, index=True)
    refused: str = Field(sa_type=Words)
