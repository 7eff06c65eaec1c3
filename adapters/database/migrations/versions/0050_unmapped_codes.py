"""Codes of hospital systems that nobody explained, for coordinators to map."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0050"
down_revision = "0048"


def upgrade() -> None:
    """Add the table; the program before this one counts such codes without keeping them."""
    op.create_table(
        "unmapped_code",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("source", Word(), nullable=False),
        sa.Column("field", Word(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.Column("seen", Words(), nullable=False),
        sa.Column("code", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_unmapped_code")),
    )
    op.create_index("ix_unmapped_code_last_at", "unmapped_code", ["last_at"])
