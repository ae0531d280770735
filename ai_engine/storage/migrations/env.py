"""Alembic runs this file; Database.migrate hands it the connection, so that its lock covers the whole upgrade."""

from alembic import context

from ai_engine.storage.tables import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
