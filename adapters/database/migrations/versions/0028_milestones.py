"""The earlier event that a planned milestone is about, and the days that people chose."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the column and the table; the program before this one goes on without them."""
    with op.batch_alter_table("report") as batch_op:
        batch_op.add_column(sa.Column("linked", Word(), nullable=False, server_default=""))
    op.create_table(
        "own_day",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("whose", Word(), nullable=False),
        sa.Column("day", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("remembered", sa.Boolean(), nullable=False),
        sa.Column("despite", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_own_day"),
        sa.UniqueConstraint("whose", "day", name="uq_own_day_whose_day"),
    )
    op.create_index("ix_own_day_day", "own_day", ["day"])
