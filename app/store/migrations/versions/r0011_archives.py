"""Archives: whole periods may leave the ledger, once an entry says where to."""

from collections.abc import Sequence

from alembic import op

from app.store.migrations.guards import append_only, refuse
from app.store.migrations.shape import numbers, table, times, words

revision = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ENTRY_LEFT = "SELECT 1 FROM archives WHERE station = OLD.station AND entry >= OLD.sequence"
_STEP_LEFT = (
    "SELECT 1 FROM runs JOIN archives ON archives.station = runs.station AND archives.runs >= runs.sequence WHERE runs.id = OLD.run"
)
_TOLD = (
    "SELECT 1 FROM entries WHERE station = NEW.station AND kind = 'ledger.archived' AND sequence > NEW.entry"
    " AND sequence = (SELECT max(sequence) FROM entries WHERE station = NEW.station)"
    " AND instr(body, '\"manifest\":\"' || NEW.manifest || '\"') > 0 AND instr(body, '\"entries\":\"' || NEW.entry || '\"') > 0"
    " AND instr(body, '\"runs\":\"' || NEW.runs || '\"') > 0"
)


def upgrade() -> None:
    """Make the table; entries and steps may be deleted where it says that they are elsewhere, and nothing else may."""
    table("archives", *times("at"), *numbers("entry"), *words("hash"), *numbers("runs"), *words("name", "manifest", "why"))
    for statement in append_only("archives"):
        op.execute(statement)
    op.execute(refuse("archives_told", "INSERT", "archives", "an archive is told of by the last entry", f"WHEN NOT EXISTS ({_TOLD})"))
    for name, left in (("entries", _ENTRY_LEFT), ("steps", _STEP_LEFT)):
        op.execute(f"DROP TRIGGER {name}_stay")
        op.execute(refuse(f"{name}_stay", "DELETE", name, f"{name} are never deleted", f"WHEN NOT EXISTS ({left})"))


def downgrade() -> None:
    """Back to a ledger that forgets nothing; what left it stays away."""
    for name in ("entries", "steps"):
        op.execute(f"DROP TRIGGER {name}_stay")
        op.execute(refuse(f"{name}_stay", "DELETE", name, f"{name} are never deleted"))
    op.drop_table("archives")
