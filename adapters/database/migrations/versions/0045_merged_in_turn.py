"""Finds the records of a patient that were merged into one, however many there are."""

from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    """Add the index; the program before this one does not read along it."""
    op.create_index("ix_last_said_same_as", "last_said", ["same_as"])
