"""Somebody whose account another person had before is asked whether that was them."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Nobody is to be asked yet; the program before this one goes on without the column."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("former", Word(), nullable=False, server_default=""))
