"""What was seen to work in setting up: a message that was delivered to a channel."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add the table; the program before this one goes on without it."""
    op.create_table(
        "seen_to_work",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_seen_to_work"),
    )
