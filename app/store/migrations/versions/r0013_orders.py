"""Orders name their label; the list of one is written before it, in parts, and never changes once the order is there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import refuse

revision = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_OF = "SELECT 1 FROM orders WHERE station = {row}.station AND number = {row}.number"


def upgrade() -> None:
    """Add the columns; what belongs to no order yet may go again."""
    op.add_column("orders", sa.Column("label", sa.String(), nullable=True))
    op.add_column("orders", sa.Column("label_digest", sa.String(), nullable=True))
    op.execute("DROP TRIGGER order_units_stay")
    known = f"WHEN EXISTS ({_OF})"
    op.execute(refuse("order_units_stay", "DELETE", "order_units", "order_units are never deleted", known.format(row="OLD")))
    op.execute(refuse("order_units_late", "INSERT", "order_units", "the list of an order never changes", known.format(row="NEW")))


def downgrade() -> None:
    """Take all of it back."""
    op.execute("DROP TRIGGER order_units_late")
    op.execute("DROP TRIGGER order_units_stay")
    op.execute(refuse("order_units_stay", "DELETE", "order_units", "order_units are never deleted"))
    op.drop_column("orders", "label_digest")
    op.drop_column("orders", "label")
