"""What processes notice, and which of them carry out all jobs."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the table and the column; the program before this one goes on without them."""
    with op.batch_alter_table("processes") as batch_op:
        batch_op.add_column(
            sa.Column("works", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "observations",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("process", Word(), nullable=False),
        sa.Column("topic", Word(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.Column("about", Word(), nullable=False),
        sa.Column("code", Word(), nullable=False),
        sa.Column("detail", Word(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_observations"),
    )
    op.create_index("ix_observations_process", "observations", ["process"])
    op.create_index("ix_observations_topic_last_at", "observations", ["topic", "last_at"])
