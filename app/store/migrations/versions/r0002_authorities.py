"""Authorities: revocations, revocation lists, registrations at the platform, hand-overs, certificates to remove there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("revocations", "crls", "registrations", "handovers", "removals")


def upgrade() -> None:
    """Make the tables and the triggers that keep what was written; certificates are found by when they expire."""
    _table(
        "revocations",
        *_times("at"),
        *_words("identifier", "serial", "fingerprint", "issuer", "reason", "note", "who"),
        sa.UniqueConstraint("station", "fingerprint", name="revocations_once"),
    )
    _table(
        "crls",
        *_times("at", "next_update"),
        *_words("issuer"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revoked", sa.Integer(), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("station", "issuer", "number", name="crls_number"),
    )
    _table(
        "registrations",
        *_times("at"),
        *_words("fingerprint", "platform", "prn", "description", "who"),
        sa.Column("jitp", sa.JSON(), nullable=False),
        sa.Column("jitp_set", sa.Boolean(), nullable=False),
        sa.Column("requests", sa.JSON(), nullable=False),
    )
    _table("handovers", *_times("at", "begins"), *_words("before", "after", "who"))
    _table(
        "removals",
        sa.Column("run", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        *_times("since"),
        *_words("identifier", "serial", "fingerprint", "reason", "problem"),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("station", "fingerprint", name="removals_once"),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for statement in TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows one authority; what was written of the others is gone."""
    op.drop_index("ix_certificates_expires", "certificates")
    for table in reversed(TABLES):
        op.drop_table(table)


def _table(name: str, *rest: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *rest,
        sa.UniqueConstraint("station", "sequence", name=f"{name}_sequence"),
    )


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def _refuse(name: str, when: str, table: str, why: str, condition: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def _known(table: str) -> str:
    """INSERT OR REPLACE deletes what it collides with, without asking the triggers on DELETE."""
    keys = ("id = NEW.id", "station = NEW.station AND sequence = NEW.sequence", *_UNIQUE.get(table, ()))
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(f'({key})' for key in keys)})"  # noqa: S608 - our own names


INDEXES = (
    ("certificates", "expires"),
    ("revocations", "fingerprint"),
    ("revocations", "issuer"),
    ("registrations", "fingerprint"),
    ("removals", "identifier"),
)
_UNIQUE = {
    "revocations": ("station = NEW.station AND fingerprint = NEW.fingerprint",),
    "crls": ("station = NEW.station AND issuer = NEW.issuer AND number = NEW.number",),
    "removals": ("station = NEW.station AND fingerprint = NEW.fingerprint",),
}
_OWED = "id, station, sequence, run, since, identifier, serial, fingerprint, reason"
_FIXED = ("revocations", "crls", "registrations", "handovers")

TRIGGERS = (
    *(_refuse(f"{table}_stay", "DELETE", table, f"{table} are never deleted") for table in TABLES),
    *(_refuse(f"{table}_new", "INSERT", table, f"{table} are never replaced", _known(table)) for table in TABLES),
    *(_refuse(f"{table}_fixed", "UPDATE", table, f"{table} never change") for table in _FIXED),
    _refuse(
        "crls_next",
        "INSERT",
        "crls",
        "the number of a revocation list goes up",
        "WHEN NEW.number <= (SELECT max(number) FROM crls WHERE station = NEW.station AND issuer = NEW.issuer)",
    ),
    _refuse("removals_fixed", f"UPDATE OF {_OWED}", "removals", "what has to be removed never changes"),
    _refuse("removals_done", "UPDATE", "removals", "what is removed stays so", "WHEN OLD.removed IS NOT NULL"),
)
"""What the database itself refuses, whoever writes; SQLite's words, for SQLite is what a station has."""
