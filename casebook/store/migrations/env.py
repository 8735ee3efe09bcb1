"""Lets Alembic run its scripts on the existing, decrypted connection."""

from __future__ import annotations

from alembic import context

from casebook.store.registry import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
