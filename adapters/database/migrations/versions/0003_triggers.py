"""Which trigger an adverse event pulled; versions of the programme."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what triggers keep."""
    with op.batch_alter_table("adverse_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trigger", Word(), nullable=False, server_default=""))
    with op.batch_alter_table("cadence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stages", Words(), nullable=False, server_default="[]"))
