"""The people who get first notes: picked or on shift, sealed until the report is released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.adverse_events.calls import calls_of
from bot.adverse_events.model import (
    AdverseEvent,
    Episode,
    EpisodeState,
    PersonReport,
    Report,
    ReportState,
    trigger_or_default,
)
from bot.core.context import Context
from bot.core.people import (
    Person,
    PlatformAccount,
    add_stranger,
    person_with,
    person_with_email,
)
from bot.core.storage import Work
from bot.programme import current, on_shift, today, windows_on
from bot.programme.model import MILESTONES, Calls, Offer, Programme, Trigger, Unit
from bot.programme.model import Audience as AudienceRule

A_MINUTE = timedelta(minutes=1)
REACHED = (EpisodeState.WAITING, EpisodeState.WRITTEN, EpisodeState.ANSWERED, EpisodeState.ENDED)
"""States of episodes whose people get, got or declined a note, so that the event reached them."""


@dataclass(frozen=True)
class Audience:
    """A report's list for a dialog: its names, and the names of those who are unreachable."""

    report: Report
    unit: Unit
    names: tuple[str, ...]
    unreachable: tuple[str, ...]
    nameless: int
    by_actor: bool
    offers: tuple[Offer, ...] = tuple(Offer)
    calls: Calls = Calls.NONE
    """Whether peers are asked to call these people."""


def units_of(programme: Programme, person: str) -> tuple[Unit, ...]:
    """The units a person answers for: those they lead, and all of the areas they coordinate."""
    areas = {area.key for area in programme.run_by(person)}
    return tuple(unit for unit in programme.units if person in unit.leads or unit.area in areas)


def answers_for(programme: Programme, person: str, unit: str) -> bool:
    """Whether a person may report, pick people and undo for a unit."""
    return bool(person) and any(each.key == unit for each in units_of(programme, person))


def answers_for_report(programme: Programme, person: str, report: Report) -> bool:
    """Whether a person may see, confirm and undo a report; a milestone is for coordinators only."""
    if report.kind not in MILESTONES:
        return answers_for(programme, person, report.unit)
    return any(unit.key == report.unit for unit in programme.units_run_by(person))


def leaders_of(programme: Programme, unit: str) -> tuple[str, ...]:
    """The leads of a unit and coordinators of its area; without any, all coordinators."""
    found = programme.unit(unit)
    area = programme.area_of_unit(unit)
    leaders = (*(found.leads if found else ()), *(area.coordinators if area else ()))
    if not leaders:
        leaders = tuple(each for area in programme.areas for each in area.coordinators)
    return tuple(dict.fromkeys(leaders))


async def staff_of(work: Work, unit: Unit) -> list[Person]:
    """The adults who work on a unit, with those a calendar lists there for a shift."""
    return await work.of(Person).find(
        Person.works_in.has_one_of((unit.key,)), Person.active.is_(True), Person.adult.is_(True)
    )


async def on_shift_then(work: Work, unit: Unit, moment: datetime) -> list[str]:
    """The people whose shift on this unit covers the moment, by the roster."""
    staff = await staff_of(work, unit)
    return [person.reference for person in staff if on_shift(unit, person, moment)]


async def on_shifts_around(work: Work, unit: Unit, moment: datetime) -> list[str]:
    """The people of the shift at the moment, of the one before it, and of the one after it."""
    staff = await staff_of(work, unit)
    windows = {person.reference: windows_on(unit, person, moment) for person in staff}
    then = [window for mine in windows.values() for window in mine if moment in window]
    moments = {moment}
    for window in then:
        moments |= {window.starts - A_MINUTE, window.ends}
    return [
        person
        for person, mine in windows.items()
        if any(each in window for each in moments for window in mine)
    ]


async def reached_by(
    work: Work, programme: Programme, unit: Unit, trigger: Trigger, moment: datetime
) -> list[str]:
    """The people a trigger reaches when a report names nobody; dry runs use it, too."""
    if trigger.audience is AudienceRule.AROUND:
        people = await on_shifts_around(work, unit, moment)
    else:
        people = await on_shift_then(work, unit, moment)
    return list(dict.fromkeys([*people, *in_groups(programme, trigger)]))


def in_groups(programme: Programme, trigger: Trigger) -> tuple[str, ...]:
    """The people of the groups that join the audience of every event of a trigger."""
    groups = [group for group in programme.groups if group.key in trigger.groups]
    return tuple(dict.fromkeys(person for group in groups for person in group.people))


async def trigger_now(context: Context, report: Report) -> Trigger:
    """The trigger of a person's report by the present programme, today."""
    programme = await current(context.work)
    day = today(programme, context.now)
    return trigger_or_default(programme, report.kind, report.harm, report.unit, day)


async def picked(context: Context, users: Iterable[str], zone: str) -> list[str]:
    """The people behind picked user ids; those not yet known here are added."""
    account = context.account
    if account is None:
        return []
    found = []
    language = (await current(context.work)).language
    for user in users:
        theirs = account.neighbour(user)
        person = await person_with(context.work, theirs)
        person = person or await add_stranger(context.work, theirs, zone, language)
        found.append(person.reference)
    return found


async def with_emails(work: Work, emails: Iterable[str]) -> tuple[list[str], int]:
    """The people with these work addresses, and the number of unknown addresses."""
    people = [await person_with_email(work, email) for email in dict.fromkeys(emails)]
    known = [person.reference for person in people if person is not None]
    return known, len(people) - len(known)


async def people_named(work: Work, unit: Unit, report: PersonReport) -> list[str]:
    """Everybody a person's report names, each once."""
    shift = await on_shift_then(work, unit, report.occurred_at) if report.everyone else []
    return list(dict.fromkeys([*report.people, *shift]))


async def seal_people(work: Work, report: Report, people: Iterable[str]) -> None:
    """Store a report's list, sealed."""
    await work.vault.seal(report.listed, tuple(people))


async def people_of(work: Work, report: Report) -> list[str]:
    """A report's list; empty once the report is released or withdrawn."""
    return list(await work.vault.open(report.listed) or ())


async def reachable_among(work: Work, people: Iterable[str]) -> set[str]:
    """The active adults among these people who have an account to write to."""
    found = await work.of(Person).find(
        Person.reference.one_of(tuple(people)), Person.active.is_(True), Person.adult.is_(True)
    )
    references = tuple(person.reference for person in found)
    accounts = await work.of(PlatformAccount).find(PlatformAccount.person.one_of(references))
    return {account.person for account in accounts}


async def to_join(work: Work, report: Report) -> list[str]:
    """The people on a report's list who have not joined its event by it: all until its release."""
    people = await people_of(work, report)
    return people if report.state is ReportState.HELD else people[len(people) - report.to_join :]


async def _yet_to_join(work: Work, event: str) -> list[tuple[Report, list[str]]]:
    """The reports of an event whose people have not all joined, each with these people."""
    reports = await work.of(Report).find(Report.event.is_(event))
    return [
        (report, await to_join(work, report))
        for report in reports
        if report.state is ReportState.HELD or report.to_join
    ]


async def joining_count(work: Work, event: str) -> int:
    """How many people are about to join a released event, of those who have not yet."""
    indexes = {
        audience_index(work, event, person)
        for report, people in await _yet_to_join(work, event)
        if report.to_join
        for person in people
    }
    joined = Episode.audience_index.one_of(sorted(indexes))
    return len(indexes) - await work.of(Episode).count(joined)


async def reaches_somebody(work: Work, event: AdverseEvent) -> bool:
    """Whether a first note of this adverse event reaches, or reached, anybody."""
    if event.ambient or await work.of(Episode).count(
        Episode.event.is_(event.reference), Episode.state.one_of(REACHED)
    ):
        return True
    for _, people in await _yet_to_join(work, event.reference):
        if await reachable_among(work, people):
            return True
    return False


def audience_index(work: Work, event: str, person: str) -> str:
    """The blind index that tells whether a person is on an event's list."""
    return work.vault.blind_index("audience", event, person)


async def adds_somebody(work: Work, report: Report, event: AdverseEvent) -> bool:
    """Whether this report names anybody who is not in the adverse event's audience yet."""
    others = {
        person
        for other, people in await _yet_to_join(work, event.reference)
        if other.reference != report.reference
        for person in people
    }
    indexes = {
        audience_index(work, event.reference, person)
        for person in await people_of(work, report)
        if person not in others
    }
    joined = Episode.audience_index.one_of(sorted(indexes))
    return await work.of(Episode).count(joined) < len(indexes)


async def is_reporter(context: Context, report: Report) -> bool:
    """Whether the actor made this report."""
    reporter = await context.work.vault.open(report.reporter)
    # Both references can be empty: of an erased reporter, and of a stranger who only reads.
    return bool(reporter) and reporter == context.actor.reference


async def may_see(context: Context, report: Report) -> bool:
    """Whether the actor made this report or, once it is confirmed, answers for its unit."""
    if await is_reporter(context, report):
        return True
    if report.state is ReportState.DRAFT:
        return False
    return answers_for_report(await current(context.work), context.actor.reference, report)


async def names_of(work: Work, people: Iterable[str]) -> tuple[list[str], int]:
    """The sorted names of people, and the number of people without a name here."""
    these = list(people)
    sealed = await work.vault.open_all(these)
    names = [sealed.get(person, {}).get(Person.name.name, "") for person in these]
    return sorted(name for name in names if name), sum(not name for name in names)


async def audience_of(context: Context, reference: str) -> Audience | None:
    """A report's list; ``None`` for people who may not see it, and once the list is erased."""
    report = await context.work.of(Report).get(reference)
    if report is None or report.state not in {ReportState.DRAFT, ReportState.HELD}:
        return None
    unit = (await current(context.work)).unit(report.unit)
    if unit is None or not await may_see(context, report):
        return None
    people = await people_of(context.work, report)
    trigger = await trigger_now(context, report)
    reachable = await reachable_among(context.work, people)
    gone = [person for person in people if person not in reachable]
    names, nameless = await names_of(context.work, people)
    return Audience(
        report=report,
        unit=unit,
        names=tuple(names),
        unreachable=tuple((await names_of(context.work, gone))[0]),
        nameless=nameless,
        by_actor=await is_reporter(context, report),
        offers=trigger.offers,
        calls=await _calls(context, report, trigger),
    )


async def _calls(context: Context, report: Report, trigger: Trigger) -> Calls:
    """Whether peers call the people of a report, as far as it is known before they join."""
    event = await context.work.of(AdverseEvent).get(report.event or "")
    if event is not None:
        return await calls_of(context.work, report, event)
    return report.calls if report.calls is not None else trigger.calls
