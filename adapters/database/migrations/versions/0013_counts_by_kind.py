"""Talks are counted by support kind as well."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the column; what was counted before is of no known kind."""
    with op.batch_alter_table("counter") as batch_op:
        batch_op.add_column(sa.Column("kind", Word(), nullable=False, server_default=""))
