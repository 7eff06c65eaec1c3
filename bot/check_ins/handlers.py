"""What people press on the first note and its choices."""

from dataclasses import replace

from bot.adverse_events import confirm, end_episode, own_episode, own_report
from bot.adverse_events.model import Episode, EpisodeState, ReportState
from bot.adverse_events.names import CHECK_IN_PREVIEW
from bot.check_ins.jobs import note_arrived
from bot.check_ins.model import Answered, LaterWanted
from bot.check_ins.names import (
    CHECK_IN_OPTIONS,
    CHECK_IN_WHAT_WE_KEEP,
    CHECK_IN_WHERE,
    LATER,
    MENU,
    NOTE,
    STOPPED,
)
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.routes import NOTHING, Reply, ask, replace_card


async def answered(context: Context, episode: Episode) -> Episode:
    """Note that somebody pressed something other than "No thanks"; told once for each episode."""
    if episode.state in {EpisodeState.ENDED, EpisodeState.ANSWERED}:
        return episode
    await note_arrived(context, episode)
    episode = await own_episode(context, episode.reference)
    episode = await context.work.save(replace(episode, state=EpisodeState.ANSWERED))
    context.tell(Answered(episode.reference))
    return episode


async def talk(context: Context, press: Press, subject: str) -> Reply:
    """Talk with someone; with no episode (from the menu, after a break) as well."""
    if subject:
        await answered(context, await own_episode(context, subject))
    return replace_card(CHECK_IN_OPTIONS, subject)


async def more(context: Context, press: Press, subject: str) -> Reply:
    """The rest of the choices."""
    await answered(context, await own_episode(context, subject))
    return replace_card(MENU, subject)


async def back(context: Context, press: Press, subject: str) -> Reply:
    """The first note again."""
    await own_episode(context, subject)
    return replace_card(NOTE, subject)


async def later(context: Context, press: Press, subject: str) -> Reply:
    """Ask again in about a day."""
    episode = await own_episode(context, subject)
    if episode.state is EpisodeState.ENDED:
        return replace_card(NOTE, subject)
    await answered(context, episode)
    context.tell(LaterWanted(subject))
    return replace_card(LATER, subject)


async def no_thanks(context: Context, press: Press, subject: str) -> Reply:
    """Nothing more is sent about this, and who it was about goes at once."""
    episode = await own_episode(context, subject)
    await note_arrived(context, episode)
    await end_episode(context, await own_episode(context, subject), erase_now=True)
    return replace_card(STOPPED)


async def what_we_keep(context: Context, press: Press, subject: str) -> Reply:
    """What is kept, in a dialog."""
    return ask(CHECK_IN_WHAT_WE_KEEP)


async def where(context: Context, press: Press, subject: str) -> Reply:
    """Where one can talk about what happened, in a dialog: it holds a name or a number."""
    return ask(CHECK_IN_WHERE)


async def see(context: Context, press: Press, subject: str) -> Reply:
    """Who would get the first note, and its words, in a dialog."""
    return ask(CHECK_IN_PREVIEW, subject)


async def send(context: Context, sent: Submission) -> Reply:
    """The reporter has seen who and the words: the hold-off begins."""
    report = await own_report(context, sent.subject)
    if report.state is ReportState.DRAFT:
        await confirm(context, report)
    return NOTHING
