"""Counts are sealed until they are published; the program takes the old ones over by itself."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    """Add the tables; the program before this one goes on without them."""
    op.create_table(
        "pending_count",
        *_every_row(),
        sa.Column("month", Word(), nullable=False),
        sa.Column("what", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("kind", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_pending_count"),
        # SQLite would number the rows in the order in which they are written.
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally",
        *_every_row(),
        sa.Column("shortest", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_tally"),
    )
    op.create_table(
        "counting_state",
        *_every_row(),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("gaps", Words(), nullable=False),
        sa.Column("tables", Words(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_counting_state"),
    )
    op.create_table(
        "published_table",
        *_every_row(),
        sa.Column("period", Word(), nullable=False),
        sa.Column("name", Word(), nullable=False),
        sa.Column("k", sa.BigInteger(), nullable=False),
        sa.Column("content", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_published_table"),
    )


def _every_row() -> tuple[sa.Column[str], sa.Column[int]]:
    return (
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
    )
