"""The tables about printed labels: templates as they were, labels, what became of each; private to this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.store.columns import Facts, Utc, Words
from app.store.tables import Row


class LabelTemplateTable(Row, table=True):
    """A template as it was when a label was owed by it: `digest` is the SHA-256 of `body`, its canonical JSON."""

    __tablename__ = "label_templates"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="label_templates_sequence"),
        UniqueConstraint("station", "digest", name="label_templates_digest"),
    )

    digest: str = Field(sa_type=Words)
    name: str = Field(sa_type=Words)
    body: str = Field(sa_type=Words)


class LabelTable(Row, table=True):
    """A label that a unit is to get: what it is never changes, only whether it is printed."""

    __tablename__ = "labels"
    __table_args__ = (
        UniqueConstraint("station", "sequence", name="labels_sequence"),
        UniqueConstraint("run", "number", name="labels_number"),
        Index("labels_state", "station", "state", "sequence"),
    )

    run: UUID = Field(foreign_key="runs.id")
    at: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)
    identifier: str = Field(sa_type=Words, index=True)
    template: UUID = Field(foreign_key="label_templates.id")
    words: dict[str, Any] = Field(sa_type=Facts)
    reason: str = Field(sa_type=Words)
    number: int

    state: str = Field(sa_type=Words)


class PrintTable(Row, table=True):
    """Something that happened to a label; its last row says how it is."""

    __tablename__ = "prints"
    __table_args__ = (UniqueConstraint("station", "sequence", name="prints_sequence"),)

    label: UUID = Field(foreign_key="labels.id", index=True)
    at: datetime = Field(sa_type=Utc)
    who: str = Field(sa_type=Words)
    state: str = Field(sa_type=Words)
    code: str = Field(sa_type=Words)
    message: str = Field(sa_type=Words)
    advice: str = Field(sa_type=Words)
    why: str = Field(sa_type=Words)
