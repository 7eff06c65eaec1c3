"""A stamp of each small table that processes keep in memory: every change makes it another one.

Triggers do it, so that a change by hand is noticed, too. A migration that makes such a table anew
on SQLite loses its triggers, and calls ``stamp`` again.
"""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0044"
down_revision = "0043"

STAMPED = (
    "configuration",
    "duty",
    "duty_week",
    "known_platform",
    "off_duty_wish",
    "response_count",
    "turn_change",
)


def upgrade() -> None:
    """Add the table and the triggers."""
    op.create_table(
        "stamps",
        sa.Column("name", Word(), nullable=False),
        sa.Column("stamp", Word(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_stamps"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "INSERT INTO stamps (name, stamp) VALUES (TG_TABLE_NAME, gen_random_uuid()::text) "
            "ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$"
        )
    for name in STAMPED:
        stamp(name)


def stamp(table: str) -> None:
    """Have every change of a table make its stamp another one, which never was before."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_stamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION stamp()"
        )
        return
    for change in ("INSERT", "UPDATE", "DELETE"):
        name = f"{table}_stamp_{change.lower()}"
        put = f"INSERT OR REPLACE INTO stamps VALUES ('{table}', hex(randomblob(16)))"  # noqa: S608
        op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} BEGIN {put}; END")
