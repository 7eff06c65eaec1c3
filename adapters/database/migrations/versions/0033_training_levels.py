"""The level of people in training, and the levels that some supporters are there for."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Nobody is known to be in training; the program before this one goes on without these."""
    for table in ("person", "listing"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("level", Word(), nullable=False, server_default="none"))
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("dedicated_to", Word(), nullable=False, server_default="[]"))
