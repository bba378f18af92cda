"""What is owed to the platform: recipes as they were, debts, settlements."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import known, refuse
from app.store.migrations.shape import table, times, words

revision = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("owed_recipes", "debts", "settlements")


def upgrade() -> None:
    """Make the tables, their indexes, and the triggers that keep what was written."""
    table("owed_recipes", *words("digest", "name", "body"), sa.UniqueConstraint("station", "digest", name="owed_recipes_digest"))
    table(
        "debts",
        sa.Column("run", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        *times("since"),
        *words("identifier", "fingerprint", "serial"),
        sa.Column("recipe", sa.Uuid(), sa.ForeignKey("owed_recipes.id"), nullable=False),
        sa.Column("identity", sa.JSON(), nullable=False),
        *words("state"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        *times("next_try"),
        sa.Column("last_try", sa.DateTime(timezone=True), nullable=True),
        *words("code", "message"),
    )
    op.create_index("debts_due", "debts", ["station", "state", "sequence"])
    op.create_index("debts_order", "debts", ["station", "identifier", "state", "sequence"])
    op.create_index("ix_debts_run", "debts", ["run"])
    op.create_index("ix_debts_fingerprint", "debts", ["fingerprint"])
    table(
        "settlements",
        sa.Column("debt", sa.Uuid(), sa.ForeignKey("debts.id"), nullable=False),
        *times("at"),
        *words("device", "certificate"),
        sa.Column("requests", sa.JSON(), nullable=False),
        sa.Column("created", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("debt", name="settlements_debt"),
    )
    op.create_index("ix_settlements_device", "settlements", ["device"])
    op.create_index("ix_settlements_certificate", "settlements", ["certificate"])
    for statement in TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to a ledger that remembers no debts."""
    for name in reversed(TABLES):
        op.drop_table(name)


_UNIQUE = {"owed_recipes": ("station = NEW.station AND digest = NEW.digest",), "debts": (), "settlements": ("debt = NEW.debt",)}

TRIGGERS = (
    *(refuse(f"{name}_stay", "DELETE", name, f"{name} are never deleted") for name in TABLES),
    *(refuse(f"{name}_new", "INSERT", name, f"{name} are never replaced", known(name, *_UNIQUE[name])) for name in TABLES),
    refuse("owed_recipes_fixed", "UPDATE", "owed_recipes", "owed_recipes never change"),
    refuse("settlements_fixed", "UPDATE", "settlements", "settlements never change"),
    refuse(
        "debts_fixed",
        "UPDATE OF id, station, sequence, run, since, identifier, fingerprint, serial, recipe, identity",
        "debts",
        "what is owed never changes",
    ),
    refuse("debts_settled", "UPDATE", "debts", "a settled debt never changes", "WHEN OLD.state = 'settled'"),
)
"""What the database itself refuses, whoever writes; SQLite's words, for SQLite is what a station has."""
