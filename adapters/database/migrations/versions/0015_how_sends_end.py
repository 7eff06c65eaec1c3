"""Jobs say what they wait for; the database remembers the deployment's platforms."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns; the program before this one goes on writing jobs without them."""
    with op.batch_alter_table("job") as batch_op:
        batch_op.add_column(sa.Column("first_due_at", Moment(), nullable=True))
        batch_op.add_column(
            sa.Column("repeats", sa.BigInteger(), nullable=False, server_default="0")
        )
        for name in ("platform", "reason", "code"):
            batch_op.add_column(sa.Column(name, Word(), nullable=False, server_default=""))
        batch_op.create_index("ix_job_state_reason", ["state", "reason"])
        batch_op.drop_index("ix_job_state_urgency_due_at_reference")
        batch_op.create_index(
            "ix_job_state_urgency_due_at_reference_platform",
            ["state", "urgency", "due_at", "reference", "platform"],
        )
    op.create_table(
        "known_platform",
        sa.Column("reference", Word(), primary_key=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
    )
