"""Which trigger an adverse event pulled; versions of the programme."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what triggers keep."""
    with op.batch_alter_table("adverse_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trigger", Word(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("ambient", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("cadence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stages", Words(), nullable=False, server_default="[]"))
    op.create_table(
        "programme_version",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("document", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_programme_version"),
        sa.UniqueConstraint("number", name="uq_programme_version_number"),
    )
    op.create_table(
        "lead_guide",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("unit", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("handed_on", sa.Boolean(), nullable=False),
        sa.Column("group_asked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_lead_guide"),
    )
