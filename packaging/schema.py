"""Keeps `app/store/migrations/schema.sql`: what all revisions together make, so that a new ledger needs none of them.

`.venv/bin/python packaging/schema.py` after a new revision; a test says when it was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.store.opening import SCHEMA, migrate  # noqa: E402 - found by the line above
from app.store.sqlite import engine_on  # noqa: E402 - the same


def drawn() -> str:
    """The schema as the revisions make it, in the order they make it in, as one transaction."""
    engine = engine_on(None)
    try:
        migrate(engine)
        with engine.connect() as connection:
            made = [sql for (sql,) in connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")]
            revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    finally:
        engine.dispose()
    statements = ("BEGIN IMMEDIATE", *made, f"INSERT INTO alembic_version VALUES ('{revision}')", "COMMIT")  # noqa: S608 - our own word
    return "-- Made by packaging/schema.py from the revisions.\n" + "".join(f"{statement};\n" for statement in statements)


if __name__ == "__main__":
    SCHEMA.write_text(drawn(), "utf-8")
