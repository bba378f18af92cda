"""Devices that called the platform by themselves."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import append_only

revision = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table and what keeps it."""
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("event", "name", "fingerprint", "refused")),
        sa.UniqueConstraint("station", "sequence", name="contacts_sequence"),
        sa.UniqueConstraint("station", "event", name="contacts_event"),
    )
    op.create_index("ix_contacts_fingerprint", "contacts", ["fingerprint"])
    for statement in append_only("contacts", "station = NEW.station AND event = NEW.event"):
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that does not know who came."""
    op.drop_table("contacts")
