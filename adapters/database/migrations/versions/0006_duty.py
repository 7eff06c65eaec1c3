"""Weeks of duty, turns that changed hands, calendars of turns, and who was asked of late."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add what duty keeps."""
    op.create_table(
        "asked_lately",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_asked_lately"),
    )
    with op.batch_alter_table("asked_lately", schema=None) as batch_op:
        batch_op.create_index("ix_asked_lately_at", ["at"], unique=False)

    op.create_table(
        "calendar_address",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("serial", Word(), nullable=False),
        sa.Column("mark", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_calendar_address"),
        sa.UniqueConstraint("mark", name="uq_calendar_address_mark"),
    )
    op.create_table(
        "calendar_turn",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("option", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("person", Word(), nullable=False),
        sa.Column("starts", Moment(), nullable=False),
        sa.Column("ends", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_calendar_turn"),
    )
    with op.batch_alter_table("calendar_turn", schema=None) as batch_op:
        batch_op.create_index("ix_calendar_turn_person", ["person"], unique=False)

    op.create_table(
        "duty_week",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("days", Words(), nullable=False),
        sa.Column("starts", Word(), nullable=False),
        sa.Column("ends", Word(), nullable=False),
        sa.Column("away_from", Word(), nullable=False),
        sa.Column("away_through", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_duty_week"),
    )
    op.create_table(
        "turn_change",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("option", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("of", Word(), nullable=False),
        sa.Column("starts", Moment(), nullable=False),
        sa.Column("ends", Moment(), nullable=False),
        sa.Column("by", Word(), nullable=True),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_turn_change"),
        sa.UniqueConstraint(
            "of", "option", "area", "starts", name="uq_turn_change_of_option_area_starts"
        ),
    )
    with op.batch_alter_table("turn_change", schema=None) as batch_op:
        batch_op.create_index("ix_turn_change_by", ["by"], unique=False)
        batch_op.create_index("ix_turn_change_ends", ["ends"], unique=False)

    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.add_column(sa.Column("off_until", Moment(), nullable=True))
