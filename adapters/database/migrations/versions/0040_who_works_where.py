"""Who works where, so that nobody reads everybody to find the people of a unit or a calendar.

Triggers keep it: the program before this one changes people without knowing the tables.
"""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Word

revision = "0040"
down_revision = "0037"

# A shift's text is two moments of 16 characters, a calendar and a unit; ``-`` is the own one.
_FORGET = """
DELETE FROM person_works_in WHERE reference = OLD.reference;
DELETE FROM person_shift_calendars WHERE reference = OLD.reference;
"""
_NOTE_ON_SQLITE = """
INSERT INTO person_works_in (value, reference)
SELECT place, NEW.reference FROM (
    SELECT NEW.unit AS place
    UNION SELECT value FROM json_each(NEW.units)
    UNION SELECT substr(rest, instr(rest, ' ') + 1)
    FROM (SELECT substr(value, 35) AS rest FROM json_each(NEW.stints))
) WHERE place NOT IN ('', '-');
INSERT INTO person_shift_calendars (value, reference)
SELECT DISTINCT substr(rest, 1, instr(rest, ' ') - 1), NEW.reference
FROM (SELECT substr(value, 35) AS rest FROM json_each(NEW.stints));
"""
_NOTE_ON_POSTGRESQL = """
INSERT INTO person_works_in (value, reference)
SELECT place, NEW.reference FROM (
    SELECT NEW.unit AS place
    UNION SELECT json_array_elements_text(CAST(NEW.units AS json))
    UNION SELECT split_part(json_array_elements_text(CAST(NEW.stints AS json)), ' ', 4)
) AS places WHERE place NOT IN ('', '-');
INSERT INTO person_shift_calendars (value, reference)
SELECT DISTINCT split_part(shift, ' ', 3), NEW.reference
FROM json_array_elements_text(CAST(NEW.stints AS json)) AS shifts (shift);
"""
_COLUMNS = "reference, unit, units, stints"


def upgrade() -> None:
    """Add the tables, their triggers, and what they hold of the people who are there."""
    for name in ("person_works_in", "person_shift_calendars"):
        op.create_table(
            name,
            sa.Column("value", Word(), nullable=False),
            sa.Column("reference", Word(), nullable=False),
            sa.PrimaryKeyConstraint("value", "reference", name=op.f(f"pk_{name}")),
        )
        op.create_index(f"ix_{name}_reference", name, ["reference"])
    if op.get_bind().dialect.name == "postgresql":
        _add_trigger_to_postgresql()
    else:
        _add_triggers_to_sqlite()
    op.create_index("ix_person_active_unit", "person", ["active", "unit"])
    # Every row is written as it is, which runs the triggers.
    op.execute("UPDATE person SET unit = unit")


def _add_trigger_to_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION keep_who_works_where() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP <> 'INSERT' THEN {_FORGET} END IF;"
        f" IF TG_OP <> 'DELETE' THEN {_NOTE_ON_POSTGRESQL} END IF;"
        " RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER who_works_where AFTER INSERT OR DELETE OR UPDATE OF {_COLUMNS} ON person"
        " FOR EACH ROW EXECUTE FUNCTION keep_who_works_where()"
    )


def _add_triggers_to_sqlite() -> None:
    for name, event, body in (
        ("added", "INSERT", _NOTE_ON_SQLITE),
        ("removed", "DELETE", _FORGET),
        ("changed", f"UPDATE OF {_COLUMNS}", _FORGET + _NOTE_ON_SQLITE),
    ):
        op.execute(
            f"CREATE TRIGGER who_works_where_{name} AFTER {event} ON person"
            f" FOR EACH ROW BEGIN {body} END"
        )
