"""Units' groups by platform, in the programme and in its versions."""

import json

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0012"
down_revision = "0011"

OLDER = {"slack_group": "slack", "teams_team": "teams"}
"""The field a unit had for each platform's group; it stays, for the program before this one."""


def upgrade() -> None:
    """Put each unit's groups into one field as well."""
    bind = op.get_bind()
    for name in ("configuration", "programme_version"):
        table = sa.table(name, sa.column("reference", Word()), sa.column("document", Word()))
        for reference, document in bind.execute(sa.select(table.c.reference, table.c.document)):
            programme = json.loads(document)
            for unit in programme.get("units", ()):
                groups = {each: unit[field] for field, each in OLDER.items() if unit.get(field)}
                unit.setdefault("groups", groups)
            changed = table.update().where(table.c.reference == reference)
            bind.execute(changed.values(document=json.dumps(programme, ensure_ascii=False)))
