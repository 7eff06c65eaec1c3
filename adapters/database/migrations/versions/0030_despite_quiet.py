"""A note that was asked for in a time without notes comes in that time, but not in a later one."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Add the column; the program before this one goes on without it."""
    with op.batch_alter_table("cadence") as batch_op:
        batch_op.add_column(sa.Column("despite_quiet", Moment(), nullable=True))
