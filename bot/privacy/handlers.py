"""mydata, forget, stop, snooze, resume, and emptying the screen."""

from dataclasses import replace

from bot.adverse_events import cares_of, end_care
from bot.check_ins import kept_wishes, wishes_of
from bot.check_ins.model import NoteWishes
from bot.check_ins.names import CHECK_IN_FIRST_NOTE, PRIVACY_CLEAR
from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import Refused, SubjectGone
from bot.core.jobs import Job, JobState
from bot.core.names import Screen
from bot.core.retention import hold_on
from bot.core.routes import OnCommand, OnPress, Reply, replace_card, say
from bot.drills import forget as forget_drills
from bot.follow_ups.names import FOLLOW_UP_NOTE
from bot.privacy.erasure import erase_care
from bot.privacy.holdings import reports_of
from bot.privacy.model import duration
from bot.privacy.names import (
    OPEN_PRIVACY_MYDATA,
    PRIVACY_FORGET,
    PRIVACY_RESUME,
    PRIVACY_SNOOZE,
    PRIVACY_STOP,
)
from bot.privacy.screens import (
    CLEARED,
    FORGET,
    FORGOTTEN,
    MYDATA,
    RESUMED,
    SNOOZED,
    STOPPED,
)
from bot.referrals import forget as forget_notes
from bot.requests import forget as forget_talks
from bot.sessions import forget as forget_groups
from bot.supporter_care import forget as forget_own_notes
from bot.supporters import forget_duty
from bot.time_outs import forget as forget_breaks

NOTES = (CHECK_IN_FIRST_NOTE, FOLLOW_UP_NOTE)
"""The kinds of job whose moment is decided again whenever they run."""


async def mydata(context: Context, command: Command) -> Reply:
    """Say what is held about who asks."""
    return say(MYDATA)


async def mydata_pressed(context: Context, press: Press, subject: str) -> Reply:
    """The same by a button."""
    return say(MYDATA)


async def forget_typed(context: Context, command: Command) -> Reply:
    """Say what forgetting does; the button below does it."""
    return say(FORGET)


async def forget(context: Context, press: Press, subject: str) -> Reply:
    """Forget the presser, all in this one work."""
    await forget_person(context, context.actor.reference)
    return replace_card(FORGOTTEN)


async def forget_person(context: Context, person: str) -> None:
    """Withdraw, cancel and erase everything about a person (by reference).

    Wishes stay, because without them notes would start again; the directory entry stays, as
    everybody who works here has one.
    """
    await forget_talks(context, person)
    await forget_breaks(context, person)
    await forget_notes(context, person)
    await forget_own_notes(context, person)
    await forget_groups(context, person)
    await forget_drills(context, person)
    await forget_duty(context.work, person)
    for care in await cares_of(context.work, person):
        await end_care(context, care, erase_now=True)
        await erase_care(context, care.reference)
    for report in await reports_of(context.work, person):
        if await hold_on(context.work, report.area) is not None:
            continue
        await context.work.vault.clear(report.reporter)


async def clear(context: Context, press: Press, subject: str) -> Reply:
    """Put a neutral line in place of the card; later redraws leave it alone."""
    return replace_card(CLEARED)


async def stop_typed(context: Context, command: Command) -> Reply:
    """Stop all notes."""
    return say(await _stop(context))


async def stop(context: Context, press: Press, subject: str) -> Reply:
    """The same by a button."""
    return replace_card(await _stop(context))


async def _stop(context: Context) -> Screen:
    await context.work.of(NoteWishes).save(
        replace(await kept_wishes(context.work, context.actor.reference), stopped=True)
    )
    return STOPPED


async def snooze_typed(context: Context, command: Command) -> Reply:
    """Put notes off for as long as was typed."""
    return say(await _snooze(context, command.words[1:]))


async def snooze(context: Context, press: Press, how_long: str) -> Reply:
    """The same by a button."""
    if duration((how_long,)) is None:
        raise SubjectGone
    return replace_card(await _snooze(context, (how_long,)))


async def _snooze(context: Context, words: tuple[str, ...]) -> Screen:
    length = duration(words)
    if length is None:
        raise Refused("privacy.snooze.how")
    wishes = await wishes_of(context.work, context.actor.reference)
    if wishes.stopped:
        # A snooze ends by itself, and would so take back what was asked for good.
        raise Refused("privacy.snooze.stopped")
    until = context.now + length
    await context.work.of(NoteWishes).save(
        replace(await kept_wishes(context.work, context.actor.reference), quiet_until=until)
    )
    await _decide_again(context)
    return SNOOZED


async def resume_typed(context: Context, command: Command) -> Reply:
    """Let notes come again."""
    return say(await _resume(context))


async def resume(context: Context, press: Press, subject: str) -> Reply:
    """The same by a button."""
    return replace_card(await _resume(context))


async def _resume(context: Context) -> Screen:
    person = context.actor.reference
    await context.work.of(NoteWishes).save(
        replace(
            await kept_wishes(context.work, person),
            stopped=False,
            quiet_until=None,
            own_notes_stopped=False,
        )
    )
    await _decide_again(context)
    return RESUMED


async def _decide_again(context: Context) -> None:
    """Let notes that wait for the end of an older, longer pause find their moment anew."""
    for care in await cares_of(context.work, context.actor.reference):
        found = await context.work.of(Job).find(
            Job.subject.is_(care.reference), Job.state.is_(JobState.PENDING)
        )
        for job in found:
            if job.kind in NOTES and job.due_at > context.now:
                await context.work.of(Job).save(replace(job, due_at=context.now))


ROUTES = (
    OnCommand("support mydata", mydata, reads_only=True),
    OnPress(OPEN_PRIVACY_MYDATA, mydata_pressed, reads_only=True),
    OnCommand("support forget", forget_typed, reads_only=True),
    OnPress(PRIVACY_FORGET, forget),
    OnPress(PRIVACY_CLEAR, clear),
    OnCommand("support stop", stop_typed),
    OnPress(PRIVACY_STOP, stop),
    OnCommand("support snooze", snooze_typed),
    OnPress(PRIVACY_SNOOZE, snooze),
    OnCommand("support resume", resume_typed),
    OnPress(PRIVACY_RESUME, resume),
)
