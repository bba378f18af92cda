"""The first ledger: runs, steps, devices, certificates, issuers, receipts, audit entries."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("runs", "steps", "certificates", "issuers", "receipts", "devices", "entries")


def upgrade() -> None:
    """Make every table, its indexes, and the triggers that keep what was written."""
    _runs()
    _steps()
    _certificates()
    _receipts()
    _devices()
    _entries()
    for statement in TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to nothing."""
    for table in reversed(TABLES):
        op.drop_table(table)  # its triggers go with it


def _table(name: str, *rest: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), primary_key=True, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *rest,
        sa.UniqueConstraint("station", "sequence", name=f"{name}_sequence"),
    )


def _words(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _run(name: str = "run", *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey("runs.id"), nullable=nullable)


def _failure() -> list[sa.Column[object]]:
    words = ("failure_code", "failure_message", "failure_advice", "failure_outcome")
    return [*_words(*words, nullable=True), sa.Column("failure_retryable", sa.Boolean(), nullable=True)]  # type: ignore[list-item]  # columns of several types


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _runs() -> None:
    _table(
        "runs",
        sa.Column("tray", sa.Integer(), nullable=False),
        *_words("operator", "work_order", "recipe", "recipe_version", "recipe_digest"),
        sa.Column("port", sa.JSON(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        _time("begun"),
        *_words("scan"),
        _time("ended", nullable=True),
        *_words("outcome", nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        *_words("identifier"),
        *_words("model", "serial", "revision", "firmware", "chip", nullable=True),
        *_words("fingerprint"),
        *_failure(),
    )
    op.create_index("runs_begun", "runs", ["begun", "id"])
    op.create_index("runs_outcome", "runs", ["outcome", "begun", "id"])
    op.create_index("runs_operator", "runs", ["operator", "begun", "id"])
    op.create_index("runs_order", "runs", ["work_order", "begun", "id"])
    _indexes("runs", "scan", "identifier", "serial", "fingerprint")


def _steps() -> None:
    _table(
        "steps",
        _run(),
        *_words("step"),
        _time("at"),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        *_failure(),
        sa.UniqueConstraint("run", "step", name="steps_once"),
    )


def _certificates() -> None:
    _table(
        "certificates",
        _time("at"),
        _run(),
        *_words("identifier", "key", "recipe_digest"),
        sa.Column("generation", sa.Integer(), nullable=False),
        *_words("serial", "fingerprint"),
        _time("expires"),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("issuers", sa.JSON(), nullable=False),
        sa.Column("issued", sa.Boolean(), nullable=False),
        _run("confirmed_run", nullable=True),
        _time("confirmed_at", nullable=True),
        sa.UniqueConstraint("station", "fingerprint", name="certificates_fingerprint"),
        sa.UniqueConstraint("station", "identifier", "key", "recipe_digest", "generation", name="certificates_once"),
    )
    _indexes("certificates", "run", "key", "serial", "fingerprint")
    _table(
        "issuers",
        *_words("fingerprint"),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("station", "fingerprint", name="issuers_fingerprint"),
    )


def _receipts() -> None:
    _table(
        "receipts",
        _run(),
        *_words("state", "device", "certificate"),
        sa.Column("requests", sa.JSON(), nullable=False),
        sa.Column("created", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("run", name="receipts_run"),
    )
    _indexes("receipts", "device", "certificate")


def _devices() -> None:
    _table(
        "devices",
        *_words("identifier", "model", "serial", "revision", "firmware", "chip"),
        _run("passed_run", nullable=True),
        _time("passed_at", nullable=True),
        *_words("passed_by", "fingerprint"),
        sa.UniqueConstraint("station", "identifier", name="devices_identifier"),
    )
    _indexes("devices", "identifier", "serial", "chip")


def _entries() -> None:
    _table(
        "entries",
        _time("at"),
        *_words("kind"),
        sa.Column("run", sa.Uuid(), nullable=True),
        *_words("body", "hash"),
    )
    _indexes("entries", "at", "kind", "run")


def _refuse(name: str, when: str, table: str, why: str, condition: str = "") -> str:
    """A trigger of SQLite that refuses what it sees."""
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def _known(table: str, *unique: str) -> str:
    """INSERT OR REPLACE deletes what it collides with, without asking the triggers on DELETE."""
    keys = ("id = NEW.id", "station = NEW.station AND sequence = NEW.sequence", *unique)
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(f'({key})' for key in keys)})"  # noqa: S608 - our own names


_ONCE = " AND ".join(f"{name} = NEW.{name}" for name in ("station", "identifier", "key", "recipe_digest", "generation"))
_UNIQUE = {
    "steps": ("run = NEW.run AND step = NEW.step",),
    "certificates": ("station = NEW.station AND fingerprint = NEW.fingerprint", _ONCE),
    "issuers": ("station = NEW.station AND fingerprint = NEW.fingerprint",),
    "receipts": ("run = NEW.run",),
    "devices": ("station = NEW.station AND identifier = NEW.identifier",),
}
_KEPT = "id, station, sequence, at, run, identifier, key, recipe_digest, generation, serial, fingerprint, expires, der, issuers, issued"
_BEGINNING = "id, station, sequence, tray, operator, work_order, recipe, recipe_version, recipe_digest, port, path, begun, scan"

TRIGGERS = (
    *(_refuse(f"{table}_stay", "DELETE", table, f"{table} are never deleted") for table in TABLES),
    *(_refuse(f"{table}_new", "INSERT", table, f"{table} are never replaced", _known(table, *_UNIQUE.get(table, ()))) for table in TABLES),
    _refuse("entries_fixed", "UPDATE", "entries", "entries never change"),
    _refuse(
        "entries_next",
        "INSERT",
        "entries",
        "an entry follows the last one",
        "WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entries WHERE station = NEW.station)",
    ),
    _refuse("receipts_fixed", "UPDATE", "receipts", "receipts never change"),
    _refuse("issuers_fixed", "UPDATE", "issuers", "issuers never change"),
    _refuse("certificates_fixed", f"UPDATE OF {_KEPT}", "certificates", "certificates never change"),
    _refuse("certificates_confirmed", "UPDATE", "certificates", "a confirmation never changes", "WHEN OLD.confirmed_run IS NOT NULL"),
    _refuse("runs_ended", "UPDATE", "runs", "a run that ended never changes", "WHEN OLD.ended IS NOT NULL"),
    _refuse("runs_begun", f"UPDATE OF {_BEGINNING}", "runs", "the beginning of a run never changes"),
    _refuse("steps_ended", "UPDATE", "steps", "a step that ended never changes", "WHEN OLD.seconds IS NOT NULL"),
    *(
        _refuse(
            f"{table}_in_time_{when.lower()}",
            when,
            table,
            "a run that ended never changes",
            "WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.run AND ended IS NOT NULL)",
        )
        for table, when in (("steps", "INSERT"), ("steps", "UPDATE"), ("receipts", "INSERT"))
    ),
)
"""What the database itself refuses, whoever writes; SQLite's words, for SQLite is what a station has."""
