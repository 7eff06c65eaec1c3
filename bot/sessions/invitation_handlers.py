"""Sends an invitation to each person on an event's list, and handles their answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events.model import Episode, EpisodeEnded, EpisodeState
from bot.check_ins import greeting, wishes_of
from bot.core.context import Context, View, want_redraw
from bot.core.conversation import Press, Submission
from bot.core.envelopes import keep_open
from bot.core.errors import Refused
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Done, Dropped, JobKind, NotNow, Step
from bot.core.jobs import Job, Recipient, Urgency, cancel, schedule
from bot.core.lines import Lines
from bot.core.people import Person, name_of, person_behind
from bot.core.retention import erase_unless_held, hold_on
from bot.core.routes import Reply, Sweep, ask, replace_card
from bot.core.screens import Card, Form
from bot.core.seen import Reader, ShownCard
from bot.core.storage import Work, new_reference
from bot.core.texts import Words
from bot.programme import current, next_allowed, paused
from bot.sessions import screens
from bot.sessions.model import (
    AFTER_FIRST_NOTE,
    LAST_CALL,
    GroupSession,
    Invitation,
    SessionHeld,
    SessionState,
)
from bot.sessions.names import DECLINED, DETAILS, INVITE, INVITING, OVER, TIDY
from bot.sessions.permissions import own_invitation, whose_index
from bot.sessions.reminders import plan_reminder
from bot.sessions.session_calendar import address_of

LOOK_AGAIN = timedelta(minutes=10)
A_DAY = timedelta(days=1)
WRITTEN = {EpisodeState.WRITTEN, EpisodeState.ANSWERED}


async def invite_everybody(context: Context, session: GroupSession) -> None:
    """Plan an invitation for each person on the list who still gets messages about the event."""
    for episode in await context.work.of(Episode).find(Episode.event.is_(session.event)):
        await invite(context, session, episode)


async def invite_late_joiner(context: Context, episode: Episode) -> None:
    """Invite a person who joined the list after the session was planned."""
    if episode.event is None:
        return
    found = await context.work.of(GroupSession).find(
        GroupSession.event.is_(episode.event), GroupSession.state.is_(SessionState.OPEN)
    )
    for session in found:
        await invite(context, session, episode)


async def invite(context: Context, session: GroupSession, episode: Episode) -> None:
    """Plan one invitation; planning it again changes nothing."""
    if episode.state not in {EpisodeState.ENDED, EpisodeState.UNREACHABLE}:
        await schedule(
            context.work,
            INVITING,
            f"group-invite:{session.reference}:{episode.reference}",
            context.now,
            subject=session.reference,
            detail=episode.reference,
            urgency=Urgency.FOLLOW_UP,
        )


async def _run(context: Context, job: Job) -> Step:
    """Send the invitation, put it off to an allowed hour, or drop it."""
    session = await context.work.of(GroupSession).get(job.subject)
    episode = await context.work.of(Episode).get(job.detail)
    person = await _person(context.work, job.detail)
    if session is None or episode is None or person is None:
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    leads = person.reference in {session.facilitator, session.asked}
    unwanted = wishes.stopped or leads or not person.active or not person.adult
    if session.state is not SessionState.OPEN or episode.state is EpisodeState.ENDED or unwanted:
        return Dropped()
    if await paused(context.work) or episode.state not in WRITTEN:
        return _not_too_late(session, context.now + LOOK_AGAIN)
    moments = [context.now, wishes.quiet_until or context.now]
    if episode.first_note_at is not None:
        moments.append(episode.first_note_at + AFTER_FIRST_NOTE)
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, max(moments))
    if at > context.now or context.now + LAST_CALL > session.starts_at:
        return _not_too_late(session, at)
    invitation = await _invitation(context.work, session, person)
    return Deliver(INVITE, invitation.reference, Recipient.sealed(episode.person))


def _not_too_late(session: GroupSession, at: datetime) -> Step:
    """Put the invitation off to ``at``, or drop it if that is too close to the start."""
    return NotNow(at) if at <= session.starts_at - LAST_CALL else Dropped()


async def _person(work: Work, episode: str) -> Person | None:
    return await person_behind(work, Episode.person.of(episode))


async def _invitation(work: Work, session: GroupSession, person: Person) -> Invitation:
    whose = whose_index(work, session.reference, person.reference)
    found = await work.of(Invitation).find(Invitation.whose.is_(whose))
    if found:
        return found[0]
    made = Invitation(reference=new_reference(), session=session.reference, whose=whose)
    await work.add(made)
    return made


async def open_details(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog with when and where, in which people say that they come."""
    invitation, _ = await own_invitation(context, subject)
    return ask(DETAILS, invitation.reference)


async def come(context: Context, sent: Submission) -> Reply:
    """Note that the actor comes; their name stays sealed, for informing them of changes."""
    invitation, session = await own_invitation(context, sent.subject)
    if session.state is not SessionState.OPEN or session.starts_at <= context.now:
        raise Refused("core.gone")
    if not invitation.joined:
        invitation = await context.work.save(replace(invitation, joined=True))
        await context.work.vault.seal(invitation.person, context.actor.reference)
        await plan_reminder(context, session, invitation)
        await context.redraw(invitation.reference)
    return ask(DETAILS, invitation.reference)


async def stay_away(context: Context, press: Press, subject: str) -> Reply:
    """Handle "no" or "no longer": remove the invitation and everything about it."""
    invitation, session = await own_invitation(context, subject)
    await _show_declined(context, invitation)
    await drop(context, invitation, session.area)
    return replace_card(DECLINED)


async def _show_declined(context: Context, invitation: Invitation) -> None:
    """Turn every card about an invitation into what the pressed one becomes, and forget them.

    Who was invited is erased before they are redrawn, so each keeps what the actor reads.
    """
    work, reader = context.work, Reader(context.actor.locale, context.actor.zone)
    for shown in await work.of(ShownCard).find(ShownCard.subject.is_(invitation.reference)):
        await work.vault.seal(shown.reader, reader)
        declined = await work.save(replace(shown, screen=DECLINED, subject=""))
        await want_redraw(work, await keep_open(work, declined) if shown.open_until else declined)


async def drop(context: Context, invitation: Invitation, area: str) -> None:
    """Remove an invitation, its sealed person, its planned messages, and its cards."""
    work = context.work
    await cancel(work, invitation.reference)
    await context.forget_cards(invitation.reference)
    person = await work.vault.open(invitation.person)
    await erase_unless_held(work, invitation.reference, area, person)
    await work.remove(invitation)


async def on_episode_ended(context: Context, fact: EpisodeEnded) -> None:
    """Drop the invitation of a person whose episode ended before they said they come."""
    episode = await context.work.of(Episode).get(fact.episode)
    person = await _person(context.work, fact.episode)
    if episode is None or episode.event is None or person is None:
        return
    for session in await context.work.of(GroupSession).find(GroupSession.event.is_(episode.event)):
        whose = whose_index(context.work, session.reference, person.reference)
        for invitation in await context.work.of(Invitation).find(
            Invitation.whose.is_(whose), Invitation.joined.is_(False)
        ):
            await drop(context, invitation, session.area)


async def forget(context: Context, person: str) -> None:
    """Remove every invitation of a person (by reference), accepted ones too."""
    for session in await context.work.of(GroupSession).find():
        whose = whose_index(context.work, session.reference, person)
        for invitation in await context.work.of(Invitation).find(Invitation.whose.is_(whose)):
            await drop(context, invitation, session.area)


async def held(work: Work, person: str) -> int:
    """Return how many invitations a person (by reference) has."""
    found = [
        await work.of(Invitation).count(
            Invitation.whose.is_(whose_index(work, session.reference, person))
        )
        for session in await work.of(GroupSession).find()
    ]
    return sum(found)


async def _over(context: Context, job: Job) -> Step:
    """End a session that is over or was never confirmed: redraw its cards, later erase it."""
    session = await context.need(GroupSession, job.subject)
    if session.state is not SessionState.OVER:
        if session.state is SessionState.OPEN:
            context.tell(SessionHeld())
        await context.work.save(replace(session, state=SessionState.OVER))
        await context.redraw(session.reference)
        for invitation in await context.work.of(Invitation).find(
            Invitation.session.is_(session.reference)
        ):
            await context.redraw(invitation.reference)
        return NotNow(context.now + LOOK_AGAIN)
    if await hold_on(context.work, session.area) is not None:
        return NotNow(context.now + A_DAY)
    await erase(context, session)
    return Done()


async def erase(context: Context, session: GroupSession) -> None:
    """Remove a session with its invitations, cards and jobs."""
    for invitation in await context.work.of(Invitation).find(
        Invitation.session.is_(session.reference)
    ):
        await drop(context, invitation, session.area)
    await context.forget_cards(session.reference)
    await cancel(context.work, session.reference, INVITING)
    for job in await context.work.of(Job).find(
        Job.kind.is_(INVITING), Job.subject.is_(session.reference)
    ):
        # Together these jobs would show which episodes were invited to one session.
        await context.work.remove(job)
    await context.work.remove(session)


async def _tidy(context: Context, job: Job) -> Step:
    """Erase sessions that ended a day ago but that no job has erased."""
    for session in await context.work.of(GroupSession).find():
        held_back = await hold_on(context.work, session.area) is not None
        if session.ends_at + A_DAY <= context.now and not held_back:
            await erase(context, session)
    return Done()


def draws(draw: Callable[[Words, Lines, Invitation, GroupSession, str], Card]) -> View:
    """Return the view of a card about one invitation, which greets its reader by name."""

    async def view(context: Context, subject: str) -> Card:
        invitation = await context.need(Invitation, subject)
        session = await context.need(GroupSession, invitation.session)
        name = await name_of(context.work, context.person.reference) if context.person else ""
        hello = greeting(context.words, name)
        return draw(context.words, context.lines, invitation, session, hello)

    return view


async def draw_details(context: Context, subject: str) -> Form:
    """Show when, where, and who leads it."""
    invitation, session = await own_invitation(context, subject)
    leader = await name_of(context.work, session.facilitator) if session.facilitator else ""
    link = await address_of(context.work, session) if invitation.joined else ""
    return screens.details_form(context.words, invitation, session, leader, link)


JOBS = (
    # An invitation is not urgent: missing one is better than getting it twice.
    JobKind(INVITING, _run, HOWEVER_LATE),
    JobKind(OVER, _over, HOWEVER_LATE),
    JobKind(TIDY, _tidy, HOWEVER_LATE),
)
SWEEPS = (Sweep(TIDY, A_DAY),)
