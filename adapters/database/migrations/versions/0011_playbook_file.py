"""Which playbook file was applied last."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add its mark."""
    with op.batch_alter_table("configuration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file", Word(), nullable=False, server_default=""))
