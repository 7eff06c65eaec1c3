"""Peers can be asked to call the people of an event; such a request tells its origin."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Add the columns; all requests of before were made by their people."""
    for table in ("support_request", "asker_token", "talk_answer"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("origin", Word(), nullable=False, server_default="own"))
    with op.batch_alter_table("report") as batch_op:
        batch_op.add_column(sa.Column("calls", Word(), nullable=True))
    with op.batch_alter_table("care") as batch_op:
        batch_op.add_column(sa.Column("calls", Word(), nullable=False, server_default="none"))
        batch_op.add_column(sa.Column("called_at", Moment(), nullable=True))
