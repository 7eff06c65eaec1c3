"""Group sessions, and invitations to them."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add what a session keeps until it is over."""
    op.create_table(
        "group_session",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("event", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("unit", Word(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("place", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("state", Word(), nullable=False),
        sa.Column("facilitator", Word(), nullable=False),
        sa.Column("asked", Word(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_group_session"),
    )
    with op.batch_alter_table("group_session", schema=None) as batch_op:
        batch_op.create_index("ix_group_session_event", ["event"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("session", Word(), nullable=False),
        sa.Column("whose", Word(), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_invitation"),
        sa.UniqueConstraint("whose", name="uq_invitation_whose"),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("ix_invitation_session", ["session"], unique=False)
