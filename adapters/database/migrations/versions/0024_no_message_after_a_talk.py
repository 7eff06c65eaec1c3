"""The wish to get no message some days after a talk."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the column; nobody has said so yet."""
    with op.batch_alter_table("note_wishes") as batch_op:
        batch_op.add_column(
            sa.Column("after_talk_stopped", sa.Boolean(), nullable=False, server_default=sa.false())
        )
