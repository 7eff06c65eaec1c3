"""How many people of a report are still to join its event, which go some at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    """Add the column; the program before this one lets everybody join at once."""
    with op.batch_alter_table("report") as batch_op:
        batch_op.add_column(
            sa.Column("to_join", sa.BigInteger(), nullable=False, server_default="0")
        )
    op.create_index("ix_report_to_join", "report", ["to_join"])
