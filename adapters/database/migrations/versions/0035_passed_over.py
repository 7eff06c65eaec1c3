"""What was accepted and not reported is counted beside what was refused."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Add the column; the program before this one counts refusals alone."""
    with op.batch_alter_table("unread") as batch_op:
        batch_op.add_column(sa.Column("outcome", Word(), nullable=False, server_default="refused"))
