"""When somebody asked to be written to once more."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the column; without a moment, the note comes a day later as before."""
    with op.batch_alter_table("cadence") as batch_op:
        batch_op.add_column(sa.Column("later_at", Moment(), nullable=True))
