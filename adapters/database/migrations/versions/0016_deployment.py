"""What a deployment knows of itself: its processes, its past files, who asked to be forgotten."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables, and an index that finds new erasures."""
    op.create_table(
        "applied_file",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_applied_file"),
    )
    op.create_table(
        "deployment_state",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("identity", Word(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("marked_at", Moment(), nullable=False),
        sa.Column("place", Word(), nullable=False),
        sa.Column("held", Word(), nullable=True),
        sa.Column("held_at", Moment(), nullable=True),
        sa.Column("leapt_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_deployment_state"),
    )
    op.create_table(
        "forgotten",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("whose", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_forgotten"),
    )
    op.create_index("ix_forgotten_at", "forgotten", ["at"])
    op.create_table(
        "processes",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("kind", Word(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("version", Word(), nullable=False),
        sa.Column("platforms", Words(), nullable=False),
        sa.Column("key_id", Word(), nullable=False),
        sa.Column("clock_offset", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_processes"),
    )
    op.create_index("ix_processes_seen_at", "processes", ["seen_at"])
    op.create_index("ix_erasures_at", "erasures", ["at"])
