"""The line: people, their tries to log in, work orders with their lists, scrapped units."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shape import kept, numbers, switches, table, times, words

revision = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("people", "logins", "orders", "order_units", "scraps")
INDEXES = (("people", "badge"), ("logins", "badge"), ("orders", "number"))


def upgrade() -> None:
    """Make the tables; runs are found by their order and identifier."""
    table("people", *times("at"), *words("who", "badge", "name", "role", "pin"), *switches("active"), *words("why"))
    table("logins", *times("at"), *words("badge"), *switches("right"), *words("how"))
    table(
        "orders",
        *times("at"),
        *words("who", "number", "product", "recipe", "recipe_version", "recipe_digest"),
        *numbers("quantity", "listed"),
        *words("list_digest"),
        *switches("first_article"),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        *words("state", "reason"),
    )
    table("order_units", *words("number", "serial"), sa.UniqueConstraint("station", "number", "serial", name="order_units_once"))
    table(
        "scraps",
        *times("at"),
        *words("who", "number", "identifier", "reason"),
        sa.UniqueConstraint("station", "number", "identifier", name="scraps_once"),
    )
    for name, column in INDEXES:
        op.create_index(f"ix_{name}_{column}", name, [column])
    for statement in TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that knows neither people nor orders."""
    for name in reversed(TABLES):
        op.drop_table(name)


TRIGGERS = (
    *kept("people"),
    *kept("logins"),
    *kept("orders"),
    *kept("order_units", "station = NEW.station AND number = NEW.number AND serial = NEW.serial"),
    *kept("scraps", "station = NEW.station AND number = NEW.number AND identifier = NEW.identifier"),
)
