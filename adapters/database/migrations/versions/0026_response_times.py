"""How soon requests were answered, in counts, and when somebody was reached."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the counts and the column; the program before this one goes on without them."""
    with op.batch_alter_table("support_request") as batch_op:
        batch_op.add_column(sa.Column("reached_at", Moment(), nullable=True))
    op.create_table(
        "response_count",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("kind", Word(), nullable=False),
        sa.Column("part", Word(), nullable=False),
        sa.Column("wait", Word(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_response_count"),
    )
    op.create_index("ix_response_count_kind_part", "response_count", ["kind", "part"])
