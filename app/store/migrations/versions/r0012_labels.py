"""Printed labels: templates as they were, labels, what became of each."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import append_only, kept, refuse
from app.store.migrations.shape import numbers, table, times, words

revision = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("label_templates", "labels", "prints")


def upgrade() -> None:
    """Make the tables and what keeps them."""
    table("label_templates", *words("digest", "name", "body"), sa.UniqueConstraint("station", "digest", name="label_templates_digest"))
    table(
        "labels",
        sa.Column("run", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        *times("at"),
        *words("who", "identifier"),
        sa.Column("template", sa.Uuid(), sa.ForeignKey("label_templates.id"), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        *words("reason"),
        *numbers("number"),
        *words("state"),
        sa.UniqueConstraint("run", "number", name="labels_number"),
    )
    op.create_index("labels_state", "labels", ["station", "state", "sequence"])
    op.create_index("ix_labels_identifier", "labels", ["identifier"])
    table(
        "prints",
        sa.Column("label", sa.Uuid(), sa.ForeignKey("labels.id"), nullable=False),
        *times("at"),
        *words("who", "state", "code", "message", "advice", "why"),
    )
    op.create_index("ix_prints_label", "prints", ["label"])
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows of no labels."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _triggers() -> Iterator[str]:
    yield from append_only("label_templates", "station = NEW.station AND digest = NEW.digest")
    yield from append_only("prints")
    yield from kept("labels", "run = NEW.run AND number = NEW.number")
    columns = "id, station, sequence, run, at, who, identifier, template, words, reason, number"
    yield refuse("labels_fixed", f"UPDATE OF {columns}", "labels", "what a label is never changes")
    yield refuse("labels_ended", "UPDATE", "labels", "a label at its end never changes", "WHEN OLD.state IN ('printed', 'dropped')")
