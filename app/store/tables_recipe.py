"""The tables about recipes: every content that was used or written, and who approved it; private to this room."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.store.columns import Utc, Words
from app.store.tables import Row


class RecipeVersionTable(Row, table=True):
    """One content of a recipe: `digest` is the SHA-256 of `body`, its canonical JSON; `source` is the TOML it was written in."""

    __tablename__ = "recipe_versions"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="recipe_versions_sequence"),
        UniqueConstraint("station", "digest", name="recipe_versions_digest"),
    )

    at: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)
    name: str = Field(sa_type=Words, index=True)
    version: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    digest: str = Field(sa_type=Words)
    body: str = Field(sa_type=Words)
    source: str = Field(sa_type=Words)


class ProfileTable(Row, table=True):
    """A certificate profile that an order relies on: `digest` is the SHA-256 of `body`, its canonical JSON."""

    __tablename__ = "certificate_profiles"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="certificate_profiles_sequence"),
        UniqueConstraint("station", "digest", name="certificate_profiles_digest"),
    )

    digest: str = Field(sa_type=Words)
    name: str = Field(sa_type=Words)
    body: str = Field(sa_type=Words)


class RecipeApprovalTable(Row, table=True):
    """An engineer's word that orders may be made with a version; it is never taken back: a better version is another one."""

    __tablename__ = "recipe_approvals"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="recipe_approvals_sequence"),
        UniqueConstraint("station", "digest", name="recipe_approvals_digest"),
    )

    at: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)
    name: str = Field(sa_type=Words)
    digest: str = Field(sa_type=Words)
