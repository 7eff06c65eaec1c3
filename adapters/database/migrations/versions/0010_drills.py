"""Drills: rehearsals in records of their own."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add what a practice keeps until it is over."""
    op.create_table(
        "drill",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("by", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("started", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_drill"),
    )
    op.create_table(
        "drill_part",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("drill", Word(), nullable=False),
        sa.Column("role", Word(), nullable=False),
        sa.Column("whose", Word(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("step", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_drill_part"),
        sa.UniqueConstraint("whose", name="uq_drill_part_whose"),
    )
    with op.batch_alter_table("drill_part", schema=None) as batch_op:
        batch_op.create_index("ix_drill_part_drill", ["drill"], unique=False)

    op.create_table(
        "drill_ask",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("drill", Word(), nullable=False),
        sa.Column("part", Word(), nullable=False),
        sa.Column("role", Word(), nullable=False),
        sa.Column("taken_by", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_drill_ask"),
    )
    with op.batch_alter_table("drill_ask", schema=None) as batch_op:
        batch_op.create_index("ix_drill_ask_drill", ["drill"], unique=False)
