"""What the further branches keep."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and tables of the branches."""
    op.create_table(
        "colleague_note",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("whose", Word(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_colleague_note"),
    )
    with op.batch_alter_table("colleague_note", schema=None) as batch_op:
        batch_op.create_index("ix_colleague_note_whose", ["whose"], unique=False)

    op.create_table(
        "home_message",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_home_message"),
    )
    with op.batch_alter_table("home_message", schema=None) as batch_op:
        batch_op.create_index("ix_home_message_at", ["at"], unique=False)

    op.create_table(
        "held_back",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("whose", Word(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_held_back"),
    )
    with op.batch_alter_table("held_back", schema=None) as batch_op:
        batch_op.create_index("ix_held_back_area", ["area"], unique=False)
        batch_op.create_index("ix_held_back_whose", ["whose"], unique=False)

    op.create_table(
        "legal_hold",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_legal_hold"),
    )
    op.create_table(
        "installation",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("platform", Word(), nullable=False),
        sa.Column("tenant", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_installation"),
    )
    with op.batch_alter_table("installation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_installation_platform_tenant", ["platform", "tenant"], unique=False
        )

    op.create_table(
        "last_colleague_note",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_last_colleague_note"),
    )
    with op.batch_alter_table("last_colleague_note", schema=None) as batch_op:
        batch_op.create_index("ix_last_colleague_note_at", ["at"], unique=False)

    op.create_table(
        "last_said",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("erase_at", Moment(), nullable=False),
        sa.Column("visit", Word(), nullable=False),
        sa.Column("person", Word(), nullable=False),
        sa.Column("person_order", Word(), nullable=False),
        sa.Column("stay", Word(), nullable=False),
        sa.Column("stay_order", Word(), nullable=False),
        sa.Column("died", sa.Boolean(), nullable=False),
        sa.Column("rounds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_last_said"),
    )
    with op.batch_alter_table("last_said", schema=None) as batch_op:
        batch_op.create_index("ix_last_said_erase_at", ["erase_at"], unique=False)

    op.create_table(
        "unread",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("source", Word(), nullable=False),
        sa.Column("field", Word(), nullable=False),
        sa.Column("reason", Word(), nullable=False),
        sa.Column("first_at", Moment(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_unread"),
    )
    with op.batch_alter_table("unread", schema=None) as batch_op:
        batch_op.create_index("ix_unread_last_at", ["last_at"], unique=False)

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("corrected", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("units", Words(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("languages", Words(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column("employment", Word(), nullable=False, server_default="employee")
        )
        batch_op.add_column(
            sa.Column("adult", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("trained_until", Word(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("evaluators", Words(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column("welcomed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("roster", Word(), nullable=False, server_default=""))
        batch_op.create_index("ix_person_manager", ["manager"], unique=False)
        batch_op.create_index("ix_person_roster", ["roster"], unique=False)
        batch_op.create_index("ix_person_unit", ["unit"], unique=False)

    with op.batch_alter_table("support_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("option", Word(), nullable=False, server_default="peer"))
        batch_op.add_column(sa.Column("reach", Word(), nullable=False, server_default="any"))
        batch_op.add_column(
            sa.Column("there_too", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("kept_until", Moment(), nullable=True))
