"""Who left by HR's file."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add what tells them from who only lost an account."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false())
        )
