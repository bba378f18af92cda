"""What every revision makes tables of: the columns each has, and the triggers that refuse to change what was written."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.guards import known, refuse


def table(name: str, *rest: sa.schema.SchemaItem) -> None:
    """Make a table with the columns every row has."""
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *rest,
        sa.UniqueConstraint("station", "sequence", name=f"{name}_sequence"),
    )


def words(*names: str) -> list[sa.Column[str]]:
    """Columns of text."""
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def times(*names: str) -> list[sa.Column[object]]:
    """Columns of moments in UTC."""
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column[int]]:
    """Columns of whole numbers."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def switches(*names: str) -> list[sa.Column[bool]]:
    """Columns of yes and no."""
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def kept(name: str, *unique: str) -> tuple[str, ...]:
    """The triggers of a table whose rows are written once: nothing is deleted, changed or replaced.

    `unique` are its further keys, as conditions on NEW.
    """
    return (
        refuse(f"{name}_stay", "DELETE", name, f"{name} are never deleted"),
        refuse(f"{name}_fixed", "UPDATE", name, f"{name} never change"),
        refuse(f"{name}_new", "INSERT", name, f"{name} are never replaced", known(name, *unique)),
    )
