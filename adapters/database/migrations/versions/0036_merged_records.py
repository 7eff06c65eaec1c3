"""Two records of one patient that were merged share what was said last."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Add the column; the program before this one takes each record for a patient of its own."""
    with op.batch_alter_table("last_said") as batch_op:
        batch_op.add_column(sa.Column("same_as", Word(), nullable=False, server_default=""))
