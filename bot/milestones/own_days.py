"""Own days: somebody asks for one message before a day they choose, and says no reason.

Nobody else sees the day, and no coordinator can choose one for others.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.check_ins import wishes_of
from bot.core.clock import at_wall_time, in_zone, noon
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Done, Dropped, JobKind, NotNow, Step
from bot.core.jobs import OPEN, Job, JobState, Recipient, cancel, schedule
from bot.core.people import Person, person_behind
from bot.core.records import TEXT, Field, Record, Sealed, stored
from bot.core.retention import erase_unless_held
from bot.core.routes import Sweep
from bot.core.storage import Work, new_reference
from bot.milestones.model import A_DAY, AT
from bot.milestones.names import OWN_DAY, OWN_DAY_GONE, OWN_DAY_NOTE, TIDY_OWN_DAYS
from bot.programme import current, next_allowed, zone_of
from bot.programme.model import Programme

MOST = 3
"""How many days one person can choose at a time."""
FURTHEST = timedelta(days=400)
"""How far ahead a day may be: an anniversary, and some weeks."""
SOONEST = timedelta(hours=2)
"""How long after the choice the message goes at the earliest."""
LOOK_AGAIN = timedelta(hours=1)
"""The wait of a message while another one says that its day is no longer kept."""
GONE = "gone"
"""The detail of the job that says that a day is no longer kept."""


class OwnDay(Record):
    """A day that somebody chose. It has no kind and no reason.

    ``whose`` and ``day`` together are unique. The row and its person are erased with the message,
    and at the latest on the day after.
    """

    whose: Field[str]
    """``blind_index("own-day", person)``."""
    day: Field[str]
    """``YYYY-MM-DD`` on its person's clock."""
    area: Field[str]
    remembered: Field[bool] = stored(default=False)
    """Whether its person allowed us to keep it longer than names are kept otherwise."""
    despite: Field[bool] = stored(default=False)
    """Whether messages were stopped when it was chosen, so that this one was wanted all the same.

    A stop that comes after the choice takes this away.
    """

    person = Sealed(TEXT)

    @property
    def date(self) -> date:
        """The day itself."""
        return date.fromisoformat(self.day)


@dataclass(frozen=True)
class Bounds:
    """Which days somebody can choose today."""

    today: date
    without_asking: date
    """The last day that needs no "yes, remember me"."""
    furthest: date


def bounds(programme: Programme, today: date) -> Bounds:
    """Return the days that can be chosen; counsel can allow none past the usual time."""
    usual = today + programme.names_kept
    return Bounds(today, usual, today + FURTHEST if programme.remembers else usual)


def whose_index(work: Work, person: str) -> str:
    """Return the blind index that finds the days of a person (by reference)."""
    return work.vault.blind_index("own-day", person)


async def own_days_of(work: Work, person: str) -> list[OwnDay]:
    """Return the days that a person (by reference) has chosen, the next one first."""
    return await work.of(OwnDay).find(
        OwnDay.whose.is_(whose_index(work, person)), order_by=OwnDay.day
    )


async def message_time(work: Work, person: Person, day: date) -> datetime | None:
    """Return when the message before a day goes: the day before it, by day; ``None``: too late."""
    unit = (await current(work)).unit(person.unit)
    zone = zone_of(person, unit)
    due = max(at_wall_time(datetime.combine(day - A_DAY, AT), zone), work.now + SOONEST)
    at = next_allowed(unit, person, due)
    return at if in_zone(at, zone).date() < day else None


async def choose(context: Context, day: date, at: datetime, *, remembered: bool) -> None:
    """Keep a day for the actor and plan its message; a day that is kept already stays."""
    work, person = context.work, context.actor
    wishes = await wishes_of(work, person.reference)
    area = (await current(work)).area_of_unit(person.unit)
    own = OwnDay(
        reference=new_reference(),
        whose=whose_index(work, person.reference),
        day=day.isoformat(),
        area=area.key if area else "",
        remembered=remembered,
        despite=wishes.stopped,
    )
    if await work.add(own):
        await work.vault.seal(own.person, person.reference)
        key = f"own-day:{own.reference}"
        await schedule(work, OWN_DAY_NOTE, key, at, subject=own.reference)


async def stop_own_days(work: Work, person: str) -> None:
    """Let a stop hold back the messages before the days that a person (by reference) chose.

    Those chosen while messages were stopped came in spite of that stop, not of a later one.
    """
    for own in await own_days_of(work, person):
        if own.despite:
            await work.save(replace(own, despite=False))


async def run(context: Context, job: Job) -> Step:
    """Send the message before a day, or that the day is no longer kept."""
    own = await context.work.of(OwnDay).get(job.subject)
    if own is None:
        return Dropped()
    may_stay = not own.remembered or (await current(context.work)).remembers
    if job.detail == GONE and may_stay:
        # It has been allowed again since, and the message before the day is still planned.
        return Dropped()
    person = await person_behind(context.work, own.person)
    at = await _moment(context, own, person) if person else None
    if person is None or at is None:
        await erase(context, own, running=OWN_DAY_NOTE)
        return Dropped()
    if at > context.now:
        return NotNow(at)
    if not may_stay:
        if job.detail != GONE and await _gone_under_way(context.work, own):
            # Both can be due when a snooze ends, and it is said once.
            return NotNow(context.now + LOOK_AGAIN)
        return Deliver(OWN_DAY_GONE, own.reference, Recipient.sealed(own.person))
    return Deliver(OWN_DAY, own.reference, Recipient.sealed(own.person))


async def _moment(context: Context, own: OwnDay, person: Person) -> datetime | None:
    """Return when the message can go; ``None`` if its person wants none, or it would be late."""
    wishes = await wishes_of(context.work, person.reference)
    if not person.active or not person.adult or (wishes.stopped and not own.despite):
        return None
    rests_until = None if wishes.stopped else wishes.quiet_until
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, max(context.now, rests_until or context.now))
    return at if in_zone(at, zone_of(person, unit)).date() < own.date else None


async def after_sending(context: Context, job: Job) -> None:
    """Erase the day once its message went out, or can no longer go out."""
    own = await context.work.of(OwnDay).get(job.subject)
    if own is not None:
        await erase(context, own, running=OWN_DAY_NOTE)


async def erase(context: Context, own: OwnDay, *, running: str = "") -> None:
    """Erase a day and its person, unless a legal hold keeps them sealed.

    ``running`` is the kind of the job that calls this; it is not cancelled, as it ends by itself.
    """
    work = context.work
    if running != OWN_DAY_NOTE:
        await cancel(work, own.reference, OWN_DAY_NOTE)
    await context.forget_cards(own.reference)
    person = await work.vault.open(own.person)
    await erase_unless_held(work, own.reference, own.area, person)
    await work.remove(own)


async def forget(context: Context, person: str) -> None:
    """Erase the days of a person (by reference)."""
    for own in await own_days_of(context.work, person):
        await erase(context, own)


async def merge(context: Context, old: str, new: str) -> None:
    """Move the days of one person to another, who turned out to be the same; each stays once."""
    work = context.work
    known = {own.day for own in await own_days_of(work, new)}
    for own in await own_days_of(work, old):
        if own.day in known:
            await erase(context, own)
        else:
            await work.save(replace(own, whose=whose_index(work, new)))


async def held(work: Work, person: Person) -> tuple[datetime, ...]:
    """Return the days that are kept for a person, as moments on their clock."""
    zone = zone_of(person, (await current(work)).unit(person.unit))
    return tuple(noon(own.date, zone) for own in await own_days_of(work, person.reference))


async def tidy(context: Context, job: Job) -> Step:
    """Erase days that are past, and tell the people whose day may no longer be kept."""
    yesterday = (context.now - A_DAY).date().isoformat()
    for own in await context.work.of(OwnDay).find(OwnDay.day.at_most(yesterday)):
        await erase(context, own)
    if not (await current(context.work)).remembers:
        for own in await context.work.of(OwnDay).find(OwnDay.remembered.is_(True)):
            await _plan_gone(context.work, own)
    return Done()


async def _plan_gone(work: Work, own: OwnDay) -> None:
    """Plan to say that a day goes, once for each time that counsel takes the permission back."""
    if not await _gone_under_way(work, own):
        key = f"own-day-gone:{own.reference}:{int(work.now.timestamp())}"
        await schedule(work, OWN_DAY_NOTE, key, work.now, subject=own.reference, detail=GONE)


async def _gone_under_way(work: Work, own: OwnDay) -> bool:
    about = Job.subject.is_(own.reference), Job.kind.is_(OWN_DAY_NOTE)
    under_way = await work.of(Job).find(*about, Job.state.one_of((*OPEN, JobState.SENDING)))
    return any(job.detail == GONE for job in under_way)


JOBS = (
    JobKind(
        OWN_DAY_NOTE,
        run,
        HOWEVER_LATE,
        delivered=after_sending,
        given_up=after_sending,
        unknown=after_sending,
    ),
    JobKind(TIDY_OWN_DAYS, tidy, HOWEVER_LATE),
)
SWEEPS = (Sweep(TIDY_OWN_DAYS, A_DAY),)
