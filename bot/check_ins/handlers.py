"""Handlers of the first note and its choices."""

from dataclasses import replace

from bot.adverse_events import (
    confirm,
    may_ask_for_calls,
    own_episode,
    own_report,
    want_no_more,
)
from bot.adverse_events.model import Episode, EpisodeState, Report, ReportState
from bot.adverse_events.names import PROGRESS
from bot.check_ins import names
from bot.check_ins.jobs import note_arrived
from bot.check_ins.model import Answered
from bot.check_ins.screens import CALLS
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import SubjectGone
from bot.core.routes import NOTHING, Reply, replace_card
from bot.programme.model import MILESTONES, Calls


async def answered(context: Context, episode: Episode) -> Episode:
    """Note that somebody pressed anything but "No thanks"; one fact for each episode."""
    if episode.state in {EpisodeState.ENDED, EpisodeState.ANSWERED}:
        return episode
    await note_arrived(context, episode)
    episode = await own_episode(context, episode.reference)
    episode = await context.work.save(replace(episode, state=EpisodeState.ANSWERED))
    context.tell(Answered(episode.reference))
    return episode


async def talk(context: Context, press: Press, subject: str) -> Reply:
    """Show the ways to talk; works without an episode too (from the menu, after a break)."""
    if subject:
        await answered(context, await own_episode(context, subject))
    return replace_card(names.CHECK_IN_OPTIONS, subject)


async def more(context: Context, press: Press, subject: str) -> Reply:
    """Show the rest of the choices."""
    await answered(context, await own_episode(context, subject))
    return replace_card(names.MENU, subject)


async def back(context: Context, press: Press, subject: str) -> Reply:
    """Show the first note again."""
    await own_episode(context, subject)
    return replace_card(names.NOTE, subject)


async def no_thanks(context: Context, press: Press, subject: str) -> Reply:
    """Stop everything about this episode, and erase who it was about at once."""
    await note_arrived(context, await own_episode(context, subject))
    return await no_thanks_after_all(context, press, subject)


async def no_thanks_after_all(context: Context, press: Press, subject: str) -> Reply:
    """Stop what may still come about an episode of which nothing else is left."""
    await want_no_more(context, subject, erase_now=True)
    return replace_card(names.STOPPED)


async def send(context: Context, sent: Submission) -> Reply:
    """Confirm the report once the reporter has seen its list and the note; the hold-off begins.

    A coordinator also says here whether peers call the people, until the hold-off ends.
    """
    report = await context.need(Report, sent.subject)
    asks_for_calls = await may_ask_for_calls(context, report)
    if report.state is ReportState.DRAFT or not asks_for_calls:
        report = await own_report(context, sent.subject)
    if report.kind in MILESTONES:
        raise SubjectGone
    if sent.one(CALLS) and report.state not in {ReportState.DRAFT, ReportState.HELD}:
        # It was opened before the notes went out; what it says about calls comes too late.
        raise SubjectGone
    wanted = sent.choice(CALLS, Calls) if asks_for_calls else None
    if wanted is not None and wanted is not report.calls:
        report = await context.work.save(replace(report, calls=wanted))
        await context.redraw(report.reference, PROGRESS)
    if report.state is ReportState.DRAFT:
        await confirm(context, report)
    return NOTHING
