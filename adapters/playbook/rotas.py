"""Reads the rotas of a playbook: who is on duty in a week, by area and support kind."""

from adapters.playbook.places import read_calendar_address
from adapters.playbook.tables import AREA, KIND, PERSON, Table
from bot.programme.hours.quiet_hours import DAYS
from bot.programme.model import FIRST_KIND, Programme, Rota, RotaTurn, TitleNames


def read_rotas(
    tables: list[Table], programme: Programme, emails: frozenset[str]
) -> tuple[Rota, ...]:
    """Read the rotas; a turn of a person who takes no such requests is a fault."""
    found: list[Rota] = []
    for table in tables:
        rota = _rota(table, programme, emails)
        if any(other.key == rota.key for other in found):
            what = f"{rota.area} has a rota for {rota.option} already"
            table.fault("area", what, "put all turns into one of them")
        elif rota.area:
            found.append(rota)
    return tuple(found)


def _rota(table: Table, programme: Programme, emails: frozenset[str]) -> Rota:
    areas = [area.key for area in programme.areas]
    area = table.one_of("area", areas, AREA, needed=True)
    kinds = [kind.key for kind in programme.supports]
    # Older playbooks say "option".
    word = "option" if table.has("option") else "kind"
    option = table.one_of(word, kinds, KIND) or FIRST_KIND
    there = programme.area(area)
    takers = programme.takers(there, option) if there else ()
    rota = Rota(
        area=area,
        option=option,
        turns=tuple(
            turn
            for each in table.tables("turns")
            if (turn := _turn(each, emails, takers, area)) is not None
        ),
        calendar=read_calendar_address(table, "calendar"),
        titles=table.choice("titles", TitleNames.NEVER, "way to find people in titles"),
        all_day=table.span("all_day"),
    )
    for name in ("titles", "all_day"):
        if table.has(name) and not table.has("calendar"):
            table.fault(name, f"{name} says how a calendar is read", "add the calendar, too")
    if not table.tables("turns") and not table.has("calendar"):
        remedy = 'add turns = [{ person = "…", days = ["mon"], time = "08:00-16:00" }]'
        table.fault("turns", "this rota has no turn", remedy)
    table.close()
    return rota


def _turn(
    table: Table, emails: frozenset[str], takers: tuple[str, ...], area: str
) -> RotaTurn | None:
    person = table.one_of("person", emails, PERSON, needed=True)
    days = table.several_of("days", DAYS, "day")
    span = table.span("time")
    if not table.has("time"):
        table.fault("time", "this turn has no hours", 'write time = "08:00-16:00"')
    if person and area and person not in takers:
        remedy = "name them in that area as one who does, or take the turn out"
        table.fault("person", f"{person} takes no such requests in {area}", remedy)
    table.close()
    return RotaTurn(person, *span, days) if person and span else None
