"""Signed heads of the audit chain; what a step is and belongs to never changes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import append_only, refuse

revision = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table, and one trigger that the first revision left out."""
    op.create_table(
        "heads",
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("hash", "reason", "key", "signature")),
        sa.UniqueConstraint("station", "sequence", name="heads_sequence"),
    )
    op.create_index("ix_heads_entry", "heads", ["entry"])
    for statement in append_only("heads"):
        op.execute(statement)
    op.execute(refuse("steps_begun", "UPDATE OF id, station, sequence, run, step", "steps", "the beginning of a step never changes"))


def downgrade() -> None:
    """Back to a chain whose heads nobody signed."""
    op.execute("DROP TRIGGER steps_begun")
    op.drop_table("heads")
