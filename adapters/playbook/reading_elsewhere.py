"""Reads how external sources are used: HR's file, and calendars of shifts."""

from collections.abc import Collection, Iterator

from adapters.playbook.rotas import NO_PERSON, is_address
from adapters.playbook.tables import Table
from bot.core.people import Employment
from bot.programme.model import Programme
from bot.programme.model.external_sources import Calendar, HrFile
from bot.programme.rosters.hr_records import COLUMNS, ENCODINGS, folded


def read_calendars(
    tables: list[Table], programme: Programme, emails: Collection[str]
) -> tuple[Calendar, ...]:
    """The calendars of shifts; each is one unit's or one person's."""
    return tuple(_calendar(table, programme, emails) for table in tables)


def _calendar(table: Table, programme: Programme, emails: Collection[str]) -> Calendar:
    units = [unit.key for unit in programme.units]
    unit = programme.unit(table.one_of("unit", units, "no unit's key"))
    person = table.one_of("person", emails, NO_PERSON)
    if table.has("unit") == table.has("person"):
        remedy = 'add unit = "icu" or person = "work e-mail", one of the two'
        table.fault("unit", "this calendar is neither a unit's nor a person's", remedy)
    calendar = Calendar(
        key=table.key(),
        address=_address(table),
        zone=table.zone() or (unit.zone if unit else programme.zone),
        unit=unit.key if unit else "",
        person=person,
    )
    table.close()
    return calendar


def _address(table: Table) -> str:
    text = table.text("address", "https://rota.hospital.org/icu.ics", needed=True)
    address = "https" + text.removeprefix("webcal") if text.startswith("webcal:") else text
    if address and not (is_address(address) and address.startswith("https:")):
        remedy = 'write the address it is published under: address = "https://…"'
        table.fault("address", "this is no address of a calendar", remedy)
        return ""
    return address


def read_hr_file(table: Table, units: Collection[str]) -> HrFile:
    """How to read HR's file."""
    encoding = table.one_of("encoding", ENCODINGS, "no encoding that is read")
    columns = table.table("columns")
    headers = {name: columns.text(name, "Work e-mail") for name in COLUMNS if columns.has(name)}
    columns.close()
    meant = table.table("units")
    known = {*units, ""}
    found = HrFile(
        encoding=encoding,
        other_units=table.flag("other_units"),
        columns={name: header for name, header in headers.items() if header},
        units={folded(name): meant.one_of(name, known, "no unit's key") for name in meant.names()},
        employments=dict(_employments(table.table("employments"))),
    )
    meant.close()
    table.close()
    return found


def _employments(table: Table) -> Iterator[tuple[str, Employment]]:
    for name in table.names():
        value = table.one_of(name, list(Employment), "no kind of employment", needed=True)
        if value:
            yield folded(name), Employment(value)
    table.close()
