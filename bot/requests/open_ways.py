"""What is open to somebody, and how soon: with the rules by which a request is taken later."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bot.adverse_events import on_the_list
from bot.adverse_events.model import AdverseEvent
from bot.core.people import Employment, Person
from bot.core.storage import Work
from bot.duty import Availability, Takers, availabilities
from bot.programme import current, investigators, today
from bot.programme.model import Area, Programme, SupportKind
from bot.requests.blind_indexes import holder_index
from bot.requests.matching import Standing, speaks_against, units_of
from bot.requests.model import HELD, SupportRequest
from bot.requests.wishes import NONE

SOMEBODY = Person(reference="")
"""An asker who is not known, so that nobody is kept from them by who they are."""


async def open_ways(
    work: Work,
    programme: Programme,
    area: Area | None,
    asker: Person | None,
    events: Collection[str] = (),
) -> tuple[Availability, ...]:
    """Return what is offered to somebody in an area, the soonest first.

    ``events`` are the adverse events, by reference, after which they would ask: whoever was near
    one of them does not count, as they could not take it.
    """
    employment = asker.employment if asker else Employment.EMPLOYEE
    takers = await _takers(work, programme, area, employment, asker or SOMEBODY, events)
    return await availabilities(work, programme, area, employment, takers)


async def _takers(
    work: Work,
    programme: Programme,
    area: Area | None,
    employment: Employment,
    asker: Person,
    events: Collection[str],
) -> Mapping[str, Takers]:
    if area is None:
        return {}
    here = programme.within(area.key)
    kinds = programme.offered(area, employment)
    named = {each for kind in kinds for each in here.takers(area, kind.key)}
    people = await work.of(Person).find(
        Person.reference.one_of(tuple(named)), Person.active.is_(True)
    )
    standings = await _standings(work, area, asker, people, events)
    managers = await _managers(work, named)
    day = today(programme, work.now)

    def may(kind: SupportKind, person: Person, *, full: bool) -> bool:
        known = standings[person.reference]
        managing = not kind.managers and person.reference in managers
        standing = replace(known, apart=known.apart or managing, full=known.full and full)
        return not speaks_against(asker, NONE, person, standing, day)

    found = {}
    for kind in kinds:
        those = [person for person in people if person.reference in here.takers(area, kind.key)]
        found[kind.key] = Takers(
            frozenset(person.reference for person in those if may(kind, person, full=False)),
            frozenset(person.reference for person in those if may(kind, person, full=True)),
        )
    return found


async def _standings(
    work: Work, area: Area, asker: Person, people: Iterable[Person], events: Collection[str]
) -> Mapping[str, Standing]:
    """What is known of each, whichever the kind."""
    programme = await current(work)
    after = [await work.of(AdverseEvent).get(event) for event in events]
    units = units_of(asker) | {event.unit for event in after if event is not None}
    leads = {lead for unit in programme.units if unit.key in units for lead in unit.leads}
    holders = {holder_index(work, person.reference): person.reference for person in people}
    held = [
        holders[request.held_by]
        for request in await work.of(SupportRequest).find(
            SupportRequest.held_by.one_of(tuple(holders)), SupportRequest.state.one_of(HELD)
        )
        if request.held_by is not None
    ]
    return {
        reference: Standing(
            near=any([await on_the_list(work, event, reference) for event in events]),
            leads=reference in leads,
            apart=reference in investigators(programme),
            full=held.count(reference) >= area.supporter_cap,
        )
        for reference in holders.values()
    }


async def _managers(work: Work, named: Iterable[str]) -> frozenset[str]:
    led = await work.of(Person).find(Person.manager.one_of(tuple(named)), Person.active.is_(True))
    return frozenset(person.manager for person in led if person.manager)
