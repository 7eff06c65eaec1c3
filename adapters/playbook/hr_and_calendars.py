"""Reads how to use the lists that others keep: HR's file, and calendars of shifts."""

from collections.abc import Collection, Iterator

from adapters.playbook.places import read_calendar_address
from adapters.playbook.tables import PERSON, UNIT, Table
from bot.core.people import Employment
from bot.programme.model import Programme
from bot.programme.model.external_sources import Calendar, HrFile, TitleNames
from bot.programme.rosters.hr_records import COLUMNS, ENCODINGS, folded


def read_calendars(
    tables: list[Table], programme: Programme, emails: Collection[str]
) -> tuple[Calendar, ...]:
    """The calendars of shifts; each is one unit's or one person's."""
    return tuple(_calendar(table, programme, emails) for table in tables)


def _calendar(table: Table, programme: Programme, emails: Collection[str]) -> Calendar:
    units = [unit.key for unit in programme.units]
    unit = programme.unit(table.one_of("unit", units, UNIT))
    person = table.one_of("person", emails, PERSON)
    if table.has("unit") == table.has("person"):
        remedy = 'add unit = "icu" or person = "work e-mail", one of the two'
        table.fault("unit", "this calendar is neither a unit's nor a person's", remedy)
    calendar = Calendar(
        key=table.key(),
        address=read_calendar_address(table, "address", needed=True),
        zone=table.zone() or (unit.zone if unit else programme.zone),
        unit=unit.key if unit else "",
        person=person,
        titles=table.choice("titles", TitleNames.NEVER, "way to find people in titles"),
        all_day=table.span("all_day"),
    )
    if calendar.person and calendar.titles:
        remedy = "take titles out: all entries are that person's"
        table.fault("titles", "this calendar is one person's", remedy)
    table.close()
    return calendar


def read_hr_file(table: Table, units: Collection[str]) -> HrFile:
    """How to read HR's file."""
    encoding = table.one_of("encoding", ENCODINGS, "encoding")
    columns = table.table("columns")
    headers = {name: columns.text(name, "Work e-mail") for name in COLUMNS if columns.has(name)}
    columns.close()
    meant = table.table("units")
    known = {*units, ""}
    found = HrFile(
        encoding=encoding,
        other_units=table.flag("other_units"),
        skip_faulty_lines=table.flag("skip_faulty_lines"),
        columns={name: header for name, header in headers.items() if header},
        units={folded(name): meant.one_of(name, known, UNIT) for name in meant.names()},
        employments=dict(_employments(table.table("employments"))),
        active=_active(table.table("active")),
    )
    meant.close()
    table.close()
    return found


def _employments(table: Table) -> Iterator[tuple[str, Employment]]:
    for name in table.names():
        value = table.one_of(name, list(Employment), "kind of employment", needed=True)
        if value:
            yield folded(name), Employment(value)
    table.close()


def _active(table: Table) -> dict[str, bool]:
    found = {folded(name): table.flag(name) for name in table.names()}
    table.close()
    return found
