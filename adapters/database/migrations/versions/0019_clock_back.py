"""What the clock said before it was set back."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column; the program before this one goes on without it."""
    with op.batch_alter_table("deployment_state") as batch_op:
        batch_op.add_column(sa.Column("went_back_from", Moment(), nullable=True))
