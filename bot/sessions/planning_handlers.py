"""What a coordinator does: plan a session, see the words, ask who leads it, change or cancel it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.jobs import OPEN, Job, Recipient, cancel, schedule
from bot.core.people import Person, name_of
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.screens import Card, Form
from bot.core.storage import new_reference
from bot.programme import current
from bot.sessions import screens
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
from bot.sessions.names import (
    CHANGE,
    COMING,
    CONFIRM,
    INVITE,
    INVITING,
    LEAD,
    OFFER,
    OVER,
    PICK,
    SESSION,
    SESSIONS,
)
from bot.sessions.permissions import (
    AHEAD,
    ahead_for,
    event_of,
    joined,
    may_lead,
    session_of,
)
from bot.unit_leads.names import GROUP_PLAN


@dataclass(frozen=True)
class Planned:
    """What a form says of a session: who is to lead it, where, when, how long."""

    leads: str
    place: str
    starts_at: datetime
    minutes: int


async def open_plan(context: Context, press: Press, subject: str) -> Reply:
    """The form; where one is planned already, that one is changed."""
    return ask(GROUP_PLAN, (await event_of(context, subject)).reference)


async def send_plan(context: Context, sent: Submission) -> Reply:
    """Keep it as a draft, and show the exact words before anybody is asked."""
    event = await event_of(context, sent.subject)
    if await ahead_for(context.work, event.reference) is not None:
        raise Refused("group.planned_already")
    planned = await _read(context, sent, event.area, leads=True)
    person = await context.work.of(Person).get(planned.leads)
    if person is None or not await may_lead(context.work, event, person):
        raise FormRefused({"leads": "group.fault.not_them"})
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
    await context.work.of(GroupSession).add(draft)
    await _end_at(context, draft, context.now + DRAFT_FOR)
    return ask(CONFIRM, draft.reference)


async def confirm(context: Context, sent: Submission) -> Reply:
    """The words are seen: whoever is to lead it is asked; nobody is invited before their yes."""
    session = await session_of(context, sent.subject)
    if session.state is SessionState.DRAFT:
        if await ahead_for(context.work, session.event) is not None:
            raise Refused("group.planned_already")
        session = await context.work.of(GroupSession).save(
            replace(session, state=SessionState.ASKED)
        )
        await _end_at(context, session, session.ends_at + KEPT_AFTER)
        await _ask_to_lead(context, session)
        await context.redraw(session.event, OFFER)
    return say(SESSION, session.reference)


async def _ask_to_lead(context: Context, session: GroupSession) -> None:
    key = f"group-lead:{session.reference}:{session.asked}:{session.changes}"
    await context.post(LEAD, session.reference, Recipient.person(session.asked), key, repeat=False)


async def _end_at(context: Context, session: GroupSession, moment: datetime) -> None:
    """Have the session end then, and not when it would have until now."""
    for job in await context.work.of(Job).find(
        Job.subject.is_(session.reference), Job.kind.is_(OVER), Job.state.one_of(OPEN)
    ):
        await context.work.of(Job).save(replace(job, due_at=moment))
        return
    key = f"group-over:{session.reference}:{context.now.isoformat()}"
    await schedule(context.work, OVER, key, moment, subject=session.reference)


async def open_change(context: Context, press: Press, subject: str) -> Reply:
    """Another time or place."""
    return ask(CHANGE, (await session_of(context, subject)).reference)


async def send_change(context: Context, sent: Submission) -> Reply:
    """Keep it, and tell who comes and who leads it; who was only invited sees it when they look."""
    session = await session_of(context, sent.subject)
    if not session.is_ahead:
        raise SubjectGone
    planned = await _read(context, sent, session.area, leads=False)
    same = (planned.place, planned.starts_at, planned.minutes) == (
        session.place,
        session.starts_at,
        session.minutes,
    )
    if not same:
        session = await context.work.of(GroupSession).save(
            replace(
                session,
                place=planned.place,
                starts_at=planned.starts_at,
                minutes=planned.minutes,
                changes=session.changes + 1,
            )
        )
        await _end_at(context, session, session.ends_at + KEPT_AFTER)
        await tell(context, session)
    return say(SESSION, session.reference)


async def open_pick(context: Context, press: Press, subject: str) -> Reply:
    """Somebody else to lead it."""
    return ask(PICK, (await session_of(context, subject)).reference)


async def send_pick(context: Context, sent: Submission) -> Reply:
    """Ask somebody else to lead it."""
    session = await session_of(context, sent.subject)
    if not session.is_ahead or session.facilitator:
        raise SubjectGone
    event = await event_of(context, session.event)
    person = await context.work.of(Person).get(sent.one("leads"))
    if person is None or not await may_lead(context.work, event, person):
        raise FormRefused({"leads": "group.fault.not_them"})
    session = await context.work.of(GroupSession).save(
        replace(session, asked=person.reference, changes=session.changes + 1)
    )
    await _ask_to_lead(context, session)
    # Whoever was asked before and has not answered sees that it is no longer theirs to answer.
    await context.redraw(session.reference, LEAD, SESSION)
    return say(SESSION, session.reference)


async def call_off(context: Context, press: Press, subject: str) -> Reply:
    """It will not take place: who comes and who leads it hear so, and nobody else is invited."""
    session = await session_of(context, subject)
    if session.is_ahead:
        session = await context.work.of(GroupSession).save(
            replace(session, state=SessionState.CANCELLED, changes=session.changes + 1)
        )
        await cancel(context.work, session.reference, INVITING)
        await tell(context, session)
        await context.redraw(session.event, OFFER)
    return replace_card(SESSION, session.reference)


async def tell(context: Context, session: GroupSession) -> None:
    """Tell who comes, and who leads it, how it stands now; cards that hang are brought up to it."""
    for invitation in await joined(context.work, session.reference):
        to = Recipient.sealed(invitation.person)
        key = f"group-told:{invitation.reference}:{session.changes}"
        await context.post(COMING, invitation.reference, to, key)
        await context.redraw(invitation.reference, INVITE, COMING)
    if session.facilitator:
        key = f"group-lead:{session.reference}:{session.facilitator}:{session.changes}"
        to = Recipient.person(session.facilitator)
        await context.post(LEAD, session.reference, to, key)
    await context.redraw(session.reference, LEAD, SESSION)


async def show_all(context: Context, command: Command) -> Reply:
    """``group``: what is planned in one's areas."""
    return say(SESSIONS)


async def all_by_button(context: Context, press: Press, subject: str) -> Reply:
    """The same from a button."""
    return say(SESSIONS)


async def show_one(context: Context, press: Press, subject: str) -> Reply:
    """One of them."""
    return say(SESSION, (await session_of(context, subject)).reference)


async def _read(context: Context, sent: Submission, area: str, *, leads: bool) -> Planned:
    """What a form says; raises ``FormRefused`` with everything that is to be mended."""
    found = (await current(context.work)).area(area)
    places = found.places if found else ()
    faults: dict[str, str] = {}
    number = sent.one("place")
    place = dict(zip(map(str, range(len(places))), places, strict=True)).get(number, "")
    if not place:
        faults["place"] = "group.fault.choose"
    if sent.one("minutes") not in map(str, LENGTHS):
        faults["minutes"] = "group.fault.choose"
    if leads and not sent.one("leads"):
        faults["leads"] = "group.fault.choose"
    starts_at = _moment(sent, context.actor.zone)
    if starts_at is None:
        faults["time"] = "group.fault.time"
    elif not context.now + SOONEST <= starts_at <= context.now + LATEST:
        faults["day"] = "group.fault.when"
    if faults or starts_at is None:
        raise FormRefused(faults)
    return Planned(sent.one("leads"), place, starts_at, int(sent.one("minutes")))


def _moment(sent: Submission, zone: str) -> datetime | None:
    try:
        day, clock = date.fromisoformat(sent.one("day")), time.fromisoformat(sent.one("time"))
        return at_wall_time(datetime.combine(day, clock.replace(tzinfo=None)), zone)
    except (ValueError, OverflowError):
        return None


async def draw_offer(context: Context, subject: str) -> Card:
    """The offer; once a session is planned, that it is."""
    planned = await ahead_for(context.work, subject)
    return screens.offer_card(context.words, context.lines, subject, planned=planned is not None)


async def draw_plan(context: Context, subject: str) -> Form:
    """Who leads it, where, when; where the playbook has no place, the line for it."""
    event = await event_of(context, subject)
    programme = await current(context.work)
    area, unit = programme.area(event.area), programme.unit(event.unit)
    people = facilitators_in(programme, area) if area else ()
    named = await _named(context, people)
    tomorrow = in_zone(context.now, context.actor.zone) + timedelta(days=1)
    return screens.plan_form(
        context.words,
        screens.Plan(
            subject=subject,
            unit=unit.name if unit else "",
            places=area.places if area else (),
            people=named,
            day=tomorrow.date(),
        ),
    )


async def _named(context: Context, people: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those of these who work here, by reference and name."""
    found = await context.work.of(Person).find(
        Person.reference.one_of(people), Person.active.is_(True)
    )
    named = [(each.reference, await name_of(context.work, each.reference)) for each in found]
    return tuple(sorted(named, key=lambda pair: pair[1]))


async def draw_confirm(context: Context, subject: str) -> Form:
    """The exact words that go to each person on the list."""
    session = await session_of(context, subject)
    return screens.confirm_form(
        context.words, context.lines, session, await leader_name(context, session)
    )


async def leader_name(context: Context, session: GroupSession) -> str:
    """Who leads it, or is asked to; empty where that is not settled."""
    return await name_of(context.work, session.facilitator or session.asked)


async def draw_session(context: Context, subject: str) -> Card:
    """Where a session stands."""
    session = await context.work.of(GroupSession).get(subject)
    if session is None:
        raise SubjectGone
    return screens.session_card(context.words, context.lines, session)


async def draw_sessions(context: Context, subject: str) -> Card:
    """What is planned in one's areas, the next first."""
    programme, me = await current(context.work), context.actor.reference
    keys = tuple(area.key for area in programme.areas if area.is_run_by(me))
    found = await context.work.of(GroupSession).find(
        GroupSession.area.one_of(keys),
        GroupSession.state.one_of(AHEAD),
        order_by=GroupSession.starts_at,
    )
    return screens.sessions_card(context.words, found)


async def draw_change(context: Context, subject: str) -> Form:
    """Another time or place."""
    session = await session_of(context, subject)
    area = (await current(context.work)).area(session.area)
    local = in_zone(session.starts_at, context.actor.zone)
    return screens.change_form(context.words, session, area.places if area else (), local)


async def draw_pick(context: Context, subject: str) -> Form:
    """Somebody else to lead it."""
    session = await session_of(context, subject)
    programme = await current(context.work)
    area = programme.area(session.area)
    people = await _named(context, facilitators_in(programme, area) if area else ())
    return screens.pick_form(context.words, session, people)
