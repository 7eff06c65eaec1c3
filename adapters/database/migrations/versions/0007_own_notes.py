"""A supporter's own note the day after, and slips to say how a talk was."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add what they keep."""
    with op.batch_alter_table("note_wishes", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("own_notes_stopped", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "talk_slip",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("erase_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_talk_slip"),
    )
    op.create_index("ix_talk_slip_erase_at", "talk_slip", ["erase_at"])
    op.create_table(
        "own_note",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("whose", Word(), nullable=False),
        sa.Column("day", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_own_note"),
        sa.UniqueConstraint("whose", "day", name="uq_own_note_whose_day"),
    )
