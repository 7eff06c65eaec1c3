"""Pictures that were sent as files, until they are deleted; surveys; sealed waits."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    """Add the tables and the column; the program before this one knows none of them."""
    op.create_table(
        "posted_picture",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("platform", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_posted_picture")),
    )
    op.create_index("ix_posted_picture_platform_at", "posted_picture", ["platform", "at"])
    op.create_table(
        "survey",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("month", Word(), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_survey")),
    )
    op.create_table(
        "survey_ticket",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("survey", Word(), nullable=False),
        sa.Column("whose", Word(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_survey_ticket")),
        # SQLite would number the rows in the order in which they are written.
        sqlite_with_rowid=False,
    )
    op.create_index("ix_survey_ticket_survey", "survey_ticket", ["survey"])
    op.create_index("ix_survey_ticket_whose", "survey_ticket", ["whose"])
    op.create_table(
        "survey_answer",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("month", Word(), nullable=False),
        sa.Column("answer", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_survey_answer")),
        # SQLite would number the rows in the order in which they are written.
        sqlite_with_rowid=False,
    )
    op.create_table(
        "response_tally",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_response_tally")),
    )
    with op.batch_alter_table("note_wishes") as batch_op:
        batch_op.add_column(
            sa.Column("surveys_stopped", sa.Boolean(), nullable=False, server_default=sa.false())
        )
