"""Handlers of coordinators: plan a session, ask a facilitator, change it or cancel it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.adverse_events.model import AdverseEvent
from bot.core.clock import in_zone, moment_on
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.jobs import OPEN, Job, Recipient, cancel, schedule
from bot.core.people import Person, name_of
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.screens import Card, Form
from bot.core.storage import new_reference
from bot.programme import current
from bot.sessions import names, screens
from bot.sessions.model import (
    DRAFT_FOR,
    KEPT_AFTER,
    LATEST,
    LENGTHS,
    SOONEST,
    GroupSession,
    SessionState,
    facilitators_in,
)
from bot.sessions.permissions import AHEAD, ahead_for, event_of, joined, may_lead, session_of
from bot.sessions.reminders import plan_reminder
from bot.unit_leads.names import GROUP_PLAN


@dataclass(frozen=True)
class Planned:
    """What a form says of a session."""

    leads: str
    """The person asked to lead it, by reference; empty in a form that does not ask."""
    place: str
    starts_at: datetime
    minutes: int


async def open_plan(context: Context, press: Press, subject: str) -> Reply:
    """Open the form to plan a session for an event."""
    return ask(GROUP_PLAN, (await event_of(context, subject)).reference)


async def send_plan(context: Context, sent: Submission) -> Reply:
    """Keep the plan as a draft, and show the exact words before anybody is asked."""
    event = await event_of(context, sent.subject)
    if await ahead_for(context.work, event.reference) is not None:
        raise Refused("group.planned_already")
    planned = await _read(context, sent, event.area, leads=True)
    await _check_may_lead(context, event, planned.leads)
    draft = GroupSession(
        reference=new_reference(),
        event=event.reference,
        area=event.area,
        unit=event.unit,
        starts_at=planned.starts_at,
        minutes=planned.minutes,
        place=planned.place,
        at=context.now,
        asked=planned.leads,
    )
    await context.work.add(draft)
    await _end_at(context, draft, context.now + DRAFT_FOR)
    return ask(names.CONFIRM, draft.reference)


async def _check_may_lead(context: Context, event: AdverseEvent, reference: str) -> None:
    person = await context.work.of(Person).get(reference)
    if person is None or not await may_lead(context.work, event, person):
        raise FormRefused({"leads": "group.fault.not_them"})


async def confirm(context: Context, sent: Submission) -> Reply:
    """Ask the facilitator, now that the words were seen; nobody is invited before their yes."""
    session = await session_of(context, sent.subject)
    if session.state is SessionState.DRAFT:
        if await ahead_for(context.work, session.event) is not None:
            raise Refused("group.planned_already")
        session = await context.work.save(replace(session, state=SessionState.ASKED))
        await _end_at(context, session, session.ends_at + KEPT_AFTER)
        await _ask_to_lead(context, session)
        await context.redraw(session.event, names.OFFER)
    return say(names.SESSION, session.reference)


async def _ask_to_lead(context: Context, session: GroupSession) -> None:
    key = f"group-lead:{session.reference}:{session.asked}:{session.changes}"
    await context.post(names.LEAD, session.reference, Recipient.person(session.asked), key)


async def _end_at(context: Context, session: GroupSession, moment: datetime) -> None:
    """Plan the end of the session for ``moment``, in place of the planned one."""
    for job in await context.work.of(Job).find(
        Job.subject.is_(session.reference), Job.kind.is_(names.OVER), Job.state.one_of(OPEN)
    ):
        await context.work.save(replace(job, due_at=moment))
        return
    key = f"group-over:{session.reference}:{context.now.isoformat()}"
    await schedule(context.work, names.OVER, key, moment, subject=session.reference)


async def open_change(context: Context, press: Press, subject: str) -> Reply:
    """Open the form to change time or place."""
    return ask(names.CHANGE, (await session_of(context, subject)).reference)


async def send_change(context: Context, sent: Submission) -> Reply:
    """Save the change, and inform the participants and the facilitator."""
    session = await session_of(context, sent.subject)
    if not session.is_ahead:
        raise SubjectGone
    planned = await _read(context, sent, session.area, leads=False)
    changed = replace(
        session, place=planned.place, starts_at=planned.starts_at, minutes=planned.minutes
    )
    if changed != session:
        session = await context.work.save(replace(changed, changes=session.changes + 1))
        await _end_at(context, session, session.ends_at + KEPT_AFTER)
        await tell(context, session)
    return say(names.SESSION, session.reference)


async def open_pick(context: Context, press: Press, subject: str) -> Reply:
    """Open the form to ask somebody else to lead."""
    return ask(names.PICK, (await session_of(context, subject)).reference)


async def send_pick(context: Context, sent: Submission) -> Reply:
    """Ask somebody else to lead it."""
    session = await session_of(context, sent.subject)
    if not session.is_ahead or session.facilitator:
        raise SubjectGone
    event = await event_of(context, session.event)
    asked = sent.one("leads")
    await _check_may_lead(context, event, asked)
    session = replace(session, asked=asked, changes=session.changes + 1)
    session = await context.work.save(session)
    await _ask_to_lead(context, session)
    # The card of the person asked before shows that they are no longer asked.
    await context.redraw(session.reference, names.LEAD, names.SESSION)
    return say(names.SESSION, session.reference)


async def call_off(context: Context, press: Press, subject: str) -> Reply:
    """Cancel the session, and inform the participants and the facilitator."""
    session = await session_of(context, subject)
    if session.is_ahead:
        session = replace(session, state=SessionState.CANCELLED, changes=session.changes + 1)
        session = await context.work.save(session)
        await cancel(context.work, session.reference, names.INVITING)
        await tell(context, session)
        await context.redraw(session.event, names.OFFER)
    return replace_card(names.SESSION, session.reference)


async def tell(context: Context, session: GroupSession) -> None:
    """Inform the participants and the facilitator how the session stands now."""
    for invitation in await joined(context.work, session.reference):
        to = Recipient.sealed(invitation.person)
        key = f"group-told:{invitation.reference}:{session.changes}"
        await context.post(names.COMING, invitation.reference, to, key)
        await context.redraw(invitation.reference, names.INVITE, names.COMING, names.REMINDER)
        await plan_reminder(context, session, invitation)
    if session.facilitator:
        key = f"group-lead:{session.reference}:{session.facilitator}:{session.changes}"
        to = Recipient.person(session.facilitator)
        await context.post(names.LEAD, session.reference, to, key)
    await context.redraw(session.reference, names.LEAD, names.SESSION)


async def show_one(context: Context, press: Press, subject: str) -> Reply:
    """Show one session."""
    return say(names.SESSION, (await session_of(context, subject)).reference)


async def _read(context: Context, sent: Submission, area: str, *, leads: bool) -> Planned:
    """Read a form; raise ``FormRefused`` with every fault in it."""
    found = (await current(context.work)).area(area)
    places = found.meeting_places if found else ()
    faults: dict[str, str] = {}
    number = sent.one("place")
    place = dict(zip(map(str, range(len(places))), places, strict=True)).get(number, "")
    if not place:
        faults["place"] = "group.fault.choose"
    if sent.one("minutes") not in map(str, LENGTHS):
        faults["minutes"] = "group.fault.choose"
    if leads and not sent.one("leads"):
        faults["leads"] = "group.fault.choose"
    starts_at = context.now
    try:
        starts_at = moment_on(sent.one("day"), sent.one("time"), context.actor.zone)
        if not context.now + SOONEST <= starts_at <= context.now + LATEST:
            faults["day"] = "group.fault.when"
    except (ValueError, OverflowError):
        faults["time"] = "group.fault.time"
    if faults:
        raise FormRefused(faults)
    return Planned(sent.one("leads"), place, starts_at, int(sent.one("minutes")))


async def draw_offer(context: Context, subject: str) -> Card:
    """Draw the offer, or that a session is planned."""
    planned = await ahead_for(context.work, subject)
    return screens.offer_card(context.words, context.lines, subject, planned=planned is not None)


async def draw_plan(context: Context, subject: str) -> Form:
    """Draw the form to plan a session, or what the playbook lacks for it."""
    event = await event_of(context, subject)
    programme = await current(context.work)
    area, unit = programme.area(event.area), programme.unit(event.unit)
    tomorrow = in_zone(context.now, context.actor.zone) + timedelta(days=1)
    plan = screens.Plan(
        subject=subject,
        unit=unit.name if unit else "",
        places=area.meeting_places if area else (),
        people=await _facilitators(context, event.area),
        day=tomorrow.date(),
    )
    return screens.plan_form(context.words, plan)


async def _facilitators(context: Context, key: str) -> tuple[tuple[str, str], ...]:
    programme = await current(context.work)
    area = programme.area(key)
    people = facilitators_in(programme, area) if area else ()
    found = await context.work.of(Person).find(
        Person.reference.one_of(people), Person.active.is_(True)
    )
    named = [(each.reference, await name_of(context.work, each.reference)) for each in found]
    return tuple(sorted(named, key=lambda pair: pair[1]))


async def draw_confirm(context: Context, subject: str) -> Form:
    """Show the exact words that each person on the list will get."""
    session = await session_of(context, subject)
    leader = await name_of(context.work, session.facilitator or session.asked)
    return screens.confirm_form(context.words, context.lines, session, leader)


async def draw_session(context: Context, subject: str) -> Card:
    """Draw where a session stands."""
    session = await context.need(GroupSession, subject)
    return screens.session_card(context.words, context.lines, session)


async def draw_sessions(context: Context, subject: str) -> Card:
    """List the planned sessions of the reader's areas, the next one first."""
    programme, me = await current(context.work), context.actor.reference
    keys = tuple(area.key for area in programme.run_by(me))
    found = await context.work.of(GroupSession).find(
        GroupSession.area.one_of(keys),
        GroupSession.state.one_of(AHEAD),
        order_by=GroupSession.starts_at,
    )
    return screens.sessions_card(context.words, found)


async def draw_change(context: Context, subject: str) -> Form:
    """Draw the form to change time or place."""
    session = await session_of(context, subject)
    area = (await current(context.work)).area(session.area)
    local = in_zone(session.starts_at, context.actor.zone)
    return screens.change_form(context.words, session, area.meeting_places if area else (), local)


async def draw_pick(context: Context, subject: str) -> Form:
    """Draw the form to ask somebody else to lead."""
    session = await session_of(context, subject)
    people = await _facilitators(context, session.area)
    return screens.pick_form(context.words, session, people)
