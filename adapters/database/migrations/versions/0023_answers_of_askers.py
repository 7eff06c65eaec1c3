"""What people who asked for a talk say about it, and the right to say it once."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the tables; the program before this one goes on without them."""
    op.create_table(
        "asker_token",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("erase_at", Moment(), nullable=False),
        sa.Column("soon_said", sa.Boolean(), nullable=False),
        sa.Column("helped_said", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_asker_token"),
    )
    op.create_index("ix_asker_token_erase_at", "asker_token", ["erase_at"])
    op.create_table(
        "talk_answer",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("answer", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_talk_answer"),
    )
