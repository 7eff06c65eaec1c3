"""Handlers of ``mydata``, ``forget``, ``stop``, ``snooze``, ``resume``, and clearing the screen."""

from collections.abc import Sequence
from dataclasses import replace

from bot.adverse_events import end_episode, episodes_of, take_off_lists
from bot.check_ins import kept_wishes, put_off_notes, stop_notes, wishes_of
from bot.check_ins.names import CHECK_IN_FIRST_NOTE, PRIVACY_CLEAR
from bot.core.commands import NOTES_AND_DATA, HelpLine, Listing
from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import Refused, SubjectGone
from bot.core.jobs import Job, JobState
from bot.core.names import Screen
from bot.core.people import Person
from bot.core.retention import hold_on
from bot.core.routes import OnCommand, OnPress, Reply, answers, replace_card, say
from bot.core.storage import Work, new_reference
from bot.drills import forget as forget_drills
from bot.duty import forget_duty
from bot.follow_ups import redraw_later
from bot.follow_ups.names import FOLLOW_UP_NOTE
from bot.milestones import forget_own_days, stop_own_days
from bot.milestones.names import MILESTONE_NOTE
from bot.privacy import names, screens
from bot.privacy.erasure import erase_episode
from bot.privacy.holdings import reports_of
from bot.privacy.model import Forgotten, PersonForgotten, duration
from bot.referrals import forget as forget_notes
from bot.requests import forget as forget_talks
from bot.requests import forget_questions
from bot.sessions import forget as forget_groups
from bot.supporter_care import forget as forget_own_notes
from bot.surveys import forget_invitations
from bot.time_outs import forget as forget_breaks

NOTES = (CHECK_IN_FIRST_NOTE, FOLLOW_UP_NOTE, MILESTONE_NOTE)
"""The kinds of job that decide on their moment again whenever they run."""


async def forget(context: Context, press: Press, subject: str) -> Reply:
    """Forget the actor, all in this one unit of work."""
    person = context.actor.reference
    await forget_person(context, person)
    whose = forgotten_index(context.work, person)
    await context.work.add(Forgotten(reference=new_reference(), whose=whose, at=context.now))
    return replace_card(screens.FORGOTTEN)


async def forget_person(context: Context, person: str) -> None:
    """Withdraw, cancel and erase everything about a person (by reference).

    Wishes stay, because notes would start again without them. The directory entry stays, because
    everybody who works here has one.
    """
    await forget_talks(context, person)
    await forget_questions(context.work, person)
    await forget_breaks(context, person)
    await forget_notes(context, person)
    await forget_own_notes(context, person)
    await forget_groups(context, person)
    await forget_drills(context, person)
    await forget_own_days(context, person)
    await forget_invitations(context.work, person)
    await forget_duty(context.work, person)
    for episode in await episodes_of(context.work, person):
        await end_episode(context, episode, erase_now=True, by_person=True)
        await erase_episode(context, episode.reference)
    await take_off_lists(context.work, person)
    for report in await reports_of(context.work, person):
        if await hold_on(context.work, report.area) is not None:
            continue
        await context.work.vault.clear(report.reporter)
    context.tell(PersonForgotten(person))


async def forget_again(context: Context, forgotten: Sequence[Forgotten]) -> None:
    """Forget those whom a restored database does not know to have been forgotten."""
    wanted = {each.whose for each in forgotten}
    for person in await context.work.of(Person).find():
        if forgotten_index(context.work, person.reference) in wanted:
            await forget_person(context, person.reference)
    for each in forgotten:
        await context.work.add(each)


def forgotten_index(work: Work, person: str) -> str:
    """Return the blind index under which it is kept that a person asked to be forgotten."""
    return work.vault.blind_index("forgotten", person)


def _shown(incoming: Command | Press, screen: Screen) -> Reply:
    return say(screen) if isinstance(incoming, Command) else replace_card(screen)


async def stop(context: Context, incoming: Command | Press, subject: str = "") -> Reply:
    """Stop all notes."""
    await stop_notes(context, context.actor.reference)
    await stop_own_days(context.work, context.actor.reference)
    await redraw_later(context, context.actor.reference)
    return _shown(incoming, screens.STOPPED)


async def snooze(context: Context, incoming: Command | Press, how_long: str = "") -> Reply:
    """Put notes off for as long as was typed or pressed."""
    typed = isinstance(incoming, Command)
    length = duration(incoming.words[1:] if isinstance(incoming, Command) else (how_long,))
    if length is None:
        raise Refused("privacy.snooze.how") if typed else SubjectGone
    wishes = await wishes_of(context.work, context.actor.reference)
    if wishes.stopped:
        # A snooze ends by itself, so it would undo a stop that has no end.
        raise Refused("privacy.snooze.stopped")
    await put_off_notes(context, context.actor.reference, context.now + length)
    await _decide_again(context)
    return _shown(incoming, screens.SNOOZED)


async def resume(context: Context, incoming: Command | Press, subject: str = "") -> Reply:
    """Let notes come again."""
    wishes = await kept_wishes(context.work, context.actor.reference)
    on = replace(
        wishes,
        stopped=False,
        quiet_until=None,
        own_notes_stopped=False,
        after_talk_stopped=False,
        surveys_stopped=False,
    )
    await context.work.save(on)
    await _decide_again(context)
    return _shown(incoming, screens.RESUMED)


async def _decide_again(context: Context) -> None:
    """Make notes that were put off by an earlier pause decide on their moment again."""
    for episode in await episodes_of(context.work, context.actor.reference):
        of_episode = Job.subject.is_(episode.reference)
        for job in await context.work.of(Job).find(of_episode, Job.state.is_(JobState.PENDING)):
            if job.kind in NOTES and job.due_at > context.now:
                await context.work.save(replace(job, due_at=context.now))
    await redraw_later(context, context.actor.reference)


ROUTES = (
    OnCommand(
        "support mydata",
        answers(say(screens.MYDATA)),
        reads_only=True,
        help=HelpLine(NOTES_AND_DATA, 50, "home.help.mydata"),
        listing=Listing(100, "home.listed.mydata"),
    ),
    OnPress(names.OPEN_PRIVACY_MYDATA, answers(say(screens.MYDATA)), reads_only=True),
    OnCommand(
        "support forget",
        answers(say(screens.FORGET)),
        reads_only=True,
        help=HelpLine(NOTES_AND_DATA, 60, "home.help.forget"),
        listing=Listing(110, "home.listed.forget"),
    ),
    OnPress(names.PRIVACY_FORGET, forget),
    OnPress(PRIVACY_CLEAR, answers(replace_card(screens.CLEARED))),
    OnCommand(
        "support stop",
        stop,
        help=HelpLine(NOTES_AND_DATA, 20, "home.help.stop"),
        listing=Listing(80, "home.listed.stop"),
    ),
    OnPress(names.PRIVACY_STOP, stop),
    OnCommand(
        "support snooze",
        snooze,
        help=HelpLine(NOTES_AND_DATA, 10, "home.help.snooze", "3d"),
        listing=Listing(70, "home.listed.snooze"),
    ),
    OnPress(names.PRIVACY_SNOOZE, snooze),
    OnCommand(
        "support resume",
        resume,
        help=HelpLine(NOTES_AND_DATA, 30, "home.help.resume"),
        listing=Listing(90, "home.listed.resume"),
    ),
    OnPress(names.PRIVACY_RESUME, resume),
)
