"""A new ledger is made from one file, which says what all revisions together make."""

import schema

from app.store.opening import SCHEMA


def test_the_file_is_what_the_revisions_make():
    assert SCHEMA.read_text("utf-8") == schema.drawn(), "run packaging/schema.py"
