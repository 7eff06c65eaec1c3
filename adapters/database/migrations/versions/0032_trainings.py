"""The trainings that supporters had."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Add the table; the program before this one goes on without it."""
    op.create_table(
        "training",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("person", Word(), nullable=False),
        sa.Column("course", Word(), nullable=False),
        sa.Column("held_on", Word(), nullable=False),
        sa.Column("until", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_training"),
    )
    op.create_index("ix_training_person", "training", ["person"])
