"""A bulk job goes on with a list whose rows that are done are the same; certificates are found by their identifier."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the column and the index."""
    op.add_column("bulk_batches", sa.Column("prefix", sa.String(), nullable=True))
    op.create_index("ix_certificates_identifier", "certificates", ["identifier"])


def downgrade() -> None:
    """Take both away."""
    op.drop_index("ix_certificates_identifier", "certificates")
    op.drop_column("bulk_batches", "prefix")
