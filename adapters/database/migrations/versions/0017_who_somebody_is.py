"""Who somebody is, beside their e-mail: other addresses, HR's number; looking for accounts."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the columns and tables; the program before this one goes on without them."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("employee_index", Word(), nullable=True))
    with op.batch_alter_table("listing") as batch_op:
        batch_op.add_column(sa.Column("leaves_at", Moment(), nullable=True))
    op.create_table(
        "other_email",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("person", Word(), nullable=False),
        sa.Column("blind_index", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_other_email"),
        sa.UniqueConstraint("blind_index", name="uq_other_email_blind_index"),
    )
    op.create_index("ix_other_email_person", "other_email", ["person"])
    op.create_table(
        "account_search",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=True),
        sa.Column("waiting", sa.BigInteger(), nullable=False),
        sa.Column("unknown", sa.BigInteger(), nullable=False),
        sa.Column("unconfirmed", sa.BigInteger(), nullable=False),
        sa.Column("unreachable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_account_search"),
    )
