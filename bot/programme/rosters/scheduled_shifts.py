"""Scheduled shifts from calendars, kept with each person for a limited time.

If a calendar lists somebody, it decides when they are at work. Their usual shift counts for
everybody else, and for times outside the calendar's window.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

from bot.core.people import Person, email_index
from bot.core.scheduled_shifts import ScheduledShift
from bot.core.storage import Storage, Work, in_one_work
from bot.programme.hours.quiet_hours import Window
from bot.programme.model.external_sources import Calendar
from bot.programme.rosters.list_status import list_of_calendar, note_read
from bot.programme.rosters.titles import named_in, names_of_people
from bot.programme.stored.configuration import current

BEFORE = timedelta(days=8)
AFTER = timedelta(days=15)
MOST_EACH = 150
"""How many shifts a calendar may give one person within the window."""

AT_ONCE = 200
"""How many people are saved in one transaction."""


@dataclass(frozen=True)
class Found:
    """A shift in a calendar, for the people with these e-mail addresses."""

    emails: tuple[str, ...]
    starts: datetime
    ends: datetime
    title: str = ""
    """Only where titles name people and an entry has no address; never stored."""


def scheduled_shift_window(now: datetime) -> Window:
    """The time that calendars are read for, in whole days so that it moves once a day."""
    midnight = datetime.combine(now.date(), time(), tzinfo=UTC)
    return Window(midnight - BEFORE, midnight + AFTER)


async def keep_scheduled_shifts(
    storage: Storage,
    calendar: Calendar,
    found: Sequence[Found],
    window: Window,
    passed_over: int = 0,
) -> None:
    """Replace the shifts that a calendar gives by these, in several transactions."""
    whose, unknown, too_many = await in_one_work(
        storage, partial(_whose, calendar=calendar, found=found), reads_only=True
    )
    had = await in_one_work(storage, partial(_who_had, calendar=calendar), reads_only=True)
    people = [*whose, *(person for person in had if person not in whose)]
    for first in range(0, len(people), AT_ONCE):
        some = {person: whose.get(person, ()) for person in people[first : first + AT_ONCE]}
        await in_one_work(storage, partial(_give, calendar=calendar, some=some, window=window))
    name = list_of_calendar(calendar.key)
    useless = passed_over + too_many
    await in_one_work(
        storage,
        lambda work: note_read(work, name, people=len(whose), unknown=unknown, passed_over=useless),
    )


async def _whose(
    work: Work, calendar: Calendar, found: Sequence[Found]
) -> tuple[dict[str, tuple[ScheduledShift, ...]], int, int]:
    """The shifts of each person, how many people are unknown, and how many shifts are useless."""
    gathered: dict[str, set[ScheduledShift]] = defaultdict(set)
    known = {} if calendar.person else await _known(work, found)
    unknown: set[str] = set()
    names = await _names_in(work, calendar.unit) if calendar.titles and calendar.unit else {}
    nameless = 0
    for each in found:
        starts, ends = (at.replace(second=0, microsecond=0) for at in (each.starts, each.ends))
        shift = ScheduledShift(starts, ends, calendar.key, calendar.unit)
        if calendar.person:
            gathered[calendar.person].add(shift)
            continue
        if each.title:
            named = named_in(each.title, names, calendar.titles)
            for person in named.people:
                gathered[person].add(shift)
            unknown |= {each.title} if named.is_unclear else set()
        nameless += not each.emails and not each.title
        for email in each.emails:
            if email in known:
                gathered[known[email]].add(shift)
            else:
                unknown.add(email)
    kept = {person: tuple(sorted(shifts))[:MOST_EACH] for person, shifts in gathered.items()}
    beyond = sum(map(len, gathered.values())) - sum(map(len, kept.values()))
    return kept, len(unknown), nameless + beyond


async def _names_in(work: Work, unit: str) -> dict[str, str]:
    """The names of those who work in a unit, by reference."""
    people = await work.of(Person).find(Person.unit.is_(unit), Person.active.is_(True))
    return await names_of_people(work, people)


async def _known(work: Work, found: Sequence[Found]) -> dict[str, str]:
    """The references of the people with these addresses, by address."""
    emails = {email_index(work, email): email for each in found for email in each.emails}
    indexes, known = list(emails), {}
    for first in range(0, len(indexes), AT_ONCE):
        some = tuple(indexes[first : first + AT_ONCE])
        for person in await work.of(Person).find(
            Person.email_index.one_of(some), Person.active.is_(True)
        ):
            known[emails[person.email_index or ""]] = person.reference
    return known


async def _who_had(work: Work, calendar: Calendar) -> list[str]:
    """The references of the people with shifts from this calendar."""
    found = await work.of(Person).find(Person.shift_calendars.has_one_of((calendar.key,)))
    return [person.reference for person in found]


async def _give(
    work: Work, calendar: Calendar, some: Mapping[str, tuple[ScheduledShift, ...]], window: Window
) -> None:
    for person in await work.of(Person).find(Person.reference.one_of(tuple(some))):
        others = [
            each
            for each in person.scheduled_shifts
            if each.calendar != calendar.key and each.ends > window.starts
        ]
        shifts = tuple(sorted({*others, *some[person.reference]}))
        await _keep(work, person, shifts if person.active else (), window)


async def _keep(
    work: Work, person: Person, shifts: tuple[ScheduledShift, ...], window: Window | None
) -> None:
    starts, ends = (window.starts, window.ends) if shifts and window else (None, None)
    wanted = replace(
        person, scheduled_shifts=shifts, scheduled_shifts_from=starts, scheduled_shifts_until=ends
    )
    if wanted != person:
        await work.save(wanted)


async def forget_scheduled_shifts(work: Work, after: str = "") -> str:
    """Erase shifts that are past, from removed calendars, or of people who left.

    This looks at some people, those that come ``after`` a reference, and returns the last one's;
    an empty text once all are done.
    """
    calendars = {each.key for each in (await current(work)).calendars}
    since = scheduled_shift_window(work.now).starts
    people = await work.of(Person).find(
        Person.scheduled_shifts_from.at_most(work.now),
        Person.reference.at_least(after),
        limit=AT_ONCE,
    )
    for person in people:
        kept = tuple(
            each
            for each in person.scheduled_shifts
            if each.calendar in calendars and each.ends > since and person.active
        )
        if not kept:
            await _keep(work, person, (), None)
        elif kept != person.scheduled_shifts:
            await work.save(replace(person, scheduled_shifts=kept))
    return people[-1].reference if len(people) == AT_ONCE else ""
