"""Messages that hang closed until their reader opens them, and until when they are open."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    """Nothing that hangs is closed; the program before this one goes on drawing all words."""
    with op.batch_alter_table("shown_card") as batch_op:
        batch_op.add_column(
            sa.Column("closes", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("open_until", Moment(), nullable=True))
