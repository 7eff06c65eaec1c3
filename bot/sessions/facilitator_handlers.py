"""Handlers of the person asked to lead a session; they never have to give a reason."""

from dataclasses import replace

from bot.adverse_events.model import AdverseEvent
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.jobs import Recipient
from bot.core.routes import Reply, ask, replace_card
from bot.core.screens import Card, Form
from bot.programme import current
from bot.sessions import screens
from bot.sessions.invitation_handlers import invite_everybody
from bot.sessions.model import GroupSession, SessionState, coming
from bot.sessions.names import COMING, LEAD, LEAD_DETAILS, REMINDER, SESSION
from bot.sessions.permissions import joined, led_by, may_lead
from bot.sessions.session_calendar import address_of


async def open_details(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog that shows when and where, and how many come."""
    return ask(LEAD_DETAILS, (await led_by(context, subject)).reference)


async def yes(context: Context, press: Press, subject: str) -> Reply:
    """Agree to lead, after the permission is checked again, and send the invitations."""
    session = await led_by(context, subject)
    if session.is_ahead and session.asked == context.actor.reference:
        event = await context.need(AdverseEvent, session.event)
        if not await may_lead(context.work, event, context.actor):
            raise SubjectGone
        first = session.state is SessionState.ASKED
        session = await context.work.save(
            replace(session, facilitator=session.asked, asked="", state=SessionState.OPEN)
        )
        if first:
            await invite_everybody(context, session)
        await _tell_coordinators(context, session)
    return replace_card(LEAD, session.reference)


async def no(context: Context, press: Press, subject: str) -> Reply:
    """Decline, or stop leading: the coordinators are asked to find somebody else."""
    session = await led_by(context, subject)
    if session.is_ahead:
        session = replace(session, facilitator="", asked="", changes=session.changes + 1)
        session = await context.work.save(session)
        await _tell_coordinators(context, session)
        for invitation in await joined(context.work, session.reference):
            await context.redraw(invitation.reference, COMING, REMINDER)
    return replace_card(LEAD, session.reference)


async def _tell_coordinators(context: Context, session: GroupSession) -> None:
    area = (await current(context.work)).area(session.area)
    for person in area.coordinators if area else ():
        led = "led" if session.facilitator else "open"
        key = f"group-session:{session.reference}:{session.changes}:{led}:{person}"
        to = Recipient.person(person)
        await context.post(SESSION, session.reference, to, key)
    await context.redraw(session.reference, SESSION)


async def draw_lead(context: Context, subject: str) -> Card:
    """Draw the card of the person who leads, or who is or was asked to."""
    session = await context.need(GroupSession, subject)
    me = context.person.reference if context.person else ""
    asked, leads = me == session.asked, me == session.facilitator
    return screens.lead_card(context.words, context.lines, session, asked=asked, leads=leads)


async def draw_details(context: Context, subject: str) -> Form:
    """Show when, where, and how many come in steps of five."""
    session = await led_by(context, subject)
    count = coming(len(await joined(context.work, session.reference)))
    link = await address_of(context.work, session)
    return screens.lead_details_form(context.words, session, count, link)
