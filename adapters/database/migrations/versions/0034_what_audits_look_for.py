"""Indexes for what the audits look for each minute among all that is kept."""

from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_care_state", "care", ["state"])
    op.create_index("ix_care_begun_at", "care", ["begun_at"])
