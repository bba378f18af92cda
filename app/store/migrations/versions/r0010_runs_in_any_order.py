"""Runs are listed by any column of the history, page by page, without sorting them."""

from collections.abc import Sequence

from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_INDEXES = {"runs_device": "identifier", "runs_code": "failure_code", "runs_tray": "tray", "runs_took": "seconds"}


def upgrade() -> None:
    """Make the indexes; the first of them answers what the one of identifiers alone did."""
    for name, column in _INDEXES.items():
        op.create_index(name, "runs", [column, "begun", "id"])
    op.drop_index("ix_runs_identifier", "runs")


def downgrade() -> None:
    """Back to a history that is listed by time."""
    op.create_index("ix_runs_identifier", "runs", ["identifier"])
    for name in _INDEXES:
        op.drop_index(name, "runs")
