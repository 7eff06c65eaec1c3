"""What HR's file and shift calendars say of people; how the lists kept elsewhere stand."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns and tables of rosters."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said", Words(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("stints", Words(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("stints_from", Moment(), nullable=True))
        batch_op.add_column(sa.Column("stints_until", Moment(), nullable=True))
    # Until now only a playbook named anybody by e-mail; what more it says, its next turn tells.
    op.execute(
        sa.text("UPDATE person SET said = :named WHERE email_mark IS NOT NULL").bindparams(
            named='["name"]'
        )
    )
    op.create_table(
        "listing",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("unit", Word(), nullable=False),
        sa.Column("profession", Word(), nullable=False),
        sa.Column("manager", Word(), nullable=True),
        sa.Column("zone", Word(), nullable=False),
        sa.Column("locale", Word(), nullable=False),
        sa.Column("employment", Word(), nullable=False),
        sa.Column("adult", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("mark", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_listing"),
    )
    op.create_table(
        "staff_list",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("as_of", Moment(), nullable=True),
        sa.Column("tried_at", Moment(), nullable=True),
        sa.Column("fault", Word(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("unknown", sa.BigInteger(), nullable=False),
        sa.Column("passed_over", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_staff_list"),
    )
