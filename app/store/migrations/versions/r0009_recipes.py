"""Recipes as they were used or written, and who approved them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import append_only
from app.store.migrations.shape import table, times, words

revision = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("recipe_versions", "recipe_approvals")


def upgrade() -> None:
    """Make the tables and what keeps them."""
    table(
        "recipe_versions",
        *times("at"),
        *words("who", "name", "version", "title", "digest", "body", "source"),
        sa.UniqueConstraint("station", "digest", name="recipe_versions_digest"),
    )
    op.create_index("ix_recipe_versions_name", "recipe_versions", ["name"])
    table(
        "recipe_approvals",
        *times("at"),
        *words("who", "name", "digest"),
        sa.UniqueConstraint("station", "digest", name="recipe_approvals_digest"),
    )
    for name in TABLES:
        for statement in append_only(name, "station = NEW.station AND digest = NEW.digest"):
            op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows recipes by their digests alone."""
    for name in reversed(TABLES):
        op.drop_table(name)
