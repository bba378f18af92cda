"""Authorities: revocations, revocation lists, registrations at the platform, hand-overs, certificates to remove there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import known, refuse
from app.store.migrations.shape import table, times, words

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("revocations", "crls", "registrations", "handovers", "removals")


def upgrade() -> None:
    """Make the tables and the triggers that keep what was written; certificates are found by when they expire."""
    table(
        "revocations",
        *times("at"),
        *words("identifier", "serial", "fingerprint", "issuer", "reason", "note", "who"),
        sa.UniqueConstraint("station", "fingerprint", name="revocations_once"),
    )
    table(
        "crls",
        *times("at", "next_update"),
        *words("issuer"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revoked", sa.Integer(), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("station", "issuer", "number", name="crls_number"),
    )
    table(
        "registrations",
        *times("at"),
        *words("fingerprint", "platform", "prn", "description", "who"),
        sa.Column("jitp", sa.JSON(), nullable=False),
        sa.Column("jitp_set", sa.Boolean(), nullable=False),
        sa.Column("requests", sa.JSON(), nullable=False),
    )
    table("handovers", *times("at", "begins"), *words("before", "after", "who"))
    table(
        "removals",
        sa.Column("run", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        *times("since"),
        *words("identifier", "serial", "fingerprint", "reason", "problem"),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("station", "fingerprint", name="removals_once"),
    )
    for name, column in INDEXES:
        op.create_index(f"ix_{name}_{column}", name, [column])
    for statement in TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows one authority; what was written of the others is gone."""
    op.drop_index("ix_certificates_expires", "certificates")
    for name in reversed(TABLES):
        op.drop_table(name)


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
    *(refuse(f"{name}_stay", "DELETE", name, f"{name} are never deleted") for name in TABLES),
    *(refuse(f"{name}_new", "INSERT", name, f"{name} are never replaced", known(name, *_UNIQUE.get(name, ()))) for name in TABLES),
    *(refuse(f"{name}_fixed", "UPDATE", name, f"{name} never change") for name in _FIXED),
    refuse(
        "crls_next",
        "INSERT",
        "crls",
        "the number of a revocation list goes up",
        "WHEN NEW.number <= (SELECT max(number) FROM crls WHERE station = NEW.station AND issuer = NEW.issuer)",
    ),
    refuse("removals_fixed", f"UPDATE OF {_OWED}", "removals", "what has to be removed never changes"),
    refuse("removals_done", "UPDATE", "removals", "what is removed stays so", "WHEN OLD.removed IS NOT NULL"),
)
"""What the database itself refuses, whoever writes; SQLite's words, for SQLite is what a station has."""
