"""Finds sessions and invitations, and checks who may do what with them."""

from bot.adverse_events import on_the_list, people_on_the_list
from bot.adverse_events.model import AdverseEvent
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import Person
from bot.core.storage import Work
from bot.programme import current, investigators, is_manager, must_run, today
from bot.sessions.model import MORE_THAN, GroupSession, Invitation, SessionState, facilitators_in

AHEAD = (SessionState.ASKED, SessionState.OPEN)


async def calls_for_one(work: Work, event: AdverseEvent) -> bool:
    """Whether more than five people, or people of more than one unit, are on an event's list."""
    people = await people_on_the_list(work, event.reference)
    return len(people) > MORE_THAN or len({person.unit for person in people}) > 1


async def event_of(context: Context, reference: str) -> AdverseEvent:
    """Return the adverse event for a coordinator of its area; else raise ``SubjectGone``."""
    event = await context.need(AdverseEvent, reference)
    await must_run(context, event.area)
    return event


async def session_of(context: Context, reference: str) -> GroupSession:
    """Return the session for a coordinator of its area; else raise ``SubjectGone``."""
    session = await context.need(GroupSession, reference)
    await must_run(context, session.area)
    return session


async def ahead_for(work: Work, event: str) -> GroupSession | None:
    """Return the session that is planned for an adverse event, if there is one."""
    found = await work.of(GroupSession).find(
        GroupSession.event.is_(event), GroupSession.state.one_of(AHEAD)
    )
    return found[0] if found else None


async def led_by(context: Context, reference: str) -> GroupSession:
    """Return a session the actor leads or is asked to lead; else raise ``SubjectGone``."""
    session = await context.need(GroupSession, reference)
    me = context.actor.reference
    if not me or me not in {session.facilitator, session.asked}:
        raise SubjectGone
    return session


def whose_index(work: Work, session: str, person: str) -> str:
    """Return the blind index by which a person's invitation to a session is found."""
    return work.vault.blind_index("group-invitation", session, person)


async def own_invitation(context: Context, reference: str) -> tuple[Invitation, GroupSession]:
    """Return the actor's own invitation and its session; else raise ``SubjectGone``."""
    invitation = await context.need(Invitation, reference)
    session = await context.need(GroupSession, invitation.session)
    if invitation.whose != whose_index(context.work, session.reference, context.actor.reference):
        raise SubjectGone
    return invitation, session


async def may_lead(work: Work, event: AdverseEvent, person: Person) -> bool:
    """Whether a person may lead a session about an adverse event.

    People on its list, leads of its unit, managers, investigators, and people whose training
    has expired may not.
    """
    programme = await current(work)
    area, unit = programme.area(event.area), programme.unit(event.unit)
    known = area is not None and person.reference in facilitators_in(programme, area)
    trained = not person.trained_until or person.trained_until >= today(programme, work.now)
    near = await on_the_list(work, event.reference, person.reference)
    leads = unit is not None and person.reference in unit.leads
    apart = person.reference in investigators(programme)
    manages = await is_manager(work, person.reference)
    kept_out = near or leads or apart or manages or not trained
    return known and person.active and not kept_out


async def joined(work: Work, session: str) -> list[Invitation]:
    """Return the invitations of people who said they come."""
    return await work.of(Invitation).find(
        Invitation.session.is_(session), Invitation.joined.is_(True)
    )
