"""What Alembic runs around the revisions: over the connection that the caller gives, in its transaction."""

from alembic import context
from sqlmodel import SQLModel

import app.store.tables
import app.store.tables_audit
import app.store.tables_authority
import app.store.tables_bulk
import app.store.tables_contact
import app.store.tables_label
import app.store.tables_line
import app.store.tables_outbox
import app.store.tables_recipe  # noqa: F401 - they fill the metadata that autogenerate compares with

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
