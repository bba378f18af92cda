"""Bulk jobs and their batches."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables and the triggers that keep what was written."""
    _table(
        "bulk_jobs",
        *_words("recipe", "recipe_digest", "source"),
        *_numbers("rows"),
        *_words("protection", "folder"),
        sa.Column("registers", sa.Boolean(), nullable=False),
        *_numbers("written"),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
    )
    _table(
        "bulk_batches",
        sa.Column("job", sa.Uuid(), sa.ForeignKey("bulk_jobs.id"), nullable=False),
        sa.Column("run", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        *_numbers("number", "last_row", "issued", "reused", "refused"),
        sa.UniqueConstraint("job", "number", name="bulk_batches_once"),
    )
    for statement in TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows no bulk jobs; the certificates stay."""
    op.drop_table("bulk_batches")
    op.drop_table("bulk_jobs")


def _table(name: str, *rest: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *rest,
        sa.UniqueConstraint("station", "sequence", name=f"{name}_sequence"),
    )


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _refuse(name: str, when: str, table: str, why: str, condition: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def _known(table: str, *unique: str) -> str:
    """INSERT OR REPLACE deletes what it collides with, without asking the triggers on DELETE."""
    keys = ("id = NEW.id", "station = NEW.station AND sequence = NEW.sequence", *unique)
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(f'({key})' for key in keys)})"  # noqa: S608 - our own names


_BEGINNING = "id, station, sequence, at, recipe, recipe_digest, source, rows, protection, folder, registers"

TRIGGERS = (
    _refuse("bulk_jobs_stay", "DELETE", "bulk_jobs", "bulk_jobs are never deleted"),
    _refuse("bulk_batches_stay", "DELETE", "bulk_batches", "bulk_batches are never deleted"),
    _refuse("bulk_jobs_new", "INSERT", "bulk_jobs", "bulk_jobs are never replaced", _known("bulk_jobs")),
    _refuse(
        "bulk_batches_new",
        "INSERT",
        "bulk_batches",
        "bulk_batches are never replaced",
        _known("bulk_batches", "job = NEW.job AND number = NEW.number"),
    ),
    _refuse("bulk_jobs_fixed", f"UPDATE OF {_BEGINNING}", "bulk_jobs", "the beginning of a bulk job never changes"),
    _refuse("bulk_jobs_ended", "UPDATE", "bulk_jobs", "a bulk job that ended never changes", "WHEN OLD.ended IS NOT NULL"),
    _refuse("bulk_jobs_written", "UPDATE", "bulk_jobs", "what is written stays so", "WHEN NEW.written < OLD.written"),
    _refuse("bulk_batches_fixed", "UPDATE", "bulk_batches", "bulk_batches never change"),
)
"""What the database itself refuses, whoever writes; SQLite's words, for SQLite is what a station has."""
