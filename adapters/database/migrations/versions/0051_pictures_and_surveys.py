"""Pictures that were sent as files, until they are deleted."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    """Add the table; the program before this one shows charts in words there."""
    op.create_table(
        "posted_picture",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("platform", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_posted_picture")),
    )
    op.create_index("ix_posted_picture_platform_at", "posted_picture", ["platform", "at"])
