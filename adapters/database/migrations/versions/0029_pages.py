"""The pages about requests that wait, which reach somebody by phone or pager."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the table; the program before this one goes on without it."""
    op.create_table(
        "page",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("request", Word(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("way", Word(), nullable=False),
        sa.Column("planned_at", Moment(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_page"),
    )
    op.create_index("ix_page_request", "page", ["request"])
