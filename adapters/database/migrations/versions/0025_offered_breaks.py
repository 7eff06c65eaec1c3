"""Breaks that a unit lead offers: who waits for cover, and when breaks were offered."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the columns; the program before this one goes on without them."""
    with op.batch_alter_table("time_out") as batch_op:
        batch_op.add_column(sa.Column("offer", Word(), nullable=True))
        batch_op.add_column(
            sa.Column("queued", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("lead_guide") as batch_op:
        batch_op.add_column(sa.Column("breaks_offered_at", Moment(), nullable=True))
        batch_op.add_column(
            sa.Column("breaks_offered_to", sa.BigInteger(), nullable=False, server_default="0")
        )
