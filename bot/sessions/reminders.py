"""Reminds those who said they come, once, on the day of the session."""

from datetime import datetime, time, timedelta

from bot.check_ins import greeting, wishes_of
from bot.core.clock import at_wall_time, in_zone
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Dropped, JobKind, NotNow, Step
from bot.core.jobs import Job, Recipient, Urgency, cancel, schedule
from bot.core.people import name_of, person_behind
from bot.core.screens import Card
from bot.core.storage import Work
from bot.programme import current, next_allowed, paused
from bot.sessions import screens
from bot.sessions.model import GroupSession, Invitation, SessionState
from bot.sessions.names import REMINDER, REMINDING

IN_THE_MORNING = time(6)
"""On the session's own clock: night shifts still read then, and others from their day on."""
AHEAD = timedelta(hours=2)
"""How long before the start the reminder is due at the latest."""
TOO_LATE = timedelta(minutes=30)
"""Closer to the start than this, a reminder only hurries people."""
LOOK_AGAIN = timedelta(minutes=10)


def remind_at(session: GroupSession, zone: str) -> datetime:
    """Return when the reminder is due: that morning, or two hours before an early session."""
    day = in_zone(session.starts_at, zone).date()
    morning = at_wall_time(datetime.combine(day, IN_THE_MORNING), zone)
    return min(morning, session.starts_at - AHEAD)


async def plan_reminder(context: Context, session: GroupSession, invitation: Invitation) -> None:
    """Plan the reminder of a person who comes, in place of one planned before a change.

    Nothing is planned once it would be due: they said on the day itself that they come, or were
    told then that the session changed.
    """
    await cancel(context.work, invitation.reference, REMINDING)
    due = remind_at(session, await _zone(context.work, session))
    if context.now < due:
        key = f"group-reminder:{invitation.reference}:{session.changes}"
        await schedule(
            context.work,
            REMINDING,
            key,
            due,
            subject=invitation.reference,
            urgency=Urgency.FOLLOW_UP,
        )


async def _zone(work: Work, session: GroupSession) -> str:
    """Return the zone of the session's unit."""
    programme = await current(work)
    unit = programme.unit(session.unit)
    return unit.zone if unit else programme.within(session.area).zone


async def _run(context: Context, job: Job) -> Step:
    """Send the reminder, put it off to the reader's day, or drop it."""
    invitation = await context.work.of(Invitation).get(job.subject)
    if invitation is None or not invitation.joined:
        return Dropped()
    session = await context.work.of(GroupSession).get(invitation.session)
    person = await person_behind(context.work, invitation.person)
    if session is None or session.state is not SessionState.OPEN or person is None:
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    if wishes.stopped or not person.active:
        return Dropped()
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, max(context.now, wishes.quiet_until or context.now))
    if await paused(context.work):
        at = max(at, context.now + LOOK_AGAIN)
    if at > session.starts_at - TOO_LATE:
        return Dropped()
    if at > context.now:
        return NotNow(at)
    return Deliver(REMINDER, invitation.reference, Recipient.sealed(invitation.person))


async def draw(context: Context, subject: str) -> Card:
    """Draw the reminder; after a change to another day it says that the time has changed."""
    invitation = await context.need(Invitation, subject)
    session = await context.need(GroupSession, invitation.session)
    zone = await _zone(context.work, session)
    days = [in_zone(moment, zone).date() for moment in (context.now, session.starts_at)]
    name = await name_of(context.work, context.person.reference) if context.person else ""
    return screens.reminder_card(
        context.words,
        context.lines,
        invitation,
        session,
        greeting(context.words, name),
        is_today=days[0] == days[1],
    )


JOBS = (JobKind(REMINDING, _run, HOWEVER_LATE),)
