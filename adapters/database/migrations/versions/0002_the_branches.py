"""What the further branches keep."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and tables of the branches."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("units", Words(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("languages", Words(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column("employment", Word(), nullable=False, server_default="employee")
        )
        batch_op.add_column(
            sa.Column("adult", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("trained_until", Word(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("evaluators", Words(), nullable=False, server_default="[]"))
