"""When supporters may be asked off duty, and how often they were."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add both tables; without a row in them nobody is asked off duty."""
    op.create_table(
        "off_duty_wish",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("may", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_off_duty_wish"),
    )
    op.create_table(
        "off_duty_ask",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("whose", Word(), nullable=True),
        sa.Column("request", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_off_duty_ask"),
    )
    op.create_index("ix_off_duty_ask_whose", "off_duty_ask", ["whose"])
    op.create_index("ix_off_duty_ask_at", "off_duty_ask", ["at"])
