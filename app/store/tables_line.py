"""The tables about the people and the work orders of a line: every row is written once, and the last one of a thing counts."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.store.columns import Utc, Words
from app.store.tables import Row


class PersonTable(Row, table=True):
    """A person as somebody admitted or changed them; the last row of a badge counts."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("station", "sequence", name="people_sequence"),)

    at: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)
    badge: str = Field(sa_type=Words, index=True)
    name: str = Field(sa_type=Words)
    role: str = Field(sa_type=Words)
    pin: str = Field(sa_type=Words)
    """Argon2id, as PHC string."""
    active: bool
    why: str = Field(sa_type=Words)
    """Admitted, new PIN, dismissed, …"""


class LoginTable(Row, table=True):
    """A try to log in."""

    __tablename__ = "logins"
    __table_args__ = (UniqueConstraint("station", "sequence", name="logins_sequence"),)

    at: datetime = Field(sa_type=Utc)
    badge: str = Field(sa_type=Words, index=True)
    right: bool
    how: str = Field(sa_type=Words)
    """What came of it, in a word or two."""


class OrderTable(Row, table=True):
    """A work order as it was made, or brought into another state; the last row of a number counts."""

    __tablename__ = "orders"
    __table_args__ = (UniqueConstraint("station", "sequence", name="orders_sequence"),)

    at: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)
    number: str = Field(sa_type=Words, index=True)
    product: str = Field(sa_type=Words)
    recipe: str = Field(sa_type=Words)
    recipe_version: str = Field(sa_type=Words)
    recipe_digest: str = Field(sa_type=Words)
    quantity: int
    listed: int
    """How many serial numbers are listed; 0: any will do."""
    list_digest: str = Field(sa_type=Words)
    """SHA-256 over the list, one a line, hex; empty where there is none."""
    first_article: bool
    due: datetime | None = Field(default=None, sa_type=Utc)
    state: str = Field(sa_type=Words)
    reason: str = Field(sa_type=Words)
    label: str | None = Field(default=None, sa_type=Words)
    """The label template of its units; nothing: the recipe's."""
    label_digest: str | None = Field(default=None, sa_type=Words)


class OrderUnitTable(Row, table=True):
    """A serial number on an order's list."""

    __tablename__ = "order_units"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="order_units_sequence"),
        UniqueConstraint("station", "number", "serial", name="order_units_once"),
    )

    number: str = Field(sa_type=Words)
    serial: str = Field(sa_type=Words)


class ScrapTable(Row, table=True):
    """A unit of an order that was scrapped: its place in the order is free again."""

    __tablename__ = "scraps"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="scraps_sequence"),
        UniqueConstraint("station", "number", "identifier", name="scraps_once"),
    )

    at: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)
    number: str = Field(sa_type=Words)
    identifier: str = Field(sa_type=Words)
    reason: str = Field(sa_type=Words)
