"""Who chose their language themselves, and how a delivery was answered, in columns of their own."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0014"
down_revision = "0013"

OWN = "-x-own"
"""Until now, the end of a language that a person chose themselves."""
SHAPES = ("say", "ask", "replace", "nothing")
"""Until now, how a screen was shown stood before its name, with a colon between."""


def upgrade() -> None:
    """Add the columns, and move into them what stood inside others.

    The program before this one goes on reading: it takes a language without the ending for one
    that an app gave, and answers a repeated delivery with nothing.
    """
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(
            sa.Column("locale_chosen", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("seen") as batch_op:
        batch_op.add_column(sa.Column("shape", Word(), nullable=False, server_default="nothing"))
    person = sa.table("person", sa.column("locale", Word()), sa.column("locale_chosen"))
    op.execute(
        person.update()
        .where(person.c.locale.like(f"%{OWN}"))
        .values(locale=sa.func.replace(person.c.locale, OWN, ""), locale_chosen=sa.true())
    )
    seen = sa.table("seen", sa.column("screen", Word()), sa.column("shape", Word()))
    for shape in SHAPES:
        before = f"{shape}:"
        op.execute(
            seen.update()
            .where(seen.c.screen.like(f"{before}%"))
            .values(screen=sa.func.substr(seen.c.screen, len(before) + 1), shape=shape)
        )
