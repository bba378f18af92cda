"""Bulk jobs and their batches."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import known, refuse
from app.store.migrations.shape import numbers, table, times, words

revision = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables and the triggers that keep what was written."""
    table(
        "bulk_jobs",
        *times("at"),
        *words("recipe", "recipe_digest", "source"),
        *numbers("rows"),
        *words("protection", "folder"),
        sa.Column("registers", sa.Boolean(), nullable=False),
        *numbers("written"),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
    )
    table(
        "bulk_batches",
        *times("at"),
        sa.Column("job", sa.Uuid(), sa.ForeignKey("bulk_jobs.id"), nullable=False),
        sa.Column("run", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        *numbers("number", "last_row", "issued", "reused", "refused"),
        sa.UniqueConstraint("job", "number", name="bulk_batches_once"),
    )
    for statement in TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows no bulk jobs; the certificates stay."""
    op.drop_table("bulk_batches")
    op.drop_table("bulk_jobs")


_BEGINNING = "id, station, sequence, at, recipe, recipe_digest, source, rows, protection, folder, registers"

TRIGGERS = (
    refuse("bulk_jobs_stay", "DELETE", "bulk_jobs", "bulk_jobs are never deleted"),
    refuse("bulk_batches_stay", "DELETE", "bulk_batches", "bulk_batches are never deleted"),
    refuse("bulk_jobs_new", "INSERT", "bulk_jobs", "bulk_jobs are never replaced", known("bulk_jobs")),
    refuse(
        "bulk_batches_new",
        "INSERT",
        "bulk_batches",
        "bulk_batches are never replaced",
        known("bulk_batches", "job = NEW.job AND number = NEW.number"),
    ),
    refuse("bulk_jobs_fixed", f"UPDATE OF {_BEGINNING}", "bulk_jobs", "the beginning of a bulk job never changes"),
    refuse("bulk_jobs_ended", "UPDATE", "bulk_jobs", "a bulk job that ended never changes", "WHEN OLD.ended IS NOT NULL"),
    refuse("bulk_jobs_written", "UPDATE", "bulk_jobs", "what is written stays so", "WHEN NEW.written < OLD.written"),
    refuse("bulk_batches_fixed", "UPDATE", "bulk_batches", "bulk_batches never change"),
)
"""What the database itself refuses, whoever writes; SQLite's words, for SQLite is what a station has."""
