"""The history of the tables, for Alembic; after a batch operation on a table its triggers must be made again."""
