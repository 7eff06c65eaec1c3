"""Shifts as a calendar gives them: kept with the person, for a while, and nothing else of it.

Where a calendar knows somebody, it says when they are at work; where it does not, and for times
that it has not been read for, their usual shift does.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

from bot.core.people import Person, email_mark
from bot.core.storage import Storage, Work, in_one_work
from bot.programme.configuration import current
from bot.programme.external_sources import Calendar, Stint, stints_of
from bot.programme.list_status import list_of_calendar, note_read
from bot.programme.quiet_hours import Window

BEFORE = timedelta(days=8)
AFTER = timedelta(days=15)
MOST_EACH = 150
"""How many stretches of work a calendar may give one person within the window."""

AT_ONCE = 200


@dataclass(frozen=True)
class Found:
    """What a calendar says: work from when until when, for whoever has these addresses."""

    emails: tuple[str, ...]
    starts: datetime
    ends: datetime


def stint_window(now: datetime) -> Window:
    """The time calendars are read for: whole days, so that it moves but once a day."""
    midnight = datetime.combine(now.date(), time(), tzinfo=UTC)
    return Window(midnight - BEFORE, midnight + AFTER)


async def keep_stints(
    storage: Storage,
    calendar: Calendar,
    found: Sequence[Found],
    window: Window,
    passed_over: int = 0,
) -> None:
    """Make these the stretches of work that a calendar gives, some people a transaction."""
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
) -> tuple[dict[str, tuple[Stint, ...]], int, int]:
    """The stretches of each person, how many people are nobody here, and what was too much."""
    gathered: dict[str, set[Stint]] = defaultdict(set)
    known = {} if calendar.person else await _known(work, found)
    strange: set[str] = set()
    nameless = 0
    for each in found:
        stint = Stint(each.starts, each.ends, calendar.key, calendar.unit)
        if calendar.person:
            gathered[calendar.person].add(stint)
            continue
        nameless += not each.emails
        for email in each.emails:
            if email in known:
                gathered[known[email]].add(stint)
            else:
                strange.add(email)
    kept = {person: tuple(sorted(stints))[:MOST_EACH] for person, stints in gathered.items()}
    beyond = sum(len(stints) for stints in gathered.values()) - sum(map(len, kept.values()))
    return kept, len(strange), nameless + beyond


async def _known(work: Work, found: Sequence[Found]) -> dict[str, str]:
    """Who has which of these addresses, by reference."""
    emails = {email_mark(work, email): email for each in found for email in each.emails}
    marks, known = list(emails), {}
    for first in range(0, len(marks), AT_ONCE):
        some = tuple(marks[first : first + AT_ONCE])
        for person in await work.of(Person).find(
            Person.email_mark.one_of(some), Person.active.is_(True)
        ):
            known[emails[person.email_mark or ""]] = person.reference
    return known


async def _who_had(work: Work, calendar: Calendar) -> list[str]:
    """Who has been given anything by this calendar until now."""
    return [
        person.reference
        for person in await work.of(Person).find()
        if any(stint.calendar == calendar.key for stint in stints_of(person.stints))
    ]


async def _give(
    work: Work, calendar: Calendar, some: Mapping[str, tuple[Stint, ...]], window: Window
) -> None:
    for person in await work.of(Person).find(Person.reference.one_of(tuple(some))):
        others = [
            each
            for each in stints_of(person.stints)
            if each.calendar != calendar.key and each.ends > window.starts
        ]
        stints = tuple(str(each) for each in sorted({*others, *some[person.reference]}))
        await _keep(work, person, stints if person.active else (), window)


async def _keep(work: Work, person: Person, stints: tuple[str, ...], window: Window) -> None:
    starts, ends = (window.starts, window.ends) if stints else (None, None)
    wanted = replace(person, stints=stints, stints_from=starts, stints_until=ends)
    if wanted != person:
        await work.of(Person).save(wanted)


async def forget_stints(work: Work) -> None:
    """Erase what is past, what no calendar of the playbook gave, and what those had who left."""
    calendars = {each.key for each in (await current(work)).calendars}
    since = stint_window(work.now).starts
    for person in await work.of(Person).find():
        if not person.stints:
            continue
        kept = tuple(
            str(each)
            for each in stints_of(person.stints)
            if each.calendar in calendars and each.ends > since and person.active
        )
        if kept != person.stints:
            wanted = replace(person, stints=kept)
            if not kept:
                wanted = replace(wanted, stints_from=None, stints_until=None)
            await work.of(Person).save(wanted)
