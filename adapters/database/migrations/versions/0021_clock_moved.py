"""What the clock said before it moved by itself."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns; the program before this one goes on without them."""
    with op.batch_alter_table("deployment_state") as batch_op:
        batch_op.add_column(sa.Column("leapt_from", Moment(), nullable=True))
        batch_op.add_column(sa.Column("went_back_from", Moment(), nullable=True))
