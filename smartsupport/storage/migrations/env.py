"""Runs revisions on the connection that the program hands over; there is no configuration file."""

from alembic import context

from smartsupport.storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
