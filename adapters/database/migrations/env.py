"""What Alembic runs: the migrations, in a transaction that is open already."""

from alembic import context

from adapters.database.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
