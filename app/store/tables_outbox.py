"""The tables about what is owed to the platform: recipes as they were, debts, settlements; private to this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.store.columns import Facts, Utc, Words
from app.store.tables import Row, plain


class OwedRecipeTable(Row, table=True):
    """A recipe as it was when a unit was owed by it: `digest` is the SHA-256 of `body`, its canonical JSON."""

    __tablename__ = "owed_recipes"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="owed_recipes_sequence"),
        UniqueConstraint("station", "digest", name="owed_recipes_digest"),
    )

    digest: str = Field(sa_type=Words)
    name: str = Field(sa_type=Words)
    body: str = Field(sa_type=Words)


class DebtTable(Row, table=True):
    """A unit whose registration is owed: what it is never changes, how often it was tried does."""

    __tablename__ = "debts"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="debts_sequence"),
        Index("debts_due", "station", "state", "sequence"),
        Index("debts_order", "station", "identifier", "state", "sequence"),
    )

    run: UUID = Field(foreign_key="runs.id", index=True)
    since: datetime = Field(sa_type=Utc)
    identifier: str = Field(sa_type=Words)
    fingerprint: str = Field(sa_type=Words, index=True)
    serial: str = Field(sa_type=Words)
    recipe: UUID = Field(foreign_key="owed_recipes.id")
    identity: dict[str, Any] = Field(sa_type=Facts)

    state: str = Field(sa_type=Words)
    attempts: int = 0
    next_try: datetime = Field(sa_type=Utc)
    last_try: datetime | None = Field(default=None, sa_type=Utc)
    code: str = Field(default="", sa_type=Words)
    message: str = Field(default="", sa_type=Words)


class SettlementTable(Row, table=True):
    """The platform's receipt for a debt; written once."""

    __tablename__ = "settlements"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="settlements_sequence"),
        UniqueConstraint("debt", name="settlements_debt"),
    )

    debt: UUID = Field(foreign_key="debts.id")
    at: datetime = Field(sa_type=Utc)
    device: str = Field(sa_type=Words, index=True)
    certificate: str = Field(sa_type=Words, index=True)
    requests: list[str] = Field(sa_type=Facts)
    created: bool


DEBTS = plain(DebtTable)
"""SQLAlchemy's own tables, for many rows without an object each."""
OWED_RECIPES = plain(OwedRecipeTable)
SETTLEMENTS = plain(SettlementTable)
