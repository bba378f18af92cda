"""Certificate profiles as they were when an order was made that relies on them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import append_only
from app.store.migrations.shape import table, words

revision = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table and what keeps it."""
    unique = sa.UniqueConstraint("station", "digest", name="certificate_profiles_digest")
    table("certificate_profiles", *words("digest", "name", "body"), unique)
    for statement in append_only("certificate_profiles", "station = NEW.station AND digest = NEW.digest"):
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows profiles by their digests alone."""
    op.drop_table("certificate_profiles")
