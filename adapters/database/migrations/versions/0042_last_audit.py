"""What the audits found last, which probes read."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    """Add the table; the first audit fills it."""
    op.create_table(
        "last_audit",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("found", Words(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_last_audit")),
    )
