"""Reports of a source that suddenly makes too many wait for a coordinator."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0048"
down_revision = "0046"


def upgrade() -> None:
    """Add the table, and the column; the program before this one lets every report go."""
    op.create_table(
        "brake",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("source", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("erase_at", Moment(), nullable=False),
        sa.Column("since", Moment(), nullable=True),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("reminded", sa.BigInteger(), nullable=False),
        sa.Column("let_go", sa.BigInteger(), nullable=False),
        sa.Column("left_out", sa.BigInteger(), nullable=False),
        sa.Column("allows", sa.BigInteger(), nullable=False),
        sa.Column("allowed_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_brake")),
    )
    op.create_index("ix_brake_erase_at", "brake", ["erase_at"])
    with op.batch_alter_table("report") as batch_op:
        batch_op.add_column(sa.Column("brake", Word(), nullable=True))
    op.create_index("ix_report_brake", "report", ["brake"])
    op.create_index("ix_report_source_reported_at", "report", ["source", "reported_at"])
