"""What is owed to the platform: recipes as they were, debts, settlements."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("owed_recipes", "debts", "settlements")


def upgrade() -> None:
    """Make the tables, their indexes, and the triggers that keep what was written."""
    _table("owed_recipes", *_words("digest", "name", "body"), sa.UniqueConstraint("station", "digest", name="owed_recipes_digest"))
    _table(
        "debts",
        sa.Column("run", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        _time("since"),
        *_words("identifier", "fingerprint", "serial"),
        sa.Column("recipe", sa.Uuid(), sa.ForeignKey("owed_recipes.id"), nullable=False),
        sa.Column("identity", sa.JSON(), nullable=False),
        *_words("state"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _time("next_try"),
        _time("last_try", nullable=True),
        *_words("code", "message"),
    )
    op.create_index("debts_due", "debts", ["station", "state", "sequence"])
    op.create_index("debts_order", "debts", ["station", "identifier", "state", "sequence"])
    op.create_index("ix_debts_run", "debts", ["run"])
    op.create_index("ix_debts_fingerprint", "debts", ["fingerprint"])
    _table(
        "settlements",
        sa.Column("debt", sa.Uuid(), sa.ForeignKey("debts.id"), nullable=False),
        _time("at"),
        *_words("device", "certificate"),
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
    for table in reversed(TABLES):
        op.drop_table(table)


def _table(name: str, *rest: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *rest,
        sa.UniqueConstraint("station", "sequence", name=f"{name}_sequence"),
    )


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _refuse(name: str, when: str, table: str, why: str, condition: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def _known(table: str, *unique: str) -> str:
    """INSERT OR REPLACE deletes what it collides with, without asking the triggers on DELETE."""
    keys = ("id = NEW.id", "station = NEW.station AND sequence = NEW.sequence", *unique)
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(f'({key})' for key in keys)})"  # noqa: S608 - our own names


_UNIQUE = {"owed_recipes": ("station = NEW.station AND digest = NEW.digest",), "debts": (), "settlements": ("debt = NEW.debt",)}

TRIGGERS = (
    *(_refuse(f"{table}_stay", "DELETE", table, f"{table} are never deleted") for table in TABLES),
    *(_refuse(f"{table}_new", "INSERT", table, f"{table} are never replaced", _known(table, *_UNIQUE[table])) for table in TABLES),
    _refuse("owed_recipes_fixed", "UPDATE", "owed_recipes", "owed_recipes never change"),
    _refuse("settlements_fixed", "UPDATE", "settlements", "settlements never change"),
    _refuse(
        "debts_fixed",
        "UPDATE OF id, station, sequence, run, since, identifier, fingerprint, serial, recipe, identity",
        "debts",
        "what is owed never changes",
    ),
    _refuse("debts_settled", "UPDATE", "debts", "a settled debt never changes", "WHEN OLD.state = 'settled'"),
)
"""What the database itself refuses, whoever writes; SQLite's words, for SQLite is what a station has."""
