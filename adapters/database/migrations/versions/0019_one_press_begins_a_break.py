"""A break begins with its person's own press, and may come from a unit lead's offer."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

PRESSED_BY_BOTH = ("person_ready", "coverer_ready")
"""Who had handed over; the program before this one still writes and reads it."""


def upgrade() -> None:
    """Let the columns that are not written any more begin with their default."""
    with op.batch_alter_table("time_out") as batch_op:
        for name in PRESSED_BY_BOTH:
            batch_op.alter_column(
                name, existing_type=sa.Boolean(), existing_nullable=False, server_default=sa.false()
            )
