"""Slots that went unanswered in a row, and when it suits somebody to be called."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what a request keeps for them."""
    with op.batch_alter_table("support_request", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("unanswered", sa.BigInteger(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("suits_at", Moment(), nullable=True))
